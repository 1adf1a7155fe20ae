"""Verify: whether a folder or a host holds what was built, byte by byte.

In: a workspace folder, and a folder or the address of a site. Out: a `Compared` for each file that Handrail wrote.
Reads `site/` and the copy; writes nothing. No name and no title is in what it returns: only paths below `site/`.

A page whose sealed part is the same while its frame is not has been changed on the way: the frame holds the script
that sees the link.
"""

from __future__ import annotations

import gzip
import re
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from generator import manifest, workspace
from generator.claims import is_sealed, sealed_path
from generator.errors import WorkspaceError
from generator.write import names

_SEALED: Final = re.compile(rb'(<script type="application/octet-stream" id="sealed">)[^<]*')
_TIMEOUT_S: Final = 20
#: Most bytes read of one file on a host: far more than a page has.
_LIMIT_BYTES: Final = 64 * 1024 * 1024


class State(StrEnum):
    """How a copy compares with what was built."""

    SAME = "same"
    CHANGED = "changed"
    FRAME_CHANGED = "frame changed"
    MISSING = "missing"
    STILL_THERE = "still there"
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True, slots=True)
class Compared:
    """One file, by its path below `site/`."""

    path: str
    state: State


class Copy(Protocol):
    """Where the files were put."""

    def read(self, path: str) -> bytes | None:
        """The bytes at this path, None where nothing is. Raises OSError where that cannot be told."""
        ...

    def listed(self) -> tuple[str, ...]:
        """The paths of sealed pages that can be found without being told; a host shows none."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A copy on this computer."""

    root: Path

    def read(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def listed(self) -> tuple[str, ...]:
        return tuple(path for name in names(self.root / "p") if is_sealed(path := sealed_path(name)))


@dataclass(frozen=True, slots=True)
class Host:
    """A copy on the web, by the address of its root without a slash at the end."""

    address: str

    def read(self, path: str) -> bytes | None:
        address = f"{self.address}/{path.removesuffix('index.html')}"
        request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip", "Cache-Control": "no-cache"})
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:
                data: bytes = answer.read(_LIMIT_BYTES)
                return gzip.decompress(data) if answer.headers.get("Content-Encoding") == "gzip" else data
        except urllib.error.HTTPError as error:
            with error:
                if error.code in (404, 410):
                    return None
            raise
        except (EOFError, zlib.error) as error:
            raise OSError("what was sent cannot be unpacked") from error

    def listed(self) -> tuple[str, ...]:
        return ()


def verify(root: Path, copy: Copy, watcher: Callable[[int, int], None]) -> tuple[Compared, ...]:
    """How each file of the last build compares, in the order of the paths, and which dead pages are still there.

    Raises WorkspaceError where nothing has been built, or the disk refuses.
    """
    space = workspace.read(root)
    known = manifest.load(space.scratch, manifest.passing_digests(space.scratch))
    if not known.pages and not known.frame:
        raise WorkspaceError("nothing has been built here yet; run `handrail build` first")
    # Hosts do not serve files that begin with a sign of their own; what they do with them is their business.
    frame = [path for path in known.frame if path not in (".nojekyll", "_headers")]
    built = sorted({*frame, *(made.path for made in known.pages.values())})
    dead = sorted({*_revoked(space.revoked), *copy.listed()} - set(built))
    found = []
    for done, path in enumerate([*built, *dead], 1):
        found.append(_compared(space.site, copy, path, built))
        watcher(done, len(built) + len(dead))
    return tuple(one for one in found if one is not None)


def _compared(site: Path, copy: Copy, path: str, built: Iterable[str]) -> Compared | None:
    try:
        there = copy.read(path)
    except OSError:
        return Compared(path, State.OUT_OF_REACH)
    if path not in built:
        return None if there is None else Compared(path, State.STILL_THERE)
    if there is None:
        return Compared(path, State.MISSING)
    try:
        ours = (site / path).read_bytes()
    except OSError as error:
        raise WorkspaceError(f"cannot read site/{path}; run `handrail build` first") from error
    if there == ours:
        return Compared(path, State.SAME)
    if is_sealed(path) and _sealed_part(there) == _sealed_part(ours):
        return Compared(path, State.FRAME_CHANGED)
    return Compared(path, State.CHANGED)


def _sealed_part(page: bytes) -> bytes | None:
    found = _SEALED.search(page)
    return found[0] if found else None


def _revoked(data: bytes) -> set[str]:
    from generator.errors import PlanError
    from generator.links import revoked_tokens

    try:
        return {sealed_path(token) for token in revoked_tokens(data)}
    except PlanError as error:
        raise WorkspaceError("handrail.revoked has a line that is no link; run `handrail check`") from error

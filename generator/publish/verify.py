"""Verify: whether a folder or a host holds what was built, byte by byte.

In: a workspace folder, and a folder or the address of a site. Out: a `Compared` for each file that Handrail wrote.
Reads `site/` and the copy; writes nothing. What it returns names plans by their files and holds no word of any.

A page whose sealed part is the same while its frame is not has been changed on the way: the frame holds the script
that sees the link. A host that leads elsewhere is told though every byte be right: a browser takes the link along.
Whatever a host sends, however much and however slowly, comes to an end.
"""

from __future__ import annotations

import http.client
import os
import re
import secrets
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, Final, Protocol
from urllib.parse import urlsplit

from generator import __version__
from generator.builder import site_files, snapshot
from generator.errors import PlanError, WorkspaceError
from generator.privacy import keyfile
from generator.privacy.paths import dead_paths, is_sealed, sealed_path
from generator.publish.destination import Folder
from generator.publish.shared import read_sharing
from generator.workspace import layout, manifest
from generator.workspace.layout import Workspace

__all__ = ["Compared", "Copy", "Folder", "Host", "State", "named", "verify"]

_SEALED: Final = re.compile(rb'(<script type="application/octet-stream" id="sealed">)[^<]*')
_PAGE: Final = re.compile(rb'id="sealed"|<article\b')
_REFRESH: Final = re.compile(rb"<meta[^>]*http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)
#: What Cloudflare puts where a mail address stood, and what its Rocket Loader does to scripts.
_MAIL: Final = re.compile(rb"/cdn-cgi/l/email-protection|data-cfemail|__cf_email__")
_SCRIPTS: Final = re.compile(
    rb"rocket-loader|data-cf-settings|type=[\"'][0-9a-f]{8,}-(?:text|application|module)"
)
#: Most bytes of one file, packed or unpacked: far more than a page has.
_LIMIT_BYTES: Final = 16 * 1024 * 1024
_CHUNK_BYTES: Final = 64 * 1024
#: Longest that one file may take, and how much time beyond a few seconds each all of them together may.
_FILE_S: Final = 30.0
_FREE_S: Final = 5.0
_SLOW_S: Final = 60.0
#: A name that hosts know where to put: they refuse what calls itself a library.
_AGENT: Final = f"Mozilla/5.0 (compatible; Handrail/{__version__}; verify)"
#: So many errors of a host in a row are no chance.
_PATIENCE: Final = 3


class State(StrEnum):
    """How a copy compares with what was built."""

    SAME = "same"
    CHANGED = "changed"
    FRAME_CHANGED = "frame changed"
    MAIL_HIDDEN = "mail addresses hidden"
    SCRIPTS_MOVED = "scripts moved"
    LEADS_AWAY = "leads away"
    MISSING = "missing"
    STILL_THERE = "still there"
    TURNED_AWAY = "turned away"
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True, slots=True)
class Compared:
    """One file, by its path below `site/`, and its plan where one is known. `why` is what the host had to say."""

    path: str
    state: State
    plan: str | None = None
    why: str = ""


class LeadsAway(OSError):
    """The host sends whoever asks to another place; its text says where."""


class TurnedAway(OSError):
    """The host refuses this program; its text says how."""


class Unreachable(OSError):
    """The host does not answer, or does not come to an end; its text says why."""


class Copy(Protocol):
    """Where the files were put."""

    def read(self, path: str) -> bytes | None:
        """The bytes at this path, None where nothing is. Raises OSError where that cannot be told."""
        ...

    def pages(self) -> frozenset[str]:
        """The paths of pages of ours that can be found without being told; a host shows none."""
        ...


@dataclass(slots=True)
class Host:
    """A copy on the web, by the address of its root without a slash at the end."""

    address: str
    file_s: float = _FILE_S
    slow_s: float = _SLOW_S
    _slow: float = field(default=0.0, init=False)

    def read(self, path: str) -> bytes | None:
        if self._slow > self.slow_s:
            raise Unreachable("it is too slow")
        began = time.monotonic()
        try:
            return _in_time(
                lambda: _fetched(f"{self.address}/{path.removesuffix('index.html')}"), self.file_s
            )
        finally:
            self._slow += max(time.monotonic() - began - _FREE_S, 0)

    def pages(self) -> frozenset[str]:
        return frozenset()


def verify(root: Path, copy: Copy, watcher: Callable[[int, int], None]) -> tuple[Compared, ...]:
    """How each file of the last build compares, in the order of the paths, and which dead pages are still there.

    Raises WorkspaceError where nothing has been built, or the disk refuses.
    """
    space = layout.read_workspace(root)
    digests = manifest.passing_digests(space.scratch)
    known = manifest.load_manifest(space.scratch, digests)
    if not known.pages and not known.frame:
        raise WorkspaceError("nothing has been built here yet; run `handrail build` first")
    sources = {digests.of(os.fsencode(plan.name)): plan.name for plan in space.plans}
    plans = {made.path: sources[id] for id, made in known.pages.items() if id in sources}
    # Hosts do not serve files that begin with a sign of their own; what they do with them is their business.
    frame = [path for path in known.frame if path not in (".nojekyll", "_headers")]
    built = sorted({*frame, *(made.path for made in known.pages.values())})
    dead = sorted({*dead_paths(space.revoked), *copy.pages()} - {*built})
    return tuple(_Comparison(space, copy, plans).all(built, dead, watcher))


def named(root: Path, found: tuple[Compared, ...], today: date) -> tuple[Compared, ...]:
    """The same, and the plans of dead pages named as well, where the keys are at hand."""
    if all(one.plan or not is_sealed(one.path) for one in found):
        return found
    try:
        sharing = read_sharing(root, today)
    except (PlanError, keyfile.KeyFileError):
        return found
    plans = {
        path: source.name
        for source, plan in sharing.valid_plans
        for path, _secrets in snapshot.possible_addresses(sharing.links, source, plan)
    }
    return tuple(replace(one, plan=one.plan or plans.get(one.path)) for one in found)


class _Comparison:
    """One look at a copy, file by file; a host that is gone is not asked again and again."""

    def __init__(self, space: Workspace, copy: Copy, plans: Mapping[str, str]) -> None:
        self._site, self._copy, self._plans = space.site, copy, plans
        self._gone = ""
        self._errors = 0
        self._nothing: set[bytes] = set()
        self._refuses_nothing = False

    def all(
        self, built: list[str], dead: list[str], watcher: Callable[[int, int], None]
    ) -> list[Compared]:
        if isinstance(self._copy, Host):
            self._learn()
        found = []
        for done, path in enumerate([*built, *dead], 1):
            one = self._built(path) if done <= len(built) else self._dead(path)
            found += [one] if one else []
            watcher(done, len(built) + len(dead))
        return found

    def _learn(self) -> None:
        """What the host sends where nothing can be: many answer as if something were there."""
        self._nothing = {
            data for name in sorted(site_files.PATHS) if (data := self._ours(name)) is not None
        }
        try:
            there = self._copy.read(sealed_path(secrets.token_hex(16)))
        except TurnedAway:
            self._refuses_nothing = True
        except Unreachable as error:
            self._gone = str(error)
        except OSError:
            return
        else:
            self._nothing |= {there} if there is not None else set()

    def _built(self, path: str) -> Compared:
        plan = self._plans.get(path)
        ours = self._ours(path)
        if ours is None:
            raise WorkspaceError(f"cannot read site/{path}; run `handrail build` first")
        try:
            there = self._read(path)
        except OSError as error:
            return Compared(path, _state_of(error), plan, error.strerror or str(error))
        if there == ours:
            return Compared(path, State.SAME, plan)
        if there is None or (plan and there in self._nothing):
            return Compared(path, State.MISSING, plan)
        return Compared(path, _difference(path, there, ours), plan)

    def _dead(self, path: str) -> Compared | None:
        """A page that should not be there any more; None where it is not."""
        try:
            there = self._read(path)
        except LeadsAway:
            return None
        except OSError as error:
            is_usual = self._refuses_nothing and isinstance(error, TurnedAway)
            return (
                None
                if is_usual
                else Compared(path, _state_of(error), why=error.strerror or str(error))
            )
        if there is None or there in self._nothing or not _PAGE.search(there):
            return None
        return Compared(path, State.STILL_THERE)

    def _read(self, path: str) -> bytes | None:
        if self._gone:
            raise Unreachable(self._gone)
        try:
            there = self._copy.read(path)
        except Unreachable as error:
            self._gone = str(error)
            raise
        except (LeadsAway, TurnedAway):
            raise
        except OSError as error:
            self._errors += 1
            if self._errors >= _PATIENCE and isinstance(self._copy, Host):
                self._gone = str(error)
            raise
        self._errors = 0
        return there

    def _ours(self, path: str) -> bytes | None:
        try:
            return (self._site / path).read_bytes()
        except OSError:
            return None


def _state_of(error: OSError) -> State:
    match error:
        case LeadsAway():
            return State.LEADS_AWAY
        case TurnedAway():
            return State.TURNED_AWAY
        case _:
            return State.OUT_OF_REACH


def _difference(path: str, there: bytes, ours: bytes) -> State:
    for pattern, state in (
        (_REFRESH, State.LEADS_AWAY),
        (_SCRIPTS, State.SCRIPTS_MOVED),
        (_MAIL, State.MAIL_HIDDEN),
    ):
        if pattern.search(there) and not pattern.search(ours):
            return state
    same = is_sealed(path) and _sealed_part(there) == _sealed_part(ours)
    return State.FRAME_CHANGED if same else State.CHANGED


def _sealed_part(page: bytes) -> bytes | None:
    found = _SEALED.search(page)
    return found[0] if found else None


# ---- asking a host


class _WithinHost(urllib.request.HTTPRedirectHandler):
    """Follows a host to another of its own pages, never to another host: a browser would take the link there."""

    max_redirections = 5

    def redirect_request(  # noqa: PLR0917 - as the library calls it
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not _is_within(req.full_url, newurl):
            fp.close()
            raise LeadsAway(urlsplit(newurl).netloc or "another place")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_within(address: str, other: str) -> bool:
    """Whether two addresses have one origin, or differ only in that the second one is encrypted."""
    one, two = urlsplit(address), urlsplit(other)
    secured = (one.scheme, two.scheme) == ("http", "https") and (
        one.port or 80,
        two.port or 443,
    ) == (80, 443)
    return one.hostname == two.hostname and (
        (one.scheme, one.port) == (two.scheme, two.port) or secured
    )


def _fetched(address: str) -> bytes | None:
    request = urllib.request.Request(
        address,
        headers={"Accept-Encoding": "gzip", "Cache-Control": "no-cache", "User-Agent": _AGENT},
    )
    try:
        with urllib.request.build_opener(_WithinHost).open(request, timeout=_FILE_S) as answer:
            if answer.headers.get("Refresh"):
                raise LeadsAway("another place, by a Refresh header")
            data = _read(answer)
            is_packed = answer.headers.get("Content-Encoding", "").lower() == "gzip"
    except urllib.error.HTTPError as error:
        with error:
            if error.code in (404, 410):
                return None
            raise _refusal(error) from error
    except urllib.error.URLError as error:
        raise Unreachable(getattr(error.reason, "strerror", None) or str(error.reason)) from error
    except (http.client.HTTPException, ValueError) as error:
        raise Unreachable("its answer is no answer of a web host") from error
    except LeadsAway:
        raise
    except OSError as error:
        raise Unreachable(error.strerror or "the connection broke") from error
    return _unpacked(data) if is_packed else data


def _refusal(error: urllib.error.HTTPError) -> OSError:
    """What the host's number means."""
    if error.code in range(300, 400):
        return LeadsAway("another place, in circles or by no web address")
    if error.code in range(400, 500) or error.headers.get("cf-mitigated"):
        return TurnedAway(f"HTTP {error.code}")
    return OSError(f"HTTP {error.code}")


def _read(answer: http.client.HTTPResponse) -> bytes:
    data = bytearray()
    while len(data) <= _LIMIT_BYTES and (chunk := answer.read1(_CHUNK_BYTES)):
        data += chunk
    return bytes(data)


def _unpacked(data: bytes) -> bytes:
    """What was packed, as far as a page can be long. Raises OSError for what cannot be unpacked."""
    out = b""
    while data and len(out) <= _LIMIT_BYTES:
        packed = zlib.decompressobj(wbits=31)
        try:
            out += packed.decompress(data, _LIMIT_BYTES + 1 - len(out))
        except zlib.error as error:
            raise OSError("what was sent cannot be unpacked") from error
        if not packed.eof and len(out) <= _LIMIT_BYTES:
            raise OSError("what was sent cannot be unpacked")
        data = packed.unused_data
    return out


def _in_time(act: Callable[[], bytes | None], seconds: float) -> bytes | None:
    """What `act` gives, if it does within this time; whoever drips byte by byte is left behind."""
    ended: list[bytes | OSError | None] = []

    def run() -> None:
        try:
            ended.append(act())
        except OSError as error:
            ended.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not ended:
        raise Unreachable(f"no whole answer in {seconds:g} seconds")
    if isinstance(ended[0], OSError):
        raise ended[0]
    return ended[0]

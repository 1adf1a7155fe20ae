"""Write: finished files into `site/`, each old or new and never half.

In: `PublicFile` values. Out: files on disk; a file goes to the scratch folder first and is then
renamed.
Touches the disk, nothing else. Only what is meant to be published has a type that is accepted here.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from itertools import count
from pathlib import Path
from typing import Final, Self

from generator.errors import WorkspaceError
from generator.workspace.disk_errors import cannot

#: Stands in the head of every public page, so that Handrail knows its own when the manifest is
#: lost.
MARK: Final = b'<meta name="generator" content="Handrail">'
#: Stands for it where a file has no head.
PLAIN_MARK: Final = b"# Handrail"
#: How the draft of a file that is written beside its place ends.
_BESIDE: Final = ".handrail-draft"
#: A draft of this age belongs to nobody who is still writing.
_SURELY_DEAD_S: Final = 60.0
#: The mark is looked for in this many bytes from the start.
_HEAD_BYTES: Final = 4096


@dataclass(frozen=True, slots=True)
class Stamp:
    """Size in bytes and modification time in nanoseconds: what a file was when we left it."""

    size: int
    mtime_ns: int


def stamp(path: Path | str) -> Stamp | None:
    """The stamp of a file, or None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - of many pages the path objects would cost the most
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Stamp(status.st_size, status.st_mtime_ns)


def holds(path: Path, content: bytes) -> bool:
    """Whether the file holds exactly these bytes."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except (FileNotFoundError, NotADirectoryError):
        return False


def is_foreign(path: Path) -> bool:
    """Whether something stands there that Handrail did not write, as far as its head tells."""
    head = _head(path)
    return head is not None and MARK not in head and PLAIN_MARK not in head


def is_marked(content: bytes) -> bool:
    """Whether a page carries the mark where it is looked for."""
    return MARK in content[:_HEAD_BYTES]


def is_ours(path: Path) -> bool:
    """Whether a page stands there that Handrail wrote, as far as its head tells."""
    head = _head(path)
    return head is not None and MARK in head


def marked(site: Path) -> tuple[str, ...]:
    """The paths of all pages with our mark in folders below `site`, in order; the files at its top
    are no plan's.
    """
    pages = (path for path in site.glob("*/**/index.html") if path.is_file() and is_ours(path))
    return tuple(sorted(path.relative_to(site).as_posix() for path in pages))


def _head(path: Path) -> bytes | None:
    """The first bytes of a file, none of them for a folder, None where nothing is."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except FileNotFoundError:
        return None
    except (IsADirectoryError, NotADirectoryError):
        return b""


def names(folder: Path) -> tuple[str, ...]:
    """What lies in a folder, in order; nothing where there is none."""
    try:
        return tuple(sorted(path.name for path in folder.iterdir()))
    except (FileNotFoundError, NotADirectoryError):
        return ()


def replace(path: Path, content: bytes, scratch: Path) -> None:
    """Put `content` at `path` in one step. Raises WorkspaceError where the disk refuses."""
    draft = scratch / f"draft-{os.getpid()}"  # none of `Drafts`, which may lie there meanwhile
    with _drawing_up(draft, path):
        draft.write_bytes(content)
        _put_in_place(draft, path)


def _put_in_place(draft: Path, path: Path) -> None:
    """Give a draft its name. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft.replace(path)


class Drafts:
    """Files that are finished and not yet in place, in the scratch folder until all of them are.

    Leaving the context deletes those that were not put in place.
    """

    def __init__(self, scratch: Path) -> None:
        self._start = f"{scratch}/draft-{os.getpid()}-"
        self._numbers = count(1)
        self._drafts: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for draft in self._drafts.values():
            with suppress(OSError):
                Path(draft).unlink(missing_ok=True)

    def add(self, path: Path, content: bytes) -> None:
        """Keep `content`, which is to stand at `path`. Raises WorkspaceError where the disk
        refuses.
        """
        draft = f"{self._start}{next(self._numbers)}"
        self._drafts[str(path)] = draft
        with cannot("write", path):
            Path(draft).write_bytes(content)

    def put_in_place(self, path: Path) -> bool:
        """Put the draft for `path` there in one step; whether there was one.

        Raises WorkspaceError where the disk refuses.
        """
        draft = self._drafts.pop(str(path), None)
        if draft is None:
            return False
        with _drawing_up(Path(draft), path):
            _put_in_place(Path(draft), path)
        return True


def put_beside(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Put `content` at `path` in one step, anywhere on this computer, and have it outlast a loss of
    power.

    The draft lies beside it, since a folder elsewhere may be another disk; `mode` holds from the
    first byte, less what the user's mask takes. A link is followed. Raises WorkspaceError where the
    disk refuses; `path` then stays as it is.
    """
    target = Path(os.path.realpath(path))
    draft = _draft_beside(target)
    with _drawing_up(draft, path):
        target.parent.mkdir(parents=True, exist_ok=True)
        _draw_up(draft, content, mode)
        draft.replace(target)
        _keep_name(target.parent)


def put_new(path: Path, content: bytes, mode: int = 0o666) -> bool:
    """Put `content` where nothing is yet, whole or not at all; whether it was done, as something
    may be there.

    A file without a byte in it is nothing: an earlier try that found no room left it. Raises
    WorkspaceError where the disk refuses; the folder must be there.
    """
    draft = _draft_beside(path)
    sweep_dead_drafts(path.parent)
    with _drawing_up(draft, path):
        _draw_up(draft, content, mode)
        if is_empty_file(path):
            path.unlink()
        is_named = _named_anew(draft, path)
        if is_named:
            _keep_name(path.parent)
    return is_named


class Created(Enum):
    """Whether a new file was made, or what was there already stays."""

    MADE = "made"
    KEPT = "kept"


def write_new(root: Path, name: str, data: bytes) -> Created:
    """Put a new file there, whole; one that is there already stays as it is, unless it is empty.

    Raises WorkspaceError where the disk refuses.
    """
    path = root / name
    with cannot("write", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep_dead_drafts(path.parent)
        if os.path.lexists(path) and not (data and is_empty_file(path)):
            return Created.KEPT
    return Created.MADE if put_new(path, data) else Created.KEPT


def _draft_beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}{_BESIDE}")


@contextmanager
def _drawing_up(draft: Path, path: Path) -> Iterator[None]:
    """Leave no draft behind, and say of what file it was that the disk refused it."""
    try:
        with cannot("write", path):
            yield
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _draw_up(draft: Path, content: bytes, mode: int) -> None:
    """Write a draft anew and have it outlast a loss of power. Raises OSError."""
    draft.unlink(missing_ok=True)
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode),
        "wb",
    ) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def is_empty_file(path: Path) -> bool:
    """Whether a file stands there that holds not a byte. Raises OSError where nobody may look."""
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size == 0


def _named_anew(draft: Path, path: Path) -> bool:
    """Give a draft its name where nobody has it. Raises OSError."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a disk that knows no second names, such as a stick
        if os.path.lexists(path):
            return False
        draft.rename(path)
    return True


def sweep_drafts_of(path: Path) -> None:
    """Delete the drafts that killed writes of this one file left. Only who alone writes it now may."""
    _sweep(path.parent, lambda draft: draft.name.startswith(f".{path.name}."))


def sweep_dead_drafts(folder: Path) -> None:
    """Delete the drafts in a folder that surely nobody writes any more: old ones, and second names
    of a file.
    """
    _sweep(folder, _is_dead)


def _sweep(folder: Path, goes: Callable[[Path], bool]) -> None:
    with suppress(OSError):
        for draft in [
            path
            for path in folder.iterdir()
            if path.name.startswith(".") and path.name.endswith(_BESIDE)
        ]:
            with suppress(OSError):
                if goes(draft):
                    draft.unlink()


def _is_dead(draft: Path) -> bool:
    """Whether a draft is old, or was given its name already, and only its first one is left to go."""
    status = draft.lstat()
    return status.st_nlink > 1 or time.time() - status.st_mtime >= _SURELY_DEAD_S


def replace_if_unchanged(path: Path, old: bytes, new: bytes, scratch: Path) -> None:
    """Put `new` in place of `old` in a file that a person wrote: in one step, kept on disk,
    permissions as they were.

    Raises WorkspaceError where the file no longer holds `old`, and where the disk refuses; it then
    stays as it is.
    """
    draft = scratch / f"draft-{os.getpid()}"
    path = path.resolve()
    with _drawing_up(draft, path):
        mode = stat.S_IMODE(path.stat().st_mode)
        with open(draft, "wb", opener=_for_owner_only) as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        if not holds(path, old):
            raise WorkspaceError(
                f"{path.name} was changed meanwhile; nothing was done to it, please try again"
            )
        draft.replace(path)
        _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Have what was renamed in a folder outlast a loss of power, where the system can promise it;
    Windows cannot.
    """
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _for_owner_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def sweep(scratch: Path) -> None:
    """Delete the drafts that killed builds left. Only the holder of the workspace's lock may."""
    for draft in scratch.glob("draft-*"):
        draft.unlink()


def remove(path: Path, site: Path) -> None:
    """Take a file away, and the folders below `site` that it leaves empty.

    Raises OSError where the disk refuses.
    """
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == site or site not in folder.parents:
            return
        try:
            folder.rmdir()
        except OSError:
            return  # not empty: somebody else's files stay

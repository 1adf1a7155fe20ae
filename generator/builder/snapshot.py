"""Snapshot: the pages that went out last, so that what is new can be told.

In: a workspace folder. Out: the bytes and the paths of pages that went out.
Touches `.handrail/sent/` and `.handrail/gone`. A folder that the site is copied to is its own
memory, so that only its name is kept. What went out is kept for each command: sealed pages as they
were sealed, and public ones only as long as they are public.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.errors import WorkspaceError
from generator.privacy.paths import is_page, is_sealed
from generator.workspace import files, layout
from generator.workspace.disk_errors import cannot, cannot_below

#: Where it is kept, below the scratch folder, and where earlier versions kept one memory for all
#: places.
FOLDER: Final = "sent"
_FORMER: Final = "published"
#: Which pages builds have taken away, a path a line.
_GONE: Final = "gone"
#: The place that was published to last, and what a command was about to send.
_LAST: Final = "last.json"
#: Every folder that was published to.
_FOLDERS: Final = "folders.json"
_UNFINISHED: Final = "unfinished.json"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a command of one's own has sent so far; every command has a memory of its own."""

    root: Path
    words: tuple[str, ...]

    def read(self, path: str) -> bytes | None:
        """What went out last at this path below `site/`; None where nothing did.

        Raises WorkspaceError.
        """
        return _bytes(self._folder / path)

    def pages(self) -> frozenset[str]:
        """Where pages went out, and where a command that was stopped may have put some.

        Raises WorkspaceError.
        """
        known = {*_paths(self._folder), *_noted(self._folder)}
        return frozenset(path for path in known if is_page(path))

    @property
    def is_unfinished(self) -> bool:
        """Whether the command began to send something and nobody knows how far it got."""
        return (self._folder / _UNFINISHED).exists()

    def begin(self, paths: Collection[str]) -> None:
        """Note what is about to go out, before it does. Raises WorkspaceError."""
        _note(self.root, self._folder, paths)

    def finish(self, sent: Iterator[tuple[str, bytes]]) -> None:
        """Keep what has gone out, and nothing else. Raises WorkspaceError."""
        kept = set()
        for path, data in sent:
            kept.add(path)
            if not files.holds(self._folder / path, data):
                _put(self.root, self._folder / path, data)
        for path in _paths(self._folder):
            if path not in kept:
                _remove(self._folder / path, self._folder)
        _put(
            self.root,
            _memories(self.root) / _LAST,
            json.dumps({"memory": self._name}).encode(),
        )

    @property
    def _name(self) -> str:
        return hashlib.sha256(json.dumps(self.words).encode()).hexdigest()[:32]

    @property
    def _folder(self) -> Path:
        return _memories(self.root) / self._name


def remember_folder(root: Path, folder: Path) -> None:
    """Keep which folder was published to last. Raises WorkspaceError."""
    known = published_folders(root)
    last = json.dumps({"folder": str(folder)}).encode()
    if not files.holds(_memories(root) / _LAST, last):
        _put(root, _memories(root) / _LAST, last)
    if folder not in known:
        names = sorted(map(str, (*known, folder)))
        _put(root, _memories(root) / _FOLDERS, json.dumps(names).encode())


def published_folders(root: Path) -> tuple[Path, ...]:
    """The folders that were published to from here, in the order of their names."""
    try:
        names = json.loads((_memories(root) / _FOLDERS).read_bytes())
        return tuple(Path(name) for name in names)
    except (OSError, ValueError, TypeError):
        return _last_folder(root)


def _last_folder(root: Path) -> tuple[Path, ...]:
    """The folder that was published to last: earlier versions remembered no other."""
    try:
        return (Path(json.loads((_memories(root) / _LAST).read_bytes())["folder"]),)
    except (OSError, ValueError, LookupError, TypeError):
        return ()


def last_page(root: Path, path: str) -> bytes | None:
    """The page that went out last at this path, where the site was published to last; None where
    none did.
    """
    try:
        last = json.loads((_memories(root) / _LAST).read_bytes())
        name = last.get("folder") or _memories(root) / last["memory"]
        return (Path(name) / path).read_bytes()
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def note_gone(root: Path, paths: Collection[str]) -> None:
    """Remember which pages were taken out of `site/`, so that each place loses them too, whatever
    is wrong by then.

    A disk without room keeps no page from going: then only this is not remembered.
    """
    fresh = sorted({*paths} - removed_pages(root))
    if fresh:
        with suppress(WorkspaceError):
            lines = "".join(f"{path}\n" for path in sorted(removed_pages(root) | {*fresh}))
            files.replace(
                root / layout.SCRATCH / _GONE,
                lines.encode(),
                root / layout.SCRATCH,
            )


def removed_pages(root: Path) -> frozenset[str]:
    """The paths below `site/` of pages that builds here have taken away; some may stand again."""
    try:
        return frozenset((root / layout.SCRATCH / _GONE).read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def tidy(root: Path, standing: Collection[str]) -> None:
    """Drop every page in clear that does not stand in `site/` any more, and what earlier versions
    kept.

    That it went out once is still known, so that a command has it to take away. Raises
    WorkspaceError where the disk refuses: what is private now must not stay behind in clear.
    """
    _drop_former(root / layout.SCRATCH / _FORMER)
    for folder in files.names(_memories(root)):
        memory = _memories(root) / folder
        clear = [path for path in _paths(memory) if is_page(path) and not is_sealed(path)]
        dead = [path for path in clear if path not in standing]
        if dead:
            _note(root, memory, dead)
        for path in dead:
            _remove(memory / path, memory)


def _drop_former(former: Path) -> None:
    """Delete the memory that earlier versions kept; of a link to a folder only the link."""
    with cannot_below("delete", former):
        if former.is_symlink():
            former.unlink()
        elif former.is_dir():
            shutil.rmtree(former)


def _memories(root: Path) -> Path:
    return root / layout.SCRATCH / FOLDER


def _paths(folder: Path) -> tuple[str, ...]:
    """Every file in a memory, by its path there. A link is none of ours: it may lead anywhere."""
    if folder.is_symlink() or folder.parent.is_symlink():
        return ()
    with cannot_below("read", folder):
        files_there = [path for path in folder.rglob("*") if path.is_file()]
    return tuple(sorted(path.relative_to(folder).as_posix() for path in files_there))


def _noted(memory: Path) -> set[str]:
    """What may be on the host though nobody has seen it arrive, or leave."""
    try:
        return set(json.loads((_bytes(memory / _UNFINISHED) or b"[]").decode()))
    except ValueError:
        return set()


def _note(root: Path, memory: Path, paths: Collection[str]) -> None:
    _put(
        root,
        memory / _UNFINISHED,
        json.dumps(sorted({*paths, *_noted(memory)})).encode(),
    )


def _bytes(path: Path) -> bytes | None:
    with cannot("read", path), suppress(FileNotFoundError, NotADirectoryError):
        return path.read_bytes()
    return None


def _put(root: Path, path: Path, data: bytes) -> None:
    files.replace(path, data, root / layout.SCRATCH)


def _remove(path: Path, folder: Path) -> None:
    with cannot("delete", path):
        files.remove(path, folder)

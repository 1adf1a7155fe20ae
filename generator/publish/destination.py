"""Destination: a folder that the site is copied to, looked at as it is.

In: a folder, and paths below it. Out: which pages of ours stand there; files put there and taken
away.
Touches that folder and nothing else. A page is ours by its mark, whoever put it there and whatever
else is in it; what carries no mark is somebody else's and is neither written over nor taken away.
No link is followed out of the folder.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.errors import HandrailError, WorkspaceError
from generator.privacy import keyfile
from generator.privacy.paths import SEALED_FOLDER, is_page, is_sealed, sealed_path
from generator.workspace import files, layout

_PAGE: Final = "index.html"
_SEALED_MARK: Final = b'id="sealed">'
#: Most bytes read of a file that stands there: far more than a page has.
_LIMIT_BYTES: Final = 16 * 1024 * 1024
#: Drafts of killed runs: as `write` leaves them, and as earlier versions did.
_DRAFT: Final = re.compile(
    r"\..+\.handrail-draft|\.(index\.html|404\.html|robots\.txt|_headers|\.nojekyll)\.handrail"
)
#: What git keeps in a folder of its own.
_GIT_PARTS: Final = ("objects", "refs")


class DestinationError(HandrailError):
    """This folder cannot be the place; the text says why."""


@dataclass(frozen=True, slots=True)
class FolderContents:
    """What stands in a folder, by paths below it.

    `pages` are ours, `others` lie where our sealed pages lie and are not, `dark` cannot be looked
    into.
    """

    pages: frozenset[str]
    others: frozenset[str]
    dark: frozenset[str]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of pages."""

    path: Path

    def read(self, path: str) -> bytes | None:
        """The bytes at this path; None where nothing is.

        Raises OSError where that cannot be told.
        """
        return _bytes(self.path / path)

    def pages(self) -> frozenset[str]:
        """Where pages of ours stand.

        Raises WorkspaceError where some place cannot be looked into.
        """
        seen = self.look()
        for place in sorted(seen.dark):
            raise WorkspaceError(f"cannot look into {self.path / place}")
        return frozenset(path for path in seen.pages if is_page(path))

    def look(self) -> FolderContents:
        """Every page of ours that stands here, with its copies beside it, and what lies among the
        sealed ones.
        """
        ours, others, dark = set[str](), set[str](), set[str]()
        for path in self._sealed(dark):
            try:
                (ours if self._is_page(path) else others).add(path)
            except OSError:
                dark.add(path)
        for path in self._public():
            with suppress(OSError):
                if self._is_page(path):
                    ours.add(path)
        return FolderContents(frozenset(ours), frozenset(others), frozenset(dark))

    def is_foreign(self, path: str) -> bool:
        """Whether something stands there that is not ours, or a link that leads out of the folder."""
        target = self.path / path
        if self._leads_out(target):
            return True
        try:
            return (
                files.is_foreign(target) and not self._is_page(path)
                if _is_file(target)
                else _is_there(target)
            )
        except OSError:
            return True

    def put(self, path: str, data: bytes) -> None:
        """Put a file there in one step. Raises WorkspaceError where the disk refuses."""
        files.put_beside(self.path / path, data)

    def take(self, path: str) -> None:
        """Take a page of ours away, and the folders that it leaves empty.

        Raises OSError where it stays.
        """
        target = self.path / path
        if not _is_there(target):
            return
        if self._leads_out(target) or not self._is_page(path):
            raise OSError(0, "it is not Handrail's any more")
        files.remove(target, self.path)

    def sweep(self) -> None:
        """Delete the drafts of killed runs, and the folders of pages that they leave empty."""
        sealed = [self.path / SEALED_FOLDER / name for name in self._tokens(set())]
        public = [
            self.path / inside
            for inside, names in self._open()
            if any(map(_DRAFT.fullmatch, names))
        ]
        for folder in (*sealed, *public):
            with suppress(OSError):
                for draft in [path for path in folder.iterdir() if _DRAFT.fullmatch(path.name)]:
                    files.remove(draft, self.path)
        for folder in sealed:
            with suppress(OSError):
                folder.rmdir()  # refused where a page stands

    def _tokens(self, dark: set[str]) -> Iterator[str]:
        place = self.path / SEALED_FOLDER
        if _is_there(place) and self._leads_out(place):
            dark.add(SEALED_FOLDER)
            return
        try:
            names = files.names(place)
        except OSError:
            dark.add(SEALED_FOLDER)
            return
        yield from (name for name in names if is_sealed(sealed_path(name)))

    def _sealed(self, dark: set[str]) -> Iterator[str]:
        """Every file in the folders of sealed pages."""
        for token in self._tokens(dark):
            folder = f"{SEALED_FOLDER}/{token}"
            try:
                names = files.names(self.path / folder)
            except OSError:
                dark.add(folder)
                continue
            yield from (f"{folder}/{name}" for name in names if not _DRAFT.fullmatch(name))

    def _public(self) -> Iterator[str]:
        """Where public pages may stand."""
        for inside, names in self._open():
            if inside.parts and _PAGE in names:
                yield (inside / _PAGE).as_posix()

    def _open(self) -> Iterator[tuple[Path, list[str]]]:
        """Every folder that is not sealed with what lies in it, but for hidden ones and sites of
        their own.
        """
        for place, folders, names in os.walk(self.path):
            inside = Path(place).relative_to(self.path)
            if (
                inside.parts
                and "404.html" in names
                and not self.is_foreign((inside / "404.html").as_posix())
            ):
                folders.clear()
                continue
            passed = (SEALED_FOLDER,) if not inside.parts else ()
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and name not in passed
            )
            yield inside, names

    def _is_page(self, path: str) -> bool:
        """Whether a page of ours stands there, whatever was put before, into or behind it.

        Raises OSError.
        """
        target = self.path / path
        data = _bytes(target) if _is_file(target) and not self._leads_out(target) else None
        return data is not None and (
            files.MARK in data or (is_among_sealed(path) and _SEALED_MARK in data)
        )

    def _leads_out(self, target: Path) -> bool:
        return not Path(os.path.realpath(target)).is_relative_to(os.path.realpath(self.path))


def is_among_sealed(path: str) -> bool:
    """Whether a file lies in the folder of a sealed page."""
    return is_sealed(page_beside(path))


def page_beside(path: str) -> str:
    """The page in the same folder: what becomes of it becomes of its copies too."""
    return f"{path.rpartition('/')[0]}/{_PAGE}"


def check_destination(folder: Path, root: Path) -> None:
    """Raise DestinationError where the site may not be copied to this folder."""
    if folder.parent == folder or _is_same(folder, Path.home()):
        raise DestinationError(
            f"{folder} is not a folder for pages alone; choose or make one, such as ../web"
        )
    if _lies_in(folder, root):
        raise DestinationError(
            "choose a folder outside site/, and outside the folder with your plans: such as ../web"
        )
    if _lies_in(root, folder) or (folder / layout.SETTINGS_NAME).is_file():
        raise DestinationError(
            f"{folder} holds plans, and a host would show them; choose another folder"
        )
    if any(_is_gits(place) for place in (folder, *folder.parents)):
        raise DestinationError(
            f"{folder} belongs to git itself; choose the folder that you see its files in"
        )
    key, usual = keyfile.key_file().path, keyfile.key_file({}).path
    if _lies_in(Path(os.path.realpath(key)), folder) or _lies_in(folder, usual.parent):
        raise DestinationError(
            f"{folder} is where your keys lie, and they open every page; choose another folder"
        )


def _is_gits(place: Path) -> bool:
    bare = (place / "HEAD").is_file() and all((place / part).is_dir() for part in _GIT_PARTS)
    return place.name.casefold() == ".git" or bare


def _lies_in(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or lies in it, however the system spells the two."""
    return path.is_relative_to(folder) or any(
        _is_same(place, folder) for place in (path, *path.parents)
    )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _bytes(path: Path) -> bytes | None:
    """A file's bytes; None where nothing is.

    Raises OSError for what is no file: a pipe would never end.
    """
    if not _is_file(path):
        if _is_there(path):
            raise OSError(0, "this is not a file")
        return None
    with path.open("rb") as file:
        return file.read(_LIMIT_BYTES)

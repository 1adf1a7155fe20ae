"""Watch places: where the parts of a workspace lie, once links are followed.

In: a workspace folder. Out: `WatchedPlaces`, by which a path that changed is known again.
Reads where links lead to, nothing else.

What a link leads to is watched where it lies, and every step of the way to it where it can be
turned elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from generator.workspace.layout import (
    PLANS,
    REVOKED_NAME,
    SETTINGS_NAME,
    TEMPLATES,
    is_dropping,
    linked_outside,
)

#: The folders that are watched with their depths.
FOLDERS: Final = (PLANS, TEMPLATES)
#: What a page can depend on, at the top of a workspace.
_INPUTS: Final = (PLANS, TEMPLATES, SETTINGS_NAME, REVOKED_NAME)
#: Most links after which one that leads to another is given up; the system's own limit.
_MOST_HOPS: Final = 40


@dataclass(frozen=True, slots=True)
class WatchedPlaces:
    """Where a workspace and what its links lead to lie now.

    `own` are `plans/` and `templates/`, each with where it lies once links are resolved. `deep` are
    folders elsewhere that links lead to, `steps` the paths on the way there, `beside` the folders
    of these steps. `known` tells one folder from another that takes its place, as where a drive
    comes and goes.
    """

    root: Path
    own: tuple[tuple[str, str], ...] = ()
    deep: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    known: frozenset[tuple[str, int, int]] = frozenset()

    def input_name(self, path: str) -> PurePosixPath | None:
        """A path by its name in the workspace; None where no page can depend on it."""
        try:
            inside = Path(self._by_own_name(path)).relative_to(self.root)
        except ValueError:
            return None
        name = PurePosixPath(inside.as_posix())
        if not name.parts or name.parts[0] not in _INPUTS or is_dropping(name):
            return None
        return name

    def is_linked_input(self, path: str) -> bool:
        """Whether a page can depend on this path elsewhere because a link leads there."""
        if path in self.steps:
            return True
        for folder in self.deep:
            if path.startswith(f"{folder}{os.sep}"):
                below = path[len(folder) :].replace(os.sep, "/").lstrip("/")
                return not is_dropping(PurePosixPath(below))
        return False

    def _by_own_name(self, path: str) -> str:
        """The path by its name in the workspace, where `plans/` or `templates/` is a link to where
        it lies.
        """
        for own, real in self.own:
            if own != real and path.startswith(f"{real}{os.sep}"):
                return own + path[len(real) :]
        return path


def watched_places(root: Path) -> WatchedPlaces:
    """Where the links of a workspace lead to now, with each step on the way that can be turned
    elsewhere.
    """
    found = linked_outside(root)
    own = tuple(
        (
            str(root / name),
            os.path.realpath(root / name),
        )
        for name in FOLDERS
    )
    readable = [path for path in found.folders if os.access(path, os.R_OK)]
    deep = frozenset(path for path in readable if not _is_within(path, _others(readable, path)))
    steps = frozenset(step for link in found.links for step in _steps(link))
    beside = _beside(steps, (*deep, *(real for _, real in own)), root)
    return WatchedPlaces(
        root,
        own,
        deep,
        steps,
        beside,
        _known((*deep, *beside, *(path for path, _ in own))),
    )


def _beside(
    steps: Iterable[str],
    watched: Iterable[str],
    root: Path,
) -> frozenset[str]:
    """The folders of steps that nobody watches yet."""
    watched, found = tuple(watched), set()
    for step in steps:
        folder = os.path.dirname(step)  # noqa: PTH120
        if folder != str(root) and not _is_within(folder, watched) and os.access(folder, os.R_OK):
            found.add(folder)
    return frozenset(found)


def _known(folders: Iterable[str]) -> frozenset[tuple[str, int, int]]:
    found = set()
    for path in folders:
        status = status_of(path)
        if status is not None:
            found.add((path, status.st_dev, status.st_ino))
    return frozenset(found)


def _others(paths: Iterable[str], path: str) -> list[str]:
    return [other for other in paths if other != path]


def _is_within(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(f"{folder}{os.sep}") for folder in folders)


def _steps(link: str) -> list[str]:
    """The paths that have to be as they are for a link to lead where it leads, each in a folder
    that is there.

    The link's own place comes first; of one that leads nowhere, the last is the first name that is
    missing.
    """
    steps, path = [], link
    for _ in range(_MOST_HOPS):
        folder, last = os.path.split(path)
        real = os.path.realpath(folder)
        while not os.path.isdir(real):  # noqa: PTH112
            real, last = os.path.split(real)
        path = os.path.join(real, last)  # noqa: PTH118
        steps.append(path)
        if not os.path.islink(path):  # noqa: PTH114
            break
        path = os.path.join(real, os.readlink(path))  # noqa: PTH115, PTH118
    return steps


def status_of(path: str) -> os.stat_result | None:
    """The status of a file or folder; None where it cannot be had."""
    try:
        return os.stat(path)  # noqa: PTH116
    except OSError:
        return None

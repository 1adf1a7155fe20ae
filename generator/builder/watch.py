"""Watch: build again whenever something that a page is made of changes.

In: a workspace folder and what to do on a change. Out: calls of that, one after another, never two at once.
Listens to file events; reads nothing itself. Opening and closing a file are events too and mean nothing here.

The folder itself is watched without its depths, and `plans/` and `templates/` with theirs, so that a large
neighbour (a git folder, a virtual environment) costs nothing and `plans/` may be deleted and made again.
What a link leads to is watched where it lies, every step of the way; drives that come and go and the change of the day
give no events, and are looked for now and then.
"""

from __future__ import annotations

import logging
import os
import stat
import sys
import threading
import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Final

from watchdog.events import (
    EVENT_TYPE_MODIFIED,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserverVFS

from generator.workspace.layout import (
    PLANS,
    REVOKED_NAME,
    SETTINGS_NAME,
    TEMPLATES,
    is_dropping,
    linked_outside,
)

#: Quiet after the last event before a build begins: editors save in bursts of a few milliseconds.
QUIET_S: Final = 0.02
#: Longest a burst may hold a build back.
PATIENCE_S: Final = 0.25
#: How often a folder is looked through where the system gives no events.
POLL_S: Final = 0.5

#: How often it is looked whether the day has changed, or a drive has come or gone. After a computer has slept, the
#: next look finds it: no timer is set for midnight.
LOOK_S: Final = 10.0
#: How long a file that was emptied may wait for its words: an editor or a network drive that is slow to save.
EMPTY_S: Final = 1.0
#: How often in a row; whoever empties a file again and again is not waited for.
_EMPTY_WAITS: Final = 3
#: Most links after which one that leads to another is given up; the system's own limit.
_MOST_HOPS: Final = 40

#: How long the other half of a move is waited for. Our watches see both halves at once or never, and the
#: library's half a second would keep the page of a plan that was moved away.
_MOVE_WAIT_S: Final = 0.01

#: What the system is asked for: without openings and readings, or a build that reads a thousand plans would wake us
#: two thousand times.
_EVENTS: Final[list[type[FileSystemEvent]]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
#: What a page can depend on, at the top of a workspace.
_MATTERING: Final = ((PLANS,), (TEMPLATES,), (SETTINGS_NAME,), (REVOKED_NAME,))
#: The folders that are watched with their depths.
_FOLDERS: Final = (PLANS, TEMPLATES)

#: How long an observer that ends is waited for; its threads end with the process anyway.
_JOIN_S: Final = 0.5


if sys.platform == "linux":
    from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

    InotifyMoveEventGrouper.delay = _MOVE_WAIT_S


class Method(Enum):
    """How changes are noticed: from the system's events, or by looking again and again."""

    EVENTS = "events"
    POLLING = "polling"


class Watch:
    """A watch of one workspace: `start` it, `run` it, and `stop` it from any thread."""

    def __init__(self, root: Path, method: Method, day: Callable[[], date] = date.today) -> None:
        self._root = root
        self._day = day
        self._places = _Places()
        self._changed = threading.Event()
        self._stopped = threading.Event()
        self._lost: set[str] = set()
        self._handler = _ChangeHandler(root, self._changed, self._lost)
        self._method = method
        self._observer = self._new_observer()
        self._deep: set[str] = set()

    def start(self) -> None:
        """Begin to listen. Raises OSError where the system has no watches left; polling then still works."""
        # The library speaks to the terminal about folders that come and go quickly; it means nothing to anyone here.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        logging.getLogger("watchdog").setLevel(logging.CRITICAL)
        threading.excepthook = self._begin_again_soon
        self._listen()

    def stop(self) -> None:
        """End `run`, from any thread."""
        self._stopped.set()
        self._changed.set()

    def run(self, act: Callable[[], None]) -> None:
        """Call `act` after each burst of changes until `stop`, and when a new day begins.

        A change during `act` leads to another call.
        """
        acted_on = self._day()
        try:
            while not self._stopped.is_set():
                has_changed = self._changed.wait(LOOK_S)
                today = self._day()
                if not has_changed and today == acted_on and not self._is_out_of_step():
                    continue
                self._settle()
                if self._stopped.is_set():
                    return
                if self._is_out_of_step():
                    self._listen_anew()
                acted_on = today
                act()
        finally:
            threading.excepthook = threading.__excepthook__
            _end(self._observer)

    def _settle(self) -> None:
        """Wait for the end of a burst of events, and for the words of a file that was just emptied."""
        self._wait_for_quiet()
        for _ in range(_EMPTY_WAITS):
            if (
                self._stopped.is_set()
                or not self._handler.forget_touched()
                or not self._changed.wait(EMPTY_S)
            ):
                return
            self._wait_for_quiet()

    def _wait_for_quiet(self) -> None:
        waited = 0.0
        while waited < PATIENCE_S and not self._stopped.is_set():
            self._changed.clear()
            if not self._changed.wait(QUIET_S):
                return
            waited += QUIET_S

    def _new_observer(self) -> BaseObserver:
        if self._method is Method.EVENTS:
            return Observer()
        return PollingObserverVFS(_looked_at, os.scandir, polling_interval=POLL_S)

    def _listen(self) -> None:
        """Listen in the folder, in `plans/` and `templates/` as they are now, and wherever links lead to."""
        self._places = _places(self._root)
        self._handler.places = self._places
        self._observer.schedule(
            self._handler, str(self._root), recursive=False, event_filter=_EVENTS
        )
        for name in _FOLDERS:
            folder = self._root / name
            if folder.is_dir():
                self._deep.add(name)
                # By where it lies: the system's events know nothing of a link's own name.
                real = os.path.realpath(folder)
                self._observer.schedule(self._handler, real, recursive=True, event_filter=_EVENTS)
        for path in sorted(self._places.deep):
            self._observer.schedule(self._handler, path, recursive=True, event_filter=_EVENTS)
        for path in sorted(self._places.beside):
            self._observer.schedule(self._handler, path, recursive=False, event_filter=_EVENTS)
        self._observer.start()

    def _is_out_of_step(self) -> bool:
        is_other = any((self._root / name).is_dir() != (name in self._deep) for name in _FOLDERS)
        return bool(self._lost) or is_other or _places(self._root) != self._places

    def _listen_anew(self) -> None:
        """Begin again with another observer. The build that follows sees whatever happened in between.

        The library cannot be told to leave a folder: its books go wrong where folders were moved about.
        """
        _end(self._observer)
        self._lost.clear()
        self._deep.clear()
        self._observer = self._new_observer()
        try:
            self._listen()
        except FileNotFoundError:  # a folder went while we began to listen in it
            self._begin_again_soon()

    def _begin_again_soon(self, *_: object) -> None:
        """Called where a thread of the library died of its own books, or a folder went under our hands."""
        self._lost.add(PLANS)
        self._changed.set()


def _end(observer: BaseObserver) -> None:
    with suppress(KeyError):
        observer.stop()
    if observer.is_alive():
        observer.join(_JOIN_S)


@dataclass(frozen=True, slots=True)
class _Places:
    """What is watched beside the workspace's own: folders with their depths, and single names in other folders.

    `beside` are those other folders. `own` are `plans/` and `templates/`, each with where it lies once links are
    resolved. `known` tells one folder from another that takes its place, as where a drive comes and goes.
    """

    deep: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    own: tuple[tuple[str, str], ...] = ()
    known: frozenset[tuple[str, int, int]] = frozenset()


def _places(root: Path) -> _Places:
    """Where the links of a workspace lead to now, with each step on the way that can be turned elsewhere."""
    found = linked_outside(root)
    steps = frozenset(step for link in found.links for step in _steps(link))
    readable = [path for path in found.folders if os.access(path, os.R_OK)]
    deep = frozenset(
        path
        for path in readable
        if not _is_within(path, (other for other in readable if other != path))
    )
    own = tuple((str(root / name), os.path.realpath(root / name)) for name in _FOLDERS)
    watched = [*deep, *(real for _, real in own)]
    beside = {folder for step in steps if not _is_within(folder := os.path.dirname(step), watched)}  # noqa: PTH120
    beside = {folder for folder in beside if folder != str(root) and os.access(folder, os.R_OK)}
    folders = {*deep, *beside, *(path for path, _ in own)}
    known = {
        (path, status.st_dev, status.st_ino)
        for path in folders
        if (status := _status(path)) is not None
    }
    return _Places(deep, steps, frozenset(beside), own, frozenset(known))


def _is_within(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(f"{folder}{os.sep}") for folder in folders)


def _steps(link: str) -> list[str]:
    """The paths that have to be as they are for a link to lead where it leads, each in a folder that is there.

    The link's own place comes first; of one that leads nowhere, the last is the first name that is missing.
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


def _looked_at(path: str) -> os.stat_result:
    """What a polled file is: a link to a folder stays a link, or a circle of them would be followed for ever."""
    status = os.lstat(path)
    if not stat.S_ISLNK(status.st_mode):
        return status
    target = os.stat(path)  # noqa: PTH116
    return status if stat.S_ISDIR(target.st_mode) else target


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except OSError:
        return None


def _is_empty(path: str) -> bool:
    status = _status(path)
    return status is not None and status.st_size == 0 and stat.S_ISREG(status.st_mode)


class _ChangeHandler(FileSystemEventHandler):
    """Sets the flag for each change that a page can depend on."""

    def __init__(self, root: Path, changed: threading.Event, lost: set[str]) -> None:
        self._root = root
        self._changed = changed
        self._lost = lost
        self.places = _Places()
        self._touched: set[str] = set()

    def forget_touched(self) -> bool:
        """Whether a file that was touched since the last time is empty now: it may be in the middle of a save."""
        touched, self._touched = self._touched, set()
        return any(_is_empty(path) for path in touched)

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        for path in paths:
            names = self._name(self._own(path))
            for name in names:
                if (
                    name.name in _FOLDERS
                    and len(name.parts) == 1
                    and event.event_type != EVENT_TYPE_MODIFIED
                ):
                    self._lost.add(name.name)
            if names or self._is_elsewhere(path):
                self._touched.add(path)
                self._changed.set()

    def _own(self, path: str) -> str:
        """The path by its name in the workspace, where `plans/` or `templates/` is a link to where it lies."""
        for own, real in self.places.own:
            if own != real and path.startswith(f"{real}{os.sep}"):
                return own + path[len(real) :]
        return path

    def _is_elsewhere(self, path: str) -> bool:
        """Whether a page can depend on this path because a link leads there."""
        if path in self.places.steps:
            return True
        name = next(
            (
                path[len(folder) :]
                for folder in self.places.deep
                if path.startswith(f"{folder}{os.sep}")
            ),
            None,
        )
        return name is not None and not is_dropping(
            PurePosixPath(name.replace(os.sep, "/").lstrip("/"))
        )

    def _name(self, path: str) -> tuple[PurePosixPath, ...]:
        """The path relative to the workspace where a page can depend on it, else nothing."""
        try:
            name = PurePosixPath(Path(path).relative_to(self._root).as_posix())
        except ValueError:
            return ()
        return (name,) if name.parts[:1] in _MATTERING and not is_dropping(name) else ()

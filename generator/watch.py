"""Watch: build again whenever something that a page is made of changes.

In: a workspace folder and what to do on a change. Out: calls of that, one after another, never two at once.
Listens to file events; reads nothing itself. Opening and closing a file are events too and mean nothing here.

The folder itself is watched without its depths, and `plans/` and `templates/` with theirs, so that a large
neighbour (a git folder, a virtual environment) costs nothing and `plans/` may be deleted and made again.
"""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
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
from watchdog.observers.polling import PollingObserver

from generator.workspace import PLANS, SETTINGS_NAME, TEMPLATES, is_dropping

#: Quiet after the last event before a build begins: editors save in bursts of a few milliseconds.
QUIET_S: Final = 0.02
#: Longest a burst may hold a build back.
PATIENCE_S: Final = 0.25
#: How often a folder is looked through where the system gives no events.
POLL_S: Final = 0.5

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

    def __init__(self, root: Path, method: Method) -> None:
        self._root = root
        self._changed = threading.Event()
        self._stopped = threading.Event()
        self._lost: set[str] = set()
        self._handler = _Handler(root, self._changed, self._lost)
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
        """Call `act` after each burst of changes until `stop`; a change during `act` leads to another call."""
        try:
            while not self._stopped.is_set():
                self._changed.wait()
                self._settle()
                if self._stopped.is_set():
                    return
                if self._is_out_of_step():
                    self._listen_anew()
                act()
        finally:
            threading.excepthook = threading.__excepthook__
            _end(self._observer)

    def _settle(self) -> None:
        """Wait for the end of a burst of events."""
        waited = 0.0
        while waited < PATIENCE_S and not self._stopped.is_set():
            self._changed.clear()
            if not self._changed.wait(QUIET_S):
                return
            waited += QUIET_S

    def _new_observer(self) -> BaseObserver:
        return Observer() if self._method is Method.EVENTS else PollingObserver(timeout=POLL_S)

    def _listen(self) -> None:
        """Listen in the folder, and in `plans/` and `templates/` as they are now."""
        self._observer.schedule(self._handler, str(self._root), recursive=False, event_filter=_EVENTS)
        for name in _FOLDERS:
            folder = self._root / name
            if folder.is_dir():
                self._deep.add(name)
                self._observer.schedule(self._handler, str(folder), recursive=True, event_filter=_EVENTS)
        self._observer.start()

    def _is_out_of_step(self) -> bool:
        return bool(self._lost) or any((self._root / name).is_dir() != (name in self._deep) for name in _FOLDERS)

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


class _Handler(FileSystemEventHandler):
    """Sets the flag for each change that a page can depend on."""

    def __init__(self, root: Path, changed: threading.Event, lost: set[str]) -> None:
        self._root = root
        self._changed = changed
        self._lost = lost

    def on_any_event(self, event: FileSystemEvent) -> None:
        names = [name for path in (event.src_path, event.dest_path) if path for name in self._name(str(path))]
        for name in names:
            if name.name in _FOLDERS and len(name.parts) == 1 and event.event_type != EVENT_TYPE_MODIFIED:
                self._lost.add(name.name)
        if names:
            self._changed.set()

    def _name(self, path: str) -> tuple[PurePosixPath, ...]:
        """The path relative to the workspace where a page can depend on it, else nothing."""
        try:
            name = PurePosixPath(Path(path).relative_to(self._root).as_posix())
        except ValueError:
            return ()
        matters = name.parts[:1] in ((PLANS,), (TEMPLATES,), (SETTINGS_NAME,)) and not is_dropping(name)
        return (name,) if matters else ()

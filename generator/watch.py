"""Watch: build again whenever something that a page is made of changes.

In: a workspace folder and what to do on a change. Out: calls of that, one after another, never two at once.
Listens to file events; reads nothing itself. Opening and closing a file are events too and mean nothing here.

The folder itself is watched without its depths, and `plans/` and `templates/` with theirs, so that a large
neighbour (a git folder, a virtual environment) costs nothing and `plans/` may be deleted and made again.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Final

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
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

_CHANGES: Final = frozenset({EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED})


if sys.platform == "linux":
    from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

    InotifyMoveEventGrouper.delay = _MOVE_WAIT_S


class Method(Enum):
    """How changes are noticed: from the system's events, or by looking again and again."""

    EVENTS = "events"
    POLLING = "polling"


class Watch:
    """A running watch; `stop` ends it. Use as a context manager."""

    def __init__(self, root: Path, method: Method) -> None:
        self._root = root
        self._changed = threading.Event()
        self._stopped = threading.Event()
        self._lost: set[str] = set()
        self._handler = _Handler(root, self._changed, self._lost)
        self._observer: BaseObserver = Observer() if method is Method.EVENTS else PollingObserver(timeout=POLL_S)
        self._deep: dict[str, ObservedWatch] = {}

    def start(self) -> None:
        """Begin to listen. Raises OSError where the system has no watches left; polling then still works."""
        self._observer.schedule(self._handler, str(self._root), recursive=False)
        self._observer.start()
        self._follow_folders()

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
                self._follow_folders()
                act()
        finally:
            self._observer.stop()
            self._observer.join()

    def _settle(self) -> None:
        """Wait for the end of a burst of events."""
        waited = 0.0
        while waited < PATIENCE_S and not self._stopped.is_set():
            self._changed.clear()
            if not self._changed.wait(QUIET_S):
                return
            waited += QUIET_S

    def _follow_folders(self) -> None:
        """Listen in `plans/` and `templates/` as they are now; each may have gone, or been made again."""
        for name in (PLANS, TEMPLATES):
            folder = self._root / name
            if name in self._lost or not folder.is_dir():
                self._lost.discard(name)
                known = self._deep.pop(name, None)
                if known is not None:
                    self._observer.unschedule(known)
            if name not in self._deep and folder.is_dir():
                self._deep[name] = self._observer.schedule(self._handler, str(folder), recursive=True)


class _Handler(FileSystemEventHandler):
    """Sets the flag for each change that a page can depend on."""

    def __init__(self, root: Path, changed: threading.Event, lost: set[str]) -> None:
        self._root = root
        self._changed = changed
        self._lost = lost

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES:
            return
        if event.is_directory and event.event_type == EVENT_TYPE_MODIFIED:
            return
        names = [name for path in (event.src_path, event.dest_path) if path for name in self._name(str(path))]
        for name in names:
            if len(name.parts) == 1 and event.event_type != EVENT_TYPE_MODIFIED:
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

"""Watch events: file events from watchdog, and what is done about its ways.

In: folders, and whom to tell. Out: a call for each file or folder that was made, changed, moved or
deleted.
Listens to the system's events, or looks again and again; sets three things of the process that are
named below.

Why this is more than a call of the library:

- It waits half a second for the other half of a move. Our watches see both halves at once or never,
  and that wait would keep the page of a plan that was moved away.
- It tells of files that are opened and closed too. A build that reads a thousand plans would wake
  itself two thousand times.
- Its books go wrong where folders are moved about: a thread of it dies with a KeyError, or a stop
  raises one. So no folder is ever left: whoever wants to listen elsewhere begins again with new
  `FileEvents`, and the death of a thread is a reason to do so.
- It warns on the terminal about folders that come and go quickly, which means nothing to anyone
  there.
- Its polling follows links to folders, and so a circle of them for ever.
"""

from __future__ import annotations

import logging
import os
import stat
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
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

#: How often a folder is looked through where the system gives no events.
POLL_S: Final = 0.5
#: How long the other half of a move is waited for.
_MOVE_WAIT_S: Final = 0.01
#: How long an observer that ends is waited for; its threads end with the process anyway.
_JOIN_S: Final = 0.5

#: What the system is asked for: nothing about files that are only opened, read or closed.
_EVENTS: Final[list[type[FileSystemEvent]]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]

if sys.platform == "linux":
    from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

    InotifyMoveEventGrouper.delay = _MOVE_WAIT_S


class Method(Enum):
    """How changes are noticed: from the system's events, or by looking again and again."""

    EVENTS = "events"
    POLLING = "polling"


class PathChange(Enum):
    """What happened to a path: what it holds was changed, or it was made, moved or deleted."""

    CONTENT = "content"
    NAME = "name"


#: Called from a thread of the library with each path that an event is about.
OnChange = Callable[[str, PathChange], None]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where to listen: in folders with all that is below them, and in folders without."""

    deep: tuple[str, ...]
    shallow: tuple[str, ...]


class FileEvents:
    """Listens in some folders, from `start` to `stop`; it can do so once."""

    def __init__(self, method: Method, on_change: OnChange) -> None:
        self._handler = _Handler(on_change)
        self._observer = _observer(method)

    def start(self, folders: Folders) -> None:
        """Begin to listen.

        Raises OSError where the system has no watches left, or a folder has gone.
        """
        schedule = self._observer.schedule
        for path in folders.shallow:
            schedule(self._handler, path, recursive=False, event_filter=_EVENTS)
        for path in folders.deep:
            schedule(self._handler, path, recursive=True, event_filter=_EVENTS)
        self._observer.start()

    def stop(self) -> None:
        with suppress(KeyError):
            self._observer.stop()
        if self._observer.is_alive():
            self._observer.join(_JOIN_S)


def quiet_library(on_dead_thread: Callable[[], None]) -> None:
    """Let the library say nothing on the terminal, and tell where a thread of it has died."""
    warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
    logging.getLogger("watchdog").setLevel(logging.CRITICAL)
    threading.excepthook = lambda _died: on_dead_thread()


def forget_dead_threads() -> None:
    """Have threads that die be told of as in any program."""
    threading.excepthook = threading.__excepthook__


class _Handler(FileSystemEventHandler):
    """Hands on the paths of each event, as text."""

    def __init__(self, on_change: OnChange) -> None:
        self._on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        change = PathChange.NAME
        if event.event_type == EVENT_TYPE_MODIFIED:
            change = PathChange.CONTENT
        for path in (event.src_path, event.dest_path):
            if path:
                self._on_change(os.fsdecode(path), change)


def _observer(method: Method) -> BaseObserver:
    if method is Method.EVENTS:
        return Observer()
    return PollingObserverVFS(_polled, os.scandir, polling_interval=POLL_S)


def _polled(path: str) -> os.stat_result:
    """What a polled file is: a link to a folder stays a link."""
    status = os.lstat(path)
    if not stat.S_ISLNK(status.st_mode):
        return status
    target = os.stat(path)  # noqa: PTH116
    if stat.S_ISDIR(target.st_mode):
        return status
    return target

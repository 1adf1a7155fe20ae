"""Watch: build again whenever something that a page is made of changes.

In: a workspace folder and what to do on a change. Out: calls of that, one after another, never two
at once.
Listens to file events.

The folder itself is watched without its depths, and `plans/` and `templates/` with theirs, so that
a large neighbour (a git folder, a virtual environment) costs nothing and `plans/` may be deleted
and made again. Drives that come and go and the change of the day give no events, and are looked for
now and then.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from generator.builder.watch_events import (
    FileEvents,
    Folders,
    Method,
    PathChange,
    forget_dead_threads,
    quiet_library,
)
from generator.builder.watch_places import FOLDERS, WatchedPlaces, status_of, watched_places
from generator.workspace.layout import PLANS

#: Quiet after the last event before a build begins: editors save in bursts of a few milliseconds.
QUIET_S: Final = 0.02
#: Longest a burst may hold a build back.
PATIENCE_S: Final = 0.25
#: How often it is looked whether the day has changed, or a drive has come or gone. After a computer
#: has slept, the next look finds it: no timer is set for midnight.
LOOK_S: Final = 10.0
#: How long a file that was emptied may wait for its words: an editor or a network drive that is
#: slow to save.
EMPTY_S: Final = 1.0
#: How often in a row; whoever empties a file again and again is not waited for.
_EMPTY_WAITS: Final = 3


#: The plans that a burst of changes has named, relative to the workspace; None where it may be more.
Changes = frozenset[str] | None


class Watch:
    """A watch of one workspace: `start` it, `run` it, and `stop` it from any thread."""

    def __init__(
        self,
        root: Path,
        method: Method,
        day: Callable[[], date] = date.today,
    ) -> None:
        self._root = root
        self._method = method
        self._day = day
        self._changed = threading.Event()
        self._stopped = threading.Event()
        self._touched: set[str] = set()
        #: The plans that events name, and None for anything else.
        self._named: SimpleQueue[str | None] = SimpleQueue()
        #: Whether a folder was made, moved or deleted, so that the system may have lost it.
        self._is_lost = threading.Event()
        self._places = WatchedPlaces(root)
        self._deep: frozenset[str] = frozenset()
        self._events = FileEvents(method, self._on_change)

    def start(self) -> None:
        """Begin to listen.

        Raises OSError where the system has no watches left; polling then still works.
        """
        quiet_library(on_dead_thread=self._begin_again_soon)
        self._listen()

    def stop(self) -> None:
        """End `run`, from any thread."""
        self._stopped.set()
        self._changed.set()

    def run(self, act: Callable[[Changes], None]) -> None:
        """Call `act` with each burst of changes until `stop`, and when a new day begins.

        A change during `act` leads to another call. After calls that named plans, one that names
        none follows once it is quiet, so that nothing stays as it is that no event told of.
        """
        acted_on = self._day()
        is_owed = False
        try:
            while not self._stopped.is_set():
                has_changed = self._changed.wait(LOOK_S)
                today = self._day()
                is_as_it_was = not has_changed and today == acted_on
                if is_as_it_was and not is_owed and not self._is_out_of_step():
                    continue
                self._settle()
                if self._stopped.is_set():
                    return
                changes = self._named_plans()
                if changes is None and self._is_out_of_step():
                    self._listen_anew()
                acted_on = today
                is_owed = changes is not None
                act(changes)
        finally:
            forget_dead_threads()
            self._events.stop()

    # ---- waiting

    def _settle(self) -> None:
        """Wait for the end of a burst of events, and for the words of a file that was just emptied."""
        self._wait_for_quiet()
        for _ in range(_EMPTY_WAITS):
            if self._stopped.is_set() or not self._forget_touched():
                return
            if not self._changed.wait(EMPTY_S):
                return
            self._wait_for_quiet()

    def _wait_for_quiet(self) -> None:
        waited = 0.0
        while waited < PATIENCE_S and not self._stopped.is_set():
            self._changed.clear()
            if not self._changed.wait(QUIET_S):
                return
            waited += QUIET_S

    def _forget_touched(self) -> bool:
        """Whether a file that was touched since the last time is empty now: it may be in the middle
        of a save.
        """
        touched, self._touched = self._touched, set()
        return any(_is_empty(path) for path in touched)

    def _named_plans(self) -> Changes:
        """The plans that were named since the last time; None unless each is a file like any other.

        Where links lead elsewhere, not every turn of one is told by an event of its own.
        """
        named = set()
        while True:
            try:
                named.add(self._named.get_nowait())
            except Empty:
                break
        plans = frozenset(name for name in named if name is not None)
        is_linked = bool(self._places.steps or self._places.deep)
        if not plans or len(plans) < len(named) or self._is_lost.is_set() or is_linked:
            return None
        if all(_is_plain_file(self._root / name) for name in plans):
            return plans
        return None

    # ---- listening

    def _listen(self) -> None:
        """Listen in the folder, in `plans/` and `templates/` as they are now, and wherever links
        lead to.
        """
        self._places = watched_places(self._root)
        self._deep = self._folders_there()
        # By where they lie: the system's events know nothing of a link's own name.
        own = [real for path, real in self._places.own if Path(path).name in self._deep]
        deep = (*own, *sorted(self._places.deep))
        shallow = (str(self._root), *sorted(self._places.beside))
        self._events.start(Folders(deep, shallow))

    def _folders_there(self) -> frozenset[str]:
        return frozenset(name for name in FOLDERS if (self._root / name).is_dir())

    def _is_out_of_step(self) -> bool:
        """Whether we listen elsewhere than where the workspace lies now."""
        if self._is_lost.is_set() or self._folders_there() != self._deep:
            return True
        return watched_places(self._root) != self._places

    def _listen_anew(self) -> None:
        """Begin again. The build that follows sees whatever happened in between."""
        self._events.stop()
        self._is_lost.clear()
        self._events = FileEvents(self._method, self._on_change)
        try:
            self._listen()
        except FileNotFoundError:  # a folder went while we began to listen in it
            self._begin_again_soon()

    def _begin_again_soon(self) -> None:
        """Called where a thread of the library died, or a folder went under our hands."""
        self._is_lost.set()
        self._changed.set()

    def _on_change(self, path: str, change: PathChange) -> None:
        """Take in what happened to one path, in a thread of the library."""
        name = self._places.input_name(path)
        if name is not None and str(name) in FOLDERS and change is PathChange.NAME:
            self._is_lost.set()
        is_linked = self._places.is_linked_input(path)
        if name is not None or is_linked:
            is_plan = name is not None and name.parts[0] == PLANS and not is_linked
            self._named.put(str(name) if is_plan else None)
            self._touched.add(path)
            self._changed.set()


def _is_plain_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _is_empty(path: str) -> bool:
    status = status_of(path)
    return status is not None and status.st_size == 0 and stat.S_ISREG(status.st_mode)

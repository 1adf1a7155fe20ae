"""Session: the state behind `handrail preview`, for a server with many threads.

In: a workspace folder and what day it is.
Out: the overview, each plan's page as it opens and as the client gets it, and a number for each
that grows when it may look different.
`refresh` and `on_disk` read the disk; everything else answers from memory. Writes nothing: pages stay in memory.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from generator.builder.context import OnProgress, OpenWorkspace, open_workspace
from generator.errors import HandrailError, WorkspaceError, errors
from generator.preview.overview import OverviewView, overview_view, with_errors
from generator.preview.plan_preview import open_page, plan_preview
from generator.preview.rendered import OpenPage, RenderedPages
from generator.preview.state import (
    NOTHING_READ,
    WorkspaceState,
    failed_state,
    next_state,
    state_after_saves,
)
from generator.preview.versions import NO_VERSIONS, next_versions, versions_after_saves
from generator.preview.views import PreviewView, ViewMode
from generator.workspace import layout
from generator.workspace.disk_errors import cannot_below


class Session:
    """The current state of a workspace, its numbers, and the pages made of it, behind one lock."""

    def __init__(self, root: Path, day: Callable[[], date]) -> None:
        self._root = root
        self._day = day
        self._cache = layout.ReadCache()
        self._changed = threading.Condition(threading.RLock())
        self._state = NOTHING_READ
        self._versions = NO_VERSIONS
        self._rendered = RenderedPages()

    # ---- reading the disk

    def refresh(self, on_progress: OnProgress, changes: Collection[str] | None = None) -> None:
        """Read what changed. Whatever cannot be read is a finding; the last good pages stay.

        `changes` names the plans of which somebody knows that nothing else changed since the last
        time: then they alone are looked at, unless they matter to others.
        """
        with self._changed:
            if changes is not None and self._took_in(changes):
                return
            state = self._next_state(on_progress)
            self._versions = next_versions(self._versions, self._state, state)
            self._state = state
            self._rendered.drop_all_but(state.plans.keys())
            self._changed.notify_all()

    def _took_in(self, names: Collection[str]) -> bool:
        """Look at these plans alone; whether that was enough."""
        before = self._state
        after = state_after_saves(before, names, self._day())
        if after is None:
            return False
        self._versions = versions_after_saves(self._versions, before, after, names)
        self._state = after
        self._changed.notify_all()
        return True

    def _next_state(self, on_progress: OnProgress) -> WorkspaceState:
        try:
            space = layout.read_workspace(self._root, self._cache)
            return next_state(self._state, space, self._day(), on_progress)
        except HandrailError as error:
            return failed_state(self._state, error)
        except OSError as error:
            return failed_state(
                self._state,
                WorkspaceError(f"cannot read {error.filename}"),
            )

    def on_disk(self) -> OpenWorkspace:
        """The workspace as it lies on the disk at this moment, for whoever means to write in it.

        Raises WorkspaceError where it cannot be read.
        """
        with cannot_below("read", self._root):
            return open_workspace(self._root, self._day())

    # ---- waiting for a change

    def wait(self, name: str | None, seen: int, timeout_s: float) -> int:
        """The number of a plan, or of all, once it is not `seen`, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.number(name) != seen, timeout_s)
            return self.number(name)

    def wake(self) -> None:
        """Let all who wait look again, and time out."""
        with self._changed:
            self._changed.notify_all()

    def number(self, name: str | None) -> int:
        """Grows when the plan may look different, or is gone; with None, when anything may."""
        with self._changed:
            return self._versions.of(name)

    # ---- answering

    def overview(self) -> tuple[OverviewView, int]:
        """All plans, and the number that this was true at."""
        with self._changed, self.speaking():
            state = self._state
            rows = [
                with_errors(plan.row, errors(state.findings_of(name)))
                for name, plan in state.plans.items()
            ]
            today = self._today()
            return overview_view(rows, state.findings_elsewhere(), today), self.number(None)

    def preview(self, name: str, mode: ViewMode) -> tuple[PreviewView, int]:
        """What stands around a plan's page, and the number that this was true at."""
        with self._changed, self.speaking():
            return plan_preview(self._state, name, mode, self._rendered), self.number(name)

    def page(self, name: str) -> bytes | None:
        """The page of a plan once it is open; None where there has been none."""
        with self._changed:
            page = self._open_page(name)
            if page is None:
                return None
            return page.content

    def article(self, name: str) -> bytes | None:
        """The article of that page, by itself."""
        with self._changed:
            page = self._open_page(name)
            if page is None or page.content is None:
                return None
            return page.article().encode()

    def site(self, path: str) -> bytes | None:
        """The client's page at this path below `site/`; None where none has been looked at."""
        with self._changed:
            return self._rendered.at(path)

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Everything asked for inside is said in the practice's language."""
        context = self._state.context
        if context is None:
            yield
            return
        with context.speaking():
            yield

    def _today(self) -> date:
        if self._state.context is None:
            return self._day()
        return self._state.context.today

    def _open_page(self, name: str) -> OpenPage | None:
        plan, context = self._state.plans.get(name), self._state.context
        if plan is None or context is None:
            return None
        return open_page(plan, context, self._rendered)

"""Session: the state behind `handrail preview`, for a server with many threads.

In: a workspace folder and what day it is. Out: the overview, each plan's page as it opens and as the client gets it,
and a number for each that grows when it may look different.
`refresh` reads the disk; everything else answers from memory. Writes nothing: pages stay in memory.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

<<<<<<< HEAD
from generator.advice.advise import advise, asks, first, needing, risk_findings
from generator.builder.articles import article_of
from generator.builder.check import conflict_inputs, plan_without_building
from generator.builder.context import OnProgress, OpenWorkspace
from generator.builder.page import PageContext, make, open_page, page_context
from generator.builder.results import Page
from generator.builder.snapshot import last_page
from generator.errors import (
    Finding,
    HandrailError,
    Place,
    PlanError,
    TemplateError,
    WorkspaceError,
    errors,
=======
from generator.builder.context import OnProgress
from generator.errors import HandrailError, WorkspaceError, errors
from generator.preview.overview import OverviewView, overview_view, with_errors
from generator.preview.plan_preview import open_page, plan_preview
from generator.preview.rendered import OpenPage, RenderedPages
from generator.preview.state import (
    NOTHING_READ,
    WorkspaceState,
    failed_state,
    next_state,
>>>>>>> slice-g2
)
from generator.preview.versions import NO_VERSIONS, next_versions
from generator.preview.views import PreviewView, ViewMode
from generator.workspace import layout


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

    def refresh(self, on_progress: OnProgress) -> None:
        """Read what changed. Whatever cannot be read is a finding; the last good pages stay."""
        with self._changed:
            state = self._next_state(on_progress)
            self._versions = next_versions(self._versions, self._state, state)
            self._state = state
            self._rendered.drop_all_but(state.plans.keys())
            self._changed.notify_all()

    def _next_state(self, on_progress: OnProgress) -> WorkspaceState:
        try:
            space = layout.read_workspace(self._root, self._cache)
            return next_state(self._state, space, self._day(), on_progress)
        except HandrailError as error:
            return failed_state(self._state, error)
        except OSError as error:
            return failed_state(self._state, WorkspaceError(f"cannot read {error.filename}"))

    # ---- waiting for a change

    def wait(self, name: str | None, seen: int, timeout_s: float) -> int:
        """The number of a plan, or of everything, as soon as it is not `seen`, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.number(name) != seen, timeout_s)
            return self.number(name)

    def wake(self) -> None:
        """Let all who wait look again, and time out."""
        with self._changed:
            self._changed.notify_all()

    def number(self, name: str | None) -> int:
        """Grows whenever the plan, or with None anything at all, may look different; a plan that is gone as well."""
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
<<<<<<< HEAD
        if made is None or made.good is not sheet.good or made.press is not press:
            try:
                made = _Made(sheet.good, press, open_page(sheet.good.plan, press), ())
            except TemplateError as error:
                made = _Made(sheet.good, press, made.content if made else None, (_trouble(error),))
            self._made[name] = made
        return made

    def _as_client(self, sheet: _PlanState, ground: _Shared) -> _Viewable:
        """Where the page stands and what opens it, or why there is none."""
        if sheet.good is None:
            return self._opened(sheet)
        plan = sheet.good.plan
        why = plan.withheld(ground.press.today)
        if why is not None:
            return _Viewable(says=_(_NO_PAGE[why]))
        if plan.share.access is not Access.PUBLIC and ground.keys_at_hand is None:
            return _Viewable(says=_("The page cannot be sealed without its key."))
        try:
            sealed = self._seal(sheet.good, ground.press)
        except TemplateError as error:
            return _Viewable(says=str(error))
        fragment = f"#k={sealed.code}" if sealed.code else ""
        return _Viewable(
            f"site/{sealed.path.removesuffix('index.html')}{fragment}", words=sealed.words
        )

    def _news(self, sheet: _PlanState, ground: _Shared) -> tuple[DiffLine, ...]:
        """What the client will newly read since the plan was last published; nothing before the first time."""
        made = self._make(sheet)
        if (
            sheet.good is None
            or made is None
            or made.content is None
            or ground.keys_at_hand is None
        ):
            return ()
        for path, secrets in possible_addresses(
            ground.keys_at_hand, sheet.good.source, sheet.good.plan
        ):
            before = last_page(self._root, path)
            if before:
                return diff_pages(article_of(before, secrets), article_of(made.content, None))
        return ()

    def _seal(self, good: _Good, press: PageContext) -> _Sealed:
        name = good.source.name
        held = self._sealed.get(name)
        if held and held[0] is good and held[1] is press:
            return held[2]
        outcome = make(good.source, press)
        if not isinstance(outcome, Page):
            raise AssertionError("a plan in order that is published has a page")
        code, words = "", None
        share = good.plan.page_share(press.today)
        if isinstance(share, PrivateShare):
            secrets = press.links.secrets(share)
            code, words = secrets.code, secrets.words
        sealed = _Sealed(outcome.file.path, outcome.file.content, code, words)
        self._sealed[name] = (good, press, sealed)
        self._plan_at[sealed.path] = name
        return sealed


def _read(
    source: PlanSource, ground: _Shared, before: _PlanState | None, number: int
) -> _PlanState:
    """The plan as it reads now; a plan that is broken keeps what it was."""
    press = ground.press
    read = ground.held.reading.read(source)
    if isinstance(read, Plan):
        good = _Good(source, read)
        shown = asking(
            row(source.name, read, derive(read), press.today), _asked(source, read, ground)
        )
        return _PlanState(source, read, good, shown, number)
    kept = before.good if before else None
    shown = before.row if before and kept else unread(source.name)
    return _PlanState(source, read, kept, asking(shown, _asked(source, read, ground)), number)


def _asked(source: PlanSource, read: Plan | Rejected, ground: _Shared) -> tuple[Finding, ...]:
    """What asks about a person in a plan, whether or not it is in order."""
    try:
        document = parse(source.data, source.name)
    except PlanError:
        return ()
    if isinstance(read, Plan):
        needs = needing(read, document, ground.press.today, ground.lists)
        return tuple(finding for finding in needs if asks(finding))
    return risk_findings(document, ground.press.today, ground.lists)


def _around(made: _Made) -> str:
    """A digest of a page without its article."""
    page = made.content or b""
    return hashlib.blake2b(
        page.replace(article_of(page, None).encode(), b""), digest_size=8
    ).hexdigest()


def _ideas(sheet: _PlanState, ground: _Shared) -> tuple[Finding, ...]:
    """What could make a plan clearer, while nothing is to be mended; what asks about a person at any rate."""
    if not isinstance(sheet.read, Plan):
        return _asked(sheet.source, sheet.read, ground)
    document = parse(sheet.source.data, sheet.source.name)
    return advise(sheet.read, document, ground.press.today, ground.lists).findings


def _clinical(sheet: _PlanState, today: date) -> ClinicalView | None:
    """What the measures of a plan say to a therapist, by its last good words."""
    if sheet.good is None:
        return None
    plan = sheet.good.plan
    return clinical_view(plan, clinical_sheet(plan, derive(plan), today), today)


def _trouble(error: HandrailError) -> Finding:
    """What stopped us, as a finding of its file where the message begins with one."""
    place, said = error.parted() if isinstance(error, TemplateError) else (None, str(error))
    return Finding(
        place or Place(""), said, "trouble", _("mend it and save; the last good page stays")
    )
=======
        return open_page(plan, context, self._rendered)
>>>>>>> slice-g2

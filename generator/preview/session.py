"""Desk: every plan of a workspace as it is now, with its last good page, for whoever is writing it.

In: a workspace folder and what day it is. Out: the overview, each plan's page as it opens and as the client gets it,
and what is to be mended; a number for each that grows when it has changed.
Reads the disk and writes nothing: pages and compiled templates stay in memory.

A plan is read again only when its bytes or what holds for all plans have changed; a page is made when it is asked for.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

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
)
from generator.format.load import Rejected
from generator.format.parse import parse
from generator.model.plan import Plan
from generator.model.share import Access, PrivateShare, Withheld
from generator.preview.clinical_sheet import ClinicalView, clinical_view
from generator.preview.overview import (
    OverviewRow,
    OverviewView,
    asking,
    mending,
    overview_view,
    row,
    unread,
)
from generator.preview.views import (
    PreviewView,
    ViewMode,
    finding_views,
    findings_heading,
    missing_plan_view,
)
from generator.privacy.links import Links
from generator.progress.clinical import clinical_sheet
from generator.progress.derive import derive
from generator.publish.page_diff import DiffLine, diff_pages
from generator.publish.shared import possible_addresses
from generator.text.language import N_, _, language, speaking
from generator.text.locales import CATALOGUES
from generator.text.phrases import Lists
from generator.workspace import layout, theme
from generator.workspace.files import stamp
from generator.workspace.layout import PlanSource, Workspace
from generator.workspace.manifest import MANIFEST_NAME
from generator.workspace.theme import Theme

#: What is said where the client's page would be.
_NO_PAGE: Final = {
    Withheld.DRAFT: N_(
        "The client gets no page yet: this plan is a draft. Once it is agreed, write status: active"
    ),
    Withheld.REVOKED: N_("The client gets no page: this plan is closed by status: revoked"),
    Withheld.NOT_SHARED: N_("The client gets no page: below share, this plan says access: none"),
    Withheld.PAST: N_(
        "The client gets no page any more: the last day that stands below share has passed."
    ),
}


@dataclass(frozen=True, slots=True)
class _Good:
    """A plan as it was last in order."""

    source: PlanSource
    plan: Plan


@dataclass(frozen=True, slots=True)
class _PlanState:
    """One plan file on the desk; `changed` is the number of the look around that found it different."""

    source: PlanSource
    read: Plan | Rejected
    good: _Good | None
    row: OverviewRow
    changed: int


@dataclass(frozen=True, slots=True)
class _Shared:
    """What holds for all plans. Where `held` has no links nothing can be sealed, and the findings say why."""

    press: PageContext
    held: OpenWorkspace
    findings: tuple[Finding, ...]
    lists: Lists

    @property
    def keys_at_hand(self) -> Links | None:
        return self.held.reading.links

    @property
    def of_reading(self) -> tuple[object, ...]:
        """What the reading of a plan depends on: not on templates, only on the words in them."""
        words = tuple(
            source for source in self.press.theme.sources if source[0].startswith(f"{CATALOGUES}/")
        )
        return (self.press.settings, self.keys_at_hand, self.press.today, words, self.lists)


@dataclass(frozen=True, slots=True)
class _Made:
    """A page that was made, from what, and what was amiss with the templates since."""

    good: _Good
    press: PageContext
    content: bytes | None
    trouble: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Viewable:
    """Where a page can be seen, with the words that open it; or what to say instead."""

    src: str | None = None
    says: str | None = None
    words: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A page as the client gets it: its path on the site, its bytes, and what opens it."""

    path: str
    content: bytes
    code: str = field(repr=False)
    words: str | None = field(repr=False)


class Session:
    """All plans of a workspace. `look_around` takes in what lies on the disk; everything else answers from memory."""

    def __init__(self, root: Path, day: Callable[[], date]) -> None:
        self._root = root
        self._day = day
        self._memory = layout.ReadCache()
        self._moved = threading.Condition(threading.RLock())
        self._number = 0
        self._number_of_all = 0
        self._sheets: dict[str, _PlanState] = {}
        self._findings: dict[str, tuple[Finding, ...]] = {}
        self._made: dict[str, _Made] = {}
        self._sealed: dict[str, tuple[_Good, PageContext, _Sealed]] = {}
        self._plan_at: dict[str, str] = {}
        self._ground: _Shared | None = None
        self._claims: object = None
        self._quarrelled: tuple[Finding, ...] = ()

    # ---- taking in

    def look_around(self, on_progress: OnProgress) -> None:
        """Read what changed. Whatever cannot be read is a finding; the last good pages stay."""
        with self._moved:
            try:
                space = layout.read_workspace(self._root, self._memory)
                ground = self._new_ground(space)
                self._take(space, ground, on_progress)
            except (HandrailError, OSError) as error:
                what = (
                    error
                    if isinstance(error, HandrailError)
                    else WorkspaceError(f"cannot read {error.filename}")
                )
                self._say_of_all((_trouble(what),))
            self._moved.notify_all()

    def wait(self, name: str | None, seen: int, timeout_s: float) -> int:
        """The number of a plan, or of everything, as soon as it is not `seen`, or after so many seconds."""
        with self._moved:
            self._moved.wait_for(lambda: self.number(name) != seen, timeout_s)
            return self.number(name)

    def wake(self) -> None:
        """Let all who wait look again, and time out."""
        with self._moved:
            self._moved.notify_all()

    def number(self, name: str | None) -> int:
        """Grows whenever the plan, or with None anything at all, may look different; a plan that is gone as well."""
        with self._moved:
            sheet = self._sheets.get(name) if name is not None else None
            return max(sheet.changed, self._number_of_all) if sheet else self._number

    def _new_ground(self, space: Workspace) -> _Shared:
        before = self._ground
        held = OpenWorkspace(space, self._day(), before.press.settings if before else None)
        findings = list(held.findings)
        press = page_context(held.reading, self._theme(held, findings))
        if before and before.press == press:
            press = before.press  # the same object, so that what was made with it is still current
        return _Shared(press, held, tuple(findings), space.risk_lists)

    def _theme(self, held: OpenWorkspace, findings: list[Finding]) -> Theme:
        try:
            return held.theme
        except TemplateError as error:
            findings.append(_trouble(error))
            return (
                self._ground.press.theme
                if self._ground
                else theme.load_theme(theme.built_in_folder())
            )

    def _take(self, space: Workspace, ground: _Shared, on_progress: OnProgress) -> None:
        before, self._ground = self._ground, ground
        is_new_reading = before is None or before.of_reading != ground.of_reading
        number, old = self._number + 1, self._sheets
        sheets = {}
        with self._speaking(ground):
            for done, source in enumerate(space.plans, 1):
                sheet = old.get(source.name)
                if is_new_reading or sheet is None or sheet.source != source:
                    sheet = _read(source, ground, sheet, number)
                sheets[source.name] = sheet
                on_progress(done, len(space.plans))
        for name in space.unreadable:
            if name in old:
                sheets[name] = old[name]
        findings = self._sorted_out(space, sheets, ground)
        sheets = {
            name: sheet
            if self._findings.get(name) == findings.get(name)
            else replace(sheet, changed=number)
            for name, sheet in sheets.items()
        }
        outside = {name: found for name, found in findings.items() if name not in sheets}
        is_new_outside = outside != {
            name: found for name, found in self._findings.items() if name not in old
        }
        is_new_press = before is None or before.press is not ground.press
        if is_new_press or is_new_outside or sheets != old:
            self._number = number
        if is_new_press or is_new_outside:
            self._number_of_all = number
        self._sheets, self._findings = sheets, findings
        for held in (self._made, self._sealed):
            for left in held.keys() - sheets.keys():
                del held[left]

    def _sorted_out(
        self, space: Workspace, sheets: Mapping[str, _PlanState], ground: _Shared
    ) -> dict[str, tuple[Finding, ...]]:
        """Every finding by its file."""
        own = (
            finding
            for one in sheets.values()
            if isinstance(one.read, Rejected)
            for finding in one.read.findings
        )
        of_all = (*space.findings, *ground.findings, *ground.held.reading.settings.notes)
        found = [*of_all, *own, *self._quarrels(space, sheets, ground.held)]
        by_file: dict[str, tuple[Finding, ...]] = {}
        for finding in sorted(found):
            by_file[finding.place.file] = (*by_file.get(finding.place.file, ()), finding)
        return by_file

    def _quarrels(
        self, space: Workspace, sheets: Mapping[str, _PlanState], held: OpenWorkspace
    ) -> tuple[Finding, ...]:
        """Where two plans want the same; worked out anew only when a claim, or the last build, is another one."""
        claims = {name: conflict_inputs(sheet.read, held.today) for name, sheet in sheets.items()}
        seen = (space.unreadable, space.lost, space.revoked, held.reading.links, held.today)
        known = (claims, seen, stamp(space.scratch / MANIFEST_NAME))
        if self._claims != known:
            in_sight = {plan.name for plan in space.plans}
            read = [
                (sheet.source, sheet.read) for name, sheet in sheets.items() if name in in_sight
            ]
            self._claims, self._quarrelled = known, plan_without_building(held, read).findings
        return self._quarrelled

    def _say_of_all(self, findings: tuple[Finding, ...]) -> None:
        """Something is wrong with the whole workspace; everything else stays as it was."""
        self._number += 1
        self._number_of_all = self._number
        self._findings = {name: self._findings.get(name, ()) for name in self._sheets} | {
            "": findings
        }

    # ---- answering

    def overview(self) -> tuple[OverviewView, int]:
        """All plans, and the number that this was true at."""
        with self._moved, self._speaking(self._ground):
            rows = (
                mending(sheet.row, errors(self._findings.get(name, ())))
                for name, sheet in self._sheets.items()
            )
            return overview_view(rows, self._outside(), self._today()), self._number

    def preview(self, name: str, look: ViewMode) -> tuple[PreviewView, int]:
        """What stands around a plan's page, and the number that this was true at."""
        with self._moved, self._speaking(self._ground):
            sheet = self._sheets.get(name)
            if sheet is None or self._ground is None:
                says = _(
                    "There is no plan in {file}. It may have been moved or deleted.", file=name
                )
                return missing_plan_view(name, says), self._number
            number = self.number(name)
            shown = (
                self._opened(sheet)
                if look is ViewMode.OPEN
                else self._as_client(sheet, self._ground)
            )
            trouble = self._made[name].trouble if name in self._made else ()
            own = self._findings.get(name, ())
            findings = errors((*own, *self._outside(), *trouble))
            notes = tuple(finding for finding in own if finding not in findings)
            title = sheet.good.plan.title if sheet.good else sheet.row.who
            heading = findings_heading(len(findings), shown.src)
            view = PreviewView(
                plan=name,
                title=title,
                look=look,
                mend=heading,
                findings=finding_views(findings),
                ideas=finding_views(first((*notes, *_ideas(sheet, self._ground)))),
                src=shown.src,
                says=shown.says,
                words=shown.words,
                news=self._news(sheet, self._ground),
                clinical=_clinical(sheet, self._ground.press.today),
                around=_around(self._made[name])
                if look is ViewMode.OPEN and name in self._made
                else "",
            )
            return view, number

    def page(self, name: str) -> bytes | None:
        """The page of a plan once it is open; None where there has been none."""
        with self._moved:
            sheet = self._sheets.get(name)
            made = self._make(sheet) if sheet else None
            return made.content if made else None

    def article(self, name: str) -> bytes | None:
        """The article of that page, by itself."""
        page = self.page(name)
        return None if page is None else article_of(page, None).encode()

    def site(self, path: str) -> bytes | None:
        """The bytes of a page as they would lie at this path below `site/`; None where none has been looked at."""
        with self._moved:
            held = self._sealed.get(self._plan_at.get(path, ""))
            return held[2].content if held and held[2].path == path else None

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Everything asked for inside is said in the practice's language."""
        with self._speaking(self._ground):
            yield

    @contextmanager
    def _speaking(self, ground: _Shared | None) -> Iterator[None]:
        if ground is None:
            yield
            return
        with speaking(language(ground.press.settings.language, ground.press.theme.by_name)):
            yield

    def _today(self) -> date:
        return self._ground.press.today if self._ground else self._day()

    def _outside(self) -> tuple[Finding, ...]:
        """What is wrong outside of the plans that are shown, and so concerns all of them."""
        return tuple(
            found
            for name, all_ in self._findings.items()
            if name not in self._sheets
            for found in all_
        )

    def _opened(self, sheet: _PlanState) -> _Viewable:
        made = self._make(sheet)
        if made is None or made.content is None:
            return _Viewable(
                says=_(
                    "No page yet: the plan has been in need of mending since this preview began."
                )
            )
        return _Viewable("page")

    def _make(self, sheet: _PlanState) -> _Made | None:
        """The plan's page by its last good words and templates."""
        name, press = sheet.source.name, self._ground.press if self._ground else None
        made = self._made.get(name)
        if sheet.good is None or press is None:
            return None
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

"""State: what the preview knows of a workspace at one moment.

In: the state before, and the workspace as it lies on disk now, or the names of the plans that alone
were saved.
Out: the next state; no state ever changes.
Reads the key file, the templates and what the last build noted, through `builder`. Writes nothing.

A plan is read again only when its bytes, or what all plans are read with, have changed; otherwise
its `PlanState` stays the same object, and that is how a change is recognised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from generator.advice.advise import questions_about_a_person
from generator.builder.check import conflict_inputs, plan_without_building
from generator.builder.context import OnProgress, OpenWorkspace
from generator.builder.page import PageContext, page_context
from generator.errors import Finding, HandrailError, Place, TemplateError
from generator.format.load import Rejected
from generator.model.plan import Plan
from generator.preview.overview import OverviewRow, overview_row, unread_row, with_questions
from generator.privacy import keyfile
from generator.privacy.links import Links
from generator.progress.derive import derive
from generator.text.language import _, language, speaking
from generator.text.locales import CATALOGUES
from generator.text.phrases import Lists
from generator.workspace import intake, theme
from generator.workspace.files import Stamp, stamp
from generator.workspace.layout import PlanSource, Workspace
from generator.workspace.manifest import MANIFEST_NAME
from generator.workspace.theme import Theme


@dataclass(frozen=True, slots=True)
class ValidPlan:
    """A plan without errors, and the file that it was read from."""

    source: PlanSource
    plan: Plan


@dataclass(frozen=True, slots=True)
class PlanState:
    """One plan file as it was read last, its last valid version, and its row in the overview."""

    source: PlanSource
    read: Plan | Rejected
    valid: ValidPlan | None
    row: OverviewRow


@dataclass(frozen=True, slots=True)
class PreviewContext:
    """What holds for all plans. Without `links` nothing can be sealed, and `findings` say why.

    `keys` are the files of keys as they were read: no event tells of those.
    """

    pages: PageContext
    opened: OpenWorkspace
    findings: tuple[Finding, ...]
    risk_lists: Lists
    keys: tuple[bytes, bytes] = field(repr=False)

    @property
    def links(self) -> Links | None:
        return self.opened.reading.links

    @property
    def today(self) -> date:
        return self.pages.today

    def inputs_of_reading(self) -> tuple[object, ...]:
        """All that the reading of a plan depends on: of the templates, only their translations."""
        sources = self.pages.theme.sources
        translations = tuple(one for one in sources if one[0].startswith(f"{CATALOGUES}/"))
        return (
            self.pages.settings,
            self.links,
            self.today,
            translations,
            self.risk_lists,
        )

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Everything asked for inside is said in the practice's language."""
        with speaking(
            language(
                self.pages.settings.language,
                self.pages.theme.by_name,
            )
        ):
            yield


@dataclass(frozen=True, slots=True)
class KnownConflicts:
    """Where plans want the same page or link, and what was compared to find that: what plans ask
    for, and the notes of the last build by their stamp. `told` are the files that findings tell of,
    by name: they give their lines.
    """

    inputs: tuple[object, ...]
    last_build: Stamp | None
    findings: tuple[Finding, ...]
    told: Mapping[str, PlanSource]


@dataclass(frozen=True, slots=True)
class WorkspaceState:
    """All plans by name, and all findings by file. There is no context before the first success."""

    context: PreviewContext | None
    plans: Mapping[str, PlanState]
    findings: Mapping[str, tuple[Finding, ...]]
    conflicts: KnownConflicts

    def findings_of(self, name: str) -> tuple[Finding, ...]:
        return self.findings.get(name, ())

    def findings_elsewhere(self) -> tuple[Finding, ...]:
        """What is wrong outside of the plans that are shown, and so concerns all of them."""
        found: list[Finding] = []
        for file, findings in self.findings.items():
            if file not in self.plans:
                found += findings
        return tuple(found)


#: Stands for the file of a finding that belongs to none.
_NOWHERE: Final = ""
NOTHING_READ: Final = WorkspaceState(None, {}, {}, KnownConflicts((), None, (), {}))


def next_state(
    before: WorkspaceState, space: Workspace, today: date, on_progress: OnProgress
) -> WorkspaceState:
    """What holds now.

    Whatever cannot be read is a finding; a plan with errors keeps its last valid version.
    Raises HandrailError or OSError where the disk refuses.
    """
    context = _context(before.context, space, today)
    with context.speaking():
        plans = _plans(before, space, context, on_progress)
    conflicts = _conflicts(before.conflicts, plans, context.opened)
    found = [
        *space.findings,
        *context.findings,
        *context.opened.reading.settings.notes,
        *_findings_of_reading(plans),
        *conflicts.findings,
    ]
    return WorkspaceState(context, plans, _by_file(found), conflicts)


def state_after_saves(
    before: WorkspaceState, names: Collection[str], today: date
) -> WorkspaceState | None:
    """What holds now where these plans were saved and nothing else changed, by a look at them
    alone.

    None where one of them may matter to another plan, or where more than that may have changed.
    """
    context = before.context
    if context is None or not _still_holds(before, context, today):
        return None
    sources = _saved(before, names, context.opened)
    if sources is None:
        return None
    with context.speaking():
        saved = {
            source.name: _read(source, context, before.plans[source.name])
            for source in sources
            if source != before.plans[source.name].source
        }
    if any(
        conflict_inputs(plan.read, today) != conflict_inputs(before.plans[name].read, today)
        for name, plan in saved.items()
    ):
        return None
    if not saved:
        return before
    told = _by_file([*_findings_in(saved, context.opened), *_findings_of_reading(saved)])
    findings = {file: found for file, found in before.findings.items() if file not in saved}
    return replace(before, plans={**before.plans, **saved}, findings={**findings, **told})


def failed_state(before: WorkspaceState, error: HandrailError) -> WorkspaceState:
    """The whole workspace cannot be read; all else stays as it was."""
    findings = {name: before.findings_of(name) for name in before.plans}
    findings[_NOWHERE] = (failure_finding(error),)
    return replace(before, findings=findings)


def failure_finding(error: HandrailError) -> Finding:
    """What stopped us, as a finding of its file where the message begins with one."""
    place, sentence = None, str(error)
    if isinstance(error, TemplateError):
        place, sentence = error.parted()
    hint = _("mend it and save; the last good page stays")
    return Finding(place or Place(_NOWHERE), sentence, "trouble", hint)


def findings_about_a_person(
    source: PlanSource, read: Plan | Rejected, context: PreviewContext
) -> tuple[Finding, ...]:
    """What asks about a person in a plan, whether or not the plan has errors."""
    return questions_about_a_person(source, read, context.today, context.risk_lists)


# ---- what was saved


def _still_holds(before: WorkspaceState, context: PreviewContext, today: date) -> bool:
    """Whether all that no event tells of is as it was, and the last look came to its end."""
    return (
        _NOWHERE not in before.findings
        and context.today == today
        and context.keys == keyfile.raw(keyfile.key_file())
        and before.conflicts.last_build == stamp(context.opened.space.scratch / MANIFEST_NAME)
    )


def _saved(
    before: WorkspaceState, names: Collection[str], opened: OpenWorkspace
) -> list[PlanSource] | None:
    """These plans as they are now; None where one is new, cannot be read, or wants what another
    has.
    """
    sources = []
    for name in names:
        is_told = name in before.conflicts.told or name in opened.space.unreadable
        if is_told or name not in before.plans:
            return None
        try:
            sources.append(PlanSource(name, intake.bytes_of(opened.root / name)))
        except OSError:
            return None
    return sources


def _findings_in(plans: Collection[str], opened: OpenWorkspace) -> list[Finding]:
    """What is wrong with these files whatever they hold."""
    return [finding for finding in opened.space.findings if finding.place.file in plans]


# ---- what holds for all plans


def _context(
    before: PreviewContext | None,
    space: Workspace,
    today: date,
) -> PreviewContext:
    earlier_settings = None
    if before:
        earlier_settings = before.pages.settings
    keys = keyfile.raw(keyfile.key_file())
    opened = OpenWorkspace(space, today, earlier_settings)
    findings = list(opened.findings)
    pages = page_context(opened.reading, _theme(before, opened, findings))
    if before and before.pages == pages:
        pages = before.pages  # the same object, so that what was made with it is still current
    return PreviewContext(pages, opened, tuple(findings), space.risk_lists, keys)


def _theme(
    before: PreviewContext | None,
    opened: OpenWorkspace,
    findings: list[Finding],
) -> Theme:
    """The workspace's theme; where it has a mistake, the last one that had none."""
    try:
        return opened.theme
    except TemplateError as error:
        findings.append(failure_finding(error))
    if before:
        return before.pages.theme
    return theme.load_theme(theme.built_in_folder())


# ---- each plan


def _plans(
    before: WorkspaceState, space: Workspace, context: PreviewContext, on_progress: OnProgress
) -> dict[str, PlanState]:
    """Every plan that can be read, and those that cannot be read now as they were before."""
    known: Mapping[str, PlanState] = {}
    if before.context and before.context.inputs_of_reading() == context.inputs_of_reading():
        known = before.plans
    plans = {}
    for done, source in enumerate(space.plans, 1):
        name = source.name
        if name in known and known[name].source == source:
            plans[name] = known[name]
        else:
            plans[name] = _read(source, context, before.plans.get(name))
        on_progress(done, len(space.plans))
    for name in space.unreadable:
        if name in before.plans:
            plans[name] = before.plans[name]
    return plans


def _read(
    source: PlanSource,
    context: PreviewContext,
    before: PlanState | None,
) -> PlanState:
    """The plan as it reads now; one with errors keeps its last valid version."""
    read = context.opened.reading.read(source)
    if isinstance(read, Plan):
        valid: ValidPlan | None = ValidPlan(source, read)
        shown = overview_row(source.name, read, derive(read), context.today)
    elif before and before.valid:
        valid = before.valid
        shown = before.row
    else:
        valid = None
        shown = unread_row(source.name)
    shown = with_questions(shown, findings_about_a_person(source, read, context))
    return PlanState(source, read, valid, shown)


# ---- findings


def _findings_of_reading(plans: Mapping[str, PlanState]) -> list[Finding]:
    found: list[Finding] = []
    for plan in plans.values():
        if isinstance(plan.read, Rejected):
            found += plan.read.findings
    return found


def _conflicts(
    before: KnownConflicts, plans: Mapping[str, PlanState], opened: OpenWorkspace
) -> KnownConflicts:
    """Where plans want the same page; looked for again only if the inputs have changed."""
    space = opened.space
    inputs = (
        {name: conflict_inputs(plan.read, opened.today) for name, plan in plans.items()},
        (
            space.unreadable,
            space.lost,
            space.revoked,
            opened.reading.links,
            opened.today,
        ),
    )
    last_build = stamp(space.scratch / MANIFEST_NAME)
    is_known = (inputs, last_build) == (before.inputs, before.last_build)
    if is_known and all(plans[name].source == source for name, source in before.told.items()):
        return before
    readable = [plans[source.name] for source in space.plans]
    read = [(plan.source, plan.read) for plan in readable]
    findings = plan_without_building(opened, read).findings
    files = {finding.place.file for finding in findings}
    told = {name: plans[name].source for name in files if name in plans}
    return KnownConflicts(inputs, last_build, findings, told)


def _by_file(findings: list[Finding]) -> dict[str, tuple[Finding, ...]]:
    """The findings of each file, sorted by place."""
    by_file: dict[str, list[Finding]] = {}
    for finding in sorted(findings):
        by_file.setdefault(finding.place.file, []).append(finding)
    return {file: tuple(found) for file, found in by_file.items()}

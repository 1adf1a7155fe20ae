"""Check: all that a build would find in settings, keys and plans, and advice on plans in order,
without building.

In: a workspace folder, today's date, and the plans that are asked about. Out: a `Checked`.
It goes the build's own way up to the plan of a build, and carries nothing out.
Reads the disk and writes nothing: no page, no manifest, no folder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Final

from generator.advice.advise import Advised, advise, asks, first, needs_a_person
from generator.advice.advise import risk_findings as words_ask
from generator.advice.smart import GoalLetters
from generator.builder.context import OnProgress, OpenWorkspace, open_workspace
from generator.builder.disk import Disk
from generator.builder.facts import BuildFacts
from generator.builder.plan_build import BuildPlan, plan_build
from generator.builder.reading import PlanReading, ReadPlans, kept_of
from generator.builder.survey import requests_of_unreadable
from generator.builder.template_notes import template_notes
from generator.errors import Finding, Place, PlanError, TemplateError
from generator.format.load import Rejected
from generator.format.parse import parse
from generator.model.plan import Plan
from generator.text.phrases import Lists
from generator.workspace import layout, manifest
from generator.workspace.disk_errors import cannot_below
from generator.workspace.layout import (
    REVOKED_NAME,
    SETTINGS_NAME,
    TEMPLATES,
    PlanSource,
)

#: A plan file, and the plan in it or what is wrong with it.
_ReadPlan = tuple[PlanSource, Plan | Rejected]

#: What concerns every plan: it is told whatever is asked about.
_OF_ALL: Final = (SETTINGS_NAME, REVOKED_NAME)


@dataclass(frozen=True, slots=True)
class Checked:
    """How many plans were looked at, every finding, and the advice, both sorted by place, and the
    letters of goals.

    Advice is given on plans in order only: what is wrong comes first. What words ask about a person
    is told of all.
    """

    plans: int
    findings: tuple[Finding, ...]
    advice: tuple[Finding, ...]
    goals: tuple[GoalLetters, ...]

    @property
    def asks(self) -> tuple[Finding, ...]:
        """What asks about a person, and is told before all else."""
        return tuple(finding for finding in self.advice if asks(finding))

    @property
    def ideas(self) -> tuple[Finding, ...]:
        """The rest of the advice."""
        return tuple(finding for finding in self.advice if not asks(finding))

    @property
    def needs_a_person(self) -> bool:
        """Whether something here needs a person first, so that nobody is told that all is well."""
        return needs_a_person(self.advice)


class Scope(Enum):
    """Whether a check advises too; it is half of the work."""

    FINDINGS = "findings"
    FINDINGS_AND_ADVICE = "findings and advice"


def check(
    root: Path,
    today: date,
    asked: Collection[str],
    scope: Scope = Scope.FINDINGS_AND_ADVICE,
    on_progress: OnProgress = lambda _done, _of: None,
) -> Checked:
    """What is wrong in the files that `asked` names, relative to the workspace; in all where it is
    empty.

    `on_progress` is called after each plan that is looked at.

    A folder stands for the plans below it. Mistakes in settings, keys and revoked links are always
    told: they concern every plan. Raises WorkspaceError where the disk refuses.
    """
    opened = open_workspace(root, today)
    sources = opened.space.plans
    plans: list[_ReadPlan] = []
    advised: list[Advised] = []
    for done, source in enumerate(sources, 1):
        read = opened.reading.read(source)
        plans.append((source, read))
        if scope is Scope.FINDINGS_AND_ADVICE and is_asked(source.name, asked):
            advised.append(_advised(source, read, today, opened.space.risk_lists))
        on_progress(done, len(sources))
    findings = [
        one for one in workspace_findings(opened, plans) if _concerns(one.place.file, asked)
    ]
    notes: tuple[Finding, ...] = ()
    if scope is Scope.FINDINGS_AND_ADVICE:
        notes = (*opened.reading.settings.notes, *template_notes(root / TEMPLATES))
    return Checked(
        sum(is_asked(source.name, asked) for source in sources),
        tuple(sorted(findings)),
        first([*notes, *_all_advice(advised)]),
        tuple(sorted(_all_goals(advised), key=lambda goal: goal.place)),
    )


def _all_advice(advised: Iterable[Advised]) -> Iterator[Finding]:
    for one in advised:
        yield from one.findings


def _all_goals(advised: Iterable[Advised]) -> Iterator[GoalLetters]:
    for one in advised:
        yield from one.goals


def workspace_findings(
    opened: OpenWorkspace,
    plans: Sequence[_ReadPlan],
) -> tuple[Finding, ...]:
    """What is wrong in settings, keys, plans and templates. Raises WorkspaceError where the disk refuses."""
    own = [finding for _, read in plans if isinstance(read, Rejected) for finding in read.findings]
    with cannot_below("read", opened.space.scratch):
        conflicts = plan_without_building(opened, plans).findings
        templates = _templates(opened, plans)
    return (*opened.space.findings, *opened.findings, *own, *conflicts, *templates)


def _concerns(file: str, asked: Collection[str]) -> bool:
    """Whether findings on this file are told: those on asked plans, and on what all plans hang on."""
    return _is_of_all(file) or is_asked(file, asked)


def _advised(
    source: PlanSource,
    plan: Plan | Rejected,
    today: date,
    lists: Lists,
) -> Advised:
    """What there is to say of a plan; of a file with mistakes, what its words ask about."""
    try:
        document = parse(source.data, source.name)
    except PlanError:
        return Advised((), ())
    if isinstance(plan, Plan):
        return advise(plan, document, today, lists)
    return Advised(words_ask(document, today, lists), ())


def _is_of_all(file: str) -> bool:
    return file in _OF_ALL or PurePosixPath(file).parts[:1] == (TEMPLATES,)


def _templates(
    opened: OpenWorkspace,
    plans: Iterable[_ReadPlan],
) -> tuple[Finding, ...]:
    """What is wrong in templates of the workspace, which would stop every page; few have any, and
    reading costs.
    """
    if not (opened.root / TEMPLATES).is_dir():
        return ()
    from generator.builder import page

    plan = next((read for _, read in plans if isinstance(read, Plan)), None)
    try:
        if opened.theme.is_built_in:
            return ()
        context = page.page_context(opened.reading, opened.theme)
        problems = page.first_problem(context, plan)
    except TemplateError as error:
        problems = (error,)
    return tuple(map(_finding, problems))


def _finding(error: TemplateError) -> Finding:
    place, said = error.parted()
    hint = f"mend it, or take the file out of {TEMPLATES}/, and the page looks as it was delivered"
    return Finding(place or Place(TEMPLATES), said, "template", hint)


def is_asked(name: str, asked: Collection[str]) -> bool:
    """Whether this file, relative to the workspace, is one that `asked` names; every one is where
    it is empty.
    """
    folders = {"."} | {str(folder) for folder in PurePosixPath(name).parents}
    return not asked or any(
        name == layout.printable(one) or one == name or one in folders for one in asked
    )


def conflict_inputs(read: Plan | Rejected, today: date) -> tuple[object, ...]:
    """All of a plan that a conflict can be about: where it is the same, so are the conflicts."""
    if isinstance(read, Plan):
        return read.is_published(today), read.uid, read.share, read.clients
    return read.old_page, read.address_key, read.uid


def _by_id(
    opened: OpenWorkspace, digests: manifest.Digests, plans: Iterable[_ReadPlan]
) -> ReadPlans:
    """Plans that were read, by the ids of their sources."""
    reading = PlanReading(opened.reading, digests)
    read = {digests.of_source(source.name): kept_of(source, one, reading) for source, one in plans}
    return ReadPlans(opened.reading, read)


def plan_without_building(
    opened: OpenWorkspace,
    plans: Iterable[_ReadPlan],
) -> BuildPlan:
    """What a build would do with these plans, as somebody sees it who only looks."""
    space = opened.space
    digests = manifest.passing_digests(space.scratch)
    read_plans = _by_id(opened, digests, plans)
    return plan_build(
        BuildFacts(
            space=space,
            today=opened.today,
            requests={
                **read_plans.requests(),
                **requests_of_unreadable(space, digests),
            },
            last_build=manifest.load_manifest(space.scratch, digests).pages,
            current=frozenset(),
            disk=Disk(space.root),
            former_paths=read_plans.former_paths,
        )
    )

"""Check: all that a build would find in settings, keys and plans, and advice on plans in order, without building.

In: a workspace folder, today's date, and the plans that are asked about. Out: a `Checked`.
It goes the build's own way, `ground` and `claims`, up to where a build begins to take away and to write.
Reads the disk and writes nothing: no page, no manifest, no folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Final

from generator.advice.advise import Advised, advise, asks, first, needs_a_person
from generator.advice.advise import risk_findings as words_ask
from generator.advice.smart import GoalLetters
from generator.builder.conflicts import Claim, Wish, settled
from generator.builder.context import BuildContext, build_context, claim_of, former_paths
from generator.errors import Finding, Place, PlanError, TemplateError, WorkspaceError
from generator.format.load import Rejected
from generator.format.parse import parse
from generator.model.plan import Plan
from generator.privacy.links import NO_LINKS
from generator.text.phrases import Lists
from generator.workspace import layout, manifest
from generator.workspace.layout import (
    PLANS,
    REVOKED_NAME,
    SETTINGS_NAME,
    TEMPLATES,
    PlanSource,
    Workspace,
)

#: What concerns every plan: it is told whatever is asked about.
_OF_ALL: Final = (SETTINGS_NAME, REVOKED_NAME)


@dataclass(frozen=True, slots=True)
class Checked:
    """How many plans were looked at, every finding, and the advice, both sorted by place, and the letters of goals.

    Advice is given on plans in order only: what is wrong comes first. What words ask about a person is told of all.
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
    watcher: Callable[[int, int], None] = lambda _done, _of: None,
) -> Checked:
    """What is wrong in the files that `asked` names, relative to the workspace; in all where it is empty.

    `watcher` is told after each plan how many are looked at, of how many.

    A folder stands for the plans below it. Mistakes in settings, keys and revoked links are always told:
    they concern every plan.
    Raises WorkspaceError where the disk refuses.
    """
    space = layout.read_workspace(root)
    held = build_context(space, today)
    read, advised = {}, []
    for done, source in enumerate(space.plans, 1):
        plan = held.read(source)
        read[source.name] = (source, plan)
        if scope is Scope.FINDINGS_AND_ADVICE and is_asked(source.name, asked):
            advised.append(_advised(source, plan, today, space.risk_lists))
        watcher(done, len(space.plans))
    own = (
        finding
        for _, plan in read.values()
        if isinstance(plan, Rejected)
        for finding in plan.findings
    )
    try:
        quarrelling = find_conflicts(space, tuple(read.values()), held)
        findings = (
            *space.findings,
            *held.findings,
            *own,
            *quarrelling,
            *_templates(space, held, read.values()),
        )
    except OSError as error:
        raise WorkspaceError(
            f"cannot read {error.filename or space.scratch}: {error.strerror}"
        ) from error
    noted = held.settings.notes if scope is Scope.FINDINGS_AND_ADVICE else ()
    told = (f for f in findings if _is_of_all(f.place.file) or is_asked(f.place.file, asked))
    return Checked(
        sum(is_asked(plan.name, asked) for plan in space.plans),
        tuple(sorted(told)),
        first([*noted, *(finding for one in advised for finding in one.findings)]),
        tuple(sorted((goal for one in advised for goal in one.goals), key=lambda goal: goal.place)),
    )


def _advised(source: PlanSource, plan: Plan | Rejected, today: date, lists: Lists) -> Advised:
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
    space: Workspace, held: BuildContext, plans: Iterable[tuple[PlanSource, Plan | Rejected]]
) -> tuple[Finding, ...]:
    """What is wrong in templates of the workspace, which would stop every page; few have any, and reading costs."""
    if not (space.root / TEMPLATES).is_dir():
        return ()
    from generator.builder import page
    from generator.workspace import theme

    first = next((read for _, read in plans if isinstance(read, Plan)), None)
    try:
        own = theme.load_theme(space.root / TEMPLATES)
        press = page.PageContext(held.settings, held.links or NO_LINKS, own, held.today)
        amiss = () if own.is_built_in else page.first_problem(press, first)
    except TemplateError as error:
        amiss = (error,)
    return tuple(_finding(error) for error in amiss)


def _finding(error: TemplateError) -> Finding:
    place, said = error.parted()
    hint = f"mend it, or take the file out of {TEMPLATES}/, and the page looks as it was delivered"
    return Finding(place or Place(TEMPLATES), said, "template", hint)


def may_ask(name: str) -> bool:
    """Whether a check can be asked about this name, relative to the workspace: settings, plans and their folders."""
    path = PurePosixPath(name)
    return name in (".", SETTINGS_NAME) or (
        path.parts[:1] == (PLANS,) and not layout.is_dropping(path)
    )


def is_asked(name: str, asked: Collection[str]) -> bool:
    """Whether this file, relative to the workspace, is one that `asked` names; every one is where it is empty."""
    folders = {"."} | {str(folder) for folder in PurePosixPath(name).parents}
    return not asked or any(
        name == layout.printable(one) or one == name or one in folders for one in asked
    )


def claim_on(read: Plan | Rejected, today: date) -> tuple[object, ...]:
    """All of a plan that a quarrel can be about: where it is the same, so are the quarrels."""
    if isinstance(read, Plan):
        return read.is_published(today), read.uid, read.share, read.clients
    return read.old_page, read.address_key, read.uid


def find_conflicts(
    space: Workspace, plans: Sequence[tuple[PlanSource, Plan | Rejected]], held: BuildContext
) -> tuple[Finding, ...]:
    """Where plans want the same page or link, or one wants what is somebody else's, and pages whose plans are away."""
    digests = manifest.passing_digests(space.scratch)
    known = manifest.load_manifest(space.scratch, digests)

    def id_of(name: str) -> str:
        return digests.of(os.fsencode(name))

    claims = {id_of(source.name): claim_of(source, read, held, digests) for source, read in plans}
    claims |= {id_of(name): Claim(name, Wish.LAST) for name in space.unreadable}
    withheld = [read for source, read in plans if claims[id_of(source.name)].wish is Wish.NOTHING]
    return settled(
        space, claims, known.pages, held.today, former=lambda: former_paths(withheld, held)
    ).findings

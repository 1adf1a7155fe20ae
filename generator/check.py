"""Check: everything that a build would find in settings and plans, and advice on plans in order, without building.

In: a workspace folder, today's date, and the plans that are asked about. Out: a `Checked`.
Reads the disk and writes nothing: no page, no manifest, no folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Final

from generator import manifest, workspace
from generator.advice import GoalLetters, advise
from generator.claims import Claim, refusals, sealed_path
from generator.errors import Finding, PlanError, WorkspaceError
from generator.model import Access, Plan, Settings, SupportLine
from generator.outcome import Refused, keeps
from generator.parse import parse
from generator.reading import read_plan, settings_of
from generator.validate import NO_SETTINGS
from generator.workspace import PLANS, SETTINGS_NAME, PlanSource, Workspace

#: Stands in for settings with mistakes, so that no plan is told that nobody to call is named.
_BROKEN_SETTINGS: Final = Settings(
    NO_SETTINGS.practice, NO_SETTINGS.language, (SupportLine("…", "…", None),), NO_SETTINGS.leave_to
)


@dataclass(frozen=True, slots=True)
class Checked:
    """How many plans were looked at, every finding, and the advice, both sorted by place, and the letters of goals.

    Advice is given on plans in order only: what is wrong comes first.
    """

    plans: int
    findings: tuple[Finding, ...]
    advice: tuple[Finding, ...]
    goals: tuple[GoalLetters, ...]


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

    A folder stands for the plans below it. Mistakes in the settings are always told: they concern every plan.
    Raises WorkspaceError where the disk refuses.
    """
    space = workspace.read(root)
    findings = list(space.findings)
    settings = settings_for_now(space, findings)
    # Plans that are asked about come last, so that where two quarrel it is told of the one that somebody looks at.
    plans = sorted(space.plans, key=lambda plan: is_asked(plan.name, asked))
    read, advised = [], []
    for done, source in enumerate(plans, 1):
        plan = read_plan(source, settings, today, None)
        read.append((source, plan))
        if scope is Scope.FINDINGS_AND_ADVICE and isinstance(plan, Plan) and is_asked(source.name, asked):
            advised.append(advise(plan, parse(source.data, source.name), today))
        watcher(done, len(plans))
    try:
        findings += plans_findings(space, read, today)
    except OSError as error:
        raise WorkspaceError(f"cannot read {error.filename or space.scratch}: {error.strerror}") from error
    noted = settings.notes if scope is Scope.FINDINGS_AND_ADVICE else ()
    told = (f for f in findings if f.place.file == SETTINGS_NAME or is_asked(f.place.file, asked))
    return Checked(
        sum(is_asked(plan.name, asked) for plan in plans),
        tuple(sorted(told)),
        tuple(sorted([*noted, *(finding for one in advised for finding in one.findings)])),
        tuple(sorted((goal for one in advised for goal in one.goals), key=lambda goal: goal.place)),
    )


def may_ask(name: str) -> bool:
    """Whether a check can be asked about this name, relative to the workspace: settings, plans and their folders."""
    path = PurePosixPath(name)
    return name in (".", SETTINGS_NAME) or (path.parts[:1] == (PLANS,) and not workspace.is_dropping(path))


def is_asked(name: str, asked: Collection[str]) -> bool:
    """Whether this file, relative to the workspace, is one that `asked` names; every one is where it is empty."""
    folders = {"."} | {str(folder) for folder in PurePosixPath(name).parents}
    return not asked or any(name == workspace.shown(one) or one == name or one in folders for one in asked)


def settings_for_now(space: Workspace, findings: list[Finding]) -> Settings:
    """The settings, or what stands in for them while they have mistakes, which are added to `findings`."""
    try:
        return settings_of(space)
    except PlanError as error:
        findings += error.findings
        return replace(_BROKEN_SETTINGS, languages=space.languages)


def plans_findings(space: Workspace, plans: Sequence[tuple[PlanSource, Plan | Refused]], today: date) -> list[Finding]:
    """What is wrong with plans as they were read, and where two of them want the same page or link."""
    own = [finding for _, read in plans if not isinstance(read, Plan) for finding in read.findings]
    return own + quarrels(space, plans, today)


def claim_of(read: Plan | Refused, today: date) -> tuple[object, ...]:
    """All of a plan that a quarrel can be about: where it is the same, so are the quarrels."""
    if isinstance(read, Plan):
        return read.is_published(today), read.uid, read.share.access, read.clients
    return read.old_page, read.door


def quarrels(space: Workspace, plans: Sequence[tuple[PlanSource, Plan | Refused]], today: date) -> list[Finding]:
    """Where two plans want the same page or link, or one wants what is somebody else's."""
    digests = manifest.passing_digests(space.scratch)
    old = manifest.load(space.scratch, digests).pages
    claims, standing = {}, {}
    for source, read in plans:
        id = digests.of(os.fsencode(source.name))
        if isinstance(read, Refused):
            if id in old and keeps(read, old[id].door):
                standing[id] = source.name
        elif read.is_published(today):
            uid = digests.of(b"uid", read.uid.encode()) if read.uid else None
            clients = tuple(digests.of(b"client", person.name.casefold().encode()) for person in read.clients)
            # Where a private page will stand hangs on its key, which nobody asks for here: its uid stands for it.
            is_public = read.share.access is Access.PUBLIC
            path = source.public_path if is_public else sealed_path(uid or digests.of(b"none"))
            claims[id] = Claim(source.name, path, uid, clients)
    return list(refusals(claims, standing, old, space.site).values())

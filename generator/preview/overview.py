"""Overview: all plans at a glance, for the therapist alone.

In: plans with their progress, and today. Out: one `OverviewRow` for each plan, words final; the line of a measure as values.
Touches nothing. This is the one view that knows what day it is, and so it is never published.

Every reason to look is a fact and, where there is something to do, what that could be; never a grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from generator.advice.attention import (
    next_review,
)
from generator.errors import Finding
from generator.model.plan import Plan, Setting
from generator.model.share import Status
from generator.preview.measured import Measured, measured
from generator.preview.reasons import Reason, resting, running
from generator.preview.views import FindingView, finding_views
from generator.progress.derive import Progress
from generator.text.language import N_, _, ngettext
from generator.view import dates
from generator.view.sentences import capital


class PlanGroup(StrEnum):
    """The group that a plan is shown in."""

    MEND = "mend"
    LOOK = "look"
    ALONG = "along"
    RESTING = "resting"


_GROUPS: Final = {
    PlanGroup.MEND: N_("To mend"),
    PlanGroup.LOOK: N_("Worth a look"),
    PlanGroup.ALONG: N_("Going along"),
    PlanGroup.RESTING: N_("Resting or new"),
}


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day to sort by and to read."""

    iso: str
    words: str


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A plan: its file, whose it is, how it goes by one measure, its days, and why to look at it."""

    plan: str
    standing: PlanGroup
    who: str
    title: str
    measure: Measured | None
    last: ShownDay | None
    review: ShownDay | None
    is_overdue: bool
    looks: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Plans that stand alike, with the words over them."""

    standing: PlanGroup
    title: str
    rows: tuple[OverviewRow, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """All plans, and what is wrong outside of them."""

    lead: str
    groups: tuple[GroupView, ...]
    findings: tuple[FindingView, ...]


def overview_view(
    rows: Iterable[OverviewRow], findings: Sequence[Finding], today: date
) -> OverviewView:
    """The plans in their groups, each in the order of who they belong to; a group without any is left out."""
    alike: dict[PlanGroup, list[OverviewRow]] = {standing: [] for standing in PlanGroup}
    for one in sorted(rows, key=lambda one: (one.who.casefold(), one.plan)):
        alike[one.standing].append(one)
    return OverviewView(
        lead=_(
            "Preview on this computer only. This page is never published. As of {day}.",
            day=dates.full(today),
        ),
        groups=tuple(
            GroupView(one, _(_GROUPS[one]), tuple(found)) for one, found in alike.items() if found
        ),
        findings=finding_views(findings),
    )


def mending(row: OverviewRow, findings: Sequence[Finding]) -> OverviewRow:
    """The plan with what is to be mended in its file, which goes before everything else."""
    if not findings:
        return row
    news = ngettext("{count} thing to mend.", "{count} things to mend.", len(findings))
    mend = Reason(news, capital(f"{findings[0].sentence}."))
    first = tuple(look for look in row.looks if look.asks)
    rest = tuple(look for look in row.looks if not look.asks)
    return replace(row, standing=PlanGroup.MEND, looks=(*first, mend, *rest))


def asking(row: OverviewRow, questions: Sequence[Finding]) -> OverviewRow:
    """The plan with what asks about a person, which goes before all other reasons to look."""
    if not questions:
        return row
    kept = tuple(look for look in row.looks if not look.asks)
    looks = dict.fromkeys(Reason(capital(one.sentence), asks=True) for one in questions)
    standing = row.standing if row.standing is PlanGroup.MEND else PlanGroup.LOOK
    return replace(row, standing=standing, looks=(*looks, *kept))


def row(name: str, plan: Plan, progress: Mapping[str, Progress], today: date) -> OverviewRow:
    """The plan that lies in the file `name`, as it stands on the day `today`."""
    review = next_review(plan)
    is_resting = plan.status is not Status.ACTIVE
    looks = resting(plan, today) if is_resting else tuple(running(plan, progress, today))
    standing = PlanGroup.LOOK if looks else PlanGroup.ALONG
    who, title = dates.several([person.name for person in plan.clients]) or _stem(name), plan.title
    if plan.setting is Setting.GROUP:
        who, title = (
            title,
            ngettext("A group of {count} person", "A group of {count} people", len(plan.clients)),
        )
    return OverviewRow(
        plan=name,
        standing=PlanGroup.RESTING if is_resting else standing,
        who=who,
        title=title,
        measure=measured(plan, progress, today),
        last=_day(plan.entries[-1].on, today) if plan.entries else None,
        review=_day(review, today) if review else None,
        is_overdue=not is_resting and review is not None and review < today,
        looks=looks,
    )


def unread(name: str) -> OverviewRow:
    """A plan that could not be read since the preview began: only its file has a name."""
    return OverviewRow(
        name, PlanGroup.MEND, _stem(name), "", None, None, None, is_overdue=False, looks=()
    )


def _stem(name: str) -> str:
    """`sam` of `plans/sam.yml`."""
    return name.rpartition("/")[2].rpartition(".")[0]


def _day(day: date, today: date) -> ShownDay:
    return ShownDay(day.isoformat(), dates.long(day, today.year))

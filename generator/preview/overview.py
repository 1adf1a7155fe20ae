"""Overview: all plans at a glance, for the therapist alone.

In: plans with their progress, and today.
Out: a row for each plan, and all rows in groups, words final.
Touches nothing. It knows what day it is, and so it is never published.

Every reason to look is a fact and, where something can be done, what that could be; never a grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from generator.errors import Finding
from generator.model.plan import Plan, Setting
from generator.model.share import Status
from generator.preview.measured import Measured, measured
from generator.preview.reasons import Reason, reasons_of
from generator.preview.views import FindingView, error_count, finding_views
from generator.progress.derive import Progress
from generator.progress.reviews import ReviewTime, next_review, review_time
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
    """A plan: its file, its people, how it goes by a few measures, its days, and why to look."""

    plan: str
    group: PlanGroup
    who: str
    title: str
    measures: tuple[Measured, ...]
    last: ShownDay | None
    review: ShownDay | None
    is_overdue: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """The rows of a group, with the words over them; `lead` is empty where there is no more to say."""

    kind: PlanGroup
    title: str
    lead: str
    rows: tuple[OverviewRow, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """All plans, and what is wrong outside of them."""

    lead: str
    groups: tuple[GroupView, ...]
    findings: tuple[FindingView, ...]


# ---- all plans


def overview_view(
    rows: Iterable[OverviewRow], findings: Sequence[Finding], today: date
) -> OverviewView:
    """The plans in their groups, sorted by their people; a group without any is left out."""
    lead = _(
        "Preview on this computer only. This page is never published. As of {day}.",
        day=dates.full(today),
    )
    return OverviewView(lead, _groups(rows), finding_views(findings))


def _groups(rows: Iterable[OverviewRow]) -> tuple[GroupView, ...]:
    by_person = sorted(rows, key=lambda row: (row.who.casefold(), row.plan))
    groups = []
    for kind in PlanGroup:
        inside = tuple(row for row in by_person if row.group is kind)
        if inside:
            groups.append(GroupView(kind, _(_GROUPS[kind]), _lead(kind), inside))
    return tuple(groups)


def _lead(kind: PlanGroup) -> str:
    """What holds for every plan that is quiet or over, said once."""
    if kind is not PlanGroup.LOOK:
        return ""
    return _("Going on, making it easier, a pause, a change, an end: all are fine.")


# ---- one plan


def overview_row(
    name: str, plan: Plan, progress: Mapping[str, Progress], today: date
) -> OverviewRow:
    """The plan that lies in the file `name`, as it is on the day `today`."""
    who, title = _names(name, plan)
    review = next_review(plan)
    is_active = plan.status is Status.ACTIVE
    reasons = reasons_of(plan, progress, today)
    return OverviewRow(
        plan=name,
        group=_group(plan, reasons),
        who=who,
        title=title,
        measures=measured(plan, progress, today),
        last=_last_entry(plan, today),
        review=_shown_day(review, today),
        is_overdue=is_active and review is not None and _is_overdue(review, today),
        reasons=reasons,
    )


def _is_overdue(review: date, today: date) -> bool:
    return review_time(review, today) is ReviewTime.OVERDUE


def unread_row(name: str) -> OverviewRow:
    """A plan that has had errors since the preview began: nothing is known of it but its file."""
    return OverviewRow(
        plan=name,
        group=PlanGroup.MEND,
        who=_stem(name),
        title="",
        measures=(),
        last=None,
        review=None,
        is_overdue=False,
        reasons=(),
    )


def with_errors(row: OverviewRow, findings: Sequence[Finding]) -> OverviewRow:
    """The row with the errors of its file, behind what asks about a person and before the rest."""
    if not findings:
        return row
    errors = Reason(error_count(len(findings)), capital(f"{findings[0].sentence}."))
    questions = [reason for reason in row.reasons if reason.asks]
    others = [reason for reason in row.reasons if not reason.asks]
    return replace(row, group=PlanGroup.MEND, reasons=(*questions, errors, *others))


def with_questions(row: OverviewRow, questions: Sequence[Finding]) -> OverviewRow:
    """The row with what asks about a person, which goes before all other reasons to look."""
    if not questions:
        return row
    group = row.group
    if group is not PlanGroup.MEND:
        group = PlanGroup.LOOK
    asking = dict.fromkeys(Reason(capital(one.sentence), asks=True) for one in questions)
    others = [reason for reason in row.reasons if not reason.asks]
    return replace(row, group=group, reasons=(*asking, *others))


def _names(name: str, plan: Plan) -> tuple[str, str]:
    """Whose plan it is, and what it is called; a group is called by its plan's title."""
    if plan.setting is Setting.GROUP:
        size = len(plan.clients)
        people = ngettext(
            "A group of {count} person",
            "A group of {count} people",
            size,
        )
        return plan.title, people
    who = dates.several([person.name for person in plan.clients])
    return who or _stem(name), plan.title


def _group(plan: Plan, reasons: Sequence[Reason]) -> PlanGroup:
    if plan.status is not Status.ACTIVE:
        return PlanGroup.RESTING
    if reasons:
        return PlanGroup.LOOK
    return PlanGroup.ALONG


def _last_entry(plan: Plan, today: date) -> ShownDay | None:
    if not plan.entries:
        return None
    return _shown_day(plan.entries[-1].on, today)


def _shown_day(day: date | None, today: date) -> ShownDay | None:
    if day is None:
        return None
    return ShownDay(day.isoformat(), dates.long(day, today.year))


def _stem(name: str) -> str:
    """`sam` of `plans/sam.yml`."""
    return name.rpartition("/")[2].rpartition(".")[0]

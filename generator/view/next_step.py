"""Next step: the one step to take, on top of the page, or that there is none to take now.

In: a Plan and its objectives in words. Out: a NextStep, or a Rest.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from generator.model.measure import StepRank
from generator.model.plan import IfThen, Objective, Plan, Step, StepStatus
from generator.model.share import Status
from generator.progress.steps import steps
from generator.text.language import N_, _
from generator.view import around, dates, page_values

#: What a plan says that asks for nothing now.
_RESTS: Final = {
    Status.ON_HOLD: (
        N_("This plan is on hold"),
        N_("Nothing needs doing now. You pick it up again together, when it suits you."),
    ),
    Status.COMPLETED: (
        N_("This plan is complete"),
        N_("What you found out is yours to keep, and this page is here to look back on."),
    ),
}


def rest(plan: Plan) -> page_values.Rest | None:
    """What stands in place of a next step while the plan asks for nothing."""
    if plan.status not in _RESTS:
        return None
    title, words = _RESTS[plan.status]
    return page_values.Rest(_(title), _(words))


def next_step(plan: Plan, objectives: Iterable[Objective]) -> page_values.NextStep | None:
    """The step marked first, else one under way, else the first open one of the plan;
    never somebody else's.
    """
    offered = list(_offered(plan, objectives))
    if not offered:
        return None
    step = min(offered, key=_urgency)
    due = still_ahead(plan, step.due)
    return page_values.NextStep(
        step=step.step,
        by=_(
            "By {day}",
            day=dates.with_weekday(due, plan.as_of.year),
        )
        if due
        else None,
    )


def _offered(plan: Plan, objectives: Iterable[Objective]) -> Iterator[Step]:
    """The next step of each objective that has one."""
    for objective in objectives:
        step = steps(_own_steps(plan, objective)).next
        if step:
            yield step


def _own_steps(plan: Plan, objective: Objective) -> tuple[Step, ...]:
    return tuple(step for step in objective.steps if not around.is_anothers(plan, step))


def _urgency(step: Step) -> tuple[bool, bool]:
    """What sorts the more urgent step before the others."""
    return step.rank is not StepRank.FIRST, step.status is not StepStatus.IN_PROGRESS


def still_ahead(plan: Plan, day: date | None) -> date | None:
    """The day, while it lies ahead of what the plan knows; one that has passed would only reproach."""
    if day is None or day < plan.as_of:
        return None
    return day


def if_then_view(pair: IfThen) -> page_values.IfThenView:
    """The pair as one sentence with its full stop."""
    then = pair.then
    if not then.endswith((".", "!", "?", "…")):
        then = f"{then}."
    return page_values.IfThenView(pair.if_.rstrip(",."), then)

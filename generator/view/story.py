"""Story: how a plan has changed, told from the plan's own fields.

In: a Plan. Out: dated sentences, the latest first, and which goals the page still shows.
Touches nothing. Never from git, which also remembers what was removed on purpose.
"""

from __future__ import annotations

from typing import Final

from generator.model import Goal, Lifecycle, Plan
from generator.view import dates, values

#: Goals that the page shows whole, and those that wait with a line of their own.
SHOWN: Final = frozenset({Lifecycle.ACCEPTED, Lifecycle.ACTIVE, Lifecycle.ON_HOLD, Lifecycle.COMPLETED})
WAITING: Final = frozenset({Lifecycle.PROPOSED, Lifecycle.PLANNED})

_ENDS: Final = {
    Lifecycle.ON_HOLD: "“{goal}” is on hold",
    Lifecycle.COMPLETED: "“{goal}” is complete",
    Lifecycle.CANCELLED: "We set “{goal}” aside",
    Lifecycle.REJECTED: "We left “{goal}” out",
}


def shown_goals(plan: Plan) -> tuple[Goal, ...]:
    """The goals that the page shows whole: those under way, on hold or complete, and not replaced."""
    replaced = {goal.replaces for goal in plan.goals}
    return tuple(goal for goal in plan.goals if goal.lifecycle in SHOWN and (not goal.id or goal.id not in replaced))


def waiting_goals(plan: Plan) -> tuple[str, ...]:
    """The goals that wait for their time, in their own words."""
    return tuple(goal.goal for goal in plan.goals if goal.lifecycle in WAITING)


def story(plan: Plan) -> tuple[values.Change, ...]:
    """What changed and when, the latest first; changes without a date are left to the goal itself."""
    goal_says, review_says = values.ChangeSource.GOAL, values.ChangeSource.REVIEW
    told = [(plan.timeframe.start, "The plan began.", goal_says)]
    by_id = {goal.id: goal for goal in plan.goals if goal.id}
    replaced = {goal.replaces for goal in plan.goals}
    for goal in plan.goals:
        old = by_id.get(goal.replaces) if goal.replaces else None
        if old is not None:
            day = old.status_date or goal.status_date
            told += [(day, f"“{_bare(old)}” became “{_bare(goal)}”{_reason(old)}.", goal_says)] if day else []
        elif goal.status_date and goal.lifecycle in _ENDS and (not goal.id or goal.id not in replaced):
            ended = _ENDS[goal.lifecycle].format(goal=_bare(goal))
            told.append((goal.status_date, f"{ended}{_reason(goal)}.", goal_says))
    told += [(r.on, f"Changed: {r.changed.rstrip('.')}.", review_says) for r in plan.reviews if r.changed]
    told.sort(key=lambda item: item[0], reverse=True)
    if len(told) == 1:
        return ()
    return tuple(values.Change(dates.long(day, plan.as_of.year), text, source) for day, text, source in told)


def state(plan: Plan, goal: Goal) -> str:
    """`On hold since 3 March: exams.`, `Complete since 6 April.`; empty for a goal under way."""
    since = f" since {dates.long(goal.status_date, plan.as_of.year)}" if goal.status_date else ""
    if goal.lifecycle is Lifecycle.ON_HOLD:
        return f"On hold{since}{_reason(goal)}."
    return f"Complete{since}{_reason(goal)}." if goal.lifecycle is Lifecycle.COMPLETED else ""


def _bare(goal: Goal) -> str:
    return goal.goal.rstrip(".")


def _reason(goal: Goal) -> str:
    return f": {goal.status_reason.rstrip('.')}" if goal.status_reason else ""

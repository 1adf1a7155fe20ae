"""Story: how a plan has changed, told from the plan's own fields.

In: a Plan. Out: dated sentences, the latest first, and which goals the page still shows.
Touches nothing. Never from git, which also remembers what was removed on purpose.
"""

from __future__ import annotations

from typing import Final

from generator.model.plan import Goal, Lifecycle, Plan
from generator.text.language import N_, _
from generator.view import dates, page_values

#: Goals that the page shows whole, and those that wait with a line of their own.
SHOWN: Final = frozenset(
    {Lifecycle.ACCEPTED, Lifecycle.ACTIVE, Lifecycle.ON_HOLD, Lifecycle.COMPLETED}
)
WAITING: Final = frozenset({Lifecycle.PROPOSED, Lifecycle.PLANNED})

_ENDS: Final = {
    Lifecycle.ON_HOLD: (N_("“{goal}” is on hold."), N_("“{goal}” is on hold: {reason}.")),
    Lifecycle.COMPLETED: (N_("“{goal}” is complete."), N_("“{goal}” is complete: {reason}.")),
    Lifecycle.CANCELLED: (N_("We set “{goal}” aside."), N_("We set “{goal}” aside: {reason}.")),
    Lifecycle.REJECTED: (N_("We left “{goal}” out."), N_("We left “{goal}” out: {reason}.")),
}
#: The state of a goal without and with its day, each without and with its reason.
_STATES: Final = {
    Lifecycle.ON_HOLD: (
        (N_("On hold."), N_("On hold: {reason}.")),
        (N_("On hold since {day}."), N_("On hold since {day}: {reason}.")),
    ),
    Lifecycle.COMPLETED: (
        (N_("Complete."), N_("Complete: {reason}.")),
        (N_("Complete since {day}."), N_("Complete since {day}: {reason}.")),
    ),
}


def shown_goals(plan: Plan) -> tuple[Goal, ...]:
    """The goals that the page shows whole: those under way, on hold or complete, and not replaced."""
    replaced = {goal.replaces for goal in plan.goals}
    return tuple(
        goal
        for goal in plan.goals
        if goal.lifecycle in SHOWN and (not goal.id or goal.id not in replaced)
    )


def waiting_goals(plan: Plan) -> tuple[str, ...]:
    """The goals that wait for their time, in their own words."""
    return tuple(goal.goal for goal in plan.goals if goal.lifecycle in WAITING)


def story(plan: Plan) -> tuple[page_values.Change, ...]:
    """What changed and when, the latest first; changes without a date are left to the goal itself."""
    goal_says, review_says = page_values.ChangeSource.GOAL, page_values.ChangeSource.REVIEW
    told = [(plan.timeframe.start, _("The plan began."), goal_says)]
    by_id = {goal.id: goal for goal in plan.goals if goal.id}
    replaced = {goal.replaces for goal in plan.goals}
    for goal in plan.goals:
        old = by_id.get(goal.replaces) if goal.replaces else None
        if old is not None:
            day = old.status_date or goal.status_date
            became = (N_("“{old}” became “{new}”."), N_("“{old}” became “{new}”: {reason}."))
            told += (
                [(day, _reasoned(became, old, old=_bare(old), new=_bare(goal)), goal_says)]
                if day
                else []
            )
        elif (
            goal.status_date
            and goal.lifecycle in _ENDS
            and (not goal.id or goal.id not in replaced)
        ):
            told.append(
                (
                    goal.status_date,
                    _reasoned(_ENDS[goal.lifecycle], goal, goal=_bare(goal)),
                    goal_says,
                )
            )
    told += [
        (r.on, _("Changed: {what}.", what=r.changed.rstrip(".")), review_says)
        for r in plan.reviews
        if r.changed
    ]
    told.sort(key=lambda item: item[0], reverse=True)
    if len(told) == 1:
        return ()
    return tuple(
        page_values.Change(dates.long(day, plan.as_of.year), text, source)
        for day, text, source in told
    )


def lifecycle_words(plan: Plan, goal: Goal) -> str:
    """`On hold since 3 March: exams.`, `Complete since 6 April.`; empty for a goal under way."""
    if goal.lifecycle not in _STATES:
        return ""
    without_day, with_day = _STATES[goal.lifecycle]
    if goal.status_date is None:
        return _reasoned(without_day, goal)
    return _reasoned(with_day, goal, day=dates.long(goal.status_date, plan.as_of.year))


def _bare(goal: Goal) -> str:
    return goal.goal.rstrip(".")


def _reasoned(messages: tuple[str, str], told: Goal, **words: str) -> str:
    """The second message where the goal says why, else the first."""
    if not told.status_reason:
        return _(messages[0], **words)
    return _(messages[1], reason=told.status_reason.rstrip("."), **words)

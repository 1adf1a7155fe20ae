"""Changes: how a plan has changed, told from the plan's own fields.

In: a Plan. Out: dated sentences, the latest first, and which goals the page still shows.
Touches nothing. Never from git, which also remembers what was removed on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from generator.model.plan import Goal, Lifecycle, Plan, Review
from generator.text.full_stop import without_full_stop
from generator.text.language import N_, _
from generator.view import dates, page_values
from generator.view.sentences import joined

#: Goals that the page shows whole, and those that wait with a line of their own.
SHOWN: Final = frozenset(
    {Lifecycle.ACCEPTED, Lifecycle.ACTIVE, Lifecycle.ON_HOLD, Lifecycle.COMPLETED}
)
WAITING: Final = frozenset({Lifecycle.PROPOSED, Lifecycle.PLANNED})

_ENDS: Final = {
    Lifecycle.ON_HOLD: (
        N_("“{goal}” is on hold."),
        N_("“{goal}” is on hold: {reason}."),
    ),
    Lifecycle.COMPLETED: (
        N_("“{goal}” is complete."),
        N_("“{goal}” is complete: {reason}."),
    ),
    Lifecycle.CANCELLED: (
        N_("We set “{goal}” aside."),
        N_("We set “{goal}” aside: {reason}."),
    ),
    Lifecycle.REJECTED: (
        N_("We left “{goal}” out."),
        N_("We left “{goal}” out: {reason}."),
    ),
}
_BECAME: Final = (
    N_("“{old}” became “{new}”."),
    N_("“{old}” became “{new}”: {reason}."),
)
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
    return tuple(
        goal for goal in plan.goals if goal.lifecycle in SHOWN and not _is_replaced(plan, goal)
    )


def waiting_goals(plan: Plan) -> tuple[str, ...]:
    """The goals that wait for their time, in their own words."""
    return tuple(goal.goal for goal in plan.goals if goal.lifecycle in WAITING)


def decisions(plan: Plan) -> tuple[page_values.Decision, ...]:
    """What was decided and what became of goals, by day, the latest first and the beginning last.

    Changes without a date are left to the goal itself; empty where nothing has been decided.
    """
    told: dict[date, list[str]] = {}
    for day, words in (*_by_reviews(plan), *_by_goals(plan)):
        told.setdefault(day, []).append(words)
    if not told:
        return ()
    told.setdefault(plan.timeframe.start, []).append(_("The plan began."))
    year = plan.as_of.year
    return tuple(
        page_values.Decision(dates.long(day, year), joined(*told[day]))
        for day in sorted(told, reverse=True)
    )


def _by_goals(plan: Plan) -> Iterator[tuple[date, str]]:
    """Goals that took the place of others, and goals that have come to an end or rest."""
    by_id = {goal.id: goal for goal in plan.goals if goal.id}
    for goal in plan.goals:
        old = by_id.get(goal.replaces) if goal.replaces else None
        day, words = goal.status_date, _end(plan, goal)
        if old is not None:
            day = old.status_date or day
            words = _reasoned(_BECAME, old, old=_bare(old), new=_bare(goal))
        if day and words:
            yield day, words


def _end(plan: Plan, goal: Goal) -> str:
    """`“Sleep through” is complete.`; nothing of a goal that goes on, or that another replaced."""
    if goal.lifecycle not in _ENDS or _is_replaced(plan, goal):
        return ""
    return _reasoned(_ENDS[goal.lifecycle], goal, goal=_bare(goal))


def _is_replaced(plan: Plan, goal: Goal) -> bool:
    return bool(goal.id) and any(other.replaces == goal.id for other in plan.goals)


def lifecycle_words(plan: Plan, goal: Goal) -> str:
    """`On hold since 3 March: exams.`, `Complete since 6 April.`; empty for a goal under way."""
    if goal.lifecycle not in _STATES:
        return ""
    without_day, with_day = _STATES[goal.lifecycle]
    if goal.status_date is None:
        return _reasoned(without_day, goal)
    return _reasoned(
        with_day,
        goal,
        day=dates.long(goal.status_date, plan.as_of.year),
    )


def _bare(goal: Goal) -> str:
    return without_full_stop(goal.goal)


def _reasoned(messages: tuple[str, str], goal: Goal, /, **words: str) -> str:
    """The second message where the goal says why, else the first."""
    without_reason, with_reason = messages
    if not goal.status_reason:
        return _(without_reason, **words)
    return _(with_reason, reason=without_full_stop(goal.status_reason), **words)


def _by_reviews(plan: Plan) -> Iterator[tuple[date, str]]:
    for review in plan.reviews:
        yield review.on, _decided(review)


def _decided(review: Review) -> str:
    parts = (
        (N_("Kept: {what}."), review.kept),
        (N_("Changed: {what}."), review.changed),
        (N_("What could be better: {what}."), review.could_be_better),
        (N_("Next: {what}."), review.next),
    )
    return joined(*(_(message, what=without_full_stop(text)) for message, text in parts if text))

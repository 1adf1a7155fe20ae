"""Closeness: how close a goal feels to the person, from first to latest, by their own rating and nothing else.

In: a plan and one of its goals. Out: a sentence, and whether the goal is reached.
Touches nothing. A change of less than three points of the ten is told as the two numbers alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from generator.model.plan import Close, Goal, Plan
from generator.text.language import _
from generator.view import dates
from generator.view.sentences import joined

#: Fewest points from 0 to 10 that are told as a change.
#: Source: docs/clinical-rules.md#how-close-a-goal-feels.
CHANGE: Final = 3
#: Where a goal counts as reached when nobody has said.
WHOLE_WAY: Final = 10

_Ratings = list[tuple[date, int]]


def closeness_words(plan: Plan, goal: Goal) -> str:
    """`3 of 10 in July, 6 in October. That is closer than at first.`; empty before the first number."""
    by = _by_person(plan, goal)
    if not by:
        return ""
    named = len(by) > 1 or len(plan.clients) > 1
    told = [
        _told(ratings, plan.as_of.year, _name(plan, who) if named else "")
        for who, ratings in by.items()
    ]
    return joined(*told, _aim(goal), _anchors(goal))


def is_reached(plan: Plan, goal: Goal) -> bool:
    """Whether everyone who rated the goal is where they wanted to be with it."""
    aim = goal.closeness.aim if goal.closeness else WHOLE_WAY
    by = _by_person(plan, goal)
    return bool(by) and all(ratings[-1][1] >= aim for ratings in by.values())


def _by_person(plan: Plan, goal: Goal) -> dict[str | None, _Ratings]:
    """The ratings of a goal by whose they are, each by day; None for those that were given together."""
    found: dict[str | None, _Ratings] = {}
    own = next((person.id for person in plan.clients), None) if len(plan.clients) == 1 else None
    for review in plan.reviews:
        for value in _of(plan, goal, review.closeness):
            found.setdefault(own, []).append((review.on, value))
    for entry in plan.entries:
        for value in _of(plan, goal, entry.closeness):
            found.setdefault(entry.by or own, []).append((entry.on, value))
    return {who: sorted(ratings, key=lambda rating: rating[0]) for who, ratings in found.items()}


def _of(plan: Plan, goal: Goal, closeness: Iterable[Close]) -> Iterable[int]:
    return (
        one.value
        for one in closeness
        if (one.goal is None and len(plan.goals) == 1) or _is_of(one, goal)
    )


def _is_of(one: Close, goal: Goal) -> bool:
    return one.goal is not None and one.goal == goal.id


def _name(plan: Plan, who: str | None) -> str:
    return plan.person(who).name if who else _("Together")


def _told(ratings: _Ratings, year: int, name: str) -> str:
    (began, first), (ended, latest) = ratings[0], ratings[-1]
    low, high = dates.number(first), dates.number(latest)
    if len(ratings) == 1:
        said = _("{value} of 10 on {day}.", value=low, day=dates.long(began, year))
    elif (began.year, began.month) == (ended.year, ended.month):
        days = {"began": dates.long(began, year), "ended": dates.long(ended, year)}
        said = _("{first} of 10 on {began}, {latest} on {ended}.", first=low, latest=high, **days)
    else:
        months = {"began": dates.month_in(began, year), "ended": dates.month_in(ended, year)}
        said = _("{first} of 10 in {began}, {latest} in {ended}.", first=low, latest=high, **months)
    return joined(
        _("{rater}: {words}", rater=name, words=said) if name else said, _change(latest - first)
    )


def _change(points: int) -> str:
    if points >= CHANGE:
        return _("That is closer than at first.")
    if points <= -CHANGE:
        return _("That is further away than at first, and worth a talk.")
    return ""


def _aim(goal: Goal) -> str:
    if goal.closeness is None or goal.closeness.aim == WHOLE_WAY:
        return ""
    return _("You want to get to {value}.", value=dates.number(goal.closeness.aim))


def _anchors(goal: Goal) -> str:
    anchors = goal.closeness.anchors if goal.closeness else ()
    said = [
        _("{value} means “{words}”", value=dates.number(one.value), words=one.words)
        for one in anchors
    ]
    return f"{dates.several(said)}." if said else ""

"""Closeness: how close a goal feels to the person, from first to latest, by their own rating alone.

In: a plan and one of its goals. Out: a sentence, and whether the goal is reached.
Touches nothing. A change of less than three points of the ten is told as the two numbers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from generator.model.plan import Close, Goal, Plan
from generator.text.language import N_, _
from generator.view import dates
from generator.view.sentences import joined

#: Fewest points from 0 to 10 that are told as a change.
#: Source: docs/clinical-rules.md#how-close-a-goal-feels.
CHANGE: Final = 3
#: Where a goal counts as reached when nobody has said.
WHOLE_WAY: Final = 10


class _Closeness(NamedTuple):
    on: date
    value: int


def closeness_words(plan: Plan, goal: Goal) -> str:
    """`3 of 10 in July, 6 in October. That is closer than at first.`;
    empty before the first number.
    """
    by_person = _by_person(plan, goal)
    if not by_person:
        return ""
    has_names = len(by_person) > 1 or len(plan.clients) > 1
    sentences = []
    for who, ratings in by_person.items():
        words = _first_and_latest(ratings, plan.as_of.year)
        if has_names:
            words = _("{rater}: {words}", rater=_name(plan, who), words=words)
        sentences.append(joined(words, _change(ratings)))
    return joined(*sentences, _aim(goal), _anchors(goal))


def is_reached(plan: Plan, goal: Goal) -> bool:
    """Whether everyone who rated the goal is where they wanted to be with it."""
    aim = goal.closeness.aim if goal.closeness else WHOLE_WAY
    by_person = _by_person(plan, goal)
    if not by_person:
        return False
    return all(ratings[-1].value >= aim for ratings in by_person.values())


def _by_person(plan: Plan, goal: Goal) -> dict[str | None, list[_Closeness]]:
    """The ratings of a goal by whose they are, each by day;
    None for those that were given together.
    """
    found: dict[str | None, list[_Closeness]] = {}
    for person, rating in _given(plan, goal):
        found.setdefault(person, []).append(rating)
    for ratings in found.values():
        ratings.sort(key=lambda rating: rating.on)
    return found


def _given(plan: Plan, goal: Goal) -> Iterator[tuple[str | None, _Closeness]]:
    """Each rating with whose it is: those of the reviews, then those of the entries."""
    own = plan.clients[0].id if len(plan.clients) == 1 else None
    for review in plan.reviews:
        for value in _of(plan, goal, review.closeness):
            yield own, _Closeness(review.on, value)
    for entry in plan.entries:
        for value in _of(plan, goal, entry.closeness):
            yield entry.by or own, _Closeness(entry.on, value)


def _of(plan: Plan, goal: Goal, closeness: Iterable[Close]) -> Iterator[int]:
    """What is said of this goal; what names no goal is said of the only one."""
    for one in closeness:
        is_only = one.goal is None and len(plan.goals) == 1
        if is_only or (one.goal is not None and one.goal == goal.id):
            yield one.value


def _name(plan: Plan, who: str | None) -> str:
    return plan.person(who).name if who else _("Together")


def _first_and_latest(ratings: Sequence[_Closeness], year: int) -> str:
    """`3 of 10 in July, 6 in October.`, with their days where both lie in one month."""
    first, latest = ratings[0], ratings[-1]
    if len(ratings) == 1:
        value = dates.number(first.value)
        return _(
            "{value} of 10 on {day}.",
            value=value,
            day=dates.long(first.on, year),
        )
    return _between(first, latest, year)


def _between(first: _Closeness, latest: _Closeness, year: int) -> str:
    """Two ratings with their months, or with their days where both lie in one month."""
    words, name_of = N_("{first} of 10 in {began}, {latest} in {ended}."), dates.month_in
    if (first.on.year, first.on.month) == (latest.on.year, latest.on.month):
        words, name_of = N_("{first} of 10 on {began}, {latest} on {ended}."), dates.long
    return _(
        words,
        first=dates.number(first.value),
        latest=dates.number(latest.value),
        began=name_of(first.on, year),
        ended=name_of(latest.on, year),
    )


def _change(ratings: Sequence[_Closeness]) -> str:
    points = ratings[-1].value - ratings[0].value
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
    """What single numbers mean to the person."""
    if goal.closeness is None or not goal.closeness.anchors:
        return ""
    meanings = [
        _("{value} means “{words}”", value=dates.number(one.value), words=one.words)
        for one in goal.closeness.anchors
    ]
    return f"{dates.several(meanings)}."

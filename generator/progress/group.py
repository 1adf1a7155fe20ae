"""Group progress: what the scores of a group say without saying whose they are.

In: a group's plan and one of its objectives. Out: a `GroupSpread` for each day on which enough people noted something.
Touches nothing. No name, no order, and never the lowest or the highest score, which are single people's, comes out of
here; nor a share of all or of nobody, which is everyone's.

Terms
    spread     the middle of a day's values, from eight people on the half around it, and how many people there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final, assert_never

from generator.model.measure import BeforeAndAfter, Fraction, Habit, HabitMark, ScoreValue, Total
from generator.model.plan import Objective, Plan
from generator.progress.alike import alike
from generator.progress.habit import WORTH

#: Fewest people behind anything that is shown of a group.
#: Source: docs/clinical-rules.md#five-in-a-group.
FEWEST: Final = 5
#: Fewest people of whom the middle half is shown: of fewer, each end of it would be one person's score or nearly so.
FEWEST_FOR_HALF: Final = 8


@dataclass(frozen=True, slots=True)
class GroupSpread:
    """The median of one day, of `count` people, who are five or more; `half` are the ends of the middle half, if shown.

    The values of whoever stands lowest and highest are not in here.
    """

    on: date
    middle: float
    half: tuple[float, float] | None
    count: int


def spreads(plan: Plan, objective: Objective) -> tuple[GroupSpread, ...]:
    """The spreads of an objective, by day. Each person counts once a day, with the last word of that day.

    A count that adds up stands with what each person has so far; a habit with the share of those who did it.
    """
    found = []
    for on, values in _values_by_day(plan, objective):
        if len(values) < FEWEST:
            continue
        if isinstance(objective.measure, Habit):
            spread = _share_who_did(on, values)
        else:
            spread = _spread(on, values)
        if spread is not None:
            found.append(spread)
    return tuple(found)


def _values_by_day(plan: Plan, objective: Objective) -> Iterator[tuple[date, list[float]]]:
    """The values of the people of each day; of a count that adds up, what each has by then."""
    so_far: dict[str | None, float] = {}
    for on, scores in sorted(_scores_by_day(plan, objective).items()):
        values = _numbers(scores)
        if isinstance(objective.measure, Total):
            so_far |= {rater: so_far.get(rater, 0.0) + value for rater, value in values.items()}
            values = so_far
        yield on, list(values.values())


def _scores_by_day(plan: Plan, objective: Objective) -> dict[date, dict[str | None, ScoreValue]]:
    """The last score of each person on each day."""
    days: dict[date, dict[str | None, ScoreValue]] = {}
    for entry in plan.entries:
        for score in entry.scores:
            if score.objective == objective.id:
                days.setdefault(entry.on, {})[score.rater] = score.value
    return days


def _numbers(scores: Mapping[str | None, ScoreValue]) -> dict[str | None, float]:
    """The scores that have a number, by the person."""
    numbers = {}
    for rater, value in scores.items():
        number = _number(value)
        if number is not None:
            numbers[rater] = number
    return numbers


def _spread(on: date, numbers: Sequence[float]) -> GroupSpread:
    return GroupSpread(on, median(numbers), _middle_half(numbers), len(numbers))


def _share_who_did(on: date, numbers: Sequence[float]) -> GroupSpread | None:
    """The share of those who did it; None of all or of nobody, which is everyone's."""
    share = 100 * sum(numbers) / len(numbers)
    if not 0 < share < 100:
        return None
    return GroupSpread(on, share, None, len(numbers))


def _middle_half(numbers: Sequence[float]) -> tuple[float, float] | None:
    """The medians of the lower and of the upper half, the one in the middle left out; None of fewer than eight."""
    if len(numbers) < FEWEST_FOR_HALF:
        return None
    ascending, half = sorted(numbers), len(numbers) // 2
    return median(ascending[:half]), median(ascending[-half:])


def helped(plan: Plan) -> tuple[str, ...]:
    """What five people or more have found helpful, the most named first."""
    people = _people_by_strategy(plan)
    named = [(strategy, len(by)) for strategy, by in people.items() if len(by) >= FEWEST]
    return tuple(strategy for strategy, _ in sorted(named, key=lambda pair: (-pair[1], pair[0])))


def _people_by_strategy(plan: Plan) -> dict[str, set[str | None]]:
    """Whom each strategy helped, by the words in which it was first written."""
    people: dict[str, set[str | None]] = {}
    spelt: dict[str, str] = {}
    for strategy, by_whom in _helpful(plan):
        words = spelt.setdefault(alike(strategy), strategy)
        people.setdefault(words, set()).add(by_whom)
    return people


def _helpful(plan: Plan) -> Iterator[tuple[str, str | None]]:
    """Each strategy that helped at least a little, with who says so."""
    for entry in plan.entries:
        yield from ((one.strategy, entry.by) for one in entry.helped if one.much >= 1)


def _number(value: ScoreValue) -> float | None:
    """A score as a number of the group's chart; None where it has none, such as a skipped day."""
    match value:
        case HabitMark():
            return WORTH.get(value)
        case Fraction(done, of):
            return 100 * done / of
        case BeforeAndAfter():
            return value.after
        case float():
            return value
        case _:
            assert_never(value)

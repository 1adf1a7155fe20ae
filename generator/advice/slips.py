"""Slips: dates and values that look as if a key was hit twice, or last year's number was still in the fingers.

In: a Case. Out: what to say. Touches nothing. Each is a question: a rare day is a day too, and stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Final, NamedTuple

from generator.advice.context import Context
from generator.advice.remark import Remark
from generator.model.measure import AnyTarget, Between, KnownBaseline, Measure
from generator.model.plan import Objective

#: Notes from so long before a plan may belong to it; earlier ones are rare.
_BEFORE: Final = timedelta(weeks=8)
#: Fewest other values that tell what is usual.
_OTHERS: Final = 3
#: A value is out of proportion from so many times the greatest of the others.
_TIMES: Final = 8
#: Places that a point can be off by, and how many times out of the range of the others the value may then lie.
_PLACES: Final = range(1, 13)
_NEAR: Final = 2
#: Counts below this jump by themselves.
_SMALL: Final = 3


class _Written(NamedTuple):
    """A score of a measure without an upper end, with its place in the file."""

    path: str
    value: float


def long_before(case: Context) -> Iterator[Remark]:
    """Entries and reviews that lie long before the plan begins."""
    days = chain(
        ((f"progress/{index}/date", entry.on) for index, entry in enumerate(case.plan.entries)),
        ((f"reviews/{index}/date", review.on) for index, review in enumerate(case.plan.reviews)),
    )
    start = case.plan.timeframe.start
    for path, day in days:
        if day < start - _BEFORE:
            meant = _meant(day, start, case.today)
            yield Remark(
                path,
                f"It is good to have this written down. {day} lies long before the plan begins, on {start}; is the "
                "year right?",
                f"write `date: {meant}` if that is the day"
                if meant
                else "write the day as it was, year first",
            )


def _meant(day: date, start: date, today: date) -> date | None:
    """The same day in a year in which the plan runs; None where there is none. 29 February has its neighbour."""
    for year in range(today.year, start.year - 1, -1):
        other = (
            date(year, day.month, min(day.day, 28))
            if (day.month, day.day) == (2, 29)
            else day.replace(year=year)
        )
        if start <= other <= today:
            return other
    return None


def out_of_proportion(case: Context) -> Iterator[Remark]:
    """A value that is many times all others, and among them once its point is moved."""
    for _, _, objective in case.objectives():
        if objective.measure.unit is None:
            continue
        for written in _by_rater(case, objective):
            for path, meant in _out_of_place(written, objective):
                yield Remark(
                    path,
                    "Good to have this number. It is many times all the others; is a digit or a "
                    "point out of place?",
                    f"write `{objective.id}: {meant:g}` if that was meant; a rare day may stay as "
                    "it is",
                )


def _out_of_place(
    written: Sequence[_Written],
    objective: Objective,
) -> Iterator[tuple[str, float]]:
    """The path of each value of one rater that is out of proportion, and what was meant."""
    for at, one in enumerate(written):
        rest = [other.value for other in (*written[:at], *written[at + 1 :])]
        meant = _moved(one.value, [*rest, *_known(objective)], objective.measure)
        if meant is not None:
            yield one.path, meant


def _by_rater(case: Context, objective: Objective) -> list[list[_Written]]:
    found: dict[str | None, list[_Written]] = defaultdict(list)
    for index, entry in enumerate(case.plan.entries):
        for score in entry.scores:
            if score.objective == objective.id and isinstance(score.value, int | float):
                path = f"progress/{index}/scores/{objective.id}"
                found[score.rater].append(_Written(path, float(score.value)))
    return list(found.values())


def _known(objective: Objective) -> list[float]:
    """What else the plan says of the size of such values: where it began, and its aim."""
    baseline = objective.measure.baseline
    aimed = _aimed(objective.measure.target)
    if isinstance(baseline, KnownBaseline):
        return [baseline.value, *aimed]
    return aimed


def _aimed(target: AnyTarget | None) -> list[float]:
    match target:
        case Between(low=low, high=high):
            return [low, high]
        case None:
            return []
        case _:
            return [target.value]


def _moved(value: float, others: Sequence[float], measure: Measure) -> float | None:
    """What was meant, if the value is out of proportion: itself with the point moved; None where nothing is odd."""
    sizes = sorted(abs(other) for other in others if other)
    if len(others) < _OTHERS or not sizes or abs(value) < _TIMES * sizes[-1]:
        return None
    if measure.adds_up and sizes[-1] < _SMALL:
        return None
    return _nearest(value, sizes, measure)


def _nearest(
    value: float,
    sizes: Sequence[float],
    measure: Measure,
) -> float | None:
    """The value with its point moved to where it first lies near the others, whose sizes ascend."""
    for places in _PLACES:
        meant = float(value // 10**places) if measure.adds_up else value / 10**places
        if sizes[0] / _NEAR <= abs(meant) <= sizes[-1] * _NEAR:
            return meant
    return None

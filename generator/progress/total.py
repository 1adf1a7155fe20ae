"""Total progress: a count that adds up from the start of the plan.

In: scores on a total. Out: a `TotalSeries`.
Touches nothing. No entry means that nothing is known to have been added; a total never falls, so that none is judged:
it is reached, or on its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Final

from generator.model.measure import Total
from generator.progress.gaps import gaps_of
from generator.progress.scored import Scored
from generator.progress.series import (
    DIRECTION_FROM,
    Aim,
    Gap,
    OfReadings,
    Reading,
    Side,
    Signal,
    Source,
    Start,
    latest_now,
)

#: More decimals than anybody writes.
_DECIMALS: Final = 9


@dataclass(frozen=True, slots=True)
class TotalSeries(OfReadings):
    """`readings` are the totals after each entry, `added` what each entry gave."""

    rater: str | None
    readings: tuple[Reading, ...]
    added: tuple[float, ...]
    goal: float | None
    level: float | None
    gaps: tuple[Gap, ...]
    signal: Signal

    noise: ClassVar[None] = None

    @property
    def now(self) -> float | None:
        return latest_now(self.points)

    @property
    def aim(self) -> Aim | None:
        """Its goal, or more."""
        if self.goal is None:
            return None
        return Aim(Side.ABOVE, self.goal, float("inf"))

    @property
    def start(self) -> Start:
        """A total begins with nothing."""
        return Start(0.0, Source.GIVEN)

    @property
    def total(self) -> float:
        """All that has been counted so far."""
        if not self.readings:
            return 0.0
        return self.readings[-1].value


def total_series(scored: Scored, measure: Total) -> TotalSeries:
    """The series of one rater; empty where nothing is scored yet. A gap is looked for only where entries are due."""
    added = tuple(value for _, value in scored.numbers)
    readings = tuple(
        Reading(entry.moment, total)
        for (entry, _), total in zip(scored.numbers, accumulate(added, _plus), strict=True)
    )
    every = scored.objective.expected_every
    return TotalSeries(
        rater=scored.rater,
        readings=readings,
        added=added,
        goal=measure.goal,
        level=None,
        gaps=gaps_of(readings, every, scored.breaks, scored.skips) if every else (),
        signal=_signal(readings, measure.goal),
    )


def _signal(readings: Sequence[Reading], goal: float | None) -> Signal:
    """What the totals say: reached, too few yet, or no direction."""
    if goal is not None and readings and readings[-1].value >= goal:
        return Signal.REACHED
    if len(readings) < DIRECTION_FROM:
        return Signal.TOO_EARLY
    return Signal.UNDIRECTED


def _plus(one: float, other: float) -> float:
    """The sum of numbers as they were written, without what doubles add to it."""
    return round(one + other, _DECIMALS)

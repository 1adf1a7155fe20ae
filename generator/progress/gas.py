"""Gas progress: which of five levels was reached, over time.

In: scores on goal attainment levels. Out: a `GasSeries`.
Touches nothing. One level is a change in the client's own words, once it is held twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.model.measure import Gas, KnownBaseline
from generator.progress.aims import start_of
from generator.progress.clear_change import by_levels
from generator.progress.course import Course
from generator.progress.levels import level_of, recent_of, runs_of, values_of
from generator.progress.scored import Scored
from generator.progress.series import (
    Aim,
    Gap,
    OfReadings,
    Reading,
    Side,
    Signal,
    Start,
)
from generator.progress.signals import judge

#: What one level is worth: a change.
LEVEL: Final = 1.0
#: Level 0 or better, by the meaning of the levels.
GAS_AIM: Final = Aim(Side.ABOVE, 0.0, float("inf"))


@dataclass(frozen=True, slots=True)
class GasSeries(OfReadings):
    """`readings` are levels from -2 to 2; `runs` are those broken at phases and gaps."""

    rater: str | None
    readings: tuple[Reading, ...]
    runs: tuple[tuple[Reading, ...], ...]
    baseline: int | None
    level: float | None
    gaps: tuple[Gap, ...]
    start: Start | None
    noise: float
    signal: Signal

    @property
    def aim(self) -> Aim:
        return GAS_AIM


def gas_series(scored: Scored, measure: Gas) -> GasSeries:
    """The series of one rater; empty where nothing is scored yet. The aim is level 0 or better."""
    readings = scored.readings
    values = [reading.value for reading in readings]
    given = None
    if measure.baseline is not None:
        given = KnownBaseline(float(measure.baseline), None)
    gaps = scored.gaps(readings)
    runs = runs_of(scored.plan, readings, gaps)
    start = start_of(given, values)
    course = _course(values, runs, start)
    return GasSeries(
        rater=scored.rater,
        readings=readings,
        runs=runs,
        baseline=measure.baseline,
        level=None,
        gaps=gaps,
        start=start,
        noise=LEVEL,
        signal=judge(course, by_levels(course)),
    )


def _course(
    values: Sequence[float], runs: Sequence[Sequence[Reading]], start: Start | None
) -> Course:
    """The course toward level 0, on which one level is a change."""
    return Course(
        values=values,
        recent=recent_of(values_of(runs)),
        level=level_of(values_of(runs)) or 0.0,
        start=start,
        aim=GAS_AIM,
        sign=1,
        noise=LEVEL,
        apart=LEVEL,
    )

"""Gas progress: which of five levels was reached, over time.

In: scores on goal attainment levels. Out: a `GasSeries`.
Touches nothing. One level is a change in the client's own words, once it is held twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.model.measure import AtLeast, Better, Gas, KnownBaseline
from generator.progress import signals
from generator.progress.series import (
    EXPECTED_EVERY,
    Gap,
    Reading,
    Scored,
    Signal,
    Start,
    aim_of,
    gaps_of,
    level_of,
    recent_of,
    runs_of,
    start_of,
    values_of,
)

#: What one level is worth: a change.
LEVEL: Final = 1.0


@dataclass(frozen=True, slots=True)
class GasSeries:
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


def gas_series(scored: Scored, measure: Gas) -> GasSeries:
    """The series of one rater; empty where nothing is scored yet. The aim is level 0 or better."""
    plan = scored.plan
    readings = tuple(Reading(entry.moment, value) for entry, value in scored.numbers)
    values = [reading.value for reading in readings]
    baseline = None if measure.baseline is None else float(measure.baseline)
    gaps = gaps_of(
        readings, scored.objective.expected_every or EXPECTED_EVERY, scored.breaks, scored.skips
    )
    aim = aim_of(AtLeast(0.0), Better.HIGHER, baseline, values)
    runs = runs_of(plan, readings, gaps)
    start = start_of(None if baseline is None else KnownBaseline(baseline, None), values)
    course = signals.Course(
        values=values,
        recent=recent_of(values_of(runs)),
        level=level_of(values_of(runs)) or 0.0,
        start=start,
        aim=aim,
        sign=1,
        noise=LEVEL,
        apart=LEVEL,
    )
    return GasSeries(
        rater=scored.rater,
        readings=readings,
        runs=runs,
        baseline=measure.baseline,
        level=None,
        gaps=gaps,
        start=start,
        noise=LEVEL,
        signal=signals.judge(course, signals.by_levels(course)),
    )

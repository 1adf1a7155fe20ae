"""Rating progress: a number on a scale over time.

In: scores on a rating. Out: a `RatingSeries`.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from generator.model import Rating
from generator.progress.series import (
    EXPECTED_EVERY,
    LEVEL_OF,
    Aim,
    Gap,
    Reading,
    Scored,
    Signal,
    aim_of,
    baseline_of,
    gaps_of,
    levels_of,
    runs_of,
    signal_of,
)


@dataclass(frozen=True, slots=True)
class RatingSeries:
    """`runs` are `readings` broken at phases and gaps; `levels` has a run for each, from the fourth score on."""

    rater: str | None
    readings: tuple[Reading, ...]
    runs: tuple[tuple[Reading, ...], ...]
    levels: tuple[tuple[Reading, ...], ...]
    baseline: float | None
    aim: Aim | None
    level: float | None
    gaps: tuple[Gap, ...]
    signal: Signal


def rating_series(scored: Scored, measure: Rating) -> RatingSeries:
    """The series of one rater; empty where nothing is scored yet."""
    plan, objective = scored.plan, scored.objective
    readings = tuple(Reading(entry.moment, value) for entry, value in scored.numbers)
    values = [reading.value for reading in readings]
    baseline = baseline_of(measure.baseline, values)
    aim = aim_of(measure.target, measure.better, baseline, values)
    gaps = gaps_of(readings, objective.expected_every or EXPECTED_EVERY, scored.breaks, scored.skips)
    runs = runs_of(plan, readings, gaps)
    return RatingSeries(
        rater=scored.rater,
        readings=readings,
        runs=runs,
        levels=levels_of(runs, values),
        baseline=baseline,
        aim=aim,
        level=median(values[-LEVEL_OF:]) if values else None,
        gaps=gaps,
        signal=signal_of(values, baseline, aim, measure.better, measure.high - measure.low),
    )

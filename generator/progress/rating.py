"""Rating progress: a number on a scale over time.

In: scores on a rating. Out: a `RatingSeries`.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.measure import Rating
from generator.progress.aims import aim_of, baseline_of, sign_of, start_of
from generator.progress.clear_change import by_size
from generator.progress.course import Course
from generator.progress.levels import level_of, levels_of, recent_of, runs_of, values_of
from generator.progress.noise import NOISE_PART
from generator.progress.scored import Scored
from generator.progress.series import Aim, Gap, OfReadings, Reading, Signal, Start
from generator.progress.signals import HARDER_DAY, judge


@dataclass(frozen=True, slots=True)
class RatingSeries(OfReadings):
    """`runs` are `readings` broken at phases and gaps; `levels` has one for each run of four scores or more."""

    rater: str | None
    readings: tuple[Reading, ...]
    runs: tuple[tuple[Reading, ...], ...]
    levels: tuple[tuple[Reading, ...], ...]
    baseline: float | None
    aim: Aim | None
    level: float | None
    gaps: tuple[Gap, ...]
    start: Start | None
    noise: float | None
    signal: Signal


def rating_series(scored: Scored, measure: Rating) -> RatingSeries:
    """The series of one rater; empty where nothing is scored yet."""
    readings = scored.readings
    values = [reading.value for reading in readings]
    baseline = baseline_of(measure.baseline, values)
    aim = aim_of(measure.target, measure.better, baseline, values)
    gaps = scored.gaps(readings)
    runs = runs_of(scored.plan, readings, gaps)
    level = level_of(values_of(runs))
    start = start_of(measure.baseline, values)
    noise = NOISE_PART * (measure.high - measure.low)
    course = Course(
        values=values,
        recent=recent_of(values_of(runs)),
        level=level or 0.0,
        start=start,
        aim=aim,
        sign=sign_of(aim, measure.better),
        noise=noise,
        apart=noise,
        day=HARDER_DAY * (measure.high - measure.low),
    )
    return RatingSeries(
        rater=scored.rater,
        readings=readings,
        runs=runs,
        levels=levels_of(runs),
        baseline=baseline,
        aim=aim,
        level=level,
        gaps=gaps,
        start=start,
        noise=noise,
        signal=judge(course, by_size(course)),
    )

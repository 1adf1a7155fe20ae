"""Number progress: any number over time.

In: scores on a number. Out: a `NumberSeries`.
Touches nothing. How far such a number moves without meaning it is told by its own first scores.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.measure import Number
from generator.progress.aims import aim_of, baseline_of, sign_of, start_of
from generator.progress.clear_change import by_size
from generator.progress.course import Course
from generator.progress.levels import level_of, levels_of, recent_of, runs_of, values_of
from generator.progress.noise import own_noise
from generator.progress.scored import Scored
from generator.progress.series import Aim, Gap, OfReadings, Reading, Signal, Start
from generator.progress.signals import judge


@dataclass(frozen=True, slots=True)
class NumberSeries(OfReadings):
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

    @property
    def is_upkeep(self) -> bool:
        """Whether the start lies in the aim already, so that the aim is to keep it up."""
        return self.aim is not None and self.baseline is not None and self.aim.is_met(self.baseline)

    @property
    def is_kept_up(self) -> bool:
        """Whether the aim is to keep it up, and the last scores do."""
        return self.signal is Signal.KEPT_UP


def number_series(scored: Scored, measure: Number) -> NumberSeries:
    """The series of one rater; empty where nothing is scored yet."""
    readings = scored.readings
    values = [reading.value for reading in readings]
    baseline = baseline_of(measure.baseline, values)
    aim = aim_of(measure.target, measure.better, baseline, values)
    gaps = scored.gaps(readings)
    runs = runs_of(scored.plan, readings, gaps)
    level = level_of(values_of(runs))
    start = start_of(measure.baseline, values)
    noise = own_noise(values_of(runs), None if start is None else start.value)
    course = Course(
        values=values,
        recent=recent_of(values_of(runs)),
        level=level or 0.0,
        start=start,
        aim=aim,
        sign=sign_of(aim, measure.better),
        noise=noise,
        apart=noise,
        day=noise or None,
    )
    return NumberSeries(
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

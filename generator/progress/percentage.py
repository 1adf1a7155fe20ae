"""Percentage progress: per cent over time, from plain numbers or from so many of so many.

In: scores on a percentage. Out: a `PercentageSeries`.
Touches nothing.

Terms
    pooled   several parts as one: what was done in all, of all there were. A day of 1 of 2 weighs less than 8 of 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

from generator.model.measure import FirstEntries, Fraction, Percentage
from generator.progress.aims import aim_of, baseline_of, sign_of, start_of
from generator.progress.clear_change import by_chance, by_size, by_two_samples
from generator.progress.course import Course
from generator.progress.levels import level_of, levels_of, recent_of, runs_of, values_of
from generator.progress.noise import NOISE_PART, noise_of_parts, swing_of_parts
from generator.progress.scored import Scored
from generator.progress.series import (
    LEVEL_OF,
    REACHED,
    Aim,
    Gap,
    OfReadings,
    Reading,
    Signal,
    Start,
)
from generator.progress.signals import HARDER_DAY, LATELY, TRIALS, judge


@dataclass(frozen=True, slots=True)
class PercentageSeries(OfReadings):
    """`readings` and all values are per cent. `parts` has the part behind each reading, or is empty.

    With parts, `pooled` is the last four as one and `level` the same in per cent, and there are no `levels`;
    without, `level` and `levels` are medians.
    """

    rater: str | None
    readings: tuple[Reading, ...]
    parts: tuple[Fraction, ...]
    runs: tuple[tuple[Reading, ...], ...]
    levels: tuple[tuple[Reading, ...], ...]
    baseline: float | None
    aim: Aim | None
    pooled: Fraction | None
    level: float | None
    gaps: tuple[Gap, ...]
    start: Start | None
    noise: float | None
    signal: Signal


def percentage_series(scored: Scored, measure: Percentage) -> PercentageSeries:
    """The series of one rater; empty where nothing is scored yet."""
    parts = tuple(value for _, value in scored.scores if isinstance(value, Fraction))
    readings = _readings(scored)
    values = [reading.value for reading in readings]
    baseline = _baseline(measure, values, parts)
    aim = aim_of(measure.target, measure.better, baseline, values)
    gaps = scored.gaps(readings)
    runs = runs_of(scored.plan, readings, gaps)
    pooled = pool(parts[-LEVEL_OF:]) if parts else None
    level = percent_of(pooled) if pooled else level_of(values_of(runs))
    start = _start(measure, values, parts)
    course = Course(
        values=values,
        recent=recent_of(values_of(runs)),
        level=level or 0.0,
        start=start,
        aim=aim,
        sign=sign_of(aim, measure.better),
        noise=NOISE_PART * 100.0,
        apart=NOISE_PART * 100.0,
        day=HARDER_DAY * 100.0,
    )
    if pooled:
        course = _of_parts(course, pooled, min(part.of for part in parts[-LATELY:]))
        clear = _clear(course, parts)
    else:
        clear = by_size(course)
    return PercentageSeries(
        rater=scored.rater,
        readings=readings,
        parts=parts,
        runs=runs,
        levels=() if parts else levels_of(runs),
        baseline=baseline,
        aim=aim,
        pooled=pooled,
        level=level,
        gaps=gaps,
        start=start,
        noise=course.noise,
        signal=judge(course, clear),
    )


def _readings(scored: Scored) -> tuple[Reading, ...]:
    """All scores in per cent."""
    found = []
    for entry, value in scored.scores:
        if isinstance(value, Fraction):
            found.append(Reading(entry.moment, percent_of(value)))
        elif isinstance(value, float):
            found.append(Reading(entry.moment, value))
    return tuple(found)


def _baseline(
    measure: Percentage, values: Sequence[float], parts: Sequence[Fraction]
) -> float | None:
    """The baseline in per cent; first entries that are parts are pooled."""
    given = measure.baseline
    if isinstance(given, FirstEntries) and len(parts) >= given.count:
        return percent_of(pool(parts[: given.count]))
    return baseline_of(given, values)


def _start(
    measure: Percentage,
    values: Sequence[float],
    parts: Sequence[Fraction],
) -> Start | None:
    """Where it began; the first parts weigh as much as they hold."""
    start = start_of(measure.baseline, values)
    if start is None or start.is_given or not parts:
        return start
    return replace(start, value=percent_of(pool(parts[: start.rests_on])))


def _of_parts(course: Course, pooled: Fraction, fewest: float) -> Course:
    """The course of so many of so many: what the last four can stray by chance, and what weighs too little."""
    noise = noise_of_parts(pooled.of)
    level_is_there = course.aim is None or course.aim.is_met(course.level)
    enough = pooled.of >= TRIALS and level_is_there
    return replace(
        course,
        noise=noise,
        apart=min(noise, course.apart or noise),
        swing=swing_of_parts(fewest),
        at_aim=course.level,
        reached_with=REACHED if enough else None,
    )


def _clear(course: Course, parts: Sequence[Fraction]) -> int:
    """Whether chance makes so many of so many once in twenty times or less; the latest may not speak against it."""
    start, now = course.start, pool(parts[-LEVEL_OF:])
    if start is None or course.sign == 0 or _latest_speaks_against(course):
        return 0
    if start.is_given:
        return course.sign * by_chance(now.done, now.of, start.value / 100)
    then = pool(parts[: start.rests_on])
    return course.sign * by_two_samples((now.done, now.of), (then.done, then.of))


def _latest_speaks_against(course: Course) -> bool:
    """Whether the latest value did not move the way the level did."""
    return course.gain * course.gained(course.values[-1]) <= 0


def percent_of(part: Fraction) -> float:
    """A part of a whole in per cent. Divides first, so that no number is too large."""
    return part.done / part.of * 100


def pool(parts: Sequence[Fraction]) -> Fraction:
    """Several parts as one; there is at least one."""
    return Fraction(
        fsum(part.done for part in parts),
        fsum(part.of for part in parts),
    )

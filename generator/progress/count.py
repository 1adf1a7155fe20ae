"""Count progress: how often, added up over calendar periods.

In: scores on a count. Out: a `CountSeries`.
Touches nothing. A period without a score is unknown, not zero; the last one is open until a later entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from statistics import median

from generator.model import Count, Duration, DurationUnit, Entry, Per, Plan
from generator.progress import signals
from generator.progress.series import (
    LEVEL_OF,
    Aim,
    Gap,
    Scored,
    Signal,
    Start,
    aim_of,
    baseline_of,
    outside,
    sign_of,
    start_of,
)


class PeriodState(Enum):
    COUNTED = "counted"
    OPEN = "open"
    NO_NOTES = "no notes"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, not with, `end`; `value` is None without notes, which is not zero."""

    start: date
    end: date
    value: float | None
    state: PeriodState


@dataclass(frozen=True, slots=True)
class CountSeries:
    """`periods` run without holes from the first to the latest with a score; the last may still be open."""

    rater: str | None
    periods: tuple[Period, ...]
    baseline: float | None
    aim: Aim | None
    level: float | None
    gaps: tuple[Gap, ...]
    start: Start | None
    wobble: float | None
    signal: Signal

    @property
    def complete(self) -> tuple[Period, ...]:
        """The periods that are over and counted."""
        return tuple(period for period in self.periods if period.state is PeriodState.COUNTED)


def count_series(scored: Scored, measure: Count) -> CountSeries:
    """The series of one rater; without periods where nothing is scored yet."""
    periods = _periods(scored.plan, measure.per, scored.numbers)
    values = [p.value for p in periods if p.state is PeriodState.COUNTED and p.value is not None]
    baseline = baseline_of(measure.baseline, values)
    aim = aim_of(measure.target, None, baseline, values)
    start = start_of(measure.baseline, values)
    course = signals.of_times(values, start, aim, sign_of(aim, None))
    return CountSeries(
        rater=scored.rater,
        periods=periods,
        baseline=baseline,
        aim=aim,
        level=median(values[-LEVEL_OF:]) if values else None,
        gaps=_silences(periods, scored.breaks),
        start=start,
        wobble=course.wobble,
        signal=signals.judge(course, signals.by_size(course)),
    )


def _periods(plan: Plan, per: Per, scores: Sequence[tuple[Entry, float]]) -> tuple[Period, ...]:
    if not scores:
        return ()
    if per is Per.SESSION:
        return _sessions(scores)
    sums: dict[date, float] = {}
    for entry, value in scores:
        start = period_start(per, entry.on, plan.timeframe.start)
        sums[start] = sums.get(start, 0.0) + value
    last_note = plan.entries[-1].on
    periods = []
    start = min(period_start(per, plan.timeframe.start, plan.timeframe.start), *sums)
    while start <= max(sums):
        end = period_end(per, start)
        state = PeriodState.NO_NOTES
        if start in sums:
            state = PeriodState.COUNTED if last_note >= end else PeriodState.OPEN
        periods.append(Period(start, end, sums.get(start), state))
        start = end
    return tuple(periods)


def _sessions(scores: Sequence[tuple[Entry, float]]) -> tuple[Period, ...]:
    """One period an entry; several entries of one day are one session."""
    sums: dict[date, float] = {}
    for entry, value in scores:
        sums[entry.on] = sums.get(entry.on, 0.0) + value
    days = sorted(sums)
    width = min([7, *((after - before).days for before, after in pairwise(days))])
    return tuple(Period(day, day + timedelta(days=width), sums[day], PeriodState.COUNTED) for day in days)


def period_start(per: Per, day: date, plan_start: date) -> date:
    """The first day of the period that `day` lies in. Weeks start on Monday, fortnights at the plan's start."""
    if per is Per.WEEK:
        return day - timedelta(days=day.weekday())
    if per is Per.FORTNIGHT:
        return day - timedelta(days=(day - plan_start).days % 14)
    return day.replace(day=1) if per is Per.MONTH else day


def period_end(per: Per, start: date) -> date:
    """The day after the last of the period that begins on `start`."""
    if per is Per.MONTH:
        return Duration(1, DurationUnit.MONTH).after(start)
    return start + timedelta(days={Per.WEEK: 7, Per.FORTNIGHT: 14}.get(per, 1))


def _silences(periods: Sequence[Period], breaks: Sequence[Gap]) -> tuple[Gap, ...]:
    """Stretches of two or more periods in a row without notes, between periods with some; none in a planned break."""
    found: list[Gap] = []
    quiet: list[Period] = []
    noted = False
    for period in periods:
        if period.state is PeriodState.NO_NOTES:
            quiet.append(period)
            continue
        if noted and quiet:
            parts = outside(Gap(quiet[0].start, quiet[-1].end), breaks)
            found += [part for part in parts if sum(_is_inside(period, part) for period in quiet) > 1]
        quiet, noted = [], True
    return tuple(found)


def _is_inside(period: Period, stretch: Gap) -> bool:
    return stretch.start <= period.start and period.end <= stretch.end

"""Habit progress: on which days something was done, of those that were planned.

In: scores on a habit. Out: a `HabitSeries`.
Touches nothing. A day without a note is unknown, not a day without the habit; nothing counts days in a row.

Terms
    full       days with yes; `done` are these and half of the days with partly, and is for the signal alone.
    planned    days that were meant to be, outside planned breaks; a skipped day takes one away, but no day that was
               answered.
    answered   days with yes, partly or no.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from generator.model.duration import Duration, DurationUnit
from generator.model.measure import Habit, HabitMark, Noted, Per
from generator.progress.aims import aim_of, baseline_of, start_of
from generator.progress.calendar import Calendar, PeriodState
from generator.progress.clear_change import by_size
from generator.progress.course import Course, course_of_times
from generator.progress.gaps import gaps_of
from generator.progress.scored import Scored
from generator.progress.series import Aim, Gap, KnownValue, Reading, Side, Signal, Start, usual_now
from generator.progress.signals import judge

#: Days that the headline looks back on.
RECENT_DAYS: Final = 14
#: How often a note on a habit is hoped for where the plan does not say.
NOTED_EVERY: Final = Duration(1, DurationUnit.WEEK)
#: Good news, the strongest first.
_WEAKER: Final = (
    Signal.KEPT_UP,
    Signal.REACHED,
    Signal.BETTER,
    Signal.AT_AIM,
    Signal.LITTLE_BETTER,
)
#: What a day counts in the signal.
WORTH: Final = {HabitMark.YES: 1.0, HabitMark.PARTLY: 0.5, HabitMark.NO: 0.0}


@dataclass(frozen=True, slots=True)
class HabitDay:
    on: date
    mark: HabitMark


@dataclass(frozen=True, slots=True)
class Tally:
    """Days with yes and with partly, of `planned` days, of which `answered` have a word; maybe more than planned."""

    full: int
    partly: int
    planned: int
    answered: int
    skipped: int

    @property
    def done(self) -> float:
        """What the days are worth to the signal."""
        return self.full + WORTH[HabitMark.PARTLY] * self.partly

    @property
    def is_noted(self) -> bool:
        """Whether as many days have a word as were planned, so that none is unknown."""
        return self.answered >= self.planned


@dataclass(frozen=True, slots=True)
class HabitPeriod:
    """Days from `start` up to, not with, `end`."""

    start: date
    end: date
    tally: Tally
    state: PeriodState

    @property
    def is_known(self) -> bool:
        """Whether the period is over, whole, and tells of a day that was not skipped."""
        return self.state is PeriodState.COUNTED and self.tally.answered > 0


@dataclass(frozen=True, slots=True)
class Recent:
    """The days that the headline speaks of, from `start` up to, not with, `end`.

    `is_whole` is false while the plan is younger than that: then nobody can say how many days were planned.
    `away` is how many of the days lie in a planned break.
    """

    start: date
    end: date
    tally: Tally
    is_whole: bool
    away: int


@dataclass(frozen=True, slots=True)
class HabitSeries:
    """`days` ascend, one for each day with a word. `periods` run without holes to the latest with one."""

    rater: str | None
    first_day: date
    days: tuple[HabitDay, ...]
    periods: tuple[HabitPeriod, ...]
    recent: Recent | None
    baseline: float | None
    aim: Aim | None
    level: float | None
    gaps: tuple[Gap, ...]
    start: Start | None
    noise: float | None
    signal: Signal

    @property
    def points(self) -> tuple[KnownValue, ...]:
        """What the days of each known period are worth."""
        return tuple(
            KnownValue.of_period(period.start, period.end, period.tally.done)
            for period in self.periods
            if period.is_known
        )

    @property
    def now(self) -> float | None:
        return usual_now(self.points)


def habit_series(scored: Scored, measure: Habit) -> HabitSeries:
    """The series of one rater. Of several words on one day the latest counts."""
    marks = {entry.on: value for entry, value in scored.scores if isinstance(value, HabitMark)}
    first = min([scored.plan.timeframe.start, *marks])
    days = _HabitDays(
        calendar=Calendar(scored.plan, measure.per),
        measure=measure,
        first=first,
        marks=marks,
        free=_Free(_answered(marks), scored.breaks),
    )
    periods = days.periods(entry.on for entry, _ in scored.scores if entry.noted is Noted.PART)
    bounds = [_bounds(measure, period) for period in periods if period.is_known]
    lows, highs = [low for low, _ in bounds], [high for _, high in bounds]
    baseline = baseline_of(measure.baseline, lows)
    aim = aim_of(measure.target, None, baseline if measure.baseline else 0.0, lows)
    least, most = _courses(measure, lows, highs, aim)
    readings = tuple(Reading(entry.moment, 0.0) for entry, _ in scored.scores)
    every = scored.objective.expected_every or NOTED_EVERY
    return HabitSeries(
        rater=scored.rater,
        first_day=first,
        days=tuple(HabitDay(day, marks[day]) for day in sorted(marks)),
        periods=periods,
        recent=days.recent() if marks else None,
        baseline=baseline,
        aim=aim,
        level=None,
        gaps=gaps_of(readings, every, scored.breaks),
        start=most.start,
        noise=least.noise,
        signal=_both(judge(least, by_size(least)), judge(most, by_size(most))),
    )


def _answered(marks: Mapping[date, HabitMark]) -> frozenset[date]:
    """The days with yes, partly or no."""
    return frozenset(day for day, mark in marks.items() if mark is not HabitMark.SKIP)


def tally(marks: Iterable[HabitMark], planned: int) -> Tally:
    """What these days come to, of `planned` days before any was skipped."""
    marks = tuple(marks)
    skipped = marks.count(HabitMark.SKIP)
    answered = len(marks) - skipped
    return Tally(
        full=marks.count(HabitMark.YES),
        partly=marks.count(HabitMark.PARTLY),
        planned=min(planned, max(planned - skipped, answered)),
        answered=answered,
        skipped=skipped,
    )


@dataclass(frozen=True, slots=True)
class _Free:
    """Which days can be planned: those outside planned breaks, and those inside that have an answer all the same."""

    answered: frozenset[date]
    breaks: tuple[Gap, ...]

    def days(self, start: date, end: date) -> int:
        """How many, from `start` up to, not with, `end`."""
        stretch = (start + timedelta(days=n) for n in range((end - start).days))
        return sum(day in self.answered or not self._is_away(day) for day in stretch)

    def _is_away(self, day: date) -> bool:
        return any(gap.start <= day < gap.end for gap in self.breaks)


@dataclass(frozen=True, slots=True)
class _HabitDays:
    """The days of a habit from its first on: how each went, and which of them can be planned."""

    calendar: Calendar
    measure: Habit
    first: date
    marks: Mapping[date, HabitMark]
    free: _Free

    def periods(self, partly_noted: Iterable[date]) -> tuple[HabitPeriod, ...]:
        """The periods to the latest with a word; those that days which are `partly_noted` lie in are partial."""
        if not self.marks:
            return ()
        partial = {self.calendar.start(day) for day in partly_noted}
        starts = self.calendar.starts(self.first, max(self.marks))
        return tuple(self._period(start, partial) for start in starts)

    def _period(self, start: date, partial: Collection[date]) -> HabitPeriod:
        end = self.calendar.end(start)
        counted = self._tally(
            start,
            end,
            self._planned(max(start, self.first), end),
        )
        return HabitPeriod(
            start,
            end,
            counted,
            self._state(start, counted, partial),
        )

    def _state(
        self,
        start: date,
        counted: Tally,
        partial: Collection[date],
    ) -> PeriodState:
        if not counted.answered and not counted.skipped:
            return PeriodState.NO_NOTES
        if not self.calendar.is_over(start):
            return PeriodState.OPEN
        if self.calendar.is_cut(start, self.first):
            return PeriodState.CUT
        if start in partial:
            return PeriodState.PART
        return PeriodState.COUNTED

    def recent(self) -> Recent:
        """The two weeks up to the latest word; where days are planned by the month, that word's month."""
        last = max(self.marks)
        if self.measure.per is Per.MONTH:
            start = self.calendar.start(last)
            end = self.calendar.end(start)
            planned = self._planned(max(start, self.first), end)
        else:
            end = last + timedelta(days=1)
            start = end - timedelta(days=RECENT_DAYS)
            planned = min(self._planned_in_two_weeks(), self.free.days(start, end))
        counted = self._tally(start, end, planned)
        is_whole = self.measure.per is Per.MONTH or start >= self.first
        start = max(start, self.first)
        away = (end - start).days - self.free.days(start, end)
        return Recent(start, end, counted, is_whole, away)

    def _planned_in_two_weeks(self) -> int:
        if self.measure.planned is None:
            return RECENT_DAYS
        if self.measure.per is Per.FORTNIGHT and self.measure.planned:
            return self.measure.planned
        return self.measure.planned * 2

    def _planned(self, start: date, end: date) -> int:
        """Planned days of a period, or of what is left of it, from `start` up to, not with, `end`."""
        days = self.free.days(start, end)
        if self.measure.planned is None:
            return days
        return min(self.measure.planned, days)

    def _tally(self, start: date, end: date, planned: int) -> Tally:
        return tally(
            (mark for day, mark in self.marks.items() if start <= day < end),
            planned,
        )


def _bounds(measure: Habit, period: HabitPeriod) -> tuple[float, float]:
    """Fewest and most days done in a period, as if none of them had been skipped: days without a note may be either."""
    counted = period.tally
    share = (measure.planned or (period.end - period.start).days) / counted.planned
    unknown = max(0, counted.planned - counted.answered)
    return counted.done * share, (counted.done + unknown) * share


def _courses(
    measure: Habit, lows: Sequence[float], highs: Sequence[float], aim: Aim | None
) -> tuple[Course, Course]:
    """The worst and the best that the days without a note can mean; more days are better unless the aim says less."""
    sign = -1 if aim is not None and aim.side is Side.BELOW else 1
    from_low, from_high = (
        start_of(measure.baseline, lows),
        start_of(measure.baseline, highs),
    )
    least = course_of_times(lows, from_high, aim, sign)
    most = course_of_times(highs, from_low, aim, sign)
    return least, most


def _both(least: Signal, most: Signal) -> Signal:
    """What holds however the days without a note went; of two that agree in direction the weaker."""
    if least is most:
        return least
    if least.is_good and most.is_good:
        return max(least, most, key=_WEAKER.index)
    if least.is_hard and most.is_hard:
        return Signal.LITTLE_HARDER
    return Signal.UNSURE

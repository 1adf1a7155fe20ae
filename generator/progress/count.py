"""Count progress: how often, added up over calendar periods.

In: scores on a count. Out: a `CountSeries`.
Touches nothing. A period without a score is unknown, not zero; one that is open, cut, or noted in part is shown and
concludes nothing. What an entry covers is shared out over its periods by days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import fsum

from generator.model.measure import Count, Noted, Per
from generator.model.plan import Entry
from generator.progress.aims import aim_of, baseline_of, sign_of, start_of
from generator.progress.calendar import Calendar, PeriodState
from generator.progress.clear_change import by_size
from generator.progress.course import Course, course_of_times
from generator.progress.gaps import without_breaks
from generator.progress.scored import Scored
from generator.progress.series import (
    EXPECTED_EVERY,
    Aim,
    Gap,
    KnownValue,
    Signal,
    Start,
    usual_now,
)
from generator.progress.signals import judge


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, not with, `end`; `value` is None without notes, which is not zero.

    `since` is the first day that was counted, where that is not the start. A value that `is_shared` comes in part from
    an entry that covers more than this period.
    """

    start: date
    end: date
    value: float | None
    state: PeriodState
    since: date | None = None
    is_shared: bool = False


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
    noise: float | None
    signal: Signal

    @property
    def points(self) -> tuple[KnownValue, ...]:
        """What each complete period came to."""
        return tuple(
            KnownValue.of_period(period.start, period.end, period.value)
            for period in self.complete
            if period.value is not None
        )

    @property
    def now(self) -> float | None:
        return usual_now(self.points)

    @property
    def complete(self) -> tuple[Period, ...]:
        """The periods that are over, and counted as a whole."""
        return _complete(self.periods)

    @property
    def open(self) -> Period | None:
        """The period that is not over yet, where it has a value."""
        return _open(self.periods)

    @property
    def known(self) -> tuple[Period, ...]:
        """The complete periods, and the open one where it has more already than is aimed for: it can only grow."""
        return _known(self.periods, self.aim)


def count_series(scored: Scored, measure: Count) -> CountSeries:
    """The series of one rater; without periods where nothing is scored yet."""
    periods = _periods(scored, measure.per)
    values = _values(_complete(periods))
    baseline = baseline_of(measure.baseline, values)
    aim = aim_of(measure.target, None, baseline, values)
    start = start_of(measure.baseline, values)
    course = _course(periods, start, aim)
    return CountSeries(
        rater=scored.rater,
        periods=periods,
        baseline=baseline,
        aim=aim,
        level=course.level if course.values else None,
        gaps=_silences(periods, scored.breaks),
        start=start,
        noise=course.noise,
        signal=judge(course, by_size(course)),
    )


def _course(
    periods: Sequence[Period],
    start: Start | None,
    aim: Aim | None,
) -> Course:
    """The course of the periods of which enough is known."""
    known = _values(_known(periods, aim))
    return course_of_times(known, start, aim, sign_of(aim, None))


def _values(periods: Sequence[Period]) -> list[float]:
    """The values of periods that have one."""
    return [period.value for period in periods if period.value is not None]


def _complete(periods: Sequence[Period]) -> tuple[Period, ...]:
    return tuple(period for period in periods if period.state is PeriodState.COUNTED)


def _open(periods: Sequence[Period]) -> Period | None:
    """The last period, where it is not over yet."""
    if periods and periods[-1].state is PeriodState.OPEN:
        return periods[-1]
    return None


def _known(periods: Sequence[Period], aim: Aim | None) -> tuple[Period, ...]:
    complete, last = _complete(periods), _open(periods)
    if last is None or last.value is None or aim is None or last.value <= aim.high:
        return complete
    return (*complete, last)


@dataclass(frozen=True, slots=True)
class _NotedPeriods:
    """What entries say of periods, by the first day of each: sums, and which are shared, partial, or skipped."""

    begun: date
    sums: Mapping[date, float]
    shared: frozenset[date]
    partial: frozenset[date]
    skipped: frozenset[date]


def _noted(scored: Scored, calendar: Calendar) -> _NotedPeriods:
    partly = [entry for entry in scored.plan.entries if _is_part(entry, scored)]
    return _NotedPeriods(
        begun=_begun(scored, calendar),
        sums=_sums(scored, calendar),
        shared=frozenset(_shared(scored, calendar)),
        partial=frozenset(share.start for entry in partly for share in calendar.shares(entry)),
        skipped=frozenset(calendar.start(day) for day in scored.skips),
    )


def _sums(scored: Scored, calendar: Calendar) -> dict[date, float]:
    """What each period comes to, by its first day."""
    amounts: dict[date, list[float]] = {}
    for entry, number in scored.numbers:
        for share in calendar.shares(entry):
            amounts.setdefault(share.start, []).append(number * share.part)
    return {start: fsum(parts) for start, parts in amounts.items()}


def _shared(scored: Scored, calendar: Calendar) -> Iterator[date]:
    """The first days of the periods that share an entry with another."""
    for entry, _ in scored.numbers:
        shares = calendar.shares(entry)
        if len(shares) > 1:
            yield from (share.start for share in shares)


def _periods(scored: Scored, per: Per) -> tuple[Period, ...]:
    if not scored.numbers:
        return ()
    if per is Per.SESSION:
        return _sessions(scored)
    calendar = Calendar(scored.plan, per)
    noted = _noted(scored, calendar)
    first = min(scored.plan.timeframe.start, *noted.sums)
    starts = calendar.starts(first, max(noted.sums))
    return tuple(_period(start, calendar, noted) for start in starts)


def _period(start: date, calendar: Calendar, noted: _NotedPeriods) -> Period:
    end = calendar.end(start)
    return Period(
        start=start,
        end=end,
        value=noted.sums.get(start),
        state=_state(start, calendar, noted),
        since=noted.begun if start < noted.begun < end else None,
        is_shared=start in noted.shared,
    )


def _state(start: date, calendar: Calendar, noted: _NotedPeriods) -> PeriodState:
    if start not in noted.sums:
        return _state_without_value(start, calendar, noted)
    if not calendar.is_over(start):
        return PeriodState.OPEN
    if calendar.is_cut(start, noted.begun):
        return PeriodState.CUT
    if start in noted.partial:
        return PeriodState.PART
    if calendar.per is not Per.DAY and calendar.days_away(start):
        return PeriodState.PAUSED
    return PeriodState.COUNTED


def _state_without_value(
    start: date,
    calendar: Calendar,
    noted: _NotedPeriods,
) -> PeriodState:
    if start in noted.skipped:
        return PeriodState.SKIPPED
    if calendar.days_away(start) == (calendar.end(start) - start).days:
        return PeriodState.AWAY
    return PeriodState.NO_NOTES


def _is_part(entry: Entry, scored: Scored) -> bool:
    """Whether an entry says of this count, or of all, that its period is noted in part only."""
    ids = [score.objective for score in entry.scores]
    return entry.noted is Noted.PART and (not ids or scored.objective.id in ids)


def _begun(scored: Scored, calendar: Calendar) -> date:
    """The first day that was counted: what the first score says that it covers, else the start of the plan.

    A count whose first score comes much later than one is hoped for begins with that score, unless the later ones come
    as late in their periods: who writes down a whole month on its last day has counted from its first.
    """
    plan_start = scored.plan.timeframe.start
    first = min((entry for entry, _ in scored.numbers), key=lambda entry: entry.since)
    if first.over is not None or first.on < plan_start:
        return first.since
    begun = max(calendar.start(first.on), plan_start)
    hoped = scored.objective.expected_every or EXPECTED_EVERY
    if first.on <= hoped.after(begun):
        return begun
    return first.on if _comes_late(first, scored, calendar) else begun


def _comes_late(first: Entry, scored: Scored, calendar: Calendar) -> bool:
    """Whether a later score comes less than half as far into its period as the first does."""
    start = calendar.start(first.on)
    later = [
        _into(entry, calendar) for entry, _ in scored.numbers if calendar.start(entry.on) > start
    ]
    return bool(later) and min(later) < _into(first, calendar) / 2


def _into(entry: Entry, calendar: Calendar) -> int:
    """How many days into its period an entry was written."""
    return (entry.on - calendar.start(entry.on)).days


def _sessions(scored: Scored) -> tuple[Period, ...]:
    """One period an entry; several entries of one day are one session."""
    sums = _session_sums(scored)
    partial = {entry.on for entry, _ in scored.numbers if entry.noted is Noted.PART}
    width = _session_width(sorted(sums))
    found = []
    for day in sorted(sums):
        state = PeriodState.PART if day in partial else PeriodState.COUNTED
        found.append(Period(day, day + width, sums[day], state))
    return tuple(found)


def _session_sums(scored: Scored) -> dict[date, float]:
    """What each day with a session comes to."""
    sums: dict[date, float] = {}
    for entry, value in scored.numbers:
        sums[entry.on] = sums.get(entry.on, 0.0) + value
    return sums


def _session_width(days: Sequence[date]) -> timedelta:
    """How long a session stands for: up to the next where two are nearest, a week at most."""
    return timedelta(
        days=min(
            [
                7,
                *((after - before).days for before, after in pairwise(days)),
            ]
        )
    )


def _silences(periods: Sequence[Period], breaks: Sequence[Gap]) -> tuple[Gap, ...]:
    """Stretches of two or more periods in a row without notes, between periods with some; none in a planned break.

    What was left out on purpose is no silence.
    """
    found: list[Gap] = []
    for quiet in _quiet_between(periods):
        parts = without_breaks(Gap(quiet[0].start, quiet[-1].end), breaks)
        found += [part for part in parts if sum(_is_inside(period, part) for period in quiet) > 1]
    return tuple(found)


def _quiet_between(periods: Sequence[Period]) -> Iterator[Sequence[Period]]:
    """The periods without notes that follow each other between two that have some."""
    quiet: list[Period] = []
    noted = False
    for period in periods:
        if period.state in (PeriodState.NO_NOTES, PeriodState.AWAY):
            quiet.append(period)
            continue
        if noted and quiet:
            yield quiet
        quiet, noted = [], True


def _is_inside(period: Period, stretch: Gap) -> bool:
    return stretch.start <= period.start and period.end <= stretch.end

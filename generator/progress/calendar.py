"""Calendar: the periods that counts and habits add up in, for one plan.

In: a plan and days. Out: periods, each day in exactly one of them, and how much of an entry falls into each.
Touches nothing. Weeks begin as the plan's language or the settings say, fortnights on the first day of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from generator.model.duration import Duration, DurationUnit
from generator.model.measure import Per
from generator.model.plan import Entry, Plan
from generator.model.settings import WeekStart
from generator.model.share import Status
from generator.progress.gaps import planned_breaks
from generator.progress.series import Gap


class PeriodState(Enum):
    """What is known of a period; only one that is COUNTED is concluded from.

    CUT is a period of which the plan or the counting has only a part, PAUSED one that a planned break touches, PART one
    that was noted in part. SKIPPED is one that was left out on purpose, AWAY one that lies in a planned break.
    """

    COUNTED = "counted"
    OPEN = "open"
    CUT = "cut"
    PAUSED = "paused"
    PART = "part"
    SKIPPED = "skipped"
    AWAY = "away"
    NO_NOTES = "no notes"


@dataclass(frozen=True, slots=True)
class PeriodShare:
    """The part of an entry's count that falls into the period that begins on `start`."""

    start: date
    part: float


@dataclass(frozen=True, slots=True)
class Calendar:
    """The periods of one plan: a week from its first day, a fortnight from the plan's, a month from the 1st."""

    plan: Plan
    per: Per

    @property
    def week_starts(self) -> WeekStart:
        return self.plan.week_starts

    def start(self, day: date) -> date:
        """The first day of the period that `day` lies in."""
        match self.per:
            case Per.WEEK:
                return self.week_starts.before(day)
            case Per.FORTNIGHT:
                return day - timedelta(days=(day - self.plan.timeframe.start).days % 14)
            case Per.MONTH:
                return day.replace(day=1)
            case _:
                return day

    def end(self, start: date) -> date:
        """The day after the last of the period that begins on `start`."""
        if self.per is Per.MONTH:
            return Duration(1, DurationUnit.MONTH).after(start)
        return start + timedelta(days={Per.WEEK: 7, Per.FORTNIGHT: 14}.get(self.per, 1))

    def starts(self, first: date, last: date) -> Iterator[date]:
        """The first days of all periods from that of `first` to that of `last`."""
        start = self.start(first)
        while start <= last:
            yield start
            start = self.end(start)

    def shares(self, entry: Entry) -> tuple[PeriodShare, ...]:
        """The periods that an entry covers, each with its part by days; the parts come to 1."""
        if entry.over is None:
            return (PeriodShare(self.start(entry.on), 1.0),)
        first, after = entry.over.first, entry.over.last + timedelta(days=1)
        length = (after - first).days
        return tuple(
            PeriodShare(
                start,
                (min(self.end(start), after) - max(start, first)).days / length,
            )
            for start in self.starts(first, entry.over.last)
        )

    def is_over(self, start: date) -> bool:
        """Whether the period has passed: its last day has a note, or the plan speaks of a day after it.

        So has one that the end of the plan cuts off, once the plan has come to its end.
        """
        end, plan = self.end(start), self.plan
        return (
            self._is_noted_after(end - timedelta(days=1))
            or plan.as_of >= end
            or self._is_ended(start)
        )

    def _is_noted_after(self, day: date) -> bool:
        """Whether there is a note of this day or a later one."""
        entries = self.plan.entries
        return bool(entries) and entries[-1].on >= day

    def _is_ended(self, start: date) -> bool:
        plan, last = self.plan, self.plan.timeframe.end
        is_last = start <= last < self.end(start)
        return is_last and (plan.as_of >= last or plan.status is Status.COMPLETED)

    def is_cut(self, start: date, begun: date) -> bool:
        """Whether the period lies in part before the day on which things began, or in part after the plan's end."""
        last, final = self.end(start) - timedelta(days=1), self.plan.timeframe.end
        return start < begun or (start <= final < last and not self._is_noted_after(last))

    def days_away(self, start: date) -> int:
        """How many days of the period lie in a planned break."""
        return sum(overlap(Gap(start, self.end(start)), gap) for gap in planned_breaks(self.plan))


def overlap(one: Gap, other: Gap) -> int:
    """How many days two stretches have in common."""
    return max((min(one.end, other.end) - max(one.start, other.start)).days, 0)

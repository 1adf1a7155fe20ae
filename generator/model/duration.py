"""Duration: a length of time as a plan writes it, in calendar units.

In: nothing. Out: `Duration`. Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

#: The years that a day of a plan may lie in: sums with days of these stay within the calendar.
YEARS: Final = range(1900, 2200)


class DurationUnit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Duration:
    """A stretch of the calendar such as `6 weeks`; `count` is at least 1."""

    count: int
    unit: DurationUnit

    def after(self, day: date) -> date:
        """The day this long after `day`; a month ends on the month's last day at the latest."""
        if self.unit is not DurationUnit.MONTH:
            return day + timedelta(days=self.count * (7 if self.unit is DurationUnit.WEEK else 1))
        years, month0 = divmod(day.month - 1 + self.count, 12)
        first = date(day.year + years, month0 + 1, 1)
        next_month = (first + timedelta(days=31)).replace(day=1)
        return first.replace(day=min(day.day, (next_month - timedelta(days=1)).day))

    def last_day(self, first: date) -> date:
        """The last day of a stretch this long that begins on `first`: a week from Monday ends on Sunday."""
        end = self.after(first)
        is_short_month = self.unit is DurationUnit.MONTH and end.day < first.day
        return end if is_short_month else end - timedelta(days=1)

"""Days covered: how far back the counts of an entry reach.

In: the day of an entry, and what it says under `over`. Out: the days that it covers. Touches
nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from generator.format.fields.dates import LastWeek
from generator.model.duration import Duration, DurationUnit
from generator.model.plan import DateSpan
from generator.model.settings import WeekStart

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_MONTH: Final = Duration(1, DurationUnit.MONTH)


def days_covered(
    on: date,
    over: date | Duration | LastWeek,
    week_starts: WeekStart,
) -> DateSpan:
    """The days that an entry of the day `on` covers, the day itself among them.

    Who writes on the first day of a week or month of whole weeks or months means those before it:
    from Monday to Monday are seven days, not eight.
    """
    if isinstance(over, LastWeek):
        week = week_starts.before(on)
        return DateSpan(week - _WEEK, week - _DAY)
    if isinstance(over, date):
        return _since(over, on, week_starts)
    last = on
    if _is_first_day_of(over.unit, on, week_starts):
        last = on - _DAY
    return DateSpan(_back(last, over), last)


def _is_first_day_of(unit: DurationUnit, on: date, week_starts: WeekStart) -> bool:
    """Whether a week or a month begins on this day; a day by itself never counts as one."""
    if unit is DurationUnit.WEEK:
        return on == week_starts.before(on)
    return unit is DurationUnit.MONTH and on.day == 1


def _since(first: date, on: date, week_starts: WeekStart) -> DateSpan:
    """The days from `first` to `on`; to the day before, where these are whole weeks or months."""
    from_week = first == week_starts.before(first) and on == week_starts.before(on)
    from_month = first.day == on.day == 1
    if first < on and (from_week or from_month):
        return DateSpan(first, on - _DAY)
    return DateSpan(first, on)


def _back(last: date, length: Duration) -> date:
    """The first day of a stretch this long that ends on `last`."""
    if length.unit is DurationUnit.DAY:
        return last - length.count * _DAY + _DAY
    if length.unit is DurationUnit.WEEK:
        return last - length.count * _WEEK + _DAY
    return _months_before(last + _DAY, length.count)


def _months_before(end: date, count: int) -> date:
    """The same day so many months earlier; the last day of that month where it is shorter."""
    years, month0 = divmod(end.month - 1 - count, 12)
    first_of_month = date(end.year + years, month0 + 1, 1)
    same_day = first_of_month + timedelta(days=end.day - 1)
    last_of_month = _MONTH.after(first_of_month) - _DAY
    return min(same_day, last_of_month)

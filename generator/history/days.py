"""Days: a day of a plan as a person says it, in a year that is known from around.

In: a day as the file has it. Out: `12 January`, with the year where that is another one.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from generator.text.months import MONTHS

#: Signs that an ISO day has, without a time behind it.
DAY_SIGNS: Final = 10


def day_in(text: str) -> date | None:
    """The day that a text begins with; None where that is no day."""
    try:
        return date.fromisoformat(text[:DAY_SIGNS])
    except ValueError:
        return None


def said_day(day: date, year: int) -> str:
    words = f"{day.day} {MONTHS[day.month - 1]}"
    if day.year == year:
        return words
    return f"{words} {day.year}"


def said_span(days: Sequence[date], year: int) -> str:
    """From the first to the last of these days, each thing once: `12 to 26 January`."""
    first, last = min(days), max(days)
    end = said_day(last, year)
    if first == last:
        return end
    if first.year != last.year:
        return f"{said_day(first, year)} to {end}"
    if first.month != last.month:
        return f"{said_day(first, first.year)} to {end}"
    return f"{first.day} to {end}"


def with_days_said(text: str, year: int) -> str:
    """A value of a plan, said as a day where it is one."""
    day = day_in(text)
    if day is None:
        return text
    return f"{said_day(day, year)}{_time(text)}"


def _time(text: str) -> str:
    time = text[DAY_SIGNS:].strip()
    return f" {time}" if time else ""

"""Dates: days and numbers as a page says them, in English.

In: dates and numbers. Out: words.
Touches nothing. A year is said only where it differs from the year that the page speaks from.
"""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def month(day: date) -> str:
    return MONTHS[day.month - 1]


def short_month(day: date) -> str:
    """Three letters, as axes print them."""
    return MONTHS[day.month - 1][:3]


def long(day: date, year: int) -> str:
    """`27 April`, or `27 April 2025` where that is not the year spoken from."""
    words = f"{day.day} {month(day)}"
    return words if day.year == year else f"{words} {day.year}"


def short(day: date, year: int) -> str:
    """`27 Apr`, or `27 Apr 2025`."""
    words = f"{day.day} {short_month(day)}"
    return words if day.year == year else f"{words} {day.year}"


def full(day: date) -> str:
    """`27 April 2026`."""
    return f"{day.day} {month(day)} {day.year}"


def with_weekday(day: date, year: int) -> str:
    """`Monday, 18 May`."""
    return f"{WEEKDAYS[day.weekday()]}, {long(day, year)}"


def stretch(start: date, end: date, year: int) -> str:
    """`from 3 to 29 March`, for days from `start` up to, not with, `end`; `on 3 March` for a single one."""
    last = end - timedelta(days=1)
    if last <= start:
        return f"on {long(start, year)}"
    if (start.month, start.year) == (last.month, last.year):
        return f"from {start.day} to {long(last, year)}"
    return f"from {long(start, year)} to {long(last, year)}"


def number(value: float) -> str:
    """At most one decimal, and none where it is zero: `6`, `2.3`."""
    words = f"{value:.1f}"
    return words[:-2].replace("-0", "0") if words.endswith(".0") else words


def several(words: list[str]) -> str:
    """`Kim`, `Kim and Alex`, `Kim, Alex and Noor`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

"""Dates: days and numbers as a page says them, in the language that is spoken.

In: dates and numbers. Out: words.
Touches nothing. A year is said only where it differs from the year that the page speaks from.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from generator.model.settings import WeekStart
from generator.text.language import Language, _, isolated, pgettext, spoken

#: From here on the digits of a number stand in groups of three, as the language groups them.
GROUPED_FROM: Final = 10_000

#: Decimals of a number as somebody wrote it; what has more came about by reckoning.
WRITTEN: Final = 9
#: Decimals that a double can tell apart near 0, and how far sums of written numbers miss, as a part
#: of them.
_DOUBLE: Final = 17
_NOISE: Final = 1e-13
#: What a locale may write before a number below 0, and the sign that is as wide as a plus.
_HYPHEN: Final = "-"
_MINUS: Final = "\N{MINUS SIGN}"

#: A Monday, from which the days of a week are named.
_MONDAY: Final = date(2024, 1, 1)


def month(day: date) -> str:
    """`April`."""
    return _pattern(day, "LLLL", spoken())


def short_month(day: date) -> str:
    """`Apr`, as axes print it."""
    return _pattern(day, "LLL", spoken())


def month_letter(day: date) -> str:
    """`A`, as axes print the months of a plan; in some languages a number."""
    return _pattern(day, "LLLLL", spoken())


def month_and_year(day: date) -> str:
    """`April 2026`."""
    return _skeleton(day, "yMMMM", spoken())


def month_in(day: date, year: int) -> str:
    """`April`, or `April 2025` where that is not the year spoken from."""
    if day.year == year:
        return month(day)
    return month_and_year(day)


def short_month_and_year(day: date) -> str:
    """`Apr 2026`."""
    return _skeleton(day, "yMMM", spoken())


def long(day: date, year: int) -> str:
    """`27 April`, or `27 April 2025` where that is not the year spoken from."""
    if day.year == year:
        return _skeleton(day, "MMMMd", spoken())
    return full(day)


def short(day: date, year: int) -> str:
    """`27 Apr`, or `27 Apr 2025`."""
    if day.year == year:
        return _skeleton(day, "MMMd", spoken())
    return _skeleton(day, "yMMMd", spoken())


def full(day: date) -> str:
    """`27 April 2026`."""
    return _pattern(day, "long", spoken())


def with_weekday(day: date, year: int) -> str:
    """`Monday, 18 May`."""
    return _(
        "{weekday}, {day}",
        weekday=_pattern(day, "EEEE", spoken()),
        day=long(day, year),
    )


def weekdays(first: WeekStart) -> tuple[str, ...]:
    """The first letters of the days of a week, from its first."""
    return _weekdays(first, "ccccc")


def short_weekdays(first: WeekStart) -> tuple[str, ...]:
    """`Mon` to `Sun`, from the first day of a week."""
    return _weekdays(first, "ccc")


def _weekdays(first: WeekStart, pattern: str) -> tuple[str, ...]:
    language, day = spoken(), _MONDAY + timedelta(days=first.weekday)
    return tuple(_pattern(day + timedelta(days=n), pattern, language) for n in range(7))


def clock(at: time) -> str:
    """`14:30`."""
    return _clock(at, spoken())


def short_with_time(at: datetime, year: int) -> str:
    """`27 Apr`, or `27 Apr, 14:30` where a time was noted."""
    day = short(at.date(), year)
    if at.time() == time.min:
        return day
    return _("{day}, {time}", day=day, time=clock(at.time()))


def stretch(start: date, end: date, year: int) -> str:
    """`from 3 to 29 March`, for days from `start` up to, not with, `end`;
    `on 3 March` for a single one.
    """
    last = end - timedelta(days=1)
    if last <= start:
        return _("on {day}", day=long(start, year))
    if (start.month, start.year) == (last.month, last.year):
        return pgettext(
            "days of one month, of which the first is a bare number",
            "from {first} to {last}",
            first=number(start.day),
            last=long(last, year),
        )
    return _(
        "from {first} to {last}",
        first=long(start, year),
        last=long(last, year),
    )


def number(value: float, *marks: float) -> str:
    """A number as it was written: `6`, `2.245`;
    a mean, or what else has no end, as `about` says it.
    """
    return _number(value, marks, spoken())


def about(value: float, *marks: float) -> str:
    """At most one decimal, and none where it is zero: `6`, `2.3`.

    More of them where the number would else say 0 of what is not 0, or stand on another side of one
    of the marks, such as an aim, than it does: 2.96 beside an aim of 3 is `2.96`.
    """
    for places in range(1, _DOUBLE):
        rounded = round(value, places)
        if all(side(rounded, mark) == side(value, mark) for mark in (0.0, *marks)):
            return decimal(rounded, places)
    return decimal(value, _DOUBLE)


def side(value: float, mark: float) -> int:
    """1 for a value above the mark, -1 for one below it, 0 for one on it."""
    return (value > mark) - (value < mark)


def decimal(value: float, places: int) -> str:
    """At most so many decimals, and none at the end that are zero;
    `12,500` in groups, `1500` not yet.
    """
    return _decimal(round(value, places) + 0.0, places, spoken())


def several(words: Sequence[str]) -> str:
    """`Kim`, `Kim and Alex`, `Kim, Alex and Noor`."""
    return format_list([isolated(word) for word in words], locale=spoken().locale)


@functools.lru_cache(maxsize=4096)
def _number(value: float, marks: tuple[float, ...], _spoken: Language) -> str:
    """As `number`; who speaks is part of what is remembered."""
    written = round(value, WRITTEN)
    if abs(value - written) <= _NOISE * max(abs(value), 1):
        return decimal(written, WRITTEN)
    return about(value, *marks)


@functools.lru_cache(maxsize=4096)
def _skeleton(day: date, skeleton: str, language: Language) -> str:
    return format_skeleton(skeleton, day, locale=language.locale)


@functools.lru_cache(maxsize=4096)
def _pattern(day: date, pattern: str, language: Language) -> str:
    return format_date(day, pattern, locale=language.locale)


@functools.lru_cache(maxsize=1440)
def _clock(at: time, language: Language) -> str:
    return format_time(at, "HH:mm", locale=language.locale)


@functools.lru_cache(maxsize=4096)
def _decimal(value: float, places: int, language: Language) -> str:
    whole = "#,##0" if abs(value) >= GROUPED_FROM else "0"
    return format_decimal(value, f"{whole}." + "#" * places, locale=language.locale).replace(
        _HYPHEN,
        _MINUS,
    )

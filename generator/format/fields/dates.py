"""Dates: fields that read a day, a day with its time, or a stretch of time.

In: a location in a parsed file. Out: a date, a moment or a duration, or a finding. Touches nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Final

from generator.format.day_readings import day_readings
from generator.format.fields.numbers import meant_number
from generator.format.fields.report import InvalidField, Location, Report, Show, text_at
from generator.model.duration import YEARS, Duration, DurationUnit
from generator.text.months import MONTHS

DAY_FORM: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MOMENT_FORM: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2}))?")
#: A day, and a time of day beside it, as people and spreadsheets write them.
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})")
_TIME: Final = re.compile(r"(?:,? +|[Tt])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.0*)?)?")
#: A day without a time, as a spreadsheet writes it in a column of times.
_MIDNIGHT: Final = " 00:00"
SPAN_FORM: Final = re.compile(r"(\d{1,4}) (day|week|month)s?")
#: A first day, a stretch, or the one word for the week before.
SINCE_FORM: Final = re.compile(rf"{DAY_FORM.pattern}|{SPAN_FORM.pattern}|last week")


@dataclass(frozen=True, slots=True)
class DateField:
    """A date as ISO 8601 writes it."""

    def read(self, spot: Location, report: Report) -> date:
        text = text_at(spot, report, "a date", _DAY_HINT)
        if not DAY_FORM.fullmatch(text):
            raise _not_a_day(spot, text, report)
        return _date(spot, text, report)


@dataclass(frozen=True, slots=True)
class MomentField:
    """A date, or a date with a local time of day; midnight is the day itself, as spreadsheets write
    it."""

    def read(self, spot: Location, report: Report) -> tuple[date, time | None]:
        text = text_at(spot, report, "a date", _DAY_HINT)
        match = MOMENT_FORM.fullmatch(text)
        if match is None:
            raise _not_a_date(spot, text, report)
        day = _date(spot, match[1], report)
        if match[2] is None:
            return day, None
        return day, _time(spot, int(match[2]), int(match[3]), report)


def _time(spot: Location, hour: int, minute: int, report: Report) -> time | None:
    """The time of day; None for midnight. Raises InvalidField for one that no clock shows."""
    if hour > 23 or minute > 59:
        day = text_at(spot, report, "a date", _DAY_HINT)[: len("2026-01-19")]
        sentence, hint = "there is no such time of day", f"write the time as in `{day} 14:30`"
        raise report.broken(spot, sentence, "no-such-date", hint, Show.VALUE)
    if hour == minute == 0:
        return None
    return time(hour, minute)


def moment(typed: str) -> str:
    """A date, with its time where it has one, as the file has it; what is none as it is.

    Midnight is the day itself: spreadsheets write it so.
    """
    day = _YEAR_FIRST.match(typed) or _DAY_FIRST.match(typed)
    if day is None:
        return typed
    written = f"{day['year']}-{day['month']:0>2}-{day['day']:0>2}"
    if day.end() == len(typed):
        return written
    time = _TIME.fullmatch(typed, day.end())
    if time is None:
        return typed
    return f"{written} {time['hour']:0>2}:{time['minute']}".removesuffix(_MIDNIGHT)


#: What a day or a time can be written with, rightly or not; words are never shown.
_DIGITS: Final = re.compile(r"[\d./ :T+Z-]{1,32}")
_DAY_HINT: Final = "write year, month and day, such as `2026-01-19`"


def _not_a_day(spot: Location, text: str, report: Report) -> InvalidField:
    """A day that is written otherwise, or has a time beside it, which has no place here."""
    if MOMENT_FORM.fullmatch(text):
        day = text[: len("2026-01-19")]
        sentence, hint = "a day without a time is expected here", f"write `{day}`"
        return report.broken(spot, sentence, "not-a-date", hint, Show.VALUE)
    days = [reading.partition(" ")[0] for reading in day_readings(text)]
    return _other_date(spot, text, tuple(dict.fromkeys(days)), report)


def _not_a_date(spot: Location, text: str, report: Report) -> InvalidField:
    """A day or a moment that is written otherwise."""
    readings = day_readings(text)
    day = DAY_FORM.match(text)
    if day is None or readings:
        return _other_date(spot, text, readings, report)
    sentence = "the time of day cannot be read"
    hint = f"write it as 09:30 or 14:30, such as `{day[0]} 14:30`"
    return report.broken(spot, sentence, "not-a-date", hint, _show(text))


def _other_date(
    spot: Location, text: str, readings: tuple[str, ...], report: Report
) -> InvalidField:
    """Say how a date is written; of two that may be meant, which."""
    sentence, hint = "this cannot be read as a date", _DAY_HINT
    if len(readings) == 1:
        hint = f"write `{readings[0]}`"
    elif readings:
        sentence = "day and month could be either way round here"
        one, other = (f"`{reading}` for {_in_words(reading)}" for reading in readings)
        hint = f"write {one}, or {other}"
    return report.broken(spot, sentence, "not-a-date", hint, _show(text))


def _in_words(reading: str) -> str:
    """A reading as nobody can take for another day: 12 January."""
    day = date.fromisoformat(reading.partition(" ")[0])
    return f"{day.day} {MONTHS[day.month - 1]}"


def _show(text: str) -> Show:
    """What an excerpt may show: the value where it holds no words."""
    if _DIGITS.fullmatch(text):
        return Show.VALUE
    return Show.KEY


def _date(spot: Location, text: str, report: Report) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        sentence, hint = f"there is no {text}", _nearest_day(text)
        raise report.broken(spot, sentence, "no-such-date", hint, Show.VALUE) from None
    if day.year not in YEARS:
        sentence = f"the year {day.year} is out of range"
        raise report.broken(spot, sentence, "no-such-date", _DAY_HINT, Show.VALUE)
    return day


def _nearest_day(text: str) -> str:
    """The way out for a day that no month has, or a month that no year has."""
    year, month, day = map(int, text.split("-"))
    if 1 <= month <= 12 and year in YEARS and day:
        last = monthrange(year, month)[1]
        return f"write `{year}-{month:02}-{last}`, the last day of that month, or one before it"
    if 1 <= day <= 12 < month <= 31 and year in YEARS:
        return f"write the month before the day: `{year}-{day:02}-{month:02}`"
    return _DAY_HINT


@dataclass(frozen=True, slots=True)
class SpanField:
    """A stretch such as `10 days`, `12 weeks` or `6 months`."""

    def read(self, spot: Location, report: Report) -> Duration:
        hint = "write it as `10 days`, `12 weeks` or `6 months`"
        text = text_at(spot, report, "a stretch of time", hint)
        match = SPAN_FORM.fullmatch(text)
        if match is None or int(match[1]) == 0:
            raise report.broken(
                spot,
                "a stretch of time is expected here",
                "not-a-duration",
                _span_meant(text) or hint,
            )
        length = Duration(int(match[1]), DurationUnit(match[2]))
        if length.after(_SOME_DAY) > _LONGEST.after(_SOME_DAY):
            raise report.broken(
                spot,
                "this is longer than a hundred years",
                "not-a-duration",
                hint,
            )
        return length


_COUNTED: Final = re.compile(
    r"(?:every |each )?(?:(?P<count>[\w-]+)[ -]?)??(?P<unit>day|dai|week|wk|w|month|mo|year|yr|y)[a-z]*\.?",
    re.IGNORECASE,
)
#: The unit of a stretch by its first letter, and how many of it one has.
_UNITS: Final = {"d": ("day", 1), "w": ("week", 1), "m": ("month", 1), "y": ("month", 12)}


def _span_meant(text: str) -> str:
    """The way out for a stretch written otherwise, `6 wks` or `a year`; empty where nobody can
    tell."""
    found = _COUNTED.fullmatch(" ".join(text.split()))
    if found is None:
        return ""
    typed = found["count"] or "1"
    number = meant_number(typed)
    if typed.lower() in ("a", "an"):
        number = "1"
    if number is None or not number.isdigit():
        return ""
    unit, times = _UNITS[found["unit"][0].lower()]
    count = int(number) * times
    if count == 0:
        return ""
    if count > 1:
        unit += "s"
    return f"write `{count} {unit}`"


class LastWeek(Enum):
    """The whole week before the one of a day."""

    LAST_WEEK = "last week"


@dataclass(frozen=True, slots=True)
class SinceField:
    """How far back something reaches: a day, a stretch such as `3 weeks`, or `last week`."""

    def read(self, spot: Location, report: Report) -> date | Duration | LastWeek:
        hint = "write the first day, such as `2026-01-05`, or `last week`, or a stretch such as `3 weeks`"
        text = text_at(spot, report, "a first day or a stretch of time", hint)
        if text == LastWeek.LAST_WEEK.value:
            return LastWeek.LAST_WEEK
        if SPAN_FORM.fullmatch(text):
            return SpanField().read(spot, report)
        if DAY_FORM.fullmatch(text):
            return _date(spot, text, report)
        sentence = "a first day or a stretch of time is expected here"
        raise report.broken(spot, sentence, "not-a-span", hint, _show(text))


#: The longest stretch of time in a plan, and a day from which stretches are laid side by side.
_LONGEST: Final = Duration(1200, DurationUnit.MONTH)
_SOME_DAY: Final = date(2000, 1, 1)

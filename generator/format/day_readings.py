"""Day readings: what a day can mean that is not written as the format has it.

In: a text as somebody typed it. Out: the days it can be read as, with their time, as a plan has
them; none where it is no day, two where the order of day and month decides. Touches nothing.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_MONTH: Final = rf"(?P<word>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR: Final = r"(?P<year>\d{4}|\d{2})"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
#: Ways to write a day of which each has one reading.
_SURE: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})([-./] ?)(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}",
        rf"{_DAY}\.?(?:[ -]| of ){_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)
#: Two numbers of which either may be the day.
_EITHER: Final = re.compile(rf"(?P<one>\d{{1,2}})([/-])(?P<two>\d{{1,2}})\2{_YEAR}")
_TIME: Final = re.compile(
    r"(?:,? +|[Tt]| at )(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?::\d{2}(?:\.0*)?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?| ?h| ?o.clock)?",
    re.IGNORECASE,
)


def day_readings(typed: str) -> tuple[str, ...]:
    """The days that somebody may mean, `2026-01-12`, or with a time `2026-01-12 09:30`."""
    text = " ".join(typed.split()).translate(_DASHES)
    for form in _SURE:
        found = form.match(text)
        if found:
            time = _time(text[found.end() :])
            return _readings([_of_match(found)], time)
    found = _EITHER.match(text)
    if found is None:
        return ()
    year, one, two = _year(found["year"]), int(found["one"]), int(found["two"])
    days = [_day(year, two, one), _day(year, one, two)]
    return _readings(days, _time(text[found.end() :]))


_DASHES: Final = str.maketrans("–—‑", "---")


def _readings(days: list[date | None], time: str | None) -> tuple[str, ...]:
    if time is None:
        return ()
    return tuple(dict.fromkeys(f"{day}{time}" for day in days if day is not None))


def _of_match(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    if parts.get("word"):
        month = _MONTHS.index(parts["word"].lower()) + 1
    else:
        month = int(parts["month"])
    return _day(_year(parts["year"]), month, int(parts["day"]))


def _year(digits: str) -> int:
    """The year; one of two digits is of this century."""
    if len(digits) == 2:
        return 2000 + int(digits)
    return int(digits)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(rest: str) -> str | None:
    """A time of day as ` 14:30`; nothing where no time is given, None where it is none."""
    if not rest:
        return ""
    found = _TIME.fullmatch(rest)
    if found is None or not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"].lower() == "p")
    if hour > 23 or minute > 59:
        return None
    return f" {hour:02}:{minute:02}"

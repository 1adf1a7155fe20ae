"""Ticks: which values and which days an axis names.

In: the ends of a value scale, or a span of time, and the units they have. Out: values, or marks and words by day.
Touches nothing.

Terms
    mark     a small stroke on the time axis, at a day.
    ladder   the steps a time axis may take, from fine to coarse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, isfinite, log10
from typing import Final

from babel import Locale

from generator.charts.figure import TextAnchor
from generator.charts.labels import text_width
from generator.charts.scales import Scale, linear
from generator.text.language import spoken
from generator.view import dates
from generator.view.chart_values import TimeSpan

#: Fewest units between two values on an axis: stacked 14-unit words need 18, and a little air reads better.
VALUE_GAP = 22.0
#: Fewest units of room above the highest bar, for its number.
HEADROOM = 9.0
#: Fewest units between two words on the time axis.
WORD_GAP = 7.0
#: Fewest units between two marks on the time axis; closer, they read as a texture.
MARK_GAP = 13.0
#: Up to so many days the marks are days; up to so many they are Mondays; beyond, months and more.
DAYS_TO = 14
WEEKS_TO = 45
#: Beyond so many days the ends are `Nov 2024` and a January is named by its year.
YEARS_FROM = 400


def value_ticks(low: float, high: float, *, length: float, least: float = 0.0) -> tuple[float, ...]:
    """Both ends of the scale and the round values between them, ascending, on an axis of `length` units.

    Round values are whole multiples of one step, 1, 2 or 5 times a power of ten and not below `least`, so 0.3
    stays 0.3. Neighbours are at least VALUE_GAP apart: a round value too near an end gives way to the end. Where
    that would open the axis with a hole (1, 4, 6, 8, 10), the next step is taken if it fits (1, 5, 10).
    A scale of sums, such as 15 to 75, is cut into equal steps of its lowest value: 15, 30, 45, 60, 75.
    One value when `low == high` or nearly so; only the ends when the range is too large for a float.
    Raises ValueError when `low > high`. Source: the 1-2-5 rule, as in d3-array's tick method.
    """
    if low > high:
        raise ValueError("low is above high")
    if low == high:
        return (low,)
    width = high - low
    clear = width * VALUE_GAP / length
    if not isfinite(width) or clear < 1e-300:
        return (low, high) if width > 1 else (low,)
    return _even(low, high, max(clear, least)) or _round(low, high, clear, least)


def _round(low: float, high: float, clear: float, least: float) -> tuple[float, ...]:
    """The ends and the round values between them, `clear` apart."""
    width = high - low
    ragged: tuple[float, ...] | None = None
    finest = 0.0
    for multiple, power in _round_steps(max(clear, least)):
        every = _times(multiple, power, 1)
        if ragged is None:
            finest = every
        if every >= width or every > 2.5 * finest or max(abs(low), abs(high)) / every > 1e15:
            break
        values = [
            _times(multiple, power, k) for k in range(ceil(low / every), floor(high / every) + 1)
        ]
        inner = tuple(value for value in values if value - low >= clear and high - value >= clear)
        if all(value <= low or value - low >= clear for value in values):
            return (low, *inner, high)
        ragged = inner if ragged is None else ragged
    return (low, *(ragged or ()), high)


def _even(low: float, high: float, least: float) -> tuple[float, ...]:
    """Equal steps of a whole number of `low` from end to end: 15, 30, 45, 60, 75; empty where none fit.

    Sums of answers have such scales: fifteen answers from 1 to 5 go from 15 to 75.
    """
    if low <= 1 or high % low or low != int(low):
        return ()
    parts = int(high / low) - 1
    fitting = [
        many for many in range(parts, 1, -1) if parts % many == 0 and (high - low) / many >= least
    ]
    return (
        tuple(low + (high - low) / fitting[0] * k for k in range(fitting[0] + 1)) if fitting else ()
    )


def round_top(most: float, *, length: float, least: float) -> tuple[float, tuple[float, ...]]:
    """A round end for an axis of `length` units from 0 that holds `most`, and the axis's values from 0 to that end.

    The end lies above `most` by at least HEADROOM units, and is a whole multiple of a step of 1, 2 or 5 times a
    power of ten, at least `least`. `most == 0` gives one step.
    """
    for multiple, power in _round_steps(max(least, most * VALUE_GAP / length)):
        every = _times(multiple, power, 1)
        count = floor(most / every) + 1
        if (count * every - most) / (count * every) * length < HEADROOM:
            count += 1
        if length / count >= VALUE_GAP:
            return _times(multiple, power, count), tuple(
                _times(multiple, power, k) for k in range(count + 1)
            )
    raise AssertionError("the steps never end")


def round_ends(low: float, high: float, *, length: float, least: float) -> tuple[float, ...]:
    """The values of an axis from 0, or a round value at or below `low`, to a round value above `high`; ascending.

    Like `round_top`, but for a `low` below 0. The axis holds 0, whatever the ends.
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if low == 0:
        return round_top(high, length=length, least=least)[1]
    for multiple, power in _round_steps(max(least, (high - low) * VALUE_GAP / length)):
        every = _times(multiple, power, 1)
        under, over = ceil(-low / every), ceil(high / every)
        if over and (over * every - high) / ((under + over) * every) * length < HEADROOM:
            over += 1
        if length / (under + over) >= VALUE_GAP:
            return tuple(_times(multiple, power, k) for k in range(-under, over + 1))
    raise AssertionError("the steps never end")


#: Nobody counts so far; from here on the digits of a number would take the room of the chart.
_NEVER_READ: Final = 1e13
#: Digits that tell apart the values of one axis.
_AXIS_DIGITS: Final = 4


def value_words(value: float) -> str:
    """A value as an axis prints it, in the language that is spoken: `2.5`, `0.25`, `2,500,000`."""
    if abs(value) >= _NEVER_READ:
        return f"{value:.4g}"
    if abs(value - round(value, 1)) < 1e-9:
        return dates.number(value)
    return dates.decimal(value, _AXIS_DIGITS - 1 - floor(log10(abs(value))))


@dataclass(frozen=True, slots=True)
class TimeWord:
    """Words on the time axis at `x` units."""

    x: float
    anchor: TextAnchor
    text: str


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The time axis of a span: `x` maps days since its start to units; `marks` are units, ascending, ends included."""

    x: Scale
    marks: tuple[float, ...]
    words: tuple[TimeWord, ...]


def time_axis(span: TimeSpan, left: float, right: float) -> TimeAxis:
    """The time axis of `span` from `left` to `right` units, in the language that is spoken.

    Both ends are named first, then the finest step whose words keep WORD_GAP clear of each other; words that would
    touch an end are left out. Marks stand at days up to two weeks, Mondays up to six, else at months, quarters or
    years. A span of one day has one word and the width of a day.
    """
    # Remembered, for all charts of a plan share it.
    return _time_axis(span, left, right, spoken().locale)


@lru_cache(maxsize=64)
def _time_axis(span: TimeSpan, left: float, right: float, _locale: Locale) -> TimeAxis:
    days = (span.end - span.start).days
    x = linear(0, max(days, 1), left, right)
    ladder = _ladder(days)
    marks_at = next(
        step
        for step in ladder
        if step in _MARKED and step.length * (right - left) >= MARK_GAP * days
    )
    marks = (left, *(x(day) for day, _ in _dates(span, marks_at)), right)
    words = [TimeWord(left, TextAnchor.START, _end_words(span.start, days))]
    if days > 0:
        words.append(TimeWord(right, TextAnchor.END, _end_words(span.end, days)))
    first = left + text_width(words[0].text) + WORD_GAP
    last = right - text_width(words[-1].text) - WORD_GAP
    for step in ladder[ladder.index(marks_at) :]:
        named = [(x(day), _words_at(when, step, days)) for day, when in _dates(span, step)]
        inner = [
            (place, text, text_width(text) / 2)
            for place, text in named
            if place - text_width(text) / 2 >= first and place + text_width(text) / 2 <= last
        ]
        if all(b[0] - b[2] - a[0] - a[2] >= WORD_GAP for a, b in pairwise(inner)):
            words.extend(TimeWord(place, TextAnchor.MIDDLE, text) for place, text, _ in inner)
            break
    return TimeAxis(x, marks, tuple(words))


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of the time axis: `days`, or whole calendar `months`."""

    days: int = 0
    months: int = 0

    @property
    def length(self) -> float:
        """About how many days."""
        return self.days or self.months * 30.4


_DAYS = tuple(_Step(days=days) for days in (1, 2, 7, 14))
_WEEKS = tuple(_Step(days=days) for days in (7, 14))
_MONTHS = tuple(
    _Step(months=months) for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
)
#: Steps at which marks may stand; the others are for words alone.
_MARKED = frozenset(
    (
        _DAYS[0],
        _WEEKS[0],
        *(_Step(months=months) for months in (1, 3, 12, 60, 120, 600, 6000, 12000)),
    )
)


def _ladder(days: int) -> tuple[_Step, ...]:
    return _DAYS if days <= DAYS_TO else _WEEKS if days <= WEEKS_TO else _MONTHS


def _dates(span: TimeSpan, step: _Step) -> Iterator[tuple[int, date]]:
    """The step's days strictly inside the span, with their number of days since its start."""
    start, end = span.start.toordinal(), span.end.toordinal()
    if step.months:
        month = (span.start.year * 12 + span.start.month - 1) // step.months * step.months
        while True:
            month += step.months
            if month >= 120_000:  # the year 10000, beyond the calendar
                return
            when = date(month // 12, month % 12 + 1, 1)
            if when >= span.end:
                return
            yield when.toordinal() - start, when
    else:
        # Ordinal 1 is a Monday; steps of days count from the start.
        first = start + (7 - (start - 1) % 7) if step.days % 7 == 0 else start + step.days
        for ordinal in range(first, end, step.days):
            yield ordinal - start, date.fromordinal(ordinal)


def _end_words(day: date, days: int) -> str:
    return dates.short_month_and_year(day) if days > YEARS_FROM else dates.short(day, day.year)


def _words_at(day: date, step: _Step, days: int) -> str:
    if not step.months:
        return dates.short(day, day.year)
    return str(day.year) if day.month == 1 and days > YEARS_FROM else dates.short_month(day)


def _round_steps(least: float) -> Iterator[tuple[int, int]]:
    """1, 2 and 5 times powers of ten from `least` up, as (multiple, power)."""
    power = floor(log10(least))
    while True:
        for multiple in (1, 2, 5):
            if _times(multiple, power, 1) >= least:
                yield multiple, power
        power += 1


def _times(multiple: int, power: int, k: int) -> float:
    """`k` steps. Divides by powers of ten rather than multiplying by 0.1, so that 0.3 is not 0.30000000000000004."""
    return float(k * multiple * 10**power) if power >= 0 else k * multiple / 10**-power

"""Ticks: which values and which days an axis names.

In: the ends of a value scale, or a span of time, and the units they have.
Out: values, or marks and words by day.
Touches nothing.

Terms
    mark     a small stroke on the time axis, at a day.
    ladder   the steps a time axis may take, from fine to coarse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, isfinite, log10
from typing import Final

from generator.charts.figure import TextAnchor
from generator.charts.labels import text_width
from generator.charts.scales import Scale, linear
from generator.text.language import Language, spoken
from generator.view import dates
from generator.view.chart_values import TimeSpan

#: Fewest units between two values on an axis: stacked 14-unit words need 18, and a little air reads
#: better.
VALUE_GAP = 22.0
#: How much coarser than the finest step one may be that leaves no hole.
COARSER_UP_TO = 2.5
#: Fewest units of room above the highest bar, for its number.
HEADROOM = 9.0
#: Fewest units between two words on the time axis.
WORD_GAP = 7.0
#: Fewest units between two letters of months, or words under bars.
LETTER_GAP = 2.0
#: Fewest units between two marks on the time axis; closer, they read as a texture.
MARK_GAP = 13.0
#: Up to so many days the marks are days; up to so many they are Mondays; beyond, months and more.
DAYS_TO = 14
WEEKS_TO = 45
#: Beyond so many days the ends are `Nov 2024` and a January is named by its year.
YEARS_FROM = 400


def value_ticks(
    low: float,
    high: float,
    *,
    length: float,
    least: float = 0.0,
) -> tuple[float, ...]:
    """Both ends of the scale and the round values between them, ascending,
    on an axis of `length` units.

    Round values are whole multiples of one step, 1, 2 or 5 times a power of ten and not below
    `least`, so 0.3 stays 0.3. Neighbours are at least VALUE_GAP apart: a round value too near an
    end gives way to the end. Where that would open the axis with a hole (1, 4, 6, 8, 10), the next
    step is taken if it fits (1, 5, 10). A scale of sums, such as 15 to 75, is cut into equal steps
    of its lowest value: 15, 30, 45, 60, 75. One value when `low == high` or nearly so; only the
    ends when the range is too large for a float.
    Raises ValueError when `low > high`. Source: the 1-2-5 rule, as in d3-array's tick method.
    """
    if low > high:
        raise ValueError("low is above high")
    if low == high:
        return (low,)
    width = high - low
    clear = width * VALUE_GAP / length
    if not isfinite(width) or clear < 1e-300:
        if width > 1:
            return (low, high)
        return (low,)
    return _even(low, high, max(clear, least)) or _round(low, high, clear, least)


def _round(
    low: float,
    high: float,
    clear: float,
    least: float,
) -> tuple[float, ...]:
    """The ends and the round values between them, `clear` apart."""
    fallback: tuple[float, ...] | None = None
    for step in _fitting_steps(low, high, max(clear, least)):
        values = step.within(low, high)
        inner = _clear_of_ends(values, low, high, clear)
        if _leaves_no_hole(values, low, clear):
            return (low, *inner, high)
        if fallback is None:
            fallback = inner
    return (low, *(fallback or ()), high)


def _clear_of_ends(
    values: Iterable[float], low: float, high: float, clear: float
) -> tuple[float, ...]:
    """The values that are at least `clear` away from both ends."""
    return tuple(value for value in values if value - low >= clear and high - value >= clear)


def _leaves_no_hole(values: Iterable[float], low: float, clear: float) -> bool:
    """Whether no value above `low` has to give way to it."""
    return all(value <= low or value - low >= clear for value in values)


def _fitting_steps(low: float, high: float, least: float) -> Iterator[_RoundStep]:
    """The steps from the finest up, as far as they are worth a look on an axis from `low` to
    `high`.
    """
    finest: float | None = None
    for step in _round_steps(least):
        size = step.times(1)
        finest = finest or size
        is_too_wide = size >= high - low or size > COARSER_UP_TO * finest
        # A float cannot tell apart steps this small beside its value.
        is_lost = max(abs(low), abs(high)) / size > 1e15
        if is_too_wide or is_lost:
            return
        yield step


def _even(low: float, high: float, least: float) -> tuple[float, ...]:
    """Equal steps of a whole number of `low` from end to end: 15, 30, 45, 60, 75;
    empty where none fit.

    Sums of answers have such scales: fifteen answers from 1 to 5 go from 15 to 75.
    """
    if low <= 1 or high % low or low != int(low):
        return ()
    times = int(high / low) - 1
    # More steps than this are too small at any rate; a huge scale would else be counted down for ever.
    most = int((high - low) / least) + 1
    for count in range(min(times, most), 1, -1):
        size = (high - low) / count
        if times % count == 0 and size >= least:
            return tuple(low + size * k for k in range(count + 1))
    return ()


def round_top(most: float, *, length: float, least: float) -> tuple[float, tuple[float, ...]]:
    """A round end for an axis of `length` units from 0 that holds `most`,
    and the axis's values from 0 to that end.

    The end lies above `most` by at least HEADROOM units, and is a whole multiple of a step of 1,
    2 or 5 times a power of ten, at least `least`. `most == 0` gives one step.
    """
    for step in _round_steps(max(least, most * VALUE_GAP / length)):
        size = step.times(1)
        count = floor(most / size) + 1
        if _lacks_headroom(count * size, most, count * size, length):
            count += 1
        if length / count >= VALUE_GAP:
            return step.times(count), tuple(step.times(k) for k in range(count + 1))
    raise AssertionError("the steps never end")


def round_ends(
    low: float,
    high: float,
    *,
    length: float,
    least: float,
) -> tuple[float, ...]:
    """The values of an axis from 0, or a round value at or below `low`,
    to a round value above `high`; ascending.

    Like `round_top`, but for a `low` below 0. The axis holds 0, whatever the ends.
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if low == 0:
        return round_top(high, length=length, least=least)[1]
    return _ends_around_zero(low, high, length, least)


def _ends_around_zero(
    low: float,
    high: float,
    length: float,
    least: float,
) -> tuple[float, ...]:
    """The values of `round_ends` for a `low` below 0."""
    for step in _round_steps(max(least, (high - low) * VALUE_GAP / length)):
        size = step.times(1)
        below = ceil(-low / size)
        above = _count_above(below, high, size, length)
        if length / (below + above) >= VALUE_GAP:
            return tuple(step.times(k) for k in range(-below, above + 1))
    raise AssertionError("the steps never end")


def _count_above(below: int, high: float, size: float, length: float) -> int:
    """How many steps of `size` an axis has above 0, to hold `high` with room for its number."""
    above = ceil(high / size)
    if above and _lacks_headroom(
        above * size,
        high,
        (below + above) * size,
        length,
    ):
        return above + 1
    return above


def _lacks_headroom(top: float, most: float, whole: float, length: float) -> bool:
    """Whether less than HEADROOM units lie between `most` and `top`, on an axis of `whole`."""
    return (top - most) / whole * length < HEADROOM


@dataclass(frozen=True, slots=True)
class _RoundStep:
    """A step of 1, 2 or 5 times a power of ten."""

    multiple: int
    power: int

    def times(self, k: int) -> float:
        """`k` steps.

        Divides by powers of ten rather than multiplying by 0.1,
        so that 0.3 is not 0.30000000000000004.
        """
        if self.power >= 0:
            return float(k * self.multiple * 10**self.power)
        return float(k * self.multiple / 10**-self.power)

    def within(self, low: float, high: float) -> list[float]:
        """Its whole multiples from `low` to `high`, ascending."""
        size = self.times(1)
        return [self.times(k) for k in range(ceil(low / size), floor(high / size) + 1)]


def _round_steps(least: float) -> Iterator[_RoundStep]:
    """1, 2 and 5 times powers of ten from `least` up."""
    power = floor(log10(least))
    while True:
        for multiple in (1, 2, 5):
            step = _RoundStep(multiple, power)
            if step.times(1) >= least:
                yield step
        power += 1


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

    @property
    def left(self) -> float:
        """The left end of words that stand centred at their `x`."""
        return self.x - text_width(self.text) / 2

    @property
    def right(self) -> float:
        """The right end of words that stand centred at their `x`."""
        return self.x + text_width(self.text) / 2


#: Part of the time axis: its left and right end in units, and its words.
Stretch = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The time axis of a span: `x` maps days since its start to units;
    `marks` are units, ascending, ends included.
    """

    x: Scale
    marks: tuple[float, ...]
    words: tuple[TimeWord, ...]


def time_axis(span: TimeSpan, left: float, right: float) -> TimeAxis:
    """The time axis of `span` from `left` to `right` units, in the language that is spoken.

    From six weeks on each month has its letter, in the middle of its stretch. Where those are too
    close, and below six weeks, both ends are named first, then the finest step whose words keep
    WORD_GAP clear of each other; words that would touch an end are left out. Marks stand at days up
    to two weeks, Mondays up to six, else at months, quarters or years. A span of one day has one
    word and the width of a day.
    """
    # Remembered, for all charts of a plan share it.
    return _time_axis(span, left, right, spoken())


@lru_cache(maxsize=64)
def _time_axis(
    span: TimeSpan,
    left: float,
    right: float,
    _spoken: Language,
) -> TimeAxis:
    days = (span.end - span.start).days
    x = linear(0, max(days, 1), left, right)
    steps = _steps_from_marked(days, right - left)
    marks = (left, *(x(day) for day, _ in _dates(span, steps[0])), right)
    if days > WEEKS_TO:
        letters = _month_letters(span, x)
        if _keep_clear(letters, LETTER_GAP):
            return TimeAxis(x, marks, letters)
    ends = _named_ends(span, left, right)
    between = _named_between(span, steps, x, ends)
    return TimeAxis(x, marks, (*ends, *between))


def _in_the_middle(stretch: Stretch) -> TimeWord:
    left, right, text = stretch
    return TimeWord((left + right) / 2, TextAnchor.MIDDLE, text)


def _month_letters(span: TimeSpan, x: Scale) -> tuple[TimeWord, ...]:
    """The letter of each month, in the middle of what the span has of it; a few days are too narrow."""
    month = _TimeStep(months=1)
    starts = [(0, span.start), *_dates(span, month), ((span.end - span.start).days, span.end)]
    stretches = [
        (x(day), x(after), dates.month_letter(when)) for (day, when), (after, _) in pairwise(starts)
    ]
    return tuple(
        _in_the_middle(stretch)
        for stretch in stretches
        if text_width(stretch[2]) <= stretch[1] - stretch[0]
        or (stretch not in (stretches[0], stretches[-1]))
    )


def _keep_clear(words: Sequence[TimeWord], gap: float) -> bool:
    """Whether words that stand centred are so far apart."""
    return all(after.left - before.right >= gap for before, after in pairwise(words))


def _named_ends(span: TimeSpan, left: float, right: float) -> tuple[TimeWord, ...]:
    """The words of the first day and of the last; of one where they are the same."""
    days = (span.end - span.start).days
    start = TimeWord(left, TextAnchor.START, _end_words(span.start, days))
    if days == 0:
        return (start,)
    return start, TimeWord(right, TextAnchor.END, _end_words(span.end, days))


def _named_between(
    span: TimeSpan, steps: Iterable[_TimeStep], x: Scale, ends: Sequence[TimeWord]
) -> list[TimeWord]:
    """The words of the finest step that fit between the ends and keep clear of each other."""
    for step in steps:
        words = _clear_of(ends, _words(span, step, x))
        if _keep_clear(words, WORD_GAP):
            return words
    return []


def _clear_of(
    ends: Sequence[TimeWord],
    words: Iterable[TimeWord],
) -> list[TimeWord]:
    """The words that touch neither the first of the ends nor the last."""
    first = ends[0].x + text_width(ends[0].text) + WORD_GAP
    last = ends[-1].x - text_width(ends[-1].text) - WORD_GAP
    return [word for word in words if word.left >= first and word.right <= last]


def _words(span: TimeSpan, step: _TimeStep, x: Scale) -> Iterator[TimeWord]:
    """The words of a step's days, centred there."""
    length = (span.end - span.start).days
    for day, when in _dates(span, step):
        yield TimeWord(x(day), TextAnchor.MIDDLE, _words_at(when, step, length))


def _steps_from_marked(days: int, width: float) -> tuple[_TimeStep, ...]:
    """The steps of the ladder from the finest on whose marks have room."""
    ladder = _ladder(days)
    marked = next(step for step in ladder if _has_room_for_marks(step, days, width))
    return ladder[ladder.index(marked) :]


def _has_room_for_marks(step: _TimeStep, days: int, width: float) -> bool:
    return step in _MARKED and step.length * width >= MARK_GAP * days


@dataclass(frozen=True, slots=True)
class _TimeStep:
    """A step of the time axis: `days`, or whole calendar `months`."""

    days: int = 0
    months: int = 0

    @property
    def length(self) -> float:
        """About how many days."""
        return self.days or self.months * 30.4


_DAYS = tuple(_TimeStep(days=days) for days in (1, 2, 7, 14))
_WEEKS = tuple(_TimeStep(days=days) for days in (7, 14))
_MONTHS = tuple(
    _TimeStep(months=months)
    for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
)
#: The month after the last one of the calendar: January of the year 10000.
_END_OF_CALENDAR: Final = 120_000
#: Steps at which marks may stand; the others are for words alone.
_MARKED = frozenset(
    (
        _DAYS[0],
        _WEEKS[0],
        *(_TimeStep(months=months) for months in (1, 3, 12, 60, 120, 600, 6000, 12000)),
    )
)


def _ladder(days: int) -> tuple[_TimeStep, ...]:
    if days <= DAYS_TO:
        return _DAYS
    if days <= WEEKS_TO:
        return _WEEKS
    return _MONTHS


def _dates(span: TimeSpan, step: _TimeStep) -> Iterator[tuple[int, date]]:
    """The step's days strictly inside the span, with their number of days since its start."""
    if step.months:
        days = _first_of_months(span, step.months)
    else:
        days = _every_days(span, step.days)
    for day in days:
        yield (day - span.start).days, day


def _first_of_months(span: TimeSpan, months: int) -> Iterator[date]:
    """The first day of every so many months, counted from January of the year 0."""
    month = (span.start.year * 12 + span.start.month - 1) // months * months + months
    while month < _END_OF_CALENDAR:
        day = date(month // 12, month % 12 + 1, 1)
        if day >= span.end:
            return
        yield day
        month += months


def _every_days(span: TimeSpan, days: int) -> Iterator[date]:
    """Every so many days from the start on; whole weeks at Mondays."""
    start, end = span.start.toordinal(), span.end.toordinal()
    first = start + days
    if days % 7 == 0:
        # Ordinal 1 is a Monday.
        first = start + 7 - (start - 1) % 7
    return map(date.fromordinal, range(first, end, days))


def _end_words(day: date, days: int) -> str:
    if days > YEARS_FROM:
        return dates.short_month_and_year(day)
    return dates.short(day, day.year)


def _words_at(day: date, step: _TimeStep, days: int) -> str:
    if not step.months:
        return dates.short(day, day.year)
    if day.month == 1 and days > YEARS_FROM:
        return str(day.year)
    return dates.short_month(day)

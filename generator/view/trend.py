"""Trend: a measure as small lines, without axes or words.

In: the scale of a measure, its series, and the time that is shown. Out: a `TrendLine`.
Touches nothing. A line breaks at each long silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final

from generator.model.measure import Measure
from generator.progress.derive import Series
from generator.progress.series import KnownValue
from generator.view.chart_values import Point, TrendLine
from generator.view.measures.common import marks_of

#: A silence of a smaller part of the time shown cannot be told from a step of the line.
_LEAST_SILENCE: Final = 0.1


def trend_line(
    measure: Measure,
    series: Sequence[Series],
    start: datetime,
    end: datetime,
) -> TrendLine:
    """The series on one scale, from `start` to `end`; at least one has a point."""
    known = [one for one in series if one.points]
    aims = marks_of(known[0].aim)
    values = [point.value for one in known for point in one.points]
    low, high = measure.scale or (min(0.0, *values), max(0.0, *values, *aims))
    return TrendLine(
        lines=tuple(tuple(_runs(one, start, end)) for one in known),
        low=low,
        high=high,
        days=_days(start, end),
        aims=aims,
    )


def _runs(series: Series, start: datetime, end: datetime) -> Iterator[tuple[Point, ...]]:
    """The values with their days since the start, broken at each long silence."""
    least = (end - start) * _LEAST_SILENCE
    silence_ends = [midnight(gap.end) for gap in series.gaps if gap.end - gap.start >= least]

    def silences_before(point: KnownValue) -> int:
        return sum(silence_end <= point.at for silence_end in silence_ends)

    for _silences, run in groupby(series.points, key=silences_before):
        yield tuple(Point(_days(start, one.at), one.value) for one in run)


def _days(start: datetime, end: datetime) -> float:
    return (end - start) / timedelta(days=1)


def midnight(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time.min)

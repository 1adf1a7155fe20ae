"""Group: the middle of a group's values over time, on a full scale.

In: a GroupChart. Out: its Figure, 320 by 198 units.
Touches nothing. Each day is a dot, on an upright line for the half around it where that is shown,
with the number of people above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import (
    Marks,
    draw_in_frame,
    empty_text,
    end_texts,
    latest_text,
)
from generator.charts.labels import Grip, Overlap, Spot, TextMark, Trace, Wording
from generator.charts.line import HEIGHT
from generator.charts.paths import compact, coordinates, dots
from generator.charts.plot import Plot, full_axis, lay_out
from generator.view.chart_values import GroupChart, GroupPoint

#: Shorter lines than this many units have no height to show.
LINE_LEAST = 0.5


class _Day(NamedTuple):
    """A day of the group in units: its x, its lower end, middle and upper end;
    and how many people there are.
    """

    x: float
    low: float
    middle: float
    high: float
    people: int

    @property
    def half(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The ends of the line of its half."""
        return (self.x, self.low), (self.x, self.high)


def draw_group(chart: GroupChart) -> Figure:
    """The figure of a group's values.

    The number of people stands above each line where it finds room.
    """
    plot = lay_out(chart, full_axis(chart.low, chart.high, HEIGHT))
    days = [_day(plot, point) for point in chart.points]
    marks = Marks(
        paths=tuple(_paths(days)),
        obstacles=(Trace([day.half for day in days]),),
        texts=tuple(_texts(plot, chart, days)),
        last_texts=empty_text(plot, days),
    )
    return draw_in_frame(plot, marks)


def _day(plot: Plot, point: GroupPoint) -> _Day:
    low, high = point.half or (point.middle, point.middle)
    return _Day(
        plot.x(point.day),
        plot.y(low),
        plot.y(point.middle),
        plot.y(high),
        point.count,
    )


def _paths(days: Sequence[_Day]) -> Iterable[Path]:
    """The halves around the middles as lines, and the middles as dots."""
    lines = [
        f"M{coordinates(day.x, day.low)}V{compact(day.high)}"
        for day in days
        if day.low - day.high > LINE_LEAST
    ]
    if lines:
        yield Path("c-line", "".join(lines))
    if days:
        yield Path("c-dots", dots([coordinates(day.x, day.middle) for day in days]))


def _texts(
    plot: Plot,
    chart: GroupChart,
    days: Sequence[_Day],
) -> Iterable[TextMark]:
    """The latest middle, then the words for the ends of the scale, then the numbers of people."""
    middles = [[(day.x, day.middle)] for day in days]
    yield from latest_text(middles, chart.latest)
    yield from end_texts(plot, chart.low_words, chart.high_words)
    yield from map(_count_text, days)


def _count_text(day: _Day) -> TextMark:
    """The number of people above a day's line, or below it."""
    spots = (
        Spot(day.x, day.high - 8, TextAnchor.MIDDLE),
        Spot(day.x, day.low + 18, TextAnchor.MIDDLE, Grip.HEAD),
    )
    return TextMark("c-halo", (Wording((str(day.people),), spots),), Overlap.LEVELS)

"""Plot: where the frame of a chart stands: its edges, its two axes, and the levels in it.

In: a chart and its value axis. Out: a Plot, which says where a day and a value stand, in units.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from generator.charts.labels import Box, text_width
from generator.charts.scales import Scale, linear
from generator.charts.ticks import TimeAxis, round_top, time_axis, value_ticks, value_words
from generator.view.chart_values import ChartFrame

#: The drawing is 320 units wide; the plot stands at 33 to 310, under 24 for phase names and over
#: 24 for dates, or over 9 where another person's plot follows.
WIDTH = 320
LEFT = 33.0
RIGHT = 310.0
TOP = 24.0
BELOW = 24.0
BELOW_PANEL = 9.0
#: Units from the plot to the words of the value axis.
TICK_AWAY = 7.0
#: Smaller amounts than this are drawn as 0.
LEAST_VALUE = 1e-6


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """A value axis: where values stand, in units from the top, and which of them are named."""

    scale: Scale
    values: tuple[float, ...]


def value_axis(
    low: float,
    high: float,
    values: tuple[float, ...],
    height: float,
) -> ValueAxis:
    """The axis from `low` to `high`, `height` units long, with words at `values`."""
    return ValueAxis(linear(low, high, TOP + height, TOP), values)


def full_axis(low: float, high: float, height: float) -> ValueAxis:
    """The axis of a full scale; where both ends are whole, only whole values are named."""
    is_whole = low == int(low) and high == int(high)
    least = 1.0 if is_whole else 0.0
    values = value_ticks(low, high, length=height, least=least)
    return value_axis(low, high, values, height)


def axis_from_zero(amounts: Iterable[float], height: float) -> ValueAxis:
    """The axis from 0 to a round value over all amounts."""
    most = max([amount for amount in amounts if amount > LEAST_VALUE], default=0.0)
    is_whole = most >= 1 or most == 0
    least = 1.0 if is_whole else most / 10
    top, values = round_top(most, length=height, least=least)
    return value_axis(0, top, values, height)


def height_of(frame: ChartFrame, height: float) -> float:
    """The height of a plot: half of it for one of several people."""
    if frame.panel is None:
        return height
    return height / 2


def shared_amounts(frame: ChartFrame) -> tuple[float, ...]:
    """What the value axis must hold for the others of several people."""
    if frame.panel is None:
        return ()
    return frame.panel.shared


class FramedChart(Protocol):
    """What every chart has that stands in a frame."""

    @property
    def frame(self) -> ChartFrame: ...


@dataclass(frozen=True, slots=True)
class Plot:
    """The frame of one chart in units: its left and lower edge, and its axes."""

    frame: ChartFrame
    left: float
    axis: ValueAxis
    time: TimeAxis
    bottom: float

    @property
    def x(self) -> Scale:
        """Where a day stands, counted from the span's start."""
        return self.time.x

    @property
    def y(self) -> Scale:
        """Where a value stands."""
        return self.axis.scale

    @property
    def height(self) -> int:
        """The height of the whole drawing."""
        if self.names_time:
            return int(self.bottom + BELOW)
        return int(self.bottom + BELOW_PANEL)

    @property
    def names_time(self) -> bool:
        """Whether the words of the time axis stand below: of several people, below the last."""
        panel = self.frame.panel
        return panel is None or panel.place == panel.of

    @property
    def is_first(self) -> bool:
        """Whether it has the words that of several people only the first needs."""
        return self.frame.panel is None or self.frame.panel.place == 1

    @property
    def roof(self) -> float:
        """The upper end of words about levels: below the row of phase names where there are any."""
        if self.frame.phases:
            return TOP - 4
        return 2

    @property
    def inside(self) -> Box:
        """Where words about levels may stand."""
        return Box(self.left + 2, self.roof, WIDTH - 2, self.bottom)

    @property
    def aim_levels(self) -> tuple[float, ...]:
        """The lines that limit the aim, from the top: none, one, or two for an aim between."""
        aim = self.frame.aim
        if aim is None:
            return ()
        return tuple(map(self.y, reversed(aim.limits)))

    @property
    def levels(self) -> tuple[float, ...]:
        """The lines of the aim and of the start."""
        start = self.frame.start
        if start is None:
            return self.aim_levels
        return (*self.aim_levels, self.y(start.value))

    def at(self, day: date) -> float:
        """Where a day of the calendar begins, within the plot."""
        return self.x((day - self.frame.span.start).days)


def lay_out(chart: FramedChart, axis: ValueAxis, before: float = 0.0) -> Plot:
    """The plot of a chart. Wide words of the value axis move its left edge inwards.

    Time begins `before` units right of that edge.
    """
    frame = chart.frame
    widest = max([text_width(value_words(value) + frame.unit) for value in axis.values])
    left = max(LEFT, widest + TICK_AWAY + 1)
    time = time_axis(frame.span, left + before, RIGHT)
    return Plot(frame, left, axis, time, bottom=axis.scale.most)

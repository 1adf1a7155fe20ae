"""Spread: the middle of a group's values over time, on a full scale.

In: a SpreadChart. Out: its Figure, 320 by 198 units.
Touches nothing. Each day is a dot, on an upright line for the half around it where that is shown, with the number of
people above it.
"""

from __future__ import annotations

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import (
    TOP,
    WIDTH,
    Plot,
    axes,
    draw_frame,
    draw_notes,
    grid,
    phase_lines,
    phase_paths,
    pin_axes,
    place_empty,
    place_ends,
    place_latest,
    place_phases,
)
from generator.charts.labels import Board, Over, Spot, Trace, Wording
from generator.charts.paths import compact, coordinates, dots
from generator.charts.scales import linear
from generator.charts.ticks import value_ticks
from generator.view.chart_values import GroupChart, GroupPoint

#: Units of height from the highest value to the lowest.
HEIGHT = 150.0


def draw_spread(chart: GroupChart) -> Figure:
    """The figure of a group's values. The number of people stands above each line where it finds room."""
    bottom = TOP + HEIGHT
    whole = chart.low == int(chart.low) and chart.high == int(chart.high)
    values = value_ticks(chart.low, chart.high, length=HEIGHT, least=1.0 if whole else 0.0)
    plot = draw_frame(chart, linear(chart.low, chart.high, bottom, TOP), values, chart.unit)
    phases = phase_lines(plot, chart.phases)
    places = [_place(plot, point) for point in chart.points]
    lines = "".join(
        f"M{coordinates(x, low)}V{compact(high)}" for x, low, _, high in places if low - high > 0.5
    )
    middles = dots([coordinates(x, middle) for x, _, middle, _ in places])
    paths = (
        *grid(plot, ()),
        *phase_paths(plot, phases),
        *([Path("c-line", lines)] if lines else []),
        *([Path("c-dots", middles)] if middles else []),
        *axes(plot),
    )
    uprights = [phase.x for phase in phases if phase.begun and not phase.is_first]
    board = Board(
        WIDTH,
        plot.height,
        [Trace([[(x, low), (x, high)] for x, low, _, high in places])],
        uprights=uprights,
    )
    pin_axes(board, plot)
    if places and chart.latest:
        x, _, middle, _ = places[-1]
        place_latest(board, x, middle, chart.latest)
    place_ends(board, plot, chart.low_words, chart.high_words)
    for point, (x, low, _, high) in zip(chart.points, places, strict=True):
        spots = (Spot(x, high - 8, TextAnchor.MIDDLE), Spot(x, low + 18, TextAnchor.MIDDLE))
        board.place("c-halo", [Wording((str(point.count),), spots)], Over.LEVELS)
    if not places:
        place_empty(board, plot, chart.empty)
    unnamed = place_phases(board, plot, phases)
    return Figure(WIDTH, plot.height, paths, board.labels, draw_notes(plot, unnamed))


def _place(plot: Plot, point: GroupPoint) -> tuple[float, float, float, float]:
    """Where a day stands: from the left, then its lower end, its middle and its upper end."""
    low, high = point.half or (point.middle, point.middle)
    return plot.x(point.day), plot.y(low), plot.y(point.middle), plot.y(high)

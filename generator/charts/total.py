"""Total: a count that adds up, as a line of steps to the goal.

In: a TotalChart. Out: its Figure, 320 by 198 units.
Touches nothing. The line rises on the day and is flat where nothing was added; the dashed way is one of many.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import (
    RIGHT,
    TOP,
    WIDTH,
    Plot,
    aim_levels,
    aim_lines,
    axes,
    draw_frame,
    draw_gaps,
    draw_notes,
    grid,
    phase_lines,
    phase_paths,
    pin_axes,
    place_aim,
    place_empty,
    place_latest,
    place_phases,
)
from generator.charts.labels import LINE, Board, Over, Spot, Trace, Wording, in_two
from generator.charts.paths import compact, coordinates
from generator.charts.scales import linear
from generator.charts.ticks import round_top
from generator.view.chart_values import PossiblePath, TotalChart

#: Units of height from the round top to 0.
HEIGHT = 150.0
#: Smaller values than this are drawn as 0.
LEAST_VALUE = 1e-6
#: Places along the possible path where its words may stand, the one with most room first.
PATH_SPOTS = (0.8, 0.65, 0.5, 0.35, 0.2)

Place = tuple[float, float]


def draw_total(chart: TotalChart) -> Figure:
    """The figure of a total. Without points it has the frame, the aim, its path and the words of the empty state."""
    bottom = TOP + HEIGHT
    amounts = [point.value for point in chart.points] + ([chart.aim.low] if chart.aim else [])
    most = max([amount for amount in amounts if amount > LEAST_VALUE], default=0.0)
    top, values = round_top(most, length=HEIGHT, least=1.0 if most >= 1 or most == 0 else most / 10)
    plot = draw_frame(chart, linear(0, top, bottom, TOP), values)
    steps = _steps(plot, chart)
    way = _way(plot, chart.path) if chart.path else []
    aims = aim_levels(plot, chart.aim)
    phases = phase_lines(plot, chart.phases)
    paths = (
        *grid(plot, aims),
        *draw_gaps(plot, chart.gaps),
        *aim_lines(plot, aims),
        *phase_paths(plot, phases),
        *_paths(steps, way),
        *axes(plot),
    )
    uprights = [phase.x for phase in phases if phase.begun and not phase.is_first]
    # Words of the empty state may stand on the path: there is nothing yet to compare it with.
    grounds = [Trace([steps]), Trace([way] if way else [])] if steps else []
    board = Board(WIDTH, plot.height, grounds, levels=aims, uprights=uprights)
    pin_axes(board, plot)
    if steps and chart.latest:
        place_latest(board, *steps[-1], chart.latest)
    if chart.aim:
        place_aim(board, plot, chart.aim)
    if not steps:
        place_empty(board, plot, chart.empty)
    if chart.path and way:
        _place_path(board, plot, chart.path, way)
    unnamed = place_phases(board, plot, phases)
    return Figure(WIDTH, plot.height, paths, board.labels, draw_notes(plot, unnamed))


def _steps(plot: Plot, chart: TotalChart) -> list[Place]:
    """The corners of the line, from 0 at the plot's left to the last total on its last day."""
    if not chart.points:
        return []
    corners: list[Place] = [(plot.left, plot.y(0))]
    for point in chart.points:
        x, y = plot.x(point.day), plot.y(point.value)
        corners += [(x, corners[-1][1]), (x, y)]
    return [*corners, (max(plot.x(chart.until), corners[-1][0]), corners[-1][1])]


def _way(plot: Plot, path: PossiblePath) -> list[Place]:
    start, end = plot.x(path.start), plot.x(path.end)
    return [(start, plot.y(0)), (end, plot.y(path.value))] if end > start else []


def _paths(steps: list[Place], way: list[Place]) -> Iterable[Path]:
    if way:
        yield Path("c-path", "M" + " ".join(coordinates(x, y) for x, y in way))
    if steps:
        d = [f"M{coordinates(*steps[0])}"]
        for before, here in pairwise(steps):
            if compact(here[0]) != compact(before[0]):
                d.append(f"H{compact(here[0])}")
            elif compact(here[1]) != compact(before[1]):
                d.append(f"V{compact(here[1])}")
        yield Path("c-line", "".join(d))


def _place_path(board: Board, plot: Plot, path: PossiblePath, way: list[Place]) -> None:
    """The words of the possible path right below it, in two lines, or left above; left out without room."""
    (xa, ya), (xb, yb) = way
    lines = in_two(path.label)
    spots = []
    for part in PATH_SPOTS:
        x, y = xa + (xb - xa) * part, ya + (yb - ya) * part
        spots += [
            Spot(min(x + 8, RIGHT), y + LINE, TextAnchor.START),
            Spot(x - 8, y - LINE - 4, TextAnchor.END),
        ]
    board.place("c-note c-halo", [Wording(lines, tuple(spots))], Over.UPRIGHTS, plot.inside)

"""Total: a count that adds up, as a line of steps to the goal.

In: a TotalChart. Out: its Figure, 320 by 198 units.
Touches nothing. The line rises on the day and is flat where nothing was added;
the dashed way is one of many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import (
    Marks,
    aim_text,
    draw_in_frame,
    empty_text,
    latest_text,
)
from generator.charts.labels import LINE, Grip, Overlap, Spot, TextMark, Trace, Wording, in_two
from generator.charts.line import flower_places
from generator.charts.paths import compact, coordinates
from generator.charts.plot import RIGHT, Plot, axis_from_zero, lay_out
from generator.view.chart_values import PossiblePath, TotalChart

#: Units of height from the round top to 0.
HEIGHT = 150.0
#: Places along the possible path where its words may stand, the one with most room first.
PATH_SPOTS = (0.8, 0.65, 0.5, 0.35, 0.2)

Place = tuple[float, float]


def draw_total(chart: TotalChart) -> Figure:
    """The figure of a total.

    Without points it has the frame, the aim, its path and the words of the empty state.
    """
    plot = lay_out(chart, axis_from_zero(_amounts(chart), HEIGHT))
    steps = _steps(plot, chart)
    path = _path(plot, chart.path)
    newest = latest_text([steps[-1:]] if steps else [], chart.latest)
    marks = Marks(
        paths=tuple(_paths(steps, path)),
        obstacles=_obstacles(steps, path),
        texts=(*newest, *aim_text(plot)),
        last_texts=(*empty_text(plot, steps), *_path_text(plot, chart.path, path)),
        flowers=flower_places(plot, [steps[2::2]]),
    )
    return draw_in_frame(plot, marks)


def _amounts(chart: TotalChart) -> list[float]:
    """What the axis must hold."""
    amounts = [point.value for point in chart.points]
    if chart.frame.aim:
        amounts.append(chart.frame.aim.low)
    return amounts


def _obstacles(steps: list[Place], path: list[Place]) -> tuple[Trace, ...]:
    """The line and the path; words of the empty state may stand on the path,
    for there is nothing yet to compare it with.
    """
    if not steps:
        return ()
    return Trace([steps]), Trace([path])


def _steps(plot: Plot, chart: TotalChart) -> list[Place]:
    """The corners of the line, from 0 at the plot's left to the last total on its last day."""
    if not chart.points:
        return []
    corners: list[Place] = [(plot.left, plot.y(0))]
    for point in chart.points:
        x, y = plot.x(point.day), plot.y(point.value)
        corners += [(x, corners[-1][1]), (x, y)]
    last_x, last_y = corners[-1]
    return [*corners, (max(plot.x(chart.until), last_x), last_y)]


def _path(plot: Plot, path: PossiblePath | None) -> list[Place]:
    """Both ends of the possible path; empty where it has no width."""
    if path is None:
        return []
    start, end = plot.x(path.start), plot.x(path.end)
    if end <= start:
        return []
    return [(start, plot.y(0)), (end, plot.y(path.value))]


def _paths(steps: list[Place], path: list[Place]) -> Iterable[Path]:
    if path:
        yield Path("c-path", "M" + " ".join(coordinates(x, y) for x, y in path))
    if steps:
        yield Path("c-line", _stairs(steps))


def _stairs(corners: list[Place]) -> str:
    """Level and upright strokes from corner to corner; none where two look the same."""
    parts = [f"M{coordinates(*corners[0])}"]
    for (x_before, y_before), (x, y) in pairwise(corners):
        if compact(x) != compact(x_before):
            parts.append(f"H{compact(x)}")
        elif compact(y) != compact(y_before):
            parts.append(f"V{compact(y)}")
    return "".join(parts)


def _path_text(
    plot: Plot,
    path: PossiblePath | None,
    ends: list[Place],
) -> tuple[TextMark, ...]:
    """The words of the possible path right below it, in two lines, or left above;
    left out without room.
    """
    if path is None or not ends:
        return ()
    wording = Wording(in_two(path.label), tuple(_path_spots(*ends)))
    return (TextMark("c-note c-halo", (wording,), Overlap.UPRIGHTS, plot.inside),)


def _path_spots(start: Place, end: Place) -> Iterator[Spot]:
    """Right below and left above the possible path, part by part."""
    (x_start, y_start), (x_end, y_end) = start, end
    for part in PATH_SPOTS:
        x = x_start + (x_end - x_start) * part
        y = y_start + (y_end - y_start) * part
        yield Spot(min(x + 8, RIGHT), y + LINE, TextAnchor.START, Grip.HEAD)
        yield Spot(x - 8, y - LINE - 4, TextAnchor.END)

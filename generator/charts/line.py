"""Line: values over time, as dots with a line, or as a stroke per week when there are many.

In: a plot and its points, in runs. Out: the marks of a rating, a number or a dense percentage.
Touches nothing.

Terms
    dense   so many points that dots would cover each other; each stretch of weeks is a stroke from
            its lowest value to its highest, and the medians are one line on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.charts.figure import Path
from generator.charts.frame import Marks, empty_text, last_place, latest_text, level_texts
from generator.charts.labels import TextMark, Trace
from generator.charts.paths import (
    FLOWER_RADIUS,
    compact,
    coordinates,
    diamonds,
    dots,
    polylines,
    triangles,
)
from generator.charts.plot import RIGHT, TOP, Plot
from generator.view.chart_values import Point

#: Units of height from the highest value to the lowest.
HEIGHT = 150.0
#: Dots stay single up to so many; beyond, when they are closer than DENSE_GAP units on average,
#: they are dense.
DENSE_FROM = 40
DENSE_GAP = 2.5
#: Units between two strokes of a dense series, at least.
STROKE_GAP = 2.5

#: Units from a mark to the middle of its flower.
FLOWER_AWAY = 15.0

#: Shorter strokes than this many units would be drawn as nothing.
STROKE_LEAST = 1.0

#: Points in order, broken at phases and gaps.
PointRuns = Sequence[Sequence[Point]]
#: A place in units, and places in the order of their days.
Place = tuple[float, float]
Run = Sequence[Place]


def line_marks(
    plot: Plot,
    points: PointRuns,
    medians: PointRuns,
    latest: str | None,
    ends: tuple[TextMark, ...] = (),
) -> Marks:
    """The marks of points with their medians;
    `latest` stands at the last dot, `ends` at those of the scale.
    """
    runs = places(plot, points)
    drawn = _drawn(plot, points, medians)
    newest = latest_text(runs, latest)
    texts, *others = _orders(newest, level_texts(plot), ends)
    return Marks(
        paths=drawn.paths,
        obstacles=(Trace(drawn.data), Trace(drawn.medians)),
        texts=texts,
        other_orders=tuple(others),
        last_texts=empty_text(plot, runs),
        flowers=flower_places(plot, runs),
        end=last_place(runs),
    )


def flower_places(plot: Plot, runs: Sequence[Run]) -> tuple[Place, ...]:
    """The middles of the flowers: each above its day's dot, or below it where that is too high;
    on the axis where the day has no dot.
    """
    dots_by_day = [place for run in runs for place in run]
    return tuple(_flower_place(plot, day, dots_by_day) for day in plot.frame.good_days)


def _flower_place(plot: Plot, day: float, places: Iterable[Place]) -> Place:
    left, right = plot.x(day), plot.x(day + 1)
    for x, y in places:
        if left <= x <= right:
            return x, flower_height(y)
    return left, flower_height(plot.bottom)


def flower_height(top: float) -> float:
    """Where the middle of a flower stands over a mark that ends at `top`, or below its end."""
    if top - FLOWER_AWAY - FLOWER_RADIUS < TOP:
        return top + FLOWER_AWAY
    return top - FLOWER_AWAY


def _orders(
    newest: tuple[TextMark, ...], levels: tuple[TextMark, ...], ends: tuple[TextMark, ...]
) -> Iterable[tuple[TextMark, ...]]:
    """The order of importance first.

    Where it leaves words out or covers data, another may do better: an aim can stand on either side
    of its line, the end of a scale has but one row.
    """
    yield (*newest, *levels, *ends)
    yield (*newest, *ends, *levels)
    yield (*levels, *newest, *ends)


class _Drawn(NamedTuple):
    """Points and medians as they are drawn, in units, with their paths."""

    data: Sequence[Run]
    medians: Sequence[Run]
    paths: tuple[Path, ...]


def _drawn(plot: Plot, points: PointRuns, medians: PointRuns) -> _Drawn:
    """Dots and their line, or strokes where the dots are dense."""
    runs = places(plot, points)
    if _is_dense(runs):
        strokes, middle = (
            _strokes(plot, points),
            places(plot, _thinned(plot, medians)),
        )
        return _Drawn(strokes, middle, tuple(_dense_paths(strokes, middle, runs)))
    middle = places(plot, medians)
    return _Drawn(runs, middle, tuple(line_paths(plot, runs, middle)))


def places(plot: Plot, runs: PointRuns) -> list[Run]:
    """Where the points of each run stand; runs without points are left out."""
    x, y = plot.x, plot.y
    return [[(x(point.day), y(point.value)) for point in run] for run in runs if run]


def line_paths(plot: Plot, runs: Sequence[Run], medians: Sequence[Run] = ()) -> Iterable[Path]:
    """A line and dots; thin and small under medians."""
    line, middle = polylines(_printed(runs)), polylines(_printed(medians))
    layers = [Path("c-line", line), _marks(plot, runs)]
    if middle:
        points = [point for run in _printed(runs) for point in run]
        layers = [Path("c-thin", line), Path("c-dots-small", dots(points)), Path("c-thick", middle)]
    for path in layers:
        if path.d:
            yield path


def _marks(plot: Plot, runs: Sequence[Run]) -> Path:
    """A mark at each point: dots, or the shape that tells apart the third or the fourth person."""
    points = [point for run in runs for point in run]
    panel = plot.frame.panel
    if panel and panel.place % 4 == 3:
        return Path("c-disc", triangles(points))
    if panel and panel.place % 4 == 0:
        return Path("c-open", diamonds(points))
    return Path("c-dots", dots([coordinates(x, y) for x, y in points]))


def _printed(runs: Iterable[Run]) -> list[list[str]]:
    return [[coordinates(x, y) for x, y in run] for run in runs]


def _is_dense(runs: Sequence[Run]) -> bool:
    count = sum(map(len, runs))
    if count <= DENSE_FROM:
        return False
    (first, _), (last, _) = runs[0][0], runs[-1][-1]
    return last - first < DENSE_GAP * count


def _dense_paths(
    upright: Sequence[Run], medians: Sequence[Run], runs: Sequence[Run]
) -> Iterable[Path]:
    """Strokes, the medians over them, and the last value as a dot."""
    drawn = [f"M{coordinates(*top)}V{compact(bottom)}" for top, (_, bottom) in upright]
    yield Path("c-line", "".join(drawn))
    middle = polylines(_printed(medians))
    if middle:
        yield Path("c-thick-halo", middle)
        yield Path("c-thick-ink", middle)
    yield Path("c-dots", dots([coordinates(*runs[-1][-1])]))


def _column_days(plot: Plot) -> float:
    """Days under one stroke: whole weeks, at least STROKE_GAP units."""
    span = plot.frame.span
    days = max((span.end - span.start).days, 1)
    weeks = 1
    while 7 * weeks * (RIGHT - plot.left) < STROKE_GAP * days:
        weeks += 1
    return 7.0 * weeks


def _strokes(plot: Plot, runs: PointRuns) -> list[Run]:
    """A stroke from lowest to highest in each column that has points,
    at the middle of its points' days.
    """
    wide = _column_days(plot)
    columns: dict[int, list[Point]] = {}
    for run in runs:
        for point in run:
            columns.setdefault(int(point.day // wide), []).append(point)
    return [_stroke(plot, points) for _, points in sorted(columns.items())]


def _stroke(plot: Plot, points: Sequence[Point]) -> Run:
    """From the highest point to the lowest, and a little longer where both are one."""
    x = plot.x((points[0].day + points[-1].day) / 2)
    ys = [plot.y(point.value) for point in points]
    top, bottom = min(ys), max(ys)
    if bottom - top < STROKE_LEAST:
        top, bottom = top - 1, bottom + 1
    return [(x, max(top, TOP)), (x, min(bottom, plot.bottom))]


def _thinned(plot: Plot, medians: PointRuns) -> list[list[Point]]:
    """The last median of each column, run by run: no new values, only fewer."""
    wide = _column_days(plot)
    return [list({int(point.day // wide): point for point in run}.values()) for run in medians]

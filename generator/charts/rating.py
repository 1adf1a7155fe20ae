"""Rating: a value on a full scale over time, as dots with a line, or as a stroke per week when there are many.

In: a RatingChart. Out: its Figure, 320 by 198 units.
Touches nothing.

Terms
    dense   so many points that dots would cover each other; each stretch of weeks is a stroke from its lowest
            value to its highest, and the medians are one line on top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from generator.charts.figure import Figure, Path
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
    place_ends,
    place_latest,
    place_phases,
    place_start,
    start_line,
    zone,
)
from generator.charts.labels import Board, Trace
from generator.charts.paths import compact, coordinates, dots, polylines
from generator.charts.scales import linear
from generator.charts.ticks import value_ticks
from generator.view.chart_values import Point, RatingChart

#: Units of height from the highest value to the lowest.
HEIGHT = 150.0
#: Dots stay single up to so many; beyond, when they are closer than DENSE_GAP units on average, they are dense.
DENSE_FROM = 40
DENSE_GAP = 2.5
#: Units between two strokes of a dense series, at least.
STROKE_GAP = 2.5

#: Places in units, in the order of their days.
Run = Sequence[tuple[float, float]]


def draw_rating(chart: RatingChart) -> Figure:
    """The figure of a rating. Without points it has the frame, the aim and the words of the empty state."""
    whole = chart.low == int(chart.low) and chart.high == int(chart.high)
    return draw_on_axis(
        chart, value_ticks(chart.low, chart.high, length=HEIGHT, least=1.0 if whole else 0.0)
    )


def draw_on_axis(chart: RatingChart, values: tuple[float, ...]) -> Figure:
    """The figure of a rating on an axis with words at `values`."""
    bottom = TOP + HEIGHT
    plot = draw_frame(chart, linear(chart.low, chart.high, bottom, TOP), values, chart.unit)
    runs, medians = _places(plot, chart.runs), _places(plot, chart.medians)
    strokes: list[Run] = []
    if _is_dense(runs):
        strokes = _strokes(plot, chart.runs)
        medians = _thinned(plot, chart.medians)
        data = _dense_paths(strokes, medians, runs)
    else:
        data = _paths(runs, medians)

    aims = aim_levels(plot, chart.aim)
    phases = phase_lines(plot, chart.phases)
    paths = (
        *(zone(plot, chart.aim) if chart.aim else ()),
        *grid(plot, aims),
        *draw_gaps(plot, chart.gaps),
        *aim_lines(plot, aims),
        *start_line(plot, chart.start),
        *phase_paths(plot, phases),
        *data,
        *axes(plot),
    )

    grounds = [Trace(strokes or runs), Trace(medians)]
    levels = [*aims, *([plot.y(chart.start.value)] if chart.start else [])]
    uprights = [phase.x for phase in phases if phase.begun and not phase.is_first]

    def latest(board: Board) -> None:
        if runs and chart.latest:
            place_latest(board, *runs[-1][-1], chart.latest)

    def named_levels(board: Board) -> None:
        if chart.aim:
            place_aim(board, plot, chart.aim)
        if chart.start:
            place_start(board, plot, chart.start)

    def ends(board: Board) -> None:
        place_ends(board, plot, chart.low_words, chart.high_words)

    bare = Board(WIDTH, plot.height, grounds, levels=levels, uprights=uprights)
    pin_axes(bare, plot)

    def labelled(order: Sequence[Callable[[Board], None]]) -> Board:
        board = bare.copy()
        for put in order:
            put(board)
        return board

    # The first order is the order of importance. Where it leaves words out or covers data, another may do better:
    # an aim can stand on either side of its line, the end of a scale has but one row.
    board = labelled((latest, named_levels, ends))
    for order in ((latest, ends, named_levels), (named_levels, latest, ends)):
        if board.harm:
            board = min(board, labelled(order), key=lambda board: board.harm)
    if not runs:
        place_empty(board, plot, chart.empty)
    unnamed = place_phases(board, plot, phases)
    return Figure(WIDTH, plot.height, paths, board.labels, draw_notes(plot, unnamed))


def _places(plot: Plot, runs: Iterable[Sequence[Point]]) -> list[Run]:
    x, y = plot.x, plot.y
    return [[(x(point.day), y(point.value)) for point in run] for run in runs if run]


def _printed(runs: Iterable[Run]) -> list[list[str]]:
    return [[coordinates(x, y) for x, y in run] for run in runs]


def _paths(runs: Sequence[Run], medians: Sequence[Run]) -> Iterable[Path]:
    """A line and dots; thin and small under medians."""
    printed = _printed(runs)
    line, discs, middle = (
        polylines(printed),
        dots([point for run in printed for point in run]),
        _middle(medians),
    )
    if line:
        yield Path("c-thin" if middle else "c-line", line)
    if discs:
        yield Path("c-dots-small" if middle else "c-dots", discs)
    if middle:
        yield Path("c-thick", middle)


def _middle(medians: Sequence[Run]) -> str:
    """A line through each run of medians; a single median is a dot as thick as the line."""
    return "".join(
        "M" + " ".join(run) + ("h0" if len(run) == 1 else "") for run in _printed(medians)
    )


def _is_dense(runs: Sequence[Run]) -> bool:
    count = sum(map(len, runs))
    return count > DENSE_FROM and runs[-1][-1][0] - runs[0][0][0] < DENSE_GAP * count


def _dense_paths(
    strokes: Sequence[Run], medians: Sequence[Run], runs: Sequence[Run]
) -> Iterable[Path]:
    drawn = "".join(f"M{coordinates(*stroke[0])}V{compact(stroke[1][1])}" for stroke in strokes)
    yield Path("c-line", drawn)
    middle = _middle(medians)
    if middle:
        yield Path("c-thick-halo", middle)
        yield Path("c-thick-ink", middle)
    yield Path("c-dots", dots([coordinates(*runs[-1][-1])]))


def _column_days(plot: Plot) -> float:
    """Days under one stroke: whole weeks, at least STROKE_GAP units."""
    days = max((plot.span.end - plot.span.start).days, 1)
    weeks = 1
    while 7 * weeks * (RIGHT - plot.left) < STROKE_GAP * days:
        weeks += 1
    return 7.0 * weeks


def _strokes(plot: Plot, runs: Iterable[Sequence[Point]]) -> list[Run]:
    """A stroke from lowest to highest in each column that has points, at the middle of its points' days."""
    wide = _column_days(plot)
    columns: dict[int, list[Point]] = {}
    for run in runs:
        for point in run:
            columns.setdefault(int(point.day // wide), []).append(point)
    strokes: list[Run] = []
    for _, points in sorted(columns.items()):
        x = plot.x((points[0].day + points[-1].day) / 2)
        ys = [plot.y(point.value) for point in points]
        top, bottom = min(ys), max(ys)
        spare = 1 if top == bottom else 0
        strokes.append([(x, max(top - spare, TOP)), (x, min(bottom + spare, plot.bottom))])
    return strokes


def _thinned(plot: Plot, medians: Iterable[Sequence[Point]]) -> list[Run]:
    """The last median of each column, run by run: no new values, only fewer."""
    wide = _column_days(plot)
    kept = [tuple({int(point.day // wide): point for point in run}.values()) for run in medians]
    return _places(plot, kept)

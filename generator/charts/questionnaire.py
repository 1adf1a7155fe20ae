"""Questionnaire: totals on their full scale over time, on bands with names, with the corridor of usual wobble.

In: a QuestionnaireChart. Out: its Figure, 320 by 222 units.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import (
    EDGE_LEFT,
    EDGE_RIGHT,
    PARTED_FROM,
    RIGHT,
    TOP,
    WIDTH,
    LabelSide,
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
    place_start,
    start_line,
    wordings,
    zone,
)
from generator.charts.labels import Board, Over, Spot, Trace, Wording
from generator.charts.paths import across, box, coordinates, dots, polylines
from generator.charts.scales import linear
from generator.charts.ticks import value_ticks
from generator.view.chart_values import BandMark, Corridor, QuestionnaireChart, Tint

#: Units of height from the highest total to the lowest.
HEIGHT = 174.0
#: From so many bands on, their edges stand in for the grid.
EDGES_FROM = 3
#: Units from a band's middle to the baseline of its name, and how far the name may move up or down from there.
MIDDLE = 4.5
ASIDE = (0.0, -10.0, 10.0, -18.0, 18.0)


def draw_questionnaire(chart: QuestionnaireChart) -> Figure:
    """The figure of a questionnaire. Without totals it has the frame, the bands, the aim and the empty state."""
    bottom = TOP + HEIGHT
    whole = chart.low == int(chart.low) and chart.high == int(chart.high)
    values = value_ticks(chart.low, chart.high, length=HEIGHT, least=1.0 if whole else 0.0)
    plot = draw_frame(chart, linear(chart.low, chart.high, bottom, TOP), values)
    runs = [
        [(plot.x(point.day), plot.y(point.value)) for point in run] for run in chart.runs if run
    ]
    aims, phases = aim_levels(plot, chart.aim), phase_lines(plot, chart.phases)
    corridor = _corridor(plot, chart.noise, chart) if runs else []
    paths = (
        *_bands(plot, chart.bands),
        *(_edges(plot, chart.bands) if len(chart.bands) >= EDGES_FROM else grid(plot, aims)),
        *(zone(plot, chart.aim) if chart.aim else ()),
        *draw_gaps(plot, chart.gaps),
        *aim_lines(plot, aims),
        *start_line(plot, chart.start),
        *phase_paths(plot, phases),
        *(
            [Path("c-wobble", across(plot.left, max(runs[-1][-1][0], plot.left + 12), corridor))]
            if corridor
            else ()
        ),
        *_data(runs),
        *axes(plot),
    )
    levels = [*aims, *([plot.y(chart.start.value)] if chart.start else [])]
    # The corridor ends at the latest total; words at the right edge only cross it where that is near.
    levels += corridor if runs and runs[-1][-1][0] > RIGHT - PARTED_FROM else []
    uprights = [phase.x for phase in phases if phase.begun and not phase.is_first]

    def latest(board: Board) -> None:
        if runs and chart.latest:
            place_latest(board, *runs[-1][-1], chart.latest)

    def bands(board: Board) -> None:
        for band in chart.bands:
            _place_band(board, plot, band)

    def named_levels(board: Board) -> None:
        if chart.aim:
            place_aim(board, plot, chart.aim)
        if chart.start:
            place_start(board, plot, chart.start)

    def noise(board: Board) -> None:
        if chart.noise and corridor:
            _place_wobble(board, plot, chart.noise, corridor, runs[-1][-1][0])

    def first(board: Board) -> None:
        if runs and chart.first:
            _place_first(board, *runs[0][0], chart.first)

    bare = Board(WIDTH, plot.height, [Trace(runs)], levels=levels, uprights=uprights)
    pin_axes(bare, plot)

    def labelled(order: Sequence[Callable[[Board], None]]) -> Board:
        board = bare.copy()
        for put in order:
            put(board)
        return board

    board = labelled((latest, bands, named_levels, noise, first))
    if (
        board.harm > Over.DATA
    ):  # something is left out, or much is crossed; else the names keep their column
        board = min(
            board,
            labelled((latest, named_levels, bands, noise, first)),
            key=lambda board: board.harm,
        )
    if not runs:
        place_empty(board, plot, chart.empty)
    unnamed = place_phases(board, plot, phases)
    return Figure(WIDTH, plot.height, paths, board.labels, draw_notes(plot, unnamed))


def _data(runs: Sequence[Sequence[tuple[float, float]]]) -> Iterable[Path]:
    printed = [[coordinates(x, y) for x, y in run] for run in runs]
    line, discs = polylines(printed), dots([point for run in printed for point in run])
    if line:
        yield Path("c-line", line)
    if discs:
        yield Path("c-dots", discs)


def _bands(plot: Plot, bands: Iterable[BandMark]) -> Iterable[Path]:
    tinted = [(plot.y(band.high), plot.y(band.low)) for band in bands if band.tint is Tint.GREY]
    d = "".join([box(plot.left, top, RIGHT, bottom) for top, bottom in tinted if bottom > top])
    if d:
        yield Path("c-band", d)


def _edges(plot: Plot, bands: Sequence[BandMark]) -> Iterable[Path]:
    yield Path("c-band-edge", across(plot.left, RIGHT, [plot.y(band.low) for band in bands[1:]]))


def _corridor(plot: Plot, noise: Corridor | None, chart: QuestionnaireChart) -> list[float]:
    """The upper and the lower line, in units from the top, as far as they lie on the scale."""
    ends = [] if noise is None else [noise.high, noise.low]
    return [plot.y(value) for value in ends if chart.low < value < chart.high]


def _place_band(board: Board, plot: Plot, band: BandMark) -> None:
    """The name in the middle of its band, at the right edge first; in a high band also above and below the middle."""
    if band.label is None:
        return
    top, bottom = plot.y(band.high), plot.y(band.low)
    middle = (top + bottom) / 2 + MIDDLE
    rows = [middle + by for by in ASIDE if not by or top + 12 <= middle + by <= bottom - 4]
    right, left = RIGHT - EDGE_RIGHT, plot.left + EDGE_LEFT
    spots = [
        Spot(x, y, at)
        for y in rows
        for x, at in ((right, TextAnchor.END), (left, TextAnchor.START))
    ]
    spots += [
        Spot(plot.left + (RIGHT - plot.left) * part, y, TextAnchor.MIDDLE)
        for y in rows
        for part in (0.75, 0.5, 0.25)
    ]
    board.place("c-note c-halo", [Wording((band.label,), tuple(spots))], Over.LEVELS)


def _place_wobble(
    board: Board, plot: Plot, noise: Corridor, corridor: Sequence[float], end: float
) -> None:
    """The corridor's words, inside it first, and never beyond the `end` of its lines."""
    inside = (LabelSide.BELOW, LabelSide.ABOVE)
    rows = [(y, inside[index % 2]) for index, y in enumerate(corridor)]
    if len(corridor) == 1 and corridor[0] > plot.y((noise.low + noise.high) / 2):
        rows = [(corridor[0], LabelSide.ABOVE)]
    rows += [
        (y, LabelSide.ABOVE if side is LabelSide.BELOW else LabelSide.BELOW) for y, side in rows
    ]
    at_left = [
        Wording(
            w.lines,
            tuple(spot for spot in w.spots if spot.anchor is not TextAnchor.END and spot.x < end),
        )
        for w in wordings(plot, noise.label, rows)
    ]
    board.place("c-note c-halo", at_left, Over.LEVELS, plot.inside)


def _place_first(board: Board, x: float, y: float, text: str) -> None:
    """The first total in bold beside its dot, where nothing is covered; else left out."""
    spots = (
        *(
            Spot(x + 7, y + 5, TextAnchor.START),
            Spot(x + 6, y + 17, TextAnchor.START),
            Spot(x + 6, y - 7, TextAnchor.START),
        ),
        *(Spot(x, y - 9, TextAnchor.MIDDLE), Spot(x, y + 19, TextAnchor.MIDDLE)),
    )
    board.place("c-num c-halo", [Wording((text,), spots)], Over.UPRIGHTS)

"""Gas: five rows with the client's own words, and a dot at the level of each entry.

In: a GasChart. Out: its Figure, 320 by 268 units, a little higher where the plan has phases.
Touches nothing. The expected row is tinted; the start is a hollow dot. Words that are too long for their row end in
an ellipsis; the table beside the drawing has them whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import (
    RIGHT,
    TOP,
    WIDTH,
    Plot,
    axes,
    draw_notes,
    phase_lines,
    phase_paths,
    place_phases,
)
from generator.charts.labels import BOLD, Board, Box, Over, Spot, Wording, cut, text_width
from generator.charts.paths import across, box, circle, coordinates, dots, polylines
from generator.charts.scales import linear
from generator.charts.ticks import time_axis
from generator.view.chart_values import GasChart, LevelRow

#: Units: the right end of the marks, the left end of words and time, a row's height.
MARK_END = 22.0
LEFT = 34.0
ROW = 46.0
#: Units from a row's top to the baseline of its words and to the middle of its dots.
WORDS_Y = 17.0
DOTS_Y = 33.0
#: Units above the rows: enough for the names of phases, or for none.
ABOVE = 10.0
#: Units from the rows to the axis, and from there to the drawing's end.
AXIS_Y = 4.0
BELOW = 24.0
#: The radius of the hollow dot at the start.
START_RADIUS = 4.5


def draw_gas(chart: GasChart) -> Figure:
    """The figure of five levels. Without entries it has the rows, the start and the words of the empty state."""
    top = TOP if chart.phases else ABOVE
    end = top + ROW * len(chart.rows)
    bottom = end + AXIS_Y
    time = time_axis(chart.span, LEFT, RIGHT)
    y = linear(-2, 2, end - ROW + DOTS_Y, top + DOTS_Y)
    plot = Plot(chart.span, LEFT, bottom, time.x, y, (), time, TOP)
    phases = phase_lines(plot, chart.phases)
    runs = [[(plot.x(point.day), y(point.value)) for point in run] for run in chart.runs if run]
    paths = (
        *_rows(chart.rows, top),
        *phase_paths(plot, phases),
        *_data(runs),
        *(
            [Path("c-open", circle(plot.x(chart.start.day), y(chart.start.value), START_RADIUS))]
            if chart.start
            else []
        ),
        *axes(plot),
    )
    board = Board(WIDTH, bottom + BELOW)
    for word in time.words:
        board.pin("", Spot(word.x, bottom + 18, word.anchor), word.text)
    for number, row in enumerate(chart.rows):
        baseline = top + ROW * number + WORDS_Y
        board.pin("c-num" if row.note else "", Spot(MARK_END, baseline, TextAnchor.END), row.mark)
        words = Wording((_fitted(row),), (Spot(LEFT, baseline, TextAnchor.START),))
        board.place("c-strong c-halo" if row.note else "c-halo", [words], Over.NOTHING)
    if not runs:
        lanes = [top + ROW * number + DOTS_Y + 5 for number in (3, 4, 2, 1, 0)]
        spots = tuple(Spot((LEFT + RIGHT) / 2, lane, TextAnchor.MIDDLE) for lane in lanes)
        board.place(
            "c-note c-halo",
            [Wording((chart.empty,), spots)],
            Over.NOTHING,
            Box(LEFT, 0, WIDTH, bottom),
        )
    unnamed = place_phases(board, plot, phases)
    return Figure(WIDTH, int(bottom + BELOW), paths, board.labels, draw_notes(plot, unnamed))


def _rows(rows: Sequence[LevelRow], top: float) -> Iterable[Path]:
    """The tint of the expected row and the lines between all."""
    tops = [top + ROW * number for number in range(len(rows) + 1)]
    tints = "".join(
        box(0, y, WIDTH, y + ROW) for y, row in zip(tops, rows, strict=False) if row.note
    )
    if tints:
        yield Path("c-zone", tints)
    yield Path("c-band-edge", across(0, WIDTH, tops))


def _data(runs: Sequence[Sequence[tuple[float, float]]]) -> Iterable[Path]:
    printed = [[coordinates(x, y) for x, y in run] for run in runs]
    line = polylines(printed)
    if line:
        yield Path("c-thin", line)
    if printed:
        yield Path("c-dots", dots([point for run in printed for point in run]))


def _fitted(row: LevelRow) -> str:
    """The row's words with its note, cut at a word where they are too long for the row."""
    room = (RIGHT - LEFT) / (BOLD if row.note else 1.0)
    note = f" {row.note}" if row.note else ""
    return cut(row.words, room - text_width(note)) + note

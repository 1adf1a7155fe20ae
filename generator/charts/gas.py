"""Gas: five rows with the client's own words, and a dot at the level of each entry.

In: a GasChart. Out: its Figure, 320 by 268 units; higher where words take a second line, and where
the plan has phases.
Touches nothing. The expected row is tinted; the start is a hollow dot. Words that are too long for
two lines end in an ellipsis; the table beside the drawing has them whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import axes, pin_time
from generator.charts.labels import (
    BOLD,
    LINE,
    Board,
    Box,
    Overlap,
    Spot,
    Wording,
    fitted,
    text_width,
)
from generator.charts.line import Run, places
from generator.charts.paths import across, box, circle, coordinates, dots, polylines
from generator.charts.phases import PhaseLine, phase_lines, phase_paths, place_phases
from generator.charts.plot import RIGHT, TOP, WIDTH, Plot, ValueAxis
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
#: Most lines of a row's words; units from the middle of a row's dots to the baseline of words there.
LINES = 2
BASELINE = 5.0
#: Units above the rows: enough for the names of phases, or for none.
ABOVE = 10.0
#: Units from the rows to the axis.
AXIS_Y = 4.0
#: Rows in which the words of the empty state may stand, best first: the aim's own is third from the
#: top.
EMPTY_ROWS = (3, 4, 2, 1, 0)
#: The radius of the hollow dot at the start.
START_RADIUS = 4.5


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows from `top` down, each `height` high, with so many lines of words."""

    rows: tuple[LevelRow, ...]
    top: float

    @property
    def lines(self) -> int:
        """How many lines the longest words take."""
        return max([len(_fitted(row)) for row in self.rows], default=1)

    @property
    def height(self) -> float:
        return ROW + LINE * (self.lines - 1)

    def at(self, number: int) -> float:
        """The upper end of a row, counted from the top."""
        return self.top + self.height * number

    def dots(self, number: int) -> float:
        """The middle of a row's dots."""
        return self.at(number) + DOTS_Y + self.height - ROW


def draw_gas(chart: GasChart) -> Figure:
    """The figure of five levels.

    Without entries it has the rows, the start and the words of the empty state.
    """
    rows = _Rows(chart.rows, TOP if chart.frame.phases else ABOVE)
    plot = _lay_out(chart, rows)
    phases = phase_lines(plot)
    board = Board(WIDTH, plot.height)
    pin_time(board, plot)
    for number, row in enumerate(chart.rows):
        _place_row(board, row, rows.at(number) + WORDS_Y)
    if not any(chart.runs):
        _place_empty(board, plot, rows)
    named, key = place_phases(board, phases)
    paths = tuple(_paths(plot, chart, rows, phases))
    return Figure(WIDTH, plot.height, paths, named.labels, key)


def _lay_out(chart: GasChart, rows: _Rows) -> Plot:
    """The plot below the rows; its values are the levels, which the rows name."""
    levels = linear(-2, 2, rows.dots(len(chart.rows) - 1), rows.dots(0))
    time = time_axis(chart.frame.span, LEFT, RIGHT)
    bottom = rows.at(len(chart.rows)) + AXIS_Y
    return Plot(chart.frame, LEFT, ValueAxis(levels, ()), time, bottom=bottom)


def _paths(
    plot: Plot,
    chart: GasChart,
    rows: _Rows,
    phases: Sequence[PhaseLine],
) -> Iterable[Path]:
    """The rows, over them phases, dots and the start, then the axes."""
    yield from _row_paths(rows)
    yield from phase_paths(plot, phases)
    yield from _data(places(plot, chart.runs))
    yield from _start(plot, chart)
    yield from axes(plot)


def _start(plot: Plot, chart: GasChart) -> Iterable[Path]:
    if chart.start:
        place = (plot.x(chart.start.day), plot.y(chart.start.value))
        yield Path("c-open", circle(*place, START_RADIUS))


def _place_row(board: Board, row: LevelRow, baseline: float) -> None:
    """A row's mark and its words; those of the expected row are bold."""
    mark, words = "n", "c-halo c-own"
    if row.note:
        mark, words = "c-num n", "c-strong c-halo c-own"
    board.pin(mark, Spot(MARK_END, baseline, TextAnchor.END), row.mark)
    wording = Wording(_fitted(row), (Spot(LEFT, baseline, TextAnchor.START),))
    board.place(words, [wording], Overlap.NOTHING)


def _place_empty(board: Board, plot: Plot, rows: _Rows) -> None:
    middle = (LEFT + RIGHT) / 2
    spots = tuple(
        Spot(middle, rows.dots(number) + BASELINE, TextAnchor.MIDDLE) for number in EMPTY_ROWS
    )
    wording = Wording((plot.frame.empty,), spots)
    within = Box(LEFT, 0, WIDTH, plot.bottom)
    board.place("c-note c-halo", [wording], Overlap.NOTHING, within)


def _row_paths(rows: _Rows) -> Iterable[Path]:
    """The tint of the expected row and the lines between all."""
    tops = [rows.at(number) for number in range(len(rows.rows) + 1)]
    tinted = [y for y, row in zip(tops, rows.rows, strict=False) if row.note]
    if tinted:
        yield Path("c-wash", "".join(box(0, y, WIDTH, y + rows.height) for y in tinted))
    yield Path("c-band-edge", across(0, WIDTH, tops))


def _data(runs: Sequence[Run]) -> Iterable[Path]:
    printed = [[coordinates(x, y) for x, y in run] for run in runs]
    line = polylines(printed)
    if line:
        yield Path("c-line", line)
    if printed:
        yield Path("c-dots", dots([point for run in printed for point in run]))


def _fitted(row: LevelRow) -> tuple[str, ...]:
    """The row's words with its note, in as many lines as they need, at most two."""
    room = RIGHT - LEFT
    if not row.note:
        return fitted(row.words, room, LINES)
    note = f" {row.note}"
    *first, last = fitted(row.words, room / BOLD - text_width(note), LINES)
    return (*first, last + note)

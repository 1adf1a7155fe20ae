"""Gas: five rows with the client's own words, and a dot at the level of each entry.

In: a GasChart. Out: its Figure, 320 by 268 units, a little higher where the plan has phases.
Touches nothing. The expected row is tinted; the start is a hollow dot. Words that are too long for
their row end in an ellipsis; the table beside the drawing has them whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import axes, pin_time
from generator.charts.labels import BOLD, Board, Box, Overlap, Spot, Wording, cut, text_width
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
#: Units above the rows: enough for the names of phases, or for none.
ABOVE = 10.0
#: Units from the rows to the axis.
AXIS_Y = 4.0
#: Rows in which the words of the empty state may stand, best first: the aim's own is third from the
#: top.
EMPTY_ROWS = (3, 4, 2, 1, 0)
#: The radius of the hollow dot at the start.
START_RADIUS = 4.5


def draw_gas(chart: GasChart) -> Figure:
    """The figure of five levels.

    Without entries it has the rows, the start and the words of the empty state.
    """
    top = TOP if chart.frame.phases else ABOVE
    plot = _lay_out(chart, top)
    phases = phase_lines(plot)
    board = Board(WIDTH, plot.height)
    pin_time(board, plot)
    _place_rows(board, chart.rows, top + WORDS_Y)
    if not any(chart.runs):
        _place_empty(board, plot, top)
    named, key = place_phases(board, phases)
    paths = tuple(_paths(plot, chart, top, phases))
    return Figure(WIDTH, plot.height, paths, named.labels, key)


def _lay_out(chart: GasChart, top: float) -> Plot:
    """The plot below the rows; its values are the levels, which the rows name."""
    end = top + ROW * len(chart.rows)
    levels = linear(-2, 2, end - ROW + DOTS_Y, top + DOTS_Y)
    time = time_axis(chart.frame.span, LEFT, RIGHT)
    return Plot(chart.frame, LEFT, ValueAxis(levels, ()), time, bottom=end + AXIS_Y)


def _paths(
    plot: Plot,
    chart: GasChart,
    top: float,
    phases: Sequence[PhaseLine],
) -> Iterable[Path]:
    """The rows, over them phases, dots and the start, then the axes."""
    yield from _rows(chart.rows, top)
    yield from phase_paths(plot, phases)
    yield from _data(places(plot, chart.runs))
    yield from _start(plot, chart)
    yield from axes(plot)


def _start(plot: Plot, chart: GasChart) -> Iterable[Path]:
    if chart.start:
        place = (plot.x(chart.start.day), plot.y(chart.start.value))
        yield Path("c-open", circle(*place, START_RADIUS))


def _place_rows(board: Board, rows: Iterable[LevelRow], baseline: float) -> None:
    """All rows, the first one's words at `baseline`."""
    for number, row in enumerate(rows):
        _place_row(board, row, baseline + ROW * number)


def _place_row(board: Board, row: LevelRow, baseline: float) -> None:
    """A row's mark and its words; those of the expected row are bold."""
    mark, words = "", "c-halo"
    if row.note:
        mark, words = "c-num", "c-strong c-halo"
    board.pin(mark, Spot(MARK_END, baseline, TextAnchor.END), row.mark)
    wording = Wording((_fitted(row),), (Spot(LEFT, baseline, TextAnchor.START),))
    board.place(words, [wording], Overlap.NOTHING)


def _place_empty(board: Board, plot: Plot, top: float) -> None:
    middle = (LEFT + RIGHT) / 2
    baselines = [top + ROW * number + DOTS_Y + 5 for number in EMPTY_ROWS]
    spots = tuple(Spot(middle, y, TextAnchor.MIDDLE) for y in baselines)
    wording = Wording((plot.frame.empty,), spots)
    within = Box(LEFT, 0, WIDTH, plot.bottom)
    board.place("c-note c-halo", [wording], Overlap.NOTHING, within)


def _rows(rows: Sequence[LevelRow], top: float) -> Iterable[Path]:
    """The tint of the expected row and the lines between all."""
    tops = [top + ROW * number for number in range(len(rows) + 1)]
    tinted = [y for y, row in zip(tops, rows, strict=False) if row.note]
    if tinted:
        yield Path("c-wash", "".join(box(0, y, WIDTH, y + ROW) for y in tinted))
    yield Path("c-band-edge", across(0, WIDTH, tops))


def _data(runs: Sequence[Run]) -> Iterable[Path]:
    printed = [[coordinates(x, y) for x, y in run] for run in runs]
    line = polylines(printed)
    if line:
        yield Path("c-thin", line)
    if printed:
        yield Path("c-dots", dots([point for run in printed for point in run]))


def _fitted(row: LevelRow) -> str:
    """The row's words with its note, cut at a word where they are too long for the row."""
    room = RIGHT - LEFT
    if not row.note:
        return cut(row.words, room)
    note = f" {row.note}"
    return cut(row.words, room / BOLD - text_width(note)) + note

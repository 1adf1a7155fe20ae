"""Plot: the frame that ratings and counts share: axes, grid, aim, start, phases and gaps.

In: the parts of a chart that say when and how much. Out: paths, and labels on a Board.
Touches nothing but the Board in hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from generator.charts.figure import Path, TextAnchor
from generator.charts.labels import LINE, Board, Box, Over, Spot, Wording, in_two, text_width
from generator.charts.paths import across, apart, box, circle, upright
from generator.charts.scales import Scale
from generator.charts.ticks import TimeAxis, time_axis, value_words
from generator.view import dates
from generator.view.chart_values import (
    AimMark,
    AimSide,
    ChartWords,
    Flag,
    Interval,
    IntervalKind,
    LevelMark,
    PhaseMark,
    TimeSpan,
)

#: The drawing is 320 units wide; the plot stands at 33 to 310, under 24 for phase names and over 24 for dates.
WIDTH = 320
LEFT = 33.0
RIGHT = 310.0
TOP = 24.0
BELOW = 24.0
#: What happened is numbered under the axis, in a lane of its own: rings of this size and distance.
LANE = 20.0
FLAG_Y = 12.0
FLAG_RADIUS = 7.5
FLAG_GAP = 17.0
#: Units from the plot to the words of the value axis.
TICK_AWAY = 7.0
#: Units from the plot's edges to words inside it: 4 from the right, 5 from the left, where the axis stands.
EDGE_RIGHT = 4.0
EDGE_LEFT = 5.0
#: Words narrower than this many units stay in one line.
PARTED_FROM = 90.0
#: Clear units between two phase names: the later one's line stands there.
NAME_SIDE = 0.5
#: Baselines above and below a line that words belong to.
ABOVE_LINE = 6.0
BELOW_LINE = 16.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The frame of one chart: its edges in units, its value scale and its time axis."""

    span: TimeSpan
    left: float
    bottom: float
    x: Scale
    y: Scale
    values: tuple[float, ...]
    time: TimeAxis

    roof: float
    unit: str = ""
    flags: tuple[tuple[float, str], ...] = ()

    @property
    def lane(self) -> float:
        """Where the words of the time axis begin, below the numbers of what happened."""
        return self.bottom + (LANE if self.flags else 0.0)

    @property
    def height(self) -> int:
        """The height of the whole drawing."""
        return int(self.lane + BELOW)

    def at(self, day: date) -> float:
        """Where a day begins, in units, within the plot."""
        return self.x((day - self.span.start).days)

    @property
    def inside(self) -> Box:
        """Where words about levels may stand: not in the row of phase names where the plan has phases."""
        return Box(self.left + 2, self.roof, WIDTH - 2, self.bottom)


class FramedChart(Protocol):
    """What every chart has that stands in a frame."""

    @property
    def words(self) -> ChartWords: ...
    @property
    def span(self) -> TimeSpan: ...
    @property
    def phases(self) -> tuple[PhaseMark, ...]: ...


def draw_frame(
    chart: FramedChart, y: Scale, values: tuple[float, ...], unit: str = "", before: float = 0.0
) -> Plot:
    """The frame of a chart with words at `values` of the value axis, each with its unit.

    Wide words move its left edge inwards; time begins `before` units right of it.
    """
    left = max(
        LEFT, max([text_width(value_words(value) + unit) for value in values]) + TICK_AWAY + 1
    )
    time = time_axis(chart.span, left + before, RIGHT)
    flags = _flags(time, left, chart.words.flags)
    return Plot(
        chart.span,
        left,
        y.most,
        time.x,
        y,
        values,
        time,
        TOP - 4 if chart.phases else 2,
        unit,
        flags,
    )


def _flags(time: TimeAxis, left: float, flags: Sequence[Flag]) -> tuple[tuple[float, str], ...]:
    """Where each flag stands and what it says: at its day, moved as little as needed to be apart."""
    places = apart([time.x(flag.day) for flag in flags], FLAG_GAP, left, WIDTH - FLAG_GAP / 2)
    return tuple((x, flag.words) for x, flag in zip(places, flags, strict=True))


def pin_axes(board: Board, plot: Plot) -> None:
    """The words of both axes, which all other words keep clear of, and the numbers of what happened."""
    for value in plot.values:
        board.pin(
            "",
            Spot(plot.left - TICK_AWAY, plot.y(value) + 4.5, TextAnchor.END),
            value_words(value) + plot.unit,
        )
    for word in plot.time.words:
        board.pin("", Spot(word.x, plot.lane + 18, word.anchor), word.text)
    for number, (x, _) in enumerate(plot.flags, 1):
        board.pin(
            "c-flag-number",
            Spot(x, plot.bottom + FLAG_Y + 4, TextAnchor.MIDDLE),
            dates.number(number),
        )


def axes(plot: Plot) -> Iterable[Path]:
    """The time axis with its marks, and a ring for each number of what happened."""
    yield Path("c-axis", across(plot.left, RIGHT, [plot.bottom]))
    yield Path("c-tick", upright(plot.time.marks, plot.bottom, plot.bottom + 4))
    if plot.flags:
        yield Path(
            "c-flag", "".join(circle(x, plot.bottom + FLAG_Y, FLAG_RADIUS) for x, _ in plot.flags)
        )


def draw_notes(plot: Plot, unnamed: Sequence[str]) -> tuple[str, ...]:
    """The words behind all numbers: what happened, then the phases whose names found no room."""
    return (*(words for _, words in plot.flags), *unnamed)


def grid(plot: Plot, aims: Sequence[float]) -> Iterable[Path]:
    """Level lines at the axis's values, but for the bottom, where the axis is, and where an aim's line stands."""
    levels = [plot.y(value) for value in plot.values[1:]]
    drawn = [y for y in levels if all(abs(y - aim) > 0.5 for aim in aims)]
    if drawn:
        yield Path("c-grid", across(plot.left, RIGHT, drawn))


def aim_levels(plot: Plot, aim: AimMark | None) -> tuple[float, ...]:
    """The lines that limit an aim, in units from the top: one, or two for an aim between."""
    if aim is None:
        return ()
    match aim.side:
        case AimSide.ABOVE:
            return (plot.y(aim.low),)
        case AimSide.BELOW:
            return (plot.y(aim.high),)
        case AimSide.WITHIN:
            return (plot.y(aim.high), plot.y(aim.low))


def zone(plot: Plot, aim: AimMark) -> Iterable[Path]:
    """The values that meet the aim, unless there is no height between them."""
    levels = aim_levels(plot, aim)
    top = TOP if aim.side is AimSide.ABOVE else levels[0]
    bottom = plot.bottom if aim.side is AimSide.BELOW else levels[-1]
    if bottom > top:
        yield Path("c-zone", box(plot.left, top, RIGHT, bottom))


def aim_lines(plot: Plot, levels: Sequence[float]) -> Iterable[Path]:
    """The aim's line or lines."""
    if levels:
        yield Path("c-aim", across(plot.left, RIGHT, dict.fromkeys(levels)))


def start_line(plot: Plot, start: LevelMark | None) -> Iterable[Path]:
    """A dotted line at the start, unless it lies on the axis, which would hide it."""
    if start is not None and plot.y(start.value) < plot.bottom - 1:
        yield Path("c-start", across(plot.left, RIGHT, [plot.y(start.value)]))


#: Units from end to end of the dash for a day left out on purpose.
SKIP = 7.0


def draw_gaps(plot: Plot, stretches: Iterable[Interval]) -> Iterable[Path]:
    """Hatched ground over the stretches, as far as they lie in the plot, on paper that hides zone and grid.

    A day left out on purpose is a dash on the axis.
    """
    stretches = tuple(stretches)
    skips = [plot.at(stretch.start) for stretch in stretches if stretch.kind is IntervalKind.SKIP]
    if skips:
        yield Path(
            "c-skip", "".join(across(x - SKIP / 2, x + SKIP / 2, [plot.bottom]) for x in skips)
        )
    edges = [
        (plot.at(one.start), plot.at(one.end)) for one in stretches if one.kind is IntervalKind.GAP
    ]
    d = "".join(box(left, TOP, right, plot.bottom) for left, right in edges if right > left)
    if d:
        yield Path("c-zone-back", d)
        yield Path("c-zone-break", d)


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A phase to draw at `x` units. `is_first` marks the one the span opens in: a name without a line."""

    x: float
    label: str
    begun: bool
    is_first: bool


def phase_lines(plot: Plot, phases: Iterable[PhaseMark]) -> tuple[PhaseLine, ...]:
    """The phases of the span from left to right: of those up to its start the latest, none from its end on."""
    before: PhaseLine | None = None
    inside = []
    for phase in sorted(phases, key=lambda phase: phase.start):
        if phase.start <= plot.span.start:
            before = PhaseLine(plot.left, phase.label, phase.begun, is_first=True)
        elif phase.start < plot.span.end:
            inside.append(PhaseLine(plot.at(phase.start), phase.label, phase.begun, is_first=False))
    return (*([before] if before else []), *inside)


def phase_paths(plot: Plot, phases: Iterable[PhaseLine]) -> Iterable[Path]:
    """A full line for each phase begun, a tick beside the name for those ahead."""
    lines = [phase for phase in phases if not phase.is_first]
    d = upright([phase.x for phase in lines if phase.begun], 18, plot.bottom)
    d += upright([phase.x for phase in lines if not phase.begun], 4, TOP)
    if d:
        yield Path("c-phase", d)


def place_phases(board: Board, plot: Plot, phases: Sequence[PhaseLine]) -> tuple[str, ...]:
    """Names right of their lines, the last one else left of it; a name that would reach the next line is a number.

    Gives the names behind the numbers, which go on after those of what happened.
    """
    unnamed: list[str] = []
    for index, phase in enumerate(phases):
        is_last = index == len(phases) - 1
        room = Box(phase.x, 0, WIDTH if is_last else phases[index + 1].x + 2, TOP)
        right = Spot(phase.x if phase.is_first else phase.x + 3, 15, TextAnchor.START)
        placed = board.place(
            "c-note", [Wording((phase.label,), (right,))], Over.LEVELS, room, NAME_SIDE
        )
        left = Spot(phase.x - 3, 15, TextAnchor.END)
        if placed is None and is_last:
            before = Box(phases[index - 1].x if index else 0, 0, phase.x, TOP)
            placed = board.place(
                "c-note", [Wording((phase.label,), (left,))], Over.LEVELS, before, NAME_SIDE
            )
        if placed is None:
            number = dates.number(len(plot.flags) + len(unnamed) + 1)
            if board.place(
                "c-note", [Wording((number,), (right, left))], Over.LEVELS, side=NAME_SIDE
            ):
                unnamed.append(phase.label)
    return tuple(unnamed)


class LabelSide(Enum):
    """On which side of a line its words stand."""

    ABOVE = "above"
    BELOW = "below"


#: A line's height in units, and the side of it where words stand.
Row = tuple[float, LabelSide]


def wordings(plot: Plot, text: str, rows: Sequence[Row]) -> Iterator[Wording]:
    """Words beside lines: at the right edge, at the left, then between, row by row; long ones then in two lines."""
    yield from _one_wording(plot, (text,), rows)
    if text_width(text) > PARTED_FROM and len(lines := in_two(text)) > 1:
        yield from _one_wording(plot, lines, rows)


def _one_wording(plot: Plot, lines: tuple[str, ...], rows: Sequence[Row]) -> Iterator[Wording]:
    first = [
        y + BELOW_LINE if side is LabelSide.BELOW else y - ABOVE_LINE - LINE * (len(lines) - 1)
        for y, side in rows
    ]
    right, left = RIGHT - EDGE_RIGHT, plot.left + EDGE_LEFT
    yield Wording(
        lines,
        tuple(
            [
                Spot(x, y, at)
                for y in first
                for x, at in ((right, TextAnchor.END), (left, TextAnchor.START))
            ]
        ),
    )
    middles = [plot.left + (RIGHT - plot.left) * part for part in (0.75, 0.5, 0.25)]
    yield Wording(lines, tuple([Spot(x, y, TextAnchor.MIDDLE) for y in first for x in middles]))


def place_aim(board: Board, plot: Plot, aim: AimMark) -> None:
    """The aim's words at its line, inside the zone first; else above the plot, at last over data."""
    levels = aim_levels(plot, aim)
    match aim.side:
        case AimSide.ABOVE:
            rows = [(levels[0], LabelSide.ABOVE), (levels[0], LabelSide.BELOW)]
        case AimSide.BELOW:
            rows = [(levels[0], LabelSide.BELOW), (levels[0], LabelSide.ABOVE)]
        case AimSide.WITHIN:
            rows = [
                (levels[0], LabelSide.BELOW),
                (levels[0], LabelSide.ABOVE),
                (levels[1], LabelSide.BELOW),
            ]
    above: list[Row] = [(TOP - 3, LabelSide.ABOVE)]
    anywhere = Box(plot.left, 2, WIDTH - 2, plot.bottom)
    for spots, worst, within in ((rows, Over.LEVELS, plot.inside), (above, Over.LEVELS, anywhere)):
        if board.place("c-halo", wordings(plot, aim.label, spots), worst, within) is not None:
            return
    board.place("c-halo", wordings(plot, aim.label, rows), Over.DATA, plot.inside)


def place_start(board: Board, plot: Plot, start: LevelMark) -> None:
    """The start's words at its line; left out where they would cover data."""
    y = plot.y(start.value)
    rows = [(y, LabelSide.ABOVE), (y, LabelSide.BELOW)]
    board.place("c-note c-halo", wordings(plot, start.label, rows), Over.LEVELS, plot.inside)


def place_ends(board: Board, plot: Plot, low_words: str | None, high_words: str | None) -> None:
    """The words for both ends of the scale; left out where they would cover data or level lines."""
    for text, row in (
        (high_words, (TOP - 1, LabelSide.BELOW)),
        (low_words, (plot.bottom, LabelSide.ABOVE)),
    ):
        if text:
            board.place("c-note c-halo", wordings(plot, text, [row]), Over.UPRIGHTS, plot.inside)


def place_empty(board: Board, plot: Plot, text: str) -> None:
    """The words of a plot without data, in its middle or as near as other words allow."""
    x, middle = (plot.left + RIGHT) / 2, (TOP + plot.bottom) / 2
    for lines in dict.fromkeys(((text,), in_two(text))):
        spots = tuple(Spot(x, middle + y, TextAnchor.MIDDLE) for y in (19, 5, -9, 33, -23, 47))
        if board.place("c-note c-halo", [Wording(lines, spots)], Over.LEVELS, plot.inside):
            return


def place_latest(board: Board, x: float, y: float, text: str) -> None:
    """The last value in bold, right of its dot; else above, below or left of it, where nothing is covered."""
    spots = (
        *(
            Spot(x + 7, y + 5, TextAnchor.START),
            Spot(x, y - 9, TextAnchor.MIDDLE),
            Spot(x + 7, y - 5, TextAnchor.START),
        ),
        *(Spot(x, y + 19, TextAnchor.MIDDLE), Spot(x + 7, y + 15, TextAnchor.START)),
        *(
            Spot(x - 7, y + 5, TextAnchor.END),
            Spot(x - 7, y - 6, TextAnchor.END),
            Spot(x - 7, y + 16, TextAnchor.END),
        ),
    )
    board.place("c-num c-halo", [Wording((text,), spots)], Over.DATA)

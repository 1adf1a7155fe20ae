"""Frame: the one way in which every chart over time is drawn: its frame, and its marks in it.

In: a Plot, and the chart's Marks. Out: its Figure.
Touches nothing.

Terms
    mark   what a chart adds to the frame: paths for its data, and texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.labels import (
    BELOW_MIDDLE,
    LINE,
    Blocks,
    Board,
    Box,
    Grip,
    Named,
    Obstacle,
    Overlap,
    Spot,
    TextMark,
    Wording,
    in_two,
    spots_beside,
    text_width,
)
from generator.charts.large_type import with_large_type
from generator.charts.paths import FLOWER_RADIUS, across, box, flowers, ticks
from generator.charts.phases import (
    PhaseLine,
    phase_lines,
    phase_paths,
    phase_uprights,
    place_phases,
)
from generator.charts.plot import RIGHT, TICK_AWAY, TOP, WIDTH, Plot
from generator.charts.ticks import value_words
from generator.view.chart_values import AimSide, Interval, IntervalKind

#: Units from the middle of a gap's words to lines that they do not name.
OFF_LINES = 18.0
#: Narrower gaps than this many units have no words.
GAP_LEAST = 12.0
#: Units from the plot's edges to words inside it: 4 from the right, 5 from the left, where the axis
#: stands.
EDGE_RIGHT = 4.0
EDGE_LEFT = 5.0
#: Parts of the plot's width at which words stand between its edges, best first.
BETWEEN = (0.75, 0.5, 0.25)
#: Words narrower than this many units stay in one line.
PARTED_FROM = 90.0
#: Baselines above and below a line that words belong to.
ABOVE_LINE = 5.0
BELOW_LINE = 14.0
#: Units from the middle of an empty plot to the baseline of its words, best first.
EMPTY_ROWS = (19, 5, -9, 33, -23, 47)
#: Spots of a number beside its dot, best first.
BESIDE_DOT = (
    (7, 5, TextAnchor.START),
    (0, -9, TextAnchor.MIDDLE),
    (7, -5, TextAnchor.START),
    (0, 19, TextAnchor.MIDDLE),
    (7, 15, TextAnchor.START),
    (-7, 5, TextAnchor.END),
    (-7, -6, TextAnchor.END),
    (-7, 16, TextAnchor.END),
)
#: Spots of a name beside the number at the last dot, best first.
BESIDE_NUMBER = (
    (32, 5, TextAnchor.START),
    (7, 5, TextAnchor.START),
    (0, -25, TextAnchor.MIDDLE),
    (7, -13, TextAnchor.START),
    (7, 23, TextAnchor.START),
    (-8, 5, TextAnchor.END),
    (-8, -10, TextAnchor.END),
    (-8, 20, TextAnchor.END),
    (0, -10, TextAnchor.END),
    (0, 20, TextAnchor.END),
)
#: The baseline of a name above the plot.
NAME_Y = 15.0
#: Units from end to end of the dash for a day left out on purpose.
SKIP = 7.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What a chart draws in its frame: paths over the frame's own, what they cover, and texts.

    `ground` stands in for the grid; `flowers` are the middles of those on the data; `below_phases` lie under the phases'
    lines. `levels` are level lines that texts had better not cross, besides those of aim and start.
    `end` is where the data end, for a name.
    `texts` are placed in this order, the most important first. Where that costs more than
    `accepted_cost`, each of `other_orders` is tried, and the cheapest is kept. `last_texts` take
    what room is left then.
    """

    paths: tuple[Path, ...]
    obstacles: tuple[Obstacle, ...]
    texts: tuple[TextMark, ...]
    last_texts: tuple[TextMark, ...] = ()
    other_orders: tuple[tuple[TextMark, ...], ...] = ()
    accepted_cost: int = 0
    levels: tuple[float, ...] = ()
    ground: tuple[Path, ...] | None = None
    below_phases: tuple[Path, ...] = ()
    flowers: tuple[tuple[float, float], ...] = ()
    end: tuple[float, float] | None = None


def draw_in_frame(plot: Plot, marks: Marks) -> Figure:
    """The figure: ground, grid, aim, start and phases;
    over them the marks, then the axes; then all words.
    """
    phases = phase_lines(plot)
    paths = (
        *_ground(plot, marks),
        *_skips(plot),
        *_aim_lines(plot),
        *_start_line(plot),
        *marks.below_phases,
        *phase_paths(plot, phases),
        *marks.paths,
        *_flowers(marks),
        *axes(plot),
    )
    board = _with_texts(_with_axes(plot, marks, phases), plot, marks)
    key: tuple[str, ...] = ()
    if plot.is_first:
        board, key = place_phases(board, phases)
    labels = with_large_type(board, WIDTH, plot.height)
    return Figure(WIDTH, plot.height, paths, labels, key)


# ---- paths


def _ground(plot: Plot, marks: Marks) -> Iterable[Path]:
    if marks.ground is not None:
        yield from marks.ground
    else:
        yield from grid(plot)
    yield from _wash(plot)


def grid(plot: Plot) -> Iterable[Path]:
    """Level lines at the axis's values, but for the bottom, where the axis is,
    and where an aim's line stands.
    """
    levels = [plot.y(value) for value in plot.axis.values[1:]]
    aims = plot.aim_levels
    drawn = [y for y in levels if all(abs(y - aim) > 0.5 for aim in aims)]
    if drawn:
        yield Path("c-grid", across(plot.left, RIGHT, drawn))


def _wash(plot: Plot) -> Iterable[Path]:
    """The values between the two lines of an aim that has two."""
    if len(plot.aim_levels) == 2:
        upper, lower = plot.aim_levels
        yield Path("c-wash", box(plot.left, upper, RIGHT, lower))


def _skips(plot: Plot) -> Iterable[Path]:
    """Days left out on purpose as dashes on the axis."""
    skips = [one for one in plot.frame.gaps if one.kind is IntervalKind.SKIP]
    if skips:
        yield Path("c-skip", "".join(_dash(plot, skip) for skip in skips))


def _dash(plot: Plot, skip: Interval) -> str:
    x = plot.at(skip.start)
    return across(x - SKIP / 2, x + SKIP / 2, [plot.bottom])


def _aim_lines(plot: Plot) -> Iterable[Path]:
    if plot.aim_levels:
        yield Path(
            "c-aim",
            across(plot.left, RIGHT, dict.fromkeys(plot.aim_levels)),
        )


def _start_line(plot: Plot) -> Iterable[Path]:
    """A dotted line at the start, unless it lies on the axis, which would hide it."""
    start = plot.frame.start
    if start is not None and plot.y(start.value) < plot.bottom - 1:
        yield Path("c-start", across(plot.left, RIGHT, [plot.y(start.value)]))


def _flowers(marks: Marks) -> Iterable[Path]:
    if marks.flowers:
        yield Path("c-flower", flowers(marks.flowers))


def axes(plot: Plot) -> Iterable[Path]:
    """The time axis with its marks."""
    yield Path("c-axis", across(plot.left, RIGHT, [plot.bottom]))
    yield Path("c-tick", ticks(plot.time.marks, plot.bottom, 4))


# ---- words


def _with_axes(plot: Plot, marks: Marks, phases: Sequence[PhaseLine]) -> Board:
    """A board with the words of both axes, which all other words keep clear of."""
    board = Board(
        WIDTH,
        plot.height,
        (*marks.obstacles, _flower_boxes(marks.flowers)),
        levels=(*plot.levels, *marks.levels),
        uprights=phase_uprights(phases),
    )
    for value in plot.axis.values:
        spot = Spot(plot.left - TICK_AWAY, plot.y(value) + 5, TextAnchor.END, Grip.MIDDLE)
        board.pin("n", spot, value_words(value) + plot.frame.unit)
    pin_time(board, plot)
    return board


def pin_time(board: Board, plot: Plot) -> None:
    """The words of the time axis."""
    if not plot.names_time:
        return
    for word in plot.time.words:
        board.pin("", Spot(word.x, plot.bottom + 18, word.anchor, Grip.HEAD), word.text)


def _flower_boxes(places: Iterable[tuple[float, float]]) -> Blocks:
    r = FLOWER_RADIUS
    return Blocks([Box(x - r, y - r, x + r, y + r) for x, y in sorted(places)])


def _with_texts(bare: Board, plot: Plot, marks: Marks) -> Board:
    bare = bare.with_texts(_name_text(plot, marks.end))
    board = bare.with_texts(marks.texts)
    least = max(marks.accepted_cost, bare.least_cost(board.costly))
    for order in marks.other_orders:
        if board.cost > least:
            board = min(board, bare.with_texts(order), key=lambda board: board.cost)
    return board.with_texts((*_gap_texts(plot), *marks.last_texts))


def _gap_texts(plot: Plot) -> Iterator[TextMark]:
    """The words of each empty stretch, inside it; left out where it is too narrow for them."""
    if not plot.is_first:
        return
    middle = (TOP + plot.bottom) / 2
    for gap in plot.frame.gaps:
        left, right = plot.at(gap.start), plot.at(gap.end)
        if not gap.words or right - left < GAP_LEAST:
            continue
        x = (left + right) / 2
        rows = [middle + y for y in EMPTY_ROWS if _is_off_lines(plot, middle + y)]
        spots = tuple(Spot(x, y, TextAnchor.MIDDLE, Grip.MIDDLE) for y in rows)
        wordings = [Wording(lines, spots) for lines in ((gap.words,), in_two(gap.words))]
        within = Box(left + 1, TOP, right - 1, plot.bottom)
        yield TextMark("c-note c-halo", tuple(wordings), Overlap.NOTHING, within)


def _is_off_lines(plot: Plot, baseline: float) -> bool:
    """Whether words at a baseline are so far from the lines of aim and start
    that nobody takes them for their words.
    """
    middle = baseline - BELOW_MIDDLE
    return all(abs(middle - y) > OFF_LINES for y in plot.levels)


class LabelSide(Enum):
    """On which side of a line its words stand."""

    ABOVE = "above"
    BELOW = "below"

    @property
    def other(self) -> LabelSide:
        if self is LabelSide.ABOVE:
            return LabelSide.BELOW
        return LabelSide.ABOVE


#: A line's height in units, and the side of it where words stand.
Row = tuple[float, LabelSide]
#: The height of a baseline in units, and what of its words stays where it is.
Baseline = tuple[float, Grip]


def wordings(plot: Plot, text: str, rows: Sequence[Row]) -> Iterator[Wording]:
    """Words beside lines: at the right edge, at the left, then between, row by row;
    long ones then in two lines.
    """
    yield from _one_wording(plot, (text,), rows)
    if text_width(text) <= PARTED_FROM:
        return
    lines = in_two(text)
    if len(lines) > 1:
        yield from _one_wording(plot, lines, rows)


def _one_wording(
    plot: Plot,
    lines: tuple[str, ...],
    rows: Sequence[Row],
) -> Iterator[Wording]:
    baselines = [_baseline(y, side, len(lines)) for y, side in rows]
    yield Wording(lines, tuple(edge_spots(plot, baselines)))
    yield Wording(lines, tuple(between_spots(plot, baselines)))


def _baseline(y: float, side: LabelSide, lines: int) -> Baseline:
    """The baseline of the first of so many lines beside a level line at `y`."""
    if side is LabelSide.BELOW:
        return y + BELOW_LINE, Grip.HEAD
    return y - ABOVE_LINE - LINE * (lines - 1), Grip.FOOT


def edge_spots(plot: Plot, baselines: Iterable[Baseline]) -> Iterator[Spot]:
    """For each baseline the right edge of the plot, then the left."""
    for y, grip in baselines:
        yield Spot(RIGHT - EDGE_RIGHT, y, TextAnchor.END, grip)
        yield Spot(plot.left + EDGE_LEFT, y, TextAnchor.START, grip)


def between_spots(plot: Plot, baselines: Iterable[Baseline]) -> Iterator[Spot]:
    """For each baseline the places between the plot's edges."""
    for y, grip in baselines:
        for part in BETWEEN:
            yield Spot(plot.left + (RIGHT - plot.left) * part, y, TextAnchor.MIDDLE, grip)


def level_texts(plot: Plot) -> tuple[TextMark, ...]:
    """The words of aim and start, where the chart has them."""
    return (*aim_text(plot), *_start_text(plot))


def aim_text(plot: Plot) -> tuple[TextMark, ...]:
    """The aim's words on its line at the right edge; left out where they find no room there."""
    aim = plot.frame.aim
    if aim is None or not plot.is_first:
        return ()
    rows = _aim_rows(aim.side, plot.aim_levels)
    wordings = (_at_right(lines, rows) for lines in ((aim.label,), in_two(aim.label)))
    own = Box(plot.left, plot.aim_levels[0], RIGHT, plot.aim_levels[-1])
    named = Named(own, [_line_box(plot, y) for y in plot.levels[len(plot.aim_levels) :]])
    return (TextMark("c-halo n", tuple(wordings), Overlap.NOTHING, plot.inside, named=named),)


def _at_right(lines: tuple[str, ...], rows: Iterable[Row]) -> Wording:
    baselines = [_baseline(y, side, len(lines)) for y, side in rows]
    return Wording(lines, tuple(Spot(RIGHT, y, TextAnchor.END, grip) for y, grip in baselines))


def _aim_rows(side: AimSide, levels: Sequence[float]) -> list[Row]:
    upper, lower = levels[0], levels[-1]
    match side:
        case AimSide.ABOVE:
            return [(upper, LabelSide.ABOVE), (upper, LabelSide.BELOW)]
        case AimSide.BELOW:
            return [(upper, LabelSide.BELOW), (upper, LabelSide.ABOVE)]
        case AimSide.WITHIN:
            return [
                (upper, LabelSide.BELOW),
                (upper, LabelSide.ABOVE),
                (lower, LabelSide.BELOW),
            ]


def _start_text(plot: Plot) -> tuple[TextMark, ...]:
    """The start's words at its line; left out where they would cover data."""
    start = plot.frame.start
    if start is None:
        return ()
    y = plot.y(start.value)
    rows = [(y, LabelSide.ABOVE), (y, LabelSide.BELOW)]
    return (_beside_line(plot, "c-note c-halo n", start.label, rows, _level(plot, y)),)


def end_texts(
    plot: Plot,
    low_words: str | None,
    high_words: str | None,
) -> tuple[TextMark, ...]:
    """The words for both ends of the scale; left out where they would cover data or level lines."""
    texts: list[TextMark] = []
    if plot.frame.panel:
        return ()
    if high_words:
        rows = [(TOP - 1, LabelSide.BELOW)]
        texts.append(_beside_line(plot, "c-note c-halo", high_words, rows, _level(plot, TOP)))
    if low_words:
        rows = [(plot.bottom, LabelSide.ABOVE)]
        named = _level(plot, plot.bottom)
        texts.append(_beside_line(plot, "c-note c-halo", low_words, rows, named))
    return tuple(texts)


def _level(plot: Plot, y: float) -> Named:
    """A level line as the mark that words name, beside those of the aim and of the start."""
    others = [level for level in plot.levels if abs(level - y) > 0.5]
    return Named(_line_box(plot, y), [_line_box(plot, level) for level in others])


def _line_box(plot: Plot, y: float) -> Box:
    return Box(plot.left, y, RIGHT, y)


def _beside_line(plot: Plot, css: str, text: str, rows: Sequence[Row], named: Named) -> TextMark:
    ways = tuple(wordings(plot, text, rows))
    return TextMark(css, ways, Overlap.NOTHING, plot.inside, named=named)


def empty_text(plot: Plot, data: Sequence[object]) -> tuple[TextMark, ...]:
    """The words of a plot without data, in its middle or as near as other words allow."""
    if data:
        return ()
    words = plot.frame.empty
    halves = in_two(words)
    if len(halves) == 1:
        return (_in_the_middle(plot, (words,)),)
    return (_in_the_middle(plot, (words,), otherwise=_in_the_middle(plot, halves)),)


def _in_the_middle(
    plot: Plot, lines: tuple[str, ...], otherwise: TextMark | None = None
) -> TextMark:
    x, middle = (plot.left + RIGHT) / 2, (TOP + plot.bottom) / 2
    spots = tuple(Spot(x, middle + y, TextAnchor.MIDDLE, Grip.MIDDLE) for y in EMPTY_ROWS)
    wording = Wording(lines, spots)
    return TextMark(
        "c-note c-halo",
        (wording,),
        Overlap.LEVELS,
        plot.inside,
        otherwise,
    )


def _name_text(plot: Plot, end: tuple[float, float] | None) -> Iterator[TextMark]:
    """The name of whose panel it is, beside the end of the data; else above the plot."""
    panel = plot.frame.panel
    if panel is None:
        return
    ends = ((RIGHT, TextAnchor.END), (plot.left, TextAnchor.START))
    above = Wording((panel.name,), tuple(Spot(x, NAME_Y, anchor) for x, anchor in ends))
    otherwise = TextMark("c-strong c-halo", (above,), Overlap.DATA)
    if end is None:
        yield otherwise
        return
    wording = Wording((panel.name,), spots_beside(*end, BESIDE_NUMBER))
    within = Box(plot.left, 2, WIDTH - 2, plot.bottom)
    yield TextMark("c-strong c-halo", (wording,), Overlap.UPRIGHTS, within, otherwise)


def point(x: float, y: float) -> Box:
    """A place as a mark that words can name."""
    return Box(x, y, x, y)


def named_place(places: Sequence[tuple[float, float]], index: int) -> Named:
    """One of these places as the mark that words name."""
    marks = [point(x, y) for x, y in places]
    return Named(marks.pop(index), marks)


def last_place(runs: Sequence[Sequence[tuple[float, float]]]) -> tuple[float, float] | None:
    """Where the last value stands; None without any. No run is empty."""
    if not runs:
        return None
    return runs[-1][-1]


def latest_text(
    runs: Sequence[Sequence[tuple[float, float]]],
    text: str | None,
) -> tuple[TextMark, ...]:
    """The last value in bold, right of its dot; else above, below or left of it,
    where nothing is covered, and no other dot is nearer.
    """
    place = last_place(runs)
    if place is None or not text:
        return ()
    wording = Wording((text,), spots_beside(*place, BESIDE_DOT))
    named = named_place([place for run in runs for place in run], -1)
    return (TextMark("c-num c-halo n", (wording,), Overlap.DATA, named=named),)

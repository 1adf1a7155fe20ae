"""Hard moments: dots over time, and below them what came before and what helped, by how often.

In: a HardMomentsChart. Out: its Figure, 320 units wide, as high as its rankings need.
Touches nothing. Moments of one stretch of days stand on each other; no dot covers another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.labels import BOLD, LINE, Board, Overlap, Spot, Wording, cut, fitted
from generator.charts.paths import across, box, coordinates, dots, upright
from generator.charts.plot import BELOW, WIDTH
from generator.charts.ticks import TimeAxis, time_axis
from generator.view import dates
from generator.view.chart_values import HardMomentsChart, Ranking

#: The line of time, in units from the left.
LEFT, RIGHT = 10.0, 310.0
#: Units between the middles of two dots, side by side or on each other.
DOT_GAP = 8.5
#: Units above the highest dot's middle, and from the lowest one's to the axis.
ABOVE, TO_AXIS = 8.0, 9.0
#: Most dots on each other; a day of more shows its number in the table alone.
STACK: Final = 6
#: Bars begin here and are at most so long; their words end before them.
BAR_LEFT, BAR_LONGEST, BAR_HEIGHT = 150.0, 126.0, 13.0
#: Units from a title to the title's first row, and of one more line of words.
TITLE_ROOM = 26.0
ROW = 22.0


class _Stack(NamedTuple):
    """So many moments on each other at `x` units."""

    x: float
    height: int


class _RankedRow(NamedTuple):
    """Words on their baseline, with how often they were noted; 0 for a title."""

    y: float
    words: str
    times: int


def draw_hard_moments(chart: HardMomentsChart) -> Figure:
    """The figure of hard moments: their dots, then each ranking that has words."""
    time = time_axis(chart.span, LEFT, RIGHT)
    stacks = _stacks(time, chart.days)
    axis = _axis_y(stacks)
    rows = list(_rows(chart.rankings, axis + BELOW))
    height = _height(rows, axis)
    board = Board(WIDTH, height)
    _place_days(board, time, axis + 18)
    _place_rows(board, rows)
    paths = (*_moments(time, stacks, axis), *_bars(rows))
    return Figure(WIDTH, int(height), paths, board.labels)


def _axis_y(stacks: Iterable[_Stack]) -> float:
    """The axis of time, below the highest stack."""
    highest = max((stack.height for stack in stacks), default=1)
    return ABOVE + DOT_GAP * (highest - 1) + TO_AXIS


def _height(rows: Sequence[_RankedRow], axis: float) -> float:
    if rows:
        return rows[-1].y + 10
    return axis + BELOW


def _place_days(board: Board, time: TimeAxis, baseline: float) -> None:
    for word in time.words:
        board.pin("", Spot(word.x, baseline, word.anchor), word.text)


def _longest(rows: Iterable[_RankedRow]) -> int:
    """How often the words with the longest bar were noted."""
    return max((row.times for row in rows if row.times), default=1)


def _place_rows(board: Board, rows: Sequence[_RankedRow]) -> None:
    """The words of each row, and each title."""
    longest = _longest(rows)
    for row in rows:
        if row.times:
            _place_ranked(board, row, longest)
        else:
            title = cut(row.words, WIDTH / BOLD)
            board.pin("c-strong", Spot(0, row.y, TextAnchor.START), title)


def _moments(
    time: TimeAxis,
    stacks: Sequence[_Stack],
    axis: float,
) -> Iterable[Path]:
    """The dots on their line of time."""
    places = [
        coordinates(stack.x, axis - TO_AXIS - DOT_GAP * n)
        for stack in stacks
        for n in range(stack.height)
    ]
    if places:
        yield Path("c-dots", dots(places))
    yield Path("c-axis", across(LEFT, RIGHT, [axis]))
    yield Path("c-tick", upright(time.marks, axis, axis + 4))


def _bars(rows: Sequence[_RankedRow]) -> Iterable[Path]:
    longest = _longest(rows)
    bars = [
        box(BAR_LEFT, row.y - BAR_HEIGHT + 2, _bar_end(row, longest), row.y + 2)
        for row in rows
        if row.times
    ]
    if bars:
        yield Path("c-bar", "".join(bars))


def _bar_end(row: _RankedRow, longest: int) -> float:
    return BAR_LEFT + BAR_LONGEST * row.times / longest


def _place_ranked(board: Board, row: _RankedRow, longest: int) -> None:
    """The words before a bar, and its number behind it."""
    lines = _lines(row.words)
    spot = Spot(0, row.y - LINE * (len(lines) - 1), TextAnchor.START)
    board.place("", [Wording(lines, (spot,))], Overlap.DATA)
    end = Spot(_bar_end(row, longest) + 6, row.y, TextAnchor.START)
    board.pin("", end, dates.number(row.times))


def _lines(words: str) -> tuple[str, ...]:
    return fitted(words, BAR_LEFT - 8, 2)


def _stacks(time: TimeAxis, days: Iterable[float]) -> list[_Stack]:
    """The moments in stacks that keep clear of each other; a stack that is full takes no more."""
    stacks: list[_Stack] = []
    for day in sorted(days):
        x = time.x(day)
        if not stacks or x - stacks[-1].x >= DOT_GAP:
            stacks.append(_Stack(x, 1))
        elif stacks[-1].height < STACK:
            stacks[-1] = _Stack(stacks[-1].x, stacks[-1].height + 1)
    return stacks


def _rows(rankings: Iterable[Ranking], top: float) -> Iterable[_RankedRow]:
    """All rows from the top down."""
    y = top
    for ranking in rankings:
        y += TITLE_ROOM - 4
        yield _RankedRow(y, ranking.title, 0)
        y += TITLE_ROOM - ROW
        for row in ranking.rows:
            y += ROW + LINE * (len(_lines(row.words)) - 1)
            yield _RankedRow(y, row.words, row.count)
        y += 6

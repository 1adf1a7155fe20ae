"""Events: hard moments as dots over time, and below them what came before and what helped, by how often.

In: an EventsChart. Out: its Figure, 320 units wide, as high as its rankings need.
Touches nothing. Moments of one stretch of days stand on each other; no dot covers another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import BELOW, WIDTH
from generator.charts.labels import BOLD, LINE, Board, Over, Spot, Wording, cut, fitted
from generator.charts.paths import across, box, coordinates, dots, upright
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


def draw_events(chart: HardMomentsChart) -> Figure:
    """The figure of events: their dots, then each ranking that has words."""
    time = time_axis(chart.span, LEFT, RIGHT)
    stacks = _stacks(time, chart.days)
    axis = ABOVE + DOT_GAP * (max((len(days) for _, days in stacks), default=1) - 1) + TO_AXIS
    places = [
        coordinates(x, axis - TO_AXIS - DOT_GAP * n) for x, days in stacks for n in range(len(days))
    ]
    rows = list(_rows(chart.rankings, axis + BELOW))
    height = rows[-1][0] + 10 if rows else axis + BELOW
    longest = max((count for _, _, count in rows if count), default=1)
    bars = "".join(
        box(BAR_LEFT, y - BAR_HEIGHT + 2, BAR_LEFT + BAR_LONGEST * count / longest, y + 2)
        for y, _, count in rows
        if count
    )
    paths = (
        *([Path("c-dots", dots(places))] if places else []),
        Path("c-axis", across(LEFT, RIGHT, [axis])),
        Path("c-tick", upright(time.marks, axis, axis + 4)),
        *([Path("c-bar", bars)] if bars else []),
    )
    board = Board(WIDTH, height)
    for word in time.words:
        board.pin("", Spot(word.x, axis + 18, word.anchor), word.text)
    for y, words, count in rows:
        if not count:
            board.pin("c-strong", Spot(0, y, TextAnchor.START), cut(words, WIDTH / BOLD))
            continue
        lines = fitted(words, BAR_LEFT - 8, 2)
        board.place(
            "",
            [Wording(lines, (Spot(0, y - LINE * (len(lines) - 1), TextAnchor.START),))],
            Over.DATA,
        )
        end = BAR_LEFT + BAR_LONGEST * count / longest
        board.pin("", Spot(end + 6, y, TextAnchor.START), dates.number(count))
    return Figure(WIDTH, int(height), paths, board.labels)


def _stacks(time: TimeAxis, days: Sequence[float]) -> list[tuple[float, list[float]]]:
    """The days in stacks that keep clear of each other: where each stack stands, and its days."""
    stacks: list[tuple[float, list[float]]] = []
    for day in sorted(days):
        x = time.x(day)
        if stacks and x - stacks[-1][0] < DOT_GAP:
            if len(stacks[-1][1]) < STACK:
                stacks[-1][1].append(day)
        else:
            stacks.append((x, [day]))
    return stacks


def _rows(rankings: Iterable[Ranking], top: float) -> Iterable[tuple[float, str, int]]:
    """Baselines with their words and counts, from the top down; a title counts 0."""
    y = top
    for ranking in rankings:
        y += TITLE_ROOM - 4
        yield y, ranking.title, 0
        y += TITLE_ROOM - ROW
        for row in ranking.rows:
            y += ROW + LINE * (len(fitted(row.words, BAR_LEFT - 8, 2)) - 1)
            yield y, row.words, row.count
        y += 6

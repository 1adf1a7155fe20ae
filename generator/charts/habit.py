"""Habit: weeks by days, a mark for each day, told apart by shape and never by colour alone.

In: a HabitChart. Out: its Figure, 320 units wide and as high as its weeks ask for.
Touches nothing. The grid stands where the longest date and the longest sum leave room, in whatever
language; where one line is too narrow for them, each week has two. Done is a filled square with the tick cut out, partly its lower half,
not done an outline, skipped a dash, no note a dot; a day outside the plan is bare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.labels import LINE, Board, Overlap, Spot, Wording, cut, in_two, text_width
from generator.charts.paths import box, compact, coordinates, dots
from generator.view.chart_values import DayState, HabitChart, HabitRow, KeyWord

WIDTH = 320
#: Units: the end of the weeks' dates where they are short, from there to the middle of the first day,
#: and the right end of the sums.
DATE_END = 51.0
FIRST_DAY = 18.5
SUM_END = 318.0
#: Units from day to day, at most and at least, and clear units between the last day and the sums.
DAY_GAP = 26.0
DAY_GAP_LEAST = 18.0
BEFORE_SUMS = 6.0
#: Units: the baseline of the weekdays, the middle of the first week, and from week to week, with one
#: line of words and with two.
WEEKDAYS_Y = 16.0
FIRST_Y = 34.5
WEEK_GAP = 23.0
TWO_LINES_GAP = 41.0
#: Units from the middle of a row to the baseline of its words.
BASELINE = 5.0
#: Half the side of a filled square and of an outline, whose stroke adds to it; the radius of a
#: filled corner.
FILLED = 7.5
OUTLINE = 6.5
CORNER = 3.0
#: The tick that is cut out, from the middle of its square.
TICK = (
    (-4.5, 0.7),
    (-0.8, 4.4),
    (5.1, -2.2),
    (3.6, -3.6),
    (-0.9, 1.4),
    (-3.0, -0.8),
)
#: Units between a mark of the key and its word, and from there to the next mark; between two lines
#: of the key.
KEY_WORD = 5.0
KEY_GAP = 16.0
KEY_LINE = 22.0
#: Units from the last week to the key and from there to the end; how much less there is without a
#: key.
KEY_ABOVE = 9.0
KEY_BELOW = 13.0
NO_KEY_LESS = 4.0
#: Units of a line of the empty state, and half the dash of a skipped day.
EMPTY_LINE = 20.0
DASH = 4.5

Place = tuple[float, float]


def draw_habit(chart: HabitChart) -> Figure:
    """The figure of a habit: its weeks, and a key of the states that occur.

    Without notes it says so below.
    """
    grid = _grid(chart)
    end_of_weeks = grid.row(len(chart.rows))
    key = list(_key(chart.key, end_of_weeks + KEY_ABOVE))
    empty = _empty_lines(chart.empty)
    height = _height(end_of_weeks, key) + EMPTY_LINE * len(empty)
    board = Board(WIDTH, height)
    _place_heads(board, chart, grid)
    _place_rows(board, chart.rows, grid)
    _place_key(board, key)
    _place_empty(board, empty, height)
    return Figure(
        WIDTH,
        int(height),
        tuple(_paths(_places(chart.rows, key, grid))),
        board.labels,
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where days and weeks stand, in units: dates end at `dates`, sums take `sums` at the end."""

    dates: float
    day_gap: float
    sums: float
    week_gap: float = WEEK_GAP

    def day(self, number: int) -> float:
        """The middle of a day of the week."""
        return self.dates + FIRST_DAY + self.day_gap * number

    def row(self, number: int) -> float:
        """The middle of a week."""
        return FIRST_Y + (self.week_gap - WEEK_GAP) / 2 + self.week_gap * number

    def lines(self, text: str, room: float) -> tuple[str, ...]:
        """The words of a week, in as many lines as it has."""
        if self.week_gap == WEEK_GAP or text_width(text) <= room:
            return (cut(text, room),)
        return tuple(cut(line, room) for line in in_two(text))


def _grid(chart: HabitChart) -> _Grid:
    """The widest grid that leaves room for every date and every sum: in one line, else in two."""
    dates = [row.label for row in chart.rows]
    sums = [row.end for row in chart.rows]
    in_one = _grid_beside(_widest(dates), _widest([chart.done, *sums]))
    if in_one.day_gap >= DAY_GAP_LEAST:
        return in_one
    halves = _grid_beside(
        _widest(line for date in dates for line in in_two(date)),
        _widest([chart.done, *(line for end in sums for line in in_two(end))]),
    )
    if halves.day_gap >= DAY_GAP_LEAST:
        return _Grid(halves.dates, halves.day_gap, halves.sums, TWO_LINES_GAP)
    return _cut_grid(halves)


def _grid_beside(dates: float, sums: float) -> _Grid:
    """The grid between dates and sums that are so wide; its days may come too close."""
    end = max(dates + 1, DATE_END)
    last_day = SUM_END - sums - BEFORE_SUMS - FILLED
    return _Grid(end, min(DAY_GAP, (last_day - end - FIRST_DAY) / 6), sums)


def _cut_grid(wished: _Grid) -> _Grid:
    """The narrowest grid, between words that share the rest and are cut to it."""
    room = SUM_END - FIRST_DAY - 6 * DAY_GAP_LEAST - FILLED - BEFORE_SUMS
    dates = min(wished.dates, max(room / 2, room - wished.sums))
    return _Grid(dates, DAY_GAP_LEAST, room - dates, TWO_LINES_GAP)


def _widest(words: Iterable[str]) -> float:
    return max([text_width(one) for one in words], default=0.0)


def _height(end_of_weeks: float, key: Sequence[_KeyMark]) -> float:
    """The height of the weeks and the key."""
    if key:
        return key[-1].y + KEY_BELOW
    return end_of_weeks - NO_KEY_LESS


def _place_heads(board: Board, chart: HabitChart, grid: _Grid) -> None:
    """The days of the week, and what the sums say."""
    for day, letter in enumerate(chart.weekdays):
        board.pin(
            "c-note",
            Spot(grid.day(day), WEEKDAYS_Y, TextAnchor.MIDDLE),
            letter,
        )
    head = Spot(SUM_END, WEEKDAYS_Y, TextAnchor.END)
    board.place_line("c-note c-sum n", cut(chart.done, grid.sums), head, Overlap.NOTHING)


def _place_rows(board: Board, rows: Iterable[HabitRow], grid: _Grid) -> None:
    """The date of each week before it, and its sum behind it."""
    for number, row in enumerate(rows):
        middle = grid.row(number)
        _place_words(board, "", grid.lines(row.label, grid.dates), grid.dates, middle)
        _place_words(board, "c-sum n", grid.lines(row.end, grid.sums), SUM_END, middle)


def _place_words(board: Board, css: str, lines: tuple[str, ...], end: float, middle: float) -> None:
    """Words that end at `end`, in the middle of their week."""
    if not any(lines):
        return
    first = middle + BASELINE - LINE / 2 * (len(lines) - 1)
    wording = Wording(lines, (Spot(end, first, TextAnchor.END),))
    board.place(css, [wording], Overlap.NOTHING)


def _place_key(board: Board, key: Iterable[_KeyMark]) -> None:
    """The word of each mark of the key, right of it."""
    for mark in key:
        spot = Spot(mark.x + FILLED + KEY_WORD, mark.y + BASELINE, TextAnchor.START)
        board.place_line("c-note", mark.word, spot, Overlap.NOTHING)


def _place_empty(board: Board, lines: tuple[str, ...], height: float) -> None:
    """The words of the empty state, at the end of the figure."""
    if lines:
        spot = Spot(
            WIDTH / 2,
            height - 6 - LINE * (len(lines) - 1),
            TextAnchor.MIDDLE,
        )
        board.place("c-note", [Wording(lines, (spot,))], Overlap.NOTHING)


def _empty_lines(text: str | None) -> tuple[str, ...]:
    """The words of the empty state, in two lines where one is too narrow."""
    if not text:
        return ()
    if text_width(text) <= WIDTH - 8:
        return (text,)
    return in_two(text)


class _KeyMark(NamedTuple):
    """A mark of the key with its word."""

    x: float
    y: float
    state: DayState
    word: str


def _key(entries: Iterable[KeyWord], y: float) -> Iterator[_KeyMark]:
    """The marks of the key from `y` down, in as many lines as they need."""
    x = FILLED
    for entry in entries:
        width = 2 * FILLED + KEY_WORD + text_width(entry.word)
        is_first_of_line = x == FILLED
        if not is_first_of_line and x - FILLED + width > WIDTH:
            x, y = FILLED, y + KEY_LINE
        yield _KeyMark(x, y, entry.state, entry.word)
        x += width + KEY_GAP


def _places(
    rows: Sequence[HabitRow],
    key: Iterable[_KeyMark],
    grid: _Grid,
) -> dict[DayState, list[Place]]:
    """Where the mark of each state stands, in the weeks and in the key."""
    places: dict[DayState, list[Place]] = {state: [] for state in DayState}
    for number, row in enumerate(rows):
        for day, state in enumerate(row.days):
            if state is not None:
                places[state].append((grid.day(day), grid.row(number)))
    for mark in key:
        places[mark.state].append((mark.x, mark.y))
    return places


def _paths(places: dict[DayState, list[Place]]) -> Iterable[Path]:
    """One path for each kind of mark that occurs."""
    for css, state, mark in _KINDS:
        if places[state]:
            yield Path(css, "".join(mark(x, y) for x, y in places[state]))
    unnoted = places[DayState.NO_NOTE]
    if unnoted:
        yield Path("c-speck", dots([coordinates(x, y) for x, y in unnoted]))


def _lower_half(x: float, y: float) -> str:
    return box(x - OUTLINE, y, x + OUTLINE, y + OUTLINE)


def _dash(x: float, y: float) -> str:
    return f"M{coordinates(x - DASH, y)}H{compact(x + DASH)}"


def _outline(x: float, y: float) -> str:
    return box(x - OUTLINE, y - OUTLINE, x + OUTLINE, y + OUTLINE)


def _ticked(x: float, y: float) -> str:
    """A square with round corners and a tick in it; the tick is a hole by the even-odd rule."""
    tick = " ".join(coordinates(x + dx, y + dy) for dx, dy in TICK)
    return f"{_rounded(x, y)}M{tick}z"


def _rounded(x: float, y: float) -> str:
    """A filled square with round corners."""
    side, r = compact(2 * (FILLED - CORNER)), compact(CORNER)
    arc = f"a{r} {r} 0 0 1"
    start = coordinates(x - FILLED, y - FILLED + CORNER)
    upper = f"{arc} {r}-{r}h{side}{arc} {r} {r}v{side}"
    lower = f"{arc}-{r} {r}h-{side}{arc}-{r}-{r}z"
    return f"M{start}{upper}{lower}"


#: The class, the state and the shape of each kind of mark, in the order in which they are drawn.
_KINDS: Sequence[tuple[str, DayState, Callable[[float, float], str]]] = (
    ("c-open", DayState.PARTLY, _outline),
    ("c-bar", DayState.PARTLY, _lower_half),
    ("c-open-grey", DayState.NOT, _outline),
    ("c-done", DayState.DONE, _ticked),
    ("c-ink-line", DayState.SKIPPED, _dash),
)

"""Habit: weeks by days, a mark for each day, told apart by shape and never by colour alone.

In: a HabitChart. Out: its Figure, 320 units wide and as high as its weeks ask for.
Touches nothing. Done is a filled square with the tick cut out, partly its lower half, not done an outline,
skipped a dash, no note a dot; a day outside the plan is bare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.labels import Board, Overlap, Spot, Wording, in_two, text_width
from generator.charts.paths import box, compact, coordinates, dots
from generator.view.chart_values import DayState, HabitChart

WIDTH = 320
#: Units: the end of the week's date, the middle of Monday, from day to day, the right end of the row's sum.
DATE_END = 51.0
MONDAY = 69.5
DAY_GAP = 26.0
SUM_END = 318.0
#: Units: the baseline of the weekdays, the middle of the first week, and from week to week.
WEEKDAYS_Y = 16.0
FIRST_Y = 34.5
WEEK_GAP = 23.0
#: Units from the middle of a row to the baseline of its words.
BASELINE = 5.0
#: Half the side of a filled square and of an outline, whose stroke adds to it; the radius of a filled corner.
FILLED = 7.5
OUTLINE = 6.5
CORNER = 3.0
#: The tick that is cut out, from the middle of its square.
TICK = ((-4.5, 0.7), (-0.8, 4.4), (5.1, -2.2), (3.6, -3.6), (-0.9, 1.4), (-3.0, -0.8))
#: Units between a mark of the key and its word, and from there to the next mark; between two lines of the key.
KEY_WORD = 5.0
KEY_GAP = 16.0
KEY_LINE = 22.0

Place = tuple[float, float]


def draw_habit(chart: HabitChart) -> Figure:
    """The figure of a habit: its weeks, and a key of the states that occur. Without notes it says so below."""
    places: dict[DayState, list[Place]] = {state: [] for state in DayState}
    for number, row in enumerate(chart.rows):
        for day, state in enumerate(row.days):
            if state is not None:
                places[state].append((MONDAY + DAY_GAP * day, _row_y(number)))
    after = _row_y(len(chart.rows))
    words, height = _key(chart, after, places)
    empty = chart.empty or ""
    lines = (empty,) if text_width(empty) <= WIDTH - 8 else in_two(empty)
    if empty:
        height += 20 * len(lines)

    board = Board(WIDTH, height)
    for day, letter in enumerate(chart.weekdays):
        board.pin("c-note", Spot(MONDAY + DAY_GAP * day, WEEKDAYS_Y, TextAnchor.MIDDLE), letter)
    _place(board, "c-note", chart.done, Spot(SUM_END, WEEKDAYS_Y, TextAnchor.END))
    for number, row in enumerate(chart.rows):
        _place(board, "", row.label, Spot(DATE_END, _row_y(number) + BASELINE, TextAnchor.END))
        _place(board, "", row.end, Spot(SUM_END, _row_y(number) + BASELINE, TextAnchor.END))
    for text, spot in words:
        _place(board, "c-note", text, spot)
    if empty:
        spot = Spot(WIDTH / 2, height - 6 - 18 * (len(lines) - 1), TextAnchor.MIDDLE)
        board.place("c-note", [Wording(lines, (spot,))], Overlap.NOTHING)
    return Figure(WIDTH, int(height), tuple(_paths(places)), board.labels)


def _row_y(number: int) -> float:
    return FIRST_Y + WEEK_GAP * number


def _place(board: Board, css: str, text: str, spot: Spot) -> None:
    """Words at their one spot; left out where they would cover others or leave the drawing."""
    if text:
        board.place(css, [Wording((text,), (spot,))], Overlap.NOTHING)


def _key(
    chart: HabitChart, y: float, places: dict[DayState, list[Place]]
) -> tuple[list[tuple[str, Spot]], float]:
    """The words of the key below the weeks and the height of the whole; its marks are added to `places`."""
    words: list[tuple[str, Spot]] = []
    x, y = FILLED, y + 9
    for entry in chart.key:
        width = 2 * FILLED + KEY_WORD + text_width(entry.word)
        if words and x - FILLED + width > WIDTH:
            x, y = FILLED, y + KEY_LINE
        places[entry.state].append((x, y))
        words.append((entry.word, Spot(x + FILLED + KEY_WORD, y + BASELINE, TextAnchor.START)))
        x += width + KEY_GAP
    return words, y + (13 if words else -13)


def _paths(places: dict[DayState, list[Place]]) -> Iterable[Path]:
    """One path for each kind of mark that occurs."""
    partly = places[DayState.PARTLY]
    kinds: Sequence[tuple[str, list[Place], Callable[[float, float], str]]] = (
        ("c-open", partly, _outline),
        ("c-bar", partly, lambda x, y: box(x - OUTLINE, y, x + OUTLINE, y + OUTLINE)),
        ("c-open-grey", places[DayState.NOT], _outline),
        ("c-done", places[DayState.DONE], _ticked),
        (
            "c-ink-line",
            places[DayState.SKIPPED],
            lambda x, y: f"M{coordinates(x - 4.5, y)}H{compact(x + 4.5)}",
        ),
    )
    for css, those, mark in kinds:
        if those:
            yield Path(css, "".join(mark(x, y) for x, y in those))
    if places[DayState.NO_NOTE]:
        yield Path("c-speck", dots([coordinates(x, y) for x, y in places[DayState.NO_NOTE]]))


def _outline(x: float, y: float) -> str:
    return box(x - OUTLINE, y - OUTLINE, x + OUTLINE, y + OUTLINE)


def _ticked(x: float, y: float) -> str:
    """A square with round corners and a tick in it; the tick is a hole by the even-odd rule."""
    side, r = compact(2 * (FILLED - CORNER)), compact(CORNER)
    square = (
        f"M{coordinates(x - FILLED, y - FILLED + CORNER)}a{r} {r} 0 0 1 {r}-{r}h{side}a{r} {r} 0 0 1 {r} {r}"
        f"v{side}a{r} {r} 0 0 1-{r} {r}h-{side}a{r} {r} 0 0 1-{r}-{r}z"
    )
    return f"{square}M{' '.join(coordinates(x + dx, y + dy) for dx, dy in TICK)}z"

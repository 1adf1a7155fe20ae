"""Steps: the small steps of a plan on a line of time; the list beside it names them.

In: a StepsChart. Out: its Figure, 320 by 68 units.
Touches nothing. Filled is done, a ring in the accent is next, hollow is later, dashed is set aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.labels import Board, Box, Overlap, Spot
from generator.charts.paths import across, apart, circle, upright
from generator.charts.ticks import TimeAxis, time_axis
from generator.view.chart_values import StepMark, StepsChart, StepState

WIDTH = 320
HEIGHT = 68
#: The line of time, in units from the left; its own height, that of the axis and of the words.
LEFT, RIGHT = 10.0, 310.0
LINE_Y, AXIS_Y, NUMBER_Y, DATE_Y = 30.0, 44.0, 17.0, 62.0
#: Units between the middles of two steps, and a step's radius; both shrink when there are many.
GAP = 19.0
RADIUS = 6.5

#: Which class shows which state, in painting order: the next step lies on top.
STATES = (
    (StepState.ASIDE, "c-aside"),
    (StepState.LATER, "c-open-grey"),
    (StepState.DONE, "c-ink"),
    (StepState.NEXT, "c-next"),
)

#: A step with its x.
Place = tuple[StepMark, float]


def draw_steps(chart: StepsChart) -> Figure:
    """The figure of a plan's steps: the past in ink up to `as_of`,
    each step at its day or spread by order.
    """
    time = time_axis(chart.span, LEFT, RIGHT)
    now = time.x((chart.as_of - chart.span.start).days)
    places = _places(chart, now)
    board = Board(WIDTH, HEIGHT)
    _place_words(board, time, places)
    paths = (
        *_line(now),
        *_circles(places),
        Path("c-axis", across(LEFT, RIGHT, [AXIS_Y])),
        Path("c-tick", upright(time.marks, AXIS_Y, AXIS_Y + 4)),
    )
    return Figure(WIDTH, HEIGHT, paths, board.labels)


def _place_words(board: Board, time: TimeAxis, places: Iterable[Place]) -> None:
    """The days below the axis, and the numbers of the steps."""
    for word in time.words:
        board.pin("", Spot(word.x, DATE_Y, word.anchor), word.text)
    for mark, x in sorted(places, key=_importance):
        _place_number(board, mark, x)


def _line(now: float) -> Iterable[Path]:
    """The past in ink, the rest dashed."""
    if now > LEFT:
        yield Path("c-ink-line", across(LEFT, now, [LINE_Y]))
    if now < RIGHT:
        yield Path("c-phase", across(now, RIGHT, [LINE_Y]))


def _circles(places: Sequence[Place]) -> Iterable[Path]:
    """The steps of each state that occurs."""
    radius = min(RADIUS, _gap(len(places)) * 0.42)
    for state, css in STATES:
        d = "".join(circle(x, LINE_Y, radius) for mark, x in places if mark.state is state)
        if d:
            yield Path(css, d)


def _importance(place: Place) -> tuple[bool, int]:
    """The next step first, then all in their order."""
    mark, _ = place
    return mark.state is not StepState.NEXT, mark.number


def _place_number(board: Board, mark: StepMark, x: float) -> None:
    css = "c-strong" if mark.state is StepState.NEXT else ""
    spot, room = Spot(x, NUMBER_Y, TextAnchor.MIDDLE), Box(0, 0, WIDTH, AXIS_Y)
    board.place_line(css, str(mark.number), spot, Overlap.NOTHING, room)


def _gap(count: int) -> float:
    """Units between the middles of two of so many steps."""
    return min(GAP, (RIGHT - LEFT) / max(count - 1, 1))


def _places(chart: StepsChart, now: float) -> list[Place]:
    """Each step with its x, from left to right and none on another."""
    wished = sorted(_wished(chart, now), key=lambda place: place[1])
    placed = apart([x for _, x in wished], _gap(len(wished)), LEFT, RIGHT)
    return [(mark, x) for (mark, _), x in zip(wished, placed, strict=True)]


def _wished(chart: StepsChart, now: float) -> Iterable[Place]:
    """Where each step would like to stand: at its day;
    else evenly between its neighbours in the list.

    Done steps without a day stay before now, next and later ones after it.
    """
    known = _known(chart)
    before = LEFT
    for state, indices in _groups(chart, known):
        if state is None:
            for index in indices:
                before = known[index] or before
                yield chart.marks[index], before
            continue
        room = _room(state, before, _next_known(known[indices[-1] :]), now)
        marks = [chart.marks[index] for index in indices]
        yield from zip(marks, _evenly(len(marks), *room), strict=True)


def _next_known(known: Iterable[float | None]) -> float:
    """The first place that is known; the end of the line where none is."""
    return next((x for x in known if x is not None), RIGHT)


def _evenly(count: int, first: float, last: float) -> list[float]:
    """So many places between `first` and `last`, with equal room around them."""
    return [first + (last - first) * number / (count + 1) for number in range(1, count + 1)]


def _groups(
    chart: StepsChart, known: Sequence[float | None]
) -> Iterator[tuple[StepState | None, list[int]]]:
    """Neighbours of one group, with what sorts them there."""
    for state, indices in groupby(
        range(len(known)),
        lambda index: _group(chart, known, index),
    ):
        yield state, list(indices)


def _known(chart: StepsChart) -> list[float | None]:
    """Where each step stands that has a day."""
    x = time_axis(chart.span, LEFT, RIGHT).x
    return [
        None if mark.day is None else x((mark.day - chart.span.start).days) for mark in chart.marks
    ]


def _group(
    chart: StepsChart,
    known: Sequence[float | None],
    index: int,
) -> StepState | None:
    """What sorts steps into groups: None with a day, else done, aside,
    or later (which holds next as well).
    """
    if known[index] is not None:
        return None
    state = chart.marks[index].state
    if state is StepState.NEXT:
        return StepState.LATER
    return state


def _room(
    state: StepState,
    before: float,
    after: float,
    now: float,
) -> tuple[float, float]:
    """Between which ends steps without a day stand."""
    first, last = before, after
    if state is StepState.DONE:
        first, last = min(first, now), min(last, now)
    elif state is StepState.LATER:
        first, last = max(first, now), max(last, now)
    return first, max(first, last)

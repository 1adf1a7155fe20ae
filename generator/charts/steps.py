"""Steps: the small steps of a plan on a line of time; the list beside it names them.

In: a StepsChart. Out: its Figure, 320 by 68 units.
Touches nothing. Filled is done, a ring in the accent is next, hollow is later, dashed is set aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.labels import Board, Box, Over, Spot, Wording
from generator.charts.paths import across, apart, circle, upright
from generator.charts.ticks import time_axis
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


def draw_steps(chart: StepsChart) -> Figure:
    """The figure of a plan's steps: the past in ink up to `as_of`, each step at its day or spread by order."""
    time = time_axis(chart.span, LEFT, RIGHT)
    now = time.x((chart.as_of - chart.span.start).days)
    places = _places(chart, now)
    gap = min(GAP, (RIGHT - LEFT) / max(len(places) - 1, 1))
    radius = min(RADIUS, gap * 0.42)

    def shapes() -> Iterable[Path]:
        if now > LEFT:
            yield Path("c-ink-line", across(LEFT, now, [LINE_Y]))
        if now < RIGHT:
            yield Path("c-phase", across(now, RIGHT, [LINE_Y]))
        for state, css in STATES:
            d = "".join(circle(x, LINE_Y, radius) for mark, x in places if mark.state is state)
            if d:
                yield Path(css, d)
        yield Path("c-axis", across(LEFT, RIGHT, [AXIS_Y]))
        yield Path("c-tick", upright(time.marks, AXIS_Y, AXIS_Y + 4))

    board = Board(WIDTH, HEIGHT)
    for word in time.words:
        board.pin("", Spot(word.x, DATE_Y, word.anchor), word.text)
    for mark, x in sorted(
        places, key=lambda here: (here[0].state is not StepState.NEXT, here[0].number)
    ):
        css = "c-strong" if mark.state is StepState.NEXT else ""
        spot = Spot(x, NUMBER_Y, TextAnchor.MIDDLE)
        board.place(
            css, [Wording((str(mark.number),), (spot,))], Over.NOTHING, Box(0, 0, WIDTH, AXIS_Y)
        )
    return Figure(WIDTH, HEIGHT, tuple(shapes()), board.labels)


def _places(chart: StepsChart, now: float) -> list[tuple[StepMark, float]]:
    """Each step with its x, from left to right and none on another."""
    wished = sorted(_wished(chart, now), key=lambda here: here[1])
    gap = min(GAP, (RIGHT - LEFT) / max(len(wished) - 1, 1))
    placed = apart([x for _, x in wished], gap, LEFT, RIGHT)
    return [(mark, x) for (mark, _), x in zip(wished, placed, strict=True)]


def _wished(chart: StepsChart, now: float) -> Iterable[tuple[StepMark, float]]:
    """Where each step would like to stand: at its day; else evenly between its neighbours in the list.

    Done steps without a day stay before now, next and later ones after it.
    """
    x = time_axis(chart.span, LEFT, RIGHT).x
    known = [
        None if mark.day is None else x((mark.day - chart.span.start).days) for mark in chart.marks
    ]

    def kind(index: int) -> StepState | None:
        """What sorts steps into groups: None with a day, else done, aside, or later (which holds next as well)."""
        state = chart.marks[index].state
        return (
            None
            if known[index] is not None
            else StepState.LATER
            if state is StepState.NEXT
            else state
        )

    before = LEFT
    for state, group in groupby(range(len(known)), kind):
        indices = list(group)
        if state is None:
            for index in indices:
                before = known[index] or before
                yield chart.marks[index], before
            continue
        after = next((place for place in known[indices[-1] :] if place is not None), RIGHT)
        first, last = before, after
        if state is StepState.DONE:
            first, last = min(first, now), min(last, now)
        elif state is StepState.LATER:
            first, last = max(first, now), max(last, now)
        last = max(first, last)
        for number, index in enumerate(indices, start=1):
            yield chart.marks[index], first + (last - first) * number / (len(indices) + 1)

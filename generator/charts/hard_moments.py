"""Hard moments: small dots on a string of time, in grey.

In: a HardMomentsChart. Out: its Figure, 320 units wide.
Touches nothing. Moments that would cover each other are one dot: no day weighs more than another.
"""

from __future__ import annotations

from typing import Final

from generator.charts.figure import Figure, Path
from generator.charts.labels import Board, Spot
from generator.charts.paths import across, coordinates, dots
from generator.charts.plot import BELOW, WIDTH
from generator.charts.ticks import time_axis
from generator.view.chart_values import HardMomentsChart

#: The string, in units from the left and from the top.
LEFT, RIGHT, MIDDLE = 10.0, 310.0, 8.0
#: Units between the middles of two dots; nearer ones are drawn as one.
DOT_GAP: Final = 2.5


def draw_hard_moments(chart: HardMomentsChart) -> Figure:
    """The dots on their string, and the months below."""
    time = time_axis(chart.span, LEFT, RIGHT)
    height = int(MIDDLE + BELOW)
    board = Board(WIDTH, height)
    for word in time.words:
        board.pin("c-note", Spot(word.x, height - 5, word.anchor), word.text)
    places: list[float] = []
    for x in map(time.x, sorted(chart.days)):
        if not places or x - places[-1] >= DOT_GAP:
            places.append(x)
    paths = [Path("r-track", across(LEFT, RIGHT, [MIDDLE]))]
    if places:
        paths.append(Path("r-hard", dots([coordinates(x, MIDDLE) for x in places])))
    return Figure(WIDTH, height, tuple(paths), board.labels)

"""Beads: the time of a plan as a string, with a bead for a note and a flower for a good thing.

In: Beads.
Out: a Figure of 288 by 20 units without words, for every width.
Touches nothing. However many notes there are, its paths have an end: beads that would cover each other
are one, and flowers make room for each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from generator.charts.figure import Figure, Path
from generator.charts.paths import FLOWER_RADIUS, across, apart, circle, coordinates, dots, flowers
from generator.charts.scales import linear
from generator.view.chart_values import Beads

WIDTH: Final = 288
HEIGHT: Final = 20
#: The string, in units from the left and from the top.
LEFT, RIGHT, MIDDLE = 8.0, 280.0, 10.0
#: Units between the middles of two beads; nearer ones are drawn as one.
BEAD_GAP: Final = 2.5
#: A flower stands for the notes that are nearer than so many units; beads begin beside it.
BEAD_AWAY: Final = 4.0
BESIDE: Final = 11.5
#: Units between the middles of two flowers, where there is room for all.
FLOWER_GAP: Final = 15.0
#: Most flowers of one string; of more, some are chosen evenly, the first and the latest among them.
FLOWERS_LIMIT: Final = 60
#: Units from a bead or a flower to the ring of the next time together, and the ring's own.
RING_AWAY: Final = 15.0
RING: Final = 5.0


def draw_beads(beads: Beads) -> Figure:
    """The string, bright up to the latest note; then the ring, the beads and the flowers."""
    scale = linear(0, max((beads.span.end - beads.span.start).days, 1), LEFT, RIGHT)
    xs = {day: scale((day - beads.span.start).days) for day in _days(beads)}
    good = _flowers([xs[day] for day in beads.good], _right_of_flowers(beads))
    notes = _beads(_beside(good, [xs[day] for day in beads.notes]))
    reached = max((*good, *notes), default=LEFT)
    paths = [Path("r-track", across(LEFT, RIGHT, [MIDDLE]))]
    if beads.notes:
        paths.append(Path("r-track-past", across(LEFT, reached, [MIDDLE])))
    if beads.together:
        x = min(max(xs[beads.together], reached + RING_AWAY), RIGHT)
        paths.append(Path("r-next", circle(x, MIDDLE, RING)))
    if notes:
        paths.append(Path("r-bead", dots([coordinates(x, MIDDLE) for x in notes])))
    if good:
        paths.append(Path("c-flower", flowers([(x, MIDDLE) for x in good])))
    return Figure(WIDTH, HEIGHT, tuple(paths), ())


def draw_flower() -> Figure:
    """A flower alone, to stand before the words of a good thing."""
    side = int(2 * FLOWER_RADIUS)
    return Figure(side, side, (Path("c-flower", flowers([(FLOWER_RADIUS, FLOWER_RADIUS)])),), ())


def _days(beads: Beads) -> Iterable[date]:
    yield from beads.notes
    yield from beads.good
    if beads.together:
        yield beads.together


def _right_of_flowers(beads: Beads) -> float:
    """Where the last flower may stand: before a ring, which none may cover."""
    if beads.together:
        return RIGHT - RING_AWAY
    return RIGHT


def _flowers(wished: Sequence[float], right: float) -> list[float]:
    """Places for flowers, in order, so far apart that each can be told from its neighbours."""
    count = min(len(wished), FLOWERS_LIMIT)
    if count < 2:
        return [min(x, right) for x in wished]
    last = len(wished) - 1
    chosen = [wished[round(n * last / (count - 1))] for n in range(count)]
    gap = min(FLOWER_GAP, (right - LEFT) / (count - 1))
    return apart(chosen, gap, LEFT, right)


def _beside(good: Sequence[float], wished: Iterable[float]) -> list[float]:
    """The beads that no flower stands for, those near a flower moved out from under its petals."""
    moved = {_moved(good, x) for x in wished}
    return sorted(x for x in moved if x is not None)


def _moved(good: Sequence[float], x: float) -> float | None:
    """Where a bead at `x` has room beside the flowers; nowhere where a flower is too near, or two are."""
    nearest = min(good, key=lambda flower: abs(flower - x), default=None)
    if nearest is None or abs(nearest - x) >= BESIDE:
        return x
    place = nearest + math.copysign(BESIDE, x - nearest)
    if abs(nearest - x) < BEAD_AWAY or not LEFT <= place <= RIGHT:
        return None
    if any(abs(flower - place) < BESIDE - 0.1 for flower in good):
        return None
    return place


def _beads(xs: Sequence[float]) -> list[float]:
    """Places for beads; of those that would cover each other the latest stands for all."""
    kept: list[float] = []
    for x in reversed(xs):
        if not kept or kept[-1] - x >= BEAD_GAP:
            kept.append(x)
    return kept[::-1]

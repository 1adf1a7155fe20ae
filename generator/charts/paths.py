"""Marks: shapes as path data.

In: places in units. Out: strings for the `d` of a path, to be joined with others of their class.
Touches nothing. Numbers are printed short and the same everywhere: at most one decimal, never `-0`;
only a stroke that stands for a dot is a hundredth long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

#: A flower from the tip of its upper petal on.
FLOWER: Final = (
    "c2.4 3.2 2.4 4.8 0 7.2c-2.4-2.4-2.4-4 0-7.2zm0 16c2.4-3.2 2.4-4.8 0-7.2c-2.4 2.4-2.4 4 0 7.2z"
    "m-8-8c3.2-2.4 4.8-2.4 7.2 0c-2.4 2.4-4 2.4-7.2 0zm16 0c-3.2-2.4-4.8-2.4-7.2 0c2.4 2.4 4 2.4 7.2 0z"
)
#: Units from the middle of a flower to the tip of a petal.
FLOWER_RADIUS: Final = 8.0


@lru_cache(maxsize=8192)
def compact(units: float) -> str:
    """A place or length in units with at most one decimal: `33`, `88.4`, `0`."""
    text = f"{units:.1f}"
    if text == "-0.0":
        return "0"
    return text.removesuffix(".0")


def coordinates(x: float, y: float) -> str:
    """A pair of coordinates as path data: `33 88.4`."""
    return f"{compact(x)} {compact(y)}"


def polylines(runs: Iterable[Sequence[str]]) -> str:
    """Straight lines through each run of places (as `place` prints them);
    a run of one place draws nothing.
    """
    return "".join("M" + " ".join(run) for run in runs if len(run) > 1)


def dots(places: Sequence[str]) -> str:
    """A dot at each place: strokes of nearly no length,
    which round caps turn into discs as wide as the stroke.

    Readers of PDF that go by the standard leave out a stroke of no length with square caps.
    """
    return "".join([f"M{place}h.01" for place in places])


def triangles(places: Iterable[tuple[float, float]]) -> str:
    """A triangle around each place."""
    return "".join([f"M{coordinates(x, y - 5)}l4.7 8h-9.4z" for x, y in places])


def diamonds(places: Iterable[tuple[float, float]]) -> str:
    """A square on its corner around each place."""
    return "".join([f"M{coordinates(x, y - 4.5)}l4.5 4.5l-4.5 4.5l-4.5-4.5z" for x, y in places])


def flowers(places: Iterable[tuple[float, float]]) -> str:
    """A flower around each place."""
    return "".join([f"M{coordinates(x, y - FLOWER_RADIUS)}{FLOWER}" for x, y in places])


def across(left: float, right: float, heights: Iterable[float]) -> str:
    """Level lines, one at each height."""
    start, end = compact(left), compact(right)
    return "".join([f"M{start} {compact(y)}H{end}" for y in heights])


def upright(xs: Iterable[float], top: float, bottom: float) -> str:
    """Upright lines, one at each x."""
    start, end = compact(top), compact(bottom)
    return "".join([f"M{compact(x)} {start}V{end}" for x in xs])


def ticks(xs: Sequence[float], top: float, length: float) -> str:
    """Upright lines of one length, the first at its place and each other by its way from the one before:
    all charts of a span then have the same ones, which pack well.
    """
    places = [round(x, 1) for x in xs]
    tall, back = compact(length), compact(-length)
    ways = [f"m{compact(after - before)}{back}v{tall}" for before, after in pairwise(places)]
    return f"M{coordinates(places[0], top)}v{tall}{''.join(ways)}"


def box(left: float, top: float, right: float, bottom: float) -> str:
    """A rectangle by its edges."""
    return f"M{compact(left)} {compact(top)}H{compact(right)}V{compact(bottom)}H{compact(left)}z"


def circle(x: float, y: float, radius: float) -> str:
    """A circle of two half turns."""
    r, across_ = compact(radius), compact(2 * radius)
    return (
        f"M{compact(x - radius)} {compact(y)}a{r} {r} 0 1 0 {across_} 0a{r} {r} 0 1 0-{across_} 0z"
    )


def apart(
    wished: Sequence[float],
    gap: float,
    left: float,
    right: float,
) -> list[float]:
    """Places from `left` to `right`, moved as little as needed to be `gap` apart,
    in the same order.

    Half way between pushing all to the right and pushing all to the left: both keep the gap, so the
    middle does too, and marks of one day stand around that day. `wished` ascends and fits: `gap *
    (n - 1)` is at most the line.
    """
    pushed, pulled = _pushed_right(wished, gap), _pushed_left(wished, gap)
    count = len(wished)
    return [
        min(max((a + b) / 2, left + gap * index), right - gap * (count - 1 - index))
        for index, (a, b) in enumerate(zip(pushed, pulled, strict=True))
    ]


def _pushed_right(wished: Sequence[float], gap: float) -> list[float]:
    """Each place moved right as far as `gap` from the one before it asks for."""
    pushed = list(wished)
    for index in range(1, len(pushed)):
        pushed[index] = max(pushed[index], pushed[index - 1] + gap)
    return pushed


def _pushed_left(wished: Sequence[float], gap: float) -> list[float]:
    """Each place moved left as far as `gap` from the one after it asks for."""
    pushed = list(wished)
    for index in range(len(pushed) - 2, -1, -1):
        pushed[index] = min(pushed[index], pushed[index + 1] - gap)
    return pushed

"""Before and after: an upright arrow for each pair, on a full scale; half a pair is a hollow dot.

In: a BeforeAfterChart. Out: its Figure, 320 by 198 units.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import Marks, aim_text, draw_in_frame, empty_text, end_texts
from generator.charts.labels import Overlap, TextMark, Trace, Wording, spots_beside
from generator.charts.line import HEIGHT, flower_places
from generator.charts.paths import circle, compact, coordinates, dots
from generator.charts.plot import WIDTH, Plot, full_axis, lay_out
from generator.charts.ticks import value_words
from generator.view.chart_values import BeforeAfterChart, PairPoint

#: Half the width and the height of an arrow's head in units; narrower where arrows stand close.
HEAD = 4.5
HEAD_LEAST = 1.0
#: Shorter arrows than this many units have no height to show.
ARROW_LEAST = 0.5
#: Radius of a hollow dot in units.
HOLLOW = 4.0
#: Spots of words beside half a pair, best first.
BESIDE_HALF = (
    (8, 5, TextAnchor.START),
    (8, -3, TextAnchor.START),
    (8, 13, TextAnchor.START),
    (0, -9, TextAnchor.MIDDLE),
    (0, 19, TextAnchor.MIDDLE),
    (-8, 5, TextAnchor.END),
    (-8, -6, TextAnchor.END),
    (-8, 16, TextAnchor.END),
    (0, -9, TextAnchor.END),
    (0, 19, TextAnchor.END),
)
#: So many of them lie on its right.
RIGHT_SPOTS = 3
#: Units between two arrows from which their ends are dots of full size.
WIDE = 8.0


#: Where before and after of a pair stand, or the one that was noted.
Ends = Sequence[tuple[float, float]]


def draw_before_after(chart: BeforeAfterChart) -> Figure:
    """The figure of pairs.

    Without any it has the frame, the aim and the words of the empty state.
    """
    plot = lay_out(chart, full_axis(chart.low, chart.high, HEIGHT))
    pairs = chart.pairs
    marks = Marks(
        paths=tuple(_paths(plot, pairs)),
        obstacles=(Trace([_ends(plot, pair) for pair in pairs]),),
        texts=(
            *_latest_texts(plot, chart),
            *aim_text(plot),
            *end_texts(plot, chart.low_words, chart.high_words),
        ),
        last_texts=empty_text(plot, pairs),
        flowers=flower_places(plot, [[min(_ends(plot, pair), key=_height)] for pair in pairs]),
    )
    return draw_in_frame(plot, marks)


def _ends(plot: Plot, pair: PairPoint) -> Ends:
    """Where before and after stand, as far as they were noted."""
    x = plot.x(pair.day)
    return [(x, plot.y(value)) for value in (pair.before, pair.after) if value is not None]


def _height(place: tuple[float, float]) -> float:
    """How far down a place lies: of a pair, the flower stands over the upper end."""
    return place[1]


def _paths(plot: Plot, pairs: Sequence[PairPoint]) -> Iterable[Path]:
    """Arrows from before to after, with a dot at before; halves as hollow dots."""
    ends = [_ends(plot, pair) for pair in pairs]
    room = _room(ends)
    whole = [pair for pair in ends if len(pair) == 2]
    yield from _whole_paths(whole, room)
    halves = "".join(circle(*pair[0], HOLLOW) for pair in ends if len(pair) < 2)
    if halves:
        yield Path("c-open", halves)


def _whole_paths(whole: Sequence[Ends], room: float) -> Iterable[Path]:
    """The arrows of whole pairs, and their dots."""
    arrows = "".join(_arrows(whole, room))
    if arrows:
        yield Path("c-line", arrows)
    if whole:
        starts = dots([coordinates(*before) for before, _ in whole])
        yield Path("c-dots" if room >= WIDE else "c-dots-small", starts)


def _room(ends: Iterable[Ends]) -> float:
    """The fewest units between two days."""
    xs = sorted({pair[0][0] for pair in ends})
    return min([b - a for a, b in pairwise(xs)], default=WIDTH)


def _arrows(whole: Iterable[Ends], room: float) -> Iterable[str]:
    """An arrow for each whole pair that is long enough to have one."""
    head = min(HEAD, max(room / 2 - 0.5, HEAD_LEAST))
    for (x, before), (_, after) in whole:
        if abs(after - before) > ARROW_LEAST:
            yield _arrow(x, before, after, head)


def _arrow(x: float, before: float, after: float, head: float) -> str:
    """An upright arrow; its head is no longer than itself."""
    tail = after + max(min(before - after, head), -head)
    left, tip = coordinates(x - head, tail), coordinates(x, after)
    right = coordinates(x + head, tail)
    return f"M{coordinates(x, before)}V{compact(after)}M{left}L{tip}L{right}"


def _latest_texts(plot: Plot, chart: BeforeAfterChart) -> Iterable[TextMark]:
    """The words of the latest pair: those of after in bold, then those of before."""
    if not chart.pairs:
        return
    pair = chart.pairs[-1]
    x = plot.x(pair.day)
    if pair.after is not None and chart.latest_after:
        place = (x, plot.y(pair.after))
        words = (chart.latest_after, value_words(pair.after))
        yield _half_text("c-num c-halo n", place, words, Overlap.DATA)
    if pair.before is not None and chart.latest_before:
        place = (x, plot.y(pair.before))
        words = (chart.latest_before, value_words(pair.before))
        yield _half_text("c-halo n", place, words, Overlap.LEVELS)


def _half_text(
    css: str, place: tuple[float, float], words: tuple[str, str], worst: Overlap
) -> TextMark:
    """The words of half a pair right of it, else the bare number there; else left, above or below."""
    full, bare = words
    right, around = BESIDE_HALF[:RIGHT_SPOTS], BESIDE_HALF[RIGHT_SPOTS:]
    return TextMark(
        css,
        (
            Wording((full,), spots_beside(*place, right)),
            Wording((bare,), spots_beside(*place, right)),
            Wording((full,), spots_beside(*place, around)),
        ),
        worst,
    )

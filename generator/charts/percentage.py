"""Percentage: so many of so many over time, in per cent; a bigger dot rests on more.

In: a PercentageChart. Out: its Figure, 320 by 198 units.
Touches nothing. So many points that dots would cover each other are drawn as a line,
which may be dense.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import Marks, draw_in_frame, empty_text, level_texts, named_place
from generator.charts.labels import Box, Offset, Overlap, TextMark, Trace, Wording, spots_beside
from generator.charts.line import DENSE_FROM, HEIGHT, line_marks
from generator.charts.paths import circle, coordinates, polylines
from generator.charts.plot import WIDTH, Plot, ValueAxis, full_axis, height_of, lay_out, value_axis
from generator.view.chart_values import ChartFrame, Dot, PercentageChart, PercentagePoint, Point

#: The axis, always whole.
TICKS = (0.0, 25.0, 50.0, 75.0, 100.0)
#: Radius of a dot in units: so much, and so much more for the root of what it rests on, up to the
#: last.
RADIUS = 2.5
RADIUS_EACH = 1.06
RADIUS_MOST = 6.2
#: Units between two dots on average, from which each dot carries its words.
WORDS_FROM = 26.0


class _Disc(NamedTuple):
    """A point in units."""

    x: float
    y: float
    radius: float
    point: PercentagePoint


def draw_percentage(chart: PercentageChart) -> Figure:
    """The figure of a percentage.

    Without points it has the frame, the aim and the words of the empty state.
    """
    if sum(map(len, chart.runs)) > DENSE_FROM:
        return _draw_line(chart)
    plot = lay_out(chart, _axis(chart.frame))
    runs = [[_disc(plot, point) for point in run] for run in chart.runs if run]
    discs = [disc for run in runs for disc in run]
    marks = Marks(
        paths=tuple(_paths(runs, discs)),
        obstacles=(_trace(runs), _Discs(discs)),
        texts=tuple(_texts(plot, discs)),
        last_texts=empty_text(plot, discs),
        end=(discs[-1].x, discs[-1].y) if discs else None,
    )
    return draw_in_frame(plot, marks)


def _axis(frame: ChartFrame) -> ValueAxis:
    """Per cent by quarters, by halves where it is one of several people."""
    if frame.panel:
        return value_axis(0, 100, TICKS[::2], height_of(frame, HEIGHT))
    return value_axis(0, 100, TICKS, HEIGHT)


def _draw_line(chart: PercentageChart) -> Figure:
    plot = lay_out(chart, full_axis(0.0, 100.0, height_of(chart.frame, HEIGHT)))
    points = [[Point(point.day, point.value) for point in run] for run in chart.runs]
    last = chart.runs[-1]
    latest = last[-1].words if last else None
    return draw_in_frame(plot, line_marks(plot, points, (), latest))


class _Discs:
    """Data as dots of their own size."""

    def __init__(self, discs: Iterable[_Disc]) -> None:
        self._boxes = [
            Box(
                d.x - d.radius,
                d.y - d.radius,
                d.x + d.radius,
                d.y + d.radius,
            )
            for d in discs
        ]

    def is_under(self, words: Box) -> bool:
        """Whether any dot overlaps `words`."""
        return any(box.overlaps(words) for box in self._boxes)


def _disc(plot: Plot, point: PercentagePoint) -> _Disc:
    radius = min(RADIUS + RADIUS_EACH * sqrt(point.of), RADIUS_MOST)
    return _Disc(plot.x(point.day), plot.y(point.value), radius, point)


def _paths(
    runs: Sequence[Sequence[_Disc]],
    discs: Sequence[_Disc],
) -> Iterable[Path]:
    """A thin line, and above it the dots of each kind."""
    line = polylines([[coordinates(disc.x, disc.y) for disc in run] for run in runs])
    if line:
        yield Path("c-thin", line)
    for css, kind in (("c-disc", Dot.FULL), ("c-open", Dot.HOLLOW)):
        d = "".join(circle(disc.x, disc.y, disc.radius) for disc in discs if disc.point.dot is kind)
        if d:
            yield Path(css, d)


def _trace(runs: Iterable[Iterable[_Disc]]) -> Trace:
    """The line through the middles of the dots."""
    return Trace([[(disc.x, disc.y) for disc in run] for run in runs])


def _texts(plot: Plot, discs: Sequence[_Disc]) -> Iterable[TextMark]:
    """What the last dot rests on, then aim and start, then what the others rest on."""
    if discs:
        yield _words(plot, "c-num c-halo n", discs, len(discs) - 1, Overlap.DATA)
    yield from level_texts(plot)
    yield from _earlier_words(plot, discs)


def _earlier_words(plot: Plot, discs: Sequence[_Disc]) -> Iterable[TextMark]:
    """What each dot but the last rests on, where the dots stand far enough from each other."""
    if discs and discs[-1].x - discs[0].x >= WORDS_FROM * (len(discs) - 1):
        for index in range(len(discs) - 1):
            yield _words(plot, "c-note c-halo n", discs, index, Overlap.NOTHING)


def _words(plot: Plot, css: str, discs: Sequence[_Disc], index: int, worst: Overlap) -> TextMark:
    """What a dot rests on, above or below it, or beside it;
    left out where it would cover more than `worst`.
    """
    disc = discs[index]
    offsets = _offsets(disc.radius)
    wording = Wording((disc.point.words,), spots_beside(disc.x, disc.y, offsets))
    within = Box(plot.left, plot.roof, WIDTH - 2, plot.bottom)
    named = named_place([(one.x, one.y) for one in discs], index)
    return TextMark(css, (wording,), worst, within, named=named)


def _offsets(radius: float) -> tuple[Offset, ...]:
    """The spots around a dot of this radius, best first."""
    aside, above, below = radius + 4, -radius - 5, radius + 15
    return (
        (0, above, TextAnchor.MIDDLE),
        (0, below, TextAnchor.MIDDLE),
        (aside, 5, TextAnchor.START),
        (-aside, 5, TextAnchor.END),
        (3, above, TextAnchor.START),
        (3, below, TextAnchor.START),
        (-3, above, TextAnchor.END),
        (-3, below, TextAnchor.END),
    )

"""Parts: so many of so many over time, in per cent; a bigger dot rests on more, a hollow one on few.

In: a PartsChart. Out: its Figure, 320 by 198 units.
Touches nothing. So many points that dots would cover each other are drawn as a dense rating is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import (
    TOP,
    WIDTH,
    Plot,
    aim_levels,
    aim_lines,
    axes,
    draw_frame,
    draw_gaps,
    draw_notes,
    grid,
    phase_lines,
    phase_paths,
    pin_axes,
    place_aim,
    place_empty,
    place_phases,
    place_start,
    start_line,
    zone,
)
from generator.charts.labels import Board, Box, Over, Spot, Trace, Wording
from generator.charts.paths import circle, coordinates, polylines
from generator.charts.rating import DENSE_FROM, HEIGHT, draw_rating
from generator.charts.scales import linear
from generator.view.chart_values import Dot, PercentageChart, PercentagePoint, Point, RatingChart

#: The axis, always whole.
TICKS = (0.0, 25.0, 50.0, 75.0, 100.0)
#: Radius of a dot in units: so much, and so much more for the root of what it rests on, up to the last.
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


def draw_parts(chart: PercentageChart) -> Figure:
    """The figure of parts. Without points it has the frame, the aim and the words of the empty state."""
    if sum(map(len, chart.runs)) > DENSE_FROM:
        return draw_rating(_as_rating(chart))
    bottom = TOP + HEIGHT
    plot = draw_frame(chart, linear(0, 100, bottom, TOP), TICKS, chart.unit)
    runs = [[_disc(plot, point) for point in run] for run in chart.runs if run]
    discs = [disc for run in runs for disc in run]
    aims = aim_levels(plot, chart.aim)
    phases = phase_lines(plot, chart.phases)
    paths = (
        *(zone(plot, chart.aim) if chart.aim else ()),
        *grid(plot, aims),
        *draw_gaps(plot, chart.gaps),
        *aim_lines(plot, aims),
        *start_line(plot, chart.start),
        *phase_paths(plot, phases),
        *_paths(runs, discs),
        *axes(plot),
    )
    board = Board(
        WIDTH,
        plot.height,
        [Trace([[(disc.x, disc.y) for disc in run] for run in runs]), _Discs(discs)],
        levels=[*aims, *([plot.y(chart.start.value)] if chart.start else [])],
        uprights=[phase.x for phase in phases if phase.begun and not phase.is_first],
    )
    pin_axes(board, plot)
    for disc in discs[-1:]:
        _place_words(board, plot, "c-num c-halo", disc, Over.DATA)
    if chart.aim:
        place_aim(board, plot, chart.aim)
    if chart.start:
        place_start(board, plot, chart.start)
    if not discs:
        place_empty(board, plot, chart.empty)
    elif discs[-1].x - discs[0].x >= WORDS_FROM * (len(discs) - 1):
        for disc in discs[:-1]:
            _place_words(board, plot, "c-note c-halo", disc, Over.LEVELS)
    unnamed = place_phases(board, plot, phases)
    return Figure(WIDTH, plot.height, paths, board.labels, draw_notes(plot, unnamed))


class _Discs:
    """Data as dots of their own size."""

    def __init__(self, discs: Iterable[_Disc]) -> None:
        self._boxes = [
            Box(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in discs
        ]

    def is_under(self, words: Box) -> bool:
        """Whether any dot overlaps `words`."""
        return any(
            box.left < words.right
            and box.right > words.left
            and box.top < words.bottom
            and box.bottom > words.top
            for box in self._boxes
        )


def _disc(plot: Plot, point: PercentagePoint) -> _Disc:
    radius = min(RADIUS + RADIUS_EACH * sqrt(point.of), RADIUS_MOST)
    return _Disc(plot.x(point.day), plot.y(point.value), radius, point)


def _paths(runs: Sequence[Sequence[_Disc]], discs: Sequence[_Disc]) -> Iterable[Path]:
    """A thin line, and above it the dots of each kind."""
    line = polylines([[coordinates(disc.x, disc.y) for disc in run] for run in runs])
    if line:
        yield Path("c-thin", line)
    for css, kind in (("c-disc", Dot.FULL), ("c-open", Dot.HOLLOW)):
        d = "".join(circle(disc.x, disc.y, disc.radius) for disc in discs if disc.point.dot is kind)
        if d:
            yield Path(css, d)


def _place_words(board: Board, plot: Plot, css: str, disc: _Disc, worst: Over) -> None:
    """What a dot rests on, above or below it, or beside it; left out where it would cover more than `worst`."""
    x, y, away = disc.x, disc.y, disc.radius + 5
    spots = (
        *(Spot(x, y - away, TextAnchor.MIDDLE), Spot(x, y + away + 10, TextAnchor.MIDDLE)),
        *(Spot(x + away - 1, y + 5, TextAnchor.START), Spot(x - away + 1, y + 5, TextAnchor.END)),
        *(Spot(x + 3, y - away, TextAnchor.START), Spot(x + 3, y + away + 10, TextAnchor.START)),
        *(Spot(x - 3, y - away, TextAnchor.END), Spot(x - 3, y + away + 10, TextAnchor.END)),
    )
    within = Box(plot.left, plot.roof, WIDTH - 2, plot.bottom)
    board.place(css, [Wording((disc.point.words,), spots)], worst, within)


def _as_rating(chart: PercentageChart) -> RatingChart:
    runs = tuple(tuple(Point(point.day, point.value) for point in run) for run in chart.runs)
    return RatingChart(
        words=chart.words,
        span=chart.span,
        low=0.0,
        high=100.0,
        low_words=None,
        high_words=None,
        runs=runs,
        medians=(),
        latest=chart.runs[-1][-1].words if chart.runs and chart.runs[-1] else None,
        aim=chart.aim,
        start=chart.start,
        phases=chart.phases,
        gaps=chart.gaps,
        empty=chart.empty,
        unit=chart.unit,
    )

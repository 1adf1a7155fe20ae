"""Before and after: an upright arrow for each pair, on a full scale; half a pair is a hollow dot.

In: a BeforeAfterChart. Out: its Figure, 320 by 198 units.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

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
    place_ends,
    place_phases,
    zone,
)
from generator.charts.labels import Board, Over, Spot, Trace, Wording
from generator.charts.paths import circle, compact, coordinates, dots
from generator.charts.rating import HEIGHT
from generator.charts.scales import linear
from generator.charts.ticks import value_ticks
from generator.view.chart_values import BeforeAfterChart, PairPoint

#: Half the width and the height of an arrow's head in units; narrower where arrows stand close.
HEAD = 4.5
HEAD_LEAST = 1.0
#: Radius of a hollow dot in units.
HOLLOW = 4.0
#: Units between two arrows from which their ends are dots of full size.
WIDE = 8.0


def draw_before_after(chart: BeforeAfterChart) -> Figure:
    """The figure of pairs. Without any it has the frame, the aim and the words of the empty state."""
    bottom = TOP + HEIGHT
    whole = chart.low == int(chart.low) and chart.high == int(chart.high)
    values = value_ticks(chart.low, chart.high, length=HEIGHT, least=1.0 if whole else 0.0)
    plot = draw_frame(chart, linear(chart.low, chart.high, bottom, TOP), values)
    aims = aim_levels(plot, chart.aim)
    phases = phase_lines(plot, chart.phases)
    paths = (
        *(zone(plot, chart.aim) if chart.aim else ()),
        *grid(plot, aims),
        *draw_gaps(plot, chart.gaps),
        *aim_lines(plot, aims),
        *phase_paths(plot, phases),
        *_paths(plot, chart.pairs),
        *axes(plot),
    )
    board = Board(
        WIDTH,
        plot.height,
        [Trace([[(plot.x(pair.day), y) for y in _heights(plot, pair)] for pair in chart.pairs])],
        levels=aims,
        uprights=[phase.x for phase in phases if phase.begun and not phase.is_first],
    )
    pin_axes(board, plot)
    for pair in chart.pairs[-1:]:
        for css, value, text in (
            ("c-num c-halo", pair.after, chart.latest_after),
            ("c-halo", pair.before, chart.latest_before),
        ):
            if value is not None and text:
                _place_half(board, css, plot.x(pair.day), plot.y(value), text)
    if chart.aim:
        place_aim(board, plot, chart.aim)
    place_ends(board, plot, chart.low_words, chart.high_words)
    if not chart.pairs:
        place_empty(board, plot, chart.empty)
    unnamed = place_phases(board, plot, phases)
    return Figure(WIDTH, plot.height, paths, board.labels, draw_notes(plot, unnamed))


def _heights(plot: Plot, pair: PairPoint) -> list[float]:
    return [plot.y(value) for value in (pair.before, pair.after) if value is not None]


def _paths(plot: Plot, pairs: Sequence[PairPoint]) -> Iterable[Path]:
    """Arrows from before to after, with a dot at before; halves as hollow dots."""
    xs = sorted({plot.x(pair.day) for pair in pairs})
    room = min([b - a for a, b in pairwise(xs)], default=WIDTH)
    head = min(HEAD, max(room / 2 - 0.5, HEAD_LEAST))
    arrows, starts, halves = [], [], []
    for pair in pairs:
        x = plot.x(pair.day)
        if pair.before is None or pair.after is None:
            halves.append(circle(x, _heights(plot, pair)[0], HOLLOW))
            continue
        before, after = plot.y(pair.before), plot.y(pair.after)
        starts.append(coordinates(x, before))
        if abs(after - before) > 0.5:
            # The head is no longer than its arrow.
            tail = after + max(min(before - after, head), -head)
            arrows.append(f"M{coordinates(x, before)}V{compact(after)}")
            arrows.append(
                f"M{coordinates(x - head, tail)}L{coordinates(x, after)}L{coordinates(x + head, tail)}"
            )
    if arrows:
        yield Path("c-line", "".join(arrows))
    if starts:
        yield Path("c-dots" if room >= WIDE else "c-dots-small", dots(starts))
    if halves:
        yield Path("c-open", "".join(halves))


def _place_half(board: Board, css: str, x: float, y: float, text: str) -> None:
    """The words of the latest half, right of it; else left, above or below."""
    spots = (
        *(
            Spot(x + 8, y + 5, TextAnchor.START),
            Spot(x + 8, y - 3, TextAnchor.START),
            Spot(x + 8, y + 13, TextAnchor.START),
        ),
        *(Spot(x, y - 9, TextAnchor.MIDDLE), Spot(x, y + 19, TextAnchor.MIDDLE)),
        *(
            Spot(x - 8, y + 5, TextAnchor.END),
            Spot(x - 8, y - 6, TextAnchor.END),
            Spot(x - 8, y + 16, TextAnchor.END),
        ),
        *(Spot(x, y - 9, TextAnchor.END), Spot(x, y + 19, TextAnchor.END)),
    )
    board.place(css, [Wording((text,), spots)], Over.LEVELS if css == "c-halo" else Over.DATA)

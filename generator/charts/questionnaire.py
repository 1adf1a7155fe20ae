"""Questionnaire: totals over time, with the usual ups and downs as a soft band around the start.

In: a QuestionnaireChart. Out: its Figure, 320 by 222 units.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import (
    Baseline,
    Marks,
    between_spots,
    draw_in_frame,
    edge_spots,
    empty_text,
    grid,
    last_place,
    latest_text,
    level_texts,
    named_place,
)
from generator.charts.labels import Box, Grip, Overlap, TextMark, Trace, Wording, spots_beside
from generator.charts.line import Run, flower_places, line_paths, places
from generator.charts.paths import across, box
from generator.charts.plot import RIGHT, WIDTH, Plot, full_axis, height_of, lay_out
from generator.view.chart_values import BandMark, QuestionnaireChart

#: Units of height from the highest total to the lowest.
HEIGHT = 174.0
#: From so many ranges on, their edges stand in for the grid.
EDGES_FROM = 3
#: Units from a band's middle to the baseline of its name, and how far the name may move up or down
#: from there.
MIDDLE = 5.0
ASIDE = (0.0, -10.0, 10.0, -18.0, 18.0)
#: Spots of the first total beside its dot, best first.
BESIDE_FIRST = (
    (7, 5, TextAnchor.START),
    (6, 17, TextAnchor.START),
    (6, -7, TextAnchor.START),
    (0, -9, TextAnchor.MIDDLE),
    (0, 19, TextAnchor.MIDDLE),
    (0, -9, TextAnchor.START),
    (0, 19, TextAnchor.START),
)
#: Units from the edges of the usual ups and downs to the baseline of their words.
INSIDE_TOP = 13.0
INSIDE_BOTTOM = 6.0


def draw_questionnaire(chart: QuestionnaireChart) -> Figure:
    """The figure of a questionnaire.

    Without totals it has the frame, the ranges, the aim and the empty state.
    """
    plot = lay_out(chart, full_axis(chart.low, chart.high, height_of(chart.frame, HEIGHT)))
    runs = places(plot, chart.runs)
    texts, other_order = _orders(plot, chart, runs)
    marks = Marks(
        ground=tuple(_ground(plot, chart)),
        paths=tuple(line_paths(plot, runs)),
        obstacles=(Trace(runs),),
        texts=texts,
        other_orders=(other_order,),
        last_texts=empty_text(plot, runs),
        flowers=flower_places(plot, runs),
        end=last_place(runs),
    )
    return draw_in_frame(plot, marks)


def _orders(
    plot: Plot, chart: QuestionnaireChart, runs: Sequence[Run]
) -> tuple[tuple[TextMark, ...], tuple[TextMark, ...]]:
    """The texts with the words of the levels before the names of ranges, and after them."""
    newest = latest_text(runs, chart.latest)
    bands, levels = tuple(_band_texts(plot, chart)), level_texts(plot)
    rest = (*_soft_text(plot, chart), *_first_text(runs, chart.first))
    return (*newest, *levels, *bands, *rest), (*newest, *bands, *levels, *rest)


# ---- ranges


def _ground(plot: Plot, chart: QuestionnaireChart) -> Iterable[Path]:
    """The usual ups and downs, and the lines between ranges; the grid where there are few."""
    soft = _soft_box(plot, chart)
    if soft:
        yield Path("c-band", box(*soft))
    if len(chart.bands) < EDGES_FROM:
        yield from grid(plot)
        return
    levels = [plot.y(band.low) for band in chart.bands[1:]]
    yield Path("c-band-edge", across(plot.left, RIGHT, levels))


def _band_texts(plot: Plot, chart: QuestionnaireChart) -> Iterator[TextMark]:
    """The names of those ranges that have one, each inside its range."""
    for band in chart.bands:
        if band.label is None or not plot.is_first:
            continue
        rows = _rows_of(plot, band)
        spots = (*edge_spots(plot, rows), *between_spots(plot, rows))
        within = Box(plot.left, plot.y(band.high), WIDTH, plot.y(band.low))
        wording = Wording((band.label,), spots)
        yield TextMark("c-note c-halo", (wording,), Overlap.NOTHING, within)


def _rows_of(plot: Plot, band: BandMark) -> list[Baseline]:
    """The baselines of a range's name, best first: its middle, and those around that lie in it."""
    top, bottom = plot.y(band.high), plot.y(band.low)
    middle = (top + bottom) / 2 + MIDDLE
    rows = [middle + aside for aside in ASIDE]
    return [(row, Grip.MIDDLE) for row in rows if row == middle or top + 12 <= row <= bottom - 4]


# ---- the usual ups and downs


def _soft_box(plot: Plot, chart: QuestionnaireChart) -> Box | None:
    """The totals around the start that mean no change, as far as they lie on the scale."""
    if chart.corridor is None or not any(chart.runs):
        return None
    top, bottom = plot.y(chart.corridor.high), plot.y(chart.corridor.low)
    if bottom - top < 1:
        return None
    return Box(plot.left, top, RIGHT, bottom)


def _soft_text(plot: Plot, chart: QuestionnaireChart) -> Iterable[TextMark]:
    """Its words inside it, along its upper or its lower edge."""
    soft = _soft_box(plot, chart)
    if soft is None or chart.corridor is None or not plot.is_first:
        return
    rows = [(soft.top + INSIDE_TOP, Grip.HEAD), (soft.bottom - INSIDE_BOTTOM, Grip.FOOT)]
    spots = (*edge_spots(plot, rows), *between_spots(plot, rows))
    wording = Wording((chart.corridor.label,), spots)
    yield TextMark("c-note", (wording,), Overlap.NOTHING, soft)


def _first_text(runs: Sequence[Run], text: str | None) -> tuple[TextMark, ...]:
    """The first total in bold beside its dot, where nothing is covered; else left out."""
    if not runs or not text:
        return ()
    wording = Wording((text,), spots_beside(*runs[0][0], BESIDE_FIRST))
    named = named_place([place for run in runs for place in run], 0)
    return (TextMark("c-num c-halo n", (wording,), Overlap.UPRIGHTS, named=named),)

"""Questionnaire: totals over time, on named bands, with the corridor of usual variation.

In: a QuestionnaireChart. Out: its Figure, 320 by 222 units.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.charts.figure import Figure, Path, TextAnchor
from generator.charts.frame import (
    PARTED_FROM,
    LabelSide,
    Marks,
    Row,
    between_spots,
    draw_in_frame,
    edge_spots,
    empty_text,
    grid,
    last_place,
    latest_text,
    level_texts,
    wordings,
)
from generator.charts.labels import Overlap, TextMark, Trace, Wording, spots_beside
from generator.charts.line import Run, line_paths, places
from generator.charts.paths import across, box
from generator.charts.plot import RIGHT, Plot, full_axis, lay_out
from generator.view.chart_values import BandMark, Corridor, QuestionnaireChart, Tint

#: Units of height from the highest total to the lowest.
HEIGHT = 174.0
#: From so many bands on, their edges stand in for the grid.
EDGES_FROM = 3
#: Units from a band's middle to the baseline of its name, and how far the name may move up or down
#: from there.
MIDDLE = 4.5
ASIDE = (0.0, -10.0, 10.0, -18.0, 18.0)
#: Spots of the first total beside its dot, best first.
BESIDE_FIRST = (
    (7, 5, TextAnchor.START),
    (6, 17, TextAnchor.START),
    (6, -7, TextAnchor.START),
    (0, -9, TextAnchor.MIDDLE),
    (0, 19, TextAnchor.MIDDLE),
)
#: Units that the lines of the corridor are long at least.
CORRIDOR_LEAST = 12


def draw_questionnaire(chart: QuestionnaireChart) -> Figure:
    """The figure of a questionnaire.

    Without totals it has the frame, the bands, the aim and the empty state.
    """
    plot = lay_out(chart, full_axis(chart.low, chart.high, HEIGHT))
    runs = places(plot, chart.runs)
    lines = _corridor_lines(plot, chart, runs)
    texts, other_order = _orders(plot, chart, lines, runs)
    marks = Marks(
        ground=tuple(_ground(plot, chart.bands)),
        paths=tuple(_paths(plot, lines, runs)),
        obstacles=(Trace(runs),),
        levels=_crossed(lines, runs),
        texts=texts,
        # Names of bands keep their column until something is left out, or much is crossed.
        other_orders=(other_order,),
        accepted_cost=Overlap.DATA,
        last_texts=empty_text(plot, runs),
    )
    return draw_in_frame(plot, marks)


def _orders(
    plot: Plot, chart: QuestionnaireChart, lines: Sequence[float], runs: Sequence[Run]
) -> tuple[tuple[TextMark, ...], tuple[TextMark, ...]]:
    """The texts with the names of bands before the words of the levels, and after them."""
    newest = latest_text(last_place(runs), chart.latest)
    bands, levels = tuple(_band_texts(plot, chart.bands)), level_texts(plot)
    rest = tuple(_corridor_and_first_texts(plot, chart, lines, runs))
    return (*newest, *bands, *levels, *rest), (*newest, *levels, *bands, *rest)


def _corridor_and_first_texts(
    plot: Plot, chart: QuestionnaireChart, lines: Sequence[float], runs: Sequence[Run]
) -> Iterable[TextMark]:
    yield from _corridor_text(plot, chart.corridor, lines, runs)
    yield from _first_text(runs, chart.first)


def _paths(
    plot: Plot,
    lines: Sequence[float],
    runs: Sequence[Run],
) -> Iterable[Path]:
    """The corridor, and the line of totals over it."""
    yield from _corridor_path(plot, lines, runs)
    yield from line_paths(runs)


# ---- bands


def _ground(plot: Plot, bands: Sequence[BandMark]) -> Iterable[Path]:
    """The bands, and the lines over them."""
    yield from _bands(plot, bands)
    yield from _edges(plot, bands)


def _bands(plot: Plot, bands: Iterable[BandMark]) -> Iterable[Path]:
    tinted = [(plot.y(band.high), plot.y(band.low)) for band in bands if band.tint is Tint.GREY]
    d = "".join([box(plot.left, top, RIGHT, bottom) for top, bottom in tinted if bottom > top])
    if d:
        yield Path("c-band", d)


def _edges(plot: Plot, bands: Sequence[BandMark]) -> Iterable[Path]:
    """The lines between bands; the grid where there are few."""
    if len(bands) < EDGES_FROM:
        yield from grid(plot)
        return
    levels = [plot.y(band.low) for band in bands[1:]]
    yield Path("c-band-edge", across(plot.left, RIGHT, levels))


def _band_texts(plot: Plot, bands: Iterable[BandMark]) -> Iterator[TextMark]:
    """Each name in the middle of its band, at the right edge first;
    in a high band also above and below the middle.
    """
    for band in bands:
        if band.label is not None:
            rows = _rows_of(plot, band)
            spots = (*edge_spots(plot, rows), *between_spots(plot, rows))
            wording = Wording((band.label,), spots)
            yield TextMark("c-note c-halo", (wording,), Overlap.LEVELS)


def _rows_of(plot: Plot, band: BandMark) -> list[float]:
    """The baselines of a band's name, best first:
    the middle, and those around it that lie in the band.
    """
    top, bottom = plot.y(band.high), plot.y(band.low)
    middle = (top + bottom) / 2 + MIDDLE
    rows = [middle + aside for aside in ASIDE]
    return [row for row in rows if row == middle or top + 12 <= row <= bottom - 4]


# ---- the corridor


def _corridor_lines(
    plot: Plot, chart: QuestionnaireChart, runs: Sequence[Run]
) -> tuple[float, ...]:
    """The upper and the lower line, in units from the top, as far as they lie on the scale;
    none without totals.
    """
    if chart.corridor is None or not runs:
        return ()
    ends = (chart.corridor.high, chart.corridor.low)
    return tuple(plot.y(value) for value in ends if chart.low < value < chart.high)


def _crossed(lines: tuple[float, ...], runs: Sequence[Run]) -> tuple[float, ...]:
    """The lines that words had better not cross:
    words at the right edge cross them only where they end near it.
    """
    if runs and runs[-1][-1][0] > RIGHT - PARTED_FROM:
        return lines
    return ()


def _corridor_path(
    plot: Plot,
    lines: Sequence[float],
    runs: Sequence[Run],
) -> Iterable[Path]:
    """Both lines, up to the latest total."""
    if lines:
        end = max(runs[-1][-1][0], plot.left + CORRIDOR_LEAST)
        yield Path("c-wobble", across(plot.left, end, lines))


def _corridor_text(
    plot: Plot, corridor: Corridor | None, lines: Sequence[float], runs: Sequence[Run]
) -> Iterable[TextMark]:
    """The corridor's words, inside it first, and never beyond the end of its lines."""
    if corridor is None or not lines:
        return
    inside = _inside_rows(plot, corridor, lines)
    outside = [(y, side.other) for y, side in inside]
    end = runs[-1][-1][0]
    texts = [_before(end, one) for one in wordings(plot, corridor.label, [*inside, *outside])]
    yield TextMark("c-note c-halo", tuple(texts), Overlap.LEVELS, plot.inside)


def _inside_rows(
    plot: Plot,
    corridor: Corridor,
    lines: Sequence[float],
) -> list[Row]:
    """Each line with its side inside the corridor; a single line may be the lower one."""
    if len(lines) == 2:
        upper, lower = lines
        return [(upper, LabelSide.BELOW), (lower, LabelSide.ABOVE)]
    [only] = lines
    if only > plot.y((corridor.low + corridor.high) / 2):
        return [(only, LabelSide.ABOVE)]
    return [(only, LabelSide.BELOW)]


def _before(end: float, wording: Wording) -> Wording:
    """The wording with those of its spots that lie before `end`."""
    spots = [spot for spot in wording.spots if spot.anchor is not TextAnchor.END and spot.x < end]
    return Wording(wording.lines, tuple(spots))


def _first_text(runs: Sequence[Run], text: str | None) -> tuple[TextMark, ...]:
    """The first total in bold beside its dot, where nothing is covered; else left out."""
    if not runs or not text:
        return ()
    wording = Wording((text,), spots_beside(*runs[0][0], BESIDE_FIRST))
    return (TextMark("c-num c-halo", (wording,), Overlap.UPRIGHTS),)

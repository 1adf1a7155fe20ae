"""Questionnaire charts: hairlines behind, the usual ups and downs around the start, words that keep clear."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.charts.draw import draw
from generator.view.chart_values import (
    AimMark,
    AimSide,
    BandMark,
    Corridor,
    LevelMark,
    PhaseMark,
    QuestionnaireChart,
)
from tests.charts.test_laws import (
    aims,
    keeps_the_laws,
    phases,
    runs,
    scales,
    spans,
    stretches,
    words,
)
from tests.support.charts_builders import (
    HALF_YEAR,
    SPAN,
    WORDS,
    a_run,
    classes,
    dots,
    drawn,
    extent,
    framed,
    label,
    texts,
)

NAMES = ("minimal", "mild", "moderate", "moderately severe", "severe")
EDGES = (0, 4.5, 9.5, 14.5, 19.5, 27)
PHQ9 = tuple(BandMark(EDGES[n], EDGES[n + 1], name) for n, name in enumerate(NAMES))
USUAL = Corridor(11, 23, "usual ups and downs")
AIM = AimMark(AimSide.BELOW, 0, 9.5, "aim: 9 or less")


def a_sheet(**what) -> QuestionnaireChart:
    return framed(QuestionnaireChart, **({
        "words": WORDS, "span": SPAN, "low": 0, "high": 27, "bands": PHQ9, "runs": (), "first": None, "latest": None,
        "corridor": None, "aim": None, "start": None, "phases": (), "gaps": (), "empty": "no note yet",
    } | what))  # fmt: skip


LENA = a_sheet(
    span=HALF_YEAR, aim=AIM, corridor=USUAL, first="17", latest="9",
    runs=(a_run(17, 18, every=14), a_run(15, 16, 12, start=28, every=14), a_run(11, 13, 9, start=71, every=13)),
    phases=(PhaseMark(date(2026, 2, 2), "practice", begun=True), PhaseMark(date(2026, 6, 1), "upkeep", begun=False)),
)  # fmt: skip


def test_the_drawing_is_320_by_222():
    assert (draw(LENA).width, draw(LENA).height) == (320, 222)


def test_each_name_stands_inside_its_range():
    figure = draw(a_sheet(bands=PHQ9, runs=(a_run(17),)))

    for name, low, high in zip(NAMES, EDGES, EDGES[1:], strict=False):
        _, top, _, bottom = extent(label(figure, name))
        assert 198 - 174 * high / 27 <= top
        assert bottom <= 198 - 174 * low / 27


def test_edges_of_many_bands_stand_in_for_the_grid():
    assert "c-grid" not in classes(draw(LENA))
    assert "c-band-edge" in classes(draw(LENA))


def test_one_band_leaves_the_grid():
    bands = (BandMark(0, 50.5, "low, 50 or less"),)
    figure = draw(a_sheet(low=0, high=100, bands=bands, runs=(a_run(28),)))

    assert "c-grid" in classes(figure)
    assert "low, 50 or less" in texts(figure)


def test_the_usual_ups_and_downs_are_one_band_with_its_words_inside():
    figure = draw(LENA)

    assert drawn(figure, "c-band") == "M33 49.8H310V127.1H33z"
    _, top, _, bottom = extent(label(figure, "usual ups and downs"))
    assert 49.8 <= top < bottom <= 127.1


def test_the_usual_ups_and_downs_end_with_the_scale():
    figure = draw(a_sheet(runs=(a_run(25, 20),), corridor=Corridor(19, 31, "usual ups and downs")))

    assert drawn(figure, "c-band").startswith("M33 24H310")


def test_without_totals_there_is_no_corridor():
    figure = draw(a_sheet(corridor=USUAL, aim=AIM))

    assert "c-band" not in classes(figure)
    assert "no note yet" in texts(figure)


def test_the_first_and_the_latest_total_are_printed():
    assert {"17", "9"} <= set(texts(draw(LENA)))


def test_the_line_is_broken_where_the_runs_are():
    assert drawn(draw(LENA), "c-line").count("M") == 3
    assert len(dots(draw(LENA))) == 8


def test_no_median_is_ever_drawn():
    assert not [css for css in classes(draw(LENA)) if css.startswith(("c-thick", "c-thin"))]


@pytest.mark.parametrize("value", [0, 27])
def test_totals_at_the_ends_of_the_scale_stand_on_its_ends(value):
    assert dots(draw(a_sheet(runs=(a_run(value),))))[0][1] == (198 if value == 0 else 24)


@st.composite
def sheets(draw_):
    span = draw_(spans())
    low, high = draw_(scales)
    cuts = sorted({low, *draw_(st.lists(st.floats(low, high), max_size=6))})
    bands = tuple(
        BandMark(one, other, draw_(st.none() | words))
        for one, other in zip(cuts, [*cuts[1:], high], strict=True)
    )
    values = st.floats(low - 10, high + 10)
    return a_sheet(
        span=span,
        low=low,
        high=high,
        bands=bands,
        runs=draw_(runs(span, low, high)),
        first=draw_(st.none() | st.just("17")),
        latest=draw_(st.none() | st.just("9")),
        corridor=draw_(
            st.none()
            | st.tuples(values, values).map(lambda ends: Corridor(min(ends), max(ends), "ups"))
        ),
        aim=draw_(st.none() | aims(low, high)),
        start=draw_(st.none() | st.builds(LevelMark, st.floats(low, high), words)),
        phases=draw_(phases(span)),
        gaps=draw_(stretches(span)),
        empty=draw_(words),
    )


@pytest.mark.slow
@settings(deadline=None, max_examples=120)
@given(sheets())
def test_labels_keep_clear_and_inside(sheet):
    keeps_the_laws(draw(sheet))


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(sheets())
def test_dots_stay_inside_the_plot(sheet):
    for x, y in dots(draw(sheet)):
        assert 33 <= x <= 310
        assert 24 <= y <= 198

"""Laws of every chart, whatever the plan: no label covers another, nothing leaves the frame, same in, same out."""

import math
import os
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate, combinations, pairwise
from string import ascii_uppercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.charts.beads import draw_beads
from generator.charts.draw import draw
from generator.charts.figure import Figure
from generator.charts.labels import Box
from generator.charts.large_type import large_box
from generator.text.language import language, speaking
from generator.view.chart_values import (
    AimMark,
    AimSide,
    BandMark,
    BeforeAfterChart,
    Corridor,
    CountChart,
    Dot,
    HardMomentsChart,
    Interval,
    LevelMark,
    PairPoint,
    Panel,
    PercentageChart,
    PercentagePoint,
    PhaseMark,
    Point,
    PossiblePath,
    QuestionnaireChart,
    RatingChart,
    Slot,
    SlotState,
    TimeSpan,
    TotalChart,
)
from tests.support.charts_builders import (
    WORDS,
    a_rating,
    a_string,
    dots,
    drawn,
    extent,
    framed,
)

pytestmark = pytest.mark.slow

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" aeiou"),
    max_size=40,
)
scales = st.sampled_from(
    [(0, 10), (1, 7), (1, 10), (0, 100), (-2, 2), (0, 27), (0.0, 1.5), (7, 35), (0, 12_000)]
) | (st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)).map(sorted).map(tuple))


@st.composite
def spans(draw):
    start = draw(st.dates(date(1995, 1, 1), date(2060, 1, 1)))
    return TimeSpan(
        start,
        start + timedelta(draw(st.integers(0, 30) | st.integers(60, 400) | st.integers(0, 3660))),
    )


def length(span: TimeSpan) -> int:
    return (span.end - span.start).days


@st.composite
def phases(draw, span: TimeSpan):
    days = draw(st.lists(st.integers(-40, length(span) + 40), max_size=6))
    return tuple(
        PhaseMark(span.start + timedelta(day), draw(words), draw(st.booleans()), letter)
        for letter, day in zip(ascii_uppercase, days, strict=False)
    )


@st.composite
def stretches(draw, span: TimeSpan):
    days = draw(
        st.lists(st.tuples(st.integers(-20, length(span) + 20), st.integers(1, 60)), max_size=3)
    )
    return tuple(
        Interval(span.start + timedelta(day), span.start + timedelta(day + long), words=draw(words))
        for day, long in sorted(days)
    )


@st.composite
def aims(draw, low: float, high: float):
    one, other = sorted([draw(st.floats(low, high)), draw(st.floats(low, high))])
    side = draw(st.sampled_from(AimSide))
    return AimMark(
        side,
        low if side is AimSide.BELOW else one,
        high if side is AimSide.ABOVE else other,
        draw(words),
    )


@st.composite
def runs(draw, span: TimeSpan, low: float, high: float):
    many = draw(st.integers(0, 30) | st.just(120))
    days = sorted(draw(st.lists(st.floats(0, length(span) + 0.99), min_size=many, max_size=many)))
    points = [Point(day, draw(st.sampled_from([low, high]) | st.floats(low, high))) for day in days]
    at = draw(st.integers(0, many))
    return tuple(run for run in (tuple(points[:at]), tuple(points[at:])) if run)


panels = st.none() | st.builds(
    Panel, words, st.integers(1, 5), st.just(5), st.just(()) | st.just((3.0, 40.0))
)


def good_days(span: TimeSpan):
    return st.lists(st.integers(0, length(span)).map(float), max_size=3).map(tuple)


@st.composite
def ratings(draw):
    span = draw(spans())
    low, high = draw(scales)
    return framed(
        RatingChart,
        words=WORDS,
        good_days=draw(good_days(span)),
        panel=draw(panels),
        span=span,
        low=low,
        high=high,
        low_words=draw(st.none() | words),
        high_words=draw(st.none() | words),
        runs=draw(runs(span, low, high)),
        medians=draw(st.just(()) | runs(span, low, high)),
        latest=draw(st.none() | st.sampled_from(["7", "10", "-1.5", "12000"])),
        aim=draw(st.none() | aims(low, high)),
        start=draw(st.none() | st.builds(LevelMark, st.floats(low, high), words)),
        phases=draw(phases(span)),
        gaps=draw(stretches(span)),
        empty=draw(words),
    )


@st.composite
def counts(draw):
    span = draw(spans())
    days = draw(st.sampled_from([1, 7, 14, 30]))
    most = min(length(span) // days + 1, 80)
    values = draw(st.lists(st.none() | st.integers(0, 12) | st.floats(0, 1e5), max_size=most))
    slots = []
    for n, value in enumerate(values):
        start = span.start + timedelta(days * n)
        counted = (
            SlotState.SO_FAR if n == len(values) - 1 and draw(st.booleans()) else SlotState.COUNTED
        )
        stretch = Interval(start, start + timedelta(days))
        slots.append(Slot(stretch, value, SlotState.NO_NOTES if value is None else counted))
    return framed(
        CountChart,
        words=WORDS,
        good_days=draw(good_days(span)),
        panel=draw(panels),
        span=span,
        slots=tuple(slots),
        latest=draw(st.none() | st.sampled_from(["3", "12"])),
        aim=draw(st.none() | aims(0, draw(st.sampled_from([3, 7, 1000])))),
        start=draw(st.none() | st.builds(LevelMark, st.floats(0, 20), words)),
        phases=draw(phases(span)),
        gaps=draw(stretches(span)),
        so_far=draw(words),
        empty=draw(words),
    )


@st.composite
def strings(draw):
    span = draw(spans())
    days = st.integers(0, length(span)).map(lambda day: span.start + timedelta(day))
    notes = sorted(draw(st.lists(days, max_size=400)))
    good = sorted(draw(st.lists(st.sampled_from(notes), max_size=100))) if notes else []
    return a_string(
        span=span, notes=tuple(notes), good=tuple(good), together=draw(st.none() | days)
    )


@st.composite
def events(draw):
    span = draw(spans())
    days = tuple(draw(st.lists(st.floats(0, length(span) + 0.99), max_size=60)))
    return HardMomentsChart(WORDS, span, days)


@st.composite
def questionnaires(draw):
    span = draw(spans())
    low, high = draw(scales)
    edges = sorted(draw(st.lists(st.floats(low, high), max_size=6)))
    bands = [
        BandMark(start, end, draw(st.none() | words))
        for start, end in pairwise([low, *edges, high])
    ]
    return framed(
        QuestionnaireChart,
        words=WORDS,
        good_days=draw(good_days(span)),
        panel=draw(panels),
        span=span,
        low=low,
        high=high,
        bands=tuple(bands),
        runs=draw(runs(span, low, high)),
        first=draw(st.none() | st.sampled_from(["13", "28"])),
        latest=draw(st.none() | st.sampled_from(["6", "56"])),
        corridor=draw(
            st.none() | st.builds(Corridor, st.floats(low, high), st.floats(low, high), words)
        ),
        aim=draw(st.none() | aims(low, high)),
        start=draw(st.none() | st.builds(LevelMark, st.floats(low, high), words)),
        phases=draw(phases(span)),
        gaps=draw(stretches(span)),
        empty=draw(words),
    )


@st.composite
def all_pairs(draw):
    span = draw(spans())
    low, high = draw(scales)
    half = st.none() | st.floats(low, high)
    days = sorted(draw(st.lists(st.floats(0, length(span) + 0.99), max_size=40)))
    found = [
        PairPoint(day, before, after)
        for day in days
        for before, after in [(draw(half), draw(half))]
    ]
    return framed(
        BeforeAfterChart,
        words=WORDS,
        good_days=draw(good_days(span)),
        panel=draw(panels),
        span=span,
        low=low,
        high=high,
        low_words=draw(st.none() | words),
        high_words=draw(st.none() | words),
        pairs=tuple(pair for pair in found if (pair.before, pair.after) != (None, None)),
        latest_before=draw(st.none() | st.just("8 before")),
        latest_after=draw(st.none() | st.just("5 after")),
        aim=draw(st.none() | aims(low, high)),
        phases=draw(phases(span)),
        gaps=draw(stretches(span)),
        empty=draw(words),
    )


@st.composite
def totals(draw):
    span = draw(spans())
    days = sorted(draw(st.lists(st.floats(0, length(span) + 0.99), max_size=60)))
    added = draw(st.lists(st.integers(0, 9), min_size=len(days), max_size=len(days)))
    points = tuple(
        Point(day, float(value)) for day, value in zip(days, accumulate(added), strict=True)
    )
    goal = draw(st.none() | st.floats(1, 500))
    ends = sorted(draw(st.tuples(st.floats(0, length(span)), st.floats(0, length(span)))))
    return framed(
        TotalChart,
        words=WORDS,
        good_days=draw(good_days(span)),
        panel=draw(panels),
        span=span,
        points=points,
        until=draw(st.floats(0, length(span))),
        latest=draw(st.none() | st.just("8")),
        aim=None if goal is None else AimMark(AimSide.ABOVE, goal, goal, draw(words)),
        path=None if goal is None else PossiblePath(*ends, goal, draw(words)),
        phases=draw(phases(span)),
        gaps=draw(stretches(span)),
        empty=draw(words),
    )


@st.composite
def shares(draw):
    span = draw(spans())
    days = sorted(draw(st.lists(st.floats(0, length(span) + 0.99), max_size=60)))
    points = tuple(
        PercentagePoint(
            day,
            draw(st.floats(0, 100)),
            draw(st.integers(1, 60)),
            "5 of 8",
            draw(st.sampled_from(Dot)),
        )
        for day in days
    )
    return framed(
        PercentageChart,
        words=WORDS,
        good_days=draw(good_days(span)),
        panel=draw(panels),
        span=span,
        runs=(points,) if points else (),
        aim=draw(st.none() | aims(0, 100)),
        start=draw(st.none() | st.builds(LevelMark, st.floats(0, 100), words)),
        phases=draw(phases(span)),
        gaps=draw(stretches(span)),
        empty=draw(words),
        unit=" %",
    )


charts = ratings() | counts() | events() | questionnaires() | all_pairs() | totals() | shares()
#: Languages whose months are short, long, of another script, and with the year in front.
tongues = st.sampled_from(["en", "en-US", "de", "fr", "ar", "ja", "hu", "ru"])


def keeps_the_laws(figure: Figure) -> None:
    boxes = [extent(label) for label in figure.labels]
    for (left, top, right, bottom), label in zip(boxes, figure.labels, strict=True):
        # Half a tenth is lost in printing.
        assert left >= -0.06, label
        assert top >= -0.06, label
        assert right <= figure.width + 0.06, label
        assert bottom <= figure.height + 0.06, label
    for one, other in combinations(range(len(boxes)), 2):
        a, b = boxes[one], boxes[other]
        apart = (
            a[2] <= b[0] + 0.11 or b[2] <= a[0] + 0.11 or a[3] <= b[1] + 0.11 or b[3] <= a[1] + 0.11
        )
        assert apart, (figure.labels[one], figure.labels[other])
    for path in figure.paths:
        assert re.fullmatch(r"(?:[MHVLhvaclmz]|-?\d+(?:\.\d)?|\.01|[ ]|(?=-))+", path.d), path
        assert path.d.startswith("M")


#: More of them on request: `LAWS=5000 pytest tests/charts/test_laws.py`.
MANY = int(os.environ.get("LAWS", "250"))


@settings(
    deadline=None,
    max_examples=MANY,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(charts, tongues)
def test_labels_of_a_chart_keep_clear_and_inside(chart, tongue):
    with speaking(language(tongue, {})):
        keeps_the_laws(draw(chart))


@settings(deadline=None, max_examples=200)
@given(strings())
def test_no_bead_leaves_its_string_and_no_flower_hides_another(string):
    figure = draw_beads(string)
    keeps_the_laws(figure)
    beads = [float(x) for x in re.findall(r"M([\d.]+) 10h", drawn(figure, "r-bead"))]
    flowers = [float(x) for x in re.findall(r"M([\d.]+) 2c", drawn(figure, "c-flower"))]
    rings = [float(x) for x in re.findall(r"M([\d.]+) 10a", drawn(figure, "r-next"))]
    edge = 280.1
    if rings:
        assert rings[0] + 5 <= edge
        edge = rings[0] - 1

    assert all(8 <= x <= 280 for x in (*beads, *flowers))
    assert all(x < edge for x in flowers)
    assert all(after - before >= 2.4 for before, after in pairwise(beads))
    assert all(after - before >= 4.3 for before, after in pairwise(flowers))
    assert len(flowers) == min(len(string.good), 60)
    assert bool(string.notes) == bool(beads or flowers)
    assert len("".join(path.d for path in figure.paths)) < 8000


@settings(deadline=None, max_examples=100)
@given(ratings() | counts())
def test_data_stay_inside_the_plot(chart):
    figure = draw(chart)
    bottom = float(drawn(figure, "c-axis").split()[1].split("H")[0])
    for css in ("c-dots", "c-dots-small", "c-thin", "c-thick", "c-line", "c-thick-ink"):
        for x, y in re.findall(r"(?<![\d.])(\d+(?:\.\d)?) (\d+(?:\.\d)?)", drawn(figure, css)):
            assert 33 <= float(x) <= 310
            assert 24 <= float(y) <= bottom
    for css in ("c-bar", "c-now"):
        for x in re.findall(r"[MH](\d+(?:\.\d)?)", drawn(figure, css)):
            assert 33 <= float(x) <= 310
        for y in re.findall(r"V(\d+(?:\.\d)?)", drawn(figure, css)):
            assert 24 <= float(y) <= bottom


@settings(deadline=None, max_examples=50)
@given(charts)
def test_the_same_chart_gives_the_same_figure(chart):
    assert draw(chart) == draw(chart)


def test_a_chart_does_not_depend_on_the_one_before():
    span = TimeSpan(date(2026, 1, 5), date(2026, 4, 6))
    first = draw(a_rating(span=span))
    draw(a_rating(span=TimeSpan(date(2020, 1, 1), date(2026, 1, 1))))

    assert draw(a_rating(span=span)) == first


@settings(deadline=None, max_examples=60)
@given(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300), st.floats(-1e300, 1e300))
def test_numbers_of_any_size_are_drawn(one, other, value):
    low, high = min(one, other), max(one, other)
    span = TimeSpan(date(2026, 1, 5), date(2026, 4, 6))
    chart = a_rating(span=span, low=low, high=high, runs=((Point(3, value),),), latest="7")

    figure = draw(chart)

    assert all(
        math.isfinite(float(number))
        for number in re.findall(r"-?\d+\.?\d*", drawn(figure, "c-dots"))
    )
    assert "nan" not in "".join(path.d for path in figure.paths)


def nearness(words: Box, mark: tuple[float, float]) -> float:
    return words.distance(Box(*mark, *mark))


@settings(deadline=None, max_examples=80)
@given(ratings() | questionnaires())
def test_the_last_number_is_nearest_to_its_own_dot(chart):
    chart = replace(chart, latest="7", frame=replace(chart.frame, panel=None, good_days=()))
    figure = draw(chart)
    found = [Box(*extent(label)) for label in figure.labels if label.css.startswith("c-num")]
    marks = dots(figure) or dots(figure, "c-dots-small")

    if found and len(marks) > 1:
        number = found[0]
        assert nearness(number, marks[-1]) <= min(nearness(number, mark) for mark in marks) + 0.15


def upright_lines(figure: Figure) -> list[float]:
    return [float(x) for x in re.findall(r"M(\S+) 18V", drawn(figure, "c-phase"))]


def level_lines(figure: Figure, css: str) -> list[float]:
    return [float(y) for y in re.findall(r"M\S+ (\S+?)H", drawn(figure, css))]


@settings(deadline=None, max_examples=80)
@given(ratings() | counts() | questionnaires() | totals())
def test_the_words_of_the_aim_touch_its_line_and_nothing_strikes_them(chart):
    if chart.frame.aim is None:
        return
    aim = replace(chart.frame.aim, label="aim: here")
    figure = draw(replace(chart, frame=replace(chart.frame, aim=aim, empty="")))

    for label in figure.labels:
        if label.text == "aim: here":
            left, top, right, bottom = extent(label)
            lines = level_lines(figure, "c-aim")
            assert label.x == "310"
            assert min(min(abs(top - y), abs(bottom - y)) for y in lines) <= 3
            assert not any(top + 0.1 < y < bottom - 0.1 for y in lines)
            assert not any(left + 0.1 < x < right - 0.1 for x in upright_lines(figure))


@settings(deadline=None, max_examples=80)
@given(ratings() | questionnaires() | shares())
def test_the_words_of_a_gap_stand_inside_it(chart):
    span = chart.frame.span
    gap = Interval(span.start + timedelta(length(span) // 3), span.end, words="no notes")
    figure = draw(replace(chart, frame=replace(chart.frame, gaps=(gap,))))
    axis = drawn(figure, "c-axis")
    start, end = (float(x) for x in re.fullmatch(r"M(\S+) \S+?H(\S+)", axis).groups())

    for label in figure.labels:
        if label.text in ("no notes", "no", "notes") and "c-note" in label.css:
            left, _, right, _ = extent(label)
            assert start + (end - start) * (length(span) // 3) / max(length(span), 1) <= left + 0.1
            assert right <= end + 0.1


@settings(deadline=None, max_examples=80)
@given(charts, tongues)
def test_the_words_that_stay_in_large_type_keep_clear_of_each_other(chart, tongue):
    with speaking(language(tongue, {})):
        figure = draw(chart)
    large = [large_box(label) for label in figure.labels if "w" not in label.css.split()]

    if hasattr(chart, "frame"):
        assert not any(one.overlaps(other) for one, other in combinations(large, 2))


@settings(deadline=None, max_examples=80)
@given(charts)
def test_no_stroke_is_of_no_length(chart):
    for path in draw(chart).paths:
        assert not re.search(
            r"[hv]0(?![.\d])|M([\d.]+) ([\d.]+)(?:H\1|V\2|L\1 \2)(?![.\d])", path.d
        ), path


@settings(deadline=None, max_examples=80)
@given(ratings() | counts() | questionnaires() | shares())
def test_whose_panel_it_is_always_stands_in_it(chart):
    panel = Panel("Dana", 1, 3)
    figure = draw(replace(chart, frame=replace(chart.frame, panel=panel)))

    assert "Dana" in [label.text for label in figure.labels]

"""Total: a count that adds up from the start, from the file to the line of steps on the page."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.charts.draw import draw
from generator.model.measure import Total
from generator.model.plan import Plan
from generator.progress.derive import derive
from generator.progress.series import Signal
from generator.progress.total import TotalSeries
from generator.view.chart_values import AimMark, AimSide, Point, PossiblePath, TotalChart
from generator.view.measures.describe import describe
from tests.charts.test_laws import keeps_the_laws, phases, spans, stretches, words
from tests.support.builders import a_plan, a_plan_file, codes, findings_in, on, plan_from
from tests.support.charts_builders import SPAN, WORDS, classes, drawn, framed, texts

TALKS = {"measure": "count", "per": "total", "unit": "talks", "target": 12}


def a_total(*added: float, **what: object) -> Plan:
    """An entry a week, from 5 January on."""
    first = date(2026, 1, 5)
    entries = [
        on((first + timedelta(weeks=n)).isoformat(), calm=value) for n, value in enumerate(added)
    ]
    return a_plan(entries, {**TALKS, **what})


def series_of(plan: Plan) -> TotalSeries:
    [series] = derive(plan)["calm"].series
    assert isinstance(series, TotalSeries)
    return series


def words_of(plan: Plan):
    [told] = describe(plan, derive(plan)["calm"]).series
    return told.words


def said(plan: Plan) -> str:
    """The finding without its verdict, which goes by the signal alone."""
    words = words_of(plan)
    finding = words.chart.words.finding
    return f"{finding.news} {finding.rest.removeprefix(words.after).strip()}".strip()


# ---- the file


@pytest.mark.parametrize("target", [12, {"at_least": 12}])
def test_the_target_is_the_number_to_reach(target):
    plan = plan_from(a_plan_file([], {**TALKS, "target": target, "baseline": 0}))

    assert plan.goals[0].objectives[0].measure == Total("talks", 12)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"baseline": 3}, "total-baseline"),
        ({"baseline": {"first": 3}}, "total-baseline"),
        ({"target": 0}, "total-target"),
        ({"target": {"at_most": 12}}, "total-target"),
        ({"target": {"between": [3, 5]}}, "total-target"),
        ({"scale": {"min": 0}}, "unused-key"),
    ],
)
def test_a_total_starts_at_0_and_grows_to_a_number(what, code):
    assert codes(findings_in(a_plan_file([], {**TALKS, **what}))) == [code]


def test_an_entry_never_takes_away_from_a_total():
    assert codes(findings_in(a_plan_file([on("2026-01-05", calm=-1)], TALKS))) == [
        "count-below-zero"
    ]


# ---- the sum


def test_entries_add_up_from_the_start():
    assert [reading.value for reading in series_of(a_total(1, 2, 0, 4)).readings] == [1, 3, 3, 7]


def test_the_goal_is_reached_once_the_sum_is_there():
    assert series_of(a_total(5, 7)).signal is Signal.REACHED
    assert series_of(a_total(5, 6)).signal is Signal.TOO_EARLY


def test_a_total_is_never_said_to_be_harder():
    assert series_of(a_total(3, 2, 1, 0, 0, 0, 0)).signal is Signal.UNDIRECTED


@given(st.lists(st.integers(0, 50), max_size=30))
def test_a_total_never_falls_and_ends_at_the_sum(added):
    series = series_of(a_total(*added))

    values = [reading.value for reading in series.readings]
    assert values == sorted(values)
    assert series.total == sum(added)


# ---- the words


def test_the_sentence_says_how_far_by_when_and_what_flat_means():
    assert said(a_total(1, 2)) == "3 of 12 talks by 12 January."
    words = words_of(a_total(1, 2)).chart.words
    assert words.below == "In talks, added up from the start. The aim is 12 by 28 December."
    assert words.drawn == "A flat stretch means no entry."


def test_an_entry_of_0_makes_a_flat_stretch_too():
    assert words_of(a_total(1, 0)).chart.words.drawn == (
        "A flat stretch means that nothing was added."
    )


def test_past_the_goal_the_number_stands_alone():
    assert said(a_total(8, 8)).startswith("16 talks by 12 January")


def test_without_a_goal_there_is_a_sum_and_no_aim():
    words = words_of(a_plan([on("2026-01-05", calm=3)], {"measure": "count", "per": "total"}))

    assert words.latest.value == "3 times"
    assert words.aim is None


def test_without_entries_the_chart_says_so():
    assert said(a_total()) == "Nothing to see yet. The first note starts it."


def test_the_table_has_each_entry_with_the_total():
    assert words_of(a_total(1, 2)).chart.words.table.rows == (
        ("5 Jan", "1", "1"),
        ("12 Jan", "2", "3"),
    )


def test_a_silence_is_named_where_entries_are_due():
    assert "that is fine" not in said(a_total(1))
    plan = a_plan(
        [on("2026-01-05", calm=1), on("2026-03-02", calm=1)], {**TALKS, "expected_every": "1 week"}
    )
    assert "No entries from 6 January to 1 March; that is fine." in said(plan)


# ---- the drawing


def a_chart(*totals: tuple[float, float], **what) -> TotalChart:
    return framed(TotalChart, **({
        "words": WORDS, "span": SPAN, "points": tuple(Point(*at) for at in totals),
        "until": totals[-1][0] if totals else 0,
        "latest": f"{totals[-1][1]:g}" if totals else None, "aim": AimMark(AimSide.ABOVE, 12, 12, "aim: 12"),
        "path": PossiblePath(0, 91, 12, "one possible path"), "phases": (), "gaps": (), "empty": "no note yet",
    } | what))  # fmt: skip


def test_the_line_rises_on_the_day_and_is_flat_between():
    assert drawn(draw(a_chart((7, 3), (14, 6))), "c-line") == "M33 174H54.3V144H75.6V114"


def test_the_last_total_holds_until_today():
    assert drawn(draw(a_chart((7, 3), until=91)), "c-line") == "M33 174H54.3V144H310"


def test_the_possible_path_runs_from_0_to_the_aim():
    figure = draw(a_chart((7, 3)))

    assert drawn(figure, "c-path") == "M33 174 310 54"
    assert drawn(figure, "c-aim") == "M33 54H310"
    assert {"one possible", "path"} <= set(texts(figure))


def test_the_last_total_is_printed_in_bold():
    assert "3" in [mark.text for mark in draw(a_chart((7, 3))).labels if "c-num" in mark.css]


def test_without_entries_there_is_no_line_but_the_words():
    figure = draw(a_chart())

    assert "c-line" not in classes(figure)
    assert "no note yet" in texts(figure)
    assert "aim: 12" in texts(figure)


@st.composite
def totals(draw):
    span = draw(spans())
    long = (span.end - span.start).days
    days = sorted(draw(st.lists(st.floats(0, long + 0.99), max_size=40)))
    amounts = sorted(
        draw(
            st.lists(st.integers(0, 30) | st.floats(0, 1e5), min_size=len(days), max_size=len(days))
        )
    )
    points = tuple(Point(day, amount) for day, amount in zip(days, amounts, strict=True))
    goal = draw(st.none() | st.sampled_from([1, 12, 0.5, 1000]))
    return framed(
        TotalChart,
        words=WORDS,
        span=span,
        points=points,
        until=draw(st.floats(0, long)),
        latest=draw(st.sampled_from(["3", "12000"])) if points else None,
        aim=None if goal is None else AimMark(AimSide.ABOVE, goal, goal, draw(words)),
        path=None
        if goal is None
        else PossiblePath(0, draw(st.integers(0, long)), goal, draw(words)),
        phases=draw(phases(span)),
        gaps=draw(stretches(span)),
        empty=draw(words),
    )


@settings(deadline=None, max_examples=80)
@given(totals())
def test_no_word_covers_another_and_the_line_stays_in_the_plot(chart):
    figure = draw(chart)

    keeps_the_laws(figure)
    for x in re.findall(r"[MH](\d+(?:\.\d)?)", drawn(figure, "c-line")):
        assert 33 <= float(x) <= 310
    for y in re.findall(r"V(\d+(?:\.\d)?)", drawn(figure, "c-line")):
        assert 24 <= float(y) <= 174


def test_a_tiny_total_is_drawn_on_an_axis_of_whole_numbers():
    chart = a_chart((0, 2e-311), latest="0", aim=None, path=None)

    assert {"0", "1"} <= set(texts(draw(chart)))

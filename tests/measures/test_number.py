"""The measure `number`, from its scores in the file to its words and its chart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.charts.draw import draw
from generator.charts.ticks import round_ends
from generator.progress.derive import derive
from generator.progress.number import NumberSeries
from generator.progress.series import Signal
from generator.view.chart_values import AimMark, AimSide, LevelMark, NumberChart
from generator.view.measures.number import plain
from generator.view.page import page_view
from generator.view.page_values import ObjectiveView
from tests.charts.test_laws import aims, keeps_the_laws, phases, runs, spans, words
from tests.support.builders import (
    SETTINGS,
    a_plan,
    a_plan_file,
    codes,
    findings_in,
    on,
    the_finding,
    weekly,
)
from tests.support.charts_builders import a_number, dots, label, texts
from tests.support.views import worth

MINUTES = {"measure": "number", "unit": "minutes", "baseline": 20, "target": 60}
KEEP = {"baseline": 7, "target": 7, "unit": "hours", "better": "higher"}


def series(*values, **what) -> NumberSeries:
    (one,) = derive(a_plan(weekly(*values), MINUTES | what))["calm"].series
    assert isinstance(one, NumberSeries)
    return one


def objective(*values, **what) -> ObjectiveView:
    plan = a_plan(weekly(*values), MINUTES | what)
    return page_view(plan, derive(plan), SETTINGS).goals[0].objectives[0]


def chart(*values, **what) -> NumberChart:
    found = objective(*values, **what).charts[0].chart
    assert isinstance(found, NumberChart)
    return found


def ticks(figure) -> list[str]:
    return [one.text for one in figure.labels if one.anchor.value == "end" and float(one.x) < 60]


# ---- what is found in a file


@pytest.mark.parametrize("score", [0, -3, 0.25, 12_000])
def test_any_number_is_a_score(score):
    assert findings_in(a_plan_file(weekly(score), MINUTES)) == ()


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"unit": None}, "unit-missing"),
        ({"baseline": None}, "direction-unclear"),
        ({"baseline": 7, "target": 7}, "direction-unclear"),
        ({"target": 2_000_000_000}, "target-too-large"),
        ({"baseline": -2_000_000_000}, "baseline-too-large"),
        ({"scale": {"min": 0, "max": 10}}, "unused-key"),
        ({"per": "week"}, "unused-key"),
    ],
)
def test_an_objective_that_leaves_something_open_is_found(what, code):
    file = {key: value for key, value in (MINUTES | what).items() if value is not None}

    assert codes(findings_in(a_plan_file([], file))) == [code]


@pytest.mark.parametrize(
    ("score", "code"),
    [({"done": 6, "of": 8}, "not-a-number"), ("yes", "not-a-number"), (5e9, "score-too-large")],
)
def test_a_score_that_is_no_number_is_found(score, code):
    if isinstance(score, float):
        score = int(score)

    assert the_finding(a_plan_file([on("2026-01-12", calm=score)], MINUTES)).code == code


def test_better_says_the_side_where_the_start_cannot():
    assert (
        findings_in(
            a_plan_file([], {"measure": "number", "unit": "cups", "target": 2, "better": "lower"})
        )
        == ()
    )
    assert findings_in(a_plan_file([], {"measure": "number", **KEEP})) == ()


# ---- what the scores say


def test_a_number_wobbles_as_its_own_first_scores_do():
    assert series(20, 55, 55, 55, 55).signal is Signal.BETTER
    assert series(20, 50, 20, 55, 25, 50).signal is not Signal.BETTER


def test_a_little_more_or_less_than_the_start_is_told_as_little():
    assert series(21, 22, 21, 23, 22, 24).signal is Signal.LITTLE_BETTER
    assert series(19, 18, 19, 17, 18, 16).signal is Signal.LITTLE_HARDER


def test_one_low_score_is_called_a_harder_day():
    assert series(40, 40, 40, 3).signal is Signal.HARDER_DAY


def test_three_scores_at_the_aim_have_reached_it():
    assert series(20, 60, 65, 60).signal is Signal.REACHED


def test_a_start_equal_to_the_aim_is_kept_up_rather_than_reached():
    one = series(7, 7.5, 8, 7, **KEEP)

    assert one.is_upkeep
    assert one.is_kept_up
    assert one.signal is Signal.KEPT_UP


def test_what_fell_below_the_start_is_not_kept_up():
    assert not series(7, 7.5, 8, 6, **KEEP).is_kept_up


# ---- what the page says


def test_the_finding_tells_the_latest_the_start_and_the_aim():
    finding = chart(30, 45).words.finding

    assert finding.news == "45 minutes on 12 January, from 20 at the start."


def test_an_aim_below_the_start_is_at_most():
    assert "The aim is at most 5 by " in chart(target=5).words.below


def test_keeping_it_up_is_said_as_that():
    view = objective(7, 7.5, 8, 7, **KEEP)

    assert worth(view) == "You are keeping it up."
    assert chart(7, **KEEP).frame.aim.label == "aim: keep 7 or more until 28 Dec"
    assert chart(7, **KEEP).words.below.startswith("In hours. The aim is to keep 7 or more until ")


def test_the_description_says_what_the_chart_shows():
    assert chart(30, 45).words.description == (
        "2 entries from 5 January to 12 January. It began at 20 and the latest is 45 minutes on 12 January."
        " The aim is 60 minutes or more by 28 December."
    )


def test_title_and_table_name_the_unit():
    told = chart(30, 0.25).words

    assert told.title == "Feel calm on the train, in minutes"
    assert told.table.heads == ("Date", "minutes")
    assert told.table.rows == (("5 Jan", "30"), ("12 Jan", "0.25"))


@pytest.mark.parametrize(
    ("value", "said"),
    [(6.0, "6"), (0.25, "0.25"), (-3.5, "−3.5"), (19 / 3, "6.3"), (1 / 3, "0.33"), (12000.0, "12,000"), (-0.0, "0"),
     (-0.5, "−0.5")],
)  # fmt: skip
def test_numbers_are_said_as_they_were_written_and_means_short(value, said):
    assert plain(value) == said


# ---- what the chart shows


def test_the_axis_runs_to_a_round_number_over_values_and_aim():
    assert ticks(draw(a_number(30, 45, aim=AimMark(AimSide.ABOVE, 60, 60, "aim"))))[0] == "0"
    assert ticks(draw(a_number(30, 45, aim=AimMark(AimSide.ABOVE, 60, 60, "aim"))))[-1] == "80"
    assert ticks(draw(a_number(3, start=LevelMark(190, "start"))))[-1] == "250"


def test_below_0_the_axis_begins_round_and_still_holds_0():
    named = ticks(draw(a_number(-7, 12)))

    assert named[0] == "−10"
    assert "0" in named


def test_without_entries_there_are_the_aim_and_words():
    figure = draw(a_number(aim=AimMark(AimSide.ABOVE, 60, 60, "aim: 60 or more")))

    assert {"no note yet", "aim: 60 or more", "0"} <= set(texts(figure))
    assert dots(figure) == []


def test_one_entry_is_a_dot_with_its_number():
    figure = draw(a_number(3, latest="3"))

    assert len(dots(figure)) == 1
    assert label(figure, "3").css == "" or "3" in texts(figure)


# What is smaller than a millionth is drawn as 0.
sizes = st.floats(-1e9, 1e9).map(lambda value: round(value, 6))


@given(sizes, sizes)
@settings(deadline=None)
def test_round_ends_hold_all_and_0(one, other):
    low, high = sorted((one, other))
    values = round_ends(low, high, length=150, least=1e-6)

    assert values[0] <= min(low, 0)
    assert values[-1] >= max(high, 0)
    assert 0 in values
    assert list(values) == sorted(values)
    assert len(values) <= 8


@st.composite
def numbers(draw):
    span = draw(spans())
    low, high = draw(
        st.sampled_from([(0, 5), (-3, 3), (-1e9, 1e9), (0, 12_000), (0, 1e-9), (-8, -2)])
    )
    return a_number(
        span=span,
        runs=draw(runs(span, low, high)),
        latest=draw(st.none() | st.sampled_from(["7", "-1.5", "12000"])),
        aim=draw(st.none() | aims(low, high)),
        start=draw(st.none() | st.builds(LevelMark, st.floats(low, high), words)),
        phases=draw(phases(span)),
    )


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(numbers())
def test_labels_keep_clear_and_inside(one):
    keeps_the_laws(draw(one))


@settings(deadline=None)
@given(
    st.sampled_from(["µg", "mg", "mmol/L", "kJ", "minutes", "ßx", "ŋ"]),
    st.sampled_from(["number", "week", "total"]),
)
def test_a_unit_stands_as_it_is_written_wherever_the_page_names_it(unit, kind):
    measure = {"measure": "number"} if kind == "number" else {"measure": "count", "per": kind}
    plan = a_plan(weekly(1, 2, 3), {**measure, "unit": unit, "target": {"at_least": 5}})
    said = repr(page_view(plan, derive(plan), SETTINGS))

    assert unit in said
    assert unit[:1].upper() + unit[1:] not in said

"""The measure `percentage`, from its scores in the file to its words and its chart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.charts.draw import draw
from generator.model.measure import Fraction
from generator.model.settings import Settings
from generator.progress.derive import derive
from generator.progress.percentage import PercentageSeries, percent_of, pool
from generator.progress.series import Signal
from generator.view.chart_values import AimMark, AimSide, PercentageChart, RatingChart
from generator.view.page import page_view
from generator.view.page_values import ObjectiveView
from tests.charts.test_laws import aims, keeps_the_laws, phases, spans, stretches, words
from tests.support.builders import (
    SETTINGS,
    a_plan,
    a_plan_file,
    codes,
    findings_in,
    on,
    the_finding,
)
from tests.support.charts_builders import a_share, classes, drawn, label, texts
from tests.support.views import worth

SHARE = {"measure": "percentage", "baseline": 20, "target": 60}
PARTS = [(1, 5), (2, 8), (1, 3), (4, 9), (5, 12), (6, 10), (5, 8)]


def of(*parts):
    return [on(f"2026-01-{5 + n:02}", calm={"done": d, "of": o}) for n, (d, o) in enumerate(parts)]


def per_cent(*scores):
    return [on(f"2026-01-{5 + n:02}", calm=value) for n, value in enumerate(scores)]


def series(entries, **objective) -> PercentageSeries:
    (one,) = derive(a_plan(entries, SHARE | objective))["calm"].series
    assert isinstance(one, PercentageSeries)
    return one


def objective(entries, practice: Settings = SETTINGS, **what) -> ObjectiveView:
    plan = a_plan(entries, SHARE | what)
    return page_view(plan, derive(plan), practice).goals[0].objectives[0]


def chart(entries, **what) -> PercentageChart | RatingChart:
    found = objective(entries, **what).charts[0].chart
    assert isinstance(found, PercentageChart | RatingChart)
    return found


# ---- what is found in a file


def test_both_forms_of_a_score_are_read():
    assert findings_in(a_plan_file(per_cent(0, 40, 100), SHARE)) == ()
    assert findings_in(a_plan_file(of((0, 8), (8, 8)), SHARE)) == ()


@pytest.mark.parametrize(
    ("score", "code"),
    [
        (120, "score-not-per-cent"),
        (-1, "score-not-per-cent"),
        ({"done": 9, "of": 8}, "more-than-all"),
        ({"done": 0, "of": 0}, "of-nothing"),
        ({"done": 6}, "half-a-share"),
        ({"of": 8}, "half-a-share"),
        ({"before": 8, "after": 5}, "not-a-percentage"),
        ({"done": 6, "of": 8, "before": 3}, "score-form"),
        ({}, "score-form"),
        ("yes", "not-a-percentage"),
    ],
)
def test_a_score_that_is_no_share_of_a_whole_is_found(score, code):
    assert the_finding(a_plan_file([on("2026-01-12", calm=score)], SHARE)).code == code


def test_scores_of_two_forms_are_found_once():
    finding = the_finding(a_plan_file([*per_cent(40, 50), *of((6, 8), (5, 8))], SHARE))

    assert finding.code == "score-forms-mixed"
    assert finding.sentence == '"calm" is scored as plain per cent above, and as done of all here'


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"baseline": 120}, "baseline-not-per-cent"),
        ({"target": 101}, "target-not-per-cent"),
        ({"target": {"between": [50, 110]}}, "target-not-per-cent"),
        ({"baseline": None, "target": 60}, "direction-unclear"),
        ({"unit": "meals"}, "unused-key"),
        ({"scale": {"min": 0, "max": 10}}, "unused-key"),
        ({"per": "week"}, "unused-key"),
    ],
)
def test_an_objective_that_does_not_fit_per_cent_is_found(what, code):
    file = {key: value for key, value in (SHARE | what).items() if value is not None}

    assert codes(findings_in(a_plan_file([], file))) == [code]


# ---- what the scores say


def test_the_level_pools_the_last_four_so_small_days_weigh_little():
    one = series(of((0, 50), (8, 10), (8, 10), (8, 10), (0, 1)))

    assert one.pooled == Fraction(24, 31)
    assert one.level == pytest.approx(77.4, abs=0.1)


def test_plain_per_cent_has_the_median_of_the_last_four():
    assert series(per_cent(0, 40, 50, 60, 90)).level == 55


def test_a_baseline_of_first_entries_is_pooled_too():
    assert series(of((1, 10), (4, 5)), baseline={"first": 2}).baseline == pytest.approx(
        100 * 5 / 15
    )


def test_the_aim_is_reached_by_three_scores_in_a_row():
    assert series(of((1, 5), (6, 10), (7, 10), (8, 10))).signal is Signal.REACHED


def test_a_target_below_the_start_is_reached_from_above():
    assert series(per_cent(60, 30, 20, 20), baseline=70, target=30).signal is Signal.REACHED


def test_few_scores_say_nothing_yet():
    assert series(of((8, 8), (8, 8), (8, 8))).signal is Signal.TOO_EARLY


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(1e-3, 1e6)), min_size=1, max_size=6))
def test_a_pool_lies_between_its_parts(parts):
    those = [Fraction(share * whole, whole) for share, whole in parts]
    shares = [percent_of(part) for part in those]

    assert min(shares) - 1e-6 <= percent_of(pool(those)) <= max(shares) + 1e-6


# ---- what the page says


def test_the_finding_tells_last_score_start_aim_and_four_together():
    finding = chart(of(*PARTS)).words.finding

    assert finding.news == "5 of 8 on 11 January, from 20 % at the start."
    assert finding.rest.endswith("The last four together: 20 of 39 (51 %).")
    assert chart(of(*PARTS)).words.drawn == "A hollow dot rests on fewer than five."


def test_plain_per_cent_is_told_without_parts():
    finding = chart(per_cent(30, 45)).words.finding

    assert finding.news == "45 % on 6 January, from 20 % at the start."


def test_the_description_says_what_the_chart_shows():
    assert chart(of((1, 5), (5, 8))).words.description == (
        "2 entries from 5 January to 6 January. It began at 20 % and the latest is 5 of 8 on 6 January."
        " Both together: 6 of 13. The aim is 60 % or more by 28 December."
    )


def test_the_table_has_part_and_per_cent():
    table = chart(of((1, 5), (5, 8))).words.table

    assert table.heads == ("Date", "Done")
    assert table.rows == (("5 Jan", "1 of 5"), ("6 Jan", "5 of 8"))


def test_a_harder_day_is_told_beside_the_four_together():
    view = objective(of((6, 10), (6, 10), (6, 10), (2, 10)))

    assert worth(view).startswith(
        "A harder day is part of the picture. The last four together are around 20 of 40 (50 %)."
    )


@pytest.mark.parametrize(
    ("target", "aim"),
    [
        ({"at_most": 20}, "at most 20 %"),
        ({"between": [40, 60]}, "40 to 60 %"),
        ({"at_least": 70}, "70 % or more"),
    ],
)
def test_the_aim_is_said_as_it_was_meant(target, aim):
    assert f"The aim is {aim} by " in chart([], target=target).words.below


def test_without_entries_the_page_invites():
    one = chart([])

    assert one.words.finding.news == "Nothing to see yet."
    assert one.words.table.rows == (("none yet", ""),)


# ---- what the chart shows


def test_the_axis_is_always_0_to_100_per_cent():
    assert {"0 %", "50 %", "100 %"} <= set(texts(draw(chart(of((1, 5))))))
    assert {"0 %", "100 %"} <= set(texts(draw(chart(per_cent(30)))))


def test_a_dot_that_rests_on_fewer_than_five_is_hollow():
    figure = draw(a_share((1, 5), (1, 4), (4, 9)))

    assert drawn(figure, "c-disc").count("M") == 2
    assert drawn(figure, "c-open").count("M") == 1


def test_each_dot_keeps_its_words_where_there_is_room():
    figure = draw(a_share((1, 5), (4, 9), (6, 8), every=28))

    assert {"1 of 5", "4 of 9", "6 of 8"} <= set(texts(figure))
    assert label(figure, "6 of 8").css == "c-num c-halo n"


def test_crowded_dots_name_the_last_one_only():
    assert [text for text in texts(draw(a_share(*PARTS, every=3))) if " of " in text] == ["5 of 8"]


def test_without_entries_there_are_the_aim_and_words():
    figure = draw(a_share(aim=AimMark(AimSide.ABOVE, 60, 100, "aim: 60 % or more")))

    assert {"no note yet", "aim: 60 % or more"} <= set(texts(figure))
    assert not {"c-disc", "c-open"} & set(classes(figure))


def test_hundreds_of_dots_are_drawn_as_strokes():
    figure = draw(a_share(*[(n % 8, 8) for n in range(200)], every=0.4))

    assert "c-disc" not in classes(figure)
    assert len(drawn(figure, "c-line")) < 1500


@st.composite
def shares(draw):
    span = draw(spans())
    length = (span.end - span.start).days
    many = draw(st.integers(0, 30) | st.just(60))
    parts = [
        draw(st.tuples(st.integers(0, 5), st.sampled_from([5, 6, 12, 400]))) for _ in range(many)
    ]
    return a_share(
        *parts,
        every=length / max(many - 1, 1),
        span=span,
        aim=draw(st.none() | aims(0, 100)),
        phases=draw(phases(span)),
        gaps=draw(stretches(span)),
        empty=draw(words),
    )


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(shares())
def test_labels_keep_clear_and_inside(one):
    keeps_the_laws(draw(one))


def test_a_number_and_its_percent_sign_stay_on_one_line():
    found = chart([], target={"at_most": 10})

    assert found.frame.aim is not None
    assert found.frame.aim.label == "aim: at most 10\u00a0% by 28 Dec"

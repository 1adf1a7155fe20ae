"""The measure `before-after`, from its scores in the file to its words and its chart."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.charts.draw import draw
from generator.model.measure import Better
from generator.progress.before_after import BeforeAfterSeries, Effect
from generator.progress.derive import derive
from generator.progress.series import Signal
from generator.view.chart_values import AimMark, AimSide, BeforeAfterChart
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
from tests.support.charts_builders import classes, dots, drawn, pairs, texts

EASE = {"measure": "before-after", "better": "lower", "target": {"change": 2}}


def noted(*halves):
    entries = []
    for n, (before, after) in enumerate(halves):
        score = {"before": before, "after": after}
        entries.append(
            on(
                f"2026-01-{5 + n:02}",
                calm={key: half for key, half in score.items() if half is not None},
            )
        )
    return entries


def series(*halves, **what) -> BeforeAfterSeries:
    (one,) = derive(a_plan(noted(*halves), EASE | what))["calm"].series
    assert isinstance(one, BeforeAfterSeries)
    return one


def objective(*halves, **what) -> ObjectiveView:
    plan = a_plan(noted(*halves), EASE | what)
    return page_view(plan, derive(plan), SETTINGS).goals[0].objectives[0]


def chart(*halves, **what) -> BeforeAfterChart:
    found = objective(*halves, **what).charts[0].chart
    assert isinstance(found, BeforeAfterChart)
    return found


# ---- what is found in a file


def test_whole_and_half_pairs_are_read():
    assert findings_in(a_plan_file(noted((8, 5), (8, None), (None, 5)), EASE)) == ()


@pytest.mark.parametrize(
    ("score", "code"),
    [
        (4, "not-a-pair"),
        ("yes", "not-a-pair"),
        ({"done": 6, "of": 8}, "not-a-pair"),
        ({"before": 8, "after": 11}, "score-outside-scale"),
        ({"before": -1}, "score-outside-scale"),
        ({"before": 8, "of": 10}, "score-form"),
        ({}, "score-form"),
    ],
)
def test_a_score_that_is_no_pair_on_the_scale_is_found(score, code):
    assert the_finding(a_plan_file([on("2026-01-12", calm=score)], EASE)).code == code


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"target": 4}, "change-or-after"),
        ({"target": {"at_most": 4}}, "target-form"),
        ({"target": {"change": 2, "after": 4}}, "target-form"),
        ({"target": {"change": 0}}, "change-off-scale"),
        ({"target": {"change": -2}}, "change-off-scale"),
        ({"target": {"change": 12}}, "change-off-scale"),
        ({"target": {"after": 12}}, "target-outside-scale"),
        ({"better": None}, "direction-unclear"),
        ({"better": None, "target": {"after": 4}}, "direction-unclear"),
        ({"better": None, "target": None}, "direction-unclear"),
        ({"scale": {"min": 10, "max": 0}}, "scale-order"),
        ({"baseline": 8}, "unused-key"),
        ({"unit": "points"}, "unused-key"),
    ],
)
def test_an_objective_that_does_not_fit_is_found(what, code):
    file = {key: value for key, value in (EASE | what).items() if value is not None}

    assert codes(findings_in(a_plan_file([], file))) == [code]


def test_an_aim_at_the_scales_end_says_the_better_side():
    for after, better in ((0, Better.LOWER), (10, Better.HIGHER)):
        plan = a_plan([], {"measure": "before-after", "target": {"after": after}})

        assert plan.goals[0].objectives[0].measure.better is better


def test_the_finding_about_the_side_says_when_it_may_be_left_out():
    hint = the_finding(a_plan_file([], {"measure": "before-after", "target": {"after": 4}})).hint

    assert (
        hint
        == "add `better: higher` or `better: lower` beside it; only an aim at an end of the scale says it by itself"
    )


@pytest.mark.parametrize("target", [{"change": 2}, {"after": 6}, {"at_least": 2, "change": 2}])
def test_an_aim_for_after_has_no_meaning_elsewhere(target):
    assert (
        the_finding(a_plan_file([], {"measure": "rating", "target": target})).code == "target-form"
    )


# ---- what the scores say


def test_the_level_is_the_mean_change_of_the_whole_pairs_toward_better():
    assert series((8, 5), (7, 6), (9, None)).level == 2
    assert series((8, 5), (7, 6), better="higher").level == -2


def test_three_pairs_in_a_row_at_the_aim_have_reached_it():
    assert series((8, 8), (8, 6), (8, 5), (7, 5)).signal is Signal.REACHED
    assert series((8, 8), (8, 6), (8, 5), (7, 6)).signal is Signal.LITTLE_BETTER
    assert series((8, 8), (8, 4), (8, 4), (7, 3), target={"after": 4}).signal is Signal.REACHED


def test_without_an_aim_nothing_is_reached():
    plan = a_plan(
        noted((8, 1), (8, 1), (8, 1), (8, 1)), {"measure": "before-after", "better": "lower"}
    )

    assert derive(plan)["calm"].series[0].signal is Signal.LITTLE_BETTER


def test_half_pairs_do_not_make_it_less_early():
    assert series((8, 5), (8, None), (8, None), (8, None), (7, 5)).signal is Signal.TOO_EARLY


@pytest.mark.parametrize(
    ("after", "effect"),
    [
        (2, Effect.CLEAR),
        (4, Effect.SLIGHT),
        (5, Effect.NONE),
        (6, Effect.CONTRARY),
        (9, Effect.HARDER),
    ],
)
def test_the_effect_is_how_much_better_afterwards_is(after, effect):
    assert series(*[(5, after)] * 4).effect is effect


# ---- what the page says


def test_the_finding_tells_the_usual_change_and_the_latest_pair():
    words = chart((8, 5), (7, 6)).words

    assert words.finding.news == "Usually 2 lower afterwards; 7 before, 6 after on 6 January."
    assert words.finding.verdict == "Too early to see a direction."
    assert words.below == (
        "A rating before and one after, 0 to 10. The aim is at least 2 lower afterwards."
    )


def test_half_a_pair_is_told_as_that():
    assert chart((8, None)).words.finding.news == "8 before on 5 January."
    assert chart((8, None)).words.drawn == "A hollow dot is half a pair."
    assert chart((8, 5)).words.drawn == ""


def test_the_description_counts_pairs_and_halves():
    assert chart((8, 5), (7, None), target={"after": 4}).words.description == (
        "1 pair and 1 half pair from 5 January to 6 January. The middle change so far is 3 lower."
        " The latest is 7 before on 6 January. The aim is 4 or less afterwards by 28 December."
    )


@pytest.mark.parametrize(
    ("after", "verdict", "rest"),
    [
        (1, "Better afterwards by more than the usual ups and downs.", ""),
        (5, "About the same before and after so far.", ""),
        (6, "A little harder afterwards so far.", "That is worth knowing, not a failing."),
    ],
)
def test_the_verdict_is_about_before_and_after(after, verdict, rest):
    [shown] = objective(*[(5, after)] * 4, target={"change": 5}).charts
    finding = shown.chart.words.finding

    assert (finding.verdict, finding.rest) == (verdict, rest)


def test_the_table_has_both_halves():
    table = chart((8, 5), (7, None)).words.table

    assert table.heads == ("Date", "Before", "After")
    assert table.rows == (("5 Jan", "8", "5"), ("6 Jan", "7", "not noted"))


def test_without_entries_the_page_invites():
    assert chart().words.finding.news == "Nothing to see yet."


# ---- what the chart shows


def test_a_pair_is_a_dot_with_an_arrow_to_after():
    figure = draw(pairs((8, 4)))

    assert dots(figure) == [(33, 54)]
    assert drawn(figure, "c-line") == "M33 54V114M28.5 109.5L33 114L37.5 109.5"


def test_the_arrow_points_up_where_after_is_higher():
    assert drawn(draw(pairs((4, 8))), "c-line") == "M33 114V54M28.5 58.5L33 54L37.5 58.5"


def test_half_a_pair_is_a_hollow_dot():
    figure = draw(pairs((8, None), (None, 3)))

    assert drawn(figure, "c-open").count("M") == 2
    assert not {"c-dots", "c-line"} & set(classes(figure))


def test_a_pair_without_change_is_a_dot_without_arrow():
    figure = draw(pairs((5, 5)))

    assert len(dots(figure)) == 1
    assert "c-line" not in classes(figure)


def test_the_latest_halves_carry_their_words():
    figure = draw(pairs((8, 4), (7, 3), latest_before="7 before", latest_after="3 after"))

    assert {"7 before", "3 after"} <= set(texts(figure))


def test_the_aim_is_for_after():
    figure = draw(pairs(aim=AimMark(AimSide.BELOW, 0, 4, "aim: 4 or less afterwards")))

    assert drawn(figure, "c-aim") == "M33 114H310"
    assert "no note yet" in texts(figure)


def test_many_arrows_have_narrow_heads():
    figure = draw(pairs(*[(8, 4)] * 90, every=1))
    tips = [float(x) for x in re.findall(r"M(\S+) \S+L", drawn(figure, "c-line"))]

    assert tips[1] - tips[0] > 2
    assert figure.height == 198


@st.composite
def charts(draw):
    span = draw(spans())
    half = st.none() | st.floats(0, 10)
    made = draw(
        st.lists(st.tuples(half, half).filter(lambda both: both != (None, None)), max_size=30)
    )
    return pairs(
        *made,
        every=(span.end - span.start).days / max(len(made) - 1, 1),
        span=span,
        low_words=draw(st.none() | words),
        high_words=draw(st.none() | words),
        latest_before=draw(st.none() | st.just("8 before")),
        latest_after=draw(st.none() | st.just("5 after")),
        aim=draw(st.none() | aims(0, 10)),
        phases=draw(phases(span)),
        gaps=draw(stretches(span)),
    )


@settings(deadline=None, max_examples=60)
@given(charts())
def test_labels_keep_clear_and_inside(one):
    keeps_the_laws(draw(one))

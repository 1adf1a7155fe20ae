"""Questionnaires, from the file to the words on the page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.format import catalogue
from generator.model.measure import Better
from generator.progress.derive import derive
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.series import Side, Signal
from generator.view.chart_values import QuestionnaireChart
from generator.view.page import page_view
from generator.view.page_values import ObjectiveView, PageView
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
from tests.support.views import row_words, worth

PHQ9 = {"measure": "phq9"}
INDEX = {"measure": "who5", "form": "index"}
RAW = {"measure": "who5", "form": "raw"}
BDI2 = {
    "name": "BDI-II",
    "min": 0,
    "max": 63,
    "better": "lower",
    "bands": [[0, "minimal"], [14, "mild"], [20, "moderate"], [29, "severe"]],
    "reliable_change": 9,
}
OWN = {"measure": "bdi2"}
#: How those are scored whose answers some begin at 0 and some at 1, as the catalogue has them.
FORMS = {"rses": {"form": "from-0"}, "k10": {"form": "from-1"}, "k6": {"form": "from-1"}}
PEOPLE = {"kim": {"name": "Kim", "role": "partner"}, "alex": {"name": "Alex", "role": "partner"}}


def series(entries, objective=None, **keys) -> QuestionnaireSeries:
    (one,) = derive(a_plan(entries, {**PHQ9, **(objective or {})}, **keys))["calm"].series
    assert isinstance(one, QuestionnaireSeries)
    return one


def page(entries, objective=None, **keys) -> PageView:
    plan = a_plan(entries, {**PHQ9, **(objective or {})}, **keys)
    return page_view(plan, derive(plan), SETTINGS)


def shown(entries, objective=None, **keys) -> ObjectiveView:
    return page(entries, objective, **keys).goals[0].objectives[0]


def chart(entries, objective=None, **keys) -> QuestionnaireChart:
    (view,) = shown(entries, objective, **keys).charts
    assert isinstance(view.chart, QuestionnaireChart)
    return view.chart


def finding(entries, objective=None, **keys) -> str:
    return chart(entries, objective, **keys).words.finding.news


def below(entries, objective=None, **keys) -> str:
    return chart(entries, objective, **keys).words.below


def own(**changes) -> dict[str, object]:
    return {"measures": {"bdi2": {**BDI2, **changes}}}


# ---- what a plan may say


@pytest.mark.parametrize("total", [0, 13, 27])
def test_a_total_on_the_scale_is_a_score(total):
    assert findings_in(a_plan_file([on("2026-01-12", calm=total)], PHQ9)) == ()


@pytest.mark.parametrize("total", [-1, 28])
def test_a_total_off_the_scale_is_refused(total):
    assert (
        the_finding(a_plan_file([on("2026-01-12", calm=total)], PHQ9)).code == "score-outside-scale"
    )


@given(
    st.sampled_from([id for id, one in catalogue.load_catalogue().items() if one.raw_times]),
    st.integers(0, 100),
)
def test_an_index_total_no_sum_gives_is_refused_with_ways_out(id, total):
    one = catalogue.load_catalogue()[id]
    total = total % int(one.high + 1)
    found = findings_in(a_plan_file(weekly(total), {"measure": id, "form": "index"}))

    if total % one.raw_times == 0:
        assert found == ()
    else:
        assert codes(found) == ["not-a-total"]
        assert "form: raw" in found[0].hint


def test_a_start_may_be_an_average_of_totals_as_an_index():
    assert findings_in(a_plan_file(weekly(40), {**INDEX, "baseline": 43})) == ()


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        ("dass21-stress", "is this the 0–21 or the 0–42 form?"),
        ("rses", "is this the 0–30 or the 10–40 form?"),
        ("k10", "is this the 0–40 or the 10–50 form?"),
        ("k6", "is this the 0–24 or the 6–30 form?"),
    ],
)
def test_a_questionnaire_with_two_ranges_asks_which_and_both_work(id, sentence):
    found = the_finding(a_plan_file([], {"measure": id}))

    assert (found.code, found.sentence) == ("which-form", sentence)
    for written in re.findall(r"`form: (\S+)`", found.hint):
        assert findings_in(a_plan_file([], {"measure": id, "form": written})) == ()


def test_a_form_of_another_questionnaire_is_asked_about_again():
    assert the_finding(a_plan_file([], {"measure": "rses", "form": "raw"})).code == "which-form"
    assert the_finding(a_plan_file([], {"measure": "who5", "form": "from-0"})).code == "which-form"


@given(st.sampled_from(["from-0", "from-1"]), st.integers(0, 30))
def test_self_esteem_is_read_in_the_form_that_it_is_scored_in(form, steps):
    low = 0 if form == "from-0" else 10
    objective = {"measure": "rses", "form": form}
    scored = weekly(low + steps)

    assert finding(scored, objective).startswith(f"{low + steps} of {low + 30} on ")
    assert ("Now in the range called low." in below(scored, objective)) == (steps < 15)
    assert codes(findings_in(a_plan_file(weekly(low + 31), {"measure": "rses", "form": form}))) == [
        "score-outside-scale"
    ]


@given(st.integers(0, 27 * 8).map(lambda eighths: eighths / 8))
def test_a_prorated_total_may_have_decimals_where_the_objective_says_so(total):
    assert findings_in(a_plan_file(weekly(total), {**PHQ9, "prorated": True})) == ()
    assert (codes(findings_in(a_plan_file(weekly(total), PHQ9))) == []) == (total == int(total))


@pytest.mark.parametrize("total", [11, 13, 12.5])
def test_a_prorated_index_need_not_be_a_multiple(total):
    sheet = {"measure": "dass21-depression", "form": "index"}

    assert findings_in(a_plan_file(weekly(total), {**sheet, "prorated": True})) == ()
    assert findings_in(a_plan_file(weekly(total), sheet)) != ()


def test_a_questionnaire_of_the_plans_own_may_have_prorated_totals():
    own = {"name": "Own", "min": 0, "max": 60, "better": "lower"}

    assert (
        codes(findings_in(a_plan_file(weekly(12.5), {"measure": "own"}, measures={"own": own})))
        != []
    )
    assert (
        findings_in(
            a_plan_file(
                weekly(12.5), {"measure": "own"}, measures={"own": {**own, "prorated": True}}
            )
        )
        == ()
    )


def test_a_prorated_total_off_the_scale_is_still_refused():
    assert (
        the_finding(a_plan_file(weekly(27.5), {**PHQ9, "prorated": True})).code
        == "score-outside-scale"
    )


@pytest.mark.parametrize(
    ("objective", "what"),
    [({"measure": "swemwbs"}, "its totals may have decimals"), ({}, "choose another measure")],
)
def test_prorated_is_for_questionnaires_with_whole_totals(objective, what):
    found = the_finding(a_plan_file([], {**objective, "prorated": True}))

    assert found.code == "unused-key"
    assert what in found.hint


@pytest.mark.parametrize(
    ("total", "band"), [(9.4, "mild"), (9.6, "moderate"), (9.5, "moderate"), (10, "moderate")]
)
def test_a_prorated_total_lies_in_the_band_that_it_is_drawn_in(total, band):
    drawn = chart(weekly(total), {**PHQ9, "prorated": True})
    mark = next(one for one in reversed(drawn.bands) if one.low <= total)

    assert mark.label == band
    assert f"in the range called {band}." in below(weekly(total), {**PHQ9, "prorated": True})


@given(st.integers(0, 270).map(lambda tenths: tenths / 10))
def test_the_aim_of_prorated_totals_is_drawn_where_it_is_judged(total):
    objective = {**PHQ9, "prorated": True, "target": 9}
    aim = chart(weekly(total), objective).frame.aim

    assert (total <= aim.high) == series(weekly(total), objective).aim.is_met(total)


def test_a_total_is_whole_unless_the_questionnaire_has_decimals():
    assert codes(findings_in(a_plan_file(weekly(12.5), PHQ9))) == ["not-a-whole-number"]
    assert findings_in(a_plan_file(weekly(20.73), {"measure": "swemwbs"})) == ()


@pytest.mark.parametrize("what", ["baseline", "target"])
def test_baseline_and_target_lie_on_the_scale(what):
    assert the_finding(a_plan_file([], {**PHQ9, what: 28})).code == f"{what}-outside-scale"


def test_a_baseline_may_be_the_mean_of_several_totals():
    assert findings_in(a_plan_file([], {**PHQ9, "baseline": 15.5})) == ()


def test_a_word_is_no_total():
    assert the_finding(a_plan_file([on("2026-01-12", calm="yes")], PHQ9)).code == "not-a-number"


@pytest.mark.parametrize(
    "key", [{"scale": {"min": 0, "max": 27}}, {"better": "lower"}, {"unit": "points"}]
)
def test_what_the_questionnaire_says_itself_is_not_said_again(key):
    assert the_finding(a_plan_file([], {**PHQ9, **key})).code == "unused-key"


def test_a_target_against_the_direction_is_found_with_the_way_out():
    found = the_finding(a_plan_file([], {**PHQ9, "target": {"at_least": 9}}))

    assert found.code == "target-against-better"
    assert "at_most: 9" in found.hint


def test_who_5_asks_which_form_is_meant():
    found = the_finding(a_plan_file([], {"measure": "who5"}))

    assert found.sentence == "is this the 0–25 or the 0–100 form?"


def test_the_form_decides_the_range():
    assert findings_in(a_plan_file(weekly(52), INDEX)) == ()
    assert the_finding(a_plan_file(weekly(52), RAW)).code == "score-outside-scale"


@pytest.mark.parametrize("measure", ["rating", "phq9"])
def test_a_form_is_refused_where_there_is_only_one(measure):
    assert the_finding(a_plan_file([], {"measure": measure, "form": "raw"})).code == "unused-key"


@pytest.mark.parametrize(
    ("written", "near"),
    [("phq-9", "phq9"), ("gad", "gad7"), ("bdi", "bdi2"), ("raiting", "rating")],
)
def test_an_unknown_measure_is_offered_its_near_miss_among_all_there_are(written, near):
    found = the_finding(a_plan_file([], {"measure": written}, **own()))

    assert f'did you mean "{near}"?' in found.sentence


# ---- the plan's own


def test_a_plan_may_bring_its_own_questionnaire():
    one = chart(weekly(30, 25), OWN, **own())

    assert (one.low, one.high) == (0, 63)
    assert [band.label for band in one.bands] == [None, None, "moderate", "severe"]


@pytest.mark.parametrize("key", ["name", "min", "max", "better"])
def test_an_own_questionnaire_has_a_name_a_range_and_a_direction(key):
    wrong = {"measures": {"bdi2": {k: v for k, v in BDI2.items() if k != key}}}

    assert the_finding(a_plan_file([], OWN, **wrong)).code == "missing-key"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"max": 0}, "scale-order"),
        ({"bands": [[14, "mild"], [0, "minimal"]]}, "bands-order"),
        ({"bands": [[0, "minimal"], [0, "mild"]]}, "bands-order"),
        ({"bands": [[0, "minimal"], [64, "severe"]]}, "band-outside"),
        ({"bands": [["minimal", 0]]}, "not-a-number"),
        ({"bands": [[0, ""]]}, "not-a-band"),
        ({"bands": [[0, "minimal", "low"]]}, "not-a-band"),
        ({"bands": "minimal"}, "not-a-list"),
        ({"cut_off": 64}, "cut-off-outside"),
        ({"reliable_change": -1}, "number-out-of-range"),
        ({"items": ["How sad are you?"]}, "unknown-key"),
    ],
)
def test_a_mistake_in_an_own_questionnaire_is_found_once(changes, code):
    assert the_finding(a_plan_file(weekly(12), OWN, **own(**changes))).code == code


@pytest.mark.parametrize("id", ["phq9", "rating", "habit"])
def test_an_own_questionnaire_takes_no_id_that_is_built_in(id):
    assert "measure-built-in" in codes(findings_in(a_plan_file([], PHQ9, measures={id: BDI2})))


def test_a_private_note_on_a_questionnaire_goes_nowhere():
    plan = a_plan(weekly(30), OWN, **own(private="Only for me."))

    assert "Only for me." not in repr(page_view(plan, derive(plan), SETTINGS))


# ---- what the totals say


@pytest.mark.parametrize(
    ("totals", "signal"),
    [
        ((17, 11), Signal.BETTER),
        ((17, 12), Signal.TOO_EARLY),
        ((17, 16, 15, 12), Signal.STEADY),
        ((10, 16), Signal.HARDER),
        ((17, 11, 17, 16), Signal.STEADY),
    ],
)
def test_a_change_counts_from_the_reliable_change_on(totals, signal):
    assert series(weekly(*totals)).signal is signal


def test_where_higher_is_better_a_rise_is_better():
    assert series(weekly(28, 52), INDEX).signal is Signal.BETTER
    assert series(weekly(52, 28), INDEX).signal is Signal.HARDER


@pytest.mark.parametrize(
    ("objective", "totals"),
    [
        (INDEX, (40, 52)), (INDEX, (52, 40)), (INDEX, (40, 60)), (RAW, (10, 15)),
        ({"measure": "wemwbs"}, (40, 43)), ({"measure": "wemwbs"}, (47, 40)),
        ({"measure": "pcl5"}, (50, 40)), ({"measure": "pcl5"}, (50, 36)),
    ],
)  # fmt: skip
def test_a_change_that_repeating_a_sheet_may_show_is_not_called_one(objective, totals):
    said = worth(shown(weekly(*totals), objective))

    assert series(weekly(*totals), objective).signal not in (Signal.BETTER, Signal.HARDER)
    assert "more than the usual" not in said
    assert "harder" not in said


def test_a_baseline_stands_in_for_the_first_total():
    one = series(weekly(12), {"baseline": 18})

    assert one.first == 18
    assert one.signal is Signal.BETTER


def test_the_aim_met_three_times_is_reached():
    assert series(weekly(12, 9, 8, 9), {"target": 9}).signal is Signal.REACHED


def test_harder_weeks_are_told_even_below_the_aim():
    assert series(weekly(1, 8, 8, 8), {"target": 9}).signal is Signal.HARDER


def test_a_bare_target_takes_the_direction_of_the_questionnaire():
    assert series(weekly(5), {"target": 9}).aim.side is Side.BELOW
    assert series(weekly(60), {**INDEX, "target": 52}).aim.side is Side.ABOVE


def test_where_wobble_is_not_known_nothing_is_called_a_change():
    home = {"measure": "score15"}

    assert series(weekly(50, 20), home).signal is Signal.TOO_EARLY
    assert series(weekly(50, 49, 48, 49, 48, 47, 46), home).signal is Signal.UNSURE
    assert series(weekly(50, 20, 20, 20, 51), home).signal is Signal.UNSURE


def test_the_band_is_that_of_the_latest_total():
    assert series(weekly(17, 9)).band.name == "mild"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 27), min_size=2, max_size=8))
def test_no_change_within_wobble_is_called_one(totals):
    signal = series(weekly(*totals)).signal

    if abs(totals[-1] - totals[0]) < 6:
        assert signal not in (Signal.BETTER, Signal.HARDER)
    else:
        best = Signal.FALLEN_BACK if totals[-1] - min(totals) >= 6 else Signal.BETTER
        assert signal is (best if totals[-1] < totals[0] else Signal.HARDER)


# ---- words


def test_the_sentence_says_total_range_and_direction():
    assert finding(weekly(17, 9)) == "9 of 27 on 12 January, from 17 on 5 January."
    assert below(weekly(17, 9)) == (
        "PHQ-9, 0 to 27, lower is better. Now in the range called mild."
    )


def test_a_total_in_no_named_range_says_none():
    assert below(weekly(28, 56), INDEX) == "WHO-5, 0 to 100, higher is better."


def test_a_first_total_has_no_origin():
    assert finding(weekly(17)) == "17 of 27 on 5 January."


def test_the_description_says_all_that_the_drawing_shows():
    one = chart(weekly(17, 9), {"target": 9, "due": "2026-05-04"})

    assert one.words.description == (
        "PHQ-9, 2 entries from 5 January to 12 January. It began at 17 and the latest is 9 on 12 January, in the range"
        " called mild. Lower is better. The aim is 9 or less by 4 May."
        " A change of less than 6 is within the usual ups and downs of this questionnaire."
    )


def test_the_table_names_the_range_of_each_total():
    assert chart(weekly(17, 9)).words.table.rows == (
        ("5 Jan", "17", "moderately severe"),
        ("12 Jan", "9", "mild"),
    )


def test_a_change_beyond_wobble_is_said_and_no_more():
    said = worth(shown(weekly(17, 14, 13, 11)))

    assert said == "Better by more than the usual ups and downs."


def test_without_a_known_wobble_a_change_is_left_open():
    said = worth(shown(weekly(50, 49, 51, 40), {"measure": "score15"}))

    assert said == (
        "No direction shows yet. How much this questionnaire goes up and down by itself "
        "is not known here. Look at its numbers together."
    )


def test_harder_weeks_are_told_kindly():
    assert "worth knowing, not a failing" in worth(shown(weekly(10, 16)))


@pytest.mark.parametrize("measure", ["core10", "who5", "audit-c", "rses", "csi4", "srs"])
def test_what_nobody_checked_at_its_source_does_not_concern_the_reader(measure):
    objective = {
        "measure": measure,
        **({"form": "raw"} if measure == "who5" else FORMS.get(measure, {})),
    }

    assert "Not checked" not in str(shown(weekly(10, 12), objective))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 27), max_size=6))
def test_no_page_speaks_of_a_cut_off_a_diagnosis_or_recovery(totals):
    text = repr(page(weekly(*totals), {"target": 9})).lower()

    assert not any(
        word in text
        for word in ("cut-off", "cut_off", "diagnos", "recover", "disorder", "clinical")
    )


def test_a_cut_off_changes_nothing_on_the_page():
    assert page(weekly(30, 12), OWN, **own(cut_off=14)) == page(weekly(30, 12), OWN, **own())


# ---- apart from the progress of goals

BOTH = {
    "ease": {"objective": "Ease on the train", "measure": "rating", "baseline": 3, "target": 7},
    "mood": {"objective": "How low my mood is", "measure": "phq9"},
}


def both(ease, mood) -> PageView:
    entries = [
        on(f"2026-01-{n:02}", ease=a, mood=b)
        for n, (a, b) in enumerate(zip(ease, mood, strict=True), 6)
    ]
    plan = a_plan(entries, objectives=BOTH)
    return page_view(plan, derive(plan), SETTINGS)


def test_a_questionnaire_has_a_row_of_its_own_after_the_goals():
    rating, asked = both((3, 4, 6, 7), (17, 17, 12, 9)).rows

    assert row_words(rating).startswith("Ease on the train: 3 → 7 of 10. ")
    assert row_words(asked).startswith("How low my mood is: 17 → 9 of 27. ")


def test_a_questionnaire_has_no_part_in_a_goals_row_or_state():
    calm, better = both((4, 4, 4, 4), (17, 17, 17, 17)), both((4, 4, 4, 4), (20, 15, 12, 10))

    assert calm.rows[0] == better.rows[0]
    assert calm.goals[0].state == better.goals[0].state


def test_a_clearly_harder_questionnaire_brings_help_first_and_leaves_goals():
    calm, harder = both((4, 4, 4, 4), (17, 17, 17, 17)), both((4, 4, 4, 4), (10, 12, 15, 20))

    assert harder.going[0] == "These days look harder."
    assert (calm.help_first, harder.help_first) == (False, True)
    assert calm.goals[0].state == harder.goals[0].state


def test_where_only_questionnaires_are_noted_nothing_is_said_of_goals():
    view = page(weekly(17, 9))

    assert (view.going, len(view.rows)) == ((), 1)


def test_no_name_of_a_range_stands_at_the_top_of_the_page():
    assert "severe" not in repr(page(weekly(20, 25)).rows)


def test_without_any_total_the_page_says_that_it_begins():
    assert page([]).going == ("This is the beginning. Each note helps to see the way.",)


def test_a_held_questionnaire_is_told_nowhere():
    view = page(weekly(17, 9), {"hold": True})

    assert "PHQ-9" not in repr((view.going, view.rows, view.goals[0].objectives[0].charts))


def test_each_rater_has_a_chart_and_a_sentence():
    entries = [on("2026-01-12", {"by": by}, calm=total) for by, total in (("kim", 8), ("alex", 11))]
    agreed = [{"who": who, "status": "agree"} for who in PEOPLE]
    view = page(entries, {"measure": "csi4"}, people=PEOPLE, setting="couple", agreed=agreed)

    assert [one.rater for one in view.goals[0].objectives[0].charts] == ["Kim", "Alex"]
    assert row_words(view.rows[0]).startswith(f"{view.rows[0].name}: Kim 8, Alex 11 of 21. ")


# ---- the chart's meaning


def test_bands_meet_half_way_between_totals():
    bands = chart(weekly(17, 8)).bands

    assert [(band.low, band.high) for band in bands] == [
        (0, 4.5),
        (4.5, 9.5),
        (9.5, 14.5),
        (14.5, 19.5),
        (19.5, 27),
    ]


def test_the_chart_names_only_start_and_now_the_table_all():
    one = chart(weekly(17, 12, 8))

    assert [band.label for band in one.bands] == [None, "mild", None, "moderately severe", None]
    assert one.words.table.caption.endswith(
        "ranges: minimal from 0, mild from 5, moderate from 10, moderately severe from 15 and severe from 20"
    )


def test_a_range_that_is_only_numbered_is_told_by_its_place():
    said = below(weekly(17, 17), {"measure": "audit"})

    assert said == "AUDIT, 0 to 40, lower is better. Now in range 3 of 4."
    assert "zone" not in str(shown(weekly(17, 17), {"measure": "audit"}))


def test_a_last_named_band_says_where_it_ends():
    (low, rest) = chart(weekly(28), INDEX).bands

    assert (low.label, low.high) == ("low, 50 or less", 50.5)
    assert rest.label is None


def test_raw_totals_have_the_same_bands_on_their_own_scale():
    one = chart(weekly(7, 14), RAW)

    assert (one.low, one.high) == (0, 25)
    assert one.bands[0].label == "low, 12 or less"


def test_the_corridor_lies_around_the_first_total():
    corridor = chart(weekly(17, 9)).corridor

    assert (corridor.low, corridor.high, corridor.label) == (11, 23, "usual ups and downs")


@pytest.mark.parametrize("objective", [{"measure": "score15"}, {"measure": "gad7"}])
def test_no_corridor_stands_where_wobble_is_unknown_or_only_one_total_is(objective):
    totals = weekly(50, 40) if objective["measure"] == "score15" else weekly(12)

    assert chart(totals, objective).corridor is None


def test_a_start_line_stands_where_no_corridor_does():
    assert chart(weekly(50, 40), {"measure": "score15"}).frame.start.label == "start: 50"
    assert chart(weekly(17, 9)).frame.start is None


def test_the_aim_lies_half_a_point_beside_the_last_total_meeting_it():
    aim = chart(weekly(17), {"target": 9}).frame.aim

    assert (aim.low, aim.high, aim.label) == (0, 9.5, "aim: 9 or less")


def test_the_line_is_broken_at_phases_and_at_gaps_and_never_smoothed():
    entries = weekly(17, 16, 15) + weekly(12, 11, start="2026-04-06")
    one = chart(entries, phases=[{"from": "2026-01-12", "label": "practice"}])

    assert [[point.value for point in run] for run in one.runs] == [[17], [16, 15], [12, 11]]
    assert one.words.finding.rest.endswith("No totals from 20 January to 5 April; that is fine.")


def test_totals_are_hoped_for_as_often_as_the_questionnaire_looks_back():
    week = {"measure": "core10"}
    two = [on("2026-01-05", calm=10), on("2026-01-26", calm=10)]

    assert series(two, week).gaps  # three weeks are more than twice one
    assert not series(two).gaps  # and less than twice two


def test_direction_stands_in_the_title():
    assert chart([]).words.title == "PHQ-9, 0 to 27, lower is better"


def test_every_built_in_questionnaire_can_be_told_of():
    for id, one in catalogue.load_catalogue().items():
        objective = {"measure": id, **FORMS.get(id, {"form": "index"} if one.raw_times else {})}
        words = chart(weekly(one.low, one.high, one.low), objective).words

        assert words.finding.news.startswith(f"{one.low:g} of {one.high:g} on 19 January")
        assert (
            "lower is better" if one.better is Better.LOWER else "higher is better"
        ) in words.title

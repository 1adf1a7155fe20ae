"""Catalogue: what is known of the built-in questionnaires, never their items."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.format import catalogue
from generator.format.questionnaires_reference import questionnaires_as_markdown
from generator.format.validate.measures.by_name import MEASURES
from generator.format.validate.questionnaires import as_other, as_raw
from generator.model.measure import Better, QuestionnaireFact, Totals
from tests.support.builders import a_plan

FILE = Path(catalogue.__file__).parents[1] / catalogue.FILE
LOWER, HIGHER = Better.LOWER, Better.HIGHER
#: id: range, direction, cut-off, reliable change.
FACTS = {
    "phq9": (0, 27, LOWER, 10, 6),
    "gad7": (0, 21, LOWER, 8, 4),
    "core10": (0, 40, LOWER, 11, 6),
    "who5": (0, 100, HIGHER, None, 24),
    "wemwbs": (14, 70, HIGHER, None, 8),
    "swemwbs": (7, 35, HIGHER, None, 3),
    "ors": (0, 40, HIGHER, 25, 5),
    "srs": (0, 40, HIGHER, 36, None),
    "audit": (0, 40, LOWER, 8, None),
    "audit-c": (0, 12, LOWER, 5, None),
    "rses": (0, 30, HIGHER, None, None),
    "dass21-depression": (0, 42, LOWER, None, None),
    "dass21-anxiety": (0, 42, LOWER, None, None),
    "dass21-stress": (0, 42, LOWER, None, None),
    "pcl5": (0, 80, LOWER, 31, 15),
    "csi4": (0, 21, HIGHER, 13.5, None),
    "score15": (15, 75, LOWER, None, None),
    "goals-form": (1, 7, HIGHER, None, None),
    "phq4": (0, 12, LOWER, None, None),
    "phq2": (0, 6, LOWER, 3, None),
    "gad2": (0, 6, LOWER, 3, None),
    "wsas": (0, 40, LOWER, 10, None),
    "k10": (10, 50, LOWER, 20, None),
    "k6": (6, 30, LOWER, None, None),
    "isi": (0, 28, LOWER, None, None),
    "epds": (0, 30, LOWER, 13, None),
    "pss10": (0, 40, LOWER, None, None),
    "reqol10": (0, 40, HIGHER, 24, None),
    "core-om": (0, 40, LOWER, 9.9, 5),
    "yp-core": (0, 40, LOWER, None, None),
    "promis-dep8a": (38.2, 81.3, LOWER, None, None),
    "scs-sf": (1, 5, HIGHER, None, None),
}
#: The smallest change that people notice in their lives, where a source gives one.
RELEVANT = {"who5": 10, "isi": 6, "promis-dep8a": 3.5}
#: One of their questions asks about dying or about harm to oneself.
RISK = {"phq9", "core10", "core-om", "yp-core", "epds"}
#: How long a time the answers look back on.
PERIODS = {
    **dict.fromkeys(
        ("phq9", "gad7", "who5", "wemwbs", "swemwbs", "phq4", "phq2", "gad2", "isi"), (2, "week")
    ),
    **dict.fromkeys(("core10", "core-om", "yp-core", "ors", "reqol10"), (1, "week")),
    **dict.fromkeys(("dass21-depression", "dass21-anxiety", "dass21-stress"), (1, "week")),
    **dict.fromkeys(("audit", "audit-c"), (12, "month")),
    **dict.fromkeys(("pcl5", "pss10"), (1, "month")),
    **dict.fromkeys(("k10", "k6"), (4, "week")),
    **dict.fromkeys(("epds", "promis-dep8a"), (7, "day")),
}
BANDS = {
    "phq9": {0: "minimal", 5: "mild", 10: "moderate", 15: "moderately severe", 20: "severe"},
    "gad7": {0: "minimal", 5: "mild", 10: "moderate", 15: "severe"},
    "core10": {
        0: "healthy",
        6: "low",
        11: "mild",
        15: "moderate",
        20: "moderate to severe",
        25: "severe",
    },
    "who5": {0: "low", 51: None},
    "audit": {0: "zone I", 8: "zone II", 16: "zone III", 20: "zone IV"},
    "rses": {0: "low", 15: None},
    "dass21-depression": {
        0: "normal",
        10: "mild",
        14: "moderate",
        21: "severe",
        28: "extremely severe",
    },
    "dass21-anxiety": {
        0: "normal",
        8: "mild",
        10: "moderate",
        15: "severe",
        20: "extremely severe",
    },
    "dass21-stress": {
        0: "normal",
        15: "mild",
        19: "moderate",
        26: "severe",
        34: "extremely severe",
    },
    "phq4": {0: "minimal", 3: "mild", 6: "moderate", 9: "severe"},
    "wsas": {0: "low", 10: "significant", 21: "moderately severe"},
    "k10": {10: "likely well", 20: "mild", 25: "moderate", 30: "severe"},
    "isi": {0: "not significant", 8: "below threshold", 15: "moderate", 22: "severe"},
    "promis-dep8a": {38.2: "within normal limits", 55: "mild", 60: "moderate", 70: "severe"},
    "scs-sf": {1: "low", 2.5: "moderate", 3.5: "high"},
}
#: What nobody has read in a source yet.
UNVERIFIED = {
    **{
        id: {QuestionnaireFact.LICENCE}
        for id in (
            "who5",
            "goals-form",
            "phq4",
            "phq2",
            "gad2",
            "wsas",
            "k10",
            "k6",
            "promis-dep8a",
        )
    },
    **{id: {QuestionnaireFact.PERIOD, QuestionnaireFact.LICENCE} for id in ("isi", "reqol10")},
    "yp-core": {QuestionnaireFact.PERIOD},
    "csi4": {QuestionnaireFact.CUT_OFF},
}


def test_the_catalogue_holds_what_may_be_shipped_and_no_more():
    assert set(catalogue.load_catalogue()) == set(FACTS)


def test_a_commercial_questionnaire_is_left_to_those_with_a_licence():
    assert not any(id.startswith("oq") for id in catalogue.load_catalogue())


@pytest.mark.parametrize("id", FACTS)
def test_range_direction_cut_off_and_reliable_change_are_those_of_the_domain(id):
    one = catalogue.load_catalogue()[id]

    assert (one.low, one.high, one.better, one.cut_off, one.reliable_change) == FACTS[id]


@pytest.mark.parametrize("id", FACTS)
def test_noticed_change_and_time_looked_back_on_are_those_of_sources(id):
    one = catalogue.load_catalogue()[id]
    period = None if one.period is None else (one.period.count, one.period.unit.value)

    assert (one.relevant_change, period) == (RELEVANT.get(id), PERIODS.get(id))


@pytest.mark.parametrize("id", FACTS)
def test_bands_begin_where_the_domain_says(id):
    assert {band.start: band.name for band in catalogue.load_catalogue()[id].bands} == BANDS.get(
        id, {}
    )


@pytest.mark.parametrize("id", FACTS)
def test_what_nobody_has_checked_is_marked(id):
    assert catalogue.load_catalogue()[id].unverified == UNVERIFIED.get(id, set())


def test_it_says_which_questionnaires_ask_about_dying_or_about_harm_to_oneself():
    assert {id for id, one in catalogue.load_catalogue().items() if one.risk_item} == RISK


@pytest.mark.parametrize(
    ("written", "asks"), [({}, False), ({"risk_item": True}, True), ({"risk_item": False}, False)]
)
def test_a_questionnaire_of_the_plans_own_says_so_too(written, asks):
    own = {"name": "Own", "min": 0, "max": 60, "better": "lower", **written}
    plan = a_plan([], {"measure": "own"}, measures={"own": own})

    assert plan.goals[0].objectives[0].measure.questionnaire.risk_item is asks


@pytest.mark.parametrize("id", FACTS)
def test_every_entry_says_its_licence_and_its_source(id):
    one = catalogue.load_catalogue()[id]

    assert one.licence
    assert one.source


@pytest.mark.parametrize("id", FACTS)
def test_no_entry_has_room_for_the_text_of_an_item(id):
    one = catalogue.load_catalogue()[id]

    assert len(one.name) < 32
    assert all(len(band.name or "") < 24 for band in one.bands)


def test_the_file_asks_no_question_and_speaks_to_nobody():
    words = [word.strip(",.;:").lower() for word in FILE.read_text("utf-8").split()]

    assert not any("?" in word for word in words)
    assert not {"i", "you", "me", "my", "your", "feel", "feeling", "bothered", "often"} & set(words)


def test_only_converted_and_measured_totals_have_decimals():
    decimal = {id for id, one in catalogue.load_catalogue().items() if one.totals is Totals.DECIMAL}

    assert decimal == {"swemwbs", "ors", "srs", "core-om", "promis-dep8a", "scs-sf"}


def test_who_5_has_a_raw_form_a_quarter_of_its_index():
    raw = as_raw(catalogue.load_catalogue()["who5"])

    assert (raw.low, raw.high) == (0, 25)
    assert {band.start: band.name for band in raw.bands} == {0: "low", 13: None}
    assert raw.reliable_change == 6  # whole raw totals: 5 are 20 index points, 6 are 24
    assert raw.relevant_change == 3  # 2 are 8, 3 are 12


@pytest.mark.parametrize("total", range(26))
def test_a_raw_total_lies_in_the_band_of_its_index(total):
    index = catalogue.load_catalogue()["who5"]

    assert as_raw(index).band(total).name == index.band(total * 4).name


#: The ranges for plain sums, as printed in table 1 of PMC10560014.
DASS_RAW = {
    "dass21-depression": {
        0: "normal",
        5: "mild",
        7: "moderate",
        11: "severe",
        14: "extremely severe",
    },
    "dass21-anxiety": {0: "normal", 4: "mild", 5: "moderate", 8: "severe", 10: "extremely severe"},
    "dass21-stress": {0: "normal", 8: "mild", 10: "moderate", 13: "severe", 17: "extremely severe"},
}


@pytest.mark.parametrize("id", DASS_RAW)
def test_the_plain_sums_of_dass_21_have_their_printed_ranges(id):
    raw = as_raw(catalogue.load_catalogue()[id])

    assert (raw.low, raw.high, raw.step) == (0, 21, 1)
    assert {band.start: band.name for band in raw.bands} == DASS_RAW[id]


def test_only_who_5_and_dass_21_have_a_raw_form():
    assert [id for id, one in catalogue.load_catalogue().items() if one.raw_times] == [
        "who5",
        *DASS_RAW,
    ]


#: The range of the other form, where some score each answer from 0 and some from 1.
OTHER = {"rses": (10, 40), "k10": (0, 40), "k6": (0, 24)}


def test_only_self_esteem_and_kessler_scales_score_from_0_and_1():
    other = {
        id: as_other(one)
        for id, one in catalogue.load_catalogue().items()
        if one.other_low is not None
    }

    assert {id: (one.low, one.high) for id, one in other.items()} == OTHER


@given(st.sampled_from(sorted(OTHER)), st.integers(0, 40))
def test_the_same_answers_lie_in_one_band_and_side_in_either_form(id, steps):
    one = catalogue.load_catalogue()[id]
    other = as_other(one)
    steps = steps % int(one.high - one.low + 1)

    assert (
        one.band(one.low + steps) is None
        or one.band(one.low + steps).name == other.band(other.low + steps).name
    )
    assert one.is_beyond(one.low + steps) == other.is_beyond(other.low + steps)
    assert as_other(other) == one


@given(st.sampled_from(sorted(FACTS)), st.floats(0, 1))
def test_a_prorated_totals_band_is_where_the_chart_draws_it(id, share):
    one = replace(catalogue.load_catalogue()[id], totals=Totals.PRORATED)
    value = one.low + share * (one.high - one.low)
    drawn = [band for band in one.bands if max(band.start - 0.5, one.low) <= value]

    assert one.band(value) == (drawn[-1] if drawn else None)


@given(st.sampled_from(sorted(FACTS)), st.integers(0, 200))
def test_the_band_of_a_whole_total_begins_where_the_source_says(id, total):
    one = catalogue.load_catalogue()[id]
    total = one.low + total % int(one.high - one.low + 1)
    begun = [band for band in one.bands if band.start <= total]

    assert one.band(total) == (begun[-1] if begun else None)


@pytest.mark.parametrize(
    ("id", "in_need", "well"),
    [
        ("phq9", 10, 9),
        ("gad7", 8, 7),
        ("ors", 24.9, 25),
        ("srs", 35.9, 36),
        ("core-om", 9.9, 9.8),
        ("reqol10", 23, 24),
    ],
)
def test_the_side_of_the_cut_off_follows_the_direction(id, in_need, well):
    one = catalogue.load_catalogue()[id]

    assert one.is_beyond(in_need)
    assert not one.is_beyond(well)


def test_where_no_cut_off_is_known_nobody_lies_beyond_it():
    assert not catalogue.load_catalogue()["who5"].is_beyond(0)


def test_the_page_of_measures_is_in_step_with_the_catalogue():
    assert (FILE.parent.parent / "docs/measures.md").read_text(
        "utf-8"
    ) == questionnaires_as_markdown(), "run `make docs`"


@pytest.mark.parametrize("id", FACTS)
def test_every_questionnaire_has_its_facts_and_its_source_on_the_page(id):
    one, rows = (
        catalogue.load_catalogue()[id],
        [
            line
            for line in questionnaires_as_markdown().splitlines()
            if line.startswith(f"| `{id}` |")
        ],
    )

    assert len(rows) == 2
    assert one.name in rows[0]
    assert one.source in rows[1]
    assert ("yes" in rows[0].split("|")[-2]) is one.risk_item
    assert bool(rows[1].split("|")[-2].strip()) is bool(one.unverified)


def test_no_id_is_that_of_another_measure():
    assert not set(catalogue.load_catalogue()) & set(MEASURES)


def test_the_file_lies_inside_the_package_so_that_it_travels_with_it():
    assert FILE.is_file()


def test_the_file_is_not_read_for_a_plan_that_names_no_questionnaire():
    code = (
        "from generator.format import catalogue\n"
        "from tests.support.builders import SMALL, a_plan_file, plan_from\n"
        "plan_from(SMALL)\n"
        "assert catalogue.load_catalogue.cache_info().currsize == 0\n"
        "plan_from(a_plan_file([], {'measure': 'phq9'}))\n"
        "assert catalogue.load_catalogue.cache_info().currsize == 1\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=FILE.parent.parent)

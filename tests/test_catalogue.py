"""Catalogue: what is known of the built-in questionnaires, as DOMAIN.md section 2 has it, and never their items."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator import catalogue
from generator.model import Better, Fact, Totals
from generator.validate.measures import MEASURES
from generator.validate.questionnaires import as_raw
from tests.builders import a_plan

FILE = Path(catalogue.__file__).parent / catalogue.FILE
LOWER, HIGHER = Better.LOWER, Better.HIGHER
#: id: range, direction, cut-off, reliable change.
FACTS = {
    "phq9": (0, 27, LOWER, 10, 6),
    "gad7": (0, 21, LOWER, 8, 4),
    "core10": (0, 40, LOWER, 11, 6),
    "who5": (0, 100, HIGHER, None, 10),
    "wemwbs": (14, 70, HIGHER, None, 3),
    "swemwbs": (7, 35, HIGHER, None, 3),
    "ors": (0, 40, HIGHER, 25, 5),
    "srs": (0, 40, HIGHER, 36, None),
    "audit": (0, 40, LOWER, 8, None),
    "audit-c": (0, 12, LOWER, 5, None),
    "rses": (0, 30, HIGHER, None, None),
    "dass21-depression": (0, 42, LOWER, None, None),
    "dass21-anxiety": (0, 42, LOWER, None, None),
    "dass21-stress": (0, 42, LOWER, None, None),
    "pcl5": (0, 80, LOWER, 31, 10),
    "csi4": (0, 21, HIGHER, 13.5, None),
    "score15": (15, 75, LOWER, None, None),
    "goals-form": (1, 7, HIGHER, None, None),
}
BANDS = {
    "phq9": {0: "minimal", 5: "mild", 10: "moderate", 15: "moderately severe", 20: "severe"},
    "gad7": {0: "minimal", 5: "mild", 10: "moderate", 15: "severe"},
    "core10": {0: "healthy", 6: "low", 11: "mild", 15: "moderate", 20: "moderate to severe", 25: "severe"},
    "who5": {0: "low", 51: None},
    "audit": {0: "zone I", 8: "zone II", 16: "zone III", 20: "zone IV"},
    "rses": {0: "low", 15: None},
    "dass21-depression": {0: "normal", 10: "mild", 14: "moderate", 21: "severe", 28: "extremely severe"},
    "dass21-anxiety": {0: "normal", 8: "mild", 10: "moderate", 15: "severe", 20: "extremely severe"},
    "dass21-stress": {0: "normal", 15: "mild", 19: "moderate", 26: "severe", 34: "extremely severe"},
}
#: What DOMAIN.md marks as not verified.
UNVERIFIED = {
    "core10": {Fact.RELIABLE_CHANGE},
    "who5": {Fact.LICENCE},
    "audit-c": {Fact.CUT_OFF},
    "pcl5": {Fact.RELIABLE_CHANGE},
    "goals-form": {Fact.LICENCE},
    **dict.fromkeys(("rses", "dass21-depression", "dass21-anxiety", "dass21-stress", "csi4"), frozenset(Fact)),
}


def test_the_catalogue_holds_what_may_be_shipped_and_no_more():
    assert set(catalogue.load()) == set(FACTS)


def test_a_commercial_questionnaire_is_left_to_the_plans_of_those_who_hold_a_licence():
    assert not any(id.startswith("oq") for id in catalogue.load())


@pytest.mark.parametrize("id", FACTS)
def test_range_direction_cut_off_and_reliable_change_are_those_of_the_domain(id):
    one = catalogue.load()[id]

    assert (one.low, one.high, one.better, one.cut_off, one.reliable_change) == FACTS[id]


@pytest.mark.parametrize("id", FACTS)
def test_bands_begin_where_the_domain_says(id):
    assert {band.start: band.name for band in catalogue.load()[id].bands} == BANDS.get(id, {})


@pytest.mark.parametrize("id", FACTS)
def test_what_nobody_has_checked_is_marked(id):
    assert catalogue.load()[id].unverified == UNVERIFIED.get(id, set())


def test_it_says_which_questionnaires_ask_about_dying_or_about_harm_to_oneself():
    assert {id for id, one in catalogue.load().items() if one.risk_item} == {"phq9", "core10"}


@pytest.mark.parametrize(("written", "asks"), [({}, False), ({"risk_item": True}, True), ({"risk_item": False}, False)])
def test_a_questionnaire_of_the_plans_own_says_so_too(written, asks):
    own = {"name": "Own", "min": 0, "max": 60, "better": "lower", **written}
    plan = a_plan([], {"measure": "own"}, measures={"own": own})

    assert plan.goals[0].objectives[0].measure.questionnaire.risk_item is asks


@pytest.mark.parametrize("id", FACTS)
def test_every_entry_says_its_licence_and_its_source(id):
    one = catalogue.load()[id]

    assert one.licence
    assert one.source


@pytest.mark.parametrize("id", FACTS)
def test_no_entry_has_room_for_the_text_of_an_item(id):
    one = catalogue.load()[id]

    assert len(one.name) < 32
    assert all(len(band.name or "") < 24 for band in one.bands)


def test_the_file_asks_no_question_and_speaks_to_nobody():
    words = [word.strip(",.;:").lower() for word in FILE.read_text("utf-8").split()]

    assert not any("?" in word for word in words)
    assert not {"i", "you", "me", "my", "your", "feel", "feeling", "bothered", "often"} & set(words)


def test_only_converted_and_measured_totals_have_decimals():
    decimal = {id for id, one in catalogue.load().items() if one.totals is Totals.DECIMAL}

    assert decimal == {"swemwbs", "ors", "srs"}


def test_who_5_has_a_raw_form_a_quarter_of_its_index():
    raw = as_raw(catalogue.load()["who5"])

    assert (raw.low, raw.high) == (0, 25)
    assert {band.start: band.name for band in raw.bands} == {0: "low", 13: None}
    assert raw.reliable_change == 3  # whole raw totals: 2 are 8 index points, 3 are 12


@pytest.mark.parametrize("total", range(26))
def test_a_raw_total_lies_in_the_band_of_its_index(total):
    index = catalogue.load()["who5"]

    assert as_raw(index).band(total).name == index.band(total * 4).name


#: The ranges for plain sums, as printed in table 1 of PMC10560014.
DASS_RAW = {
    "dass21-depression": {0: "normal", 5: "mild", 7: "moderate", 11: "severe", 14: "extremely severe"},
    "dass21-anxiety": {0: "normal", 4: "mild", 5: "moderate", 8: "severe", 10: "extremely severe"},
    "dass21-stress": {0: "normal", 8: "mild", 10: "moderate", 13: "severe", 17: "extremely severe"},
}


@pytest.mark.parametrize("id", DASS_RAW)
def test_the_plain_sums_of_dass_21_have_the_ranges_that_are_printed_for_them(id):
    raw = as_raw(catalogue.load()[id])

    assert (raw.low, raw.high, raw.step) == (0, 21, 1)
    assert {band.start: band.name for band in raw.bands} == DASS_RAW[id]


def test_only_who_5_and_dass_21_have_two_forms():
    assert [id for id, one in catalogue.load().items() if one.raw_times] == ["who5", *DASS_RAW]


def test_no_id_is_that_of_another_measure():
    assert not set(catalogue.load()) & set(MEASURES)


def test_the_file_lies_inside_the_package_so_that_it_travels_with_it():
    assert FILE.is_file()


def test_the_file_is_not_read_for_a_plan_that_names_no_questionnaire():
    code = (
        "from generator import catalogue\n"
        "from tests.builders import SMALL, a_plan_file, plan_from\n"
        "plan_from(SMALL)\n"
        "assert catalogue.load.cache_info().currsize == 0\n"
        "plan_from(a_plan_file([], {'measure': 'phq9'}))\n"
        "assert catalogue.load.cache_info().currsize == 1\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=FILE.parent.parent)

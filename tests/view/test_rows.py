"""Rows and the head: what the first screen says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.progress.derive import derive
from generator.view.page import page_view
from generator.view.page_values import PageView
from tests.support.builders import SETTINGS, a_plan, on, weekly
from tests.support.views import row_words

PEOPLE = {
    "kim": {"name": "Kim", "role": "partner"},
    "alex": {"name": "Alex", "role": "partner"},
    "oka": {"name": "Dr. Okafor", "role": "therapist"},
}
HIGHER = {"better": "higher", "target": 7}
RATING = {"objective": "Ease", "measure": "rating", "baseline": 3, "target": 7}


def page(entries=(), objective=None, **keys) -> PageView:
    plan = a_plan(entries, objective, **keys)
    return page_view(plan, derive(plan), SETTINGS)


def couple(*scores: tuple[int, int]) -> PageView:
    entries = [
        on(f"2026-01-{week * 7 + 5:02}", {"by": by}, calm=score)
        for week, pair in enumerate(scores)
        for by, score in zip(("kim", "alex"), pair, strict=True)
    ]
    return page(entries, {**HIGHER, "rated_by": ["kim", "alex"]}, people=PEOPLE)


def test_own_measures_come_first_then_questionnaires_then_steps():
    objectives = {
        "walk": {"objective": "Walk", "measure": "steps", "steps": ["one", "two"]},
        "mood": {"objective": "Mood", "measure": "phq9"},
        "ease": RATING,
    }
    rows = page([on("2026-01-05", mood=9, ease=4)], objectives=objectives).rows

    assert [row.id for row in rows] == ["ease", "mood", "walk"]
    assert row_words(rows[-1]) == "Walk: 0 of 2 steps done."


def test_what_is_held_and_what_has_no_note_has_no_row():
    objectives = {"a": {**RATING, "hold": True}, "b": RATING, "c": RATING}

    assert [row.id for row in page([on("2026-01-05", a=1, b=2)], objectives=objectives).rows] == [
        "b"
    ]


def test_the_day_of_a_start_stays_with_the_chart():
    row = page(weekly(4), {"baseline": {"value": 3, "date": "2026-01-01"}}).rows[0]

    assert row_words(row).startswith("Feel calm on the train: 3 → 4 of 10.")


def test_days_of_two_weeks_are_not_set_against_days_of_one():
    entries = [on(f"2026-01-{day:02}", calm="yes") for day in range(5, 19)]
    row = page(
        entries, {"measure": "habit", "per": "week", "planned": 7, "baseline": 1, "target": 5}
    ).rows[0]

    assert row.values[0].start is None
    assert row_words(row).startswith("Feel calm on the train: 14 of 14 days")


def test_what_is_so_of_several_people_is_said_once():
    [row] = couple((5, 6), (5, 6)).rows

    assert row_words(row).startswith("Feel calm on the train: Kim 5, Alex 6 of 10. ")
    assert "Kim:" not in row.said


def test_what_differs_is_said_of_each():
    [row] = couple((3, 7), (3, 7), (3, 7), (3, 7)).rows

    assert re.search("Kim: .+ Alex: ", row.said)


def test_a_sentence_with_a_number_has_a_form_without():
    with_number, without = (
        page(weekly(*scores), {"baseline": 3, "target": 7}).rows[0]
        for scores in ((3, 4, 6, 7, 7, 8), (3, 4, 3))
    )

    assert (with_number.said, with_number.quiet) == (
        "Your aim of 7 is reached.",
        "You reached what you set out to do.",
    )
    assert not re.search(r"\d", without.said)
    assert without.quiet == ""


def test_while_it_is_harder_rows_stay_for_further_down():
    harder = page(weekly(8, 8, 7, 4, 3, 2, 1, 1, 1), {"baseline": 8, "target": 9})

    assert harder.help_first
    assert not any(re.search(r"\d", said) for said in harder.going)
    assert len(harder.rows) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=10), st.integers(0, 10))
def test_a_row_says_start_and_now_and_draws_every_value(scores, baseline):
    [row] = page(weekly(*scores), {"baseline": baseline, "target": 7}).rows
    [value] = row.values

    assert (value.start, value.now, value.rest) == (str(baseline), str(scores[-1]), " of 10")
    assert [point.value for run in row.line.lines[0] for point in run] == scores
    assert all(0 <= point.day <= row.line.days for run in row.line.lines[0] for point in run)


@pytest.mark.parametrize(
    ("keys", "who"),
    [
        ({"client": "Lena", "therapist": "Ines"}, ("Lena, with Ines.", "Notes up to 5 January.")),
        ({"people": PEOPLE}, ("Kim and Alex, with Dr. Okafor.", "Notes up to 5 January.")),
        ({}, ("Notes up to 5 January.",)),
    ],
)
def test_the_page_says_whose_it_is_and_up_to_when(keys, who):
    entries = weekly(4)
    if "people" in keys:
        entries = [on("2026-01-05", {"by": "kim"}, calm=4)]

    assert page(entries, **keys).who == who

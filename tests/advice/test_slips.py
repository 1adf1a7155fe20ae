"""Slips: a year or a point out of place is asked about, and what may well be so is left in peace."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import a_clear_plan_file, advised, codes, on, weekly

START = date(2026, 1, 5)
TODAY = date(2026, 11, 22)
FRAME = {
    "start": "2026-01-05",
    "end": "2026-12-28",
    "review": {"every": "8 weeks", "due": "2026-12-07"},
}
NUMBER = {
    "measure": "number",
    "scale": None,
    "unit": "hours",
    "better": "higher",
    "baseline": None,
    "target": None,
}
COUNT = {
    "measure": "count",
    "scale": None,
    "per": "week",
    "unit": "walks",
    "baseline": None,
    "target": None,
}


def told(
    entries: object,
    objective: dict[str, object] | None = None,
    rules: tuple[str, ...] = ("L5", "L6", "T6"),
):
    text = a_clear_plan_file(entries, objective, timeframe=FRAME)
    return [finding for finding in advised(text, TODAY).findings if finding.code in rules]


# ---- days


@given(st.dates(START, TODAY - timedelta(weeks=8)), st.sampled_from([1, 2, 9, 10, 100]))
@settings(deadline=None, max_examples=40)
def test_a_wrong_year_is_found_and_the_hint_is_the_day_meant(day: date, years: int):
    if (day.month, day.day) == (2, 29):
        day += timedelta(days=1)
    (finding,) = told([on(day.replace(year=day.year - years).isoformat(), calm=4), *weekly(4, 5)])

    assert finding.code == "L5"
    assert f"`date: {day}`" in finding.hint
    assert told([on(day.isoformat(), calm=4)], rules=("L5",)) == []


@given(st.lists(st.dates(START - timedelta(weeks=8), TODAY), max_size=12, unique=True))
@settings(deadline=None, max_examples=40)
def test_days_of_a_plan_and_the_weeks_before_are_left_alone(days: list[date]):
    assert told([on(day.isoformat(), {"note": "A walk."}) for day in days]) == []


@pytest.mark.parametrize("day", ["2026-12-29", "2027-01-30", "2036-03-01"])
def test_a_day_after_the_end_is_asked_about_wherever_it_stands(day: str):
    step = {"step": "Ride one stop", "first": True, "due": day}

    assert codes(told(weekly(4), {"due": day})) == ["T6"]
    assert codes(told(weekly(4), {"steps": [step]})) == ["T6"]
    assert (
        codes(told(weekly(4), {"steps": [{**step, "due": "2026-12-28"}], "due": "2026-12-28"}))
        == []
    )


# ---- values


STEADY = st.lists(st.floats(2, 14).map(lambda value: round(value, 1)), min_size=4, max_size=12)


@given(
    STEADY,
    st.integers(0, 3),
    st.sampled_from([10, 100, 1_000, 100_000_000]),
    st.sampled_from([NUMBER, COUNT]),
)
@settings(deadline=None, max_examples=60)
def test_a_value_with_its_point_out_of_place_is_found(values, at, times, measure):
    values = [8 + round(value) % 2 if measure is COUNT else 8 + value / 8 for value in values]
    meant = values[at]
    values[at] = meant * times
    (finding,) = told(weekly(*values), dict(measure))

    assert finding.code == "L6"
    assert f"`calm: {meant:g}`" in finding.hint


@given(STEADY, st.sampled_from([NUMBER, COUNT]))
@settings(deadline=None, max_examples=60)
def test_values_of_an_uneven_life_are_left_in_peace(values, measure):
    """From a seventh of the greatest upwards, and any number of noughts between."""
    values = [round(value) if measure is COUNT else value for value in (*values, 0, 0)]

    assert told(weekly(*values), dict(measure)) == []


@given(st.lists(st.integers(0, 20), min_size=2, max_size=12))
@settings(deadline=None, max_examples=40)
def test_small_counts_jump_by_themselves(values):
    quiet = [value % 3 for value in values]

    assert told(weekly(*quiet, 20), dict(COUNT)) == []


def test_two_people_are_each_looked_at_alone():
    people = {
        "kim": {"name": "Kim", "role": "partner"},
        "alex": {"name": "Alex", "role": "partner"},
    }
    entries = [
        entry
        for n in range(5)
        for entry in (
            on(f"2026-02-0{n + 1}", {"by": "kim"}, calm=1 + n / 10),
            on(f"2026-02-0{n + 1}", {"by": "alex"}, calm=11 + n),
        )
    ]
    text = a_clear_plan_file(
        entries,
        {**NUMBER, "rated_by": ["kim", "alex"]},
        timeframe=FRAME,
        people=people,
        setting="couple",
        client=None,
        therapist=None,
        agreed=[{"who": who, "status": "agree"} for who in people],
    )

    assert "L6" not in codes(advised(text, TODAY).findings)

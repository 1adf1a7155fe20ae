"""Samples: plans that read like life, and that show what every kind of plan can hold."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from generator.model.measure import Measure
from generator.model.plan import Plan
from generator.model.share import Status
from generator.progress.derive import derive
from generator.view.page import page_view
from tests.support.builders import SETTINGS, plan_from

SAMPLES = Path(__file__).parents[2] / "plans"
TODAY = date(2026, 11, 22)
#: Who meets on one evening of the week writes on that evening.
ONE_EVENING = ("grief-group",)
NAMES = sorted(path.stem for path in SAMPLES.glob("*.yml"))


def sample(name: str) -> Plan:
    return plan_from((SAMPLES / f"{name}.yml").read_text("utf-8"), TODAY)


def scores(name: str, objective: str, by: str | None = None) -> list[tuple[date, object]]:
    """Each score of an objective with its day, as somebody wrote it."""
    return [
        (entry.on, score.value)
        for entry in sample(name).entries
        for score in entry.scores
        if score.objective == objective and by in (None, entry.by)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_entries_fall_on_days_as_they_happen(name):
    days = [entry.on for entry in sample(name).entries]
    gaps = {(later - one).days for one, later in pairwise(days)}

    assert len({day.weekday() for day in days}) >= (1 if name in ONE_EVENING else 3)
    assert len(gaps) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_no_day_has_passed_for_what_is_still_to_do(name):
    plan = sample(name)
    objectives = [objective for goal in plan.goals for objective in goal.objectives]
    open_steps = [
        step for objective in objectives for step in objective.steps if step.due and not step.done
    ]
    days = [step.due for step in open_steps] + [
        objective.due for objective in objectives if objective.due
    ]

    assert plan.status is Status.COMPLETED or all(
        TODAY <= day <= plan.timeframe.end for day in days
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_step_was_done_by_the_last_day_a_plan_speaks_of(name):
    plan = sample(name)
    steps = [
        step for goal in plan.goals for objective in goal.objectives for step in objective.steps
    ]

    assert all(plan.timeframe.start <= step.done <= plan.as_of for step in steps if step.done)


def test_saturdays_with_ruth_are_noted_on_saturdays():
    days = [
        entry.on for entry in sample("bring-colour-back").entries if "Ruth" in (entry.note or "")
    ]

    assert {date(2026, 4, 4), date(2026, 4, 11)} < set(days)
    assert sample("bring-colour-back").safety_plan.people_to_ask == (
        "Ruth, any time, also at night",
    )


def test_a_page_spells_self_esteem_as_a_dictionary_does():
    plan = sample("talk-as-to-a-friend")

    assert "About self-esteem." in page_view(plan, derive(plan), SETTINGS).goals[0].more
    plan = sample("evenings-that-are-mine")
    assert "About substance use." in page_view(plan, derive(plan), SETTINGS).goals[0].more


def test_the_numbers_that_show_what_a_signal_is_stay_what_they_are():
    months: dict[int, float] = {}
    for day, value in scores("notice-the-wave", "outbursts"):
        months[day.month] = months.get(day.month, 0) + float(value)

    assert list(months.values()) == [6, 3, 4, 2, 1, 1]
    assert [value for _, value in scores("one-calm-evening-meal", "home", "noa")] == [
        2,
        4,
        3,
        6,
        6,
        7,
    ]
    assert [value for _, value in scores("one-calm-evening-meal", "home", "dana")] == [
        4,
        5,
        4,
        7,
        6,
        7,
    ]
    assert [value for _, value in scores("one-calm-evening-meal", "home", "yusuf")] == [
        5,
        5,
        5,
        6,
        7,
        7,
    ]
    assert [value for _, value in scores("say-what-i-need", "heard", "aisha")] == [4, 4, 6, 7, 5, 7]
    assert [value for _, value in scores("say-what-i-need", "heard", "bo")] == [5, 5, 6, 7, 7, 8]
    assert [value for _, value in scores("toolbox", "stress")][-4:] == [5, 5, 4, 4]
    assert [value for _, value in scores("bring-colour-back", "phq9")] == [
        17,
        18,
        15,
        16,
        12,
        11,
        13,
        9,
        8,
    ]


def test_the_samples_show_every_measure_but_those_that_a_practice_brings():
    shown = {
        type(objective.measure)
        for name in NAMES
        for goal in sample(name).goals
        for objective in goal.objectives
    }

    assert set(get_args(Measure)) <= shown

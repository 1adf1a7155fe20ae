"""False alarms: weeks in which nothing changes are seldom told as harder or better, and a real change is told.

The models are those of noise.py; bench/signals.py makes the table of docs/statistics.md with thousands of runs.
"""

from __future__ import annotations

import pytest

from generator.progress.series import Signal
from tests.support import noise

pytestmark = pytest.mark.slow

RUNS = 300
#: A habit has seven marks a week, and errs little.
HABIT_RUNS = 60
#: The start that errs most: one score, or where that is never taken, none.
HARDEST = [(model, noise.starts_of(model)[0]) for model in noise.MODELS]


@pytest.mark.parametrize(("model", "start"), HARDEST, ids=[model.name for model, _ in HARDEST])
def test_weeks_without_a_change_are_seldom_told_as_one(model, start):
    alarms = noise.false_alarms(
        model, start, HABIT_RUNS if model.objective["measure"] == "habit" else RUNS
    )

    for what in (Signal.HARDER, Signal.BETTER):
        assert alarms[what].one_look <= 0.05
        assert alarms[what].any_look <= 0.10


@pytest.mark.parametrize("model", noise.MODELS, ids=[model.name for model in noise.MODELS])
def test_a_change_of_two_wobbles_is_told_within_eight_entries(model):
    for start in noise.starts_of(model):
        assert noise.told(model, start, 30) >= 0.8

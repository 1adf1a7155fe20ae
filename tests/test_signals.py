"""What is said of a series is what is known of it: lives with known answers, one a row, and the laws behind them.

Scores come weekly from Monday, 6 July 2026, on a scale of 0 to 10, unless a row says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from generator.model import Plan
from generator.progress import Series, Signal, derive
from generator.view import page_view
from generator.view.values import PageView
from tests.builders import SETTINGS, a_plan, on

START = date(2026, 7, 6)
TIMES = {"measure": "count", "unit": "times", "per": "week"}
HOURS = {"measure": "number", "unit": "hours"}
LEVELS = {"-2": "I hide", "-1": "I cancel", "0": "I stay an hour", "1": "I stay to the end", "2": "I invite"}
GAS = {"measure": "gas", "levels": LEVELS}
PAIRS = {"measure": "before-after", "better": "lower"}
PHQ9 = {"measure": "phq9"}
#: A questionnaire whose wobble nobody has measured.
HOME_MADE = {"measure": "home"}
HOME = {"home": {"name": "Home scale", "min": 0, "max": 30, "better": "higher"}}
SHARE = {"measure": "percentage"}


def each(values: Sequence[object], days: int = 7, start: date = START) -> list[dict[str, object]]:
    """An entry for each value, so many days apart."""
    return [on((start + timedelta(days=n * days)).isoformat(), calm=value) for n, value in enumerate(values)]


def plan_of(values: Sequence[object], objective: Mapping[str, object], days: int = 7, **keys: Any) -> Plan:
    later = [on("2026-11-20", {"note": "Later."})] if objective.get("measure") in ("count", "habit") else []
    timeframe = {"start": START.isoformat(), "end": "2026-12-28"}
    return a_plan([*each(values, days), *later], objective, **{"timeframe": timeframe, "measures": HOME, **keys})


def series_of(values: Sequence[object], objective: Mapping[str, object], days: int = 7, **keys: Any) -> Series:
    (one,) = derive(plan_of(values, objective, days, **keys))["calm"].series
    return one


def page_of(plan: Plan) -> PageView:
    return page_view(plan, derive(plan), SETTINGS)


def said(values: Sequence[object], objective: Mapping[str, object], days: int = 7, **keys: Any) -> str:
    """What the page says of the objective."""
    return page_of(plan_of(values, objective, days, **keys)).goals[0].objectives[0].said or ""


def lead(values: Sequence[object], objective: Mapping[str, object], days: int = 7, **keys: Any) -> str:
    """The first sentence of how it is going."""
    return page_of(plan_of(values, objective, days, **keys)).going[0]


def parts(*shares: str) -> list[dict[str, int]]:
    """`1/2` is one of two."""
    return [{"done": int(done), "of": int(of)} for done, of in (share.split("/") for share in shares)]


def pairs(*changes: int) -> list[dict[str, int]]:
    """Before and after, where lower is better: a change of 6 is from 8 to 2."""
    return [
        {"before": 8, "after": 8 - change} if change >= 0 else {"before": 2, "after": 2 - change} for change in changes
    ]


UP = {"baseline": 3, "target": 7}
ROWS: list[tuple[str, Sequence[object], dict[str, object], Signal]] = [
    ("a01", (3, 3, 4, 4, 5, 5, 6, 6, 7, 6), {"baseline": 3, "better": "higher"}, Signal.BETTER),
    ("a02", (6, 6, 5, 4, 3, 3, 2, 2), {"baseline": 6, "better": "higher"}, Signal.HARDER),
    ("a03", (2, 8, 3, 7, 4, 6, 5, 5, 2, 8), {"baseline": 5, "better": "higher"}, Signal.UP_AND_DOWN),
    ("a03 with an aim", (2, 8, 3, 7, 4, 6, 5, 5, 2, 8), {"baseline": 5, "target": 8}, Signal.UP_AND_DOWN),
    ("a05", (5,) * 8, {"baseline": 5, "better": "higher"}, Signal.STEADY),
    ("a06", (10, 10, 10, 10), {"baseline": 10, "target": {"at_least": 10}}, Signal.KEPT_UP),
    ("a06b", (0,) * 6, {"baseline": 0, "target": 7}, Signal.STEADY),
    ("a06c", (7, 6, 7, 6, 7, 6), {"baseline": 7, "target": 6, "better": "higher"}, Signal.KEPT_UP),
    ("a07", (3, 4, 4, 5, 5, 5, 6, 6), {"baseline": 3, "target": 8}, Signal.LITTLE_BETTER),
    ("a12c", (2, 3, 6, 9, 12), {**TIMES, "baseline": 2, "target": {"at_most": 1}}, Signal.HARDER),
    ("a13", (-2, -2, -1, -1, -1, -1), {**GAS, "baseline": -2}, Signal.BETTER),
    ("a13b", (-1, -1, -2, -2, -2), {**GAS, "baseline": -1}, Signal.HARDER),
    ("a13d", (-2, -1, 0, 1, 1, 1, -2), {**GAS, "baseline": -2}, Signal.UP_AND_DOWN),
    ("gas twice", (-1, -1, -2, -2), {**GAS, "baseline": -1}, Signal.HARDER),
    ("gas once", (-1, -1, -1, -2), {**GAS, "baseline": -1}, Signal.UP_AND_DOWN),
    ("a14c", pairs(-4, -3, -4, -3), PAIRS, Signal.HARDER),
    ("a14d", pairs(6, 6, -6, 6), PAIRS, Signal.LITTLE_BETTER),
    ("a15", parts("0/1", "1/1", "1/1", "0/1", "1/1", "1/1", "1/1"), {**SHARE, "baseline": 40, "target": 60}, Signal.AT_AIM),
    ("a15b", parts("1/2", "1/2", "1/2", "1/2"), {**SHARE, "baseline": 20, "target": 60}, Signal.LITTLE_BETTER),
    ("enough trials", parts("4/5", "4/5", "5/5", "4/5"), {**SHARE, "baseline": 20, "target": 60}, Signal.REACHED),
    ("a16g", (12, 14, 15, 15, 16, 17, 19), HOME_MADE, Signal.UNSURE),
    ("a16m", (16, 8, 7, 8, 14), PHQ9, Signal.FALLEN_BACK),
    ("a24", (18, 10, 7, 7, 9, 11, 13), PHQ9, Signal.FALLEN_BACK),
    ("a17", (3, 4, 3, 3, 3, 3, 3, 3, 3), {"baseline": {"first": 3}, "better": "higher"}, Signal.STEADY),
    ("a18", (3, 4, 3, 4, 4, 4, 4, 4, 4), {"baseline": {"first": 3}, "better": "higher"}, Signal.STEADY),
    ("a19", (6.6,) * 6, {**HOURS, "baseline": 6.5, "target": 8}, Signal.STEADY),
    ("a19b", (4, 4.5, 5.5, 6.5, 7, 7), {**HOURS, "baseline": 4, "target": 8}, Signal.BETTER),
    ("a19c", (7, 6, 5, 4, 3, 3), {**HOURS, "baseline": 7, "target": 8}, Signal.HARDER),
    ("a20", (3,) * 6, {**TIMES, "baseline": 2, "target": {"at_least": 9}}, Signal.LITTLE_BETTER),
    ("a21", (8, 8, 7, 5, 3, 2, 1, 1), {"target": 8, "better": "higher"}, Signal.HARDER),
    ("a22", (5, 5, 4, 3, 2, 1, 1), {"baseline": 5}, Signal.UNDIRECTED),
    ("a23", (2, 4, 6, 9, 10, 10, 10, 10), {"baseline": 2, "target": {"between": [4, 6]}}, Signal.HARDER),
    ("d05", (3, 5, 7, 7, 8, 7, 5, 4, 4, 4), {"baseline": 3, "target": 7}, Signal.FALLEN_BACK),
    ("eight a little above", (3, 3, 3, *(4,) * 8), {"baseline": {"first": 3}, "better": "higher"}, Signal.LITTLE_BETTER),
    ("seven a little above", (3, 3, 3, *(4,) * 7), {"baseline": {"first": 3}, "target": 9}, Signal.LITTLE_BETTER),
    ("writing 7, one", (4, 5, 6, 7), {"baseline": 3, "target": 6}, Signal.AT_AIM),
    ("writing 7, two", (3, 4, 5, 6, 7), {"baseline": 3, "target": 7}, Signal.AT_AIM),
    ("writing 7, three", (6, 5, 4, 3), {"baseline": 6, "target": 8}, Signal.LITTLE_HARDER),
    ("writing 7, four", (5, 4, 3, 2, 2), {**TIMES, "baseline": 6, "target": {"at_most": 2}}, Signal.BETTER),
    ("meal, Noa", (2, 4, 3, 6, 6, 7), {"target": 7, "better": "higher"}, Signal.AT_AIM),
    ("meal, Dana", (4, 5, 4, 7, 6, 7), {"target": 7, "better": "higher"}, Signal.AT_AIM),
    ("meal, Yusuf", (5, 5, 5, 6, 7, 7), {"target": 7, "better": "higher"}, Signal.AT_AIM),
    ("say, Aisha", (4, 4, 6, 7, 5, 7), {"baseline": {"first": 2}, "target": 7}, Signal.AT_AIM),
    ("wave", (6, 3, 4, 2, 1), {**TIMES, "baseline": 7, "target": {"at_most": 2}}, Signal.AT_AIM),
    ("toolbox", (8, 8, 7, 6, 5, 5, 4, 4), {"baseline": 7, "target": 4}, Signal.AT_AIM),
]  # fmt: skip


@pytest.mark.parametrize(("values", "objective", "signal"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_life_is_told_as_it_went(values, objective, signal):
    assert series_of(values, objective).signal is signal

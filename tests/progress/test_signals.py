"""What is said of a series is what is known of it: lives with known answers, one a row, and the laws behind them.

Scores come weekly from Monday, 6 July 2026, on a scale of 0 to 10, unless a row says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.model.plan import Plan
from generator.model.rule import Rule
from generator.preview import overview
from generator.progress.derive import Series, derive
from generator.progress.series import Signal, Source
from generator.view import sentences, verdicts
from generator.view.page import page_view
from generator.view.page_values import PageView
from generator.view.whose import Whose
from tests.support.builders import SETTINGS, a_plan, a_plan_file, advised, on
from tests.support.views import worth

START = date(2026, 7, 6)
TIMES = {"measure": "count", "unit": "times", "per": "week"}
HOURS = {"measure": "number", "unit": "hours"}
LEVELS = {
    "-2": "I hide",
    "-1": "I cancel",
    "0": "I stay an hour",
    "1": "I stay to the end",
    "2": "I invite",
}
GAS = {"measure": "gas", "levels": LEVELS}
PAIRS = {"measure": "before-after", "better": "lower"}
PHQ9 = {"measure": "phq9"}
#: A questionnaire whose wobble nobody has measured.
HOME_MADE = {"measure": "home"}
HOME = {"home": {"name": "Home scale", "min": 0, "max": 30, "better": "higher"}}
SHARE = {"measure": "percentage"}


def each(values: Sequence[object], days: int = 7, start: date = START) -> list[dict[str, object]]:
    """An entry for each value, so many days apart."""
    return [
        on((start + timedelta(days=n * days)).isoformat(), calm=value)
        for n, value in enumerate(values)
    ]


def plan_of(
    values: Sequence[object], objective: Mapping[str, object], days: int = 7, **keys: Any
) -> Plan:
    later = (
        [on("2026-11-20", {"note": "Later."})]
        if objective.get("measure") in ("count", "habit")
        else []
    )
    timeframe = {"start": START.isoformat(), "end": "2026-12-28"}
    return a_plan(
        [*each(values, days), *later],
        objective,
        **{"timeframe": timeframe, "measures": HOME, **keys},
    )


def series_of(
    values: Sequence[object], objective: Mapping[str, object], days: int = 7, **keys: Any
) -> Series:
    (one,) = derive(plan_of(values, objective, days, **keys))["calm"].series
    return one


def page_of(plan: Plan) -> PageView:
    return page_view(plan, derive(plan), SETTINGS)


def said(
    values: Sequence[object], objective: Mapping[str, object], days: int = 7, **keys: Any
) -> str:
    """What the page says of the objective."""
    return worth(page_of(plan_of(values, objective, days, **keys)).goals[0].objectives[0])


def told(series: Series) -> str:
    own = Whose.READERS
    return f"{verdicts.verdict(series, None, own)} {verdicts.after(series, own)}".strip()


def lead(
    values: Sequence[object], objective: Mapping[str, object], days: int = 7, **keys: Any
) -> str:
    """The first sentence of how it is going."""
    plan = plan_of(values, objective, days, **keys)
    signals = [one.signal for progress in derive(plan).values() for one in progress.series]
    return sentences.lead(signals, plan.timeframe.start, plan.as_of)


def parts(*shares: str) -> list[dict[str, int]]:
    """`1/2` is one of two."""
    return [
        {"done": int(done), "of": int(of)} for done, of in (share.split("/") for share in shares)
    ]


def pairs(*changes: int) -> list[dict[str, int]]:
    """Before and after, where lower is better: a change of 6 is from 8 to 2."""
    return [
        {"before": 8, "after": 8 - change} if change >= 0 else {"before": 2, "after": 2 - change}
        for change in changes
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
    ("a15", parts("0/1", "1/1", "1/1", "0/1", *["1/1"] * 3), {**SHARE, "baseline": 40, "target": 60}, Signal.AT_AIM),
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
    ("eight a little above", (3, 3, 3, *(4,) * 8), {"baseline": {"first": 3}, "target": 9}, Signal.LITTLE_BETTER),
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


@pytest.mark.parametrize(
    ("values", "objective", "signal"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_a_life_is_told_as_it_went(values, objective, signal):
    assert series_of(values, objective).signal is signal


@pytest.mark.parametrize(
    ("values", "objective", "signal"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_only_what_is_steady_is_called_so_only_clear_called_larger(values, objective, signal):
    words = said(values, objective)

    assert signal is Signal.STEADY or "About where it began" not in words
    assert signal is Signal.BETTER or "more than the usual ups and downs" not in words
    assert signal is Signal.HARDER or "look harder" not in words


# ---- habits: a day without a note may be either


def habit(*weeks: str, **objective: object) -> Series:
    """Weeks of seven days: `y` for yes, `n` for no, `.` for a day without a note."""
    marks = {"y": "yes", "n": "no"}
    entries = [
        on((START + timedelta(days=7 * week + day)).isoformat(), calm=marks[mark])
        for week, days in enumerate(weeks)
        for day, mark in enumerate(days)
        if mark != "."
    ]
    timeframe = {"start": START.isoformat(), "end": "2026-12-28"}
    later = on("2026-11-20", {"note": "Later."})
    (one,) = derive(
        a_plan([*entries, later], {"measure": "habit", **objective}, timeframe=timeframe)
    )["calm"].series
    return one


def test_three_days_a_week_after_one_are_better():
    """a11."""
    assert (
        habit("yyynnnn", "nyyynnn", "yynnnny", "yyyynnn", baseline=1, target=5).signal
        is Signal.BETTER
    )


def test_a_good_thing_a_day_after_one_a_week_is_better():
    one = habit(
        *["y......"] * 3,
        *["yyyyyyn", "yyyyyny", "yynyyyy", "yyyyyyy"],
        baseline=1,
        target={"at_least": 7},
    )

    assert one.signal is Signal.BETTER


def test_days_without_a_note_are_neither_better_nor_steady():
    one = habit(*["yyy...."] * 6, baseline=4, target=5)

    assert one.signal is Signal.UNSURE
    assert told(one) == "No direction shows yet. Days without a note may be either."


def test_three_full_weeks_are_too_early_and_what_is_missing_said():
    """a11c."""
    one = habit(*["nnnnnnn"] * 3, baseline=1, target=5)

    assert told(one) == "Too early to see a direction; that takes four full weeks."


# ---- gaps and phases


@pytest.mark.parametrize(
    ("days", "phases"),
    [
        ((*range(0, 63, 7), 105, 112, 119), None),
        ((*range(0, 63, 7), 63, 70, 77), [{"from": "2026-09-07", "label": "Practice"}]),
    ],
)
def test_a_level_does_not_reach_across_a_gap_or_a_phase(days, phases):
    """d03, d04."""
    entries = [
        on((START + timedelta(days=day)).isoformat(), calm=value)
        for day, value in zip(days, [3] * 9 + [7] * 3, strict=True)
    ]
    timeframe = {"start": START.isoformat(), "end": "2026-12-28"}
    (one,) = derive(
        a_plan(entries, {"baseline": 3, "target": 9}, timeframe=timeframe, phases=phases)
    )["calm"].series

    assert [[reading.value for reading in level] for level in one.levels] == [[3] * 6]
    assert one.level == 7
    assert one.signal is Signal.BETTER


# ---- where it began


def test_a_start_is_told_by_where_it_comes_from():
    assert series_of((4, 5), {"baseline": 3}).start.source is Source.GIVEN
    assert series_of((3, 4, 5, 9), {"baseline": {"first": 3}}).start.source is Source.FIRST_ENTRIES
    found = series_of((8, 2, 7, 1), {"better": "higher"}).start
    assert (found.source, found.value, found.rests_on) == (Source.FOUND, 7, 3)
    assert series_of((8,), {"better": "higher"}).start.value == 8
    assert series_of((), {"better": "higher"}).start is None


def test_a_start_that_nobody_said_is_told_as_the_first_notes():
    words = said((8, 8, 7, 5, 3, 2, 1, 1), {"better": "higher"})

    assert words.startswith("These last weeks look harder. Around 1.5 lately. ")


# ---- words that are true for the days


def test_six_days_are_not_called_weeks():
    """d01."""
    assert said((4,) * 6, {"baseline": 5, "better": "higher"}, days=1).startswith(
        "About where it began."
    )
    assert said((2,) * 6, {"baseline": 6, "better": "higher"}, days=1).startswith(
        "These last 4 days look harder."
    )
    assert lead((2,) * 6, {"baseline": 6, "better": "higher"}, days=1) == "These days look harder."
    assert said((2,) * 6, {"baseline": 6, "better": "higher"}).startswith(
        "These last weeks look harder."
    )


def test_a_month_of_notes_is_no_beginning():
    assert lead((3,), {"baseline": 3, "better": "higher"}).startswith("This is the beginning.")
    assert lead((3, 4), {"baseline": 3, "better": "higher"}, days=40).startswith(
        "Too early to see a direction."
    )


@pytest.mark.parametrize(
    ("values", "objective", "words"),
    [
        (
            (7, 7, 6, 7),
            {"baseline": 3, "target": 8},
            "Better by more than the usual ups and downs.",
        ),
        ((4, 5, 6, 7), {"baseline": 3, "target": 7}, "At your aim of 7."),
        ((4, 5, 6, 8), {"baseline": 3, "target": 7}, "At your aim of 7."),
        (
            (9, 9, 9, 5),
            {"baseline": 9, "target": {"between": [4, 6]}},
            "At your aim of 4 to 6.",
        ),
        (
            (2, 8, 3, 7, 4, 8),
            {"baseline": 5, "target": 9},
            "It goes up and down. Between 2 and 8 lately.",
        ),
        (
            (3, 3, 3, *(4,) * 8),
            {"baseline": {"first": 3}, "better": "higher"},
            "are all a little above the start.",
        ),
        (
            (3, 5, 7, 7, 8, 7, 5, 4, 4, 4),
            UP,
            "It has been better than it is now.",
        ),
        (
            (0,) * 6,
            {"baseline": 0, "target": 7},
            "What would make it a little easier is a good question for next time.",
        ),
        ((7, 7, 7, 7), {"baseline": 7, "target": {"at_least": 6}}, "You are keeping it up."),
    ],
)
def test_the_words_name_the_direction_and_the_numbers(values, objective, words):
    assert words in said(values, objective)


@pytest.mark.parametrize(
    ("values", "objective", "signal"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_the_first_sentence_does_not_contradict_the_rest(values, objective, signal):
    first, words = lead(values, objective), said(values, objective)

    if "harder" in first and "look harder" in words:
        assert signal is Signal.HARDER
    if signal.is_hard:
        assert "harder" in first
    else:
        assert "harder" not in first


# ---- the therapist's side asks the same signal


def findings(
    values: Sequence[object], objective: Mapping[str, object], today: date
) -> dict[str, str]:
    timeframe = {"start": START.isoformat(), "end": "2026-12-28"}
    text = a_plan_file(each(values), objective, timeframe=timeframe)
    return {finding.code: finding.sentence for finding in advised(text, today).findings}


@pytest.mark.parametrize(
    "name", ["a02", "a13b", "a14c", "a16m", "a19c", "a21", "a22", "a23", "d05"]
)
def test_what_is_harder_is_known_to_the_therapist(name):
    values, objective = next(row[1:3] for row in ROWS if row[0] == name)

    assert {Rule.D1, Rule.D4} & findings(values, objective, date(2026, 9, 28)).keys()


@pytest.mark.parametrize("name", ["a02", "a13b", "a14c", "a19c", "a21", "a23", "d05", "a24"])
def test_the_overview_knows_what_check_knows(name):
    values, objective = next(row[1:3] for row in ROWS if row[0] == name)
    plan = plan_of(values, objective)

    assert (
        overview.overview_row("sam", plan, derive(plan), date(2026, 9, 1)).group
        is overview.PlanGroup.LOOK
    )


@pytest.mark.parametrize(
    ("scores", "words"), [((6, 5, 5, 5, 5), "the other way"), ((6, 6, 6, 6, 6), "still to go")]
)
def test_half_of_the_time_is_told_with_its_direction(scores, words):
    objective = {"baseline": 6, "target": 9}
    plan = plan_of(scores, objective)
    reasons = overview.overview_row("sam", plan, derive(plan), date(2026, 10, 5)).reasons

    assert words in findings(scores, objective, date(2026, 10, 5))[Rule.D3]
    assert [one for one in reasons if "half of its time" in one.news]


# ---- laws

tens = st.integers(0, 10)
scored = st.lists(tens, min_size=1, max_size=20)
starts = st.none() | tens | st.sampled_from([{"first": 1}, {"first": 3}])


@settings(max_examples=150, deadline=None)
@given(scored, starts, st.sampled_from(["higher", "lower"]), st.none() | tens)
def test_nothing_is_steady_whose_ends_lie_far_apart(values, baseline, better, target):
    objective = {"better": better, "baseline": baseline, "target": target}
    one = series_of(values, {key: value for key, value in objective.items() if value is not None})

    if one.signal is Signal.STEADY:
        assert abs(values[-1] - values[0]) < 3
        assert abs(values[-1] - one.start.value) < 3
        assert abs(one.level - one.start.value) < 1.5


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=16),
    st.integers(0, 60),
    st.sampled_from(["number", "count"]),
)
def test_nothing_is_steady_whose_ends_lie_two_wobbles_apart(values, baseline, measure):
    objective = (
        {**HOURS, "better": "higher"}
        if measure == "number"
        else {**TIMES, "target": {"at_least": 99}}
    )
    one = series_of(values, {**objective, "baseline": baseline})

    if one.signal is Signal.STEADY:
        assert abs(values[-1] - values[0]) < 2 * one.noise or values[-1] == values[0]
        assert abs(values[-1] - baseline) < 2 * one.noise or values[-1] == baseline


@settings(max_examples=100, deadline=None)
@given(scored, starts, st.none() | tens)
def test_a_life_turned_upside_down_is_told_alike(values, baseline, target):
    def turned(value: object) -> object:
        return 10 - value if isinstance(value, int) else value

    calm = {"better": "higher", "baseline": baseline, "target": target}
    dread = {"better": "lower", "baseline": turned(baseline), "target": turned(target)}
    one, other = (
        series_of(scores, {key: value for key, value in objective.items() if value is not None})
        for scores, objective in ((values, calm), ([10 - value for value in values], dread))
    )

    assert one.signal is other.signal


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(-40, 40), min_size=5, max_size=16),
    st.integers(-40, 40),
    st.integers(-40, 40),
)
def test_numbers_moved_by_a_constant_are_told_alike(values, start, target):
    assume(start != target)

    def moved(by: int) -> Series:
        objective = {
            **HOURS,
            "better": "higher",
            "baseline": start + by,
            "target": {"at_least": target + by},
        }
        return series_of([value + by for value in values], objective)

    near, far = moved(100), moved(140)
    assume(near.noise == pytest.approx(far.noise))

    assert near.signal is far.signal


@settings(max_examples=100, deadline=None)
@given(scored, tens, tens, st.sampled_from(["at_least", "at_most"]))
def test_nothing_is_reached_where_the_start_lay_in_the_aim(values, baseline, target, side):
    one = series_of(values, {"baseline": baseline, "target": {side: target}})
    inside = baseline >= target if side == "at_least" else baseline <= target

    if one.signal is Signal.REACHED:
        assert not inside
    if one.signal is Signal.KEPT_UP:
        assert inside
    if one.signal in (Signal.REACHED, Signal.KEPT_UP):
        assert all(
            value >= target if side == "at_least" else value <= target for value in values[-3:]
        )


@settings(max_examples=100, deadline=None)
@given(scored, starts)
def test_better_is_not_said_of_what_has_fallen_back(values, baseline):
    one = series_of(
        values,
        {
            key: value
            for key, value in {"better": "higher", "baseline": baseline}.items()
            if value is not None
        },
    )
    best = max((median(values[n - 4 : n]) for n in range(4, len(values) + 1)), default=0)

    if one.signal is Signal.BETTER:
        assert best - median(values[-4:]) < 3

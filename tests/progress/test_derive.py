"""Progress: what the entries say, neither more nor less than they do."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from itertools import pairwise
from math import inf
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.plan import Plan
from generator.progress.before_after import Effect
from generator.progress.calendar import PeriodState
from generator.progress.count import CountSeries
from generator.progress.derive import Progress, derive
from generator.progress.gaps import planned_breaks, without_breaks
from generator.progress.rating import RatingSeries
from generator.progress.series import Aim, Gap, Side, Signal
from tests.support.builders import a_plan, on, plan_from, weekly

HIGHER = {"baseline": 3, "target": 7}
LOWER = {"baseline": 8, "target": 4}
PEOPLE = {"kim": {"name": "Kim", "role": "partner"}, "alex": {"name": "Alex", "role": "partner"}}


def progress(plan: Plan) -> Progress:
    return derive(plan)["calm"]


def rating(entries, objective=None, **keys) -> RatingSeries:
    (series,) = progress(a_plan(entries, objective, **keys)).series
    assert isinstance(series, RatingSeries)
    return series


def count(entries, objective=None, **keys) -> CountSeries:
    (series,) = progress(a_plan(entries, {"measure": "count", **(objective or {})}, **keys)).series
    assert isinstance(series, CountSeries)
    return series


def values(series: CountSeries) -> list[float | None]:
    return [period.value for period in series.periods]


def states(series: CountSeries) -> str:
    """The periods as letters: `c` counted, `o` open, `-` no notes."""
    letters = {PeriodState.COUNTED: "c", PeriodState.OPEN: "o", PeriodState.NO_NOTES: "-"}
    return "".join(letters[period.state] for period in series.periods)


# ---- which series there are


def test_objectives_come_in_the_order_of_the_plan():
    objective = {"objective": "x", "measure": "rating"}

    assert list(derive(a_plan(objectives={"b": objective, "a": objective, "c": objective}))) == [
        "b",
        "a",
        "c",
    ]


def test_each_rater_has_a_series_in_the_order_of_rated_by():
    entries = [on("2026-01-12", {"by": "kim"}, calm=2), on("2026-01-12", {"by": "alex"}, calm=8)]
    both = progress(a_plan(entries, {"rated_by": ["alex", "kim"]}, people=PEOPLE)).series

    assert [(one.rater, one.level) for one in both] == [("alex", 8), ("kim", 2)]


def test_somebody_unnamed_who_scores_gets_a_series_after_the_named():
    entries = [on("2026-01-12", {"by": "kim"}, calm=2)]
    both = progress(a_plan(entries, {"rated_by": ["alex"]}, people=PEOPLE)).series

    assert [one.rater for one in both] == ["alex", "kim"]


def test_steps_have_no_series():
    assert progress(a_plan([], {"measure": "steps", "steps": ["Ask"]})).series == ()


def test_an_objective_without_entries_has_an_empty_series():
    series = rating([], HIGHER)

    assert (series.readings, series.runs, series.levels, series.level) == ((), (), (), None)
    assert series.signal is Signal.TOO_EARLY


# ---- baseline


def test_a_plain_number_is_the_baseline():
    assert rating(weekly(5, 6), {"baseline": 3}).baseline == 3


def test_a_dated_baseline_is_its_value():
    assert rating(weekly(5, 6), {"baseline": {"value": 3, "date": "2026-01-05"}}).baseline == 3


def test_a_baseline_of_zero_is_a_baseline():
    assert rating(weekly(5), {"baseline": 0}).baseline == 0


def test_the_first_scores_give_the_baseline_as_their_mean():
    assert rating(weekly(1, 2, 6, 10, 10), {"baseline": {"first": 3}}).baseline == 3


def test_before_there_are_enough_first_scores_there_is_no_baseline():
    assert rating(weekly(1, 2), {"baseline": {"first": 3}}).baseline is None


def test_each_rater_starts_from_their_own_first_scores():
    entries = [
        on(f"2026-01-{day}", {"by": by}, calm=v) for day, by, v in [(12, "kim", 2), (13, "alex", 8)]
    ]
    both = progress(
        a_plan(entries, {"baseline": {"first": 1}, "rated_by": ["kim", "alex"]}, people=PEOPLE)
    ).series

    assert [one.baseline for one in both] == [2, 8]


def test_only_first_periods_that_are_over_give_a_counts_baseline():
    assert (
        count(weekly(1, 3), {"baseline": {"first": 2}, "target": {"at_least": 4}}).baseline is None
    )
    assert (
        count(weekly(1, 3, 9), {"baseline": {"first": 2}, "target": {"at_least": 4}}).baseline == 2
    )


# ---- aim


@pytest.mark.parametrize(
    ("objective", "aim"),
    [
        ({"baseline": 3, "target": 7}, Aim(Side.ABOVE, 7, inf)),
        ({"baseline": 8, "target": 4}, Aim(Side.BELOW, -inf, 4)),
        ({"better": "lower", "target": 4}, Aim(Side.BELOW, -inf, 4)),
        ({"better": "higher", "target": 4}, Aim(Side.ABOVE, 4, inf)),
        ({"baseline": 8, "target": {"at_least": 4}}, Aim(Side.ABOVE, 4, inf)),
        ({"baseline": 3, "target": {"at_most": 7}}, Aim(Side.BELOW, -inf, 7)),
        ({"target": {"between": [3, 5]}}, Aim(Side.WITHIN, 3, 5)),
        ({"baseline": 5, "target": 5}, Aim(Side.ABOVE, 5, inf)),
        ({"baseline": 5}, None),
    ],
)
def test_an_aim_lies_on_the_side_that_the_plan_says(objective, aim):
    assert rating([], objective).aim == aim


@pytest.mark.parametrize(
    ("target", "met", "missed"),
    [
        ({"at_least": 7}, (7, 10), (6.9,)),
        ({"at_most": 3}, (0, 3), (3.1,)),
        ({"between": [3, 5]}, (3, 4, 5), (2.9, 5.1)),
    ],
)
def test_the_edges_of_an_aim_belong_to_it(target, met, missed):
    aim = rating([], {"target": target}).aim

    assert all(aim.is_met(value) for value in met)
    assert not any(aim.is_met(value) for value in missed)


@pytest.mark.parametrize("first", [3, 6])
def test_an_aim_below_scores_is_below_before_a_baseline_too(first):
    series = rating(weekly(8, 8), {"baseline": {"first": first}, "target": 3})

    assert series.aim.side is Side.BELOW


# ---- level


@pytest.mark.parametrize(
    ("scores", "level"),
    [((4,), 4), ((4, 6), 5), ((1, 2, 9), 2), ((1, 2, 3, 4), 2.5), ((0, 0, 8, 8, 8, 8), 8)],
)
def test_the_level_is_the_median_of_the_last_four_scores(scores, level):
    assert rating(weekly(*scores)).level == level


def test_levels_are_drawn_from_twelve_scores_on_beginning_with_the_fourth():
    assert rating(weekly(*[1, 2, 3, 4, 5] * 2, 6)).levels == ()

    (levels,) = rating(weekly(1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6)).levels
    assert [reading.value for reading in levels[:4]] == [2.5, 3.5, 4.5, 5.5]


def test_a_short_run_after_a_phase_has_no_levels():
    scores = weekly(*[1] * 8, *[7] * 5)
    phases = [{"from": "2026-03-02", "label": "Practice"}]

    assert len(rating(scores, phases=phases).levels) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=12, max_size=20))
def test_every_level_lies_between_its_four_scores_least_and_most(scores):
    (levels,) = rating(weekly(*scores)).levels

    for index, reading in enumerate(levels):
        four = scores[index : index + 4]
        assert min(four) <= reading.value <= max(four)
    assert levels[-1].value == rating(weekly(*scores)).level


# ---- runs, gaps and phases


def days(series: RatingSeries) -> list[list[str]]:
    return [[f"{reading.at:%m-%d}" for reading in run] for run in series.runs]


def test_scores_without_a_gap_are_one_run():
    assert len(rating(weekly(1, 2, 3, 4)).runs) == 1


def test_a_silence_longer_than_twice_the_time_hoped_for_is_a_gap():
    every_week = {"expected_every": "1 week"}
    fits = rating([on("2026-01-05", calm=1), on("2026-01-19", calm=2)], every_week)
    silent = rating([on("2026-01-05", calm=1), on("2026-01-20", calm=2)], every_week)

    assert (fits.gaps, len(fits.runs)) == ((), 1)
    assert (silent.gaps, len(silent.runs)) == ((Gap(date(2026, 1, 6), date(2026, 1, 20)),), 2)


def test_two_weeks_are_hoped_for_where_the_plan_does_not_say():
    assert not rating([on("2026-01-05", calm=1), on("2026-02-02", calm=2)]).gaps
    assert rating([on("2026-01-05", calm=1), on("2026-02-03", calm=2)]).gaps


def test_a_run_breaks_where_a_phase_begins():
    phases = [{"from": "2026-01-05", "label": "A"}, {"from": "2026-01-19", "label": "B"}]

    assert days(rating(weekly(1, 2, 3, 4), phases=phases)) == [
        ["01-05", "01-12"],
        ["01-19", "01-26"],
    ]


def test_a_phase_between_two_scores_breaks_the_run_too():
    assert days(rating(weekly(1, 2), phases=[{"from": "2026-01-07", "label": "B"}])) == [
        ["01-05"],
        ["01-12"],
    ]


def test_a_phase_outside_the_scores_breaks_nothing():
    phases = [{"from": "2025-12-01", "label": "A"}, {"from": "2026-03-01", "label": "B"}]

    assert len(rating(weekly(1, 2, 3), phases=phases).runs) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=12), st.lists(st.integers(0, 300), max_size=3)
)
def test_runs_hold_every_score_once_and_in_order(steps, cuts):
    start, day = date(2026, 1, 5), date(2026, 1, 5)
    entries = []
    for n, step in enumerate(steps):
        day = min(day + timedelta(days=step), date(2026, 11, 20))
        entries.append(on(day.isoformat(), calm=n % 11))
    phases = [{"from": (start + timedelta(days=cut)).isoformat(), "label": "P"} for cut in cuts]
    series = rating(entries, phases=phases)

    assert tuple(reading for run in series.runs for reading in run) == series.readings
    assert all(run for run in series.runs)
    for gap in series.gaps:
        assert not any(gap.start <= reading.at.date() < gap.end for reading in series.readings)


def test_a_planned_break_lasts_until_the_next_phase_or_the_end():
    phases = [
        {"from": "2026-02-02", "label": "Holiday", "kind": "break"},
        {"from": "2026-03-02", "label": "Practice"},
        {"from": "2026-12-01", "label": "Winter", "kind": "break"},
    ]

    assert planned_breaks(a_plan(phases=phases)) == (
        Gap(date(2026, 2, 2), date(2026, 3, 2)),
        Gap(date(2026, 12, 1), date(2026, 12, 28)),
    )


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=4),
    st.integers(0, 300),
    st.integers(1, 60),
)
def test_what_lies_outside_the_breaks_is_every_other_day_of_the_stretch(breaks, begin, length):
    def gap(begin: int, length: int) -> Gap:
        return Gap(
            date(2026, 1, 1) + timedelta(days=begin),
            date(2026, 1, 1) + timedelta(days=begin + length),
        )

    def days(stretch: Gap) -> set[date]:
        return {
            stretch.start + timedelta(days=n) for n in range((stretch.end - stretch.start).days)
        }

    taken = tuple(sorted((gap(*one) for one in breaks), key=lambda one: one.start))
    left = without_breaks(gap(begin, length), taken)

    assert set().union(*map(days, left)) == days(gap(begin, length)) - set().union(
        *map(days, taken)
    )


# ---- counts


def test_entries_within_one_week_add_up():
    entries = [
        on("2026-01-05", calm=1),
        on("2026-01-08", calm=2),
        on("2026-01-11", calm=3),
        on("2026-01-12", calm=1),
    ]

    assert values(count(entries)) == [6, 1]


def test_weeks_begin_on_monday_whatever_day_the_plan_begins():
    entries = [on("2026-01-08", calm=1), on("2026-01-11", calm=2), on("2026-01-12", calm=4)]
    series = count(entries, timeframe={"start": "2026-01-07", "end": "2026-12-28"})

    assert [(period.start.isoformat(), period.value) for period in series.periods] == [
        ("2026-01-05", 3),
        ("2026-01-12", 4),
    ]


def test_fortnights_begin_on_the_first_day_of_the_plan():
    entries = [on("2026-01-20", calm=1), on("2026-01-21", calm=2)]
    series = count(
        entries, {"per": "fortnight"}, timeframe={"start": "2026-01-07", "end": "2026-12-28"}
    )

    assert [(period.start.isoformat(), period.value) for period in series.periods] == [
        ("2026-01-07", 1),
        ("2026-01-21", 2),
    ]


@pytest.mark.parametrize(
    ("per", "starts"),
    [
        ("day", ["2026-01-30", "2026-01-31", "2026-02-01", "2026-02-02"]),
        ("month", ["2026-01-01", "2026-02-01"]),
    ],
)
def test_days_and_months_are_those_of_the_calendar(per, starts):
    entries = [on("2026-01-30", calm=1), on("2026-02-02", calm=2)]
    series = count(entries, {"per": per}, timeframe={"start": "2026-01-30", "end": "2026-12-28"})

    assert [period.start.isoformat() for period in series.periods] == starts


def test_a_session_is_one_entry_and_two_on_one_day_are_one():
    entries = [on("2026-01-05", calm=1), on("2026-01-05 18:00", calm=2), on("2026-01-07", calm=4)]
    series = count(entries, {"per": "session"})

    assert values(series) == [3, 4]
    assert series.periods[0].end <= series.periods[1].start


def test_a_period_without_a_score_is_unknown_and_not_zero():
    series = count([on("2026-01-05", calm=2), on("2026-01-19", calm=0), on("2026-01-26", calm=1)])

    assert values(series) == [2, None, 0, 1]
    assert states(series) == "c-co"
    assert series.level == 1


def test_periods_before_the_first_score_are_unknown_from_the_start():
    assert values(count([on("2026-01-19", calm=2)])) == [None, None, 2]


def test_the_last_period_is_open_until_its_last_day_has_a_note():
    assert states(count([on("2026-01-05", calm=2), on("2026-01-10", calm=2)])) == "o"
    assert states(count([on("2026-01-05", calm=2), on("2026-01-11", calm=2)])) == "c"
    assert (
        states(count([on("2026-01-05", calm=2), on("2026-01-12", {"note": "no score here"})]))
        == "c"
    )


def test_an_open_period_counts_neither_for_the_level_nor_for_the_baseline():
    series = count(weekly(4, 4, 9), {"baseline": {"first": 2}})

    assert (series.level, series.baseline, [period.value for period in series.complete]) == (
        4,
        4,
        [4, 4],
    )


def test_one_period_without_notes_is_no_gap_but_two_are():
    one = count([on("2026-01-05", calm=2), on("2026-01-19", calm=2)])
    two = count([on("2026-01-05", calm=2), on("2026-01-26", calm=2)])

    assert one.gaps == ()
    assert two.gaps == (Gap(date(2026, 1, 12), date(2026, 1, 26)),)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["day", "week", "fortnight", "month"]),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 5)), min_size=1, max_size=12),
    st.integers(0, 6),
)
def test_periods_join_without_holes_and_lose_no_score(per, scored, offset):
    start = date(2026, 1, 5) + timedelta(days=offset)
    entries = [on((start + timedelta(days=day)).isoformat(), calm=value) for day, value in scored]
    series = count(
        entries, {"per": per}, timeframe={"start": start.isoformat(), "end": "2026-12-28"}
    )

    assert all(before.end == after.start for before, after in pairwise(series.periods))
    assert sum(value for value in values(series) if value is not None) == sum(
        value for _, value in scored
    )
    for day, _ in scored:
        on_day = start + timedelta(days=day)
        assert any(
            period.start <= on_day < period.end and period.value is not None
            for period in series.periods
        )


# ---- signals


@pytest.mark.parametrize(
    ("scores", "objective", "signal"),
    [
        ((3, 9, 9), HIGHER, Signal.TOO_EARLY),
        ((3, 7, 8, 7), HIGHER, Signal.REACHED),
        ((8, 4, 3, 4), LOWER, Signal.REACHED),
        ((3, 4, 3, 4), HIGHER, Signal.STEADY),
        ((3, 6, 6, 6), HIGHER, Signal.BETTER),
        ((8, 5, 5, 5), LOWER, Signal.BETTER),
        ((3, 5, 5, 5, 5, 5), HIGHER, Signal.LITTLE_BETTER),
        ((4, 4, 5, 4, 4, 4), HIGHER, Signal.STEADY),
        ((3, 6, 6, 3), HIGHER, Signal.UP_AND_DOWN),
        ((6, 6, 6, 3), HIGHER, Signal.HARDER_DAY),
        ((5, 5, 5, 8), LOWER, Signal.HARDER_DAY),
        ((1, 0, 0, 0), HIGHER, Signal.HARDER),
        ((8, 10, 10, 10), {"baseline": 6, "target": 3}, Signal.HARDER),
        ((2, 2, 2, 2, 2, 2), HIGHER, Signal.STEADY),
        ((2, 2, 2, 2, 2, 3), HIGHER, Signal.STEADY),
    ],
)  # fmt: skip
def test_the_signal_is_what_the_scores_show(scores, objective, signal):
    assert rating(weekly(*scores), objective).signal is signal


def test_reached_is_three_scores_in_a_row_at_the_aim():
    assert rating(weekly(3, 7, 7, 6), HIGHER).signal is not Signal.REACHED
    assert rating(weekly(3, 6, 7, 7, 7), HIGHER).signal is Signal.REACHED


def test_nothing_is_reached_by_a_guess_at_the_aims_side():
    """Distress at 8 with an aim of 3 is not reached, although the baseline is not known yet."""
    series = rating(weekly(8, 8, 8, 8), {"baseline": {"first": 6}, "target": 3})

    assert series.signal is not Signal.REACHED


def test_without_a_direction_only_numbers_are_told():
    for scores in [(0, 0, 0, 10, 10, 10), (10, 10, 10, 0, 0, 0)]:
        assert rating(weekly(*scores), {"baseline": 5}).signal is Signal.UNDIRECTED


def test_counts_show_a_direction_by_more_than_chance_makes_of_them():
    aim = {"baseline": 4, "target": {"at_least": 19}}

    assert count(weekly(5, 5, 5, 5, 5, 1), aim).signal is Signal.LITTLE_BETTER
    assert count(weekly(9, 12, 10, 11, 10, 12, 1), aim).signal is Signal.BETTER
    assert count(weekly(1, 0, 0, 0, 0, 0, 3), aim).signal is Signal.HARDER


@settings(max_examples=150, deadline=None)
@given(
    scores=st.lists(st.integers(0, 10), min_size=1, max_size=12),
    baseline=st.integers(0, 10),
    target=st.integers(0, 10),
)
def test_a_direction_word_agrees_with_the_numbers(scores, baseline, target):
    series = rating(weekly(*scores), {"baseline": baseline, "target": target})
    level = median(scores[-4:])
    gained = (level - baseline) if target >= baseline else (baseline - level)

    if len(scores) < 4:
        assert series.signal is Signal.TOO_EARLY
    if series.signal is Signal.BETTER:
        assert gained > 0
    if series.signal is Signal.HARDER:
        assert gained < 0
    if series.signal is Signal.REACHED:
        assert all(
            value >= target if target >= baseline else value <= target for value in scores[-3:]
        )
        assert gained >= 0 or target == baseline
    if series.signal is Signal.HARDER_DAY:
        assert scores[-1] < level if target >= baseline else scores[-1] > level


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 10), min_size=4, max_size=10), st.integers(0, 10), st.integers(0, 10)
)
def test_a_scale_turned_upside_down_tells_the_same_story(scores, baseline, target):
    """The same life, once as calm and once as dread."""
    if target == baseline:
        return
    calm = rating(weekly(*scores), {"baseline": baseline, "target": target})
    dread = rating(
        weekly(*(10 - v for v in scores)), {"baseline": 10 - baseline, "target": 10 - target}
    )

    assert calm.signal is dread.signal
    assert dread.level == 10 - calm.level


# ---- laws of every measure

LEVELS = {
    "-2": "I hide",
    "-1": "I cancel",
    "0": "I stay an hour",
    "1": "I stay to the end",
    "2": "I invite",
}
tens = st.integers(0, 10)
halves = st.fixed_dictionaries({"before": tens}, optional={"after": tens})
parts = st.tuples(tens, st.integers(10, 12)).map(lambda part: {"done": part[0], "of": part[1]})

#: An objective of each measure, and what its scores can be.
MEASURES: dict[str, tuple[dict[str, object], st.SearchStrategy[object]]] = {
    "rating": ({"measure": "rating", "baseline": {"first": 2}, "target": 7}, tens),
    "count": ({"measure": "count", "baseline": {"first": 2}, "target": {"at_least": 4}}, tens),
    "total": ({"measure": "count", "per": "total", "unit": "talks", "target": 30}, tens),
    "habit": (
        {"measure": "habit", "baseline": 3, "target": 5},
        st.sampled_from(["yes", "partly", "no", "skip"]),
    ),
    "gas": ({"measure": "gas", "levels": LEVELS, "baseline": -1}, st.integers(-2, 2)),
    "number": (
        {"measure": "number", "unit": "minutes", "baseline": {"first": 2}, "target": 7},
        st.integers(-90, 90).map(lambda tenths: tenths / 10),
    ),
    "percentage": (
        {"measure": "percentage", "baseline": {"first": 2}, "target": 70},
        st.integers(0, 100),
    ),
    "parts": ({"measure": "percentage", "baseline": {"first": 2}, "target": 70}, parts),
    "before-after": (
        {"measure": "before-after", "better": "lower", "target": {"change": 2}},
        halves,
    ),
    "questionnaire": (
        {"measure": "phq9", "baseline": {"first": 2}, "target": 9},
        st.integers(0, 27),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("measure", MEASURES)
@settings(max_examples=25, deadline=None)
@given(data=st.data(), seed=st.randoms(use_true_random=False))
def test_statistics_do_not_depend_on_the_order_of_entries_in_the_file(
    measure: str, data: st.DataObject, seed: random.Random
):
    objective, scores = MEASURES[measure]
    moments = st.tuples(st.integers(0, 60), st.integers(0, 23), st.sampled_from(["kim", "alex"]))
    noted = data.draw(st.dictionaries(moments, scores, min_size=1, max_size=15))
    first = date(2026, 1, 5)
    entries = [
        on(f"{first + timedelta(days=day)} {hour:02}:00", {"by": by}, calm=score)
        for (day, hour, by), score in noted.items()
    ]
    shuffled = list(entries)
    seed.shuffle(shuffled)

    assert derive(a_plan(shuffled, objective, people=PEOPLE)) == derive(
        a_plan(entries, objective, people=PEOPLE)
    )


def test_raters_stand_in_the_plans_order_whoever_was_first_to_write():
    objective, _ = MEASURES["habit"]
    entries = [
        on("2026-01-05 09:00", {"by": "alex"}, calm="yes"),
        on("2026-01-05 09:00", {"by": "kim"}, calm="yes"),
    ]

    series = derive(a_plan(entries, objective, people=PEOPLE))["calm"].series
    assert [one.rater for one in series] == list(PEOPLE)


#: Measures in which a score lies above or below the start, with a start, an aim above it and one below it.
ABOVE_OR_BELOW: dict[str, tuple[dict[str, object], float, object, object]] = {
    "rating": ({"measure": "rating"}, 5, 8, 2),
    "count": ({"measure": "count", "unit": "times"}, 5, {"at_least": 8}, {"at_most": 2}),
    "number": ({"measure": "number", "unit": "minutes"}, 5, 8, 2),
    "percentage": ({"measure": "percentage"}, 5, 8, 2),
    "questionnaire": ({"measure": "wobbly"}, 5, None, {"at_most": 2}),
}
WOBBLY = {"wobbly": {"name": "Wobbly", "min": 0, "max": 100, "better": "lower"}}


@pytest.mark.parametrize("aimed", ["above", "below"])
@pytest.mark.parametrize("measure", ABOVE_OR_BELOW)
@settings(max_examples=40, deadline=None)
@given(
    scores=st.lists(tens, min_size=1, max_size=9)
    | st.lists(st.integers(6, 10), min_size=7, max_size=7)
)
def test_every_measure_calls_better_what_lies_on_the_side_of_the_aim(
    measure: str, aimed: str, scores: list[int]
):
    keys, start, above, below = ABOVE_OR_BELOW[measure]
    target = above if aimed == "above" else below
    if target is None:
        return
    # The last period of a count is open until there is a later entry.
    later = [on("2026-11-02", {"note": "Later."})]
    plan = a_plan(
        [*weekly(*scores), *later], {**keys, "baseline": start, "target": target}, measures=WOBBLY
    )
    gains = [score - start if aimed == "above" else start - score for score in scores]

    match progress(plan).series[0].signal:
        case Signal.TOO_EARLY:
            assert len(scores) < 4
        case Signal.REACHED:
            assert all(gain >= 3 for gain in gains[-3:])
        case Signal.BETTER:
            assert median(gains[-4:]) > 0
        case Signal.HARDER:
            assert median(gains[-4:]) < 0
        case Signal.HARDER_DAY:
            assert gains[-1] < median(gains[-4:])
        case Signal.STEADY:
            assert not all(gain >= 3 for gain in gains[-3:])
            assert abs(median(scores[-4:]) - start) < 6


@settings(max_examples=60, deadline=None)
@given(levels=st.lists(st.integers(-2, 2), min_size=1, max_size=9), start=st.sampled_from([-2, -1]))
def test_levels_are_better_above_the_first_one(levels: list[int], start: int):
    (series,) = progress(a_plan(weekly(*levels), {**MEASURES["gas"][0], "baseline": start})).series

    assert (series.signal is Signal.REACHED) == (len(levels) > 3 and min(levels[-3:]) >= 0)
    if series.signal is Signal.BETTER:
        assert min(levels[-2:]) > start
    if series.signal is Signal.HARDER:
        assert max(levels[-2:]) < start


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=1, max_size=8), st.integers(0, 7), st.integers(1, 7))
def test_a_habit_is_better_in_weeks_with_more_days_than_first(
    weeks: list[int], start: int, target: int
):
    first = date(2026, 1, 5)
    days = [
        on((first + timedelta(weeks=n, days=day)).isoformat(), calm="yes" if day < done else "no")
        for n, done in enumerate(weeks)
        for day in range(7)
    ]
    later = [on("2026-11-02", {"note": "Later."})]
    objective = {"measure": "habit", "baseline": start, "target": {"at_least": target}}
    (series,) = progress(a_plan([*days, *later], objective)).series

    if series.signal is Signal.REACHED:
        assert min(weeks[-3:]) >= target
    if series.signal is Signal.BETTER:
        assert median(weeks[-4:]) > start
    if series.signal is Signal.HARDER:
        assert median(weeks[-4:]) < start


@pytest.mark.parametrize(("better", "sign"), [("higher", 1), ("lower", -1)])
@settings(max_examples=60, deadline=None)
@given(pairs=st.lists(st.tuples(tens, tens), min_size=4, max_size=8))
def test_what_is_better_afterwards_moved_to_the_better_side(
    better: str, sign: int, pairs: list[tuple[int, int]]
):
    entries = [
        on(f"2026-01-{5 + n:02}", calm={"before": before, "after": after})
        for n, (before, after) in enumerate(pairs)
    ]
    (series,) = progress(a_plan(entries, {"measure": "before-after", "better": better})).series
    moved = [sign * (after - before) for before, after in pairs]
    better = {Effect.CLEAR, Effect.SLIGHT, Effect.MOSTLY}
    harder = {Effect.HARDER, Effect.CONTRARY, Effect.MOSTLY_HARDER}

    if series.effect in better:
        assert median(moved) > 0
        assert sum(one > 0 for one in moved) > len(moved) / 2
    if series.effect in harder:
        assert median(moved) < 0
        assert sum(one < 0 for one in moved) > len(moved) / 2


def test_quoted_scores_count_like_bare_ones():
    entries = [on("2026-01-12", calm="4"), on("2026-01-19", calm="5.5")]

    assert [reading.value for reading in rating(entries).readings] == [4, 5.5]


# ---- steps


STEPS = [
    {"step": "a", "done": "2026-01-12"},
    {"step": "b", "status": "cancelled"},
    {"step": "c"},
    {"step": "d", "status": "in-progress"},
    "e",
]


def test_done_is_told_of_the_steps_that_were_not_set_aside():
    steps = progress(a_plan([], {"measure": "steps", "steps": STEPS})).steps

    assert [step.step for step in steps.done] == ["a"]
    assert [step.step for step in steps.going] == ["a", "c", "d", "e"]


def test_the_next_step_is_under_way_else_the_first_open():
    assert progress(a_plan([], {"steps": STEPS})).steps.next.step == "d"
    assert progress(a_plan([], {"steps": ["a", "b"]})).steps.next.step == "a"


def test_a_step_marked_first_is_next_while_it_is_open():
    assert (
        progress(a_plan([], {"steps": [*STEPS, {"step": "f", "first": True}]})).steps.next.step
        == "f"
    )

    done = {"step": "f", "first": True, "done": "2026-01-12"}
    assert progress(a_plan([], {"steps": [*STEPS, done]})).steps.next.step == "d"


@pytest.mark.parametrize("status", ["cancelled", "stopped", "on-hold"])
def test_a_step_set_aside_is_never_next(status):
    assert progress(a_plan([], {"steps": [{"step": "a", "status": status}]})).steps.next is None


def test_when_all_steps_are_done_none_is_next():
    assert (
        progress(a_plan([], {"steps": [{"step": "a", "status": "completed"}]})).steps.next is None
    )


# ---- never merged


def test_one_objective_says_nothing_about_another():
    objective = {"objective": "x", "measure": "rating", **HIGHER}
    entries = [on("2026-01-12", calm=9, dread=0), on("2026-01-19", calm=9)]
    text = json.loads('{"calm": 0, "dread": 0}') | {"calm": objective, "dread": objective}
    both = derive(a_plan(entries, objectives=text))

    assert [len(both[id].series[0].readings) for id in ("calm", "dread")] == [2, 1]


def test_the_smallest_plan_has_its_progress():
    from tests.support.builders import SMALL

    (series,) = derive(plan_from(SMALL))["crowds"].series
    assert (series.baseline, series.level, series.aim) == (3, 4, Aim(Side.ABOVE, 7, inf))

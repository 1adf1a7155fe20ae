"""True sentences: what a page says is so, for the numbers, for the day and for the person that it is said of."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.progress import derive
from tests.builders import a_plan, a_plan_file, codes, findings_in, on, the_finding, weekly
from tests.states import page_of

COUPLE = {"kim": {"name": "Kim", "role": "client"}, "alex": {"name": "Alex", "role": "client"}}
SAM_AND_VERA = {"sam": {"name": "Sam", "role": "client"}, "vera": {"name": "Vera", "role": "supporter"}}
RATING = {"better": "higher"}


def objective_of(entries, objective=None, **keys):
    return page_of(a_plan(entries, objective, **keys)).goals[0].objectives[0]


def everything(view: object) -> str:
    """All that a view says, one after the other."""
    return repr(view)


def facts(view) -> dict[str, str]:
    return {fact.term: fact.value for fact in view.facts}


def finding(view, place: int = 0) -> str:
    found = view.charts[place].chart.words.finding
    return found.news + found.rest


def description(view, place: int = 0) -> str:
    return view.charts[place].chart.words.description


def by(rater: str, *values: float, start: int = 1, **what):
    return [on(f"2026-{start + n:02}-12", {"by": rater, **what}, calm=value) for n, value in enumerate(values)]


# ---- each rater's own start


def test_a_start_that_all_share_is_nobody_elses():
    objective = {"baseline": 8, "target": 4, "rated_by": ["sam", "vera"]}
    entries = [*by("sam", 8, 7, 6, 5), *by("vera", 7, start=5)]

    shown = objective_of(entries, objective, people=SAM_AND_VERA)

    assert "from 8" not in facts(shown)["Vera"]
    assert "8" not in description(shown, 1).split("The aim")[0]


def test_which_side_the_aim_lies_on_stays_as_the_shared_start_said_it():
    objective = {"baseline": 8, "target": 4, "rated_by": ["sam", "vera"]}
    plan = a_plan([*by("sam", 3), *by("vera", 2)], objective, people=SAM_AND_VERA)

    assert [one.aim.high for one in derive(plan)["calm"].series] == [4, 4]


def test_a_plan_may_give_each_rater_a_start():
    objective = {"baseline": {"kim": 3, "alex": 6}, "target": 8, "rated_by": ["kim", "alex"]}
    shown = objective_of([*by("kim", 4), *by("alex", 7)], objective, people=COUPLE)

    assert facts(shown)["Kim"] == "4 of 10 (12 January), from 3"
    assert facts(shown)["Alex"] == "7 of 10 (12 January), from 6"


@pytest.mark.parametrize(
    ("baseline", "code"),
    [
        ({"kim": 3, "alxe": 6}, "unknown-person"),
        ({"kim": 3, "alex": 11}, "baseline-outside-scale"),
        ({"kim": "three"}, "not-a-number"),
        ({"valeu": 3}, "unknown-key"),
        ({"value": 3, "kim": 4}, "unknown-key"),
        ({}, "baseline-form"),
    ],
)
def test_a_slip_in_the_starts_is_found(baseline, code):
    text = a_plan_file(by("kim", 4), {"baseline": baseline, **RATING}, people=COUPLE)

    assert code in codes(findings_in(text))


def test_an_id_that_nobody_has_is_met_with_the_one_that_is_meant():
    found = the_finding(a_plan_file(by("kim", 4), {"baseline": {"kim": 3, "alxe": 6}, **RATING}, people=COUPLE))

    assert 'did you mean "alex"?' in found.sentence


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(["rating", "number", "percentage", "count"]))
def test_no_sentence_gives_one_person_the_start_of_another(data, measure):
    """Every number is used once in the plan, so whose it is can be told from the page."""
    numbers = data.draw(st.permutations(range(40, 60)))
    kims, alexs, shared = numbers[:4], numbers[4:8], numbers[8]
    baseline = data.draw(st.sampled_from([None, shared, {"kim": shared}, {"first": 1}]))
    unit = {"number": {"unit": "steps"}, "rating": {"scale": {"min": 0, "max": 100}}}.get(measure, {})
    better = {} if measure == "count" else {"better": "higher"}
    objective = {"measure": measure, "rated_by": ["kim", "alex"], **unit, **better}
    if baseline is not None:
        objective["baseline"] = baseline
    shown = objective_of([*by("kim", *kims), *by("alex", *alexs)], objective, people=COUPLE)

    own = facts(shown)["Alex"] + finding(shown, 1) + description(shown, 1)
    assert not {str(value) for value in (*kims, shared)} & set(re.findall(r"\d+", own))


# ---- the day of a start


def test_a_start_is_told_with_its_day():
    baseline = {"value": 5, "date": "2026-02-02"}
    shown = objective_of(weekly(2, 2, 3, 3, 6), {"baseline": baseline, **RATING})

    assert facts(shown)["Start"] == "5 of 10 on 2 February"
    assert "It began at 5 on 2 February and the latest is 6 on 2 February." in description(shown)
    assert ", from 5 on 2 February." in finding(shown)


@pytest.mark.parametrize("measure", [{}, {"measure": "number", "unit": "hours"}, {"measure": "percentage"}])
def test_scores_before_the_start_are_no_change_since(measure):
    entries = weekly(9, 9, 9, 9, 9, 9, 9, 9, 5, 5, 5, 5)
    dated = {**RATING, **measure, "baseline": {"value": 5, "date": "2026-03-02"}}
    plan = a_plan(entries, dated)
    after = a_plan(entries[8:], dated)

    assert derive(plan)["calm"].series[0].signal is derive(after)["calm"].series[0].signal
    assert len(derive(plan)["calm"].series[0].readings) == len(entries)

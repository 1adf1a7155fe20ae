"""How a plan changes: goals with their lives, the story, the safety plan, and what makes an objective clear."""

from __future__ import annotations

import pytest

from generator.progress.derive import derive
from generator.view.page import page_view
from generator.view.page_values import PageView
from tests.support.builders import SETTINGS, SMALL, findings_in, plan_from

TOP = SMALL[: SMALL.index("goal:")]
FRAME = "timeframe: {start: 2026-01-05, end: 2026-07-06}\nclient: Sam\n"
AN_OBJECTIVE = (
    "objectives: {calm: {objective: Calm on the train, measure: rating, baseline: 3, target: 7}}"
)


def page(*goals: str, more: str = "") -> PageView:
    listed = "".join(f"  - {{{goal}}}\n" for goal in goals)
    plan = plan_from(f"{TOP}{FRAME}goals:\n{listed}{more}")
    return page_view(plan, derive(plan), SETTINGS)


def codes(text: str) -> list[str]:
    return [finding.code for finding in findings_in(text)]


def test_a_replaced_goal_gives_its_place_and_is_in_the_story():
    view = page(
        "goal: Ride calmly., replaces: old",
        "goal: Stop panicking., id: old, lifecycle: cancelled, status_date: 2026-02-02",
    )

    assert [goal.title for goal in view.goals] == ["Ride calmly."]
    assert [(one.day, one.words) for one in view.decisions] == [
        ("2 February", "“Stop panicking” became “Ride calmly”."),
        ("5 January", "The plan began."),
    ]


def test_a_replaced_goal_is_told_with_its_reason():
    view = page(
        "goal: Ride calmly., replaces: old",
        "goal: Stop panicking., id: old, lifecycle: cancelled, status_date: 2026-02-02, status_reason: too big",
    )

    assert view.decisions[0].words == "“Stop panicking” became “Ride calmly”: too big."


@pytest.mark.parametrize(
    ("lifecycle", "told"),
    [
        ("on-hold", "“Sleep well” is on hold: exams."),
        ("completed", "“Sleep well” is complete: exams."),
        ("cancelled", "We set “Sleep well” aside: exams."),
        ("rejected", "We left “Sleep well” out: exams."),
    ],
)
def test_the_end_of_a_goal_is_told_with_its_reason(lifecycle, told):
    ended = (
        f"goal: Sleep well., lifecycle: {lifecycle}, status_date: 2026-03-02, status_reason: exams"
    )
    view = page("goal: Ride calmly.", ended)

    assert told in [one.words for one in view.decisions]


@pytest.mark.parametrize(
    ("lifecycle", "whole", "later"),
    [
        ("active", True, False),
        ("accepted", True, False),
        ("on-hold", True, False),
        ("completed", True, False),
        ("planned", False, True),
        ("proposed", False, True),
        ("cancelled", False, False),
        ("rejected", False, False),
    ],
)
def test_a_goal_is_shown_whole_waits_or_is_left_to_the_story(lifecycle, whole, later):
    view = page("goal: Ride calmly.", f"goal: Sleep well., lifecycle: {lifecycle}")

    assert ("Sleep well." in [goal.title for goal in view.goals]) is whole
    assert ("Sleep well." in view.later) is later


def test_objectives_of_a_goal_that_waits_are_neither_next_nor_counted():
    waiting = (
        "goal: Sleep well., lifecycle: planned, "
        "objectives: {bed: {objective: In bed by ten, measure: steps, steps: [Buy a lamp]}}"
    )
    view = page("goal: Ride calmly.", waiting)

    assert view.next_step is None
    assert view.rows == ()


def test_what_both_say_of_a_goal_goes_before_the_notes():
    state = page("goal: Ride calmly., achievement: not-achieved").goals[0].state

    assert state == "Not yet."


def test_a_goal_says_its_subject_its_owner_and_its_meaning():
    told = "domain: self-esteem, horizon: long-term, framing: maintenance, priority: high, expressed_by: client"
    more = page(f"goal: Ride calmly., {told}").goals[0].more

    for words in (
        "About self-esteem.",
        "Your own wish.",
        "A goal for the long run.",
        "It keeps something going.",
        "It comes first.",
    ):
        assert words in more


def test_a_pause_says_since_when_and_why():
    paused = "goal: Ride calmly., lifecycle: on-hold, status_date: 2026-03-02, status_reason: exams"

    assert page(paused).goals[0].state.startswith("On hold since 2 March: exams.")


def test_the_story_of_a_plan_without_changes_is_left_out():
    assert page("goal: Ride calmly.").decisions == ()


def test_the_status_date_counts_for_as_of():
    assert page("goal: Ride calmly., status_date: 2026-05-04").as_of == "4 May 2026"


def test_a_goal_replacing_an_unknown_one_is_found_with_near_miss():
    text = f"{TOP}{FRAME}goals:\n  - {{goal: A, replaces: ol}}\n  - {{goal: B, id: old}}\n"

    (finding,) = findings_in(text)
    assert (finding.code, 'did you mean "old"?' in finding.sentence) == ("unknown-id", True)


def test_two_goals_with_one_id_are_found():
    assert codes(f"{TOP}{FRAME}goals:\n  - {{goal: A, id: old}}\n  - {{goal: B, id: old}}\n") == [
        "id-twice"
    ]


def test_only_goals_under_way_need_the_agreement_of_a_couple():
    people = "people: {kim: {name: Kim, role: client}, alex: {name: Alex, role: partner}}\nsetting: couple\n"
    frame = "timeframe: {start: 2026-01-05, end: 2026-07-06}\n"
    agreed = "agreed: [{who: kim, status: agree}, {who: alex, status: agree}]"
    under_way = f"{TOP}{people}{frame}goals:\n  - {{goal: A, {agreed}}}\n"

    assert codes(under_way + "  - {goal: B, lifecycle: planned}\n") == []
    assert codes(under_way + "  - {goal: B}\n") == ["agreement-open"]


def test_the_safety_plan_keeps_its_order_and_leaves_empty_headings_out():
    more = "safety_plan: {worth_living_for: The garden, people_to_ask: [Nora, Jo], warning_signs: [I stop answering]}\n"
    view = page("goal: Ride calmly.", more=more)

    assert [(step.title, step.words) for step in view.safety] == [
        ("My warning signs", ("I stop answering",)),
        ("People I can ask for help", ("Nora", "Jo")),
        ("Worth living for", ("The garden",)),
    ]


def test_what_makes_an_objective_clear_is_the_clients_word_else_the_plans():
    own = AN_OBJECTIVE.replace("target: 7", "target: 7, smart: {relevant: It is my way to work}")
    (objective,) = page(f"goal: Ride calmly., confidence: 6, {own}").goals[0].objectives

    assert [(fact.term, fact.value) for fact in objective.clear] == [
        ("Counted", "A rating from 0 to 10. It began at 3."),
        ("Mine", "It is my way to work"),
        ("By when", "6 July 2026."),
    ]

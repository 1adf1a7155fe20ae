"""Validate: what a plan must say before it can become a page, and what it may keep to itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.builder.page import PageContext, make
from generator.errors import Finding, PlanError
from generator.format.load import Rejected
from generator.format.parse import parse
from generator.format.validate.plan import validate
from generator.format.validate.settings import NO_SETTINGS, read_settings
from generator.model.measure import Better
from generator.model.plan import Plan
from generator.model.settings import Settings
from generator.model.share import Access, PrivateShare, Status
from generator.privacy.links import Links
from generator.workspace.layout import PlanSource
from generator.workspace.theme import Theme
from tests.support.builders import (
    LINKS,
    SETTINGS,
    SMALL,
    TODAY,
    a_plan,
    a_plan_file,
    codes,
    findings_in,
    last_page_stays,
    on,
    plan_from,
    the_finding,
    weekly,
)

COUPLE = {"kim": {"name": "Kim", "role": "partner"}, "alex": {"name": "Alex", "role": "partner"}}
AGREED = [{"who": "kim", "status": "agree"}, {"who": "alex", "status": "agree"}]
CANARY = "xq7canary"


def said(findings: tuple[Finding, ...]) -> str:
    """Everything that a person is shown of these findings."""
    return "\n".join(f"{f.place.file} {f.sentence} {f.code} {f.hint} {f.excerpt}" for f in findings)


# ---- the smallest plan, and all findings at once


def test_the_smallest_plan_is_a_plan():
    plan = plan_from(SMALL)

    assert (plan.title, plan.status, plan.language) == (
        "Feel at ease in a crowd",
        Status.ACTIVE,
        "en",
    )
    assert plan.goals[0].objectives[0].due == plan.timeframe.end


def test_all_findings_come_at_once_sorted_by_place():
    text = (
        SMALL.replace("measure: rating", "measure: rating\n    hold: perhaps")
        .replace("target: 7", "target: 12")
        .replace("crowds: 4", "crowd: 4")
        .replace("goal: Feel", "gaol: Feel")
    )
    findings = findings_in(text)

    assert codes(findings) == [
        "unknown-key",
        "not-true-or-false",
        "target-outside-scale",
        "unknown-id",
    ]
    assert [f.place.line for f in findings] == sorted(f.place.line for f in findings)


def test_a_broken_timeframe_hides_no_later_finding():
    text = SMALL.replace("end: 2026-04-06", "end: 2025-04-06").replace("crowds: 4", "crowds: 40")

    assert codes(findings_in(text)) == ["ends-before-start", "score-outside-scale"]


def test_an_unreadable_date_hides_nothing_else_in_its_entry():
    text = SMALL.replace("2026-01-12", "12.01.2026").replace("crowds: 4", "crowds: 40")

    assert codes(findings_in(text)) == ["not-a-date", "score-outside-scale"]


def test_where_objectives_cannot_be_read_no_score_is_called_unknown():
    text = SMALL.replace("objectives:\n  crowds:\n    objective:", "objectives:\n  - objective:")

    assert codes(findings_in(text)) == ["not-a-map"]


def test_one_mistake_in_a_scale_is_one_finding():
    text = a_plan_file(
        weekly(40, 60), {"scale": {"min": 0, "max": "hundred"}, "baseline": 30, "target": 70}
    )

    assert the_finding(text).code == "not-a-number"


def test_one_mistake_in_a_target_is_one_finding():
    assert the_finding(a_plan_file([], {"target": {"between": [7, 3]}})).code == "not-a-pair"


def test_one_mistake_in_a_list_of_goals_is_one_finding():
    text = SMALL.replace("goal: Feel at ease in a crowd\n", "").replace(
        "objectives:", "goals:\n  - goal: Ease\nobjectives:"
    )

    assert the_finding(text).code == "goal-beside-goals"


# ---- private


PRIVATE_EVERYWHERE = f"""\
uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
private: {CANARY}
share: {{access: public, private: {CANARY}}}
people:
  kim: {{name: Kim, role: partner, private: {CANARY}}}
  alex: {{name: Alex, role: partner}}
setting: couple
timeframe:
  start: 2026-01-05
  end: 2026-04-06
  private: {CANARY}
  review: {{every: 6 weeks, private: {CANARY}}}
starting_point: {{hindrances: crowds, private: {CANARY}}}
support: [{{name: Night line, contact: 555 0100, private: {CANARY}}}]
phases: [{{from: 2026-01-05, label: Practice, private: {CANARY}}}]
goals:
  - goal: Ease
    private: |
      {CANARY}
      and more
    agreed: [{{who: kim, status: agree, private: {CANARY}}}, {{who: alex, status: agree}}]
    objectives:
      calm:
        objective: Feel calm
        measure: rating
        private: [{CANARY}, {{a: {CANARY}}}]
        scale: {{min: 0, max: 10, private: {CANARY}}}
        baseline: {{value: 3, private: {CANARY}}}
        target: {{at_least: 7, private: {CANARY}}}
        steps: [{{step: Ask, private: {CANARY}}}]
        strategies: [{{strategy: Breathe, private: {CANARY}}}]
        if_then: [{{if: crowded, then: breathe, private: {CANARY}}}]
progress:
  - date: 2026-01-12
    by: kim
    scores: {{calm: 4}}
    private: {CANARY}
reviews: [{{date: 2026-02-02, kept: all, private: {CANARY}}}]
"""


def test_private_is_dropped_at_every_level():
    plan = plan_from(PRIVATE_EVERYWHERE)

    assert PRIVATE_EVERYWHERE.count(CANARY) == 20
    assert CANARY not in repr(plan)


def test_a_plan_without_its_private_lines_is_the_same_plan():
    public = "\n".join(line for line in SMALL.split("\n"))

    assert plan_from(public + f"private: {CANARY}\n") == plan_from(public)


def test_private_stands_in_no_finding_even_where_everything_else_is_wrong():
    text = PRIVATE_EVERYWHERE
    for right, wrong in (
        ("rating", "ratng"),
        ("role: partner", "role: prtner"),
        ("2026-01-12", "12.1."),
        ("6 weeks", "6"),
    ):
        text = text.replace(right, wrong)
    findings = findings_in(text.replace("calm: 4", "clam: 4"))

    assert len(findings) >= 5
    assert CANARY not in said(findings)


@pytest.mark.parametrize(
    "value",
    [
        f"[{CANARY}]",
        f"{{{CANARY}: {CANARY}}}",
        f'"{CANARY}"',
        f"|\n  {CANARY}\n  {CANARY}",
        f">\n  {CANARY}",
        "",
        "~",
    ],
)
def test_private_may_hold_anything_and_is_not_looked_at(value):
    plan = plan_from(SMALL + f"private: {value}\n")

    assert CANARY not in repr(plan)


@pytest.mark.parametrize(
    "value",
    [
        f"&a {CANARY}",
        f"*{CANARY}",
        f"!{CANARY} x",
        f"[{CANARY}",
        f'"{CANARY}',
        f"{CANARY}: {CANARY}",
    ],
)
def test_a_private_text_that_is_no_yaml_is_not_quoted(value):
    assert CANARY not in said(findings_in(SMALL + f"private: {value}\nprivate: {CANARY}\n"))


@pytest.mark.parametrize("holder", ["people", "objectives", "scores"])
def test_private_is_refused_as_an_id_without_its_content(holder):
    text = {
        "people": SMALL + f"people: {{private: {CANARY}}}\n",
        "objectives": SMALL.replace("objectives:\n", f"objectives:\n  private: {CANARY}\n"),
        "scores": SMALL.replace("{crowds: 4}", f"{{crowds: 4, private: {CANARY}}}"),
    }[holder]
    findings = findings_in(text)

    assert codes(findings) == ["not-an-id"]
    assert CANARY not in said(findings)


# ---- nothing personal in a finding


PERSONAL = f"""\
uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
share: {{access: link}}
title: {CANARY} title
tab_title: [{CANARY}]
client: {CANARY} name
language: {CANARY}
status: {CANARY}
people:
  {CANARY.title()} Smith: {{name: {CANARY}, role: client}}
  sam: {{name: [{CANARY}], role: {CANARY}}}
timeframe: {{start: {CANARY}, end: {CANARY}, for: {CANARY}, review: {CANARY}}}
approach: {{{CANARY}: 1}}
what_matters: {{a: {CANARY}}}
starting_point: {{fears: {CANARY}, hindrances: [{CANARY}]}}
support: [{CANARY}, {{name: {CANARY}, kontact: {CANARY}}}, {{contact: [{CANARY}]}}]
phases: [{{from: {CANARY}, label: [{CANARY}], kind: {CANARY}}}]
goal: [{CANARY}]
why: {{{CANARY}: {CANARY}}}
importance: {CANARY}
agreed: [{{who: {CANARY} Smith, status: {CANARY}, on: {CANARY}}}]
objectives:
  {CANARY} train:
    objective: {CANARY}
  calm:
    objective: [{CANARY}]
    measure: {CANARY} scale
    {CANARY.title()}: x
  ease:
    objective: {CANARY}
    measure: rating
    scale: {{min: {CANARY}, max: 10, anchors: {{{CANARY}: 0, 0: [{CANARY}], 12: {CANARY}}}}}
    baseline: {CANARY}
    target: {{at_least: {CANARY}, between: [{CANARY}, 3]}}
    due: {CANARY}
    hold: {CANARY}
    rated_by: [{CANARY} Smith]
    steps: [{{step: [{CANARY}], status: {CANARY}, done: {CANARY}, by: {CANARY} Smith}}, [{CANARY}]]
    strategies: [{{strategy: {CANARY}, kind: {CANARY}}}, {{{CANARY}: x}}]
    if_then: [{{if: {CANARY}, than: {CANARY}}}, {CANARY}]
progress:
  - date: {CANARY}
    note: [{CANARY}]
    scores: {{{CANARY} train: 4, ease: {CANARY}}}
    helped: {{{CANARY} walks: 9, {CANARY}: {CANARY}}}
    trigger: [[{CANARY}]]
    {CANARY} said: {CANARY}
  - {CANARY}
  - {{date: 2026-01-12, scores: [{CANARY}], celebrate: [{CANARY}], response: {{a: {CANARY}}}}}
reviews: [{{date: {CANARY}, kept: [{CANARY}], next: {{a: {CANARY}}}}}]
"""


def test_no_finding_holds_the_plans_words_whatever_mistakes_stand_beside():
    findings = findings_in(PERSONAL)

    assert len(findings) > 50
    assert CANARY not in said(findings).lower()


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_single_slip_brings_a_persons_words_into_a_finding(data):
    """Drops, doubles or swaps one character of a plan full of words that must stay in it."""
    text = data.draw(st.sampled_from([PRIVATE_EVERYWHERE, FULL]))
    at = data.draw(st.integers(0, len(text) - 1))
    new = data.draw(
        st.sampled_from(
            [
                "",
                ":",
                " ",
                "  ",
                "\n",
                "\t",
                "[",
                "}",
                '"',
                "'",
                "#",
                "- ",
                "&",
                "*",
                "!",
                ",",
                "x",
                "0",
            ]
        )
    )
    hit = range(*_word_around(text, at))
    slip = text[:at] + new + text[at + 1 :]

    if CANARY not in text[hit.start : hit.stop]:
        assert CANARY not in said(findings_in(slip))


def _word_around(text: str, at: int) -> tuple[int, int]:
    start, end = at, at
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


FULL = f"""\
uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
share: {{access: public}}
title: {CANARY}
people:
  sam: {{name: {CANARY}, role: client}}
  okafor: {{name: "{CANARY}", role: therapist}}
timeframe: {{start: 2026-01-05, for: 26 weeks}}
what_matters: '{CANARY}'
support:
  - {{name: {CANARY}, contact: {CANARY}}}
goal: {CANARY}
why: |
  {CANARY}
  {CANARY}
objectives:
  calm:
    objective: {CANARY}
    measure: rating
    scale: {{min: 0, max: 10, anchors: {{0: {CANARY}, 10: {CANARY}}}}}
    baseline: 3
    target: 7
    steps:
      - {CANARY}
      - {{step: {CANARY}, done: 2026-02-02, by: sam}}
progress:
  - date: 2026-01-12
    by: sam
    scores: {{calm: 4}}
    note: {CANARY}
    helped: {{{CANARY}: 3}}
    trigger: [{CANARY}]
"""


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_slip_gives_a_plan_or_findings_with_places_and_ways_out(data):
    lines = FULL.split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        a, b = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, len(lines) - 1))
        lines[a] = data.draw(
            st.sampled_from(
                [lines[b], "", lines[a].split(":")[0] + ":", "  " + lines[a], lines[a][:-3]]
            )
        )
    text = "\n".join(lines)

    for finding in findings_or_plan(text):
        assert 1 <= finding.place.line <= len(lines)
        assert finding.sentence
        assert finding.hint


def findings_or_plan(text: str) -> tuple[Finding, ...]:
    """The findings, at least one; none when it is a plan."""
    try:
        assert isinstance(plan_from(text), Plan)
    except PlanError as error:
        return error.findings or pytest.fail("refused without a reason")
    return ()


# ---- ids


def test_an_objectives_id_is_unique_across_goals():
    objectives = {"calm": {"objective": "Feel calm", "measure": "rating"}}
    goals = [{"goal": "A", "objectives": objectives}, {"goal": "B", "objectives": objectives}]
    finding = the_finding(a_plan_file(goal=None, objectives=None, goals=goals))

    assert finding.code == "id-twice"
    assert '"calm"' in finding.sentence


def test_a_person_stands_once():
    text = a_plan_file(client="Sam", people={"client": {"name": "Sam", "role": "client"}})

    assert the_finding(text).code == "person-twice"


@pytest.mark.parametrize(
    "people", [{}, {"t": {"name": "Alex", "role": "therapist"}}], ids=["in short", "listed"]
)
def test_a_client_and_a_therapist_may_have_one_name(people):
    there = {"people": people} if people else {"therapist": "Alex"}

    assert a_plan(client="Alex", **there)


@pytest.mark.parametrize(
    ("written", "near"), [("clam", "calm"), ("calms", "calm"), ("cal", "calm")]
)
def test_an_unknown_objective_is_offered_its_near_miss(written, near):
    finding = the_finding(a_plan_file([on("2026-01-12", **{written: 4})]))

    assert finding.code == "unknown-id"
    assert f'did you mean "{near}"?' in finding.sentence


def test_an_unknown_objective_without_a_near_miss_lists_those_there_are():
    finding = the_finding(a_plan_file([on("2026-01-12", zebra=4)]))

    assert "did you mean" not in finding.sentence
    assert finding.hint == "write the id of an objective: `calm:`"


@pytest.mark.parametrize(
    "where",
    [
        {"entries": [on("2026-01-12", {"by": "smm"})]},
        {"objective": {"rated_by": ["smm"]}},
        {"objective": {"steps": [{"step": "Ask", "by": "smm"}]}},
        {"agreed": [{"who": "smm", "status": "agree"}]},
    ],
    ids=["entry", "rated_by", "step", "agreement"],
)
def test_an_unknown_person_is_found_wherever_people_are_named(where):
    finding = the_finding(a_plan_file(people={"sam": {"name": "Sam", "role": "client"}}, **where))

    assert finding.code == "unknown-person"
    assert 'did you mean "sam"?' in finding.sentence


def test_client_and_therapist_are_short_for_people_with_these_ids():
    plan = a_plan(
        [on("2026-01-12", {"by": "therapist"}, calm=4)], client="Sam", therapist="Dr. Okafor"
    )

    assert [(person.id, person.name, person.role.value) for person in plan.people] == [
        ("client", "Sam", "client"),
        ("therapist", "Dr. Okafor", "therapist"),
    ]


# ---- whose score it is


def rater(plan: Plan) -> str | None:
    return plan.entries[0].scores[0].rater


def test_a_score_belongs_to_the_person_named_by_the_entry():
    plan = a_plan(
        [on("2026-01-12", {"by": "therapist"}, calm=4)],
        {"rated_by": ["client"]},
        client="Sam",
        therapist="O.",
    )

    assert rater(plan) == "therapist"


def test_without_by_a_score_belongs_to_the_first_who_rates_the_objective():
    people = {"sam": {"name": "Sam", "role": "client"}, "jo": {"name": "Jo", "role": "supporter"}}

    assert rater(a_plan(weekly(4), {"rated_by": ["jo", "sam"]}, people=people)) == "jo"


def test_where_both_of_a_couple_rate_an_entry_says_whose():
    finding = the_finding(a_plan_file(weekly(4), {"rated_by": ["alex", "kim"]}, people=COUPLE))

    assert finding.code == "whose-score"


def test_without_both_a_score_belongs_to_the_only_client():
    people = {
        "okafor": {"name": "Dr. Okafor", "role": "therapist"},
        "mo": {"name": "Mo", "role": "supporter"},
        "sam": {"name": "Sam", "role": "client"},
    }

    assert rater(a_plan(weekly(4), people=people)) == "sam"


def test_a_plan_that_names_nobody_has_one_nameless_rater():
    assert rater(a_plan(weekly(4))) is None
    assert rater(a_plan(weekly(4), therapist="Dr. Okafor")) is None


def test_several_people_without_by_is_an_error_with_ways_out():
    finding = the_finding(a_plan_file(weekly(4), people=COUPLE))

    assert finding.code == "whose-score"
    assert finding.hint == "add `by:` with one of: kim, alex"


# ---- timeframe


def test_a_timeframe_ends_on_a_day_or_after_a_while():
    assert a_plan(timeframe={"start": "2026-01-05", "end": "2026-01-19"}).timeframe.end == date(
        2026, 1, 19
    )
    assert a_plan(timeframe={"start": "2026-01-05", "for": "2 weeks"}).timeframe.end == date(
        2026, 1, 18
    )


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"start": "2026-01-05"}, "timeframe-end"),
        ({"start": "2026-01-05", "end": "2026-02-05", "for": "2 weeks"}, "timeframe-end"),
        ({"start": "2026-01-05", "end": "2026-01-04"}, "ends-before-start"),
        ({"start": "2026-01-05", "end": "2026-01-05"}, "ends-before-start"),
        ({"start": "2026-01-05", "for": "1 day"}, "ends-before-start"),
        ({"end": "2026-01-05"}, "missing-key"),
    ],
)
def test_a_timeframe_has_a_start_and_one_later_end(frame, code):
    assert the_finding(a_plan_file(timeframe=frame)).code == code


def test_unless_it_says_so_an_objective_is_due_at_the_end():
    assert a_plan().goals[0].objectives[0].due == date(2026, 12, 28)
    assert a_plan([], {"due": "2026-03-02"}).goals[0].objectives[0].due == date(2026, 3, 2)
    assert a_plan([], {"for": "8 weeks"}).goals[0].objectives[0].due == date(2026, 3, 1)


def test_an_objective_is_due_after_the_plan_begins():
    assert the_finding(a_plan_file([], {"due": "2026-01-05"})).code == "due-before-start"


def test_an_objective_says_its_due_day_once():
    assert findings_in(a_plan_file([], {"due": "2026-03-02", "for": "3 weeks"}))


# ---- goals


@pytest.mark.parametrize("goals", [None, [], {}])
def test_a_plan_may_have_no_goal_yet(goals):
    plan = plan_from(
        a_plan_file(
            [on("2026-01-12", {"note": "…"})], goal=None, objectives=None, goals=goals or None
        )
    )

    assert (plan.goals, plan.title, len(plan.entries)) == ((), "", 1)


def test_what_belongs_to_a_goal_needs_one():
    assert "missing-key" in codes(findings_in(a_plan_file(goal=None)))
    assert (
        the_finding(
            a_plan_file(goal=None, objectives=None, goals=[{"why": "Fun"}], progress=[])
        ).code
        == "missing-key"
    )


@pytest.mark.parametrize("key", ["goal", "why", "importance", "confidence", "agreed", "objectives"])
def test_no_key_of_a_goal_stands_beside_a_list_of_goals(key):
    beside = {
        "goal": "A",
        "why": "b",
        "importance": 3,
        "confidence": 3,
        "agreed": [],
        "objectives": {},
    }[key]
    finding = the_finding(
        a_plan_file(**{"goal": None, "objectives": None, "goals": [{"goal": "Ease"}], key: beside})
    )

    assert finding.code == "goal-beside-goals"
    assert f'"{key}"' in finding.sentence


# ---- measures, scales and aims


@pytest.mark.parametrize(
    ("written", "near"), [("ratng", "rating"), ("counts", "count"), ("step", "steps")]
)
def test_an_unknown_measure_is_offered_its_near_miss(written, near):
    finding = the_finding(a_plan_file([], {"measure": written}))

    assert finding.code == "unknown-measure"
    assert f'did you mean "{near}"?' in finding.sentence


@pytest.mark.parametrize(
    ("objective", "unused"),
    [
        ({"measure": "rating", "unit": "points"}, "unit"),
        ({"measure": "rating", "per": "week"}, "per"),
        ({"measure": "count", "baseline": 1, "scale": {"min": 0}}, "scale"),
        ({"measure": "count", "baseline": 1, "target": 2, "better": "higher"}, "better"),
        ({"measure": "steps", "steps": ["Ask"], "target": 3}, "target"),
        ({"measure": "steps", "steps": ["Ask"], "baseline": 3}, "baseline"),
    ],
)
def test_a_key_that_the_measure_has_no_use_for_is_found(objective, unused):
    finding = the_finding(a_plan_file([], objective))

    assert finding.code == "unused-key"
    assert f'"{unused}"' in finding.sentence


@pytest.mark.parametrize(
    "steps", ["", "steps: []", "steps:"], ids=["no key", "empty list", "empty key"]
)
def test_an_objective_measured_by_its_steps_has_some(steps):
    text = SMALL.replace(
        "measure: rating\n    baseline: 3\n    target: 7\n", f"measure: steps\n    {steps}\n"
    )

    assert the_finding(text[: text.index("progress:")]).code == "no-steps"


@pytest.mark.parametrize(
    ("objective", "code"),
    [
        ({"target": 12}, "target-outside-scale"),
        ({"baseline": -1}, "baseline-outside-scale"),
        ({"target": {"between": [8, 12]}}, "target-outside-scale"),
        ({"target": {"at_most": -3}}, "target-outside-scale"),
        ({"scale": {"min": 1, "max": 5}, "baseline": 0}, "baseline-outside-scale"),
        ({"scale": {"min": 10, "max": 0}}, "scale-order"),
        ({"scale": {"min": 5, "max": 5}}, "scale-order"),
    ],
)
def test_numbers_lie_on_the_scale_and_the_scale_ascends(objective, code):
    assert the_finding(a_plan_file([], {"better": "higher", **objective})).code == code


def test_an_anchor_lies_on_the_scale():
    text = SMALL.replace(
        "    baseline", "    scale: {min: 0, max: 10, anchors: {12: on top}}\n    baseline"
    )

    assert the_finding(text).code == "anchor-outside-scale"


def test_anchors_ascend_whatever_their_order_in_the_file():
    text = SMALL.replace(
        "    baseline", "    scale: {anchors: {10: on top, 0: low, 5: so so}}\n    baseline"
    )

    assert [anchor.value for anchor in plan_from(text).goals[0].objectives[0].measure.anchors] == [
        0,
        5,
        10,
    ]


@pytest.mark.parametrize(("score", "word"), [(11, "above"), (-1, "below")])
def test_a_score_outside_the_scale_is_refused_with_its_side(score, word):
    finding = the_finding(a_plan_file(weekly(score)))

    assert finding.code == "score-outside-scale"
    assert word in finding.sentence


@pytest.mark.parametrize("score", [0, 10, 5.5])
def test_the_ends_of_the_scale_and_what_lies_between_are_scores(score):
    assert a_plan(weekly(score)).entries[0].scores[0].value == score


def test_a_count_is_never_below_zero():
    assert the_finding(a_plan_file(weekly(-1), {"measure": "count"})).code == "count-below-zero"


def test_steps_take_no_scores():
    assert (
        the_finding(a_plan_file(weekly(1), {"measure": "steps", "steps": ["Ask"]})).code
        == "score-for-steps"
    )


@pytest.mark.parametrize(
    "target",
    [{}, {"at_least": 2, "at_most": 4}, {"at_least": 2, "between": [1, 3]}],
    ids=["none", "two", "two others"],
)
def test_a_target_is_exactly_one_of_its_forms(target):
    text = SMALL.replace("target: 7", f"target: {json.dumps(target)}")

    assert the_finding(text).code == "target-form"


@pytest.mark.parametrize("baseline", [{}, {"value": 3, "first": 2}, {"date": "2026-01-05"}])
def test_a_baseline_is_exactly_one_of_its_forms(baseline):
    text = SMALL.replace("baseline: 3", f"baseline: {json.dumps(baseline)}")

    assert the_finding(text).code == "baseline-form"


@pytest.mark.parametrize("measure", ["rating", "count"])
def test_a_bare_target_needs_a_direction(measure):
    assert (
        the_finding(a_plan_file([], {"measure": measure, "target": 3})).code == "direction-unclear"
    )


@pytest.mark.parametrize(
    "told",
    [
        {"target": 7, "baseline": 3},
        {"target": 7, "baseline": {"first": 3}},
        {"target": 7, "better": "higher"},
        {"target": {"at_least": 7}},
        {"target": {"at_most": 7}},
        {"target": {"between": [3, 5]}},
        {},
    ],
)
def test_a_direction_comes_from_baseline_better_or_the_form_of_the_target(told):
    measure = a_plan([], told).goals[0].objectives[0].measure

    assert measure.better in (None, Better.HIGHER)


# ---- entries


def test_an_entry_of_tomorrow_is_accepted_and_a_later_one_is_not():
    """Somebody may be a day ahead of the computer that builds."""
    tomorrow, later = TODAY + timedelta(days=1), TODAY + timedelta(days=2)

    assert a_plan([on(tomorrow.isoformat(), calm=4)])
    assert the_finding(a_plan_file([on(later.isoformat(), calm=4)])).code == "in-the-future"


def test_entries_are_in_order_of_date_time_and_place_in_the_file():
    plan = a_plan(
        [
            on("2026-01-19", {"note": "d"}),
            on("2026-01-12 15:00", {"note": "c"}),
            on("2026-01-12", {"note": "a"}),
            on("2026-01-12", {"note": "b"}),
        ]
    )

    assert [entry.note for entry in plan.entries] == ["a", "b", "c", "d"]


# ---- agreement


def test_a_couple_without_both_agreements_is_refused_by_name_of_id():
    text = a_plan_file(setting="couple", people=COUPLE, agreed=AGREED[:1])
    finding = the_finding(text)

    assert finding.code == "agreement-open"
    assert "alex" in finding.sentence
    assert "kim" not in finding.sentence


@pytest.mark.parametrize("status", ["disagree", "pending"])
def test_only_agree_is_agreement(status):
    agreed = [AGREED[0], {"who": "alex", "status": status}]

    assert (
        the_finding(a_plan_file(setting="couple", people=COUPLE, agreed=agreed)).code
        == "agreement-open"
    )


def test_a_couple_that_agreed_is_a_plan():
    assert a_plan(setting="couple", people=COUPLE, agreed=AGREED)


def test_every_goal_of_a_couple_needs_agreement():
    goals = [{"goal": "A", "agreed": AGREED}, {"goal": "B"}]
    finding = the_finding(
        a_plan_file(goal=None, objectives=None, setting="couple", people=COUPLE, goals=goals)
    )

    assert finding.code == "agreement-open"


def test_a_child_a_therapist_and_a_supporter_are_not_asked():
    people = {
        "mum": {"name": "Mum", "role": "parent"},
        "noor": {"name": "Noor", "role": "child"},
        "okafor": {"name": "Dr. Okafor", "role": "therapist"},
        "mo": {"name": "Mo", "role": "supporter"},
    }

    assert a_plan(setting="family", people=people, agreed=[{"who": "mum", "status": "agree"}])


def test_a_couple_is_two():
    people = {"kim": COUPLE["kim"]}

    assert "too-few-people" in codes(
        findings_in(a_plan_file(setting="couple", people=people, agreed=AGREED[:1]))
    )


# ---- support


def test_a_page_without_anybody_to_call_is_refused():
    assert the_finding_without_settings(a_plan_file()).code == "support-missing"


def the_finding_without_settings(text: str) -> Finding:
    return the_finding(text, settings=NO_SETTINGS)


def test_support_of_the_settings_holds_for_a_plan_without_its_own():
    assert a_plan().support == SETTINGS.support


def test_support_of_the_plan_stands_instead_of_that_of_the_settings():
    plan = a_plan(support=[{"name": "Dr. Okafor", "contact": "555 0199"}])

    assert [line.name for line in plan.support] == ["Dr. Okafor"]


def test_an_empty_list_of_support_is_none():
    assert the_finding_without_settings(a_plan_file(support=[])).code == "support-missing"


# ---- who may see the page


@pytest.mark.parametrize(
    "share", [None, {"access": "link"}, {"access": "words"}, {"generation": 2}]
)
def test_a_private_plan_needs_a_uid_and_a_public_one_does_not(share):
    finding = the_finding(a_plan_file(share=share, uid=None))

    assert finding.code == "uid-missing"
    assert "handrail check --fix" in finding.hint
    assert findings_in(a_plan_file(share={"access": "public"}, uid=None)) == ()


def finding_with(links: Links, **share: object) -> Finding:
    text = a_plan_file(share=share or None)
    with pytest.raises(PlanError) as refused:
        validate(parse(text.encode(), "plans/sam.yml"), SETTINGS, TODAY, links=links)
    (finding,) = refused.value.findings
    return finding


def test_a_private_plan_needs_its_own_key_or_the_practices():
    assert finding_with(replace(LINKS, default_key=None)).code == "no-key"
    assert "handrail key new" in finding_with(replace(LINKS, default_key=None)).hint


def test_a_key_that_is_not_there_is_told_with_the_near_miss():
    finding = finding_with(LINKS, key="demonstraton")

    assert (finding.code, finding.place.line) == ("unknown-key", 4)
    assert 'did you mean "demonstration"?' in finding.sentence


def test_a_revoked_link_is_told_with_the_next_generation():
    uid = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
    dead = frozenset(LINKS.secrets(PrivateShare(uid, Access.LINK, n, None)).token for n in (1, 2))
    finding = finding_with(replace(LINKS, revoked=dead), access="link", generation=1)

    assert finding.code == "revoked-link"
    assert "generation: 3" in finding.hint


def test_a_mark_refuses_every_generation_below_it_in_either_mode():
    uid = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
    marked = replace(LINKS, floors=frozenset({(LINKS.keyring.keys[0][1].mark(uid), 4)}))

    assert "generation: 4" in finding_with(marked, access="link", generation=3).hint
    assert "generation: 4" in finding_with(marked, access="words", generation=3).hint
    text = a_plan_file(share={"access": "link", "generation": 4})
    validate(parse(text.encode(), "plans/sam.yml"), SETTINGS, TODAY, links=marked)


@pytest.mark.parametrize(
    "keys",
    [
        {"status": "draft"},
        {"status": "revoked"},
        {"share": {"access": "none"}},
        {"status": "draft", "share": None},
    ],
)
def test_a_plan_that_stays_here_is_accepted_and_not_published(keys):
    assert not a_plan(**keys).is_published(TODAY)


@pytest.mark.parametrize("status", ["active", "on-hold", "completed"])
def test_a_public_plan_is_published_whether_it_runs_rests_or_is_over(status):
    assert a_plan(status=status).is_published(TODAY)


def test_a_page_stands_until_the_end_of_its_last_day():
    plan = a_plan(share={"access": "public", "until": "2026-06-30"})

    assert plan.is_published(date(2026, 6, 30))
    assert not plan.is_published(date(2026, 7, 1))


# ---- what takes a page away


def taken_away(text: str, today: date = TODAY) -> bool:
    """Whether a page of this plan, which has findings, goes; no theme is needed to refuse one."""
    press = PageContext(SETTINGS, LINKS, Theme(()), today)
    outcome = make(PlanSource("plans/sam.yml", text.encode()), press)

    assert isinstance(outcome, Rejected)
    return not last_page_stays(outcome, "public")


BROKEN = SMALL.replace("measure: rating", "measure: ratng")


@pytest.mark.parametrize(
    "lines",
    [
        "status: draft",
        "status: revoked",
        "status: drafft",
        "status: [draft]",
        "status: no longer",
        "Status: draft",
        "statsu: draft",
    ],
)
def test_a_status_that_withdraws_or_is_itself_wrong_takes_the_page_away(lines):
    assert taken_away(BROKEN + lines + "\n")


@pytest.mark.parametrize(
    "share",
    [
        "share: {access: none}",
        "share: {access: link}",
        "share: {access: words}",
        "share: {access: pubic}",
        "share: {acces: public}",
        "share: public",
        "share: [public]",
        "share: {access: public, until: soon}",
        "share: {access: public, until: 31.12.2026}",
        "share: {access: public, generation: zero}",
        "share:",
        "Share: {access: public}",
        "",
    ],
)
def test_a_share_not_public_or_wrong_takes_the_page_away(share):
    assert taken_away(BROKEN.replace("share: {access: public}", share))


@pytest.mark.parametrize(
    "text",
    [
        BROKEN,
        SMALL.replace("goal: ", "gaol: "),
        SMALL.replace("timeframe: ", "timefrme: "),
        SMALL.replace("2026-01-12", "12.01.2026"),
        SMALL.replace("target: 7", "target: 77"),
        SMALL + "sport: 1\n",
        BROKEN + "status: active\n",
        BROKEN.replace("public}", "public, until: 2027-01-01}"),
        BROKEN.replace("public}", "public, private: x}"),
        BROKEN + "private: {status: draft}\n",
        SMALL.replace("measure: rating", "measure: steps\n    steps: [{step: a, status: draft}]"),
    ],
)
def test_every_other_mistake_leaves_the_last_good_page(text):
    assert not taken_away(text)


def test_a_passed_last_day_takes_the_page_away_despite_findings():
    """`until` may come into the file together with a mistake, so the manifest does not know of it yet."""
    text = BROKEN.replace("public}", "public, until: 2026-01-31}")

    assert taken_away(text, date(2026, 2, 1))
    assert not taken_away(text, date(2026, 1, 31))


# ---- settings


def settings_from(text: str) -> Settings:
    return read_settings(parse(text.encode(), "handrail.yml"), frozenset())


def test_settings_hold_practice_language_support_and_the_way_out():
    found = settings_from(
        "practice: Harbour\nlanguage: en\nleave_to: https://example.org/\nsupport: [{name: a, contact: 112}]\n"
    )

    assert (found.practice, found.language, found.leave_to) == (
        "Harbour",
        "en",
        "https://example.org/",
    )
    assert found.support[0].contact == "112"


def test_settings_have_defaults_for_everything():
    assert replace(settings_from("practice: Harbour\n"), practice=None) == NO_SETTINGS


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("leave_to: example.org", "wrong-form"),
        ("leave_to: javascript:alert(1)", "wrong-form"),
        ("leave_to: http://example.org", "wrong-form"),
        ("language: sv", "unknown-language"),
        ("practise: Harbour", "unknown-key"),
        ("support: 112", "not-a-list"),
    ],
)
def test_a_mistake_in_the_settings_is_found(line, code):
    with pytest.raises(PlanError) as error:
        settings_from(line + "\n")

    assert codes(error.value.findings) == [code]


def test_private_may_stand_in_the_settings_and_is_dropped():
    assert CANARY not in repr(settings_from(f"practice: Harbour\nprivate: {CANARY}\n"))


# ---- validation does nothing else


def test_the_same_file_gives_an_equal_plan():
    assert plan_from(FULL) == plan_from(FULL)


def test_todays_date_changes_no_plan_that_is_accepted():
    document = parse(FULL.encode(), "plans/sam.yml")

    assert validate(document, SETTINGS, date(2026, 2, 2)) == validate(
        document, SETTINGS, date(2040, 1, 1)
    )


@pytest.mark.parametrize(
    "line",
    [
        "agreed: [{who: client, status: agree, on: 2062-01-12}]",
        "reviews: [{date: 2062-04-06, kept: all}]",
        "progress: [{date: 2062-01-12, scores: {}}]",
    ],
)
def test_what_is_told_as_past_lies_not_in_the_future(line):
    text = SMALL[: SMALL.index("progress:")] + "client: Sam\n" + line + "\n"

    assert codes(findings_in(text)) == ["in-the-future"]


def test_access_defaults_to_the_private_link():
    assert a_plan(share=None, status="draft").share.access is Access.LINK

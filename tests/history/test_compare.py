"""Compare: every change is told, as what it was, and nothing that is private."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.format.keys.goal import GoalKeys
from generator.format.keys.plan import PlanKeys
from generator.history.changes import Change
from generator.history.compare import changes_between
from generator.history.fact_lines import fact_lines
from generator.history.outline import GOAL_KEYS, Outline, PrivateWords, read_outline
from generator.history.records import record_of_change
from generator.history.sentences import change_sentences
from tests.support.builders import a_plan_file, on
from tests.support.random_plans import random_plan

CANARY = "canary-sings"
SEEDS = st.integers(0, 10_000)
#: A plan with everything that has sentences of its own; two goals, so that objectives can move.
PLAN: dict[str, Any] = {
    "uid": "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70",
    "status": "active",
    "people": {"sam": {"name": "Sam", "role": "client"}},
    "timeframe": {"start": "2026-01-05", "end": "2026-12-28", "review": {"due": "2026-04-06"}},
    "what_matters": "My garden",
    "support": [{"name": "Vera", "contact": "555 0100"}],
    "goals": [
        {
            "goal": "Speak up at work without dreading it",
            "id": "speak",
            "importance": 7,
            "objectives": {
                "talks": {
                    "objective": "Ask a question in the weekly team meeting",
                    "measure": "count",
                    "unit": "times",
                    "per": "week",
                    "target": {"at_least": 3},
                    "steps": ["Write one question down", {"step": "Ask it out loud"}],
                    "strategies": ["Three slow breaths"],
                },
            },
        },
        {
            "goal": "Sleep through the night",
            "objectives": {
                "calm": {"objective": "Feel calm at bedtime", "measure": "rating", "target": 7}
            },
        },
    ],
    "progress": [
        on("2026-01-12", {"note": "First"}, calm=4),
        on("2026-01-19", calm=5, talks=1),
    ],
    "reviews": [{"date": "2026-03-02", "kept": "the breaths"}],
}


def outline(text: str | dict[str, Any], private: PrivateWords = PrivateWords.HIDDEN) -> Outline:
    read = read_outline((text if isinstance(text, str) else json.dumps(text)).encode(), private)
    assert read is not None
    return read


def told(before: str | dict[str, Any], after: str | dict[str, Any]) -> list[str]:
    return list(change_sentences(changes_between(outline(before), outline(after)), 2026))


def edited(path: str, value: object) -> dict[str, Any]:
    """The plan with another value at a path such as `goals.0.goal`; None takes it out, `+` appends."""
    plan: Any = json.loads(json.dumps(PLAN))
    *way, last = path.split(".")
    place = plan
    for key in way:
        place = place[int(key) if key.isdigit() else key]
    if last == "+":
        place.append(value)
    elif value is None:
        del place[int(last) if last.isdigit() else last]
    else:
        place[int(last) if last.isdigit() else last] = value
    return dict(plan)


TALKS = "goals.0.objectives.talks"
TALKS_WORDS = "“Ask a question in the weekly team meeting”"


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("status", "on-hold", "The plan was paused."),
        ("status", "completed", "The plan was completed."),
        (
            f"{TALKS}.target",
            {"at_least": 2},
            f"The aim of {TALKS_WORDS} moved from at least 3 to at least 2 times a week.",
        ),
        (
            "goals.1.objectives.calm.target",
            6,
            "The aim of “Feel calm at bedtime” moved from 7 to 6.",
        ),
        (f"{TALKS}.baseline", 0, f"The start of {TALKS_WORDS} is 0 times a week."),
        (f"{TALKS}.due", "2026-06-01", f"The due day of {TALKS_WORDS} is 1 June."),
        (
            "timeframe.end",
            "2027-02-01",
            "The last day of the plan moved from 28 December to 1 February 2027.",
        ),
        (
            "timeframe.review.due",
            "2026-04-13",
            "The day of the next review moved from 6 April to 13 April.",
        ),
        (f"{TALKS}.steps.1", {"step": "Ask it out loud", "done": "2026-01-26"}, "A step was done: “Ask it out loud”, 26 January."),
        (f"{TALKS}.steps.1", {"step": "Ask it out loud", "status": "in-progress"}, "The step “Ask it out loud” was begun."),
        (f"{TALKS}.steps.+", "Thank somebody", f"A step of {TALKS_WORDS} was added: “Thank somebody”."),
        (f"{TALKS}.steps.0", None, f"A step of {TALKS_WORDS} was taken out: “Write one question down”."),
        (
            f"{TALKS}.steps.0",
            "Write a question down",
            f"A step of {TALKS_WORDS} was reworded: “Write one question down” is now “Write a question down”.",
        ),
        (
            "goals.0.goal",
            "Speak up at work with less dread",
            "A goal was reworded: “Speak up at work without dreading it” is now “Speak up at work with less dread”.",
        ),
        ("goals.0.lifecycle", "completed", "The goal “Speak up at work without dreading it” was reached."),
        ("goals.1.lifecycle", "on-hold", "The goal “Sleep through the night” was paused."),
        ("goals.1.lifecycle", "cancelled", "The goal “Sleep through the night” was set aside."),
        (
            "goals.0.importance",
            9,
            "The importance of the goal “Speak up at work without dreading it” moved from 7 to 9.",
        ),
        ("what_matters", "My garden in May", "What matters most was reworded."),
        ("progress.+", on("2026-01-26", calm=5), "An entry of 26 January was added."),
        ("progress.0", None, "An entry of 12 January was taken out."),
        ("progress.0", on("2026-01-12", {"note": "Other"}, calm=4), "An entry of 12 January was corrected: the note."),
        ("progress.0.date", "2026-01-13", "An entry of 12 January is of 13 January now."),
        ("reviews.0.kept", "all of it", "A review of 2 March was corrected: what was kept."),
        ("people.kim", {"name": "Kim", "role": "partner"}, "kim joined the plan."),
        ("people.sam.name", "Samuel", "The name of sam was changed."),
        ("support.0.contact", "555 0199", "A way to reach somebody was changed."),
        ("share", {"generation": 2}, "The link was renewed; the one before it stops."),
        ("check_in", "weekly", "“check in” was written down."),
    ],
)  # fmt: skip
def test_each_change_has_its_sentence(path: str, value: object, sentence: str) -> None:
    assert told(PLAN, edited(path, value)) == [sentence]


def test_entries_of_one_time_are_one_sentence() -> None:
    plan = edited("progress.+", on("2026-01-26", calm=5))
    plan["progress"] += [on("2026-02-02", calm=5), on("2026-02-02", calm=5)]

    assert told(PLAN, plan) == ["3 entries were added, 26 January to 2 February."]


def test_corrections_of_one_kind_are_one_sentence() -> None:
    plan = edited("progress.0.note", "Other")
    plan["progress"][1]["note"] = "Another"
    moved = edited("progress.0.date", "2026-01-13")
    moved["progress"][1]["date"] = "2026-01-20"

    assert told(PLAN, plan) == ["2 entries were corrected, 12 to 19 January: the note."]
    assert told(PLAN, moved) == ["2 entries have other days now, 12 to 19 January."]


def test_a_second_entry_of_the_same_words_is_one_more() -> None:
    plan = edited("progress.+", PLAN["progress"][0])

    assert told(PLAN, plan) == ["An entry of 12 January was added."]


def test_a_renamed_objective_is_no_correction_of_its_entries() -> None:
    text = json.dumps(PLAN).replace('"calm"', '"bedtime"')

    assert told(PLAN, text) == ["“Feel calm at bedtime” has the id bedtime now, in place of calm."]


def test_an_objective_below_another_goal_has_moved() -> None:
    plan = edited("goals.1.objectives.calm", None)
    plan["goals"][0]["objectives"]["calm"] = PLAN["goals"][1]["objectives"]["calm"]

    moved = "“Feel calm at bedtime” moved from the goal “Sleep through the night” to"
    assert told(PLAN, plan) == [f"{moved} “Speak up at work without dreading it”."]


def test_the_keys_of_a_goal_are_those_of_the_format() -> None:
    of_the_plan = {GoalKeys.call_it.name}

    assert {*GoalKeys.keys, PlanKeys.talked_about.name} - of_the_plan == GOAL_KEYS


def test_another_order_is_told_as_that() -> None:
    plan = edited(f"{TALKS}.steps", PLAN["goals"][0]["objectives"]["talks"]["steps"][::-1])

    assert told(PLAN, plan) == [f"The steps of {TALKS_WORDS} stand in another order."]


def test_another_way_to_write_the_same_is_no_change() -> None:
    short = "client: Sam\ngoal: Feel at ease\nwhy: |\n  One line\n  and another\nprogress: []\nstatus: active\n"
    long = (
        "# a remark\ngoals:\n- why: One line and another\n  goal: Feel at ease\n  lifecycle: active\n"
        "people: {client: {role: client, name: Sam}}\n"
    )

    assert told(short, long) == []


@given(SEEDS)
@settings(max_examples=50)
def test_a_plan_is_not_different_from_itself(seed: int) -> None:
    text = random_plan(seed).text

    assert told(text, text) == []


@given(SEEDS, SEEDS)
@settings(max_examples=50)
def test_every_single_edit_is_told(seed: int, edit: int) -> None:
    plan = json.loads(random_plan(seed).text)
    other = json.loads(json.dumps(plan))
    _edit(Random(edit), other)

    assert told(plan, other)
    assert told(other, plan)
    assert list(fact_lines(outline(plan))) != list(fact_lines(outline(other)))


@given(SEEDS, SEEDS)
@settings(max_examples=50)
def test_no_word_of_a_private_note_is_told_unasked(seed: int, place: int) -> None:
    plan, other = (json.loads(random_plan(seed).text) for _ in range(2))
    for one, words in ((plan, f"{CANARY} one"), (other, f"{CANARY} two")):
        maps = list(_maps(one))
        maps[place % len(maps)]["private"] = words
    changes = changes_between(outline(plan), outline(other))

    assert [one.kind for one in changes] == ["private-note"]
    assert CANARY not in _everything(changes)
    assert CANARY not in "".join(fact_lines(outline(plan)))


def test_words_of_a_private_note_are_shown_when_asked_for() -> None:
    before, after = (
        outline(edited("progress.0.private", words), PrivateWords.SHOWN)
        for words in ("One", CANARY)
    )

    assert list(change_sentences(changes_between(before, after), 2026)) == [
        f"A private note in the entry of 12 January was changed: {CANARY}"
    ]


@given(SEEDS, SEEDS)
@settings(max_examples=50)
def test_two_plans_of_any_kind_can_be_compared(one: int, other: int) -> None:
    changes = changes_between(outline(random_plan(one).text), outline(random_plan(other).text))

    assert len(change_sentences(changes, 2026)) <= len(changes)
    assert all(len(change_sentences([change], 2026)) == 1 for change in changes)
    assert [record_of_change(change)["kind"] for change in changes] == [
        change.kind for change in changes
    ]


@pytest.mark.parametrize(
    "odd",
    [
        "goals: 3\nprogress: {a: b}\npeople: [x]\n",
        "goals: [1, [2], {objectives: 5}]\nprogress: [x, [y]]\nreviews: no\n",
        "goal: [a, b]\nobjectives: {calm: 3}\nshare: link\ntimeframe: 2026\n",
        "private: {a: {private: b}}\n'': x\ngoals: [{private: [c]}]\n",
        "progress: [{date: {a: b}, scores: 3}, {date: tomorrow}]\nclient: [a]\n",
    ],
)
def test_odd_files_are_compared_too(odd: str) -> None:
    assert told(a_plan_file(), odd)
    assert told(odd, a_plan_file())
    assert told(odd, odd) == []
    assert list(fact_lines(outline(odd)))


def _everything(changes: tuple[Change, ...]) -> str:
    records = json.dumps([record_of_change(change) for change in changes])
    return f"{records} {change_sentences(changes, 2026)} {changes}"


def _maps(node: object) -> Iterator[dict[str, Any]]:
    """Every map of a plan that may have a private note."""
    if isinstance(node, dict):
        if not {"date", "objective", "goal"}.isdisjoint(node):
            yield node
        for value in node.values():
            yield from _maps(value)
    if isinstance(node, list):
        for value in node:
            yield from _maps(value)


def _edit(chance: Random, plan: dict[str, Any]) -> None:
    """One value, anywhere, is another or gone; or an entry stands there twice."""
    places = list(_values(plan))
    container, key = places[chance.randrange(len(places))]
    entries = plan["progress"]
    match chance.choice(["change", "change", "take out", "double"]):
        case "double" if entries:
            entries.append(chance.choice(entries))
        case "take out":
            del container[key]
        case _:
            container[key] = f"{container[key]}1"


def _values(node: Any) -> Iterator[tuple[Any, Any]]:
    """Where each text and number stands; lists of a plan's own keep their length in this."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from _values(value)
        else:
            yield node, key

"""Advice told: what holds for all rules: silence, language, season, places, letters, and the words themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.advice import english, locate
from generator.advice.advise import advise
from generator.advice.context import Context
from generator.advice.rules import TABLE, AppliesTo, LanguageScope, Letter, rules_as_markdown
from generator.advice.smart import Clarity
from generator.builder.check import check
from generator.errors import Finding, Level
from generator.format.parse import parse
from generator.format.starters import Beginning, filled, starters
from generator.model.rule import NEVER_SILENT, Rule
from generator.model.share import Status
from generator.progress.derive import derive
from tests.advice.test_rules import ROWS, SPEAKS, each, goals, look, spoken
from tests.support.builders import (
    RISK,
    SMALL,
    UNDER_WAY,
    a_clear_plan_file,
    a_plan_file,
    advised,
    codes,
    on,
    plan_from,
    weekly,
)

ROOT = Path(__file__).parents[2]
HIGHEST_GRADE = 7


@cache
def told() -> list[Finding]:
    """All that the rules say of the plans where they speak."""
    return [finding for looks in SPEAKS.values() for one in looks for finding in spoken(one)]


def at(finding: Finding) -> tuple[int, int]:
    return finding.place.line, finding.place.column


# ---- silence, language, season


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule not in NEVER_SILENT])
def test_a_rule_that_a_plan_silences_is_not_heard(rule):
    one = SPEAKS[rule][0]
    silenced = one.text.replace("{", '{"silence": {"' + rule + '": "agreed with Sam"},', 1)

    before, after = codes(spoken(one)), codes(advised(silenced, one.today).findings)

    assert after == [code for code in before if code != rule]


@pytest.mark.parametrize(("rule", "look"), each(SPEAKS))
def test_words_are_read_in_english_only(rule, look):
    plan = replace(plan_from(look.text, look.today), language="de")

    told = advise(plan, parse(look.text.encode(), "plans/sam.yml"), look.today, RISK).findings

    if ROWS[rule].language is LanguageScope.ENGLISH:
        assert rule not in codes(told)
    else:
        assert all(
            ROWS[Rule(code)].language is LanguageScope.ANY
            for code in codes(told)
            if code in set(Rule)
        )


def test_numbers_are_read_in_any_language_and_every_english_is_english():
    plan = plan_from(look({"objective": "Feel calm", "target": 10}).text)
    file = parse(look({"objective": "Feel calm", "target": 10}).text.encode(), "plans/sam.yml")

    def told(language: str) -> set[str]:
        return set(codes(advise(replace(plan, language=language), file, UNDER_WAY, RISK).findings))

    assert told("de") == {"A3", "no-risk-list"}
    assert told("en") == told("en-GB") == {"A3", "S1"}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(
    ("rule", "look"), each({rule: looks[:1] for rule, looks in SPEAKS.items()})
)
def test_a_rule_is_asked_in_its_season_only(rule, look, status):
    told = advised(look.text.replace("{", '{"status": "' + status + '",', 1), look.today)

    assert (rule in codes(told.findings)) == (status in ROWS[rule].season.value)


def test_a_plan_that_is_closed_is_asked_about_its_words_alone():
    asked = {status: {row.rule for row in TABLE if status in row.season.value} for status in Status}

    assert asked[Status.REVOKED] == set()
    assert asked[Status.COMPLETED] == {"C3", "F4", "P3"}
    planned = {row.rule for row in TABLE if row.season is not AppliesTo.RUNNING}
    assert asked[Status.DRAFT] == asked[Status.ON_HOLD] == planned
    assert asked[Status.ACTIVE] == set(Rule)


def test_goals_that_are_not_under_way_are_left_in_peace():
    stopped = {
        "goal": "Stop fighting",
        "lifecycle": "cancelled",
        "importance": 1,
        "confidence": 1,
        "agreed": None,
    }

    assert spoken(goals({}, stopped)) == []


# ---- levels


def test_levels_are_those_of_the_domain():
    notes = "S3 S4 S5 M5 M6 M7 M10 A2 A4 A6 A7 A8 A9 R2 T4 T6 F2 F3 L1 L4 L7 L8 W1"

    assert " ".join(row.rule for row in TABLE if row.level is Level.NOTE) == notes
    assert {row.level for row in TABLE} == {Level.NOTE, Level.ADVICE}
    assert all(finding.level is ROWS[Rule(finding.code)].level for finding in told())


# ---- places


def test_advice_stands_where_the_plan_says_it():
    text = f"{SMALL}why: My friends.\nconfidence: 4\nphases: [{{from: 2026-01-12, label: First}}]\n"

    told = {finding.code: finding for finding in advised(text, date(2026, 1, 19)).findings}

    assert {code: at(finding) for code, finding in told.items()} == {
        "A5": (5, 1),
        "A6": (15, 13),
        "M6": (6, 3),
        "T3": (4, 1),
    }
    assert told["A6"].excerpt == "confidence: 4"
    assert told["M6"].excerpt == "  crowds: …"


def test_advice_finds_its_goal_among_several():
    text = "goals:\n  - goal: I want to see the sea\n    confidence: 9\n  - confidence: 3\n    goal: I want to sing\n"
    lines = SMALL.splitlines()

    told = advised("\n".join(lines[:2] + lines[3:4]) + f"\n{text}", UNDER_WAY).findings

    assert [at(finding) for finding in told if finding.code == "A6"] == [(7, 17)]
    assert [at(finding) for finding in told if finding.code == "M1"] == [(5, 5), (8, 5)]


def test_an_entry_is_found_at_its_place_however_the_file_is_sorted():
    later = "  - {date: 2026-01-21, note: Client refused.}\n"
    earlier = "  - {date: 2026-01-20 09:00, scores: {crowds: 5}}\n"

    (finding,) = (
        one
        for one in advised(SMALL + later + earlier, date(2026, 1, 24)).findings
        if one.code == "F4"
    )

    assert at(finding) == (14, 24)
    assert finding.excerpt.strip() == "… note: …"


def test_an_excerpt_shows_numbers_dates_and_keys_alone():
    shown = r"[\s…{\[-]*\"?[\w-]+\"?: (…|\"?[-\d.]+\"?|\"?\d{4}-\d{2}-\d{2}\"?)|"

    assert all(re.fullmatch(shown, finding.excerpt) for finding in told())


# ---- letters


def letters(text: str, today: date = UNDER_WAY) -> list[str]:
    """The letters of each goal, each with the first letter of its clarity."""
    short = {Clarity.CLEAR: "", Clarity.COULD_BE_CLEARER: "~", Clarity.OPEN: "?"}
    return [
        " ".join(f"{one}{short[clarity]}" for one, clarity in goal.letters)
        for goal in advised(text, today).goals
    ]


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (look(), "S M A R T"),
        (look({"objective": "Feel calm"}), "S? M A R T"),
        (look({"objective": "Call Jo and write to Al"}), "S~ M A R T"),
        (
            look(
                {"baseline": None, "target": {"at_least": 7}},
                [on("2026-01-26", {"note": "A walk."})],
            ),
            "S M? A R T",
        ),
        (look({"scale": None}), "S M~ A R T"),
        (look(confidence=3), "S M A~ R T"),
        (look({"steps": None}, confidence=3), "S M A? R T"),
        (look(importance=2), "S M A R~ T"),
        (look(why=None), "S M A R? T"),
        (look(timeframe={"start": "2026-01-05", "end": "2026-06-29"}), "S M A R T?"),
        (look(entries=weekly(4, 7, 8, 7)), "S M A R T"),
        (look(why=None, silence={"R1": "we talk about it in May"}), "S M A R T"),
    ],
)
def test_a_letter_with_advice_is_open_noted_less_clear_and_else_clear(one, told):
    assert letters(one.text) == [told]


def test_each_goal_has_its_letters_and_the_plans_advice_counts_for_all():
    one = goals(
        {},
        {"confidence": 2},
        {"lifecycle": "planned"},
        timeframe={"start": "2026-01-05", "end": "2026-06-29"},
    )

    assert letters(one.text) == ["S M A R T?", "S M A~ R T?"]


def test_the_best_next_question_is_open_before_note_by_order_of_letters():
    def question(**keys: object) -> str | None:
        (goal,) = advised(a_clear_plan_file(**keys)).goals
        return goal.question

    assert question() is None
    assert question(importance=3).startswith("Good to have this open")
    assert question(importance=3, confidence=3).startswith("It helps to know this")
    assert question(importance=3, confidence=3, why=None).startswith(
        "The goal is in words. Why does it matter"
    )


def test_a_letter_about_words_is_left_out_where_nobody_reads_them():
    plan = replace(plan_from(look().text), language="nl")

    (goal,) = advise(plan, parse(look().text.encode(), "plans/sam.yml"), UNDER_WAY, RISK).goals

    assert [letter for letter, _ in goal.letters] == ["M", "A", "R", "T"]


def test_letters_are_those_of_smart_and_a_closed_plan_has_none():
    assert [letter.word for letter in Letter] == [
        "Specific",
        "Measurable",
        "Achievable",
        "Relevant",
        "Time-bound",
    ]
    assert advised(a_clear_plan_file(status="completed")).goals == ()


# ---- the words


def test_messages_can_be_read_in_grade_7():
    for finding in told():
        for text in (finding.sentence, finding.hint):
            assert english.grade(re.sub(r"`[^`]*`", "this", text)) <= HIGHEST_GRADE, text


def test_no_message_blames_presses_or_shouts():
    blaming = r"!|\b(must|fail\w*|invalid|wrong|error|should|mistake|incorrect|bad|poor\w*|never|you (have|did) not)\b"

    for finding in told():
        # A phrase in quotes is one that the plan holds, from our own list.
        text = re.sub(r"“[^”]*”", "", f"{finding.sentence} {finding.hint}")

        assert not re.search(blaming, text, re.IGNORECASE), text


def test_every_message_has_a_way_on():
    assert all(finding.hint for finding in told())


YES = {"who": "client", "status": "pending"}


@pytest.mark.parametrize(
    ("rule", "said", "hint", "then"),
    [
        ("M4", look({"better": "lower"}), "`better: higher` fits", look({"better": "higher"})),
        (
            "M4",
            look({"target": {"at_least": 2}}),
            "`target: {at_most: 2}` fits",
            look({"target": {"at_most": 1}}),
        ),
        (
            "M4",
            look({"target": 3}),
            "`framing: maintenance`",
            look({"target": 3}, framing="maintenance"),
        ),
        ("M5", look({"target": 4}), "`target: 5` can", look({"target": 5})),
        (
            "M5",
            look({"target": {"at_least": 4}}),
            "`target: {at_least: 5}`",
            look({"target": {"at_least": 5}}),
        ),
        (
            "M5",
            look({"baseline": 9, "target": 10}),
            "an aim at least 2 away",
            look({"baseline": 7, "target": 9}),
        ),
        ("A3", look({"target": 10}), "`target: 9` could do", look({"target": 9})),
        (
            "A3",
            look({"baseline": 6, "target": {"at_most": 0}}),
            "at_most: 1}`",
            look({"target": {"at_most": 1}}),
        ),
        (
            "A4",
            look({"due": "2026-02-16"}, weekly(3, 3, 3, 3)),
            "`target: 5` could do for now",
            look({"target": 5}),
        ),
        ("R3", look(agreed=[YES]), "add `{who: client, status: agree, on: 2026-02-02}` to", look()),
        ("T2", look({"due": "2026-01-30"}), "`due: 2026-03-02`", look({"due": "2026-03-02"})),
        ("T2", look(today=date(2026, 7, 1)), "such as 2026-08-26", look(today=date(2026, 4, 1))),
    ],
)
def test_a_hint_offers_a_line_from_the_plans_own_numbers_that_helps(rule, said, hint, then):
    (finding,) = (one for one in spoken(said) if one.code == rule)

    assert hint in finding.hint
    assert rule not in codes(spoken(then))


def test_no_message_repeats_what_somebody_wrote():
    """Every text of a plan is made strange, so that it would be known in a message."""
    for looks in SPEAKS.values():
        for one in looks:
            plan = plan_from(one.text, one.today)
            strange = replace(
                plan,
                people=tuple(replace(person, name="Zyx") for person in plan.people),
                entries=tuple(
                    replace(e, note=f"{e.note or ''} zyx", celebrate="zyx") for e in plan.entries
                ),
                goals=tuple(
                    replace(
                        goal,
                        goal=f"{goal.goal} zyx",
                        why=f"{goal.why} zyx" if goal.why else None,
                        objectives=tuple(
                            replace(o, objective=f"{o.objective} zyx") for o in goal.objectives
                        ),
                    )
                    for goal in plan.goals
                ),
            )
            case = Context(strange, derive(strange), one.today)
            for row in TABLE:
                for said in row.look(case):
                    assert "zyx" not in f"{said.message} {said.hint}".casefold()


# ---- reading English


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("", 0, 0),
        ("The cat sat on the mat.", 0, 1),
        (
            "I want to ride the train to see my friends, and I want to feel calm when it is full.",
            4,
            8,
        ),
        ("Interpersonal communication necessitates systematic preparation.", 20, 40),
    ],
)
def test_the_grade_of_a_text_is_about_right(text, low, high):
    assert low <= english.grade(text) <= high


def test_a_long_text_of_short_sentences_stays_easy():
    assert english.grade("I walk to the sea. " * 50) < 2


@pytest.mark.parametrize(
    "words",
    [
        "Walk ten minutes outside after lunch",
        "Sit and breathe for five minutes",
        "Plan and cook one meal a week",
        "Go to bed by eleven on weeknights",
        "How close we felt this week",
        "My mood on waking",
        "Use fewer than ten units a week",
        "Keep a sleep diary every day",
        "No-phone hour before bed",
        "Never mind the dishes and sit down first",
        "My daughter and I cook together on Fridays",
        "People I talked to this week",
        "Let my children see me rest",
        "Journal three lines a day",
        "Tell my boss when it is too much",
        "Lower my guard with one friend each week",
    ],
)
def test_a_sensible_objective_is_left_in_peace(words):
    assert spoken(look({"objective": words})) == []


# ---- the samples


#: What the samples are told on this day; each is a thing that one could talk about.
SAMPLES = {
    "bring-colour-back": "A6 M10 L1",
    "evenings-that-are-mine": "C2 A6 A8 A6 A8 L7 L1",
    "grief-group": "",
    "kim-and-alex": "M10",
    "last-school-year": "A8 L1",
    "notice-the-wave": "A6 A8",
    "one-calm-evening-meal": "A6 L1",
    "say-what-i-need": "A8",
    "talk-as-to-a-friend": "A8 L1",
    "toolbox": "",
}


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "plans").glob("*.yml")))
def test_the_advice_on_a_sample_is_sensible_and_short(name):
    told = check(ROOT, date(2026, 11, 22), [f"plans/{name}.yml"]).advice

    assert " ".join(codes(told)) == SAMPLES[name]


@pytest.mark.parametrize("status", ["draft", "active"])
@pytest.mark.parametrize("starter", [one.name for one in starters()])
def test_a_new_plan_is_asked_for_words_yes_and_safety_at_most(starter, status):
    text = filled(
        starter,
        Beginning("0f" * 16, "demonstration", "Quiet River", UNDER_WAY, "../plan.schema.json"),
    )
    text = text.replace("status: draft", f"status: {status}")

    told = advised(text, UNDER_WAY)

    assert set(codes(told.findings)) <= {"R3", "R5", "S5", "A9", "C2"}
    of_the_starter = {"S": "S5", "A": "A9", "R": "R5"}
    for goal in told.goals:
        for letter, clarity in goal.letters:
            assert (clarity is Clarity.CLEAR) == (
                of_the_starter.get(letter, "") not in codes(told.findings)
            )


# ---- the page


def test_the_page_of_rules_is_in_step_with_the_table():
    assert (ROOT / "docs/advice.md").read_text("utf-8") == rules_as_markdown(), "run `make docs`"


def test_every_rule_has_its_row_on_the_page():
    for row in TABLE:
        assert (
            f"| {row.rule} | {row.level} | {row.letter or ''} | {row.fires} |"
            in rules_as_markdown()
        )


def test_however_much_is_said_of_a_log_it_is_sorted_once(monkeypatch):
    asked = []
    moment = locate._moment
    monkeypatch.setattr(
        locate, "_moment", lambda item, key: asked.append(item) or moment(item, key)
    )
    entries = [on(f"2026-01-{5 + n // 15:02}", calm=n % 10) for n in range(300)]

    assert len(advised(a_plan_file(entries)).findings) > 200
    assert len(asked) == 300

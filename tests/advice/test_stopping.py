"""Stopping: for each rule that no page goes out against, plans that it stops and plans that it lets pass."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.advice.rules import TABLE, rules_as_markdown
from generator.advice.stopping import STOPPING, rule_of
from generator.builder.page import make
from generator.builder.results import FinishedPage
from generator.format.validate.settings import NO_SETTINGS
from generator.model.rule import STOPPING_RULES, Rule
from generator.progress.derive import derive
from generator.view.page import page_view
from generator.workspace.layout import PlanSource
from tests.support.builders import SETTINGS, a_plan_file, findings_in, on, plan_from
from tests.view.test_group import PRESS, a_group, evening

GENERATOR = Path(__file__).parents[2] / "generator"
COUNT = {"measure": "count", "per": "week"}
HABIT = {"measure": "habit", "per": "week"}
SHARE = {"measure": "percentage"}
LEVELS = {"measure": "gas", "levels": {level: f"level {level}" for level in range(-2, 3)}}
PAIR = {"measure": "before-after", "better": "lower"}
WHO5 = {"measure": "who5", "target": {"at_least": 15}}
TWO = {"kim": {"name": "Kim", "role": "partner"}, "alex": {"name": "Alex", "role": "partner"}}
BOTH = [{"who": "kim", "status": "agree"}, {"who": "alex", "status": "agree"}]
COUPLE = {"setting": "couple", "people": TWO, "agreed": BOTH}
CALL = [{"name": "Night line", "contact": "555 0100"}]


def plan(
    objective: dict[str, object] | None = None, *entries: dict[str, object], **keys: object
) -> str:
    return a_plan_file(entries, objective, **keys)


STOPPED = {
    "M3": [
        plan({"baseline": 3, "target": 12}),
        plan({"baseline": -1, "target": 7}),
        plan(None, on("2026-01-12", calm=11)),
        plan({"scale": {"min": 1, "max": 5, "anchors": {0: "not at all"}}}),
        plan({**SHARE, "baseline": 20, "target": 120}),
        plan(SHARE, on("2026-01-12", calm=101)),
        plan(SHARE, on("2026-01-12", calm={"done": 9, "of": 8})),
        plan({**HABIT, "target": {"at_least": 9}}),
        plan(COUNT, on("2026-01-12", calm=-1)),
        plan(LEVELS, on("2026-01-12", calm=3)),
        plan({**PAIR, "target": {"change": 12}}),
        plan({**WHO5, "form": "raw"}, on("2026-01-12", calm=30)),
    ],
    "M9": [plan({"measure": "phq-19"}), plan(WHO5), plan(WHO5, on("2026-01-12", calm=60))],
    "R3": [
        plan(**{**COUPLE, "agreed": BOTH[:1]}),
        plan(**{**COUPLE, "agreed": [BOTH[0], {"who": "alex", "status": "pending"}]}),
        plan(**{**COUPLE, "agreed": [BOTH[0], {"who": "alex", "status": "disagree"}]}),
    ],
    "R4": [
        plan(None, on("2026-01-12", clam=4)),
        plan(None, on("2026-01-12", {"by": "jo"}, calm=4)),
        plan({"rated_by": ["jo"]}),
        plan({"steps": [{"step": "Ride one stop", "by": "jo"}]}),
        plan(replaces="earlier"),
    ],
    "T5": [
        plan(timeframe={"start": "2026-01-05", "end": "2025-12-28"}),
        plan(timeframe={"start": "5 January", "end": "2026-12-28"}),
        plan(timeframe={"start": "2026-02-30", "end": "2026-12-28"}),
        plan(timeframe={"start": "2026-01-05", "for": "a while"}),
        plan({"due": "2026-01-01"}),
        plan(None, on("2026-12-24", calm=4)),
    ],
    "P1": [
        plan(why="Write to sam@example.org."),
        plan(None, on("2026-01-12", {"note": "Call 01632 960 123 first."})),
        plan(title="With Sam Okafor"),
    ],
    "C1": [plan()],
}
PASSED = {
    "M3": [
        plan({"baseline": 0, "target": 10}, on("2026-01-12", calm=0), on("2026-01-13", calm=10)),
        plan(
            {"scale": {"min": -5, "max": 5, "anchors": {-5: "low", 5: "high"}}},
            on("2026-01-12", calm=-5),
        ),
        plan(SHARE, on("2026-01-12", calm={"done": 8, "of": 8})),
        plan({**HABIT, "target": {"at_least": 7}}),
        plan(COUNT, on("2026-01-12", calm=0)),
        plan(LEVELS, on("2026-01-12", calm=-2), on("2026-01-13", calm=2)),
    ],
    "M9": [
        plan({"measure": "phq9"}),
        plan({**WHO5, "form": "raw"}),
        plan({**WHO5, "form": "index"}),
    ],
    "R3": [
        plan(),
        plan(**COUPLE, lifecycle="proposed"),
        plan(**COUPLE),
        plan(**{**COUPLE, "agreed": BOTH[:1]}, lifecycle="planned"),
    ],
    "R4": [
        plan({"rated_by": ["client"]}, on("2026-01-12", {"by": "client"}, calm=4), client="Sam")
    ],
    "T5": [
        plan(
            {"due": "2026-01-06"},
            on("2026-11-23", calm=4),
            timeframe={"start": "2026-01-05", "for": "2 days"},
        )
    ],
    "P1": [
        plan(support=CALL, safety_plan={"professionals": ["Dr. Vale, 01632 960 123"]}),
        plan(private="Write to sam@example.org, or to Sam Okafor."),
        plan(why="From 2019 to 2024 I gave 3 of 10 talks at home."),
        plan(why="12 34 56 78", publish_anyway={"phone": "these are scores"}),
    ],
    "C1": [plan(support=CALL)],
}


def rules(rule: str, text: str) -> set[str | None]:
    settings = NO_SETTINGS if rule == "C1" else SETTINGS
    if rule == "P1":
        settings = replace(settings, never_publish=("Sam Okafor",))
    return {rule_of(finding.code) for finding in findings_in(text, settings=settings)}


def each(table: dict[str, list[str]]) -> list[object]:
    return [
        pytest.param(rule, text, id=f"{rule}-{n}")
        for rule, texts in table.items()
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("rule", "text"), each(STOPPED))
def test_the_rule_stops_the_plan_and_no_other_rule_speaks_of_it(rule, text):
    assert rules(rule, text) - {None} == {rule}


@pytest.mark.parametrize(("rule", "text"), each(PASSED))
def test_the_rule_lets_the_plan_pass(rule, text):
    assert rules(rule, text) == set()


# ---- rules that no file can break


def test_p2_what_is_private_is_nowhere_in_the_sources_of_a_page():
    hidden = {"private": "zyx"}
    text = plan(
        {
            **hidden,
            "steps": [{"step": "Ride one stop", **hidden}],
            "scale": {"min": 0, "max": 10, **hidden},
        },
        on("2026-01-12", hidden, calm=4),
        **hidden,
        reviews=[{"date": "2026-01-12", "kept": "the train", **hidden}],
        silence={"A6": "zyx, for the therapist alone"},
    )
    view = page_view(read := plan_from(text), derive(read), SETTINGS)
    made = make(PlanSource("plans/sam.yml", text.encode()), PRESS)

    assert "zyx" not in repr(view)
    assert isinstance(made, FinishedPage)
    assert b"zyx" not in made.file.content


def test_g1_a_group_has_no_chart_of_a_day_below_five_people():
    def charts(*values: float) -> int:
        read = plan_from(a_group(evening("2026-01-12", *values)))
        return len(page_view(read, derive(read), SETTINGS).goals[0].objectives[0].charts)

    assert (charts(3, 4, 5, 6), charts(3, 4, 5, 6, 7)) == (0, 1)


# ---- the table


def test_each_rule_stops_plans_or_is_held_by_how_things_are_built():
    held = {stop.rule for stop in STOPPING if stop.held}

    assert held == {"P2", "G1"}
    assert set(STOPPED) == set(PASSED) == {stop.rule for stop in STOPPING} - held


def test_every_code_is_one_that_a_finding_has():
    said = "".join(
        path.read_text("utf-8")
        for folder in ("format/validate", "format/fields")
        for path in GENERATOR.joinpath(folder).rglob("*.py")
    )

    for stop in STOPPING:
        for code in stop.codes:
            made = re.sub(r"^[a-z]+(?=-(outside|not-per))", "{what}", code)
            assert f'"{code}"' in said or f'"{made}"' in said, code


def test_the_fields_rules_are_all_there_as_advice_or_a_stop():
    letters = {
        "S": 5,
        "M": 10,
        "A": 9,
        "R": 5,
        "T": 6,
        "F": 4,
        "L": 8,
        "P": 3,
        "C": 3,
        "W": 1,
        "G": 1,
    }
    advised, stopping = {row.rule.value for row in TABLE}, {stop.rule for stop in STOPPING}

    assert {rule for rule in advised if rule[0] != "D"} | stopping == {
        f"{letter}{n}" for letter, most in letters.items() for n in range(1, most + 1)
    }
    assert advised & stopping == {"R3"}  # advice to one person, a stop where several agree
    assert stopping - set(Rule) == set(STOPPING_RULES)


def test_every_stop_has_its_row_on_the_page():
    for stop in STOPPING:
        assert f"| {stop.rule} | {stop.stops} | " in rules_as_markdown()

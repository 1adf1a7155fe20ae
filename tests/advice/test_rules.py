"""Advice: for each rule plans on which it speaks and plans on which it is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from generator.advice.rules import TABLE
from generator.errors import Finding
from generator.model.rule import Rule
from tests.support.builders import SMALL, UNDER_WAY, a_clear_plan_file, advised, on, weekly

ROWS = {row.rule: row for row in TABLE}
LATE = date(2026, 6, 1)
FRAME = {"start": "2026-01-05", "end": "2026-06-29", "review": {"every": "8 weeks"}}
YEARS = {"start": "2026-01-05", "end": "2027-12-27", "review": {"every": "8 weeks"}}
COUNT = {"measure": "count", "scale": None, "per": "week"}
DOWN = {**COUNT, "objective": "Outbursts at home", "baseline": 7, "target": {"at_most": 2}}
NUMBER = {
    "measure": "number",
    "scale": None,
    "unit": "hours",
    "better": "higher",
    "baseline": None,
    "target": None,
}
NOTED = [on("2026-01-26", {"note": "A walk."})]
PLAIN = {"scale": None, "baseline": None, "target": None, "steps": None}
YES = [{"who": "client", "status": "agree"}]
COUPLE = {"kim": {"name": "Kim", "role": "partner"}, "alex": {"name": "Alex", "role": "partner"}}
BOTH = {
    "entries": weekly(4, 4, 5, 5, by="kim"),
    "setting": "couple",
    "people": COUPLE,
    "client": None,
    "therapist": None,
    "agreed": [{"who": "kim", "status": "agree"}, {"who": "alex", "status": "agree"}],
}
PHQ9 = {
    "objective": "PHQ-9, how it was",
    "measure": "phq9",
    "scale": None,
    "target": {"at_most": 9},
}
SAFETY = {"warning_signs": ["I stop answering"]}


@dataclass(frozen=True)
class Look:
    """A plan by what differs from the clear one, and the day."""

    text: str
    today: date


def look(
    objective: Mapping[str, object] | None = None,
    entries: object = (),
    today: date = UNDER_WAY,
    **keys: object,
) -> Look:
    return Look(a_clear_plan_file(entries, objective, **keys), today)


def says(words: str, **objective: object) -> Look:
    """An objective in these words."""
    return look({"objective": words, **objective})


def wants(words: str, **keys: object) -> Look:
    """A goal in these words."""
    return look(goal=words, **keys)


def goals(*given: Mapping[str, object], **keys: object) -> Look:
    """Several goals, each with an objective of its own, unless it says otherwise."""
    made = [
        {
            "goal": f"I want to see the sea {n}",
            "why": "It is wide.",
            "agreed": YES,
            "objectives": {f"o{n}": BEACH},
            **one,
        }
        for n, one in enumerate(given)
    ]
    made = [without_nothing(one) for one in made]
    own = dict.fromkeys(("goal", "why", "agreed", "objectives"))
    return look(entries=[on("2026-01-26", {"note": "A walk."})], **{**own, "goals": made, **keys})


def couple(*given: Mapping[str, object]) -> Look:
    """Several goals of two people, who agree to each."""
    both = [{"who": "kim", "status": "agree"}, {"who": "alex", "status": "agree"}]
    beach = {**BEACH, "rated_by": ["kim", "alex"]}
    made = [{"agreed": both, "objectives": {f"o{n}": beach}, **one} for n, one in enumerate(given)]
    return goals(*made, setting="couple", people=COUPLE, client=None, therapist=None)


def objectives(*given: Mapping[str, object], **keys: object) -> Look:
    """Several objectives under one goal, the first of them `calm`."""
    made = {"calm" if n == 0 else f"o{n}": without_nothing(one) for n, one in enumerate(given)}
    return look(**{**keys, "objectives": made})


def without_nothing(given: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in given.items() if value is not None}


STEP = {"step": "Ride one stop", "first": True}
RATING = {
    "objective": "Rate how calm I feel on the morning train",
    "measure": "rating",
    "scale": {"min": 0, "max": 10, "anchors": {0: "wound up", 10: "at ease"}},
    "baseline": 3,
    "target": 7,
    "steps": [STEP],
}
TRAIN = {
    "objective": "Take the train at eight",
    "measure": "count",
    "baseline": 0,
    "target": {"at_least": 2},
}
BEACH = {**TRAIN, "objective": "Walk to the beach", "steps": [STEP]}
LONG = (
    "Ask a question in the weekly meeting " + "when my turn comes and all of them look at me " * 2
)

SPEAKS: dict[Rule, list[Look]] = {
    Rule.S1: [
        says("Feel calm"),
        says("More ease on the train"),
        says("Calm"),
        look({**COUNT, "objective": "Exercise", "target": {"at_least": 3}}),
    ],
    Rule.S2: [
        says("Feel better on the train to work"),
        says("Work on how I talk to Jo"),
        says("Improve how I sleep at night"),
        goals({"goal": "I want to be more confident", "objectives": {}}),
    ],
    Rule.S3: [says("Call Jo and write to my sister"), says("Ask a question or make a point at work"), says(LONG)],
    Rule.S4: [
        says("My partner will stop shouting at me"),
        wants("I want my boss to listen to me"),
        says("They say hello to me at work"),
    ],
    Rule.M1: [goals({"objectives": None}), goals({"objectives": {}}), goals({}, {"objectives": {}})],
    Rule.M2: [
        look({"baseline": None, "target": {"at_least": 7}}, [on("2026-01-26", {"note": "A walk."})]),
        look({**COUNT, "baseline": None, "target": {"at_least": 2}}, [on("2026-01-26", {"note": "A walk."})]),
        look({**PHQ9, "baseline": None}, [on("2026-01-26", {"note": "A walk."})]),
        look({"baseline": 3, "rated_by": ["kim", "alex"]}, **BOTH),
    ],
    Rule.M4: [
        look({"better": "lower"}),
        look({"target": {"at_least": 2}}),
        look({"target": 3}),
        look({"better": "lower", "target": {"at_least": 5}}),
        look({**DOWN, "baseline": 2, "target": {"at_most": 4}}),
        look({**PHQ9, "baseline": 5, "target": 9}, entries=weekly(6)),
    ],
    Rule.M5: [
        look({"target": 4}),
        look({"baseline": 3, "target": 4.5}),
        look({"baseline": {"first": 2}, "target": 5}),
        look({**PHQ9, "baseline": 14, "target": 9}, entries=weekly(14)),
    ],
    Rule.M6: [
        look({"scale": None}),
        look({"scale": {"min": 0, "max": 10, "anchors": {0: "wound up"}}}),
        look({"measure": "before-after", "scale": None, "baseline": None, "target": {"change": 2}, "better": "higher"},
             [on("2026-01-26", {"note": "A walk."})]),
    ],
    Rule.M7: [look(DOWN), objectives({**DOWN, "steps": [STEP]}, {**DOWN, "objective": "Doors that I slam"})],
    Rule.M8: [look({**PLAIN, "measure": "percentage", "baseline": 20, "target": 60}, weekly(20, 30))],
    Rule.M10: [
        look({**PHQ9, "measure": "phq4", "target": 2}, weekly(6)),
        look({**PLAIN, "measure": "csi4", "steps": [STEP]}, weekly(6)),
        look({**PLAIN, "measure": "own", "steps": [STEP]}, weekly(6),
             measures={"own": {"name": "Own", "min": 0, "max": 60, "better": "lower", "verified": False}}),
    ],
    Rule.A1: [goals({}, {}, {}, {}), couple({"expressed_by": "kim"}, {}, {}, {})],
    Rule.A2: [objectives(RATING, TRAIN, TRAIN, TRAIN)],
    Rule.A3: [
        says("Always take the train at eight"),
        says("Walk to work every day"),
        wants("I never want to be late"),
        wants("I want to be completely calm"),
        look({"target": 10}),
        look({**DOWN, "target": {"at_most": 0}}),
        look({"measure": "habit", "scale": None, "baseline": 1, "target": {"at_least": 7}},
             [on("2026-01-26", calm="yes")]),
        look({"measure": "percentage", "scale": None, "baseline": 20, "target": 100},
             [on("2026-01-26", calm={"done": 1, "of": 4})]),
    ],
    Rule.A4: [
        look({"due": "2026-02-16"}, weekly(3, 3, 3, 3)),
        look({"due": "2026-03-30"}, weekly(3, 3, 3, 3.5)),
    ],
    Rule.A5: [look({"steps": None}), look({"steps": ["Ride one stop", "Ride two stops"]})],
    Rule.A6: [look(confidence=6), look(confidence=0)],
    Rule.A7: [look(starting_point={"hindrances": "My heart races at the door."})],
    Rule.A8: [
        look(entries=weekly(4, 7, 8, 7)),
        look({**DOWN}, weekly(7, 5, 2, 1, 0, 0), date(2026, 2, 16)),
        look({**COUNT, "per": "total", "baseline": None, "target": 5}, weekly(1, 2, 2)),
        look({**PLAIN, "measure": "gas", "baseline": -1, "levels": {n: f"level {n}" for n in range(-2, 3)}},
             weekly(0, 1, 0, 0)),
    ],
    Rule.R1: [look(why=None)],
    Rule.R2: [look(importance=6), look(expressed_by="therapist")],
    Rule.R5: [
        look(why="I know what I miss when I stay away."),
        look(why="i know what  I miss when I stay away"),
        look(goal="I want to be there, also when I am nervous."),
        look(what_matters="I want more of the days that feel like mine."),
        look(starting_point={"motivation": "I would like to begin while there is time for it."}),
    ],
    Rule.S5: [
        look({"objective": "Stay five minutes or more in a place that makes me nervous"}, NOTED),
        look({"objective": "stay five minutes  or more in a place that makes me nervous."}, NOTED),
    ],
    Rule.A9: [
        look({"steps": [{"step": "Tell one person how it is for me", "first": True}]}, NOTED),
        look({"if_then": [{"if": "my heart races at the door", "then": "I take two breaths"}]}, NOTED),
    ],
    Rule.T6: [
        look({"due": "2026-07-01"}),
        look({"steps": [{"step": "Ride one stop", "first": True, "due": "2027-01-30"}]}),
        look(timeframe={**FRAME, "review": {"due": "2026-07-06"}}),
    ],
    Rule.L5: [
        look(entries=[on("2025-01-12", calm=4), on("2026-01-19", calm=4)]),
        look(entries=[on("1926-01-12", calm=4), *weekly(4, 5)]),
        look(entries=weekly(4, 5), reviews=[{"date": "2025-01-20", "kept": "it"}]),
    ],
    Rule.L6: [
        look({**NUMBER}, weekly(8, 7, 80, 9)),
        look({**NUMBER}, weekly(8, 7, 800000000, 9)),
        look({**NUMBER, "baseline": 8, "target": 6}, weekly(8, 75)),
        look({**COUNT, "unit": "walks", "baseline": 3, "target": {"at_least": 5}}, weekly(4, 55, 6)),
    ],
    Rule.R3: [
        look(agreed=None),
        look(agreed=[{"who": "client", "status": "pending"}]),
        look(agreed=[*YES, {"who": "client", "status": "disagree"}]),
        look(agreed=[*YES, {"who": "therapist", "status": "pending"}]),
    ],
    Rule.T1: [look(timeframe=YEARS)],
    Rule.T2: [
        look(today=date(2026, 7, 1)),
        look({"due": "2026-01-30"}),
        look({**PLAIN, "measure": "steps", "due": "2026-01-30", "steps": [STEP]},
             [on("2026-01-26", {"note": "A walk."})]),
    ],
    Rule.T3: [
        look(timeframe={"start": "2026-01-05", "end": "2026-06-29"}),
        look(timeframe={"start": "2026-01-05", "end": "2026-06-29", "review": {"due": "2026-02-01"}}),
        look(timeframe={**FRAME, "review": {"every": "3 weeks"}}),
        look(timeframe={**FRAME, "review": {"every": "1 week"}}, reviews=[{"date": "2026-01-12", "kept": "it"}]),
    ],
    Rule.T4: [
        look({"steps": None}, horizon="short-term", timeframe={**FRAME, "end": "2026-08-01"}),
        look({"steps": None, "due": "2027-06-01"}, timeframe=YEARS),
    ],
    Rule.F1: [
        wants("Stop fighting"),
        wants("I want to avoid rows at home"),
        wants("I don’t want to be late"),
        wants("To be less anxious in a crowd"),
        says("Not shout at the supper table"),
        says("Get rid of the harsh voice"),
    ],
    Rule.F2: [
        wants("Stop fighting", framing="avoidance"),
        goals({"framing": "avoidance"}, {"goal": "No phones at the table"}),
    ],
    Rule.F3: [
        wants("I should see my friends"),
        says("I have to take the train at eight"),
        look({"steps": [{"step": "I must call Jo", "first": True}]}),
    ],
    Rule.F4: [
        look(entries=[on("2026-01-26", {"note": "Client refused to do the homework."})]),
        look(entries=[on("2026-01-26", {"note": "Failed to attend."})]),
        look(why="He is manipulative at times."),
        goals({}, {"lifecycle": "cancelled", "status_reason": "Client refused."}),
        look(reviews=[{"date": "2026-01-26", "kept": "clean urine each week"}]),
        look(entries=[on("2026-01-26", {"note": "She has been clean since May."})]),
        look(status="completed", entries=[on("2026-01-26", {"note": "Non-compliant again."})]),
    ],
    Rule.L1: [look(today=date(2026, 2, 24)), look({"expected_every": "2 days"}), look({"expected_every": "3 days"})],
    Rule.L2: [
        look(entries=[on("2026-01-26", calm=4), on("2026-01-26", calm=6)]),
        look({**COUNT, "measure": "habit", "target": {"at_least": 5}},
             [on("2026-01-26", calm="yes"), on("2026-01-26", calm="no")]),
    ],
    Rule.L3: [
        look(achievement="achieved"),
        look(entries=weekly(7, 7, 8, 8), achievement="no-progress"),
        look({"baseline": 6, "target": 8}, weekly(2, 2, 2, 2), achievement="improving"),
    ],
    Rule.L4: [look(DOWN, weekly(3, 2, 3, 2))],
    Rule.L7: [
        look({**PHQ9, "measure": "audit", "expected_every": "13 weeks", "target": 7}, weekly(16)),
        look({**PHQ9, "measure": "audit-c", "expected_every": "3 months", "target": 4}, weekly(9)),
        look({**PHQ9, "measure": "pcl5", "expected_every": "1 week", "target": 30}, weekly(50)),
        look({**PHQ9, "expected_every": "2 days"}, weekly(16)),
    ],
    Rule.L8: [
        look(COUNT, weekly(1, 2)),
        look(COUNT, [on("2026-01-12", calm=2), on("2026-01-20", calm=1)]),
        look({**COUNT, "per": "month"}, [on("2026-02-01", calm=2)]),
        look(DOWN, [on(f"2026-01-{day:02}", calm=1) for day in (7, 14, 21)], date(2026, 2, 16)),
    ],
    Rule.P3: [
        look(why="F32.1 since last year."),
        look(entries=[on("2026-01-26", {"note": "PHQ-9 item 9: 2"})]),
        look(status="completed", entries=[on("2026-01-26", {"note": "Fits ICD-11 well."})]),
        look({**PLAIN, "measure": "ninth", "steps": [STEP]}, [on("2026-01-26", calm=1)],
             measures={"ninth": {"name": "PHQ-9, item 9", "min": 0, "max": 3, "better": "lower"}}),
    ],
    Rule.C2: [
        look(domain="mood"),
        look(domain="substance-use"),
        look(domain="Trauma"),
        look(domain="low mood"),
        look(domain="depression"),
        look(domain="alcohol"),
        look(domain="self-harm"),
        look({**PHQ9, "baseline": 17}, weekly(16)),
    ],
    Rule.W1: [
        look(why="I want this " + "because I like it and " * 8 + "that is why."),
        look(why="Notwithstanding considerable organisational responsibilities, interpersonal communication "
             "opportunities necessitate systematic preparation. Individual accountability facilitates continuous "
             "improvement alongside collaborative participation and mutual appreciation."),
    ],
    Rule.D1: [
        look({"baseline": 6, "target": 8}, weekly(3, 3, 2, 3)),
        look({**PHQ9, "measure": "gad7", "baseline": 9, "target": 5}, weekly(9, 14)),
        look({**PHQ9, "measure": "gad7", "baseline": 14, "target": 5}, weekly(14, 6, 10)),
        look({**PLAIN, "measure": "ors", "steps": [STEP]}, weekly(20, 30, 25)),
    ],
    Rule.C3: [
        look(entries=[on("2026-01-26", {"note": "I want to die."})]),
        look(entries=[on("2026-01-26", {"trigger": ["Dad hit me again"]})]),
        says("Times I hurt myself in a week"),
        look({**PHQ9, "baseline": 17}, weekly(17, 20)),
    ],
    Rule.D2: [look(entries=weekly(5, 5, 2)), look({"better": "lower", "baseline": 8, "target": 4}, weekly(5, 8))],
    Rule.D3: [look(entries=weekly(3, 4, 3, 3), today=LATE), look(DOWN, weekly(7, 6, 7, 7, 7, 7), LATE)],
    Rule.D4: [
        look({**PHQ9, "baseline": 17}, weekly(17, 20)),
        look({**PHQ9, "baseline": 8, "target": 4}, weekly(8, 9, 14)),
        look({**PHQ9, "baseline": None}, weekly(16, 8, 7, 8, 14)),
        look({**PHQ9, "baseline": None}, weekly(18, 10, 7, 7, 9, 11, 13), date(2026, 2, 23)),
        look({**PHQ9, "measure": "core10", "baseline": None, "target": 10}, weekly(33)),
        look({**PHQ9, "measure": "gad7", "baseline": 14, "target": 6}, weekly(14, 1, 2, 5)),
    ],
    Rule.D5: [look(today=LATE), look(entries=[on("2026-01-05", {"note": "Hello."})], today=date(2026, 4, 1))],
}  # fmt: skip

SILENT: dict[Rule, list[Look]] = {
    Rule.S1: [
        says("Take the train at eight"),
        look({**COUNT, "objective": "Evenings without alcohol", "target": {"at_least": 5}}),
        look({**PHQ9, "objective": "PHQ-9", "baseline": 17}, weekly(16)),
        says("Feel calm", smart={"specific": "On the train at eight, standing"}),
    ],
    Rule.S2: [says("Improve my sleep to seven hours"), wants("I want to feel better"), look({**PHQ9, "baseline": 12})],
    Rule.S3: [says("Walk with Jo and the dog"), says("Sit in the yard and the sun for ten minutes")],
    Rule.S4: [says("Tell my partner what I need"), says("My part of the work, done by five each day")],
    Rule.M1: [look(), goals({}, {"lifecycle": "planned", "objectives": None})],
    Rule.M2: [
        look({"baseline": None, "target": {"at_least": 7}}),
        look({"baseline": {"first": 3}}, [on("2026-01-26", {"note": "A walk."})]),
        look({**PLAIN, "measure": "habit", "steps": [STEP]}, [on("2026-01-26", {"note": "A walk."})]),
        look({**COUNT, "per": "total", "baseline": None, "target": 5}, [on("2026-01-26", {"note": "A walk."})]),
        look({"baseline": {"kim": 3, "alex": 5}, "rated_by": ["kim", "alex"]}, **BOTH),
        look({"baseline": 3, "rated_by": ["kim"]}, **BOTH),
    ],
    Rule.M4: [
        look({"better": "higher"}),
        look({"better": "lower", "baseline": 8, "target": 4}),
        look({"target": 3}, framing="maintenance"),
        look({"measure": "number", "unit": "hours", "scale": None, "better": "higher", "baseline": 7, "target": 7}),
    ],
    Rule.M5: [look({"target": 5}), look({**PHQ9, "baseline": 17}, weekly(17)), look({**DOWN, "baseline": 3})],
    Rule.M6: [look(), look({**COUNT, "target": {"at_least": 5}})],
    Rule.M7: [look(), objectives({**DOWN, "steps": [STEP]}, TRAIN)],
    Rule.M8: [
        look({"measure": "percentage", "scale": None, "baseline": 20, "target": 60},
             [on("2026-01-26", calm={"done": 1, "of": 4})]),
        look({"measure": "percentage", "scale": None, "baseline": 20, "target": 60},
             [on("2026-01-26", {"note": "A walk."})]),
    ],
    Rule.M10: [look(), look({**PHQ9, "baseline": 17}, weekly(16)), look({**PHQ9, "measure": "core10"}, weekly(16))],
    Rule.A1: [
        goals({}, {}, {}),
        goals({}, {}, {}, {"lifecycle": "planned"}),
        couple(*[{"expressed_by": "kim"}, {"expressed_by": "alex"}] * 3),
    ],
    Rule.A2: [
        objectives(RATING, TRAIN, TRAIN),
        objectives(RATING, TRAIN, TRAIN, {"objective": "PHQ-9", "measure": "phq9"}),
        objectives(RATING, TRAIN, TRAIN, {"objective": "Climb my ladder", "measure": "steps", "steps": [STEP]}),
    ],
    Rule.A3: [
        says("Take the train on 5 of 7 days"),
        says("Rate how calm I feel every day"),
        wants("I want to be outside a little every day"),
        says("Take no more than three trains"),
        look({"measure": "habit", "scale": None, "baseline": 1, "target": {"at_least": 5}},
             [on("2026-01-26", calm="yes")]),
        look({"measure": "habit", "scale": None, "planned": 1, "baseline": 0, "target": {"at_least": 1}},
             [on("2026-01-26", calm="yes")]),
    ],
    Rule.A4: [look(), look({"due": "2026-02-16"}, weekly(5, 6, 6, 6)), look(entries=weekly(3, 3, 3, 3))],
    Rule.A5: [
        look(),
        look({"steps": [{"step": "Ride one stop", "done": "2026-01-26"}, "Ride two stops"]}),
        goals({"domain": "coping"}, {"domain": "coping", "objectives": {"x": TRAIN}}),
    ],
    Rule.A6: [look(), look(confidence=7)],
    Rule.A7: [
        look(),
        look(
            {"if_then": [{"if": "it is loud", "then": "I count to ten"}]},
            lifecycle="proposed",
            starting_point={"hindrances": "The door."},
        ),
        look({"if_then": [{"if": "it is loud", "then": "I count to ten"}]}, starting_point={"hindrances": "The door."}),
    ],
    Rule.A8: [
        look(entries=weekly(4, 7, 6, 7)),
        look(entries=weekly(4, 7, 8, 7), achievement="sustaining"),
        look(entries=weekly(4, 7, 8, 7), phases=[{"from": "2026-01-12", "label": "Keeping", "kind": "follow-up"}]),
        look({"baseline": 8, "target": {"at_least": 7}}, weekly(8, 8, 8)),
    ],
    Rule.R1: [look(), look(why=None, what_matters="Jo."), look({"smart": {"relevant": "My friends."}}, why=None)],
    Rule.R2: [look(importance=7), look(expressed_by="client")],
    Rule.R3: [look(), look(agreed=[{"who": "client", "status": "pending"}, *YES]), Look(SMALL, UNDER_WAY)],
    Rule.R5: [
        look(),
        look(goal="I want my evenings, all of them.", why="I know what I miss when I stay at home."),
        look(status="completed", why="I know what I miss when I stay away."),
    ],
    Rule.S5: [
        look({"objective": "Stay five minutes or more in a place that makes me nervous"}, weekly(4)),
        look({**PHQ9, "objective": "Low mood (PHQ-9)", "baseline": 12}, safety_plan=SAFETY),
    ],
    Rule.A9: [
        look({"steps": [{"step": "Tell my boss how it is for me", "first": True}]}, NOTED),
        look({"steps": [{"step": "Tell one person how it is for me", "done": "2026-01-06"}]}, NOTED),
    ],
    Rule.T6: [
        look({"due": "2026-06-29"}),
        look({"steps": [{"step": "Ride one stop", "status": "cancelled", "due": "2027-01-30"}]}),
        look({"due": "2026-07-10"}, today=date(2026, 7, 1)),
    ],
    Rule.L5: [look(entries=[on("2025-11-12", calm=4), on("2026-01-19", calm=4)])],
    Rule.L6: [
        look({**NUMBER}, weekly(8, 7, 45, 9)),
        look({**NUMBER}, weekly(8, 80)),
        look({**COUNT, "unit": "walks", "baseline": None, "target": None}, weekly(0, 0, 1, 12)),
    ],
    Rule.T1: [look(), look({"for": "12 weeks"}, timeframe=YEARS)],
    Rule.T2: [
        look(),
        look({"due": "2026-01-30"}, weekly(5, 6, 7, 7)),
        look({**PLAIN, "measure": "steps", "due": "2026-01-30", "steps": [{"step": "Ride", "done": "2026-01-12"}]},
             [on("2026-01-26", {"note": "A walk."})]),
        look(today=date(2026, 7, 1), status="completed"),
    ],
    Rule.T3: [
        look(),
        look(timeframe={**FRAME, "review": {"due": "2026-02-02"}}),
        look(timeframe={**FRAME, "review": {"every": "3 weeks"}}, reviews=[{"date": "2026-01-20", "kept": "it"}]),
    ],
    Rule.T4: [look({"steps": None}, horizon="short-term"), look(horizon="short-term", timeframe=YEARS)],
    Rule.F1: [
        wants("I want to feel at ease in a crowd"),
        wants("Stop fighting", framing="avoidance"),
        goals({"goal": "Drink less", "domain": "substance-use"}, {"domain": "substance-use"}),
        objectives({**DOWN, "objective": "Stop shouting at home", "steps": [STEP]}, TRAIN),
        look({**PHQ9, "objective": "No item text here", "baseline": 12}),
    ],
    Rule.F2: [look(), wants("Stop fighting"), goals({"framing": "avoidance"}, {})],
    Rule.F3: [wants("I want to see my friends"), look(why="People say I should see them.")],
    Rule.F4: [
        look(entries=[on("2026-01-26", {"note": "I failed the test and we refused the second cake."})]),
        look(entries=[on("2026-01-26", {"note": "The lift failed. They clean the kitchen on Sundays."})]),
        look(entries=[on("2026-01-26", {"private": "Client refused."}, calm=4)]),
        look(why="It is a borderline case between two jobs."),
    ],
    Rule.L1: [
        look(),
        look(today=date(2026, 2, 23)),
        look(today=LATE),
        look({"expected_every": "2 days"}, status="on-hold"),
        look({"expected_every": "2 days"}, phases=[{"from": "2026-01-27", "label": "Away", "kind": "break"}]),
    ],
    Rule.L2: [
        look(entries=[on("2026-01-26", calm=4), on("2026-01-26", calm=4)]),
        look(entries=[on("2026-01-26 09:00", calm=4), on("2026-01-26 18:00", calm=6)]),
        look(DOWN, [on("2026-01-26", calm=1), on("2026-01-26", calm=2)]),
    ],
    Rule.L3: [
        look(achievement="in-progress"),
        look(entries=weekly(7, 7, 8, 8), achievement="achieved"),
        look(achievement="improving"),
        look(entries=weekly(4), achievement="achieved"),
    ],
    Rule.L4: [
        look(DOWN, weekly(3, 2)),
        look(DOWN, [*weekly(3, 2, 3), on("2026-01-27", {"trigger": ["tired"]}, calm=1)]),
        look({**COUNT, "target": {"at_least": 3}}, weekly(3, 2, 3, 2)),
    ],
    Rule.L7: [
        look({**PHQ9, "expected_every": "1 week"}, weekly(16)),
        look({**PHQ9, "measure": "audit", "expected_every": "12 months", "target": 7}, weekly(16)),
        look({**PHQ9, "measure": "audit", "target": 7}, weekly(16)),
        look({**PHQ9, "measure": "gad2", "target": 2, "expected_every": "2 weeks"}, weekly(4)),
    ],
    Rule.L8: [
        look(COUNT, weekly(1)),
        look(COUNT, [on("2026-01-12", {"over": "last week"}, calm=2)]),
        look(COUNT, [on("2026-01-12", calm=2), on("2026-01-14", calm=1)]),
        look({**COUNT, "per": "day"}, weekly(1, 2)),
        look(DOWN, [on(f"2026-01-{day:02}", calm=1) for day in (11, 18, 25)], date(2026, 2, 16)),
        look(DOWN, [on(f"2026-01-{day:02}", calm=1) for day in (7, 8, 14, 15, 21)], date(2026, 2, 16)),
        look({**COUNT, "target": {"at_least": 1}}, [on(f"2026-01-{day:02}", calm=1) for day in (7, 14, 21)]),
        look(entries=weekly(4, 5)),
    ],
    Rule.P3: [
        look(why="My room is on floor 12, and the total is enough."),
        look(why="Question 2: what would I do with a free day?"),
        look(private="F32.1, item 9: 2"),
        look({**PHQ9, "baseline": 12}),
    ],
    Rule.C2: [
        look(domain="mood", safety_plan=SAFETY),
        look(domain="anxiety"),
        look(domain="connection"),
        look({**PHQ9, "baseline": 17}, weekly(16, 12)),
    ],
    Rule.W1: [
        look(why="My friends live there. I miss them."),
        look(entries=[on("2026-01-26", {"note": "word " * 40})]),
    ],
    Rule.C3: [
        look(),
        says("Rate how calm I feel when the phone has died"),
        look(entries=[on("2026-01-26", {"note": "I want to die.", "talked_about": "2026-01-27"})]),
        look(safety_plan={"warning_signs": ["I think of suicide"]}),
        look({**PHQ9, "baseline": 17}, weekly(17, 19)),
        look({**PHQ9, "baseline": 17, "talked_about": "2026-02-01"}, weekly(17, 20)),
    ],
    Rule.D1: [look(), look({**PHQ9, "measure": "gad7", "baseline": 9, "target": 5}, weekly(9, 11))],
    Rule.D2: [look(entries=weekly(5, 2, 5)), look(entries=weekly(5, 3)), look(entries=weekly(2, 5))],
    Rule.D3: [look(entries=weekly(3, 4, 3, 3)), look(entries=weekly(3, 5, 5, 5), today=LATE)],
    Rule.D4: [look({**PHQ9, "baseline": 17}, weekly(17, 19)), look({**PHQ9, "measure": "gad7"}, weekly(8, 20))],
    Rule.D5: [look(today=date(2026, 2, 24)), look(today=LATE, status="on-hold")],
}  # fmt: skip


def spoken(look: Look) -> list[Finding]:
    return list(advised(look.text, look.today).findings)


def each(table: Mapping[Rule, list[Look]]) -> list[object]:
    return [
        pytest.param(rule, one, id=f"{rule}-{n}")
        for rule, looks in table.items()
        for n, one in enumerate(looks, 1)
    ]


@pytest.mark.parametrize(("rule", "look"), each(SPEAKS))
def test_the_rule_speaks(rule, look):
    assert rule in {finding.code for finding in spoken(look)}


@pytest.mark.parametrize(("rule", "look"), each(SILENT))
def test_the_rule_is_silent(rule, look):
    assert rule not in {finding.code for finding in spoken(look)}


def test_every_rule_has_plans_where_it_speaks_and_where_it_is_silent():
    assert set(SPEAKS) == set(SILENT) == set(ROWS) == set(Rule)
    assert all([*SPEAKS.values(), *SILENT.values()])
    assert len(TABLE) == len(ROWS)


def test_a_clear_plan_is_left_in_peace():
    assert spoken(look()) == []

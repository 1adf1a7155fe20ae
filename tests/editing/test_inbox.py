"""Inbox: whatever a stranger seals changes nothing but what a valid entry may.

`HANDRAIL_HOSTILE=10000 pytest tests/editing/test_inbox.py` looks at more replies than there is time for each time.
"""

from __future__ import annotations

import json
import os
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.editing.inbox import Inbox, TakenReply, read_inbox
from generator.editing.logged import log_of
from generator.editing.received import ReadingRules
from generator.editing.text import content_of
from generator.format.parse import Document, Mapping, Node, Sequence, parse
from generator.privacy.links import Links
from generator.privacy.seal import Key, Keyring, Mode
from generator.workspace.layout import PlanSource
from tests.support.builders import RISK, SETTINGS, TODAY, findings_in
from tests.support.replies import UID, sealed_text, sent

HOSTILE = int(os.environ.get("HANDRAIL_HOSTILE", "100"))
KEY = Key(bytes(range(32)))
LINKS = Links(Keyring((("ours", KEY),)), "ours", frozenset(), frozenset())
SECRETS = KEY.secrets(UID, Mode.LINK, 1)
RULES = ReadingRules(SETTINGS, TODAY, RISK)
PLAN = f"""\
# What nobody but me reads.
uid: "{UID}"
people:
  kim: {{name: Kim, role: partner}}
  alex: {{name: Alex, role: partner}}
  tess: {{name: Tess, role: therapist}}
setting: couple
goal: Feel at ease in a crowd
agreed: [{{who: kim, status: agree}}, {{who: alex, status: agree}}]
timeframe: {{start: 2026-01-05, end: 2026-12-28}}
private: For my eyes only.
objectives:
  crowds:
    objective: Rate how calm I feel on the train
    measure: rating
    baseline: 3
    target: 7
    steps:
      - Ride one stop   # with me
      - {{step: Ride two, done: 2026-02-02}}
      - {{step: Ride three, status: cancelled}}
  walk: {{objective: Walk, measure: habit, target: 4}}
  said: {{objective: Say it, measure: percentage, baseline: 20, target: 60}}
progress:
  - date: 2026-01-12
    by: kim
    scores: {{crowds: 4}}
    note: The train was full.
    private: Ask again.
"""
SOURCE = PlanSource("plans/sam.yml", PLAN.encode())


def inbox(text: str) -> Inbox:
    return read_inbox(text, [SOURCE], LINKS, RULES)


# ---- what a stranger seals

ODD = [
    "",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "private: me",
    "\n- date: 2026-01-01\n  private: mine",
    "--- !!python/object:os.system",
    "&a *a",
    "\u202egnp.exe",
    "\u2028\u2029\x85\t",
    "\x00\x1b[2J",
    "\ud83c",
    "# not a comment",
    "…" * 10_001,
    "a" * 9_999,
    "' \" \\ | > % @ ` { } [ ] , : ? !",
    "I want to die",
    "\U0001f33f " * 50,
]
DAYS = [
    "2026-01-19",
    "2026-01-19 14:30",
    "2026-11-23",
    "2027-01-19",
    "0000-00-00",
    "2026-02-30",
    "1900-01-01",
]
TEXTS = st.one_of(st.sampled_from(ODD), st.text(max_size=40))
IDS = st.sampled_from(
    ["crowds", "walk", "said", "crowd", "progress", "private", "__proto__", "kim"]
)
NUMBERS = st.one_of(st.integers(-3, 12), st.floats(-1e6, 1e6), st.sampled_from([10**20, 4.5]))
JUNK = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda deeper: st.lists(deeper, max_size=3) | st.dictionaries(TEXTS, deeper, max_size=3),
    max_leaves=6,
)
SCORES = st.one_of(
    NUMBERS,
    st.sampled_from(["yes", "partly", "no", "skip", "YES", "5"]),
    st.fixed_dictionaries({"done": NUMBERS, "of": NUMBERS}),
    st.fixed_dictionaries({}, optional={"before": NUMBERS, "after": NUMBERS}),
    JUNK,
)
#: What an entry may hold, well or badly filled in.
FILLED = {
    "by": st.sampled_from(["kim", "alex", "tess", "mo", "Kim Vale"]) | JUNK,
    "scores": st.dictionaries(IDS, SCORES, max_size=3) | JUNK,
    "note": TEXTS | JUNK,
    "situation": TEXTS,
    "celebrate": TEXTS,
    "trigger": st.lists(TEXTS, max_size=3) | JUNK,
    "response": st.lists(TEXTS, max_size=3),
    "strength": NUMBERS | JUNK,
    "helped": st.dictionaries(TEXTS, NUMBERS, max_size=3) | JUNK,
    "steps": st.lists(
        st.sampled_from(["crowds/1", "crowds/2", "crowds/3", "crowds/9", "walk/1", "../1"]),
        max_size=3,
    ),
}
#: What it may not.
MORE = dict.fromkeys(
    ("private", "hold", "over", "part", "cost", "closeness", "reply", "talked_about", "goal"), JUNK
)
ENTRIES = st.fixed_dictionaries(
    {"date": st.sampled_from(DAYS) | TEXTS},
    optional=FILLED,
)
HONEST = st.fixed_dictionaries(
    {"date": st.sampled_from(DAYS[:2]), "by": st.sampled_from(["kim", "alex"])},
    optional={
        "scores": st.fixed_dictionaries(
            {}, optional={"crowds": st.integers(0, 10), "walk": st.just("yes")}
        ),
        "note": TEXTS,
        "trigger": st.lists(TEXTS, max_size=2),
        "helped": st.dictionaries(TEXTS, st.integers(0, 4), max_size=2),
        "steps": st.just(["crowds/1", "crowds/2", "crowds/3"]),
    },
)
WRONG = st.tuples(HONEST, st.fixed_dictionaries({}, optional=MORE)).map(lambda two: two[0] | two[1])


@st.composite
def replies(draw: st.DrawFn) -> str:
    """The JSON of a reply by somebody who means harm, or by nobody in particular."""
    entries = draw(st.lists(st.one_of(HONEST, ENTRIES, WRONG, JUNK), max_size=4))
    times = 1000 if len(json.dumps(entries)) < 100 and draw(st.booleans()) else 1
    whole: dict[str, Any] = {
        "v": draw(st.sampled_from([1, 1, 1, 2])),
        "id": draw(st.sampled_from(["0" * 32, "f" * 32, "f" * 32, "x"])),
        "made": "2026-01-20",
        "entries": entries * times,
    }
    if draw(st.integers(0, 9)) == 0:
        whole |= draw(st.dictionaries(TEXTS, JUNK, max_size=2))
    return json.dumps(whole)


def rest(document: Document) -> object:
    """All that a plan says but for its log, and for steps that were open."""
    return [
        (key.text, without_open_steps(value))
        for key, value in document.root.pairs
        if key.text != "progress"
    ]


def without_open_steps(node: Node) -> object:
    if isinstance(node, Mapping):
        return [
            (key.text, steps_of(value) if key.text == "steps" else without_open_steps(value))
            for key, value in node.pairs
        ]
    if isinstance(node, Sequence):
        return [without_open_steps(item) for item in node.items]
    return content_of(node)


def steps_of(node: Node) -> object:
    """The words of each step; what else one says where it was done or set aside from the start."""
    assert isinstance(node, Sequence)
    first, *others = node.items
    words = first.get("step") if isinstance(first, Mapping) else first
    return content_of(words) if words else None, [content_of(item) for item in others]


#: Keys that an entry of a reply may have in the end.
MAY_HAVE = {*FILLED} - {"steps"} | {"date", "reply"}
BEFORE = parse(SOURCE.data, SOURCE.name)


@pytest.mark.slow
@settings(max_examples=HOSTILE)
@given(replies())
@example(
    json.dumps({"v": 1, "id": "f" * 32, "made": "2026-01-20", "entries": [{"date": "2026-01-19"}]})
)
def test_a_hostile_reply_changes_nothing_but_what_an_entry_may(reply: str) -> None:
    if len(reply) > 60_000:  # no text can carry more
        return
    found = inbox(sealed_text(reply, SECRETS))

    assert len(found.replies) == 1
    for plan in found.plans:
        after = parse(plan.added.data, SOURCE.name)
        old, new = log_of(BEFORE), log_of(after)
        kept = [node for place, node in enumerate(new) if place not in plan.added.places]
        assert [content_of(node) for node in kept] == [content_of(node) for node in old]
        assert rest(after) == rest(BEFORE)
        for place in plan.added.places:
            entry = new[place]
            assert isinstance(entry, Mapping)
            assert {*entry.names} <= MAY_HAVE
        assert findings_in(plan.added.data) == ()
        assert b"# What nobody but me reads." in plan.added.data
        assert b"# with me" in plan.added.data
    if found.refused:
        assert not found.plans


@settings(max_examples=HOSTILE // 3)
@given(st.lists(HONEST, min_size=1, max_size=3))
def test_what_an_honest_page_writes_arrives_word_for_word(entries: list[dict[str, Any]]) -> None:
    written = {"v": 1, "id": "f" * 32, "made": "2026-01-20", "entries": entries}
    found = inbox(sealed_text(json.dumps(written), SECRETS))
    for one in found.taken:
        notes = [
            re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", entry.get("note", "")).strip()
            for entry in entries
        ]
        document = parse(one.received.added.data, SOURCE.name)
        new = [log_of(document)[place] for place in one.received.added.places]
        in_file = [dict(content_of(node)).get("note") for node in new]  # type: ignore[call-overload]  # pairs

        assert sorted(note for note in notes if note) == sorted(note for note in in_file if note)


@settings(max_examples=HOSTILE)
@given(st.binary(max_size=600), st.integers(0, 400), st.integers(0, 255))
def test_bytes_of_anybody_are_read_or_refused(noise: bytes, at: int, byte: int) -> None:
    good = bytearray(sent(KEY, {"by": "kim", "note": "Hello"}).encode())
    good[at % len(good)] = byte

    for text in (
        noise.decode("latin-1"),
        "HR2.91934" + noise.decode("latin-1"),
        good.decode("latin-1"),
    ):
        found = inbox(text)
        assert all(isinstance(one, TakenReply) or one.step for one in found.replies)

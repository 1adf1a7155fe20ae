"""Guards: a wrong guard closes, a whole one is heeded wherever else its file is broken. Laws over slips, not a list."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.errors import Finding
from generator.format.guards import OldPage
from generator.format.load import Rejected, load_plan
from generator.model.plan import Plan
from generator.workspace.intake import READ_LIMIT_BYTES
from generator.workspace.layout import PlanSource
from tests.support.builders import SETTINGS, SMALL, TODAY, a_plan_file, last_page_stays

UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
#: A plan without its guards, each of its lines at the top or below one that is.
BARE = """\
# A plan for the train.
handrail: 1
uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
title: Out and about
client: Sam
{guards}timeframe: {{start: 2026-01-05, end: 2026-04-06}}
goal: Feel at ease in a crowd
why: |
  My friends live at the end of the line. I share a flat: the status of it is none of their business.
  I wrote a draft of a letter, and nobody is revoked.
objectives:
  crowds:
    objective: Rate how calm I feel on the morning train
    measure: rating
    baseline: 3
    target: 7
    steps:
      - step: Stand near the door
        status: completed
        done: 2026-01-20
      - {{step: Ride one stop, status: not-started}}
progress:
  - date: 2026-01-12
    scores: {{crowds: 4}}
    note: Two stops, "fine".
"""
#: Guards that withdraw a page, as they may be written.
WITHDRAWING = (
    "status: revoked\n",
    "status: draft\n",
    'status: "revoked"\n',
    "'status': revoked\n",
    "status:\n  draft\n",
    "share: {access: none}\n",
    "share: {access: 'none'}   # for now\n",
    "share:\n  access: none\n",
    "share:\n  # closed\n  access: none\n  generation: 2\n",
    "share: {\n  access: none\n}\n",
    "share: {access: link, until: 2026-01-31}\n",
    "share:\n  access: words\n  until: 2026-11-21\n",
    "status: active\nshare: {access: none}\n",
    "status: revoked\nshare: {access: public}\n",
)
#: Guards that let a page stand, with the door that each names.
OPEN = {
    "": "link 1 ",
    "share: {access: public}\n": "public",
    "status: active\nshare: {access: public}  # agreed\n": "public",
    "status: completed\n": "link 1 ",
    "share: {access: link, generation: 3, key: practice-2026}\n": "link 3 practice-2026",
    "share:\n  access: words\n  generation: 2\n": "words 2 ",
    "'share': {'access': 'words', until: 2027-01-31}\nstatus: on-hold\n": "words 1 ",
    "share: {\n  access: link,\n  generation: 2\n}\n": "link 2 ",
}


def verdict(text: str | bytes, today: date = TODAY) -> Plan | Rejected:
    data = text.encode() if isinstance(text, str) else text
    return load_plan(PlanSource("plans/sam.yml", data), SETTINGS, today, None)


def goes(text: str | bytes, address_key: str = "link 1 ") -> bool:
    """Whether the page that stands behind this door is taken away."""
    read = verdict(text)
    return (
        not read.is_published(TODAY)
        if isinstance(read, Plan)
        else not last_page_stays(read, address_key)
    )


def stays(text: str | bytes, address_key: str) -> bool:
    read = verdict(text)
    return (
        isinstance(read, Rejected)
        and read.old_page is OldPage.STAYS
        and last_page_stays(read, address_key)
    )


#: Words that break a file where they are put.
BREAKS = (*"\"'{}[]\t&*!%@`|>#…“", ": ", "- ", "\n", "\n\n")
#: Lines that break a file wherever they stand.
BROKEN_LINES = (
    'title: "half a sen',
    "tab_title: [",
    "approach: {",
    "]",
    "\tgoal: x",
    "words without a key",
    "goal: a: b",
    "   language: en",
    "bogus: 1",
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> main",
    "||||||| base",
    "---",
    "a: *b",
)


@st.composite
def slips(draw: st.DrawFn, text: str, spared: tuple[int, int]) -> str:
    """The text after one to four slips, none of them in the lines from one number up to another, or beside them."""
    lines = text.splitlines()
    first, last = spared
    free = [number for number in range(len(lines)) if not first - 1 <= number <= last]
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.sampled_from(free))
        line = lines[number]
        at = draw(st.integers(0, len(line)))
        match draw(st.sampled_from(("put in", "take out", "double", "cut"))):
            case "put in":
                lines[number] = line[:at] + draw(st.sampled_from(BREAKS)) + line[at:]
            case "take out":
                lines[number] = line[:at] + line[at + draw(st.integers(1, 5)) :]
            case "double":
                lines[number] = f"{line}\n{line}"
            case _:
                lines[number] = line[:at]
    return "\n".join(lines) + "\n"


def spared(guards: str) -> tuple[int, int]:
    first = BARE.split("{guards}")[0].count("\n")
    return first, first + guards.count("\n")


@given(st.data(), st.sampled_from(WITHDRAWING))
@settings(deadline=None, max_examples=60)
def test_a_page_goes_where_a_guard_says_so_whatever_else_is_wrong(
    data: st.DataObject, guards: str
) -> None:
    text = data.draw(slips(BARE.format(guards=guards), spared(guards)))

    assert goes(text)
    assert goes(text, "public")


@given(st.data(), st.sampled_from(sorted(OPEN)))
@settings(deadline=None, max_examples=60)
def test_a_page_stays_while_somebody_types_elsewhere_and_its_guards_are_whole(
    data: st.DataObject, guards: str
) -> None:
    line = data.draw(st.sampled_from(BROKEN_LINES))
    lines = BARE.format(guards=guards).splitlines()
    first, last = spared(guards)
    number = data.draw(
        st.sampled_from([n for n in range(3, len(lines) + 1) if not first - 1 <= n <= last + 1])
    )
    text = "\n".join([*lines[:number], line, *lines[number:]]) + "\n"
    assume(isinstance(verdict(text), Rejected))
    assume(
        not (line.startswith("<<<") and number < first)
    )  # a merge that never closes may hold the guards

    assert stays(text, OPEN[guards])
    assert goes(text, "link 9 ")


@given(st.data(), st.sampled_from(sorted(OPEN)))
@settings(deadline=None, max_examples=60)
def test_whatever_is_typed_elsewhere_no_page_stays_behind_another_door(
    data: st.DataObject, guards: str
) -> None:
    """As where `public` was changed to `link`, or the generation raised, beside an open quote."""
    text = data.draw(slips(BARE.format(guards=guards), spared(guards)))
    others = set(OPEN.values()) - {OPEN[guards]}

    assert all(goes(text, address_key) or isinstance(verdict(text), Plan) for address_key in others)


#: What a hand can do to the line of a guard, so that its meaning can still be guessed by a person.
GUARD_SLIPS = (
    "status revoked",
    "status; revoked",
    "status = revoked",
    "status:revoked",
    "status : revoked",
    " status: revoked",
    "\tstatus: revoked",
    "status:\trevoked",
    "status\u00a0: revoked",
    "status:\u00a0revoked",
    "sta\u200btus: revoked",
    "ｓｔａｔｕｓ： revoked",
    "status： revoked",
    "Status: Revoked",
    "STATUS: REVOKED",
    'status: "revoked',
    'status: revoked"',
    "status: 'revoked\"",
    '"status: revoked"',
    "'status: revoked",
    "status: “revoked”",
    "status: [revoked",
    "status: {revoked}",
    "status: revoked: x",
    "status: revokd",
    "status: rev oked",
    "stauts: revoked",
    "sttus: revoked",
    "state: revoked",
    "- status: revoked",
    "? status: revoked",
    "status: revoked\nstatus: active",
    "status: active\nstatus: revoked",
    "status:\nrevoked",
    "status\n: revoked",
    "status: draft,",
    "status: draft }",
    "share: {access: none",
    "share: access: none}",
    "share: access: none",
    "share: none",
    "share: [access: none]",
    "share: {access none}",
    "share: {acess: none}",
    "share: {access: non}",
    "share {access: none}",
    "shar: {access: none}",
    "Share: {Access: None}",
    "share.access: none",
    "access: none",
    "share:\naccess: none",
    "share:\n access: none\n   until: 2027-01-01",
    "share: {access: link, until: 2026-01-31",
    "share: {access: link, until 2026-01-31}",
    "share: {access: link, until: 2026-1-31}",
    "share: until: 2026-01-31",
    "until: 2026-01-31",
    "share: {access: link}\nshare: {access: none}",
    "share: {access: link}\n'share': {access: link, generation: 2}",
    "<<<<<<< HEAD\nstatus: active\n=======\nstatus: revoked\n>>>>>>> main",
    "<<<<<<< HEAD\n=======\nshare: {access: link, generation: 2}\n>>>>>>> main",
    "share:\n  access: link\n<<<<<<< HEAD\n  generation: 1\n||||||| base\n=======\n  generation: 1\n>>>>>>> main",
    "||||||| base\nshare: {access: link}",
)


@pytest.mark.parametrize("slip", GUARD_SLIPS)
@pytest.mark.parametrize(
    "broken", ["", 'tab_title: "half\n'], ids=["alone", "beside an open quote"]
)
def test_a_slip_in_the_guard_itself_closes(slip: str, broken: str) -> None:
    text = BARE.format(guards=f"{slip}\n")

    assert goes(text.replace("goal:", f"{broken}goal:"))


@given(st.sampled_from(WITHDRAWING[:6]), st.data())
@settings(deadline=None, max_examples=60)
def test_any_one_sign_more_or_less_in_the_guard_closes(guards: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(guards) - 2))
    sign = data.draw(st.sampled_from(("", *"\"'{}[],;:.-_=!&*|> \t“’", "\u00a0", "\u200b")))
    slip = guards[:at] + sign + guards[at + (sign == "") :]
    assume("#" not in slip)
    text = BARE.format(guards=slip).replace("goal:", 'tab_title: "half\ngoal:')

    assert goes(text)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"# nothing\n",
        b"\0" * 4096,
        SMALL.encode()[:100] + b"\0" * 4096,
        SMALL.encode()[:60],
        b'uid: "5f0c',
        b"\xff\xd8\xff\xe0 a picture",
        SMALL.encode() + b" " * READ_LIMIT_BYTES,
        "status: revoked\n".encode("utf-16"),
        (SMALL + "status: revoked\n").encode("utf-16"),
        b"status: revoked\n" + SMALL.encode() + b"x" * 2**20,
        SMALL.encode() + b"---\nstatus: revoked\n",
        b"status: revoked\n---\n" + SMALL.encode(),
    ],
    ids=range(14),
)
def test_damage_that_hides_a_guard_or_stands_beside_one_closes(data: bytes) -> None:
    assert goes(data, "public")


@pytest.mark.parametrize("data", [b"", b"\0" * 4096, SMALL.encode()[:30]])
def test_damage_is_told_with_the_way_back(data: bytes) -> None:
    read = verdict(data)
    assert isinstance(read, Rejected)
    (finding,) = [finding for finding in read.findings if finding.code == "guard-lost"]

    assert "bring the file back" in finding.hint


def test_a_page_stays_where_a_plan_is_large_or_lost_one_sign() -> None:
    assert stays(SMALL + "x" * 2**20, "public")
    assert stays(SMALL + "\0", "public")
    assert stays((SMALL + "note: für").encode("latin-1"), "public")
    assert stays(SMALL + "---\n", "public")


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_plans_in_braces_are_guarded_as_well(data: st.DataObject) -> None:
    guards = data.draw(
        st.sampled_from(
            (
                {"status": "revoked"},
                {"status": "draft", "share": {"access": "public"}},
                {"share": {"access": "none"}},
                {"share": {"access": "public", "until": "2026-01-31"}},
            )
        )
    )
    text = json.dumps(
        json.loads(a_plan_file(**{"share": None, **guards})),
        indent=data.draw(st.sampled_from((None, 0, 1))),
    )
    at = data.draw(st.sampled_from(("{", ",", '"', "", "}")))
    broken = data.draw(
        st.sampled_from((text[:-1], text + "]", text.replace('"goal"', f'{at}"goal', 1)))
    )

    assert goes(broken, "public")
    assert goes(broken)


@pytest.mark.parametrize("indent", [None, 0, 1])
def test_a_plan_in_braces_that_is_broken_elsewhere_keeps_its_page(indent: int | None) -> None:
    text = json.dumps(json.loads(a_plan_file()), indent=indent)

    assert stays(text[:-1], "public")
    assert goes(text[:-1], "link 1 ")


def test_a_guard_inside_quotes_is_found_though_the_plan_is_right() -> None:
    text = SMALL + 'title: "Out\nstatus: revoked\nand about"\n'
    read = verdict(text)
    assert isinstance(read, Rejected)

    assert [finding.code for finding in read.findings] == ["guard-hidden"]
    assert read.findings[0].place.line == SMALL.count("\n") + 2
    assert goes(text, "public")


def test_what_is_private_or_a_comment_is_no_guard() -> None:
    for line in (
        "private: {status: draft, access: none}\n",
        "# status: revoked\n",
        "#status: revoked\n",
    ):
        assert stays(line + SMALL + "bogus: 1\n", "public")
    assert stays("# status: revoked\n" + SMALL + 'title: "half\n', "public")


def test_a_broken_file_still_tells_whose_page_it_is() -> None:
    for text in (
        SMALL + 'title: "half',
        SMALL + "bogus: 1\n",
        a_plan_file()[:-2],
        "status: revoked\n" + SMALL + "[",
        "",
    ):
        read = verdict(text)
        assert isinstance(read, Rejected)
        assert read.uid == (UID if text else None)


def test_a_guard_is_never_quoted() -> None:
    read = verdict(BARE.format(guards="status revoked CANARY\n"))
    assert isinstance(read, Rejected)

    assert not any("CANARY" in said(finding) for finding in read.findings)


def said(finding: Finding) -> str:
    return f"{finding.sentence}{finding.hint}{finding.excerpt}"

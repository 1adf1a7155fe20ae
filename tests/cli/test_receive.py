"""Receive: what a client wrote comes into the plan by the plan's own rules, once, and is shown before."""

from __future__ import annotations

import json
import os
import pty
import sys
import termios
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli.actions.pasted import pasted
from generator.cli.app import main
from generator.privacy.seal import DEMONSTRATION, Key, Mode
from tests.privacy.test_keyfile import PRIVATE, Practice, practice, with_key
from tests.support.replies import ID, UID, a_reply, sealed_text, sent

__all__ = ["practice"]

TODAY = "--today=2026-01-26"
STEPS = PRIVATE.replace(
    "    target: 7\n",
    "    target: 7\n    steps: [Ride one stop, {step: Ride two, status: in-progress}]\n",
)
COUPLE = PRIVATE.replace(
    "client: Sam\n",
    """\
setting: couple
people:
  kim: {name: Kim, role: partner}
  alex: {name: Alex, role: partner}
  tess: {name: Tess, role: therapist}
agreed: [{who: kim, status: agree}, {who: alex, status: agree}]
""",
).replace("  - date: 2026-01-12\n", "  - date: 2026-01-12\n    by: kim\n")


class Desk:
    """A practice with one private plan, `sam`, and the command line."""

    def __init__(self, practice: Practice, key: Key) -> None:
        self.practice, self.key = practice, key
        self.path = practice.root / "plans/sam.yml"
        self.before = self.path.read_text("utf-8")

    def plan(self, text: str) -> None:
        self.path.write_text(text, "utf-8")
        self.before = text

    def receive(self, text: str, *options: str, type: str | None = None) -> str:
        """What is said of a text that lies in a file."""
        mail = self.practice.root.parent / "mail.txt"
        mail.write_text(text, "utf-8")
        return self.practice.run("receive", str(mail), TODAY, *options, type=type)

    @property
    def code(self) -> int:
        return self.practice.code

    @property
    def added(self) -> str:
        text = self.path.read_text("utf-8")
        assert text.startswith(self.before)
        return text.removeprefix(self.before)


@pytest.fixture
def desk(practice: Practice) -> Desk:
    return Desk(practice, with_key(practice))


def test_an_entry_is_shown_asked_about_and_added(desk: Desk) -> None:
    text = sent(desk.key, {"scores": {"crowds": 5}, "note": "Three stops."})

    said = desk.receive(f"Hello!\n\n{text}\n\nSam", type="y\n")

    assert desk.code == 0
    assert desk.added == (
        f"  - date: 2026-01-19\n    scores: {{crowds: 5}}\n    note: Three stops.\n    reply: {ID}\n"
    )
    assert "1 new entry, from 2026-01-19 to 2026-01-19: crowds." in said
    assert "2026-01-19        crowds 5" in said
    assert "Added 1 new entry to" in said
    assert "handrail build" in said
    assert "Three" not in said


def test_no_answer_adds_nothing(desk: Desk) -> None:
    text = sent(desk.key, {"scores": {"crowds": 5}})

    assert "Nothing was added." in desk.receive(text, type="n\n")
    assert "Run it again when you like." in desk.receive(text, type="")
    assert (desk.code, desk.added) == (1, "")


def test_a_dry_run_shows_it_and_writes_nothing(desk: Desk) -> None:
    said = desk.receive(sent(desk.key, {"scores": {"crowds": 5}}), "--dry-run")

    assert "crowds 5" in said
    assert (desk.code, desk.added) == (0, "")


def test_the_same_reply_twice_adds_nothing(desk: Desk) -> None:
    text = sent(desk.key, {"scores": {"crowds": 5}}, {"note": "And this."})

    first = desk.receive(text + text, "--yes")
    added = desk.added
    said = desk.receive(text, "--yes")

    assert "2 new entries" in first
    assert "Already in plans/sam.yml: 1 reply." in said
    assert (desk.code, desk.added) == (0, added)


def test_words_that_came_before_come_once_and_numbers_may_again(desk: Desk) -> None:
    kept = {"scores": {"crowds": 5}, "note": "Three stops."}, {"scores": {"crowds": 4}}
    desk.receive(sent(desk.key, *kept), "--yes")

    said = desk.receive(sent(desk.key, *kept, {"note": "Four stops."}, id=ID[::-1]), "--yes")

    assert "2 new entries" in said
    assert desk.added.count("note: Three stops.") == 1
    assert desk.added.count("scores: {crowds: 4}") == 2
    assert desk.added.count("note: Four stops.") == 1


def test_a_reply_that_was_changed_by_hand_stays_so(desk: Desk) -> None:
    text = sent(desk.key, {"scores": {"crowds": 5}}, {"note": "And this."})
    desk.receive(text, "--yes")
    desk.path.write_text(desk.path.read_text("utf-8").replace("And this.", "Better so."), "utf-8")
    by_hand = desk.added

    desk.receive(text, "--yes")

    assert desk.added == by_hand


def test_undo_takes_out_all_that_came_in_one_go(desk: Desk) -> None:
    texts = sent(desk.key, {"note": "One."}), sent(desk.key, {"note": "Two."}, id=ID[::-1])
    desk.receive(" ".join(texts), "--yes")

    desk.practice.run("log", "sam", "--undo", "--yes", TODAY)

    assert desk.added == ""


def test_each_reply_finds_its_plan(desk: Desk) -> None:
    other = PRIVATE.replace("5f0c", "aaaa")
    (desk.practice.root / "plans/ash.yml").write_text(other, "utf-8")

    said = desk.receive(sent(desk.key, {"scores": {"crowds": 5}}), "--yes")

    assert "plans/sam.yml" in said
    assert desk.practice.plan("ash") == other
    assert "crowds: 5" in desk.added


def test_a_step_ticked_off_gets_its_day(desk: Desk) -> None:
    desk.plan(STEPS)

    said = desk.receive(sent(desk.key, {"steps": ["crowds/1", "crowds/2"]}), "--yes")

    assert "step 1 of crowds, done on 2026-01-19" in said
    assert "Added 2 steps done to" in said
    steps = desk.path.read_text("utf-8").partition("steps: ")[2].partition("\n")[0]
    assert steps == (
        "[{step: Ride one stop, done: 2026-01-19}, {step: Ride two, status: completed, done: 2026-01-19}]"
    )
    assert "Already in" in desk.receive(sent(desk.key, {"steps": ["crowds/1"]}), "--yes")


def test_what_asks_about_a_person_comes_first(desk: Desk) -> None:
    (desk.practice.root / "plans/ash.yml").write_text(PRIVATE.replace("5f0c", "aaaa"), "utf-8")
    ash = sent_to("aaaa", desk.key, {"note": "A quiet ride."})
    sam = sent(desk.key, {"note": "I want to die."})

    said = desk.receive(ash + sam, "--dry-run")

    assert said.index("This speaks of dying") < said.index("sam.yml: 1 new entry")
    assert said.index("sam.yml: 1 new entry") < said.index("ash.yml: 1 new entry")
    assert "want to die" not in said


def sent_to(start: str, key: Key, *entries: dict[str, Any]) -> str:
    return sealed_text(a_reply(*entries), key.secrets(start + UID[4:], Mode.LINK, 1))


def test_of_two_people_each_writes_as_themselves(desk: Desk) -> None:
    desk.plan(COUPLE)
    kim = sent(desk.key, {"by": "kim", "scores": {"crowds": 5}})
    alex = sent(desk.key, {"by": "alex", "scores": {"crowds": 3}}, id=ID[::-1])

    desk.receive(kim + alex, "--yes")

    assert "    by: kim\n    scores: {crowds: 5}" in desk.added
    assert "    by: alex\n    scores: {crowds: 3}" in desk.added


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"by": "tess", "scores": {"crowds": 5}}, "names somebody who does not write in this plan"),
        ({"by": "mo", "scores": {"crowds": 5}}, "names somebody who does not write in this plan"),
        ({"scores": {"crowds": 5}}, "whose score is this?"),
        ({"by": "kim", "scores": {"crowd": 5}}, "entry 1, scores: cannot find"),
        ({"by": "kim", "scores": {"crowds": 12}}, "entry 1, scores"),
        ({"by": "kim", "scores": {"crowds": "yes"}}, "entry 1, scores"),
        ({"by": "kim", "date": "2027-01-19", "note": "a"}, "2027-01-19 lies in the future"),
        ({"by": "kim", "date": "2026-02-30", "note": "a"}, "entry 1, date"),
        ({"by": "kim", "helped": {"tea": 9}}, "entry 1, helped"),
        ({"by": "kim", "strength": 11}, "entry 1, strength"),
        ({"by": "kim", "note": "a\x07b"}, "entry 1, note"),
        ({"by": "kim", "steps": ["crowds/1"]}, "names a step that is not in this plan"),
        ({"by": "kim", "private": "a"}, "does not hold what a page writes"),
    ],
)
def test_a_reply_that_does_not_fit_is_refused_whole(
    desk: Desk, entry: dict[str, Any], says: str
) -> None:
    desk.plan(COUPLE)

    said = desk.receive(sent(desk.key, {"by": "kim", "scores": {"crowds": 4}}, entry), "--yes")

    assert says.replace("entry 1", "entry 2") in said
    assert (desk.code, desk.added) == (1, "")


def test_what_fits_is_added_beside_what_is_refused(desk: Desk) -> None:
    good = sent(desk.key, {"scores": {"crowds": 5}})

    said = desk.receive(good + " and " + good[:200], "--yes")

    assert "Reply 2 of 2: this reply is not complete; please copy all of it" in said
    assert desk.code == 1
    assert "crowds: 5" in desk.added


def test_a_text_without_a_reply_is_told(desk: Desk) -> None:
    assert "There is no reply in this text." in desk.receive("See you on Monday", "--yes")
    assert desk.code == 1


def test_a_reply_from_before_the_link_was_raised_opens(desk: Desk) -> None:
    text = sent(desk.key, {"scores": {"crowds": 5}})
    words = sent(desk.key, {"scores": {"crowds": 6}}, id=ID[::-1], mode=Mode.WORDS)
    desk.plan(PRIVATE.replace("client: Sam\n", "client: Sam\nshare: {generation: 3}\n"))

    desk.receive(text + words, "--yes")

    assert desk.code == 0
    assert "crowds: 5" in desk.added
    assert "crowds: 6" in desk.added


def test_a_reply_of_a_revoked_link_is_refused_with_its_reason(desk: Desk) -> None:
    text = sent(desk.key, {"scores": {"crowds": 5}})
    desk.practice.run("revoke", "sam", "--yes", TODAY)
    desk.before = desk.path.read_text("utf-8")

    said = desk.receive(text, "--yes")

    assert "this reply was written with a link that you have ended" in said
    assert (desk.code, desk.added) == (1, "")


def test_a_reply_of_another_practice_belongs_to_none(desk: Desk) -> None:
    said = desk.receive(sent(Key(bytes(32)), {"scores": {"crowds": 5}}), "--yes")

    assert "this reply belongs to none of your plans" in said
    assert (desk.code, desk.added) == (1, "")


def test_the_key_of_the_samples_opens_no_way_into_a_plan(desk: Desk) -> None:
    said = desk.receive(sent(DEMONSTRATION, {"scores": {"crowds": 5}}), "--yes")

    assert "this reply belongs to none of your plans" in said
    assert (desk.code, desk.added) == (1, "")


def test_a_plan_with_mistakes_is_to_be_mended_first(desk: Desk) -> None:
    desk.plan(PRIVATE.replace("target: 7", "target: 70"))

    said = desk.receive(sent(desk.key, {"scores": {"crowds": 5}}), "--yes")

    assert "has something to mend first" in said
    assert "handrail check plans/sam.yml" in said
    assert (desk.code, desk.added) == (1, "")


def test_programs_are_told_all_in_one_document(desk: Desk) -> None:
    good = sent(desk.key, {"scores": {"crowds": 5}, "note": "Secret words."})
    said = desk.receive(good + good[:200], "--yes", "--format", "json")
    document = json.loads(said)

    assert desk.code == 1
    assert document["added"] is True
    assert [one["state"] for one in document["replies"]] == ["new", "refused"]
    assert document["replies"][0] | {"plan": "", "reply": ""} == {
        "plan": "",
        "reply": "",
        "state": "new",
        "entries": 1,
        "steps": 0,
        "why": None,
        "message": None,
    }
    assert document["replies"][1]["why"] == "whole"
    assert "Secret" not in said
    assert "crowds: 5" in desk.added


@pytest.mark.parametrize("options", [("--format", "json"), ()])
def test_where_nobody_can_be_asked_one_has_to_say_what_to_do(
    desk: Desk, options: tuple[str, ...]
) -> None:
    said = desk.practice.run(
        "receive", "-", TODAY, *options, type=sent(desk.key, {"scores": {"crowds": 5}})
    )

    assert desk.code == 2
    assert "--dry-run" in said
    assert desk.added == ""


def test_a_reply_comes_through_a_pipe(desk: Desk) -> None:
    text = sent(desk.key, {"scores": {"crowds": 5}})

    desk.practice.run("receive", TODAY, "--yes", type=text)

    assert desk.code == 0
    assert "crowds: 5" in desk.added


def test_a_file_that_a_windows_editor_saved_is_read(desk: Desk) -> None:
    mail = desk.practice.root.parent / "mail.txt"
    mail.write_bytes(sent(desk.key, {"scores": {"crowds": 5}}).encode("utf-16"))

    desk.practice.run("receive", str(mail), TODAY, "--yes")

    assert "crowds: 5" in desk.added


def type_once_asked(hand: int, typed: bytes) -> None:
    """Types when the terminal no longer waits for whole lines."""
    while termios.tcgetattr(hand)[3] & termios.ICANON:
        sleep(0.001)
    os.write(hand, typed)


def test_a_long_paste_arrives_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal in its usual way hands over 4,095 signs of a line and drops the rest."""
    long = "HR2." + "A" * 20_000
    hand, end = pty.openpty()
    with os.fdopen(end, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        typing = Thread(target=type_once_asked, args=(hand, f"{long}\x04".encode()))
        typing.start()
        seen = pasted()
        typing.join()
        monkeypatch.undo()
    os.close(hand)

    assert seen == long


def test_colours_and_commands_of_a_terminal_never_reach_it(desk: Desk) -> None:
    said = desk.receive(sent(desk.key, {"note": "\x1b[2J", "trigger": ["\x9b2J"]}), "--yes")

    assert "\x1b[2J" not in said
    assert "\x9b" not in said
    assert (desk.code, desk.added) == (1, "")


def test_help_says_how_a_reply_is_taken() -> None:
    assert "begins with HR2" in CliRunner().invoke(main, ["receive", "--help"]).output


def test_a_file_of_another_size_than_a_mail_is_refused(desk: Desk, tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as stream:
        stream.truncate(9 * 1024 * 1024)

    assert "more than 8 MiB" in desk.practice.run("receive", str(big), "--yes")
    assert desk.code == 1

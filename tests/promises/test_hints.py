"""Hints: what each message tells a person to do is done, to the letter, and the file is the better
for it.

A hint that says what to type is followed by `hands`, who know nothing of a finding but what is
printed. Where a hint leaves the words to a person, `NAME.mended.yml` is the file after it was
followed with the smallest edit there is.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.errors import Finding
from generator.format.fields.record import TakesText
from generator.format.key_names import PLAN_KEYS, TEXT_KEYS
from generator.format.keys.plan import PlanKeys
from generator.format.keys.walk import keys_below
from tests.promises.case_files import CASES, SLIPS, case_files, findings_in
from tests.support.hands import follow

FILES = case_files()
#: Most lines that following a hint by hand changes, but for a file that is no plan at all.
SMALL = 12
NO_PLANS = {"empty-file", "word-document", "list-of-plans", "goal-in-two-forms"}


def a_file(path: Path) -> str:
    return path.stem


def by_hand(path: Path) -> Path:
    return path.with_name(f"{path.name[:-4]}.mended.yml")


def findings(text: str, path: Path) -> tuple[Finding, ...]:
    return findings_in(text.encode(), path)


def as_saved(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def followed(path: Path, text: str, finding: Finding) -> str | None:
    """The text after the hint of a finding; None where only a person can follow it."""
    if finding.hint == "save it again with the encoding UTF-8":
        return path.read_bytes().decode("latin-1")
    return follow(text, finding.place, finding.hint)


def assert_nearer(
    before: Iterable[Finding], followed: Finding, after: Iterable[Finding], text: str
) -> None:
    """One finding fewer, and none of a new kind at the place of the one that was followed."""
    before, after = tuple(before), tuple(after)
    known = {finding.code for finding in before}
    new = [one for one in after if one.place.line == followed.place.line and one.code not in known]

    assert len(after) < len(before), (followed.hint, after, text)
    assert not new, (followed.hint, new, text)


@pytest.mark.parametrize("path", FILES, ids=a_file)
def test_a_hint_that_is_followed_to_the_letter_leaves_one_finding_less(path):
    text, found = as_saved(path), findings_in(path.read_bytes(), path)
    if by_hand(path).exists():
        text = by_hand(path).read_text("utf-8")
        assert_nearer(found, found[0], findings(text, path), text)
        return

    while found:
        after = followed(path, text, found[0])
        assert after is not None, f"follow it by hand, in {by_hand(path).name}: {found[0].hint}"
        assert_nearer(found, found[0], findings(after, path), after)
        text, found = after, findings(after, path)


BY_HAND = [path for path in FILES if by_hand(path).exists()]


@pytest.mark.parametrize("path", BY_HAND, ids=a_file)
def test_only_a_hint_that_leaves_a_choice_is_followed_by_hand(path):
    first = findings_in(path.read_bytes(), path)[0]

    assert followed(path, as_saved(path), first) is None


@pytest.mark.parametrize(
    "path", [path for path in BY_HAND if path.stem not in NO_PLANS], ids=a_file
)
def test_what_is_done_by_hand_is_small_and_in_its_words(path):
    before, after = as_saved(path), by_hand(path).read_text("utf-8")
    changes = [
        line
        for line in difflib.ndiff(before.split("\n"), after.split("\n"))
        if line.startswith(("+ ", "- "))
    ]
    typed = re.findall(r"`([^`]+)`", findings_in(path.read_bytes(), path)[0].hint)
    typed = [part for part in typed if not part.startswith("handrail ")]
    words = {word for part in typed for word in re.findall(r"[a-z_]{3,}", part)}
    takes_away_only = set(re.findall(r"\w+", after)) <= set(re.findall(r"\w+", before))

    assert len(changes) <= SMALL
    if words and not takes_away_only:
        assert any(word in line for word in words for line in changes)


def test_every_mended_file_belongs_to_a_case():
    mended = {path for room in (CASES, SLIPS) for path in room.glob("*.mended.yml")}

    assert mended == {by_hand(path) for path in BY_HAND}


def test_the_names_that_lines_are_looked_at_by_are_the_formats():
    keys = list(keys_below(PlanKeys))

    assert {key.name for key in keys} | {"private"} == PLAN_KEYS
    assert {key.name for key in keys if isinstance(key.shape, TakesText)} == TEXT_KEYS


SAMPLE = (CASES.parents[2] / "plans" / "notice-the-wave.yml").read_text("utf-8")
#: What a finger or a word processor does to a line of a plan.
FINGERS = {
    "a colon without its space": (r"^(\s*(?:- )?[a-z_]+): (?=\S)", r"\1:"),
    "an equals sign": (r"^(\s*(?:- )?[a-z_]+): (?=\S)", r"\1 = "),
    "a dash without its space": (r"^(\s*)- (?=\S)", r"\1-"),
    "a dash of a word processor": (r"^(\s*)- (?=\S)", "\\1\u2013 "),
    "a sign that nobody sees": (r": (?=\d)", ": \u200b"),
    "a bracket left open": (r"\}$", ""),
}


@pytest.mark.parametrize("finger", FINGERS)
def test_a_slip_of_a_finger_is_mended_by_its_hint(finger):
    form, slip = FINGERS[finger]
    lines = SAMPLE.split("\n")
    slipped = [number for number, line in enumerate(lines) if re.search(form, line)]
    for number in slipped[:: len(slipped) // 3 + 1]:
        torn = re.sub(form, slip, lines[number], count=1)
        text = "\n".join((*lines[:number], torn, *lines[number + 1 :]))
        found = findings(text, SLIPS / "a-plan.yml")
        if found:
            after = follow(text, found[0].place, found[0].hint)
            assert after is not None, found[0].hint
            assert_nearer(found, found[0], findings(after, SLIPS / "a-plan.yml"), torn)

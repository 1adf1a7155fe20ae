"""Hints: what each message tells a person to do is done, to the letter, and the plan is the better for it.

A hint that says what to type is followed by `hands`, who know nothing of a finding but what is
printed. Where a hint leaves the words to a person, `cases/NAME.mended.yml` is the plan after it was
followed with the smallest edit there is.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

import pytest

from generator.errors import Finding, PlanError
from generator.format import catalogue
from generator.format.parse import parse
from generator.format.validate.plan import validate
from generator.format.validate.settings import NO_SETTINGS
from tests.promises.test_cases import CASES, NAMES, TODAY
from tests.support.hands import follow

#: Most lines that following a hint by hand changes, but for a file that is no plan at all.
SMALL = 12
NO_PLANS = {"empty-file", "word-document", "list-of-plans", "goal-in-two-forms"}


def findings(text: str) -> tuple[Finding, ...]:
    try:
        validate(
            parse(text.encode(), "plans/sam.yml"), NO_SETTINGS, TODAY, catalogue.load_catalogue
        )
    except PlanError as error:
        return error.findings
    return ()


def as_saved(name: str) -> str:
    """The text of a case. A file in another coding is saved again in UTF-8, as its hint says."""
    data = (CASES / f"{name}.yml").read_bytes()
    return data.decode("utf-8", "replace")


def followed(name: str, text: str, finding: Finding) -> str | None:
    """The text after the hint of a finding; None where only a person can follow it."""
    if finding.hint == "save it again with the encoding UTF-8":
        return (CASES / f"{name}.yml").read_bytes().decode("latin-1")
    return follow(text, finding.place, finding.hint)


def first_findings(name: str) -> tuple[Finding, ...]:
    try:
        parse((CASES / f"{name}.yml").read_bytes(), "plans/sam.yml")
    except PlanError as error:
        return error.findings
    return findings(as_saved(name))


def assert_nearer(
    before: Iterable[Finding], followed: Finding, after: Iterable[Finding], text: str
) -> None:
    """One finding fewer, and none of a new kind at the place of the one that was followed."""
    before, after = tuple(before), tuple(after)
    known = {finding.code for finding in before}
    new = [one for one in after if one.place.line == followed.place.line and one.code not in known]

    assert len(after) < len(before), (followed.hint, after, text)
    assert not new, (followed.hint, new, text)


@pytest.mark.parametrize("name", NAMES)
def test_a_hint_that_is_followed_to_the_letter_leaves_one_finding_less(name):
    text, found = as_saved(name), first_findings(name)
    by_hand = CASES / f"{name}.mended.yml"
    if by_hand.exists():
        text = by_hand.read_text("utf-8")
        assert_nearer(found, found[0], findings(text), text)
        return

    while found:
        after = followed(name, text, found[0])
        assert after is not None, f"follow it by hand, in {by_hand.name}: {found[0].hint}"
        assert_nearer(found, found[0], findings(after), after)
        text, found = after, findings(after)


@pytest.mark.parametrize("name", sorted(path.name[:-11] for path in CASES.glob("*.mended.yml")))
def test_only_a_hint_that_leaves_something_to_a_person_is_followed_by_hand(name):
    first = first_findings(name)[0]

    assert followed(name, as_saved(name), first) is None


@pytest.mark.parametrize(
    "name", sorted({path.name[:-11] for path in CASES.glob("*.mended.yml")} - NO_PLANS)
)
def test_what_is_done_by_hand_is_small_and_in_the_words_of_the_hint(name):
    before, after = as_saved(name), (CASES / f"{name}.mended.yml").read_text("utf-8")
    changes = [
        line
        for line in difflib.ndiff(before.split("\n"), after.split("\n"))
        if line.startswith(("+ ", "- "))
    ]
    typed = re.findall(r"`([^`]+)`", first_findings(name)[0].hint)
    takes_away_only = set(re.findall(r"\w+", after)) <= set(re.findall(r"\w+", before))

    assert len(changes) <= SMALL
    if typed and not takes_away_only:
        assert any(part.rstrip(":…") in line for part in typed for line in changes)

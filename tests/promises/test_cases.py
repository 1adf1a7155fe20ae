"""Cases: each mistake that a person is likely to make in a plan, with the exact words that answer it.

`cases/NAME.yml` is the plan, `cases/NAME.txt` what the terminal shows. A mismatch leaves the new words
beside the old: read them as somebody who has never heard of YAML, then accept them (`mv NAME.txt.new NAME.txt`).
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click
import pytest

from generator.cli.report import format_finding
from generator.errors import Finding, PlanError
from generator.format import catalogue
from generator.format.parse import parse
from generator.format.validate.plan import validate
from generator.format.validate.settings import NO_SETTINGS

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.yml") if not path.name.endswith(".mended.yml"))
#: After every date of the cases but that of the entry from the future.
TODAY = date(2026, 1, 19)


def findings(name: str) -> tuple[Finding, ...]:
    with pytest.raises(PlanError) as error:
        validate(
            parse((CASES / f"{name}.yml").read_bytes(), f"plans/{name}.yml"),
            NO_SETTINGS,
            TODAY,
            catalogue.load_catalogue,
        )
    return error.value.findings


@pytest.mark.parametrize("name", NAMES)
def test_the_mistake_is_answered_in_the_words_that_were_read_and_accepted(name):
    accepted = CASES / f"{name}.txt"
    text = "".join(click.unstyle(format_finding(finding)) for finding in findings(name))
    if not accepted.exists() or accepted.read_text("utf-8") != text:
        accepted.with_suffix(".txt.new").write_text(text, "utf-8")

    assert accepted.exists(), f"read {accepted}.new and accept it"
    assert text.splitlines() == accepted.read_text("utf-8").splitlines()


def test_every_case_has_its_plan_and_its_words():
    assert {path.stem for path in CASES.glob("*.txt")} == set(NAMES)
    assert len(NAMES) >= 25


#: More than one line of these has to change.
SEVERAL = {"several-mistakes", "goal-in-two-forms", "id-with-a-space", "id-with-an-underscore"}


@pytest.mark.parametrize("name", sorted(set(NAMES) - SEVERAL))
def test_one_mistake_is_answered_once(name):
    assert len(findings(name)) == 1


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_speaks_of_yaml_or_of_our_code(name):
    for finding in findings(name):
        said = f"{finding.sentence} {finding.hint}"

        assert not re.search(
            r"\b(YAML|scalar|mapping|sequence|token|node|parse|None|null|str|int|float)\b", said
        )


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_fits_on_a_line_and_says_what_to_do(name):
    for finding in findings(name):
        assert 5 < len(finding.sentence) < 110
        assert len(finding.hint) > 5
        assert not finding.sentence.endswith(".")

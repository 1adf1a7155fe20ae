"""Cases: each mistake that a person is likely to make in a plan, with the exact words that answer it.

`cases/NAME.yml` is the plan, `cases/NAME.txt` what the terminal shows. A mismatch leaves the new words
beside the old: read them as somebody who has never heard of YAML, then accept them (`mv NAME.txt.new NAME.txt`).
"""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from generator.cli.report import format_finding
from generator.errors import Finding
from tests.promises.case_files import CASES, SLIPS, case_files, findings_in

FILES = case_files()
#: The names of the cases, for others who look at them.
NAMES = [path.stem for path in FILES if path.parent == CASES]


def findings(path: Path) -> tuple[Finding, ...]:
    return findings_in(path.read_bytes(), path)


def a_file(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", FILES, ids=a_file)
def test_the_mistake_is_answered_in_the_words_that_were_read_and_accepted(path):
    accepted = path.with_name(f"{path.name[:-4]}.txt")
    text = "".join(click.unstyle(format_finding(finding)) for finding in findings(path))
    if not accepted.exists() or accepted.read_text("utf-8") != text:
        accepted.with_suffix(".txt.new").write_text(text, "utf-8")

    assert accepted.exists(), f"read {accepted}.new and accept it"
    assert text.splitlines() == accepted.read_text("utf-8").splitlines()


def test_every_case_has_its_plan_and_its_words():
    words = {path.name[:-4] for room in (CASES, SLIPS) for path in room.glob("*.txt")}

    assert words == {path.name[:-4] for path in FILES}
    assert len(NAMES) >= 25


#: More than one line of these has to change.
SEVERAL = {
    "several-mistakes",
    "goal-in-two-forms",
    "id-with-a-space",
    "id-with-an-underscore",
    "unfinished-merge-at-two-places",
}


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.stem not in SEVERAL and path.parent == CASES],
    ids=a_file,
)
def test_one_mistake_is_answered_once(path):
    assert len(findings(path)) == 1


@pytest.mark.parametrize("path", FILES, ids=a_file)
def test_no_answer_speaks_of_yaml_or_of_our_code(path):
    for finding in findings(path):
        said = f"{finding.sentence} {finding.hint}"

        assert not re.search(
            r"\b(YAML|scalar|mapping|sequence|token|node|parse|None|null|str|int|float)\b", said
        )


@pytest.mark.parametrize("path", FILES, ids=a_file)
def test_every_answer_fits_on_a_line_and_says_what_to_do(path):
    for finding in findings(path):
        assert 5 < len(finding.sentence) < 110
        assert len(finding.hint) > 5
        assert not finding.sentence.endswith(".")

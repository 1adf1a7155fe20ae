"""Reference: the page about the plan file says what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from generator.format.keys.plan import PlanKeys
from generator.format.keys.settings import SettingsKeys
from generator.format.keys.walk import keys_below
from generator.format.reference import anchor, reference
from tests.cli.test_command_line import CHECKOUT
from tests.support.builders import plan_from

PAGE = Path(__file__).parents[2] / "docs/plan.md"
KEYS = [*keys_below(PlanKeys), *keys_below(SettingsKeys)]


def test_the_page_is_in_step_with_the_format():
    assert PAGE.read_text("utf-8") == reference(), "run `make docs`, and read what changed"


def test_the_program_prints_the_page():
    done = subprocess.run(
        [sys.executable, "-m", "generator.format.reference"],
        env={"PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )

    assert done.stdout.decode() == reference()


def test_every_key_has_a_row_with_its_meaning_and_its_example():
    rows = [line for line in reference().splitlines() if line.startswith("| ") and "`" in line]

    for key in KEYS:
        assert any(
            f"`{key.name}`" in row and key.meaning in row and f"`{key.line}`" in row for row in rows
        )


def test_every_row_has_four_cells():
    for line in reference().splitlines():
        assert not line.startswith("|") or line.count("|") == 5, line


def test_no_record_is_described_twice():
    headings = re.findall(r"^## (.*)$", reference(), re.MULTILINE)

    assert len(headings) == len(set(headings))


def test_every_link_leads_to_a_heading():
    headings = {anchor(title) for title in re.findall(r"^## (.*)$", reference(), re.MULTILINE)}
    links = set(re.findall(r"\(#(.*?)\)", reference()))

    assert links
    assert links <= headings


def test_a_key_that_is_needed_says_so():
    assert re.search(r"^\| \*\*`timeframe`\*\* \(needed\) \|", reference(), re.MULTILINE)
    assert re.search(r"^\| `title` \|", reference(), re.MULTILINE)


def test_the_plan_on_the_page_builds():
    (text,) = re.findall(r"```yaml\n(.*?)```", reference(), re.DOTALL)

    assert plan_from(text).goals[0].objectives[0].id == "crowds"

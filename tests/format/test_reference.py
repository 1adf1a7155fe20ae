"""Reference: the pages about the plan file and the settings say what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.format.keys.plan import PlanKeys
from generator.format.keys.settings import PublishKeys, SettingsKeys
from generator.format.keys.walk import keys_below
from generator.format.reference import anchor, reference
from generator.format.settings_reference import settings_as_markdown
from tests.cli.test_command_line import CHECKOUT
from tests.format.test_validate import settings_from
from tests.support.builders import plan_from

DOCS = Path(__file__).parents[2] / "docs"
#: Each page by the module that prints it, with its text and its file.
PAGES = {
    "reference": (reference(), "plan.md"),
    "settings_reference": (settings_as_markdown(), "settings.md"),
}


@pytest.mark.parametrize(("text", "name"), PAGES.values())
def test_the_page_is_in_step_with_the_format(text, name):
    assert (DOCS / name).read_text("utf-8") == text, "run `make docs`, and read what changed"


@pytest.mark.parametrize("module", PAGES)
def test_the_program_prints_the_page(module):
    done = subprocess.run(
        [sys.executable, "-m", f"generator.format.{module}"],
        env={"PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )

    assert done.stdout.decode() == PAGES[module][0]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (reference(), list(keys_below(PlanKeys))),
        (settings_as_markdown(), [*SettingsKeys.keys.values(), *PublishKeys.keys.values()]),
    ],
    ids=["plan", "settings"],
)
def test_every_key_has_a_row_with_its_meaning_and_its_example(text, keys):
    rows = [line for line in text.splitlines() if line.startswith("| ") and "`" in line]

    for key in keys:
        assert any(
            f"`{key.name}`" in row and key.meaning in row and f"`{key.line}`" in row for row in rows
        )


def test_every_row_has_four_cells():
    for line in (reference() + settings_as_markdown()).splitlines():
        assert not line.startswith("|") or line.count("|") == 5, line


def test_no_record_is_described_twice():
    headings = re.findall(r"^## (.*)$", reference(), re.MULTILINE)

    assert len(headings) == len(set(headings))


def test_every_link_leads_to_a_heading():
    headings = {anchor(title) for title in re.findall(r"^## (.*)$", reference(), re.MULTILINE)}
    links = set(re.findall(r"\(#(.*?)\)", reference()))

    assert links
    assert links <= headings
    assert set(re.findall(r"\(plan\.md#(.*?)\)", settings_as_markdown())) == {"support"}


def test_a_key_that_is_needed_says_so():
    assert re.search(r"^\| \*\*`timeframe`\*\* \(needed\) \|", reference(), re.MULTILINE)
    assert re.search(r"^\| `title` \|", reference(), re.MULTILINE)


def test_the_plan_on_the_page_builds():
    (text,) = re.findall(r"```yaml\n(.*?)```", reference(), re.DOTALL)

    assert plan_from(text).goals[0].objectives[0].id == "crowds"


def test_the_settings_on_the_page_are_taken():
    (text,) = re.findall(r"```yaml\n(.*?)```", settings_as_markdown(), re.DOTALL)

    assert settings_from(text).base_url == "https://plans.example.org"

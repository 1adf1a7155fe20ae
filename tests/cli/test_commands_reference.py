"""Commands reference: the page about the commands says what the program does."""

from __future__ import annotations

from pathlib import Path

from generator.cli.app import main
from generator.cli.commands_reference import commands_as_markdown

PAGE = Path(__file__).parents[2] / "docs/commands.md"


def test_the_page_is_in_step_with_the_commands() -> None:
    assert PAGE.read_text("utf-8") == commands_as_markdown(), "run `make docs`"


def test_every_command_has_its_words_its_examples_and_its_options() -> None:
    page = commands_as_markdown()

    for name in main.commands:
        section = page.partition(f"\n## handrail {name}\n")[2].partition("\n## ")[0]
        assert f"`handrail {name} [" in section
        assert f"```sh\nhandrail {name}" in section
    assert "## handrail key backup\n" in page
    assert "| `--words-card PATH` | Write the six words to this file, to print. |" in page


def test_no_sign_of_the_terminal_is_left() -> None:
    assert "\b" not in commands_as_markdown()
    assert "Examples:" not in commands_as_markdown()

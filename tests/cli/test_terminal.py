"""Terminal: what is said fits the window, and no word, path or command is cut; a file gets it as it is."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.report import format_finding, width
from generator.cli.terminal import wrapped
from generator.errors import Finding, Place
from tests.support import program

CHECKOUT = Path(__file__).parents[2]
WINDOWS = (60, 80, 96, 140)
plain_words = st.text(
    st.characters(categories=["L", "N"], include_characters="_./§“„-"), min_size=1, max_size=30
)
names = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
options = st.tuples(st.sampled_from([" -", " --"]), names).map("".join)
commands = st.builds(
    lambda name, given: f"`{name}{''.join(given)}`", names, st.lists(options, max_size=3)
)
words = plain_words | commands
lines = st.builds(
    lambda indent, parts: " " * indent + " ".join(parts),
    st.integers(0, 6),
    st.lists(words, max_size=30),
)


@given(st.lists(lines, max_size=5).map("\n".join), st.sampled_from(WINDOWS))
def test_no_line_is_too_long_and_no_word_is_lost_or_cut(text: str, columns: int) -> None:
    made = wrapped(text, columns)

    assert made.split() == text.split()
    for line in made.split("\n"):
        pieces = re.findall(r"`[^`]*`[^\s`]*|\S+", line)
        assert width(line) <= columns or len(pieces) == 1
    for command in re.findall(r"`[^`\n]*`", text):
        assert command in made


@given(st.lists(lines, max_size=5).map("\n".join), st.sampled_from(WINDOWS))
def test_what_is_wrapped_once_stays_as_it_is(text: str, columns: int) -> None:
    made = wrapped(text, columns)

    assert wrapped(made, columns) == made


def test_lines_of_a_file_and_colours_are_left_as_they_are() -> None:
    excerpt = f"note: {'long ' * 30}"
    finding = Finding(Place("plans/sam.yml", 14, 7, 4), "word " * 20, "code", "hint " * 20, excerpt)
    plain = click.unstyle(wrapped(format_finding(finding), 60)).splitlines()

    assert f"   14 | {excerpt}" in plain
    assert "      |       ^^^^" in plain
    assert all(width(line) <= 60 for line in plain if "|" not in line)
    assert plain[0].startswith("plans/sam.yml:14:7: error: word")


def test_the_second_column_stays_one() -> None:
    assert wrapped("  name  " + "word " * 8, 30).splitlines() == [
        "  name  word word word word",
        "        word word word word",
    ]


def said_in_a_window(columns: int, *typed: str) -> str:
    _, said = program.at_a_terminal(
        typed, cwd=CHECKOUT, env=program.BARE | {"TERM": "xterm"}, columns=columns
    )
    return said.replace("\r\n", "\n")


@pytest.mark.parametrize("columns", WINDOWS)
def test_the_starters_fit_every_window(columns: int) -> None:
    said = said_in_a_window(columns, "new", "--list")
    piped = program.run(["new", "--list"], cwd=CHECKOUT).stdout.decode()

    assert all(width(line) <= columns for line in said.splitlines())
    assert said.split() == piped.split()
    assert max(map(width, piped.splitlines())) > 96
    assert all(re.match(r"[a-z-]+ {2,}|$", line) for line in piped.splitlines())

"""Ideas: each has keys of the plan format, and words that are seen on a built page. See docs/ideas.md."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.builder.page import PageContext, make
from generator.builder.results import FinishedPage
from generator.format.parse import Mapping, Node, Scalar, parse
from generator.publish.page_diff import page_lines
from generator.workspace.layout import PlanSource
from generator.workspace.theme import load_theme
from tests.support.builders import LINKS, SETTINGS, TODAY

HERE = Path(__file__).parent
PLANS = sorted((HERE / "ideas").glob("*.yml"))
PRESS = PageContext(SETTINGS, LINKS, load_theme(Path("nowhere")), TODAY)


class Row(NamedTuple):
    number: int
    idea: str
    keys: tuple[str, ...]
    words: tuple[str, ...]


def rows() -> list[Row]:
    table = (HERE.parents[1] / "docs" / "ideas.md").read_text("utf-8")
    found = re.findall(r"^\| (\d+) \| (.+) \| (.+) \| (.+) \|$", table, re.MULTILINE)
    return [
        Row(
            int(number),
            idea,
            tuple(re.findall(r"`(\w+)`", keys)),
            tuple(re.findall(r"“(.+?)”", words)),
        )
        for number, idea, keys, words in found
    ]


@cache
def read() -> str:
    """The words of all pages, a line for each paragraph and item."""
    return "\n".join(line for path in PLANS for line in page_lines(page(path)))


def page(path: Path) -> str:
    made = make(PlanSource(f"plans/{path.name}", path.read_bytes()), PRESS)
    assert isinstance(made, FinishedPage), made
    return made.file.content.decode()


@cache
def written() -> frozenset[str]:
    """The keys that stand in the plans."""
    return frozenset(
        key for path in PLANS for key in keys_in(parse(path.read_bytes(), path.name).root)
    )


def keys_in(node: Node) -> set[str]:
    if isinstance(node, Scalar):
        return set()
    if isinstance(node, Mapping):
        return {name.text for name, _ in node.pairs}.union(
            *(keys_in(value) for _, value in node.pairs)
        )
    return set().union(*map(keys_in, node.items))


def test_every_idea_has_its_row() -> None:
    assert [row.number for row in rows()] == list(range(1, 56))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.idea)
def test_the_idea_is_in_a_plan_its_words_are_shown(row: Row) -> None:
    assert row.words
    assert [words for words in row.words if words not in read()] == []
    assert [key for key in row.keys if key not in written()] == []

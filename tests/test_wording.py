"""Wording: what commands say is easy to read and blames nobody."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from generator.advice.english import grade

COMMANDS = sorted((Path(__file__).parents[1] / "generator/cli").glob("*.py"))
BLAMING = re.compile(r"\b(failed|invalid|illegal|you forgot|you must|your mistake|bad)\b", re.IGNORECASE)


def told(path: Path) -> list[str]:
    """The sentences in a module of the command line, with a word in place of every value."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(str(part.value) if isinstance(part, ast.Constant) else "name" for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
    return [words for words in found if len(words.split()) >= 5]


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_messages_are_at_most_grade_7(path: Path) -> None:
    words = told(path)

    assert not words or grade(" ".join(f"{one.rstrip('.')}." for one in words)) <= 7


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_no_message_blames(path: Path) -> None:
    assert [words for words in told(path) if BLAMING.search(words)] == []

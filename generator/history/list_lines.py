"""List lines: a line of a list in a plan, such as a step, apart into its words and what is known beside.

In: a line as an outline has it: words alone, or keys with their contents. Out: its words, its keys.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.history.outline import Content, ContentFields, words_at

#: Under which of its keys a line has its words.
_HEADLINES: Final = ("step", "strategy", "if", "label", "question", "pattern", "who", "how", "name")


def line_words(line: Content) -> str:
    """What a line says, whatever else is known of it."""
    if isinstance(line, str):
        return line
    if not isinstance(line, Mapping):
        return ""
    key = _headline(line)
    if key is not None:
        return words_at(line, key)
    return " ".join(f"{key} {content}" for key, content in line.items() if isinstance(content, str))


def known_beside(line: Content) -> ContentFields:
    """What is known of a line beside its words."""
    if not isinstance(line, Mapping):
        return {}
    headline = _headline(line)
    if headline is None:
        return {}
    return {key: content for key, content in line.items() if key != headline}


def _headline(line: ContentFields) -> str | None:
    return next((key for key in _HEADLINES if isinstance(line.get(key), str)), None)

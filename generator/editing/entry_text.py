"""Entry text: the values of an entry as YAML, in lines and in braces.

In: values by key. Out: an `Item` for a list of the plan file.
Touches nothing. A text is in quotes only where it would be read otherwise without them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.editing.entry_values import EntryValue
from generator.editing.list_edit import Item
from generator.editing.text import content_of
from generator.errors import PlanError
from generator.format.keys.log import EntryKeys
from generator.format.parse import UNPRINTABLE, parse

#: Longest line written; a longer text goes below its key.
LINE_LIMIT: Final = 120

#: What an entry may hold to stand in braces, where those above it do; words are easier to read on lines of their own.
_TERSE: Final = frozenset(
    {
        EntryKeys.date.name,
        EntryKeys.by.name,
        EntryKeys.over.name,
        EntryKeys.part.name,
        EntryKeys.scores.name,
        EntryKeys.reply.name,
    }
)
#: A line that would look like a comment below its key, which a check asks about.
_LIKE_A_COMMENT: Final = re.compile(r"\n[ \t]*# ")
#: Needs no quotes anywhere.
_SAFE: Final = re.compile(r"\w([\w .’-]*[\w.’])?")
#: What other programs read as no text at all.
_NOTHING: Final = ("null", "~")
#: Where a text can stand, with @ in its place; YAML reads some signs otherwise in braces and brackets.
_AFTER_KEY: Final = "a: @"
_IN_MAP: Final = "a: {b: @, c: d}"
_IN_LIST: Final = "a: [@, b]"
_AS_KEY: Final = "{@: b}"


def item_of(values: Mapping[str, EntryValue]) -> Item:
    """The entry in both forms that a list can have it in."""
    lines: list[str] = []
    for key, value in values.items():
        lines += _lines(key, value)
    braces = in_braces(values)
    needs_lines = not values.keys() <= _TERSE or len(braces) > LINE_LIMIT
    return Item(tuple(lines), braces, needs_lines)


def in_braces(values: Mapping[str, EntryValue]) -> str:
    """The values as a map in braces."""
    return _on_one_line(values, _AFTER_KEY)


def _lines(key: str, value: EntryValue) -> list[str]:
    """A key and its value on one line; a long text, or one of several lines, below its key."""
    line = f"{key}: {_on_one_line(value, _AFTER_KEY)}"
    if not isinstance(value, str) or UNPRINTABLE.search(value) or _LIKE_A_COMMENT.search(value):
        return [line]
    if "\n" not in value and len(line) <= LINE_LIMIT:
        return [line]
    return [f"{key}: |", *(text and f"  {text}" for text in value.split("\n"))]


def _on_one_line(value: EntryValue, frame: str) -> str:
    """A value in YAML's short form; `frame` is where a text stands."""
    match value:
        case str():
            return _text(value, frame)
        case tuple():
            return "[" + ", ".join(_text(text, _IN_LIST) for text in value) + "]"
        case _:
            pairs = (
                f"{_text(name, _AS_KEY)}: {_on_one_line(one, _IN_MAP)}"
                for name, one in value.items()
            )
            return "{" + ", ".join(pairs) + "}"


def _text(text: str, frame: str) -> str:
    if text.lower() in _NOTHING or "\n" in text:
        return _quoted(text)
    if _SAFE.fullmatch(text):
        return text
    quoted = _quoted(text)
    if _reads_alike(frame.replace("@", text), frame.replace("@", quoted)):
        return text
    return quoted


def _reads_alike(words: str, wanted: str) -> bool:
    try:
        return _content(words) == _content(wanted)
    except PlanError:
        return False


def _content(words: str) -> object:
    return content_of(parse(words.encode(), "").root)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return (
        '"'
        + UNPRINTABLE.sub(
            lambda sign: f"\\U{ord(sign[0]):08x}",
            escaped,
        )
        + '"'
    )

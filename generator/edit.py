"""Edit: small changes to a file that leave every other byte as it is.

In: the bytes of a file and where something stands in it. Out: the new bytes.
Touches nothing. Line ends, a mark at the start, comments, quotes and order stay: a person wrote them. A file in UTF-16
becomes one in UTF-8 with a mark, which every editor reads as well, and git much better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.encoding import as_written, is_marked
from generator.errors import Finding, Place, PlanError
from generator.parse import Document, Mapping, Scalar, parse

_BOM: Final = "\ufeff"
_LINE_END: Final = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Text:
    """A file as lines with their ends, and whether it began with a byte order mark."""

    lines: tuple[str, ...]
    mark: str

    @classmethod
    def of(cls, data: bytes) -> Text:
        return cls(tuple(as_written(data).splitlines(keepends=True)), _BOM if is_marked(data) else "")

    @property
    def end(self) -> str:
        """The line end that this file uses."""
        found = _LINE_END.search("".join(self.lines))
        return found[0] if found else "\n"

    def with_line(self, number: int, words: str) -> bytes:
        """The file with a line put in so that it is line `number`, from 1."""
        before, after = list(self.lines[: number - 1]), list(self.lines[number - 1 :])
        if before and not _LINE_END.search(before[-1]):
            before[-1] += self.end
        return (self.mark + "".join([*before, words + self.end, *after])).encode()

    def with_words(self, line: int, column: int, old: str, new: str) -> bytes:
        """The file with `new` in place of `old`, which begins at this line and column, from 1."""
        lines = list(self.lines)
        words = lines[line - 1]
        if not words.startswith(old, column - 1):
            raise AssertionError("what is replaced stands elsewhere")
        lines[line - 1] = words[: column - 1] + new + words[column - 1 + len(old) :]
        return (self.mark + "".join(lines)).encode()


def with_key(data: bytes, file: str, words: str, before: str | None = None) -> bytes:
    """A file with `words`, one whole line, put at its top level: before the first key, or before the key named.

    Comments on top of the file stay on top. Raises PlanError where the file cannot be read.
    """
    document = parse(data, file)
    keys = {key.text: key.line for key, _ in document.root.pairs}
    line = keys.get(before or "") or min(keys.values(), default=len(Text.of(data).lines) + 1)
    return Text.of(data).with_line(line, words)


def with_value(data: bytes, file: str, key: str, value: str) -> bytes:
    """A file where the top-level `key` has this value; a line at the end where it is not there.

    Raises PlanError where the file cannot be read.
    """
    known = _value(parse(data, file).root, key) if data.strip() else None
    text = Text.of(data)
    if isinstance(known, Scalar):
        old = text.lines[known.line - 1][known.column - 1 : known.end_column - 1]
        return text.with_words(known.line, known.column, old, value)
    return text.with_line(len(text.lines) + 1, f"{key}: {value}")


def with_value_on_top(data: bytes, file: str, key: str, value: str) -> bytes:
    """A file where the top-level `key` has this value; below what says what the file is, where it is not there.

    Raises PlanError where the file cannot be read.
    """
    document = parse(data, file)
    if _value(document.root, key) is None:
        return with_key(data, file, f"{key}: {value}", _after(document))
    return with_value(data, file, key, value)


def with_value_below(data: bytes, file: str, key: str, name: str, value: str) -> bytes:
    """A file where `name` has this value in the map under the top-level `key`; made where it is not there.

    Raises PlanError where the file cannot be read.
    """
    document = parse(data, file)
    below = _value(document.root, key)
    if below is None:
        return with_key(data, file, f"{key}: {{{name}: {value}}}", _after(document))
    if not isinstance(below, Mapping) or not below.pairs:
        raise AssertionError(f"{key} is no map")
    text = Text.of(data)
    known = _value(below, name)
    first = below.pairs[0][0]
    if isinstance(known, Scalar):
        old = text.lines[known.line - 1][known.column - 1 : known.end_column - 1]
        return text.with_words(known.line, known.column, old, value)
    if below.line == first.line and text.lines[below.line - 1].startswith("{", below.column - 1):
        return text.with_words(first.line, first.column, "", f"{name}: {value}, ")
    return text.with_line(first.line, f"{' ' * (first.column - 1)}{name}: {value}")


def without_key(data: bytes, file: str, key: str) -> bytes:
    """A file without the top-level `key` and what stands below it; comments above it, and above the next key, stay.

    Raises PlanError where the file cannot be read, or where its keys do not stand on lines of their own.
    """
    document = parse(data, file)
    names = [name for name, _ in document.root.pairs]
    place = next((number for number, name in enumerate(names) if name.text == key), None)
    if place is None:
        return data
    if document.lines[document.root.line - 1].startswith("{", document.root.column - 1):
        hint = "write each key of the plan on a line of its own, without the braces around them all"
        raise PlanError([Finding(Place(file), "this plan stands in braces", "plan-in-braces", hint)])
    text = Text.of(data)
    first = names[place].line - 1
    last = names[place + 1].line - 1 if place + 1 < len(names) else len(text.lines)
    while last > first + 1 and _is_between(text.lines[last - 1], names[place].column):
        last -= 1
    return (text.mark + "".join([*text.lines[:first], *text.lines[last:]])).encode()


def _is_between(line: str, column: int) -> bool:
    """Whether a line after a key's value is an empty one, or a comment as far out as the keys."""
    words = line.strip()
    return not words or (words.startswith("#") and len(line) - len(line.lstrip()) < column)


def _value(mapping: Mapping, name: str) -> Scalar | Mapping | object | None:
    return next((value for key, value in mapping.pairs if key.text == name), None)


#: Keys that say what a file is; what is added stands below them.
_LEADING: Final = ("handrail", "uid", "title", "tab_title", "status", "setting", "language", "client", "therapist")


def _after(document: Document) -> str | None:
    """The key before which a new one stands best: the first that is not about the file itself."""
    return next((name.text for name, _ in document.root.pairs if name.text not in _LEADING), None)

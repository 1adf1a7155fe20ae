"""Edit: small changes to a file that leave every other byte as it is.

In: the bytes of a file, and what it is to say. Out: the new bytes.
Touches nothing. Line ends, a mark at the start, comments, quotes and order stay: a person wrote them. What is made is
read again before it is given back: it says what it said, with just the change that was asked for. Where none of the
ways to write it does, nothing is changed, and a person is told what to write and where. A file in UTF-16 becomes one in
UTF-8 with a mark, which every editor reads as well, and git much better.

Terms
    way        the bytes of one attempt; the first that reads back as asked is the one.
    braces     a map that is written as `{…}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.errors import Finding, Place, PlanError
from generator.format.parse import Document, Node, Scalar, parse
from generator.format.parse import Mapping as Pairs
from generator.text.encoding import as_written, has_bom, text_at_any_rate

_BOM: Final = "\ufeff"
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
#: The signs that a text below its key begins with, and the comment beside them.
_HEADER: Final = re.compile(r"[|>][-+\d]*([ \t]+#[^\r\n]*)?")
#: What JSON writes without quotes, and what has them already.
_JSON: Final = re.compile(r'-?\d+|".*"|\{.*\}')
#: A value that holds no words yet, whatever signs stand for that.
_NOTHING: Final = ("", "~", "null")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as lines with their ends, and whether it began with a byte order mark."""

    lines: tuple[str, ...]
    mark: str

    @classmethod
    def of(cls, data: bytes) -> SourceText:
        return cls(
            tuple(as_written(data).splitlines(keepends=True)),
            _BOM if has_bom(data) else "",
        )

    @property
    def end(self) -> str:
        """The line end that this file uses."""
        found = _LINE_END.search("".join(self.lines))
        return found[0] if found else "\n"

    def at(self, line: int, column: int) -> int:
        """How many characters stand before a line and column, both from 1."""
        return sum(map(len, self.lines[: line - 1])) + column - 1

    def with_line(self, number: int, words: str) -> bytes:
        """The file with a line put in so that it is line `number`, from 1."""
        before, after = list(self.lines[: number - 1]), list(self.lines[number - 1 :])
        if before and not _LINE_END.search(before[-1]):
            before[-1] += self.end
        return (self.mark + "".join([*before, words + self.end, *after])).encode()

    def with_words(self, start: int, end: int, words: str) -> bytes:
        """The file with `words` in place of the characters from `start` up to `end`."""
        whole = "".join(self.lines)
        return (self.mark + whole[:start] + words + whole[end:]).encode()


def content_of(node: Node) -> object:
    """What a node says, without places, quotes and the white space around texts; maps as pairs in their order."""
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Pairs):
        return tuple((key.text, content_of(value)) for key, value in node.pairs)
    return [content_of(item) for item in node.items]


def with_key(
    data: bytes,
    file: str,
    key: str,
    value: str,
    before: str | None = None,
) -> bytes:
    """A file with a `key` that it lacks, at its top level: before its first key, or before the key named.

    Comments on top of the file stay on top. Raises PlanError where the file cannot be read or changed.
    """
    document = parse(data, file)
    return _first_good(
        data,
        document,
        _KeyChange(key, value),
        _with_pair(data, document.root, key, value, before),
    )


def with_value(data: bytes, file: str, key: str, value: str) -> bytes:
    """A file where the top-level `key` has this value; a line at the end where it is not there.

    Raises PlanError where the file cannot be read or changed.
    """
    if _holds_nothing(data):
        return _with_last_line(data, f"{key}: {value}")
    document = parse(data, file)
    if document.root.get(key) is not None:
        ways = _with_other(data, document.root, key, value)
    else:
        ways = _with_last_pair(data, document.root, key, value)
    return _first_good(data, document, _KeyChange(key, value), ways)


def with_value_on_top(data: bytes, file: str, key: str, value: str) -> bytes:
    """A file where the top-level `key` has this value; below what says what the file is, where it is not there.

    Raises PlanError where the file cannot be read or changed.
    """
    document = parse(data, file)
    if document.root.get(key) is None:
        return with_key(data, file, key, value, _after(document))
    return with_value(data, file, key, value)


def with_value_below(
    data: bytes,
    file: str,
    key: str,
    name: str,
    value: str,
) -> bytes:
    """A file where `name` has this value in the map under the top-level `key`; made where it is not there.

    Raises PlanError where the file cannot be read or changed.
    """
    document = parse(data, file)
    ways = _with_below(data, document, key, name, value)
    return _first_good(data, document, _KeyChange(key, value, name), ways)


def without_key(data: bytes, file: str, key: str) -> bytes:
    """A file without the top-level `key` and what stands below it; comments above it, and above the next key, stay.

    Raises PlanError where the file cannot be read, or where its keys do not stand on lines of their own.
    """
    document = parse(data, file)
    names = [name for name, _ in document.root.pairs]
    place = next(
        (number for number, name in enumerate(names) if name.text == key),
        None,
    )
    if place is None:
        return data
    if document.root.end_line:
        raise _in_braces(file)
    made = _without_lines(SourceText.of(data), names, place)
    return _first_good(data, document, _KeyChange(key, None), [made])


def _in_braces(file: str) -> PlanError:
    hint = "write each key of the plan on a line of its own, without the braces around them all"
    return PlanError(
        [
            Finding(
                Place(file),
                "this plan stands in braces",
                "plan-in-braces",
                hint,
            )
        ]
    )


def _without_lines(text: SourceText, names: Sequence[Scalar], place: int) -> bytes:
    """The file without the lines of a top-level key; what stands before the next one stays."""
    first = names[place].line - 1
    last = names[place + 1].line - 1 if place + 1 < len(names) else len(text.lines)
    while last > first + 1 and _is_between(text.lines[last - 1], names[place].column):
        last -= 1
    return (text.mark + "".join([*text.lines[:first], *text.lines[last:]])).encode()


# ---- what was asked, and whether it was done


@dataclass(frozen=True, slots=True)
class _KeyChange:
    """A value, in the words of the file, for a `key` at the top or for a `name` below it; None takes the key out."""

    key: str
    value: str | None
    name: str | None = None

    def is_made(self, before: Document, after: Document) -> bool:
        """Whether a file says what it said before, with this change and no other."""
        old, new = _says(before.root), _says(after.root)
        there = new.pop(self.key, None)
        was = old.pop(self.key, None)
        if old != new or self.value is None:
            return old == new and there is None
        wanted = _said_by(self.value)
        if self.name is None:
            return there == wanted
        return _is_map_with(there, was, (self.name, wanted))

    def by_hand(self, document: Document) -> PlanError:
        """What a person is to write, and where."""
        node, value = document.root.pair(self.key) or (None, None)
        place = Place(document.file, node.line, node.column) if node else Place(document.file)
        sentence = "this is written in a way that only a person can change"
        return PlanError([Finding(place, sentence, "by-hand", self._hint(value))])

    def _hint(self, known: Node | None) -> str:
        """What to write, or to take out; `known` is the value that the key has in the file."""
        if self.value is None:
            return f"take `{self.key}:` out by hand, with all that belongs to it"
        pair = f"{self.name}: {self.value}"
        if self.name is not None and isinstance(known, Pairs):
            return f"write `{pair}` by hand, below `{self.key}:`, and keep what else stands there"
        words = self.value if self.name is None else f"{{{pair}}}"
        in_place = ", in place of what stands here" if known is not None else ""
        return f"write `{self.key}: {words}` by hand{in_place}"


def _first_good(
    data: bytes, document: Document, change: _KeyChange, ways: Iterable[bytes]
) -> bytes:
    """The first way that says what was asked, and the file as it is where it says so already; never anything else."""
    if change.is_made(document, document):
        return data
    made = first_that_fits(document.file, ways, lambda after: change.is_made(document, after))
    if made is None:
        raise change.by_hand(document)
    return made


def first_that_fits(
    file: str, ways: Iterable[bytes], is_made: Callable[[Document], bool]
) -> bytes | None:
    """The first way that reads back as asked; None where none does. Raises PlanError for a file that grew too large."""
    for made in ways:
        try:
            if is_made(parse(made, file)):
                return made
        except PlanError as error:
            if any(finding.code == "file-too-large" for finding in error.findings):
                raise
    return None


def _says(mapping: Pairs) -> dict[str, object]:
    """What a map says, by key."""
    return {key.text: content_of(value) for key, value in mapping.pairs}


def _said_by(value: str) -> object:
    """What a value says once it is in a file."""
    return content_of(parse(f"a: {value}".encode(), "").root.pairs[0][1])


def _is_map_with(there: object, was: object, pair: tuple[str, object]) -> bool:
    """Whether what is there says what was there, with this pair and no other change."""
    below, was_below = _by_key(there), _by_key(was)
    if below is None or was_below is None:
        return False
    name, wanted = pair
    return below == {**was_below, name: wanted}


def _by_key(told: object) -> Mapping[str, object] | None:
    """A map as `said` gives it, by key; nothing where no words stand; None for any other value."""
    if isinstance(told, tuple):
        return dict(told)
    return {} if told is None or told in _NOTHING else None


def _holds_nothing(data: bytes) -> bool:
    """Whether a file has no value in it: it is empty, or all comments."""
    return all(
        not line.strip() or line.lstrip().startswith("#")
        for line in text_at_any_rate(data).splitlines()
    )


# ---- the ways to write it


def _with_other(
    data: bytes,
    mapping: Pairs,
    name: str,
    value: str,
) -> Iterator[bytes]:
    """Another value for a key that is there: in place of a text, of nothing, or of braces without anything in them."""
    text, known = SourceText.of(data), mapping.get(name)
    whole = "".join(text.lines)
    value = _as_its_neighbours(mapping, value)
    if known is None or not (
        isinstance(known, Scalar) or (isinstance(known, Pairs) and known.end_line)
    ):
        return
    if isinstance(known, Pairs) and known.pairs:
        return
    start, end = (
        text.at(known.line, known.column),
        text.at(known.end_line, known.end_column),
    )
    if start == end:
        yield text.with_words(start, end, f" {value}")
        yield text.with_words(start, end, f": {value}")
        return
    old = whole[start:end].rstrip()
    header = _HEADER.match(old) if isinstance(known, Scalar) and not known.plain else None
    yield text.with_words(
        start,
        start + len(old),
        value + ((header[1] or "") if header else ""),
    )


def _with_pair(
    data: bytes, mapping: Pairs, name: str, value: str, before: str | None
) -> Iterator[bytes]:
    """A key that is not there yet: before the key named, or before the first."""
    text = SourceText.of(data)
    keys = [key for key, _ in mapping.pairs]
    named = [key for key in keys if key.text == before]
    if not mapping.end_line:
        for key in (*named, *keys[:1]):
            yield text.with_line(key.line, _indented(mapping, f"{name}: {value}"))
        return
    shown = f'"{name}"' if is_json(mapping) else name
    words = f"{shown}: {_as_its_neighbours(mapping, value)}"
    for key in (*named, *keys[:1]):
        stands_alone = not text.lines[key.line - 1][: key.column - 1].strip()
        if stands_alone:
            yield text.with_line(key.line, " " * (key.column - 1) + words + ",")
        start = text.at(key.line, key.column)
        yield text.with_words(start, start, f"{words}, ")
    start = text.at(mapping.line, mapping.column) + 1
    yield text.with_words(start, start, f"{words}, " if keys else words)


def _with_below(
    data: bytes, document: Document, key: str, name: str, value: str
) -> Iterator[bytes]:
    """A pair in the map under a top-level key, whether either of them is there or not."""
    root, in_braces = document.root, f"{{{name}: {value}}}"
    below = root.get(key)
    if below is None:
        return _with_pair(data, root, key, in_braces, _after(document))
    if not isinstance(below, Pairs):
        return _with_other(data, root, key, in_braces)
    if below.get(name) is None:
        return _with_pair(data, below, name, value, None)
    return _with_other(data, below, name, value)


def _with_last_pair(
    data: bytes,
    root: Pairs,
    key: str,
    value: str,
) -> Iterator[bytes]:
    """A top-level key that is not there yet: at the end, else as `_with_pair` puts it."""
    if not root.end_line:
        yield _with_last_line(data, _indented(root, f"{key}: {value}"))
    yield from _with_pair(data, root, key, value, None)


def _with_last_line(data: bytes, words: str) -> bytes:
    text = SourceText.of(data)
    return text.with_line(len(text.lines) + 1, words)


def _indented(mapping: Pairs, words: str) -> str:
    return " " * (mapping.column - 1) + words


def is_json(mapping: Pairs) -> bool:
    """Whether a map in braces has its keys in quotes, as JSON does."""
    return bool(mapping.end_line and mapping.pairs) and not mapping.pairs[0][0].plain


def _as_its_neighbours(mapping: Pairs, value: str) -> str:
    """The value in quotes where those beside it have to have them."""
    return f'"{value}"' if is_json(mapping) and not _JSON.fullmatch(value) else value


def _is_between(line: str, column: int) -> bool:
    """Whether a line after a key's value is an empty one, or a comment as far out as the keys."""
    words = line.strip()
    return not words or (words.startswith("#") and len(line) - len(line.lstrip()) < column)


#: Keys that say what a file is; what is added stands below them.
_LEADING: Final = (
    "handrail",
    "uid",
    "title",
    "tab_title",
    "status",
    "setting",
    "language",
    "client",
    "therapist",
)


def _after(document: Document) -> str | None:
    """The key before which a new one stands best: the first that is not about the file itself."""
    return next(
        (name.text for name, _ in document.root.pairs if name.text not in _LEADING),
        None,
    )

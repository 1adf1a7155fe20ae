"""Parse: the bytes of one YAML file as a tree that knows where everything stands.

In: bytes and the file's name for messages. Out: a `Document`, or `PlanError` with every finding.
Touches nothing. Reads events, never composed nodes: composing deeply nested input kills the
process. No scalar gets a type here; the field that reads it decides (see `fields`).

Terms
    mark       line and column from 1, in characters, as a person counts them.
    plain      a scalar without quotes and not a block.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple, cast

import yaml

from generator.errors import Finding, Findings, Place, PlanError
from generator.format.syntax_errors import syntax_finding
from generator.format.unfinished_merge import unfinished_merges
from generator.text.encoding import has_bom, text_of

#: Longest plan file read, in bytes. Ten years of daily notes stay below it.
FILE_LIMIT_BYTES: Final = 1024 * 1024
#: Deepest nesting of lists and maps. The format itself needs seven.
DEPTH_LIMIT: Final = 32
#: How libyaml from 0.2.6 on says that a file is nested beyond what it reads ahead, before we have
#: counted that far.
_OWN_DEPTH_LIMIT: Final = "maximum nesting depth"


class Scalar(NamedTuple):
    """One text as written; `end_column` is that of the character after it, on the line where it
    ends."""

    text: str
    line: int
    column: int
    end_line: int
    end_column: int
    plain: bool


class Sequence(NamedTuple):
    """Items in file order. Only one in brackets has an end: the place after its last bracket."""

    items: tuple[Node, ...]
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0


class Mapping(NamedTuple):
    """Pairs in file order; no key stands twice. Only one in braces has an end: the place after its
    last brace."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0

    def pair(self, name: str) -> tuple[Scalar, Node] | None:
        """The key of this name with its value; None where it is not there."""
        for key, value in self.pairs:
            if key.text == name:
                return key, value
        return None

    def get(self, name: str) -> Node | None:
        """The value of the key of this name; None where it is not there."""
        pair = self.pair(name)
        if pair is None:
            return None
        return pair[1]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the keys, in file order."""
        return tuple(key.text for key, _ in self.pairs)


Node = Scalar | Sequence | Mapping


def is_empty(node: Node) -> bool:
    """Whether nothing was written: `key:` and no more."""
    return isinstance(node, Scalar) and not node.text.strip()


class Document(NamedTuple):
    """A parsed file: its name, its lines for excerpts, and the map at its top."""

    file: str
    lines: tuple[str, ...]
    root: Mapping


def parse(data: bytes, file: str) -> Document:
    """The tree of one file.

    Raises PlanError with every finding: not UTF-8, too large, an unfinished merge, not YAML, several documents, anchors,
    aliases, tags, merge keys, keys given twice, nesting beyond `DEPTH_LIMIT`, or a top that is not
    a map.
    """
    text = _decoded(data, file)
    unfinished = unfinished_merges(text, file)
    if unfinished:
        raise PlanError(unfinished)
    reader = _EventReader(text, file)
    root = reader.document()
    if reader.findings.kept:
        raise reader.findings.error()
    if not isinstance(root, Mapping):
        raise _no_plan(root, file)
    return Document(file, tuple(text.split("\n")), root)


def _no_plan(root: Node, file: str) -> PlanError:
    """The refusal of a file whose top is a list, or words without a key."""
    place, sentence = Place(file), "this file does not hold a plan"
    hint = "make a plan with `handrail new`, and delete this file"
    if isinstance(root, Sequence) and len(root.items) == 1:
        place = Place(file, root.line, root.column)
        sentence = "a plan does not begin with a dash"
        hint = "take the dash out, and begin the lines below it 2 spaces further to the left"
    return _refusal(place, sentence, "not-a-plan", hint)


#: Characters that YAML allows in no text, beyond the line feed and the tab; and those that YAML
#: counts as a line and editors do not (NEL, U+2028, U+2029): after one of them, every place would
#: be that of another line.
UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def _decoded(data: bytes, file: str) -> str:
    if len(data) > FILE_LIMIT_BYTES:
        limit = FILE_LIMIT_BYTES // 1024
        raise _refusal(
            Place(file, 1, 1),
            f"this file is larger than {limit} KiB",
            "file-too-large",
            "split it into two plans",
        )
    try:
        text = text_of(data)
    except UnicodeDecodeError as error:
        raise _not_utf_8(data, file, error.start) from error
    found = UNPRINTABLE.search(text)
    if found:
        raise _unprintable(text, file, found.start())
    return text


def _not_utf_8(data: bytes, file: str, start: int) -> PlanError:
    """The refusal at the first byte that is none of a text."""
    before = data[:start] if not has_bom(data) else b""
    if data.startswith(_DOCUMENTS):
        return _refusal(Place(file), "this is a document of an office program", "not-utf-8", _SAVE)
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return _refusal(
        Place(file, line, column),
        "this file is not saved as UTF-8",
        "not-utf-8",
        "save it again with the encoding UTF-8",
    )


#: How documents begin that a word processor or a spreadsheet saves: new ones, old ones, PDF.
_DOCUMENTS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_SAVE: Final = (
    "open it in its program, save it as “Plain text” with the encoding UTF-8, "
    "and let its name end in .yml"
)


def _unprintable(text: str, file: str, start: int) -> PlanError:
    """The refusal at the first character that no page can show."""
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return _refusal(
        Place(file, line, column),
        "a character here cannot be shown",
        "unprintable",
        "delete it and type the words again",
    )


class _EventReader:
    """Pulls events one by one, so that hopeless input is left at once."""

    def __init__(self, text: str, file: str) -> None:
        self.findings = Findings()
        self._file = file
        self._text = text
        self._next = cast("Callable[[], yaml.Event]", yaml.CBaseLoader(text).get_event)

    def document(self) -> Node:
        """The one document of the file. Raises PlanError where it is none."""
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            if _OWN_DEPTH_LIMIT in (error.problem or "") and error.problem_mark:
                raise self._too_deep(error.problem_mark) from error
            self.findings.add(syntax_finding(error, self._file, self._text))
            raise self.findings.error() from error
        except yaml.YAMLError as error:
            raise _refusal(
                Place(self._file),
                "this file cannot be read as YAML",
                "syntax",
                "compare it with a sample plan",
            ) from error

    def _document(self) -> Node:
        self._next()  # the stream's start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            raise _refusal(
                Place(self._file),
                "this file is empty",
                "empty-file",
                "make a plan with `handrail new`, and delete this file",
            )
        root = self._node(self._next(), 1)
        self._next()  # the document's end
        after = self._next()
        if isinstance(after, yaml.DocumentStartEvent):
            self._add(
                _start(after),
                3,
                "`---` starts a second plan here",
                "several-documents",
                "delete this line, or keep one plan in one file",
            )
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            self._add(
                _start(event),
                1,
                "a text cannot begin with *",
                "alias",
                _QUOTE_HINT,
            )
            return Scalar(
                "",
                _start(event).line + 1,
                _start(event).column + 1,
                0,
                0,
                plain=True,
            )
        if depth > DEPTH_LIMIT:
            raise self._too_deep(_start(event))
        self._no_extras(cast(yaml.CollectionStartEvent, event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _too_deep(self, mark: yaml.Mark) -> PlanError:
        return _refusal(
            Place(self._file, mark.line + 1, mark.column + 1),
            f"lists and maps are nested more than {DEPTH_LIMIT} deep here",
            "too-deep",
            "look for a stray bracket before this place",
        )

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            self._no_extras(event)
        start, end = _start(event), cast(yaml.Mark, event.end_mark)
        return Scalar(
            event.value,
            start.line + 1,
            start.column + 1,
            end.line + 1,
            end.column + 1,
            plain=not event.style,
        )

    def _sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items = []
        event = self._next()
        while not isinstance(event, yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
            event = self._next()
        mark = _start(start)
        return Sequence(tuple(items), mark.line + 1, mark.column + 1, *_end(start, event))

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        pairs: list[tuple[Scalar, Node]] = []
        seen: set[str] = set()
        event = self._next()
        while not isinstance(event, yaml.MappingEndEvent):
            key_event = event
            key = self._node(key_event, depth + 1)
            value = self._node(self._next(), depth + 1)
            event = self._next()
            if not isinstance(key, Scalar):
                self._add(
                    _start(key_event),
                    1,
                    "a list or map cannot be a key",
                    "key-not-text",
                    _QUOTE_HINT,
                )
            elif key.text == "<<" and key.plain:
                self._add_merge_key(_start(key_event))
            elif key.text in seen:
                self._add_doubled(_start(key_event), key, pairs)
                if key.text == _DATE:
                    # Another entry begins here, whose keys are not those of this one.
                    seen = {_DATE}
            else:
                seen.add(key.text)
                pairs.append((key, value))
        mark = _start(start)
        return Mapping(tuple(pairs), mark.line + 1, mark.column + 1, *_end(start, event))

    def _add_merge_key(self, mark: yaml.Mark) -> None:
        sentence = "a merge key (<<) is not used in plans"
        self._add(mark, 2, sentence, "merge-key", "write the lines out")

    def _add_doubled(
        self,
        mark: yaml.Mark,
        key: Scalar,
        pairs: list[tuple[Scalar, Node]],
    ) -> None:
        first = next(one for one, _ in pairs if one.text == key.text)
        sentence = f"this key stands here twice; the first is on line {first.line}"
        width, hint = key.end_column - key.column, _doubled_hint(key, first, pairs)
        self._add(mark, width, sentence, "duplicate-key", hint)

    def _no_extras(
        self,
        event: yaml.ScalarEvent | yaml.CollectionStartEvent,
    ) -> None:
        if event.anchor is not None:
            self._add(
                _start(event),
                1,
                "a text cannot begin with &",
                "anchor",
                _QUOTE_HINT,
            )
        if event.tag is not None:
            self._add(
                _start(event),
                1,
                "a text cannot begin with !",
                "tag",
                _QUOTE_HINT,
            )

    def _add(
        self,
        mark: yaml.Mark,
        width: int,
        sentence: str,
        code: str,
        hint: str,
    ) -> None:
        self.findings.add(
            Finding(
                Place(self._file, mark.line + 1, mark.column + 1, width),
                sentence,
                code,
                hint,
            )
        )


def _start(event: yaml.Event) -> yaml.Mark:
    return cast(yaml.Mark, event.start_mark)


def _end(start: yaml.Event, end: yaml.Event) -> tuple[int, int]:
    """Where a list or map in brackets ends; nowhere for one in lines, whose end the scanner does
    not know."""
    mark = cast(yaml.Mark, end.end_mark)
    if cast(yaml.CollectionStartEvent, start).flow_style:
        return mark.line + 1, mark.column + 1
    return 0, 0


def _doubled_hint(key: Scalar, first: Scalar, pairs: list[tuple[Scalar, Node]]) -> str:
    """The way out where a key stands twice; in an entry of the log, the second may be another
    entry's, and nothing of it may be lost."""
    if key.text == _DATE:
        return (
            "write `- ` in place of the 2 spaces before it, if another entry begins here; "
            "else keep one of the two"
        )
    for other, day in pairs:
        if other.text == _DATE and isinstance(day, Scalar) and _DAY.match(day.text):
            above = f"write `- date: {day.text}` above it"
            return f"{above}, if these are two entries, as after a merge; else keep one of the two"
    return f"delete one of the two, this one or that on line {first.line}, or bring both into one"


#: How the day of an entry begins.
_DAY: Final = re.compile(r"[\d-]+")
#: The key that every entry of the log begins with.
_DATE: Final = "date"

_QUOTE_HINT = 'put the whole text in quotes: "…"'


def _refusal(place: Place, sentence: str, code: str, hint: str) -> PlanError:
    return PlanError([Finding(place, sentence, code, hint)])

"""Parts: a plan file as parts that can be taken over one by one, each with its words and what it says.

In: the bytes of a plan file. Out: one `FilePart`, the whole file, with all others below it.
Touches nothing. The words of all parts together are the file, but for the ends of its lines.

Terms
    pair      a key with its value.
    item      what stands behind one dash of a list, or between two commas of one in brackets.
    lead      the lines above a part that belong to it: comments and empty lines.
    whole     a part that nobody changes in halves, such as an entry of the log.
    brief     an item of words alone where a map could stand: `- Ask one friend` is `- {step: Ask one friend}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Final, TypeAlias

from generator.editing.list_edit import last_line
from generator.editing.text import SourceText
from generator.errors import HandrailError
from generator.format.keys.around import AskedKeys, FitKeys, PatternKeys, SupporterKeys
from generator.format.keys.goal import GoalKeys
from generator.format.keys.objective import ObjectiveKeys, StepKeys, StrategyKeys
from generator.format.keys.plan import PlanKeys
from generator.format.parse import Document, Mapping, Node, Scalar, Sequence, parse

#: Lists of what happened: each item is one event, told as a whole.
EVENTS: Final = frozenset({PlanKeys.progress.name, PlanKeys.reviews.name, FitKeys.notes.name})
#: Keys whose value is one thought, though it may have several words or numbers.
_ONE_THOUGHT: Final = frozenset({ObjectiveKeys.baseline.name, ObjectiveKeys.target.name})
#: Maps whose keys are ids, so that their order is the order on the page.
_BY_ID: Final = frozenset({PlanKeys.people.name, GoalKeys.objectives.name, PlanKeys.measures.name})
#: The key that the words of a brief item stand for, by the name of its list.
_BRIEF: Final = {
    ObjectiveKeys.steps.name: StepKeys.step.name,
    ObjectiveKeys.strategies.name: StrategyKeys.strategy.name,
    PlanKeys.patterns.name: PatternKeys.pattern.name,
    PlanKeys.asked.name: AskedKeys.question.name,
    PlanKeys.with_me.name: SupporterKeys.who.name,
}

#: What a part says, whatever its layout: a text, or a tuple that begins with one of the two below.
Said: TypeAlias = "str | tuple[object, ...]"
_MAP: Final = "{}"
_LIST: Final = "[]"


class Container(Enum):
    """What a value holds parts as."""

    MAP = _MAP
    LIST = _LIST


class OddLayout(HandrailError):
    """The file is a plan, and its lines cannot be taken over one by one."""


@dataclass(frozen=True, slots=True)
class PlainValue:
    """A value that has no parts, or none that could be told by lines; `brief` as in the terms."""

    text: str
    says: Said
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A map or list in brackets: what opens it, its parts with what stands between them, and what closes it."""

    shape: Container
    opening: str
    parts: tuple[FilePart, ...]
    between: tuple[str, ...]
    closing: str
    says: Said

    @property
    def text(self) -> str:
        return in_brackets(self, [part.text for part in self.parts], self.between)


@dataclass(frozen=True, slots=True)
class Block:
    """A map or list in lines."""

    shape: Container
    parts: tuple[FilePart, ...]
    says: Said

    @property
    def text(self) -> str:
        return "\n".join(line for part in self.parts for line in (*part.lead, *part.lines))


Value: TypeAlias = PlainValue | Flow | Block


@dataclass(frozen=True, slots=True)
class FilePart:
    """A pair or an item: `name` is the key, or that of the list; `before` and `after` stand on its lines beside the value.

    `column` is how far in it begins. `is_item_of_lines` is true of an item that is a map in lines: its dash, at
    `column`, stands on the first of them.
    """

    name: str
    lead: tuple[str, ...]
    before: str
    value: Value
    after: str
    column: int
    is_whole: bool = False
    is_item_of_lines: bool = False

    @property
    def says(self) -> Said:
        return self.value.says

    @property
    def text(self) -> str:
        """Its words, without the lead."""
        if not isinstance(self.value, Block):
            return self.before + self.value.text + self.after
        if self.is_item_of_lines:
            return "\n".join(with_dash(self.value.text.split("\n"), self.column))
        return "\n".join(filter(None, (self.before, self.value.text)))

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.text.split("\n"))

    @property
    def is_by_id(self) -> bool:
        """Whether its value is a map whose keys are ids."""
        return self.name in _BY_ID

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it yet."""
        return self.says in ("", (_MAP,), (_LIST,))


@dataclass(frozen=True, slots=True)
class FileParts:
    """A plan file in parts: the map at its top, and the lines below its last part."""

    root: FilePart
    tail: tuple[str, ...]


def parts_in(data: bytes, file: str) -> FileParts:
    """The parts of a plan file. Raises PlanError where it cannot be parsed, OddLayout where it stands in braces."""
    return _Cutter(parse(data, file)).plan()


def said(shape: Container, named: list[tuple[str, Said]], name: str) -> Said:
    """What a map or list below the key `name` says, by what its parts say."""
    if shape is Container.LIST:
        return (_LIST, *(one for _, one in named))
    if name not in _BY_ID:
        named = sorted(named)
    return (_MAP, *named)


def in_brackets(flow: Flow, texts: list[str], between: tuple[str, ...]) -> str:
    """The words of a map or list in brackets with these texts in it."""
    joined = "".join(sign for pair in zip(("", *between), texts, strict=True) for sign in pair)
    return flow.opening + joined + flow.closing


def with_dash(lines: list[str], column: int) -> list[str]:
    """The lines of an item with its dash on the first one that is no comment."""
    for number, line in enumerate(lines):
        if not is_remark(line):
            return [*lines[:number], f"{line[:column]}-{line[column + 1 :]}", *lines[number + 1 :]]
    raise OddLayout("an item has no line for its dash")


def is_remark(line: str) -> bool:
    """Whether a line is a comment, or empty."""
    return not line.strip() or line.lstrip().startswith("#")


def new_remarks(part: FilePart, base: FilePart) -> tuple[str, ...]:
    """The comments above a part that were not there before."""
    known = {line.strip() for line in base.lead}
    return tuple(line for line in part.lead if line.strip() and line.strip() not in known)


def written_out(part: FilePart) -> FilePart:
    """A brief item as the map in braces that it stands for; any other part as it is."""
    if not isinstance(part.value, PlainValue) or not part.value.brief:
        return part
    words = part.value
    pair = FilePart(
        words.brief, (), f"{words.brief}: ", PlainValue(words.text, _text_said(words)), "", 0
    )
    flow = Flow(Container.MAP, "{", (pair,), (), "}", words.says)
    return FilePart(part.name, part.lead, part.before, flow, part.after, part.column)


def _text_said(words: PlainValue) -> Said:
    pair = words.says[1]
    assert isinstance(pair, tuple)
    said_: Said = pair[1]
    return said_


class _Cutter:
    """Cuts one file into parts, from the top down."""

    def __init__(self, document: Document) -> None:
        self._root = document.root
        self._lines = document.lines
        self._source = SourceText(tuple(f"{line}\n" for line in document.lines), "")
        self._whole = "\n".join(document.lines)
        self._starts = [0]
        for line in document.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def plan(self) -> FileParts:
        if self._root.end_line or not self._root.pairs:
            raise OddLayout("the plan stands in braces")
        block = self._block(self._root, "", 0)
        if not isinstance(block, Block):
            raise OddLayout("the keys of the plan stand on one line")
        last = self._last_line(self._root)
        root = FilePart("", (), "", block, "", 0)
        return FileParts(root, self._lines[last:])

    def _at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column - 1

    def _last_line(self, node: Node) -> int:
        return last_line(node, self._source)

    def _end(self, node: Node) -> int:
        """Where the words of a value end; of a text below its key, with the last line that belongs to it."""
        if isinstance(node, Scalar) and self._whole[self._at(node.line, node.column)][:1] in "|>":
            last = self._last_line(node)
            return self._starts[last] - 1
        return self._at(node.end_line, node.end_column)

    # ---- in lines

    def _block(self, node: Mapping | Sequence, name: str, above: int) -> Block | None:
        """The parts of a map or list in lines, after the line `above`; None where two of them share a line."""
        parts: list[FilePart] = []
        for start, part_node, part in self._below(node, name):
            if start <= above:
                return None
            lead = self._lines[above : start - 1]
            parts.append(replace(part, lead=lead))
            above = max(self._last_line(part_node), start)
        shape = Container.MAP if isinstance(node, Mapping) else Container.LIST
        return Block(shape, tuple(parts), _said_by(shape, parts, name))

    def _below(self, node: Mapping | Sequence, name: str) -> Iterator[tuple[int, Node, FilePart]]:
        """Each part below a map or list in lines, with the line where it begins and its value."""
        if isinstance(node, Mapping):
            for key, value in node.pairs:
                yield key.line, value, self._pair(key, value)
            return
        for item in node.items:
            start = self._dash(item, node.column)
            yield start, item, self._item(item, name, start, node.column - 1)

    def _dash(self, item: Node, column: int) -> int:
        line = item.line
        while line and self._lines[line - 1][column - 1 : column] != "-":
            line -= 1
        return line

    def _pair(self, key: Scalar, value: Node) -> FilePart:
        margin = " " * (key.column - 1)
        start = self._at(key.line, key.column)
        is_whole = key.text in _ONE_THOUGHT
        if not isinstance(value, Scalar) and not value.end_line:
            block = None if is_whole else self._block(value, key.text, key.line)
            if block is not None:
                before = margin + self._whole[start : self._starts[key.line] - 1]
                return FilePart(key.text, (), before, block, "", len(margin))
            return self._opaque(margin, start, value, key.text)
        before = margin + self._whole[start : self._at(value.line, value.column)]
        return self._inline(key.text, before, value, is_whole=is_whole)

    def _item(self, item: Node, name: str, line: int, column: int) -> FilePart:
        margin = " " * column
        start = self._at(line, column + 1)
        is_whole = name in EVENTS
        if not isinstance(item, Scalar) and not item.end_line:
            block = None
            if isinstance(item, Mapping) and item.line == line and not is_whole:
                block = self._block(item, "", line - 1)
            if block is not None:
                return FilePart(name, (), "", block, "", column, is_item_of_lines=True)
            return self._opaque(margin, start, item, name)
        before = margin + self._whole[start : self._at(item.line, item.column)]
        return self._inline(name, before, item, is_whole=is_whole, brief=_BRIEF.get(name, ""))

    def _opaque(self, margin: str, start: int, node: Node, name: str) -> FilePart:
        """A part in lines whose value is taken as one."""
        text = self._whole[start : self._starts[self._last_line(node)] - 1]
        return FilePart(
            name, (), margin, PlainValue(text, _said(node, name)), "", len(margin), is_whole=True
        )

    def _inline(
        self, name: str, before: str, node: Node, *, is_whole: bool, brief: str = ""
    ) -> FilePart:
        """A part whose value is a text, or stands in brackets."""
        end = self._end(node)
        line_end = self._whole.find("\n", end)
        after = self._whole[end : line_end if line_end >= 0 else None]
        column = len(before) - len(before.lstrip(" "))
        return FilePart(name, (), before, self._value(node, name, brief), after, column, is_whole)

    # ---- in brackets

    def _value(self, node: Node, name: str, brief: str = "") -> Value:
        start, end = self._at(node.line, node.column), self._end(node)
        if isinstance(node, Scalar):
            text = self._whole[start:end]
            says: Said = node.text.strip()
            return PlainValue(text, (_MAP, (brief, says)) if brief and says else says, brief)
        shape = Container.MAP if isinstance(node, Mapping) else Container.LIST
        spans = list(self._spans(node, name))
        if not spans:
            return Flow(
                shape,
                self._whole[start : start + 1],
                (),
                (),
                self._whole[start + 1 : end],
                (shape.value,),
            )
        parts = [part for _, _, part in spans]
        between = tuple(self._whole[left[1] : right[0]] for left, right in pairwise(spans))
        return Flow(
            shape,
            self._whole[start : spans[0][0]],
            tuple(parts),
            between,
            self._whole[spans[-1][1] : end],
            _said_by(shape, parts, name),
        )

    def _spans(self, node: Mapping | Sequence, name: str) -> Iterator[tuple[int, int, FilePart]]:
        """Each part between brackets, with where its words begin and end."""
        if isinstance(node, Mapping):
            for key, value in node.pairs:
                start, middle = self._at(key.line, key.column), self._at(value.line, value.column)
                before = self._whole[start:middle]
                part = FilePart(key.text, (), before, self._value(value, key.text), "", 0)
                yield start, self._end(value), part
            return
        for item in node.items:
            value_ = self._value(item, name, _BRIEF.get(name, ""))
            part = FilePart(name, (), "", value_, "", 0, is_whole=name in EVENTS)
            yield self._at(item.line, item.column), self._end(item), part


def _said_by(shape: Container, parts: list[FilePart], name: str) -> Said:
    return said(shape, [(part.name, part.says) for part in parts], name)


def _said(node: Node, name: str) -> Said:
    """What a node says, as the parts below it would."""
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Mapping):
        pairs = [(key.text, _said(value, key.text)) for key, value in node.pairs]
        return said(Container.MAP, pairs, name)
    return said(Container.LIST, [("", _said_item(item, name)) for item in node.items], name)


def _said_item(item: Node, name: str) -> Said:
    brief = _BRIEF.get(name)
    if brief and isinstance(item, Scalar) and item.text.strip():
        return (_MAP, (brief, item.text.strip()))
    return _said(item, "")

"""Report: the findings of one file, each at the place where a person would look for it.

In: a parsed file, and locations in it. Out: findings with an excerpt that shows no more than it
may. Touches nothing.

Terms
    location   a node and the key it stands under.
    excerpt    the part of a line that a message shows: the value only where it is harmless, else the key alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from generator.errors import Finding, Findings, Level, Place, PlanError, has_error
from generator.format.line_slips import unseen_indent
from generator.format.odd_signs import odd_sign
from generator.format.parse import Document, Mapping, Node, Scalar, Sequence


class InvalidField(Exception):
    """This value cannot be used; the report says why."""


class Show(Enum):
    """What an excerpt may show: the value only where it is a number, date, id or known word."""

    VALUE = "value"
    KEY = "key"


class Location(NamedTuple):
    """A node and its key; `example` is the line that a plan could have here, empty where nobody
    knows."""

    node: Node
    key: Scalar | None
    example: str = ""


class Report:
    """The findings of one file so far."""

    def __init__(self, document: Document) -> None:
        self.file = document.file
        self._findings = Findings()
        self._lines = document.lines
        self._root = document.root
        self._ids: dict[str, tuple[str, ...]] = {}

    @property
    def findings(self) -> list[Finding]:
        return self._findings.kept

    @property
    def are_many(self) -> bool:
        """Whether there are more findings than anyone will be told of."""
        return self._findings.are_many

    @property
    def has_error(self) -> bool:
        """Whether any of the findings keeps a page from being made."""
        return has_error(self.findings)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What keeps no page from being made, sorted by place."""
        return tuple(
            sorted(finding for finding in self.findings if finding.level is not Level.ERROR)
        )

    def error(self) -> PlanError:
        """The findings as what stops the reading of the file; notes are for a file in order."""
        return self._findings.error()

    def add(
        self, spot: Location, sentence: str, code: str, hint: str, show: Show = Show.KEY
    ) -> None:
        """Note a finding at the spot: at its value when that may be shown, else at its key."""
        place, excerpt = self._place(spot, show)
        self._findings.add(Finding(place, sentence, code, hint, excerpt))

    def note(self, spot: Location, sentence: str, code: str, hint: str) -> None:
        """The same at the spot's key, of what keeps no page from being made."""
        place, excerpt = self._place(spot, Show.KEY)
        self._findings.add(
            Finding(
                place,
                sentence,
                code,
                hint,
                excerpt,
                Level.NOTE,
            )
        )

    def _place(self, spot: Location, show: Show) -> tuple[Place, str]:
        """Where a finding stands, and the line that may be shown of it."""
        node, key = spot.node, spot.key
        if show is Show.VALUE and isinstance(node, Scalar) and _is_on_one_line(node):
            place = self._place_of(node)
            return place, self._excerpt(place, _first_column(node, key), "")
        if key is not None and _is_on_one_line(key):
            place = self._place_of(key)
            return place, self._excerpt(place, key.column, ": …")
        return Place(self.file, node.line, node.column), ""

    def _place_of(self, word: Scalar) -> Place:
        """The place of a text that ends on its first line."""
        return Place(
            self.file,
            word.line,
            word.column,
            word.end_column - word.column,
        )

    def broken(
        self, spot: Location, sentence: str, code: str, hint: str, show: Show = Show.KEY
    ) -> InvalidField:
        """The same, and the exception to raise. A sign that nobody sees explains whatever is wrong
        with a word."""
        if not self.odd_signs_in(spot):
            self.add(spot, sentence, code, hint, show)
        return InvalidField()

    def odd_signs_in(self, spot: Location) -> bool:
        """Note a sign in the word at a spot that nobody sees; False where there is none."""
        return isinstance(spot.node, Scalar) and self.add_odd_sign(spot.node)

    def add_odd_sign(self, word: Scalar) -> bool:
        """Note a sign in a word that shows nothing or looks like another; False where there is
        none."""
        if len(word.text) > _LONGEST_WORD or not _is_on_one_line(word):
            return False
        odd = odd_sign(word.text)
        if odd is None:
            return False
        line = self._lines[word.line - 1]
        column = line.find(word.text[odd.at], word.column - 1) + 1
        sentence, hint = odd.sentence, odd.hint
        indent = unseen_indent(line)
        if indent is not None:
            column, sentence, hint = indent.column + 1, indent.sentence, indent.hint
        place = Place(self.file, word.line, column or word.column, 1)
        self._findings.add(Finding(place, sentence, "odd-sign", hint))
        return True

    @property
    def every_id(self) -> tuple[str, ...]:
        """The ids of the people and the objectives that the file gives."""
        return (*self.ids_below("people"), *self.ids_below("objectives"))

    def ids_below(self, name: str) -> tuple[str, ...]:
        """The ids that the file gives below a key of this name, wherever it stands, readable or
        not."""
        if name not in self._ids:
            self._ids[name] = tuple(_names_below(self._root, name))
        return self._ids[name]

    def rest(self, line: int, column: int) -> str:
        """What stands on a line from a column on, as far as it matters; for the program's eye only,
        never shown."""
        return self._lines[line - 1][column - 1 : column - 1 + _LOOK]

    def before(self, line: int, column: int) -> str:
        """What stands on a line up to a column, as far as it matters; as `rest`, never to be
        shown."""
        return self._lines[line - 1][max(column - 1 - _LOOK, 0) : column - 1]

    def _excerpt(self, place: Place, first: int, after: str) -> str:
        """The line from column `first` to the end of the mark; whatever else stands on it is left
        out.

        Nothing where that is further in than a terminal is wide, as in a file that is all one line.
        """
        if place.column + place.width > _WIDEST:
            return ""
        line = self._lines[place.line - 1]
        shown = line[first - 1 : place.column - 1 + place.width]
        return _lead(line[: first - 1]) + shown + after


def _names_below(node: Node, name: str) -> Iterator[str]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _names_below(item, name)
    if not isinstance(node, Mapping):
        return
    for key, value in node.pairs:
        if key.text != name:
            yield from _names_below(value, name)
        elif isinstance(value, Mapping):
            yield from value.names


def _is_on_one_line(word: Scalar) -> bool:
    return word.line == word.end_line


def _first_column(value: Scalar, key: Scalar | None) -> int:
    """Where an excerpt begins that shows a value: at its key, where both stand on one line."""
    if key is not None and key.line == value.line:
        return key.column
    return value.column


def _lead(before: str) -> str:
    """What stands for the part of a line before an excerpt: its indent as it is, words as an
    ellipsis."""
    if not before.strip(" -"):
        return before
    if len(before) == 1:
        return "…"
    return "… ".rjust(len(before))


def scalar_at(spot: Location, report: Report, wanted: str, hint: str) -> Scalar:
    """The text at a location, with its place. Raises InvalidField for a list or a map."""
    if not isinstance(spot.node, Scalar):
        sentence = f"{wanted} is expected here, not a list or map"
        raise report.broken(spot, sentence, "not-a-value", hint)
    return spot.node


def text_at(spot: Location, report: Report, wanted: str, hint: str) -> str:
    """The text at a location, without the white space around it. Raises InvalidField for a list or
    a map."""
    return scalar_at(spot, report, wanted, hint).text.strip()


#: Longest word that is looked through for signs that nobody sees; a longer one is a text.
_LONGEST_WORD: Final = 64

#: Widest line that an excerpt shows, in characters; a window is narrower.
_WIDEST: Final = 1_000


#: How far around a place on its line is looked for what explains a slip, in characters.
_LOOK: Final = 200

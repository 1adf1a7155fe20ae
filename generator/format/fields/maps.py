"""Maps: values of one shape, each beside an id or beside words of the person's own.

In: a location in a parsed file. Out: pairs in file order; a finding for each that could not be
read. Touches nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Generic, TypeVar, cast

from generator.format.fields.lists import keep_good
from generator.format.fields.record import Shape, is_left_out, is_record, keys_of, pairs_in
from generator.format.fields.report import InvalidField, Location, Report
from generator.format.fields.slips import near_miss
from generator.format.fields.text import PRIVATE, id_hint, is_id
from generator.format.line_slips import COLON_HINT, COLON_SENTENCE
from generator.format.parse import Mapping, Node, Scalar, is_empty

T = TypeVar("T")
U = TypeVar("U")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class MapField(Generic[T]):
    """Ids with values of one shape, in file order."""

    value: Shape[T]

    def read(self, spot: Location, report: Report) -> tuple[tuple[Scalar, T], ...]:
        if not isinstance(spot.node, Mapping):
            sentence, hint = "ids are expected here", _with_an_id(spot, report)
            if is_record(self.value) and spot.example:
                sentence = "each of these needs an id of its own"
                hint = f"give each its id and what belongs to it, as in `{spot.example}`"
            raise report.broken(spot, sentence, "not-a-map", hint)
        self._check_ids(spot.node, report)
        spots = [Location(value, key) for key, value in spot.node.pairs]
        return tuple(keep_good(self._pair, spots, report))

    def _check_ids(self, node: Mapping, report: Report) -> None:
        """Raise InvalidField where a key of the value stands in the place of an id."""
        known = keys_of(self.value)
        for key, value in node.pairs:
            if key.text in known and isinstance(value, Scalar):
                at_key, sentence = (
                    Location(key, None),
                    "an id is missing above this line",
                )
                hint = "write an id of your own above it, such as `calm:`, and move these lines in by 2 spaces"
                raise report.broken(at_key, sentence, "no-id", hint)

    def _pair(self, spot: Location, report: Report) -> tuple[Scalar, T]:
        key = cast(Scalar, spot.key)
        if not is_id(key.text):
            raise _not_an_id(key, spot.node, report)
        if is_left_out(spot.node, self.value):
            hint = "delete it, or fill it in"
            raise report.broken(spot, "nothing is written here", "empty-item", hint)
        return key, self.value.read(spot, report)


@dataclass(frozen=True, slots=True)
class EachOrOneField(Generic[T]):
    """Ids with values of one shape, or one value where there is only one thing that it can be
    of."""

    value: Shape[T]

    def read(self, spot: Location, report: Report) -> tuple[tuple[Scalar, T], ...] | T:
        if isinstance(spot.node, Mapping):
            return MapField(self.value).read(spot, report)
        return self.value.read(spot, report)


def _with_an_id(spot: Location, report: Report) -> str:
    """The way out where something stands without the id that it belongs to."""
    pairs = pairs_in(spot.node, report.every_id)
    if pairs and spot.key is not None:
        return f"write `{spot.key.text}: {pairs}`"
    if not spot.example:
        return "write `some-id: …` below it"
    return f"write `{spot.example}`"


def _not_an_id(key: Scalar, value: Node, report: Report) -> InvalidField:
    """Say what is wrong with an id; never the text itself, which may be a name."""
    sentence, hint = _why_no_id(key.text, value)
    if is_empty(value) and key.text.isdigit():
        before = _DECIMAL_BEFORE.search(report.before(key.line, key.column))
        if before is not None:
            number = f"{before[1]}.{key.text}"
            hint = f"write `{number}` in place of `{before[1]}{before[2]}{key.text}`"
    return report.broken(Location(key, None), sentence, "not-an-id", hint)


#: The digits before a comma that stands for the point of a number.
_DECIMAL_BEFORE: Final = re.compile(r"(\d+)(, ?)$")


def _why_no_id(text: str, value: Node) -> tuple[str, str]:
    """What is wrong with an id, and the way out."""
    if text == PRIVATE:
        return "`private` cannot be an id", "move `private:` one level up"
    if is_empty(value) and text.isdigit():
        return "a number takes a point here", "write a number such as `4.5`"
    if is_empty(value) and ":" in text:
        return COLON_SENTENCE, COLON_HINT
    return "this is not an id", id_hint(text)


@dataclass(frozen=True, slots=True)
class WordsMapField(Generic[T, U]):
    """The person's own words, or numbers, with values of one shape; an excerpt never shows the
    words."""

    key: Shape[U]
    value: Shape[T]
    #: What is said where this is no map, and where a value is left out, each with the way out.
    no_map: tuple[str, str] = ("words with numbers are expected here", "")
    left_out: tuple[str, str] = (
        "nothing is written beside this",
        "delete it, or fill it in",
    )

    def read(self, spot: Location, report: Report) -> tuple[tuple[U, T], ...]:
        if not isinstance(spot.node, Mapping):
            sentence, hint = self.no_map
            hint = hint or f"write them as in `{spot.example}`"
            raise report.broken(spot, sentence, "not-a-map", hint)
        spots = [Location(value, key) for key, value in spot.node.pairs]
        return tuple(keep_good(self._pair, spots, report))

    def _pair(self, spot: Location, report: Report) -> tuple[U, T]:
        key = cast(Scalar, spot.key)
        at_key = Location(key, None)
        self._check_words(key, report)
        if is_left_out(spot.node, self.value):
            sentence, hint = self.left_out
            raise report.broken(at_key, sentence, "empty-item", hint)
        words = self.key.read(at_key, report)
        return words, self.value.read(Location(spot.node, None), report)

    def _check_words(self, key: Scalar, report: Report) -> None:
        """Raise InvalidField where the words are missing, or are the key that nothing keeps."""
        at_key = Location(key, None)
        if key.text == PRIVATE:
            sentence, hint = "`private` cannot stand here", "move it one level up"
            raise report.broken(at_key, sentence, "private-here", hint)
        if is_left_out(key, self.key):
            hint = "delete it, or write them before the colon"
            raise report.broken(
                at_key,
                "the words are missing here",
                "empty-item",
                hint,
            )


@dataclass(frozen=True, slots=True)
class ShorthandOrEachField(Generic[T, V]):
    """One value, a record, or a value for each of some ids: `3`, `{first: 3}`, `{sam: 3, vera: 5}`.

    A map is the record where one of its keys stands there, or where all that stands there nearly
    are its keys.
    """

    value: Shape[T]
    record: Shape[V]

    def read(self, spot: Location, report: Report) -> T | V | tuple[tuple[Scalar, T], ...]:
        if not isinstance(spot.node, Mapping):
            pairs = pairs_in(spot.node, report.ids_below("people"))
            if pairs:
                sentence, hint = "numbers of several people stand in braces", f"write `{pairs}`"
                raise report.broken(spot, sentence, "not-a-map", hint)
            return self.value.read(spot, report)
        if self._is_record(spot.node):
            return self.record.read(spot, report)
        return MapField(self.value).read(spot, report)

    def _is_record(self, node: Mapping) -> bool:
        names = [key.text for key, _value in node.pairs if key.text != PRIVATE]
        keys = keys_of(self.record)
        return any(name in keys for name in names) or all(near_miss(name, keys) for name in names)

"""Lists: several values of one shape.

In: a location in a parsed file. Out: the values that could be read, in file order; a finding for
each of the others. Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from generator.format.fields.choices import BoolField
from generator.format.fields.numbers import NumberField
from generator.format.fields.record import Shape, is_left_out, is_record
from generator.format.fields.report import InvalidField, Location, Report
from generator.format.fields.shorthand import TextOrField
from generator.format.fields.text import IdField, TakesText, TextField
from generator.format.line_slips import DASH_HINT, DASH_SENTENCE
from generator.format.parse import Mapping, Scalar, Sequence

#: A dash with words right behind it.
_TIGHT_DASH: Final = re.compile(r"-(?=[^\W\d]|[\"'“‘])")

T = TypeVar("T")
V = TypeVar("V")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ListField(Generic[T]):
    """Items of one shape. Those that cannot be read are reported and left out, so that the rest is
    looked at too."""

    item: Shape[T]

    def read(self, spot: Location, report: Report) -> tuple[T, ...]:
        if not isinstance(spot.node, Sequence):
            raise self._no_list(spot, report)
        return tuple(
            keep_good(
                self._item,
                [Location(node, None) for node in spot.node.items],
                report,
            )
        )

    def _no_list(self, spot: Location, report: Report) -> InvalidField:
        """Say how to make a list of what stands here, as far as that can be told."""
        node, sentence = spot.node, "a list is expected here"
        if isinstance(node, Mapping) and not node.end_line:
            hint = "write `- ` before the first line below it and move the others in by 2 spaces"
            return report.broken(spot, sentence, "not-a-list", hint)
        if isinstance(node, Scalar) and node.plain and _TIGHT_DASH.match(node.text):
            at_dash = Location(node, None)
            hint = f"{DASH_HINT}; each line of the list begins so"
            return report.broken(at_dash, DASH_SENTENCE, "not-a-list", hint)
        hint = "write it on a line of its own below, with `- ` before it"
        if isinstance(node, Mapping):
            hint = "put it in square brackets: […]"
        elif spot.example and _has_example(self.item):
            hint = f"write it as in `{spot.example}`"
        return report.broken(spot, sentence, "not-a-list", hint)

    def _item(self, spot: Location, report: Report) -> T:
        if is_left_out(spot.node, self.item):
            raise report.broken(
                spot, "this item is empty", "empty-item", "delete this line, or fill it in"
            )
        return self.item.read(spot, report)


def _has_example(item: object) -> bool:
    """Whether the example of a key helps who has written no list of these."""
    return is_record(item) or isinstance(item, IdField)


@dataclass(frozen=True, slots=True)
class TextListField(TakesText):
    """Short texts; a single one needs no list."""

    def read(self, spot: Location, report: Report) -> tuple[str, ...]:
        if isinstance(spot.node, Scalar):
            return (TextField().read(spot, report),)
        return ListField(TextField()).read(spot, report)


@dataclass(frozen=True, slots=True)
class NamesField(TextListField):
    """Names; several on one line without brackets would be one name that nobody has."""

    def read(self, spot: Location, report: Report) -> tuple[str, ...]:
        if isinstance(spot.node, Scalar) and re.search(r"[,;]| and ", spot.node.text):
            sentence = "this would be one long name; several names need brackets around them"
            hint = "put square brackets around it, [ before and ] behind, with commas between"
            raise report.broken(spot, sentence, "not-a-list", hint)
        # Of a class with slots, `super()` without arguments finds no class.
        return TextListField.read(self, spot, report)


@dataclass(frozen=True, slots=True)
class TextsOrField(TakesText, Generic[V]):
    """As `TextListField`, where an item may be a record as well."""

    record: Shape[V]

    def read(self, spot: Location, report: Report) -> tuple[str | V, ...]:
        if isinstance(spot.node, Scalar):
            return (TextField().read(spot, report),)
        return ListField(TextOrField(self.record)).read(spot, report)


@dataclass(frozen=True, slots=True)
class PairField:
    """Two numbers, `[low, high]`, in ascending order."""

    def read(self, spot: Location, report: Report) -> tuple[float, float]:
        numbers = ListField(NumberField()).read(spot, report)
        if len(numbers) != 2 or not numbers[0] < numbers[1]:
            raise report.broken(
                spot,
                "two numbers are expected here",
                "not-a-pair",
                "write them from low to high, as in `[3, 5]`",
            )
        return numbers[0], numbers[1]


@dataclass(frozen=True, slots=True)
class BoolOrField(Generic[E, T]):
    """`true`, `false`, or a list of one shape."""

    either: BoolField[E]
    items: ListField[T]

    def read(self, spot: Location, report: Report) -> E | tuple[T, ...]:
        if isinstance(spot.node, Sequence):
            return self.items.read(spot, report)
        return self.either.read(spot, report)


def keep_good(
    read: Callable[[Location, Report], T], spots: Iterable[Location], report: Report
) -> list[T]:
    """What can be read of `spots`, in order."""
    good = []
    for spot in spots:
        try:
            good.append(read(spot, report))
        except InvalidField:
            continue
    return good

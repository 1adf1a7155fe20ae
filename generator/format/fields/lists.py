"""Lists: several values of one shape.

In: a location in a parsed file. Out: the values that could be read, in file order; a finding for
each of the others. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from generator.format.fields.choices import BoolField
from generator.format.fields.numbers import NumberField
from generator.format.fields.record import Shape, example_line, is_left_out
from generator.format.fields.report import InvalidField, Location, Report
from generator.format.fields.shorthand import TextOrField
from generator.format.fields.text import TakesText, TextField
from generator.format.parse import Scalar, Sequence

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
            example = example_line(self.item)
            hint = "begin each item with `- `" + (f", such as `- {example}`" if example else "")
            raise report.broken(spot, "a list is expected here", "not-a-list", hint)
        return tuple(
            keep_good(
                self._item,
                [Location(node, None) for node in spot.node.items],
                report,
            )
        )

    def _item(self, spot: Location, report: Report) -> T:
        if is_left_out(spot.node, self.item):
            raise report.broken(
                spot, "this item is empty", "empty-item", "fill it in, or delete the dash"
            )
        return self.item.read(spot, report)


@dataclass(frozen=True, slots=True)
class TextListField(TakesText):
    """Short texts; a single one needs no list."""

    def read(self, spot: Location, report: Report) -> tuple[str, ...]:
        if isinstance(spot.node, Scalar):
            return (TextField().read(spot, report),)
        return ListField(TextField()).read(spot, report)


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
                "write them as [3, 5], low to high",
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

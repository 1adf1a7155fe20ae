"""Shorthand: a record, or in its place something shorter.

In: a location in a parsed file. Out: the record, or what stands in its place. Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.format.comparisons import comparison
from generator.format.fields.record import RecordOf, Shape
from generator.format.fields.report import Location, Report, Show
from generator.format.fields.text import TakesText, TextField
from generator.format.line_slips import COMPARED
from generator.format.parse import Mapping, Scalar

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class TextOrField(TakesText, Generic[V]):
    """Words, or a record."""

    record: Shape[V]

    def read(self, spot: Location, report: Report) -> str | V:
        if isinstance(spot.node, Mapping):
            return self.record.read(spot, report)
        return TextField().read(spot, report)


@dataclass(frozen=True, slots=True)
class BriefField(TakesText, Generic[V]):
    """A record, or in its place the words of the one key that it needs."""

    record: type[RecordOf[V]]

    def read(self, spot: Location, report: Report) -> V:
        if isinstance(spot.node, Mapping):
            return self.record.read(spot, report)
        return self.record.read_brief(spot, report)


@dataclass(frozen=True, slots=True)
class ShorthandField(Generic[T, V]):
    """Either the short form, one value, or a record."""

    value: Shape[T]
    record: Shape[V]

    def read(self, spot: Location, report: Report) -> T | V:
        if isinstance(spot.node, Mapping):
            return self.record.read(spot, report)
        return self.value.read(spot, report)


@dataclass(frozen=True, slots=True)
class AimField(ShorthandField[T, V]):
    """As `ShorthandField`, for what to get to: one written as `at most 7` is told how."""

    def read(self, spot: Location, report: Report) -> T | V:
        if isinstance(spot.node, Scalar):
            meant = comparison(spot.node.text)
            if meant is not None:
                hint = f"write `{meant}`"
                raise report.broken(spot, COMPARED, "not-a-number", hint, Show.VALUE)
        # Of a generic class with slots, `super()` without arguments finds no class.
        return ShorthandField.read(self, spot, report)

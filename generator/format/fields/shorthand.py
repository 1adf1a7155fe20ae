"""Shorthand: a record, or in its place something shorter.

In: a location in a parsed file. Out: the record, or what stands in its place. Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.format.fields.record import RecordOf, Shape
from generator.format.fields.report import Location, Report
from generator.format.fields.text import TakesText, TextField
from generator.format.parse import Mapping

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

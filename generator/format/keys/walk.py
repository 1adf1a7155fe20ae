"""Walk: the records and keys inside a record, at any depth.

In: a record or another shape. Out: what stands below it. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.format.fields.lists import ListField, TextsOrField
from generator.format.fields.maps import MapField, ShorthandOrEachField, WordsMapField
from generator.format.fields.record import AnyRecord, FieldKey, is_record
from generator.format.fields.shorthand import BriefField, ShorthandField, TextOrField


def record_in(shape: object) -> AnyRecord | None:
    """The record that is written at a shape, if any."""
    if is_record(shape):
        return shape
    match shape:
        case ListField(item=inner) | MapField(value=inner) | WordsMapField(value=inner):
            return record_in(inner)
        case (
            TextsOrField(record=record)
            | TextOrField(record=record)
            | BriefField(record=record)
            | ShorthandField(record=record)
            | ShorthandOrEachField(record=record)
        ):
            return record_in(record)
        case _:
            return None


def keys_below(shape: object) -> Iterator[FieldKey[object]]:
    """Every key of a shape, each before those below it."""
    record = record_in(shape)
    if record is None:
        return
    for key in record.keys.values():
        yield key
        yield from keys_below(key.shape)

"""Entry values: an entry as somebody typed it, and as what will stand in the plan file.

In: a `NewEntry`, and what its objectives are measured by. Out: its values by key, in the order of the format.
Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.editing.typed_scores import file_score
from generator.format.fields.dates import moment
from generator.format.fields.text import PRIVATE
from generator.format.keys.log import EntryKeys

#: Things by their names, as typed: objectives and scores, strategies and how much they helped.
Words: TypeAlias = tuple[tuple[str, str], ...]
#: A text of an entry, several texts, or more values by key.
EntryValue: TypeAlias = "str | tuple[str, ...] | Mapping[str, EntryValue]"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be written down, as typed. A score may be `6/8` or `8>5` where its objective takes a pair.

    A habit's word may be its first letter. A date may be `19.1.2026`, and a number may have a comma before its decimals
    or signs between its thousands, as spreadsheets write them in many countries; `decimal` is the sign before decimals
    where something else than the number tells it. `over` is what the counts cover; `part` is `true`, or empty.
    """

    date: str
    by: str = ""
    scores: Words = ()
    note: str = ""
    trigger: tuple[str, ...] = ()
    response: tuple[str, ...] = ()
    helped: Words = ()
    celebrate: str = ""
    private: str = ""
    decimal: str = ""
    over: str = ""
    part: str = ""


def file_values(entry: NewEntry, measures: Mapping[str, str]) -> dict[str, EntryValue]:
    """What will stand in the file, by key, in the order of the format; nothing that is empty."""
    scores: dict[str, EntryValue] = {}
    for objective, typed in entry.scores:
        measure = measures.get(objective, "")
        scores[cleaned(objective)] = file_score(cleaned(typed), measure, entry.decimal)
    values: dict[str, EntryValue] = {
        EntryKeys.date.name: moment(cleaned(entry.date)),
        EntryKeys.by.name: cleaned(entry.by),
        EntryKeys.over.name: _covered(entry.over),
        EntryKeys.part.name: cleaned(entry.part).lower(),
        EntryKeys.scores.name: scores,
        EntryKeys.note.name: cleaned(entry.note),
        EntryKeys.trigger.name: _texts(entry.trigger),
        EntryKeys.response.name: _texts(entry.response),
        EntryKeys.helped.name: {cleaned(what): cleaned(much) for what, much in entry.helped},
        EntryKeys.celebrate.name: cleaned(entry.celebrate),
        PRIVATE: cleaned(entry.private),
    }
    return {key: value for key, value in values.items() if value}


def cleaned(text: str) -> str:
    """The text with one kind of line end, and without the white space around it."""
    return re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text).strip()


def as_content(value: EntryValue) -> object:
    """A value as `content_of` gives it once it stands in a file."""
    match value:
        case str():
            return value
        case tuple():
            return list(value)
        case _:
            return tuple((key, as_content(one)) for key, one in value.items())


def _covered(typed: str) -> str:
    """What an entry covers, as the file has it: a day, `last week` or a stretch."""
    words = " ".join(cleaned(typed).split())
    if words[:1].isdigit():
        return moment(words)
    return words.lower()


def _texts(typed: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in map(cleaned, typed) if text)

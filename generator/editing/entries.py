"""Entries: new entries for the log of a plan, in its own style, and any of them out again.

In: a plan file as bytes, what somebody typed, the settings and today's date. Out: the new bytes, or all problems.
Touches nothing but the catalogue that validation reads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.editing.entry_problems import (
    EntryError,
    EntryProblem,
    ambiguous_numbers,
    broken_rules,
)
from generator.editing.entry_text import item_of
from generator.editing.entry_values import EntryValue, NewEntry, as_content, file_values
from generator.editing.list_edit import with_items, without
from generator.editing.logged import date_of, log_of, measures_of
from generator.editing.text import content_of
from generator.errors import Finding, Place, PlanError
from generator.format.fields.dates import MOMENT_FORM, moment
from generator.format.keys.log import EntryKeys
from generator.format.keys.plan import PlanKeys
from generator.format.parse import Document, parse
from generator.model.settings import Settings
from generator.workspace.layout import PlanSource

#: Sorts after every date.
_LAST: Final = "~"


@dataclass(frozen=True, slots=True)
class Added:
    """The bytes of a plan with new entries, and at which place in its log each of them stands, from 0."""

    data: bytes
    places: tuple[int, ...]


def added(
    source: PlanSource, entries: Sequence[NewEntry], settings: Settings, today: date
) -> bytes:
    """The plan with these entries in its log, as `entered` puts them there."""
    return entered(source, entries, settings, today).data


def entered(
    source: PlanSource, entries: Sequence[NewEntry], settings: Settings, today: date
) -> Added:
    """The plan with these entries in its log: by date where the log is oldest first, else at its end.

    Raises EntryError for what the plan's rules find in them and for numbers that can be read in two ways, PlanError
    where the file cannot be read or changed.
    """
    if not entries:
        return Added(source.data, ())
    measures = measures_of(parse(source.data, source.name))
    made = with_values(source, [file_values(entry, measures) for entry in entries])
    broken = broken_rules(
        source,
        PlanSource(source.name, made.data),
        made.places,
        settings=settings,
        today=today,
    )
    problems = _once_a_part(
        [*ambiguous_numbers(source.name, entries, measures)],
        broken,
    )
    if problems:
        raise EntryError(problems)
    return made


def _once_a_part(
    ambiguous: Sequence[EntryProblem], broken: Iterable[EntryProblem]
) -> list[EntryProblem]:
    """All problems, without the rules broken by a number of which nobody knows what it means."""
    parts = {problem.part for problem in ambiguous}
    return [
        *ambiguous,
        *(problem for problem in broken if problem.part not in parts),
    ]


def without_entries(source: PlanSource, numbers: Collection[int]) -> bytes:
    """The plan without the entries at these places in the file, from 0. Raises PlanError where that cannot be done."""
    return without(source.data, source.name, PlanKeys.progress.name, numbers)


def with_values(source: PlanSource, values: Sequence[Mapping[str, EntryValue]]) -> Added:
    """The plan with these values as entries, each where its date says, whether they fit the plan or not.

    Raises PlanError where the file cannot be read or changed.
    """
    if not values:
        return Added(source.data, ())
    document = parse(source.data, source.name)
    dates = [str(value.get(EntryKeys.date.name, "")) for value in values]
    wanted = _places(document, dates)
    order = sorted(range(len(values)), key=wanted.__getitem__)
    data = with_items(
        source.data,
        source.name,
        PlanKeys.progress.name,
        [item_of(values[n]) for n in order],
        [wanted[n][0] for n in order],
    )
    places = [0] * len(values)
    for count_before, n in enumerate(order):
        places[n] = wanted[n][0] + count_before
    log = log_of(parse(data, source.name))
    for place, value in zip(places, values, strict=True):
        if content_of(log[place]) != as_content(value):
            raise _reads_otherwise(source.name)
    return Added(data, tuple(places))


def _reads_otherwise(file: str) -> PlanError:
    sentence = "an entry here would read otherwise"
    hint = "write this entry by hand, and put each of its texts in double quotes"
    return PlanError([Finding(Place(file), sentence, "by-hand", hint)])


def _places(document: Document, dates: Sequence[str]) -> list[tuple[int, str]]:
    """Before which entry of the log each of these dates belongs, and what it sorts by beside others at that place.

    All stand at the end, as they come, where the log is not oldest first.
    """
    known = [_sortable(date_of(entry)) for entry in log_of(document)]
    is_sorted = "" not in known and known == sorted(known)
    if not is_sorted:
        return [(len(known), "")] * len(dates)
    places = []
    for day in dates:
        key = _sortable(day) or _LAST
        places.append((bisect_right(known, key), key))
    return places


def _sortable(date: str) -> str:
    """A date and time in a form that sorts as time does; nothing for what is none."""
    known = moment(date)
    if not MOMENT_FORM.fullmatch(known):
        return ""
    return f"{known.replace('T', ' ')} 00:00"[:16]

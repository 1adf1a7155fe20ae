"""Known: what later parts of a plan may refer to, and the finding when they refer to something
else.

In: the ids and people of a plan. Out: `Known`, and findings with their near miss.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from generator.format.fields.record import FieldKey, Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.fields.slips import guess
from generator.format.parse import Mapping as YamlMapping
from generator.format.parse import Scalar, Sequence
from generator.model.plan import Person, Timeframe

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """What later parts of a plan may refer to: the people whose plan it is, its time, and its ids.

    The ids are all that the file gives, readable or not; `goals` is how many goals it has.
    """

    clients: tuple[Person, ...]
    timeframe: Timeframe
    tomorrow: date
    person_ids: tuple[str, ...]
    goal_ids: tuple[str, ...]
    objective_ids: tuple[str, ...] | None
    goals: int = 1
    #: The ids of people by their names in small letters.
    are_people_unread: bool = False
    ids_by_name: Mapping[str, str] = field(default_factory=dict)


def person_id(fields: Fields, key: FieldKey[str], known: Known) -> str | None:
    """The person named under `key`, or None; an id that nobody here has becomes a finding."""
    id = fields.get(key)
    if id is not None and id not in known.person_ids:
        unknown_person(fields.report, fields.spot(key), id, known)
    return id


def unknown_person(report: Report, spot: Location, id: str, known: Known) -> None:
    """Note that nobody in the plan has this id, which may be somebody's name; nothing where the
    people themselves could not be read."""
    if known.are_people_unread:
        return
    meant = guess(id, known.person_ids)
    sentence = f"nobody here has this id{meant.question}"
    hint = "name them below `people:`, or write `client: …` at the top of the plan"
    named = known.ids_by_name.get(id.lower())
    if named is not None:
        sentence = "this is a name; people are called by their ids here"
        hint = f"write `{named}`, the id of this person"
    elif meant.near is not None:
        hint = f"write `{meant.near}`"
    elif known.person_ids:
        hint = f"write one of: {', '.join(known.person_ids)}"
    report.add(spot_of(id, spot), sentence, "unknown-person", hint)


def spot_of(id: str, spot: Location) -> Location:
    """Where an id stands: in a list or map at its item, else at the spot itself."""
    node = spot.node
    if isinstance(node, YamlMapping):
        pair = node.pair(id)
        if pair is not None:
            return Location(pair[0], None)
    items = node.items if isinstance(node, Sequence) else ()
    for item in items:
        if isinstance(item, Scalar) and item.text.strip() == id:
            return Location(item, None)
    return spot


def not_ahead(fields: Fields, key: FieldKey[date], known: Known) -> date | None:
    """The day under `key`, or None; what has been done or said lies not in the future."""
    day = fields.get(key)
    if day is not None and day > known.tomorrow:
        ahead(fields.report, fields.spot(key), day, known.tomorrow)
    return day


def ahead(report: Report, spot: Location, day: date, tomorrow: date) -> None:
    """Note that a day lies in the future where only the past is told."""
    hint = "write it down on its day or later; check the year"
    this_year = _in_the_year_of(day, tomorrow)
    if this_year is not None:
        hint = f"if the year is a slip, write `{this_year}`; else write it down on its day or later"
    report.add(spot, f"{day} lies in the future", "in-the-future", hint, Show.VALUE)


def _in_the_year_of(day: date, tomorrow: date) -> date | None:
    """The same day in the latest year in which it has come; None where no year has it."""
    for year in (tomorrow.year, tomorrow.year - 1):
        with suppress(ValueError):
            moved = day.replace(year=year)
            if moved <= tomorrow and moved != day:
                return moved
    return None


def ids_below(fields: Fields, key: FieldKey[T]) -> tuple[str, ...]:
    """The ids that the file gives below `key`, readable or not."""
    node = fields.spot(key).node
    if fields.has(key) and isinstance(node, YamlMapping):
        return node.names
    return ()


def if_good(fields: Fields, read: Callable[[Fields], T]) -> tuple[T, ...]:
    """The one value that `read` gives, or none where it is broken and reported."""
    try:
        return (read(fields),)
    except InvalidField:
        return ()

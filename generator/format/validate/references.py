"""Known: what later parts of a plan may refer to, and the finding when they refer to something
else.

In: the ids and people of a plan. Out: `Known`, and findings with their near miss.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from generator.format.fields.record import FieldKey, Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.fields.slips import guess
from generator.format.parse import Mapping
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


def person_id(fields: Fields, key: FieldKey[str], known: Known) -> str | None:
    """The person named under `key`, or None; an id that nobody here has becomes a finding."""
    id = fields.get(key)
    if id is not None and id not in known.person_ids:
        unknown_person(fields.report, fields.spot(key), id, known)
    return id


def unknown_person(report: Report, spot: Location, id: str, known: Known) -> None:
    """Note that nobody in the plan has this id, which may be somebody's name."""
    meant = guess(id, known.person_ids)
    hint = "name them below `people:`"
    if known.person_ids:
        hint = f"people here: {', '.join(known.person_ids)}"
    report.add(
        spot,
        f"nobody here has this id{meant.question}",
        "unknown-person",
        hint,
    )


def not_ahead(fields: Fields, key: FieldKey[date], known: Known) -> date | None:
    """The day under `key`, or None; what has been done or said lies not in the future."""
    day = fields.get(key)
    if day is not None and day > known.tomorrow:
        ahead(fields.report, fields.spot(key), day)
    return day


def ahead(report: Report, spot: Location, day: date) -> None:
    """Note that a day lies in the future where only the past is told."""
    hint = "write it down on its day or later; check the year"
    report.add(spot, f"{day} lies in the future", "in-the-future", hint, Show.VALUE)


def ids_below(fields: Fields, key: FieldKey[T]) -> tuple[str, ...]:
    """The ids that the file gives below `key`, readable or not."""
    node = fields.spot(key).node
    if fields.has(key) and isinstance(node, Mapping):
        return node.names
    return ()


def if_good(fields: Fields, read: Callable[[Fields], T]) -> tuple[T, ...]:
    """The one value that `read` gives, or none where it is broken and reported."""
    try:
        return (read(fields),)
    except InvalidField:
        return ()

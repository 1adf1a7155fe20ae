"""Pairing: which item of a list is which one in another version of the file.

In: the items of two versions. Out: pairs of places, from 0.
Touches nothing. An item that is there word for word is the same; of those left over, one that is known by the same
thing, such as an entry of the same day by the same person; then one of which only the day was changed; and in a list
of words, one that stands alone where another one stood.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from generator.format.keys.log import EntryKeys
from generator.merging.parts import EVENTS, FilePart, Said

#: What a map in a list is known by; the first that it has.
_KNOWN_BY: Final = (
    "id",
    "date",
    "step",
    "strategy",
    "question",
    "pattern",
    "who",
    "name",
    "from",
    "if",
    "goal",
)
_DATE: Final = EntryKeys.date.name
_BY: Final = EntryKeys.by.name

#: Places in two lists.
_Pairs: TypeAlias = dict[int, int]


def paired(before: Sequence[FilePart], after: Sequence[FilePart]) -> Mapping[int, int]:
    """For each item of a later version that was there before, its place in the earlier one."""
    found: _Pairs = {}
    _pair_by(_words, before, after, found)
    _pair_by(_identity, before, after, found)
    if _are_events(before):
        _pair_by(_but_the_date, before, after, found)
    else:
        found.update(_alone_in_its_gap(before, after, found))
    return found


def added_by_both(
    base: Sequence[FilePart], ours: Sequence[FilePart], theirs: Sequence[FilePart]
) -> Mapping[int, int]:
    """For each event that the other side has word for word as ours and the base has not, its place among ours.

    It is one that both added, whatever else it could be: an earlier one with another day, for instance.
    """
    if not _are_events(ours):
        return {}
    mine, yours = _new(base, ours), _new(base, theirs)
    found: _Pairs = {}
    _pair_by(_words, [ours[place] for place in mine], [theirs[place] for place in yours], found)
    return {yours[place]: mine[twin] for place, twin in found.items()}


def known_alike(ours: Sequence[FilePart], theirs: Sequence[FilePart]) -> Mapping[int, int]:
    """For each item of theirs that is known by the same thing as one of ours, the place of that one.

    None among events: two that differ are two, though they are of one day.
    """
    found: _Pairs = {}
    if not _are_events(ours):
        _pair_by(_words, ours, theirs, found)
        _pair_by(_identity, ours, theirs, found)
    return found


def day_of_event(part: FilePart) -> str:
    """The day and time of an event; nothing for what has none."""
    day = _fields(part).get(_DATE, "")
    return day if isinstance(day, str) else ""


def _are_events(parts: Sequence[FilePart]) -> bool:
    return bool(parts) and parts[0].name in EVENTS


def _new(before: Sequence[FilePart], after: Sequence[FilePart]) -> list[int]:
    """The places of the items that were not there before, word for word."""
    found: _Pairs = {}
    _pair_by(_words, before, after, found)
    return [place for place in range(len(after)) if place not in found]


def _words(part: FilePart) -> Hashable:
    return part.says


def _pair_by(
    known_by: Callable[[FilePart], Hashable | None],
    before: Sequence[FilePart],
    after: Sequence[FilePart],
    found: _Pairs,
) -> None:
    """Pair what is left over and known by the same thing: the most alike first, else in the order of the file."""
    waiting: dict[Hashable, list[int]] = {}
    taken = set(found.values())
    for place, part in enumerate(before):
        mark = None if place in taken else known_by(part)
        if mark is not None:
            waiting.setdefault(mark, []).append(place)
    for place, part in enumerate(after):
        mark = None if place in found else known_by(part)
        candidates = waiting.get(mark, []) if mark is not None else []
        if candidates:
            best = max(candidates, key=lambda one: _likeness(before[one], part))
            candidates.remove(best)
            found[place] = best


def _likeness(one: FilePart, other: FilePart) -> int:
    """How many keys have the same value in both."""
    mine, yours = _fields(one), _fields(other)
    return sum(yours.get(key) == value for key, value in mine.items())


def _fields(part: FilePart) -> Mapping[str, Said]:
    """What a map says, by key; nothing for any other item."""
    says = part.says
    if isinstance(says, str) or says[0] != "{}":
        return {}
    return dict(says[1:])  # type: ignore[arg-type]


def _identity(part: FilePart) -> Hashable | None:
    fields = _fields(part)
    for key in _KNOWN_BY:
        if key in fields:
            return key, fields[key], fields.get(_BY) if key == _DATE else None
    return None


def _but_the_date(part: FilePart) -> Hashable | None:
    """What an event says beside its day; None where that is too little to know it by."""
    rest = tuple((key, value) for key, value in _fields(part).items() if key != _DATE)
    return rest or None


def _alone_in_its_gap(
    before: Sequence[FilePart], after: Sequence[FilePart], found: _Pairs
) -> Iterator[tuple[int, int]]:
    """Items that stand where another one stood, each the only one between the same neighbours."""
    gone = _gaps(sorted(set(range(len(before))) - set(found.values())))
    for gap in _gaps([place for place in range(len(after)) if place not in found]):
        above = found.get(gap[0] - 1, -1)
        below = found.get(gap[-1] + 1, len(before))
        if len(gap) == 1 and [above + 1] in gone and below == above + 2:
            yield gap[0], above + 1


def _gaps(left: Sequence[int]) -> list[list[int]]:
    """Places that are left over, those beside each other together."""
    gaps: list[list[int]] = []
    for place in left:
        if gaps and gaps[-1][-1] == place - 1:
            gaps[-1].append(place)
        else:
            gaps.append([place])
    return gaps

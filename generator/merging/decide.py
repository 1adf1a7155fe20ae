"""Decide: what holds of a part that two versions of a plan have each changed, or not.

In: a part as it was and as the two versions have it. Out: a `Decision`; it can be asked what it says.
Touches nothing, and looks at what parts say, not at their layout.

The rules: what only one side changed holds. What both changed alike holds once. A part that one side took out goes if
the other left it as it was. Fields of a map are looked at one by one, the items of a list as a multiset. What is left
is a clash: two different changes of one thing, or a change against a deletion.

Terms
    three     a part as it was, as it is on this side (ours) and as it is on the other (theirs).
    event     an entry of the log, or another item that is told as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeAlias

from generator.merging.order import in_one_order
from generator.merging.pairing import added_by_both, day_of_event, known_alike, paired
from generator.merging.parts import (
    EVENTS,
    Block,
    Container,
    FilePart,
    Flow,
    PlainValue,
    Said,
    new_remarks,
    said,
    written_out,
)


class MergeSide(Enum):
    """The version that stays where nothing was changed, and the one that is brought in."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Three:
    """A part in three versions; None where it is not there."""

    base: FilePart | None
    ours: FilePart | None
    theirs: FilePart | None

    def of(self, side: MergeSide) -> FilePart | None:
        return self.ours if side is MergeSide.OURS else self.theirs

    @property
    def versions(self) -> tuple[FilePart | None, FilePart | None, FilePart | None]:
        return self.base, self.ours, self.theirs

    @property
    def any(self) -> FilePart:
        """Some version of it: the oldest, by which both sides know it."""
        part = self.base or self.ours or self.theirs
        assert part is not None
        return part


@dataclass(frozen=True, slots=True)
class Kept:
    """The part holds as one side has it."""

    three: Three
    side: MergeSide

    def says(self, _resolved: MergeSide) -> Said:
        part = self.three.of(self.side)
        assert part is not None
        return part.says


@dataclass(frozen=True, slots=True)
class Joined:
    """The part holds with what was decided of each part below it, in order."""

    three: Three
    parts: tuple[Decision, ...]

    @property
    def frame(self) -> FilePart:
        """The version whose layout the parts are put into: ours, unless nothing stands in it yet."""
        ours, theirs = self.three.ours, self.three.theirs
        assert ours is not None
        assert theirs is not None
        return theirs if ours.is_empty else ours

    def says(self, resolved: MergeSide) -> Said:
        """What it says where every clash is resolved for one side."""
        named = []
        for part in self.parts:
            words = part.says(resolved)
            if words is not None:
                named.append((part.three.any.name, words))
        value = self.frame.value
        if not named and isinstance(value, Block):
            return ""
        assert not isinstance(value, PlainValue)
        return said(value.shape, named, self.frame.name)


@dataclass(frozen=True, slots=True)
class Clash:
    """Only a person can tell."""

    three: Three

    def says(self, resolved: MergeSide) -> Said | None:
        part = self.three.of(resolved)
        return part.says if part is not None else None


@dataclass(frozen=True, slots=True)
class Remarked:
    """The part goes; the comment that one side has just written above it stays."""

    three: Three

    def says(self, _resolved: MergeSide) -> None:
        return None


Decision: TypeAlias = Kept | Joined | Clash | Remarked


def decided(three: Three) -> Decision | None:
    """What holds of a part; None where it goes."""
    base, ours, theirs = three.base, three.ours, three.theirs
    if ours is None or theirs is None:
        return _decided_of_one(three)
    if ours.text == theirs.text or (base is not None and theirs.text == base.text):
        return Kept(three, MergeSide.OURS)
    if base is not None and ours.text == base.text:
        return Kept(three, MergeSide.THEIRS)
    return _joined(three) or _decided_as_a_whole(three)


def _decided_of_one(three: Three) -> Decision | None:
    """What holds of a part that one side alone has, or none."""
    side = MergeSide.THEIRS if three.ours is None else MergeSide.OURS
    part = three.of(side)
    if part is None:
        return None
    if three.base is None:
        return Kept(three, side)
    if part.says == three.base.says:
        return Remarked(three) if new_remarks(part, three.base) else None
    items = _items_left(three, three.base)
    if isinstance(items, Joined):
        return items if items.parts else None
    return Clash(three)


def _items_left(three: Three, base: FilePart) -> Decision | None:
    """What holds of a list that one side took out with its last item; None where it is no list."""
    if _shape(base) is not Container.LIST:
        return None
    nothing = replace(base, value=PlainValue("", ""), after="")
    return _joined(Three(base, three.ours or nothing, three.theirs or nothing))


def _decided_as_a_whole(three: Three) -> Decision:
    base, ours, theirs = three.base, three.ours, three.theirs
    assert ours is not None
    assert theirs is not None
    if ours.says == theirs.says or (base is not None and theirs.says == base.says):
        return Kept(three, MergeSide.OURS)
    if base is not None and ours.says == base.says:
        return Kept(three, MergeSide.THEIRS)
    return Clash(three)


# ---- maps and lists


def _joined(three: Three) -> Decision | None:
    """What holds of a map or list, part by part; None where it is to be taken as a whole."""
    shape = _common_shape(three)
    if shape is None:
        return None
    three = Three(*(part and written_out(part) for part in three.versions))
    base, ours, theirs = (_parts(part) for part in three.versions)
    if shape is Container.MAP:
        parts = _map(base, ours, theirs, three.any)
    else:
        parts = _list(base, ours, theirs)
    if parts is None:
        return Clash(three)
    joined = Joined(three, tuple(parts))
    return joined if _can_be_marked(joined) else Clash(three)


def _common_shape(three: Three) -> Container | None:
    """What ours and theirs are, a map or a list, if both are the same; one of them may be empty."""
    parts = [part for part in three.versions if part is not None]
    if any(part.is_whole for part in parts) or all(
        isinstance(part.value, PlainValue) for part in parts
    ):
        return None
    shapes = {_shape(part) for part in parts if not part.is_empty}
    return shapes.pop() if len(shapes) == 1 else None


def _shape(part: FilePart) -> Container | None:
    value = part.value
    if isinstance(value, PlainValue):
        return Container.MAP if value.brief else None
    return value.shape


def _parts(part: FilePart | None) -> Sequence[FilePart]:
    if part is None or isinstance(part.value, PlainValue):
        return ()
    return part.value.parts


def _can_be_marked(joined: Joined) -> bool:
    """Whether each clash below is of lines of its own, so that marks can stand around them.

    The dash of an item stands on the line of its first key, which therefore cannot be gone on one side.
    """
    clashes = [number for number, part in enumerate(joined.parts) if isinstance(part, Clash)]
    if not clashes:
        return True
    if isinstance(joined.frame.value, Flow):
        return False
    first = joined.parts[0].three
    is_first = clashes[0] == 0 and joined.frame.is_item_of_lines
    return not is_first or (first.ours is not None and first.theirs is not None)


def _map(
    base: Sequence[FilePart], ours: Sequence[FilePart], theirs: Sequence[FilePart], whole: FilePart
) -> list[Decision] | None:
    """The pairs of a map by their keys."""
    was, mine, yours = _by_name(base), _by_name(ours), _by_name(theirs)
    found: dict[str, Decision] = {}
    for name in {**mine, **yours}:
        decision = decided(Three(was.get(name), mine.get(name), yours.get(name)))
        if decision is not None:
            found[name] = decision
    names = in_one_order(
        _staying(found, was), _staying(found, mine), _staying(found, yours), key=str
    )
    if names is None and not whole.is_by_id:
        names = in_one_order([], list(found), [], key=str)
    return None if names is None else [found[name] for name in names]


def _by_name(parts: Sequence[FilePart]) -> Mapping[str, FilePart]:
    return {part.name: part for part in parts}


def _staying(found: Mapping[Any, Decision], known: Mapping[Any, object]) -> list[Any]:
    return [mark for mark in known if mark in found]


def _list(
    base: Sequence[FilePart], ours: Sequence[FilePart], theirs: Sequence[FilePart]
) -> list[Decision] | None:
    """The items of a list as a multiset; each stays where its neighbours are."""
    threes = list(_items(base, ours, theirs))
    found = {}
    for mark, three in enumerate(threes):
        decision = decided(three)
        if decision is not None:
            found[mark] = decision
    marks = in_one_order(
        _marks(threes, found, base, 0),
        _marks(threes, found, ours, 1),
        _marks(threes, found, theirs, 2),
        key=lambda mark: _sorts_by(threes[mark].any),
    )
    if marks is None and threes[0].any.name in EVENTS:
        marks = sorted(found, key=lambda mark: _sorts_by(_settled(found[mark])))
    return None if marks is None else [found[mark] for mark in marks]


def _settled(decision: Decision) -> FilePart:
    """An item as it will be; one in dispute as it was."""
    part = decision.three.of(decision.side) if isinstance(decision, Kept) else None
    return part or decision.three.any


def _items(
    base: Sequence[FilePart], ours: Sequence[FilePart], theirs: Sequence[FilePart]
) -> Iterator[Three]:
    """Each item once, with what it is in each version."""
    new = added_by_both(base, ours, theirs)
    for place, twin in new.items():
        yield Three(None, ours[twin], theirs[place])
    ours, theirs = _without(ours, new.values()), _without(theirs, new)
    mine, yours = _turned(paired(base, ours)), _turned(paired(base, theirs))
    for place, part in enumerate(base):
        yield Three(part, _at(ours, mine.get(place)), _at(theirs, yours.get(place)))
    yield from _own_items(_without(ours, mine.values()), _without(theirs, yours.values()))


def _own_items(ours: Sequence[FilePart], theirs: Sequence[FilePart]) -> Iterator[Three]:
    """Items that were not there before, those known by the same thing together."""
    alike = known_alike(ours, theirs)
    twins = _turned(alike)
    for place, part in enumerate(ours):
        yield Three(None, part, _at(theirs, twins.get(place)))
    for part in _without(theirs, alike):
        yield Three(None, None, part)


def _turned(pairs: Mapping[int, int]) -> Mapping[int, int]:
    return {value: key for key, value in pairs.items()}


def _at(parts: Sequence[FilePart], place: int | None) -> FilePart | None:
    return None if place is None else parts[place]


def _without(parts: Sequence[FilePart], places: Collection[int]) -> list[FilePart]:
    return [part for place, part in enumerate(parts) if place not in places]


def _marks(
    threes: Sequence[Three], found: Mapping[int, Decision], parts: Sequence[FilePart], which: int
) -> list[int]:
    """The marks of the items that stay, in the order of one version."""
    marks = {}
    for mark, three in enumerate(threes):
        part = three.versions[which]
        if part is not None and mark in found:
            marks[id(part)] = mark
    return [marks[id(part)] for part in parts if id(part) in marks]


def _sorts_by(part: FilePart) -> tuple[str, str]:
    return day_of_event(part), repr(part.says)

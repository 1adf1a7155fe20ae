"""Order: how the parts of two versions follow each other when they are one.

In: the marks of the parts that stay, as each version has them in order. Out: all of them in one order.
Touches nothing. It does not matter which of the two is called ours: what both have keeps its order, or that of whoever
changed it, and what each added between the same neighbours is put in by its key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

Mark = TypeVar("Mark", int, str)
#: What a mark sorts by beside those that the other version added.
_Key: TypeAlias = Callable[[Mark], Any]


def in_one_order(
    base: Sequence[Mark], ours: Sequence[Mark], theirs: Sequence[Mark], key: _Key[Mark]
) -> list[Mark] | None:
    """All marks of both versions; None where each has put in another order what both have."""
    common = _common_order(base, ours, theirs, key)
    if common is None:
        return None
    mine, yours = _runs(ours, set(common)), _runs(theirs, set(common))
    order = _together(mine.get(None, ()), yours.get(None, ()), key)
    for mark in common:
        order.append(mark)
        order += _together(mine.get(mark, ()), yours.get(mark, ()), key)
    return order


def _common_order(
    base: Sequence[Mark], ours: Sequence[Mark], theirs: Sequence[Mark], key: _Key[Mark]
) -> list[Mark] | None:
    common = set(ours) & set(theirs)
    mine = [mark for mark in ours if mark in common]
    yours = [mark for mark in theirs if mark in common]
    was = [mark for mark in base if mark in common]
    old = set(was)
    is_mine_as_it_was = [mark for mark in mine if mark in old] == was
    is_yours_as_it_was = [mark for mark in yours if mark in old] == was
    if mine == yours or (is_yours_as_it_was and not is_mine_as_it_was):
        return mine
    if is_mine_as_it_was and not is_yours_as_it_was:
        return yours
    if is_mine_as_it_was:
        return min(mine, yours, key=lambda marks: [key(mark) for mark in marks])
    return None


def _runs(marks: Sequence[Mark], common: set[Mark]) -> Mapping[Mark | None, list[Mark]]:
    """The marks that one version alone has, by the common one above them."""
    runs: dict[Mark | None, list[Mark]] = {}
    above: Mark | None = None
    for mark in marks:
        if mark in common:
            above = mark
        else:
            runs.setdefault(above, []).append(mark)
    return runs


def _together(mine: Sequence[Mark], yours: Sequence[Mark], key: _Key[Mark]) -> list[Mark]:
    """Two runs as one, each in its own order, the smaller key first."""
    left, right = list(mine), list(yours)
    order = []
    while left and right:
        order.append((left if key(left[0]) <= key(right[0]) else right).pop(0))
    return order + left + right

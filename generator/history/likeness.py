"""Likeness: which of the things before are which of the things now.

In: two lists of things, and in turn what makes one of them the same as another. Out: pairs, what is
gone and what is new. Touches nothing. What is paired stays paired, so the surest sign comes first.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from difflib import SequenceMatcher
from typing import Final, Generic, TypeVar

#: How much of two wordings has to agree for one to be the other reworded, from 0 to 1. Found with
#: steps and goals as people reword them; half agrees by chance already in short sentences.
ALIKE: Final = 0.6
#: Most comparisons of wordings in one place; beyond, what does not agree exactly is gone and new.
_COMPARISONS_LIMIT: Final = 900
#: How much more of the letters of two sentences agrees by chance than of their words.
_BY_CHANCE: Final = 0.15

Thing = TypeVar("Thing")


class Matching(Generic[Thing]):
    """Pairs found so far, in the order of the things now, and what is still without a partner."""

    def __init__(self, before: Iterable[Thing], after: Iterable[Thing]) -> None:
        self._before = dict(enumerate(before))
        self._after = dict(enumerate(after))
        #: Place now, place before, and the two things.
        self._pairs: list[tuple[int, int, Thing, Thing]] = []

    @property
    def pairs(self) -> list[tuple[Thing, Thing]]:
        return [(before, after) for _, _, before, after in self._in_order()]

    @property
    def gone(self) -> list[Thing]:
        return list(self._before.values())

    @property
    def new(self) -> list[Thing]:
        return list(self._after.values())

    @property
    def is_reordered(self) -> bool:
        """Whether the pairs stood in another order before."""
        places = [before for _, before, _, _ in self._in_order()]
        return places != sorted(places)

    def by(self, sign: Callable[[Thing], Hashable]) -> None:
        """Pair what has one sign; of several alike, the first with the first. None is no sign."""
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for place, thing in self._before.items():
            waiting[sign(thing)].append(place)
        for place, thing in tuple(self._after.items()):
            found = sign(thing)
            if found is not None and waiting[found]:
                self._pair(waiting[found].popleft(), place)

    def by_likeness(self, words: Callable[[Thing], str]) -> None:
        """Pair what is worded much alike, the most alike first."""
        if len(self._before) * len(self._after) > _COMPARISONS_LIMIT:
            return
        found = []
        for place, thing in self._before.items():
            for now, other in self._after.items():
                share = likeness(words(thing), words(other))
                if share >= ALIKE:
                    found.append((-share, place, now))
        for _, place, now in sorted(found):
            if place in self._before and now in self._after:
                self._pair(place, now)

    def _pair(self, before: int, now: int) -> None:
        self._pairs.append((now, before, self._before.pop(before), self._after.pop(now)))

    def _in_order(self) -> list[tuple[int, int, Thing, Thing]]:
        return sorted(self._pairs, key=lambda pair: pair[0])


def likeness(one: str, other: str) -> float:
    """How much of two wordings agrees, from 0 to 1, without regard to capitals.

    Word by word, or letter by letter where only an ending or a slip differs; letters agree by chance
    more often, so they count less.
    """
    one, other = one.lower(), other.lower()
    words = SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
    letters = SequenceMatcher(None, one, other, autojunk=False)
    if words >= ALIKE or letters.quick_ratio() - _BY_CHANCE < ALIKE:
        return words
    return max(words, letters.ratio() - _BY_CHANCE)

"""Direction: words that run the other way, set apart so that they tear nothing around them.

In: words and the direction of the page they stand on. Out: the same words, between isolates where they need them.
Touches nothing. Words of the page's own direction stay as they are, byte for byte.

Terms
    isolate    a pair of signs that nobody sees; what stands between them runs by itself, and so does what is around.
    foreign    with a letter of the other direction that no isolate holds yet.

Source: Unicode Standard Annex 9, the first strong isolate; the W3C on inline bidirectional markup.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

#: First strong isolate, and the end of any isolate.
FIRST_STRONG: Final = "\u2068"
END: Final = "\u2069"
_BEGIN: Final = "\u2066\u2067\u2068"
#: Where letters from right to left can be: a quick look, for most texts have none.
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
#: The classes of signs that turn all that comes after them, up to a sign that ends it.
_TURNS: Final = frozenset({"LRE", "RLE", "LRO", "RLO"})


class Direction(StrEnum):
    """Which way words run, as pages say it."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


#: The classes of letters that run against each direction.
_AGAINST: Final = {
    Direction.LEFT_TO_RIGHT: frozenset({"R", "AL"}),
    Direction.RIGHT_TO_LEFT: frozenset({"L"}),
}


def with_isolates(words: str, page: Direction) -> str:
    """The words between isolates where they are foreign on the page or turn what follows; else as they are."""
    if page is Direction.LEFT_TO_RIGHT and words.isascii():
        return words
    closed = _closed(words)
    is_apart = closed == words and not runs_against(words, page) and not _stands_free(words, _TURNS)
    return words if is_apart else f"{FIRST_STRONG}{closed}{END}"


def runs_against(words: str, page: Direction) -> bool:
    """Whether a letter of the other direction stands outside all isolates."""
    if page is Direction.LEFT_TO_RIGHT and not _RIGHT_TO_LEFT.search(words):
        return False
    return _stands_free(words, _AGAINST[page])


def _stands_free(words: str, classes: frozenset[str]) -> bool:
    """Whether a sign of one of these classes stands outside all isolates."""
    depth = 0
    for sign in words:
        depth += (sign in _BEGIN) - (sign == END and depth > 0)
        if not depth and unicodedata.bidirectional(sign) in classes:
            return True
    return False


def _closed(words: str) -> str:
    """The words with each isolate closed that they open, and without ends of none."""
    kept, depth = [], 0
    for sign in words:
        if sign == END and not depth:
            continue
        depth += (sign in _BEGIN) - (sign == END)
        kept.append(sign)
    return "".join(kept) + END * depth

"""Names: whether a text holds one of the names that a practice never publishes, in any of their
spellings.

In: the names, then texts as `as_read` reads them. Out: yes or no. Touches nothing. Takes time in
proportion to the text, however many names there are: all stand in one tree.

Terms
    part       what stands between the blanks of a name: `Anne-Marie O'Neill` has two.
    piece      a part without its joints: `anne`, `marie`, `o`, `neill`; in a text they may stand apart or together.
    unspaced   scripts that put no blank between words, or tie endings to names: there, a name is found inside others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Final

from generator.format.validate.as_read import folded, readings, unaccented

#: Letters and figures, and the vowels of India that Unicode counts as marks.
_WORD: Final = re.compile("(?:[^\\W_]|[\u0900-\u0963\u0970-\u0dff])+")
#: Thai, Lao, Tibetan, Burmese, Khmer, kana, Han and Hangul.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
#: Most parts of a name that are looked for in every order; of longer ones, each may stand first.
_ANY_ORDER: Final = 4
#: German and Nordic letters as they are typed on other keyboards.
_TYPED: Final = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "å": "aa",
        "ø": "oe",
    }
)
#: And, to, from, with, the: one letter of Hebrew or Arabic that is tied to the word behind it.
_TIED_BEFORE: Final = frozenset("ובלכמשהوفبكل")

_Tree = dict[str, "_Tree"]
#: Marks in a tree that a name is whole here; no word is empty.
_WHOLE: Final = ""


class Names:
    """The names to look for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._tree: _Tree = {}
        self._inside: set[str] = set()
        for name in names:
            self._add(name)
            self._add(unicodedata.normalize("NFC", name.casefold()).translate(_TYPED))

    def __bool__(self) -> bool:
        return bool(self._tree or self._inside)

    def are_in(self, reading: str) -> bool:
        """Whether a reading holds a name."""
        if self._inside and _UNSPACED.search(reading):
            solid = "".join(_WORD.findall(folded(reading)))
            if any(name in solid for name in self._inside):
                return True
        return bool(self._tree) and self._has_words(reading)

    def _add(self, name: str) -> None:
        parts = [_WORD.findall(part) for part in folded(readings(name)[0]).split()]
        parts = [part for part in parts if part]
        for order in _orders(parts):
            if _UNSPACED.search(name):
                self._inside.add("".join("".join(part) for part in order))
                continue
            for words in _joined([piece for part in order for piece in part]):
                below = self._tree
                for word in words:
                    below = below.setdefault(word, {})
                below[_WHOLE] = {}

    def _has_words(self, reading: str) -> bool:
        if reading.isascii() and self._tree.keys().isdisjoint(_WORD.findall(reading.lower())):
            return False
        words = [(word, folded(word)) for word in _WORD.findall(unaccented(reading))]
        return any(self._begins(words, at) for at in range(len(words)))

    def _begins(self, words: list[tuple[str, str]], at: int) -> bool:
        """Whether a name begins with the word at this place; one more may stand in it, such as a
        middle name."""
        firsts = [words[at][1]]
        if firsts[0][0] in _TIED_BEFORE:
            firsts.append(firsts[0][1:])
        open_ends = [(self._tree[word], at + 1, 1) for word in firsts if word in self._tree]
        while open_ends:
            below, next_at, spare = open_ends.pop()
            if _WHOLE in below:
                return True
            if next_at == len(words):
                continue
            written, word = words[next_at]
            if word in below:
                open_ends.append((below[word], next_at + 1, spare))
            elif written[0].isupper() and _WHOLE in below.get(word.removesuffix("s"), {}):
                return True  # José Öztürks Hund
            elif spare and written[0].isupper():
                open_ends.append((below, next_at + 1, spare - 1))
        return False


def _orders(parts: list[list[str]]) -> Iterator[tuple[list[str], ...]]:
    if not parts:
        return
    if len(parts) <= _ANY_ORDER:
        yield from permutations(parts)
    else:
        yield from ((*parts[cut:], *parts[:cut]) for cut in range(len(parts)))


def _joined(pieces: list[str]) -> Iterator[tuple[str, ...]]:
    """The pieces in their order, each tied to the one before it or not: (a, b) and (ab)."""
    if len(pieces) > 2 * _ANY_ORDER:
        yield from (tuple(pieces), ("".join(pieces),))
        return
    for ties in range(1 << (len(pieces) - 1)):
        words = [pieces[0]]
        for number, piece in enumerate(pieces[1:]):
            if ties >> number & 1:
                words[-1] += piece
            else:
                words.append(piece)
        yield tuple(words)

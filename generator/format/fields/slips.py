"""Slips: which known word a person probably meant, and whether what was typed may be repeated in a
message.

In: a word and those that are known. Out: the nearest of them, if any is close. Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from generator.format.fields.report import Show

#: How alike two words are before one is taken for the other, from 0 to 1.
_ALIKE: Final = 0.65
#: Fewest letters of a word that can be told from a name; nearly all short ones are within one slip
#: of one.
_FEWEST_LETTERS: Final = 5
_WORD: Final = re.compile(r"[a-z0-9_-]+")
#: What people put between the parts of a word.
_JOINT: Final = re.compile(r"[\s_./-]")


class Guess(NamedTuple):
    """The known word that was probably meant, if any, and the parts of a sentence that say so."""

    near: str | None
    #: The word as typed, in quotes after a blank; nothing where it may be a name.
    typed: str

    @property
    def question(self) -> str:
        """The end of a sentence that offers the word; nothing where there is none."""
        if self.near is None:
            return ""
        return f'; did you mean "{self.near}"?'

    @property
    def show(self) -> Show:
        """What an excerpt may show of the word."""
        if self.typed:
            return Show.VALUE
        return Show.KEY


def guess(word: str, known: Iterable[str]) -> Guess:
    """Which of the known words `word` was probably meant to be."""
    near = near_miss(word, known)
    return Guess(near, echoed(word, near))


def near_miss(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, if any is close."""
    from difflib import get_close_matches

    known = tuple(known)
    for one in known:
        if _squeezed(one) == _squeezed(word):
            return one
    lowered = word.lower()
    for written in (lowered.replace("_", "-"), lowered):
        found = get_close_matches(written, known, 1, _ALIKE)
        if found:
            return found[0]
    return None


def _squeezed(word: str) -> str:
    """The letters and digits of a word alone, small: `PHQ-9` is `phq9`."""
    return _JOINT.sub("", word.lower())


def echoed(word: str, near: str | None) -> str:
    """The word in quotes after a blank, where it is surely a slip of the known word `near`, and no
    name; else nothing.

    Whoever looks for a slip has to see it; whoever wrote a name where a key belongs finds it in no
    message.
    """
    if near is None:
        return ""
    if _squeezed(word) == _squeezed(near) or _is_surely_a_slip(word, near):
        return f' "{word}"'
    return ""


def _is_surely_a_slip(word: str, near: str) -> bool:
    if len(word) < _FEWEST_LETTERS or word[0] != near[0]:
        return False
    if word in _NAMES or not _WORD.fullmatch(word):
        return False
    return is_one_slip(word, near)


def is_one_slip(word: str, known: str) -> bool:
    """Whether one letter more, less or changed, or two neighbours exchanged, make the one of the
    other."""
    if abs(len(word) - len(known)) > 1:
        return False
    same = _common_start(word, known)
    rest, of_known = word[same:], known[same:]
    changed, more, less = rest[1:] == of_known[1:], rest[1:] == of_known, rest == of_known[1:]
    return changed or more or less or _begins_exchanged(rest, of_known)


def _begins_exchanged(word: str, known: str) -> bool:
    """Whether only the first two letters of the one are exchanged in the other."""
    return word == known[1:2] + known[:1] + known[2:]


def _common_start(word: str, known: str) -> int:
    """How many letters at the start are the same; those of `known` where one begins with the
    other."""
    for number, (one, other) in enumerate(zip(word, known, strict=False)):
        if one != other:
            return number
    return len(known)


#: First names within one slip of a word of ours that begin as it does; somebody's name is never
#: repeated. Found by comparing all our words with 42,000 first names of many countries.
_NAMES_LIKE_WORDS: Final = """
alter anwer asker bandi bette chance chang changde changhe chante clint dante dione donte
emery esmail evely evert faming folker folmer gopal habib habip hagit halit hamit inder
kinda linka monah monta monte monty naime nonce phong plarent publio ragne ranae rance ranee
ranga rangel rozle saale shane shara sharee sharen shari sharie shaye shere silene smaro
starr stepas steph stuart theun thien titie unity unsil valde valle valur valve
"""
_NAMES: Final = frozenset(_NAMES_LIKE_WORDS.split())

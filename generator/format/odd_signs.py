"""Odd signs: signs that show nothing, or look like another one: what a word processor or another
keyboard leaves in a word that only the program reads.

In: a text as written. Out: the first such sign with its place and the way out. Touches nothing.
Nothing is said of the texts that a client reads: there, all of these have their use.

Terms
    look-alike   a letter of another script that nobody can tell from one of a to z.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

#: Letters of Cyrillic and Greek, and below them those that they look like.
_LOOK_ALIKE: Final = dict(
    zip(
        "аеорсухіјѕһԁԛԝкмтвнАВЕЅІЈКМНОРСТУХοανρικυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwkmtbhABESIJKMHOPCTYXoavpikuABEZHIKMNOPTYX",
        strict=True,
    )
)
#: Quotes of a word processor; the format knows straight ones alone.
CURLY: Final = "“”„‟‘’‚‛«»‹›"
#: Signs that show nothing and are no format signs to Unicode.
_FILLERS: Final = "\u034f\u115f\u1160\u3164\uffa0\ufe0f\ufe0e"
_ODD: Final = re.compile("[^\x00-\x7f]")
_LATIN: Final = re.compile("[A-Za-z]")


class OddSign(NamedTuple):
    """Where a sign stands in a text, from 0, what is said of it, and the way out."""

    at: int
    sentence: str
    hint: str


def odd_sign(word: str) -> OddSign | None:
    """The first sign of a word that shows nothing or looks like another; None where all is plain."""
    if word.isascii():
        return None
    if word[0] in CURLY or word[-1] in CURLY:
        at = 0 if word[0] in CURLY else len(word) - 1
        return OddSign(at, "a curly quote stands here, which does not count as one", _CURLY_HINT)
    for found in _ODD.finditer(word):
        said = _unseen(found[0]) or _like_another(found[0], word)
        if said is not None:
            return OddSign(found.start(), *said)
    return None


_CURLY_HINT: Final = 'take the curly quotes off, or type straight ones: "…"'


def unseen_sign(text: str) -> OddSign | None:
    """The first sign of a text that shows nothing, or no more than a space does."""
    for found in _ODD.finditer(text):
        said = _unseen(found[0])
        if said is not None:
            return OddSign(found.start(), *said)
    return None


def _unseen(sign: str) -> tuple[str, str] | None:
    name = unicodedata.name(sign, "sign without a name").lower()
    kind = unicodedata.category(sign)
    if kind == "Zs":
        return f"a {name} stands here, and only a plain space counts", _SPACE_HINT
    if kind == "Cf" or sign in _FILLERS:
        return f"a sign that nobody sees stands here ({name})", _UNSEEN_HINT
    return None


_SPACE_HINT: Final = "type a plain space here in its place"
_UNSEEN_HINT: Final = "delete the sign here: put the cursor before this place and press Delete once"


def _like_another(sign: str, word: str) -> tuple[str, str] | None:
    """What is said of a letter or digit that looks like one of a keyboard of a to z."""
    meant = _LOOK_ALIKE.get(sign)
    if meant is not None and (_LATIN.search(word) or set(word) <= _LOOK_ALIKE.keys()):
        script = unicodedata.name(sign).split()[0].capitalize()
        return (
            f"the letter here is {script} and only looks like `{meant}`",
            f"type `{meant}` here again",
        )
    plain = unicodedata.normalize("NFKC", sign)
    if len(plain) == 1 and plain.isascii() and plain.isalnum():
        return f"the sign here is not the {plain} of your keyboard", f"type `{plain}` here again"
    return None

"""Slips: which known word a person probably meant, and whether what was typed may be repeated in a message.

In: a word and those that are known. Out: the nearest of them, if any is close. Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final


def near_miss(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, if any is close."""
    from difflib import get_close_matches

    found = get_close_matches(word.lower().replace("_", "-"), known, 1, 0.6)
    return found[0] if found else next(iter(get_close_matches(word.lower(), known, 1, 0.6)), None)


#: First names within one slip of a word of ours that begin as it does; somebody's name is never repeated.
#: Found by comparing all our words with 42,000 first names of many countries.
_NAMES: Final = frozenset(
    {
        *(
            "alter",
            "anwer",
            "asker",
            "bandi",
            "bette",
            "chance",
            "chang",
            "changde",
            "changhe",
            "chante",
            "clint",
        ),
        *("dante", "dione"),
        *(
            "donte",
            "emery",
            "esmail",
            "evely",
            "evert",
            "faming",
            "folker",
            "folmer",
            "gopal",
            "habib",
            "habip",
        ),
        *(
            "hagit",
            "halit",
            "hamit",
            "inder",
            "kinda",
            "linka",
            "monah",
            "monta",
            "monte",
            "monty",
            "naime",
        ),
        *(
            "nonce",
            "phong",
            "plarent",
            "publio",
            "ragne",
            "ranae",
            "rance",
            "ranee",
            "ranga",
            "rangel",
            "rozle",
        ),
        *(
            "saale",
            "shane",
            "shara",
            "sharee",
            "sharen",
            "shari",
            "sharie",
            "shaye",
            "shere",
            "silene",
            "smaro",
        ),
        *(
            "starr",
            "stepas",
            "steph",
            "stuart",
            "theun",
            "thien",
            "titie",
            "unity",
            "unsil",
            "valde",
            "valle",
        ),
        *("valur", "valve"),
    }
)


#: Fewest letters of a word that can be told from a name; nearly all short ones are within one slip of one.
_FEWEST_LETTERS: Final = 5


def echoed(word: str, near: str | None) -> str:
    """The word in quotes after a blank, where it is surely a slip of the known word `near`, and no name; else nothing.

    Whoever looks for a slip has to see it; whoever wrote a name where a key belongs finds it in no message.
    """
    if near is None:
        return ""
    is_near = (
        len(word) >= _FEWEST_LETTERS
        and word[0] == near[0]
        and word not in _NAMES
        and is_one_slip(word, near)
    )
    return (
        f' "{word}"'
        if word.lower() == near or (is_near and re.fullmatch(r"[a-z0-9_-]+", word))
        else ""
    )


def is_one_slip(word: str, known: str) -> bool:
    """Whether one letter more, less or changed, or two neighbours exchanged, make the one of the other."""
    if abs(len(word) - len(known)) > 1:
        return False
    same = next(
        (n for n, pair in enumerate(zip(word, known, strict=False)) if pair[0] != pair[1]),
        len(known),
    )
    rest, of_known = word[same:], known[same:]
    swapped = of_known[1:2] + of_known[:1] + of_known[2:]
    return (
        rest[1:] == of_known[1:] or rest[1:] == of_known or rest == of_known[1:] or rest == swapped
    )

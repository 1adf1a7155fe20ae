"""Uids: what the text of a plan file tells of its link, also where the file does not parse.

In: the text of a plan file. Out: the uid in it and its place, everything that may be one, and the
generations it names. Touches nothing. This is the one place that looks for a uid in a text; where a
file parses, `guards.uid_of` asks its tree first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.errors import Place

_HEX: Final = "[0-9a-f]{32}"
_KEY: Final = r"""["']?(?P<key>uid)["']?\s*[:=]?\s*["']?"""
_FLAGS: Final = re.IGNORECASE | re.MULTILINE
#: Where a uid stands: at the start of a line, where it belongs; further in, as in a file that is
#: indented or in braces; behind anything else.
_STARTS: Final = ("^", r"^[ \t{]+", r"[{,\s]")
_UIDS: Final = tuple(re.compile(rf"{start}{_KEY}(?P<uid>{_HEX})\b", _FLAGS) for start in _STARTS)
#: The key alone, where what follows is no uid.
_KEYS: Final = tuple(
    re.compile(
        rf"""{start}["']?(?P<key>uid)["']?[ \t]*:""",
        _FLAGS,
    )
    for start in _STARTS[:2]
)
_LIKE_A_UID: Final = re.compile(rf"(?<![0-9a-f]){_HEX}(?![0-9a-f])", re.IGNORECASE)
#: Of nine digits at most: a link can be made of each.
_GENERATION: Final = re.compile(
    r"""\bgeneration["']?\s*:?\s*["']?([0-9]{1,9})\b""",
    re.IGNORECASE,
)


def is_uid(words: str) -> bool:
    """Whether these words are a uid."""
    return re.fullmatch(_HEX, words) is not None


def uid_in(text: str) -> str | None:
    """The uid that the text gives, in small letters; None where it gives none."""
    for found in _found(_UIDS, text):
        return found["uid"].lower()
    return None


def like_uids_in(text: str) -> frozenset[str]:
    """Everything in the text that may be a uid, wherever it stands."""
    return frozenset(found.lower() for found in _LIKE_A_UID.findall(text))


def generations_in(text: str) -> tuple[int, ...]:
    """The generations that the text names, in their order."""
    return tuple(number for number in map(int, _GENERATION.findall(text)) if number)


def uid_place(name: str, text: str) -> Place:
    """Where the file gives its uid; its first line where it gives none."""
    found = next(_found((*_UIDS, *_KEYS), text), None)
    if found is None:
        return Place(name)
    at = found.start("key")
    return Place(
        name,
        text.count("\n", 0, at) + 1,
        at - text.rfind("\n", 0, at),
        len("uid"),
    )


def _found(ways: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    return (found for way in ways if (found := way.search(text)))

"""Aliases: what a new plan's file is called, so that its name gives nobody away.

In: the words that somebody typed. Out: a file's name, and an alias where the words look like a person's full name.
Touches nothing; chance comes in as a function.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from typing import Final

_QUALITIES: Final = (
    *(
        "quiet",
        "early",
        "warm",
        "bright",
        "gentle",
        "clear",
        "green",
        "silver",
        "golden",
        "wide",
        "mild",
        "still",
    ),
    *("soft", "sunny", "steady", "open"),
)
_THINGS: Final = (
    *(
        "river",
        "meadow",
        "harbour",
        "pebble",
        "willow",
        "lantern",
        "island",
        "orchard",
        "maple",
        "heron",
        "valley",
    ),
    *(
        "spring",
        "cedar",
        "brook",
        "clover",
        "lake",
        "robin",
        "birch",
        "shore",
        "garden",
        "cloud",
        "fern",
        "hill",
    ),
)
#: Names that Windows keeps for itself, whatever their ending.
_DEVICES: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def looks_like_a_full_name(words: str) -> bool:
    """Whether these are two words or more, the first and the last with a capital letter: Sam Okafor."""
    parts = [part for part in re.split(r"[\s_]+", words) if part]
    return len(parts) > 1 and all(
        re.match(r"[^\W\d_]", part) and part[0].isupper() for part in (parts[0], parts[-1])
    )


def could_be_a_name(words: str) -> bool:
    """Whether these words are a name, with folders before it or not; a way out of `plans/` or a sentence is none."""
    parts = words.strip().replace("\\", "/").split("/")
    return all(part.strip(". ") for part in parts) and not re.search(
        r"""[;:|&<>*?"$`!#{}\[\]()=]""", words
    )


def file_name(words: str) -> str:
    """The words as the name of a file without its ending: small letters, digits and hyphens; empty where none is left.

    Folders may stand before it, with either slash.
    """
    words = re.sub(
        r"^plans/|\.ya?ml$",
        "",
        words.strip().replace("\\", "/"),
        flags=re.IGNORECASE,
    )
    parts = [_plain(part) for part in words.split("/")]
    return "/".join(part for part in parts if part)


def _plain(words: str) -> str:
    plain = re.sub(
        r"[\W_]+",
        "-",
        unicodedata.normalize("NFC", words).lower(),
    ).strip("-")
    return "" if _DEVICES.fullmatch(plain) else plain


def display_name(name: str) -> str:
    """What a draft may call the person whose plan has this file name: Sam, Quiet River, else Client."""
    words = name.rpartition("/")[2].split("-")
    is_alias = len(words) == 2 and words[0] in _QUALITIES and words[1] in _THINGS
    return " ".join(words).title() if is_alias or len(words) == 1 else "Client"


def alias(taken: Collection[str], choose: Callable[[Sequence[str]], str]) -> str:
    """Something in nature that no name in `taken` is called yet."""
    free = [f"{quality}-{thing}" for quality in _QUALITIES for thing in _THINGS]
    left = [name for name in free if name not in taken]
    return choose(left) if left else f"{choose(free)}-{len(taken) + 1}"

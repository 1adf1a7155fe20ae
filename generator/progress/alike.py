"""Alike: when two wordings are the same words, written another way.

In: words. Out: what they have in common with every other way to write them. Touches nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_QUOTES: Final = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"'}
)
_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212]")
_UNSEEN: Final = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")


def alike(words: str) -> str:
    """The words without what a hurried hand or an editor changes: case, blanks, the shape of quotes and dashes."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", words)).translate(_QUOTES)
    return " ".join(_DASHES.sub("-", seen).casefold().split()).rstrip(" .")

"""Locales: the tags of languages, and which of them a page can be written in.

In: a language tag. Out: the language in it, and whether its words are at hand.
Touches nothing.
"""

from __future__ import annotations

#: Where a theme keeps its catalogues of words, one for a language.
CATALOGUES = "locale"
#: The language that all messages are written in; it needs no catalogue.
ENGLISH = "en"


def has_words(tag: str, languages: frozenset[str]) -> bool:
    """Whether a page can be written in the language of this tag: English, or one that has a catalogue."""
    return not {tag, base_of(tag)}.isdisjoint(languages | {ENGLISH})


def base_of(tag: str) -> str:
    """The language of a tag without its place: `de` of `de-AT`."""
    return tag.partition("-")[0]

"""Language: the words, numbers and days of one language, for as long as a page is being written.

In: a language tag and the catalogues of a theme. Out: a `Language`, whose words `_` gives inside `speaking`.
Touches one context variable, which `speaking` puts back: who speaks is the same for a whole page, and English until
somebody else does. The messages are the English sentences themselves; a catalogue of gettext gives others.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from gettext import NullTranslations
from typing import Final

from babel import Locale

from generator.text.direction import Direction
from generator.text.direction import with_isolates as isolated_on
from generator.text.locales import CATALOGUES, ENGLISH, base_of
from generator.text.regions import locale_of
from generator.text.translations import catalogue


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language: its words, which way they run, and the locale that days and numbers follow."""

    tag: str
    locale: Locale
    words: NullTranslations
    direction: Direction


def language(tag: str, sources: Mapping[str, str]) -> Language:
    """The language of a tag such as `de` or `de-AT`, with its words from the theme's `sources` by name.

    A tag without a catalogue of its own takes that of its first part; English words stand in for what is missing.
    """
    names = (f"{CATALOGUES}/{one}.po" for one in (tag, base_of(tag)))
    return _language(
        tag,
        next((sources[name] for name in names if sources.get(name)), None),
    )


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Everything asked for inside is said in this language."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> Language:
    """The language that is being spoken; English outside of any `speaking`."""
    return _spoken.get() or _language(ENGLISH, None)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """The message as it is, to be said later with `_`."""
    return message


def _(message: str, **values: object) -> str:
    """The message in the language that is spoken, with its `{names}` filled in; foreign words run by themselves."""
    language = spoken()
    return _filled_in(language.words.gettext(message), values, language)


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """The form of the message that goes with so many things."""
    language = spoken()
    said = language.words.ngettext(one, many, count)
    return _filled_in(said, {"count": count, **values}, language)


def pgettext(context: str, message: str, **values: object) -> str:
    """A message that would be too short to tell what it means without its context."""
    language = spoken()
    return _filled_in(language.words.pgettext(context, message), values, language)


def isolated(words: str) -> str:
    """Somebody's own words, to stand inside others: between isolates where they run against the language spoken."""
    return isolated_on(words, spoken().direction)


def _filled_in(said: str, values: dict[str, object], language: Language) -> str:
    """A message with its values, each text that runs the other way between isolates."""
    if not values:
        return said
    for name, value in values.items():
        if isinstance(value, str):
            values[name] = isolated_on(value, language.direction)
    return said.format(**values)


_spoken: Final[ContextVar[Language | None]] = ContextVar("spoken", default=None)


@functools.lru_cache(maxsize=8)
def _language(tag: str, text: str | None) -> Language:
    locale = locale_of(tag)
    return Language(
        tag,
        locale,
        catalogue(text).words if text else NullTranslations(),
        Direction(locale.text_direction),
    )

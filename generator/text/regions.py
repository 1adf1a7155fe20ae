"""Regions: what the place of a language says of days and numbers.

In: a language tag. Out: its locale, and the first day of its week.
Touches nothing. A tag that names no place takes that where most of its speakers live; English that of Britain, which
puts the day before the month.
"""

from __future__ import annotations

import functools
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from generator.model.settings import WeekStart
from generator.text.locales import ENGLISH, base_of

#: How days and numbers are said where a tag names no place and the usual one is not meant.
_USUAL_PLACES: Final = {ENGLISH: "en_GB"}
#: Babel counts from 0 for Monday; a Friday, as in the Maldives, has no chart of its own.
_WEEK_STARTS: Final = {
    0: WeekStart.MONDAY,
    5: WeekStart.SATURDAY,
    6: WeekStart.SUNDAY,
}


def locale_of(tag: str) -> Locale:
    """The locale of a tag such as `de` or `de-AT`; of its first part, or of English, where there is none."""
    for name in (_USUAL_PLACES.get(tag), tag, base_of(tag)):
        try:
            if name:
                return Locale.parse(name.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_USUAL_PLACES[ENGLISH])


@functools.lru_cache(maxsize=32)
def week_start_of(tag: str) -> WeekStart:
    """The first day of a week where the language of a tag is spoken."""
    locale = locale_of(tag)
    if locale.territory is None:
        usual = get_global("likely_subtags").get(locale.language)
        locale = Locale.parse(usual) if usual else locale
    return _WEEK_STARTS.get(locale.first_week_day, WeekStart.MONDAY)

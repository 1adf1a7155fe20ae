"""Typed days: the day that somebody means by a word.

In: what was typed, and today's date. Out: a date as the plan format has it.
Touches nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

#: Days that may be typed as a word, also with a time after it, and how many days before today they are.
_DAYS_AGO: Final = {"today": 0, "yesterday": 1}


def typed_day(typed: str, today: date) -> str:
    """The day that a word means, and what is typed after it; anything else as it is."""
    word, _, rest = typed.strip().partition(" ")
    days_ago = _DAYS_AGO.get(word.lower())
    if days_ago is None:
        return typed
    return f"{today - timedelta(days=days_ago)} {rest}".strip()

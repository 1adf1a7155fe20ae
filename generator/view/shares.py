"""Shares: so many of so many in words, and per cent where there are enough of them.

In: parts and per cents. Out: words.
Touches nothing. A share of few is told as it was counted: 5 of 7 is not 71.4 %.
"""

from __future__ import annotations

from typing import Final

from generator.model.measure import Fraction
from generator.text.language import _
from generator.view import dates

#: From so many on a share is told in per cent as well, in whole ones.
#: Source: docs/clinical-rules.md#shares-of-few.
MANY: Final = 20
#: What follows a value in per cent; no line ends before it.
UNIT: Final = " %"


def percent(value: float) -> str:
    """`62.5 %`, as it was written."""
    return dates.number(value) + UNIT


def counted(part: Fraction) -> str:
    """`5 of 8`."""
    return _(
        "{done} of {all}",
        done=dates.number(part.done),
        all=dates.number(part.of),
    )


def whole(part: Fraction, *marks: float) -> str:
    """`41 %` of many, on the side of each mark that the share is on; empty of few."""
    if part.of < MANY:
        return ""
    value = part.done / part.of * 100
    rounded = round(value)
    if all(dates.side(rounded, mark) == dates.side(value, mark) for mark in (0.0, 100.0, *marks)):
        return percent(rounded)
    return dates.about(value, 100.0, *marks) + UNIT


def in_words(part: Fraction, *marks: float) -> str:
    """`5 of 8`; of many with its per cent, `16 of 39 (41 %)`."""
    of_many = whole(part, *marks)
    if not of_many:
        return counted(part)
    return _("{part} ({percent})", part=counted(part), percent=of_many)

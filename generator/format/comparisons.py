"""Comparisons: an aim as people write it down, `>=7`, `at most 7`, `7+`, `3 to 5`, as a plan has it.

In: a text as written. Out: the aim as the format has it, or None. Touches nothing.
"""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = r"(-?\d{1,9}(?:[.]\d{1,9})?)"
_AT_LEAST: Final = re.compile(
    rf"(?:>=|=>|≥|at least|min(?:imum)?\.?|from) ?{_NUMBER}(?: (?:up|on|upwards))?"
    rf"|{_NUMBER} ?(?:\+|or more|or higher|or above|and up|at least|minimum)",
    re.IGNORECASE,
)
_AT_MOST: Final = re.compile(
    rf"(?:<=|=<|≤|at most|max(?:imum)?\.?|up to|no more than) ?{_NUMBER}"
    rf"|{_NUMBER} ?(?:or less|or fewer|or lower|or below|at most|maximum)",
    re.IGNORECASE,
)
_MORE_THAN: Final = re.compile(rf"(?:>|more than|above|over) ?{_NUMBER}", re.IGNORECASE)
_LESS_THAN: Final = re.compile(rf"(?:<|less than|fewer than|below|under) ?{_NUMBER}", re.IGNORECASE)
_BETWEEN: Final = re.compile(
    rf"(?:between |from )?{_NUMBER} ?(?:-|–|to|and|\.\.) ?{_NUMBER}", re.IGNORECASE
)
_FORMS: Final = (
    (_AT_LEAST, "at_least", 0),
    (_AT_MOST, "at_most", 0),
    (_MORE_THAN, "at_least", 1),
    (_LESS_THAN, "at_most", -1),
)


def comparison(text: str) -> str | None:
    """`{at_least: 7}` for `>=7`; more than 7 is at least 8. None for what compares nothing."""
    words = " ".join(text.split())
    for form, key, beyond in _FORMS:
        found = form.fullmatch(words)
        if found:
            number = next(filter(None, found.groups()))
            return f"{{{key}: {_moved(number, beyond)}}}"
    between = _BETWEEN.fullmatch(words)
    if between and float(between[1]) < float(between[2]):
        return f"{{between: [{between[1]}, {between[2]}]}}"
    return None


def _moved(number: str, by: int) -> str:
    """A whole number moved by so many; one with decimals as it is."""
    if "." in number:
        return number
    return str(int(number) + by)

"""Quotable: which values of a plan may stand in a sentence about it, and how they are said.

In: the keys that lead to a value, and the value. Out: its words; None where a person may have
written it freely: a note, a name, a way to reach somebody.
Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.history.outline import Content, ContentFields, words_at

#: Keys whose values are numbers, days, lengths of time or known words.
_VALUE_KEYS: Final = frozenset(
    {
        *(
            "status",
            "setting",
            "language",
            "role",
            "handrail",
            "numbers",
            "call_it",
            "accent",
            "sign",
        ),
        *("start", "end", "for", "every", "due", "from", "date", "done", "on", "talked_about"),
        *("access", "generation", "until"),
        *("lifecycle", "achievement", "status_date", "framing", "horizon", "priority"),
        *("importance", "confidence", "aim", "closeness", "kind", "first", "hold"),
        *(
            "measure",
            "form",
            "prorated",
            "per",
            "planned",
            "better",
            "min",
            "max",
            "expected_every",
        ),
    }
)
#: Keys below which every value is a known word.
_KNOWN_BELOW: Final = frozenset({"sections"})
#: A number, a day, a length of time or a known word, so that no free text passes by a slip.
_PLAIN_VALUE: Final = re.compile(
    r"[-+]?\d+(?:\.\d+)?|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|\d+ (?:day|week|month)s?|[a-z0-9]+(?:-[a-z0-9]+)*"
)
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?")
#: Keys whose value is one amount, though it may be written with keys of its own.
_AMOUNTS: Final = ("target", "baseline")
#: How a target or a start is said that is written with a key of its own.
_FORMS: Final = {
    "at_least": "at least {}",
    "at_most": "at most {}",
    "between": "{}",
    "change": "better by {}",
    "after": "{} afterwards",
    "value": "{}",
    "first": "the first {} scores",
}
#: Longest unit that is said beside a number, in signs.
_UNIT_SIGNS: Final = 24


def quotable_value(keys: tuple[str, ...], content: Content | None) -> str | None:
    if content is None:
        return None
    if keys[-1] in _AMOUNTS:
        return _amount(content)
    is_known = keys[-1] in _VALUE_KEYS or keys[0] in _KNOWN_BELOW
    if is_known and isinstance(content, str) and _PLAIN_VALUE.fullmatch(content):
        return content
    return None


def said_amount(keys: tuple[str, ...], content: Content) -> str | None:
    """A target or a start in words; None for anything else."""
    if keys[-1] not in _AMOUNTS:
        return None
    return _amount(content)


def counted_in(objective: ContentFields) -> str:
    """What the numbers of an objective are counted in, such as `times a week`; empty on a scale."""
    unit = words_at(objective, "unit")[:_UNIT_SIGNS]
    per = words_at(objective, "per")
    match words_at(objective, "measure"):
        case "habit":
            return f"days a {per or 'week'}"
        case "percentage":
            return "per cent"
        case "count" if per == "total":
            return unit
        case "count" if per == "session":
            return f"{unit} each time".strip()
        case "count" if per:
            return f"{unit} a {per}".strip()
        case _:
            return unit


def _amount(content: Content) -> str | None:
    """A target or a start in words, such as `at least 2`."""
    if isinstance(content, str):
        return content if _NUMBER.fullmatch(content) else None
    if isinstance(content, tuple):
        numbers = [one for one in map(_amount, content) if one]
        return " to ".join(numbers) or None
    if isinstance(content, Mapping):
        said = [_in_form(key, _amount(one)) for key, one in content.items() if key != "date"]
        return ", ".join(filter(None, said)) or None
    return None


def _in_form(key: str, amount: str | None) -> str | None:
    if amount is None:
        return None
    return _FORMS.get(key, f"{key} {{}}").format(amount)

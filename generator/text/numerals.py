"""Numerals: a number as people write it in one country or another, as the plan file has it.

In: what was typed, and the sign before decimals where something else tells it. Out: digits with a point, or the two
readings of what can be read in two ways. Touches nothing.

Terms
    decimal    the sign before decimals: `.` or `,`; empty where nobody knows.
    thousands  a sign between groups of three digits: a comma, a point, an apostrophe or a blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: Blanks and apostrophes that stand between groups, and never before decimals.
_BETWEEN: Final = " '’\u00a0\u2009\u202f"
_SURELY_GROUPED: Final = re.compile(
    rf"(\d{{1,3}}(?:([{_BETWEEN}])\d{{3}})(?:\2\d{{3}})*)(?:([.,])(\d+))?"
)
_ONE_SIGN: Final = re.compile(r"(\d*)([.,])(\d+)")
_MANY_ALIKE: Final = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+")
_TWO_KINDS: Final = re.compile(r"(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?!\2)([.,])(\d+)")
#: How many digits a group has, and so how many after the only sign leave open what it is.
_GROUP: Final = 3


@dataclass(frozen=True, slots=True)
class TwoReadings:
    """What can be meant, each as somebody can write it so that it is sure: a whole number, or one with decimals."""

    whole: str
    decimals: str


def read_number(typed: str, decimal: str = "") -> str | TwoReadings:
    """The number with a point before its decimals and nothing between its digits; what is no number as it is."""
    text = typed.strip().replace("−", "-")
    sign, digits = _sign_and_digits(text)
    sure = _read_surely(digits)
    if sure is not None:
        return sign + sure
    found = _ONE_SIGN.fullmatch(digits)
    if not found:
        return text
    return _read_one_sign(sign, found, decimal)


def _sign_and_digits(text: str) -> tuple[str, str]:
    """A minus or plus in front, empty where there is none, and what follows."""
    if text.startswith(("-", "+")):
        return text[0], text[1:]
    return "", text


def _read_one_sign(
    sign: str,
    found: re.Match[str],
    decimal: str,
) -> str | TwoReadings:
    """A number whose digits have one sign among them, as `_ONE_SIGN` found them."""
    before, mark, after = found.groups()
    if not _may_be_thousands(before, after) or decimal == mark:
        return f"{sign}{before}.{after}"
    if decimal:
        return sign + before + after
    return TwoReadings(sign + before + after, f"{sign}{before}.{_not_three(after)}")


def _read_surely(digits: str) -> str | None:
    """A number whose signs can mean one thing only, with a point before its decimals; None for any other."""
    if found := _SURELY_GROUPED.fullmatch(digits):
        whole = re.sub(r"\D", "", found[1])
        if not found[4]:
            return whole
        return f"{whole}.{found[4]}"
    if found := _TWO_KINDS.fullmatch(digits):
        return f"{re.sub(r'[.,]', '', found[1])}.{found[4]}"
    if _MANY_ALIKE.fullmatch(digits):
        return re.sub(r"[.,]", "", digits)
    return None


def decimal_in(typed: str) -> str:
    """The sign before decimals that a number proves; empty where it proves none."""
    digits = typed.strip().lstrip("-+−")
    if found := _SURELY_GROUPED.fullmatch(digits):
        return found[3] or ""
    if found := _TWO_KINDS.fullmatch(digits):
        return found[3]
    if found := _MANY_ALIKE.fullmatch(digits):
        return "," if found[1] == "." else "."
    found = _ONE_SIGN.fullmatch(digits)
    return found[2] if found and not _may_be_thousands(found[1], found[3]) else ""


def _may_be_thousands(before: str, after: str) -> bool:
    """Whether the only sign of a number may stand between its thousands as well as before its decimals."""
    return len(after) == _GROUP and 1 <= len(before) <= _GROUP and before.strip("0") != ""


def _not_three(decimals: str) -> str:
    """The decimals with one zero more or fewer, so that nobody takes them for thousands."""
    short = decimals.rstrip("0") or "0"
    return short + "0" * (len(short) == _GROUP)

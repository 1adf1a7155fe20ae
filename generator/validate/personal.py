"""Personal: e-mail addresses, phone numbers and listed names in what a client reads.

In: a Document and the names that a practice never publishes. Out: findings; none of them shows what was found.
Touches nothing. Left out is what cannot reach a page (`private:`) or is there to be called (`support`, `safety_plan`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from generator import plan_format as form
from generator.parse import Mapping, Node, Scalar, Sequence
from generator.shapes import PRIVATE, Report, Spot

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
#: Digits with the signs that people put between them; `_is_phone` looks closer.
_DIGITS: Final = re.compile(r"(?<![\w.,])\+?\(?\d[\d ()/.\u00a0\u202f-]{4,24}\d(?!\w|[.,]\d)")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}|(?:19|20)\d{6}|\d{1,2}([./-])\d{1,2}\1\d{2,4}")
_YEARS: Final = re.compile(r"\d{4} ?[-/] ?\d{4}")
#: A large number in groups of three; from nine digits on, only a round one: 612 345 678 is somebody in Spain.
_THOUSANDS: Final = re.compile(r"\d{1,2}([ .\u00a0\u202f]\d{3}){1,2}|\d{3}([ .\u00a0\u202f]\d{3})*[ .\u00a0\u202f]000")
_SCORES: Final = re.compile(r"\d{1,3}/\d{1,3}( \d{1,3}/\d{1,3})*")
_RANGE: Final = re.compile(r"\d{1,4}00 ?- ?\d{1,4}00")
#: Fewest numbers in even steps, and the widest step, that are somebody counting.
_COUNTING_FROM: Final = 3
_COUNTING_BY: Final = 10
#: Fewest digits that make a phone number; below it stand scores, times and house numbers.
_PHONE_DIGITS: Final = 7
#: Keys whose values are no words for the client.
_LEFT_OUT: Final = frozenset(
    {
        PRIVATE,
        *(key.name for key in (form.SILENCE, form.UID, form.SUPPORT, form.SAFETY_PLAN, form.SHARE)),
        *(key.name for key in (form.SCORES, form.BASELINE, form.TARGET)),
    }
)


def report_personal(root: Mapping, never: Iterable[str], report: Report) -> None:
    """Note every text that holds an address, a number to call or a name in `never`."""
    names = _names(never)
    for text, spot in _texts(root, None):
        sentence, hint = _found(text, names)
        if sentence:
            report.add(spot, sentence, "personal-data", hint)


def _found(text: str, names: re.Pattern[str] | None) -> tuple[str, str]:
    if "@" in text and _EMAIL.search(text):
        return "this looks like an e-mail address", "take it out; a first name or an alias is enough"
    if any(_is_phone(match[0]) for match in _DIGITS.finditer(text)):
        hint = "take it out, or move it to `support:`; numbers of another kind can take commas: 10, 9, 8"
        return "this looks like a phone number", hint
    if names is not None and names.search(_plain(text)):
        hint = "write a first name or an alias in its place"
        return "this holds a name that handrail.yml lists under `never_publish`", hint
    return "", ""


def _is_phone(digits: str) -> bool:
    if sum(sign.isdigit() for sign in digits) < _PHONE_DIGITS:
        return False
    rest = _DAY.sub("", digits)
    if sum(sign.isdigit() for sign in rest) < _PHONE_DIGITS:
        return False
    return not (_YEARS.fullmatch(digits) or _THOUSANDS.fullmatch(digits) or _is_counting(digits))


def _is_counting(digits: str) -> bool:
    """Whether these are numbers in even steps, scores out of so many, or from so many to so many."""
    groups = re.findall(r"\d+", digits)
    if any(len(group) > 1 and group[0] == "0" for group in groups):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(groups)}
    if len(groups) >= _COUNTING_FROM and len(steps) == 1 and 0 < abs(min(steps)) <= _COUNTING_BY:
        return True
    if _SCORES.fullmatch(digits):
        return True
    return _RANGE.fullmatch(digits) is not None and int(groups[0]) < int(groups[1])


def _texts(node: Node, key: Scalar | None) -> Iterator[tuple[str, Spot]]:
    if isinstance(node, Scalar):
        yield node.text, Spot(node, key)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, key)
    else:
        for name, value in node.pairs:
            if name.text not in _LEFT_OUT:
                yield name.text, Spot(name, None)
                yield from _texts(value, name)


def _names(never: Iterable[str]) -> re.Pattern[str] | None:
    words = [re.escape(_plain(name)) for name in never if name.strip()]
    return re.compile(r"(?<!\w)(" + "|".join(words) + r")(?!\w)") if words else None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

"""Typed scores: how a score is typed by hand, and how it stands in a plan file.

In: what was typed and the name of the measure, or a score of a file or of a plan. Out: the score as the file has it,
or as somebody would type it: `4`, `yes`, `6/8` for how many of how many, `8/5` before and after.
Touches nothing.

Terms
    measure    its name in a plan file, such as `percentage`; empty where nobody knows it.
    decimal    the sign before decimals, where something else than the number tells it.
    half       one of the two numbers of a score that is a pair.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from generator.format.fields.numbers import NUMBER_FORM
from generator.format.keys.log import ScoreKeys
from generator.format.parse import Mapping, Node, Scalar
from generator.model.measure import BeforeAndAfter, Fraction, HabitMark, ScoreValue
from generator.text import numerals

PERCENTAGE: Final = "percentage"
HABIT: Final = "habit"
#: What may be typed for a habit; the first letter will do.
HABIT_WORDS: Final = ("yes", "partly", "no", "skip")

#: The keys of a score that is a pair, by the measure that takes one.
_PAIR_KEYS: Final = {
    PERCENTAGE: (ScoreKeys.done.name, ScoreKeys.of.name),
    "before-after": (ScoreKeys.before.name, ScoreKeys.after.name),
}
#: What stands between the two numbers of a pair, by the measure that takes one.
_BETWEEN: Final = {PERCENTAGE: "/", "before-after": "[/>]"}
#: How many of how many, as a page says it, in whatever language.
_OF: Final = re.compile(r"([^\s/]+)\s+[^\W\d_]+\s+([^\s/]+)")

#: A score as the file has it: one word or number, or the two numbers of a pair by their keys.
FileScore: TypeAlias = "str | dict[str, str]"


# ---- from what was typed to the file


def file_score(typed: str, measure: str, decimal: str) -> FileScore:
    """A score as the file has it: a whole word, a point in a number, and a pair where the measure takes one."""
    if measure == HABIT:
        return _habit_word(typed)
    halves = halves_of(typed, measure)
    if len(halves) == 1:
        return _file_number(_without_percent(halves[0], measure), decimal)
    pair = {}
    for key, half in zip(_PAIR_KEYS[measure], halves, strict=True):
        if half:
            pair[key] = _file_number(half, decimal)
    return pair or typed


def halves_of(typed: str, measure: str) -> list[str]:
    """The numbers of a score: two where its measure takes a pair and a pair was typed, else one."""
    if measure not in _PAIR_KEYS:
        return [typed]
    in_words = _OF.fullmatch(typed)
    if in_words and measure == PERCENTAGE:
        return [in_words[1], in_words[2]]
    return [half.strip() for half in re.split(_BETWEEN[measure], typed, maxsplit=1)]


def typed_share(typed: str, measure: str, decimal: str) -> float:
    """A score of a percentage that was typed without its sign, as a number; 0 for anything else."""
    if measure != PERCENTAGE:
        return 0.0
    number = _file_number(typed, decimal)
    if not NUMBER_FORM.fullmatch(number):
        return 0.0
    return float(number)


def _habit_word(typed: str) -> str:
    for word in HABIT_WORDS:
        if typed == word[0]:
            return word
    return typed


def _without_percent(number: str, measure: str) -> str:
    if measure != PERCENTAGE:
        return number
    return number.removesuffix("%").rstrip()


def _file_number(typed: str, decimal: str) -> str:
    """A number as the file has it; what was typed where it is none, or can be read in two ways."""
    number = numerals.read_number(typed, decimal)
    if isinstance(number, str):
        return number
    return typed


# ---- from a file or a plan to what would be typed


def typed_in_file(score: Node) -> str:
    """A score of a file as it would be typed; nothing where it is no number and no word of a habit."""
    if isinstance(score, Mapping):
        return _typed_pair(score)
    if not isinstance(score, Scalar):
        return ""
    word = score.text.strip()
    if NUMBER_FORM.fullmatch(word) or word in HABIT_WORDS:
        return word
    return ""


def _typed_pair(score: Mapping) -> str:
    given = {key.text: value for key, value in score.pairs}
    for keys in _PAIR_KEYS.values():
        if given.keys().isdisjoint(keys):
            continue
        halves = [typed_in_file(given[key]) if key in given else "" for key in keys]
        return "/".join(halves) if any(halves) else ""
    return ""


def typed_score(value: ScoreValue) -> str:
    """A score of a plan as it would be typed."""
    match value:
        case Fraction(done, of):
            return f"{done:g}/{of:g}"
        case BeforeAndAfter(before, after):
            return f"{_half(before)}/{_half(after)}"
        case HabitMark():
            return value.value
        case float():
            return f"{value:g}"


def _half(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:g}"


def in_one_line(scores: tuple[tuple[str, str], ...]) -> str:
    """The scores of an entry, each by its objective, as they would be typed; one that is none by its objective alone."""
    return ", ".join(f"{objective} {typed}".rstrip() for objective, typed in scores) or "no score"

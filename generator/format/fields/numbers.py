"""Numbers: fields that read a number, a whole number, or a number beside a word.

In: a location in a parsed file. Out: a number, or a finding. Touches nothing.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from generator.format.fields.report import InvalidField, Location, Report, Show, text_at
from generator.format.fields.text import TextField
from generator.format.parse import Scalar, Sequence, is_empty

E = TypeVar("E", bound=StrEnum)

NUMBER_FORM: Final = re.compile(r"[-+]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})")
WHOLE_FORM: Final = re.compile(r"[-+]?\d{1,10}")
#: Numbers as they are written elsewhere: with a comma, and with a percent sign.
_WITH_COMMA: Final = re.compile(r"[-+]?\d+,\d+")
_PER_CENT: Final = re.compile(r"(\d+(?:\.\d+)?) ?%")
#: So many of so many, and a number with a sign or words of its own around it.
_OF_SO_MANY: Final = re.compile(
    r"([-+]?\d+(?:\.\d+)?)(?: ?/ ?| of | out of )(\d+(?:\.\d+)?)", re.IGNORECASE
)
_CHANGE: Final = re.compile(r"(\d+(?:\.\d+)?) ?(?:→|->|=>|>|–>) ?(\d+(?:\.\d+)?)")
#: What people write where there is no number.
_NO_NUMBER: Final = frozenset(["-", "–", "—", "?", "/", "n/a", "none", "."])
_AROUND: Final = re.compile(r"(?:about |around |ca\.? |~ ?|≈ ?|= ?)?([-+]?\d+(?:\.\d+)?)[,;.]?")
_DASHES: Final = str.maketrans("−–—", "---")
#: What an excerpt may show: nothing but digits and the signs among them.
_PLAINLY_A_NUMBER: Final = re.compile(r"[-+−\d.,;]{1,32}")
_WORDS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)

_NUMBER_HINT: Final = "write a number such as `4` or `2.5`"


@dataclass(frozen=True, slots=True)
class NumberField:
    """A finite number from `low` to `high`."""

    low: float = -math.inf
    high: float = math.inf

    def read(self, spot: Location, report: Report) -> float:
        text = text_at(spot, report, "a number", _NUMBER_HINT)
        if not NUMBER_FORM.fullmatch(text):
            raise _not_a_number(spot, text, report)
        number = float(text)
        if not self.low <= number <= self.high:
            hint = f"choose a number from {self.low:g} to {self.high:g}"
            if self.high == math.inf:
                hint = f"choose `{self.low:g}` or more"
            sentence = f"{text} is out of range"
            raise report.broken(
                spot,
                sentence,
                "number-out-of-range",
                hint,
                Show.VALUE,
            )
        # Adding nothing makes the zero with a minus sign a plain one.
        return number + 0.0


def _not_a_number(spot: Location, text: str, report: Report) -> InvalidField:
    sentence = "a number is expected here"
    meant = meant_number(text)
    if text in _NO_NUMBER:
        return report.broken(spot, "no number stands here", "not-a-number", NO_NUMBER_HINT)
    if meant is None:
        return report.broken(spot, sentence, "not-a-number", _NUMBER_HINT)
    if _WITH_COMMA.fullmatch(text):
        sentence = "a number takes a point here"
    if _PER_CENT.fullmatch(text):
        sentence = "a number stands without a percent sign here"
    show = Show.KEY
    if _PLAINLY_A_NUMBER.fullmatch(text):
        show = Show.VALUE
    return report.broken(spot, sentence, "not-a-number", f"write `{meant}`", show)


NO_NUMBER_HINT: Final = "delete it, where there is no number, or write one"


def meant_number(text: str) -> str | None:
    """The number that somebody meant who wrote it as a word, with a comma, or with words around it;
    None where nobody can tell."""
    words = " ".join(text.translate(_DASHES).split())
    if words.lower() in _WORDS:
        return str(_WORDS.index(words.lower()))
    if _WITH_COMMA.fullmatch(words):
        return words.replace(",", ".")
    for form in (_PER_CENT, _OF_SO_MANY, _AROUND):
        found = form.fullmatch(words)
        if found:
            return found[1]
    return None


@dataclass(frozen=True, slots=True)
class UnreadWord:
    """What stands in the place of a number, and the number that it means; `of` is that out of which
    it is. What is to be said of it depends on what is measured."""

    meant: str | None
    of: str | None = None
    is_none: bool = False


@dataclass(frozen=True, slots=True)
class NumberOrField(Generic[E]):
    """A number, or one of the words of an enumeration, which are those of a habit."""

    words: type[E]

    def read(self, spot: Location, report: Report) -> float | E | UnreadWord:
        if isinstance(spot.node, Scalar):
            text = spot.node.text.strip()
            if not NUMBER_FORM.fullmatch(text):
                return self._word(spot, text, report)
        return NumberField().read(spot, report)

    def _word(self, spot: Location, text: str, report: Report) -> float | E | UnreadWord:
        """What stands in the place of a number. Raises InvalidField where a number is meant that is
        written in another way."""
        if text in [word.value for word in self.words]:
            return self.words(text)
        self._check_word(spot, text, report)
        of = _OF_SO_MANY.fullmatch(text) or _CHANGE.fullmatch(text)
        if of is not None:
            return UnreadWord(of[1], of[2])
        meant = meant_number(text)
        if meant is None or text.lower() in _WORDS:
            return UnreadWord(meant, is_none=text in _NO_NUMBER)
        return NumberField().read(spot, report)

    def _check_word(self, spot: Location, text: str, report: Report) -> None:
        """Raise InvalidField for one of the words in capitals."""
        words = [word.value for word in self.words]
        if text.lower() in words:
            sentence = f'"{text.lower()}" is written in small letters here'
            hint = f"write `{text.lower()}`"
            raise report.broken(spot, sentence, "unknown-word", hint, Show.VALUE)


@dataclass(frozen=True, slots=True)
class WholeField:
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def read(self, spot: Location, report: Report) -> int:
        hint = f"write a whole number such as {self.low}"
        text = text_at(spot, report, "a whole number", hint)
        if self._fits(text):
            return int(text)
        raise self._invalid(spot, text, report)

    def _fits(self, text: str) -> bool:
        """Whether this is a whole number, and none that is too low or too high."""
        return bool(WHOLE_FORM.fullmatch(text)) and self.low <= int(text) <= self.high

    def _invalid(self, spot: Location, text: str, report: Report) -> InvalidField:
        sentence = "a whole number is expected here"
        if WHOLE_FORM.fullmatch(text):
            sentence = f"{text} is out of range"
        hint, show = f"choose one from {self.low} to {self.high}", Show.KEY
        if NUMBER_FORM.fullmatch(text):
            show = Show.VALUE
        meant = meant_number(text)
        if meant is None:
            hint = f"write a whole number such as `{self.low}`, up to {self.high}"
        elif self._fits(meant):
            hint = f"write `{meant}`"
        elif show is Show.KEY:
            hint = f"write a whole number such as `{self.low}`, up to {self.high}"
        return report.broken(spot, sentence, "not-a-whole-number", hint, show)


@dataclass(frozen=True, slots=True)
class VersionField(WholeField):
    """The version of the format; a higher one is that of a newer program."""

    def read(self, spot: Location, report: Report) -> int:
        text = text_at(spot, report, "a whole number", f"write `{self.high}`")
        if WHOLE_FORM.fullmatch(text) and int(text) > self.high:
            sentence = "this plan is written for a newer Handrail than this one"
            hint = f"upgrade Handrail on this computer; write `{self.high}` only if you typed the {text} yourself"
            raise report.broken(spot, sentence, "newer-format", hint, Show.VALUE)
        return WholeField.read(self, spot, report)


@dataclass(frozen=True, slots=True)
class BandsField:
    """A number with the name of what begins there, `[14, mild]`; `[21]` alone ends the one
    before."""

    def read(self, spot: Location, report: Report) -> tuple[float, str | None]:
        items = spot.node.items if isinstance(spot.node, Sequence) else ()
        if len(items) not in (1, 2) or any(is_empty(item) for item in items):
            hint = "write its lowest total and its name, such as `[14, mild]`"
            raise report.broken(
                spot,
                "a number and a name are expected here",
                "not-a-band",
                hint,
            )
        start = NumberField().read(Location(items[0], None), report)
        if len(items) == 1:
            return start, None
        return start, TextField().read(Location(items[1], None), report)

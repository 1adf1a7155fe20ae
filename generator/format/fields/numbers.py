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
_PER_CENT: Final = re.compile(r"\d+(\.\d+)? ?%")

_NUMBER_HINT: Final = "write a number such as 4 or 2.5"


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
                hint = f"choose {self.low:g} or more"
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
    if _WITH_COMMA.fullmatch(text):
        sentence, hint = "a number takes a point here", "write 2.5, not 2,5"
        return report.broken(spot, sentence, "not-a-number", hint, Show.VALUE)
    if _PER_CENT.fullmatch(text):
        sentence = "a number stands without a percent sign here"
        return report.broken(
            spot,
            sentence,
            "not-a-number",
            "leave the sign out, as in 60",
        )
    return report.broken(
        spot,
        "a number is expected here",
        "not-a-number",
        _NUMBER_HINT,
    )


@dataclass(frozen=True, slots=True)
class NumberOrField(Generic[E]):
    """A number, or one of the words of an enumeration, which are those of a habit."""

    words: type[E]

    def read(self, spot: Location, report: Report) -> float | E:
        if isinstance(spot.node, Scalar):
            text = spot.node.text.strip()
            if text in [word.value for word in self.words]:
                return self.words(text)
            self._check_word(spot, text, report)
        return NumberField().read(spot, report)

    def _check_word(self, spot: Location, text: str, report: Report) -> None:
        """Raise InvalidField for a word that is none of these."""
        words = [word.value for word in self.words]
        if text.lower() in words:
            sentence = f'"{text.lower()}" is written in small letters here'
            hint = f"the words are {', '.join(words)}"
            raise report.broken(spot, sentence, "unknown-word", hint)
        if text.isalpha():
            sentence = "a number is expected here, or a word of a habit"
            hint = f"write a number such as 4; for a habit one of {', '.join(words)}"
            raise report.broken(spot, sentence, "not-a-number", hint)


@dataclass(frozen=True, slots=True)
class WholeField:
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def read(self, spot: Location, report: Report) -> int:
        hint = f"write a whole number such as {self.low}"
        text = text_at(spot, report, "a whole number", hint)
        if WHOLE_FORM.fullmatch(text) and self.low <= int(text) <= self.high:
            return int(text)
        raise self._invalid(spot, text, report)

    def _invalid(self, spot: Location, text: str, report: Report) -> InvalidField:
        sentence = "a whole number is expected here"
        if WHOLE_FORM.fullmatch(text):
            sentence = f"{text} is out of range"
        hint = f"write {self.low}"
        if self.low < self.high:
            hint = f"choose one from {self.low} to {self.high}"
        show = Show.KEY
        if NUMBER_FORM.fullmatch(text):
            show = Show.VALUE
        return report.broken(spot, sentence, "not-a-whole-number", hint, show)


@dataclass(frozen=True, slots=True)
class BandsField:
    """A number with the name of what begins there, `[14, mild]`; `[21]` alone ends the one
    before."""

    def read(self, spot: Location, report: Report) -> tuple[float, str | None]:
        items = spot.node.items if isinstance(spot.node, Sequence) else ()
        if len(items) not in (1, 2) or any(is_empty(item) for item in items):
            hint = "write its lowest total and its name, such as [14, mild]"
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

"""Numbers: fields that read a number, a whole number, or a number beside a word.

In: a location in a parsed file. Out: a number, or a finding. Touches nothing.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from generator.format.fields.report import Location, Report, Show, scalar_at
from generator.format.fields.text import TextField
from generator.format.parse import Scalar, Sequence, is_empty

E = TypeVar("E", bound=StrEnum)

NUMBER_FORM: Final = re.compile(r"[-+]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})")


WHOLE_FORM: Final = re.compile(r"[-+]?\d{1,10}")


@dataclass(frozen=True, slots=True)
class NumberField:
    """A finite number from `low` to `high`."""

    low: float = -math.inf
    high: float = math.inf

    def read(self, spot: Location, report: Report) -> float:
        node = scalar_at(spot, report, "a number", "write a number such as 4 or 2.5")
        text = node.text.strip()
        if not NUMBER_FORM.fullmatch(text):
            if re.fullmatch(r"[-+]?\d+,\d+", text):
                raise report.broken(
                    spot,
                    "a number takes a point here",
                    "not-a-number",
                    "write 2.5, not 2,5",
                    Show.VALUE,
                )
            if re.fullmatch(r"\d+(\.\d+)? ?%", text):
                sentence = "a number stands without a percent sign here"
                raise report.broken(spot, sentence, "not-a-number", "leave the sign out, as in 60")
            raise report.broken(
                spot, "a number is expected here", "not-a-number", "write a number such as 4 or 2.5"
            )
        number = float(text)
        if not self.low <= number <= self.high:
            hint = f"choose a number from {_short(self.low)} to {_short(self.high)}"
            if self.high == math.inf:
                hint = f"choose {_short(self.low)} or more"
            raise report.broken(
                spot, f"{text} is out of range", "number-out-of-range", hint, Show.VALUE
            )
        return number + 0.0


@dataclass(frozen=True, slots=True)
class NumberOrField(Generic[E]):
    """A number, or one of the words of an enumeration, which are those of a habit."""

    words: type[E]

    def read(self, spot: Location, report: Report) -> float | E:
        words = [word.value for word in self.words]
        if isinstance(spot.node, Scalar) and spot.node.text.strip() in words:
            return self.words(spot.node.text.strip())
        if isinstance(spot.node, Scalar) and spot.node.text.strip().lower() in words:
            sentence = f'"{spot.node.text.strip().lower()}" is written in small letters here'
            raise report.broken(spot, sentence, "unknown-word", f"the words are {', '.join(words)}")
        if isinstance(spot.node, Scalar) and spot.node.text.strip().isalpha():
            hint = f"write a number such as 4; for a habit one of {', '.join(words)}"
            raise report.broken(
                spot, "a number is expected here, or a word of a habit", "not-a-number", hint
            )
        return NumberField().read(spot, report)


@dataclass(frozen=True, slots=True)
class WholeField:
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def read(self, spot: Location, report: Report) -> int:
        text = scalar_at(
            spot, report, "a whole number", f"write a whole number such as {self.low}"
        ).text.strip()
        if not WHOLE_FORM.fullmatch(text) or not self.low <= int(text) <= self.high:
            hint = (
                f"choose one from {self.low} to {self.high}"
                if self.low < self.high
                else f"write {self.low}"
            )
            show = Show.VALUE if NUMBER_FORM.fullmatch(text) else Show.KEY
            sentence = (
                f"{text} is out of range"
                if WHOLE_FORM.fullmatch(text)
                else "a whole number is expected here"
            )
            raise report.broken(spot, sentence, "not-a-whole-number", hint, show)
        return int(text)


@dataclass(frozen=True, slots=True)
class BandsField:
    """A number with the name of what begins there, `[14, mild]`; `[21]` alone ends the one before."""

    def read(self, spot: Location, report: Report) -> tuple[float, str | None]:
        hint = "write its lowest total and its name, such as [14, mild]"
        items = spot.node.items if isinstance(spot.node, Sequence) else ()
        if not 1 <= len(items) <= 2 or any(is_empty(item) for item in items):
            raise report.broken(spot, "a number and a name are expected here", "not-a-band", hint)
        start = NumberField().read(Location(items[0], None), report)
        return start, TextField().read(Location(items[1], None), report) if len(
            items
        ) == 2 else None


def _short(number: float) -> str:
    return f"{number:g}"

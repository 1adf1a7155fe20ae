"""Choices: fields that read one of the words of an enumeration.

In: a location in a parsed file. Out: a member of the enumeration, or a finding that offers the near miss.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from generator.format.fields.report import Location, Report, Show, scalar_at
from generator.format.fields.slips import echoed, near_miss

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ChoiceField(Generic[E]):
    """One of the words of an enumeration."""

    words: type[E]

    def read(self, spot: Location, report: Report) -> E:
        known = [word.value for word in self.words]
        text = scalar_at(
            spot, report, "one word", f"choose one of: {', '.join(known)}"
        ).text.strip()
        if text in known:
            return self.words(text)
        hint = f"choose one of: {', '.join(known)}"
        near = near_miss(text, known)
        if near is None:
            raise report.broken(spot, "this word is not known here", "unknown-word", hint)
        word = echoed(text, near)
        sentence = f'unknown word{word}; did you mean "{near}"?'
        raise report.broken(spot, sentence, "unknown-word", hint, Show.VALUE if word else Show.KEY)


@dataclass(frozen=True, slots=True)
class BoolField(Generic[E]):
    """`true` or `false` as the two members of an enumeration that names both."""

    yes: E
    no: E

    def read(self, spot: Location, report: Report) -> E:
        text = scalar_at(spot, report, "true or false", "write true or false").text.strip().lower()
        if text in ("true", "yes"):
            return self.yes
        if text in ("false", "no"):
            return self.no
        raise report.broken(
            spot, "true or false is expected here", "not-true-or-false", "write true or false"
        )


@dataclass(frozen=True, slots=True)
class RuleIdField(Generic[E]):
    """The id of an advice rule, as a check prints it. One that stops the build cannot be silenced.

    Nor can one of `never`, each with what can be done in its place.
    """

    advice: type[E]
    stopping: tuple[str, ...]
    never: MappingOf[E, str]

    def read(self, spot: Location, report: Report) -> E:
        text = scalar_at(
            spot, report, "the id of a rule", "write it as a check prints it, such as A6"
        ).text.strip()
        known = [rule.value for rule in self.advice]
        if text in self.never:
            sentence = f"{text} asks about a person, so it stays on in every plan"
            raise report.broken(
                spot, sentence, "cannot-silence", self.never[self.advice(text)], Show.VALUE
            )
        if text in known:
            return self.advice(text)
        if text in self.stopping:
            hint = "take this line out; where the rule speaks, its hint says what to mend"
            sentence = f"{text} is no advice: no page goes out against it, so it stays on"
            raise report.broken(spot, sentence, "cannot-silence", hint, Show.VALUE)
        more = f'; did you mean "{text.upper()}"?' if text.upper() in known else ""
        hint = "write it as `handrail check` prints it, such as A6; docs/advice.md lists them all"
        raise report.broken(spot, f"this is no advice rule{more}", "unknown-rule", hint)

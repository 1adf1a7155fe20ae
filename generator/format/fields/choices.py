"""Choices: fields that read one of the words of an enumeration.

In: a location in a parsed file. Out: a member of the enumeration, or a finding that offers the near
miss. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from generator.format.fields.report import InvalidField, Location, Report, Show, text_at
from generator.format.fields.slips import guess

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ChoiceField(Generic[E]):
    """One of the words of an enumeration."""

    words: type[E]

    def read(self, spot: Location, report: Report) -> E:
        known = [word.value for word in self.words]
        hint = f"choose one of: {', '.join(known)}"
        text = text_at(spot, report, "one word", hint)
        if text in known:
            return self.words(text)
        meant = guess(text, known)
        if meant.near is not None:
            hint = f"write `{meant.near}`, or another of: {', '.join(known)}"
        if meant.near is None:
            raise report.broken(
                spot,
                "this word is not known here",
                "unknown-word",
                hint,
            )
        sentence = f"unknown word{meant.typed}{meant.question}"
        raise report.broken(spot, sentence, "unknown-word", hint, meant.show)


@dataclass(frozen=True, slots=True)
class BoolField(Generic[E]):
    """`true` or `false` as the two members of an enumeration that names both."""

    yes: E
    no: E

    def read(self, spot: Location, report: Report) -> E:
        hint = "write `true` or `false`"
        text = text_at(spot, report, "true or false", hint).lower()
        if text in ("true", "yes"):
            return self.yes
        if text in ("false", "no"):
            return self.no
        raise report.broken(
            spot,
            "true or false is expected here",
            "not-true-or-false",
            hint,
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
        hint = "write it as a check prints it, such as A6"
        text = text_at(spot, report, "the id of a rule", hint)
        known = [rule.value for rule in self.advice]
        if text in self.never:
            sentence = f"{text} asks about a person, so it stays on in every plan"
            hint = self.never[self.advice(text)]
            raise report.broken(spot, sentence, "cannot-silence", hint, Show.VALUE)
        if text in known:
            return self.advice(text)
        raise self._no_advice(spot, text, report)

    def _no_advice(self, spot: Location, text: str, report: Report) -> InvalidField:
        """Say that a rule stops the build, or that there is none of this id."""
        if text in self.stopping:
            hint = "delete it; where the rule speaks, its hint says what to mend"
            sentence = f"{text} is no advice: no page goes out against it, so it stays on"
            return report.broken(spot, sentence, "cannot-silence", hint, Show.VALUE)
        sentence = "this is no advice rule"
        hint = "write the id as a check prints it, such as `A6:`; docs/advice.md lists them all"
        if text.upper() in [rule.value for rule in self.advice]:
            sentence += f'; did you mean "{text.upper()}"?'
            hint = f"write `{text.upper()}:`"
        return report.broken(spot, sentence, "unknown-rule", hint)

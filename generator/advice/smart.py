"""Letters: how clear a goal is, letter by letter of SMART, with the one best next question. Never a grade in per cent.

In: the goals of a Case and what the rules have said. Out: `GoalLetters` for each goal under way.
Touches nothing. What is silenced in a plan counts as clear: there is a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.advice.context import Context
from generator.advice.locate import Places
from generator.advice.remark import Remark
from generator.advice.rules import TABLE, LanguageScope, Letter, Row
from generator.errors import Level, Place
from generator.model.rule import Rule


class Clarity(StrEnum):
    CLEAR = "clear"
    COULD_BE_CLEARER = "could be clearer"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class GoalLetters:
    """The clarity of the letters of one goal, in their order; `question` is None where all is clear.

    A letter that hangs on words alone is left out in a language that nobody here reads.
    """

    place: Place
    letters: tuple[tuple[Letter, Clarity], ...]
    question: str | None

    @property
    def is_open(self) -> bool:
        return any(clarity is Clarity.OPEN for _, clarity in self.letters)


def letters_of(
    case: Context, places: Places, told: Sequence[tuple[Row, Remark]]
) -> tuple[GoalLetters, ...]:
    """One for each goal under way, in the plan's order. What is said of the whole plan counts for each goal."""
    letters = _letters_read(case)
    found = []
    for path, _ in case.goals():
        own = _told_of(path, told)
        clarity = tuple((letter, _clarity(letter, own)) for letter in letters)
        place = places.finding(
            Remark(f"{path}/goal", "", ""),
            Rule.S1,
            Level.NOTE,
        ).place
        found.append(GoalLetters(place, clarity, _first_message(own)))
    return tuple(found)


def _told_of(
    path: str,
    told: Sequence[tuple[Row, Remark]],
) -> list[tuple[Row, Remark]]:
    """What the rules with a letter say of one goal."""
    return [(row, said) for row, said in told if row.letter and _speaks_of(said, path)]


def _letters_read(case: Context) -> list[Letter]:
    """The letters that some rule can read in the plan's language."""
    read = [row for row in TABLE if case.is_english or row.language is LanguageScope.ANY]
    return [letter for letter in Letter if any(row.letter is letter for row in read)]


def _speaks_of(said: Remark, path: str) -> bool:
    """Whether a remark is about this goal, or about the whole plan."""
    return said.path.startswith(f"{path}/") or not said.path.startswith("goals/")


def _first_message(own: Sequence[tuple[Row, Remark]]) -> str | None:
    """What is said first: advice before notes."""
    ordered = sorted(own, key=lambda pair: pair[0].level is not Level.ADVICE)
    return ordered[0][1].message if ordered else None


def _clarity(letter: Letter, own: Sequence[tuple[Row, Remark]]) -> Clarity:
    levels = {row.level for row, _ in own if row.letter is letter}
    if Level.ADVICE in levels:
        return Clarity.OPEN
    if levels:
        return Clarity.COULD_BE_CLEARER
    return Clarity.CLEAR

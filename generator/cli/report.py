"""Telling: findings in words for a terminal, as JSON for programs, as annotations for GitHub; letters beside them.

In: findings, and the letters of goals. Out: text, with colours where the terminal form has them; whoever prints takes
them off for a file.
Touches nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from generator.errors import Finding, Level
from generator.workspace.layout import printable

if TYPE_CHECKING:
    from generator.advice.rules import Letter
    from generator.advice.smart import Clarity, GoalLetters

#: Categories of signs that take no column: marks and joiners.
_THIN: Final = ("Mn", "Me", "Cf")
_BOLD: Final = "\x1b[1m"
_RED: Final = "\x1b[31m"
_PLAIN: Final = "\x1b[0m"
_COLOURS: Final = {
    Level.ERROR: _RED,
    Level.ADVICE: "\x1b[33m",
    Level.NOTE: "\x1b[36m",
}


#: Stands where all could be called well, while something asks for a person.
NEEDS_A_PERSON: Final = "Something here needs a person first."


#: Said wherever all could seem well: words are read, people are not.
NO_PROMISE: Final = "No check can tell whether somebody is safe."


class OutputFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def format_finding(finding: Finding) -> str:
    """A finding as two to four lines: where, what, the line itself, and the way out."""
    place = finding.place
    where = f"{_BOLD}{printable(place.file)}:{place.line}:{place.column}:{_PLAIN}"
    colour = _COLOURS[finding.level]
    lines = [f"{where} {colour}{finding.level}:{_PLAIN} {finding.sentence}  [{finding.code}]"]
    if finding.excerpt:
        gutter = f"{place.line:>5} | "
        before, marked = (
            finding.excerpt[: place.column - 1],
            finding.excerpt[place.column - 1 :][: place.width],
        )
        lines.append(gutter + finding.excerpt)
        carets = f"{colour}{'^' * max(width(marked), 1)}{_PLAIN}"
        lines.append(" " * (len(gutter) - 2) + "| " + " " * width(before) + carets)
    lines.append(f"   hint: {finding.hint}")
    return "\n".join(lines) + "\n"


def format_advice(findings: Iterable[Finding]) -> Iterator[str]:
    """The advice on one plan as `worded`; what holds in several places is said once, with the other lines."""
    places: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        places.setdefault(
            (finding.code, finding.sentence, finding.hint),
            [],
        ).append(finding)
    for first, *others in places.values():
        lines = sorted({other.place.line for other in others} - {first.place.line})
        yield format_finding(first) + (
            f"   also on line {', '.join(map(str, lines))}\n" if lines else ""
        )


def width(text: str) -> int:
    """Columns that `text` takes in a terminal: wide characters take two, combining marks none."""
    return sum(
        0
        if unicodedata.category(sign) in _THIN
        else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def to_mend(count: int) -> str:
    """How much there is to do."""
    return "1 thing to mend" if count == 1 else f"{count} things to mend"


def ideas(count: int) -> str:
    """How much there is to think about, if one likes."""
    return (
        "1 idea beside it; take it if it helps"
        if count == 1
        else f"{count} ideas beside it; take what helps"
    )


def good_first(file: str, goals: Sequence[GoalLetters]) -> str:
    """What is good about the plan in `file`: the letters that are clear in each of its goals."""
    own = [dict(goal.letters) for goal in goals if goal.place.file == file]
    *words, last = [
        letter.word.lower() for letter in (own[0] if own else ()) if _is_clear(letter, own)
    ] or [""]
    if not last:
        return f"Good to see: {printable(file)} can be read as it is.\n"
    return (
        f"Clear already in {printable(file)}: {', '.join(words)}{' and ' if words else ''}{last}.\n"
    )


def _is_clear(letter: Letter, goals: Sequence[Mapping[Letter, Clarity]]) -> bool:
    return all(goal[letter] == "clear" for goal in goals)


def spelled(goals: Sequence[GoalLetters]) -> str:
    """The five letters of each goal on a line, with its next question below."""
    lines = ["How clear each goal is (specific, measurable, achievable, relevant, time-bound):"]
    for goal in goals:
        letters = " · ".join(f"{letter} {clarity}" for letter, clarity in goal.letters)
        lines.append(f"  {_BOLD}{printable(goal.place.file)}:{goal.place.line}{_PLAIN}  {letters}")
        lines += [f"    next: {goal.question}"] if goal.question else []
    return "\n".join(lines) + "\n"

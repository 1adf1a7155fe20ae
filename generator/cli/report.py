"""Telling: findings in words for a terminal, as JSON for programs, as annotations for GitHub; letters beside them.

In: findings, and the letters of goals. Out: text, with colours where the terminal form has them; whoever prints takes
them off for a file.
Touches nothing.
"""

from __future__ import annotations

import json
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
_COLOURS: Final = {Level.ERROR: _RED, Level.ADVICE: "\x1b[33m", Level.NOTE: "\x1b[36m"}
#: What GitHub calls the levels.
_COMMANDS: Final = {Level.ERROR: "error", Level.ADVICE: "warning", Level.NOTE: "notice"}


#: Stands where all could be called well, while something asks for a person.
NEEDS_A_PERSON: Final = "Something here needs a person first."


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
        places.setdefault((finding.code, finding.sentence, finding.hint), []).append(finding)
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


def as_json(findings: Sequence[Finding], goals: Sequence[GoalLetters]) -> str:
    """One document, `{"findings": […], "goals": […]}`; the keys of each always stand in the same order.

    `rule` is the rule in docs/advice.md that a finding speaks for, or null where it is about the file alone.
    """
    from generator.advice.stopping import rule_of

    told = [
        {
            "file": finding.place.file,
            "line": finding.place.line,
            "column": finding.place.column,
            "width": finding.place.width,
            "level": finding.level,
            "code": finding.code,
            "rule": rule_of(finding.code) if finding.level is Level.ERROR else finding.code,
            "message": finding.sentence,
            "hint": finding.hint,
        }
        for finding in findings
    ]
    lettered = [
        {
            "file": goal.place.file,
            "line": goal.place.line,
            "letters": dict(goal.letters),
            "question": goal.question,
        }
        for goal in goals
    ]
    return json.dumps({"findings": told, "goals": lettered}, indent=2)


def as_github(findings: Sequence[Finding], folder: str) -> str:
    """A workflow command for each finding; `folder` is where the workspace lies in the repository, or empty.

    Source: the workflow commands of GitHub Actions and their escapes, as actions/toolkit writes them (command.ts).
    """
    return "\n".join(_annotation(finding, folder) for finding in findings)


def _annotation(finding: Finding, folder: str) -> str:
    place = finding.place
    properties = {
        "file": printable(f"{folder}/{place.file}" if folder else place.file),
        "line": str(place.line),
        "col": str(place.column),
    }
    if place.width:
        properties["endColumn"] = str(place.column + place.width)
    properties["title"] = finding.code
    written = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    message = _message(f"{finding.sentence}\n{finding.hint}")
    return f"::{_COMMANDS[finding.level]} {written}::{message}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

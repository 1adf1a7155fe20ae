"""Machine report: findings as JSON for programs, and as annotations for GitHub.

In: findings, and the letters of goals. Out: text.
Touches nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from generator.advice.smart import GoalLetters
from generator.advice.stopping import rule_of
from generator.errors import Finding, Level, Place
from generator.workspace.layout import printable

#: Rises when a key goes or means something else; new keys may come without it.
VERSION: Final = 1
#: What GitHub calls the levels.
_COMMANDS: Final = {
    Level.ERROR: "error",
    Level.ADVICE: "warning",
    Level.NOTE: "notice",
}


def as_json(findings: Sequence[Finding], goals: Sequence[GoalLetters]) -> str:
    """One document, `{"findings": […], "goals": […]}`; the keys stand in the same order always."""
    told = [record_of_finding(finding) for finding in findings]
    lettered = [_lettered(goal) for goal in goals]
    return json.dumps({"findings": told, "goals": lettered}, indent=2)


def as_document(**fields: object) -> str:
    """One document of a command other than check; docs/json.md has its keys."""
    return json.dumps({"version": VERSION, **fields}, indent=2)


def record_of_finding(finding: Finding) -> dict[str, object]:
    """A finding by key.

    `rule` is the rule in docs/advice.md that it speaks for, or null where the file alone is meant.
    """
    return {
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


def _lettered(goal: GoalLetters) -> dict[str, object]:
    return {
        "file": goal.place.file,
        "line": goal.place.line,
        "letters": dict(goal.letters),
        "question": goal.question,
    }


def as_github(findings: Sequence[Finding], folder: str) -> str:
    """A workflow command for each finding; `folder` is where the workspace lies in the repository, or empty.

    Source: the workflow commands of GitHub Actions and their escapes, as actions/toolkit writes them (command.ts).
    """
    return "\n".join(_annotation(finding, folder) for finding in findings)


def _annotation(finding: Finding, folder: str) -> str:
    properties = _properties(finding.place, folder) | {"title": finding.code}
    written = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    message = _message(f"{finding.sentence}\n{finding.hint}")
    return f"::{_COMMANDS[finding.level]} {written}::{message}"


def _properties(place: Place, folder: str) -> dict[str, str]:
    """Where a finding lies, by the names that GitHub has for it."""
    properties = {
        "file": printable(f"{folder}/{place.file}" if folder else place.file),
        "line": str(place.line),
        "col": str(place.column),
    }
    if place.width:
        properties["endColumn"] = str(place.column + place.width)
    return properties


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

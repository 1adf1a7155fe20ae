"""Errors: what can go wrong, as values until the command line prints them.

In: nothing. Out: `Finding`, `Place` and the tree under `HandrailError`.
Touches nothing. A finding never holds a note, a name or a secret: only keys, numbers, dates, ids and known words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: `file` relative to the workspace, line and column from 1, columns in characters.

    `width` is how many characters the mark covers; 0 where only the line is meant.
    """

    file: str
    line: int = 1
    column: int = 1
    width: int = 0


class Level(StrEnum):
    """How weighty a finding is: only an error keeps a page from being made; a note is the gentler advice."""

    ERROR = "error"
    ADVICE = "advice"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend, or to think about: its place, one sentence, a stable code, and a way out.

    `excerpt` is the line to show below, already free of anything personal; empty shows none.
    """

    place: Place
    sentence: str
    code: str
    hint: str
    excerpt: str = ""
    level: Level = Level.ERROR


def has_error(findings: Iterable[Finding]) -> bool:
    """Whether any of them is an error: only then a command ends with 1."""
    return any(finding.level is Level.ERROR for finding in findings)


class HandrailError(Exception):
    """Anything Handrail stops for; its text is a plain sentence for the person at the terminal."""


class WorkspaceError(HandrailError):
    """The folder is not a workspace, or cannot be read or written."""


class BusyError(HandrailError):
    """Another build holds this workspace's lock."""


class TemplateError(HandrailError):
    """A template has a mistake; the text names file and line."""


class PlanError(HandrailError):
    """A file has findings; all of them are here, sorted by place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = tuple(sorted(findings))

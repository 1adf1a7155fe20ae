"""Errors: what can go wrong, as values until the command line prints them.

In: nothing. Out: `Finding`, `Place` and the tree under `HandrailError`.
Touches nothing. A finding never holds a note, a name or a secret: only keys, numbers, dates, ids and known words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


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
    return bool(errors(findings))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that are to be mended, without advice and notes."""
    return tuple(finding for finding in findings if finding.level is Level.ERROR)


class HandrailError(Exception):
    """Anything Handrail stops for; its text is a plain sentence for the person at the terminal."""


class WorkspaceError(HandrailError):
    """The folder is not a workspace, or cannot be read or written."""


class BusyError(HandrailError):
    """Another build holds this workspace's lock."""


class TemplateError(HandrailError):
    """A template has a mistake; the text names file and line."""

    def parted(self) -> tuple[Place | None, str]:
        """The place that the text begins with, and what is said of it; no place where it begins with none."""
        file, _, rest = str(self).partition(": ")
        if " " in file or not rest:
            return None, str(self)
        name, _, line = file.partition(":")
        return Place(name, int(line) if line.isdigit() else 1), rest


#: Most findings that are told of one file: one slip can cause a hundred, and a damaged file has as many as lines.
FINDINGS_LIMIT: Final = 50
#: Most that are gathered before they are sorted and the first of them told.
_GATHERED_LIMIT: Final = 1_000


class PlanError(HandrailError):
    """A file has findings; the first of them are here, sorted by place, and how many more there are."""

    def __init__(self, findings: Sequence[Finding], left_out: int = 0) -> None:
        count = len(findings) + left_out
        super().__init__(f"{count} findings")
        told = sorted(findings)
        if len(told) > FINDINGS_LIMIT:
            more = f"and {count - FINDINGS_LIMIT:,} more in this file"
            hint = "mend the first ones and look again; one slip often causes many"
            told[FINDINGS_LIMIT:] = [
                Finding(
                    told[FINDINGS_LIMIT].place,
                    more,
                    "and-more",
                    hint,
                )
            ]
        self.findings = tuple(told)
        self.codes = frozenset(finding.code for finding in findings)


class Findings:
    """What is wrong with one file so far; of very many, only some of each kind are kept."""

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self._codes: set[str] = set()
        self._left_out = 0

    @property
    def are_many(self) -> bool:
        """Whether there are more than anyone will be told of, so that no care need be taken over another."""
        return len(self.kept) >= _GATHERED_LIMIT

    def add(self, finding: Finding) -> None:
        if self.are_many and finding.code in self._codes:
            self._left_out += 1
            return
        self._codes.add(finding.code)
        self.kept.append(finding)

    def error(self) -> PlanError:
        """All errors as what stops the reading of the file."""
        return PlanError(
            [finding for finding in self.kept if finding.level is Level.ERROR], self._left_out
        )

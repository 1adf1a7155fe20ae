"""Context: a workspace opened once: its plans, settings, keys, links and theme, and what is wrong with each.

In: a folder and today's date. Out: an `OpenWorkspace`, which every command takes.
Reads the folder at once, and settings, keys and theme when somebody first asks for them: a build without changes never
does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import Finding, Place, PlanError
from generator.privacy.keyfile import KeyFileError
from generator.workspace import layout
from generator.workspace.layout import SETTINGS_NAME, Workspace
from generator.workspace.theme import Theme, load_theme

if TYPE_CHECKING:  # a build without changes reads neither settings nor keys
    from generator.builder.reading import ReadingContext
    from generator.model.settings import Settings

#: What can be wrong before any plan is read.
Problem = PlanError | KeyFileError

#: Called after each step of long work: how many are done, of how many.
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class OpenWorkspace:
    """A workspace as it lay on the disk when it was opened.

    `earlier_settings` stand in for settings with mistakes, while somebody is writing them.
    """

    space: Workspace
    today: date
    earlier_settings: Settings | None = None

    @property
    def root(self) -> Path:
        return self.space.root

    @cached_property
    def theme(self) -> Theme:
        """The templates and styles. Raises TemplateError where one of the workspace's own cannot be used."""
        return load_theme(self.root / layout.TEMPLATES)

    @cached_property
    def settings(self) -> Settings:
        """The settings. Raises PlanError where they, or the list of revoked links, cannot be read."""
        from generator.format.load import settings_of

        return settings_of(self.space)

    @property
    def reading(self) -> ReadingContext:
        """What plans are read with, whatever is wrong: `problems` say what."""
        return self._reading_and_problems[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with settings, revoked links and keys; with any of it no page can be made."""
        return self._reading_and_problems[1]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The same, as findings of their files."""
        findings: list[Finding] = []
        for problem in self.problems:
            findings += (one for one in _as_findings(problem) if one not in findings)
        return tuple(findings)

    @cached_property
    def _reading_and_problems(self) -> tuple[ReadingContext, tuple[Problem, ...]]:
        from generator.builder.reading import BROKEN_SETTINGS, ReadingContext, links_of

        problems: list[Problem] = []
        settings, links = self.earlier_settings, None
        try:
            settings = self.settings
        except PlanError as error:
            problems.append(error)
        if settings is None:
            settings = replace(BROKEN_SETTINGS, languages=self.space.languages)
        else:
            try:
                links = links_of(self.space, settings)
            except (PlanError, KeyFileError) as error:
                problems.append(error)
        return ReadingContext(settings, links, self.today), tuple(problems)


def open_workspace(root: Path, today: date) -> OpenWorkspace:
    """The workspace in this folder, to be looked at from `today`. Raises WorkspaceError where the disk refuses."""
    return OpenWorkspace(layout.read_workspace(root), today)


def _as_findings(problem: Problem) -> tuple[Finding, ...]:
    if isinstance(problem, PlanError):
        return problem.findings
    return (Finding(Place(SETTINGS_NAME), str(problem), "key-file", problem.hint),)

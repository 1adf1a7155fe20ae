"""Context: a workspace opened once: its plans, settings, keys, links and theme, and what is wrong
with each.

In: a folder and today's date. Out: an `OpenWorkspace`, which every command takes.
Reads the folder at once, and settings, keys and theme when somebody first asks for them: a build
without changes never does.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import Finding, Place, PlanError
from generator.privacy.keyfile import KeyFileError
from generator.workspace import layout
from generator.workspace.layout import SETTINGS_NAME, PlanSource, Workspace
from generator.workspace.theme import Theme, load_theme

if TYPE_CHECKING:  # a build without changes reads neither settings nor keys
    from generator.builder.reading import ReadingContext
    from generator.model.settings import Settings
    from generator.privacy.links import Links

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

    def source(self, name: str) -> PlanSource | None:
        """The plan file of this name; None where there is none that can be read."""
        for source in self.space.plans:
            if source.name == name:
                return source
        return None

    @cached_property
    def theme(self) -> Theme:
        """The templates and styles.

        Raises TemplateError where one of the workspace's own cannot be used.
        """
        return load_theme(self.root / layout.TEMPLATES)

    @cached_property
    def settings(self) -> Settings:
        """The settings.

        Raises PlanError where they, or the list of revoked links, cannot be read.
        """
        from generator.format.load import settings_of

        return settings_of(self.space)

    @cached_property
    def links(self) -> Links:
        """The keys at hand, and which links are dead.

        Raises PlanError or KeyFileError where either cannot be told.
        """
        from generator.builder.reading import links_of

        return links_of(self.space, self._settings_or_earlier)

    @cached_property
    def reading(self) -> ReadingContext:
        """What plans are read with, whatever is wrong: `problems` say what."""
        from generator.builder.reading import BROKEN_SETTINGS, ReadingContext

        settings = replace(BROKEN_SETTINGS, languages=self.space.languages)
        links = None
        with suppress(PlanError):
            settings = self._settings_or_earlier
        with suppress(PlanError, KeyFileError):
            links = self.links
        return ReadingContext(settings, links, self.today)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with settings, revoked links and keys; with any of it no page can be made."""
        findings: list[Finding] = []
        for problem in (
            _problem(lambda: self.settings),
            _problem(lambda: self.links),
        ):
            findings += (one for one in _as_findings(problem) if one not in findings)
        return tuple(findings)

    @property
    def _settings_or_earlier(self) -> Settings:
        try:
            return self.settings
        except PlanError:
            if self.earlier_settings is None:
                raise
            return self.earlier_settings


def open_workspace(root: Path, today: date) -> OpenWorkspace:
    """The workspace in this folder, to be looked at from `today`.

    Raises WorkspaceError where the disk refuses.
    """
    return OpenWorkspace(layout.read_workspace(root), today)


def _problem(part: Callable[[], object]) -> PlanError | KeyFileError | None:
    """What is wrong with a part of a workspace; None where it can be had."""
    try:
        part()
    except (PlanError, KeyFileError) as error:
        return error
    return None


def _as_findings(problem: PlanError | KeyFileError | None) -> tuple[Finding, ...]:
    match problem:
        case None:
            return ()
        case PlanError():
            return problem.findings
        case KeyFileError():
            return (
                Finding(
                    Place(SETTINGS_NAME),
                    str(problem),
                    "key-file",
                    problem.hint,
                ),
            )

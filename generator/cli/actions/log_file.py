"""Log file: the plan that an entry is added to or taken out of, and how a change to it is kept.

In: the options of the command. Out: the plan's file as it was read; later, its new bytes on the disk.
"""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Protocol

import click

from generator.builder.context import open_workspace
from generator.cli.actions.plan_names import asked_plan
from generator.cli.errors import Stopped, if_stopped
from generator.cli.log import LogOptions
from generator.cli.options import as_typed, root_of
from generator.cli.report import to_mend
from generator.cli.terminal import fit_to_window, say
from generator.editing.entries import Added
from generator.editing.entry_problems import findings_in
from generator.editing.fix import save_added, save_plan
from generator.editing.next_commands import undo_command, way_to_the_page
from generator.model.settings import Settings
from generator.workspace.layout import SCRATCH, PlanSource

#: Said wherever the file is certainly as it was.
NOTHING_WRITTEN: Final = "Nothing was written."


class WritingOptions(Protocol):
    """How somebody wants to be asked and told."""

    @property
    def today(self) -> date: ...
    @property
    def yes(self) -> bool: ...
    @property
    def quiet(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class OpenLog:
    """A plan's file as it was read, and what is needed to write in it."""

    root: Path
    source: PlanSource
    settings: Settings
    options: WritingOptions

    @property
    def today(self) -> date:
        return self.options.today

    @property
    def scratch(self) -> Path:
        return self.root / SCRATCH

    @property
    def shown(self) -> str:
        """The file as one would type it from here."""
        return as_typed(self.root, self.source.name)

    @property
    def plan(self) -> str:
        """The plan as a command names it."""
        return shlex.quote(Path(self.source.name).stem)

    @property
    def undo_command(self) -> str:
        return undo_command(self.source.name)

    def say(self, words: str) -> None:
        """Say what was done, unless only what is wrong is wanted."""
        if not self.options.quiet:
            say(words)

    def agrees(self, question: str) -> bool:
        if self.options.yes:
            return True
        with if_stopped(NOTHING_WRITTEN):
            return click.confirm(fit_to_window(question, sys.stdout))


def open_log(options: LogOptions) -> OpenLog:
    """The plan that was typed. Raises Stopped where it cannot be read, PlanError for the settings."""
    root = root_of(options.start)
    name = asked_plan(options.plan, root)
    workspace = open_workspace(root, options.today)
    source = workspace.source(name)
    if source is None:
        raise Stopped(f"{name} is no plan that can be read.")
    return OpenLog(root, source, workspace.settings, options)


def keep_added(log: OpenLog, added: Added, words: str) -> None:
    """Put new entries into the file; what they are is kept for `--undo`, before they are there."""
    save_added(log.root, log.source, added)
    _say_what_is_next(log, added.data, words)


def keep(log: OpenLog, data: bytes, words: str) -> None:
    """Put the new bytes in place of the old ones, and say so and what comes next."""
    save_plan(log.root, log.source, data)
    _say_what_is_next(log, data, words)


def _say_what_is_next(log: OpenLog, data: bytes, words: str) -> None:
    log.say(words)
    left = findings_in(PlanSource(log.source.name, data), log.settings, log.today)
    if left:
        log.say(
            f"{to_mend(len(left))} in this plan before its page is made again: handrail check {log.shown}"
        )
    else:
        log.say(way_to_the_page(log.settings))

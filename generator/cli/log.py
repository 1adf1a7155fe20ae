"""Log: the command that adds to the log of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.entry_options import EntryOptions, entry_options
from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    plan_argument,
    quiet_option,
    today_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOptions:
    """What was typed after `handrail log`."""

    plan: str
    entry: EntryOptions
    table: Path | None
    undo: bool
    yes: bool
    start: Path
    today: date
    quiet: bool


@click.command("log")
@plan_argument
@entry_options
@click.option(
    "--from",
    "table",
    metavar="FILE.csv",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Add the rows of a table; its first row names date, by, note and objectives.",
)
@click.option(
    "--undo",
    is_flag=True,
    help="Take out again what was added last, a whole table at once.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@workspace_option
@today_option
@quiet_option
@as_value(LogOptions)
def log_command(options: LogOptions) -> None:
    """Add an entry to the log of a plan, or take the last one out.

    Without options it asks a few short questions. All else in the file stays as it is. What does not fit the plan
    is told, and then nothing is written.

    \b
    Examples:
      handrail log sam
      handrail log sam --score speak-up=2 --score dread=7 --note "It was fine."
      handrail log sam --score walks=2 --over "last week"
      handrail log plans/sam.yml --score walk=partly --helped "slow breaths=3"
      handrail log sam --undo
      handrail log sam --from scores.csv
    """
    carry_out("log:change_log", options)

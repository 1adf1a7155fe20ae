"""History: the command that tells what became of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    DateOption,
    as_value,
    format_option,
    plan_argument,
    private_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryOptions:
    """What was typed after `handrail history`."""

    plan: str
    start: Path
    private: bool
    limit: int | None
    since: date | None
    oldest_first: bool
    form: str


@click.command("history")
@plan_argument
@workspace_option
@click.option(
    "-n", "--limit", type=click.IntRange(min=1), help="Tell only this many versions, the latest."
)
@click.option("--since", type=DateOption(), help="Tell only what is of this day or later.")
@click.option("--oldest-first", is_flag=True, help="Begin at the beginning.")
@private_option
@format_option
@as_value(HistoryOptions)
def history_command(options: HistoryOptions) -> None:
    """Tell the story of a plan from git, the latest first.

    What has not been committed comes before it. Only for you: nothing of this goes to a page.

    \b
    Examples:
      handrail history sam
      handrail history sam --since 2026-03-01 --oldest-first
      handrail history plans/sam.yml --limit 5 --private
    """
    carry_out("history:tell_history", options)

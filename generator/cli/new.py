"""New: the command that begins a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    complete_plan,
    today_option,
    workspace_option,
)
from generator.format.starters import starters


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOptions:
    """What was typed after `handrail new`."""

    name: str | None
    starter: str | None
    source: str | None
    listing: bool
    start: Path
    today: date


def complete_starter(
    _context: click.Context, _param: click.Parameter, incomplete: str
) -> list[str]:
    """The starters that a plan can begin from."""
    return [starter.name for starter in starters() if starter.name.startswith(incomplete)]


@click.command("new")
@click.argument("name", required=False)
@click.option(
    "--starter",
    shell_complete=complete_starter,
    help="What to begin from; see --list. Default: blank.",
)
@click.option(
    "--from",
    "source",
    metavar="PLAN",
    shell_complete=complete_plan,
    help="Copy this plan, without its log, behind a link of its own.",
)
@click.option(
    "--list",
    "listing",
    is_flag=True,
    help="Show the starters, and make nothing.",
)
@workspace_option
@today_option
@as_value(NewOptions)
def new_command(options: NewOptions) -> None:
    """Begin a plan, as a draft with questions in it.

    NAME is what its file is called. Leave it out, and you are offered an alias.

    \b
    Examples:
      handrail new sam
      handrail new quiet-river --starter anxiety
      handrail new sam-autumn --from sam
      handrail new --list
    """
    carry_out("new:begin_plan", options)

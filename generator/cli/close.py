"""Close: the command that ends a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    plan_argument,
    today_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseOptions:
    """What was typed after `handrail close`."""

    plan: str
    start: Path
    today: date
    ending: str | None
    paper: Path | None
    yes: bool


@click.command("close")
@plan_argument
@workspace_option
@today_option
@click.option(
    "--keep",
    "ending",
    flag_value="keep",
    help="The page stays, and says that the plan is complete.",
)
@click.option("--withdraw", "ending", flag_value="withdraw", help="The page goes.")
@click.option(
    "--print",
    "paper",
    type=click.Path(path_type=Path),
    help="First write the open page to this file, to print.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_value(CloseOptions)
def close_command(options: CloseOptions) -> None:
    """End a plan with dignity: keep its page, or withdraw it, and print it first if you like.

    Nothing is deleted: the plan stays among your files as completed. At the end you hear what git still holds.

    \b
    Examples:
      handrail close sam
      handrail close sam --keep
      handrail close sam --withdraw --print ~/Desktop/sam.html
    """
    carry_out("close:close_plan", options)

"""Revoke: the command that ends a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    plan_argument,
    quiet_option,
    today_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeOptions:
    """What was typed after `handrail revoke`."""

    plan: str
    start: Path
    today: date
    yes: bool
    new_link: bool
    quiet: bool


@click.command("revoke")
@plan_argument
@workspace_option
@today_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--new-link",
    is_flag=True,
    help="Raise `generation` in the plan, which makes a new link.",
)
@quiet_option
@as_value(RevokeOptions)
def revoke_command(options: RevokeOptions) -> None:
    """End a plan's private link for good.

    Works too where the plan has a mistake elsewhere. The page leaves site/ at once; publish to take it from your
    host. Nobody can take back what somebody has read or kept. Undoing this in git does not bring the link back.

    \b
    Examples:
      handrail revoke sam
      handrail revoke plans/sam.yml --new-link
    """
    carry_out("revoke:revoke_link", options)

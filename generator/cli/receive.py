"""Receive: the command that takes what a client wrote on their page into the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    format_option,
    quiet_option,
    today_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveOptions:
    """What was typed after `handrail receive`."""

    file: Path | None
    yes: bool
    dry_run: bool
    start: Path
    today: date
    quiet: bool
    form: str


@click.command("receive")
@click.argument(
    "file",
    required=False,
    type=click.Path(allow_dash=True, path_type=Path),
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Show what would be added, and add nothing.")
@workspace_option
@today_option
@quiet_option
@format_option
@as_value(ReceiveOptions)
def receive_command(options: ReceiveOptions) -> None:
    """Add what clients wrote on their pages to their plans.

    A reply is a long text that begins with HR2. It may stand in a file, in a mail as it came, or be pasted here; several
    at once are fine. Each finds its plan by itself. You see what would be added, first what needs a person, before
    anything is written. The same reply twice adds nothing.

    \b
    Examples:
      handrail receive
      handrail receive ~/Downloads/reply.txt
      handrail receive mail.txt --dry-run
    """
    carry_out("receive:receive_replies", options)

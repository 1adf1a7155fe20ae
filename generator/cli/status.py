"""Status: the command that says what there is to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value, format_option, today_option, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusOptions:
    """What was typed after `handrail status`."""

    start: Path
    today: date
    form: str


@click.command("status")
@workspace_option
@today_option
@format_option
@as_value(StatusOptions)
def status_command(options: StatusOptions) -> None:
    """Say what there is to do today: plans to look at, reviews, drafts, and what waits to go out.

    Nothing is written. Plans are named by their files, and why to look at one is said as the preview says it.

    \b
    Examples:
      handrail status
      handrail status --format json
    """
    carry_out("status:show_status", options)

"""Watch: the command that makes the pages again whenever a file is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    fixed_day_option,
    poll_option,
    quiet_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """What was typed after `handrail watch`."""

    start: Path
    today: date | None
    poll: bool
    quiet: bool


@click.command("watch")
@workspace_option
@fixed_day_option
@poll_option
@quiet_option
@as_value(WatchOptions)
def watch_command(options: WatchOptions) -> None:
    """Make the pages again whenever you save.

    Keeps running until you press Ctrl-C. While a plan has a mistake, its last good page stays.

    \b
    Examples:
      handrail watch
      handrail watch --poll
    """
    carry_out("watch:watch_plans", options)

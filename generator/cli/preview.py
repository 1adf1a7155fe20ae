"""Preview: the command that shows plans in a browser while they are being written."""

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
class PreviewOptions:
    """What was typed after `handrail preview`."""

    start: Path
    port: int
    browse: bool
    today: date | None
    poll: bool
    quiet: bool


@click.command("preview")
@workspace_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port to use; default: any that is free.",
)
@click.option("--open", "browse", is_flag=True, help="Open it in your browser.")
@fixed_day_option
@poll_option
@quiet_option
@as_value(PreviewOptions)
def preview_command(options: PreviewOptions) -> None:
    """See your plans in the browser while you write.

    Shows all plans at a glance, drafts too, and each page both open and as the client gets it. A page follows
    whenever you save; what is to be mended stands above it. A reply from a client can be pasted there. Only this
    computer can see it, only while this command runs, and nothing goes into site/.

    \b
    Examples:
      handrail preview --open
      handrail preview -C ~/practice --port 8000
    """
    carry_out("preview:serve_preview", options)

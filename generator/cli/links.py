"""Links: the command that lists what is shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value, format_option, today_option, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksOptions:
    """What was typed after `handrail links`."""

    start: Path
    today: date
    form: str
    show_secrets: bool


@click.command("links")
@workspace_option
@today_option
@format_option
@click.option(
    "--show-secrets",
    is_flag=True,
    help="Show links and words too: they open the pages.",
)
@as_value(LinksOptions)
def links_command(options: LinksOptions) -> None:
    """List what is shared, without the secrets.

    \b
    Examples:
      handrail links
      handrail links --show-secrets
      handrail links --format json --show-secrets
    """
    carry_out("links:list_links", options)

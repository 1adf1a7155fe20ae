"""Publish: the command that lets pages out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    format_option,
    today_option,
    verbose_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """What was typed after `handrail publish`."""

    folder: Path | None
    start: Path
    today: date
    dry_run: bool
    yes: bool
    allow_command: bool
    remove_missing: bool
    verbose: bool
    form: str


@click.command("publish")
@click.argument(
    "folder",
    metavar="[FOLDER]",
    required=False,
    type=click.Path(file_okay=False, path_type=Path),
)
@workspace_option
@today_option
@click.option(
    "--dry-run",
    is_flag=True,
    help="Show what would go out, and do nothing.",
)
@click.option(
    "--yes",
    is_flag=True,
    help="Do not ask, and off a terminal tell numbers only: no words of a page.",
)
@click.option(
    "--allow-command", is_flag=True, help="Allow the command in handrail.yml, from now on."
)
@click.option(
    "--remove-missing",
    is_flag=True,
    help="Take pages away though their plans are out of sight.",
)
@verbose_option
@format_option
@as_value(PublishOptions)
def publish_command(options: PublishOptions) -> None:
    """Build, show what your clients will newly read, and let it out.

    Copies site/ to a folder, or runs the command that `publish:` in handrail.yml names. What has to go is taken away
    first, whoever put it there; a plan with a mistake keeps its last good page, and all others go out.

    A command runs here once you have allowed it: you are asked the first time, and again when it changes. Where nobody
    can be asked, run `handrail publish --allow-command` once.

    \b
    Examples:
      handrail publish --dry-run
      handrail publish ../web
      handrail publish --yes
    """
    carry_out("publish:publish_site", options)

"""Build: the command that makes the pages."""

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
    verbose_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What was typed after `handrail build`."""

    start: Path
    today: date
    quiet: bool
    verbose: bool
    form: str
    same_client: bool
    remove_missing: bool
    on: str | None


@click.command("build")
@workspace_option
@today_option
@quiet_option
@verbose_option
@format_option
@click.option(
    "--same-client",
    is_flag=True,
    help="New names behind old links are the same people.",
)
@click.option(
    "--remove-missing",
    is_flag=True,
    help="Take away pages whose plans are out of sight.",
)
@click.option(
    "--on",
    metavar="HOST:PORT",
    help="Print pages on a Dask cluster, for many thousands of plans.",
)
@as_value(BuildOptions)
def build_command(options: BuildOptions) -> None:
    """Make the pages in site/.

    Only what changed is made again. A plan with a mistake keeps its last good page; every mistake is shown
    with its line and a way out. Where all plans are out of sight at once, their pages stay until you say that they go.

    \b
    Examples:
      handrail build
      handrail build -C ~/practice
      handrail build --quiet && rsync -a site/ host:site/
    """
    carry_out("build:build_pages", options)

"""Verify: the command that looks at what a host serves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    format_option,
    quiet_option,
    verbose_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyOptions:
    """What was typed after `handrail verify`."""

    copy: str
    start: Path
    quiet: bool
    verbose: bool
    form: str


@click.command("verify")
@click.argument("copy", metavar="FOLDER|URL")
@workspace_option
@quiet_option
@verbose_option
@format_option
@as_value(VerifyOptions)
def verify_command(options: VerifyOptions) -> None:
    """Compare what a folder or a host holds with what was built, byte by byte.

    A host can change the script that opens a page, or lead a browser elsewhere with the link in its hands. This sees
    it, as the page is served to you now.

    \b
    Examples:
      handrail verify https://plans.example.org
      handrail verify /mnt/web/plans
    """
    carry_out("verify:verify_copy", options)

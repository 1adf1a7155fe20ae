"""Git uninstall: the command that takes back what `git install` wrote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class GitUninstallOptions:
    """What was typed after `handrail git uninstall`."""

    start: Path


@click.command("uninstall")
@workspace_option
@as_value(GitUninstallOptions)
def git_uninstall_command(options: GitUninstallOptions) -> None:
    """Take back what `handrail git install` wrote in this copy, and nothing else.

    \b
    Examples:
      handrail git uninstall
    """
    carry_out("git_setup:uninstall_from_git", options)

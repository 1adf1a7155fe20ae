"""Git install: the command that tells git how to merge, compare and look at plans."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class GitInstallOptions:
    """What was typed after `handrail git install`."""

    start: Path


@click.command("install")
@workspace_option
@as_value(GitInstallOptions)
def git_install_command(options: GitInstallOptions) -> None:
    """Have git merge and compare plans by what they mean, in this copy.

    It also looks at what you commit, and stops keys. Run it once in each copy; a second time changes nothing.

    \b
    Examples:
      handrail git install
    """
    carry_out("git_setup:install_in_git", options)

"""Git pre-commit: the command that looks at what is about to be committed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value, today_option, workspace_option


@dataclass(frozen=True, slots=True, kw_only=True)
class GitPreCommitOptions:
    """What was typed after `handrail git pre-commit`."""

    start: Path
    today: date


@click.command("pre-commit")
@workspace_option
@today_option
@as_value(GitPreCommitOptions)
def git_pre_commit_command(options: GitPreCommitOptions) -> None:
    """Look at what is about to be committed, as it is staged.

    Says what is wrong in staged plans, as `handrail check` does, and refuses keys and clear pages of private plans.

    \b
    Examples:
      handrail git pre-commit
    """
    carry_out("git_pre_commit:look_at_staged", options)

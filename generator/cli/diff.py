"""Diff: the command that tells what is different between two versions of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import (
    as_value,
    complete_plan,
    format_option,
    private_option,
    workspace_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffOptions:
    """What was typed after `handrail diff`; the plan is the last of the words, unless they are two files."""

    words: tuple[str, ...]
    start: Path
    private: bool
    form: str


@click.command("diff")
@click.argument(
    "words", metavar="[A] [B] PLAN", nargs=-1, required=True, shell_complete=complete_plan
)
@workspace_option
@private_option
@format_option
@as_value(DiffOptions)
def diff_command(options: DiffOptions) -> None:
    """Say what is different between two versions of a plan.

    With the plan alone: the last commit and the file on the disk. A and B are commits, tags or branches; without B it
    is the file on the disk again. Two plan files can be compared without git.

    \b
    Examples:
      handrail diff sam
      handrail diff HEAD~5 sam
      handrail diff last-review HEAD plans/sam.yml
      handrail diff draft.yml plans/sam.yml
    """
    carry_out("history:tell_difference", options)

"""Git merge driver: the command that git calls where two people changed one plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.lazy import carry_out
from generator.cli.options import as_value


@dataclass(frozen=True, slots=True, kw_only=True)
class GitMergeDriverOptions:
    """What git says: three files, how long its marks are, and which plan it is."""

    base: Path
    ours: Path
    theirs: Path
    mark_length: int
    plan: str


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("merge-driver")
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("mark_length", type=int, default=7)
@click.argument("plan", default="")
@as_value(GitMergeDriverOptions)
def git_merge_driver_command(options: GitMergeDriverOptions) -> None:
    """Bring two versions of a plan together; git calls this.

    BASE is the plan as it was, OURS and THEIRS are the two sides. The result is written into OURS.

    \b
    Examples:
      handrail git install
    """
    carry_out("git_merge_driver:bring_together", options)

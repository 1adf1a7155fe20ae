"""Git: the commands by which git and Handrail know of each other."""

from __future__ import annotations

from typing import Final

import click

from generator.cli.lazy import LazyGroup, ListedCommand

_COMMANDS: Final = (
    ListedCommand(
        "install",
        "generator.cli.git_install",
        "Have git merge and compare plans by what they mean, in this copy.",
    ),
    ListedCommand(
        "uninstall",
        "generator.cli.git_uninstall",
        "Take back what `handrail git install` wrote in this copy, and nothing else.",
    ),
    ListedCommand(
        "pre-commit",
        "generator.cli.git_pre_commit",
        "Look at what is about to be committed, as it is staged.",
    ),
    ListedCommand(
        "merge-driver",
        "generator.cli.git_merge_driver",
        "Bring two versions of a plan together; git calls this.",
    ),
)


@click.group("git", cls=LazyGroup, commands=_COMMANDS)
def git_command() -> None:
    """Have git merge, compare and guard plans by what they mean.

    Two people who log one plan on one day then merge without a conflict, and no key is committed.

    \b
    Examples:
      handrail git install
      handrail git uninstall
      handrail git pre-commit
    """

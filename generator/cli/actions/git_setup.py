"""Git setup: git is told of plans in this copy, or that is taken back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from generator.cli.errors import Stopped
from generator.cli.git_install import GitInstallOptions
from generator.cli.git_uninstall import GitUninstallOptions
from generator.cli.options import root_of
from generator.cli.terminal import say
from generator.workspace import git, git_setup
from generator.workspace.git_setup import Program

#: Reads the program from where it is installed, never from the folder that git stands in.
_RUN: Final = ("-P", "-m", "generator")


def install_in_git(options: GitInstallOptions) -> None:
    _say_all(git_setup.install(_root(options.start), _program()), "All of it is set up already.")


def uninstall_from_git(options: GitUninstallOptions) -> None:
    _say_all(git_setup.uninstall(_root(options.start), _program()), "Nothing of it is set up here.")


def _program() -> Program:
    return Program((Path(sys.executable).as_posix(), *_RUN))


def _root(start: Path) -> Path:
    """The workspace. Raises Stopped where it lies in no history."""
    root = root_of(start)
    if not git.ask(root, "rev-parse", "--is-inside-work-tree").is_yes:
        raise Stopped("This folder has no git history yet. Begin one: git init")
    return root


def _say_all(done: Sequence[str], otherwise: str) -> None:
    for sentence in done or (otherwise,):
        say(sentence)

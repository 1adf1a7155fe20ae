"""History: what git remembers of a file.

In: a workspace folder and the name of a file in it. Out: a `Remembered`, or None where no git looks
after the folder.
Asks git, and changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from generator.workspace import git

_VERSION: Final = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class Remembered:
    """How many versions of a file git holds, the day of the first one, and where else they may have
    been sent.
    """

    versions: int
    since: date | None
    remotes: tuple[str, ...]


def remembered(root: Path, name: str) -> Remembered | None:
    """What git holds of this file, under earlier names too.

    Raises GitError where git cannot tell.
    """
    if not git.ask(root, "rev-parse", "--git-dir").is_yes:
        return None
    if version(root) is None:
        return Remembered(0, None, _remotes(root))
    days = git.ask(
        root,
        "log",
        "--follow",
        "--format=%as",
        "--",
        name,
    ).words.split()
    return Remembered(
        len(days),
        date.fromisoformat(days[-1]) if days else None,
        _remotes(root),
    )


def version(root: Path) -> str | None:
    """What names the version that the folder is at; None before the first, or without a history.

    Raises GitError.
    """
    said = git.ask(root, "rev-parse", "--quiet", "--verify", "HEAD")
    return said.words.strip() if said.is_yes else None


def added_lines(root: Path, name: str, since: str) -> tuple[str, ...]:
    """Every line that was added to this file on the way to the version at hand, since another one
    or from the start.

    Raises GitError.
    """
    diffs = (
        "log",
        "-p",
        "-m",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-renames",
        "--text",
    )
    looked_at = "HEAD"
    if (
        _VERSION.fullmatch(since)
        and git.ask(
            root,
            "rev-parse",
            "--quiet",
            "--verify",
            f"{since}^{{commit}}",
        ).is_yes
    ):
        looked_at = f"{since}..HEAD"
    said = git.ask(root, *diffs, "--format=", looked_at, "--", name)
    lines = (
        line
        for line in said.words.splitlines()
        if line.startswith("+") and not line.startswith("+++ ")
    )
    return tuple(line[1:] for line in lines)


def _remotes(root: Path) -> tuple[str, ...]:
    return tuple(git.ask(root, "remote").words.split())

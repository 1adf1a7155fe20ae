"""History: what git remembers of a plan.

In: a workspace folder and the name of a file in it. Out: a `Remembered`, or None where no git looks after the folder.
Asks git, and changes nothing.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Remembered:
    """How many versions of a file git holds, the day of the first one, and where else they may have been sent."""

    versions: int
    since: date | None
    remotes: tuple[str, ...]


def remembered(root: Path, name: str) -> Remembered | None:
    """What git holds of this file, under earlier names too."""
    if _git(root, "rev-parse", "--git-dir") is None:
        return None
    days = (_git(root, "log", "--follow", "--format=%as", "--", name) or "").split()
    remotes = (_git(root, "remote") or "").split()
    return Remembered(len(days), date.fromisoformat(days[-1]) if days else None, tuple(remotes))


def _git(root: Path, *words: str) -> str | None:
    """What git says; None where there is no git, or where it has no answer."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")

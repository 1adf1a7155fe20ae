"""Two copies: two people who share one git history of plans, each on a computer of their own.

Real repositories in a temporary folder. Nothing of whoever runs the tests is read: neither their git settings nor keys.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

PLAN: Final = "plans/sam.yml"
TEXT: Final = """\
uid: "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
share: {access: public}
client: Sam
goal: Feel at ease in a crowd
timeframe: {start: 2026-01-05, end: 2026-04-06}
objectives:
  crowds:
    objective: Rate how calm I feel on the morning train
    measure: rating
    baseline: 3
    target: 7
    steps:
      - Ride one stop
      - Ride to the end
progress:  # oldest first
  - date: 2026-01-12
    scores: {crowds: 4}
"""
MINE: Final = """\
  - date: 2026-01-19
    scores: {crowds: 5}
    note: The train was full.
"""
YOURS: Final = """\
  - date: 2026-01-19
    scores: {crowds: 6}
"""
SETTINGS: Final = """\
practice: Our practice
support:
  - {name: Night line, contact: 555 0100}
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """One person's copy, and who it is."""

    root: Path
    person: str
    extra: Mapping[str, str] = field(default_factory=dict)

    def git(self, *words: str, code: int = 0) -> str:
        """What git says. Fails where its exit code is another one."""
        done = self._run("git", *words)
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def handrail(self, *words: str, code: int = 0) -> str:
        done = self._run(sys.executable, "-P", "-m", "generator", *words)
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_bytes(text.encode())

    def read(self, name: str = PLAN) -> str:
        return (self.root / name).read_bytes().decode()

    def commit(self, words: str = "A change") -> None:
        """All that was changed, without a look at it: that takes longer than the rest."""
        self.git("add", "-A")
        self.git("commit", "--quiet", "--no-verify", "--allow-empty", "-m", words)

    def change(self, old: str, new: str, name: str = PLAN) -> None:
        """Write something else in place of words that stand in a file once."""
        assert self.read(name).count(old) == 1
        self.write(name, self.read(name).replace(old, new))

    def log(self, entry: str) -> None:
        self.write(PLAN, self.read() + entry)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        around = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.root.parent),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_EDITOR": "true",
            "HANDRAIL_KEY_FILE": str(self.root.parent / "no-keys"),
            **self._author(),
            **self.extra,
        }
        return subprocess.run(
            words,
            cwd=self.root,
            env=around,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def _author(self) -> dict[str, str]:
        mail = f"{self.person}@example.org"
        return {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", self.person), ("EMAIL", mail))
        }


def begun(folder: Path, text: str = TEXT) -> Copy:
    """A workspace with one plan, committed once."""
    copy = Copy(folder, "okafor")
    folder.mkdir(parents=True)
    copy.git("init", "--quiet", "-b", "main")
    copy.write(PLAN, text)
    copy.write("handrail.yml", SETTINGS)
    copy.write(".gitignore", ".handrail/\nsite/\n")
    copy.write(".gitattributes", "handrail.revoked text eol=lf merge=union\n")
    copy.commit("Begin")
    return copy


def two_copies(folder: Path) -> tuple[Copy, Copy]:
    """Two people with the same history, both with `handrail git install`."""
    mine, yours = Copy(folder / "first", "okafor"), Copy(folder / "second", "lind")
    for copy in (mine, yours):
        shutil.copytree(_installed(folder.parents[0]), copy.root, symlinks=True)
    return mine, yours


@cache
def _installed(folder: Path) -> Path:
    """Set up once for all tests."""
    copy = begun(folder / "installed")
    copy.handrail("git", "install")
    copy.commit("Set up git")
    return copy.root


def fetched(copy: Copy, other: Copy) -> None:
    """What the other one committed, as `FETCH_HEAD`."""
    copy.git("fetch", "--quiet", str(other.root), "main")

"""Repositories: git histories as people make them, quickly enough for a test."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

WHO = ("-c", "user.name=Dr. Okafor", "-c", "user.email=okafor@example.org")


@dataclass(frozen=True)
class Repository:
    """A folder with a history; days are those that the commits say they were written on."""

    root: Path

    def git(self, *words: str, day: str = "2026-01-12", given: bytes = b"") -> str:
        at = f"{day}T12:00:00+00:00"
        done = subprocess.run(
            ["git", "-C", str(self.root), *WHO, *words],
            input=given,
            capture_output=True,
            check=False,
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "HOME": str(self.root),
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_AUTHOR_DATE": at,
                "GIT_COMMITTER_DATE": at,
                "GIT_EDITOR": "true",
            },
        )
        assert done.returncode == 0 or words[0] == "merge", done.stderr.decode()
        return done.stdout.decode("utf-8", "replace")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def commit(self, day: str, **plans: str) -> None:
        """A commit of everything, with these plans written before."""
        for name, text in plans.items():
            self.write(f"plans/{name}.yml", text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=work", day=day)

    def fill(self, name: str, texts: Iterable[str], day: str) -> None:
        """A commit on the branch at hand for each of these versions of another plan, in one process."""
        branch = self.git("symbolic-ref", "HEAD").strip()
        commits, parent = [], f"{branch}^0"
        for mark, text in enumerate(texts, 1):
            data = text.encode()
            commits.append(
                f"commit {branch}\nmark :{mark}\ncommitter Other <other@example.org> {_seconds(day)} +0000\n"
                f"data 4\nwork\nfrom {parent}\nM 100644 inline plans/{name}.yml\n"
                f"data {len(data)}\n{text}\n"
            )
            parent = f":{mark}"
        self.git("fast-import", "--quiet", given="".join(commits).encode())
        self.git("reset", "--quiet", "--hard")


def a_repository(root: Path) -> Repository:
    """A workspace with a history, without a commit."""
    root.mkdir(parents=True, exist_ok=True)
    made = Repository(root)
    made.git("init", "--quiet", "--initial-branch=main")
    made.write("handrail.yml", "support:\n  - {name: Night line, contact: 555 0100}\n")
    return made


def _seconds(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp())

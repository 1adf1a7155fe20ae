"""Docs: every command and every file in README and guides works, in the order in which somebody would type them.

`make` and `pip` are left to whoever sets up; a command that runs until Ctrl-C is stopped once it has begun.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
GUIDES = ("README.md", "docs/tutorial.md", "docs/recipes.md")
#: What somebody types before Handrail is there.
SET_UP = ("make", "python3")
#: Commands that go on until somebody stops them.
ENDLESS = ("watch", "preview")


@dataclass(frozen=True)
class Block:
    language: str
    text: str


def blocks(name: str) -> list[Block]:
    text = (CHECKOUT / name).read_text("utf-8")
    return [Block(*found) for found in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)]


class Reader:
    """Somebody who follows a guide in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.here = folder
        self._environment = os.environ | {
            "HANDRAIL_KEY_FILE": str(folder.parent / "keys"),
            "PYTHONPATH": str(CHECKOUT),
            "NO_COLOR": "1",
            "PYTHONUTF8": "1",
        }

    def follow(self, block: Block) -> None:
        if block.language == "sh":
            for line in block.text.splitlines():
                self.type(shlex.split(line, comments=True))
        elif block.language == "yaml":
            self.write(block.text)
        elif block.language == "csv":
            (self.here / "scores.csv").write_text(block.text, "utf-8")

    def type(self, words: list[str]) -> None:
        if not words or words[0] in SET_UP:
            return
        if words[0] == "cd":
            self.here /= words[1]
            return
        assert words[0] == "handrail", words
        # What asks on a terminal alone is answered here.
        yes = ["--yes"] if words[1] == "publish" else []
        command = [sys.executable, "-m", "generator", *words[1:], *yes]
        if words[1] in ENDLESS:
            self._begin_and_stop(command)
            return
        done = subprocess.run(
            command,
            cwd=self.here,
            env=self._environment,
            input="y\n",  # to whatever it asks
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, f"{shlex.join(words)}\n{done.stdout}{done.stderr}"

    def _begin_and_stop(self, command: list[str]) -> None:
        running = subprocess.Popen(
            command, cwd=self.here, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        time.sleep(2)
        assert running.poll() is None, running.communicate()[0]
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=20)
        assert "Traceback" not in said
        assert running.returncode in (0, 130)

    def write(self, text: str) -> None:
        """A whole file where there is none or the block begins one; else the lines that change in it."""
        name = re.match(r"# (\S+)\n", text)
        assert name is not None, f"which file is this?\n{text}"
        path, lines = self.here / name[1], text.splitlines(keepends=True)[1:]
        if not path.exists() or len(lines) > 5:
            path.write_text("".join(lines), "utf-8")
            return
        known = path.read_text("utf-8")
        for line in lines:
            key = line.partition(":")[0]
            known, found = re.subn(rf"^{key}:.*\n", line, known, flags=re.MULTILINE)
            known += "" if found else line
        path.write_text(known, "utf-8")


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    folder = tmp_path / "home"
    folder.mkdir()
    return Reader(folder)


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_works_from_top_to_bottom(reader: Reader, name: str) -> None:
    if name == "docs/recipes.md":
        for block in blocks("docs/tutorial.md")[:5]:
            reader.follow(block)
        reader.type(["handrail", "build"])
    for block in blocks(name):
        reader.follow(block)


def test_the_tutorial_ends_with_a_private_page_and_its_entry(reader: Reader) -> None:
    for block in blocks("docs/tutorial.md"):
        reader.follow(block)

    assert [page.stat().st_size > 16_000 for page in (reader.here / "site/p").glob("*/index.html")].count(True) >= 1
    assert "Stayed for the whole lunch." in (reader.here / "plans/sam.yml").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(path.name for path in (CHECKOUT / "docs").glob("*.md")))
def test_every_link_in_a_guide_leads_somewhere(name: str) -> None:
    text = (CHECKOUT / "docs" / name).read_text("utf-8")
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    local = [target for target in targets if target and "://" not in target]

    assert [target for target in local if not (CHECKOUT / "docs" / target).exists()] == []

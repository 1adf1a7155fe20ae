"""Peers: other generators over the same plans, where they are installed.

The peers' definitions stand beside the corpus; their own README tells how they are installed and that each measured page
is checked. Here only what a comparison in turn needs: tuned Hugo, and StatiCrypt over its output.
"""

from __future__ import annotations

import http.client
import importlib
import json
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import build


class Hugo:
    """Hugo with the theme that walks the entries once, over so many plans."""

    def __init__(self, folder: Path, count: int) -> None:
        """Raises ImportError, OSError or CalledProcessError where it is not to be had."""
        sys.path.insert(0, str(folder))
        self._planio: Any = importlib.import_module("planio")
        definitions: Any = importlib.import_module("peerdefs")
        self._node: Path = importlib.import_module("peerdefs.base").NODE
        self._peer: Any = definitions.ALL["hugo-tuned"](count)
        self._peer.install()
        record = build.load_corpus(folder / "corpus.py")
        self._records = [record(number) for number in range(1, count + 1)]
        self._peer.write(self._records)

    @property
    def version(self) -> str:
        return str(self._peer.version())

    def cold(self) -> build.Took:
        self._peer.clean()
        return self.build()

    def build(self) -> build.Took:
        line, _ = self._peer.build()
        return build.timed(line, self._peer.site)

    def one_change(self, words: str) -> build.Took:
        """A build after the middle plan has got new words."""
        record = self._middle
        self._write(record, words)
        took = self.build()
        if words not in self._peer.page(record["id"]).read_text("utf-8"):
            sys.exit("a changed plan did not reach its page of Hugo's")
        return took

    @property
    def has_staticrypt(self) -> bool:
        return shutil.which("node") is not None and self._staticrypt.is_file()

    def sealed(self) -> build.Took:
        """A cold build, and StatiCrypt over what came of it."""
        built = self.cold()
        target = self._peer.site.with_name(f"{self._peer.site.name}-sealed")
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        line = ["node", str(self._staticrypt), str(self._peer.out), "-r", "-d", str(target)]
        line += ["-p", "a long enough passphrase for a plan", "--short", "--config", "false"]
        crypted = build.timed(line, target)
        return build.Took(
            built.wall_s + crypted.wall_s,
            built.cpu_s + crypted.cpu_s,
            max(built.peak_mib, crypted.peak_mib),
        )

    def saves_s(self, saves: int) -> list[float]:
        """From the write of the middle plan until `hugo server` gives its page with the new words."""
        with self._served() as page:
            taken = []
            for number in range(saves + 1):
                time.sleep(0.3)
                words = build.new_words("served", number)
                began = time.perf_counter()
                self._write(self._middle, words)
                _wait_for(page, words)
                taken.append(time.perf_counter() - began)
        return taken[1:]

    @property
    def _middle(self) -> Any:
        return self._records[len(self._records) // 2]

    @property
    def _staticrypt(self) -> Path:
        return self._node / "staticrypt/cli/index.js"

    def _write(self, record: Any, words: str) -> None:
        changed = json.loads(json.dumps(record))
        changed["entries"][-1]["note"] += f" {words}"
        self._peer.write_one(changed)

    @contextmanager
    def _served(self) -> Iterator[str]:
        """The address of the middle plan's page, while `hugo server` runs."""
        port: int = importlib.import_module("peerdefs.base").free_port()
        line, _ = self._peer.watch(port)
        quiet = subprocess.DEVNULL
        page = f"http://127.0.0.1:{port}/plans/{self._middle['id']}/"
        with subprocess.Popen(line, cwd=self._peer.site, stdout=quiet, stderr=quiet) as process:
            try:
                _wait_for(page, "</html>")
                yield page
            finally:
                process.terminate()


def _wait_for(page: str, words: str) -> None:
    """Ask for a page until it has these words."""
    until = time.perf_counter() + 60
    while time.perf_counter() < until:
        try:
            with urllib.request.urlopen(page, timeout=60) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError, http.client.HTTPException):
            time.sleep(0.05)
        time.sleep(0.002)
    sys.exit("a page of Hugo's did not follow its plan")


def hugo(folder: Path, count: int) -> Hugo | None:
    """Hugo over so many plans; None where it, or what defines it, is not here."""
    try:
        return Hugo(folder, count)
    except (ImportError, OSError, subprocess.CalledProcessError):
        return None

#!/usr/bin/env python3
"""Preview: how soon a browser can show a save, among many plans, and how long the start takes.

The plans and the folder are those of `build.py`. One `handrail preview` runs as a process of its own and is asked over
its own address, as a browser would. Prints a Markdown table.

    python bench/preview.py
    python bench/preview.py --n 100,1000 --saves 30
    python bench/preview.py --in chromium

Measures
    start        from the command until it says its address: every plan has been read.
    event        from the write of one plan until the browser is told; median of `--saves`.
    page         until the plan's page has come with the new words, asked for after the event; median and slowest.
    overview     from the write until all of the overview has come, asked for after the event; median and slowest.

With `--in`, a browser of that name has the pages open and loads them again by itself: `page` is then the time until
it has painted the new words, and `overview` until it has painted the overview again, each by the browser's clock.
"""

from __future__ import annotations

import argparse
import http.client
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build

#: Quiet between two saves, so that each is a burst of its own.
PAUSE_S = 0.3


@dataclass(frozen=True)
class Followed:
    """One save: seconds from the write until the event, and until what was asked for after it."""

    event_s: float
    shown_s: float


class Browser:
    """What a browser does: follow one address, and ask for another when told."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.address = address
        self._host, self._base = parts.netloc, parts.path

    def get(self, path: str) -> str:
        connection = http.client.HTTPConnection(self._host, timeout=30)
        connection.request("GET", self._base + path)
        return connection.getresponse().read().decode()

    @contextmanager
    def following(self, query: str) -> Iterator[Iterator[int]]:
        """Each number that is told, as it comes."""
        connection = http.client.HTTPConnection(self._host, timeout=30)
        connection.request("GET", f"{self._base}events?{query}")
        response = connection.getresponse()
        try:
            yield (
                int(line[6:]) for line in iter(response.readline, b"") if line.startswith(b"data: ")
            )
        finally:
            connection.close()


@contextmanager
def running(root: Path) -> Iterator[tuple[Browser, float]]:
    line, environment = build.command("preview", "--quiet")
    began = time.perf_counter()
    with subprocess.Popen(
        line,
        cwd=root,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            address = process.stdout.readline().strip() if process.stdout else ""
            if not address:
                sys.exit("the preview did not begin")
            yield Browser(address), time.perf_counter() - began
        finally:
            process.terminate()


def follow(browser: Browser, plan: Path, query: str, path: str, saves: int) -> list[Followed]:
    """One for each save, after one that is not counted."""
    found = []
    with browser.following(query) as numbers:
        next(numbers)
        for i in range(saves + 1):
            time.sleep(PAUSE_S)
            words = build.new_words("shown", i)
            began = time.perf_counter()
            build.change(plan, words)
            next(numbers)
            event_s = time.perf_counter() - began
            shown = browser.get(path)
            found.append(Followed(event_s, time.perf_counter() - began))
            if path and words not in shown:
                sys.exit("a page did not follow its plan")
    return found[1:]


#: Run in each document of the browser: says what a save has put in once it has been painted, and when that was.
REPORT = """
let told = "";
const tell = () => requestAnimationFrame(() => setTimeout(() => {
  const words = document.body?.textContent.match(/Saved \\w+/)?.[0] ?? "";
  if (words !== told) window.painted(words, performance.timeOrigin + performance.now());
  told = words;
}));
new MutationObserver(tell).observe(document, { childList: true, subtree: true, characterData: true });
"""


def entitle(path: Path, title: str) -> None:
    """Give a plan another title."""
    path.write_text(
        re.sub(r"^title: .*$", f"title: {title}", path.read_text("utf-8"), flags=re.MULTILINE),
        "utf-8",
    )


def in_browser(name: str, address: str, plan: Path, saves: int) -> list[Followed]:
    """One for each save, after one that is not counted: until the new title has been painted."""
    from playwright.sync_api import sync_playwright

    seen: list[tuple[str, float]] = []
    found = []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=shutil.which(name), args=["--no-sandbox"]
        )
        page = running.new_page()
        page.expose_function("painted", lambda *said: seen.append(said))
        page.add_init_script(REPORT)
        page.goto(address)
        for i in range(saves + 1):
            page.wait_for_timeout(PAUSE_S * 1000)
            title = f"Saved {'again' * (i + 1)}"
            began = time.time()
            entitle(plan, title)
            while not (shown := [at for words, at in seen if words == title]):
                page.wait_for_timeout(2)
            found.append(Followed(0, max(shown) / 1000 - began))
        running.close()
    return found[1:]


def ms(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f} ms / {max(seconds) * 1000:.0f} ms"


def measure(root: Path, count: int, options: argparse.Namespace) -> list[str]:
    plans = build.write_workspace(root, count, build.load_corpus(options.corpus))
    middle = plans[count // 2]
    name = f"plans/{middle.name}"
    with running(root) as (browser, start_s):
        if options.browser:
            pages = in_browser(
                options.browser, f"{browser.address}open/{name}", middle, options.saves
            )
            overviews = in_browser(options.browser, browser.address, middle, options.saves)
            painted = [ms([one.shown_s for one in all_]) for all_ in (pages, overviews)]
            return [f"{count}", f"{start_s:.1f} s", "", *painted]
        pages = follow(browser, middle, f"seen=0&plan={name}", f"page/{name}", options.saves)
        overviews = follow(browser, middle, "seen=0", "", options.saves)
    return [
        f"{count}",
        f"{start_s:.1f} s",
        ms([one.event_s for one in pages]),
        ms([one.shown_s for one in pages]),
        ms([one.shown_s for one in overviews]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--n", default="1000", help="numbers of plans, with commas between them")
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument(
        "--in", dest="browser", help="a browser that Playwright can drive, such as chromium"
    )
    parser.add_argument("--corpus", type=Path, default=build.CORPUS)
    options = parser.parse_args()
    print("| plans | start | event | page | overview |\n" + "|---:" * 5 + "|")
    for count in (int(word) for word in options.n.split(",") if word):
        with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder:
            print("| " + " | ".join(measure(Path(folder), count, options)) + " |")


if __name__ == "__main__":
    main()

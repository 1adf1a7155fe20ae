"""What a client meets first: how far down a phone things stand, how long a page is, and how soon it is there.

    python -m bench.first_look [WORKSPACE] [--opened N]

Opens every page of a workspace that has been built, in Chromium at 390 by 844, and prints for each: y in pixels of the next
step, the first measure, the first chart and the first good thing; phone screens; words; bytes of the file at gzip level 6;
DOM nodes. `--opened` adds the median time, of N openings, until an opened page is complete.
"""

from __future__ import annotations

import argparse
import gzip
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page

from tests.support.chromium import chromium

CHECKOUT: Final = Path(__file__).resolve().parents[1]
PHONE: Final = {"width": 390, "height": 844}
#: Where the things stand that matter, each by what may be there, the first that is.
PLACES: Final = {
    "step": ".next",
    "measure": ".rows li, .glance__how p + p, .glance__how p",
    "chart": "figure.chart svg",
    "good": ".wins li, .good li",
}
_LISTED: Final = re.compile(
    r"^plans/(\S+)\.ya?ml +(\w+).*\n +(file:\S+)(?:\n +((?:\w+ ){5}\w+))?", re.MULTILINE
)
_LOOK: Final = """places => {
  const shown = element => element.checkVisibility() && element.getClientRects().length;
  const y = Object.fromEntries(Object.entries(places).map(([name, at]) => {
    for (const one of at.split(", "))
      for (const found of document.querySelectorAll(one))
        if (shown(found)) return [name, Math.round(found.getBoundingClientRect().top + scrollY)];
    return [name, null];
  }));
  const article = document.querySelector("article");
  return {y, height: document.documentElement.scrollHeight, words: article.innerText.split(/\\s+/).length,
          nodes: document.querySelectorAll("*").length};
}"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the workspace: its plan, its address with what opens it, and its words."""

    plan: str
    address: str
    words: str | None

    @property
    def content(self) -> bytes:
        return Path(unquote(urlsplit(self.address).path)).read_bytes()


def listed(workspace: Path) -> list[Listed]:
    said = subprocess.run(
        [sys.executable, "-m", "generator", "links", "--show-secrets"],
        cwd=workspace,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [
        Listed(plan, address, words or None) for plan, _, address, words in _LISTED.findall(said)
    ]


def opened(browser: Browser, one: Listed) -> tuple[Page, float]:
    """The page with its plan on it, and the milliseconds it took from the start of the navigation."""
    page = browser.new_page(viewport=PHONE)
    page.goto(one.address)
    if one.words:
        page.fill("input[type=password]", one.words)
        page.keyboard.press("Enter")
    page.wait_for_selector("article h1")
    took = page.evaluate(
        "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
    )
    return page, took


def look(browser: Browser, one: Listed) -> str:
    page, _ = opened(browser, one)
    seen = page.evaluate(_LOOK, PLACES)
    page.context.close()
    places = "".join(f"{'-' if at is None else at:>9}" for at in seen["y"].values())
    screens = seen["height"] / PHONE["height"]
    packed = len(gzip.compress(one.content, 6, mtime=0))
    return f"{one.plan:<26}{places}{screens:>9.1f}{seen['words']:>7}{packed:>8}{seen['nodes']:>7}"


def median_opening_ms(browser: Browser, one: Listed, times: int) -> float:
    took = []
    for _ in range(times):
        page, ms = opened(browser, one)
        page.context.close()
        took.append(ms)
    return median(took)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("workspace", nargs="?", type=Path, default=CHECKOUT)
    parser.add_argument("--opened", type=int, default=0, metavar="N")
    options = parser.parse_args()
    heads = "".join(f"{name:>9}" for name in PLACES)
    print(f"{'':<26}{heads}{'screens':>9}{'words':>7}{'gzip':>8}{'nodes':>7}")
    with chromium() as browser:
        for one in listed(options.workspace):
            print(look(browser, one))
            if options.opened and not one.words:
                print(f"{'':<26}opened in {median_opening_ms(browser, one, options.opened):.0f} ms")


if __name__ == "__main__":
    main()

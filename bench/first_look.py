"""What a client meets first: how far down a phone things stand, how long a page is, and how soon it is there.

    python -m bench.first_look [WORKSPACE] [--opened N]

Opens every page of a workspace that has been built, in Chromium at 390 by 844, and prints for each: y in pixels of the next
step, the first measure, the first chart and the first good thing; phone screens; words; bytes of the file at gzip level 6;
DOM nodes. `--opened` adds the median time, of N openings, from the start of the navigation until an opened page is laid out
and painted, in a browser that runs already and has shown another page.
"""

from __future__ import annotations

import argparse
import gzip
import re
import subprocess
import sys
import time
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

#: Runs before the page does, and keeps when the frame with the plan on it was painted.
_PAINTED: Final = """new MutationObserver((_, watch) => {
  if (!document.querySelector("article h1")) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => globalThis.painted = performance.now()));
}).observe(document, {childList: true, subtree: true})"""
#: In which an opened page is certainly complete.
ENOUGH_S: Final = 0.7


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


def opened(browser: Browser, one: Listed) -> Page:
    """The page with its plan on it."""
    page = browser.new_page(viewport=PHONE)
    page.goto(one.address)
    if one.words:
        page.fill("input[type=password]", one.words)
        page.keyboard.press("Enter")
    page.wait_for_selector("article h1")
    return page


def look(browser: Browser, one: Listed) -> str:
    page = opened(browser, one)
    seen = page.evaluate(_LOOK, PLACES)
    page.context.close()
    places = "".join(f"{'-' if at is None else at:>9}" for at in seen["y"].values())
    screens = seen["height"] / PHONE["height"]
    packed = len(gzip.compress(one.content, 6, mtime=0))
    return f"{one.plan:<26}{places}{screens:>9.1f}{seen['words']:>7}{packed:>8}{seen['nodes']:>7}"


def opening_ms(browser: Browser, one: Listed, before: Listed) -> float:
    """As the page itself sees it: asking while it opens would be part of what is timed."""
    page = browser.new_page(viewport=PHONE)
    page.goto(before.address)
    time.sleep(ENOUGH_S)
    page.add_init_script(_PAINTED)
    page.goto(one.address, wait_until="commit")
    time.sleep(ENOUGH_S)
    took = page.evaluate("painted")
    page.context.close()
    return took


def median_opening_ms(browser: Browser, one: Listed, before: Listed, times: int) -> float:
    return median(opening_ms(browser, one, before) for _ in range(times))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("workspace", nargs="?", type=Path, default=CHECKOUT)
    parser.add_argument("--opened", type=int, default=0, metavar="N")
    options = parser.parse_args()
    heads = "".join(f"{name:>9}" for name in PLACES)
    print(f"{'':<26}{heads}{'screens':>9}{'words':>7}{'gzip':>8}{'nodes':>7}")
    pages = listed(options.workspace)
    with chromium() as browser:
        for one in pages:
            print(look(browser, one))
            if options.opened and not one.words:
                before = next(other for other in pages if other is not one and not other.words)
                took = median_opening_ms(browser, one, before, options.opened)
                print(f"{'':<26}opened in {took:.0f} ms")


if __name__ == "__main__":
    main()

"""Pictures: what the guides show, made from what Handrail really says and draws.

`python -m bench.pictures FOLDER` writes them there; `make pictures` writes those of the guides. Day, key and link are
always the same, so a picture changes only when what it shows has changed.
"""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, FloatRect, Page, expect

from tests.support.chromium import chromium

CHECKOUT: Final = Path(__file__).resolve().parents[1]
TODAY: Final = "2026-11-27"
#: For pictures alone; it seals no page of anyone.
KEY: Final = "practice-2026 " + "5a" * 32 + "\n"
UID: Final = "46f9d50bd3f12b40e5daff139cf628fa"
#: The log of the tutorial's plan: the day, and what `handrail log` is told of it.
LOG: Final = (
    ("2026-10-12", "--score=join-in=1", "--score=ease=3"),
    ("2026-10-19", "--score=join-in=1", "--score=ease=2", "--helped=three slow breaths=2"),
    ("2026-10-26", "--score=join-in=2", "--score=ease=4", "--note=Said hello first."),
    ("2026-11-09", "--score=join-in=2", "--score=ease=5", "--helped=a seat near the door=3"),
    ("2026-11-20", "--score=join-in=3", "--score=ease=5", "--note=Stayed for the whole lunch."),
)
#: A terminal: the font's own blocks stand edge to edge, so that a camera reads the square from the picture too.
TERMINAL: Final = """\
<!DOCTYPE html><meta charset="utf-8"><style>
body{{margin:0;background:#1b1719;color:#f0e8e6;display:inline-block}}
pre{{margin:0;padding:18px 22px;font:14px/16px "DejaVu Sans Mono","Noto Sans Mono",monospace}}
b{{color:#f0a6c5;font-weight:400}}
.square{{color:#fff;letter-spacing:-.4287px}}
</style><pre><b>$</b> handrail share sam

<span class="square">{square}</span>
{link}</pre>
"""


class Practice:
    """The tutorial's workspace, some weeks on."""

    def __init__(self, home: Path) -> None:
        self.root = home / "practice"
        keys = home / "keys"
        keys.write_text(KEY, "utf-8")
        keys.chmod(0o600)
        self._environment = os.environ | {
            "HANDRAIL_KEY_FILE": str(keys),
            "NO_COLOR": "1",
            "PYTHONPATH": str(CHECKOUT),
            "PYTHONUNBUFFERED": "1",
            "PYTHONUTF8": "1",
        }
        self._run(
            home,
            "init",
            "practice",
            "--support=Night line=555 0100, day and night",
            "--no-git",
            "--yes",
        )
        (self.root / "plans/sample.yml").unlink()
        self.change("handrail.yml", "# base_url:", "base_url:")
        self._run(self.root, "new", "sam", "--starter=anxiety", "--today=2026-10-05")
        plan = self.root / "plans/sam.yml"
        was = plan.read_text("utf-8").partition('uid: "')[2].partition('"')[0]
        self.change("plans/sam.yml", was, UID)
        self.change("plans/sam.yml", "status: draft", "status: active")
        self.change("plans/sam.yml", "#agreed:", "agreed:")
        self.change("plans/sam.yml", "due: 2026-11-02", "due: 2026-12-07")
        for day, *words in LOG:
            self._run(self.root, "log", "sam", f"--date={day}", *words)
        self._run(self.root, "build")

    def change(self, name: str, was: str, becomes: str) -> None:
        path = self.root / name
        text = path.read_text("utf-8")
        assert was in text, f"{name} does not say {was}"
        path.write_text(text.replace(was, becomes), "utf-8")

    def share(self) -> str:
        return self._run(self.root, "share", "plans/sam.yml")

    @contextmanager
    def preview(self, root: Path | None = None) -> Iterator[str]:
        """The address of a preview that runs."""
        with subprocess.Popen(
            [sys.executable, "-m", "generator", "preview", f"--today={TODAY}", "--quiet"],
            cwd=root or self.root,
            env=self._environment,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
            process.terminate()

    def _run(self, folder: Path, *words: str) -> str:
        today = [] if any(word.startswith("--today") for word in words) else [f"--today={TODAY}"]
        done = subprocess.run(
            [sys.executable, "-m", "generator", *words, *today],
            cwd=folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def samples(home: Path) -> Path:
    """The samples of the checkout, to be looked at together."""
    root = home / "samples"
    shutil.copytree(CHECKOUT / "plans", root / "plans")
    shutil.copy(CHECKOUT / "handrail.yml", root)
    return root


def square(browser: Browser, practice: Practice, path: Path) -> None:
    *blocks, _, link = practice.share().strip("\n").split("\n")
    page = browser.new_page(device_scale_factor=2)
    page.set_content(TERMINAL.format(square=html.escape("\n".join(blocks)), link=html.escape(link)))
    page.locator("body").screenshot(path=path)


def phone(browser: Browser, link: str, path: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 620}, device_scale_factor=1.5)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.screenshot(path=path)


def overview(browser: Browser, address: str, path: Path) -> None:
    page = _desk(browser)
    page.goto(address)
    expect(page.locator(".row").first).to_be_visible()
    page.screenshot(path=path, clip=_top(page, 760))


def finding(browser: Browser, practice: Practice, address: str, path: Path) -> None:
    page = _desk(browser)
    page.goto(f"{address}open/plans/sam.yml")
    expect(page.frame_locator("#shown").locator("h1")).to_be_visible()
    practice.change("plans/sam.yml", "    target: 6", "    target: 16")
    expect(page.locator(".mend")).to_be_visible()
    page.screenshot(path=path, clip=_top(page, 760))


def opened(browser: Browser, root: Path, path: Path) -> None:
    """The first screen of a plan on a desk."""
    built = [sys.executable, "-m", "generator", "build", "--quiet", f"--today={TODAY}"]
    subprocess.run(
        built, cwd=root, check=True, env=os.environ | {"PYTHONPATH": str(CHECKOUT)}, timeout=60
    )
    page = browser.new_page(viewport={"width": 1000, "height": 640})
    page.goto((root / "site/last-school-year/index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.screenshot(path=path)


def _desk(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 1080, "height": 900})


def _top(page: Page, height: int) -> FloatRect:
    assert page.viewport_size is not None
    return {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": height}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, chromium() as browser:
        practice = Practice(Path(home))
        link = practice.share().strip().splitlines()[-1]
        file = link.replace("https://plans.example.org", f"{practice.root.as_uri()}/site").replace(
            "/#", "/index.html#"
        )
        square(browser, practice, folder / "share.png")
        phone(browser, file, folder / "page.png")
        phone(browser, file[:-6], folder / "lock.png")
        with practice.preview() as address:
            finding(browser, practice, address, folder / "finding.png")
        root = samples(Path(home))
        opened(browser, root, folder / "plan-page.png")
        with practice.preview(root) as address:
            overview(browser, address, folder / "overview.png")
    for picture in sorted(folder.glob("*.png")):
        print(f"{picture}  {picture.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

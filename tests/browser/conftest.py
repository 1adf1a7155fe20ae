"""Pages of the sample plans in the distribution's own Chromium."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.build import build

CHECKOUT = Path(__file__).resolve().parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
#: The sample plans, by the name of their file.
SAMPLES = tuple(sorted(path.stem for path in (CHECKOUT / "plans").glob("*.yml")))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = [path for name in CHROMIUM_NAMES if (path := shutil.which(name))]
    if not found:
        pytest.fail("the browser tests need Chromium; `make test` installs it where it may")
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if os.name == "posix" and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found[0], args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, built away from the checkout, all of them public: what they say is looked at, not how they open."""
    return samples_in("en", tmp_path_factory.mktemp("workspace"))


def samples_in(language: str, root: Path) -> Path:
    """The samples as public pages in a language that `root` may have a catalogue for."""
    shutil.copytree(CHECKOUT / "plans", root / "plans")
    for plan in (root / "plans").glob("*.yml"):
        text = re.sub(r"^(share|language): .*\n", "", plan.read_text("utf-8"), flags=re.MULTILINE)
        plan.write_text(f"{text}\nlanguage: {language}\nshare: {{access: public}}\n", "utf-8")
    shutil.copy(CHECKOUT / "handrail.yml", root)
    built = build(root, date(2026, 11, 22), lambda _done, _of: None)
    assert built.findings == ()
    return root / "site"

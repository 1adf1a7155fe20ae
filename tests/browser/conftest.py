"""Pages of the sample plans in the distribution's own Chromium."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.builder.site import build
from tests.support.chromium import chromium

CHECKOUT = Path(__file__).resolve().parents[2]
#: The sample plans, by the name of their file.
SAMPLES = tuple(sorted(path.stem for path in (CHECKOUT / "plans").glob("*.yml")))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=60_000)
    with chromium() as running:
        yield running


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

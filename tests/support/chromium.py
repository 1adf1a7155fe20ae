"""Chromium: the distribution's own, for tests that look at pages and for the pictures of the guides."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Raises LookupError where there is none."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    if not found:
        raise LookupError("the browser tests need Chromium; `make test` installs it where it may")
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if os.name == "posix" and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found[0], args=arguments)
        yield running
        running.close()

"""Chromium: the distribution's own, for tests that look at pages and for the pictures of the guides."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

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


@contextmanager
def a_chromium(browser: Browser) -> Iterator[Chromium]:
    """Chromium as one of the engines, in a browser that runs."""
    context = browser.new_context()
    yield Chromium(context.new_page())
    context.close()


class Chromium:
    """One of the engines."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._heard: list[str] = []
        page.on("pageerror", lambda error: self._heard.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._heard.append(message.text)

    def open(self, address: str) -> None:
        self._page.goto(address)

    def js(self, expression: str) -> Any:
        return self._page.evaluate(f"async () => await ({expression})")

    def said(self) -> list[str]:
        heard, self._heard = self._heard, []
        return heard

    def printed(self) -> bytes:
        return self._page.pdf(format="A4", prefer_css_page_size=True, print_background=True)

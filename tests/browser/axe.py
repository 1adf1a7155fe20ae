"""Axe: what the accessibility checker finds on a page, and nothing of what it finds in order, which takes as long."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_ASKED = {"resultTypes": ["violations"]}


def violations(page: Page, within: str = "html") -> list[str]:
    """Each broken rule with the elements that break it; of the whole page, or of what a selector finds."""
    return [
        f"{broken['id']}: {node['html']}"
        for broken in Axe().run(page, within, options=_ASKED).response["violations"]
        for node in broken["nodes"]
    ]

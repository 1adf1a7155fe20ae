"""What a page is on a bad day: only what helps, or without its numbers, by one tap and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import SAMPLES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("name", SAMPLES),
]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def page(browser: Browser, site: Path, name: str) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((site / name / "index.html").as_uri())
    yield page
    context.close()


def press(page: Page, words: str) -> None:
    page.locator("summary", has=page.get_by_text(words, exact=True)).press("Enter")


def test_only_what_helps_is_left_and_one_tap_brings_the_page_back(page: Page) -> None:
    article = page.locator("article")
    before = article.inner_text()

    press(page, "Only what helps")
    for what in (".next", ".part .help", "h1"):
        expect(page.locator(what).first).to_be_visible()
    for what in (".n", ".date", "svg[role=img]", "table", ".entry", ".steps", ".rows", ".foot"):
        assert page.locator(f"{what}:visible").count() == 0, what
    page.get_by_text("Tap again for the rest.").wait_for(state="visible")

    press(page, "The whole page")
    assert article.inner_text() == before


def test_no_digit_stands_beside_what_helps_but_a_number_to_call(page: Page) -> None:
    press(page, "Only what helps")

    for part in page.locator("section.k:visible, div.k:not(.help):visible, ul.k:visible").all():
        assert not re.search(r"\d", part.inner_text()), part.inner_text()


def test_numbers_go_and_lines_and_words_stay(page: Page) -> None:
    article = page.locator("article")
    before, charts = article.inner_text(), page.locator("svg[role=img]:visible").count()

    press(page, "Hide the numbers")
    assert page.locator(".n:visible").count() == 0
    assert page.locator("svg[role=img]:visible").count() == charts
    assert page.locator(".rows:visible li").count() == page.locator(".rows li").count()

    press(page, "Show the numbers")
    assert article.inner_text() == before


@pytest.mark.parametrize("way", ["Only what helps", "Hide the numbers"])
def test_axe_finds_nothing_on_a_bad_day(browser: Browser, site: Path, name: str, way: str) -> None:
    page = browser.new_context(viewport=PHONE, bypass_csp=True).new_page()  # type: ignore[arg-type]
    page.goto((site / name / "index.html").as_uri())
    page.locator("summary").get_by_text(way, exact=True).click()

    assert violations(page) == []
    page.context.close()

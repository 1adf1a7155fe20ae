"""Pages in other languages: words that are longer than English ones, and words that run from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import violations
from tests.browser.conftest import SAMPLES, samples_in
from tests.browser.test_pages import DESK, PHONE, SMALL_PHONE, clashes_on, opened
from tests.support import pseudo

pytestmark = pytest.mark.browser

#: How the words of each language are made up; its days and numbers are its own.
LANGUAGES = {"de": pseudo.longer, "ar": pseudo.arabic}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def site(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp(language)
    pseudo.add_to(root, {language: LANGUAGES[language]})
    return samples_in(language, root)


#: Between them they have every part of a page.
RICH_SAMPLES = ("kim-and-alex", "last-school-year")


@pytest.mark.parametrize("name", RICH_SAMPLES)
def test_axe_finds_nothing(browser: Browser, site: Path, name: str) -> None:
    page = opened(browser, site, name, viewport=PHONE, bypass_csp=True)

    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize(
    ("name", "size"),
    [*((name, SMALL_PHONE) for name in SAMPLES), *((name, DESK) for name in RICH_SAMPLES)],
    ids=[*SAMPLES, *(f"{name}-1280" for name in RICH_SAMPLES)],
)
def test_nothing_scrolls_sideways_and_no_words_of_a_chart_touch(
    browser: Browser, site: Path, name: str, size: dict[str, int]
) -> None:
    page = opened(browser, site, name, viewport=size)

    assert (
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        <= 0
    )
    assert clashes_on(page) == []
    page.context.close()


def test_a_page_from_right_to_left_says_so(browser: Browser, site: Path, language: str) -> None:
    page = opened(browser, site, SAMPLES[0], viewport=PHONE)

    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    assert page.evaluate("document.documentElement.lang") == language
    page.context.close()

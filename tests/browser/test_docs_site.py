"""Docs site: built without a warning, the same each time, it reads well on a phone and on a desk, and is searched offline."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHECKOUT = Path(__file__).resolve().parents[2]
#: What somebody types who needs help, and the page that has to be among what is found.
SOUGHT = {
    "lost key": "recipes/computers.html",
    "lost phone": "recipes/links.html",
    "Steady": "statistics.html",
    "PHQ-9": "measures.html",
    "GitLab": "recipes/code-hosts.html",
    "never_publish": "settings.html",
}


def built_in(folder: Path) -> Path:
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", folder / "trees"]
    done = subprocess.run(
        [*sphinx, CHECKOUT / "docs", folder / "html"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "html"


@pytest.fixture(scope="session")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_in(tmp_path_factory.mktemp("docs"))


@pytest.fixture(scope="session")
def pages(docs: Path) -> list[Path]:
    """Every page that has a source."""
    sources = (CHECKOUT / "docs").rglob("*.md")
    return [docs / path.relative_to(CHECKOUT / "docs").with_suffix(".html") for path in sources]


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        yield context.new_page()


@pytest.fixture
def desk_at_night(browser: Browser) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme="dark"
    ) as context:
        yield context.new_page()


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_no_page_scrolls_sideways_on_a_phone_or_a_desk(
    pages: list[Path], phone: Page, desk_at_night: Page
) -> None:
    wide = []
    for screen in (phone, desk_at_night):
        for path in pages:
            screen.goto(path.as_uri())
            if too_wide(screen):
                wide.append(path.name)

    assert wide == []


def test_nothing_is_asked_of_others_and_nothing_goes_wrong(docs: Path, phone: Page) -> None:
    asked: list[str] = []
    heard: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("console", lambda message: heard.append(message.text))
    for name in ("index.html", "tutorial.html", "search.html?q=key"):
        phone.goto(f"{docs.as_uri()}/{name}")
    loaded = [
        path.name
        for path in docs.rglob("*.html")
        if re.search(r'<(script|img|iframe)\b[^>]*\bsrc="(https?:)?//', path.read_text("utf-8"))
    ]

    assert loaded == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert heard == []


@pytest.mark.parametrize(("sought", "page"), SOUGHT.items())
def test_the_search_finds_it_in_a_folder(docs: Path, phone: Page, sought: str, page: str) -> None:
    phone.goto(f"{docs.as_uri()}/search.html?q={sought}")

    found = phone.locator(f'#search-results a[href*="{page}"]')
    expect(found.first).to_be_visible()


def test_a_heading_that_has_the_very_words_is_found_first(docs: Path, phone: Page) -> None:
    phone.goto(f"{docs.as_uri()}/search.html?q=lost key")

    expect(phone.locator("#search-results a").first).to_have_text(re.compile("A lost key$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "recipes/code-hosts"])
def test_what_a_page_says_is_within_reach_of_everybody(
    browser: Browser, docs: Path, name: str, scheme: str
) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        page = context.new_page()
        page.goto(f"{docs.as_uri()}/{name}.html")

        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")

        assert violations(page, "article") == []
        assert (sum(map(int, re.findall(r"\d+", ground))) > 600) == (scheme == "light")


def test_what_a_client_reads_fits_one_sheet_of_paper(docs: Path, phone: Page) -> None:
    phone.goto(f"{docs.as_uri()}/clients.html")
    sheets = PdfReader(BytesIO(phone.pdf(format="A4"))).pages

    assert len(sheets) == 1
    assert "It is your page." in sheets[0].extract_text()


def test_every_page_says_in_a_sentence_or_two_what_it_is(pages: list[Path]) -> None:
    told = {
        path.stem: re.findall(r'<meta name="description" content="(.*?)"', path.read_text("utf-8"))
        for path in pages
    }

    assert [
        name for name, said in told.items() if len(said) != 1 or not 30 < len(said[0]) < 260
    ] == []


def test_every_picture_is_told_in_words(pages: list[Path]) -> None:
    pictures = [
        picture
        for path in pages
        for picture in re.findall(r"<img\b[^>]*>", path.read_text("utf-8").partition("<article")[2])
    ]

    assert pictures
    assert [one for one in pictures if not re.search(r'alt="[^"]{20,}"', one)] == []


def test_every_link_within_the_site_leads_to_its_part(docs: Path) -> None:
    texts = {path: path.read_text("utf-8") for path in docs.rglob("*.html")}
    parts = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in texts.items()}
    lost, insecure = [], []
    for path, text in texts.items():
        for link in map(unescape, re.findall(r'<a\b[^>]*\bhref="([^"]*)"', text)):
            address = urlsplit(link)
            if address.scheme:
                insecure += [link] if address.scheme == "http" else []
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            part = unquote(address.fragment)
            if not target.exists() or (part and part not in parts[target]):
                lost.append((path.name, link))

    assert (lost, insecure) == ([], [])


def test_the_front_page_opens_a_real_page(docs: Path, phone: Page) -> None:
    phone.goto(f"{docs.as_uri()}/index.html")
    phone.get_by_role("link", name="Open this page").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Enjoy my last school year")


def test_the_same_pages_make_the_same_site(docs: Path, tmp_path: Path) -> None:
    again = built_in(tmp_path)

    files = {path.relative_to(docs) for path in docs.rglob("*") if path.is_file()}
    assert files == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    assert [
        name for name in files if (docs / name).read_bytes() != (again / name).read_bytes()
    ] == []

"""What a person finds who opens a page: on a phone and a desk, by day and night, on paper, without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.conftest import SAMPLES
from tests.support.builders import SMALL, a_workspace, built

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
SMALL_PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}

every_sample = pytest.mark.parametrize("name", SAMPLES)
every_view = pytest.mark.parametrize(
    ("size", "scheme"),
    [(PHONE, "light"), (DESK, "dark")],
    ids=["phone-light", "desk-dark"],
)


def opened(browser: Browser, site: Path, name: str, **options: object) -> Page:
    """The sample's page with every disclosure open, so that nothing hides from the test."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto((site / name / "index.html").as_uri())
    page.evaluate(
        "for (const folded of document.querySelectorAll('details:not(.only, .quiet)')) folded.open = true"
    )
    return page


def clashes_on(page: Page) -> list[str]:
    """The words of charts that touch each other or leave their chart."""
    return page.evaluate(
        """() => {
          const found = [];
          for (const svg of document.querySelectorAll('svg[role=img]')) {
            const frame = svg.getBoundingClientRect();
            if (!frame.width) continue;
            const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
            texts.forEach(([words, box], i) => {
              if (box.left < frame.left - 1 || box.right > frame.right + 1
                  || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
                found.push(`${words} leaves the frame`);
              for (const [others, other] of texts.slice(i + 1)) {
                const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
                const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
                if (across > 0.5 && down > 4) found.push(`${words} touches ${others}`);
              }
            });
          }
          return found;
        }"""
    )


@every_sample
@every_view
def test_axe_finds_nothing(
    browser: Browser, site: Path, name: str, size: dict[str, int], scheme: str
) -> None:
    page = opened(browser, site, name, viewport=size, color_scheme=scheme, bypass_csp=True)

    assert violations(page) == []
    page.context.close()


@every_sample
def test_opening_a_page_asks_for_nothing_and_says_nothing_to_the_console(
    browser: Browser, site: Path, name: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    address = (site / name / "index.html").as_uri()

    page.goto(address, wait_until="networkidle")

    assert [url for url in asked if not url.startswith("data:")] == [address]
    assert said == []
    page.close()


@every_sample
def test_nothing_scrolls_sideways_at_any_width_with_small_words_and_large(
    browser: Browser, site: Path, name: str
) -> None:
    page = opened(browser, site, name, viewport=SMALL_PHONE)

    for size in (SMALL_PHONE, PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for text_px in (16, 32):
            wider_by = page.evaluate(
                """(px) => {
                  const page = document.documentElement;
                  page.style.fontSize = `${px}px`;
                  return page.scrollWidth - page.clientWidth;
                }""",
                text_px,
            )

            assert wider_by <= 0, (size, text_px)
    page.context.close()


@every_sample
def test_words_on_charts_are_at_least_12_px_on_the_smallest_phone(
    browser: Browser, site: Path, name: str
) -> None:
    page = opened(browser, site, name, viewport=SMALL_PHONE)

    sizes = page.evaluate(
        """() => [...document.querySelectorAll('svg[role=img] text')]
            .filter(text => text.getBoundingClientRect().width > 0)
            .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getCTM().a)"""
    )

    assert len(sizes) > 10
    assert min(sizes) >= 12
    page.context.close()


@every_sample
def test_no_two_words_of_a_chart_touch_and_none_leaves_it(
    browser: Browser, site: Path, name: str
) -> None:
    page = opened(browser, site, name, viewport=SMALL_PHONE)

    for size in (SMALL_PHONE, PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert clashes_on(page) == [], size
    page.context.close()


@every_sample
def test_paper_is_light_even_from_dark_and_holds_no_container(
    browser: Browser, site: Path, name: str
) -> None:
    page = browser.new_page(viewport=PHONE, color_scheme="dark")
    page.goto((site / name / "index.html").as_uri())

    page.emulate_media(media="print", color_scheme="dark")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    containers = page.evaluate(
        """[...document.querySelectorAll('*')]
            .filter(part => getComputedStyle(part).containerType !== 'normal').length"""
    )

    assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert containers == 0  # Firefox prints nothing of what a container query shows
    page.close()


@every_sample
def test_everything_is_there_without_script(browser: Browser, site: Path, name: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((site / name / "index.html").as_uri())

    assert page.locator("h1").inner_text()
    assert page.locator("svg[role=img]").count() >= 3
    page.locator(".more:has(table) > summary").first.click()
    assert page.locator("table:visible").count() >= 1
    page.context.close()


@every_sample
def test_forced_colours_keep_every_chart_readable(browser: Browser, site: Path, name: str) -> None:
    page = opened(browser, site, name, viewport=PHONE, forced_colors="active")

    faint = page.evaluate(
        """() => [...document.querySelectorAll('.c-dots, .c-line, .c-bar, .c-aim')]
            .map(mark => { const s = getComputedStyle(mark); return [s.stroke, s.fill, s.markerStart]; })
            .filter(marks => marks.every(mark => mark === 'none')).length"""
    )

    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert faint == 0
    page.context.close()


@every_sample
def test_the_keyboard_alone_reaches_help_and_unfolds_what_is_folded(
    browser: Browser, site: Path, name: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto((site / name / "index.html").as_uri())

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the plan"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Need someone now"
    page.locator("details > summary").first.focus()
    page.keyboard.press("Enter")

    assert page.locator("details").first.get_attribute("open") is not None
    page.close()


def test_a_script_in_a_note_is_text(browser: Browser, tmp_path: Path) -> None:
    attack = (
        "<script>document.title = 'broken'</script><img src=x onerror=\"document.title='broken'\">"
    )
    root = a_workspace(
        tmp_path, {"sam.yml": SMALL + f"    note: '{attack.replace(chr(39), chr(39) * 2)}'\n"}
    )
    built(root)
    page = browser.new_context(bypass_csp=True).new_page()

    page.goto((root / "site/sam/index.html").as_uri())

    assert page.title() == "My plan"
    assert "<script>" in (page.locator(".entry").first.text_content() or "")
    page.context.close()

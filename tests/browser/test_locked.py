"""Sealed pages in the distribution's own Chromium: they open, stay shut, and say what to do."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.builder.context import open_workspace
from generator.builder.site import build
from generator.privacy.seal import seal
from generator.publish.shared import Shared, read_sharing
from tests.browser.axe import violations
from tests.support.builders import SMALL, a_workspace

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 22)
PRIVATE = SMALL.replace("share: {access: public}\n", "tab_title: Our walk\n").replace(
    "end: 2026-04-06}", "end: 2026-04-06, review: {due: 2026-03-30}}"
)
UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"


@dataclass(frozen=True)
class Site:
    root: Path
    address: str
    link: Shared
    words: Shared

    def url(self, shared: Shared, fragment: str | None = None) -> str:
        kept = shared.url.partition("#")[2]
        return f"{self.address}/{shared.path}#{kept if fragment is None else fragment}"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("practice")
    by_words = f"share: {{access: words}}\n{PRIVATE}".replace(
        UID, "0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6"
    )
    a_workspace(root, {"link.yml": PRIVATE, "words.yml": by_words})
    settings = root / "handrail.yml"
    settings.write_text(f"key: demonstration\n{settings.read_text('utf-8')}", "utf-8")
    assert build(root, TODAY, lambda _done, _of: None).findings == ()
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Quiet, directory=str(root / "site"))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    link, words = read_sharing(open_workspace(root, TODAY)).shared
    yield Site(root, f"http://127.0.0.1:{server.server_port}", link, words)
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console", lambda message: wrong.append(message.text) if message.type == "error" else None
    )
    yield page
    context.close()
    assert wrong == []


def title(page: Page) -> str:
    return page.locator("main h1:visible").inner_text()


def open_with_words(page: Page, site: Site) -> None:
    page.goto(site.url(site.words))
    page.get_by_label("Your words").fill(site.words.words or "")
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_visible()


# ---- link mode


def test_the_link_opens_the_page_without_a_keystroke(page: Page, site: Site) -> None:
    page.goto(site.url(site.link))

    expect(page.locator("article h1")).to_have_text("Feel at ease in a crowd")
    assert page.title() == "Our walk"
    expect(page.get_by_role("status")).to_have_text("Feel at ease in a crowd")
    assert not page.locator("#lock").is_visible()


def test_the_page_opens_from_a_file(page: Page, site: Site) -> None:
    page.goto(site.link.url)

    expect(page.locator("article h1")).to_have_text("Feel at ease in a crowd")


@pytest.mark.parametrize(
    "change",
    [
        lambda k: f"k={k.lower()}.",
        lambda k: f"K={'-'.join(re.findall('....', k))}",
        lambda k: f"k={k}&fbclid=IwAR0{'x9-Za' * 11}",
        lambda k: f"k={k[:7]}\u200b{k[7:15]}\u00ad{k[15:]}\u2060",
        lambda k: f"k={k[:14]}%20%0A{k[14:]}%E2%80%9D%E2%80%8",
        lambda k: f"k={k}#k={k}:~:text=plan",
        lambda k: "".join(chr(ord(sign) + 0xFEE0) for sign in k),
    ],
)
def test_a_code_opens_as_it_arrives(page: Page, site: Site, change) -> None:  # type: ignore[no-untyped-def]
    code = site.link.url.partition("#k=")[2]
    page.goto(site.url(site.link, change(code)))

    expect(page.locator("article")).to_be_visible()


def test_reload_back_and_a_second_tab_open_it_again_without_asking(page: Page, site: Site) -> None:
    page.goto(site.url(site.link))
    expect(page.locator("article")).to_be_visible()
    page.reload()
    expect(page.locator("article")).to_be_visible()
    page.goto(f"{site.address}/404.html")
    page.go_back()
    expect(page.locator("article")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("article")).to_be_visible()


def test_places_on_the_page_are_reached_without_touching_the_address(
    page: Page, site: Site
) -> None:
    page.goto(site.url(site.link))
    address = page.url
    page.locator(".rows a").first.click()

    assert page.url == address
    assert page.evaluate("document.activeElement.id").startswith("o-")
    assert page.evaluate("scrollY") > 0


def test_back_leads_to_where_one_came_from_on_the_page(page: Page, site: Site) -> None:
    page.goto(site.url(site.link))
    expect(page.locator("article")).to_be_visible()
    address = page.url
    page.locator(".rows a").first.click()
    expect(page.locator("article h1")).not_to_be_in_viewport()

    page.evaluate("history.back()")

    expect(page.locator("article h1")).to_be_in_viewport()
    assert page.url == address


def test_whom_to_call_opens_in_its_place_and_stays_in_view(page: Page, site: Site) -> None:
    page.goto(site.url(site.link))
    expect(page.locator("article")).to_be_visible()
    page.evaluate("scrollTo(0, 200)")
    page.mouse.click(60, 20)

    assert page.evaluate("scrollY") == 200
    expect(page.get_by_text("This page is not watched.").first).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave", exact=True)).to_be_in_viewport()


def test_locking_takes_the_plan_and_the_key_away(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.goto(site.url(site.link))
    page.get_by_role("button", name="Lock", exact=True).click()

    assert "you need your bookmark or your link" in asked[0]
    assert title(page) == "The page is locked again"
    assert page.title() == "Private page"
    assert "#" not in page.url
    assert page.locator("article").count() == 0
    assert "crowd" not in page.content()


def test_the_lock_is_at_hand_or_at_the_foot(page: Page, site: Site) -> None:
    lock = page.get_by_role("button", name="Lock", exact=True)
    page.goto(site.url(site.words))
    opened_by_words(page, site)
    expect(page.get_by_role("navigation").get_by_role("button")).to_have_count(1)
    assert (lock.bounding_box() or {})["y"] < 200

    page.goto(site.url(site.link))
    expect(page.locator("article")).to_be_visible()
    expect(page.locator("footer").get_by_role("button")).to_have_count(1)
    expect(lock).to_have_count(1)


def test_the_lock_works_again_and_again(page: Page, site: Site) -> None:
    page.goto(site.url(site.words))
    for _ in range(2):
        opened_by_words(page, site)
        page.get_by_role("button", name="Lock", exact=True).click()
        expect(page.locator("article")).to_have_count(0)


def opened_by_words(page: Page, site: Site) -> None:
    page.get_by_label("Your words").fill(site.words.words or "")
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_visible()


def test_the_next_review_goes_into_a_calendar_under_the_tabs_title(page: Page, site: Site) -> None:
    page.goto(site.url(site.link))
    with page.expect_download() as saved:
        page.get_by_role("link", name="in my calendar").click()

    assert saved.value.suggested_filename == "appointment.ics"
    lines = Path(saved.value.path()).read_text("utf-8").splitlines()
    assert "SUMMARY:Our walk" in lines
    assert [line for line in lines if line.startswith("DTSTART")] == ["DTSTART;VALUE=DATE:20260330"]
    assert "crowd" not in "".join(lines)


def test_locking_asks_first_and_a_no_changes_nothing(page: Page, site: Site) -> None:
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.goto(site.url(site.link))
    address = page.url
    page.get_by_role("button", name="Lock", exact=True).click()

    expect(page.locator("article")).to_be_visible()
    assert page.url == address


def test_a_locked_page_takes_the_link_that_somebody_puts_in(page: Page, site: Site) -> None:
    page.goto(site.url(site.link, ""))
    page.get_by_label("Or put your link in here").fill(
        f"Here it is: <{site.link.url}>, keep it well"
    )
    page.keyboard.press("Enter")

    expect(page.locator("article")).to_be_visible()


def test_leaving_empties_the_page_and_leaves_no_way_back(page: Page, site: Site) -> None:
    page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(f"{site.address}/404.html")
    page.goto(site.url(site.link))
    expect(page.locator("article")).to_be_visible()
    page.get_by_role("link", name="Leave this page").first.click()
    page.wait_for_url("https://www.wikipedia.org/")
    page.go_back()

    assert page.url.endswith("/404.html")


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("", "This page is locked"),
        ("k=RR6ED7X0YQJSR79F8ZY0A0TRZ3Q", "The link is not complete"),
        ("k=RR6ED7X0YQJSR79F8ZY0A0TRZ3QK", "The link is not complete"),
        ("k=%E0%A4%A", "The link is not complete"),
        ("k=RR6ED7X0YQJSR79F8ZY0A0TRZ3QJ", "This link does not open this page"),
    ],
)
def test_a_link_that_does_not_open_says_what_to_do(
    page: Page, site: Site, fragment: str, said: str
) -> None:
    page.goto(site.url(site.link, fragment))

    expect(page.locator("main h1:visible")).to_have_text(said)
    expect(page.locator("#lock-alert")).to_have_text(said)
    assert page.locator("ol:visible li").count() >= 2
    assert page.locator("article").count() == 0


def test_another_link_in_the_same_tab_is_tried_at_once(page: Page, site: Site) -> None:
    page.goto(site.url(site.link, "k=RR6ED7X0YQJSR79F8ZY0A0TRZ3QJ"))
    expect(page.locator("main h1:visible")).to_have_text("This link does not open this page")
    page.goto(site.url(site.link))

    expect(page.locator("article")).to_be_visible()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: f"AAAA{data[4:]}", "This page is of a newer kind"),
        (lambda data: f"{data[:-8]}AAAAAAAA", "The page is damaged"),
        (lambda data: data[: len(data) // 2], "The page is damaged"),
        (lambda data: "not base64", "The page is damaged"),
        (lambda data: "", "This page is of a newer kind"),
    ],
)
def test_a_damaged_page_says_what_to_do(page: Page, site: Site, change, said: str) -> None:  # type: ignore[no-untyped-def]
    html = (site.root / "site" / site.link.path).read_text("utf-8")
    broken = re.sub(r'(id="sealed">)([^<]*)', lambda found: found[1] + change(found[2]), html)
    page.route("**/p/**", lambda route: route.fulfill(body=broken, content_type="text/html"))
    page.goto(site.url(site.link))

    expect(page.locator("main h1:visible")).to_have_text(said)


def test_without_script_the_page_says_that_it_needs_one(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(site.link))

    expect(page.get_by_role("heading", name="This page is locked")).to_be_visible()
    expect(page.get_by_text("Turn scripts on for this page")).to_be_visible()
    context.close()


def test_over_plain_http_the_page_asks_for_a_safe_connection(page: Page, site: Site) -> None:
    html = (site.root / "site" / site.link.path).read_text("utf-8")
    page.route(
        "http://plans.example.test/**",
        lambda route: route.fulfill(body=html, content_type="text/html"),
    )
    page.goto(f"http://plans.example.test/#{site.link.url.partition('#')[2]}")

    expect(page.locator("main h1:visible")).to_have_text("This address is not safe enough")


#: How each part of a browser is missing or refuses, and what the page then calls it.
LACKS = {
    "delete globalThis.DecompressionStream": "DecompressionStream",
    "DecompressionStream = class { constructor(kind) { throw new TypeError(`no ${kind}`) } }": "no deflate-raw",
    "crypto.subtle.deriveBits = () => Promise.reject(new DOMException('no HKDF', 'NotSupportedError'))": "no HKDF",
    "crypto.subtle.decrypt = () => Promise.reject(new DOMException('no GCM', 'NotSupportedError'))": "no GCM",
    "crypto.subtle.digest = () => Promise.reject(new TypeError('no digest'))": "no digest",
    "delete globalThis.TextDecoder": "TextDecoder",
    "delete Document.prototype.adoptedStyleSheets": "adoptedStyleSheets",
    "CSSStyleSheet = class { constructor() { throw new TypeError('Illegal constructor') } }": "Illegal constructor",
    "Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})": "undefined",
    "delete globalThis.BigInt": "BigInt",
}


@pytest.mark.parametrize("lacks", LACKS)
@pytest.mark.parametrize("mode", ["link", "words"])
def test_a_browser_without_a_part_is_told_instead_of_a_damaged_page(
    browser: Browser, site: Site, lacks: str, mode: str
) -> None:
    context = browser.new_context()
    context.add_init_script(lacks)
    page = context.new_page()
    page.goto(site.url(site.link if mode == "link" else site.words))

    expect(page.locator("main h1:visible")).to_have_text("This browser cannot open the page")
    expect(page.locator("#lock-lack")).to_contain_text(LACKS[lacks])
    expect(page.get_by_text("Safari 16.4, or later")).to_be_visible()
    context.close()


def test_a_file_viewer_without_ciphers_is_not_told_of_an_address(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})")
    page = context.new_page()
    page.goto(site.link.url)

    expect(page.get_by_text("A copy that you kept opens in a browser only.")).to_be_visible()
    assert not page.get_by_text("http").is_visible()
    context.close()


# ---- kept copies


@pytest.mark.parametrize("mode", ["link", "words"])
def test_a_page_that_the_browser_saved_while_it_was_open_opens_locked(
    page: Page, site: Site, tmp_path: Path, mode: str
) -> None:
    if mode == "words":
        open_with_words(page, site)
    else:
        page.goto(site.url(site.link))
    expect(page.locator("article")).to_be_visible()
    saved = tmp_path / "saved.html"
    saved.write_text(page.content(), "utf-8")
    assert "crowd" in saved.read_text("utf-8")
    page.goto(saved.as_uri())

    expect(page.locator("main h1:visible")).to_have_text("This page is locked")
    assert page.locator("article").count() == 0
    assert "crowd" not in page.content()
    assert page.title() == "Private page"
    assert not page.get_by_role("button", name="Lock", exact=True).is_visible()
    page.goto(
        f"{saved.as_uri()}#{(site.link if mode == 'link' else site.words).url.partition('#')[2]}"
    )
    if mode == "words":
        page.get_by_label("Your words").fill(site.words.words or "")
        page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_have_text("Feel at ease in a crowd")
    assert (
        page.locator("article h1")
        .evaluate("(h) => getComputedStyle(h).fontFamily")
        .startswith('"Iowan')
    )
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Lock", exact=True).click()
    expect(page.locator("article")).to_have_count(0)


def test_a_kept_copy_is_the_sealed_page_and_opens_without_a_network(
    page: Page, site: Site, tmp_path: Path
) -> None:
    page.goto(site.url(site.link))
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep a copy").click()
    copy = tmp_path / kept.value.suggested_filename
    kept.value.save_as(copy)
    made = (site.root / "site" / site.link.path).read_text("utf-8")

    assert "crowd" not in copy.read_text("utf-8")
    assert re.findall('id="sealed">([^<]*)', copy.read_text("utf-8")) == re.findall(
        'id="sealed">([^<]*)', made
    )
    page.context.set_offline(True)
    page.goto(copy.as_uri())
    page.get_by_label("Or put your link in here").fill(site.link.url)
    page.get_by_role("button", name="Open the page").click()
    expect(page.locator("article h1")).to_have_text("Feel at ease in a crowd")
    expect(page.get_by_role("link", name="Keep a copy")).to_be_visible()


# ---- a link that lost its #


@pytest.mark.parametrize(
    "sent", ["/%23k={}", "%23k={}", "/index.html%23K={}", "/%2523k%253D{}", "/%23k={}%E2%80%8B"]
)
@pytest.mark.parametrize("below", ["", "/practice/site"])
def test_a_link_with_a_rewritten_sign_says_so_and_leads_on(
    page: Page, site: Site, sent: str, below: str
) -> None:
    def host(route: Route) -> None:
        path = route.request.url.removeprefix(f"https://plans.test{below}")
        is_page = path == f"/{site.link.path.removesuffix('index.html')}"
        name = site.link.path if is_page else "404.html"
        body = (site.root / "site" / name).read_text("utf-8")
        # The status of 404.html is 404 on a host; here it would stand among the errors of the console.
        route.fulfill(body=body, content_type="text/html")

    page.route("https://plans.test/**", host)
    home, _, code = site.link.url.rpartition("/index.html#k=")
    page.goto(f"https://plans.test{below}/p/{home[-32:]}{sent.format(code)}")

    assert title(page) == "Your link was changed on the way"
    page.get_by_role("link", name="Open the page").click()
    expect(page.locator("article h1")).to_have_text("Feel at ease in a crowd")


@pytest.mark.parametrize(
    "path", ["/p/{}/", "/nothing", "//evil.test/p/{}/", "/p/{}/%23", "/%23k=abc"]
)
def test_elsewhere_what_is_gone_is_gone(page: Page, site: Site, path: str) -> None:
    body = (site.root / "site/404.html").read_text("utf-8")
    page.route(
        "https://plans.test/**", lambda route: route.fulfill(body=body, content_type="text/html")
    )
    page.goto(f"https://plans.test{path.format('ab' * 16)}")

    assert title(page) in ("Nothing is here any more", "Your link was changed on the way")
    links = page.locator("main a[href]").evaluate_all(
        "(links) => links.map((link) => new URL(link.href).hostname)"
    )
    assert set(links) <= {"plans.test", "www.wikipedia.org"}


# ---- what hosts do to a page


def test_a_host_that_hides_mail_addresses_leaves_those_of_help_lines_alone(tmp_path: Path) -> None:
    a_workspace(
        tmp_path,
        {
            "sam.yml": SMALL,
            "kim.yml": f"share: {{access: link}}\n{PRIVATE}".replace("5f0c", "6f0c"),
        },
    )
    settings = "key: demonstration\nsupport_on_lock: true\nsupport:\n  - {name: Line, contact: help@example.org}\n"
    (tmp_path / "handrail.yml").write_text(settings, "utf-8")
    build(tmp_path, TODAY, lambda _done, _of: None)
    pages = [page.read_text("utf-8") for page in (tmp_path / "site").rglob("*.html")]
    seen = [
        re.sub("<!--email_off-->.*?<!--/email_off-->", "", page, flags=re.DOTALL) for page in pages
    ]

    assert sum("help@example.org" in page for page in pages) >= 2
    assert not any("@example.org" in page for page in seen)


def test_a_host_that_puts_scripts_off_is_told_to_leave_ours_alone(site: Site) -> None:
    pages = [page.read_text("utf-8") for page in (site.root / "site").rglob("*.html")]
    scripts = [tag for page in pages for tag in re.findall("<script type=.module[^>]*>", page)]

    assert len(scripts) == 3
    assert all('data-cfasync="false"' in tag for tag in scripts)


# ---- words mode


def test_words_open_the_page_and_it_reads_the_same(page: Page, site: Site) -> None:
    open_with_words(page, site)

    expect(page.locator("article h1")).to_have_text("Feel at ease in a crowd")
    assert page.get_by_label("Your words").count() == 0


@pytest.mark.parametrize("form", ["{}", "{}. ", "{},", "1 {} ", "“{}” – "])
def test_words_open_the_page_as_a_card_or_a_keyboard_writes_them(
    page: Page, site: Site, form: str
) -> None:
    page.goto(site.url(site.words))
    page.get_by_label("Your words").fill(
        "".join(f"{form.format(word.title())} " for word in site.words.words.split())
    )
    page.keyboard.press("Enter")

    expect(page.locator("article")).to_be_visible()


def test_wrong_words_are_told_and_kept_for_another_look(page: Page, site: Site) -> None:
    page.goto(site.url(site.words))
    page.get_by_label("Your words").fill("one two three four five six")
    page.keyboard.press("Enter")

    expect(page.locator("#lock-wrong")).to_contain_text("These words do not open this page")
    expect(page.locator("#lock-wrong")).to_contain_text("or the link belongs to another page")
    expect(page.get_by_label("Your words")).to_have_attribute("type", "text")
    expect(page.get_by_label("Your words")).to_be_focused()
    assert page.get_by_label("Your words").input_value() == "one two three four five six"


def test_words_are_tried_one_after_the_other(page: Page, site: Site) -> None:
    page.add_init_script("""
      const derive = SubtleCrypto.prototype.deriveBits;
      globalThis.tries = 0;
      SubtleCrypto.prototype.deriveBits = function (how, ...more) {
        if (how.iterations === 600000) tries++;
        return derive.call(this, how, ...more);
      };
    """)
    page.goto(site.url(site.words))
    field = page.get_by_label("Your words")
    field.evaluate(
        """(field, words) => {
          for (const typed of [words, "one two three four five six"]) {
            field.value = typed;
            field.form.requestSubmit();
          }
        }""",
        site.words.words,
    )

    expect(page.locator("article")).to_be_visible()
    assert page.evaluate("tries") == 1


def test_words_alone_are_not_asked_for_on_an_incomplete_link(page: Page, site: Site) -> None:
    page.goto(site.url(site.words, "k=ABC"))

    expect(page.locator("main h1:visible")).to_have_text("The link is not complete")
    assert not page.locator("#lock-words").is_visible()


def test_the_form_is_one_that_password_managers_know(page: Page, site: Site) -> None:
    page.goto(site.url(site.words))
    field, name = page.locator("#lock-words"), page.locator("#lock-name")

    assert field.get_attribute("autocomplete") == "current-password"
    assert name.get_attribute("autocomplete") == "username"
    assert re.fullmatch(r"page [0-9A-F]{4}", name.input_value())
    page.get_by_role("button", name="Show").click()
    assert field.get_attribute("type") == "text"
    page.get_by_role("button", name="Hide").click()
    assert field.get_attribute("type") == "password"


def test_the_keyboard_alone_opens_reads_and_locks_again(page: Page, site: Site) -> None:
    page.goto(site.url(site.words))
    expect(
        page.get_by_label("Your words")
    ).to_be_visible()  # the browser's parts are tried before words are asked for
    page.keyboard.press("Tab")
    expect(page.get_by_label("Your words")).to_be_focused()
    page.keyboard.type((site.words.words or "").upper())
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Lock", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your words")).to_be_focused()
    assert page.locator("article").count() == 0


def test_a_page_opened_by_words_shuts_after_ten_minutes_without_a_touch(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    open_with_words(page, site)
    page.clock.run_for(9 * 60_000)
    assert page.locator("article").count() == 1
    heard = page.evaluate_handle(
        "({ key: new Promise((done) => addEventListener('keydown', done, { once: true })) })"
    )
    page.keyboard.press("Shift")  # one that scrolls would be heard a second time, a frame later
    page.evaluate(
        "async (heard) => { await heard.key; }", heard
    )  # else the clock may run on before the key is heard
    page.clock.run_for(9 * 60_000)
    assert page.locator("article").count() == 1
    page.clock.run_for(2 * 60_000)

    expect(page.locator("article")).to_have_count(0)
    expect(page.get_by_label("Your words")).to_be_visible()
    context.close()


def test_a_page_that_words_open_is_blank_while_nobody_looks(page: Page, site: Site) -> None:
    open_with_words(page, site)
    page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert not page.locator("article").is_visible()
    page.evaluate("Object.defineProperty(document, 'hidden', {value: false, configurable: true})")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    assert page.locator("article").is_visible()


# ---- what is inserted


HOSTILE = """\
<article class="page" lang="en" dir="ltr" data-tab-title="t"><h1>calm</h1>
<script>window.fired = 1</script><img src="x" onerror="window.fired = 2">
<a href="javascript:window.fired=3" id="bad">x</a>
<svg onload="window.fired = 4"><script>window.fired = 5</script>
<foreignObject><iframe srcdoc="x"></iframe></foreignObject></svg>
<p style="position:fixed" onclick="window.fired = 6" id="press">press</p>
<form action="https://x.test"><input name="k"></form>
<a href=" JaVaScRiPt:window.fired=7" id="spaced">y</a><a href="data:text/html,x" id="data">z</a></article>
"""


@pytest.mark.parametrize("policy", ["kept", "stripped"])
def test_what_is_not_on_the_list_is_not_put_into_the_page(
    browser: Browser, site: Site, policy: str
) -> None:
    sharing = read_sharing(open_workspace(site.root, TODAY))
    file = seal(HOSTILE, sharing.links.secrets(sharing.plans[0].share))
    html = (site.root / "site" / site.link.path).read_text("utf-8")
    import base64

    html = re.sub(
        r'(id="sealed">)[^<]*', lambda found: found[1] + base64.b64encode(file).decode(), html
    )
    if policy == "stripped":
        html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    context = browser.new_context()
    page = context.new_page()
    page.route("**/p/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(site.url(site.link))
    expect(page.locator("article h1")).to_have_text("calm")
    for id in ("press", "bad", "spaced", "data"):
        page.locator(f"#{id}").dispatch_event("click")

    assert page.evaluate("window.fired") is None
    assert (
        page.locator(
            "article :is(script, img, iframe, form, input, foreignObject, [style], [onclick])"
        ).count()
        == 0
    )
    assert page.locator("article [href]").count() == 0
    context.close()


# ---- for everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_locked_or_open(browser: Browser, site: Site, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    for url in (site.url(site.words), site.url(site.link, ""), site.url(site.link)):
        page.goto("about:blank")
        page.goto(url)
        page.wait_for_timeout(200)
        assert violations(page) == []
    context.close()


@pytest.mark.parametrize("asked", ["link", "words"])
def test_a_locked_page_fits_the_smallest_phone_with_words_twice_as_large(
    page: Page, site: Site, asked: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site.url(site.words) if asked == "words" else site.url(site.link, ""))
    expect(page.locator("form")).to_be_visible()

    wider_by = page.evaluate(
        """() => {
          const page = document.documentElement;
          page.style.fontSize = "32px";
          return page.scrollWidth - page.clientWidth;
        }"""
    )

    assert wider_by <= 0


def test_a_locked_page_prints_dark_on_light_even_from_dark(browser: Browser, site: Site) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(site.url(site.link, ""))

    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 251, 249)"
    page.close()


def test_an_open_page_has_one_first_heading(page: Page, site: Site) -> None:
    page.goto(site.url(site.link))

    expect(page.locator("h1")).to_have_count(1)


def test_paper_shows_no_part_of_the_key(page: Page, site: Site, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page.goto(site.url(site.link))
    expect(page.locator("article")).to_be_visible()
    sheet = tmp_path / "page.pdf"
    page.pdf(path=sheet, display_header_footer=True, prefer_css_page_size=True)
    text = "".join(part.extract_text() for part in PdfReader(sheet).pages)
    code = site.link.url.partition("#k=")[2]

    assert "Feel at ease in a crowd" in text
    assert not any(code[at : at + 4] in text for at in range(len(code) - 3))
    assert site.link.path.split("/")[1] not in text

"""The preview in the distribution's own Chromium: a page follows its plan, and the overview is at one's fingertips."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import CHECKOUT
from tests.preview.test_paste import Desk, a_mail
from tests.privacy.test_keyfile import PRIVATE
from tests.privacy.test_keyfile import Practice as Files
from tests.support import program
from tests.support.builders import SMALL, TODAY, a_workspace

pytestmark = pytest.mark.browser

SEALED = SMALL.replace("share: {access: public}\n", "").replace("5f0c", "1d0c")
#: Enough notes to scroll, in a journal that is closed at first.
NOTES = "".join(
    f"  - {{date: 2026-01-{day}, scores: {{crowds: 4}}, note: Day {day}}}\n"
    for day in range(13, 31)
)
SAVES = 50


class Practice:
    """A workspace with a preview that runs as a process of its own."""

    def __init__(self, root: Path, address: str) -> None:
        self.root = root
        self.address = address

    def write(self, text: str, name: str = "sam.yml") -> None:
        (self.root / "plans" / name).write_text(text, "utf-8")


def running(root: Path) -> Iterator[Practice]:
    ear, mouth = os.pipe()
    process = program.start(
        ["preview", f"--today={TODAY}", "--quiet"],
        cwd=root,
        env=program.BARE | {"PYTHONUNBUFFERED": "1"},
        stdout=mouth,
        stderr=2,
    )
    os.close(mouth)
    with os.fdopen(ear) as said:
        yield Practice(root, said.readline().strip())
        process.terminate()
        process.wait()


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    root = a_workspace(tmp_path, {"sam.yml": SMALL + NOTES, "lou.yml": SEALED + NOTES})
    settings = root / "handrail.yml"
    settings.write_text(f"key: demonstration\n{settings.read_text('utf-8')}", "utf-8")
    yield from running(root)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    root = tmp_path_factory.mktemp("samples")
    shutil.copytree(CHECKOUT / "plans", root / "plans")
    shutil.copy(CHECKOUT / "handrail.yml", root)
    (root / "plans/new.yml").write_text(SEALED.replace("goal:", "status: draft\ngoal:", 1), "utf-8")
    (root / "plans/torn.yml").write_text(SEALED.replace("1d0c", "2d0c") + "bogus: 1\n", "utf-8")
    yield from running(root)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda message: wrong.append(message.text) if "Content Security" in message.text else None,
    )
    yield page
    context.close()
    assert wrong == []


def names(page: Page) -> list[str]:
    """Whose plans are shown, from top to bottom."""
    return page.locator(".row:visible .row__name").all_text_contents()


# ---- following a plan


def test_a_page_follows_an_edit_a_mistake_and_its_mending(page: Page, practice: Practice) -> None:
    page.goto(f"{practice.address}open/plans/sam.yml")
    shown = page.frame_locator("#shown")
    expect(shown.locator("h1")).to_have_text("Feel at ease in a crowd")

    practice.write(SMALL.replace("in a crowd", "in any crowd"))
    expect(shown.locator("h1")).to_have_text("Feel at ease in any crowd")

    practice.write(SMALL.replace("target: 7", "target: 17"))
    box = page.locator(".mend")
    expect(box).to_contain_text("1 thing to mend. Below is the last good page.")
    above, below = box.bounding_box(), page.locator("#shown").bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    expect(box).to_contain_text("plans/sam.yml:10")
    expect(box).to_contain_text("target")
    expect(shown.locator("h1")).to_have_text("Feel at ease in any crowd")

    practice.write(SMALL)
    expect(box).to_have_count(0)
    expect(shown.locator("h1")).to_have_text("Feel at ease in a crowd")


def test_a_phone_shows_beside_the_wide_page_what_is_saved(page: Page, practice: Practice) -> None:
    page.goto(f"{practice.address}open/plans/sam.yml")
    phone = page.frame_locator(".desk__phone")
    expect(phone.locator("h1")).to_have_text("Feel at ease in a crowd")
    assert phone.locator("html").evaluate("html => html.clientWidth") == 390

    practice.write(SMALL.replace("a crowd", "any crowd"))
    expect(phone.locator("h1")).to_have_text("Feel at ease in any crowd")
    expect(page.frame_locator("#shown").locator("h1")).to_have_text("Feel at ease in any crowd")


def test_the_phone_is_shown_only_where_there_is_room(page: Page, practice: Practice) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(f"{practice.address}open/plans/sam.yml")
    expect(page.frame_locator("#shown").locator("h1")).to_be_visible()
    assert page.locator(".desk__phone").get_attribute("src") is None

    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.frame_locator(".desk__phone").locator("h1")).to_be_visible()


@pytest.mark.parametrize(
    "way", ["open/plans/sam.yml", "client/plans/lou.yml"], ids=["open", "sealed"]
)
def test_the_eye_stays_where_it_was_and_what_was_open_stays_open(
    page: Page, practice: Practice, way: str
) -> None:
    page.goto(practice.address + way)
    shown = page.frame_locator("#shown")
    expect(shown.locator("article h1")).to_be_visible()
    for summary in shown.locator("details:not(.only, .quiet, .now) > summary").all():
        summary.click()
    shown.locator("#journal").evaluate("part => part.scrollIntoView({ block: 'start' })")
    before = shown.locator("html").evaluate("html => html.scrollTop")
    number = page.locator("body").get_attribute("data-events")
    file = way.rpartition("/")[2]

    practice.write(
        (SMALL if file == "sam.yml" else SEALED) + NOTES.replace("Day 30", "The day of the fair"),
        file,
    )

    expect(shown.get_by_text("The day of the fair")).to_be_visible()
    expect(page.locator("body")).not_to_have_attribute("data-events", number or "")
    page.wait_for_function(
        "y => Math.abs(document.getElementById('shown').contentWindow.scrollY - y) < 40", arg=before
    )
    assert before > 300


def test_a_save_takes_the_keyboard_away_from_nobody(page: Page, practice: Practice) -> None:
    page.goto(practice.address)
    page.get_by_role("link", name="sam", exact=False).first.focus()

    practice.write(SMALL.replace("in a crowd", "in any crowd"))

    expect(page.locator(".row__title").filter(has_text="in any crowd")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.row').dataset.plan") == "plans/sam.yml"
    page.keyboard.press("Enter")
    expect(page.frame_locator("#shown").locator("h1")).to_have_text("Feel at ease in any crowd")


def test_a_reason_for_no_page_follows_the_plan(page: Page, practice: Practice) -> None:
    practice.write(SEALED.replace("goal:", "status: draft\ngoal:", 1), "lou.yml")
    page.goto(f"{practice.address}client/plans/lou.yml")
    expect(page.locator(".desk__says")).to_contain_text("is a draft")

    practice.write(SEALED.replace("goal:", "share: {access: none}\ngoal:", 1), "lou.yml")

    expect(page.locator(".desk__says")).to_contain_text("access: none")


def test_the_overview_stays_where_it_was(page: Page, practice: Practice) -> None:
    page.set_viewport_size({"width": 320, "height": 300})
    page.goto(practice.address)
    page.evaluate("scrollTo(0, 350)")
    number = page.locator("body").get_attribute("data-events")

    practice.write(SMALL.replace("in a crowd", "in any crowd"))

    expect(page.locator("body")).not_to_have_attribute("data-events", number or "")
    page.wait_for_function("Math.abs(scrollY - 350) < 5")


def test_the_clients_page_opens_with_its_link_and_follows_a_new_one(
    page: Page, practice: Practice
) -> None:
    page.goto(f"{practice.address}client/plans/lou.yml")
    shown = page.frame_locator("#shown")
    expect(shown.locator("article h1")).to_have_text("Feel at ease in a crowd")
    src = page.locator("#shown").get_attribute("src")

    practice.write(
        "share: {generation: 2}\n" + SEALED.replace("in a crowd", "among people"), "lou.yml"
    )

    expect(shown.locator("article h1")).to_have_text("Feel at ease among people")
    assert page.locator("#shown").get_attribute("src") != src


def test_fifty_fast_saves_end_on_the_last(page: Page, practice: Practice) -> None:
    page.goto(f"{practice.address}open/plans/sam.yml")
    shown = page.frame_locator("#shown")
    expect(shown.locator("h1")).to_be_visible()

    for number in range(1, SAVES + 1):
        practice.write(SMALL.replace("in a crowd", f"number {number}"))
        page.wait_for_timeout(7)

    expect(shown.locator("h1")).to_have_text(f"Feel at ease number {SAVES}")
    page.wait_for_timeout(500)
    expect(shown.locator("h1")).to_have_text(f"Feel at ease number {SAVES}")


def test_a_deleted_plan_goes_from_the_overview_and_its_page_says_so(
    page: Page, practice: Practice
) -> None:
    other = page.context.new_page()
    page.goto(practice.address)
    other.goto(f"{practice.address}open/plans/sam.yml")
    assert names(page) == ["lou", "sam"]

    (practice.root / "plans/sam.yml").unlink()

    expect(page.locator(".row")).to_have_count(1)
    expect(other.locator(".desk__says")).to_contain_text("There is no plan in plans/sam.yml.")
    practice.write(SMALL)
    expect(page.locator(".row")).to_have_count(2)
    expect(other.frame_locator("#shown").locator("h1")).to_be_visible()


def test_a_page_says_when_the_preview_has_stopped(browser: Browser, tmp_path: Path) -> None:
    one = running(a_workspace(tmp_path, {"sam.yml": SMALL}))
    page = browser.new_page()
    page.goto(next(one).address)
    expect(page.get_by_text("The preview has stopped.")).to_be_hidden()

    next(one, None)

    expect(page.get_by_text("The preview has stopped.")).to_be_visible()
    page.close()


# ---- the overview


def test_plans_are_found_by_typing(page: Page, samples: Practice) -> None:
    page.goto(samples.address)
    page.get_by_label("Find").focus()

    page.keyboard.type("tom")

    assert names(page) == ["Tom"]
    expect(page.get_by_role("status").filter(has_text="of")).to_have_text("1 of 12 plans")
    expect(page.get_by_role("heading", level=2).locator("visible=true")).to_have_count(1)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    assert len(names(page)) == 12


def test_plans_are_put_in_order_by_keys_alone(page: Page, samples: Practice) -> None:
    page.goto(samples.address)
    as_told = names(page)
    page.get_by_label("Find").focus()
    page.keyboard.press("Tab")

    page.keyboard.press("ArrowDown")
    by_name = names(page)
    page.keyboard.press("ArrowDown")
    days = page.locator(".row:visible").evaluate_all("rows => rows.map(row => row.dataset.last)")
    page.keyboard.press("ArrowDown")
    reviews = page.locator(".row:visible").evaluate_all(
        "rows => rows.map(row => row.dataset.review || '9')"
    )
    page.keyboard.press("Home")

    assert by_name == sorted(by_name, key=str.casefold)
    assert days == sorted(days, reverse=True)
    assert reviews == sorted(reviews)
    assert names(page) == as_told


def test_what_was_asked_for_outlasts_a_save(page: Page, practice: Practice) -> None:
    page.goto(practice.address)
    page.get_by_label("Order by").select_option("name")
    page.get_by_label("Find").fill("lou")
    number = page.locator("body").get_attribute("data-events")

    practice.write(SMALL.replace("in a crowd", "in any crowd"))

    expect(page.locator("body")).not_to_have_attribute("data-events", number or "")
    assert names(page) == ["lou"]
    expect(page.get_by_label("Order by")).to_have_value("who")


def test_each_plan_is_a_step_away_and_so_is_the_way_back(page: Page, samples: Practice) -> None:
    page.goto(samples.address)
    page.get_by_role("link", name="Tom").focus()
    page.keyboard.press("Enter")

    expect(page.frame_locator("#shown").locator("h1")).to_have_text("Evenings that are mine")
    page.get_by_role("link", name="As the client gets it").click()
    expect(page.frame_locator("#shown").locator("article h1")).to_have_text(
        "Evenings that are mine"
    )
    expect(page.get_by_role("link", name="As the client gets it")).to_have_attribute(
        "aria-current", "page"
    )
    page.get_by_role("link", name="All plans").click()
    expect(page.locator("h1")).to_have_text("Your plans")


def test_leaving_a_page_opens_beside_it(page: Page, samples: Practice) -> None:
    page.context.route("https://**", lambda route: route.abort())
    page.goto(f"{samples.address}open/plans/toolbox.yml")
    shown = page.frame_locator("#shown")

    with page.context.expect_page() as other:
        shown.get_by_role("link", name="Leave this page").first.click()

    assert other.value is not page
    expect(shown.locator("h1")).to_be_visible()


@pytest.mark.parametrize(
    "way", ["", "open/plans/toolbox.yml", "open/plans/torn.yml", "client/plans/new.yml"]
)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing(
    browser: Browser, samples: Practice, way: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(samples.address + way)

    assert violations(page) == []
    context.close()


@pytest.mark.parametrize(
    "way", ["", "open/plans/toolbox.yml", "open/plans/torn.yml", "client/plans/toolbox.yml"]
)
@pytest.mark.parametrize("text_px", [16, 32], ids=["text-100", "text-200"])
def test_nothing_scrolls_sideways_on_the_smallest_phone(
    browser: Browser, samples: Practice, way: str, text_px: int
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page = context.new_page()
    page.goto(samples.address + way)
    page.add_style_tag(content=f"html {{ font-size: {text_px}px }}")

    assert (
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        <= 0
    )
    context.close()


def test_no_word_of_the_overview_is_torn_at_any_width(page: Page, samples: Practice) -> None:
    page.goto(samples.address)
    for width in (360, 700, 720, 900, 1080, 1100, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        lines = page.locator(".row dt").evaluate_all(
            "all => all.map((one) => one.getClientRects().length && "
            "Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)))"
        )
        assert set(lines) <= {0, 1}, width


def test_nothing_but_the_preview_itself_is_asked_for(page: Page, samples: Practice) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for way in ("", "open/plans/toolbox.yml", "client/plans/toolbox.yml"):
        page.goto(samples.address + way)
        page.wait_for_timeout(300)

    assert all(url.startswith((samples.address, "data:")) for url in asked)
    assert not any(re.search(r"#k=", url) and "site/" not in url for url in asked)


def test_a_reply_is_pasted_seen_and_added(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDRAIL_KEY_FILE", str(tmp_path / "elsewhere/keys"))
    root = a_workspace(tmp_path / "practice", {"sam.yml": PRIVATE})
    desk = Desk(Files(root, tmp_path / "elsewhere/keys"))
    page = browser.new_page()
    page.goto(desk.preview.address)

    page.get_by_text("Paste a reply").click()
    page.get_by_label("What your client sent you").fill(a_mail(desk.key))
    overview = violations(page)
    page.get_by_role("button", name="Show what it would add").click()
    expect(page.get_by_text("note: Three stops <img src=x")).to_be_visible()
    shown = violations(page)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Added 1 new entry to plans/sam.yml.")).to_be_visible()

    assert (overview, shown, violations(page)) == ([], [], [])
    assert "crowds: 5" in desk.added
    page.close()
    desk.preview.stop()

"""The client writes something down on the open page, in real Chromium, and the therapist receives it."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.builder.context import open_workspace
from generator.cli.app import main
from generator.publish.shared import Shared, read_sharing
from tests.browser.axe import violations
from tests.support.builders import TODAY, a_workspace, built

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SETTINGS = """\
key: demonstration
support:
  - {name: Night line, contact: 555 0100, when: day and night}
"""
FRAME = "timeframe: {start: 2026-09-07, end: 2027-03-01}\n"
EVERY = f"""\
uid: "00000000000000000000000000000001"
client: Sam
therapist: Dr. Okafor
{FRAME}check_in: [phq9]
goal: Feel at ease in a crowd
private: canary-plan
objectives:
  crowds:
    objective: Rate how calm I feel on the morning train
    measure: rating
    scale: {{min: 0, max: 10, anchors: {{0: not calm, 10: calm}}}}
    baseline: 3
    target: 7
    private: canary-objective
    strategies: [{{strategy: Slow breaths}}, {{strategy: A seat by the door}}]
  trips:
    objective: Take the train on my own
    measure: count
    unit: trips
    baseline: 0
    target: {{at_least: 2}}
  walk:
    objective: Walk to the station
    measure: habit
    target: {{at_least: 3}}
  dread:
    objective: Dread before and after the ride
    measure: before-after
    better: lower
    target: {{change: 2}}
  doors:
    objective: Stay past the first stop
    measure: percentage
    better: higher
    target: 75
  minutes:
    objective: Minutes on the train
    measure: number
    unit: minutes
    baseline: 5
    target: 30
  place:
    objective: Where I can stand
    measure: gas
    levels: {{-2: on the street, -1: at the entrance, 0: on the platform, 1: by the doors, 2: in the middle}}
    baseline: -1
  mood:
    objective: How I am
    measure: phq9
  sums:
    objective: The other questionnaire
    measure: gad7
  way:
    objective: Get there
    measure: steps
    steps:
      - {{step: Buy a ticket, done: 2026-09-14}}
      - Ride one stop
      - Ride three stops
progress:
  - date: 2026-11-02
    scores: {{crowds: 4}}
    private: canary-entry
"""
COUPLE = f"""\
uid: "00000000000000000000000000000002"
setting: couple
people:
  kim: {{name: Kim, role: partner}}
  alex: {{name: Alex, role: partner}}
{FRAME}share: {{access: words}}
goal: Stay a team
agreed: [{{who: kim, status: agree}}, {{who: alex, status: agree}}]
objectives:
  heard:
    objective: How heard I felt
    measure: rating
    baseline: 3
    target: 7
    rated_by: [kim, alex]
  talks:
    objective: Sit down for a talk
    measure: count
    unit: talks
    target: {{at_least: 1}}
    rated_by: [kim]
"""
OTHER = EVERY.replace("0001", "0003").replace("check_in: [phq9]\n", "")
PLANS = {
    "every.yml": EVERY,
    "couple.yml": COUPLE,
    "other.yml": OTHER,
    "off.yml": OTHER.replace("0003", "0004").replace("goal:", "check_in: false\ngoal:", 1),
    "public.yml": OTHER.replace("0003", "0005").replace(
        "goal:", "share: {access: public}\ngoal:", 1
    ),
    "over.yml": OTHER.replace("0003", "0006").replace("goal:", "status: completed\ngoal:", 1),
}
WRITE = "Write something down"


@dataclass(frozen=True)
class Practice:
    """A workspace on a host of its own, which keeps what it was asked for."""

    root: Path
    address: str
    shared: dict[str, Shared]
    asked: list[str]

    def url(self, name: str) -> str:
        shared = self.shared[name]
        return f"{self.address}/{shared.path}#{shared.url.partition('#')[2]}"

    def plan(self, name: str) -> str:
        return (self.root / f"plans/{name}.yml").read_text("utf-8")

    def receive(self, text: str) -> str:
        """What the command says, and the site built anew."""
        arguments = ["receive", "--yes", f"--today={TODAY}", "-C", str(self.root), "-"]
        result = CliRunner().invoke(main, arguments, input=text)
        assert result.exit_code == 0, result.output
        assert built(self.root).findings == ()
        return result.output


class _Asked(http.server.SimpleHTTPRequestHandler):
    def __init__(self, asked: list[str], *arguments: object, directory: str) -> None:
        self._asked = asked
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def log_request(self, *arguments: object) -> None:
        self._asked.append(self.path)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    root = a_workspace(tmp_path_factory.mktemp("practice"), PLANS)
    (root / "handrail.yml").write_text(SETTINGS, "utf-8")
    assert built(root).findings == ()
    asked: list[str] = []
    handler = partial(_Asked, asked, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        shared = read_sharing(open_workspace(root, TODAY)).shared
        by_name = {Path(one.plan).stem: one for one in shared}
        yield Practice(root, f"http://127.0.0.1:{server.server_port}", by_name, asked)
        server.shutdown()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone on the day of the tests; it fails a test in which the console has something to say."""
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="en-GB")
    context.set_default_timeout(60_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.clock.set_fixed_time(f"{TODAY}T12:00:00")
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield context
    context.close()
    assert wrong == []


def opened(phone: BrowserContext, address: str, words: str | None = None) -> Page:
    """The page with its form unfolded."""
    page = phone.new_page()
    page.goto(address)
    if words:
        unlock(page, words)
    page.locator("summary", has_text=WRITE).click()
    return page


def unlock(page: Page, words: str) -> None:
    page.get_by_label("Your words").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_visible()


def form(page: Page) -> Locator:
    return page.locator(".write form")


def ask(page: Page, legend: str) -> Locator:
    return form(page).get_by_role("group", name=legend, exact=True)


def hand_over(page: Page) -> str:
    """The text of a reply, as the page copies it."""
    form(page).get_by_role("button", name="Hand it over", exact=True).click()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".review [role=status]")).to_contain_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def keep(page: Page) -> None:
    form(page).get_by_role("button", name="Keep it on this phone").click()
    expect(form(page).get_by_role("status")).not_to_be_empty()


def stored(page: Page) -> list[str]:
    """All that the site has in the browser."""
    return list(
        page.evaluate(
            """async () => [...Object.entries(localStorage).flat(), ...Object.entries(sessionStorage).flat(),
               document.cookie, ...(await indexedDB.databases()).map(one => one.name)].filter(Boolean)"""
        )
    )


def dots(page: Page, id: str) -> int:
    """How many days of an objective the numbers below its chart name."""
    return page.locator(f"#o-{id} table tbody tr").count()


# ---- by link


def test_each_measure_goes_from_the_form_through_receive_to_the_chart(
    phone: BrowserContext, practice: Practice
) -> None:
    practice.asked.clear()
    page = opened(phone, practice.url("every"))
    before = dots(page, "crowds")
    ask(page, "Rate how calm I feel on the morning train").get_by_label("6", exact=True).check()
    ask(page, "Take the train on my own").get_by_role("spinbutton").fill("2")
    ask(page, "Walk to the station").get_by_label("partly").check()
    dread = ask(page, "Dread before and after the ride")
    dread.get_by_role("group", name="before").get_by_label("8").check()
    dread.get_by_role("group", name="after").get_by_label("5").check()
    ask(page, "Stay past the first stop").get_by_label("how many", exact=True).fill("3")
    ask(page, "Stay past the first stop").get_by_label("of how many").fill("4")
    ask(page, "Minutes on the train").get_by_role("spinbutton").fill("12.5")
    ask(page, "Where I can stand").get_by_label("on the platform").check()
    ask(page, "How I am").get_by_role("spinbutton").fill("7")
    ask(page, "Steps that are done").get_by_label("Ride three stops").check()
    form(page).get_by_label("What came before it").fill("The doors were shut.")
    ask(page, "What helped").get_by_label("Slow breaths").check()
    ask(page, "Slow breaths").get_by_label("3").check()
    form(page).get_by_label("Something good").fill("<b>Three</b> stops & a seat")
    form(page).get_by_label("A note").fill("It was fine.\nReally.")
    assert ask(page, "The other questionnaire").count() == 0
    assert form(page).get_by_label("Buy a ticket").count() == 0

    text = hand_over(page)

    review = page.locator(".review")
    for line in (
        "Sunday 22 November",
        "Rate how calm I feel on the morning train: 6",
        "Take the train on my own: 2 trips",
        "Walk to the station: partly",
        "Dread before and after the ride, after: 5",
        "Where I can stand: on the platform",
        "Steps that are done: Ride three stops",
        "What helped: Slow breaths (3)",
        "Something good: <b>Three</b> stops & a seat",
        "This is not sent by itself. Nobody is watching.",
        "Night line 555 0100",
    ):
        expect(review).to_contain_text(line)
    assert stored(page) == []
    assert practice.asked == [f"/{practice.shared['every'].path}"]
    practice.receive(text)
    page.reload()
    expect(page.locator("article")).to_be_visible()
    assert dots(page, "crowds") == before + 1
    added = practice.plan("every").partition("- date: 2026-11-22")[2]
    for line in (
        r"crowds: 6\b",
        r"trips: 2\b",
        r"walk: partly",
        r"before: 8, after: 5",
        r"done: 3, of: 4",
        r"minutes: 12.5",
        r"place: 0",
        r"mood: 7",
        r"Slow breaths: 3",
        r"The doors were shut",
        r"Three</b> stops & a seat",
        r"It was fine\.",
    ):
        assert re.search(line, added), line
    assert re.search(r"Ride three stops, done: 2026-11-22", practice.plan("every"))
    expect(page.locator("article")).to_contain_text("It was fine.")


def test_what_is_left_out_stays_out_and_a_tap_takes_back(
    phone: BrowserContext, practice: Practice
) -> None:
    page = opened(phone, practice.url("other"))
    for legend, label in (
        ("Rate how calm I feel on the morning train", "0"),
        ("Where I can stand", "by the doors"),
    ):
        chip = ask(page, legend).get_by_label(label, exact=True)
        chip.click()
        chip.click()
        expect(chip).not_to_be_checked()
    form(page).get_by_role("button", name="Hand it over", exact=True).click()
    expect(form(page).get_by_role("status")).to_have_text("Nothing is filled in yet.")
    assert page.locator(".review *").count() == 0

    form(page).get_by_label("A note").fill("Only words.")
    form(page).get_by_role("group", name="Which day?").get_by_label("Yesterday").check()
    practice.receive(hand_over(page))

    added = practice.plan("other").partition("- date: 2026-11-21")[2]
    assert "Only words." in added
    assert "scores" not in added


def test_a_link_beside_each_chart_leads_to_its_question(
    phone: BrowserContext, practice: Practice
) -> None:
    page = phone.new_page()
    page.goto(practice.url("other"))
    address = page.url

    page.locator("#o-minutes").get_by_role("link", name=WRITE).click()

    expect(ask(page, "Minutes on the train")).to_be_in_viewport()
    expect(ask(page, "Minutes on the train")).to_be_focused()
    assert page.url == address


@pytest.mark.parametrize("name", ["off", "public", "over"])
def test_a_page_that_takes_no_replies_has_no_form(
    phone: BrowserContext, practice: Practice, name: str
) -> None:
    page = phone.new_page()
    page.goto(practice.shared[name].url)
    expect(page.locator("article h1")).to_be_visible()

    assert page.get_by_text(WRITE).count() == 0
    assert page.locator("[data-check-in]").count() == 0


def test_a_form_works_offline_from_a_file_and_a_kept_copy(
    phone: BrowserContext, practice: Practice, tmp_path: Path
) -> None:
    address = practice.shared["other"].url
    page = opened(phone, address)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep a copy").click()
    copy = tmp_path / "private-page.html"
    kept.value.save_as(copy)
    page.close()
    phone.set_offline(True)
    for number, at in enumerate((address, f"{copy.as_uri()}#{address.partition('#')[2]}")):
        page = opened(phone, at)
        form(page).get_by_label("A note").fill(f"From file {number}.")
        form(page).get_by_role("button", name="Hand it over", exact=True).click()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save as a file").click()
        assert saved.value.suggested_filename == "note.txt"

        practice.receive(saved.value.path().read_text("utf-8"))

        assert f"From file {number}." in practice.plan("other")


def test_a_phone_shares_it_and_a_refused_copy_leaves_it_to_hand(
    phone: BrowserContext, practice: Practice
) -> None:
    phone.add_init_script(
        "navigator.share = async ({text}) => { window.shared = text };"
        "if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new Error())"
    )
    page = opened(phone, practice.url("other"))
    form(page).get_by_label("A note").fill("Shared.")
    form(page).get_by_role("button", name="Hand it over", exact=True).click()
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy").click()

    expect(page.locator(".review [role=status]")).to_contain_text("copy the text above yourself")
    text = page.evaluate("getSelection().toString()")
    assert text.startswith("HR2.")
    assert text == page.evaluate("window.shared")


# ---- kept on the phone


def test_ten_days_are_kept_sealed_until_they_are_handed_over(
    phone: BrowserContext, practice: Practice
) -> None:
    page = opened(phone, practice.url("other"))
    page.on("dialog", lambda dialog: dialog.accept())
    day_of = ask(page, "Which day?")
    for ago in range(10, 0, -1):
        day_of.get_by_role("radio", name="Another day").check()
        day_of.locator("[type=date]").fill(f"{TODAY - timedelta(days=ago)}")
        form(page).get_by_label("A note").fill(f"Kept {ago} days.")
        keep(page)
    name, record = stored(page)
    assert re.fullmatch(r"[\w+/=]{24}", name)
    assert "Kept" not in record

    page.reload()
    page.locator("summary", has_text=f"{WRITE} (10)").click()
    days = page.locator(".kept li")
    expect(days).to_have_count(10)
    days.nth(0).get_by_role("button", name="Delete").click()
    expect(days).to_have_count(9)
    days.nth(0).get_by_role("button", name="Change").click()
    form(page).get_by_label("A note").fill("Changed on the way.")
    keep(page)
    expect(days).to_have_count(9)
    practice.receive(hand_over(page))

    plan = practice.plan("other")
    assert plan.count("Kept ") == 8
    assert "Changed on the way." in plan
    assert len(stored(page)) == 2
    page.get_by_role("button", name="I have handed it over").click()
    expect(days).to_have_count(0)
    assert stored(page) == []

    form(page).get_by_label("A note").fill("Once more.")
    keep(page)
    page.get_by_role("button", name="Forget all").click()
    expect(days).to_have_count(0)
    assert stored(page) == []


def test_another_page_of_the_same_site_cannot_read_what_is_kept(
    phone: BrowserContext, practice: Practice
) -> None:
    page = opened(phone, practice.url("other"))
    form(page).get_by_label("A note").fill("For one page alone.")
    keep(page)
    _, record = stored(page)

    another = opened(phone, practice.url("every"))
    expect(another.locator(".kept li")).to_have_count(0)
    form(another).get_by_label("A note").fill("Mine.")
    keep(another)
    own = another.evaluate(
        "record => Object.keys(localStorage).find(name => localStorage[name] !== record)", record
    )
    another.evaluate("([name, record]) => localStorage[name] = record", [own, record])
    another.reload()
    another.locator("summary", has_text=WRITE).click()

    expect(another.locator(".kept li")).to_have_count(0)


@pytest.mark.parametrize(
    "blocked",
    [
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})",
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
    ],
    ids=["blocked", "full"],
)
def test_storage_that_refuses_is_told_and_the_form_still_works(
    phone: BrowserContext, practice: Practice, blocked: str
) -> None:
    phone.add_init_script(blocked)
    page = opened(phone, practice.url("other"))
    form(page).get_by_label("A note").fill(f"Not kept: {len(blocked)}")
    keep(page)
    expect(form(page).get_by_role("status")).to_contain_text("cannot keep it")

    practice.receive(hand_over(page))

    assert f"Not kept: {len(blocked)}" in practice.plan("other")
    page.get_by_role("button", name="I have handed it over").click()
    expect(form(page).get_by_label("A note")).to_have_value("")


def test_two_windows_of_a_page_keep_what_each_of_them_took(
    phone: BrowserContext, practice: Practice
) -> None:
    first, second = (opened(phone, practice.url("other")) for _ in range(2))
    for page in (first, second):
        form(page).get_by_label("A note").fill("From a window.")
        form(page).get_by_label("Something good").fill(f"Window {page is first}.")
        keep(page)
        # The browser tells one window of the other's writing a moment later, sooner than a hand is there.
        second.wait_for_function("localStorage.length > 0")
    expect(second.locator(".kept li")).to_have_count(2)
    _, both = stored(first)
    first.locator(".kept li").first.get_by_role("button", name="Delete").click()
    first.wait_for_function("both => Object.values(localStorage)[0] !== both", arg=both)

    second.reload()

    expect(second.locator("summary", has_text=f"{WRITE} (1)")).to_be_visible()


def test_more_than_a_reply_can_hold_is_told_before_it_is_kept(
    phone: BrowserContext, practice: Practice
) -> None:
    page = opened(phone, practice.url("other"))
    for _ in range(6):
        form(page).get_by_label("A note").fill("€" * 4000)
        keep(page)

    expect(form(page).get_by_role("status")).to_contain_text("as much as fits")
    expect(page.locator(".kept li")).to_have_count(5)
    practice.receive(page_text_without_the_form(page))


def page_text_without_the_form(page: Page) -> str:
    form(page).get_by_label("A note").fill("")
    return hand_over(page)


# ---- by words, for two


def test_a_couple_write_as_themselves_and_a_locked_page_shows_nothing(
    phone: BrowserContext, practice: Practice
) -> None:
    words = practice.shared["couple"].words or ""
    page = opened(phone, practice.url("couple"), words)
    form(page).get_by_label("A note").fill("Nobody said who.")
    form(page).get_by_role("button", name="Hand it over", exact=True).click()
    assert page.locator(".review *").count() == 0
    ask(page, "Who is writing?").get_by_label("Alex").check()
    expect(ask(page, "Sit down for a talk")).to_be_hidden()
    ask(page, "How heard I felt").get_by_label("5", exact=True).check()
    form(page).get_by_label("A note").fill("As Alex.")
    keep(page)

    page.locator("#lock-now").click()
    expect(page.locator("#lock")).to_be_visible()
    assert "As Alex." not in page.content()
    assert "As Alex." not in "".join(stored(page))
    unlock(page, words)
    page.locator("summary", has_text=f"{WRITE} (1)").click()
    ask(page, "Who is writing?").get_by_label("Kim").check()
    ask(page, "Sit down for a talk").get_by_role("spinbutton").fill("1")
    ask(page, "How heard I felt").get_by_label("8").check()
    practice.receive(hand_over(page))

    plan = practice.plan("couple")
    assert re.search(r"by: alex\s+scores: {heard: 5}", plan)
    assert re.search(r"by: kim\s+scores: {heard: 8, talks: 1}", plan)
    unlocked = opened(phone, practice.url("couple"), words)
    assert dots(unlocked, "heard") >= 1


# ---- for everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_form_and_what_it_shows(
    browser: Browser, practice: Practice, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, color_scheme=scheme, bypass_csp=True
    )
    page = opened(context, practice.url("couple"), practice.shared["couple"].words)
    ask(page, "Who is writing?").get_by_label("Kim").check()
    form(page).get_by_label("A note").fill("Words.")
    keep(page)
    form(page).get_by_label("A note").fill("More words.")
    ask(page, "Who is writing?").get_by_label("Kim").check()
    form(page).get_by_role("button", name="Hand it over", exact=True).click()
    expect(page.get_by_role("button", name="Copy")).to_be_visible()

    assert violations(page, ".write") == []
    small = page.evaluate(
        """() => [...document.querySelectorAll('.write :is(input, button, summary, textarea, a.button), .write__to')]
            .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
            .map(one => one.outerHTML)"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_form_can_be_filled_in_and_handed_over_by_keyboard(
    phone: BrowserContext, practice: Practice
) -> None:
    page = phone.new_page()
    page.goto(practice.url("other"))
    page.locator("summary", has_text=WRITE).focus()
    page.keyboard.press("Enter")
    ask(page, "Rate how calm I feel on the morning train").get_by_label("0", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    form(page).get_by_label("Something good").press("Enter")

    expect(page.locator(".review h3")).to_be_focused()
    expect(page.locator(".review")).to_contain_text("morning train: 2")


def test_what_is_private_is_in_no_part_of_the_form(
    phone: BrowserContext, practice: Practice
) -> None:
    page = opened(phone, practice.url("every"))

    assert "canary" not in page.content()


def test_paper_has_no_form(phone: BrowserContext, practice: Practice) -> None:
    page = opened(phone, practice.url("other"))
    page.emulate_media(media="print")

    expect(page.locator(".write")).to_be_hidden()
    expect(page.get_by_text(WRITE).first).to_be_hidden()

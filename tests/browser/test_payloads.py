"""Payloads in every text of a plan run nothing, load nothing and lead nowhere, with a policy and without."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.builder.page import PageContext, make
from generator.builder.results import FinishedPage as Made
from generator.model.share import Access, PrivateShare
from generator.workspace.layout import PlanSource
from generator.workspace.theme import load_theme
from tests.browser.payloads import PAYLOADS
from tests.support.builders import LINKS, SETTINGS, TODAY

pytestmark = pytest.mark.browser

PRESS = PageContext(SETTINGS, LINKS, load_theme(Path("nowhere")), TODAY)
UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
#: How many payloads stand in each text of one plan.
AT_ONCE = 48
#: What YAML or a check refuses before it could come near a page.
REFUSED = re.compile("[\x00\x01]")

WATCH = """
window.fired = 0;
window.fire = window.alert = window.prompt = window.confirm = window.print = () => { window.fired += 1; };
"""
PRESS_EVERYTHING = """() => {
  for (const details of document.querySelectorAll("details:not(.only, .quiet)")) details.open = true;
  const kinds = ["mouseover", "pointerover", "focus", "error", "load", "toggle", "animationend", "keydown", "submit"];
  // The lock asks before it shuts the page.
  for (const element of document.querySelectorAll("article, article *:not(#lock-now)")) {
    for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: true }));
    if (element.localName !== "a" || !/^(https?|tel|mailto):/.test(element.getAttribute("href") ?? "")) {
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  }
}"""
#: Words that a payload leaves on the page as text, whatever becomes of its marks.
SEEN = "fire()"


def a_plan(payloads: Sequence[str], access: str) -> bytes:
    """A plan with these payloads in every text: together where a text stands once, one by one in the log."""
    both = "\n\n".join(payloads)
    line = " ".join(" ".join(payloads).split())[:4000]
    steps = [{"step": text} for text in payloads]
    plan: dict[str, Any] = {
        "uid": UID,
        "share": {"access": access},
        "title": line,
        "tab_title": line,
        "client": line,
        "therapist": line,
        "approach": list(payloads),
        "what_matters": both,
        "starting_point": dict.fromkeys(
            ("expectations", "hindrances", "success_feels_like", "motivation"), both
        ),
        "support": [{"name": text, "contact": text, "when": text} for text in payloads],
        "safety_plan": {"warning_signs": list(payloads), "people_to_ask": list(payloads)},
        "timeframe": {"start": "2026-01-05", "end": "2026-12-28"},
        "phases": [{"from": "2026-02-02", "label": line}],
        "goals": [
            {
                "goal": line,
                "why": both,
                "domain": line,
                "objectives": {
                    "calm": {
                        "objective": line,
                        "measure": "rating",
                        "scale": {"min": 0, "max": 10, "anchors": {"0": line, "10": payloads[0]}},
                        "smart": {"specific": both, "relevant": both},
                        "steps": steps,
                        "strategies": list(payloads),
                        "if_then": [{"if": text, "then": text} for text in payloads],
                    },
                    "often": {
                        "objective": line,
                        "measure": "count",
                        "unit": payloads[0],
                        "per": "week",
                    },
                },
            },
            {"goal": line, "lifecycle": "planned"},
            {
                "goal": line,
                "lifecycle": "cancelled",
                "status_date": "2026-03-02",
                "status_reason": both,
            },
        ],
        "progress": [
            {
                "date": f"2026-02-{n % 28 + 1:02}",
                "scores": {"calm": n % 11, "often": 1},
                "note": text,
                "trigger": [text],
                "response": [text],
                "helped": {text: 3},
                "celebrate": text,
            }
            for n, text in enumerate(payloads)
        ],
        "reviews": [{"date": "2026-04-06", "kept": both, "changed": both, "next": both}],
    }
    return json.dumps(plan).encode()


def groups() -> list[tuple[str, ...]]:
    told = [text for text in PAYLOADS if not REFUSED.search(text)]
    return [tuple(told[at : at + AT_ONCE]) for at in range(0, len(told), AT_ONCE)]


def test_there_are_at_least_150_payloads() -> None:
    assert len(PAYLOADS) >= 150
    assert len({text for group in groups() for text in group}) >= 150


@cache
def html_of(payloads: tuple[str, ...], access: Access) -> str:
    made = make(PlanSource("plans/sam.yml", a_plan(payloads, access)), PRESS)
    assert isinstance(made, Made), made
    return made.file.content.decode()


def opened(browser: Browser, html: str, address: str) -> tuple[Page, list[str]]:
    page = browser.new_context().new_page()
    went: list[str] = []
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (went.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: went.append(request.url))
    page.route("**", lambda route: route.fulfill(body="elsewhere", content_type="text/plain"))
    page.route(
        "https://page.test/", lambda route: route.fulfill(body=html, content_type="text/html")
    )
    page.goto(address)
    page.wait_for_selector("article")
    return page, went


@pytest.mark.parametrize("policy", ["with its policy", "without"])
@pytest.mark.parametrize("access", [Access.PUBLIC, Access.LINK])
def test_nothing_runs_nothing_loads_and_nobody_is_led_astray(
    browser: Browser, access: Access, policy: str
) -> None:
    for payloads in groups():
        html = html_of(payloads, access)
        if policy == "without":
            html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
        fragment = ""
        if access is Access.LINK:
            fragment = f"#k={LINKS.secrets(PrivateShare(UID, access, 1, None)).code}"
        page, went = opened(browser, html, f"https://page.test/{fragment}")
        page.evaluate(PRESS_EVERYTHING)
        page.wait_for_timeout(60)

        assert page.evaluate("window.fired") == 0, payloads
        assert set(went) <= {f"https://page.test/{fragment}", "https://page.test/"}, (
            went,
            payloads,
        )
        # A public page may name a place on itself in the address; a sealed one keeps its key there.
        place = page.url.removeprefix("https://page.test/")
        assert place == fragment or (not fragment and place.startswith("#"))
        odd = "article :is(script, img, iframe, object, embed, style, link, meta, base, math)"
        # The form is made by the page's own script, of elements that an article cannot bring.
        odd += ", article :is(form, input):not(.write *)"
        assert page.locator(odd).count() == 0, payloads
        assert page.evaluate(
            "[...document.querySelectorAll('article *')].every((one) => "
            "[...one.attributes].every(({name}) => !name.startsWith('on') && name !== 'style'))"
        )
        # The file that the form saves is the script's own.
        led = "[href^='#'], [href^=http], [href^=tel], [href^=mailto], .review [href^=blob]"
        assert page.locator(f"article a[href]:not({led})").count() == 0
        told = sum(SEEN in text for text in payloads)
        assert page.locator("article").inner_text().count(SEEN) >= told
        page.context.close()

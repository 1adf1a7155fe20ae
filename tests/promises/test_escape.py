"""Escape: whatever text a plan holds, from the file to the page it is text and nothing else.

A plan with a text of its own in every place is built twice: once with dull words, once with words that try to be more.
Both pages must be the same but for the words. What stands inside drawings is placed by its length, so of them only the
kinds of element and attribute are compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.builder.page import PageContext, make
from generator.builder.results import FinishedPage
from generator.workspace.layout import PlanSource
from generator.workspace.theme import load_theme
from tests.support.builders import LINKS, SETTINGS, TODAY
from tests.text.test_prose import PAGE_TAGS

pytestmark = pytest.mark.slow

PRESS = PageContext(SETTINGS, LINKS, load_theme(Path("nowhere")), TODAY)

Say = Callable[[], str]


def a_full_plan(plain: Say, marked: Say) -> dict[str, object]:
    """A plan with a text in every place that takes one: `marked` where Markdown is read, `plain` elsewhere."""
    charts: dict[str, dict[str, object]] = {
        "rating": {
            "measure": "rating",
            "scale": {"anchors": {"0": plain(), "10": plain()}},
            "baseline": 2,
        },
        "count": {"measure": "count", "unit": plain(), "per": "week", "baseline": 2, "target": 4},
        "total": {"measure": "count", "per": "total", "unit": plain(), "target": 30},
        "number": {"measure": "number", "unit": plain(), "baseline": 2, "target": 9},
        "habit": {"measure": "habit", "target": 4},
        "gas": {
            "measure": "gas",
            "levels": {str(level): plain() for level in range(-2, 3)},
            "baseline": -1,
        },
        "pair": {
            "measure": "before-after",
            "better": "lower",
            "scale": {"min": 0, "max": 10, "anchors": {"0": plain(), "10": plain()}},
        },
        "share": {"measure": "percentage", "baseline": 20, "target": 60},
        "sheet": {"measure": "own", "target": 9},
        "steps": {
            "measure": "steps",
            "steps": [{"step": plain(), "done": "2026-01-12"}, *(plain() for _ in "12345")],
        },
    }
    scores: dict[str, object] = {
        "rating": 4, "count": 3, "total": 5, "number": 7, "habit": "yes", "gas": 0,
        "pair": {"before": 8, "after": 5}, "share": {"done": 6, "of": 8},
    }  # fmt: skip
    objectives = {
        id: {
            **keys,
            "objective": plain(),
            "strategies": [plain(), {"strategy": plain(), "kind": "skill"}],
            "if_then": [{"if": plain(), "then": plain()}],
            "steps": keys.get("steps") or [plain(), {"step": plain(), "status": "cancelled"}],
            "smart": {
                key: plain()
                for key in ("specific", "measurable", "achievable", "relevant", "time_bound")
            },
            "rated_by": ["kim", "alex"],
        }
        for id, keys in charts.items()
    }
    agreed = [
        {"who": who, "status": "agree", "on": "2026-01-05"} for who in ("kim", "alex", "ruth")
    ]
    entries = [
        {
            "date": f"2026-01-{day:02}",
            "by": by,
            "scores": {**scores, "sheet": day - 5},
            "note": marked(),
            "trigger": [plain()],
            "response": [plain()],
            "helped": {plain(): 4, plain(): 3},
            "celebrate": plain(),
        }
        for day, by in ((12, "kim"), (13, "alex"), (19, "kim"), (26, "kim"), (30, "alex"))
    ]
    safety = (
        "warning_signs",
        "on_my_own",
        "people_and_places",
        "people_to_ask",
        "professionals",
        "surroundings",
    )
    return {
        "share": {"access": "public"},
        "setting": "couple",
        "title": plain(),
        "tab_title": plain(),
        "people": {
            "kim": {"name": plain(), "role": "partner"},
            "alex": {"name": plain(), "role": "partner"},
            "ruth": {"name": plain(), "role": "therapist"},
        },
        "timeframe": {"start": "2026-01-05", "end": "2026-06-29", "review": {"every": "6 weeks"}},
        "approach": [plain(), plain()],
        "what_matters": plain(),
        "starting_point": {
            key: marked() for key in ("expectations", "hindrances", "success_feels_like", "motivation")
        },
        "support": [{"name": plain(), "contact": f"Room {plain()}", "when": plain()}],
        "safety_plan": {key: [plain(), plain()] for key in (*safety, "worth_living_for")},
        "phases": [
            {"from": "2026-01-05", "label": plain(), "kind": "baseline"},
            {"from": "2026-01-26", "label": plain(), "kind": "break"},
        ],
        "measures": {
            "own": {"name": plain(), "min": 0, "max": 30, "better": "lower", "bands": [[0, plain()], [10, plain()]]}
        },
        "goals": [
            {"goal": plain(), "why": marked(), "domain": plain(), "id": "new", "replaces": "old", "agreed": agreed,
             "expressed_by": "kim", "objectives": objectives},
            {"goal": plain(), "id": "old", "lifecycle": "cancelled", "status_date": "2026-01-20",
             "status_reason": plain()},
            {"goal": plain(), "lifecycle": "planned"},
            {"goal": plain(), "lifecycle": "on-hold", "status_date": "2026-01-20", "status_reason": plain()},
        ],
        "progress": entries,
        "reviews": [{"date": "2026-01-31", "kept": plain(), "changed": plain(), "next": plain()}],
    }  # fmt: skip


def as_file(plan: Mapping[str, object]) -> bytes:
    """The plan as JSON, and what no file may hold bare as one of YAML's escapes."""
    text = json.dumps(plan, ensure_ascii=False)
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufffe\uffff]", lambda sign: f"\\u{ord(sign[0]):04x}", text
    ).encode()


class Read(HTMLParser):
    """A page as a browser reads it: its elements with their attributes, and the texts between them.

    `tags` leaves out what Markdown made, which is in `made`, and what is placed in drawings or named below them for
    want of room, which is in `drawn`.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, ...]] = []
        self.made: set[tuple[str, ...]] = set()
        self.drawn: set[tuple[str, ...]] = set()
        self.texts: list[str] = [""]
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        names = (tag, *sorted(given))
        if any(kind == "prose" for _, kind in self._open):
            self.made.add(names)
        elif tag in ("path", "text") or self._is_key(given.get("class") or ""):
            self.drawn.add(names)
        else:
            # The one attribute that holds a text of the plan: what the tab says once the page is open.
            told = given.pop("data-tab-title", None)
            given.pop("viewbox", None)  # a drawing of words is as high as they need
            if (
                "download" in given
            ):  # a calendar's file says what the tab says, in signs that no address reads
                assert re.fullmatch(
                    r"data:text/calendar,[\w.!*'():;,=/%~-]*", given.pop("href") or ""
                )
            if given.get("dir") == "auto":  # words that run the other way
                del given["dir"]
            self.tags.append((tag, *(f"{name}={value}" for name, value in given.items())))
            self.texts.append(told or "")
            if told is not None:
                self.texts.append("")
        if tag not in ("meta", "link", "br", "hr", "path"):
            self._open.append((tag, given.get("class") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("meta", "link", "br", "hr", "path"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def _is_key(self, css: str = "") -> bool:
        return any("chart__key" in kind for kind in (css, *(kind for _, kind in self._open)))

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] != "text" and not self._is_key():
            self.texts[-1] += data


def read(plain: Say, marked: Say) -> Read:
    made = make(PlanSource("plans/sam.yml", as_file(a_full_plan(plain, marked))), PRESS)
    assert isinstance(made, FinishedPage), made
    return Read(made.file.content.decode())


def numbered(form: Callable[[str], str]) -> Say:
    """Texts that all differ: `form` around one dull word after the other."""
    numbers = count()
    return lambda: form(f"w{next(numbers):03}x")


def dull(word: str) -> str:
    return word


def dull_mark(word: str) -> str:
    return f"m{word}"


def bare(text: str) -> str:
    """A text without what the page's own sentences change inside it: white space, hyphens, and isolates around it."""
    return re.sub(r"[\s\u2011\u2066-\u2069-]", "", text)


@cache
def dull_page() -> Read:
    return read(numbered(dull), numbered(dull_mark))


MEAN = (
    "<script>alert(1)</script>", "</style><script>", "<!--", "-->", "]]>", "<![CDATA[", "</title>", "</svg>", "<b>",
    "&lt;", "&amp;", "&#60;b&#62;", "&", '"', "'", "' onload='x", '" onload="x', "{{ 7 * 7 }}", "{% raw %}", "%s",
    "\\", "`", "javascript:alert(1)", "[x](javascript:x)", "![x](//x)", "\n\n# ", "\n- ", "\t", "\xa0",
    "\u202e", "\u2066", "\u2028", "\u2029", "\x85", "\u200b", "\u200d", "\ufeff", "e\u0301" * 9, "שלום",
    "👩\u200d👩\u200d👧", "w" * 150,
)  # fmt: skip
texts = st.lists(
    st.sampled_from(MEAN) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    min_size=1,
    max_size=5,
).map("".join)


@settings(max_examples=40, deadline=None)
@given(texts)
@example("".join(sign for sign in MEAN if len(sign) < 150))
def test_a_plain_text_arrives_as_it_is_and_makes_no_element(text: str) -> None:
    page = read(numbered(lambda word: f"{word}{text}{word}"), numbered(dull_mark))

    assert page.tags == dull_page().tags
    assert page.drawn <= {
        ("path", "class", "d"), ("text", "x", "y"), ("text", "class", "x", "y"), ("text", "text-anchor", "x", "y"),
        ("text", "class", "text-anchor", "x", "y"), ("p", "class"),
    }  # fmt: skip
    # A sentence may begin with a capital.
    said = [
        re.sub(r"(?i)(?<!m)(w\d{3}x)", lambda word: word[1] + text + word[1].lower(), one)
        for one in dull_page().texts
    ]
    assert [bare(one) for one in page.texts] == [bare(one) for one in said]


@settings(max_examples=40, deadline=None)
@given(texts)
@example("".join(sign for sign in MEAN if len(sign) < 150))
def test_a_text_with_markdown_makes_only_elements_of_prose(text: str) -> None:
    page = read(numbered(dull), numbered(lambda word: f"{text}m{word}{text}"))

    assert page.tags == dull_page().tags
    assert {tag for tag, *_ in page.made} <= PAGE_TAGS
    assert {name for _, *names in page.made for name in names} <= {"href", "rel"}


def test_every_place_of_a_text_is_on_the_page_that_is_compared() -> None:
    numbers = count()
    a_full_plan(lambda: f"{next(numbers)}", str)
    missing = [n for n in range(next(numbers)) if f"w{n:03}x" not in "".join(dull_page().texts)]

    assert missing == []

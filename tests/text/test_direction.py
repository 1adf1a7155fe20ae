"""Direction: words that run the other way tear nothing apart, on any page in any language."""

from __future__ import annotations

import unicodedata
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.charts.page_figures import figures
from generator.progress.derive import derive
from generator.render import html as render
from generator.text.direction import Direction, runs_against, with_isolates
from generator.text.language import _, language, speaking
from generator.text.language import isolated as apart
from generator.view import dates
from generator.view.page import page_view
from generator.workspace import theme
from tests.support.builders import SETTINGS, a_plan, on
from tests.support.pseudo import arabic, catalogue

HEBREW, ARABIC = "להרגיש רגוע, באמת!", "علي"
LTR, RTL = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT
OPENERS, END = "\u2066\u2067\u2068", "\u2069"


def is_balanced(words: str) -> bool:
    depth = 0
    for sign in words:
        depth += (sign in OPENERS) - (sign == END)
        if depth < 0:
            return False
    return depth == 0


class Texts(HTMLParser):
    """The text of a page piece by piece, each with whether its element finds its direction by itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[tuple[str, str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in ("path", "br", "input", "hr"):
            self.open.append((tag, tag == "bdi" or dict(attributes).get("dir") == "auto"))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append((self.open[-1][0], data, any(apart for _tag, apart in self.open)))


@cache
def speech(tag: str):
    return language(tag, {"locale/ar.po": catalogue("ar", arabic)} if tag == "ar" else {})


@cache
def environment():
    return render.environment(theme.load_theme(Path("nowhere")))


def page(plan, tag: str) -> str:
    with speaking(speech(tag)):
        view = page_view(plan, derive(plan), SETTINGS)
        return render.article(environment(), view, figures(view))


WORDS = st.sampled_from(
    ["calm", "Feel at ease.", HEBREW, ARABIC, "شاي (green)", "3 كوب", "at 5 עם נועה", "PHQ נועה!"]
)
MEASURES = st.sampled_from(
    ["rating", "count", "number", "percentage", "habit", "gas", "before-after", "steps", "phq9"]
)


def an_objective(measure: str, words: list[str]) -> tuple[dict[str, object], object]:
    a, b, c, d, e = words
    levels = {"levels": {-2: a, -1: b, 0: c, 1: d, 2: e}}
    return {
        "rating": (
            {"scale": {"min": 0, "max": 10, "anchors": {0: a, 10: b}}, "baseline": 3, "target": 7},
            4,
        ),
        "count": ({"unit": a, "baseline": 1, "target": {"at_least": 2}}, 3),
        "number": ({"unit": a, "baseline": 1, "target": 4}, 2),
        "percentage": ({"baseline": 10, "target": 60}, {"done": 2, "of": 5}),
        "habit": ({"target": 3}, "yes"),
        "gas": ({**levels, "baseline": -2}, 0),
        "before-after": ({"better": "lower", "target": {"change": 2}}, {"before": 7, "after": 4}),
        "steps": ({"steps": [{"step": word} for word in words]}, None),
        "phq9": ({"target": 9}, 12),
    }[measure]


@st.composite
def plans(draw):
    words = draw(st.lists(WORDS, min_size=16, max_size=16))
    measure = draw(MEASURES)
    what, score = an_objective(measure, words[:5])
    people = {
        "sam": {"name": words[5], "role": "client"},
        "vera": {"name": words[6], "role": "client"},
    }
    raters = ["sam", "vera"] if score is not None else []
    entries = []
    for n, by in enumerate((raters or ["sam"]) * 5):
        more = {
            "by": by,
            "trigger": [words[7]],
            "helped": {words[8]: 3},
            "note": words[9],
            "celebrate": words[10],
        }
        entries.append(
            on(f"2026-{1 + n:02}-12", more, **({} if score is None else {"calm": score}))
        )
    objective = {
        "measure": measure,
        "objective": words[11],
        "strategies": [{"strategy": words[12], "kind": "skill"}],
        "if_then": [{"if": words[13], "then": words[14]}],
        "steps": [{"step": words[15], "by": "vera"}],
        **what,
    }
    if raters:
        objective["rated_by"] = raters
    agreed = [{"who": who, "status": "agree", "on": "2026-01-05"} for who in ("sam", "vera")]
    goal = {
        "goal": words[0],
        "why": words[1],
        "agreed": agreed,
        "expressed_by": "vera",
        "domain": words[2],
    }
    phases = [{"from": "2026-02-02", "label": words[3]}]
    return {
        "goal": None, "objectives": None, "people": people, "phases": phases, "title": words[4],
        "goals": [{**goal, "objectives": {"calm": objective}}],
        "progress": entries, "setting": "couple",
    }  # fmt: skip


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(plans(), st.sampled_from(["en", "ar"]))
def test_whatever_the_words_each_runs_by_itself_and_every_isolate_is_closed(keys, tag):
    html = page(a_plan([], None, **keys), tag)

    direction = RTL if tag == "ar" else LTR
    for tag, text, finds_its_own in Texts(html).found:
        assert is_balanced(text), (tag, text)
        assert finds_its_own or not runs_against(text, direction), (tag, text)


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="ab 5.עש\u2066\u2067\u2068\u2069\u202b\u202e\u202c", max_size=12),
    st.sampled_from(Direction),
)
@example("abc", LTR)
@example("\u2069\u2069 אב \u2067", LTR)
def test_what_somebody_wrote_can_turn_nothing_but_itself(words, direction):
    inside = with_isolates(words, direction)

    assert is_balanced(inside)
    assert not runs_against(inside, direction)
    assert with_isolates(inside, direction) == inside
    seen = words.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069")))
    assert inside.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))) == seen


@pytest.mark.parametrize("words", ["", "calm", "café, 5 %", "Ruhe – später", "спокойно"])
def test_words_of_the_pages_own_direction_keep_their_bytes(words):
    assert with_isolates(words, LTR) == words


def test_a_sentence_keeps_its_numbers_together_beside_a_name():
    with speaking(speech("en")):
        assert _("{rater} {value}", rater="نور", value="4 of 10") == "\u2068نور\u2069 4 of 10"
        assert dates.several(["Kim", "نور"]) == "Kim and \u2068نور\u2069"
        assert apart("نور") == "\u2068نور\u2069"


def test_a_title_in_the_other_direction_is_set_from_its_own_side():
    keys = {"goal": HEBREW, "title": HEBREW}
    html = page(
        a_plan([on("2026-01-12", {"note": HEBREW}, calm=4)], {"objective": HEBREW}, **keys), "en"
    )

    assert f'<h1 class="title" dir="auto">{HEBREW}</h1>' in html
    assert f'dir="auto">{HEBREW}</h2>' in html
    assert f'dir="auto">{HEBREW}</h3>' in html
    assert f'<div class="prose" dir="auto"><p>{HEBREW}</p></div>' in html


def test_a_page_in_one_direction_has_no_isolates_or_directed_parts():
    html = page(a_plan([on("2026-01-12", {"note": "Calm – at 5 %"}, calm=4)]), "en")

    assert 'dir="auto"' not in html
    assert not any(unicodedata.category(sign) == "Cf" for sign in html)

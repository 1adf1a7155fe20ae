"""Squeeze: style sheets and scripts in fewer bytes, with every rule and name meaning what it meant."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render import html as render
from generator.render import squeeze
from generator.workspace.theme import built_in_folder, load_theme

BUILT_IN = load_theme(built_in_folder() / "nowhere")
SEALED = str(render.environment(BUILT_IN).globals["sealed_style"])
CLASSES = sorted(set(re.findall(r"\.([a-z][\w-]*)", re.sub(r'"[^"]*"', "", SEALED))))


def needed(css: str, *classes: str) -> str:
    return squeeze.for_classes(squeeze.style(css), frozenset(classes))


def test_a_rule_stays_only_where_its_class_is_worn():
    assert (
        needed(".a { color: red } .b { color: blue } p { margin: 0 }", "b")
        == ".b{color:blue}p{margin:0}"
    )


def test_of_several_selectors_those_stay_that_can_find_something():
    assert needed(".a, .b + .c, .b > p, h1 { margin: 0 }", "b") == ".b>p,h1{margin:0}"


def test_a_group_stays_with_what_is_left_in_it():
    assert (
        needed("@media print { .a { margin: 0 } .b { margin: 0 } }", "b")
        == "@media print{.b{margin:0}}"
    )
    assert needed("@media print { .a { margin: 0 } } @media screen { .a { margin: 0 } }") == ""


@pytest.mark.parametrize(
    "css",
    [
        ":is(.a, .b) { margin: 0 }",
        "p:not(.a, :is(.c)) { margin: 0 }",
        '[title=".a{"] { margin: 0 }',
        "@keyframes late { from { margin: 0 } }",
        "@page { margin: 0; @top-left { content: ''; } }",
        '@import "a.css";',
        r".b\:c { margin: 0 }",
        '.b::before { content: "};.a{" }',
        ".b { margin: 0; .a & { margin: 1px } }",
        "main > .b ~ p { margin: calc(1px + 2px) }",
    ],
)
def test_what_may_apply_without_the_class_stays(css: str):
    assert needed(css, "b") in {squeeze.style(css), squeeze.style(css).replace(" ~ ", "~")}


def test_an_element_wears_classes_however_they_are_written():
    html = """<p class="a b"><p class='c'><p class=d><p data-subclass="" title="x">"""

    assert squeeze.classes_in(html) == {"a", "b", "c", "d"}


@given(st.frozensets(st.sampled_from(CLASSES), max_size=30))
@settings(deadline=None, max_examples=40)
def test_no_rule_for_a_worn_class_is_ever_lost(worn: frozenset[str]):
    """An oracle of its own: a rule that names only worn classes, or none, stands in what is left, in the same order."""
    kept = squeeze.for_classes(SEALED, worn)
    blocks = re.findall(r"([^{}]+)(\{[^{}]*\})", SEALED)
    left = iter(re.findall(r"[^{}]+\{[^{}]*\}", kept))
    for prelude, block in blocks:
        if set(re.findall(r"\.([a-z][\w-]*)", prelude)) <= worn:
            assert any(rule.endswith(block) for rule in left), prelude + block


def test_all_classes_worn_lose_nothing():
    whole = squeeze.for_classes(SEALED, frozenset(CLASSES))

    assert len(re.findall(r"\{", whole)) == len(re.findall(r"\{", SEALED))
    assert squeeze.for_classes(whole, frozenset(CLASSES)) == whole


def test_a_sealed_page_has_only_its_articles_and_locks_rules():
    environment = render.environment(BUILT_IN)
    made = render.with_style(environment, '<article lang="en"><p class="date">1 May</p></article>')

    assert ".date{" in made
    assert ".lockbar{" in made
    assert ".safety" not in made
    assert made.endswith('</template><p class="date">1 May</p></article>')


def test_a_sheet_in_the_article_ends_where_it_should():
    sources = dict(BUILT_IN.sources)
    sources["styles/foot.css"] = 'p::after{content:"&lt;<b>"}'
    environment = render.environment(replace(BUILT_IN, sources=tuple(sources.items())))

    assert 'content:"&amp;lt;&lt;b>"' in render.with_style(environment, "<article></article>")

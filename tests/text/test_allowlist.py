"""Allowed: what an article may hold, so that nothing in a sealed page can run, load or lead astray."""

from __future__ import annotations

import pytest

from generator.text import allowlist


@pytest.mark.parametrize(
    ("article", "named"),
    [
        ("<article><script>x</script></article>", "<script>"),
        ('<article><img src="x"></article>', "<img>"),
        ('<article><p onclick="x">a</p></article>', "onclick= in <p>"),
        ("<article><p style='color:red'>a</p></article>", "style= in <p>"),
        ('<article><a href="javascript:x">a</a></article>', "this href= in <a>"),
        ('<article><a href="data:text/html,x">a</a></article>', "this href= in <a>"),
        ('<article><a href="notes.html">a</a></article>', "this href= in <a>"),
        ("<article><a href=//x.example>a</a></article>", "this href= in <a>"),
        ('<article title="a > b" ONCLICK=x>a</article>', "title= in <article>"),
        ("<article><svg><use href='#x'/></svg></article>", "<use>"),
    ],
)
def test_what_is_not_on_the_list_is_named_without_its_value(article: str, named: str) -> None:
    assert allowlist.first_violation(article) == named


def test_what_our_own_pages_hold_is_on_the_list() -> None:
    article = (
        '<article class="page" lang="en" dir="ltr" data-tab-title="a &lt; b"><p id="x" aria-label="y">&lt;b&gt;</p>'
        '<svg viewBox="0 0 3 2" role="img"><path class="c-line" d="M0 0"/></svg><a href="tel:112">b</a><br></article>'
    )

    assert allowlist.first_violation(article) is None


def test_the_script_in_the_page_has_the_same_list() -> None:
    assert [names.split() for names in allowlist.lists().split(";")] == [
        list(allowlist.ELEMENTS),
        list(allowlist.ATTRIBUTES),
    ]

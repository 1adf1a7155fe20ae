"""Prose: people's Markdown as HTML that cannot harm, and plain notes the fast way with the same result."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator.text.prose import TAGS, convert, is_plain, markdown_html, plain_html

#: Every allowed element and no other: a tag that Markdown or the sanitiser lets through shows up here.
PAGE_TAGS = TAGS - {"section"}


def html(text: str) -> str:
    return str(convert([text])[text])


def slow_html(text: str) -> str:
    """The sanitised Markdown of `text`, whether it is plain or not."""
    # A text with a mark takes the slow way; the mark is a paragraph of its own and is cut off again.
    marked = f"{text}\n\n*x*"
    return html(marked).removesuffix("<p><em>x</em></p>").rstrip("\n")


class _Seen(HTMLParser):
    """What a browser would find in the output."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(text: str) -> _Seen:
    return _Seen(html(text))


# ---- the fast way


@pytest.mark.parametrize(
    "text",
    [
        "Asked one question on Monday.",
        "Two lines\nof one thought.",
        "One paragraph.\n\nAnother.",
        "Three.\n\n\n\nApart.",
        "\"Quotes\" and it’s 'fine' – 7/10 (or 8)!",
        "Ruhe für uns, 東京, 👩‍🚀",
        "50% + 3 = a lot; see p. 4: yes",
        "a | b, {c}, $d, ^e, @f",
    ],
)
def test_an_ordinary_note_goes_the_fast_way(text):
    assert is_plain(text)
    assert html(text) == slow_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "*a*",
        "_a_",
        "`a`",
        "# a",
        "- a",
        "+ a",
        "1. a",
        "1) a",
        "> a",
        "    a",
        "[a](b)",
        "a & b",
        "a < b",
        "a  \nb",
        "a\n---",
    ],
)
def test_a_note_that_markdown_may_read_otherwise_goes_the_slow_way(text):
    assert not is_plain(text)


SIGNS = st.sampled_from(
    "aé 1.\n!()|~:;-+=#'\"%^$@/{}?,\t\r\x00\x0b\x0c\x1c\x1f\x7f\x85\xa0\u2003\u2028\u200b\u3000\ufeff"
)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(SIGNS, max_size=20), st.text(max_size=30)))
@example("")
@example("\n")
@example("a\xa0b")
@example("\u3000a")
@example("a\n\n\u2003b")
@example("a\x00b")
@example("a\rb")
def test_the_fast_way_gives_what_markdown_and_the_sanitiser_would(text):
    assume(is_plain(text))

    assert str(plain_html(text)).strip("\n") == slow_html(text)


def test_texts_cleaned_at_once_do_not_run_into_each_other():
    texts = ["plain", "*one*", "</section>", "<section>", "**two**", "`</section>`", "plain too"]
    together = convert(texts)

    assert {text: str(markup) for text, markup in together.items()} == {
        text: html(text) for text in texts
    }


def test_the_result_is_markup_and_each_text_is_found_by_itself():
    done = convert(["a", "*b*", "a"])

    assert set(done) == {"a", "*b*"}
    assert all(isinstance(markup, Markup) for markup in done.values())


# ---- what Markdown gives


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**It was fine.**", "<p><strong>It was fine.</strong></p>"),
        ("*quite*", "<p><em>quite</em></p>"),
        ("`x`", "<p><code>x</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("a\n\n***\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    ],
)
def test_markdown_gives(text, shown):
    assert html(text) == shown


@pytest.mark.parametrize(
    "text", ["# Title", "###### Title", "Title\n=====", "Title\n-----", "## Title ##"]
)
def test_a_heading_becomes_a_strong_paragraph(text):
    assert html(text) == "<p><strong>Title</strong></p>"


def test_what_stands_in_a_heading_stays_in_it():
    assert html("# A *b* [c](https://d.example)") == (
        '<p><strong>A <em>b</em> <a href="https://d.example" rel="noopener noreferrer">c</a></strong></p>'
    )


def test_a_heading_in_a_list_or_a_quotation_is_none_either():
    for text in ("- # a\n\n  # b", "> # a\n> ## b", "1. ## a"):
        assert not re.search("<h[1-6]", html(text))


@pytest.mark.parametrize(
    "scheme", ["https://a.example/b", "http://a.example", "mailto:a@b.example", "tel:+44116"]
)
def test_a_link_to_a_page_an_address_or_a_number_stays(scheme):
    assert ("href", scheme) in seen(f"[words]({scheme})").attributes


@pytest.mark.parametrize(
    "address", ["notes.html", "/notes", "//notes.example", "?a", "../b", "data:text/html,x"]
)
def test_a_link_that_leads_to_no_whole_address_is_words(address):
    assert "href" not in {name for name, _ in seen(f"[words]({address})").attributes}
    assert "words" in html(f"[words]({address})")


def test_a_link_hands_nothing_to_the_page_it_opens():
    assert 'rel="noopener noreferrer"' in html("[a](https://b.example)")


@pytest.mark.parametrize(
    "text",
    [
        "![a cat](https://a.example/cat.png)",
        "![a cat][1]\n\n[1]: https://a.example/cat.png",
        "![a cat]\n\n[a cat]: https://a.example/cat.png",
        "[![a cat](https://a.example/cat.png)](https://b.example)",
        "<img src=https://a.example/cat.png alt='a cat'>",
        "![a cat](data:image/png;base64,AAAA)",
    ],
)
def test_a_picture_becomes_a_link_or_text_and_is_never_fetched(text):
    found = seen(text)

    assert "img" not in found.tags
    assert "a cat" in found.text
    assert not {name for name, _ in found.attributes} & {"src", "srcset", "style", "background"}


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b>", "a <i>b</i> c", "<div>\nblock\n</div>", "<!-- remark -->", "<br/>", "</p>"],
)
def test_raw_html_is_shown_as_the_characters_it_is(text):
    found = seen(text)

    assert set(found.tags) <= {"p"}
    assert found.text.strip() == text


def test_an_entity_is_read_as_its_character_and_not_as_markup():
    assert seen("&lt;script&gt;").text.strip() == "<script>"
    assert "script" not in seen("&lt;script&gt;&#60;script&#62;").tags


# ---- nothing active


PAYLOADS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "<<script>alert(1)//<</script>",
    "**<script>alert(1)</script>**",
    "- <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "# <script>alert(1)</script>",
    "`</code><script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```\n<script>alert(1)</script>\n```",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='x' onclick=alert(1)>x</a>",
    "<base href=javascript:alert(1)//>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//x.example>",
    "<style>@import '//x.example';</style>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<section onclick=alert(1)></section>",
    "</section><script>alert(1)</script><section>",
    "<!--<img src=--><img src=x onerror=alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>' ?>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://x.example/1)",
    "<javascript:alert(1)>",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x]\n\n[x]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    '[x](https://a.example "onmouseover=alert(1)")',
    "[x](https://a.example\" onmouseover=\"alert(1))",
    "[x](https://a.example' onmouseover='alert(1))",
    "![x](x\"onerror=\"alert(1))",
    '![x"onerror="alert(1)](x)',
    "[<img src=x onerror=alert(1)>](https://a.example)",
    "[x](<javascript:alert(1)>)",
    "\x02amp\x03lt;script>",
    "\x02wzxhzdk:0\x03<script>alert(1)</script>",
    "<a\x00 href=javascript:alert(1)>x</a>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
)  # fmt: skip


def assert_harmless(text: str) -> None:
    found = seen(text)
    assert set(found.tags) <= PAGE_TAGS
    assert {name for name, _ in found.attributes} <= {"href", "rel"}
    for name, value in found.attributes:
        scheme = re.match(r"[\x00-\x20]*([a-zA-Z][\w+.-]*):", value) if name == "href" else None
        assert scheme is None or scheme[1].lower() in {"http", "https", "mailto", "tel"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_script_no_handler_and_no_active_link_is_left(payload):
    assert_harmless(payload)
    assert_harmless(f"words *{payload}* words")
    assert_harmless(f"- {payload}\n- [a]({payload})")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*PAYLOADS, "[x](", ")", "*", "`", "\n", "    ", "> ", "<", ">", '"', "'", "&"]
        ),
        max_size=6,
    )
)
def test_payloads_put_together_are_no_worse(parts):
    assert_harmless("".join(parts))


@pytest.mark.parametrize(
    "text",
    [
        "1. " * 3333,
        "> " * 5000,
        "- " * 5000,
        "*" * 10_000,
        "`" * 10_000,
        "_a " * 3333,
        "<" * 10_000,
        "\\" * 10_000,
        "&" * 10_000,
    ],
    ids=[
        "numbers",
        "quotations",
        "dashes",
        "stars",
        "backticks",
        "underscores",
        "brackets",
        "backslashes",
        "ampersands",
    ],
)
def test_the_longest_text_allowed_is_rendered_whatever_is_in_it(text):
    assert_harmless(text[:10_000])


def test_open_brackets_cost_no_more_than_a_moment():
    """Each `[` makes Markdown read to the end: ten thousand took ten seconds."""
    text = "[" * 10_000

    assert seen(text).text.strip() == text


def test_markdown_itself_forgets_one_text_before_the_next():
    markdown_html("[a]: https://a.example")

    assert "a.example" not in markdown_html("[a]")


def test_a_note_nested_beyond_reason_spoils_no_other_note():
    """Markdown keeps its state in the one converter: what breaks off in a list leaves it inside that list."""
    try:
        convert(["1. " * 3333])
    finally:
        assert html("a *b*\n\nc") == "<p>a <em>b</em></p>\n<p>c</p>"

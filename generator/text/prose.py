"""Prose: Markdown that people wrote, as safe HTML.

In: texts. Out: `Markup`, made here and nowhere else.
Touches nothing. Raw HTML is switched off, so that `<b>` shows as the four characters it is; headings become
strong paragraphs, so that a note cannot disturb the outline of the page; pictures become links.

Terms
    plain      a text without anything that Markdown reads as a mark; most notes are.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup, escape

from generator.text import allowlist

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: What may stand in a note once rendered. Attributes: an address on links, nothing else.
TAGS = frozenset(
    {
        "p",
        "br",
        "strong",
        "em",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "blockquote",
        "hr",
        "a",
        "section",
    }
)

#: A character, or a start of a line, that Markdown may read as a mark. Errs towards the slow way.
#: And what the parsers around it drop or write otherwise: NUL, carriage returns, no-break spaces, nothing at all.
_MARKS = re.compile(
    r"[*_`<>&\[\]\\\x00\x02\x03\r\xa0]|^[^\S\n]|  $|^(?:[#=+-]|\d+[.)])|\t|^:|~~|\A\n*\Z",
    re.MULTILINE,
)
#: Lists and quotations deeper than any note has: Markdown would recurse until Python stops it, half way.
_DEEP = re.compile(r"^(?:[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]|>)){20}", re.MULTILINE)
#: More opening brackets than any note has: for each, Markdown reads to the end of the text.
_BRACKETS = 500
_BLANK_LINES = re.compile(r"\n{2,}")
#: Wraps each text while all of a page go through the sanitiser in one call; no text can produce it itself.
_OPEN, _CLOSE = "<section>", "</section>"


def convert(texts: Iterable[str]) -> dict[str, Markup]:
    """The HTML of each text, by text: paragraphs, emphasis, lists, links, quotations, code."""
    done: dict[str, Markup] = {}
    marked: list[str] = []
    for text in texts:
        if text not in done:
            done[text] = Markup("")
            if is_plain(text) or _is_beyond_reason(text):
                done[text] = plain_html(text)
            else:
                marked.append(text)
    if marked:
        done.update(
            zip(
                marked,
                _clean([markdown_html(text) for text in marked]),
                strict=True,
            )
        )
    return done


def is_plain(text: str) -> bool:
    """Whether `plain_html` gives for `text` what Markdown would."""
    return _MARKS.search(text) is None


def _is_beyond_reason(text: str) -> bool:
    """Whether Markdown would fail on the text or take seconds for it; such a text is shown as it was written."""
    return _DEEP.search(text) is not None or text.count("[") > _BRACKETS


def plain_html(text: str) -> Markup:
    """The paragraphs of a text without marks."""
    paragraphs = _BLANK_LINES.split(_escaped(text.strip("\n")))
    return Markup("\n".join([f"<p>{paragraph}</p>" for paragraph in paragraphs]))


def _escaped(text: str) -> str:
    """Escaped as the sanitiser writes it: quotes need no escape between tags."""
    return str(escape(text)).replace("&#34;", '"').replace("&#39;", "'")


def markdown_html(text: str) -> str:
    """What Markdown makes of `text`, not yet sanitised."""
    return str(_markdown().reset().convert(text))


def _clean(pieces: list[str]) -> list[Markup]:
    whole = nh3.clean(
        "".join(f"{_OPEN}{piece}{_CLOSE}" for piece in pieces),
        tags=set(TAGS),
        attributes={"a": {"href"}, "*": set()},
        url_schemes=set(allowlist.SCHEMES),
        attribute_filter=_whole_address,
        link_rel="noopener noreferrer",
    )
    cleaned = whole.split(_CLOSE)[:-1]
    if len(cleaned) != len(pieces):
        raise AssertionError("a sanitised text lost its frame")
    return [Markup(piece.removeprefix(_OPEN)) for piece in cleaned]


def _whole_address(_tag: str, name: str, value: str) -> str | None:
    """A link to a file beside the page leads nowhere, so it stays words."""
    return None if name == "href" and not allowlist.is_address(value) else value


def _make_strong(heading: Element) -> None:
    """A heading becomes a paragraph of strong words."""
    strong = heading.makeelement("strong", {})
    strong.text, heading.text = heading.text, None
    strong.extend(list(heading))
    for child in list(heading):
        heading.remove(child)
    heading.append(strong)
    heading.tag = "p"


@functools.cache
def _markdown():  # type: ignore[no-untyped-def]  # the class is imported late: plain pages never need it
    import markdown
    from markdown.treeprocessors import Treeprocessor

    class Headings(Treeprocessor):
        def run(self, root):  # type: ignore[no-untyped-def]
            for element in root.iter():
                if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                    _make_strong(element)

    converter = markdown.Markdown(extensions=["sane_lists"], output_format="html")
    converter.preprocessors.deregister("html_block")
    for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(pattern)
    converter.treeprocessors.register(Headings(converter), "headings", 0)
    return converter

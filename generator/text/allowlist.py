"""Allowed: the elements and attributes that an article may have, at build and again before it is put into the page.

In: an article's HTML. Out: why it may not be sealed, or nothing.
Touches nothing. The locked page carries the same list.
"""

from __future__ import annotations

import functools
import re
from typing import Final

ELEMENTS: Final = (
    *(
        "article",
        "header",
        "footer",
        "nav",
        "aside",
        "section",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
        "li",
    ),
    *(
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "details",
    ),
    *(
        "summary",
        "span",
        "b",
        "bdi",
        "em",
        "strong",
        "code",
        "pre",
        "blockquote",
        "br",
        "hr",
        "a",
    ),
    *(
        "svg",
        "g",
        "path",
        "text",
        "title",
        "desc",
    ),
)
ATTRIBUTES: Final = (
    *(
        "class",
        "id",
        "lang",
        "dir",
        "role",
        "tabindex",
        "rel",
        "href",
        "download",
        "scope",
    ),
    *(
        "open",
        "data-tab-title",
        "data-reply-key",
        "data-reply-token",
        "data-check-in",
        "viewBox",
        "d",
        "x",
        "y",
    ),
    *(
        "width",
        "text-anchor",
    ),
)

_TAG: Final = re.compile(r"<(?!/)([^\s/>]*)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_ATTRIBUTE: Final = re.compile(r"([^\s=\"'/]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|(\S+)))?")
#: Where a link may lead, besides a place on its own page.
SCHEMES: Final = ("http", "https", "mailto", "tel")
#: How a link begins that holds a calendar file; no text of a plan may have one.
CALENDAR: Final = "data:text/calendar"
_ADDRESS: Final = re.compile(rf"(?:{'|'.join(SCHEMES)}):", re.IGNORECASE)


def lists() -> str:
    """Elements, then attributes, for the script in the page: names parted by blanks, lists by a semicolon."""
    return f"{' '.join(ELEMENTS)};{' '.join(ATTRIBUTES)}"


def is_address(href: str) -> bool:
    """Whether a link leads to a whole address; a file beside a sealed page is not there."""
    return _ADDRESS.match(href) is not None


def first_violation(article: str) -> str | None:
    """What in this article is not on the list, named without its value; None where all of it is."""
    for name, attributes in dict.fromkeys(_TAG.findall(article)):
        violation = _violation_of(name, attributes)
        if violation is not None:
            return violation
    return None


@functools.lru_cache(maxsize=4096)
def _violation_of(name: str, attributes: str) -> str | None:
    """What in one tag is not on the list: its name, or the first of its attributes."""
    if name not in ELEMENTS:
        return f"<{name}>"
    for key, *values in _ATTRIBUTE.findall(attributes):
        value = "".join(values)
        if key not in ATTRIBUTES and not key.startswith("aria-"):
            return f"{key}= in <{name}>"
        if key == "href" and not _may_lead(value):
            return f"this href= in <{name}>"
    return None


def _may_lead(href: str) -> bool:
    """Whether a link of an article leads to a place on the page, an address or a calendar file."""
    return href.startswith(("#", f"{CALENDAR},")) or is_address(href)

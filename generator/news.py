"""News: the words on a page that its reader has not seen yet, and those that are gone.

In: the articles of an old and a new page. Out: lines with what became of each.
Touches nothing. Drawings are left out: what they show stands in the sentences around them.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from typing import Final

#: Elements whose words are one line, and those whose words nobody reads.
_LINES: Final = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "tr", "caption", "summary", "figcaption", "blockquote", "pre"}
)
_UNREAD: Final = frozenset({"svg", "style", "script", "template", "head", "nav"})


class Became(StrEnum):
    """Whether a line is new on the page or gone from it."""

    NEW = "+"
    GONE = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page, and what became of it."""

    became: Became
    words: str


def news(old: str, new: str) -> tuple[Line, ...]:
    """What changed between two pages, in the order of the page; an empty `old` makes all of it new."""
    before, after = lines_of(old), lines_of(new)
    found = []
    for tag, first, last, start, end in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [Line(Became.GONE, words) for words in before[first:last]]
            found += [Line(Became.NEW, words) for words in after[start:end]]
    return tuple(found)


def lines_of(html: str) -> list[str]:
    """The words of a page, a line for each paragraph, heading, item and row."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [" ".join(line.split()) for line in reader.lines if line.strip()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the parser calls it
        self._unread += tag in _UNREAD
        self._turn(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        self._turn(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.lines[-1] += data

    def _turn(self, tag: str) -> None:
        if tag in _LINES and self.lines[-1].strip():
            self.lines.append("")
        elif tag in ("td", "th", "span"):
            self.lines[-1] += " "

"""News: the words on a page that its reader has not seen yet, and those that are gone.

In: the articles of an old and a new page, and the plan's own words. Out: lines with what became of
each.
Touches nothing. Drawings are left out: what they show stands in the sentences around them.

A line that only changes its place is no news, and a thousand lines alike cost no more than a
thousand others: lines are counted, not aligned.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from html.parser import HTMLParser
from itertools import zip_longest
from typing import Final

#: Elements whose words are one line, those whose words nobody reads, and those that never end.
_LINES: Final = frozenset(
    {
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "dt",
        "dd",
        "tr",
        "caption",
        "summary",
        "figcaption",
        "blockquote",
        "pre",
    }
)
_UNREAD: Final = frozenset({"svg", "style", "script", "template", "head", "nav"})
_VOID: Final = frozenset({"br", "hr", "img", "meta", "link", "input", "wbr"})
#: Classes of the elements that hold what a person wrote. Source: templates/components and
#: page/article.html.
_OWN: Final = frozenset(
    {
        "prose",
        "entry__note",
        "title",
        "own",
        "goal__title",
        "objective__title",
        "next__step",
        "ifthen",
    }
    | {"wins", "steps", "strategies", "later", "safety"}
)
#: So many words in a row are nobody's by chance.
_RUN: Final = 4
_WORD: Final = re.compile(r"\w+")


class LineChange(StrEnum):
    """Whether a line is new on the page or gone from it."""

    NEW = "+"
    GONE = "-"


class Voice(StrEnum):
    """Whose words a line is made of: those of the people, or ours around their numbers."""

    OWN = "own"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of the page, what became of it, and whose words it holds."""

    became: LineChange
    words: str
    voice: Voice = Voice.OURS


def diff_pages(
    old: str, new: str, own: frozenset[tuple[str, ...]] = frozenset()
) -> tuple[DiffLine, ...]:
    """What changed between two pages, in the order of the page; an empty `old` makes all of it new.

    `own` are the runs of the new plan's words, as `word_runs` gives them: a line of nothing else is
    known as a person's though a template of one's own shows it. What is gone stands before what is
    new in its place.
    """
    before, after = _read(old), _read(new)
    stays = Counter(words for words, _voice in before) & Counter(words for words, _voice in after)
    gone, come = _parted(before, stays), _parted(after, stays)
    lines = []
    for lost, won in zip_longest(gone, come, fillvalue=()):
        lines += [DiffLine(LineChange.GONE, words, voice) for words, voice in lost]
        for words, voice in won:
            heard = voice
            if _holds(words, own):
                heard = Voice.OWN
            lines.append(DiffLine(LineChange.NEW, words, heard))
    return tuple(lines)


def own_first(lines: Sequence[DiffLine]) -> tuple[tuple[DiffLine, ...], tuple[DiffLine, ...]]:
    """The lines that people wrote, and then those made of numbers around them; each once, in the
    order of the page.
    """
    once = tuple(dict.fromkeys(lines))
    own = tuple(line for line in once if line.voice is Voice.OWN)
    said = {(line.became, line.words) for line in own}
    return own, tuple(line for line in once if (line.became, line.words) not in said)


def word_runs(value: object) -> frozenset[tuple[str, ...]]:
    """Every few words in a row of every text in a plan; a text of fewer words counts as a whole."""
    return frozenset(run for text in _texts(value) for run in _runs(text))


def page_lines(html: str) -> list[str]:
    """The words of a page, a line for each paragraph, heading, item and row."""
    return [words for words, _voice in _read(html)]


def _read(html: str) -> list[tuple[str, Voice]]:
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    return [(" ".join(line.split()), voice) for line, voice in reader.lines if line.strip()]


def _parted(
    lines: Iterable[tuple[str, Voice]], stays: Counter[str]
) -> list[list[tuple[str, Voice]]]:
    """The lines that do not stay, parted by those that do."""
    left, parts = Counter(stays), [list[tuple[str, Voice]]()]
    for words, voice in lines:
        if left[words]:
            left[words] -= 1
            parts.append([])
        else:
            parts[-1].append((words, voice))
    return parts


def _holds(words: str, own: frozenset[tuple[str, ...]]) -> bool:
    runs = {*_runs(words)}
    return bool(runs) and runs <= own


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = tuple(_WORD.findall(text.casefold()))
    if words:
        yield from (words[at : at + _RUN] for at in range(max(len(words) - _RUN + 1, 1)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, Voice]] = [("", Voice.OURS)]
        self._unread = 0
        self._own: list[bool] = []

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],
    ) -> None:
        self._unread += tag in _UNREAD
        self._turn(tag)
        if tag not in _VOID:
            self._own.append(not _OWN.isdisjoint((dict(attrs).get("class") or "").split()))

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        self._turn(tag)
        if self._own and tag not in _VOID:
            self._own.pop()

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        words, voice = self.lines[-1]
        if any(self._own) and data.strip():
            voice = Voice.OWN
        self.lines[-1] = (words + data, voice)

    def _turn(self, tag: str) -> None:
        words, voice = self.lines[-1]
        if tag in _LINES and words.strip():
            self.lines.append(("", Voice.OURS))
        elif tag in ("td", "th", "span"):
            self.lines[-1] = (words + " ", voice)

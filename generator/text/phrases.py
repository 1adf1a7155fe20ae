"""Phrases: a list of phrases that somebody wrote, line by line, read so that no slip stops a check.

In: the text of a list. Out: its phrases by the heading they stand under, and a finding for each line that is none.
Touches nothing. What the signs in a phrase mean is said in docs/risk.md; the words themselves are looked for in
`advice.risk`.

Terms
    phrase     words in a row; a sign may stand for other words.
    harmless   a phrase after a dash: where it stands, no other phrase is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from generator.errors import Finding, Level, Place


class PhraseKind(StrEnum):
    """What a list's headings are, and what its phrases speak of."""

    DYING = "dying"
    VIOLENCE = "violence"


#: The lists of a workspace as they were read, by language; one language may have two, the shipped and its own.
Lists = tuple[tuple[str, str], ...]


class Sign(StrEnum):
    """What may stand in a phrase in place of a word: up to three words, the end of a sentence, a number from 5 on."""

    GAP = "..."
    END = "."
    NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several runs of items; `(one|two three)`, and with a `?` behind it none as well."""

    runs: tuple[Run, ...]
    is_needed: bool


#: A word may begin or end with `*`, which stands for any letters.
Item = str | Sign | Choice
Run = tuple[Item, ...]

_HEADING: Final = re.compile(r"\[([a-z]+)\]")
_TOKEN: Final = re.compile(
    r"\)\??|[(|]|\.\.\.|[.#](?=[\s|)]|$)|\*?[^\s()|*?.#\[\]]+\*?(?=[\s|)]|$)| +|."
)
_WORD: Final = re.compile(r"\*?[^\s()|*?.#\[\]]+\*?")
_LINE_HINT: Final = "write words with one blank between them, choices as (one|two), and one phrase a line; docs/risk.md has examples"
_NO_PHRASE: Final = "this line cannot be read, so nobody looks for it"
_NO_HEADING: Final = "this is no heading; nothing is looked for by it"
_HEADING_HINT: Final = "the headings are [dying] and [violence]; phrases stand below one of them"


@dataclass(frozen=True, slots=True)
class Phrases:
    """What one list asks for, what it lets pass, and what is wrong with it, in the order of its lines."""

    asked: tuple[tuple[PhraseKind, Run], ...]
    harmless: tuple[Run, ...]
    findings: tuple[Finding, ...]


def phrases(text: str, file: str = "") -> Phrases:
    """The phrases of the list in `text`; a line that cannot be read is left out, with a finding."""
    reader = _ListReader(file)
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        if words and not words.startswith("#"):
            reader.take(words, number)
    return Phrases(
        tuple(reader.asked),
        tuple(reader.harmless),
        tuple(reader.findings),
    )


@dataclass(slots=True)
class _ListReader:
    """What is read of a list so far; `kind` is the heading that the next phrase stands under."""

    file: str
    kind: PhraseKind | None = None
    asked: list[tuple[PhraseKind, Run]] = field(default_factory=list)
    harmless: list[Run] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, words: str, number: int) -> None:
        """Take one line in: a heading, a phrase, or a harmless one behind its dash."""
        heading = _HEADING.fullmatch(words)
        is_harmless = words.startswith("- ")
        if heading and heading[1] in _KINDS:
            self.kind = PhraseKind(heading[1])
        elif heading or (self.kind is None and not is_harmless):
            self.findings.append(
                _finding(
                    self.file,
                    number,
                    _NO_HEADING,
                    _HEADING_HINT,
                )
            )
        else:
            self._take_phrase(words, number)

    def _take_phrase(self, words: str, number: int) -> None:
        run = _run_of(words.removeprefix("- ").strip())
        if run is None:
            self.findings.append(_finding(self.file, number, _NO_PHRASE, _LINE_HINT))
        elif words.startswith("- "):
            self.harmless.append(run)
        elif self.kind is not None:
            self.asked.append((self.kind, run))


_KINDS: Final[Collection[str]] = frozenset(PhraseKind)


def _finding(file: str, line: int, sentence: str, hint: str) -> Finding:
    return Finding(
        Place(file, line),
        sentence,
        "risk-line",
        hint,
        level=Level.ADVICE,
    )


class _Unread(Exception):
    """This is no phrase."""


def _run_of(words: str) -> Run | None:
    """The items of a phrase; None where it cannot be read."""
    tokens = [token for token in _TOKEN.findall(words) if not token.isspace()]
    try:
        run = _read(tokens)
    except _Unread:
        return None
    is_of_words = any(_is_needed(item) for item in run)
    return run if not tokens and is_of_words else None


def _is_needed(item: Item) -> bool:
    """Whether this is a word, or a choice that cannot be left out."""
    return item.is_needed if isinstance(item, Choice) else not isinstance(item, Sign)


def _read(tokens: list[str]) -> Run:
    """The items up to the end of a run, taken off the front of `tokens`."""
    items: list[Item] = []
    while tokens and tokens[0] not in ("|", ")", ")?"):
        token = tokens.pop(0)
        if token == "(":
            items.append(_choice(tokens))
        elif token in _SIGNS:
            items.append(Sign(token))
        elif _WORD.fullmatch(token):
            items.append(token)
        else:
            raise _Unread
    if not items:
        raise _Unread
    return tuple(items)


def _choice(tokens: list[str]) -> Choice:
    runs = [_read(tokens)]
    while tokens and tokens[0] == "|":
        tokens.pop(0)
        runs.append(_read(tokens))
    if not tokens:
        raise _Unread
    return Choice(tuple(runs), is_needed=tokens.pop(0) == ")")


_SIGNS: Final[Collection[str]] = frozenset(Sign)

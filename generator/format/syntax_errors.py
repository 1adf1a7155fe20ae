"""Syntax errors: what YAML stopped at, as the likeliest cause in plain words.

In: an error of libyaml and the text that it stopped in. Out: one finding, at the place where a
person would look. Touches nothing.

Terms
    start     where the part begins that libyaml was reading.
    stop      where it could read no further.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

import yaml

from generator.errors import Finding, Place

#: Lines that `git` leaves around the two sides of an unfinished merge.
MERGE_MARK: Final = re.compile(r"^(?:[<>|]{7,}|={7})(?: |$)", re.MULTILINE)

#: What all these findings are called.
_CODE: Final = "syntax"

_QUOTE_HINT: Final = 'put the whole text in quotes: "…"'
_ALIGN_HINT: Final = "use the same number of spaces as its neighbours; if it belongs to the text above, put that text in quotes"
_TAB: Final = "a tab stands here"
_TAB_HINT: Final = "use spaces instead; two for each level"
_COLON_MISSING: Final = "a colon is missing on this line"
_COLON_HINT: Final = "write `key: value`, with a space after the colon, or indent the line so that it belongs to the text above"
_NO_START: Final = "this character cannot start a text"
_MERGE_HINT: Final = (
    "keep what is right from both sides and delete every line that begins with "
    "<<<<<<<, |||||||, ======= or >>>>>>>"
)

_KEY: Final = re.compile(r"[ -]*[\w-]+")
_VALUE: Final = re.compile(r":(?: |$)")


def syntax_finding(error: yaml.MarkedYAMLError, file: str, text: str) -> Finding:
    """Why the text cannot be read as YAML. A merge left unfinished explains whatever else is
    wrong."""
    merge = MERGE_MARK.search(text)
    if merge:
        place = Place(file, text.count("\n", 0, merge.start()) + 1, 1, 7)
        return Finding(place, "an unfinished merge stands here", _CODE, _MERGE_HINT)
    found = _explanation(error, text)
    place = Place(file, found.line + 1, found.column + 1, 1)
    return Finding(place, found.sentence, _CODE, found.hint)


class _At(Enum):
    """Where a cause stands."""

    START = auto()
    STOP = auto()


class _TextPosition(NamedTuple):
    """A place in a text; line and column from 0."""

    lines: list[str]
    line: int
    column: int

    @property
    def before(self) -> str:
        """What stands on the line before the place."""
        return self.lines[self.line][: self.column]

    @property
    def sign(self) -> str:
        """The sign at the place; nothing behind the last one of a line."""
        return self.lines[self.line][self.column : self.column + 1]


class _Explanation(NamedTuple):
    """A cause with its place; line and column from 0."""

    sentence: str
    hint: str
    line: int
    column: int


def _explanation(error: yaml.MarkedYAMLError, text: str) -> _Explanation:
    """The likeliest cause of an error, after a closer look where one tells more."""
    message = f"{error.context or ''}; {error.problem or ''}"
    cause = next(cause for cause in _CAUSES if cause.pattern in message)
    at = _position(_mark(error, cause.at), text)
    return cause.closer(at) or _Explanation(
        cause.sentence,
        cause.hint,
        at.line,
        at.column,
    )


def _mark(error: yaml.MarkedYAMLError, at: _At) -> yaml.Mark | None:
    if at is _At.START and error.context_mark:
        return error.context_mark
    return error.problem_mark or error.context_mark


def _position(mark: yaml.Mark | None, text: str) -> _TextPosition:
    """The place of a mark; one behind the last line that says something stands on that line."""
    lines = text.split("\n")
    if mark is None:
        return _TextPosition(lines, 0, 0)
    last = text.rstrip("\n").count("\n")
    return _TextPosition(lines, min(mark.line, last), mark.column)


# ---- causes that only a closer look tells


def _no_closer_look(_at: _TextPosition) -> None:
    return None


def _tab_between_words(at: _TextPosition) -> _Explanation | None:
    """The sign that cannot start a text is a tab, which nobody sees."""
    if at.sign != "\t":
        return None
    return _Explanation(_TAB, _TAB_HINT, at.line, at.column)


def _text_that_ended_early(at: _TextPosition) -> _Explanation | None:
    """Words follow a text whose quotes are closed, on the same line."""
    if not at.before.strip():
        return None
    sentence = "the text ends before this place, and more follows"
    hint = 'put the whole text in quotes: "…"; inside it write “ ” and ’'
    return _Explanation(sentence, hint, at.line, at.column)


def _key_below_words(at: _TextPosition) -> _Explanation | None:
    """A key stands where the line above has not ended: this line is too far in, or that one lacks
    its colon."""
    if not at.line or not _KEY.fullmatch(at.before):
        return None
    above = max((number for number in range(at.line) if at.lines[number].strip()), default=0)
    if _VALUE.search(at.lines[above]):
        sentence = "this line is further in than the line above it"
        return _Explanation(sentence, _ALIGN_HINT, at.line, indent_of(at.before))
    return _Explanation(
        _COLON_MISSING,
        _COLON_HINT,
        above,
        indent_of(at.lines[above]),
    )


def indent_of(line: str) -> int:
    """How many signs of white space a line begins with."""
    return len(line) - len(line.lstrip())


# ---- the table


@dataclass(frozen=True, slots=True)
class _Cause:
    """A part of what libyaml says, and what is likeliest behind it; `closer` may find something
    likelier still."""

    pattern: str
    sentence: str
    hint: str
    at: _At = _At.STOP
    closer: Callable[[_TextPosition], _Explanation | None] = _no_closer_look


#: The first that matches is taken; the last matches always.
_CAUSES: Final = (
    _Cause("a tab character that violates", _TAB, _TAB_HINT),
    _Cause(
        "mapping values are not allowed",
        "a colon here splits the text in two",
        _QUOTE_HINT,
        closer=_key_below_words,
    ),
    _Cause(
        "while scanning a quoted scalar",
        "a quote is opened here and not closed",
        "close it, or write ’ inside the text",
        _At.START,
    ),
    _Cause(
        "while parsing a quoted scalar",
        "a backslash between double quotes means something else here",
        "use single quotes around the text: '…'",
    ),
    _Cause(
        "expected ',' or",
        "a bracket is opened here and not closed",
        "close it with } or ]",
        _At.START,
    ),
    _Cause("while scanning an alias", _NO_START, _QUOTE_HINT, _At.START),
    _Cause("while scanning an anchor", _NO_START, _QUOTE_HINT, _At.START),
    _Cause(
        "while scanning a block scalar",
        "no words can follow the sign > or | on its line",
        'put the whole text in quotes: "…", or begin it on the next line',
        _At.START,
    ),
    _Cause(
        "did not find expected '-' indicator",
        "this line does not line up with the list above it",
        "start it with `- ` below the other dashes, or indent it",
    ),
    _Cause(
        "did not find expected key",
        "this line does not line up with the lines above it",
        _ALIGN_HINT,
        closer=_text_that_ended_early,
    ),
    _Cause("could not find expected ':'", _COLON_MISSING, _COLON_HINT, _At.START),
    _Cause("expected node content", _NO_START, _QUOTE_HINT, _At.START),
    _Cause(
        "cannot start any token",
        _NO_START,
        _QUOTE_HINT,
        _At.START,
        closer=_tab_between_words,
    ),
    _Cause(
        "block sequence entries are not allowed",
        "a dash cannot start a list here",
        "put the list on lines of its own",
    ),
    _Cause(
        "",
        "this line cannot be read as YAML",
        "compare it with the lines around it, or with a sample plan",
    ),
)

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
from generator.format.key_names import KEEPING, PLAN_KEYS, TEXT_KEYS, TOP_KEYS
from generator.format.line_slips import line_slip
from generator.format.unfinished_merge import CODE as UNFINISHED_MERGE
from generator.format.unfinished_merge import MERGE_MARK

#: What all these findings are called.
_CODE: Final = "syntax"

_QUOTE_HINT: Final = 'put the whole text in quotes: "…"'
_TAB: Final = "a tab stands here"
_COLON_MISSING: Final = "a colon is missing on this line"
_COLON_HINT: Final = (
    "write `: ` after its first word; if it belongs to the text above, put that text in quotes"
)
_NO_START: Final = "this character cannot start a text"
_MARK_HINT: Final = (
    "delete every line that begins with <<<<<<<, |||||||, ======= or >>>>>>>, "
    "and look whether both sides are whole"
)

_KEY: Final = re.compile(r"[ -]*[\w-]+")
_VALUE: Final = re.compile(r":(?: |$)")
#: What stands before the words of a line.
_LEAD: Final = re.compile(r" *(?:- +)*")


def syntax_finding(error: yaml.MarkedYAMLError, file: str, text: str) -> Finding:
    """Why the text cannot be read as YAML. A mark that a merge left behind explains whatever else is
    wrong."""
    merge = MERGE_MARK.search(text)
    if merge:
        place = Place(file, text.count("\n", 0, merge.start()) + 1, 1, 7)
        return Finding(place, "an unfinished merge stands here", UNFINISHED_MERGE, _MARK_HINT)
    found = _slip_on_a_line(error, text) or _explanation(error, text)
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


def _slip_on_a_line(error: yaml.MarkedYAMLError, text: str) -> _Explanation | None:
    """What the line shows where no more could be read, or where the part began, or the line above."""
    for mark in (error.problem_mark, error.context_mark):
        at = _position(mark, text)
        for number in (at.line, _above(at)):
            slip = line_slip(at.lines[number])
            if slip is not None:
                return _Explanation(slip.sentence, slip.hint, number, slip.column)
    return None


def _no_closer_look(_at: _TextPosition) -> None:
    return None


def _tab(at: _TextPosition) -> _Explanation:
    """A tab, which nobody sees: before the words of a line, or between them."""
    column = at.lines[at.line].find("\t")
    if at.lines[at.line][:column].strip(" -"):
        return _Explanation(_TAB, "type a plain space here in its place", at.line, column)
    last = at.line
    while last + 1 < len(at.lines) and _lead(at.lines[last + 1]) == _lead(at.lines[at.line]):
        last += 1
    spaces = _probable_column(at, last)
    hint = _begin_with(spaces)
    if last > at.line:
        hint = f"begin this line, and all to line {last + 1}, with {spaces} spaces"
    return _Explanation(_TAB, hint, at.line, column)


def _probable_column(at: _TextPosition, last: int) -> int:
    """Where lines that begin with tabs were probably meant to begin: where the line below them
    does, else as the last dash above for a dash, else as the key above."""
    columns = _columns_above(at)
    below = "".join(at.lines[last + 1 : last + 2])
    is_item = at.lines[at.line].lstrip().startswith("- ")
    is_alike = below.lstrip().startswith("- ") == is_item and bool(below.strip())
    if is_alike and "\t" not in _lead(below) and indent_of(below) in columns:
        return indent_of(below)
    if is_item:
        dashes = [line for line in at.lines[: at.line] if line.lstrip().startswith("- ")]
        if dashes:
            return indent_of(dashes[-1])
    return columns[0]


def _tab_between_words(at: _TextPosition) -> _Explanation | None:
    """The sign that cannot start a text is a tab, which nobody sees."""
    if at.sign != "\t":
        return None
    return _tab(at)


def _text_that_ended_early(at: _TextPosition) -> _Explanation | None:
    """Words follow a text whose quotes are closed, on the same line; else the line is indented as
    no other."""
    if at.before.strip():
        sentence = "the text ends before this place, and more follows"
        hint = 'put the whole text in quotes: "…"; inside it write “ ” and ’'
        return _Explanation(sentence, hint, at.line, at.column)
    sentence = "this line does not line up with the lines above it"
    return _Explanation(sentence, _begin_with(_nearest_column(at)), at.line, at.column)


def _line_without_its_dash(at: _TextPosition) -> _Explanation | None:
    """A line that stands where the dashes of the list above do begins without one."""
    if not at.lines[at.line].strip():
        return None
    sentence = "this line does not line up with the list above it"
    hint = _begin_with(_nearest_column(at))
    if at.lines[at.line].strip().partition(":")[0] in TOP_KEYS:
        hint = _begin_with(0)
    elif at.column in _dashes_above(at):
        hint = "write `- ` before it, as the lines above begin; or indent it"
    return _Explanation(sentence, hint, at.line, at.column)


def _key_below_words(at: _TextPosition) -> _Explanation | None:
    """A key stands where the line above has not ended: this line is too far in, or that one lacks
    its colon."""
    if not at.line or not _KEY.fullmatch(at.before):
        return None
    above = _above(at)
    if _VALUE.search(at.lines[above]):
        sentence = "this line is further in than the line above it"
        column = indent_of(at.before)
        hint = _begin_with(_columns_above(at)[0])
        if at.before.strip(" -") in PLAN_KEYS:
            hint = hint.partition(";")[0]
        return _Explanation(sentence, hint, at.line, column)
    return _line_without_colon(_TextPosition(at.lines, above, 0))


def _line_without_colon(at: _TextPosition) -> _Explanation:
    """A line without a colon: a key that lacks it, or words that belong to the text above."""
    line = at.lines[at.line]
    column = indent_of(line)
    word = line.strip(" -").partition(" ")[0]
    if word in PLAN_KEYS or not at.line:
        return _Explanation(_COLON_MISSING, _COLON_HINT, at.line, column)
    spaces = _columns_above(at)[0] + 2
    hint = (
        f"begin this line with {spaces} spaces if it belongs to the text above; "
        "else write a key and `: ` before it"
    )
    return _Explanation(_COLON_MISSING, hint, at.line, column)


def _colon_among_words(at: _TextPosition) -> _Explanation | None:
    """A second key on a line, where it can be no part of the words before it, or must not be."""
    below = _key_below_words(at)
    if below is not None:
        return below
    word = _LAST_WORD.search(at.before)
    first = _FIRST_KEY.match(at.before)
    if word is None or word[0] not in PLAN_KEYS:
        return None
    if first is not None and first[1] in TEXT_KEYS and word[0] not in KEEPING:
        return None
    sentence = f"`{word[0]}:` begins in the middle of this line"
    hint = f"begin a new line with `{word[0]}:`, under the key of this line"
    return _Explanation(sentence, hint, at.line, word.start())


_LAST_WORD: Final = re.compile(r"[a-z_]+$")
_FIRST_KEY: Final = re.compile(r" *(?:- +)*([a-z_]+):")


def _bracket_without_its_end(at: _TextPosition) -> _Explanation | None:
    """A bracket that nothing closes ends where the lines below it are no further in."""
    missing = _MISSING_COMMA.search(at.lines[at.line], at.column)
    line = at.lines[at.line]
    if missing is not None and line.count("{") == line.count("}"):
        sentence = "a comma is missing before this key"
        return _Explanation(sentence, "write `, ` before it", at.line, missing.end())
    end = at.line
    while end + 1 < len(at.lines) and indent_of(at.lines[end + 1]) > indent_of(at.lines[at.line]):
        end += 1
    closer = _CLOSERS.get(at.sign)
    if closer is None:
        return None
    where = "this line"
    if end != at.line:
        where = f"line {end + 1}"
    sentence = "a bracket is opened here and not closed"
    hint = f"write `{closer}` at the end of {where}, or where its list ends"
    return _Explanation(sentence, hint, at.line, at.column)


#: A key between brackets that neither a bracket nor a comma parts from what stands before it.
_MISSING_COMMA: Final = re.compile(r"(?<=[^{,\[\s]) +(?=[a-z_]+: )")
_CLOSERS: Final = {"{": "}", "[": "]"}


def _quote_without_its_end(at: _TextPosition) -> _Explanation:
    sentence = "a quote is opened here and not closed"
    hint = f"write `{at.sign}` at the end of this line, or where the text ends"
    return _Explanation(sentence, hint, at.line, at.column)


def _words_where_a_list_begins(at: _TextPosition) -> _Explanation | None:
    """A dash behind a key begins a text, not a list, where no other dash stands below it."""
    rest = at.lines[at.line][at.column :]
    below = at.lines[at.line + 1 : at.line + 2]
    if _VALUE.search(rest) or any(line.lstrip().startswith("- ") for line in below):
        return None
    sentence = "a text that begins with a dash needs quotes"
    return _Explanation(sentence, _QUOTE_HINT, at.line, at.column)


# ---- how lines are set


def _begin_with(spaces: int) -> str:
    """The way out for a line that stands too far in, or not far enough."""
    if not spaces:
        return "begin this line without spaces, as its neighbours do"
    if spaces == 1:
        return "begin this line with 1 space, as its neighbours do"
    return (
        f"begin this line with {spaces} spaces, as its neighbours do; "
        "if it belongs to the text above, put that text in quotes"
    )


def _lead(line: str) -> str:
    """The white space that a line begins with."""
    return line[: indent_of(line)]


def indent_of(line: str) -> int:
    """How many signs of white space a line begins with."""
    return len(line) - len(line.lstrip())


def _above(at: _TextPosition) -> int:
    """The last line above that says something; the first line where there is none."""
    return max((number for number in range(at.line) if at.lines[number].strip()), default=0)


def _columns_above(at: _TextPosition) -> list[int]:
    """Where a line may begin here: the columns of the keys above that are still open, the furthest
    in first."""
    columns: list[int] = []
    for line in reversed(at.lines[: at.line]):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        lead = _LEAD.match(line)
        if not columns and words.endswith(":") and lead is not None:
            columns.append(lead.end() + 2)
        for column in (lead.end() if lead else 0, indent_of(line)):
            if not columns or column < columns[-1]:
                columns.append(column)
    return columns or [0]


def _dashes_above(at: _TextPosition) -> set[int]:
    """Where the dashes of the lists above stand."""
    lines = at.lines[: at.line]
    return {indent_of(line) for line in lines if line.lstrip().startswith("- ")}


def _nearest_column(at: _TextPosition) -> int:
    """Where the line was probably meant to begin; of two that are as near, further in."""
    indent = indent_of(at.lines[at.line])
    return min(_columns_above(at), key=lambda column: (abs(column - indent), -column))


# ---- the table


@dataclass(frozen=True, slots=True)
class _Cause:
    """A part of what libyaml says, and what is likeliest behind it; `closer` may find something
    likelier still."""

    pattern: str
    sentence: str = "this line cannot be read as YAML"
    hint: str = "compare it with the lines around it, or with a sample plan"
    at: _At = _At.STOP
    closer: Callable[[_TextPosition], _Explanation | None] = _no_closer_look


#: The first that matches is taken; the last matches always.
_CAUSES: Final = (
    _Cause("a tab character that violates", closer=_tab),
    _Cause(
        "mapping values are not allowed",
        "a colon here splits the text in two",
        _QUOTE_HINT,
        closer=_colon_among_words,
    ),
    _Cause("while scanning a quoted scalar", at=_At.START, closer=_quote_without_its_end),
    _Cause(
        "while parsing a quoted scalar",
        "a backslash between double quotes means something else here",
        "use single quotes around the text: '…'",
    ),
    _Cause(
        "expected ',' or",
        "a bracket is opened here and not closed",
        "write `}` or `]` where its list ends",
        _At.START,
        closer=_bracket_without_its_end,
    ),
    _Cause("while scanning an alias", _NO_START, _QUOTE_HINT, _At.START),
    _Cause("while scanning an anchor", _NO_START, _QUOTE_HINT, _At.START),
    _Cause(
        "while scanning a block scalar",
        "no words can follow the sign > or | on its line",
        'put the whole text in quotes: "…", or begin it on the next line',
        _At.START,
    ),
    _Cause("did not find expected '-' indicator", closer=_line_without_its_dash),
    _Cause("did not find expected key", closer=_text_that_ended_early),
    _Cause("could not find expected ':'", at=_At.START, closer=_line_without_colon),
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
        closer=_words_where_a_list_begins,
    ),
    _Cause(""),
)

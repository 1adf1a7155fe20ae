"""Line slips: what somebody probably meant by a line that cannot be read.

In: one line of a file. Out: what is wrong with it, its column and the way out; None where nothing of
the kind stands there. Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from generator.format.comparisons import comparison
from generator.format.odd_signs import CURLY, unseen_sign


class LineSlip(NamedTuple):
    """What is wrong with a line, the way out, and the column, from 0."""

    sentence: str
    hint: str
    column: int


def line_slip(line: str) -> LineSlip | None:
    """What somebody probably meant by a line; the first slip that explains it."""
    for look in _LOOKS:
        slip = look(line)
        if slip is not None:
            return slip
    return None


_INDENT: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*")
#: What stands before the words of a line: its indent, dashes, and a key with its colon.
_LEAD: Final = re.compile(r"\s*(?:- +)*")
_VALUE: Final = re.compile(r"\s*(?:- +)*(?:[^\s:]+:\s+|)(?=\S)")
_SIGN_BEHIND: Final = re.compile(r"(?<=[:-])[^\x00-\x7f]")


def unseen_indent(line: str) -> LineSlip | None:
    """Signs before the words of a line that look like its indent, or like nothing."""
    indent = _INDENT.match(line)
    odd = unseen_sign(indent[0]) if indent else None
    if indent is None or odd is None:
        return None
    spaces = sum(sign.isspace() for sign in indent[0])
    if spaces == indent[0].count(" "):
        return LineSlip(odd.sentence, odd.hint, odd.at)
    sentence = "other signs than plain spaces stand before the words of this line"
    return LineSlip(sentence, f"begin this line with {spaces} spaces", 0)


def _unseen_behind_a_sign(line: str) -> LineSlip | None:
    for found in _SIGN_BEHIND.finditer(line):
        odd = unseen_sign(found[0])
        if odd is not None:
            return LineSlip(odd.sentence, odd.hint, found.start())
    return None


def _comment_of_another_language(line: str) -> LineSlip | None:
    found = _SLASHES.search(line)
    if found is None:
        return None
    sentence = "a comment begins with the sign # here"
    return LineSlip(sentence, "write `#` in place of `//`", found.start(1))


#: Slashes before a comment: at the start of a line, or behind a bracket that closes.
_SLASHES: Final = re.compile(r"(?:^\s*|[}\]]\s+)(//)(?!\S*\.)")
_TICK_BOX: Final = re.compile(r"\s*- (\[[ xX✓✔]?\] )(?=\S)")
_OF_A_MAIL: Final = re.compile(r"\s*((?:> ?)+)(?=\s*(?:- )?[a-z_]+:)")
_ROW: Final = re.compile(r"\s*\|.*\|\s*$")


def _tick_box(line: str) -> LineSlip | None:
    found = _TICK_BOX.match(line)
    if found is None:
        return None
    sentence = "a box to tick cannot be read here; a step that is done has its day"
    hint = (
        f"delete `{found[1]}` from this line, or write the step as `{{step: …, done: 2026-01-26}}`"
    )
    return LineSlip(sentence, hint, found.start(1))


def _quoted_in_a_mail(line: str) -> LineSlip | None:
    found = _OF_A_MAIL.match(line)
    if found is None:
        return None
    sentence = "the sign > of a mail stands before this line"
    return LineSlip(sentence, f"delete `{found[1]}` from this line", found.start(1))


def _row_of_a_table(line: str) -> LineSlip | None:
    if not _ROW.match(line):
        return None
    sentence = "the row of a table cannot be read here"
    hint = "put each row as an entry, such as `- {date: 2026-01-19, scores: {calm: 4}}`"
    return LineSlip(sentence, hint, len(line) - len(line.lstrip()))


def _three_dots(line: str) -> LineSlip | None:
    if line.strip() not in ("...", "…"):
        return None
    return LineSlip("three dots end a file here", "delete this line", line.index(line.strip()))


_NO_DASH: Final = re.compile(r"\s*([–—•·*])\s")


def _another_bullet(line: str) -> LineSlip | None:
    found = _NO_DASH.match(line)
    if found is None:
        return None
    sentence = "an item of a list begins with a plain dash"
    return LineSlip(sentence, f"write `-` in place of `{found[1]}`", found.start(1))


_TIGHT_DASH: Final = re.compile(r"\s*-(?=[^\W\d]|[\"'“‘])")


def _dash_without_its_space(line: str) -> LineSlip | None:
    found = _TIGHT_DASH.match(line)
    if found is None:
        return None
    return LineSlip(DASH_SENTENCE, DASH_HINT, found.end() - 1)


DASH_SENTENCE: Final = "a space is missing behind the dash"
DASH_HINT: Final = "put a space behind the dash"
COLON_SENTENCE: Final = "a space is missing behind the colon"
COLON_HINT: Final = "put a space behind the colon"
_TIGHT_COLON: Final = re.compile(r"\s*(?:- +)*[a-z][a-z0-9_-]*:(?=[^\s/:])")
_OTHER_COLON: Final = re.compile(r"\s*(?:- +)*[a-z][a-z0-9_-]*\s*([:\uff1a\ua789\ufe55\u2236])\s*")
_EQUALS: Final = re.compile(r"\s*(?:- +)*[a-z][a-z0-9_-]*( ?= ?)(?=\S)")


def _colon_without_its_space(line: str) -> LineSlip | None:
    found = _TIGHT_COLON.match(line)
    if found is None:
        return None
    return LineSlip(COLON_SENTENCE, COLON_HINT, _LEAD.match(line).end())  # type: ignore[union-attr]


def _another_colon(line: str) -> LineSlip | None:
    found = _OTHER_COLON.match(line)
    if found is None or found[1] == ":":
        return None
    sentence = "this colon is another sign than that of your keyboard"
    return LineSlip(sentence, f"write `: ` in place of `{found[1]}`", found.start(1))


def _equals_sign(line: str) -> LineSlip | None:
    found = _EQUALS.match(line)
    if found is None:
        return None
    sentence = "a colon stands between a key and its value, not the sign ="
    return LineSlip(sentence, f"write `: ` in place of `{found[1]}`", found.start(1))


def _value_of(line: str) -> tuple[str, int]:
    """The words of a line behind its key, and their column."""
    found = _VALUE.match(line)
    if found is None:
        return "", 0
    return line[found.end() :].rstrip(), found.end()


def _round_brackets(line: str) -> LineSlip | None:
    value, column = _value_of(line)
    if not re.match(r"\([^()]*:[^()]*\)$", value):
        return None
    sentence = "round brackets hold no keys"
    return LineSlip(sentence, "write `{` in place of `(` and `}` in place of `)`", column)


def _comparison(line: str) -> LineSlip | None:
    value, column = _value_of(line)
    if not value.startswith((">", "<")):
        return None
    meant = comparison(value)
    if meant is None:
        return None
    return LineSlip(COMPARED, f"write `{meant}`", column)


#: What is said of an aim that is written with signs or in a sentence.
COMPARED: Final = "an aim with a sign or with words around its number is written in braces"


def _curly_quotes(line: str) -> LineSlip | None:
    value, column = _value_of(line)
    if value[:1] not in CURLY or not value:
        return None
    sentence = "curly quotes do not hold a text together; straight ones do"
    hint = 'put the whole text in quotes: "…", the straight ones of your keyboard'
    return LineSlip(sentence, hint, column)


_LOOKS: Final[tuple[Callable[[str], LineSlip | None], ...]] = (
    unseen_indent,
    _unseen_behind_a_sign,
    _comment_of_another_language,
    _another_bullet,
    _tick_box,
    _quoted_in_a_mail,
    _row_of_a_table,
    _three_dots,
    _dash_without_its_space,
    _round_brackets,
    _comparison,
    _curly_quotes,
    _colon_without_its_space,
    _another_colon,
    _equals_sign,
)

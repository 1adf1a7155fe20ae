"""Text: fields that read words as written: a text, how to reach somebody, an id, a text of one
form.

In: a location in a parsed file. Out: a text, or a finding. Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.format.fields.report import InvalidField, Location, Report, scalar_at, text_at
from generator.format.key_names import KEEPING
from generator.format.parse import Scalar, Sequence
from generator.text.contact import is_unsure

#: Longest text of one field, in characters: three printed pages.
TEXT_LIMIT: Final = 10_000
#: The one key that every record accepts and none keeps.
PRIVATE: Final = "private"
ID_FORM: Final = re.compile(r"[a-z][a-z0-9-]{0,63}")


class TakesText:
    """A field that reads words: `null` and `~` count as left out there, since no page shows them as
    a text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TextField(TakesText):
    """Words as written, without the white space around them."""

    def read(self, spot: Location, report: Report) -> str:
        node = scalar_at(spot, report, "a text", _one_text(spot))
        text = node.text.strip()
        _check_fits_a_page(text, spot, report)
        _check_keeps_nothing(node, spot, report)
        if (
            node.plain
            and text
            and _looks_cut(
                text,
                report.rest(node.end_line, node.end_column),
            )
        ):
            sentence = "this text ends before the sign #, and the rest of the line is lost"
            report.add(spot, sentence, "text-cut", CUT_HINT)
        return text


def _one_text(spot: Location) -> str:
    """The way out where a list or a map stands in the place of a text."""
    if isinstance(spot.node, Sequence) and not spot.node.end_line:
        return "write the words behind the colon, on one line, and take the dash out"
    return 'put the whole text in quotes: "…"'


def _check_fits_a_page(text: str, spot: Location, report: Report) -> None:
    """Raise InvalidField for a text that is too long, or that holds a sign that steers machines."""
    if len(text) > TEXT_LIMIT:
        sentence = f"this text has {len(text):,} characters"
        hint = f"the limit is {TEXT_LIMIT:,} characters"
        raise report.broken(spot, sentence, "text-too-long", hint)
    if _CONTROL.search(text):
        sentence = "this text holds a sign that no page can show"
        hint = "delete what begins with a backslash in this text, such as \\x1b or \\b"
        raise report.broken(spot, sentence, "control-character", hint)


def _check_keeps_nothing(node: Scalar, spot: Location, report: Report) -> None:
    """Raise InvalidField for a text that holds what somebody meant to keep from the page: a key such
    as `private:`, or a comment, which inside a text are words like all others."""
    if ":" not in node.text and "#" not in node.text:
        return
    for number, place in enumerate(_lines_below(node, report)):
        words = report.rest(place.line, place.column)
        key = _KEY_FIRST.match(words)
        if key is not None:
            raise _key_on_a_line(key[1], place, spot, report)
        if number and words.startswith("# "):
            sentence = "this is a line of the text above and no comment, so the page would show it"
            hint = "move it below `private:`, or delete `# ` if the client may read it"
            raise report.broken(Location(place, None), sentence, "comment-in-a-text", hint)
    found = _KEPT.search(node.text)
    if found is not None:
        sentence = _KEPT_INSIDE.format(key=found[1])
        hint = f"take `{found[1]}:` and its words out of this text, to a line of their own"
        raise report.broken(spot, sentence, "key-in-a-text", hint)


def _lines_below(node: Scalar, report: Report) -> Iterator[Scalar]:
    """Where the words of each line of a block of text begin; none of any other text."""
    if node.line == node.end_line or not report.rest(node.line, node.column).startswith(("|", ">")):
        return
    first = 0
    for line in range(node.line + 1, node.end_line + 1):
        words = report.rest(line, 1)
        column = len(words) - len(words.lstrip()) + 1
        if not words.strip():
            continue
        first = first or column
        if column < first:
            # Further to the left than the text, and so none of it.
            return
        yield Scalar("", line, column, line, column, plain=True)


def _key_on_a_line(key: str, place: Scalar, spot: Location, report: Report) -> InvalidField:
    """Say that a line of a text begins with a key that keeps nothing there."""
    hint = "move this line to the left, to where the key of the text begins"
    if spot.key is not None:
        hint = f"begin this line with {spot.key.column - 1} spaces, as the key of the text"
    sentence = _KEPT_INSIDE.format(key=key)
    return report.broken(Location(place, None), sentence, "key-in-a-text", hint)


_KEPT_INSIDE: Final = "`{key}:` stands inside a text here, so all of it would be on the page"
_KEY_FIRST: Final = re.compile(rf"({'|'.join(sorted(KEEPING))}):(?=\s|$)")
#: A key that keeps words from the page, where a line or a sentence begins with it.
_KEPT: Final = re.compile(rf"(?:^|[.;!?]\s)\s*({'|'.join(sorted(KEEPING))}):(?=\s|$)", re.MULTILINE)

#: Signs that steer machines and show nothing; YAML lets them in only as an escape in double quotes.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
CUT_HINT = 'put the whole text in quotes: "…"; if a comment is meant, give it a line of its own'


#: One space, and a sign # with words after it: right after it (`#2`), or after another space.
_CUT = re.compile(r"[ \t]#(\w|\s+\S)")
_SENTENCE_ENDS = ".!?…:;)”’"


#: A value that begins with # and a word, so that all of it is lost; `# words` is a comment in place
#: of a value.
LOST = re.compile(r"\s*:[ \t]+#\w")


def _looks_cut(text: str, rest: str) -> bool:
    """Whether a text without quotes was cut by ` #`; `rest` is what follows it on its line.

    Two spaces or more before the sign are how comments are set, and so is a sentence that ends
    before `# `.
    """
    cut = _CUT.match(rest)
    return cut is not None and (cut[1][0].isalnum() or text[-1] not in _SENTENCE_ENDS)


@dataclass(frozen=True, slots=True)
class ContactField(TextField):
    """How to reach somebody; a note where it holds digits that nobody can be sure to call by."""

    def read(self, spot: Location, report: Report) -> str:
        contact = TextField.read(self, spot, report)
        if not any(sign.isalnum() for sign in contact):
            sentence, hint = "how to reach them is still to be written", _STILL_TO_WRITE
            raise report.broken(spot, sentence, "contact-open", hint)
        if is_unsure(contact):
            sentence = "this can be read as more numbers than one, or as none, so part of it cannot be tapped"
            report.note(spot, sentence, "contact-unsure", _CONTACT_HINT)
        return contact


_STILL_TO_WRITE: Final = "put the number here, or another way to reach them, and try it"
_CONTACT_HINT: Final = (
    "give each number a line of its own below `support:`, in figures alone, such as `contact: 0800 555 0199` or "
    "`contact: +44 20 7946 0958`; hours go to `when:`"
)


@dataclass(frozen=True, slots=True)
class WordField:
    """One word with a meaning for the program, such as a language; a comment may follow it as it
    likes."""

    def read(self, spot: Location, report: Report) -> str:
        return text_at(spot, report, "one word", "write one word")


@dataclass(frozen=True, slots=True)
class PatternField:
    """A text of one form, such as 32 hex digits; never shown, since such texts can be secret."""

    form: re.Pattern[str]
    sentence: str
    hint: str

    def read(self, spot: Location, report: Report) -> str:
        text = text_at(spot, report, "a text", self.hint)
        if not self.form.fullmatch(text):
            hint = self.hint
            if self.form.fullmatch(text.lower()):
                hint = "write the letters behind the colon small"
            raise report.broken(spot, self.sentence, "wrong-form", hint)
        return text


@dataclass(frozen=True, slots=True)
class IdField:
    """The id of a person, goal or objective: lower-case letters, digits, hyphens, first a
    letter."""

    def read(self, spot: Location, report: Report) -> str:
        text = text_at(spot, report, "an id", "ids look like `speak-up`")
        if not is_id(text):
            raise report.broken(spot, "this is not an id", "not-an-id", id_hint(text))
        return text


@dataclass(frozen=True, slots=True)
class NamedField(IdField):
    """The id of somebody, or of a measure, that the plan knows: whoever knows them says what is
    wrong with another one, and which was meant."""

    def read(self, spot: Location, report: Report) -> str:
        hint = "ids look like `speak-up`"
        text = text_at(spot, report, "an id", hint)
        if len(text) > _LONGEST_NAME:
            raise report.broken(spot, "this is not an id", "not-an-id", ID_HINT)
        if isinstance(spot.node, Scalar) and report.add_odd_sign(spot.node):
            raise InvalidField
        return text


#: Longest text that may be a name in the place of an id.
_LONGEST_NAME: Final = 64
ID_HINT: Final = (
    "ids are lower-case letters, digits and hyphens, and begin with a letter: `speak-up`"
)


def id_hint(text: str) -> str:
    """What to change in a text that is no id; never the text itself, which may be a name."""
    if " " in text:
        return "write `-` in place of each space, since ids are one word"
    if "_" in text:
        return "write `-` in place of each `_`, as in `speak-up`"
    if is_id(text.lower()):
        return "write it in small letters, as all ids are"
    if is_id(f"a{text.lower()}"):
        return "write a letter before it, since ids begin with one: `a`"
    return ID_HINT


def is_id(text: str) -> bool:
    """Whether `text` may name a person, goal or objective; `private` never may."""
    return text != PRIVATE and ID_FORM.fullmatch(text) is not None

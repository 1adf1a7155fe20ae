"""Translations: the messages of one catalogue, read so that no slip of a translator can stop a page.

In: the text of a gettext file. Out: a `Catalogue` of the messages that are whole, and a finding for each that is not.
Touches nothing. What is left out is said in English.

Terms
    entry    a message with its translation: lines from `msgctxt` or `msgid` on, up to the next.
    blank    a `{name}` or `%(name)s` that a page fills in.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from gettext import NullTranslations, c2py
from string import Formatter
from typing import Final

from generator.errors import Finding, Level, Place

_LINE: Final = re.compile(
    r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"((?:[^"\\]|\\.)*)"\s*'
)
_BEGINS: Final = re.compile(r"msgctxt|msgid(?!_)")
_ESCAPED: Final = re.compile(r"\\(.)")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r"}
_PERCENT: Final = re.compile(r"%(?:\((\w+)\)s|(%)|)")
_TAG: Final = re.compile(r"<[^<>\s]*>?")
_PLURALS: Final = re.compile(
    r"^Plural-Forms:\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;\n]+);?\s*$", re.MULTILINE
)
#: How a catalogue that does not say otherwise counts, as English does.
_AS_IN_ENGLISH: Final = "n != 1"
#: Numbers that a rule for plurals is tried with; no page counts further.
_TRIED: Final = range(1000)


_ENGLISH: Final = "; until then this is said in English"
#: What can be wrong with an entry: a sentence, a code and a way out.
_LINE_SLIP: Final = (
    f"this line cannot be read{_ENGLISH}",
    "translation-line",
    'write msgid or msgstr, a blank, and the words between two quotation marks: msgstr "…"',
)
_ENTRY_SLIP: Final = (
    f"a part of this message is missing, or stands here twice{_ENGLISH}",
    "translation-entry",
    "take the message from handrail.pot again; one msgid, then one msgstr, or msgstr[0], msgstr[1] for a plural",
)
_BRACE_SLIP: Final = (
    f"a brace or a per cent sign is left open here{_ENGLISH}",
    "translation-names",
    "close it as in the line of msgid, such as {count} or %(name)s; a per cent sign alone is %%",
)
_NAME_SLIP: Final = (
    f"the names that are filled in are not those of the English message{_ENGLISH}",
    "translation-names",
    "keep each name between braces as it stands in msgid, such as {count}, and put it where your language wants it",
)
_TAG_SLIP: Final = (
    f"the marks between < and > are not those of the English message{_ENGLISH}",
    "translation-marks",
    "keep marks such as <b> and </b> as they stand in msgid",
)
_PLURAL_SLIP: Final = (
    "the line Plural-Forms cannot be followed; until then the forms are chosen as in English",
    "translation-plural",
    "take it from a translation editor, or write: Plural-Forms: nplurals=2; plural=(n != 1);",
)


class Words(NullTranslations):
    """The messages of a language; English ones where it has none."""

    def __init__(
        self, said: dict[tuple[str | None, str], tuple[str, ...]], form: Callable[[int], int]
    ) -> None:
        super().__init__()
        self._said = said
        self._form = form

    def gettext(self, message: str) -> str:
        return self._said.get((None, message), (message,))[0]

    def pgettext(self, context: str, message: str) -> str:
        return self._said.get((context, message), (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        forms = self._said.get((None, msgid1), ())
        form = self._form(n)
        return forms[form] if form < len(forms) else super().ngettext(msgid1, msgid2, n)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one file says, and what is wrong with it, in the order of its lines."""

    words: Words
    findings: tuple[Finding, ...]


@functools.lru_cache(maxsize=16)
def catalogue(text: str, file: str = "") -> Catalogue:
    """The messages of a gettext file; `file` is what findings call it, where anyone reads them."""
    entries = [(entry, _slip(entry)) for entry in _entries(text)]
    findings = sorted(_finding(file, *slip) for _, slip in entries if slip is not None)
    sound = [entry for entry, slip in entries if slip is None]
    said = {
        entry.key: entry.answers for entry in sound if not entry.is_header and not entry.is_unsure
    }
    return Catalogue(Words(said, _form(sound)), tuple(findings))


@dataclass(slots=True)
class _Message:
    """The parts of an entry by keyword, the line of each, and the first line that cannot be read."""

    parts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    unread: int | None = None
    is_unsure: bool = False
    keyword: str = ""

    def add(self, line: str, number: int) -> None:
        """Take a line in: a part begins with its keyword, and goes on with text alone."""
        found = _LINE.fullmatch(line)
        begins = ""
        if found:
            begins = found[1] or ""
        self.keyword = begins or self.keyword
        is_twice = begins != "" and begins in self.parts
        if not found or not self.keyword or is_twice or "\ufffd" in line:
            self.unread = self.unread or number
            return
        self._take(_ESCAPED.sub(_escaped, found[2]), number)

    def _take(self, words: str, number: int) -> None:
        """Add words to the part in hand."""
        self.lines.setdefault(self.keyword, number)
        self.parts[self.keyword] = self.parts.get(self.keyword, "") + words

    @property
    def key(self) -> tuple[str | None, str]:
        """The context, where there is one, and the message."""
        return self.parts.get("msgctxt"), self.parts["msgid"]

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(words for name, words in self.parts.items() if name.startswith("msgstr"))

    @property
    def is_header(self) -> bool:
        return (
            self.unread is None
            and self.parts.get("msgid") == ""
            and {"msgid", "msgstr"} == set(self.parts)
        )


def _entries(text: str) -> Iterator[_Message]:
    entry = _Message()
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        bare = line.strip()
        if entry.answers and (not bare or bare.startswith("#") or _BEGINS.match(bare)):
            yield entry
            entry = _Message()
        if bare.startswith("#,") and "fuzzy" in bare:
            entry.is_unsure = True
        if bare and not bare.startswith("#"):
            entry.add(bare, number)
    if entry.parts or entry.unread:
        yield entry


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[1], found[1])


def _form(entries: Iterable[_Message]) -> Callable[[int], int]:
    """How the language counts by its last header that says so; else as in English."""
    form: Callable[[int], int] = c2py(_AS_IN_ENGLISH)
    for entry in entries:
        if entry.is_header:
            form = _rule(entry.parts["msgstr"]) or form
    return form


def _rule(header: str) -> Callable[[int], int] | None:
    """How the language counts; None where the header says it in a way that nobody can follow."""
    if "Plural-Forms" not in header:
        return c2py(_AS_IN_ENGLISH)
    found = _PLURALS.search(header)
    try:
        form = c2py(found[2]) if found else None
        fits = (
            form is not None
            and found is not None
            and all(form(count) < int(found[1]) for count in _TRIED)
        )
    except (ArithmeticError, RecursionError, ValueError):
        return None
    return form if fits else None


def _slip(entry: _Message) -> tuple[int, str, str, str] | None:
    """The line of what is wrong with an entry, a sentence, a code and a way out; None where all is well."""
    if entry.unread is not None:
        return (entry.unread, *_LINE_SLIP)
    if entry.is_header:
        return _slip_of_header(entry)
    if not _has_its_parts(entry):
        return (max(entry.lines.values()), *_ENTRY_SLIP)
    if not all(entry.answers):  # not translated yet
        entry.is_unsure = True
        return None
    return _slip_of_forms(entry)


def _has_its_parts(entry: _Message) -> bool:
    """Whether an entry has a message and its translations, and nothing else but a context."""
    forms = set(entry.parts) - {"msgctxt", "msgid", "msgid_plural"}
    return "msgid" in entry.parts and bool(entry.answers) and forms == _expected_forms(entry)


def _slip_of_forms(entry: _Message) -> tuple[int, str, str, str] | None:
    """The line of the first translation that does not fit, and what is wrong there."""
    asked = [entry.parts[name] for name in ("msgid", "msgid_plural") if name in entry.parts]
    for name in sorted(_expected_forms(entry)):
        slip = _slip_of_form(entry.parts[name], asked)
        if slip is not None:
            return (entry.lines[name], *slip)
    return None


def _slip_of_header(entry: _Message) -> tuple[int, str, str, str] | None:
    if _rule(entry.parts["msgstr"]) is None:
        return (entry.lines["msgstr"], *_PLURAL_SLIP)
    return None


def _expected_forms(entry: _Message) -> set[str]:
    """What the translations of an entry are called: one, or one for each form of the plural."""
    if "msgid_plural" not in entry.parts:
        return {"msgstr"}
    return {f"msgstr[{number}]" for number in range(len(entry.answers))}


def _slip_of_form(words: str, asked: Sequence[str]) -> tuple[str, str, str] | None:
    """What is wrong with one translation of the English messages `asked`, the first of which is the message's own."""
    english = asked[0]
    blanks = _blanks(words, english)
    if blanks is None:
        return _BRACE_SLIP
    known = [_blanks(one, english) or set() for one in asked]
    fits = blanks <= set().union(*known)
    if not fits or (len(asked) == 1 and blanks != _blanks(english, english)):
        return _NAME_SLIP
    if _tags(words) not in [_tags(one) for one in asked]:
        return _TAG_SLIP
    return None


def _tags(words: str) -> Counter[str]:
    """The marks between < and >, and how often each is there."""
    return Counter(_TAG.findall(words))


def _blanks(words: str, english: str) -> set[tuple[str, ...]] | None:
    """What is filled in; None where a brace or a per cent sign is left open."""
    try:
        braces = _braces(words)
    except ValueError:
        return None
    if "%(" not in english:
        return braces
    signs = list(_PERCENT.finditer(words))
    for found in signs:
        if not found[1] and not found[2]:
            return None
    return braces | {(found[1],) for found in signs if found[1]}


def _braces(words: str) -> set[tuple[str, ...]]:
    """What is filled in between braces.

    Raises ValueError where one is left open.
    """
    return {
        (name, conversion or "", form or "")
        for _, name, form, conversion in Formatter().parse(words)
        if name is not None
    }


def _finding(file: str, line: int, sentence: str, code: str, hint: str) -> Finding:
    return Finding(Place(file, line), sentence, code, hint, level=Level.ADVICE)

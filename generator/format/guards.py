"""Guards: what becomes of the page of a plan file that is wrong somewhere.

In: the bytes of the file or what was read of them, and today's date. Out: a `Verdict`. Touches
nothing. Where a file parses, its guards are read as in any plan; where it does not, they are looked
for in the text, and what was found is read in the same way. Which keys guard, and how a tree is
read for them, is said in `validate/guarding`; a uid is looked for by `uids`.

A wrong guard closes: the page goes where a guard says so, where one is itself wrong, and where
damage hides them. While somebody types elsewhere in the file, and the guards are whole, it stays.

Terms
    guard      `status` or `share` at the top of a plan: each can say that its page goes.
    top line   one that is no further in than the first line of the file that says something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import Final

from generator.errors import Finding, Place, PlanError
from generator.format.keys.plan import PlanKeys
from generator.format.parse import Document, Node, Scalar, is_empty, parse
from generator.format.parse import Sequence as ListNode
from generator.format.syntax_errors import indent_of
from generator.format.uids import is_uid, uid_in
from generator.format.unfinished_merge import MERGE_MARK
from generator.format.validate.guarding import GUARDS, guards_of, is_near_a_guard
from generator.model.share import UNSAID_SHARE, Share, Status, withheld
from generator.text.encoding import text_at_any_rate
from generator.workspace.intake import READ_LIMIT_BYTES

#: Words that withdraw a page, where a line says them of a guard, however it is punctuated.
_WITHDRAWS: Final = re.compile(
    r"(?:status|access)\b[\"'“”‘’`]*\s*[:=]?\s*[\"'“”‘’`\[{(]*(?:draft|revoked|none)\b"
)
#: The same words where they, and at most one more, are all that stands on a top line.
_BARE: Final = re.compile(
    r"(?:(?P<key>[^\s:=]{1,16})\s*[:=]?\s+|)[\"'“”‘’`]*(?:draft|revoked|none)[\"'“”‘’`]*[.,;]?"
)

#: What may stand before a key by a slip, or as YAML and JSON allow it.
_DRESSING: Final = re.compile(r"[\W_]+")
_FIRST_WORD: Final = re.compile(r"[^\W\d]+")
_NO_LETTER: Final = re.compile(r"[\W\d_]+")
_KEY: Final = re.compile(r"([\w .-]{1,24}?)[\"'“”‘’`]*\s*[:=]")
#: How close a first word without a colon comes to a guard before it is taken for one; closer than a
#: key needs to come.
_CLOSE: Final = 0.75
#: How a merge tool opens and closes its two sides.
_OPENS: Final = "<"
_CLOSES: Final = ">"
#: What the words of a file in braces are looked through for; a list of steps says `status` as well.
_SHARE_IN_BRACES: Final = re.compile(
    r"[\"']?\bshare\b[\"']?\s*:\s*(?P<value>\{[^{}]*\})?", re.IGNORECASE
)

#: A `share` that stands further in than the top; nothing else in a plan is called so.
_SHIFTED_SHARE: Final = re.compile(
    r"\s*[\"']?share[\"']?\s*:\s*(?:\{|#|$)",
    re.IGNORECASE,
)
#: Brackets that close, alone on a line.
_CLOSERS: Final = " \t},]"
#: What every plan has some of: a file with none of them was cut, emptied or written over.
_CORE: Final = frozenset({"goal", "goals", "objectives", "timeframe", "progress"})
_CORE_KEY: Final = re.compile(
    rf"(?:^\W*|[{{,]\s*[\"']?)(?:{'|'.join(sorted(_CORE))})\b", re.MULTILINE
)

#: What a loss of power leaves where words were.
_TORN_OUT: Final = "\0" * 8

_GONE_HINT: Final = "bring the file back as it was, for instance from git or a backup; its page then returns, same link"
_DOUBT_HINT: Final = (
    "mend `status` and `share` first; where they let the page stand, it returns, same link"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of the page; its door and uid as far as the file tells them, and what is to be
    said about it."""

    old_page: OldPage
    address_key: str | None
    uid: str | None
    findings: tuple[Finding, ...] = ()


def of_document(document: Document, today: date) -> Verdict:
    """The verdict on a file that parses and is wrong elsewhere, or in its guards."""
    uid = uid_of(document)
    if not any(key.text in _CORE for key, _ in document.root.pairs):
        return _lost(document.file, uid)
    guards = guards_of(document)
    if guards is None or withheld(*guards, today) or hidden_guards(document):
        return Verdict(OldPage.GOES, None, uid)
    doubt = _first(_withdraws_at_its_start, document.lines)
    if doubt is not None:
        return _in_doubt(document.file, doubt, uid)
    return Verdict(OldPage.STAYS, guards[1].address_key, uid)


def of_bytes(data: bytes, file: str, today: date) -> Verdict:
    """The verdict on a file that does not parse."""
    text = text_at_any_rate(data)
    lines = text.split("\n")
    uid = uid_in(text)
    if len(data) >= READ_LIMIT_BYTES or _TORN_OUT in text or not _CORE_KEY.search(text):
        return _lost(file, uid)
    indent = _indent(lines)
    parts = list(_parts(lines, indent))
    guards = _read(parts)
    if next(filter(_says_something, lines)).lstrip().startswith("{") and (
        guards is None or not parts
    ):
        parts = list(_shares_in_braces(text))
        guards = _read(parts)
    if guards is None:
        return _in_doubt(file, parts[0].line, uid)
    if withheld(*guards, today):
        return Verdict(OldPage.GOES, None, uid)
    doubt = _first(lambda line: _withdraws(line, indent), lines) or _withdraws_over_lines(lines)
    if doubt is not None:
        return _in_doubt(file, doubt, uid)
    return Verdict(OldPage.STAYS, guards[1].address_key, uid)


def uid_of(document: Document) -> str | None:
    """The uid of a file that parses: where it belongs, else wherever its text gives one."""
    value = document.root.get(PlanKeys.uid.name)
    if isinstance(value, Scalar):
        uid = value.text.strip().lower()
        if is_uid(uid):
            return uid
    return uid_in("\n".join(document.lines))


def hidden_guards(document: Document) -> tuple[Finding, ...]:
    """Lines that look like a guard and are swallowed by a text in quotes above them, so that they
    say nothing."""
    keys = {key.line for key, _ in document.root.pairs}
    seeming = [
        number
        for number, line in enumerate(document.lines, 1)
        if number not in keys
        and indent_of(line) < document.root.column
        and _is_plainly_a_guard(line)
    ]
    return tuple(
        _hidden_guard(document, number)
        for number in seeming
        if any(text.line < number <= text.end_line for text in _texts(document.root))
    )


def _hidden_guard(document: Document, number: int) -> Finding:
    return Finding(
        Place(document.file, number, indent_of(document.lines[number - 1]) + 1),
        "this line belongs to a text in quotes that begins above it, so it guards nothing",
        "guard-hidden",
        "close the quote above; if the line is part of the text, put a few words before it on the same line",
    )


def _texts(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
        return
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _texts(item)
        return
    for key, value in node.pairs:
        yield key
        yield from _texts(value)


# ---- what a line says


def _is_plainly_a_guard(line: str) -> bool:
    key, colon, _ = line.partition(":")
    return bool(colon) and key.strip().strip("\"'") in GUARDS


def _says_something(line: str) -> bool:
    words = line.strip()
    if not words or words.startswith(("#", "---", "...", "%")):
        return False
    return not MERGE_MARK.match(line)


def _indent(lines: Sequence[str]) -> int:
    """How far in the first line stands that says something."""
    for line in lines:
        if _says_something(line):
            return indent_of(line)
    return 0


def _folded(line: str) -> str:
    """The line as the eye takes it: small letters, plain blanks, nothing invisible, without its
    comment."""
    words = line.casefold()
    if not words.isascii():
        words = unicodedata.normalize("NFKC", line).casefold()
        words = "".join(sign for sign in words if unicodedata.category(sign) != "Cf")
    return re.split(r"(?:^|\s)#", words, maxsplit=1)[0].strip()


def _undressed(words: str) -> str:
    """A line without what stands before its first letter or digit."""
    found = _DRESSING.match(words)
    if found is None:
        return words
    return words[found.end() :]


def _first(claim: Callable[[str], bool], lines: Iterable[str]) -> int | None:
    """The number of the first line of which the claim is true; None where there is none."""
    return next(
        (number for number, line in enumerate(lines, 1) if claim(line)),
        None,
    )


def _withdraws_at_its_start(line: str) -> bool:
    """Whether a line of a file that parses says that the page goes, though it stands where no guard
    is."""
    return _WITHDRAWS.match(_undressed(_folded(line))) is not None


def _withdraws(line: str, indent: int) -> bool:
    """Whether a line of a file that does not parse seems to say that the page goes."""
    words = _folded(line)
    if _WITHDRAWS.search(words):
        return True
    if indent_of(line) > indent:
        return False
    bare = _BARE.fullmatch(words)
    if bare is not None and (bare["key"] or "").strip("\"'") not in PlanKeys.keys:
        return True
    return _WITHDRAWS.search(_letters(words)) is not None


def _withdraws_over_lines(lines: Iterable[str]) -> int | None:
    """The number of the line where a guard begins whose word stands on the next one."""
    text = "\n".join(map(_folded, lines))
    found = _WITHDRAWS.search(text)
    if found is None:
        return None
    return text.count("\n", 0, found.start()) + 1


def _letters(words: str) -> str:
    """The letters alone, so that a stray sign between them hides nothing."""
    return _NO_LETTER.sub("", words)


def _names_a_guard(line: str) -> bool:
    """Whether a top line begins with a guard, or with what was probably meant to be one."""
    folded = _folded(line)
    words = _undressed(folded)
    key = _KEY.match(words)
    if key is not None:
        name = key[1].strip()
        if name in PlanKeys.keys:
            # Steps and agreements, which are items of a list, have a status too.
            is_of_an_item = folded.startswith("-") and name == PlanKeys.status.name
            return name in GUARDS and not is_of_an_item
        if name and is_near_a_guard(name):
            return True
    return _begins_with_a_guard(words)


def _begins_with_a_guard(words: str) -> bool:
    """Whether the first word of a line is a guard or holds one, with or without a colon behind
    it."""
    first = _FIRST_WORD.match(words)
    if first is None or first[0] in PlanKeys.keys.keys() - GUARDS:
        return False
    if _letters(words).startswith(tuple(GUARDS)):
        return True
    if any(guard in first[0] for guard in GUARDS):
        return True
    return bool(get_close_matches(first[0], GUARDS, 1, _CLOSE))


# ---- the guards in a text


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of one guard as they stand; torn where a merge left it to be decided."""

    line: int
    text: str
    is_torn: bool


def _parts(lines: Sequence[str], indent: int) -> Iterator[_Part]:
    """Every guard among the top lines, and a `share` that was moved in, each with what stands below
    it."""
    torn = _torn(lines)
    for start, line in enumerate(lines):
        if not _begins_a_guard(line, indent) or not _says_something(line):
            continue
        depth, end = indent_of(line), _end_of_part(lines, start)
        lines_of_guard = "\n".join(
            line[min(depth, indent_of(line)) :]
            for line in filter(_says_something, lines[start:end])
        )
        yield _Part(
            start + 1,
            lines_of_guard,
            not torn.isdisjoint(range(start, end)),
        )


def _begins_a_guard(line: str, indent: int) -> bool:
    if indent_of(line) <= indent:
        return _names_a_guard(line)
    return _SHIFTED_SHARE.match(line) is not None


def _end_of_part(lines: Sequence[str], start: int) -> int:
    """The line behind the last one that stands below a line, or closes a bracket that it opens."""
    depth, end = indent_of(lines[start]), start + 1
    while end < len(lines) and (indent_of(lines[end]) > depth or not _says_something(lines[end])):
        end += 1
    while end < len(lines) and _is_open(lines[start:end]) and not lines[end].strip(_CLOSERS):
        end += 1
    return end


def _is_open(lines: Iterable[str]) -> bool:
    text = "".join(lines)
    return text.count("{") > text.count("}") or text.count("[") > text.count("]")


def _torn(lines: Sequence[str]) -> frozenset[int]:
    """The lines that an unfinished merge leaves to be decided: between its marks, and beside one
    left over."""
    torn: set[int] = set()
    is_inside = False
    for number, line in enumerate(lines):
        mark = MERGE_MARK.match(line)
        if mark:
            is_inside = line[0] == _OPENS or (is_inside and line[0] != _CLOSES)
            torn |= {number - 1, number, number + 1}
        elif is_inside:
            torn.add(number)
    return frozenset(torn)


def _shares_in_braces(text: str) -> Iterator[_Part]:
    """Every `share` of a file that is one map in braces."""
    for found in _SHARE_IN_BRACES.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield _Part(
            line,
            f"share: {found['value']}",
            found["value"] is None or bool(MERGE_MARK.search(found[0])),
        )


def _read(parts: Sequence[_Part]) -> tuple[Status, Share] | None:
    """The guards as a plan with these lines alone has them; None where they are wrong, doubled or
    left empty."""
    if any(part.is_torn for part in parts):
        return None
    if not parts:
        return Status.ACTIVE, UNSAID_SHARE
    try:
        document = parse("\n".join(part.text for part in parts).encode(), "")
    except PlanError:
        return None
    if any(key.text not in GUARDS or is_empty(value) for key, value in document.root.pairs):
        return None
    return guards_of(document)


def _lost(file: str, uid: str | None) -> Verdict:
    sentence = (
        "this file is damaged: nobody can tell from it whether its page may stand, so none does"
    )
    return Verdict(
        OldPage.GOES,
        None,
        uid,
        (
            Finding(
                Place(file),
                sentence,
                "guard-lost",
                _GONE_HINT,
            ),
        ),
    )


def _in_doubt(file: str, line: int, uid: str | None) -> Verdict:
    sentence = "this line may say that the page goes, and the file cannot be read as a whole; so no page stands"
    return Verdict(
        OldPage.GOES,
        None,
        uid,
        (Finding(Place(file, line), sentence, "guard-in-doubt", _DOUBT_HINT),),
    )


class OldPage(Enum):
    """What becomes of the page that an earlier build made of a plan that has findings now."""

    STAYS = "stays"
    GOES = "goes"

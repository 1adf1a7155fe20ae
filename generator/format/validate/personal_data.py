"""Personal: e-mail addresses, phone numbers and listed names in what a client reads, and in the
address of its page.

In: a Document, the names that a practice never publishes, and what the plan lets through. Out:
findings; none of them shows what was found. Touches nothing. What is looked at is what is read: see
`as_read`. Left out is what cannot reach a page (`private:`); whom to call (`support`,
`safety_plan`) is looked through for names only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from generator.format.fields.dates import DateField, MomentField
from generator.format.fields.report import Location, Report
from generator.format.keys.plan import WORDLESS, PlanKeys
from generator.format.keys.walk import keys_below
from generator.format.parse import Mapping, Node, Scalar, Sequence
from generator.format.validate.as_read import readings
from generator.format.validate.names import Names
from generator.format.validate.to_call import has_number
from generator.model.rule import Personal

#: The sign, with a letter before it and a domain behind; every quantity is bounded, and no two of
#: them overlap.
_EMAIL: Final = re.compile(r"[^\s@(]@(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2}")
_SPELLED_AT: Final = re.compile(r" ?[(\[{] ?(?:at|@) ?[)\]}] ?", re.IGNORECASE)
#: What reads as it is written, and can hold nothing but names; most texts are such.
_WORDS_ALONE: Final = re.compile(r"[A-Za-z .,;:!?'\"\n-]*")
#: What can hold no address, however it is read.
_NO_ADDRESS: Final = re.compile(r"[^@(\[{&\x80-\U0010ffff]*")
#: Keys whose values are there to be called.
_TO_CALL: Final = frozenset({PlanKeys.support.name, PlanKeys.safety_plan.name})
#: Keys whose values are days, or stop the page as none: many digits in them are a slip and no
#: number to call.
_DAYS: Final = frozenset(
    key.name for key in keys_below(PlanKeys) if isinstance(key.shape, DateField | MomentField)
)
_ALL: Final = frozenset(Personal)

#: One code for all, as they are one rule.
_CODE: Final = "personal-data"
_SAID: Final = {
    Personal.EMAIL: "looks like an e-mail address",
    Personal.PHONE: "looks like a phone number",
    Personal.NAME: "holds a name that handrail.yml lists under `never_publish`",
}
_HINTS: Final = {
    Personal.EMAIL: "take it out; a first name or an alias is enough",
    Personal.PHONE: "take it out, or move it to `support:`; numbers of another kind can take commas: 10, 9, 8",
    Personal.NAME: "write a first name or an alias in its place",
}
_ADDRESS_HINT: Final = "give the file, or its folder, an alias for a name"
_REASONS: Final = {
    Personal.EMAIL: "it is no address",
    Personal.PHONE: "these are scores",
    Personal.NAME: "it is a word here",
}


class _Text(NamedTuple):
    words: str
    spot: Location
    looked_for: frozenset[Personal]


class _Hit(NamedTuple):
    spot: Location
    kind: Personal
    sentence: str
    hint: str


def report_personal(
    root: Mapping, never: Iterable[str], report: Report, through: Collection[Personal] = ()
) -> None:
    """Note every text that holds an address, a number to call or a name in `never`.

    What a plan lets through is told as a note. Of each text one thing is told, the first that stops
    it.
    """
    for text, found in _each_found(_texts(root), Names(never)):
        for kind in _first(found, through):
            _report_hit(
                report,
                _Hit(text.spot, kind, f"this {_SAID[kind]}", _HINTS[kind]),
                through,
            )


def _each_found(
    texts: Iterable[_Text], names: Names
) -> Iterator[tuple[_Text, tuple[Personal, ...]]]:
    """Each text that holds something, with what that is. Keys and days come again and again, and
    are looked at once."""
    known: dict[tuple[str, frozenset[Personal]], tuple[Personal, ...]] = {}
    for text in texts:
        found = known.get((text.words, text.looked_for))
        if found is None:
            found = _found(text, names)
            known[text.words, text.looked_for] = found
        if found:
            yield text, found


def report_address(
    never: Iterable[str], spot: Location, report: Report, through: Collection[Personal] = ()
) -> None:
    """Note where the address of a public page, which is the name of its file, holds what a page may
    not."""
    text = _Text(report.file.rpartition(".")[0], spot, _ALL)
    for kind in _first(_found(text, Names(never)), through):
        sentence = f"the page's address, which is the file's name, {_SAID[kind]}"
        _report_hit(report, _Hit(spot, kind, sentence, _ADDRESS_HINT), through)


def report_listed(root: Mapping, never: Iterable[str], report: Report) -> None:
    """Note where whom to call in the settings, which every page shows, holds a name in `never`."""
    names = Names(never)
    lines = tuple((key, node) for key, node in root.pairs if key.text == PlanKeys.support.name)
    support = Mapping(lines, root.line, root.column)
    for text in _texts(support):
        if _found(text, names):
            sentence = "this stands on every page, and holds a name listed under `never_publish`"
            hint = "write it in other words, or take the name off the list"
            report.add(text.spot, sentence, _CODE, hint)


def _first(
    found: Collection[Personal],
    through: Collection[Personal],
) -> tuple[Personal, ...]:
    """The one to tell: the first that stops the page, else the first."""
    return tuple(sorted(found, key=lambda kind: kind in through))[:1]


def _report_hit(report: Report, hit: _Hit, through: Collection[Personal]) -> None:
    if hit.kind in through:
        sentence = f"{hit.sentence}, and goes out, as `publish_anyway:` says"
        hint = f"if it is one after all, take it out here, or `{hit.kind}` out of `publish_anyway:`"
        report.note(hit.spot, sentence, _CODE, hint)
        return
    line = f'{hit.kind}: "{_REASONS[hit.kind]}"'
    way = f"add `publish_anyway: {{{line}}}`"
    if through:
        way = f"add `{line}` below `publish_anyway:`"
    hint = f"{hit.hint}; if it is none, {way} with your reason"
    report.add(hit.spot, hit.sentence, _CODE, hint)


def _found(text: _Text, names: Names) -> tuple[Personal, ...]:
    """What a text holds, in the order in which it is hit."""
    if _WORDS_ALONE.fullmatch(text.words):
        if names and names.are_in(text.words):
            return (Personal.NAME,)
        return ()
    if not names and Personal.PHONE not in text.looked_for and _NO_ADDRESS.fullmatch(text.words):
        return ()
    found: set[Personal] = set()
    for reading in readings(text.words):
        found.update(_found_in(reading, text.looked_for, names))
    return tuple(kind for kind in Personal if kind in found)


def _found_in(
    reading: str,
    looked_for: frozenset[Personal],
    names: Names,
) -> Iterator[Personal]:
    """What one reading of a text holds."""
    if Personal.EMAIL in looked_for and _has_address(reading):
        yield Personal.EMAIL
    if Personal.PHONE in looked_for and has_number(reading):
        yield Personal.PHONE
    if names and names.are_in(reading):
        yield Personal.NAME


def _has_address(reading: str) -> bool:
    if not any(sign in reading for sign in "@([{"):
        return False
    return _EMAIL.search(_SPELLED_AT.sub("@", reading)) is not None


def _texts(root: Mapping) -> list[_Text]:
    """Every text below `root` that can reach a page, in the order of the file."""
    texts: list[_Text] = []
    _gather(root, None, _ALL, texts)
    return texts


def _gather(
    node: Node,
    key: Scalar | None,
    looked_for: frozenset[Personal],
    texts: list[_Text],
) -> None:
    if isinstance(node, Scalar):
        texts.append(_Text(node.text, Location(node, key), looked_for))
    elif isinstance(node, Sequence):
        for item in node.items:
            _gather(item, key, looked_for, texts)
    else:
        for name, value in node.pairs:
            if name.text in WORDLESS:
                continue
            texts.append(_Text(name.text, Location(name, None), looked_for))
            _gather(value, name, _looked_for_below(name, value, looked_for), texts)


def _looked_for_below(
    name: Scalar, value: Node, looked_for: frozenset[Personal]
) -> frozenset[Personal]:
    """What is looked for in the value of a key: whom to call may be called, and a day is no
    number."""
    if name.text in _TO_CALL:
        looked_for = frozenset({Personal.NAME})
    if name.text in _DAYS and isinstance(value, Scalar):
        looked_for -= {Personal.PHONE}
    return looked_for

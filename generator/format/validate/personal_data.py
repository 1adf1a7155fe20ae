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
_AT: Final = re.compile(r"[@(\[{]")
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


class _Held(NamedTuple):
    """A text that holds something, and what, in the order in which it is hit."""

    spot: Location
    kinds: tuple[Personal, ...]


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
    for spot, kinds in _held_below(root, Names(never)):
        for kind in _first(kinds, through):
            hit = _Hit(spot, kind, f"this {_SAID[kind]}", _HINTS[kind])
            _report_hit(report, hit, through)


def report_address(
    never: Iterable[str], spot: Location, report: Report, through: Collection[Personal] = ()
) -> None:
    """Note where the address of a public page, which is the name of its file, holds what a page may
    not."""
    name = report.file.rpartition(".")[0]
    for kind in _first(_kinds_in(name, _ALL, Names(never)), through):
        sentence = f"the page's address, which is the file's name, {_SAID[kind]}"
        _report_hit(report, _Hit(spot, kind, sentence, _ADDRESS_HINT), through)


def report_listed(root: Mapping, never: Iterable[str], report: Report) -> None:
    """Note where whom to call in the settings, which every page shows, holds a name in `never`."""
    lines = tuple((key, node) for key, node in root.pairs if key.text == PlanKeys.support.name)
    support = Mapping(lines, root.line, root.column)
    for spot, _ in _held_below(support, Names(never)):
        sentence = "this stands on every page, and holds a name listed under `never_publish`"
        hint = "write it in other words, or take the name off the list"
        report.add(spot, sentence, _CODE, hint)


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


def _kinds_in(text: str, looked_for: frozenset[Personal], names: Names) -> tuple[Personal, ...]:
    """What a text holds, in the order in which it is hit."""
    if _WORDS_ALONE.fullmatch(text):
        if names and names.are_in(text):
            return (Personal.NAME,)
        return ()
    if not names and Personal.PHONE not in looked_for and _NO_ADDRESS.fullmatch(text):
        return ()
    found: set[Personal] = set()
    for reading in readings(text):
        found.update(_found_in(reading, looked_for, names))
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
    if not _AT.search(reading):
        return False
    return _EMAIL.search(_SPELLED_AT.sub("@", reading)) is not None


def _held_below(root: Mapping, names: Names) -> list[_Held]:
    """Every text below `root` that can reach a page and holds something, in the order of the
    file."""
    search = _Search(names)
    search.go_through(root, None, _ALL)
    return search.held


class _Search:
    """Looks through texts, at each of them once: keys and days come again and again."""

    def __init__(self, names: Names) -> None:
        self.held: list[_Held] = []
        self._names = names
        self._known: dict[tuple[str, frozenset[Personal]], tuple[Personal, ...]] = {}

    def go_through(self, node: Node, key: Scalar | None, looked_for: frozenset[Personal]) -> None:
        if isinstance(node, Scalar):
            self._look_at(node, key, looked_for)
        elif isinstance(node, Sequence):
            for item in node.items:
                self.go_through(item, key, looked_for)
        else:
            for name, value in node.pairs:
                if name.text not in WORDLESS:
                    self._look_at(name, None, looked_for)
                    self.go_through(value, name, _looked_for_below(name, value, looked_for))

    def _look_at(self, node: Scalar, key: Scalar | None, looked_for: frozenset[Personal]) -> None:
        kinds = self._known.get((node.text, looked_for))
        if kinds is None:
            kinds = _kinds_in(node.text, looked_for, self._names)
            self._known[node.text, looked_for] = kinds
        if kinds:
            self.held.append(_Held(Location(node, key), kinds))


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

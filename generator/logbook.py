"""Logbook: new entries for the log of a plan, in its own style, and the last one out again.

In: a plan file as bytes, what somebody typed, the settings and today's date. Out: the new bytes, or all that is amiss.
Touches nothing but the catalogue that validation reads. What was typed is judged by the plan's own rules, after it
has been written and before anybody keeps it: there is one set of rules for a hand and a command.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from generator import plan_format as form
from generator.edit import said
from generator.errors import Finding, HandrailError, PlanError
from generator.items import Item, items_of, with_items, without_last
from generator.model import Plan, Settings
from generator.parse import UNPRINTABLE, Document, Node, Scalar, parse
from generator.parse import Mapping as Pairs
from generator.parse import Sequence as List
from generator.reading import read_plan
from generator.shapes import MOMENT_FORM, NUMBER_FORM, PRIVATE, is_id
from generator.workspace import PlanSource

#: Longest line written; a longer text goes below its key.
LINE_LIMIT: Final = 120

#: What an entry may hold to stand in braces, where those above it do; words are easier to read on lines of their own.
_TERSE: Final = frozenset({form.ENTRY_DATE.name, form.ENTRY_BY.name, form.SCORES.name})

#: The two halves of a score, by the measure that takes them.
_HALVES: Final = {
    "percentage": (form.SCORE_DONE.name, form.SCORE_OF.name),
    "before-after": (form.SCORE_BEFORE.name, form.SCORE_AFTER.name),
}
_HABIT_WORDS: Final = ("yes", "partly", "no", "skip")
#: A day and a number as they are written where a point stands in dates and a comma in numbers.
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_WITH_COMMA: Final = re.compile(r"(?<![\d,.])(\d+),(\d+)(?![\d,.])")

Words: TypeAlias = tuple[tuple[str, str], ...]
_Value: TypeAlias = "str | tuple[str, ...] | Mapping[str, _Value]"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be written down, as typed. A score may be `6/8` or `8>5` where its objective takes a pair.

    A habit's word may be its first letter. A date may be `19.1.2026` and a number may have a comma, as spreadsheets
    write them in many countries.
    """

    date: str
    by: str = ""
    scores: Words = ()
    note: str = ""
    trigger: tuple[str, ...] = ()
    response: tuple[str, ...] = ()
    helped: Words = ()
    celebrate: str = ""
    private: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Where in what was typed: which entry, which key of it, and below `scores` or `helped` which word."""

    entry: int
    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Amiss:
    """A finding, and the part of a new entry it is about; None where it is about the plan as a whole."""

    finding: Finding
    part: Part | None


class EntryError(HandrailError):
    """What was typed does not fit the plan; nothing of it has been written."""

    def __init__(self, amiss: Sequence[Amiss]) -> None:
        super().__init__(f"{len(amiss)} things do not fit")
        self.amiss = tuple(amiss)


@dataclass(frozen=True, slots=True)
class LastEntry:
    """What may be told of an entry: its date as written, if it is one, and its scores; never a word of it.

    A score is as somebody would type it, and empty where it is none.
    """

    date: str
    scores: Words


def added(source: PlanSource, entries: Sequence[NewEntry], settings: Settings, today: date) -> bytes:
    """The plan with these entries at the end of its log.

    Raises EntryError for what the plan's rules find in them, PlanError where the file cannot be read or changed.
    """
    if not entries:
        return source.data
    measures = measures_of(parse(source.data, source.name))
    values = [_values(entry, measures) for entry in entries]
    data = with_items(source.data, source.name, form.PROGRESS.name, [_item(value) for value in values])
    document = parse(data, source.name)
    written = items_of(document, form.PROGRESS.name)[-len(values) :]
    if [said(item) for item in written] != [_told(value) for value in values]:
        raise AssertionError("an entry was written that reads otherwise")
    found = findings_in(PlanSource(source.name, data), settings, today)
    known = Counter(map(_saying, findings_in(source, settings, today) if found else ()))
    amiss = []
    for finding in found:
        known[_saying(finding)] -= 1
        if known[_saying(finding)] < 0:
            amiss.append(Amiss(finding, _part_of(document, finding, len(values))))
    if amiss:
        raise EntryError(amiss)
    return data


def without_last_entry(source: PlanSource) -> bytes:
    """The plan without the last entry in the file. Raises PlanError where it cannot be read or changed."""
    return without_last(source.data, source.name, form.PROGRESS.name)


def last_entries(document: Document, count: int) -> tuple[LastEntry, ...]:
    """What the last entries in the file hold, that many at most, in their order."""
    return tuple(_last_entry(_pairs(item)) for item in items_of(document, form.PROGRESS.name)[-count:])


def _last_entry(values: Mapping[str, Node]) -> LastEntry:
    date = _word(values.get(form.ENTRY_DATE.name))
    scores = _pairs(values.get(form.SCORES.name)).items()
    typed = tuple((id, _typed(score)) for id, score in scores if is_id(id))
    return LastEntry(date if MOMENT_FORM.fullmatch(date) else "", typed)


def _typed(score: Node) -> str:
    """A score as it is typed; nothing where it is no number and no word of a habit."""
    if isinstance(score, Pairs):
        halves = _pairs(score)
        names = next((names for names in _HALVES.values() if halves.keys() & set(names)), ())
        typed = [_typed(halves[name]) if name in halves else "" for name in names]
        return "/".join(typed) if any(typed) else ""
    word = _word(score)
    return word if NUMBER_FORM.fullmatch(word) or word in _HABIT_WORDS else ""


def _word(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def missing(document: Document, entries: Iterable[NewEntry]) -> tuple[NewEntry, ...]:
    """Those that the log does not have: no entry there has the same date, `by` and scores, nor one above in `entries`.

    Where there are no scores, the note counts in their place.
    """
    measures = measures_of(document)
    there = {_mark(said(item)) for item in items_of(document, form.PROGRESS.name)}
    new = []
    for entry in entries:
        mark = _mark(_told(_values(entry, measures)))
        if mark not in there:
            there.add(mark)
            new.append(entry)
    return tuple(new)


def measures_of(document: Document) -> dict[str, str]:
    """What each objective is measured by, as the file says, by id; also of a file that is wrong elsewhere."""
    goals = _pairs(document.root).get(form.GOALS.name)
    places = [document.root, *(goals.items if isinstance(goals, List) else ())]
    found = {}
    for place in places:
        objectives = _pairs(place).get(form.OBJECTIVES.name)
        for id, objective in _pairs(objectives).items():
            measure = _pairs(objective).get(form.MEASURE.name)
            found[id] = measure.text.strip() if isinstance(measure, Scalar) else ""
    return found


def _pairs(node: Node | None) -> dict[str, Node]:
    """The values of a map by key; none of anything else."""
    return {key.text: value for key, value in node.pairs} if isinstance(node, Pairs) else {}


# ---- an entry as values


def _values(entry: NewEntry, measures: Mapping[str, str]) -> dict[str, _Value]:
    """What will stand in the file, by key, in the order of the format; nothing that is empty."""
    values: dict[str, _Value] = {
        form.ENTRY_DATE.name: _DAY_FIRST.sub(_year_first, _clean(entry.date)),
        form.ENTRY_BY.name: _clean(entry.by),
        form.SCORES.name: {_clean(id): _score(_clean(typed), measures.get(id, "")) for id, typed in entry.scores},
        form.NOTE.name: _clean(entry.note),
        form.TRIGGER.name: tuple(filter(None, map(_clean, entry.trigger))),
        form.RESPONSE.name: tuple(filter(None, map(_clean, entry.response))),
        form.HELPED.name: {_clean(words): _clean(much) for words, much in entry.helped},
        form.CELEBRATE.name: _clean(entry.celebrate),
        PRIVATE: _clean(entry.private),
    }
    return {key: value for key, value in values.items() if value}


def _clean(text: str) -> str:
    """The text with one kind of line end, and without the white space around it."""
    return re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text).strip()


def _year_first(day: re.Match[str]) -> str:
    return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"


def _score(typed: str, measure: str) -> _Value:
    """A score as the file has it: a whole word, a point in a number, and a pair where the measure takes one."""
    if measure == "habit":
        return next((word for word in _HABIT_WORDS if typed == word[0]), typed)
    typed = _WITH_COMMA.sub(r"\1.\2", typed)
    halves = re.split("/" if measure == "percentage" else "[/>]", typed, maxsplit=1)
    if measure not in _HALVES or len(halves) < 2:
        return typed
    return {name: half.strip() for name, half in zip(_HALVES[measure], halves, strict=True) if half.strip()} or typed


def _told(value: _Value) -> object:
    """What a value says once it is read again."""
    if isinstance(value, Mapping):
        return tuple((key, _told(one)) for key, one in value.items())
    return value if isinstance(value, str) else list(value)


def _mark(told: object) -> object:
    """By what an entry is known again."""
    values = dict(told) if isinstance(told, tuple) else {}
    scores = values.get(form.SCORES.name)
    day = str(values.get(form.ENTRY_DATE.name, "")).replace("T", " ")
    rest = frozenset(map(_by_value, scores)) if isinstance(scores, tuple) else str(values.get(form.NOTE.name))
    return day, values.get(form.ENTRY_BY.name), rest


def _by_value(told: object) -> object:
    """Numbers as numbers, so that 2 and 2.0 are the same."""
    if isinstance(told, tuple | list):
        return tuple(map(_by_value, told))
    return float(told) if isinstance(told, str) and NUMBER_FORM.fullmatch(told) else told


# ---- an entry as words


def _item(values: Mapping[str, _Value]) -> Item:
    lines: list[str] = []
    for key, value in values.items():
        line = f"{key}: {_words(value, 'a: @')}"
        is_long = isinstance(value, str) and ("\n" in value or len(line) > LINE_LIMIT)
        if isinstance(value, str) and is_long and not UNPRINTABLE.search(value):
            lines += [f"{key}: |", *(text and f"  {text}" for text in value.split("\n"))]
        else:
            lines.append(line)
    braces = _words(values, "")
    return Item(tuple(lines), braces, not values.keys() <= _TERSE or len(braces) > LINE_LIMIT)


def _words(value: _Value, frame: str) -> str:
    """A value on one line, quoted only where it would be read otherwise; `frame` is where a text stands."""
    if isinstance(value, str):
        return _text(value, frame)
    if isinstance(value, Mapping):
        pairs = (f"{_text(name, '{@: b}')}: {_words(one, 'a: {b: @, c: d}')}" for name, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(_text(text, "a: [@, b]") for text in value) + "]"


#: Needs no quotes anywhere.
_SAFE: Final = re.compile(r"\w([\w .’-]*[\w.’])?")
#: What other programs read as no text at all.
_NOTHING: Final = ("null", "~")


def _text(text: str, frame: str) -> str:
    if _SAFE.fullmatch(text) and text.lower() not in _NOTHING:
        return text
    quoted = _quoted(text)
    needs_quotes = text.lower() in _NOTHING or "\n" in text
    return quoted if needs_quotes or not _reads_alike(frame.replace("@", text), frame.replace("@", quoted)) else text


def _reads_alike(words: str, wanted: str) -> bool:
    try:
        return said(parse(words.encode(), "").root) == said(parse(wanted.encode(), "").root)
    except PlanError:
        return False


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + UNPRINTABLE.sub(lambda sign: f"\\U{ord(sign[0]):08x}", escaped) + '"'


# ---- findings


def findings_in(source: PlanSource, settings: Settings, today: date) -> tuple[Finding, ...]:
    """What is wrong in a plan file; nothing is asked of keys and links."""
    read = read_plan(source, settings, today, None)
    return () if isinstance(read, Plan) else read.findings


def _saying(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.sentence


def _part_of(document: Document, finding: Finding, count: int) -> Part | None:
    """The part of the last `count` entries that a finding is about."""
    items = items_of(document, form.PROGRESS.name)[-count:]
    at = (finding.place.line, finding.place.column)
    begun = [number for number, item in enumerate(items) if (item.line, item.column) <= at]
    after = [name for name, _ in document.root.pairs if name.text != form.PROGRESS.name]
    if not begun or any((items[0].line, 0) < (name.line, 0) <= at for name in after):
        return None
    if finding.code == "missing-key":  # it lies at the entry's first key, and a date is all that an entry needs
        return Part(begun[-1], form.ENTRY_DATE.name, "")
    key, value = _last_before(items[begun[-1]], at)
    word = _last_before(value, at)[0] if key in (form.SCORES.name, form.HELPED.name) and value is not None else ""
    return Part(begun[-1], key, word)


def _last_before(node: Node, at: tuple[int, int]) -> tuple[str, Node | None]:
    """The last pair of a map that begins at a place or before it."""
    pairs = node.pairs if isinstance(node, Pairs) else ()
    begun = [(key.text, value) for key, value in pairs if (key.line, key.column) <= at]
    return begun[-1] if begun else ("", None)

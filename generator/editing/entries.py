"""Logbook: new entries for the log of a plan, in its own style, and the last one out again.

In: a plan file as bytes, what somebody typed, the settings and today's date. Out: the new bytes, or all that is amiss.
Touches nothing but the catalogue that validation reads. What was typed is judged by the plan's own rules, after it
has been written and before anybody keeps it: there is one set of rules for a hand and a command.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeAlias

from generator.editing.list_edit import Item, is_oldest_first, items_of, with_items, without
from generator.editing.text import content_of
from generator.errors import Finding, HandrailError, Place, PlanError
from generator.format.fields.dates import MOMENT_FORM, moment
from generator.format.fields.numbers import NUMBER_FORM
from generator.format.fields.text import PRIVATE, is_id
from generator.format.keys.goal import GoalKeys
from generator.format.keys.log import EntryKeys, ScoreKeys
from generator.format.keys.objective import ObjectiveKeys
from generator.format.keys.plan import PlanKeys
from generator.format.load import load_plan
from generator.format.parse import UNPRINTABLE, Document, Node, Scalar, parse
from generator.format.parse import Mapping as Pairs
from generator.format.parse import Sequence as List
from generator.model.plan import Plan
from generator.model.settings import Settings
from generator.text import numerals
from generator.workspace.layout import PlanSource

#: Longest line written; a longer text goes below its key.
LINE_LIMIT: Final = 120

#: What an entry may hold to stand in braces, where those above it do; words are easier to read on lines of their own.
_TERSE: Final = frozenset(
    {
        EntryKeys.date.name,
        EntryKeys.by.name,
        EntryKeys.over.name,
        EntryKeys.part.name,
        EntryKeys.scores.name,
    }
)

_PERCENTAGE: Final = "percentage"
#: The two halves of a score, by the measure that takes them.
_HALVES: Final = {
    _PERCENTAGE: (ScoreKeys.done.name, ScoreKeys.of.name),
    "before-after": (ScoreKeys.before.name, ScoreKeys.after.name),
}
_HABIT_WORDS: Final = ("yes", "partly", "no", "skip")
#: How many of how many, as a page says it, in whatever language.
_OF: Final = re.compile(r"([^\s/]+)\s+[^\W\d_]+\s+([^\s/]+)")

Words: TypeAlias = tuple[tuple[str, str], ...]
_Value: TypeAlias = "str | tuple[str, ...] | Mapping[str, _Value]"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be written down, as typed. A score may be `6/8` or `8>5` where its objective takes a pair.

    A habit's word may be its first letter. A date may be `19.1.2026`, and a number may have a comma before its decimals
    or signs between its thousands, as spreadsheets write them in many countries; `decimal` is the sign before decimals
    where something else than the number tells it. `over` is what the counts cover; `part` is `true`, or empty.
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
    decimal: str = ""
    over: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class EntryPart:
    """Where in what was typed: which entry, which key of it, and below `scores` or `helped` which word."""

    entry: int
    key: str
    word: str


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """A finding, and the part of a new entry it is about; None where it is about the plan as a whole."""

    finding: Finding
    part: EntryPart | None


class EntryError(HandrailError):
    """What was typed does not fit the plan; nothing of it has been written."""

    def __init__(self, amiss: Sequence[EntryProblem]) -> None:
        super().__init__(f"{len(amiss)} things do not fit")
        self.amiss = tuple(amiss)


@dataclass(frozen=True, slots=True)
class Added:
    """The bytes of a plan with new entries, and at which place in its log each of them stands, from 0."""

    data: bytes
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LastEntry:
    """What may be told of an entry: its date as written, if it is one, and its scores; never a word of it.

    A score is as somebody would type it, and empty where it is none.
    """

    date: str
    scores: Words


def added(
    source: PlanSource, entries: Sequence[NewEntry], settings: Settings, today: date
) -> bytes:
    """The plan with these entries in its log, as `entered` puts them there."""
    return entered(source, entries, settings, today).data


def entered(
    source: PlanSource, entries: Sequence[NewEntry], settings: Settings, today: date
) -> Added:
    """The plan with these entries in its log: by date where the log says that it is oldest first, else at its end.

    Raises EntryError for what the plan's rules find in them and for numbers that can be read in two ways, PlanError
    where the file cannot be read or changed.
    """
    if not entries:
        return Added(source.data, ())
    document = parse(source.data, source.name)
    measures = measures_of(document)
    made = _written(source, document, [_values(entry, measures) for entry in entries])
    doubts = list(_doubts(source.name, entries, measures))
    doubted = {one.part for one in doubts}
    amiss = [
        *doubts,
        *(
            one
            for one in _amiss(source, made, measures, settings, today)
            if one.part not in doubted
        ),
    ]
    if amiss:
        raise EntryError(amiss)
    return made


def _written(
    source: PlanSource, document: Document, values: Sequence[Mapping[str, _Value]]
) -> Added:
    """The plan with these values as entries, each where its date says, whether they fit the plan or not."""
    wanted = _places(document, [str(value.get(EntryKeys.date.name, "")) for value in values])
    order = sorted(range(len(values)), key=wanted.__getitem__)
    items = [_item(values[n]) for n in order]
    data = with_items(
        source.data, source.name, PlanKeys.progress.name, items, [wanted[n][0] for n in order]
    )
    numbers = {n: wanted[n][0] + before for before, n in enumerate(order)}
    written = items_of(parse(data, source.name), PlanKeys.progress.name)
    if any(content_of(written[numbers[n]]) != _told(value) for n, value in enumerate(values)):
        hint = "write this entry by hand, and put each of its texts in double quotes"
        raise PlanError(
            [Finding(Place(source.name), "an entry here would read otherwise", "by-hand", hint)]
        )
    return Added(data, tuple(numbers[n] for n in range(len(values))))


def _places(document: Document, dates: Sequence[str]) -> list[tuple[int, str]]:
    """Before which entry of the log each of these dates belongs, and what it sorts by beside others at that place.

    All stand at the end, as they come, where the log does not say that it is oldest first, or is not.
    """
    known = [
        _sortable(_word(_pairs(item).get(EntryKeys.date.name)))
        for item in items_of(document, PlanKeys.progress.name)
    ]
    if (
        not is_oldest_first(document, PlanKeys.progress.name)
        or "" in known
        or known != sorted(known)
    ):
        return [(len(known), "")] * len(dates)
    return [
        (bisect_right(known, date), date) for date in (_sortable(date) or _LAST for date in dates)
    ]


#: Sorts after every date.
_LAST: Final = "~"


def _sortable(date: str) -> str:
    """A date and time in a form that sorts as time does; nothing for what is none."""
    known = moment(date)
    return f"{known.replace('T', ' ')} 00:00"[:16] if MOMENT_FORM.fullmatch(known) else ""


def _amiss(
    source: PlanSource, made: Added, measures: Mapping[str, str], settings: Settings, today: date
) -> Iterator[EntryProblem]:
    """What the plan's rules find after the change and did not find before."""
    found = findings_in(PlanSource(source.name, made.data), settings, today)
    known = Counter(map(_saying, findings_in(source, settings, today) if found else ()))
    document = parse(made.data, source.name)
    for finding in found:
        known[_saying(finding)] -= 1
        if known[_saying(finding)] < 0:
            part = _part_of(document, finding, made.places)
            measure = (
                measures.get(part.word, "") if part and part.key == EntryKeys.scores.name else ""
            )
            yield EntryProblem(_in_words_of(measure, finding), part)


def _in_words_of(measure: str, finding: Finding) -> Finding:
    """A finding about a score that is none, with what this measure takes; who reads a file does not know that."""
    if not measure or finding.code != "not-a-number":
        return finding
    if measure == "habit":
        hint = f"write {', '.join(_HABIT_WORDS[:-1])} or {_HABIT_WORDS[-1]}"
        return replace(finding, sentence="a word of a habit is expected here", hint=hint)
    return replace(
        finding, sentence="a number is expected here", hint="write a number such as 4 or 2.5"
    )


#: The finding for a number that can be read in two ways.
_TWO_WAYS: Final = "two-readings"


def _doubts(
    file: str, entries: Sequence[NewEntry], measures: Mapping[str, str]
) -> Iterator[EntryProblem]:
    """The numbers that can be read in two ways, with each reading as somebody can write it so that it is sure."""
    typed = [
        (number, _clean(id), half, entry.decimal)
        for number, entry in enumerate(entries)
        for id, words in entry.scores
        for half in _halves(_clean(words), measures.get(_clean(id), ""))
    ]
    below_one = {
        id for _, id, half, decimal in typed if 0 < _share(half, decimal, measures.get(id, "")) < 1
    }
    for number, id, half, decimal in typed:
        share, read = (
            _share(half, decimal, measures.get(id, "")),
            numerals.read_number(half, decimal),
        )
        if isinstance(read, numerals.TwoReadings):
            one, other = read.whole, read.decimals
        elif id in below_one and 0 < share <= 1:
            one, other = f"{share * 100:g}", f"{share:g}%"
        else:
            continue
        finding = Finding(
            Place(file), f"{half} can mean {one} or {other}", _TWO_WAYS, f"write {one}, or {other}"
        )
        yield EntryProblem(finding, EntryPart(number, EntryKeys.scores.name, id))


def _share(typed: str, decimal: str, measure: str) -> float:
    """A score of a percentage without its sign, as a number; 0 for anything else."""
    number = _number(typed, decimal) if measure == _PERCENTAGE else ""
    return float(number) if NUMBER_FORM.fullmatch(number) else 0.0


def without_entries(source: PlanSource, numbers: Collection[int]) -> bytes:
    """The plan without the entries at these places in the file, from 0. Raises PlanError where that cannot be done."""
    return without(source.data, source.name, PlanKeys.progress.name, numbers)


def told_entries(document: Document) -> tuple[LastEntry, ...]:
    """What all entries in the file hold, in their order."""
    return tuple(_last_entry(_pairs(item)) for item in items_of(document, PlanKeys.progress.name))


def sayings(document: Document) -> tuple[bytes, ...]:
    """All that each entry in the file says, however it is written, to be digested; never to be shown or kept."""
    return tuple(
        _stable(_mark(content_of(item))).encode()
        for item in items_of(document, PlanKeys.progress.name)
    )


def _last_entry(values: Mapping[str, Node]) -> LastEntry:
    date = _word(values.get(EntryKeys.date.name))
    scores = _pairs(values.get(EntryKeys.scores.name)).items()
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
    """Those that the log does not have, in their order.

    Of entries that say the same, the n-th is new while the log has fewer than n: twice on one day is two. Other words
    make another entry.
    """
    measures = measures_of(document)
    there = Counter(_mark(content_of(item)) for item in items_of(document, PlanKeys.progress.name))
    new = []
    for entry in entries:
        mark = _mark(_told(_values(entry, measures)))
        there[mark] -= 1
        if there[mark] < 0:
            new.append(entry)
    return tuple(new)


def lookalikes(document: Document, entries: Iterable[NewEntry]) -> tuple[NewEntry, ...]:
    """Those that differ in nothing but their words from an entry that the log has."""
    measures = measures_of(document)
    there = {
        _mark_of_scores(content_of(item)) for item in items_of(document, PlanKeys.progress.name)
    }
    return tuple(
        one
        for one in entries
        if one.scores and _mark_of_scores(_told(_values(one, measures))) in there
    )


def _mark_of_scores(told: object) -> frozenset[object]:
    """By what two entries look alike: the day, who it was, and the scores."""
    looked_at = (EntryKeys.date.name, EntryKeys.by.name, EntryKeys.scores.name)
    return (
        _mark(tuple(pair for pair in told if pair[0] in looked_at))
        if isinstance(told, tuple)
        else frozenset()
    )


def measures_of(document: Document) -> dict[str, str]:
    """What each objective is measured by, as the file says, by id; also of a file that is wrong elsewhere."""
    goals = _pairs(document.root).get(PlanKeys.goals.name)
    places = [document.root, *(goals.items if isinstance(goals, List) else ())]
    found = {}
    for place in places:
        objectives = _pairs(place).get(GoalKeys.objectives.name)
        for id, objective in _pairs(objectives).items():
            measure = _pairs(objective).get(ObjectiveKeys.measure.name)
            found[id] = measure.text.strip() if isinstance(measure, Scalar) else ""
    return found


def _pairs(node: Node | None) -> dict[str, Node]:
    """The values of a map by key; none of anything else."""
    return {key.text: value for key, value in node.pairs} if isinstance(node, Pairs) else {}


# ---- an entry as values


def _values(entry: NewEntry, measures: Mapping[str, str]) -> dict[str, _Value]:
    """What will stand in the file, by key, in the order of the format; nothing that is empty."""
    scores = {
        _clean(id): _score(_clean(typed), measures.get(id, ""), entry.decimal)
        for id, typed in entry.scores
    }
    values: dict[str, _Value] = {
        EntryKeys.date.name: moment(_clean(entry.date)),
        EntryKeys.by.name: _clean(entry.by),
        EntryKeys.over.name: _covered(entry.over),
        EntryKeys.part.name: _clean(entry.part).lower(),
        EntryKeys.scores.name: scores,
        EntryKeys.note.name: _clean(entry.note),
        EntryKeys.trigger.name: tuple(filter(None, map(_clean, entry.trigger))),
        EntryKeys.response.name: tuple(filter(None, map(_clean, entry.response))),
        EntryKeys.helped.name: {_clean(words): _clean(much) for words, much in entry.helped},
        EntryKeys.celebrate.name: _clean(entry.celebrate),
        PRIVATE: _clean(entry.private),
    }
    return {key: value for key, value in values.items() if value}


def _covered(typed: str) -> str:
    """What an entry covers, as the file has it: a day, `last week` or a stretch."""
    words = " ".join(_clean(typed).split())
    return moment(words) if words[:1].isdigit() else words.lower()


def _clean(text: str) -> str:
    """The text with one kind of line end, and without the white space around it."""
    return re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text).strip()


def _score(typed: str, measure: str, decimal: str) -> _Value:
    """A score as the file has it: a whole word, a point in a number, and a pair where the measure takes one."""
    if measure == "habit":
        return next((word for word in _HABIT_WORDS if typed == word[0]), typed)
    halves = _halves(typed, measure)
    if len(halves) < 2:
        (number,) = halves
        return _number(
            number.removesuffix("%").rstrip() if measure == _PERCENTAGE else number, decimal
        )
    pairs = zip(_HALVES[measure], halves, strict=True)
    return {name: _number(half, decimal) for name, half in pairs if half} or typed


def _halves(typed: str, measure: str) -> list[str]:
    """The numbers of a score: two where its measure takes a pair and a pair was typed, else one."""
    if measure not in _HALVES:
        return [typed]
    if measure == _PERCENTAGE and (found := _OF.fullmatch(typed)):
        return [found[1], found[2]]
    return [
        half.strip()
        for half in re.split("/" if measure == _PERCENTAGE else "[/>]", typed, maxsplit=1)
    ]


def _number(typed: str, decimal: str) -> str:
    number = numerals.read_number(typed, decimal)
    return number if isinstance(number, str) else typed


def _told(value: _Value) -> object:
    """What a value says once it is read again."""
    if isinstance(value, Mapping):
        return tuple((key, _told(one)) for key, one in value.items())
    return value if isinstance(value, str) else list(value)


def _mark(told: object) -> frozenset[object]:
    """By what an entry is known again: all that it says, each day and number in one form, in whatever order."""
    values = dict(told) if isinstance(told, tuple) else {}
    return frozenset((key, _known_by(key, value)) for key, value in values.items() if value)


def _known_by(key: str, told: object) -> object:
    if key in (EntryKeys.date.name, EntryKeys.over.name):
        return moment(str(told))
    if key in (EntryKeys.scores.name, EntryKeys.helped.name):
        return _by_value(told)
    if key in (EntryKeys.trigger.name, EntryKeys.response.name) and isinstance(told, str):
        return (told,)
    return tuple(map(str, told)) if isinstance(told, list) else told


def _by_value(told: object) -> object:
    """Numbers as numbers, so that 2 and 2.0 are the same; pairs in whatever order."""
    if isinstance(told, tuple):
        return frozenset((name, _by_value(value)) for name, value in told)
    if isinstance(told, list):
        return tuple(map(_by_value, told))
    return float(told) if isinstance(told, str) and NUMBER_FORM.fullmatch(told) else told


def _stable(mark: object) -> str:
    """What an entry is known by as words that are the same in every run."""
    if isinstance(mark, frozenset):
        return f"{{{', '.join(sorted(map(_stable, mark)))}}}"
    return f"({', '.join(map(_stable, mark))})" if isinstance(mark, tuple) else repr(mark)


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
        pairs = (
            f"{_text(name, '{@: b}')}: {_words(one, 'a: {b: @, c: d}')}"
            for name, one in value.items()
        )
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
    return (
        quoted
        if needs_quotes or not _reads_alike(frame.replace("@", text), frame.replace("@", quoted))
        else text
    )


def _reads_alike(words: str, wanted: str) -> bool:
    try:
        return content_of(parse(words.encode(), "").root) == content_of(
            parse(wanted.encode(), "").root
        )
    except PlanError:
        return False


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + UNPRINTABLE.sub(lambda sign: f"\\U{ord(sign[0]):08x}", escaped) + '"'


# ---- findings


def findings_in(source: PlanSource, settings: Settings, today: date) -> tuple[Finding, ...]:
    """What is wrong in a plan file; nothing is asked of keys and links."""
    read = load_plan(source, settings, today, None)
    return () if isinstance(read, Plan) else read.findings


def _saying(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.sentence


def _part_of(document: Document, finding: Finding, places: Sequence[int]) -> EntryPart | None:
    """The part of the new entries that a finding is about; they stand at these places of the log."""
    items = items_of(document, PlanKeys.progress.name)
    at = (finding.place.line, finding.place.column)
    begun = [number for number, item in enumerate(items) if (item.line, item.column) <= at]
    after = [name for name, _ in document.root.pairs if name.text != PlanKeys.progress.name]
    if (
        not begun
        or begun[-1] not in places
        or any((items[0].line, 0) < (name.line, 0) <= at for name in after)
    ):
        return None
    entry = places.index(begun[-1])
    if (
        finding.code == "missing-key"
    ):  # it lies at the entry's first key, and a date is all that an entry needs
        return EntryPart(entry, EntryKeys.date.name, "")
    key, value = _last_before(items[begun[-1]], at)
    word = (
        _last_before(value, at)[0]
        if key in (EntryKeys.scores.name, EntryKeys.helped.name) and value is not None
        else ""
    )
    return EntryPart(entry, key, word)


def _last_before(node: Node, at: tuple[int, int]) -> tuple[str, Node | None]:
    """The last pair of a map that begins at a place or before it."""
    pairs = node.pairs if isinstance(node, Pairs) else ()
    begun = [(key.text, value) for key, value in pairs if (key.line, key.column) <= at]
    return begun[-1] if begun else ("", None)

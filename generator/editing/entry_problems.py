"""Entry problems: what does not fit the plan in new entries, and the part of an entry that each is about.

In: the plan before and after the change, and what was typed. Out: an `EntryProblem` for each thing that does not fit.
Touches nothing but the catalogue that validation reads. What was typed is judged by the plan's own rules, after it has
been written and before anybody keeps it: there is one set of rules for a hand and a command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.editing.entry_values import NewEntry, cleaned
from generator.editing.logged import log_of
from generator.editing.typed_scores import halves_of, typed_share
from generator.errors import Finding, HandrailError, Place
from generator.format.keys.log import EntryKeys
from generator.format.keys.plan import PlanKeys
from generator.format.load import load_plan
from generator.format.parse import Document, Node, parse
from generator.format.parse import Mapping as YamlMapping
from generator.model.plan import Plan
from generator.model.settings import Settings
from generator.text import numerals
from generator.workspace.layout import PlanSource

#: The finding for a number that can be read in two ways.
_TWO_WAYS: Final = "two-readings"
#: The keys of an entry that hold values by a word of the plan.
_BY_WORD: Final = (EntryKeys.scores.name, EntryKeys.helped.name)
#: What a hint about the file says differently to somebody who types a score.
_HINTS: Final = {
    "missing-key": "write it such as 2026-01-19",
    "not-a-pair": "write it as 8/5; 8/ or /5 while one of the two is not known",
    "not-a-percentage": "write a number from 0 to 100, or 6/8",
    "more-than-all": "write how many worked first, and then how many there were: 6/8",
    "half-a-share": "write both: 6/8",
    "control-character": "type the words again",
}


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

    def __init__(self, problems: Sequence[EntryProblem]) -> None:
        super().__init__(f"{len(problems)} things do not fit")
        self.problems = tuple(problems)


def hint_for_typed(finding: Finding, by: str) -> str:
    """The hint of a finding, for somebody who typed the score; `by` is how they say whose scores these are."""
    return _HINTS.get(finding.code, finding.hint).replace("`by:`", by)


def findings_in(
    source: PlanSource,
    settings: Settings,
    today: date,
) -> tuple[Finding, ...]:
    """What is wrong in a plan file; nothing is asked of keys and links."""
    plan = load_plan(source, settings, today, None)
    if isinstance(plan, Plan):
        return ()
    return plan.findings


# ---- by the plan's rules


def broken_rules(
    before: PlanSource,
    after: PlanSource,
    places: Sequence[int],
    *,
    settings: Settings,
    today: date,
) -> Iterator[EntryProblem]:
    """What the plan's rules find after the change and did not find before; the new entries stand at `places`."""
    found = findings_in(after, settings, today)
    if not found:
        return
    document = parse(after.data, after.name)
    for finding in _new_among(found, findings_in(before, settings, today)):
        part = _part_of(document, finding, places)
        yield EntryProblem(finding, part)


def _new_among(
    found: Sequence[Finding],
    before: Sequence[Finding],
) -> Iterator[Finding]:
    """The findings that are more than there were before of the same words, wherever these lay."""
    known = Counter(map(_sentence, before))
    for finding in found:
        known[_sentence(finding)] -= 1
        if known[_sentence(finding)] < 0:
            yield finding


def _sentence(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.sentence


def _part_of(
    document: Document,
    finding: Finding,
    places: Sequence[int],
) -> EntryPart | None:
    """The part of the new entries that a finding is about; they stand at these places of the log."""
    position = (finding.place.line, finding.place.column)
    entry = entry_at(document, position)
    if entry is None or entry not in places:
        return None
    number = places.index(entry)
    if finding.code == "missing-key":
        # It lies at the entry's first key, and a date is all that an entry needs.
        return EntryPart(number, EntryKeys.date.name, "")
    return EntryPart(number, *_key_and_word(log_of(document)[entry], position))


def _key_and_word(entry: Node, position: tuple[int, int]) -> tuple[str, str]:
    """The key of an entry at a place, and below `scores` or `helped` the word."""
    key, value = _last_before(entry, position)
    if key in _BY_WORD and value is not None:
        return key, _last_before(value, position)[0]
    return key, ""


def entry_at(document: Document, position: tuple[int, int]) -> int | None:
    """Which entry of the log a place lies in, from 0; None before the log and after it."""
    entries = log_of(document)
    begun = [n for n, entry in enumerate(entries) if (entry.line, entry.column) <= position]
    if not begun or _is_below_log(document, entries[0], position):
        return None
    return begun[-1]


def _is_below_log(
    document: Document,
    first: Node,
    position: tuple[int, int],
) -> bool:
    """Whether a place belongs to a key of the plan that stands after its log."""
    for name, _ in document.root.pairs:
        is_after = name.text != PlanKeys.progress.name and name.line > first.line
        if is_after and (name.line, 0) <= position:
            return True
    return False


def _last_before(node: Node, position: tuple[int, int]) -> tuple[str, Node | None]:
    """The last pair of a map that begins at a place or before it."""
    last: tuple[str, Node | None] = ("", None)
    if not isinstance(node, YamlMapping):
        return last
    for key, value in node.pairs:
        if (key.line, key.column) <= position:
            last = (key.text, value)
    return last


# ---- numbers that can be read in two ways


@dataclass(frozen=True, slots=True)
class _TypedNumber:
    """A number of a score: of which entry and objective, and what tells how to read it."""

    entry: int
    objective: str
    typed: str
    decimal: str
    measure: str

    @property
    def share(self) -> float:
        return typed_share(self.typed, self.measure, self.decimal)


def ambiguous_numbers(
    file: str, entries: Sequence[NewEntry], measures: Mapping[str, str]
) -> Iterator[EntryProblem]:
    """The numbers that can be read in two ways, with each reading as somebody can write it so that it is sure."""
    numbers = list(_numbers(entries, measures))
    below_one = {number.objective for number in numbers if 0 < number.share < 1}
    for number in numbers:
        readings = _readings(number, below_one)
        if readings is not None:
            part = EntryPart(number.entry, EntryKeys.scores.name, number.objective)
            yield EntryProblem(_two_ways(file, number.typed, readings), part)


def _two_ways(file: str, typed: str, readings: tuple[str, str]) -> Finding:
    one, other = readings
    sentence = f"{typed} can mean {one} or {other}"
    return Finding(Place(file), sentence, _TWO_WAYS, f"write {one}, or {other}")


def _numbers(
    entries: Sequence[NewEntry],
    measures: Mapping[str, str],
) -> Iterator[_TypedNumber]:
    for number, entry in enumerate(entries):
        for id, typed in entry.scores:
            objective = cleaned(id)
            measure = measures.get(objective, "")
            for half in halves_of(cleaned(typed), measure):
                yield _TypedNumber(number, objective, half, entry.decimal, measure)


def _readings(number: _TypedNumber, below_one: set[str]) -> tuple[str, str] | None:
    """What a number may mean; None where that is sure.

    0.4 is 40 % or 0.4 %; so is 1, where another number of the same objective is below 1.
    """
    read = numerals.read_number(number.typed, number.decimal)
    if isinstance(read, numerals.TwoReadings):
        return read.whole, read.decimals
    share = number.share
    if number.objective in below_one and 0 < share <= 1:
        return f"{share * 100:g}", f"{share:g}%"
    return None

"""Logged: the entries that the log of a plan has, and which new ones it lacks.

In: a plan file as a tree, and new entries. Out: what may be told of each entry, and the new entries that are not there.
Touches nothing.

Terms
    content      what a node says, as `content_of` gives it.
    fingerprint  all that an entry says, each day and number in one form, in whatever order; two entries with the same
                 fingerprint say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from generator.editing.entry_values import NewEntry, Words, as_content, file_values
from generator.editing.list_edit import items_of
from generator.editing.text import content_of
from generator.editing.typed_scores import in_one_line, typed_in_file
from generator.format.fields.dates import MOMENT_FORM, moment
from generator.format.fields.numbers import NUMBER_FORM
from generator.format.fields.text import is_id
from generator.format.keys.goal import GoalKeys
from generator.format.keys.log import EntryKeys
from generator.format.keys.objective import ObjectiveKeys
from generator.format.keys.plan import PlanKeys
from generator.format.parse import Document, Mapping, Node, Scalar, Sequence

#: By what two entries look alike, whatever words they hold.
_LOOKED_AT: Final = (EntryKeys.date.name, EntryKeys.by.name, EntryKeys.scores.name)
#: How many entries of a table are shown before and after an ellipsis.
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """What may be told of an entry: its date as written, if it is one, and its scores; never a word of it.

    A score is as somebody would type it, and empty where it is none.
    """

    date: str
    scores: Words


def log_of(document: Document) -> tuple[Node, ...]:
    """The entries of a plan as they stand in the file."""
    return items_of(document, PlanKeys.progress.name)


def logged_entries(document: Document) -> tuple[LoggedEntry, ...]:
    """What all entries in the file hold, in their order."""
    return tuple(map(_logged, log_of(document)))


def date_of(entry: Node) -> str:
    """The date of an entry as it is written; empty where there is none."""
    return _word(values_below(entry).get(EntryKeys.date.name))


def _logged(entry: Node) -> LoggedEntry:
    date = date_of(entry)
    if not MOMENT_FORM.fullmatch(date):
        date = ""
    scores = values_below(values_below(entry).get(EntryKeys.scores.name))
    typed = [(id, typed_in_file(score)) for id, score in scores.items() if is_id(id)]
    return LoggedEntry(date, tuple(typed))


def measures_of(document: Document) -> dict[str, str]:
    """What each objective is measured by, as the file says, by id; also of a file that is wrong elsewhere."""
    return {
        id: _word(values_below(objective).get(ObjectiveKeys.measure.name))
        for id, objective in objectives_of(document).items()
    }


def objectives_of(document: Document) -> dict[str, Node]:
    """The objectives of all goals as they stand in the file, by id."""
    places: list[Node] = [document.root]
    goals = values_below(document.root).get(PlanKeys.goals.name)
    if isinstance(goals, Sequence):
        places += goals.items
    objectives: dict[str, Node] = {}
    for place in places:
        objectives |= values_below(values_below(place).get(GoalKeys.objectives.name))
    return objectives


def values_below(node: Node | None) -> dict[str, Node]:
    """The values of a map by key; none of anything else."""
    if not isinstance(node, Mapping):
        return {}
    return {key.text: value for key, value in node.pairs}


def _word(node: Node | None) -> str:
    if not isinstance(node, Scalar):
        return ""
    return node.text.strip()


def in_brief(entries: str, new: Collection[LoggedEntry]) -> str:
    """What comes or goes: how much, from when to when, and the first and the last of it; no word of a note."""
    days = sorted(entry.date for entry in new)
    ids = dict.fromkeys(id for entry in new for id, _ in entry.scores)
    lines = [f"  {entry.date:16}  {in_one_line(entry.scores)}" for entry in new]
    first = f"{entries}, from {days[0]} to {days[-1]}: {', '.join(ids) or 'no scores'}."
    return "\n".join([first, *_first_and_last(lines)])


def _first_and_last(lines: list[str]) -> list[str]:
    """The lines at both ends, and how many stand between; a single one is shown as it is."""
    left_out = len(lines) - 2 * _SHOWN
    if left_out <= 1:
        return lines
    return [*lines[:_SHOWN], f"  … {left_out} more", *lines[-_SHOWN:]]


# ---- which entries are there


def entry_digests(document: Document) -> tuple[bytes, ...]:
    """All that each entry in the file says, however it is written, to be digested; never to be shown or kept."""
    return tuple(_stable(_fingerprint(content_of(entry))).encode() for entry in log_of(document))


def missing(
    document: Document,
    entries: Iterable[NewEntry],
) -> tuple[NewEntry, ...]:
    """Those that the log does not have, in their order.

    Of entries that say the same, the n-th is new while the log has fewer than n: twice on one day is two. Other words
    make another entry.
    """
    measures = measures_of(document)
    left = Counter(_fingerprint(content_of(entry)) for entry in log_of(document))
    new = []
    for entry in entries:
        fingerprint = _fingerprint(as_content(file_values(entry, measures)))
        left[fingerprint] -= 1
        if left[fingerprint] < 0:
            new.append(entry)
    return tuple(new)


def lookalikes(
    document: Document,
    entries: Iterable[NewEntry],
) -> tuple[NewEntry, ...]:
    """Those that differ in nothing but their words from an entry that the log has."""
    measures = measures_of(document)
    known = {_fingerprint_of_scores(content_of(entry)) for entry in log_of(document)}
    alike = []
    for entry in entries:
        content = as_content(file_values(entry, measures))
        if entry.scores and _fingerprint_of_scores(content) in known:
            alike.append(entry)
    return tuple(alike)


def _fingerprint(content: object) -> frozenset[object]:
    values = dict(content) if isinstance(content, tuple) else {}
    return frozenset((key, _in_one_form(key, value)) for key, value in values.items() if value)


def _fingerprint_of_scores(content: object) -> frozenset[object]:
    """The same of the day, who it was, and the scores alone."""
    if not isinstance(content, tuple):
        return frozenset()
    return _fingerprint(tuple(pair for pair in content if pair[0] in _LOOKED_AT))


def _in_one_form(key: str, content: object) -> object:
    if key in (EntryKeys.date.name, EntryKeys.over.name):
        return moment(str(content))
    if key in (EntryKeys.scores.name, EntryKeys.helped.name):
        return _by_value(content)
    if key in (
        EntryKeys.trigger.name,
        EntryKeys.response.name,
    ) and isinstance(content, str):
        return (content,)
    if isinstance(content, list):
        return tuple(map(str, content))
    return content


def _by_value(content: object) -> object:
    """Numbers as numbers, so that 2 and 2.0 are the same; pairs in whatever order."""
    if isinstance(content, tuple):
        return frozenset((name, _by_value(value)) for name, value in content)
    if isinstance(content, list):
        return tuple(map(_by_value, content))
    if isinstance(content, str) and NUMBER_FORM.fullmatch(content):
        return float(content)
    return content


def _stable(fingerprint: object) -> str:
    """A fingerprint as words that are the same in every run."""
    if isinstance(fingerprint, frozenset):
        return f"{{{', '.join(sorted(map(_stable, fingerprint)))}}}"
    if isinstance(fingerprint, tuple):
        return f"({', '.join(map(_stable, fingerprint))})"
    return repr(fingerprint)

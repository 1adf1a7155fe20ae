"""Compare log: which entries were added, corrected and taken out.

In: the entries of two versions. Out: a change for each that is not the same.
Touches nothing. Entries have no name and no order but their days, so those that are alike in all
they say are the same, however often the log has them; of the others, those of one day belong
together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from generator.history.changes import (
    Change,
    EntryAdded,
    EntryCorrected,
    EntryRemoved,
    Happening,
    Log,
    PrivateNoteChanged,
    Where,
)
from generator.history.days import DAY_SIGNS
from generator.history.likeness import Matching
from generator.history.outline import PRIVATE, Content, ContentFields, PrivateText, words_at

_DATE: Final = "date"
_BY: Final = "by"


def log_changes(
    log: Log, before: Sequence[ContentFields], after: Sequence[ContentFields]
) -> Iterator[Change]:
    if before == after:
        return
    matching = Matching(before, after)
    matching.by(_all_of_it)
    matching.by(_moment_and_rater)
    matching.by(_day_and_rater)
    matching.by(_all_but_its_day)
    for entry in matching.gone:
        yield EntryRemoved(log, words_at(entry, _DATE), _digest(entry))
    for old, new in matching.pairs:
        if old != new:
            yield from _corrected(log, old, new)
    for entry in matching.new:
        yield EntryAdded(log, words_at(entry, _DATE), _digest(entry))
        yield from _private_change(entry, None, entry.get(PRIVATE))


def _corrected(log: Log, old: ContentFields, new: ContentFields) -> Iterator[Change]:
    changed = tuple(key for key in {**old, **new} if old.get(key) != new.get(key))
    told = tuple(key for key in changed if key not in (_DATE, PRIVATE))
    on, now_on = words_at(old, _DATE), words_at(new, _DATE)
    if told or on != now_on:
        yield EntryCorrected(log, on, now_on, told, _digest(new))
    if PRIVATE in changed:
        yield from _private_change(new, old.get(PRIVATE), new.get(PRIVATE))


def _private_change(
    entry: ContentFields, old: Content | None, new: Content | None
) -> Iterator[PrivateNoteChanged]:
    note, happening = new, Happening.CHANGED
    if old is None:
        happening = Happening.ADDED
    elif new is None:
        note, happening = old, Happening.REMOVED
    if isinstance(note, PrivateText):
        on = words_at(entry, _DATE)
        yield PrivateNoteChanged(Where(), on, happening, note.words, note.digest.hex())


def _all_of_it(entry: ContentFields) -> str:
    return _digest(entry)


def _moment_and_rater(entry: ContentFields) -> Hashable:
    on = words_at(entry, _DATE)
    return (on, words_at(entry, _BY)) if len(on) > DAY_SIGNS else None


def _day_and_rater(entry: ContentFields) -> Hashable:
    on = words_at(entry, _DATE)
    return (on[:DAY_SIGNS], words_at(entry, _BY)) if on else None


def _all_but_its_day(entry: ContentFields) -> Hashable:
    rest = {key: content for key, content in entry.items() if key != _DATE}
    return _digest(rest) if rest else None


def _digest(entry: ContentFields) -> str:
    """Equal exactly for entries that say the same; tells nothing of what they say."""
    said = json.dumps(entry, sort_keys=True, default=_for_digest)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _for_digest(content: object) -> str:
    assert isinstance(content, PrivateText)
    return content.digest.hex()

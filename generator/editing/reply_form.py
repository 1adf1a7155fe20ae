"""Reply form: what a client's reply says, as a value, or what about it no page writes.

In: the JSON in a reply. Out: a `Reply`, whose entries have the form of a plan file; or a `ReplyFormError`.
Touches nothing. Whether it fits the plan is judged later, by the plan's own rules. No message repeats what stands in
a reply: a stranger may have written it. Section names refer to docs/FORMAT.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.editing.entry_values import EntryValue, cleaned
from generator.editing.step_edit import TickedStep
from generator.editing.typed_scores import HABIT_WORDS
from generator.errors import HandrailError
from generator.format.fields.numbers import NUMBER_FORM
from generator.format.fields.text import TEXT_LIMIT, is_id
from generator.format.keys.log import EntryKeys, ScoreKeys

#: Most entries of one reply: two a day for a month.
ENTRY_LIMIT: Final = 62

_VERSION: Final = "1"
_ID: Final = re.compile(r"[0-9a-f]{32}")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT: Final = re.compile(rf"{_DAY.pattern}( \d{{2}}:\d{{2}})?", re.ASCII)
_STEP: Final = re.compile(r"([a-z][a-z0-9-]*)/([1-9]\d{0,2})", re.ASCII)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_STEPS: Final = "steps"


class ReplyFormError(HandrailError):
    """A reply that was opened and holds what no page writes."""

    def __init__(self, what: str) -> None:
        super().__init__(f"this reply does not hold what a page writes: {what}")


@dataclass(frozen=True, slots=True)
class Reply:
    """What was written on a page: `entries` by key as they will stand in the plan file, and steps that were done.

    An entry of which nothing but steps is told is not among `entries`.
    """

    id: str
    made: str
    entries: tuple[Mapping[str, EntryValue], ...]
    steps: tuple[TickedStep, ...]


def reply_of(text: str) -> Reply:
    """The reply in this JSON. Raises ReplyFormError. The JSON of a reply."""
    top = _record(_json(text), ("v", "id", "made", "entries"), ())
    if _number(top["v"]) != _VERSION:
        raise ReplyFormError("it is of a later version; update Handrail")
    id, made, listed = _text(top["id"]), _text(top["made"]), _list(top["entries"])
    if not _ID.fullmatch(id) or not _DAY.fullmatch(made):
        raise ReplyFormError("its id or its day is none")
    if not 1 <= len(listed) <= ENTRY_LIMIT:
        raise ReplyFormError(f"it has no entry, or more than {ENTRY_LIMIT}")
    entries, steps = [], []
    for one in listed:
        record = _record(one, (EntryKeys.date.name,), (*_VALUES, _STEPS))
        values = _values(record)
        if values.keys() - {EntryKeys.date.name, EntryKeys.by.name}:
            entries.append({**values, EntryKeys.reply.name: id})
        steps += _steps(record)
    return Reply(id, made, tuple(entries), tuple(dict.fromkeys(steps)))


# ---- JSON, strictly


@dataclass(frozen=True, slots=True)
class _JsonNumber:
    """A number as it was written."""

    text: str


def _json(text: str) -> object:
    try:
        return json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_int=_JsonNumber,
            parse_float=_JsonNumber,
            parse_constant=_refuse_constant,
        )
    except (ValueError, RecursionError):
        # Without its cause: that one holds the text.
        raise ReplyFormError("it is no JSON") from None


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise ReplyFormError("a key stands twice")
    return record


def _refuse_constant(_name: str) -> object:
    raise ReplyFormError("a number is none")


def _record(value: object, needed: Sequence[str], optional: Sequence[str]) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ReplyFormError("a record is something else")
    if not value.keys() >= {*needed} or not value.keys() <= {*needed, *optional}:
        raise ReplyFormError("a key is missing, or is one that no page writes")
    return value


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise ReplyFormError("a list is something else")
    return value


def _text(value: object) -> str:
    """A text as a plan may have it, with one kind of line end."""
    if not isinstance(value, str) or _SURROGATE.search(value):
        raise ReplyFormError("a text is something else")
    if len(value) > TEXT_LIMIT:
        raise ReplyFormError(f"a text has more than {TEXT_LIMIT:,} signs")
    return cleaned(value)


def _number(value: object) -> str:
    if not isinstance(value, _JsonNumber) or not NUMBER_FORM.fullmatch(value.text):
        raise ReplyFormError("a number is something else")
    return value.text


# ---- an entry


def _values(record: Mapping[str, object]) -> dict[str, EntryValue]:
    """What will stand in the file, by key, in the order of the format; nothing that is empty."""
    values = {key: read(record[key]) for key, read in _VALUES.items() if key in record}
    return {key: value for key, value in values.items() if value}


def _moment(value: object) -> str:
    text = _text(value)
    if not _MOMENT.fullmatch(text):
        raise ReplyFormError("a day is none")
    return text


def _id(value: object) -> str:
    text = _text(value)
    if not is_id(text):
        raise ReplyFormError("an id is none")
    return text


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for text in map(_text, _list(value)) if text)


def _by_id(value: object) -> dict[str, EntryValue]:
    if not isinstance(value, dict):
        raise ReplyFormError("a record is something else")
    return {_id(id): _score(score) for id, score in value.items()}


def _score(value: object) -> EntryValue:
    if isinstance(value, dict):
        return _pair(value)
    if isinstance(value, str):
        if value not in HABIT_WORDS:
            raise ReplyFormError("a score is none")
        return value
    return _number(value)


def _pair(value: Mapping[str, object]) -> EntryValue:
    """So many of so many; or before and after, of which one may be open."""
    done, of = ScoreKeys.done.name, ScoreKeys.of.name
    if value.keys() == {done, of}:
        return {key: _number(value[key]) for key in (done, of)}
    known = [key for key in (ScoreKeys.before.name, ScoreKeys.after.name) if key in value]
    if not known or len(known) < len(value):
        raise ReplyFormError("a score is none")
    return {key: _number(value[key]) for key in known}


def _helped(value: object) -> dict[str, EntryValue]:
    if not isinstance(value, dict):
        raise ReplyFormError("a record is something else")
    helped: dict[str, EntryValue] = {_text(what): _number(much) for what, much in value.items()}
    if len(helped) < len(value) or "" in helped:
        raise ReplyFormError("what helped has no words, or stands twice")
    return helped


#: How each value is read, in the order of the format.
_VALUES: Final[Mapping[str, Callable[[object], EntryValue]]] = {
    EntryKeys.date.name: _moment,
    EntryKeys.by.name: _id,
    EntryKeys.situation.name: _text,
    EntryKeys.scores.name: _by_id,
    EntryKeys.note.name: _text,
    EntryKeys.trigger.name: _texts,
    EntryKeys.strength.name: _number,
    EntryKeys.response.name: _texts,
    EntryKeys.helped.name: _helped,
    EntryKeys.celebrate.name: _text,
}


def _steps(record: Mapping[str, object]) -> list[TickedStep]:
    """The steps that an entry ticks off, each on the entry's day."""
    day = _moment(record[EntryKeys.date.name])[: len("2026-01-19")]
    ticked = []
    for one in _list(record.get(_STEPS, [])):
        found = _STEP.fullmatch(_text(one))
        if found is None:
            raise ReplyFormError("a step is none")
        ticked.append(TickedStep(found[1], int(found[2]), day))
    return ticked

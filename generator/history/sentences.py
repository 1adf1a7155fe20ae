"""Sentences: what became of a plan, said to the therapist.

In: changes, and the year that they are told in, which their days need not repeat. Out: sentences, in
the order of the changes; entries that were added at one time are one sentence.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from generator.history.changes import (
    Change,
    EntryAdded,
    EntryCorrected,
    EntryRemoved,
    FactChanged,
    FileRenamed,
    Happening,
    IdRenamed,
    Log,
    ObjectiveMoved,
    OrderChanged,
    PartAdded,
    PartRemoved,
    PlanBegun,
    PlanDeleted,
    PlanRestored,
    PlanUnreadable,
    PrivateNoteChanged,
    Reworded,
    StepDone,
    StepReopened,
    Where,
)
from generator.history.days import day_in, said_day, said_span, with_days_said
from generator.history.labels import a_line, entry_label, label, lines

_PLAN_STATUS: Final = {
    "draft": "The plan is a draft now, without a page.",
    "active": "The plan is active.",
    "on-hold": "The plan was paused.",
    "completed": "The plan was completed.",
    "revoked": "The plan was ended, and its page with it.",
}
#: What became of a goal; `{}` is the goal.
_LIFECYCLE: Final = {
    "proposed": "{} was proposed.",
    "planned": "{} was planned.",
    "accepted": "{} was agreed on.",
    "active": "{} is worked on.",
    "on-hold": "{} was paused.",
    "completed": "{} was reached.",
    "cancelled": "{} was set aside.",
    "rejected": "{} was not agreed on.",
}
_ACCESS: Final = {
    "link": "The page opens by its link alone.",
    "words": "The page asks for six words beside its link.",
    "public": "The page is public: anyone can open it.",
    "none": "The plan has no page any more.",
}
_STEP_STATUS: Final = {
    "not-started": "has not been started",
    "scheduled": "has a day",
    "in-progress": "was begun",
    "on-hold": "was paused",
    "completed": "was done",
    "cancelled": "was set aside",
    "stopped": "was stopped",
}
#: What is not said in a key's own words.
_UID: Final = "The plan has another uid, and with it another link."
#: Keys whose values grow and shrink, so that they move.
_MOVING: Final = frozenset(
    {
        *("target", "baseline", "importance", "confidence", "planned", "min", "max", "aim"),
        *("start", "end", "for", "every", "due", "until", "from", "expected_every"),
    }
)
#: Keys of which there are other values, not other wordings.
_NO_TEXTS: Final = frozenset(
    {
        *("name", "contact", "when", "unit", "key", "replaces", "by", "expressed_by", "id", "hold"),
        *("target", "baseline", "levels", "anchors", "between"),
    }
)


def change_sentences(changes: Iterable[Change], year: int) -> tuple[str, ...]:
    said: list[str] = []
    for _, alike in groupby(changes, _told_together):
        said += _of_group(list(alike), year)
    return tuple(said)


def _told_together(change: Change) -> object:
    """Equal for changes in a row that are one sentence."""
    match change:
        case EntryAdded(log=log) | EntryRemoved(log=log):
            return change.kind, log
        case PartAdded(where=where, what=what, words=None) if what != "people":
            return change.kind, where, what
        case PartRemoved(where=where, what=what, words=None) if what != "people":
            return change.kind, where, what
        case EntryCorrected(log=log, keys=keys):
            return change.kind, log, keys, change.on == change.now_on
        case PrivateNoteChanged(words=None, on=str(), happening=happening):
            return change.kind, happening
        case _:
            return id(change)


def _of_group(alike: Sequence[Change], year: int) -> Iterator[str]:
    first = alike[0]
    if len(alike) == 1:
        yield _sentence(first, year)
        return
    count = len(alike)
    match first:
        case EntryAdded(log=log):
            yield f"{count} {_several(log)} were added{_on_days(alike, year)}."
        case EntryRemoved(log=log):
            yield f"{count} {_several(log)} were taken out{_on_days(alike, year)}."
        case PartAdded(where=where, what=what):
            yield f"{count} {lines(what)}{_in(where)} were added."
        case PartRemoved(where=where, what=what):
            yield f"{count} {lines(what)}{_in(where)} were taken out."
        case EntryCorrected(log=log, keys=keys, on=on, now_on=now_on):
            what = _listed([entry_label(key) for key in keys])
            corrected = f"{count} {_several(log)} were corrected{_on_days(alike, year)}: {what}."
            moved = f"{count} {_several(log)} have other days now{_on_days(alike, year)}."
            if on != now_on:
                yield moved
            if keys:
                yield corrected
        case PrivateNoteChanged(happening=happening):
            yield f"{count} private notes were {happening}{_on_days(alike, year)}."


def _on_days(changes: Sequence[Change], year: int) -> str:
    days = [_day(change) for change in changes]
    known = [day for day in days if day is not None]
    if not known:
        return ""
    return f", {said_span(known, year)}"


def _day(change: Change) -> date | None:
    return day_in(getattr(change, "on", None) or "")


def _sentence(change: Change, year: int) -> str:
    match change:
        case FactChanged():
            return _fact(change, year)
        case PartAdded():
            return _added(change)
        case PartRemoved():
            return _removed(change)
        case Reworded():
            return _reworded(change)
        case IdRenamed(where=where, what=what, before=before, after=after):
            who = f"“{where.objective}”" if where.objective else f"One of the {what}"
            return f"{who} has the id {after} now, in place of {before}."
        case ObjectiveMoved(where=where, from_goal=goal):
            return f"“{where.objective}” moved from the goal “{goal}” to “{where.goal}”."
        case OrderChanged(where=where, what=what):
            return f"The {lines(what)}{_in(where)} stand in another order."
        case StepDone(where=where, on=on):
            return f"A step was done{_of(where)}{_when(on, year)}."
        case StepReopened(where=where):
            return f"A step is open again{_of(where)}."
        case EntryAdded(log=log, on=on):
            return f"{_one(log)}{_from_day(on, year)} was added."
        case EntryRemoved(log=log, on=on):
            return f"{_one(log)}{_from_day(on, year)} was taken out."
        case EntryCorrected():
            return _corrected(change, year)
        case PrivateNoteChanged():
            return _private(change, year)
        case PlanBegun():
            return f"The plan was begun{_with_what(change)}."
        case PlanDeleted():
            return "The plan's file was deleted."
        case PlanRestored():
            return "The plan's file was brought back."
        case PlanUnreadable():
            return (
                "This version cannot be read as a plan; the next one that can tells what changed."
            )
        case FileRenamed(before=before, after=after):
            return f"The file was renamed from {before} to {after}."


# ---- facts


def _fact(change: FactChanged, year: int) -> str:
    return _own_words(change) or _in_label(change, year)


def _own_words(change: FactChanged) -> str | None:
    """What has a sentence of its own; None for most."""
    match change.keys:
        case ("uid",):
            return "The plan got a uid." if change.happening is Happening.ADDED else _UID
        case ("status",):
            return _PLAN_STATUS.get(change.after or "active")
        case ("lifecycle",):
            goal = f"The goal “{change.where.goal}”"
            return _LIFECYCLE.get(change.after or "active", "{} has another status.").format(goal)
        case ("share", "access"):
            return _ACCESS.get(change.after or "link")
        case ("share", "generation"):
            return "The link was renewed; the one before it stops."
        case ("steps", "status") if change.after in _STEP_STATUS:
            return f"The step{_in_quotes(change.where)} {_STEP_STATUS[change.after]}."
        case ("agreed", "status") if change.after:
            return f"An agreement{_in(change.where)} says {change.after} now."
        case _:
            return None


def _in_label(change: FactChanged, year: int) -> str:
    what = _capital(f"{label(change.keys)}{_about(change)}")
    before, after = _value(change.before, year), _value(change.after, year)
    counted = f" {change.counted}" if change.counted else ""
    if change.happening is Happening.REMOVED:
        return f"{what} was taken out."
    if change.happening is Happening.ADDED:
        return f"{what} is {after}{counted}." if after else f"{what} was written down."
    if before == after and after:
        return f"{what} was changed."
    if after is None:
        return f"{what} was {_how_changed(change.keys[-1])}."
    if before is None:
        return f"{what} is {after} now."
    if change.keys[-1] in _MOVING:
        return f"{what} moved from {before} to {after}{counted}."
    return f"{what} is {after} now, no longer {before}."


def _how_changed(key: str) -> str:
    """What became of a value that is not quoted."""
    return "changed" if key in _NO_TEXTS else "reworded"


def _value(text: str | None, year: int) -> str | None:
    return with_days_said(text, year) if text else None


def _about(change: FactChanged) -> str:
    """What a value belongs to: somebody by id, else the place."""
    if change.keys[0] == "people" and len(change.keys) == 3:
        return f" of {change.keys[1]}"
    if change.keys[0] in ("sections", "silence", "publish_anyway", "measures"):
        return f" below “{change.keys[0].replace('_', ' ')}”"
    return _in(change.where)


# ---- parts


def _added(change: PartAdded) -> str:
    if change.what == "people":
        return f"{change.words} joined the plan."
    return f"{_capital(a_line(change.what))}{_to(change.where)} was added{_quoted(change.words)}."


def _removed(change: PartRemoved) -> str:
    if change.what == "people":
        return f"{change.words} left the plan."
    return (
        f"{_capital(a_line(change.what))}{_to(change.where)} was taken out{_quoted(change.words)}."
    )


def _reworded(change: Reworded) -> str:
    what = f"{_capital(a_line(change.what))}{_to(change.where)} was reworded"
    if change.before is None or change.after is None or change.before == change.after:
        return f"{what}."
    return f"{what}: “{change.before}” is now “{change.after}”."


def _quoted(words: str | None) -> str:
    return f": “{words}”" if words else ""


# ---- the logs


def _one(log: Log) -> str:
    return "An entry" if log is Log.PROGRESS else "A review"


def _several(log: Log) -> str:
    return "entries" if log is Log.PROGRESS else "reviews"


def _from_day(on: str | None, year: int) -> str:
    day = day_in(on or "")
    return f" of {said_day(day, year)}" if day else ""


def _corrected(change: EntryCorrected, year: int) -> str:
    entry = f"{_one(change.log)}{_from_day(change.on, year)}"
    what = _listed([entry_label(key) for key in change.keys])
    if change.on == change.now_on:
        return f"{entry} was corrected: {what}."
    now = with_days_said(change.now_on, year) or "another day"
    if what:
        return f"{entry} is of {now} now, and was corrected: {what}."
    return f"{entry} is of {now} now."


def _private(change: PrivateNoteChanged, year: int) -> str:
    place = f" in the entry{_from_day(change.on, year)}" if change.on else _in(change.where)
    words = change.words
    if words is None or change.happening is Happening.REMOVED:
        return f"A private note{place} was {change.happening}."
    return f"A private note{place} was {change.happening}: {' '.join(words.split())}"


def _with_what(change: PlanBegun) -> str:
    counts = (
        (change.goals, "goal", "goals"),
        (change.objectives, "objective", "objectives"),
        (change.entries, "entry", "entries"),
    )
    named = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    return f" with {_listed(named)}" if named else ""


# ---- places


def _in(where: Where) -> str:
    """Behind a thing, what it belongs to; nothing where that is the plan."""
    if where.item:
        return f" of “{where.item}”"
    if where.objective:
        return f" of “{where.objective}”"
    if where.goal:
        return f" of the goal “{where.goal}”"
    return ""


def _to(where: Where) -> str:
    """As `_in`, for a line of a list."""
    if where.objective:
        return f" of “{where.objective}”"
    if where.goal:
        return f" of the goal “{where.goal}”"
    return ""


def _in_quotes(where: Where) -> str:
    return f" “{where.item}”" if where.item else ""


def _of(where: Where) -> str:
    """A step by its words."""
    return f": “{where.item}”" if where.item else _in(where)


def _when(on: str | None, year: int) -> str:
    day = day_in(on or "")
    return f", {said_day(day, year)}" if day else ""


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""Compare: what is different between two versions of a plan.

In: two outlines. Out: every change, the plan's first, then goal by goal, then its logs.
Touches nothing. The same in another order of keys, another layout or another way to write it is no
change. What was reworded, renamed or moved is told as that, never as gone and new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.history.changes import (
    Change,
    FactChanged,
    Happening,
    IdRenamed,
    Log,
    ObjectiveMoved,
    OrderChanged,
    PartAdded,
    PartRemoved,
    PlanBegun,
    PrivateNoteChanged,
    Reworded,
    StepDone,
    StepReopened,
    Where,
)
from generator.history.compare_log import log_changes
from generator.history.ids import with_new_ids
from generator.history.likeness import Matching
from generator.history.list_lines import known_beside, line_words
from generator.history.outline import (
    Content,
    ContentFields,
    GoalOutline,
    Outline,
    PrivateText,
    words_at,
)
from generator.history.quotable import counted_in, quotable_value
from generator.text.full_stop import without_full_stop

#: Longest that words of a goal or a step are quoted, in signs.
_QUOTED_SIGNS: Final = 70
#: Keys whose content is one value, though it is written with keys of its own.
_WHOLE_VALUES: Final = frozenset({"baseline", "target"})
#: Lists whose lines may be quoted: what one wants to do, in words that both have agreed on.
_QUOTED_LISTS: Final = frozenset({"steps", "strategies", "approach", "phases"})
_STEPS: Final = "steps"


def begun(outline: Outline) -> PlanBegun:
    """The first version as one change."""
    objectives = sum(len(goal.objectives) for goal in outline.goals)
    return PlanBegun(len(outline.goals), objectives, len(outline.entries))


def changes_between(before: Outline, after: Outline) -> tuple[Change, ...]:
    """Every change on the way from one version to the next; empty where they mean the same."""
    if before == after:
        return ()
    renamed = _renamed_ids(before, after)
    return tuple(_all_changes(with_new_ids(before, renamed), after, renamed))


# ---- ids


def _renamed_ids(before: Outline, after: Outline) -> tuple[IdRenamed, ...]:
    """The ids of objectives and people that are others now."""
    return (*_renamed_objectives(before, after), *_renamed_people(before, after))


def _renamed_objectives(before: Outline, after: Outline) -> Iterator[IdRenamed]:
    matching = Matching(_objectives(before), _objectives(after))
    matching.by(lambda one: one[0])
    matching.by(lambda one: words_at(one[1], "objective") or None)
    matching.by_likeness(lambda one: words_at(one[1], "objective"))
    for (id, _), (new_id, objective) in matching.pairs:
        if id != new_id:
            yield IdRenamed(Where(None, _objective_words(objective)), "objectives", id, new_id)


def _renamed_people(before: Outline, after: Outline) -> Iterator[IdRenamed]:
    matching = Matching(before.people.items(), after.people.items())
    matching.by(lambda one: one[0])
    matching.by(lambda one: words_at(one[1], "name") or None)
    for (id, _), (new_id, _person) in matching.pairs:
        if id != new_id:
            yield IdRenamed(Where(), "people", id, new_id)


def _objectives(outline: Outline) -> list[tuple[str, ContentFields]]:
    return [one for goal in outline.goals for one in goal.objectives.items()]


# ---- the plan


def _all_changes(
    before: Outline, after: Outline, renamed: tuple[IdRenamed, ...]
) -> Iterator[Change]:
    yield from _fields(Where(), before.fields, after.fields)
    yield from (one for one in renamed if one.what == "people")
    yield from _people(before, after)
    yield from _goals(before, after)
    yield from (one for one in renamed if one.what == "objectives")
    yield from log_changes(Log.PROGRESS, before.entries, after.entries)
    yield from log_changes(Log.REVIEWS, before.reviews, after.reviews)


def _people(before: Outline, after: Outline) -> Iterator[Change]:
    for id in {**before.people, **after.people}:
        if id not in after.people:
            yield PartRemoved(Where(), "people", id)
        elif id not in before.people:
            yield PartAdded(Where(), "people", id)
        else:
            yield from _fields(Where(), before.people[id], after.people[id], ("people", id))


# ---- goals and objectives


def _goals(before: Outline, after: Outline) -> Iterator[Change]:
    matching = Matching(before.goals, after.goals)
    matching.by(lambda goal: words_at(goal.fields, "id") or None)
    matching.by(lambda goal: goal.words or None)
    matching.by(lambda goal: next(iter(goal.objectives), None))
    matching.by_likeness(lambda goal: goal.words)
    if matching.is_reordered:
        yield OrderChanged(Where(), "goals")
    for goal in matching.gone:
        yield PartRemoved(Where(), "goals", _clipped(goal.words))
    for goal in matching.new:
        yield PartAdded(Where(), "goals", _clipped(goal.words))
    for then, now in matching.pairs:
        yield from _goal(then, now)
    yield from _all_objectives(before, after, matching.pairs)


def _goal(before: GoalOutline, after: GoalOutline) -> Iterator[Change]:
    place = Where(_clipped(after.words))
    if before.words != after.words:
        yield Reworded(Where(), "goals", _clipped(before.words), place.goal)
    yield from _fields(place, _beside(before.fields, "goal"), _beside(after.fields, "goal"))
    shared = [key for key in after.objectives if key in before.objectives]
    if shared != [key for key in before.objectives if key in after.objectives]:
        yield OrderChanged(place, "objectives")


def _all_objectives(
    before: Outline, after: Outline, same_goals: list[tuple[GoalOutline, GoalOutline]]
) -> Iterator[Change]:
    """The changes of objectives, which have one id in the whole plan, whichever goal they belong to."""
    earlier = {key: goal for goal in before.goals for key in goal.objectives}
    later = {key for goal in after.goals for key in goal.objectives}
    for key, goal in earlier.items():
        if key not in later:
            yield PartRemoved(Where(), "objectives", _objective_words(goal.objectives[key]))
    for goal in after.goals:
        for key, fields in goal.objectives.items():
            place = Where(_clipped(goal.words), _objective_words(fields))
            if key not in earlier:
                yield PartAdded(Where(place.goal), "objectives", place.objective)
                continue
            then = earlier[key]
            if not any(one is then and other is goal for one, other in same_goals):
                yield ObjectiveMoved(place, _clipped(then.words) or "")
            yield from _objective(place, then.objectives[key], fields)


def _objective(place: Where, before: ContentFields, after: ContentFields) -> Iterator[Change]:
    words, now = words_at(before, "objective"), words_at(after, "objective")
    if words != now:
        yield Reworded(Where(place.goal), "objectives", _clipped(words), _clipped(now))
    yield from _fields(
        place,
        _beside(before, "objective"),
        _beside(after, "objective"),
        counted=counted_in(after),
    )


def _objective_words(fields: ContentFields) -> str | None:
    return _clipped(words_at(fields, "short") or words_at(fields, "objective"))


# ---- keys


def _fields(
    place: Where,
    before: ContentFields,
    after: ContentFields,
    above: tuple[str, ...] = (),
    counted: str = "",
) -> Iterator[Change]:
    """The changes below keys; `above` are the keys that lead there."""
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if old != new:
            yield from _at_key(place, (*above, key), old, new, counted)


def _at_key(
    place: Where, keys: tuple[str, ...], old: Content | None, new: Content | None, counted: str
) -> Iterator[Change]:
    if isinstance(old, PrivateText) or isinstance(new, PrivateText):
        yield _private_change(place, old, new)
        return
    kinds = {type(one) for one in (old, new) if one is not None}
    if keys[-1] not in _WHOLE_VALUES and kinds == {tuple}:
        yield from _lines(place, keys[-1], _items(old), _items(new))
    elif keys[-1] not in _WHOLE_VALUES and kinds == {dict}:
        yield from _fields(place, _fields_in(old), _fields_in(new), keys, counted)
    else:
        yield _fact(place, keys, old, new, counted)


def _fact(
    place: Where, keys: tuple[str, ...], old: Content | None, new: Content | None, counted: str
) -> FactChanged:
    unit = counted if keys[-1] in _WHOLE_VALUES else ""
    return FactChanged(
        place,
        keys,
        quotable_value(keys, old),
        quotable_value(keys, new),
        _happening(old, new),
        unit,
    )


def _happening(old: Content | None, new: Content | None) -> Happening:
    if old is None:
        return Happening.ADDED
    if new is None:
        return Happening.REMOVED
    return Happening.CHANGED


def _private_change(place: Where, old: Content | None, new: Content | None) -> PrivateNoteChanged:
    note = new if isinstance(new, PrivateText) else old
    assert isinstance(note, PrivateText)
    return PrivateNoteChanged(place, None, _happening(old, new), note.words, note.digest.hex())


# ---- lines of a list


def _lines(
    place: Where, what: str, before: tuple[Content, ...], after: tuple[Content, ...]
) -> Iterator[Change]:
    matching = Matching(before, after)
    matching.by(line_words)
    matching.by_likeness(line_words)
    if matching.is_reordered:
        yield OrderChanged(place, what)
    for line in matching.gone:
        yield PartRemoved(place, what, _quoted(what, line))
    for line in matching.new:
        yield PartAdded(place, what, _quoted(what, line))
        if what == _STEPS and "done" in known_beside(line):
            yield StepDone(_at(place, what, line), _day_done(line))
    for old, new in matching.pairs:
        yield from _line(place, what, old, new)


def _line(place: Where, what: str, old: Content, new: Content) -> Iterator[Change]:
    if line_words(old) != line_words(new):
        yield Reworded(place, what, _quoted(what, old), _quoted(what, new))
    before, after = known_beside(old), known_beside(new)
    here = _at(place, what, new)
    if what == _STEPS and _is_done(old) != _is_done(new):
        yield StepDone(here, _day_done(new)) if _is_done(new) else StepReopened(here)
        before, after = _but(before, "done", "status"), _but(after, "done", "status")
    yield from _fields(here, before, after, (what,))


def _at(place: Where, what: str, line: Content) -> Where:
    return Where(place.goal, place.objective, _quoted(what, line))


def _quoted(what: str, line: Content) -> str | None:
    if what not in _QUOTED_LISTS:
        return None
    return _clipped(line_words(line))


def _is_done(step: Content) -> bool:
    fields = known_beside(step)
    return "done" in fields or words_at(fields, "status") == "completed"


def _day_done(step: Content) -> str | None:
    return words_at(known_beside(step), "done") or None


# ---- small things


def _clipped(words: str) -> str | None:
    """Words as they are quoted: on one line, and not too many of them; None where there are none."""
    line = without_full_stop(" ".join(words.split()))
    if len(line) <= _QUOTED_SIGNS:
        return line or None
    return line[: _QUOTED_SIGNS - 1].rpartition(" ")[0].rstrip(",.;: ") + " …"


def _beside(fields: ContentFields, key: str) -> ContentFields:
    """All but the words at a key; whatever else stands there stays."""
    return _but(fields, key) if isinstance(fields.get(key), str) else fields


def _but(fields: ContentFields, *keys: str) -> dict[str, Content]:
    return {key: content for key, content in fields.items() if key not in keys}


def _items(content: Content | None) -> tuple[Content, ...]:
    return content if isinstance(content, tuple) else ()


def _fields_in(content: Content | None) -> ContentFields:
    return content if isinstance(content, Mapping) else {}

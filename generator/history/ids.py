"""Ids: a plan as it would read if ids had been the new ones from the start.

In: an outline, and the ids that were renamed. Out: the outline with the new ones, wherever it refers
to them. Touches nothing. So a renamed id is one change, not one in every entry that names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from generator.history.changes import IdRenamed
from generator.history.outline import Content, ContentFields, GoalOutline, Outline

#: Keys whose text is an id, or whose lines are.
_REFERRING: Final = frozenset({"by", "who", "expressed_by", "rated_by", "hold"})
#: Keys below which ids are keys.
_BY_ID: Final = frozenset({"scores", "baseline"})


def with_new_ids(outline: Outline, renamed: Iterable[IdRenamed]) -> Outline:
    new_ids = {one.before: one.after for one in renamed}
    if not new_ids:
        return outline
    return replace(
        outline,
        fields=_fields(outline.fields, new_ids),
        people={new_ids.get(id, id): person for id, person in outline.people.items()},
        goals=tuple(_goal(goal, new_ids) for goal in outline.goals),
        entries=tuple(_fields(entry, new_ids) for entry in outline.entries),
    )


def _goal(goal: GoalOutline, new_ids: Mapping[str, str]) -> GoalOutline:
    objectives = {
        new_ids.get(id, id): _fields(objective, new_ids)
        for id, objective in goal.objectives.items()
    }
    return GoalOutline(_fields(goal.fields, new_ids), objectives)


def _fields(fields: ContentFields, new_ids: Mapping[str, str]) -> ContentFields:
    return {key: _at_key(key, content, new_ids) for key, content in fields.items()}


def _at_key(key: str, content: Content, new_ids: Mapping[str, str]) -> Content:
    if isinstance(content, str):
        return new_ids.get(content, content) if key in _REFERRING else content
    if isinstance(content, tuple):
        return tuple(_at_key(key, item, new_ids) for item in content)
    if isinstance(content, Mapping):
        own = _fields(content, new_ids)
        if key in _BY_ID:
            return {new_ids.get(id, id): one for id, one in own.items()}
        return own
    return content

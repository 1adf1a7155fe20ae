"""Outline: a plan by its keys, in one form however it is written, to be compared with another version.

In: the bytes of a plan file, and whether the words of its private notes are asked for.
Out: an `Outline`, or None where the bytes cannot be read as a plan file.
Touches nothing. It asks of a file only that it parses: a draft, an old version of the format, and a
plan that no check would let through today have a story too. Every key is kept, also one that nobody
knows yet, so that no change goes untold.

Terms
    content    what stands at a key: a text, a list, keys with their contents, or a private note.
    fields     keys with their contents. What is empty or says only what holds anyway has none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from generator.errors import PlanError
from generator.format.parse import Node, Scalar, Sequence, parse


class PrivateWords(Enum):
    """Whether the words of private notes are asked for; without, only whether they changed can be told."""

    HIDDEN = "hidden"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class PrivateText:
    """A private note: a digest to compare it by, and its words where they are asked for."""

    digest: bytes
    words: str | None


Content: TypeAlias = str | PrivateText | tuple["Content", ...] | Mapping[str, "Content"]
ContentFields: TypeAlias = Mapping[str, Content]


@dataclass(frozen=True, slots=True)
class GoalOutline:
    """One goal: its own keys, and its objectives by id."""

    fields: ContentFields
    objectives: Mapping[str, ContentFields]

    @property
    def words(self) -> str:
        return words_at(self.fields, _GOAL)


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan: what stands at its top, its people by id, its goals, and its two logs in file order."""

    fields: ContentFields
    people: Mapping[str, ContentFields]
    goals: tuple[GoalOutline, ...]
    entries: tuple[ContentFields, ...]
    reviews: tuple[ContentFields, ...]


PRIVATE: Final = "private"
_GOAL: Final = "goal"
_GOALS: Final = "goals"
_OBJECTIVES: Final = "objectives"
_PEOPLE: Final = "people"
_PROGRESS: Final = "progress"
_REVIEWS: Final = "reviews"
_SHARE: Final = "share"
#: The keys of a goal that stand at the top of a plan with one; `call_it` is the plan's there. By
#: name, since reading the records of the format takes as long as the rest of a short story; a test
#: holds the two together.
GOAL_KEYS: Final = frozenset(
    {
        *("goal", "id", "addresses", "why", "domain", "framing", "horizon", "priority"),
        *("importance", "confidence", "closeness", "expressed_by", "agreed", "lifecycle"),
        *("achievement", "status_date", "status_reason", "replaces", "objectives", "talked_about"),
    }
)
#: Short for one of the people: the role that each has.
_SHORT_PEOPLE: Final = ("client", "therapist")
#: What holds where nothing is written.
_PLAN_DEFAULTS: Final = {"handrail": "1", "status": "active", "setting": "individual"}
_SHARE_DEFAULTS: Final = {"access": "link", "generation": "1"}
_GOAL_DEFAULTS: Final = {"lifecycle": "active"}
_PARAGRAPH_END: Final = re.compile(r"\n[ \t]*\n")


def read_outline(data: bytes, private: PrivateWords) -> Outline | None:
    try:
        root = parse(data, "").root
    except PlanError:
        return None
    content = _content(root, private)
    assert isinstance(content, Mapping)
    return _outline(dict(content))


def words_at(fields: ContentFields, key: str) -> str:
    """The text at a key; empty where there is none, or something else."""
    found = fields.get(key, "")
    if isinstance(found, str):
        return found
    return ""


def _outline(top: dict[str, Content]) -> Outline:
    people = _people(top)
    goals = _goals(top)
    entries = _logged(top, _PROGRESS)
    reviews = _logged(top, _REVIEWS)
    share = top.get(_SHARE)
    if isinstance(share, Mapping):
        top[_SHARE] = _without(share, _SHARE_DEFAULTS)
    fields = {key: content for key, content in _without(top, _PLAN_DEFAULTS).items() if content}
    return Outline(fields, people, goals, entries, reviews)


def _content(node: Node, private: PrivateWords) -> Content:
    if isinstance(node, Scalar):
        return _in_one_line(node.text)
    if isinstance(node, Sequence):
        items = (_content(item, private) for item in node.items)
        return tuple(item for item in items if item)
    fields: dict[str, Content] = {}
    for key, value in node.pairs:
        content = _content(value, private)
        if not content:
            continue
        if key.text == PRIVATE:
            content = _private_text(content, private)
        fields[key.text] = content
    return fields


def _in_one_line(text: str) -> str:
    """A text as it means the same: where its lines break within a paragraph is layout."""
    if "\n" not in text:
        return text.strip()
    return "\n\n".join(" ".join(part.split()) for part in _PARAGRAPH_END.split(text.strip()))


def _private_text(content: Content, private: PrivateWords) -> PrivateText:
    words = content if isinstance(content, str) else json.dumps(content, default=_as_words)
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
    if private is PrivateWords.SHOWN:
        return PrivateText(digest, words)
    return PrivateText(digest, None)


def _as_words(content: object) -> str:
    """A private note within a private note; its digest stands for it where its words are hidden."""
    assert isinstance(content, PrivateText)
    return content.words or content.digest.hex()


def _people(top: dict[str, Content]) -> Mapping[str, ContentFields]:
    """Everyone, each below an id; takes them out of the top."""
    people: dict[str, ContentFields] = {}
    for short in _SHORT_PEOPLE:
        name = top.get(short)
        if isinstance(name, str):
            people[short] = {"name": top.pop(short), "role": short}
    listed = top.get(_PEOPLE)
    if isinstance(listed, Mapping):
        del top[_PEOPLE]
        people |= {id: _as_fields(person) for id, person in listed.items()}
    return people


def _goals(top: dict[str, Content]) -> tuple[GoalOutline, ...]:
    """Every goal, also the one whose keys stand at the top; takes them out of there."""
    listed = top.get(_GOALS)
    if isinstance(listed, tuple):
        del top[_GOALS]
        return tuple(_goal(_as_fields(goal)) for goal in listed)
    own = {key: top.pop(key) for key in tuple(top) if key in GOAL_KEYS}
    if not own:
        return ()
    return (_goal(own),)


def _goal(fields: ContentFields) -> GoalOutline:
    own = _without(fields, _GOAL_DEFAULTS)
    objectives = own.get(_OBJECTIVES)
    if not isinstance(objectives, Mapping):
        return GoalOutline(own, {})
    del own[_OBJECTIVES]
    return GoalOutline(own, {id: _as_fields(one) for id, one in objectives.items()})


def _logged(top: dict[str, Content], key: str) -> tuple[ContentFields, ...]:
    listed = top.get(key)
    if not isinstance(listed, tuple):
        return ()
    del top[key]
    return tuple(map(_as_fields, listed))


def _as_fields(content: Content) -> ContentFields:
    """What ought to be keys; whatever else stands there keeps its place under no key."""
    if isinstance(content, Mapping):
        return content
    return {"": content}


def _without(fields: ContentFields, defaults: Mapping[str, str]) -> dict[str, Content]:
    return {key: content for key, content in fields.items() if defaults.get(key) != content}

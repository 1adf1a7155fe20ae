"""Fact lines: a whole plan as plain lines, one fact each, so that a diff of two versions can be read.

In: an outline. Out: lines; each says by itself what it belongs to, since a diff shows few around it.
Touches nothing. Objectives go by their ids and goals by their number, so that new words for one of
them change one line. Of a private note, only that there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from generator.history.days import DAY_SIGNS, day_in, said_day
from generator.history.labels import entry_label, label, named_line
from generator.history.list_lines import known_beside, line_words
from generator.history.outline import Content, ContentFields, GoalOutline, Outline, PrivateText
from generator.history.quotable import counted_in, said_amount

_PRIVATE: Final = "(a private note)"
#: No year is known from around, so each day has its own.
_NO_YEAR: Final = 0
#: What may stand behind a day.
_TIME: Final = re.compile(r"(?: \d\d:\d\d)?")


def fact_lines(outline: Outline) -> Iterator[str]:
    yield from _facts(outline.fields, ())
    for id, person in outline.people.items():
        yield f"Person {id}: {_in_words(person)}"
    for number, goal in enumerate(outline.goals, 1):
        yield from _goal_lines(goal, f" of goal {number}")
    for entry in outline.entries:
        yield _entry_line("Entry", entry)
    for review in outline.reviews:
        yield _entry_line("Review", review)


def _goal_lines(goal: GoalOutline, place: str) -> Iterator[str]:
    yield f"{place.removeprefix(' of ').capitalize()}: {_in_words(goal.words)}"
    yield from _facts(_but(goal.fields, "goal"), (), place)
    for id, objective in goal.objectives.items():
        yield f"Objective {id}{place}: {_in_words(objective.get('objective', ''))}"
        yield from _facts(_but(objective, "objective"), (), f" of {id}", counted_in(objective))


def _facts(
    fields: ContentFields, above: tuple[str, ...], place: str = "", counted: str = ""
) -> Iterator[str]:
    for key, content in fields.items():
        keys = (*above, key)
        amount = said_amount(keys, content)
        if amount is not None:
            yield f"{_label(keys)}{place}: {amount} {counted}".rstrip()
        elif isinstance(content, PrivateText):
            yield f"Private note{place}: {_PRIVATE}"
        elif isinstance(content, tuple):
            for line in content:
                yield f"{named_line(key)}{place}: {_line_in_words(line)}"
        elif isinstance(content, Mapping):
            yield from _facts(content, keys, place)
        else:
            yield f"{_label(keys)}{place}: {_in_words(content)}"


def _entry_line(what: str, entry: ContentFields) -> str:
    date = entry.get("date", "")
    said = [_part(key, content) for key, content in entry.items() if key != "date"]
    return f"{what} of {_in_words(date)}: {'; '.join(said)}"


def _part(key: str, content: Content) -> str:
    if isinstance(content, PrivateText):
        return _PRIVATE
    if key == "scores":
        return _in_words(content)
    return f"{entry_label(key).removeprefix('the ')}: {_in_words(content)}"


def _line_in_words(line: Content) -> str:
    beside = known_beside(line)
    if not beside:
        return _in_words(line_words(line)) or _in_words(line)
    return f"{_in_words(line_words(line))} ({_in_words(beside)})"


def _in_words(content: Content) -> str:
    """Anything on one line."""
    if isinstance(content, PrivateText):
        return _PRIVATE
    if isinstance(content, str):
        return _day(content) or content.replace("\n\n", " / ")
    if isinstance(content, tuple):
        return ", ".join(map(_in_words, content))
    return ", ".join(f"{key} {_in_words(one)}" for key, one in content.items())


def _day(text: str) -> str | None:
    """A day, with its time if it has one; None for any other text."""
    day = day_in(text)
    if day is None or _TIME.fullmatch(text[DAY_SIGNS:]) is None:
        return None
    return f"{said_day(day, _NO_YEAR)}{text[DAY_SIGNS:]}"


def _label(keys: tuple[str, ...]) -> str:
    name = label(keys).removeprefix("the ")
    return name[:1].upper() + name[1:]


def _but(fields: ContentFields, left_out: str) -> ContentFields:
    return {key: content for key, content in fields.items() if key != left_out}

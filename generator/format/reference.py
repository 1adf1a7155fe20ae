"""Reference: every key of a plan file with its place, its meaning and an example, as a page to
read.

In: nothing. Out: `docs/plan.md`, the same text every time. Made from `keys`; a test keeps the two
in step. Touches nothing but, as a program, its output: `python -m generator.format.reference >
docs/plan.md`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from generator.format.fields.choices import BoolField, ChoiceField, RuleIdField
from generator.format.fields.dates import DateField, MomentField, SinceField, SpanField
from generator.format.fields.lists import (
    BoolOrField,
    ListField,
    PairField,
    TextListField,
    TextsOrField,
)
from generator.format.fields.maps import (
    EachOrOneField,
    MapField,
    ShorthandOrEachField,
    WordsMapField,
)
from generator.format.fields.numbers import BandsField, NumberField, NumberOrField, WholeField
from generator.format.fields.record import AnyRecord, FieldKey, Need, is_record
from generator.format.fields.shorthand import BriefField, ShorthandField, TextOrField
from generator.format.fields.text import IdField, PatternField, TextField, WordField
from generator.format.keys.plan import PlanKeys
from generator.format.keys.walk import record_in

#: A highest number from here on is the computer's limit, not the person's.
_NO_LIMIT: Final = 10**6

_INTRODUCTION: Final = """\
# The plan file

<!-- Made by `make docs`. Please change the meanings in generator/format/keys/, then run it again. -->

A plan is a text file in `plans/`. Each line says `key: value`, and two more spaces in front put a line inside the one
above. What holds for all plans stands in the [settings](settings.md). This is a whole plan:

```yaml
share: {access: public}
goal: Feel at ease in a crowd
timeframe: {start: 2026-01-05, end: 2026-04-06}
support:
  - {name: Night line, contact: 555 0100}
objectives:
  crowds:
    objective: Rate how calm I feel on the morning train
    measure: rating
    baseline: 3
    target: 7
progress:
  - date: 2026-01-12
    scores: {crowds: 4}
```

- A list has a dash before each item, or stands in brackets: `[one, two]`. Keys can stand in braces on one line:
  `{name: Sam, role: client}`.
- A text needs no quotes, unless it holds `: ` or ` #` or begins with a sign such as `[`, `&` or `"`. When in doubt,
  quote it: `"like this"`. For a longer text write `|` after the colon, and the text below it, two spaces further in.
- A date is year, month and day: `2026-01-19`. A stretch of time is `10 days`, `12 weeks` or `6 months`.
- An id is a short name of your own, such as `speak-up`: small letters, digits and hyphens, first a letter.
- A key without a value counts as left out. A key that is not listed here is a mistake, and `handrail check` finds it.
- A plan with one goal has `goal`, `why` and `objectives` at its top. With more, each stands in the list `goals`.
- `private:` may stand among the keys of any place. It is for the therapist only and never reaches a page.
- What comes after `#` is a comment for whoever reads the file. It never reaches a page.
"""


def reference() -> str:
    """The page as Markdown, with a line break at its end."""
    places = places_of_keys("At the top of a plan", PlanKeys)
    links = {record: f"#{anchor(titles[0])}" for record, titles in places.items()}
    sections = [section_of_keys(record, titles, links) for record, titles in places.items()]
    return "\n".join([_INTRODUCTION, *sections])


def places_of_keys(title: str, top: AnyRecord) -> dict[AnyRecord, list[str]]:
    """Every record with the titles of its places; what a key holds follows the record that the key stands in."""
    places: dict[AnyRecord, list[str]] = {}
    _add_record(title, "", top, places)
    return places


def _add_record(
    title: str, path: str, record: AnyRecord, places: dict[AnyRecord, list[str]]
) -> None:
    """Note a place of a record, and the places of the records inside it."""
    places.setdefault(record, []).append(title)
    for key in record.keys.values():
        inner = record_in(key.shape)
        if inner is not None:
            below = f"{path}{key.name}"
            _add_record(below, f"{below} › ", inner, places)


def section_of_keys(record: AnyRecord, titles: list[str], links: Mapping[AnyRecord, str]) -> str:
    """The keys of a record as a table below its first title; `links` lead to the records in it."""
    others = [title for title in dict.fromkeys(titles[1:]) if title != titles[0]]
    lines = [f"## {titles[0]}", ""]
    if others:
        lines += [
            "The same keys stand in " + " and ".join(f"`{title}`" for title in others) + ".",
            "",
        ]
    lines += [
        "| key | what it means | what it takes | example |",
        "|---|---|---|---|",
    ]
    lines += [_row(key, links) for key in record.keys.values()]
    return "\n".join(lines) + "\n"


def _row(key: FieldKey[object], links: Mapping[AnyRecord, str]) -> str:
    name = f"`{key.name}`"
    if key.need is Need.REQUIRED:
        name = f"**{name}** (needed)"
    return f"| {name} | {key.meaning} | {_takes(key.shape, links)} | `{key.line}` |"


def _takes(shape: object, links: Mapping[AnyRecord, str]) -> str:
    """What a shape takes, in words. Raises TypeError for a shape that nobody has described yet."""
    if is_record(shape):
        return f"[keys of its own]({links[shape]})"
    match shape:
        case ListField(item=item):
            return f"a list, each item {_takes(item, links)}"
        case EachOrOneField(value=value):
            return f"{_takes(value, links)}, or ids, each with the same"
        case MapField(value=value):
            return f"ids, each with {_takes(value, links)}"
        case WordsMapField(key=key, value=value):
            return f"pairs: {_takes(key, links)}, then {_takes(value, links)}"
        case BoolOrField(either=either, items=items):
            return f"{_takes(either, links)}, or {_takes(items, links)}"
        case TextsOrField(record=record):
            return f"a text, or a list of texts or of {_takes(record, links)}"
        case TextOrField(record=record) | BriefField(record=record):
            return f"a text, or {_takes(record, links)}"
        case ShorthandField(value=value, record=record):
            return f"{_takes(value, links)}, or {_takes(record, links)}"
        case ShorthandOrEachField(value=value, record=record):
            return f"{_takes(value, links)}, {_takes(record, links)}, or {_takes(MapField(value), links)}"
        case _:
            return _takes_one(shape)


def _takes_one(shape: object) -> str:
    match shape:
        case NumberField(low=low, high=high):
            return "a number" + _range(low, high)
        case WholeField(low=low, high=high):
            if low == high:
                return f"`{low}`"
            return "a whole number" + _range(low, high)
        case NumberOrField(words=words):
            return f"a number, or one of {_words(words)}"
        case ChoiceField(words=words):
            return f"one of {_words(words)}"
        case _:
            return _takes_always(shape)


#: What a shape takes that is the same wherever it stands.
_ALWAYS: Final[tuple[tuple[type, str], ...]] = (
    (TextField, "a text"),
    (WordField, "a word"),
    (TextListField, "a text, or a list of texts"),
    (BandsField, "a number and a name"),
    (PairField, "two numbers, the lower one first"),
    (RuleIdField, "the id of an advice rule"),
    (BoolField, "`true` or `false`"),
    (DateField, "a date"),
    (MomentField, "a date, or a date with a time"),
    (SpanField, "a stretch of time"),
    (SinceField, "a date, a stretch of time, or `last week`"),
    (IdField, "an id"),
    (PatternField, "a text of this form"),
)


def _takes_always(shape: object) -> str:
    for kind, words in _ALWAYS:
        if isinstance(shape, kind):
            return words
    raise TypeError(f"{type(shape).__name__} has no words in the reference yet")


def _range(low: float, high: float) -> str:
    if low < -_NO_LIMIT:
        return ""
    if high > _NO_LIMIT:
        return f", {low:g} or more"
    return f" from {low:g} to {high:g}"


def _words(words: type[StrEnum]) -> str:
    return ", ".join(f"`{word.value}`" for word in words)


def anchor(title: str) -> str:
    """The name of a heading in a link, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


if __name__ == "__main__":
    sys.stdout.write(reference())

"""Schema: plan format and settings as JSON Schema, so that editors complete and check while one types.

In: nothing. Out: the schema of a plan file or of the settings (draft 2020-12), always the same text. Touches
nothing. Made from `keys`, never by hand. An editor gives scalars a type where a plan has none: so a
text field accepts numbers and booleans, and a number field accepts a number in quotes. What keys
mean together, and that every date exists, only `handrail check` knows. A valid plan is never
refused.
"""

from __future__ import annotations

import json
import math
import re
from typing import Final, cast

from generator.format.fields.choices import BoolField, ChoiceField, RuleIdField
from generator.format.fields.dates import (
    DAY_FORM,
    MOMENT_FORM,
    SINCE_FORM,
    SPAN_FORM,
    DateField,
    MomentField,
    SinceField,
    SpanField,
)
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
from generator.format.fields.numbers import (
    NUMBER_FORM,
    WHOLE_FORM,
    BandsField,
    NumberField,
    NumberOrField,
    WholeField,
)
from generator.format.fields.record import AnyRecord, FieldKey, Need, is_record
from generator.format.fields.shorthand import BriefField, ShorthandField, TextOrField
from generator.format.fields.text import (
    ID_FORM,
    PRIVATE,
    TEXT_LIMIT,
    IdField,
    PatternField,
    TextField,
    WordField,
)
from generator.format.keys.plan import PlanKeys
from generator.format.keys.settings import SettingsKeys
from generator.format.parse import Mapping, Node, Scalar, Sequence, parse

Schema = dict[str, object]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
#: What an editor says in place of the pattern that a text does not fit; other readers pass it over.
_SAID: Final = "patternErrorMessage"
_ID_SAID: Final = (
    "Ids are lower-case letters, digits and hyphens, and begin with a letter, such as speak-up."
)
_PRIVATE_MEANING: Final = "Only for the therapist; it never reaches a page."


def plan_schema() -> str:
    """The schema of a plan file as JSON, with a line break at its end."""
    return _schema("Handrail plan, format 1", PlanKeys)


def settings_schema() -> str:
    """The schema of `handrail.yml` as JSON, with a line break at its end."""
    return _schema("Handrail settings", SettingsKeys)


def _schema(title: str, record: AnyRecord) -> str:
    head = {"$schema": DRAFT, "title": title}
    return json.dumps({**head, **_record(record)}, indent=2, ensure_ascii=False) + "\n"


def example_of(key: FieldKey[object]) -> object:
    """The value that a key's example gives; None where it leaves the words to the reader."""
    if "…" in key.example:
        return None
    (pair,) = parse(key.line.encode(), "example").root.pairs
    return _plain(pair[1])


def _record(record: AnyRecord) -> Schema:
    required = [key.name for key in record.keys.values() if key.need is Need.REQUIRED]
    properties = {key.name: _key(key) for key in record.keys.values()}
    properties[PRIVATE] = {"description": _PRIVATE_MEANING}
    schema: Schema = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    return schema | {"additionalProperties": False}


def _key(key: FieldKey[object]) -> Schema:
    described: Schema = {"description": key.meaning}
    example = example_of(key)
    if example is not None:
        described["examples"] = [example]
    schema = _value(key.shape)
    if key.need is Need.REQUIRED:
        return described | schema
    return described | _or_nothing(schema)


def _or_nothing(schema: Schema) -> Schema:
    """The same, where `key:` without a value counts as left out."""
    if "anyOf" in schema:
        return {"anyOf": [*cast("list[Schema]", schema["anyOf"]), {"type": "null"}]}
    if "enum" in schema:
        return {"enum": [*cast("list[object]", schema["enum"]), None]}
    types = schema["type"]
    if not isinstance(types, list):
        types = [types]
    return schema | {"type": [*types, "null"]}


def _value(shape: object) -> Schema:
    """The schema of one shape. Raises TypeError for a shape that nobody has given a schema yet."""
    if is_record(shape):
        return _record(shape)
    match shape:
        case TextField():
            return {
                "type": ["string", "number", "boolean"],
                "maxLength": TEXT_LIMIT,
            }
        case WordField():
            return {"type": "string"}
        case NumberField(low=low, high=high):
            return {
                "type": ["number", "string"],
                **_limits(low, high),
                "pattern": _whole_text(NUMBER_FORM),
                _SAID: "Write a number such as 4 or 2.5.",
            }
        case WholeField(low=low, high=high):
            return {
                "type": ["integer", "string"],
                **_limits(low, high),
                "pattern": _whole_text(WHOLE_FORM),
                _SAID: "Write a whole number such as 4.",
            }
        case NumberOrField(words=words):
            return {
                "anyOf": [
                    _value(NumberField()),
                    {"enum": [word.value for word in words]},
                ]
            }
        case ChoiceField(words=words):
            return {"enum": [word.value for word in words]}
        case BoolField():
            return {"enum": [True, False, "true", "false", "yes", "no"]}
        case DateField():
            return _text_of_form(DAY_FORM, "Write year, month and day, such as 2026-01-19.")
        case MomentField():
            said = "Write year, month and day, such as 2026-01-19, or with a time 2026-01-19 14:30."
            return _text_of_form(MOMENT_FORM, said)
        case SpanField():
            return _text_of_form(SPAN_FORM, "Write it as 10 days, 12 weeks or 6 months.")
        case SinceField():
            said = "Write the first day, such as 2026-01-05, or last week, or a stretch: 3 weeks."
            return _text_of_form(SINCE_FORM, said)
        case IdField():
            return _text_of_form(ID_FORM, _ID_SAID)
        case PatternField(form=form, sentence=sentence):
            return _text_of_form(form, f"{sentence[0].upper()}{sentence[1:]}.")
        case _:
            return _values(shape)


def _values(shape: object) -> Schema:
    """The schema of a shape that holds others."""
    match shape:
        case ListField(item=item):
            return {"type": "array", "items": _value(item)}
        case TextListField():
            return {"anyOf": [_value(TextField()), _value(ListField(TextField()))]}
        case BoolOrField(either=either, items=items):
            return {"anyOf": [_value(either), _value(items)]}
        case TextsOrField(record=record):
            listed = _value(ListField(TextOrField(record)))
            return {"anyOf": [_value(TextField()), listed]}
        case PairField():
            return _value(ListField(NumberField())) | {"minItems": 2, "maxItems": 2}
        case TextOrField(record=record) | BriefField(record=record):
            return {"anyOf": [_value(TextField()), _value(record)]}
        case ShorthandField(value=value, record=record):
            return {"anyOf": [_value(value), _value(record)]}
        case ShorthandOrEachField(value=value, record=record):
            return {
                "anyOf": [
                    _value(value),
                    _value(record),
                    _value(MapField(value)),
                ]
            }
        case MapField(value=value):
            ids = {"pattern": f"^(?!{PRIVATE}$){ID_FORM.pattern}$", _SAID: _ID_SAID}
            return {
                "type": "object",
                "propertyNames": ids,
                "additionalProperties": _value(value),
            }
        case EachOrOneField(value=value):
            return {"anyOf": [_value(value), _value(MapField(value))]}
        case BandsField():
            return {
                "type": "array",
                "prefixItems": [_value(NumberField()), _value(TextField())],
                "minItems": 1,
                "maxItems": 2,
            }
        case WordsMapField(key=key, value=value):
            names = _names(key)
            return {
                "type": "object",
                "propertyNames": names,
                "additionalProperties": _value(value),
            }
        case _:
            raise TypeError(f"{type(shape).__name__} has no schema yet")


def _names(key: object) -> Schema:
    """What may stand before the colon of a map of words."""
    match key:
        case WholeField(low=low, high=high):
            return {"enum": [str(number) for number in range(low, high + 1)]}
        case NumberField():
            return {"pattern": _whole_text(NUMBER_FORM)}
        case RuleIdField(advice=advice, never=never):
            return {"enum": [rule.value for rule in advice if rule not in never]}
        case ChoiceField(words=words):
            return {"enum": [word.value for word in words]}
        case _:
            return {"not": {"const": PRIVATE}}


def _limits(low: float, high: float) -> Schema:
    limits = {"minimum": low, "maximum": high}
    return {name: limit for name, limit in limits.items() if math.isfinite(limit)}


def _text_of_form(form: re.Pattern[str], said: str) -> Schema:
    """A text of one form, with what an editor says of any other."""
    return {"type": "string", "pattern": _whole_text(form), _SAID: said}


def _whole_text(form: re.Pattern[str]) -> str:
    """The form as a pattern for the whole text, with white space around it allowed."""
    return rf"^\s*(?:{form.pattern})\s*$"


def _plain(node: Node) -> object:
    """A node as an editor would read it."""
    match node:
        case Mapping(pairs=pairs):
            return {key.text: _plain(value) for key, value in pairs}
        case Sequence(items=items):
            return [_plain(item) for item in items]
        case Scalar(text=text, plain=True) if text in ("true", "false"):
            return text == "true"
        case Scalar(text=text, plain=True) if re.fullmatch(r"-?\d+", text):
            return int(text)
        case _:
            return node.text

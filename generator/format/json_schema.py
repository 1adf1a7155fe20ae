"""Schema: the plan format as JSON Schema, so that editors complete and check while somebody types.

In: nothing. Out: the schema of a plan file (draft 2020-12), the same text every time.
Touches nothing. Made from `plan_format`, never by hand. An editor gives scalars a type where a plan has none:
so a text field accepts numbers and booleans, and a number field accepts a number in quotes. What keys mean together,
and that every date exists, only `handrail check` knows. A valid plan is never refused.
"""

from __future__ import annotations

import json
import math
import re
from typing import Final, cast

from generator.format.fields import (
    DAY_FORM,
    ID_FORM,
    MOMENT_FORM,
    NUMBER_FORM,
    PRIVATE,
    SINCE_FORM,
    SPAN_FORM,
    TEXT_LIMIT,
    WHOLE_FORM,
    Choice,
    Day,
    EachOrOne,
    Id,
    Key,
    ListOf,
    MapOf,
    Moment,
    NamedFrom,
    Need,
    Number,
    NumberOr,
    Pair,
    Pattern,
    Record,
    RuleId,
    Short,
    ShortOrEach,
    Since,
    Span,
    Text,
    TextList,
    TextsOr,
    Whole,
    Word,
    WordsMap,
    YesNo,
    YesNoOr,
)
from generator.format.keys import PLAN
from generator.format.parse import Mapping, Node, Scalar, Sequence, parse

Schema = dict[str, object]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_PRIVATE_MEANING: Final = "Only for the therapist; it never reaches a page."


def plan_schema() -> str:
    """The schema of a plan file as JSON, with a line break at its end."""
    head = {"$schema": DRAFT, "title": "Handrail plan, format 1"}
    return json.dumps({**head, **_record(PLAN)}, indent=2, ensure_ascii=False) + "\n"


def example_of(key: Key[object]) -> object:
    """The value that a key's example gives; None where it leaves the words to the reader."""
    if "…" in key.example:
        return None
    (pair,) = parse(key.example.encode(), "example").root.pairs
    return _plain(pair[1])


def _record(record: Record) -> Schema:
    required = [key.name for key in record.keys.values() if key.need is Need.REQUIRED]
    properties = {key.name: _key(key) for key in record.keys.values()}
    properties[PRIVATE] = {"description": _PRIVATE_MEANING}
    schema: Schema = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    return schema | {"additionalProperties": False}


def _key(key: Key[object]) -> Schema:
    example = example_of(key)
    said: Schema = {"description": key.meaning}
    if example is not None:
        said["examples"] = [example]
    schema = _value(key.shape)
    return said | (schema if key.need is Need.REQUIRED else _or_nothing(schema))


def _or_nothing(schema: Schema) -> Schema:
    """The same, where `key:` without a value counts as left out."""
    if "anyOf" in schema:
        return {"anyOf": [*cast("list[Schema]", schema["anyOf"]), {"type": "null"}]}
    if "enum" in schema:
        return {"enum": [*cast("list[object]", schema["enum"]), None]}
    types = schema["type"]
    return schema | {"type": [*(types if isinstance(types, list) else [types]), "null"]}


def _value(shape: object) -> Schema:
    """The schema of one shape. Raises TypeError for a shape that nobody has given a schema yet."""
    match shape:
        case Record():
            return _record(shape)
        case Text():
            return {"type": ["string", "number", "boolean"], "maxLength": TEXT_LIMIT}
        case Word():
            return {"type": "string"}
        case Number(low=low, high=high):
            return {"type": ["number", "string"], **_limits(low, high), "pattern": _whole_text(NUMBER_FORM)}
        case Whole(low=low, high=high):
            return {"type": ["integer", "string"], **_limits(low, high), "pattern": _whole_text(WHOLE_FORM)}
        case NumberOr(words=words):
            return {"anyOf": [_value(Number()), {"enum": [word.value for word in words]}]}
        case Choice(words=words):
            return {"enum": [word.value for word in words]}
        case YesNo():
            return {"enum": [True, False, "true", "false", "yes", "no"]}
        case Day():
            return {"type": "string", "pattern": _whole_text(DAY_FORM)}
        case Moment():
            return {"type": "string", "pattern": _whole_text(MOMENT_FORM)}
        case Span():
            return {"type": "string", "pattern": _whole_text(SPAN_FORM)}
        case Since():
            return {"type": "string", "pattern": _whole_text(SINCE_FORM)}
        case Id():
            return {"type": "string", "pattern": _whole_text(ID_FORM)}
        case Pattern(form=form):
            return {"type": "string", "pattern": _whole_text(form)}
        case _:
            return _values(shape)


def _values(shape: object) -> Schema:
    """The schema of a shape that holds others."""
    match shape:
        case ListOf(item=item):
            return {"type": "array", "items": _value(item)}
        case TextList():
            return {"anyOf": [_value(Text()), _value(ListOf(Text()))]}
        case YesNoOr(either=either, items=items):
            return {"anyOf": [_value(either), _value(items)]}
        case TextsOr(record=record):
            return {"anyOf": [_value(Text()), _value(ListOf(Short(Text(), record)))]}
        case Pair():
            return _value(ListOf(Number())) | {"minItems": 2, "maxItems": 2}
        case Short(value=value, record=record):
            return {"anyOf": [_value(value), _record(record)]}
        case ShortOrEach(value=value, record=record):
            return {"anyOf": [_value(value), _record(record), _value(MapOf(value))]}
        case MapOf(value=value):
            ids = {"pattern": f"^(?!{PRIVATE}$){ID_FORM.pattern}$"}
            return {"type": "object", "propertyNames": ids, "additionalProperties": _value(value)}
        case EachOrOne(value=value):
            return {"anyOf": [_value(value), _value(MapOf(value))]}
        case NamedFrom():
            return {"type": "array", "prefixItems": [_value(Number()), _value(Text())], "minItems": 1, "maxItems": 2}
        case WordsMap(key=Whole(low=low, high=high), value=value):
            whole: Schema = {"enum": [str(number) for number in range(low, high + 1)]}
            return {"type": "object", "propertyNames": whole, "additionalProperties": _value(value)}
        case WordsMap(key=Number(), value=value):
            names: Schema = {"pattern": _whole_text(NUMBER_FORM)}
            return {"type": "object", "propertyNames": names, "additionalProperties": _value(value)}
        case WordsMap(key=RuleId(advice=advice, never=never), value=value):
            rules: Schema = {"enum": [rule.value for rule in advice if rule not in never]}
            return {"type": "object", "propertyNames": rules, "additionalProperties": _value(value)}
        case WordsMap(key=Choice(words=words), value=value):
            known: Schema = {"enum": [word.value for word in words]}
            return {"type": "object", "propertyNames": known, "additionalProperties": _value(value)}
        case WordsMap(value=value):
            names = {"not": {"const": PRIVATE}}
            return {"type": "object", "propertyNames": names, "additionalProperties": _value(value)}
        case _:
            raise TypeError(f"{type(shape).__name__} has no schema yet")


def _limits(low: float, high: float) -> Schema:
    limits = {"minimum": low, "maximum": high}
    return {name: limit for name, limit in limits.items() if math.isfinite(limit)}


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

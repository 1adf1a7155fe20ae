"""Record: a map whose keys are known, declared as a class.

In: a location in a parsed file. Out: the values of its keys, or the value that the record is
declared to fill; findings for keys that are missing or not known. Touches nothing.

Terms
    shape      reads one kind of node; `read` raises InvalidField after it has reported why.
    key        a name in a record, with its shape, and an example for hints.
    fields     what a record holds, by key, with the location of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from collections.abc import Mapping as MappingOf
from enum import Enum
from functools import cached_property
from typing import (
    Any,
    ClassVar,
    Final,
    Generic,
    Protocol,
    TypeGuard,
    TypeVar,
    cast,
    get_args,
    overload,
)

from generator.format.comparisons import comparison
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.fields.slips import echoed, guess
from generator.format.fields.text import CUT_HINT, LOST, PRIVATE, TakesText
from generator.format.key_names import PLAN_KEYS, TOP_KEYS
from generator.format.line_slips import COMPARED, line_slip
from generator.format.parse import Mapping, Node, Scalar, is_empty

D = TypeVar("D")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)


class Need(Enum):
    REQUIRED = "required"
    OPTIONAL = "optional"


class Shape(Protocol[T_co]):
    def read(self, spot: Location, report: Report) -> T_co:
        """The value at `spot`. Raises InvalidField after a finding has been added to `report`."""
        ...


#: The number that examples have; nobody may find it on a page.
SAMPLE_NUMBER: Final = "555 0100"


class FieldKey(Generic[T_co]):
    """A key of a record. Its name is that of the attribute it is assigned to, unless one is given.

    `example` is a value that a hint proposes to write, `meaning` one sentence for who has never
    seen the key; the reference and the schema print both. `ids_of` is the key below which the ids
    stand that a map of this key has. `cautious` is what to write where nothing stands beside it:
    a key that has it decides who reads the page, and a comment beside it may be meant for it.
    """

    def __init__(
        self,
        shape: Shape[T_co],
        *,
        example: str,
        meaning: str,
        need: Need = Need.OPTIONAL,
        name: str = "",
        ids_of: str = "",
        cautious: str = "",
    ) -> None:
        self.shape = shape
        self.example = example
        self.meaning = meaning
        self.need = need
        self.name = name
        self.ids_of = ids_of
        self.cautious = cautious

    def __set_name__(self, _record: type, attribute: str) -> None:
        # A word that Python reserves has an underscore behind it: `if_`.
        self.name = self.name or attribute.rstrip("_")

    @cached_property
    def line(self) -> str:
        """The key with its example, as a plan has it."""
        return f"{self.name}: {self.example}"

    @cached_property
    def typed(self) -> str:
        """The same for a hint, which offers no number that somebody could call."""
        return self.line.replace(SAMPLE_NUMBER, "…")


class Fields:
    """The values of one record that could be read, and where each stands."""

    def __init__(self, spot: Location, report: Report) -> None:
        self.here = spot
        self.report = report
        self.values: dict[str, Any] = {}  # each of the type of its key
        self._spots: dict[str, Location] = {}

    def put(self, name: str, spot: Location, value: object) -> None:
        self.values[name] = value
        self._spots[name] = spot

    def mark_broken(self, name: str, spot: Location) -> None:
        self._spots[name] = spot

    @overload
    def get(self, key: FieldKey[T]) -> T | None: ...
    @overload
    def get(self, key: FieldKey[T], default: D) -> T | D: ...
    def get(self, key: FieldKey[T], default: D | None = None) -> T | D | None:
        """The value, or the default where the key is absent or could not be read."""
        found: T | D | None = self.values.get(key.name, default)
        return found

    def must(self, key: FieldKey[T]) -> T:
        """The value. Raises InvalidField where it is absent or could not be read."""
        if key.name not in self.values:
            raise InvalidField
        value: T = self.values[key.name]
        return value

    def spot(self, key: FieldKey[T]) -> Location:
        """Where the key stands, else the record's own place."""
        return self._spots.get(key.name, self.here)

    def is_empty_here(self, name: str) -> bool:
        """Whether nothing stands beside the key of this name, or no such key is here."""
        node = self.here.node
        value = None
        if isinstance(node, Mapping):
            value = node.get(name)
        return value is None or is_empty(value)

    def here_names(self) -> tuple[str, ...]:
        """The names of all that stands in the record, known or not."""
        node = self.here.node
        if isinstance(node, Mapping):
            return node.names
        return ()

    def has(self, key: FieldKey[T]) -> bool:
        """Whether the file gives the key at all, readable or not."""
        return key.name in self._spots


class RecordOf(Generic[V_co]):
    """A map with known keys, declared as a class whose attributes are the keys, in their order.

    The type in brackets is what a map becomes: `Fields`, or a value that has a field for each of
    the attributes. Keys that are left out get the defaults of that type. A record has the keys of
    the records it inherits from first. Unknown keys are findings with their near miss; `private` is
    passed over unread.
    """

    #: The keys by name.
    keys: ClassVar[dict[str, FieldKey[object]]] = {}
    #: The attributes of the keys, which are also the fields of the value, by the names of the keys.
    _attributes: ClassVar[dict[str, str]] = {}
    _value_type: ClassVar[Callable[..., object]]

    def __init_subclass__(cls) -> None:
        cls.keys, cls._attributes = {}, {}
        for base in cls.__bases__:
            if issubclass(base, RecordOf):
                cls.keys |= base.keys
                cls._attributes |= base._attributes
        for attribute, key in vars(cls).items():
            if isinstance(key, FieldKey):
                cls.keys[key.name] = key
                cls._attributes[key.name] = attribute
        for base in vars(cls).get("__orig_bases__", ()):
            (cls._value_type,) = get_args(base)

    @classmethod
    def read(cls, spot: Location, report: Report) -> V_co:
        """The value at `spot`. Raises InvalidField where a key is missing that it cannot do
        without."""
        return cls._value(_read_keys(cls.keys, spot, report))

    @classmethod
    def read_brief(cls, spot: Location, report: Report) -> V_co:
        """The value of a record of which only the key is given that it needs, without its name."""
        needed = next(key for key in cls.keys.values() if key.need is Need.REQUIRED)
        fields = Fields(spot, report)
        fields.put(needed.name, spot, needed.shape.read(spot, report))
        return cls._value(fields)

    @classmethod
    def _value(cls, fields: Fields) -> V_co:
        if cls._value_type is Fields:
            return cast("V_co", fields)
        for key in cls.keys.values():
            if key.need is Need.REQUIRED:
                fields.must(key)
        given = {cls._attributes[name]: value for name, value in fields.values.items()}
        return cast("V_co", cls._value_type(**given))


#: A record, whatever it becomes.
AnyRecord = type[RecordOf[object]]


def _read_keys(
    known: MappingOf[str, FieldKey[object]],
    spot: Location,
    report: Report,
) -> Fields:
    """What a map gives for these keys; findings for keys that are missing or not known."""
    if not isinstance(spot.node, Mapping):
        example = next(key.line for key in known.values())
        hint = f"write keys below it, such as `{example}`"
        if spot.example:
            hint = f"write it as in `{spot.example}`"
        raise report.broken(
            spot,
            "keys with values are expected here",
            "not-a-map",
            hint,
        )
    fields = Fields(spot, report)
    for name, value in spot.node.pairs:
        if name.text != PRIVATE:
            _read_pair(name, value, known, fields)
    _report_missing_keys(known, fields)
    return fields


def _report_missing_keys(
    known: MappingOf[str, FieldKey[object]],
    fields: Fields,
) -> None:
    for key in known.values():
        if key.need is Need.REQUIRED and not fields.has(key):
            _report_missing_key(key, fields)


def _report_missing_key(key: FieldKey[object], fields: Fields) -> None:
    """Note a key that a record needs: it is not there, or nothing stands beside it."""
    node = fields.here.node
    pair = None
    if isinstance(node, Mapping):
        pair = node.pair(key.name)
    if pair is None:
        sentence, hint = f'"{key.name}" is missing here', f"add `{key.typed}`"
        fields.report.add(fields.here, sentence, "missing-key", hint)
        return
    sentence, hint = f'nothing is written beside "{key.name}"', f"write `{key.typed}`"
    fields.report.add(Location(pair[1], pair[0]), sentence, "missing-key", hint)


def _read_pair(
    name: Scalar, value: Node, known: MappingOf[str, FieldKey[object]], fields: Fields
) -> None:
    """Read what stands beside a key into `fields`."""
    key = known.get(name.text)
    if key is None:
        _read_unknown_key(name, value, known, fields)
    elif is_left_out(value, key.shape):
        _read_left_out(Location(value, name), key, fields)
    else:
        example = _example_for(key, value, fields.report)
        _read_key(Location(value, name, example), key, fields)


def _read_left_out(spot: Location, key: FieldKey[object], fields: Fields) -> None:
    """Look whether something was meant where nothing is written."""
    if key.cautious and _has_comment(cast(Scalar, spot.key), fields):
        _report_left_empty(spot, key, fields)
    else:
        _look_for_a_lost_text(spot, key, fields)


def _has_comment(name: Scalar, fields: Fields) -> bool:
    """Whether nothing but a comment stands beside a key."""
    return _COMMENT.match(fields.report.rest(name.end_line, name.end_column)) is not None


_COMMENT: Final = re.compile(r"\s*:\s+#")


def _report_left_empty(spot: Location, key: FieldKey[object], fields: Fields) -> None:
    """Note a key that says nothing of what it decides, while a comment behind it does."""
    sentence = f"only a comment stands beside `{key.name}:`, which decides who reads the page"
    hint = f"write `{key.name}: {key.cautious}`, or what else is meant"
    fields.report.add(spot, sentence, "empty-guard", hint)
    fields.mark_broken(key.name, spot)


def pairs_in(node: Node, ids: Collection[str]) -> str:
    """`{fern: 3, moss: 4}` for `fern 3, moss 4`; empty where it is not ids with numbers."""
    if not isinstance(node, Scalar):
        return ""
    found = _PAIRS.findall(node.text)
    rest = _PAIRS.sub("", node.text).strip(" ,;&/")
    if not found or rest not in ("", "and") or any(id not in ids for id, _ in found):
        return ""
    return f"{{{', '.join(f'{id}: {number}' for id, number in found)}}}"


_PAIRS: Final = re.compile(r"([a-z][a-z0-9-]*)[ :=]{1,3}(\d+(?:\.\d+)?)")
_RANGE: Final = re.compile(r"(\d+) ?(?:-|–|to|\.\.) ?(\d+)")


def _example_for(key: FieldKey[object], value: Node, report: Report) -> str:
    """A line that the plan could have for a key, with what stands there as far as it can be told."""
    if not isinstance(value, Scalar):
        return key.typed
    ends = _RANGE.fullmatch(value.text.strip())
    if ends and {"min", "max"} <= keys_of(key.shape).keys():
        return f"{key.name}: {{min: {ends[1]}, max: {ends[2]}}}"
    if not key.ids_of:
        return key.typed
    ids = report.ids_below(key.ids_of)
    if not ids:
        return key.typed
    named = [id for id in ids if id in re.findall(r"[\w-]+", value.text.lower())]
    if key.example.startswith("[{"):
        item = key.example.strip("[]")
        return f"{key.name}: [{', '.join(item.replace('sam', id) for id in ids)}]"
    if key.example.startswith("["):
        return f"{key.name}: [{', '.join(named or ids)}]"
    number = "4"
    if value.text.strip().isdigit():
        number = value.text.strip()
    return f"{key.name}: {{{ids[0]}: {number}}}"


def _read_key(spot: Location, key: FieldKey[object], fields: Fields) -> None:
    try:
        fields.put(key.name, spot, key.shape.read(spot, fields.report))
    except InvalidField:
        fields.mark_broken(key.name, spot)


def _look_for_a_lost_text(
    spot: Location,
    key: FieldKey[object],
    fields: Fields,
) -> None:
    """Report a value that is lost because it begins with a sign of YAML: that of a comment, or
    that of a text on the lines below."""
    name = cast(Scalar, spot.key)
    rest = fields.report.rest(name.end_line, name.end_column)
    meant = comparison(rest.lstrip(": "))
    if meant is not None:
        fields.report.add(spot, COMPARED, "not-a-number", f"write `{meant}`")
        fields.mark_broken(key.name, spot)
    if isinstance(key.shape, TakesText) and LOST.match(rest):
        sentence = "this text begins with the sign #, and all of it is lost"
        fields.report.add(spot, sentence, "text-cut", CUT_HINT)
        fields.mark_broken(key.name, spot)


def _read_unknown_key(
    name: Scalar, value: Node, known: MappingOf[str, FieldKey[object]], fields: Fields
) -> None:
    """Report the key; the one that it was probably meant to be is not called missing as well."""
    if _report_id_without_its_key(name, value, known, fields):
        return
    meant = _unknown_key(name, known, fields.report)
    if meant is None or meant == PRIVATE or fields.has(known[meant]):
        return
    key = None
    if echoed(name.text, meant):
        # A finding about the value repeats the key only where it is surely no name.
        key = name
    fields.mark_broken(meant, Location(value, key))


#: What YAML and JSON write without quotes where nothing is.
_NULL: Final = ("~", "null", "Null", "NULL")


def is_left_out(node: Node, shape: object) -> bool:
    """Whether nothing was written, or `null` or `~` where words belong: no page shows those as a
    text."""
    if is_empty(node):
        return True
    is_null = isinstance(node, Scalar) and node.plain and node.text.strip() in _NULL
    return is_null and isinstance(shape, TakesText)


def _unknown_key(
    name: Scalar,
    known: Collection[str],
    report: Report,
) -> str | None:
    """Report the key; the known one that it was probably meant to be."""
    spot = Location(name, None)
    if name.text in report.ids_below("people"):
        sentence = "this is the id of a person, who has an entry of their own here"
        hint = f"put it in an entry of its own, with `by: {name.text}`"
        report.add(spot, sentence, "unknown-key", hint)
        return None
    if not report.are_many:
        meant = guess(name.text, (*known, PRIVATE))
        if meant.near is not None:
            if not meant.typed and report.add_odd_sign(name):
                return meant.near
            sentence = f"unknown key{meant.typed}{meant.question}"
            report.add(
                spot,
                sentence,
                "unknown-key",
                f"write `{meant.near}:`",
                meant.show,
            )
            return meant.near
    _report_no_key(name, known, report)
    return None


def _report_id_without_its_key(
    name: Scalar, value: Node, known: MappingOf[str, FieldKey[object]], fields: Fields
) -> bool:
    """Note an id that stands one level too high, beside the key below which it belongs."""
    report = fields.report
    for key in known.values():
        if not key.ids_of or name.text not in report.ids_below(key.ids_of):
            continue
        sentence = f"this stands one level too high; it belongs below `{key.name}:`"
        number = "…"
        if isinstance(value, Scalar) and value.text.strip().isdigit():
            number = value.text.strip()
        hint = f"write `{key.name}: {{{name.text}: {number}}}`"
        if key.name in fields.here_names():
            hint = f"begin this line with {name.column + 1} spaces, so that it stands below `{key.name}:`"
        if not fields.is_empty_here(key.name):
            hint = f"move it in among those below `{key.name}:`, as `{name.text}: {number}`"
        report.add(Location(name, None), sentence, "unknown-key", hint, Show.VALUE)
        return True
    return False


def _report_no_key(name: Scalar, known: Collection[str], report: Report) -> None:
    """Note words in the place of a key that are close to none."""
    spot = Location(name, None)
    if report.add_odd_sign(name):
        return
    if _is_torn(name, report):
        return
    if _is_rest_of_a_text(name, report):
        sentence = "this may be the rest of a text that a comma cut"
        hint = 'put the whole text in quotes: "…"; between { and } a comma begins a new key'
        report.add(spot, sentence, "comma-in-a-text", hint)
        return
    if name.text in PLAN_KEYS:
        sentence = "this key belongs elsewhere in a plan"
        hint = f"move it to where it belongs; keys for this place: {', '.join(sorted(known))}"
        if name.text in TOP_KEYS:
            hint = "move it to the top of the plan, with no spaces before it"
        report.add(spot, sentence, "unknown-key", hint)
        return
    hint = (
        "words for you alone stand below `private:`; "
        f"other keys for this place: {', '.join(sorted(known))}"
    )
    report.add(spot, "this key is not known here", "unknown-key", hint)


def _is_torn(name: Scalar, report: Report) -> bool:
    """Note a key that took the sign behind it in, as `target:{at_least` or `target = {at_least`."""
    slip = None
    if "{" in name.text or "[" in name.text:
        slip = line_slip(report.rest(name.line, 1))
    if slip is None:
        return False
    at_slip = name._replace(column=slip.column + 1)
    report.add(Location(at_slip, None), slip.sentence, "unknown-key", slip.hint)
    return True


def _is_rest_of_a_text(name: Scalar, report: Report) -> bool:
    """Whether words without quotes stand behind a comma, where a key belongs."""
    if not name.plain or " " not in name.text.strip():
        return False
    return report.before(name.line, name.column).rstrip().endswith(",")


def is_record(shape: object) -> TypeGuard[AnyRecord]:
    """Whether a shape is a record."""
    return isinstance(shape, type) and issubclass(shape, RecordOf)


def keys_of(shape: object) -> dict[str, FieldKey[object]]:
    """The keys of a record; none of any other shape."""
    if is_record(shape):
        return shape.keys
    return {}

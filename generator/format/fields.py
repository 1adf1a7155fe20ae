"""Shapes: how the node of one field becomes a value, or a finding that says what to change.

In: nodes of a parsed file. Out: typed values and, in the `Report`, every finding.
Touches nothing. Types come from the field, never from the scalar: a text field takes the text as written
(`01274`, `no`, `1.10`), only number fields read numbers, only date fields read dates, quoted or not.

Terms
    shape      reads one kind of node; `read` raises Broken after it has reported why.
    key        a name in a record, with its shape and an example for hints.
    fields     what a record holds, by key, with the place of each.
    spot       a node and the key it stands under, where a person would look for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import date, time
from enum import Enum, StrEnum
from typing import Final, Generic, NamedTuple, Protocol, TypeVar, cast

from generator.errors import Finding, Findings, Level, Place, PlanError, has_error
from generator.format.parse import Document, Mapping, Node, Scalar, Sequence
from generator.model.duration import YEARS, Duration, DurationUnit

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")
E = TypeVar("E", bound=StrEnum)

#: Longest text of one field, in characters: three printed pages.
TEXT_LIMIT: Final = 10_000
#: Widest line that an excerpt shows, in characters; a window is narrower.
_WIDEST: Final = 1_000
#: How far around a place on its line is looked for what explains a slip, in characters.
_LOOK: Final = 200
#: The one key that every record accepts and none keeps.
PRIVATE: Final = "private"

ID_FORM: Final = re.compile(r"[a-z][a-z0-9-]{0,63}")
NUMBER_FORM: Final = re.compile(r"[-+]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})")
WHOLE_FORM: Final = re.compile(r"[-+]?\d{1,10}")
DAY_FORM: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MOMENT_FORM: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2}))?")
#: A day, and a time of day beside it, as people and spreadsheets write them.
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})")
_TIME: Final = re.compile(r"(?:,? +|[Tt])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.0*)?)?")
#: A day without a time, as a spreadsheet writes it in a column of times.
_MIDNIGHT: Final = " 00:00"
SPAN_FORM: Final = re.compile(r"(\d{1,4}) (day|week|month)s?")
#: A first day, a stretch, or the one word for the week before.
SINCE_FORM: Final = re.compile(rf"{DAY_FORM.pattern}|{SPAN_FORM.pattern}|last week")


class InvalidField(Exception):
    """This value cannot be used; the report says why."""


class Need(Enum):
    REQUIRED = "required"
    OPTIONAL = "optional"


class Show(Enum):
    """What an excerpt may show: the value only where it is a number, date, id or known word."""

    VALUE = "value"
    KEY = "key"


class Location(NamedTuple):
    node: Node
    key: Scalar | None


class Report:
    """The findings of one file so far."""

    def __init__(self, document: Document) -> None:
        self.file = document.file
        self._findings = Findings()
        self._lines = document.lines

    @property
    def findings(self) -> list[Finding]:
        return self._findings.kept

    @property
    def are_many(self) -> bool:
        """Whether there are more findings than anyone will be told of."""
        return self._findings.are_many

    @property
    def has_error(self) -> bool:
        """Whether any of the findings keeps a page from being made."""
        return has_error(self.findings)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What keeps no page from being made, sorted by place."""
        return tuple(
            sorted(finding for finding in self.findings if finding.level is not Level.ERROR)
        )

    def error(self) -> PlanError:
        """The findings as what stops the reading of the file; notes are for a file in order."""
        return self._findings.error()

    def add(
        self, spot: Location, sentence: str, code: str, hint: str, show: Show = Show.KEY
    ) -> None:
        """Note a finding at the spot: at its value when that may be shown, else at its key."""
        place, excerpt = self._place(spot, show)
        self._findings.add(Finding(place, sentence, code, hint, excerpt))

    def note(self, spot: Location, sentence: str, code: str, hint: str) -> None:
        """The same at the spot's key, of what keeps no page from being made."""
        place, excerpt = self._place(spot, Show.KEY)
        self._findings.add(Finding(place, sentence, code, hint, excerpt, Level.NOTE))

    def _place(self, spot: Location, show: Show) -> tuple[Place, str]:
        """Where a finding stands, and the line that may be shown of it."""
        node, key = spot
        if show is Show.VALUE and isinstance(node, Scalar) and node.line == node.end_line:
            place = Place(self.file, node.line, node.column, node.end_column - node.column)
            first = key.column if key is not None and key.line == node.line else node.column
            return place, self._excerpt(place, first, "")
        if key is not None and key.line == key.end_line:
            place = Place(self.file, key.line, key.column, key.end_column - key.column)
            return place, self._excerpt(place, key.column, ": …")
        return Place(self.file, node.line, node.column), ""

    def broken(
        self, spot: Location, sentence: str, code: str, hint: str, show: Show = Show.KEY
    ) -> InvalidField:
        """The same, and the exception to raise."""
        self.add(spot, sentence, code, hint, show)
        return InvalidField()

    def rest(self, line: int, column: int) -> str:
        """What stands on a line from a column on, as far as it matters; for the program's eye only, never shown."""
        return self._lines[line - 1][column - 1 : column - 1 + _LOOK]

    def before(self, line: int, column: int) -> str:
        """What stands on a line up to a column, as far as it matters; as `rest`, never to be shown."""
        return self._lines[line - 1][max(column - 1 - _LOOK, 0) : column - 1]

    def _excerpt(self, place: Place, first: int, after: str) -> str:
        """The line from column `first` to the end of the mark; whatever else stands on it is left out.

        Nothing where that is further in than a terminal is wide, as in a file that is all one line.
        """
        if place.column + place.width > _WIDEST:
            return ""
        line = self._lines[place.line - 1]
        before = line[: first - 1]
        lead = (
            before
            if not before.strip(" -")
            else ("… " if len(before) > 1 else "…").rjust(len(before))
        )
        return lead + line[first - 1 : place.column - 1 + place.width] + after


class Shape(Protocol[T_co]):
    def read(self, spot: Location, report: Report) -> T_co:
        """The value at `spot`. Raises Broken after a finding has been added to `report`."""
        ...


@dataclass(frozen=True, slots=True)
class FieldKey(Generic[T_co]):
    """A name in a record; `example` is what a hint proposes to write, `meaning` one sentence for who has never seen it.

    `meaning` is never empty in the plan format; the reference and the schema print it.
    """

    name: str
    shape: Shape[T_co]
    example: str
    need: Need = Need.OPTIONAL
    meaning: str = ""


class Fields:
    """The values of one record that could be read, and where each stands."""

    def __init__(self, spot: Location, report: Report) -> None:
        self.here = spot
        self.report = report
        self._values: dict[str, object] = {}
        self._spots: dict[str, Location] = {}

    def put(self, name: str, spot: Location, value: object) -> None:
        self._values[name] = value
        self._spots[name] = spot

    def mark_broken(self, name: str, spot: Location) -> None:
        self._spots[name] = spot

    def get(self, key: FieldKey[T]) -> T | None:
        """The value, or None where the key is absent or could not be read."""
        return cast("T | None", self._values.get(key.name))

    def must(self, key: FieldKey[T]) -> T:
        """The value. Raises Broken where it is absent or could not be read."""
        if key.name not in self._values:
            raise InvalidField
        return cast("T", self._values[key.name])

    def spot(self, key: FieldKey[T]) -> Location:
        """Where the key stands, else the record's own place."""
        return self._spots.get(key.name, self.here)

    def has(self, key: FieldKey[T]) -> bool:
        """Whether the file gives the key at all, readable or not."""
        return key.name in self._spots


class Record:
    """A map with known keys. Unknown ones are findings with their near miss; `private` is passed over unread."""

    def __init__(self, *keys: FieldKey[object]) -> None:
        self.keys = {key.name: key for key in keys}

    def read(self, spot: Location, report: Report) -> Fields:
        node = spot.node
        if not isinstance(node, Mapping):
            hint = f"write keys below it, such as `{_example(self)}`"
            raise report.broken(spot, "keys with values are expected here", "not-a-map", hint)
        fields = Fields(spot, report)
        for name, value in node.pairs:
            if name.text == PRIVATE:
                continue
            key = self.keys.get(name.text)
            if key is None:
                meant = _unknown_key(name, self.keys, report)
                if meant is not None and not fields.has(self.keys[meant]):
                    shown = (
                        name if echoed(name.text, meant) else None
                    )  # what is said of it later repeats no name
                    fields.mark_broken(
                        meant, Location(value, shown)
                    )  # so that nothing is said to be missing as well
            elif _is_left_out(value, key.shape):
                if isinstance(key.shape, TextField) and _LOST.match(
                    report.rest(name.end_line, name.end_column)
                ):
                    at = Location(value, name)
                    report.add(
                        at,
                        "this text begins with the sign #, and all of it is lost",
                        "text-cut",
                        _CUT_HINT,
                    )
                    fields.mark_broken(name.text, at)
            else:
                at = Location(value, name)
                try:
                    fields.put(name.text, at, key.shape.read(at, report))
                except InvalidField:
                    fields.mark_broken(name.text, at)
        for key in self.keys.values():
            if key.need is Need.REQUIRED and not fields.has(key):
                report.add(
                    spot, f'"{key.name}" is missing here', "missing-key", f"add `{key.example}`"
                )
        return fields


def is_empty(node: Node) -> bool:
    """Whether nothing was written: `key:` and no more."""
    return isinstance(node, Scalar) and not node.text.strip()


#: What YAML and JSON write without quotes where nothing is.
_NULL: Final = ("~", "null", "Null", "NULL")


def _is_left_out(node: Node, shape: object) -> bool:
    """Whether nothing was written, or `null` or `~` where words belong: no page shows those as a text."""
    texts = TextField | TextListField | TextsOrField
    means_text = isinstance(shape, texts) or (
        isinstance(shape, ShorthandField) and isinstance(shape.value, TextField)
    )
    is_null = isinstance(node, Scalar) and node.plain and node.text.strip() in _NULL
    return is_empty(node) or (means_text and is_null)


def near_miss(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, if any is close."""
    from difflib import get_close_matches

    found = get_close_matches(word.lower().replace("_", "-"), known, 1, 0.6)
    return found[0] if found else next(iter(get_close_matches(word.lower(), known, 1, 0.6)), None)


#: First names within one slip of a word of ours that begin as it does; somebody's name is never repeated.
#: Found by comparing all our words with 42,000 first names of many countries.
_NAMES: Final = frozenset(
    {
        *(
            "alter",
            "anwer",
            "asker",
            "bandi",
            "bette",
            "chance",
            "chang",
            "changde",
            "changhe",
            "chante",
            "clint",
        ),
        *("dante", "dione"),
        *(
            "donte",
            "emery",
            "esmail",
            "evely",
            "evert",
            "faming",
            "folker",
            "folmer",
            "gopal",
            "habib",
            "habip",
        ),
        *(
            "hagit",
            "halit",
            "hamit",
            "inder",
            "kinda",
            "linka",
            "monah",
            "monta",
            "monte",
            "monty",
            "naime",
        ),
        *(
            "nonce",
            "phong",
            "plarent",
            "publio",
            "ragne",
            "ranae",
            "rance",
            "ranee",
            "ranga",
            "rangel",
            "rozle",
        ),
        *(
            "saale",
            "shane",
            "shara",
            "sharee",
            "sharen",
            "shari",
            "sharie",
            "shaye",
            "shere",
            "silene",
            "smaro",
        ),
        *(
            "starr",
            "stepas",
            "steph",
            "stuart",
            "theun",
            "thien",
            "titie",
            "unity",
            "unsil",
            "valde",
            "valle",
        ),
        *("valur", "valve"),
    }
)
#: Fewest letters of a word that can be told from a name; nearly all short ones are within one slip of one.
_FEWEST_LETTERS: Final = 5


def echoed(word: str, near: str | None) -> str:
    """The word in quotes after a blank, where it is surely a slip of the known word `near`, and no name; else nothing.

    Whoever looks for a slip has to see it; whoever wrote a name where a key belongs finds it in no message.
    """
    if near is None:
        return ""
    is_near = (
        len(word) >= _FEWEST_LETTERS
        and word[0] == near[0]
        and word not in _NAMES
        and is_one_slip(word, near)
    )
    return (
        f' "{word}"'
        if word.lower() == near or (is_near and re.fullmatch(r"[a-z0-9_-]+", word))
        else ""
    )


def is_one_slip(word: str, known: str) -> bool:
    """Whether one letter more, less or changed, or two neighbours exchanged, make the one of the other."""
    if abs(len(word) - len(known)) > 1:
        return False
    same = next(
        (n for n, pair in enumerate(zip(word, known, strict=False)) if pair[0] != pair[1]),
        len(known),
    )
    rest, of_known = word[same:], known[same:]
    swapped = of_known[1:2] + of_known[:1] + of_known[2:]
    return (
        rest[1:] == of_known[1:] or rest[1:] == of_known or rest == of_known[1:] or rest == swapped
    )


def _unknown_key(name: Scalar, known: Collection[str], report: Report) -> str | None:
    """Report the key; the known one that it was probably meant to be."""
    near = None if report.are_many else near_miss(name.text, known)
    spot = Location(name, None)
    if near is not None:
        word = echoed(name.text, near)
        sentence = f'unknown key{word}; did you mean "{near}"?'
        report.add(
            spot, sentence, "unknown-key", f"write `{near}:`", Show.VALUE if word else Show.KEY
        )
        return near
    if (
        name.plain
        and " " in name.text.strip()
        and report.before(name.line, name.column).rstrip().endswith(",")
    ):
        hint = 'between { and } a comma begins a new key; put the whole text in quotes: {note: "first, second"}'
        report.add(spot, "this may be the rest of a text that a comma cut", "comma-in-a-text", hint)
        return None
    words = ", ".join(sorted(known))
    report.add(
        spot, "this key is not known here", "unknown-key", f"keys for this place: {words}, private"
    )
    return None


def _keys(shape: object) -> dict[str, FieldKey[object]]:
    """The keys of a record; none of any other shape."""
    return shape.keys if isinstance(shape, Record) else {}


def _example(shape: object) -> str:
    """A first line to write for a record; empty for any other shape."""
    return next((key.example for key in _keys(shape).values()), "")


def _scalar(spot: Location, report: Report, wanted: str, hint: str) -> Scalar:
    if not isinstance(spot.node, Scalar):
        raise report.broken(
            spot, f"{wanted} is expected here, not a list or map", "not-a-value", hint
        )
    return spot.node


@dataclass(frozen=True, slots=True)
class TextField:
    """Words as written, without the white space around them."""

    def read(self, spot: Location, report: Report) -> str:
        hint = 'write it as one text; one that begins with [ or { needs quotes: "…"'
        node = _scalar(spot, report, "a text", hint)
        text = node.text.strip()
        if len(text) > TEXT_LIMIT:
            hint = f"the limit is {TEXT_LIMIT:,} characters"
            raise report.broken(
                spot, f"this text has {len(text):,} characters", "text-too-long", hint
            )
        if _CONTROL.search(text):
            hint = "take out what begins with a backslash in this text, such as \\x1b, or leave the quotes off"
            raise report.broken(
                spot, "this text holds a sign that no page can show", "control-character", hint
            )
        if node.plain and text and _looks_cut(text, report.rest(node.end_line, node.end_column)):
            report.add(
                spot,
                "this text ends before the sign #, and the rest of the line is lost",
                "text-cut",
                _CUT_HINT,
            )
        return text


#: Signs that steer machines and show nothing; YAML lets them in only as an escape in double quotes.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CUT_HINT = 'put the whole text in quotes: "…"; if a comment is meant, give it a line of its own'
#: One space, and a sign # with words after it: right after it (`#2`), or after another space.
_CUT = re.compile(r"[ \t]#(\w|\s+\S)")
_SENTENCE_ENDS = ".!?…:;)”’"
#: A value that begins with # and a word, so that all of it is lost; `# words` is a comment in place of a value.
_LOST = re.compile(r"\s*:[ \t]+#\w")


def _looks_cut(text: str, rest: str) -> bool:
    """Whether a text without quotes was cut by ` #`; `rest` is what follows it on its line.

    Two spaces or more before the sign are how comments are set, and so is a sentence that ends before `# `.
    """
    cut = _CUT.match(rest)
    return cut is not None and (cut[1][0].isalnum() or text[-1] not in _SENTENCE_ENDS)


@dataclass(frozen=True, slots=True)
class WordField:
    """One word with a meaning for the program, such as a language; a comment may follow it as it likes."""

    def read(self, spot: Location, report: Report) -> str:
        return _scalar(spot, report, "one word", "write one word").text.strip()


@dataclass(frozen=True, slots=True)
class NumberField:
    """A finite number from `low` to `high`."""

    low: float = -math.inf
    high: float = math.inf

    def read(self, spot: Location, report: Report) -> float:
        node = _scalar(spot, report, "a number", "write a number such as 4 or 2.5")
        text = node.text.strip()
        if not NUMBER_FORM.fullmatch(text):
            if re.fullmatch(r"[-+]?\d+,\d+", text):
                raise report.broken(
                    spot,
                    "a number takes a point here",
                    "not-a-number",
                    "write 2.5, not 2,5",
                    Show.VALUE,
                )
            if re.fullmatch(r"\d+(\.\d+)? ?%", text):
                sentence = "a number stands without a percent sign here"
                raise report.broken(spot, sentence, "not-a-number", "leave the sign out, as in 60")
            raise report.broken(
                spot, "a number is expected here", "not-a-number", "write a number such as 4 or 2.5"
            )
        number = float(text)
        if not self.low <= number <= self.high:
            hint = f"choose a number from {_short(self.low)} to {_short(self.high)}"
            if self.high == math.inf:
                hint = f"choose {_short(self.low)} or more"
            raise report.broken(
                spot, f"{text} is out of range", "number-out-of-range", hint, Show.VALUE
            )
        return number + 0.0


@dataclass(frozen=True, slots=True)
class NumberOrField(Generic[E]):
    """A number, or one of the words of an enumeration, which are those of a habit."""

    words: type[E]

    def read(self, spot: Location, report: Report) -> float | E:
        words = [word.value for word in self.words]
        if isinstance(spot.node, Scalar) and spot.node.text.strip() in words:
            return self.words(spot.node.text.strip())
        if isinstance(spot.node, Scalar) and spot.node.text.strip().lower() in words:
            sentence = f'"{spot.node.text.strip().lower()}" is written in small letters here'
            raise report.broken(spot, sentence, "unknown-word", f"the words are {', '.join(words)}")
        if isinstance(spot.node, Scalar) and spot.node.text.strip().isalpha():
            hint = f"write a number such as 4; for a habit one of {', '.join(words)}"
            raise report.broken(
                spot, "a number is expected here, or a word of a habit", "not-a-number", hint
            )
        return NumberField().read(spot, report)


@dataclass(frozen=True, slots=True)
class WholeField:
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def read(self, spot: Location, report: Report) -> int:
        text = _scalar(
            spot, report, "a whole number", f"write a whole number such as {self.low}"
        ).text.strip()
        if not WHOLE_FORM.fullmatch(text) or not self.low <= int(text) <= self.high:
            hint = (
                f"choose one from {self.low} to {self.high}"
                if self.low < self.high
                else f"write {self.low}"
            )
            show = Show.VALUE if NUMBER_FORM.fullmatch(text) else Show.KEY
            sentence = (
                f"{text} is out of range"
                if WHOLE_FORM.fullmatch(text)
                else "a whole number is expected here"
            )
            raise report.broken(spot, sentence, "not-a-whole-number", hint, show)
        return int(text)


@dataclass(frozen=True, slots=True)
class DateField:
    """A date as ISO 8601 writes it."""

    def read(self, spot: Location, report: Report) -> date:
        text = _scalar(spot, report, "a date", _DAY_HINT).text.strip()
        match = DAY_FORM.fullmatch(text)
        if match is None:
            raise _not_a_date(spot, text, report)
        return _date(spot, text, report)


@dataclass(frozen=True, slots=True)
class MomentField:
    """A date, or a date with a local time of day; midnight is the day itself, as spreadsheets write it."""

    def read(self, spot: Location, report: Report) -> tuple[date, time | None]:
        text = _scalar(spot, report, "a date", _DAY_HINT).text.strip()
        match = MOMENT_FORM.fullmatch(text)
        if match is None:
            raise _not_a_date(spot, text, report)
        day = _date(spot, match[1], report)
        if match[2] is None:
            return day, None
        if int(match[2]) > 23 or int(match[3]) > 59:
            raise report.broken(
                spot,
                "there is no such time of day",
                "no-such-date",
                "write it as 14:30",
                Show.VALUE,
            )
        at = time(int(match[2]), int(match[3]))
        return day, None if at == time.min else at


def moment(typed: str) -> str:
    """A date, with its time where it has one, as the file has it; what is none as it is.

    Midnight is the day itself: spreadsheets write it so.
    """
    day = _YEAR_FIRST.match(typed) or _DAY_FIRST.match(typed)
    time = _TIME.fullmatch(typed, day.end()) if day else None
    if day is None or (time is None and day.end() < len(typed)):
        return typed
    at = f" {time['hour']:0>2}:{time['minute']}" if time else ""
    return f"{day['year']}-{day['month']:0>2}-{day['day']:0>2}{at}".removesuffix(_MIDNIGHT)


_DAY_HINT = "write year, month and day, such as 2026-01-19"


def _not_a_date(spot: Location, text: str, report: Report) -> InvalidField:
    show = Show.VALUE if re.fullmatch(r"[\d./ :T+Z-]{1,32}", text) else Show.KEY
    meant, hint = moment(text), _DAY_HINT
    if MOMENT_FORM.fullmatch(meant) and _YEAR_FIRST.match(text):
        hint = f"{_DAY_HINT}; here {meant}"
    elif DAY_FORM.match(text):
        hint = "write the time of day as 09:30 or 14:30, such as 2026-01-19 14:30"
    return report.broken(spot, "this cannot be read as a date", "not-a-date", hint, show)


def _date(spot: Location, text: str, report: Report) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise report.broken(
            spot, f"there is no {text}", "no-such-date", _DAY_HINT, Show.VALUE
        ) from None
    if day.year not in YEARS:
        raise report.broken(
            spot, f"the year {day.year} is out of range", "no-such-date", _DAY_HINT, Show.VALUE
        )
    return day


@dataclass(frozen=True, slots=True)
class SpanField:
    """A stretch such as `10 days`, `12 weeks` or `6 months`."""

    def read(self, spot: Location, report: Report) -> Duration:
        hint = "write it as `10 days`, `12 weeks` or `6 months`"
        text = _scalar(spot, report, "a stretch of time", hint).text.strip()
        match = SPAN_FORM.fullmatch(text)
        if match is None or int(match[1]) == 0:
            raise report.broken(spot, "a stretch of time is expected here", "not-a-duration", hint)
        length = Duration(int(match[1]), DurationUnit(match[2]))
        if length.after(_SOME_DAY) > _LONGEST.after(_SOME_DAY):
            raise report.broken(spot, "this is longer than a hundred years", "not-a-duration", hint)
        return length


class LastWeekField(Enum):
    """The whole week before the one of a day."""

    LAST_WEEK = "last week"


@dataclass(frozen=True, slots=True)
class SinceField:
    """How far back something reaches: a day, a stretch such as `3 weeks`, or `last week`."""

    def read(self, spot: Location, report: Report) -> date | Duration | LastWeekField:
        hint = "write the first day, such as 2026-01-05, or `last week`, or a stretch such as `3 weeks`"
        text = _scalar(spot, report, "a first day or a stretch of time", hint).text.strip()
        if text == LastWeekField.LAST_WEEK.value:
            return LastWeekField.LAST_WEEK
        if SPAN_FORM.fullmatch(text):
            return SpanField().read(spot, report)
        if DAY_FORM.fullmatch(text):
            return _date(spot, text, report)
        show = Show.VALUE if re.fullmatch(r"[\d./ :T+Z-]{1,32}", text) else Show.KEY
        raise report.broken(
            spot, "a first day or a stretch of time is expected here", "not-a-span", hint, show
        )


#: The longest stretch of time in a plan, and a day from which stretches are laid side by side.
_LONGEST: Final = Duration(1200, DurationUnit.MONTH)
_SOME_DAY: Final = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class ChoiceField(Generic[E]):
    """One of the words of an enumeration."""

    words: type[E]

    def read(self, spot: Location, report: Report) -> E:
        known = [word.value for word in self.words]
        text = _scalar(spot, report, "one word", f"choose one of: {', '.join(known)}").text.strip()
        if text in known:
            return self.words(text)
        hint = f"choose one of: {', '.join(known)}"
        near = near_miss(text, known)
        if near is None:
            raise report.broken(spot, "this word is not known here", "unknown-word", hint)
        word = echoed(text, near)
        sentence = f'unknown word{word}; did you mean "{near}"?'
        raise report.broken(spot, sentence, "unknown-word", hint, Show.VALUE if word else Show.KEY)


@dataclass(frozen=True, slots=True)
class BoolField(Generic[E]):
    """`true` or `false` as the two members of an enumeration that names both."""

    yes: E
    no: E

    def read(self, spot: Location, report: Report) -> E:
        text = _scalar(spot, report, "true or false", "write true or false").text.strip().lower()
        if text in ("true", "yes"):
            return self.yes
        if text in ("false", "no"):
            return self.no
        raise report.broken(
            spot, "true or false is expected here", "not-true-or-false", "write true or false"
        )


@dataclass(frozen=True, slots=True)
class BoolOrField(Generic[E, T]):
    """`true`, `false`, or a list of one shape."""

    either: BoolField[E]
    items: ListField[T]

    def read(self, spot: Location, report: Report) -> E | tuple[T, ...]:
        return (self.items if isinstance(spot.node, Sequence) else self.either).read(spot, report)


@dataclass(frozen=True, slots=True)
class IdField:
    """The id of a person, goal or objective: lower-case letters, digits, hyphens, first a letter."""

    def read(self, spot: Location, report: Report) -> str:
        text = _scalar(spot, report, "an id", "ids look like `speak-up`").text.strip()
        if not is_id(text):
            raise report.broken(spot, "this is not an id", "not-an-id", _ID_HINT)
        return text


_ID_HINT = "ids are lower-case letters, digits and hyphens, and begin with a letter: `speak-up`"


def is_id(text: str) -> bool:
    """Whether `text` may name a person, goal or objective; `private` never may."""
    return text != PRIVATE and ID_FORM.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class PatternField:
    """A text of one form, such as 32 hex digits; never shown, since such texts can be secret."""

    form: re.Pattern[str]
    sentence: str
    hint: str

    def read(self, spot: Location, report: Report) -> str:
        text = _scalar(spot, report, "a text", self.hint).text.strip()
        if not self.form.fullmatch(text):
            raise report.broken(spot, self.sentence, "wrong-form", self.hint)
        return text


@dataclass(frozen=True, slots=True)
class ListField(Generic[T]):
    """Items of one shape. Those that cannot be read are reported and left out, so that the rest is looked at too."""

    item: Shape[T]

    def read(self, spot: Location, report: Report) -> tuple[T, ...]:
        if not isinstance(spot.node, Sequence):
            example = _example(self.item)
            hint = "begin each item with `- `" + (f", such as `- {example}`" if example else "")
            raise report.broken(spot, "a list is expected here", "not-a-list", hint)
        return tuple(
            keep_good(self._item, [Location(node, None) for node in spot.node.items], report)
        )

    def _item(self, spot: Location, report: Report) -> T:
        if _is_left_out(spot.node, self.item):
            raise report.broken(
                spot, "this item is empty", "empty-item", "fill it in, or delete the dash"
            )
        return self.item.read(spot, report)


@dataclass(frozen=True, slots=True)
class TextListField:
    """Short texts; a single one needs no list."""

    def read(self, spot: Location, report: Report) -> tuple[str, ...]:
        if isinstance(spot.node, Scalar):
            return (TextField().read(spot, report),)
        return ListField(TextField()).read(spot, report)


@dataclass(frozen=True, slots=True)
class TextsOrField:
    """As `TextListField`, where an item may be a record as well."""

    record: Record

    def read(self, spot: Location, report: Report) -> tuple[str | Fields, ...]:
        if isinstance(spot.node, Scalar):
            return (TextField().read(spot, report),)
        return ListField(ShorthandField(TextField(), self.record)).read(spot, report)


@dataclass(frozen=True, slots=True)
class MapField(Generic[T]):
    """Ids with values of one shape, in file order."""

    value: Shape[T]

    def read(self, spot: Location, report: Report) -> tuple[tuple[Scalar, T], ...]:
        if not isinstance(spot.node, Mapping):
            raise report.broken(
                spot, "ids are expected here", "not-a-map", "write `some-id: …` below it"
            )
        bare = [
            key
            for key, value in spot.node.pairs
            if key.text in _keys(self.value) and isinstance(value, Scalar)
        ]
        if bare:
            hint = "write an id of your own, such as `calm:`, above these lines and indent them below it"
            raise report.broken(
                Location(bare[0], None), "an id is missing above this line", "no-id", hint
            )
        return tuple(
            keep_good(self._pair, [Location(value, key) for key, value in spot.node.pairs], report)
        )

    def _pair(self, spot: Location, report: Report) -> tuple[Scalar, T]:
        key = cast(Scalar, spot.key)
        if not is_id(key.text):
            sentence, hint = _why_no_id(key.text, spot.node)
            raise report.broken(Location(key, None), sentence, "not-an-id", hint)
        if _is_left_out(spot.node, self.value):
            raise report.broken(
                spot, "nothing is written here", "empty-item", "fill it in, or delete the line"
            )
        return key, self.value.read(spot, report)


@dataclass(frozen=True, slots=True)
class EachOrOneField(Generic[T]):
    """Ids with values of one shape, or one value where there is only one thing that it can be of."""

    value: Shape[T]

    def read(self, spot: Location, report: Report) -> tuple[tuple[Scalar, T], ...] | T:
        return (MapField(self.value) if isinstance(spot.node, Mapping) else self.value).read(
            spot, report
        )


def _why_no_id(text: str, value: Node) -> tuple[str, str]:
    """What is wrong with an id, and the way out; never the text itself, which may be a name."""
    if text == PRIVATE:
        return "`private` cannot be an id", "move `private:` one level up"
    if is_empty(value) and text.isdigit():
        return "a number takes a point here", "write 4.5, not 4,5"
    if is_empty(value) and ":" in text:
        return "a space is missing after the colon", "write `id: value`"
    return "this is not an id", _ID_HINT


@dataclass(frozen=True, slots=True)
class WordsMapField(Generic[T, U]):
    """The person's own words, or numbers, with values of one shape; an excerpt never shows the words."""

    key: Shape[U]
    value: Shape[T]
    #: What is said where this is no map, and where a value is left out, each with the way out.
    no_map: tuple[str, str] = (
        "words with numbers are expected here",
        "write `words: 3`, or `3: words` for the anchors of a scale, below it",
    )
    left_out: tuple[str, str] = ("nothing is written beside this", "fill it in, or delete it")

    def read(self, spot: Location, report: Report) -> tuple[tuple[U, T], ...]:
        if not isinstance(spot.node, Mapping):
            raise report.broken(spot, self.no_map[0], "not-a-map", self.no_map[1])
        spots = [Location(value, key) for key, value in spot.node.pairs]
        return tuple(keep_good(self._pair, spots, report))

    def _pair(self, spot: Location, report: Report) -> tuple[U, T]:
        key = cast(Scalar, spot.key)
        if key.text == PRIVATE:
            raise report.broken(
                Location(key, None),
                "`private` cannot stand here",
                "private-here",
                "move it one level up",
            )
        if _is_left_out(key, self.key):
            hint = "write them before the colon, or delete this"
            raise report.broken(
                Location(key, None), "the words are missing here", "empty-item", hint
            )
        if _is_left_out(spot.node, self.value):
            raise report.broken(
                Location(key, None), self.left_out[0], "empty-item", self.left_out[1]
            )
        return self.key.read(Location(key, None), report), self.value.read(
            Location(spot.node, None), report
        )


@dataclass(frozen=True, slots=True)
class RuleIdField(Generic[E]):
    """The id of an advice rule, as a check prints it. One that stops the build cannot be silenced.

    Nor can one of `never`, each with what can be done in its place.
    """

    advice: type[E]
    stopping: tuple[str, ...]
    never: MappingOf[E, str]

    def read(self, spot: Location, report: Report) -> E:
        text = _scalar(
            spot, report, "the id of a rule", "write it as a check prints it, such as A6"
        ).text.strip()
        known = [rule.value for rule in self.advice]
        if text in self.never:
            sentence = f"{text} asks about a person, so it stays on in every plan"
            raise report.broken(
                spot, sentence, "cannot-silence", self.never[self.advice(text)], Show.VALUE
            )
        if text in known:
            return self.advice(text)
        if text in self.stopping:
            hint = "take this line out; where the rule speaks, its hint says what to mend"
            sentence = f"{text} is no advice: no page goes out against it, so it stays on"
            raise report.broken(spot, sentence, "cannot-silence", hint, Show.VALUE)
        more = f'; did you mean "{text.upper()}"?' if text.upper() in known else ""
        hint = "write it as `handrail check` prints it, such as A6; docs/advice.md lists them all"
        raise report.broken(spot, f"this is no advice rule{more}", "unknown-rule", hint)


@dataclass(frozen=True, slots=True)
class ShorthandField(Generic[T]):
    """Either the short form, one value, or a record."""

    value: Shape[T]
    record: Record

    def read(self, spot: Location, report: Report) -> T | Fields:
        return (
            self.record.read(spot, report)
            if isinstance(spot.node, Mapping)
            else self.value.read(spot, report)
        )


@dataclass(frozen=True, slots=True)
class ShorthandOrEachField(Generic[T]):
    """One value, a record, or a value for each of some ids: `3`, `{first: 3}`, `{sam: 3, vera: 5}`.

    A map is the record where one of its keys stands there, or where all that stands there nearly are its keys.
    """

    value: Shape[T]
    record: Record

    def read(self, spot: Location, report: Report) -> T | Fields | tuple[tuple[Scalar, T], ...]:
        if not isinstance(spot.node, Mapping):
            return self.value.read(spot, report)
        names = [key.text for key, _value in spot.node.pairs if key.text != PRIVATE]
        keys = self.record.keys
        if any(name in keys for name in names) or all(near_miss(name, keys) for name in names):
            return self.record.read(spot, report)
        return MapField(self.value).read(spot, report)


@dataclass(frozen=True, slots=True)
class PairField:
    """Two numbers, `[low, high]`, in ascending order."""

    def read(self, spot: Location, report: Report) -> tuple[float, float]:
        numbers = ListField(NumberField()).read(spot, report)
        if len(numbers) != 2 or not numbers[0] < numbers[1]:
            raise report.broken(
                spot,
                "two numbers are expected here",
                "not-a-pair",
                "write them as [3, 5], low to high",
            )
        return numbers[0], numbers[1]


@dataclass(frozen=True, slots=True)
class BandsField:
    """A number with the name of what begins there, `[14, mild]`; `[21]` alone ends the one before."""

    def read(self, spot: Location, report: Report) -> tuple[float, str | None]:
        hint = "write its lowest total and its name, such as [14, mild]"
        items = spot.node.items if isinstance(spot.node, Sequence) else ()
        if not 1 <= len(items) <= 2 or any(is_empty(item) for item in items):
            raise report.broken(spot, "a number and a name are expected here", "not-a-band", hint)
        start = NumberField().read(Location(items[0], None), report)
        return start, TextField().read(Location(items[1], None), report) if len(
            items
        ) == 2 else None


def keep_good(
    read: Callable[[Location, Report], T], spots: Iterable[Location], report: Report
) -> list[T]:
    """What can be read of `spots`, in order."""
    good = []
    for spot in spots:
        try:
            good.append(read(spot, report))
        except InvalidField:
            continue
    return good


def _short(number: float) -> str:
    return f"{number:g}"

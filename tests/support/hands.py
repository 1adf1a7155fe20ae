"""Hands: somebody who has never heard of YAML and does what a hint says, to the letter.

In: the text of a plan file, the place that a message gives and the words of its hint. Out: the
text as it is after the hint was followed; None where the hint asks for something that only a person
knows. Nothing else of a finding is looked at, since nothing else is printed.

Terms
    mark    the place that the message gives: a key, or a value.
    pair    the mark's key with all that stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from generator.errors import Place
from generator.format.parse import PlanError
from generator.model.settings import Settings
from generator.workspace.layout import PlanSource

_KEY: Final = re.compile(r"(\"[^\"]*\"|'[^']*'|[^\s\[\]{},#\"'“‘][^{}\[\],]*?) *:(?=\s|$)")
_BEHIND_DASH: Final = re.compile(r"\s*(?:- +)*")
_OPEN, _CLOSE = "{[", "}]"


@dataclass(frozen=True, slots=True)
class _Hands:
    """A text, and the place that is meant; line and column from 0."""

    lines: tuple[str, ...]
    at: int
    column: int

    @property
    def line(self) -> str:
        return self.lines[self.at]

    # ---- what stands at the mark

    @property
    def is_flow(self) -> bool:
        """Whether the mark stands between brackets that open on its line."""
        before = _without_quoted(self.line[: self.column])
        opened = sum(map(before.count, _OPEN))
        return opened > sum(map(before.count, _CLOSE))

    @property
    def key(self) -> re.Match[str] | None:
        """The key at the mark; None at a value."""
        return _KEY.match(self.line, self.column)

    def with_key(self) -> _Hands:
        """The same at the key that the mark belongs to."""
        if self.key is not None:
            return self
        start = _BEHIND_DASH.match(self.line).end()
        begins = [start, *(m.end() for m in re.finditer(r"[{,] *", self.line))]
        for begin in sorted((one for one in begins if one < self.column), reverse=True):
            if _KEY.match(self.line, begin):
                return _Hands(self.lines, self.at, begin)
        return self

    def value(self) -> tuple[int, int]:
        """Where the value at the mark begins and ends on the mark's line."""
        start = self.column
        if self.key is not None:
            start = self.key.end()
            start += len(self.line[start:]) - len(self.line[start:].lstrip(" "))
        if self.is_flow:
            return start, _end_in_flow(self.line, start)
        return min(start, len(self.line.rstrip())), len(self.line.rstrip())

    def last_line(self) -> int:
        """The last line of what stands below the key of the mark."""
        if self.is_flow:
            return self.at
        end = self.at + 1
        while end < len(self.lines) and self._is_below(self.lines[end]):
            end += 1
        return end - 1

    def _is_below(self, line: str) -> bool:
        indent = len(line) - len(line.lstrip())
        column = _BEHIND_DASH.match(self.line).end()
        is_item = indent == column and line.lstrip().startswith("- ")
        return bool(line.strip()) and (indent > column or is_item)

    # ---- what hands do

    def splice(self, start: int, end: int, new: str, last: int | None = None) -> str:
        lines = list(self.lines)
        last = self.at if last is None else last
        lines[self.at : last + 1] = [self.line[:start] + new + self.line[end:]]
        return "\n".join(lines)

    def put_value(self, new: str) -> str:
        start, end = self.value()
        new = new if self.line[start - 1 : start] in (" ", "[") else f" {new}"
        return self.splice(start, end, new, self.last_line() if self.key else None)

    def put_pair(self, new: str) -> str:
        at = self.with_key()
        return at.splice(at.column, at.value()[1], new, at.last_line())

    def put_key(self, new: str) -> str:
        at = self.with_key()
        return at.splice(at.column, at.key.end(), new)

    def delete(self) -> str:
        at = self.with_key()
        if at.is_flow:
            start, end = at.column, at.value()[1]
            rest = at.line[end:]
            if rest.startswith(","):
                end += len(rest) - len(rest[1:].lstrip())
            else:
                start = len(at.line[:start].rstrip(", "))
            return at.splice(start, end, "")
        lines = list(at.lines)
        del lines[at.at : at.last_line() + 1]
        return "\n".join(lines)

    def add(self, new: str) -> str:
        """Among the keys that stand below the mark; at the top where the mark is the whole file."""
        if (self.at, self.column) == (0, 0) and self.lines[0].startswith(("uid:", "share:")):
            return "\n".join((new, *self.lines))
        start, end = self.value()
        value = self.line[start:end]
        if value.startswith("{"):
            join = "" if value == "{}" else ", "
            return self.splice(end - 1, end, f"{join}{new}}}")
        if self.is_flow or value:
            return self.beside(new)
        lines = list(self.lines)
        below = self.lines[self.at + 1]
        if below.lstrip().startswith("{"):
            lines[self.at + 1] = below.rstrip()[:-1] + f", {new}}}"
            return "\n".join(lines)
        lines.insert(self.at + 1, below[: len(below) - len(below.lstrip())] + new)
        return "\n".join(lines)

    def beside(self, new: str) -> str:
        at = self.with_key()
        if at.is_flow:
            return at.splice(at.column, at.column, f"{new}, ")
        return at.splice(at.column, at.column, f"{new}\n{' ' * at.column}")

    def quote(self) -> str:
        """Around the words from where they begin, behind the key on this line, to their end."""
        at = self.with_key() if not self.is_flow else self._start_of_words()
        start, end = at.value()
        if at.key is None and not at.is_flow:
            start = _BEHIND_DASH.match(at.line).end()
        if at.is_flow:
            end = len(at.line.rstrip().rstrip("}]"))
        words = at.line[start:end].strip("'\"“”")
        mark = "'" if "\\" in words else '"'
        words = words.replace("'", "’")
        for number in range(words.count('"')):
            words = words.replace('"', "“”"[number % 2], 1)
        return at.splice(start, end, mark + words + mark)

    def _start_of_words(self) -> _Hands:
        begins = [m.end() for m in re.finditer(r"[{,] *", self.line[: self.column + 1])]
        for begin in sorted(begins, reverse=True):
            if _KEY.match(self.line, begin):
                return _Hands(self.lines, self.at, begin)
        return self


def _without_quoted(text: str) -> str:
    return re.sub(r"\"[^\"]*\"|'[^']*'", lambda found: "_" * len(found[0]), text)


def _end_in_flow(line: str, start: int) -> int:
    """Where a value between brackets ends: at the comma or bracket behind it."""
    depth = 0
    bare = line[:start] + _without_quoted(line[start:])
    for column in range(start, len(bare)):
        if depth == 0 and bare[column] in ",}]":
            return column
        depth += (bare[column] in _OPEN) - (bare[column] in _CLOSE)
    return len(bare.rstrip())


# ---- the words of a hint, each with what is done


def _write(hands: _Hands, new: str) -> str:
    if re.fullmatch(r"[\w-]+:", new):
        return hands.put_key(new)
    if _KEY.match(new):
        return hands.put_pair(new)
    return hands.put_value(new)


def _replace(hands: _Hands, old: str, new: str) -> str:
    line = hands.line[: hands.column] + hands.line[hands.column :].replace(old, new, 1)
    if line == hands.line:
        line = hands.line.replace(old, new, 1)
    return hands.splice(0, len(hands.line), line)


def _replace_each(hands: _Hands, old: str, new: str) -> str:
    at = hands.with_key()
    key = at.key
    return at.splice(key.start(), key.end(), key[0].replace(old, new))


def _nearest(hands: _Hands, low: str, high: str) -> str:
    start, end = hands.value()
    number = re.match(r"[-+]?[\d.]+", hands.line[hands.column :])
    put, typed = hands.put_value, hands.line[start:end]
    if hands.key is not None and number is not None:
        put, typed = (lambda one: hands.put_key(f"{one}:")), number[0]
    typed = float(typed)
    return put(min(low, high, key=lambda one: abs(float(one) - typed)))


def _type(hands: _Hands, sign: str) -> str:
    return hands.splice(hands.column, hands.column + 1, sign)


def _without_quotes(hands: _Hands) -> str:
    return hands.splice(0, len(hands.line), re.sub("[“”„‟‘’‚‛«»‹›]", "", hands.line))


def _without_backslash(hands: _Hands) -> str:
    lines = "\n".join(hands.lines[hands.at :])
    lines = re.sub(r"\\(?:x[0-9a-fA-F]{2}|[a-z0])", "", lines, count=1)
    return "\n".join((*hands.lines[: hands.at], lines))


def _before(hands: _Hands, new: str) -> str:
    return hands.splice(hands.column, hands.column, new)


def _day_after(hands: _Hands, day: str) -> str:
    return hands.put_value(str(date.fromisoformat(day) + timedelta(days=1)))


def _dash_outside(hands: _Hands) -> str:
    return hands.splice(hands.column - 2, hands.column, "- ")


def _bracket(hands: _Hands) -> str:
    start, end = hands.value()
    words = hands.line[start:end].replace(" and ", ", ")
    return hands.splice(start, end, f"[{words}]")


def _new_line(hands: _Hands, _key: str) -> str:
    indent = _BEHIND_DASH.match(hands.line).end()
    before = hands.line[: hands.column].rstrip()
    return hands.splice(0, len(hands.line), f"{before}\n{' ' * indent}{hands.line[hands.column :]}")


def _single_quotes(hands: _Hands) -> str:
    return hands.splice(0, len(hands.line), hands.line.replace("'", "’").replace('"', "'"))


def _small(hands: _Hands) -> str:
    if hands.key is None:
        return _small_value(hands)
    return hands.put_key(hands.key[0].lower())


def _small_value(hands: _Hands) -> str:
    start, end = hands.value()
    return hands.splice(start, end, hands.line[start:end].lower())


def _own_line(hands: _Hands) -> str:
    start, end = hands.value()
    words = hands.line[start:end]
    return hands.splice(start - 1, end, f"\n{' ' * (hands.column + 2)}- {words}")


def _indent_all(hands: _Hands, last: str, count: str) -> str:
    lines = list(hands.lines)
    for number in range(hands.at, int(last)):
        lines[number] = " " * int(count) + lines[number].lstrip()
    return "\n".join(lines)


def _replace_both(hands: _Hands, new: str, old: str, other_new: str, other_old: str) -> str:
    line = hands.line.replace(old, new).replace(other_old, other_new)
    return hands.splice(0, len(hands.line), line)


def _above(hands: _Hands, new: str) -> str:
    indent = hands.column - 2 * new.startswith("- ")
    return "\n".join((*hands.lines[: hands.at], " " * indent + new, *hands.lines[hands.at :]))


def _at_end(hands: _Hands, new: str, line: str | None = None) -> str:
    at = hands.at if line is None else int(line) - 1
    there = hands.lines[at].rstrip()
    return _Hands(hands.lines, at, 0).splice(0, len(hands.lines[at]), there + new)


def _indent(hands: _Hands, count: str) -> str:
    return hands.splice(0, len(hands.line), " " * int(count) + hands.line.lstrip())


def _delete_named(hands: _Hands, key: str) -> str:
    """Delete the line of a key: the marked one, or one below the mark."""
    for line, text in enumerate(hands.lines[hands.at :], hands.at):
        found = re.search(rf"(?:^|[\s{{]){key}", text)
        if found:
            begin = found.end() - len(key)
            return _Hands(hands.lines, line, begin).delete()
    raise AssertionError(f"no {key} to delete")


def _as_item(hands: _Hands) -> str:
    """A dash before the first line below the mark, and all lines below it moved in."""
    lines = list(hands.lines)
    for number in range(hands.at + 1, hands.last_line() + 1):
        lines[number] = "  " + lines[number]
    first = lines[hands.at + 1]
    indent = len(first) - len(first.lstrip())
    lines[hands.at + 1] = first[: indent - 2] + "- " + first[indent:]
    return "\n".join(lines)


def _first_word(hands: _Hands, new: str) -> str:
    line = re.sub(r"^(\s*(?:- +)*[^\s:]+):? *", lambda found: found[1] + new, hands.line)
    return hands.splice(0, len(hands.line), line)


def _space_behind(hands: _Hands, sign: str) -> str:
    column = hands.line.index({"colon": ":", "dash": "-"}[sign], hands.column) + 1
    return hands.splice(column, column, " ")


def _with_uid(hands: _Hands) -> str:
    from generator.editing.fix import with_fixes
    from generator.format.validate.settings import NO_SETTINGS

    settings: Settings = NO_SETTINGS
    source = PlanSource("plans/sam.yml", "\n".join(hands.lines).encode())
    try:
        return with_fixes(source, settings)[0].decode()
    except PlanError as error:
        raise AssertionError("`handrail check --fix` mends nothing") from error


def _without_lines(hands: _Hands, *numbers: str) -> str:
    gone = set(map(int, numbers))
    return "\n".join(line for number, line in enumerate(hands.lines, 1) if number not in gone)


def _once_more(hands: _Hands, what: str, first: str, last: str | None, *marks: str) -> str:
    """Lines written once more in place of others, and two lines taken out."""
    copied = []
    for begin, end in re.findall(r"lines? (\d+)(?: to (\d+))?", what):
        copied += hands.lines[int(begin) - 1 : int(end or begin)]
    lines: list[str | None] = list(hands.lines)
    for mark in marks:
        lines[int(mark) - 1] = None
    lines[int(first) - 1 : int(last or first)] = copied
    return "\n".join(line for line in lines if line is not None)


_TWO_ENTRIES: Final = (
    r"if these are two entries, write (.+?) once more in place of lines? (\d+)(?: to (\d+))?, "
    r"and delete lines (\d+) and (\d+)"
)
#: The forms that a hint has, the first that fits holds; what stands in backticks is typed as it is.
_FORMS: Final[tuple[tuple[str, Callable[..., str]], ...]] = (
    (r"to keep .*?, delete lines (\d+), (\d+) and (\d+)", _without_lines),
    (_TWO_ENTRIES, _once_more),
    (r"write it in small letters", _small),
    (r"write the letters behind the colon small", _small_value),
    (r"write it on a line of its own below, with `- ` before it", _own_line),
    (r"begin this line, and all to line (\d+), with (\d+) spaces", _indent_all),
    (r"write `(.)` in place of `(.)` and `(.)` in place of `(.)`", _replace_both),
    (r"use single quotes around the text", _single_quotes),
    (r"write `- ` before the first line below it and move", _as_item),
    (r"type `(.)` here again", _type),
    (r"type a plain space here", lambda hands: _type(hands, " ")),
    (r"delete the sign here", lambda hands: _type(hands, "")),
    (r"take the curly quotes off", _without_quotes),
    (r"delete `(?P<old>[^`]+)` from this line(?P<new>)", _replace),
    (r"write `- ` in place of the 2 spaces before it", _dash_outside),
    (r"put square brackets around it", _bracket),
    (r"begin a new line with `([^`]+)`", _new_line),
    (r"run `handrail check --fix`", _with_uid),
    (r"add `by:` with one of: (\w+)", lambda hands, who: hands.beside(f"by: {who}")),
    (r"add beside it `([^`]+)`", _Hands.beside),
    (r"(?:once they agree, )?add `([^`]+)`(?: or `[^`]+`)? beside it", _Hands.beside),
    (r"(?:once they agree, )?add `([^`]+)`", _Hands.add),
    (r"delete `([^`]+:)`", _delete_named),
    (r"delete (?:it|this line|these lines|this score)\b", _Hands.delete),
    (r"put the whole text in quotes", _Hands.quote),
    (r"write `(?P<new>[^`]+)` in place of `(?P<old>[^`]+)`", _replace),
    (r"write `(?P<new>[^`]+)`, not `(?P<old>[^`]+)`", _replace),
    (r"write `(?P<new>[^`]+)` in place of each (?P<old>`[^`]+`|space)", _replace_each),
    (r"write `([^`]+)` above it", _above),
    (r"write `([^`]+)` before it", _before),
    (r"choose a day after `([^`]+)`", _day_after),
    (r"if the year is a slip, write `([^`]+)`", _Hands.put_value),
    (r"add up the answers again: write `([^`]+)`", _Hands.put_value),
    (r"delete one of the two", _Hands.delete),
    (r"delete what begins with a backslash", _without_backslash),
    (r"write `([^`]+)` at the end of this line", _at_end),
    (r"write `([^`]+)` at the end of line (\d+)", _at_end),
    (r"write `([^`]+)` after its first word", _first_word),
    (r"(?:write|choose) one of: ([\w.-]+)", _Hands.put_value),
    (r"choose (?:\w+ )*?(?:from )?(-?[\d.]+) to (-?[\d.]+)", _nearest),
    (r"begin this line without spaces", lambda hands: _indent(hands, "0")),
    (r"begin (?:it|this line) with (\d+) spaces?", _indent),
    (r"put a space behind the (colon|dash)", _space_behind),
    (r"(?:write|choose) (?!an id of your own)[^`]*`([^`]+)`", _write),
)


def follow(text: str, place: Place, hint: str) -> str | None:
    """The text after the hint was followed; None where it leaves the words to a person."""
    if "contact: …" in hint:
        return None
    for form, do in _FORMS:
        found = re.match(form, hint)
        if found:
            hands = _Hands(tuple(text.split("\n")), place.line - 1, place.column - 1)
            named = found.groupdict()
            if named:
                named["old"] = named["old"].strip("`").replace("space", " ")
                return do(hands, **named)
            return do(hands, *found.groups())
    return None

"""Unfinished merge: the lines that git left to be brought together, and how to keep what both sides wrote.

In: the text of a file. Out: one finding for each place where two sides stand. Touches nothing.
Of entries of the log, both are kept; where git has drawn together what two entries of one day have in common, these
lines are named, so that each entry gets its own.

Terms
    mark      a line that git put in: <<<<<<<, |||||||, ======= or >>>>>>>.
    half      one side's lines of an entry whose other lines stand around the marks, for both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.errors import Finding, Place

#: What these findings are called.
CODE: Final = "unfinished-merge"
#: Lines that git leaves around the two sides of an unfinished merge.
MERGE_MARK: Final = re.compile(r"^(?:[<>|]{7,}|={7,})(?: |$)", re.MULTILINE)

_OPENS: Final = "<"
_WAS: Final = "|"
_PARTS: Final = "="
_CLOSES: Final = ">"
_MARK_WIDTH: Final = 7
_FIRST_OF_ENTRY: Final = re.compile(r"( *- +)[\"']?date[\"']?:")


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines of a file, numbered from 1; none where the last is before the first."""

    first: int
    last: int

    def __str__(self) -> str:
        return (
            f"line {self.first}"
            if self.first == self.last
            else f"lines {self.first} to {self.last}"
        )

    @property
    def are_none(self) -> bool:
        return self.last < self.first


@dataclass(frozen=True, slots=True)
class _Conflict:
    """Where the marks stand, from 1; `was` is that of |||||||, which not every git writes."""

    opens: int
    was: int | None
    parts: int
    closes: int

    @property
    def ours(self) -> _Lines:
        return _Lines(self.opens + 1, (self.was or self.parts) - 1)

    @property
    def theirs(self) -> _Lines:
        return _Lines(self.parts + 1, self.closes - 1)

    @property
    def marks(self) -> str:
        """The lines that go whatever stays."""
        if self.was is None:
            return f"lines {self.opens}, {self.parts} and {self.closes}"
        return f"line {self.opens}, {self.between} and line {self.closes}"

    @property
    def between(self) -> _Lines:
        """What stands between the two sides: the mark, and above it what both came from, where git tells."""
        return _Lines(self.was or self.parts, self.parts)


def unfinished_merges(text: str, file: str) -> tuple[Finding, ...]:
    """Every place where two sides are still to be brought together, in order."""
    if MERGE_MARK.search(text) is None:
        return ()
    lines = text.split("\n")
    return tuple(_finding(lines, conflict, file) for conflict in _conflicts(lines))


def _conflicts(lines: Sequence[str]) -> Iterator[_Conflict]:
    """Whole conflicts; a mark that stands alone belongs to none."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not MERGE_MARK.match(line):
            continue
        sign = line[0]
        if sign == _OPENS:
            found = {}
        found[sign] = number
        if sign == _CLOSES and _OPENS in found and _PARTS in found:
            yield _Conflict(found[_OPENS], found.get(_WAS), found[_PARTS], number)
            found = {}


def _finding(lines: Sequence[str], conflict: _Conflict, file: str) -> Finding:
    place = Place(file, conflict.opens, 1, _MARK_WIDTH)
    return Finding(place, _sentence(conflict), CODE, _hint(lines, conflict))


def _sentence(conflict: _Conflict) -> str:
    sides = f"{_side(conflict.ours)} on one side, {_side(conflict.theirs)} on the other"
    return f"an unfinished merge stands here, up to line {conflict.closes}: {sides}"


def _side(side: _Lines) -> str:
    return "nothing" if side.are_none else str(side)


def _hint(lines: Sequence[str], conflict: _Conflict) -> str:
    ours, theirs = _told(lines, conflict.ours), _told(lines, conflict.theirs)
    marks = conflict.marks
    if not ours or not theirs:
        side = conflict.theirs if not ours else conflict.ours
        rest = f"lines {conflict.opens} to {conflict.closes}"
        return f"to keep {side}, delete {marks}; to let it go, delete {rest}"
    shared = _shared(lines, conflict, ours[0])
    both = f"{conflict.ours} and {conflict.theirs}"
    one = f"keep what is right of {both}; delete the rest, and {marks}, which git put in"
    if shared:
        return (
            f"if these are two entries, write {shared} once more in place of {conflict.between}, and delete "
            f"lines {conflict.opens} and {conflict.closes}; if they are one, {one}"
        )
    if _FIRST_OF_ENTRY.match(ours[0]) and _FIRST_OF_ENTRY.match(theirs[0]):
        return (
            f"to keep the entries of both sides, delete {marks}; "
            "of one entry that both corrected, delete the version that does not hold as well"
        )
    return one


def _told(lines: Sequence[str], side: _Lines) -> list[str]:
    """The lines of a side that say something."""
    return [line for line in lines[side.first - 1 : side.last] if line.strip()]


def _shared(lines: Sequence[str], conflict: _Conflict, first_told: str) -> str:
    """The lines that entries of both sides have in common, those below the marks first; nothing without such lines."""
    entry = _FIRST_OF_ENTRY.match(first_told)
    indent = len(entry[1]) if entry else _indent(first_told)
    first = conflict.opens if entry else _entry_above(lines, conflict.opens, indent)
    if first is None:
        return ""
    last = conflict.closes
    while last < len(lines) and lines[last].strip() and _indent(lines[last]) >= indent:
        last += 1
    parts = (_Lines(conflict.closes + 1, last), _Lines(first, conflict.opens - 1))
    return " and then ".join(str(part) for part in parts if not part.are_none)


def _entry_above(lines: Sequence[str], opens: int, indent: int) -> int | None:
    """The line where the entry begins whose keys stand so far in above the marks; None where there is none."""
    first = opens - 1
    while first and _indent(lines[first - 1]) >= indent:
        first -= 1
    begins = _FIRST_OF_ENTRY.match(lines[first - 1]) if first else None
    return first if begins and len(begins[1]) == indent else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

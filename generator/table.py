"""Table: a CSV file, as a spreadsheet saves it, as new entries for a log.

In: the bytes of the file and the ids of the plan's objectives. Out: an entry for each row, with the row's number.
Touches nothing. What stands in a cell is judged with the plan, later; here it is only found its place.

Terms
    row        numbered as a spreadsheet does, the header being row 1.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.errors import HandrailError
from generator.logbook import NewEntry
from generator.shapes import echoed, near_miss

#: What a column may be beside the id of an objective; the first is in every table.
COLUMNS: Final = ("date", "by", "note", "trigger", "response", "helped", "celebrate", "private")
_DELIMITERS: Final = ",;\t"
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
#: What stands between several texts in one cell.
_BETWEEN: Final = re.compile(r"[;|\n]")


class TableError(HandrailError):
    """This file is no table that can be read."""


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    entry: NewEntry


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that hold anything, in their order, and a sentence for each cell that has no place in an entry."""

    rows: tuple[Row, ...]
    amiss: tuple[str, ...]


def table_of(data: bytes, objectives: Collection[str]) -> Table:
    """The table in a file. Raises TableError where there is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError("this table is not saved as UTF-8; save it again as “CSV UTF-8”") from error
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        header, *body = list(csv.reader(_LINE.findall(text), delimiter=delimiter, strict=True)) or [[]]
    except csv.Error as error:
        raise TableError("a quote in this table is opened and not closed, or more follows it") from error
    names = [cell.strip().lower() for cell in header]
    while names and not names[-1]:
        names.pop()
    known = {*COLUMNS, *objectives}
    amiss, rows = list(_amiss_in_header(names, (*COLUMNS, *objectives))), []
    if "date" not in names:  # each row would lack the same
        return Table((), tuple(amiss))
    for number, cells in enumerate(body, 2):
        filled = [cell.strip() for cell in cells]
        if any(filled):
            values = {name: cell for name, cell in zip(names, filled, strict=False) if name in known}
            amiss += _amiss_in_row(number, values, filled[len(names) :])
            rows.append(Row(number, _entry(values)))
    return Table(tuple(rows), tuple(amiss))


def _amiss_in_header(names: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    if "date" not in names:
        yield f"row 1 has no column date; the columns are: {', '.join(known)}"
    for number, name in enumerate(names, 1):
        if name in names[: number - 1]:
            yield f"row 1, column {number}: this column is here twice; keep one of the two"
        elif name not in known:
            near = near_miss(name, known)
            said = echoed(name, near).strip() or "so"
            more = f'did you mean "{near}"?' if near else f"the columns are: {', '.join(known)}"
            yield f"row 1, column {number}: nothing in this plan is called {said}; {more}"


def _amiss_in_row(number: int, values: Mapping[str, str], more: Sequence[str]) -> Iterator[str]:
    if any(more):
        yield f"row {number} has more cells than row 1; put quotes around a text with commas"
    helped = [one.rpartition("=")[0].strip() for one in _texts(values.get("helped", ""))]
    if not all(helped) or len(helped) > len(set(helped)):
        yield f"row {number}, column helped: write each thing once, with a number from 0 to 4: slow breaths=3; a walk=2"


def _entry(values: Mapping[str, str]) -> NewEntry:
    helped = [one.rpartition("=") for one in _texts(values.get("helped", ""))]
    return NewEntry(
        date=values.get("date", ""),
        by=values.get("by", ""),
        scores=tuple((name, cell) for name, cell in values.items() if name not in COLUMNS and cell),
        note=values.get("note", ""),
        trigger=_texts(values.get("trigger", "")),
        response=_texts(values.get("response", "")),
        helped=tuple((words.strip(), much.strip()) for words, _, much in helped if words.strip()),
        celebrate=values.get("celebrate", ""),
        private=values.get("private", ""),
    )


def _texts(cell: str) -> tuple[str, ...]:
    return tuple(text.strip() for text in _BETWEEN.split(cell) if text.strip())

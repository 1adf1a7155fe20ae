"""Table: a CSV file, as a spreadsheet saves it, as new entries for a log.

In: the bytes of the file and the ids of the plan's objectives. Out: an entry for each row, with the row's number.
Touches nothing. What stands in a cell is judged with the plan, later; here it is only found its place.

Terms
    row        numbered as a spreadsheet does, the header being row 1; a line `sep=;` above it is none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.editing.entries import NewEntry
from generator.errors import HandrailError
from generator.format.fields.slips import echoed, near_miss
from generator.text import numerals
from generator.text.encoding import as_written

#: What a column may be beside the id of an objective; the first is in every table.
COLUMNS: Final = (
    "date",
    "by",
    "over",
    "part",
    "note",
    "trigger",
    "response",
    "helped",
    "celebrate",
    "private",
)
_DELIMITERS: Final = ",;\t"
#: A first line by which spreadsheets are told what stands between cells.
_SEPARATOR: Final = re.compile(r'"?sep=([^"\w\r\n])"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
#: What says only when, by whom, and since when.
_WHEN_AND_WHO: Final = ("date", "by", "over")
#: What stands between the numbers of a score, or after one.
_BETWEEN_NUMBERS: Final = re.compile(r"[/>%]| [^\W\d_]+ ")
#: What stands between several texts in one cell.
_BETWEEN: Final = re.compile(r"[;|\n]")


class TableError(HandrailError):
    """This file is no table that can be read."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    number: int
    entry: NewEntry


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The rows that hold more than a date, in their order, and a sentence for each cell that has no place in an entry.

    `bare` are the numbers of rows that hold a date and nothing to note; `told` says how numbers were read that could
    be read otherwise in another table.
    """

    rows: tuple[CsvRow, ...]
    amiss: tuple[str, ...]
    bare: tuple[int, ...] = ()
    told: tuple[str, ...] = ()


def table_of(data: bytes, objectives: Collection[str]) -> CsvTable:
    """The table in a file. Raises TableError where there is none."""
    try:
        text = as_written(data)
    except UnicodeDecodeError as error:
        raise TableError(
            "this table is not saved as UTF-8; save it again as “CSV UTF-8”"
        ) from error
    separator = _SEPARATOR.match(text)
    text = text[separator.end() :] if separator else text
    first = text.partition("\n")[0]
    delimiter = separator[1] if separator else max(_DELIMITERS, key=first.count)
    try:
        header, *body = list(csv.reader(_LINE.findall(text), delimiter=delimiter, strict=True)) or [
            []
        ]
    except csv.Error as error:
        raise TableError(
            "a quote in this table is opened and not closed, or more follows it"
        ) from error
    names = [cell.strip().lower() for cell in header]
    while names and not names[-1]:
        names.pop()
    known = {*COLUMNS, *objectives}
    amiss, rows, bare = list(_amiss_in_header(names, (*COLUMNS, *objectives))), [], []
    if "date" not in names:  # each row would lack the same
        return CsvTable((), tuple(amiss))
    for number, cells in enumerate(body, 2):
        filled = [cell.strip() for cell in cells]
        if any(filled):
            values = {
                name: cell for name, cell in zip(names, filled, strict=False) if name in known
            }
            amiss += _amiss_in_row(number, values, filled[len(names) :])
            if any(values.get(name) for name in values if name not in _WHEN_AND_WHO):
                rows.append(CsvRow(number, _entry(values)))
            elif not any(filled[len(names) :]):
                bare.append(number)
    mark, told = _decimal(rows)
    known_by = [CsvRow(row.number, replace(row.entry, decimal=mark)) for row in rows]
    return CsvTable(tuple(known_by), tuple(amiss), tuple(bare), told)


def _decimal(rows: Sequence[CsvRow]) -> tuple[str, tuple[str, ...]]:
    """The sign before decimals that the numbers of a table prove between them, where they agree, and what follows."""
    numbers = [
        (row.number, number.strip())
        for row in rows
        for _, typed in row.entry.scores
        for number in _BETWEEN_NUMBERS.split(typed)
    ]
    proofs = {
        mark: (row, number)
        for row, number in reversed(numbers)
        if (mark := numerals.decimal_in(number))
    }
    if len(proofs) != 1:
        return "", ()
    ((mark, (proof_row, proof)),) = proofs.items()
    open_ones = [
        (row, one)
        for row, one in numbers
        if isinstance(numerals.read_number(one), numerals.TwoReadings)
    ]
    if not open_ones:
        return mark, ()
    row, one = open_ones[0]
    more = f", and {len(open_ones) - 1} more like it" if len(open_ones) > 1 else ""
    return mark, (
        f"{one} in row {row} is read as {numerals.read_number(one, mark)}{more}, since row {proof_row} has {proof}.",
    )


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
    helped = [one.rpartition("=")[0].strip() for one in texts_in(values.get("helped", ""))]
    if not all(helped) or len(helped) > len(set(helped)):
        yield f"row {number}, column helped: write each thing once, with a number from 0 to 4: slow breaths=3; a walk=2"


def _entry(values: Mapping[str, str]) -> NewEntry:
    helped = [one.rpartition("=") for one in texts_in(values.get("helped", ""))]
    return NewEntry(
        date=values.get("date", ""),
        by=values.get("by", ""),
        scores=tuple((name, cell) for name, cell in values.items() if name not in COLUMNS and cell),
        note=values.get("note", ""),
        trigger=texts_in(values.get("trigger", "")),
        response=texts_in(values.get("response", "")),
        helped=tuple((words.strip(), much.strip()) for words, _, much in helped if words.strip()),
        celebrate=values.get("celebrate", ""),
        private=values.get("private", ""),
        over=values.get("over", ""),
        part=values.get("part", ""),
    )


def texts_in(cell: str) -> tuple[str, ...]:
    """The texts in one cell, or in one answer."""
    return tuple(text.strip() for text in _BETWEEN.split(cell) if text.strip())

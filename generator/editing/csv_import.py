"""CSV import: a CSV file, as a spreadsheet saves it, as new entries for a log.

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

from generator.editing.entry_values import NewEntry
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
_SEPARATOR: Final = re.compile(
    r'"?sep=([^"\w\r\n])"?[ \t]*(?:\r\n|\r|\n|$)',
    re.IGNORECASE,
)
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
    """An entry, and the number of the row that it stands in."""

    number: int
    entry: NewEntry


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The rows that hold more than a date, in their order, and a sentence for each cell that has no place in an entry.

    `bare` are the numbers of rows that hold a date and nothing to note; `remarks` say how numbers were read that could
    be read otherwise in another table.
    """

    rows: tuple[CsvRow, ...]
    problems: tuple[str, ...]
    bare: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()


def table_of(data: bytes, objectives: Collection[str]) -> CsvTable:
    """The table in a file. Raises TableError where there is none."""
    header, *body = _cells(data) or [[]]
    names = _names(header)
    known = (*COLUMNS, *objectives)
    problems = list(_problems_in_header(names, known))
    if "date" not in names:  # each row would lack the same
        return CsvTable((), tuple(problems))
    rows: list[CsvRow] = []
    bare: list[int] = []
    for number, cells in enumerate(body, 2):
        filled = [cell.strip() for cell in cells]
        if not any(filled):
            continue
        pairs = zip(names, filled, strict=False)
        values = {name: cell for name, cell in pairs if name in known}
        more = filled[len(names) :]
        problems += _problems_in_row(number, values, more)
        if _says_something(values):
            rows.append(CsvRow(number, _entry(values)))
        elif not any(more):
            bare.append(number)
    decimal, remarks = _decimal(rows)
    sure = [CsvRow(row.number, replace(row.entry, decimal=decimal)) for row in rows]
    return CsvTable(tuple(sure), tuple(problems), tuple(bare), remarks)


def _cells(data: bytes) -> list[list[str]]:
    """Every cell of every row. Raises TableError."""
    try:
        text = as_written(data)
    except UnicodeDecodeError as error:
        sentence = "this table is not saved as UTF-8; save it again as “CSV UTF-8”"
        raise TableError(sentence) from error
    separator = _SEPARATOR.match(text)
    if separator:
        text = text[separator.end() :]
        delimiter = separator[1]
    else:
        delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    try:
        return list(
            csv.reader(
                _LINE.findall(text),
                delimiter=delimiter,
                strict=True,
            )
        )
    except csv.Error as error:
        sentence = "a quote in this table is opened and not closed, or more follows it"
        raise TableError(sentence) from error


def _names(header: Sequence[str]) -> list[str]:
    """The names of the columns, without those that are empty at the end."""
    names = [cell.strip().lower() for cell in header]
    while names and not names[-1]:
        names.pop()
    return names


def _says_something(values: Mapping[str, str]) -> bool:
    """Whether a row holds more than when and by whom."""
    return any(cell for name, cell in values.items() if name not in _WHEN_AND_WHO)


def _decimal(rows: Sequence[CsvRow]) -> tuple[str, tuple[str, ...]]:
    """The sign before decimals that the numbers of a table prove between them, where they agree, and what follows."""
    numbers = list(_numbers(rows))
    proofs = _proofs(numbers)
    if len(proofs) != 1:
        return "", ()
    ((mark, (proof_row, proof)),) = proofs.items()
    ambiguous = [one for one in numbers if _has_two_readings(one[1])]
    if not ambiguous:
        return mark, ()
    remark = f"{_read_as(ambiguous, mark)}, since row {proof_row} has {proof}."
    return mark, (remark,)


def _proofs(numbers: Sequence[tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """The first number, with its row, that can be read with this sign alone, for each sign."""
    proofs: dict[str, tuple[int, str]] = {}
    for row, number in numbers:
        mark = numerals.decimal_in(number)
        if mark:
            proofs.setdefault(mark, (row, number))
    return proofs


def _read_as(ambiguous: Sequence[tuple[int, str]], mark: str) -> str:
    """How the first of these numbers is read with this sign, and how many more there are."""
    row, number = ambiguous[0]
    more = ""
    if len(ambiguous) > 1:
        more = f", and {len(ambiguous) - 1} more like it"
    return f"{number} in row {row} is read as {numerals.read_number(number, mark)}{more}"


def _numbers(rows: Sequence[CsvRow]) -> Iterator[tuple[int, str]]:
    """Each number of each score, with its row."""
    for row in rows:
        for _, typed in row.entry.scores:
            for number in _BETWEEN_NUMBERS.split(typed):
                yield row.number, number.strip()


def _has_two_readings(number: str) -> bool:
    return isinstance(numerals.read_number(number), numerals.TwoReadings)


def _problems_in_header(names: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    if "date" not in names:
        yield f"row 1 has no column date; the columns are: {', '.join(known)}"
    for number, name in enumerate(names, 1):
        if name in names[: number - 1]:
            yield f"row 1, column {number}: this column is here twice; keep one of the two"
        elif name not in known:
            near = near_miss(name, known)
            shown = echoed(name, near).strip() or "so"
            more = f"the columns are: {', '.join(known)}"
            if near:
                more = f'did you mean "{near}"?'
            yield f"row 1, column {number}: nothing in this plan is called {shown}; {more}"


def _problems_in_row(
    number: int,
    values: Mapping[str, str],
    more: Sequence[str],
) -> Iterator[str]:
    if any(more):
        yield f"row {number} has more cells than row 1; put quotes around a text with commas"
    helped = [one.rpartition("=")[0].strip() for one in texts_in(values.get("helped", ""))]
    if not all(helped) or len(helped) > len(set(helped)):
        yield f"row {number}, column helped: write each thing once, with a number from 0 to 4: slow breaths=3; a walk=2"


def _entry(values: Mapping[str, str]) -> NewEntry:
    scores = [(name, cell) for name, cell in values.items() if name not in COLUMNS and cell]
    return NewEntry(
        date=values.get("date", ""),
        by=values.get("by", ""),
        scores=tuple(scores),
        note=values.get("note", ""),
        trigger=texts_in(values.get("trigger", "")),
        response=texts_in(values.get("response", "")),
        helped=_helped_in(values.get("helped", "")),
        celebrate=values.get("celebrate", ""),
        private=values.get("private", ""),
        over=values.get("over", ""),
        part=values.get("part", ""),
    )


def _helped_in(cell: str) -> tuple[tuple[str, str], ...]:
    helped = []
    for text in texts_in(cell):
        what, _, much = text.rpartition("=")
        if what.strip():
            helped.append((what.strip(), much.strip()))
    return tuple(helped)


def texts_in(cell: str) -> tuple[str, ...]:
    """The texts in one cell, or in one answer."""
    return tuple(text.strip() for text in _BETWEEN.split(cell) if text.strip())

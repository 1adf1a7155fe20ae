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
from generator.shapes import is_id, near_miss

#: What a column may be beside the id of an objective; the first is in every table.
COLUMNS: Final = ("date", "by", "note", "trigger", "response", "helped", "celebrate", "private")
_DELIMITERS: Final = ",;\t"
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
#: What stands between several texts in one cell.
_BETWEEN: Final = re.compile(r"[;|\n]")


class TableError(HandrailError):
    """A file that is no table for this plan, with a sentence for each thing to mend."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(f"{len(sentences)} things to mend")
        self.sentences = tuple(sentences)


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    entry: NewEntry


def rows_of(data: bytes, objectives: Collection[str]) -> tuple[Row, ...]:
    """The rows that hold anything, in their order. Raises TableError with all that is amiss."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(["this file is not saved as UTF-8; save it again as “CSV UTF-8”"]) from error
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        header, *body = list(csv.reader(_LINE.findall(text), delimiter=delimiter, strict=True)) or [[]]
    except csv.Error as error:
        raise TableError(["a quote in this file is opened and not closed, or more follows it"]) from error
    names = [cell.strip().lower() for cell in header]
    while names and not names[-1]:
        names.pop()
    amiss = list(_amiss_in_header(names, objectives))
    if amiss:
        raise TableError(amiss)
    rows = []
    for number, cells in enumerate(body, 2):
        filled = [cell.strip() for cell in cells]
        if any(filled):
            amiss += _amiss_in_row(number, names, filled)
            rows.append(Row(number, _entry(dict(zip(names, filled, strict=False)))))
    if amiss:
        raise TableError(amiss)
    return tuple(rows)


def _amiss_in_header(names: Sequence[str], objectives: Collection[str]) -> Iterator[str]:
    known = (*COLUMNS, *objectives)
    if "date" not in names:
        yield f"row 1 has no column `date`; the columns are: {', '.join(known)}"
        return
    for number, name in enumerate(names, 1):
        if name in names[: number - 1]:
            yield f"row 1, column {number}: this column is here twice; keep one of the two"
        elif name not in known:
            said = f' "{name}"' if is_id(name) else ""
            near = near_miss(name, known)
            more = f'did you mean "{near}"?' if near else f"the columns are: {', '.join(known)}"
            yield f"row 1, column {number}: nothing in this plan is called{said or ' so'}; {more}"


def _amiss_in_row(number: int, names: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    if any(cells[len(names) :]):
        yield f"row {number} has more cells than row 1; put quotes around a text with commas"
    values = dict(zip(names, cells, strict=False))
    if not values.get("date"):
        yield f"row {number}, column date: a date is missing; write it such as 2026-01-19"
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
        helped=tuple((words.strip(), much.strip()) for words, _, much in helped),
        celebrate=values.get("celebrate", ""),
        private=values.get("private", ""),
    )


def _texts(cell: str) -> tuple[str, ...]:
    return tuple(text.strip() for text in _BETWEEN.split(cell) if text.strip())

"""Log table: the rows of a table are added to a plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.actions.log_file import OpenLog, keep_added
from generator.cli.actions.log_problems import as_cell, show_problems
from generator.cli.errors import Stopped
from generator.cli.report import to_mend
from generator.cli.terminal import say, say_beside
from generator.editing.csv_import import CsvTable, table_of
from generator.editing.entries import Added, entered
from generator.editing.entry_problems import EntryError, EntryPart, EntryProblem
from generator.editing.entry_values import NewEntry
from generator.editing.logged import in_brief, logged_entries, lookalikes, measures_of, missing
from generator.format.parse import parse


def add_table(log: OpenLog, path: Path) -> None:
    """Add the rows of a table that the log does not have, once somebody has seen them."""
    document = parse(log.source.data, log.source.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Stopped(f"cannot read {click.format_filename(path)}: {error.strerror}") from error
    table = table_of(data, measures_of(document))
    new = missing(document, [row.entry for row in table.rows])
    numbers = {id(row.entry): row.number for row in table.rows}
    added = _added(log, table, new, [numbers[id(entry)] for entry in new])
    known = sorted({row.number for row in table.rows} - {numbers[id(entry)] for entry in new})
    if not new:
        _show_nothing_new(log, table, known)
        return
    entries = "1 new entry" if len(new) == 1 else f"{len(new)} new entries"
    in_file = logged_entries(parse(added.data, log.source.name))
    say(in_brief(entries, [in_file[place] for place in added.places]))
    alike = [numbers[id(entry)] for entry in lookalikes(document, new)]
    for words in _remarks(table, known, alike):
        say(words)
    if not log.agrees(f"Add to {log.shown}?"):
        log.say("Nothing was added.")
        return
    them = "it" if len(new) == 1 else "all of them"
    undo = f"{log.undo_command} takes {them} out again."
    keep_added(log, added, f"Added {entries} to {log.shown}. {undo}")


def _added(
    log: OpenLog,
    table: CsvTable,
    new: Sequence[NewEntry],
    rows: Sequence[int],
) -> Added:
    """The plan with these entries, which come from these rows.

    Raises Stopped, once all is shown, where a cell does not fit.
    """
    added = Added(log.source.data, ())
    problems: tuple[EntryProblem, ...] = ()
    try:
        added = entered(log.source, new, log.settings, log.today)
    except EntryError as error:
        problems = error.problems
    if table.problems or problems:
        _show_unfit(table, problems, rows)
        count = len(table.problems) + len(problems)
        raise Stopped(f"Nothing was written; {to_mend(count)} in the table.")
    return added


def _show_unfit(
    table: CsvTable,
    problems: Sequence[EntryProblem],
    rows: Sequence[int],
) -> None:
    """What does not fit in a table, and then in the entries that come from these rows of it."""
    for sentence in table.problems:
        say_beside(f"{sentence}\n")

    def cell(part: EntryPart) -> str:
        return as_cell(rows[part.entry], part)

    show_problems(problems, cell, "a column `by`")


def _show_nothing_new(log: OpenLog, table: CsvTable, known: Sequence[int]) -> None:
    first = "No row in this table holds anything."
    if known:
        first = f"Nothing new: {len(known)} already there.\n  {_rows(known)}"
    log.say("\n".join([first, *_bare(table)]))


def _remarks(
    table: CsvTable,
    known: Sequence[int],
    alike: Sequence[int],
) -> list[str]:
    """What somebody should know of the other rows, and of those that look like an entry that is there."""
    remarks = []
    if known:
        remarks.append(f"{len(known)} already there: {_rows(known)}.")
    remarks += _bare(table)
    if alike:
        remarks.append(
            f"New, though it differs only in its words from an entry that is there: {_rows(alike)}."
        )
    return [*remarks, *table.remarks]


def _bare(table: CsvTable) -> list[str]:
    if not table.bare:
        return []
    return [f"{len(table.bare)} with a date and nothing to note: {_rows(table.bare)}."]


def _rows(numbers: Sequence[int]) -> str:
    """Every one of these rows, those in a line as one stretch."""
    shown: list[str] = []
    for stretch in _stretches(numbers):
        if len(stretch) > 2:
            shown.append(f"{stretch[0]} to {stretch[-1]}")
        else:
            shown += map(str, stretch)
    word = "row" if len(numbers) == 1 else "rows"
    return f"{word} {', '.join(shown)}"


def _stretches(numbers: Sequence[int]) -> list[list[int]]:
    """The numbers, those that follow each other without a gap together."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    return stretches

"""Log: an entry is added to a plan, or taken out again."""

from __future__ import annotations

from datetime import date

import click

from generator.cli.actions.log_dialogue import ask_for_entry
from generator.cli.actions.log_file import (
    NOTHING_WRITTEN,
    OpenLog,
    keep,
    keep_added,
    open_log,
)
from generator.cli.actions.log_problems import as_option, show_problems
from generator.cli.actions.log_table import add_table
from generator.cli.entry_options import EntryOptions
from generator.cli.errors import Stopped, if_stopped
from generator.cli.log import LogOptions
from generator.cli.terminal import say
from generator.editing.entries import Added, entered, without_entries
from generator.editing.entry_problems import EntryError
from generator.editing.entry_values import NewEntry
from generator.editing.logged import entry_digests, in_brief, logged_entries
from generator.editing.typed_days import typed_day
from generator.editing.typed_scores import in_one_line
from generator.format.parse import parse
from generator.workspace import recent


def change_log(options: LogOptions) -> None:
    entry = _new_entry(options.entry, options.today)
    _refuse_contradictions(options, entry)
    log = open_log(options)
    try:
        with if_stopped("The plan is as it was, or has all of what was to be added."):
            if options.undo:
                _take_out(log)
            elif options.table:
                add_table(log, options.table)
            else:
                _add(log, entry, options.entry.day)
    except click.Abort as error:
        raise Stopped(f"\n{NOTHING_WRITTEN}") from error


def _new_entry(typed: EntryOptions, today: date) -> NewEntry:
    return NewEntry(
        date=typed_day(typed.day or "today", today),
        by=typed.by,
        scores=(*typed.scores, *((id, "skip") for id in typed.skips)),
        note=typed.note,
        trigger=typed.trigger,
        response=typed.response,
        helped=typed.helped,
        celebrate=typed.celebrate,
        private=typed.private,
        over=typed_day(typed.over, today),
        part="true" if typed.part else "",
    )


def _says_something(entry: NewEntry) -> bool:
    """Whether an entry holds more than when and by whom."""
    return entry != NewEntry(entry.date, entry.by, over=entry.over)


def _refuse_contradictions(options: LogOptions, entry: NewEntry) -> None:
    """Raises UsageError for options that do not go together."""
    typed = options.entry
    is_entry = _says_something(entry) or bool(typed.day or typed.by or typed.over)
    if sum((options.table is not None, options.undo, is_entry)) > 1:
        raise click.UsageError("choose one: an entry, --from or --undo")
    for name, words in (("--score", entry.scores), ("--helped", entry.helped)):
        if len({what for what, _ in words}) < len(words):
            raise click.UsageError(f"{name} names the same thing twice; keep one of the two")


def _add(log: OpenLog, typed: NewEntry, day: str | None) -> None:
    entry: NewEntry | None = typed
    if not _says_something(typed):
        with if_stopped(NOTHING_WRITTEN):
            entry = ask_for_entry(log, typed, day)
    if entry is None:
        log.say("Nothing was added.")
        return
    added = _added(log, entry)
    new = logged_entries(parse(added.data, log.source.name))[added.places[0]]
    keep_added(
        log,
        added,
        f"Added {new.date} to {log.shown}: {in_one_line(new.scores)}. {log.undo_command} takes it out again.",
    )


def _added(log: OpenLog, entry: NewEntry) -> Added:
    """The plan with this entry. Raises Stopped, once all is shown, where a part does not fit."""
    try:
        return entered(log.source, [entry], log.settings, log.today)
    except EntryError as error:
        show_problems(error.problems, as_option, "`--by`")
        raise Stopped(NOTHING_WRITTEN) from error


def _take_out(log: OpenLog) -> None:
    """Take out what was added last: as this computer remembers it, else the last entry in the file."""
    document = parse(log.source.data, log.source.name)
    entries, says = logged_entries(document), entry_digests(document)
    if not entries:
        raise Stopped(f"{log.shown} has no entry to take out.")
    known = recent.recalled(log.scratch, log.source.name, says)
    places = known.places if known else (len(entries) - 1,)
    gone = [entries[place] for place in places]
    data = without_entries(log.source, places)
    if known and known.changed:
        _show_kept(known.changed)
    if len(gone) == 1:
        which = "entry added last to" if known else "last entry in"
        what = (
            f"of {gone[0].date or 'a day that cannot be read'}, with {in_one_line(gone[0].scores)}"
        )
        question = f"The {which} {log.shown} is {what}. Take it out?"
        done = f"Took out the entry {what}."
    else:
        say(in_brief(f"{len(gone)} entries, added last to {log.shown}", gone))
        question = "Take them all out?"
        done = f"Took out {len(gone)} entries."
    if not log.agrees(question):
        log.say("Nothing was changed.")
        return
    keep(log, data, done)
    if known:
        recent.forget(log.scratch, log.source.name, says)


def _show_kept(count: int) -> None:
    which = f"{count} that came with it were"
    if count == 1:
        which = "1 entry that came with it was"
    say(f"{which} changed since, or taken out, and stays so.")

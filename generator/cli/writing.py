"""Writing: the command that adds to the log of a plan."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem

from generator.cli.frame import (
    Stopped,
    asked_plan,
    first_mend,
    plan_argument,
    quiet_option,
    root_of,
    stopped,
    today_option,
    workspace_option,
)
from generator.errors import HandrailError, PlanError
from generator.telling import to_mend, worded

if TYPE_CHECKING:
    from generator.logbook import Amiss, LastEntry, NewEntry, Part
    from generator.model import Settings
    from generator.workspace import PlanSource

#: What a hint about the file says differently to somebody who types a score.
_HINTS: Final = {
    "missing-key": "write it such as 2026-01-19",
    "not-a-pair": "write it as 8/5; 8/ or /5 while one of the two is not known",
    "not-a-percentage": "write a number from 0 to 100, or 6/8",
    "more-than-all": "write how many worked first, and then how many there were: 6/8",
    "half-a-share": "write both: 6/8",
    "control-character": "type the words again",
}


class Typed(click.ParamType[str]):
    """Words on the command line that can be written to a file."""

    name = "TEXT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            str(value).encode()
        except UnicodeEncodeError:
            self.fail("a sign in it cannot be read; type it again", param, ctx)
        return str(value)


class Pair(click.ParamType[tuple[str, str]]):
    """Something and its number, with = between them."""

    def __init__(self, name: str, example: str) -> None:
        self.name = name
        self._example = example

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        what, _, number = Typed().convert(value, param, ctx).rpartition("=")
        if not what.strip() or not number.strip():
            self.fail(f"write it with = and a value, such as {self._example}", param, ctx)
        return what.strip(), number.strip()


def _objective_ids(context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from generator.logbook import measures_of
    from generator.parse import parse

    try:
        root = root_of(Path(context.params.get("start") or ""))
        name = asked_plan(context.params.get("plan") or "".join(context.args[:1]), root)
        measures = measures_of(parse((root / name).read_bytes(), name))
    except (click.ClickException, HandrailError, OSError):
        return []
    return [CompletionItem(id, help=measure) for id, measure in measures.items() if id.startswith(incomplete)]


@click.command()
@plan_argument
@click.option(
    "--score",
    "scores",
    metavar="ID=VALUE",
    type=Pair("ID=VALUE", "calm=4"),
    multiple=True,
    shell_complete=_objective_ids,
    help="A score: calm=4; yes, partly or no for a habit; 6/8; 8/5 before and after.",
)
@click.option(
    "--skip", "skips", metavar="ID", multiple=True, shell_complete=_objective_ids, help="Left out on purpose."
)
@click.option("--note", type=Typed(), default="", help="What happened; your client reads it.")
@click.option("--trigger", type=Typed(), multiple=True, help="What set it off.")
@click.option("--response", type=Typed(), multiple=True, help="What the person did then.")
@click.option(
    "--helped",
    metavar="WORDS=0-4",
    type=Pair("WORDS=0-4", '"slow breaths=3"'),
    multiple=True,
    help="What was tried, and how much it helped.",
)
@click.option("--celebrate", type=Typed(), default="", help="Something to be glad about.")
@click.option("--private", type=Typed(), default="", help="For your eyes only; it never reaches a page.")
@click.option("--date", "day", metavar="DATE", type=Typed(), help='2026-01-19 or "2026-01-19 14:30"; default: today.')
@click.option("--by", type=Typed(), default="", help="Whose scores these are; needed where several give them.")
@click.option(
    "--from",
    "table",
    metavar="FILE.csv",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Add the rows of a table; its first row names date, by, note and objectives.",
)
@click.option("--undo", "undo", flag_value="yes", help="Take the last entry in the file out again.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@workspace_option
@today_option
@quiet_option
def log(
    plan: str,
    *,
    scores: tuple[tuple[str, str], ...],
    skips: tuple[str, ...],
    note: str,
    trigger: tuple[str, ...],
    response: tuple[str, ...],
    helped: tuple[tuple[str, str], ...],
    celebrate: str,
    private: str,
    day: str | None,
    by: str,
    table: Path | None,
    undo: str | None,
    yes: bool,
    start: Path,
    today: date,
    quiet: bool,
) -> None:
    """Add an entry to the log of a plan, or take the last one out.

    Without options it asks a few short questions. All else in the file stays as it is. What does not fit the plan
    is told, and then nothing is written.

    \b
    Examples:
      handrail log sam
      handrail log sam --score speak-up=2 --score dread=7 --note "It was fine."
      handrail log plans/sam.yml --score walk=partly --helped "slow breaths=3"
      handrail log sam --undo
      handrail log sam --from scores.csv
    """
    from generator.logbook import NewEntry

    all_scores = (*scores, *((id, "skip") for id in skips))
    entry = NewEntry(day or today.isoformat(), by, all_scores, note, trigger, response, helped, celebrate, private)
    says_something = entry != NewEntry(entry.date, by)
    if sum((table is not None, undo is not None, says_something or bool(day or by))) > 1:
        raise click.UsageError("choose one: an entry, --from or --undo")
    for name, words in (("--score", all_scores), ("--helped", helped)):
        if len({what for what, _ in words}) < len(words):
            raise click.UsageError(f"{name} names the same thing twice; keep one of the two")
    agree: Callable[[str], bool] = (lambda _words: True) if yes else click.confirm
    say: Callable[[str], None] = (lambda _words: None) if quiet else click.echo
    book = _opened(plan, start, today, say)
    try:
        if undo:
            _take_out(book, agree)
        elif table:
            _bring_in(book, table, agree)
        else:
            _add(book, entry if says_something else _asked(book, entry))
    except click.Abort as error:
        raise Stopped("\nNothing was written.") from error
    except PlanError as error:
        raise first_mend("this plan; nothing was written", error) from error
    except HandrailError as error:
        raise stopped(error) from error


@dataclass(frozen=True, slots=True)
class _Book:
    """A plan's file as it was read, what is needed to write in it, and how to say what was done."""

    root: Path
    source: PlanSource
    settings: Settings
    today: date
    say: Callable[[str], None]

    @property
    def shown(self) -> str:
        return os.path.relpath(self.root / self.source.name)


def _opened(plan: str, start: Path, today: date, say: Callable[[str], None]) -> _Book:
    from generator import workspace
    from generator.reading import settings_of

    root = root_of(start)
    name = asked_plan(plan, root)
    try:
        space = workspace.read(root)
        source = next((source for source in space.plans if source.name == name), None)
        if source is None:
            raise Stopped(f"{name} is no plan that can be read.")
        return _Book(root, source, settings_of(space), today, say)
    except PlanError as error:
        raise first_mend("the settings", error) from error
    except HandrailError as error:
        raise stopped(error) from error


def _add(book: _Book, entry: NewEntry | None) -> None:
    from generator.logbook import EntryError, added, last_entries
    from generator.parse import parse

    if entry is None:
        book.say("Nothing was added.")
        return
    try:
        data = added(book.source, [entry], book.settings, book.today)
    except EntryError as error:
        _show_amiss(error.amiss, _option, "`--by`")
        raise Stopped("Nothing was written.") from error
    (new,) = last_entries(parse(data, book.source.name), 1)
    words = f"Added {new.date} to {book.shown}: {_scores(new)}. `handrail log {_stem(book)} --undo` takes it out again."
    _keep(book, data, words)


def _take_out(book: _Book, agree: Callable[[str], bool]) -> None:
    from generator.logbook import last_entries, without_last_entry
    from generator.parse import parse

    last = last_entries(parse(book.source.data, book.source.name), 1)
    if not last:
        raise Stopped(f"{book.shown} has no entry to take out.")
    what = f"of {last[0].date or 'a day that cannot be read'}, with {_scores(last[0])}"
    data = without_last_entry(book.source)
    if agree(f"The last entry in {book.shown} is {what}. Take it out?"):
        _keep(book, data, f"Took out the entry {what}.")
    else:
        book.say("Nothing was changed.")


def _bring_in(book: _Book, path: Path, agree: Callable[[str], bool]) -> None:
    from generator.logbook import EntryError, added, last_entries, measures_of, missing
    from generator.parse import parse
    from generator.table import table_of

    document = parse(book.source.data, book.source.name)
    try:
        table = table_of(path.read_bytes(), measures_of(document))
    except OSError as error:
        raise Stopped(f"cannot read {click.format_filename(path)}: {error.strerror}") from error
    new = missing(document, [row.entry for row in table.rows])
    numbers = {id(row.entry): row.number for row in table.rows}
    data = book.source.data
    amiss: tuple[Amiss, ...] = ()
    try:
        data = added(book.source, new, book.settings, book.today)
    except EntryError as error:
        amiss = error.amiss
    if table.amiss or amiss:
        for sentence in table.amiss:
            click.echo(f"{sentence}\n", err=True)
        _show_amiss(amiss, lambda part: _cell(numbers[id(new[part.entry])], part), "a column `by`")
        raise Stopped(f"Nothing was written; {to_mend(len(table.amiss) + len(amiss))} in the table.")
    if not new:
        all_there = f"Nothing new: {len(table.rows)} already there."
        book.say(all_there if table.rows else "No row in this table holds anything.")
        return
    entries = "1 new entry" if len(new) == 1 else f"{len(new)} new entries"
    click.echo(_preview(entries, last_entries(parse(data, book.source.name), len(new))))
    there = {row.number for row in table.rows} - {numbers[id(entry)] for entry in new}
    if there:
        click.echo(f"{len(there)} already there: {_rows(sorted(there))}.")
    if agree(f"Add to {book.shown}?"):
        more = f" `handrail log {_stem(book)} --undo` takes out the last one."
        _keep(book, data, f"Added {entries} to {book.shown}.{more}")
    else:
        book.say("Nothing was added.")


#: How many entries of a table, and how many numbers of rows, are shown before and after an ellipsis.
_SHOWN: Final = 3


def _preview(entries: str, new: Sequence[LastEntry]) -> str:
    """What a table would add: how much, from when to when, and the first and the last of it; no word of a note."""
    days = sorted(entry.date for entry in new)
    ids = dict.fromkeys(id for entry in new for id, _ in entry.scores)
    lines = [f"  {entry.date:16}  {_scores(entry)}" for entry in new]
    if len(lines) > 2 * _SHOWN + 1:
        lines[_SHOWN:-_SHOWN] = [f"  … {len(lines) - 2 * _SHOWN} more"]
    return "\n".join([f"{entries}, from {days[0]} to {days[-1]}: {', '.join(ids) or 'no scores'}.", *lines])


def _rows(numbers: Sequence[int]) -> str:
    shown = [str(number) for number in numbers[: 2 * _SHOWN]]
    more = len(numbers) - len(shown)
    return ("row " if len(numbers) == 1 else "rows ") + ", ".join(shown) + (f" and {more} more" if more else "")


def _scores(entry: LastEntry) -> str:
    return ", ".join(f"{id} {typed}".rstrip() for id, typed in entry.scores) or "no score"


def _keep(book: _Book, data: bytes, words: str) -> None:
    """Put the new bytes in place of the old ones, and say so and what comes next."""
    from generator.logbook import findings_in
    from generator.mend import put
    from generator.workspace import PlanSource

    put(book.root, book.source, data)
    book.say(words)
    left = findings_in(PlanSource(book.source.name, data), book.settings, book.today)
    if left:
        book.say(f"{to_mend(len(left))} in this plan before its page is made again: handrail check {book.shown}")
    elif book.settings.publish:
        book.say("To bring it to the page: handrail publish")
    else:
        book.say("To see it on the page: handrail build")


def _show_amiss(amiss: Sequence[Amiss], where: Callable[[Part], str], by: str) -> None:
    for one in amiss:
        if one.part is None:
            click.echo(worded(one.finding), err=True)
            continue
        hint = _HINTS.get(one.finding.code, one.finding.hint).replace("`by:`", by)
        click.echo(f"{where(one.part)}: {one.finding.sentence}\n   hint: {hint}\n", err=True)


def _option(part: Part) -> str:
    if part.key == "scores":
        return f"--score {_shown_id(part)}".rstrip()
    return f"--{part.key or 'date'}"


def _cell(row: int, part: Part) -> str:
    column = _shown_id(part) if part.key == "scores" else part.key
    return f"row {row}, column {column}" if column else f"row {row}"


def _shown_id(part: Part) -> str:
    """The id of an objective; nothing for words that are none, which may be a name."""
    from generator.shapes import is_id

    return part.word if is_id(part.word) else ""


def _stem(book: _Book) -> str:
    return shlex.quote(Path(book.source.name).stem)


# ---- questions


def _asked(book: _Book, entry: NewEntry) -> NewEntry | None:
    """The entry with what somebody answers; None where they leave everything empty."""
    from generator.logbook import measures_of
    from generator.model import Plan
    from generator.parse import parse
    from generator.questions import questions, raters, strategies
    from generator.reading import read_plan

    document = parse(book.source.data, book.source.name)
    if not sys.stdin.isatty():
        id = next(iter(measures_of(document)), "calm")
        raise click.UsageError(f'say what to write down, such as: handrail log {_stem(book)} --score {id}=… --note "…"')
    plan = read_plan(book.source, book.settings, book.today, None)
    if not isinstance(plan, Plan):
        raise PlanError(plan.findings)
    people = raters(plan)
    if not entry.by and len(people) > 1:
        usual = people[0] if len(plan.clients) == 1 else None
        entry = replace(entry, by=click.prompt("Whose entry is this?", usual, type=click.Choice(people)))
    begun = entry
    click.echo(f"An entry for {entry.date}. Enter leaves a question out.")
    for question in questions(plan, entry.by):
        latest = f"; last {question.latest}" if question.latest else ""
        click.echo(f"\n{question.objective}\n  {question.scale}{latest}")
        entry = _answered(book, f"  {question.id}", entry, partial(_score_into, entry, question.id))
    click.echo("\nWhat helped, and how much from 0 to 4? Such as: slow breaths=3, a walk=2")
    if known := strategies(plan):
        click.echo(f"  in the plan: {', '.join(known)}")
    entry = _answered(book, "  helped", entry, partial(_helped_into, entry))
    for key, words, put_in in _LAST:
        click.echo(f"\n{words}")
        entry = _answered(book, f"  {key}", entry, partial(put_in, entry))
    return None if entry == begun else entry


#: What is asked after the scores: a key, the question, and where the answer goes.
_LAST: Final[tuple[tuple[str, str, Callable[[NewEntry, str], NewEntry]], ...]] = (
    ("note", "What happened? Your client reads this.", lambda entry, typed: replace(entry, note=typed)),
    ("celebrate", "Something to be glad about?", lambda entry, typed: replace(entry, celebrate=typed)),
    ("private", "For your eyes only; it stays in the file.", lambda entry, typed: replace(entry, private=typed)),
)


def _score_into(entry: NewEntry, id: str, typed: str) -> NewEntry:
    return replace(entry, scores=(*entry.scores, (id, typed)))


def _helped_into(entry: NewEntry, typed: str) -> NewEntry:
    kind = Pair("WORDS=0-4", "slow breaths=3")
    return replace(entry, helped=tuple(kind.convert(one, None, None) for one in typed.split(",")))


def _answered(book: _Book, label: str, entry: NewEntry, filled: Callable[[str], NewEntry]) -> NewEntry:
    """The entry with the answer in it, or as it was where none is given. Asks again until the answer fits the plan."""
    from generator.logbook import EntryError, added

    while True:
        typed = click.prompt(label, default="", show_default=False, type=Typed()).strip()
        if not typed:
            return entry
        try:
            added(book.source, [filled(typed)], book.settings, book.today)
        except EntryError as error:
            _show_amiss(error.amiss, lambda _part: "  This does not fit", "`--by`")
        except click.UsageError as error:
            click.echo(f"  This does not fit: {error.message}", err=True)
        else:
            return filled(typed)

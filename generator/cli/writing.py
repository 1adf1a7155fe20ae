"""Writing: the command that adds to the log of a plan."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
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
from generator.cli.report import format_finding, to_mend
from generator.errors import HandrailError, PlanError

if TYPE_CHECKING:
    from generator.editing.entries import Added, EntryPart, EntryProblem, LastEntry, NewEntry
    from generator.model.settings import Settings
    from generator.workspace.layout import PlanSource

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

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        try:
            str(value).encode()
        except UnicodeEncodeError:
            self.fail("a sign in it cannot be read; type it again", param, ctx)
        return str(value)


class AssignmentOption(click.ParamType[tuple[str, str]]):
    """Something and its number, with = between them."""

    def __init__(self, name: str, example: str) -> None:
        self.name = name
        self._example = example

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        what, _, number = Typed().convert(value, param, ctx).rpartition("=")
        if not what.strip() or not number.strip():
            self.fail(f"write it with = and a value, such as {self._example}", param, ctx)
        return what.strip(), number.strip()


def _objective_ids(
    context: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from generator.editing.entries import measures_of
    from generator.format.parse import parse
    from generator.workspace.intake import bytes_of

    try:
        root = root_of(Path(context.params.get("start") or ""))
        name = asked_plan(context.params.get("plan") or "".join(context.args[:1]), root)
        measures = measures_of(parse(bytes_of(root / name), name))
    except (click.ClickException, HandrailError, OSError):
        return []
    return [
        CompletionItem(id, help=measure)
        for id, measure in measures.items()
        if id.startswith(incomplete)
    ]


@click.command()
@plan_argument
@click.option(
    "--score",
    "scores",
    metavar="ID=VALUE",
    type=AssignmentOption("ID=VALUE", "calm=4"),
    multiple=True,
    shell_complete=_objective_ids,
    help="A score: calm=4; yes, partly or no for a habit; 6/8; 8/5 before and after.",
)
@click.option(
    "--skip",
    "skips",
    metavar="ID",
    multiple=True,
    shell_complete=_objective_ids,
    help="Left out on purpose.",
)
@click.option("--note", type=Typed(), default="", help="What happened; your client reads it.")
@click.option("--trigger", type=Typed(), multiple=True, help="What set it off.")
@click.option("--response", type=Typed(), multiple=True, help="What the person did then.")
@click.option(
    "--helped",
    metavar="WORDS=0-4",
    type=AssignmentOption("WORDS=0-4", '"slow breaths=3"'),
    multiple=True,
    help="What was tried, and how much it helped.",
)
@click.option("--celebrate", type=Typed(), default="", help="Something to be glad about.")
@click.option(
    "--private", type=Typed(), default="", help="For your eyes only; it never reaches a page."
)
@click.option(
    "--date",
    "day",
    metavar="DATE",
    type=Typed(),
    help='2026-01-19, 19.1.2026, "2026-01-19 9:30" or yesterday; default: today.',
)
@click.option(
    "--over",
    metavar="SINCE",
    type=Typed(),
    default="",
    help='What the counts cover: a first day, "last week" or "3 weeks"; default: this week or month.',
)
@click.option(
    "--part",
    "part",
    flag_value="true",
    default="",
    help="This week or month was noted in part only.",
)
@click.option(
    "--by", type=Typed(), default="", help="Whose scores these are; needed where several give them."
)
@click.option(
    "--from",
    "table",
    metavar="FILE.csv",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Add the rows of a table; its first row names date, by, note and objectives.",
)
@click.option(
    "--undo",
    "undo",
    flag_value="yes",
    help="Take out again what was added last, a whole table at once.",
)
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
    over: str,
    part: str,
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
      handrail log sam --score walks=2 --over "last week"
      handrail log plans/sam.yml --score walk=partly --helped "slow breaths=3"
      handrail log sam --undo
      handrail log sam --from scores.csv
    """
    from generator.editing.entries import NewEntry

    all_scores = (*scores, *((id, "skip") for id in skips))
    on = _day(day or _TODAY, today)
    entry = NewEntry(
        on,
        by,
        all_scores,
        note,
        trigger,
        response,
        helped,
        celebrate,
        private,
        over=_day(over, today),
        part=part,
    )
    says_something = entry != NewEntry(on, by, over=entry.over)
    if sum((table is not None, undo is not None, says_something or bool(day or by or over))) > 1:
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
            _add(book, entry if says_something else _asked(book, entry, day))
    except click.Abort as error:
        raise Stopped("\nNothing was written.") from error
    except PlanError as error:
        raise first_mend("this plan; nothing was written", error) from error
    except HandrailError as error:
        raise stopped(error) from error


#: Days that may be typed as a word, also with a time after it, and how many days before today they are.
_TODAY: Final = "today"
_DAYS: Final = {_TODAY: 0, "yesterday": 1}


def _day(typed: str, today: date) -> str:
    """The day that a word means, and what is typed after it; anything else as it is."""
    word, _, rest = typed.strip().partition(" ")
    back = _DAYS.get(word.lower())
    return typed if back is None else f"{today - timedelta(days=back)} {rest}".strip()


@dataclass(frozen=True, slots=True)
class _Book:
    """A plan's file as it was read, what is needed to write in it, and how to say what was done."""

    root: Path
    source: PlanSource
    settings: Settings
    today: date
    say: Callable[[str], None]

    @property
    def scratch(self) -> Path:
        from generator.workspace.layout import SCRATCH

        return self.root / SCRATCH

    @property
    def shown(self) -> str:
        return os.path.relpath(self.root / self.source.name)


def _opened(plan: str, start: Path, today: date, say: Callable[[str], None]) -> _Book:
    from generator.format.load import settings_of
    from generator.workspace import layout

    root = root_of(start)
    name = asked_plan(plan, root)
    try:
        space = layout.read_workspace(root)
        source = next((source for source in space.plans if source.name == name), None)
        if source is None:
            raise Stopped(f"{name} is no plan that can be read.")
        return _Book(root, source, settings_of(space), today, say)
    except PlanError as error:
        raise first_mend("the settings", error) from error
    except HandrailError as error:
        raise stopped(error) from error


def _add(book: _Book, entry: NewEntry | None) -> None:
    from generator.editing.entries import EntryError, entered, told_entries
    from generator.format.parse import parse

    if entry is None:
        book.say("Nothing was added.")
        return
    try:
        made = entered(book.source, [entry], book.settings, book.today)
    except EntryError as error:
        _show_amiss(error.amiss, _option, "`--by`")
        raise Stopped("Nothing was written.") from error
    new = told_entries(parse(made.data, book.source.name))[made.places[0]]
    words = f"Added {new.date} to {book.shown}: {_scores(new)}. `handrail log {_stem(book)} --undo` takes it out again."
    _keep_added(book, made, words)


def _take_out(book: _Book, agree: Callable[[str], bool]) -> None:
    from generator.editing.entries import sayings, told_entries, without_entries
    from generator.format.parse import parse
    from generator.workspace import recent

    document = parse(book.source.data, book.source.name)
    entries, says = told_entries(document), sayings(document)
    if not entries:
        raise Stopped(f"{book.shown} has no entry to take out.")
    known = recent.recalled(book.scratch, book.source.name, says)
    places = known.places if known else (len(entries) - 1,)
    gone = [entries[place] for place in places]
    data = without_entries(book.source, places)
    if known and known.changed:
        which = (
            "1 entry that came with it was"
            if known.changed == 1
            else f"{known.changed} that came with it were"
        )
        click.echo(f"{which} changed since, or taken out, and stays so.")
    if len(gone) == 1:
        which = "entry added last to" if known else "last entry in"
        what = f"of {gone[0].date or 'a day that cannot be read'}, with {_scores(gone[0])}"
        question, done = (
            f"The {which} {book.shown} is {what}. Take it out?",
            f"Took out the entry {what}.",
        )
    else:
        click.echo(_preview(f"{len(gone)} entries, added last to {book.shown}", gone))
        question, done = "Take them all out?", f"Took out {len(gone)} entries."
    if not agree(question):
        book.say("Nothing was changed.")
        return
    _keep(book, data, done)
    if known:
        recent.forget(book.scratch, book.source.name, says)


def _bring_in(book: _Book, path: Path, agree: Callable[[str], bool]) -> None:
    from generator.editing.csv_import import table_of
    from generator.editing.entries import (
        Added,
        EntryError,
        entered,
        lookalikes,
        measures_of,
        missing,
        told_entries,
    )
    from generator.format.parse import parse

    document = parse(book.source.data, book.source.name)
    try:
        table = table_of(path.read_bytes(), measures_of(document))
    except OSError as error:
        raise Stopped(f"cannot read {click.format_filename(path)}: {error.strerror}") from error
    new = missing(document, [row.entry for row in table.rows])
    numbers = {id(row.entry): row.number for row in table.rows}
    made = Added(book.source.data, ())
    amiss: tuple[EntryProblem, ...] = ()
    try:
        made = entered(book.source, new, book.settings, book.today)
    except EntryError as error:
        amiss = error.amiss
    if table.amiss or amiss:
        for sentence in table.amiss:
            click.echo(f"{sentence}\n", err=True)
        _show_amiss(amiss, lambda part: _cell(numbers[id(new[part.entry])], part), "a column `by`")
        raise Stopped(
            f"Nothing was written; {to_mend(len(table.amiss) + len(amiss))} in the table."
        )
    there = sorted({row.number for row in table.rows} - {numbers[id(entry)] for entry in new})
    left_out = (
        [f"{len(table.bare)} with a date and nothing to note: {_rows(table.bare)}."]
        if table.bare
        else []
    )
    if not new:
        all_there = f"Nothing new: {len(there)} already there.\n  {_rows(there)}"
        book.say(
            "\n".join([all_there if there else "No row in this table holds anything.", *left_out])
        )
        return
    left_out = [*([f"{len(there)} already there: {_rows(there)}."] if there else []), *left_out]
    entries = "1 new entry" if len(new) == 1 else f"{len(new)} new entries"
    told = told_entries(parse(made.data, book.source.name))
    click.echo(_preview(entries, [told[place] for place in made.places]))
    alike = [numbers[id(entry)] for entry in lookalikes(document, new)]
    if alike:
        left_out.append(
            f"New, though it differs only in its words from an entry that is there: {_rows(alike)}."
        )
    for words in (*left_out, *table.told):
        click.echo(words)
    if agree(f"Add to {book.shown}?"):
        them = "it" if len(new) == 1 else "all of them"
        more = f" `handrail log {_stem(book)} --undo` takes {them} out again."
        _keep_added(book, made, f"Added {entries} to {book.shown}.{more}")
    else:
        book.say("Nothing was added.")


#: How many entries of a table are shown before and after an ellipsis.
_SHOWN: Final = 3


def _preview(entries: str, new: Sequence[LastEntry]) -> str:
    """What comes or goes: how much, from when to when, and the first and the last of it; no word of a note."""
    days = sorted(entry.date for entry in new)
    ids = dict.fromkeys(id for entry in new for id, _ in entry.scores)
    lines = [f"  {entry.date:16}  {_scores(entry)}" for entry in new]
    if len(lines) > 2 * _SHOWN + 1:
        lines[_SHOWN:-_SHOWN] = [f"  … {len(lines) - 2 * _SHOWN} more"]
    return "\n".join(
        [f"{entries}, from {days[0]} to {days[-1]}: {', '.join(ids) or 'no scores'}.", *lines]
    )


def _rows(numbers: Sequence[int]) -> str:
    """Every one of these rows, those in a line as one stretch."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    shown = [
        f"{one[0]} to {one[-1]}" if len(one) > 2 else ", ".join(map(str, one)) for one in stretches
    ]
    return ("row " if len(numbers) == 1 else "rows ") + ", ".join(shown)


def _scores(entry: LastEntry) -> str:
    return ", ".join(f"{id} {typed}".rstrip() for id, typed in entry.scores) or "no score"


def _keep_added(book: _Book, made: Added, words: str) -> None:
    """Put new entries into the file; what they are is kept for `--undo`, before they are there."""
    from generator.editing.entries import sayings
    from generator.format.parse import parse
    from generator.workspace import recent

    says = sayings(parse(made.data, book.source.name))
    recent.remember_additions(
        book.scratch, book.source.name, [says[place] for place in made.places]
    )
    _keep(book, made.data, words)


def _keep(book: _Book, data: bytes, words: str) -> None:
    """Put the new bytes in place of the old ones, and say so and what comes next."""
    from generator.editing.entries import findings_in
    from generator.editing.fix import save_plan
    from generator.workspace.layout import PlanSource

    save_plan(book.root, book.source, data)
    book.say(words)
    left = findings_in(PlanSource(book.source.name, data), book.settings, book.today)
    if left:
        book.say(
            f"{to_mend(len(left))} in this plan before its page is made again: handrail check {book.shown}"
        )
    elif book.settings.publish:
        book.say("To bring it to the page: handrail publish")
    else:
        book.say("To see it on the page: handrail build")


def _show_amiss(amiss: Sequence[EntryProblem], where: Callable[[EntryPart], str], by: str) -> None:
    for one in amiss:
        if one.part is None:
            click.echo(format_finding(one.finding), err=True)
            continue
        hint = _HINTS.get(one.finding.code, one.finding.hint).replace("`by:`", by)
        click.echo(f"{where(one.part)}: {one.finding.sentence}\n   hint: {hint}\n", err=True)


def _option(part: EntryPart) -> str:
    if part.key == "scores":
        return f"--score {_shown_id(part)}".rstrip()
    return f"--{part.key or 'date'}"


def _cell(row: int, part: EntryPart) -> str:
    column = _shown_id(part) if part.key == "scores" else part.key
    return f"row {row}, column {column}" if column else f"row {row}"


def _shown_id(part: EntryPart) -> str:
    """The id of an objective; nothing for words that are none, which may be a name."""
    from generator.format.fields.text import is_id

    return part.word if is_id(part.word) else ""


def _stem(book: _Book) -> str:
    return shlex.quote(Path(book.source.name).stem)


# ---- questions


def _asked(book: _Book, entry: NewEntry, day: str | None) -> NewEntry | None:
    """The entry with what somebody answers; None where they leave everything empty."""
    from generator.editing.entries import measures_of
    from generator.editing.questions import (
        Days,
        counts_hard_moments,
        questions,
        raters,
        responses,
        strategies,
        triggers,
    )
    from generator.format.load import load_plan
    from generator.format.parse import parse
    from generator.model.plan import Plan

    document = parse(book.source.data, book.source.name)
    if not sys.stdin.isatty():
        id = next(iter(measures_of(document)), "calm")
        raise click.UsageError(
            f'say what to write down, such as: handrail log {_stem(book)} --score {id}=… --note "…"'
        )
    plan = load_plan(book.source, book.settings, book.today, None)
    if not isinstance(plan, Plan):
        raise PlanError(plan.findings)
    people = raters(plan)
    if not entry.by and len(people) > 1:
        usual = people[0] if len(plan.clients) == 1 else None
        entry = replace(
            entry, by=click.prompt("Whose entry is this?", usual, type=click.Choice(people))
        )
    has_hard_moments = counts_hard_moments(plan)
    if has_hard_moments and day is None:
        click.echo(
            f"\nWhich day was it, perhaps with a time? Such as: yesterday 21:30. Enter is today, {entry.date}."
        )
        entry = _answered(book, "  date", entry, partial(_day_into, entry, book.today))
    begun = entry
    click.echo(f"An entry for {entry.date}. Enter leaves a question out.")
    for question in questions(plan, entry.by, Days(_day_of(entry, book.today), book.today)):
        latest = f"; last {question.latest}" if question.latest else ""
        click.echo(f"\n{question.objective}\n  {question.scale}{latest}")
        filled = partial(_score_into, entry, question.id)
        if question.stretch:
            filled = partial(_count_into, entry, question.id, book.today)
        entry = _answered(book, f"  {question.id}", entry, filled)
    if has_hard_moments:
        entry = _asked_for_texts(book, entry, "trigger", "What set it off?", triggers(plan))
        entry = _asked_for_texts(
            book, entry, "response", "What did the person do then?", responses(plan)
        )
    click.echo("\nWhat helped, and how much from 0 to 4? Such as: slow breaths=3, a walk=2")
    if known := strategies(plan):
        click.echo(f"  in the plan: {', '.join(known)}")
    entry = _answered(book, "  helped", entry, partial(_helped_into, entry))
    for key, words, put_in in _LAST:
        click.echo(f"\n{words}")
        entry = _answered(book, f"  {key}", entry, partial(put_in, entry))
    return None if entry == begun else entry


def _day_of(entry: NewEntry, today: date) -> date:
    """The day of an entry; today where what was typed is none, which is told with the first answer."""
    from generator.format.fields.dates import moment

    try:
        return date.fromisoformat(moment(entry.date)[: len("2026-01-19")])
    except ValueError:
        return today


def _day_into(entry: NewEntry, today: date, typed: str) -> NewEntry:
    from generator.format.fields.dates import moment

    return replace(entry, date=moment(_day(typed, today)))


def _asked_for_texts(
    book: _Book, entry: NewEntry, key: str, question: str, known: Sequence[str]
) -> NewEntry:
    click.echo(f"\n{question} Several with ; between them.")
    if known:
        click.echo(f"  so far: {'; '.join(known)}")
    return _answered(book, f"  {key}", entry, partial(_texts_into, entry, key))


def _texts_into(entry: NewEntry, key: str, typed: str) -> NewEntry:
    from generator.editing.csv_import import texts_in

    texts = texts_in(typed)
    return replace(entry, trigger=texts) if key == "trigger" else replace(entry, response=texts)


#: What is asked after the scores: a key, the question, and where the answer goes.
_LAST: Final[tuple[tuple[str, str, Callable[[NewEntry, str], NewEntry]], ...]] = (
    (
        "note",
        "What happened? Your client reads this.",
        lambda entry, typed: replace(entry, note=typed),
    ),
    (
        "celebrate",
        "Something to be glad about?",
        lambda entry, typed: replace(entry, celebrate=typed),
    ),
    (
        "private",
        "For your eyes only; it stays in the file.",
        lambda entry, typed: replace(entry, private=typed),
    ),
)


def _score_into(entry: NewEntry, id: str, typed: str) -> NewEntry:
    return replace(entry, scores=(*entry.scores, (id, typed)))


#: What stands between a count and the time that it covers: `6 over last week`.
_OVER: Final = re.compile(r"\s+(?:over|since)\s+", re.IGNORECASE)


def _count_into(entry: NewEntry, id: str, today: date, typed: str) -> NewEntry:
    """A count, and the time that it covers where somebody says so."""
    number, *over = _OVER.split(typed, maxsplit=1)
    entry = _score_into(entry, id, number)
    if not over:
        return entry
    since = _day(over[0], today)
    if entry.over and entry.over != since:
        raise click.UsageError(
            f"all counts of one entry cover the same time, and that is {entry.over} already"
        )
    return replace(entry, over=since)


def _helped_into(entry: NewEntry, typed: str) -> NewEntry:
    kind = AssignmentOption("WORDS=0-4", "slow breaths=3")
    return replace(entry, helped=tuple(kind.convert(one, None, None) for one in typed.split(",")))


def _answered(
    book: _Book, label: str, entry: NewEntry, filled: Callable[[str], NewEntry]
) -> NewEntry:
    """The entry with the answer in it, or as it was where none is given. Asks again until the answer fits the plan."""
    from generator.editing.entries import EntryError, added

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

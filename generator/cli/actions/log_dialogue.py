"""Log dialogue: an entry by answers to a few questions."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

import click

from generator.cli.actions.log_file import OpenLog
from generator.cli.actions.log_problems import show_problems
from generator.cli.entry_options import AssignmentOption, Typed
from generator.cli.terminal import say, say_beside
from generator.editing.csv_import import texts_in
from generator.editing.entries import entered
from generator.editing.entry_problems import EntryError
from generator.editing.entry_values import NewEntry
from generator.editing.logged import measures_of
from generator.editing.questions import (
    EntryDays,
    counts_hard_moments,
    questions,
    raters,
    responses,
    strategies,
    triggers,
)
from generator.editing.typed_days import typed_day
from generator.errors import PlanError
from generator.format.fields.dates import moment
from generator.format.load import load_plan
from generator.format.parse import parse
from generator.model.plan import Plan


def ask_for_entry(
    log: OpenLog,
    entry: NewEntry,
    day: str | None,
) -> NewEntry | None:
    """The entry with what somebody answers; None where they leave everything empty. `day` is what was typed of it."""
    document = parse(log.source.data, log.source.name)
    if not sys.stdin.isatty():
        id = next(iter(measures_of(document)), "calm")
        raise click.UsageError(
            f'say what to write down, such as: handrail log {log.plan} --score {id}=… --note "…"'
        )
    plan = load_plan(log.source, log.settings, log.today, None)
    if not isinstance(plan, Plan):
        raise PlanError(plan.findings)
    entry = _asked_for_person(plan, entry)
    has_hard_moments = counts_hard_moments(plan)
    if has_hard_moments and day is None:
        entry = _asked_for_day(log, entry)
    begun = entry
    say(f"An entry for {entry.date}. Enter leaves a question out.")
    entry = _asked_for_scores(log, plan, entry)
    if has_hard_moments:
        entry = _asked_for_texts(
            log,
            entry,
            "trigger",
            "What set it off?",
            triggers(plan),
        )
        entry = _asked_for_texts(
            log, entry, "response", "What did the person do then?", responses(plan)
        )
    entry = _asked_for_help(log, plan, entry)
    for key, question, with_answer in _LAST:
        say(f"\n{question}")
        entry = _answered(log, f"  {key}", entry, partial(with_answer, entry))
    if entry == begun:
        return None
    return entry


def _asked_for_person(plan: Plan, entry: NewEntry) -> NewEntry:
    """Whose entry it is, where that can be several."""
    people = raters(plan)
    if entry.by or len(people) < 2:
        return entry
    usual = people[0] if len(plan.clients) == 1 else None
    by = click.prompt("Whose entry is this?", usual, type=click.Choice(people))
    return replace(entry, by=by)


def _asked_for_day(log: OpenLog, entry: NewEntry) -> NewEntry:
    say(
        f"\nWhich day was it, perhaps with a time? Such as: yesterday 21:30. Enter is today, {entry.date}."
    )
    return _answered(log, "  date", entry, partial(_with_day, entry, log.today))


def _asked_for_scores(log: OpenLog, plan: Plan, entry: NewEntry) -> NewEntry:
    days = EntryDays(_day_of(entry, log.today), log.today)
    for question in questions(plan, entry.by, days):
        latest = f"; last {question.latest}" if question.latest else ""
        say(f"\n{question.objective}\n  {question.scale}{latest}")
        with_answer = partial(_with_score, entry, question.id)
        if question.stretch:
            with_answer = partial(_with_count, entry, question.id, log.today)
        entry = _answered(log, f"  {question.id}", entry, with_answer)
    return entry


def _asked_for_help(log: OpenLog, plan: Plan, entry: NewEntry) -> NewEntry:
    say("\nWhat helped, and how much from 0 to 4? Such as: slow breaths=3, a walk=2")
    if known := strategies(plan):
        say(f"  in the plan: {', '.join(known)}")
    return _answered(log, "  helped", entry, partial(_with_help, entry))


def _day_of(entry: NewEntry, today: date) -> date:
    """The day of an entry; today where what was typed is none, which is told with the first answer."""
    try:
        return date.fromisoformat(moment(entry.date)[: len("2026-01-19")])
    except ValueError:
        return today


def _with_day(entry: NewEntry, today: date, typed: str) -> NewEntry:
    return replace(entry, date=moment(typed_day(typed, today)))


def _asked_for_texts(
    log: OpenLog, entry: NewEntry, key: str, question: str, known: Sequence[str]
) -> NewEntry:
    say(f"\n{question} Several with ; between them.")
    if known:
        say(f"  so far: {'; '.join(known)}")
    return _answered(log, f"  {key}", entry, partial(_with_texts, entry, key))


def _with_texts(entry: NewEntry, key: str, typed: str) -> NewEntry:
    texts = texts_in(typed)
    if key == "trigger":
        return replace(entry, trigger=texts)
    return replace(entry, response=texts)


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


def _with_score(entry: NewEntry, id: str, typed: str) -> NewEntry:
    return replace(entry, scores=(*entry.scores, (id, typed)))


#: What stands between a count and the time that it covers: `6 over last week`.
_OVER: Final = re.compile(r"\s+(?:over|since)\s+", re.IGNORECASE)


def _with_count(entry: NewEntry, id: str, today: date, typed: str) -> NewEntry:
    """A count, and the time that it covers where somebody says so."""
    number, *over = _OVER.split(typed, maxsplit=1)
    entry = _with_score(entry, id, number)
    if not over:
        return entry
    since = typed_day(over[0], today)
    if entry.over and entry.over != since:
        raise click.UsageError(
            f"all counts of one entry cover the same time, and that is {entry.over} already"
        )
    return replace(entry, over=since)


def _with_help(entry: NewEntry, typed: str) -> NewEntry:
    kind = AssignmentOption("WORDS=0-4", "slow breaths=3")
    return replace(
        entry,
        helped=tuple(kind.convert(one, None, None) for one in typed.split(",")),
    )


def _answered(
    log: OpenLog, label: str, entry: NewEntry, with_answer: Callable[[str], NewEntry]
) -> NewEntry:
    """The entry with the answer in it, or as it was where none is given. Asks again until the answer fits the plan."""
    while True:
        typed = click.prompt(
            label,
            default="",
            show_default=False,
            type=Typed(),
        ).strip()
        if not typed:
            return entry
        try:
            answered = with_answer(typed)
            entered(log.source, [answered], log.settings, log.today)
        except EntryError as error:
            show_problems(
                error.problems,
                lambda _part: "  This does not fit",
                "`--by`",
            )
        except click.UsageError as error:
            say_beside(f"  This does not fit: {error.message}")
        else:
            return answered

"""Receive: what clients wrote on their pages is added to their plans."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Final

import click

from generator.builder.context import OpenWorkspace, open_workspace
from generator.cli.actions.log_file import NOTHING_WRITTEN, OpenLog, keep_added
from generator.cli.actions.log_problems import show_problems
from generator.cli.actions.pasted import END_KEYS, pasted
from generator.cli.errors import FOUND, Stopped, if_stopped
from generator.cli.machine_report import as_document
from generator.cli.options import root_of
from generator.cli.receive import ReceiveOptions
from generator.cli.report import OutputFormat
from generator.cli.terminal import say, say_beside
from generator.editing.entry_problems import EntryPart
from generator.editing.inbox import FilledPlan, Inbox, RefusedReply, TakenReply, read_inbox
from generator.editing.inbox_words import (
    NO_REPLY,
    SAID_BY,
    already_there,
    new_entries,
    new_steps,
    new_words,
    place_in_reply,
    refused_replies,
    what_was_added,
)
from generator.editing.received import ReadingRules
from generator.text.encoding import text_at_any_rate

#: Most bytes that are looked through for replies.
_INPUT_LIMIT_BYTES: Final = 8 * 1024 * 1024
_PASTE: Final = f"Paste the reply here, all of it; nothing of it will show. Then press {END_KEYS}."


class ReplyState(StrEnum):
    """What became of a reply, for programs."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


def receive_replies(options: ReceiveOptions) -> None:
    _refuse_questions(options)
    opened = open_workspace(root_of(options.start), options.today)
    rules = ReadingRules(opened.settings, options.today, opened.space.risk_lists)
    links = opened.links
    with if_stopped(NOTHING_WRITTEN):
        text = _text(options)
    inbox = read_inbox(text, opened.space.plans, links, rules)
    if not inbox.replies:
        raise Stopped(NO_REPLY)
    if options.form == OutputFormat.JSON:
        _receive_for_programs(opened, options, inbox)
    else:
        _receive(opened, options, inbox)
    if inbox.refused:
        sys.exit(FOUND)


def _refuse_questions(options: ReceiveOptions) -> None:
    """Raise UsageError where nobody can be asked, though something would have to be."""
    if options.yes or options.dry_run:
        return
    if options.form == OutputFormat.JSON:
        raise click.UsageError("--format json asks nothing; add --yes to add it, or --dry-run")
    if _is_piped(options):
        raise click.UsageError(
            "nobody is here to be asked; add --yes to add it, or --dry-run to look"
        )


def _is_piped(options: ReceiveOptions) -> bool:
    """Whether the text comes in from another program."""
    return options.file in (None, Path("-")) and not sys.stdin.isatty()


def _text(options: ReceiveOptions) -> str:
    """The text that was sent. Raises Stopped where there is none to be had."""
    if options.file in (None, Path("-")) and sys.stdin.isatty():
        say_beside(_PASTE)
        return pasted()
    data = _bytes_in(options.file)
    if len(data) > _INPUT_LIMIT_BYTES:
        raise Stopped("This is more than 8 MiB, so it is no mail with a reply in it.")
    return text_at_any_rate(data)


def _bytes_in(file: Path | None) -> bytes:
    if file in (None, Path("-")):
        return sys.stdin.buffer.read(_INPUT_LIMIT_BYTES + 1)
    assert file is not None
    try:
        with file.open("rb") as stream:
            return stream.read(_INPUT_LIMIT_BYTES + 1)
    except OSError as error:
        raise Stopped(f"cannot read {click.format_filename(file)}: {error.strerror}") from error


# ---- for a person


def _receive(opened: OpenWorkspace, options: ReceiveOptions, inbox: Inbox) -> None:
    for plan in inbox.plans:
        log = OpenLog(opened.root, plan.source, opened.settings, options)
        _show(log, plan)
        if not options.dry_run:
            _add(log, plan)
    if not options.quiet:
        for line in already_there(inbox):
            say(line)
    for which, one in refused_replies(inbox):
        _show_refusal(which, one)


def _add(log: OpenLog, plan: FilledPlan) -> None:
    """Add what is new to a plan where somebody says so."""
    if not log.agrees(f"Add to {log.shown}?"):
        log.say("Nothing was added.")
        return
    _keep(log, plan)


def _keep(log: OpenLog, plan: FilledPlan) -> None:
    """Put what is new into the plan, as `handrail log` does."""
    keep_added(log, plan.added, what_was_added(plan, log.shown))


def _show(log: OpenLog, plan: FilledPlan) -> None:
    """What a plan would gain; first what asks about a person."""
    for finding in plan.asks:
        say(f"{log.shown}: {finding.sentence}\n   hint: {finding.hint}\n")
    lines = [*new_entries(plan, log.shown)]
    if sys.stdout.isatty():  # never into a file that keeps them
        lines += new_words(plan)
    for line in (*lines, *new_steps(plan, log.shown)):
        say(line)


def _show_refusal(which: str, one: RefusedReply) -> None:
    """Why a reply is refused; never a word of it."""
    say_beside(f"{which}: {one.sentence}\n   hint: {one.hint}\n")
    show_problems(one.problems, _place, SAID_BY)


def _place(part: EntryPart) -> str:
    return f"  {place_in_reply(part)}"


# ---- for programs


def _receive_for_programs(opened: OpenWorkspace, options: ReceiveOptions, inbox: Inbox) -> None:
    """Add all that fits, and say all of it in one document."""
    if not options.dry_run:
        silent = replace(options, quiet=True)
        for plan in inbox.plans:
            _keep(OpenLog(opened.root, plan.source, opened.settings, silent), plan)
    click.echo(
        as_document(
            added=not options.dry_run,
            replies=[_record(one) for one in inbox.replies],
            needs_a_person=any(plan.asks for plan in inbox.plans),
        )
    )


def _record(one: RefusedReply | TakenReply) -> dict[str, object]:
    if isinstance(one, RefusedReply):
        return {
            "plan": one.plan,
            "reply": None,
            "state": ReplyState.REFUSED,
            "entries": 0,
            "steps": 0,
            "why": one.step,
            "message": one.sentence,
        }
    new = one.received
    return {
        "plan": one.plan,
        "reply": one.reply.id,
        "state": ReplyState.KNOWN if new.is_nothing else ReplyState.NEW,
        "entries": len(new.added.places),
        "steps": len(new.steps),
        "why": None,
        "message": None,
    }

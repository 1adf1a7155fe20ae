"""Inbox words: what the replies in a text would add, did add, or why not, in the words that every place says it in.

In: an `Inbox` and its parts. Out: lines of text; a client's own words stand only in those of `new_words`.
Touches nothing. What comes from a reply is a stranger's text: signs that steer a terminal are escaped here, and whoever
puts it into a page escapes it for that page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.editing.entry_problems import EntryPart
from generator.editing.inbox import FilledPlan, Inbox, RefusedReply
from generator.editing.logged import in_brief, log_of, logged_entries, values_below
from generator.editing.next_commands import undo_command
from generator.editing.text import content_of
from generator.format.keys.log import EntryKeys
from generator.format.parse import Document, Node, parse
from generator.workspace.layout import printable

NO_REPLY: Final = "There is no reply in this text. A reply is a long text that begins with HR2."
#: How somebody says in a reply whose scores these are.
SAID_BY: Final = "`by`"
#: The words of an entry, in the order of the format.
_WORDS: Final = (
    EntryKeys.situation.name,
    EntryKeys.note.name,
    EntryKeys.trigger.name,
    EntryKeys.response.name,
    EntryKeys.helped.name,
    EntryKeys.celebrate.name,
)


# ---- what would be added


def new_entries(plan: FilledPlan, shown: str) -> Iterator[str]:
    """The new entries by their days and scores; `shown` is how the plan is called there."""
    if plan.added.places:
        logged = logged_entries(_after(plan))
        new = [logged[place] for place in plan.added.places]
        yield in_brief(f"{shown}: {_entries(len(new))}", new)


def new_words(plan: FilledPlan) -> Iterator[str]:
    """The client's words, for a person who is looking; never for what keeps them."""
    document = _after(plan)
    logged, nodes = logged_entries(document), log_of(document)
    for place in plan.added.places:
        yield from _words(logged[place].date, nodes[place])


def new_steps(plan: FilledPlan, shown: str) -> Iterator[str]:
    """The steps that are done now."""
    for step in plan.steps:
        yield f"{shown}: step {step.place} of {step.objective}, done on {step.day}"


def _after(plan: FilledPlan) -> Document:
    return parse(plan.added.data, plan.source.name)


def _words(day: str, entry: Node) -> Iterator[str]:
    values = values_below(entry)
    for key in _WORDS:
        if key in values:
            yield f"  {day:16}  {key}: {printable(_in_words(content_of(values[key])))}"


def _in_words(content: object) -> str:
    if isinstance(content, list):
        return "; ".join(map(str, content))
    if isinstance(content, tuple):
        return "; ".join(f"{what} {much}" for what, much in content)
    return " ".join(str(content).split())


# ---- what was added


def what_was_added(plan: FilledPlan, shown: str) -> str:
    """How much was added, and how its entries are taken out again."""
    added = f"Added {' and '.join(_amounts(plan))} to {shown}."
    if not plan.added.places:
        return added
    them = "the entry" if len(plan.added.places) == 1 else "the entries"
    return f"{added} {undo_command(plan.source.name)} takes {them} out again."


def already_there(inbox: Inbox) -> Iterator[str]:
    """For each plan how many replies it has already."""
    names = [one.plan for one in inbox.taken if one.received.is_nothing]
    for name in dict.fromkeys(names):
        yield f"Already in {printable(name)}: {_replies(names.count(name))}."


def _amounts(plan: FilledPlan) -> Iterator[str]:
    if plan.added.places:
        yield _entries(len(plan.added.places))
    if plan.steps:
        yield "1 step done" if len(plan.steps) == 1 else f"{len(plan.steps)} steps done"


def _entries(count: int) -> str:
    return "1 new entry" if count == 1 else f"{count} new entries"


def _replies(count: int) -> str:
    return "1 reply" if count == 1 else f"{count} replies"


# ---- what is refused


def refused_replies(inbox: Inbox) -> Iterator[tuple[str, RefusedReply]]:
    """Each reply that is refused, and how it is called: which of how many, and for which plan as far as that is known."""
    for number, one in enumerate(inbox.replies, 1):
        if isinstance(one, RefusedReply):
            plan = "" if one.plan is None else f", for {printable(one.plan)}"
            yield f"Reply {number} of {len(inbox.replies)}{plan}", one


def place_in_reply(part: EntryPart) -> str:
    """Where in a reply something does not fit; never a word of it."""
    return f"entry {part.entry + 1}, {part.key}"

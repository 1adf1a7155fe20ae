"""Received: what a client's reply adds to a plan, by the plan's own rules.

In: a plan file, the plan in it, a reply that was opened, the settings, today's date, and the words that ask about a
person. Out: the new bytes and what is new in them; or all that does not fit.
Touches nothing but the catalogue that validation reads. A reply adds entries and days on which steps were done, and
changes nothing else: what is there stays. One that the plan has already adds nothing. A client may hand over again what
the page still keeps: an entry with words that an earlier reply brought is not new, one of numbers alone may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.advice.advise import questions_about_a_person
from generator.editing.entries import Added, with_values
from generator.editing.entry_problems import EntryError, broken_rules, entry_at
from generator.editing.entry_values import EntryValue, as_content
from generator.editing.logged import log_of, values_below
from generator.editing.questions import raters
from generator.editing.reply_form import Reply
from generator.editing.step_edit import TickedStep, is_open, step_at, with_step_done
from generator.editing.text import content_of
from generator.errors import Finding, HandrailError
from generator.format.keys.log import EntryKeys
from generator.format.load import load_plan
from generator.format.parse import Document, parse
from generator.model.plan import Plan
from generator.model.settings import Settings
from generator.text.phrases import Lists
from generator.workspace.layout import PlanSource

#: What two entries may say alike though they tell of two events.
_WORDLESS: Final = frozenset(
    {
        EntryKeys.date.name,
        EntryKeys.by.name,
        EntryKeys.scores.name,
        EntryKeys.helped.name,
        EntryKeys.reply.name,
    }
)


class MisfitReplyError(HandrailError):
    """A reply that names what the plan does not have."""


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What a plan is read with, and the lists of words that ask about a person."""

    settings: Settings
    today: date
    lists: Lists


@dataclass(frozen=True, slots=True)
class Received:
    """A plan with a reply in it: its new bytes and the places of new entries, steps that are done now, and what asks
    about a person since then.
    """

    added: Added
    steps: tuple[TickedStep, ...]
    asks: tuple[Finding, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether the plan has all of it already."""
        return not self.added.places and not self.steps


def received(source: PlanSource, plan: Plan, reply: Reply, rules: ReadingRules) -> Received:
    """The plan with this reply.

    Raises MisfitReplyError for people and steps that the plan does not have, EntryError for what else its rules find,
    PlanError where the file cannot be changed.
    """
    document = parse(source.data, source.name)
    if reply.id in replies_of(document):
        return Received(Added(source.data, ()), (), ())
    _check_people(plan, reply)
    steps = tuple(_open_steps(document, reply))
    data = source.data
    for step in steps:
        data = with_step_done(data, source.name, step)
    added = with_values(PlanSource(source.name, data), tuple(_not_handed_over(document, reply)))
    after = PlanSource(source.name, added.data)
    problems = tuple(
        broken_rules(source, after, added.places, settings=rules.settings, today=rules.today)
    )
    if problems:
        raise EntryError(problems)
    return Received(added, steps, tuple(_new_questions(source, after, added.places, rules)))


def replies_of(document: Document) -> tuple[str, ...]:
    """For each entry of the log the id of the reply that it came in; empty where it came in none."""
    found = (values_below(entry).get(EntryKeys.reply.name) for entry in log_of(document))
    return tuple("" if node is None else str(content_of(node)) for node in found)


def _not_handed_over(document: Document, reply: Reply) -> Iterator[Mapping[str, EntryValue]]:
    """The entries of a reply, but for those with words that an earlier reply brought, word for word."""
    known = [
        _but_the_reply(content_of(entry))
        for entry, id in zip(log_of(document), replies_of(document), strict=True)
        if id
    ]
    for entry in reply.entries:
        has_words = not _WORDLESS.issuperset(entry)
        if not (has_words and _but_the_reply(as_content(entry)) in known):
            yield entry


def _but_the_reply(content: object) -> object:
    """What an entry says, whichever reply brought it."""
    assert isinstance(content, tuple)
    return [pair for pair in content if pair[0] != EntryKeys.reply.name]


def _check_people(plan: Plan, reply: Reply) -> None:
    """Raise MisfitReplyError where somebody else writes than those whose scores these can be."""
    writers = {*raters(plan)} - {person.id for person in plan.therapists}
    for entry in reply.entries:
        if entry.get(EntryKeys.by.name, "") not in {"", *writers}:
            raise MisfitReplyError("this reply names somebody who does not write in this plan")


def _open_steps(document: Document, reply: Reply) -> Iterator[TickedStep]:
    """The steps that a reply ticks off and that can be, each once."""
    known: set[tuple[str, int]] = set()
    for step in reply.steps:
        node = step_at(document, step)
        if node is None:
            raise MisfitReplyError("this reply names a step that is not in this plan")
        if is_open(node) and (step.objective, step.place) not in known:
            known.add((step.objective, step.place))
            yield step


def _new_questions(
    before: PlanSource, after: PlanSource, places: Collection[int], rules: ReadingRules
) -> Iterator[Finding]:
    """What asks about a person after a reply and did not before; the new entries stand at `places`."""
    known = Counter((finding.code, finding.sentence) for finding in _questions(before, rules))
    document = parse(after.data, after.name)

    def is_new_place(finding: Finding) -> bool:
        return entry_at(document, (finding.place.line, finding.place.column)) in places

    for finding in sorted(_questions(after, rules), key=is_new_place):
        known[finding.code, finding.sentence] -= 1
        if known[finding.code, finding.sentence] < 0:
            yield finding


def _questions(source: PlanSource, rules: ReadingRules) -> tuple[Finding, ...]:
    read = load_plan(source, rules.settings, rules.today, None)
    return questions_about_a_person(source, read, rules.today, rules.lists)

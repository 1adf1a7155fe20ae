"""Pasted reply: what a text that was pasted into the preview would add to the plans, or did add.

In: a workspace as it lies on disk, and the text. Out: a `PastedView`, words final, as `handrail receive` says them.
`with_added` writes plan files, through the same function as `receive`; nothing else here does. The words of a client are
a stranger's text: templates escape them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from generator.builder.context import OpenWorkspace
from generator.editing.entry_problems import EntryProblem, hint_for_typed
from generator.editing.fix import save_added
from generator.editing.inbox import FilledPlan, Inbox, read_inbox
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
from generator.editing.next_commands import way_to_the_page
from generator.editing.received import ReadingRules
from generator.errors import HandrailError, PlanError
from generator.preview.views import FindingView, finding_views
from generator.view.sentences import capital

_NOTHING_ADDED: Final = "Nothing was added."


@dataclass(frozen=True, slots=True)
class PastedView:
    """What became of a text.

    says     what was done, or why nothing.
    added    those sentences of it that tell of a plan that was written.
    asks     what needs a person first.
    gains    what each plan would gain.
    refused  replies of which nothing is added, and mistakes that keep all of them out.
    text     what can be added now; empty where there is nothing.
    """

    says: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    asks: tuple[FindingView, ...] = ()
    gains: tuple[str, ...] = ()
    refused: tuple[FindingView, ...] = ()
    text: str = ""


def failed_view(error: HandrailError) -> PastedView:
    """What keeps every reply out."""
    if isinstance(error, PlanError):
        return PastedView(says=(_NOTHING_ADDED,), refused=finding_views(error.findings))
    return stopped_view(capital(f"{error}."))


def stopped_view(sentence: str) -> PastedView:
    """Why a text was not even read."""
    return PastedView(says=(sentence, _NOTHING_ADDED))


def as_it_would_be(opened: OpenWorkspace, text: str) -> PastedView:
    """What the text would add; nothing is written."""
    try:
        inbox = _inbox(opened, text)
    except HandrailError as error:
        return failed_view(error)
    return PastedView(
        says=(*_nothing_found(inbox), *already_there(inbox)),
        asks=tuple(_asks(inbox)),
        gains=tuple("\n".join(_gain(plan)) for plan in inbox.plans),
        refused=tuple(_refused(inbox)),
        text=text if inbox.plans else "",
    )


def with_added(opened: OpenWorkspace, text: str) -> PastedView:
    """What the text has added; a plan that cannot be written ends it, and those before it stay."""
    added: list[str] = []
    try:
        inbox = _inbox(opened, text)
        for plan in inbox.plans:
            save_added(opened.root, plan.source, plan.added)
            added.append(what_was_added(plan, plan.source.name))
    except HandrailError as error:
        return replace(
            failed_view(error), says=tuple(added) or (_NOTHING_ADDED,), added=tuple(added)
        )
    next_step = (way_to_the_page(opened.settings),) if added else (_NOTHING_ADDED,)
    return PastedView(
        says=(*_nothing_found(inbox), *added, *already_there(inbox), *next_step),
        added=tuple(added),
        refused=tuple(_refused(inbox)),
    )


def _inbox(opened: OpenWorkspace, text: str) -> Inbox:
    rules = ReadingRules(opened.settings, opened.today, opened.space.risk_lists)
    return read_inbox(text, opened.space.plans, opened.links, rules)


def _nothing_found(inbox: Inbox) -> Iterator[str]:
    if not inbox.replies:
        yield NO_REPLY


def _asks(inbox: Inbox) -> Iterator[FindingView]:
    for plan in inbox.plans:
        for finding in plan.asks:
            yield FindingView(plan.source.name, finding.sentence, "", finding.hint)


def _gain(plan: FilledPlan) -> Iterator[str]:
    yield from new_entries(plan, plan.source.name)
    yield from new_words(plan)
    yield from new_steps(plan, plan.source.name)


def _refused(inbox: Inbox) -> Iterator[FindingView]:
    for which, one in refused_replies(inbox):
        yield FindingView(which, one.sentence, "", one.hint)
        for problem in one.problems:
            yield _misfit(problem)


def _misfit(problem: EntryProblem) -> FindingView:
    if problem.part is None:
        (view,) = finding_views([problem.finding])
        return view
    where = place_in_reply(problem.part)
    return FindingView(
        where, problem.finding.sentence, "", hint_for_typed(problem.finding, SAID_BY)
    )

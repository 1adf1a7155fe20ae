"""Head: whose page it is, up to when it knows, and words of the client's own.

In: a Plan. Out: a line, and the words. Touches nothing.
No note is quoted: only what the client celebrated, or wrote down as what matters.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.plan import Plan, Setting
from generator.text.language import _
from generator.view import dates, page_values
from generator.view.journal import wins


def who(plan: Plan) -> tuple[str, ...]:
    """`Lena, with Ines Marchetti.`, then `Notes up to 28 October.`, or what of it there is."""
    return tuple(filter(None, (_people(plan), _up_to(plan))))


def _people(plan: Plan) -> str:
    clients = dates.several([person.name for person in plan.clients])
    therapists = dates.several([person.name for person in plan.therapists])
    if plan.setting is Setting.GROUP:
        return _("For everyone in the group.")
    if clients and therapists:
        return _("{names}, with {therapists}.", names=clients, therapists=therapists)
    if clients:
        return _("{names}.", names=clients)
    if therapists:
        return _("With {therapists}.", therapists=therapists)
    return ""


def _up_to(plan: Plan) -> str:
    """The day that the page speaks from; nothing before the first note."""
    if not plan.entries:
        return ""
    return _("Notes up to {day}.", day=dates.long(plan.as_of, plan.as_of.year))


def quoted_words(plan: Plan) -> page_values.OwnWords | None:
    """The latest good thing where others stand below it, else what matters."""
    good = wins(plan)
    if _quotes_the_latest(good):
        return page_values.OwnWords(good[0].text, _latest(plan, good[0]))
    return _what_matters(plan)


def _quotes_the_latest(good: Sequence[page_values.Win]) -> bool:
    """Whether the latest good thing stands at the top: only where the list below keeps another."""
    return len(good) > 1


def _latest(plan: Plan, win: page_values.Win) -> str:
    if _is_shared(plan):
        return _("the latest good thing, {day}", day=win.day)
    return _("your latest good thing, {day}", day=win.day)


def _what_matters(plan: Plan) -> page_values.OwnWords | None:
    if not plan.what_matters:
        return None
    to_whom = _("what matters to you")
    if _is_shared(plan):
        to_whom = _("what matters to all of you")
    return page_values.OwnWords(plan.what_matters, to_whom)


def _is_shared(plan: Plan) -> bool:
    return len(plan.clients) > 1 or plan.setting is Setting.GROUP


def what_matters_below(plan: Plan) -> page_values.OwnWords | None:
    """What matters, where the top of the page has room for a good thing only."""
    if _quotes_the_latest(wins(plan)):
        return _what_matters(plan)
    return None


def further_wins(plan: Plan) -> tuple[page_values.Win, ...]:
    """The good things that do not stand at the top."""
    good = wins(plan)
    if _quotes_the_latest(good):
        return good[1:]
    return good

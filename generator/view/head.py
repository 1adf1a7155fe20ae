"""Head: whose page it is, up to when it knows, and words of the client's own.

In: a Plan. Out: a line, and the words. Touches nothing.
No note is quoted: only what the client celebrated, or wrote down as what matters.
"""

from __future__ import annotations

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
    """The latest good thing; what matters where there is none, or none but one,
    which stands among the good things.
    """
    good = wins(plan)
    if good and (len(good) > 1 or not plan.what_matters):
        return page_values.OwnWords(good[0].text, _latest(plan, good[0]))
    if plan.what_matters:
        return page_values.OwnWords(plan.what_matters, _what_matters(plan))
    return None


def _latest(plan: Plan, win: page_values.Win) -> str:
    if _is_shared(plan):
        return _("the latest good thing, {day}", day=win.day)
    return _("your latest good thing, {day}", day=win.day)


def _what_matters(plan: Plan) -> str:
    if _is_shared(plan):
        return _("what matters to all of you")
    return _("what matters to you")


def _is_shared(plan: Plan) -> bool:
    return len(plan.clients) > 1 or plan.setting is Setting.GROUP


def what_matters_below(plan: Plan) -> str | None:
    """What matters, where the top of the page has room for a good thing only."""
    above = quoted_words(plan)
    if above is None or above.words == plan.what_matters:
        return None
    return plan.what_matters


def further_wins(plan: Plan) -> tuple[page_values.Win, ...]:
    """The good things that do not stand at the top."""
    above, all_wins = quoted_words(plan), wins(plan)
    if above and all_wins and above.words == all_wins[0].text and len(all_wins) > 1:
        return all_wins[1:]
    return all_wins

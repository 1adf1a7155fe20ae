"""Goal: a goal on the page: its title, how it stands, and its objectives.

In: a goal with its objectives in words. Out: a GoalView.
Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from markupsafe import Markup

from generator.model.plan import Acceptance, Achievement, Framing, Goal, Plan, Priority
from generator.text.full_stop import without_full_stop
from generator.text.language import N_, _, ngettext
from generator.view import called, changes, closeness, dates, page_values, sentences
from generator.view.measures.describe import DescribedObjective
from generator.view.objective import objective_view

_ACHIEVEMENTS: Final = {
    Achievement.IN_PROGRESS: N_("Under way."),
    Achievement.IMPROVING: N_("Getting better."),
    Achievement.NO_CHANGE: N_("Steady so far."),
    Achievement.WORSENING: N_("Harder lately."),
    Achievement.ACHIEVED: N_("Reached."),
    Achievement.SUSTAINING: N_("Reached, and it holds."),
    Achievement.NOT_ACHIEVED: N_("Not yet."),
    Achievement.NO_PROGRESS: N_("Not moving yet."),
    Achievement.NOT_ATTAINABLE: N_("Not for now."),
}
_FRAMINGS: Final = {
    Framing.APPROACH: N_("It moves towards something."),
    Framing.AVOIDANCE: N_("It leaves something behind."),
    Framing.MAINTENANCE: N_("It keeps something going."),
}
_PRIORITIES: Final = {
    Priority.HIGH: N_("It comes first."),
    Priority.MEDIUM: N_("It has its turn."),
    Priority.LOW: N_("It can wait."),
}

#: A hyphen that stands for a blank, as in an id: not one that the word itself has.
_JOINT: Final = re.compile(
    r"(?<!\bself)(?<!\bwell)(?<!\bpost)(?<!\bnon)(?<!\bco)-",
    re.IGNORECASE,
)
#: Who chose the goal, the one reader or those named; each without and with the month.
_CHOSE: Final = (
    (N_("You chose this."), N_("You chose this in {month}.")),
    (N_("{names} chose this."), N_("{names} chose this in {month}.")),
)
#: Who agreed: the reader alone, with one other, with several; and without the reader.
_AGREED: Final = (
    N_("You agreed."),
    N_("You both agreed."),
    N_("You and {names} agreed."),
    N_("{names} agreed."),
)
_AGREED_ON: Final = (
    N_("You agreed on {day}."),
    N_("You both agreed on {day}."),
    N_("You and {names} agreed on {day}."),
    N_("{names} agreed on {day}."),
)


def goal_view(
    plan: Plan,
    goal: Goal,
    described: Mapping[str, DescribedObjective],
    prose: Mapping[str, Markup],
    helps: Sequence[page_values.HelpsView],
) -> page_values.GoalView:
    """A goal with its objectives; `described` are all objectives of the page by their id."""
    shown = changes.shown_goals(plan)
    index = shown.index(goal)
    own = [described[objective.id] for objective in goal.objectives]
    why = (
        (_("Why it matters"), goal.why),
        (_("How close it feels"), closeness.closeness_words(plan, goal)),
    )
    brought = ((_("What brought you here"), "\n\n".join(goal.addresses)),)
    return page_values.GoalView(
        id=f"g{index + 1}",
        label=called.numbered(plan, goal, index) if len(shown) > 1 else "",
        title=goal.goal,
        state=_line(plan, goal, _chosen(plan, goal)),
        quiet=_line(plan, goal, _choice(plan, goal)),
        pairs=_answered(why, prose),
        behind=_answered(brought, prose),
        more=_more(plan, goal),
        objectives=tuple(objective_view(plan, one, helps) for one in own),
    )


def _answered(
    facts: Iterable[tuple[str, str | None]], prose: Mapping[str, Markup]
) -> tuple[page_values.ProseFact, ...]:
    return tuple(page_values.ProseFact(term, prose[text]) for term, text in facts if text)


def _line(plan: Plan, goal: Goal, chosen: str) -> str:
    """The one sentence below the goal: its end or rest, else what they called it together,
    else that it is reached by the person's own rating, else that it is `chosen`.

    Who is still thinking or sees it differently stands beside it; empty where nothing is said.
    """
    return sentences.joined(
        _how_it_stands(plan, goal) or chosen,
        _thinking(plan, goal),
        _differing(plan, goal),
    )


def _more(plan: Plan, goal: Goal) -> str:
    """What the goal is about, who agreed, and what of the rulers the line below the goal leaves out."""
    stands = _how_it_stands(plan, goal)
    matters = agreed = ""
    if stands:
        matters = _matters(goal)
    if stands or not _is_told_by_line(plan, goal):
        agreed = _agreed(plan, goal)
    return sentences.joined(_about(plan, goal), agreed, matters, _confidence(goal))


def _how_it_stands(plan: Plan, goal: Goal) -> str:
    lifecycle = changes.lifecycle_words(plan, goal)
    if lifecycle:
        return lifecycle
    if goal.achievement:
        return _achieved(goal.achievement, goal.status_reason)
    if closeness.is_reached(plan, goal):
        return _("Reached, by your own rating.")
    return ""


def _achieved(achievement: Achievement, reason: str | None) -> str:
    """What the two of them called it, and why, where they say so:
    `Not for now: the shop has closed.`
    """
    state = _(_ACHIEVEMENTS[achievement])
    if not reason:
        return state
    return _(
        "{state}: {reason}.",
        state=without_full_stop(state),
        reason=without_full_stop(reason),
    )


def _about(plan: Plan, goal: Goal) -> str:
    """What the goal is about, whose wish it is, for how long, in which direction,
    and when its turn is.
    """
    about = framing = priority = ""
    if goal.domain:
        about = _("About {domain}.", domain=_domain(goal.domain))
    if goal.framing:
        framing = _(_FRAMINGS[goal.framing])
    if goal.priority:
        priority = _(_PRIORITIES[goal.priority])
    return sentences.joined(
        about,
        _wish(plan, goal),
        called.horizon(plan, goal),
        framing,
        priority,
    )


def _domain(written: str) -> str:
    """`substance use` for `substance-use`; `self-esteem` keeps its hyphen,
    and words with blanks are words already.
    """
    bare = without_full_stop(written)
    if " " in bare:
        return bare
    return _JOINT.sub(" ", bare)


def _wish(plan: Plan, goal: Goal) -> str:
    if not goal.expressed_by:
        return ""
    person = plan.person(goal.expressed_by)
    if [client.id for client in plan.clients] == [person.id]:
        return _("Your own wish.")
    return _("{name}’s wish.", name=person.name)


def _thinking(plan: Plan, goal: Goal) -> str:
    has_reader, names = _who(plan, goal, Acceptance.PENDING)
    others = dates.several(names)
    if has_reader and names:
        return _("You and {names} are still thinking about it.", names=others)
    if has_reader:
        return _("You are still thinking about it.")
    if not names:
        return ""
    return ngettext(
        "{names} is still thinking about it.",
        "{names} are still thinking about it.",
        len(names),
        names=others,
    )


def _differing(plan: Plan, goal: Goal) -> str:
    has_reader, names = _who(plan, goal, Acceptance.DISAGREE)
    others = dates.several(names)
    if has_reader and names:
        return _("You and {names} see it differently.", names=others)
    if has_reader:
        return _("You see it differently.")
    if not names:
        return ""
    return ngettext(
        "{names} sees it differently.", "{names} see it differently.", len(names), names=others
    )


def _who(plan: Plan, goal: Goal, status: Acceptance) -> tuple[bool, list[str]]:
    """Whether the one reader of the page is among those who said so, and the names of the others."""
    ids = dict.fromkeys(line.who for line in goal.agreed if line.status is status)
    reader = plan.clients[0].id if len(plan.clients) == 1 else None
    return reader in ids, [plan.person(id).name for id in ids if id != reader]


def _agreed(plan: Plan, goal: Goal) -> str:
    """`You both agreed on 12 January.`, `Kim and Alex agreed on 8 June.`"""
    has_reader, names = _who(plan, goal, Acceptance.AGREE)
    if not has_reader and not names:
        return ""
    day = _day_of_agreement(plan, goal)
    forms = _AGREED_ON if day else _AGREED
    form = forms[-1]
    if has_reader:
        form = forms[min(len(names), 2)]
    return _(form, names=dates.several(names), day=day)


def _day_of_agreement(plan: Plan, goal: Goal) -> str:
    """The latest day on which somebody agreed; nothing where no day is noted."""
    days = [line.on for line in goal.agreed if line.on and line.status is Acceptance.AGREE]
    return dates.long(max(days), plan.as_of.year) if days else ""


def _is_told_by_line(plan: Plan, goal: Goal) -> bool:
    """Whether the line below the goal says all there is: one person agreed, the reader."""
    has_reader, names = _who(plan, goal, Acceptance.AGREE)
    return has_reader and not names


def _chosen(plan: Plan, goal: Goal) -> str:
    """`You chose this in May; it matters 9 of 10 to you.`, with what is known of it."""
    chosen = _choice(plan, goal)
    if not chosen or goal.importance is None:
        return chosen or _matters(goal)
    return _(
        "{chosen}; it matters {importance} of 10 to you.",
        chosen=without_full_stop(chosen),
        importance=dates.number(goal.importance),
    )


def _choice(plan: Plan, goal: Goal) -> str:
    """`You chose this in May.`; empty where no client has agreed."""
    agreed = [line for line in goal.agreed if line.status is Acceptance.AGREE]
    ids = {line.who for line in agreed}
    clients = [person.name for person in plan.clients if person.id in ids]
    if not clients:
        return ""
    days = [line.on for line in agreed if line.on]
    without_month, in_month = _CHOSE[len(plan.clients) > 1]
    if not days:
        return _(without_month, names=dates.several(clients))
    month = dates.month_in(max(days), plan.as_of.year)
    return _(in_month, names=dates.several(clients), month=month)


def _matters(goal: Goal) -> str:
    """How much the goal matters, on a ruler from 0 to 10."""
    if goal.importance is None:
        return ""
    return _("It matters {importance} of 10 to you.", importance=dates.number(goal.importance))


def _confidence(goal: Goal) -> str:
    """How sure the person is, on the same ruler."""
    if goal.confidence is None:
        return ""
    return _("You are {confidence} of 10 sure you can.", confidence=dates.number(goal.confidence))

"""Goal: a goal on the page: its title, how it stands, and its objectives.

In: a goal with its objectives in words. Out: a GoalView.
Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from markupsafe import Markup

from generator.model.plan import Acceptance, Achievement, Framing, Goal, Plan, Priority, Publication
from generator.progress.series import Signal
from generator.text.full_stop import without_full_stop
from generator.text.language import N_, _, ngettext
from generator.view import called, changes, closeness, dates, page_values, sentences
from generator.view.clear import confidence_words
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
    pairs = (
        (_("What brought you here"), "\n\n".join(goal.addresses)),
        (_("Why it matters"), goal.why),
        (_("How close it feels"), closeness.closeness_words(plan, goal)),
    )
    return page_values.GoalView(
        id=f"g{index + 1}",
        label=called.numbered(plan, goal, index) if len(shown) > 1 else "",
        title=goal.goal,
        state=_state(plan, goal, list(_signals(own))),
        pairs=tuple(page_values.ProseFact(term, prose[text]) for term, text in pairs if text),
        objectives=tuple(objective_view(plan, goal, one, helps) for one in own),
    )


def _signals(objectives: Iterable[DescribedObjective]) -> Iterator[Signal]:
    """What is known of the goal's own measures; questionnaires have no part in how a goal goes."""
    for one in objectives:
        objective = one.progress.objective
        is_shown = objective.publication is Publication.SHOWN
        if is_shown and objective.measure.questionnaire is None:
            yield from (described.series.signal for described in one.series)


def _state(plan: Plan, goal: Goal, signals: Sequence[Signal]) -> str:
    """How the goal stands, what it is about, who agreed, and how much it matters;
    empty where nothing is said.
    """
    return sentences.joined(
        _how_it_stands(plan, goal, signals),
        _about(plan, goal),
        _agreement(plan, goal),
        _rulers(goal),
    )


def _how_it_stands(plan: Plan, goal: Goal, signals: Sequence[Signal]) -> str:
    """Its end or rest, else what they called it together,
    else the person's own rating, else the notes.
    """
    lifecycle = changes.lifecycle_words(plan, goal)
    if lifecycle:
        return lifecycle
    if goal.achievement:
        return _achieved(goal.achievement, goal.status_reason)
    if closeness.is_reached(plan, goal):
        return _("Reached, by your own rating.")
    return sentences.goal_progress(signals)


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


def _agreement(plan: Plan, goal: Goal) -> str:
    """Who agreed, who is still thinking, who sees it differently:
    each in a sentence where there is somebody.
    """
    return sentences.joined(
        _agreed(plan, goal),
        _thinking(plan, goal),
        _differing(plan, goal),
    )


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


def _rulers(goal: Goal) -> str:
    """How much the goal matters and how sure the person is, on rulers from 0 to 10."""
    if goal.importance is None:
        return confidence_words(goal) or ""
    matters = dates.number(goal.importance)
    if goal.confidence is None:
        return _("It matters {importance} of 10 to you.", importance=matters)
    return _(
        "It matters {importance} of 10 to you, and you are {confidence} of 10 sure you can.",
        importance=matters,
        confidence=dates.number(goal.confidence),
    )

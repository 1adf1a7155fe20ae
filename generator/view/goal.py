"""Goal words: what stands under a goal's title, and what makes an objective clear.

In: a goal or an objective with its progress. Out: sentences and facts.
Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.model.duration import Duration, DurationUnit
from generator.model.plan import Acceptance, Achievement, Framing, Goal, Objective, Plan, Priority
from generator.progress.series import Signal
from generator.text.language import N_, _, ngettext
from generator.view import called, changes, closeness, dates, page_values, sentences
from generator.view.measures.describe import DescribedObjective

#: The letter of SMART that is told from the numbers.
COUNTED: Final = N_("Counted")

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
_JOINT: Final = re.compile(r"(?<!\bself)(?<!\bwell)(?<!\bpost)(?<!\bnon)(?<!\bco)-", re.IGNORECASE)
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


def goal_facts(plan: Plan, goal: Goal, signals: Sequence[Signal]) -> str:
    """How the goal stands, what it is about, who agreed, and how much it matters; empty where nothing is said."""
    how = changes.lifecycle_words(plan, goal)
    if not how and goal.achievement:
        how = _achieved(goal.achievement, goal.status_reason)
    elif not how and closeness.is_reached(plan, goal):
        how = _("Reached, by your own rating.")
    elif not how:
        how = sentences.goal_progress(signals)
    return " ".join(filter(None, (how, _about(plan, goal), _agreement(plan, goal), _rulers(goal))))


def _domain(written: str) -> str:
    """`substance use` for `substance-use`; `self-esteem` keeps its hyphen, and words with blanks are words already."""
    bare = written.rstrip(".")
    return bare if " " in bare else _JOINT.sub(" ", bare)


def _achieved(achievement: Achievement, reason: str | None) -> str:
    """What the two of them called it, and why, where they say so: `Not for now: the shop has closed.`"""
    said = _(_ACHIEVEMENTS[achievement])
    return (
        _("{state}: {reason}.", state=said.rstrip("."), reason=reason.rstrip("."))
        if reason
        else said
    )


def _about(plan: Plan, goal: Goal) -> str:
    wish = ""
    if goal.expressed_by:
        person = plan.person(goal.expressed_by)
        own = [client.id for client in plan.clients] == [person.id]
        wish = _("Your own wish.") if own else _("{name}’s wish.", name=person.name)
    return sentences.joined(
        _("About {domain}.", domain=_domain(goal.domain)) if goal.domain else "",
        wish,
        called.horizon(plan, goal),
        _(_FRAMINGS[goal.framing]) if goal.framing else "",
        _(_PRIORITIES[goal.priority]) if goal.priority else "",
    )


def _agreement(plan: Plan, goal: Goal) -> str:
    """Who agreed, who is still thinking, who sees it differently: each in a sentence where there is somebody."""
    return sentences.joined(_agreed(plan, goal), _thinking(plan, goal), _differing(plan, goal))


def _thinking(plan: Plan, goal: Goal) -> str:
    you, names = _who(plan, goal, Acceptance.PENDING)
    if you:
        more = _("You and {names} are still thinking about it.", names=dates.several(names))
        return more if names else _("You are still thinking about it.")
    if not names:
        return ""
    said = dates.several(names)
    return ngettext(
        "{names} is still thinking about it.",
        "{names} are still thinking about it.",
        len(names),
        names=said,
    )


def _differing(plan: Plan, goal: Goal) -> str:
    you, names = _who(plan, goal, Acceptance.DISAGREE)
    if you:
        more = _("You and {names} see it differently.", names=dates.several(names))
        return more if names else _("You see it differently.")
    if not names:
        return ""
    said = dates.several(names)
    return ngettext(
        "{names} sees it differently.", "{names} see it differently.", len(names), names=said
    )


def _who(plan: Plan, goal: Goal, status: Acceptance) -> tuple[bool, list[str]]:
    """Whether the one reader of the page is among those who said so, and the names of the others."""
    ids = dict.fromkeys(line.who for line in goal.agreed if line.status is status)
    reader = plan.clients[0].id if len(plan.clients) == 1 else None
    return reader in ids, [plan.person(id).name for id in ids if id != reader]


def _agreed(plan: Plan, goal: Goal) -> str:
    """`You both agreed on 12 January.`, `Kim and Alex agreed on 8 June.`"""
    agreed = [line for line in goal.agreed if line.status is Acceptance.AGREE]
    if not agreed:
        return ""
    days = [line.on for line in agreed if line.on]
    you, names = _who(plan, goal, Acceptance.AGREE)
    said = dates.several(names)
    forms = _AGREED if not days else _AGREED_ON
    day = dates.long(max(days), plan.as_of.year) if days else ""
    if not you:
        return _(forms[-1], names=said, day=day)
    return _(forms[min(len(names), 2)], names=said, day=day)


def _rulers(goal: Goal) -> str:
    """How much the goal matters and how sure the person is, on rulers from 0 to 10."""
    if goal.importance is None:
        return _reach(goal) or ""
    matters = dates.number(goal.importance)
    if goal.confidence is None:
        return _("It matters {importance} of 10 to you.", importance=matters)
    return _(
        "It matters {importance} of 10 to you, and you are {confidence} of 10 sure you can.",
        importance=matters,
        confidence=dates.number(goal.confidence),
    )


def clear(plan: Plan, goal: Goal, told: DescribedObjective) -> tuple[page_values.Fact, ...]:
    """What makes an objective clear, letter by letter: the client's own words, else what the plan says anyway."""
    objective = told.progress.objective
    smart = objective.smart
    rows = (
        (_("Clear"), smart.specific),
        (_(COUNTED), smart.measurable or _counted(told)),
        (_("Within reach"), smart.achievable or _reach(goal)),
        (_("Mine"), smart.relevant),
        (_("By when"), smart.time_bound or _by_when(plan, objective)),
    )
    return tuple(page_values.Fact(term, words) for term, words in rows if words)


def _counted(told: DescribedObjective) -> str:
    if not told.series:
        return _("Step by step.")
    words = told.series[0].words
    began = (
        _("It began at {began}.", began=words.origin)
        if words.origin and len(told.series) == 1
        else ""
    )
    return sentences.joined(words.counted, began)


def _reach(goal: Goal) -> str | None:
    if goal.confidence is None:
        return None
    return _("You are {confidence} of 10 sure you can.", confidence=dates.number(goal.confidence))


def _by_when(plan: Plan, objective: Objective) -> str:
    every = plan.timeframe.review.every
    due = f"{dates.full(objective.due)}."
    return sentences.joined(due, _looked_at(every)) if every else due


def _looked_at(every: Duration) -> str:
    match every.unit:
        case DurationUnit.DAY:
            return ngettext(
                "We look at it every day.", "We look at it every {count} days.", every.count
            )
        case DurationUnit.WEEK:
            return ngettext(
                "We look at it every week.", "We look at it every {count} weeks.", every.count
            )
        case DurationUnit.MONTH:
            return ngettext(
                "We look at it every month.", "We look at it every {count} months.", every.count
            )

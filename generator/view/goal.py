"""Goal words: what stands under a goal's title, and what makes an objective clear.

In: a goal or an objective with its progress. Out: sentences and facts.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.model import (
    Acceptance,
    Achievement,
    Duration,
    Framing,
    Goal,
    Horizon,
    Objective,
    Plan,
    Priority,
)
from generator.progress import Signal
from generator.view import dates, sentences, story, values
from generator.view.measures import ToldObjective

#: The letter of SMART that is told from the numbers.
COUNTED: Final = "Counted"

_ACHIEVEMENTS: Final = {
    Achievement.IN_PROGRESS: "Under way.",
    Achievement.IMPROVING: "Getting better.",
    Achievement.NO_CHANGE: "Steady so far.",
    Achievement.WORSENING: "Harder lately.",
    Achievement.ACHIEVED: "Reached.",
    Achievement.SUSTAINING: "Reached, and it holds.",
    Achievement.NOT_ACHIEVED: "Not yet.",
    Achievement.NO_PROGRESS: "Not moving yet.",
    Achievement.NOT_ATTAINABLE: "Not for now.",
}
_HORIZONS: Final = {
    Horizon.SHORT_TERM: "A goal for the coming weeks.",
    Horizon.LONG_TERM: "A goal for the long run.",
}
_FRAMINGS: Final = {
    Framing.APPROACH: "It moves towards something.",
    Framing.AVOIDANCE: "It leaves something behind.",
    Framing.MAINTENANCE: "It keeps something going.",
}
_PRIORITIES: Final = {
    Priority.HIGH: "It comes first.",
    Priority.MEDIUM: "It has its turn.",
    Priority.LOW: "It can wait.",
}


def state(plan: Plan, goal: Goal, signals: Sequence[Signal]) -> str:
    """How the goal stands, what it is about, who agreed, and how much it matters; empty where nothing is said."""
    how = story.state(plan, goal)
    if not how:
        how = _ACHIEVEMENTS[goal.achievement] if goal.achievement else sentences.state(signals)
    return " ".join(filter(None, (how, _about(plan, goal), _agreement(plan, goal), _rulers(goal))))


def _about(plan: Plan, goal: Goal) -> str:
    parts = [f"About {goal.domain.replace('-', ' ').rstrip('.')}." if goal.domain else ""]
    if goal.expressed_by:
        wish = plan.person(goal.expressed_by)
        own = [person.id for person in plan.clients] == [wish.id]
        parts.append("Your own wish." if own else f"{wish.name}’s wish.")
    parts.append(_HORIZONS[goal.horizon] if goal.horizon else "")
    parts.append(_FRAMINGS[goal.framing] if goal.framing else "")
    parts.append(_PRIORITIES[goal.priority] if goal.priority else "")
    return " ".join(filter(None, parts))


def _agreement(plan: Plan, goal: Goal) -> str:
    """Who agreed, who is still thinking, who sees it differently: each in a sentence where there is somebody."""
    thinking = _names(plan, goal, Acceptance.PENDING)
    other = _names(plan, goal, Acceptance.DISAGREE)
    verb = "is" if len(thinking) == 1 else "are"
    return " ".join(
        filter(
            None,
            (
                _agreed(plan, goal),
                f"{dates.several(thinking)} {verb} still thinking about it." if thinking else "",
                f"{dates.several(other)} {'sees' if len(other) == 1 else 'see'} it differently." if other else "",
            ),
        )
    )


def _names(plan: Plan, goal: Goal, status: Acceptance) -> list[str]:
    return list(dict.fromkeys(plan.person(line.who).name for line in goal.agreed if line.status is status))


def _agreed(plan: Plan, goal: Goal) -> str:
    """`You both agreed on 12 January.`, `Kim and Alex agreed on 8 June.`"""
    agreed = [line for line in goal.agreed if line.status is Acceptance.AGREE]
    if not agreed:
        return ""
    days = [line.on for line in agreed if line.on]
    when = f" on {dates.long(max(days), plan.as_of.year)}" if days else ""
    ids = list(dict.fromkeys(line.who for line in agreed))
    clients = [person.id for person in plan.clients]
    if len(clients) == 1 and clients[0] in ids:
        return f"You {'both ' if len(ids) == 2 else ''}agreed{when}."
    return f"{dates.several([plan.person(id).name for id in ids])} agreed{when}."


def _rulers(goal: Goal) -> str:
    """How much the goal matters and how sure the person is, on rulers from 0 to 10."""
    if goal.importance is None and goal.confidence is None:
        return ""
    matters = f"It matters {goal.importance} of 10 to you" if goal.importance is not None else ""
    sure = f"you are {goal.confidence} of 10 sure you can" if goal.confidence is not None else ""
    both = ", and ".join(filter(None, (matters, sure)))
    return f"{both[0].upper()}{both[1:]}."


def clear(plan: Plan, goal: Goal, told: ToldObjective) -> tuple[values.Fact, ...]:
    """What makes an objective clear, letter by letter: the client's own words, else what the plan says anyway."""
    objective = told.progress.objective
    smart = objective.smart
    rows = (
        ("Clear", smart.specific),
        (COUNTED, smart.measurable or _counted(told)),
        ("Within reach", smart.achievable or _reach(goal)),
        ("Mine", smart.relevant),
        ("By when", smart.time_bound or _by_when(plan, objective)),
    )
    return tuple(values.Fact(term, words) for term, words in rows if words)


def _counted(told: ToldObjective) -> str:
    if not told.series:
        return "Step by step."
    words = told.series[0].words
    began = f" It began at {words.origin}." if words.origin and len(told.series) == 1 else ""
    return f"{words.counted}{began}".strip()


def _reach(goal: Goal) -> str | None:
    return f"You are {goal.confidence} of 10 sure you can." if goal.confidence is not None else None


def _by_when(plan: Plan, objective: Objective) -> str:
    every = plan.timeframe.review.every
    looked = f" We look at it every {_stretch(every)}." if every else ""
    return f"{dates.full(objective.due)}.{looked}"


def _stretch(every: Duration) -> str:
    return every.unit.value if every.count == 1 else f"{every.count} {every.unit.value}s"

"""Called: what the page says of goals, in the word that the client has for one.

In: a word of the plan, or of one goal; an objective.
Out: whole sentences, so that each language can bend them as it has to; a name where there is little room.
Touches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.model.plan import CallIt, Goal, Horizon, Objective, Plan
from generator.text.full_stop import without_full_stop
from generator.text.language import N_, _
from generator.view import dates


@dataclass(frozen=True, slots=True)
class _GoalWords:
    """All that the page says with one word; `ordinals` number the first ten."""

    ordinals: tuple[str, ...]
    numbered: str
    yours: str
    none_yet: str
    from_pattern: str
    soon: str
    long_run: str


_WORDS: Final = {
    CallIt.GOAL: _GoalWords(
        ordinals=(
            N_("First goal"),
            N_("Second goal"),
            N_("Third goal"),
            N_("Fourth goal"),
            N_("Fifth goal"),
            N_("Sixth goal"),
            N_("Seventh goal"),
            N_("Eighth goal"),
            N_("Ninth goal"),
            N_("Tenth goal"),
        ),
        numbered=N_("Goal {number}"),
        yours=N_("Your goals"),
        none_yet=N_("No goal yet, and that is fine. You find it together."),
        from_pattern=N_("What you notice here may become a goal, when you want it to."),
        soon=N_("A goal for the coming weeks."),
        long_run=N_("A goal for the long run."),
    ),
    CallIt.AIM: _GoalWords(
        ordinals=(
            N_("First aim"),
            N_("Second aim"),
            N_("Third aim"),
            N_("Fourth aim"),
            N_("Fifth aim"),
            N_("Sixth aim"),
            N_("Seventh aim"),
            N_("Eighth aim"),
            N_("Ninth aim"),
            N_("Tenth aim"),
        ),
        numbered=N_("Aim {number}"),
        yours=N_("Your aims"),
        none_yet=N_("No aim yet, and that is fine. You find it together."),
        from_pattern=N_("What you notice here may become an aim, when you want it to."),
        soon=N_("An aim for the coming weeks."),
        long_run=N_("An aim for the long run."),
    ),
    CallIt.HOPE: _GoalWords(
        ordinals=(
            N_("First hope"),
            N_("Second hope"),
            N_("Third hope"),
            N_("Fourth hope"),
            N_("Fifth hope"),
            N_("Sixth hope"),
            N_("Seventh hope"),
            N_("Eighth hope"),
            N_("Ninth hope"),
            N_("Tenth hope"),
        ),
        numbered=N_("Hope {number}"),
        yours=N_("Your hopes"),
        none_yet=N_("No hope is named yet, and that is fine. You find it together."),
        from_pattern=N_("What you notice here may become a hope, when you want it to."),
        soon=N_("A hope for the coming weeks."),
        long_run=N_("A hope for the long run."),
    ),
    CallIt.WISH: _GoalWords(
        ordinals=(
            N_("First wish"),
            N_("Second wish"),
            N_("Third wish"),
            N_("Fourth wish"),
            N_("Fifth wish"),
            N_("Sixth wish"),
            N_("Seventh wish"),
            N_("Eighth wish"),
            N_("Ninth wish"),
            N_("Tenth wish"),
        ),
        numbered=N_("Wish {number}"),
        yours=N_("Your wishes"),
        none_yet=N_("No wish is named yet, and that is fine. You find it together."),
        from_pattern=N_("What you notice here may become a wish, when you want it to."),
        soon=N_("A wish for the coming weeks."),
        long_run=N_("A wish for the long run."),
    ),
}


def numbered(plan: Plan, goal: Goal, place: int) -> str:
    """`First goal`, `Second hope`, `Goal 11`; `place` counts from 0."""
    words = _of(plan, goal)
    if place < len(words.ordinals):
        return _(words.ordinals[place])
    return _(words.numbered, number=dates.number(place + 1))


def horizon(plan: Plan, goal: Goal) -> str:
    """`A goal for the coming weeks.`; empty where nobody said for how long."""
    match goal.horizon:
        case Horizon.SHORT_TERM:
            return _(_of(plan, goal).soon)
        case Horizon.LONG_TERM:
            return _(_of(plan, goal).long_run)
        case None:
            return ""


def yours(plan: Plan) -> str:
    """The heading over goals that are still to be found."""
    return _(_WORDS[plan.call_it].yours)


def none_yet(plan: Plan) -> str:
    """What stands where there is no goal yet."""
    return _(_WORDS[plan.call_it].none_yet)


def from_pattern(plan: Plan) -> str:
    """What may come of something that returns."""
    return _(_WORDS[plan.call_it].from_pattern)


def short_name(objective: Objective) -> str:
    """`Small joys`; the objective in its own words where the plan has no noun for it."""
    return objective.short or without_full_stop(objective.objective)


def _of(plan: Plan, goal: Goal) -> _GoalWords:
    return _WORDS[goal.call_it or plan.call_it]

"""Relevant: rules that ask why it matters, whose wish it is, and who has said yes.

In: a Case. Out: what to say. Touches nothing; the starters are read once, as the catalogue is.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Final

from generator import starters
from generator.advice.case import Case, Said
from generator.model import Acceptance, Goal, Person, Role
from generator.progress.alike import alike

#: Importance below this asks whose wish it is. Source: DOMAIN.md, R2.
_IMPORTANT: Final = 7


def no_why(case: Case) -> Iterator[Said]:
    if case.plan.what_matters or case.plan.starting_point.motivation:
        return
    for path, goal in case.goals():
        if not goal.why and not any(one.smart.relevant for one in goal.objectives):
            yield Said(
                f"{path}/goal",
                "The goal is in words. Why does it matter to you? One sentence helps on hard days.",
                "add `why: I want to be in the room when my friends laugh`",
            )


def sample_words(case: Case) -> Iterator[Said]:
    """What a starter says where the client's own words belong; once for the plan, once for each goal."""
    samples = _samples()
    start = case.plan.starting_point
    of_plan = {
        "what_matters": case.plan.what_matters,
        "starting_point/expectations": start.expectations,
        "starting_point/hindrances": start.hindrances,
        "starting_point/success_feels_like": start.success_feels_like,
        "starting_point/motivation": start.motivation,
    }
    of_goals = [{f"{path}/goal": goal.goal, f"{path}/why": goal.why} for path, goal in case.goals()]
    for texts in (of_plan, *of_goals):
        left = [path for path, words in texts.items() if words and alike(words) in samples]
        if left:
            names = ", ".join(f"`{path.rpartition('/')[2]}`" for path in left)
            yield Said(
                left[0],
                f"The shape of the plan stands. These words are still the starter’s: {names}. How would your client "
                "say it?",
                "put your client’s own words in their place, or take the line out",
            )


@functools.cache
def _samples() -> frozenset[str]:
    return frozenset(map(alike, starters.sample_words()))


def whose_wish(case: Case) -> Iterator[Said]:
    therapists = {person.id for person in case.plan.therapists}
    for path, goal in case.goals():
        if goal.expressed_by in therapists:
            key = "expressed_by"
        elif goal.importance is not None and goal.importance < _IMPORTANT:
            key = "importance"
        else:
            continue
        yield Said(
            f"{path}/{key}",
            "Good to have this open on the table. Is this the client’s own wish? Wording it together tends to help.",
            "ask “How would you say it?”, and write down their words below `goal:`",
        )


def agreement_open(case: Case) -> Iterator[Said]:
    """A client who has not said yes, and anyone who has said no or not yet."""
    for path, goal in case.goals():
        waiting = list(dict.fromkeys([*_silent(goal, case.plan.clients), *_undecided(goal)]))
        if waiting:
            yes = f"{{who: {waiting[0]}, status: agree, on: {case.today}}}"
            yield Said(
                f"{path}/agreed" if goal.agreed else f"{path}/goal",
                f"Agreement from {' and '.join(waiting)} is still open. There is no hurry; it is worth a talk.",
                f"once they say yes, add `{yes}` to `agreed:`"
                if goal.agreed
                else f"once they say yes, add `agreed: [{yes}]`",
            )


def _silent(goal: Goal, clients: tuple[Person, ...]) -> list[str]:
    asked = [person.id for person in clients if person.role is not Role.CHILD]
    return [id for id in asked if all(one.who != id for one in goal.agreed)]


def _undecided(goal: Goal) -> list[str]:
    """Those whose last word is not a yes."""
    last = {agreement.who: agreement.status for agreement in goal.agreed}
    return [who for who, status in last.items() if status is not Acceptance.AGREE]

"""Relevant: rules that ask why it matters, whose wish it is, and who has said yes.

In: a Case. Out: what to say. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.advice.attention import silent_of, undecided_of
from generator.advice.context import Context
from generator.advice.remark import Remark

#: Importance below this asks whose wish it is.
#: Source: docs/clinical-rules.md#sure-and-important.
_IMPORTANT: Final = 7


def no_why(case: Context) -> Iterator[Remark]:
    if case.plan.what_matters or case.plan.starting_point.motivation:
        return
    for path, goal in case.goals():
        if not goal.why and not any(one.smart.relevant for one in goal.objectives):
            yield Remark(
                f"{path}/goal",
                "The goal is in words. Why does it matter to you? One sentence helps on hard days.",
                "add `why: I want to be in the room when my friends laugh`",
            )


def whose_wish(case: Context) -> Iterator[Remark]:
    therapists = {person.id for person in case.plan.therapists}
    for path, goal in case.goals():
        if goal.expressed_by in therapists:
            key = "expressed_by"
        elif goal.importance is not None and goal.importance < _IMPORTANT:
            key = "importance"
        else:
            continue
        yield Remark(
            f"{path}/{key}",
            "Good to have this open on the table. Is this the client’s own wish? Wording it together tends to help.",
            "ask “How would you say it?”, and write down their words below `goal:`",
        )


def agreement_open(case: Context) -> Iterator[Remark]:
    """A client who has not said yes, and anyone who has said no or not yet."""
    for path, goal in case.goals():
        waiting = list(
            dict.fromkeys(
                [
                    *silent_of(goal, case.plan.clients),
                    *undecided_of(goal),
                ]
            )
        )
        if waiting:
            yes = f"{{who: {waiting[0]}, status: agree, on: {case.today}}}"
            yield Remark(
                f"{path}/agreed" if goal.agreed else f"{path}/goal",
                f"Agreement from {' and '.join(waiting)} is still open. There is no hurry; it is worth a talk.",
                f"once they say yes, add `{yes}` to `agreed:`"
                if goal.agreed
                else f"once they say yes, add `agreed: [{yes}]`",
            )

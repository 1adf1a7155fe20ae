"""Samples: words of a starter that still stand where a client's own words belong.

In: a Case. Out: what to say. Touches nothing; the starters are read once, as the catalogue is.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from typing import Final

from generator.advice.context import Context
from generator.advice.remark import Remark
from generator.format import starters
from generator.format.parse import Mapping, Node, Scalar, Sequence, parse
from generator.format.starters import Beginning
from generator.model.plan import Objective, Plan
from generator.progress.alike import alike

#: Keys whose texts say what somebody does.
_DONE: Final = frozenset({"objective", "step", "steps", "if", "then"})
#: A plan that nobody has: only its words are looked at.
_NOBODY: Final = Beginning("", None, "Somebody", date(2026, 1, 1), "")


def own_words(case: Context) -> Iterator[Remark]:
    """What a starter says where the client's own words belong; once for the plan, once for each goal."""
    samples = _said()
    of_goals = [
        {
            f"{path}/goal": goal.goal,
            f"{path}/why": goal.why,
        }
        for path, goal in case.goals()
    ]
    for texts in (_own_texts(case.plan), *of_goals):
        left = [path for path, words in texts.items() if words and alike(words) in samples]
        if left:
            names = ", ".join(f"`{path.rpartition('/')[2]}`" for path in left)
            yield Remark(
                left[0],
                f"The shape of the plan stands. These words are still the starter’s: {names}. How would your client "
                "say it?",
                "put your client’s own words in their place, or take the line out",
            )


def _own_texts(plan: Plan) -> dict[str, str | None]:
    """What stands in a client's own words above the goals, by its path."""
    start = plan.starting_point
    return {
        "what_matters": plan.what_matters,
        "starting_point/expectations": start.expectations,
        "starting_point/hindrances": start.hindrances,
        "starting_point/success_feels_like": start.success_feels_like,
        "starting_point/motivation": start.motivation,
    }


def objectives(case: Context) -> Iterator[Remark]:
    """What is to be done, in a starter's words; once for each goal. A question sheet is called by its name anywhere."""
    for path, goal in case.goals():
        new = [
            one
            for one in goal.objectives
            if one.measure.questionnaire is None and _is_new(case, one)
        ]
        left = [one.id for one in new if alike(one.objective) in _done()]
        if left:
            yield Remark(
                f"{path}/objectives/{left[0]}/objective",
                f"A good shape to begin with. These objectives are still in the starter’s words: {_listed(left)}. What "
                "would your client be doing, where, with whom?",
                "say it in your client’s words; where the starter’s fit, the first score says so",
            )


def ways(case: Context) -> Iterator[Remark]:
    """Steps and if-then plans in a starter's words; once for each goal."""
    for path, goal in case.goals():
        left = [one.id for one in goal.objectives if _is_new(case, one) and _has_sample_ways(one)]
        if left:
            yield Remark(
                f"{path}/objectives/{left[0]}",
                f"There is a way to go. Steps or if-then plans are still in the starter’s words: {_listed(left)}. "
                "Which first step is your client’s own?",
                "write the steps together; where the starter’s fit, the first score or `done:` says so",
            )


def _is_new(case: Context, objective: Objective) -> bool:
    """Whether nobody has lived with it yet: words that somebody scores or has acted on are somebody's own."""
    scored = any(
        score.objective == objective.id for entry in case.plan.entries for score in entry.scores
    )
    return not scored and not any(step.done for step in objective.steps)


def _has_sample_ways(objective: Objective) -> bool:
    texts = [one.step for one in objective.steps]
    texts += [text for one in objective.if_then for text in (one.if_, one.then)]
    return any(alike(text) in _done() for text in texts)


def _listed(ids: list[str]) -> str:
    return ", ".join(f"`{id}`" for id in ids)


@functools.cache
def _said() -> frozenset[str]:
    return frozenset(map(alike, starters.sample_words()))


@functools.cache
def _done() -> frozenset[str]:
    trees = (
        parse(starters.filled(one.name, _NOBODY).encode(), one.name).root
        for one in starters.starters()
    )
    return frozenset(alike(text) for tree in trees for text in _texts(tree, ""))


def _texts(node: Node, key: str) -> Iterator[str]:
    """The texts below the keys that say what is done; an item of a list has the key of its list."""
    match node:
        case Scalar(text=text) if key in _DONE:
            yield text
        case Sequence(items=items):
            for item in items:
                yield from _texts(item, key)
        case Mapping(pairs=pairs):
            for name, value in pairs:
                yield from _texts(value, name.text)
        case _:
            pass

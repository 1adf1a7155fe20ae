"""Texts: the words of a plan that a client reads, each with its path.

In: a Plan. Out: pairs of path and text, in the order of the file's usual layout.
Touches nothing. Of a goal that is set aside, only the reason is read: the page tells how the plan has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from generator.model.plan import UNDER_WAY, Goal, Lifecycle, Objective, Plan

Text = tuple[str, str]
_SHOWN = UNDER_WAY | {Lifecycle.ON_HOLD, Lifecycle.COMPLETED}


def all_texts(plan: Plan) -> Iterator[Text]:
    """Every text of a plan that its page shows."""
    return chain(written_texts(plan), _log(plan))


def written_texts(plan: Plan) -> Iterator[Text]:
    """What somebody sat down to write for the page: all texts but the log and the names of things."""
    yield from _opening(plan)
    yield from _around(plan)
    for index, phase in enumerate(plan.phases):
        yield f"phases/{index}/label", phase.label
    for index, goal in enumerate(plan.goals):
        if goal.lifecycle in _SHOWN:
            yield from _goal(f"goals/{index}", goal)
        yield from _some(f"goals/{index}/status_reason", goal.status_reason)
    for index, review in enumerate(plan.reviews):
        for key in ("kept", "changed", "could_be_better", "next"):
            yield from _some(f"reviews/{index}/{key}", getattr(review, key))


def _opening(plan: Plan) -> Iterator[Text]:
    """What stands before the goals: the title, what it is about, and where it begins."""
    if plan.title not in {
        "",
        *(goal.goal for goal in plan.goals[:1]),
    }:  # else nobody has written one
        yield "title", plan.title
    yield from _some("theme", plan.theme)
    yield from (("other_care", text) for text in plan.other_care)
    yield from _some("what_matters", plan.what_matters)
    point = plan.starting_point
    for key in ("expectations", "hindrances", "success_feels_like", "motivation"):
        yield from _some(f"starting_point/{key}", getattr(point, key))


def _around(plan: Plan) -> Iterator[Text]:
    """What stands around the goals: who helps, questions, patterns, how therapy itself goes, a line for hard days."""
    yield from _people_and_questions(plan)
    for index, pattern in enumerate(plan.patterns):
        yield f"patterns/{index}/pattern", pattern.pattern
    for index, note in enumerate(plan.fit.notes):
        yield f"fit/notes/{index}/how", note.how
    yield from _some("fit/if_it_does_not_fit", plan.fit.if_not)
    yield from _some("kind_line", plan.kind_line)


def _people_and_questions(plan: Plan) -> Iterator[Text]:
    for index, one in enumerate(plan.with_me):
        yield from _some(f"with_me/{index}/is", one.is_)
        yield from _some(f"with_me/{index}/for", one.for_)
    for index, asked in enumerate(plan.asked):
        yield f"asked/{index}/question", asked.question
        yield from _some(f"asked/{index}/answer", asked.answer)


def _goal(path: str, goal: Goal) -> Iterator[Text]:
    yield f"{path}/goal", goal.goal
    yield from ((f"{path}/addresses", text) for text in goal.addresses)
    for anchor in goal.closeness.anchors if goal.closeness else ():
        yield f"{path}/closeness/anchors", anchor.words
    yield from _some(f"{path}/why", goal.why)
    for objective in goal.objectives:
        yield from _objective(f"{path}/objectives/{objective.id}", objective)


def _objective(path: str, objective: Objective) -> Iterator[Text]:
    yield f"{path}/objective", objective.objective
    yield from _some(f"{path}/short", objective.short)
    for key in ("specific", "measurable", "achievable", "relevant", "time_bound"):
        yield from _some(f"{path}/smart/{key}", getattr(objective.smart, key))
    yield from _ways(path, objective)


def _ways(path: str, objective: Objective) -> Iterator[Text]:
    """How it is to be done: steps, what helps, and what to do when something comes between."""
    for index, step in enumerate(objective.steps):
        yield f"{path}/steps/{index}/step", step.step
    for index, strategy in enumerate(objective.strategies):
        yield f"{path}/strategies/{index}/strategy", strategy.strategy
    for index, pair in enumerate(objective.if_then):
        yield f"{path}/if_then/{index}/if", pair.if_
        yield f"{path}/if_then/{index}/then", pair.then


def _log(plan: Plan) -> Iterator[Text]:
    for index, entry in enumerate(plan.entries):
        path = f"progress/{index}"
        yield from _some(f"{path}/note", entry.note)
        yield from _some(f"{path}/celebrate", entry.celebrate)
        yield from _some(f"{path}/situation", entry.situation)
        yield from ((f"{path}/cost", one.what) for one in entry.cost)
        for key in ("trigger", "response"):
            yield from ((f"{path}/{key}", text) for text in getattr(entry, key))


def _some(path: str, text: str | None) -> Iterator[Text]:
    if text:
        yield path, text

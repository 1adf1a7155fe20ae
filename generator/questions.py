"""Questions: what to ask somebody who writes an entry by answering, in the words of their plan.

In: a plan, and who answers. Out: a question for each objective that takes a score now, in plan order.
Touches nothing. On hold, completed and cancelled goals are not asked about, nor steps, which have dates in the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, assert_never

from generator.advice.measurable import counts_down
from generator.model import (
    Anchor,
    BeforeAfter,
    BeforeAndAfter,
    Count,
    Fraction,
    Gas,
    Habit,
    HabitMark,
    Lifecycle,
    Measure,
    Milestones,
    Number,
    Percentage,
    Plan,
    Rating,
    ScoreValue,
    Sheet,
    Total,
)

_ASKED: Final = frozenset({Lifecycle.ACTIVE, Lifecycle.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Question:
    """An objective, what its scores look like, and the latest one as it would be typed; empty where there is none."""

    id: str
    objective: str
    scale: str
    latest: str


def raters(plan: Plan) -> tuple[str, ...]:
    """The ids of everyone who may give scores: whose plan it is, then others that an objective names."""
    named = (id for goal in plan.goals for objective in goal.objectives for id in objective.raters)
    return tuple(dict.fromkeys((*(person.id for person in plan.clients), *named)))


def questions(plan: Plan, by: str) -> tuple[Question, ...]:
    """What to ask the person with the id `by`; everything where it is empty."""
    return tuple(
        Question(one.id, one.objective, _scale(one.measure), _latest(plan, one.id, by))
        for goal in plan.goals
        if goal.lifecycle in _ASKED
        for one in goal.objectives
        if not isinstance(one.measure, Milestones) and (not by or not one.raters or by in one.raters)
    )


def strategies(plan: Plan) -> tuple[str, ...]:
    """What the plan says may help, each once."""
    found = (one.strategy for goal in plan.goals for objective in goal.objectives for one in objective.strategies)
    return tuple(dict.fromkeys(found))


def counts_hard_moments(plan: Plan) -> bool:
    """Whether it is worth asking what set something off: it has been noted before, or there is to be less of it."""
    objectives = (one for goal in plan.goals if goal.lifecycle in _ASKED for one in goal.objectives)
    return any(entry.trigger for entry in plan.entries) or any(map(counts_down, objectives))


def triggers(plan: Plan) -> tuple[str, ...]:
    """What set something off before, each once."""
    return tuple(dict.fromkeys(words for entry in plan.entries for words in entry.trigger))


def responses(plan: Plan) -> tuple[str, ...]:
    """What was done then before, each once."""
    return tuple(dict.fromkeys(words for entry in plan.entries for words in entry.response))


def _scale(measure: Measure) -> str:
    match measure:
        case Rating():
            return f"{measure.low:g} to {measure.high:g}{_anchors(measure.anchors)}"
        case BeforeAfter():
            pair = f"{measure.high:g}/{measure.low:g}"
            return f"before/after, each {measure.low:g} to {measure.high:g}, such as {pair}{_anchors(measure.anchors)}"
        case Count() | Total():
            return f"{measure.unit} since the last entry"
        case Number():
            return measure.unit
        case Percentage():
            return "per cent, or how many of how many, such as 6/8"
        case Habit():
            return "yes, partly, no or skip; the first letter will do"
        case Gas():
            return "-2 to 2: " + "; ".join(f"{level} {words}" for level, words in enumerate(measure.levels, -2))
        case Sheet():
            sheet = measure.questionnaire
            return f"total of {sheet.name}, {sheet.low:g} to {sheet.high:g}"
        case Milestones():
            return ""
        case _:
            assert_never(measure)


def _anchors(anchors: tuple[Anchor, ...]) -> str:
    return f" ({', '.join(f'{anchor.value:g} {anchor.words}' for anchor in anchors)})" if anchors else ""


def _latest(plan: Plan, id: str, by: str) -> str:
    for entry in reversed(plan.entries):
        for score in entry.scores:
            if score.objective == id and by in ("", score.rater):
                return f"{_typed(score.value)} on {entry.on}"
    return ""


def _typed(value: ScoreValue) -> str:
    match value:
        case Fraction(done, of):
            return f"{done:g}/{of:g}"
        case BeforeAndAfter(before, after):
            return "/".join("" if half is None else f"{half:g}" for half in (before, after))
        case HabitMark():
            return value.value
        case float():
            return f"{value:g}"

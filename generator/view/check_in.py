"""Check-in: what the client can write down on the open page, from the plan's own words.

In: a Plan. Out: a `CheckInForm`; None where the page takes no replies.
Touches nothing. The names of objectives are not in it: the form stands on a page that has them. Nothing is asked of
goals that are not worked on now, of objectives that are held, nor of steps that are done.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from generator.model.measure import (
    Anchor,
    BeforeAfter,
    Count,
    Fraction,
    Gas,
    Habit,
    HabitMark,
    Measure,
    Number,
    Percentage,
    Questionnaire,
    QuestionnaireTotal,
    Rating,
    Steps,
    Total,
    Totals,
)
from generator.model.plan import Objective, Person, Plan, Publication, StepStatus
from generator.text.language import _, pgettext
from generator.view import page_values
from generator.view.measures.common import anchor_words, range_words

#: Most numbers of a scale that are each a place to tap; of a longer one the number is typed.
_TAPPED: Final = 11
#: Steps that wait to be done.
_OPEN: Final = frozenset(
    {StepStatus.NOT_STARTED, StepStatus.SCHEDULED, StepStatus.IN_PROGRESS, StepStatus.ON_HOLD}
)


def check_in(plan: Plan) -> page_values.CheckInForm | None:
    """The form of a plan that takes replies: its objectives, open steps and strategies, each in the plan's order."""
    if not plan.takes_replies:
        return None
    return page_values.CheckInForm(
        asks=tuple(_asks(plan)),
        steps=tuple(_open_steps(plan)),
        helps=tuple(dict.fromkeys(_strategies(plan))),
        people=_writers(plan.clients),
    )


def _writers(clients: tuple[Person, ...]) -> tuple[page_values.Offered, ...]:
    """Who may be writing; empty where it can only be one."""
    if len(clients) < 2:
        return ()
    return tuple(page_values.Offered(person.id, person.name) for person in clients)


def _objectives(plan: Plan) -> Iterator[Objective]:
    for goal in plan.goals:
        if goal.is_under_way:
            yield from goal.objectives


def _strategies(plan: Plan) -> Iterator[str]:
    for objective in _objectives(plan):
        yield from (one.strategy for one in objective.strategies)


def _open_steps(plan: Plan) -> Iterator[page_values.Offered]:
    """Each by its objective and its place there, from 1."""
    for objective in _objectives(plan):
        for place, step in enumerate(objective.steps, 1):
            if step.status in _OPEN:
                yield page_values.Offered(f"{objective.id}/{place}", step.step)


def _asks(plan: Plan) -> Iterator[page_values.Ask]:
    clients = tuple(person.id for person in plan.clients)
    for objective in _objectives(plan):
        if objective.publication is Publication.HELD:
            continue
        raters = tuple(id for id in objective.raters or clients if id in clients)
        field = _field(plan, objective)
        if field and (raters or not clients):
            only = raters if len(raters) < len(clients) else ()
            yield page_values.Ask(objective.id, field, only)


def _field(plan: Plan, objective: Objective) -> page_values.AskField | None:
    """How the client answers; None where the plan does not want it answered here."""
    measure: Measure = objective.measure
    match measure:
        case Rating(low=low, high=high, anchors=anchors):
            return _scale(low, high, anchors)
        case BeforeAfter(low=low, high=high, anchors=anchors):
            parts = (
                page_values.Offered("before", _("before")),
                page_values.Offered("after", _("after")),
            )
            return _scale(low, high, anchors, parts)
        case Habit():
            return page_values.AskField(choices=_habit_words())
        case Gas(levels=levels):
            offered = (page_values.Offered(level, words) for level, words in enumerate(levels, -2))
            return page_values.AskField(choices=tuple(offered))
        case Count(unit=unit) | Total(unit=unit):
            return page_values.AskField(low=0, hint=unit)
        case Number(unit=unit):
            return page_values.AskField(hint=unit)
        case Percentage():
            return _share(plan, objective.id)
        case QuestionnaireTotal(questionnaire=questionnaire):
            return _total(plan, questionnaire)
        case Steps():
            return None
        case _:
            assert_never(measure)


def _habit_words() -> tuple[page_values.Offered, ...]:
    return (
        page_values.Offered(HabitMark.YES, pgettext("of a habit", "yes")),
        page_values.Offered(HabitMark.PARTLY, pgettext("of a habit", "partly")),
        page_values.Offered(HabitMark.NO, pgettext("of a habit", "no")),
        page_values.Offered(HabitMark.SKIP, pgettext("of a habit", "leave out")),
    )


def _scale(
    low: float,
    high: float,
    anchors: tuple[Anchor, ...],
    parts: tuple[page_values.Offered, ...] = (),
) -> page_values.AskField:
    """A whole number to tap where there are few of them, else one to type."""
    is_short = low == int(low) and high - low < _TAPPED
    return page_values.AskField(
        low=low,
        high=high,
        hint=", ".join(anchor_words(anchors).values()),
        is_tapped=is_short,
        parts=parts,
    )


def _share(plan: Plan, id: str) -> page_values.AskField:
    """So many of so many, or per cent where the plan's own scores are."""
    scores = [
        score.value for entry in plan.entries for score in entry.scores if score.objective == id
    ]
    if scores and not isinstance(scores[0], Fraction):
        return page_values.AskField(low=0, high=100, hint="%")
    parts = (
        page_values.Offered("done", pgettext("so many of so many", "how many")),
        page_values.Offered("of", pgettext("so many of so many", "of how many")),
    )
    return page_values.AskField(low=0, parts=parts)


def _total(plan: Plan, questionnaire: Questionnaire) -> page_values.AskField | None:
    if plan.check_in is None or questionnaire.id not in plan.check_in.totals:
        return None
    step = questionnaire.step if questionnaire.totals is Totals.WHOLE else None
    low, high = questionnaire.low, questionnaire.high
    return page_values.AskField(low=low, high=high, step=step, hint=range_words(low, high))

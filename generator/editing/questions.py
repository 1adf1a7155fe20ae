"""Questions: what to ask somebody who writes an entry by answering, in the words of their plan.

In: a plan, and who answers. Out: a question for each objective that takes a score now, in plan order.
Touches nothing. On hold, completed and cancelled goals are not asked about, nor steps, which have dates in the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, assert_never

from generator.advice.measurable import counts_down
from generator.editing.typed_scores import typed_score
from generator.model.measure import (
    Anchor,
    BeforeAfter,
    Count,
    Gas,
    Habit,
    Measure,
    Number,
    Per,
    Percentage,
    Questionnaire,
    QuestionnaireTotal,
    Rating,
    Steps,
    Total,
)
from generator.model.plan import Objective, Plan
from generator.progress.calendar import Calendar

#: How a count is typed that is of more than its own period.
_LONGER: Final = {
    Per.WEEK: "6 over last week, 6 over 3 weeks",
    Per.FORTNIGHT: "6 over 4 weeks",
    Per.MONTH: "6 over 2 months",
}


@dataclass(frozen=True, slots=True)
class Question:
    """An objective, what its scores look like, and the latest one as it would be typed; empty where there is none.

    `stretch` is the time that a count covers where nothing else is said; empty where nothing else can be.
    """

    id: str
    objective: str
    scale: str
    latest: str
    stretch: str = ""


def raters(plan: Plan) -> tuple[str, ...]:
    """The ids of everyone who may give scores: whose plan it is, then others that an objective names."""
    named = (id for goal in plan.goals for objective in goal.objectives for id in objective.raters)
    return tuple(dict.fromkeys((*(person.id for person in plan.clients), *named)))


@dataclass(frozen=True, slots=True)
class EntryDays:
    """The day of an entry, and the day on which it is asked for."""

    on: date
    today: date

    @property
    def last(self) -> str:
        """`today`, or the day."""
        return "today" if self.on == self.today else f"{self.on}"


def questions(
    plan: Plan,
    by: str,
    days: EntryDays | None = None,
) -> tuple[Question, ...]:
    """What to ask the person with the id `by`; everything where it is empty.

    Without `days` it is asked on the latest day that the plan speaks of.
    """
    days = days or EntryDays(plan.as_of, plan.as_of)
    asked = []
    for goal in plan.goals:
        if not goal.is_under_way:
            continue
        for objective in goal.objectives:
            gives_score = not by or not objective.raters or by in objective.raters
            if objective.measure.is_scored and gives_score:
                asked.append(_question(plan, objective, by, days))
    return tuple(asked)


def _question(
    plan: Plan,
    objective: Objective,
    by: str,
    days: EntryDays,
) -> Question:
    measure, latest = objective.measure, _latest(plan, objective.id, by)
    if not isinstance(measure, Count):
        return Question(objective.id, objective.objective, _scale(measure), latest)
    start = Calendar(plan, measure.per).start(days.on)
    noted = _noted(plan, objective.id, by, days.on)
    stretch = _stretch(plan, measure.per, days)
    if noted is not None and noted >= start:
        stretch = f"since the last count, on {noted}"
    scale = f"{measure.unit} {stretch}"
    longer = _LONGER.get(measure.per)
    if longer is None:
        return Question(objective.id, objective.objective, scale, latest)
    more = f"for more than that: {longer}"
    if noted is not None and noted + timedelta(days=1) < start:
        more = f"for all since the last count: 6 over {noted + timedelta(days=1)}"
    return Question(
        objective.id,
        objective.objective,
        f"{scale}; {more}",
        latest,
        stretch,
    )


def _stretch(plan: Plan, per: Per, days: EntryDays) -> str:
    """The period so far: `this week (Monday to today)`."""
    start = Calendar(plan, per).start(days.on)
    match per:
        case Per.WEEK:
            return _week(plan, start, days)
        case Per.FORTNIGHT:
            return f"in these two weeks ({start} to {days.last})"
        case Per.MONTH if days.on == days.today:
            return f"this month (the 1st to {days.last})"
        case Per.MONTH:
            return f"from {start} to {days.on}"
        case Per.SESSION:
            return "in this session"
        case _ if days.on == days.today:
            return days.last
        case _:
            return f"on {days.on}"


def _week(plan: Plan, start: date, days: EntryDays) -> str:
    first = plan.week_starts.capitalize()
    when = f"{days.last} only, since weeks begin on {first}"
    if start < days.on:
        when = f"{first} to {days.last}"
    if days.on == days.today:
        return f"this week ({when})"
    return f"in that week ({when})"


def _noted(plan: Plan, id: str, by: str, day: date) -> date | None:
    """The last day, up to `day`, that a count covers already."""
    found = []
    for entry in plan.entries:
        if entry.on > day:
            continue
        if any(score.objective == id and by in ("", score.rater) for score in entry.scores):
            found.append(entry.over.last if entry.over else entry.on)
    return max(found, default=None)


def strategies(plan: Plan) -> tuple[str, ...]:
    """What the plan says may help, each once."""
    found = (
        one.strategy
        for goal in plan.goals
        for objective in goal.objectives
        for one in objective.strategies
    )
    return tuple(dict.fromkeys(found))


def counts_hard_moments(plan: Plan) -> bool:
    """Whether it is worth asking what set something off: it has been noted before, or there is to be less of it."""
    objectives = (one for goal in plan.goals if goal.is_under_way for one in goal.objectives)
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
            return _pair_scale(measure)
        case Total():
            return f"{measure.unit} since the last entry"
        case Count() | Number():
            return measure.unit
        case Percentage():
            return "per cent, or how many of how many, such as 6/8"
        case Habit():
            return "yes, partly, no or skip; the first letter will do"
        case Gas():
            return _levels(measure)
        case QuestionnaireTotal():
            return _range_of_total(measure.questionnaire)
        case Steps():
            return ""
        case _:
            assert_never(measure)


def _pair_scale(measure: BeforeAfter) -> str:
    pair = f"{measure.high:g}/{measure.low:g}"
    each = f"each {measure.low:g} to {measure.high:g}, such as {pair}"
    return f"before/after, {each}{_anchors(measure.anchors)}"


def _levels(measure: Gas) -> str:
    levels = (f"{level} {words}" for level, words in enumerate(measure.levels, -2))
    return f"-2 to 2: {'; '.join(levels)}"


def _range_of_total(sheet: Questionnaire) -> str:
    return f"total of {sheet.name}, {sheet.low:g} to {sheet.high:g}"


def _anchors(anchors: tuple[Anchor, ...]) -> str:
    if not anchors:
        return ""
    shown = [f"{anchor.value:g} {anchor.words}" for anchor in anchors]
    return f" ({', '.join(shown)})"


def _latest(plan: Plan, id: str, by: str) -> str:
    """The latest score of an objective as it would be typed, and its day; nothing where there is none."""
    for entry in reversed(plan.entries):
        for score in entry.scores:
            if score.objective == id and by in ("", score.rater):
                return f"{typed_score(score.value)} on {entry.on}"
    return ""

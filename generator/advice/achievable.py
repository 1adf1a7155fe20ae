"""Achievable: rules that ask whether there is room for a human week, and a first step.

In: a Case. Out: what to say. Touches nothing. Words are read in English only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from generator.advice import english
from generator.advice.context import Context
from generator.advice.remark import Remark
from generator.advice.risk import is_about_harm
from generator.advice.standing import Position, aimed, standings
from generator.model.measure import (
    AnyTarget,
    AtLeast,
    AtMost,
    Count,
    Gas,
    Habit,
    Per,
    ScaleEnds,
    StepRank,
    Toward,
)
from generator.model.plan import (
    Achievement,
    Framing,
    Goal,
    Objective,
    Person,
    PhaseKind,
    Setting,
    Step,
    StepStatus,
)
from generator.progress.before_after import BeforeAfterSeries
from generator.progress.derive import Series
from generator.progress.series import Signal
from generator.progress.total import TotalSeries

_ALL_OR_NOTHING: Final = (
    "It is clear how much this matters. All-or-nothing aims leave no room for a human week."
)
#: Goals, and objectives of a goal, that one person can hold in mind.
#: Source: docs/clinical-rules.md#few-at-a-time.
_MANY: Final = 3
#: Confidence below this asks for something easier.
#: Source: docs/clinical-rules.md#sure-and-important.
_CONFIDENT: Final = 7
#: Fewest scores that tell a pace, and how much faster than the best pace so far is steep.
#: Source: docs/clinical-rules.md#a-steep-pace.
_PACE_FROM: Final = 4
_STEEP: Final = 2
_SOON_WEEKS: Final = 4
#: From here on half of the way is told in whole numbers.
_WIDE: Final = 3
#: A way left below this part of the whole is short enough at any pace.
_SHORT_WAY: Final = 0.25
#: Days of the stretches that a habit is planned in.
_DAYS: Final = {Per.WEEK: 7, Per.FORTNIGHT: 14}


def many_goals(case: Context) -> Iterator[Remark]:
    goals = list(case.goals())
    count = max(
        (sum(_is_of(goal, person) for _, goal in goals) for person in case.plan.clients),
        default=len(goals),
    )
    if case.plan.setting is Setting.INDIVIDUAL:
        count = len(goals)
    if count > _MANY:
        yield Remark(
            f"{goals[_MANY][0]}/goal",
            f"There is a lot of hope in here: {count} goals are active. Many people do best with one to three.",
            "the others can wait safely with `lifecycle: planned`",
        )


def _is_of(goal: Goal, person: Person) -> bool:
    """Whether a goal is this person's to work on: a wish of their own, or of nobody in particular."""
    return goal.expressed_by in (None, person.id)


def many_objectives(case: Context) -> Iterator[Remark]:
    """Counts for each person what they score; a questionnaire is no work to do, and steps are the way itself."""
    people: list[str | None] = [person.id for person in case.plan.clients] or [None]
    for path, goal in case.goals():
        own = [one for one in goal.objectives if one.is_own_measure]
        count = max(sum(not one.raters or person in one.raters for one in own) for person in people)
        if count > _MANY:
            yield Remark(
                f"{path}/objectives",
                f"All of these belong to the goal. {count} at once is a lot for one week; one to three are easier to"
                " keep in mind.",
                "keep the ones that matter most now, and bring in the others at a review",
            )


def all_or_nothing(case: Context) -> Iterator[Remark]:
    yield from _all_or_nothing_goals(case)
    yield from _all_or_nothing_objectives(case)


def _all_or_nothing_goals(case: Context) -> Iterator[Remark]:
    for path, goal in case.goals():
        if is_about_harm(goal, case.lists):
            continue
        phrase = _absolute_phrase(case, goal.goal)
        # “Every day” is a wish in a goal, where objectives say how often.
        if phrase and not (goal.objectives and phrase.startswith("every")):
            yield Remark(f"{path}/goal", _ALL_OR_NOTHING, _in_place_of(phrase))


def _all_or_nothing_objectives(case: Context) -> Iterator[Remark]:
    for path, goal, objective in case.objectives():
        if is_about_harm(goal, case.lists):
            continue
        phrase, room = _absolute_phrase(case, objective.objective), _room(objective)
        if phrase:
            yield Remark(f"{path}/objective", _ALL_OR_NOTHING, _in_place_of(phrase))
        elif room is not None:
            yield Remark(f"{path}/target", _ALL_OR_NOTHING, room)


def _absolute_phrase(case: Context, text: str) -> str | None:
    """The phrase that leaves no room; read in English only."""
    if not case.is_english:
        return None
    return english.absolute_phrase(text)


def _in_place_of(phrase: str) -> str:
    return f"“{english.with_room(phrase)}” could stand in place of “{phrase}”"


def _room(objective: Objective) -> str | None:
    """What would leave room, where the aim is the very end of what can be; else None."""
    measure = objective.measure
    match measure:
        case Habit():
            return _room_in_days(measure)
        case Count():
            if _downwards(measure.target) == 0:
                return f"{aimed(AtMost(1), 1)} could do"
            return None
        case _:
            if measure.scale is None or not objective.is_own_measure:
                return None
            return _off_the_end(measure.target, measure.scale)


def _room_in_days(habit: Habit) -> str | None:
    """Five days of seven, where every planned day is the aim."""
    days = habit.planned or _DAYS.get(habit.per, 28)
    most = max(1, round(days * 5 / 7))
    if days > 1 and _upwards(habit.target) >= days:
        return f"{aimed(habit.target, most)}, for {most} of {days} days, could do"
    return None


def _off_the_end(target: AnyTarget | None, scale: ScaleEnds) -> str | None:
    """What lies a tenth of the scale before its end, where the target is that end."""
    low, high = scale
    less = max(1.0, (high - low) / 10)
    if _upwards(target) >= high:
        return f"{aimed(target, high - less)} could do"
    if _downwards(target) <= low:
        return f"{aimed(target, low + less)} could do"
    return None


def _upwards(target: AnyTarget | None) -> float:
    return target.value if isinstance(target, AtLeast | Toward) else float("-inf")


def _downwards(target: AnyTarget | None) -> float:
    return target.value if isinstance(target, AtMost | Toward) else float("inf")


def steep(case: Context) -> Iterator[Remark]:
    for standing in standings(case):
        weeks = (standing.objective.due - max(case.today, case.plan.timeframe.start)).days / 7
        if weeks > 0 and (
            _is_far(standing, weeks) or _is_fast(standing, weeks, case.plan.timeframe.start)
        ):
            yield Remark(
                f"{standing.path}/target",
                "The aim is worth it. That is a steep stretch for the time that is left; a half-way aim could come"
                " first.",
                _half_way(standing),
            )


def _half_way(standing: Position) -> str:
    """An aim between now and the one that is set; the levels of a scale in words have none."""
    measure = standing.objective.measure
    half = (standing.now + standing.edge) / 2
    half = round(half) if abs(standing.edge - standing.now) >= _WIDE else round(half, 1)
    if isinstance(measure, Gas):
        return "move `due:` to a later day, or take one level at a time"
    return f"{aimed(measure.target, half)} could do for now; or move `due:` to a later day"


def _is_far(standing: Position, weeks: float) -> bool:
    """Whether more than half of the scale that is left lies before the aim, with few weeks to go."""
    scale = standing.objective.measure.scale
    if scale is None or weeks >= _SOON_WEEKS:
        return False
    end = scale[1] if standing.sign > 0 else scale[0]
    return standing.sign * (standing.edge - standing.now) > abs(end - standing.now) / 2


def _is_fast(standing: Position, weeks: float, first_day: date) -> bool:
    """Whether the pace that is needed is more than twice the best so far; no way made yet is for other rules."""
    left = standing.sign * (standing.edge - standing.now)
    if len(standing.values) < _PACE_FROM or left < _SHORT_WAY * abs(standing.edge - standing.start):
        return False
    paces = [
        standing.sign * (value - standing.start) / max(1.0, (day - first_day).days / 7)
        for day, value in standing.values
    ]
    return 0 < _STEEP * max(paces) < left / weeks


def no_first_step(case: Context) -> Iterator[Remark]:
    """A goal without steps, unless one of the same domain has some; a step done makes a mark needless."""
    stepped = {goal.domain for _, goal in case.goals() if goal.domain and _steps_of(goal)}
    for path, goal in case.goals():
        steps = _steps_of(goal)
        if not goal.objectives or any(map(_is_begun, steps)):
            continue
        if steps:
            yield Remark(
                f"{path}/objectives",
                "There are steps to take. Which of them is the smallest first one?",
                "write it as `{step: …, first: true}`",
            )
        elif goal.domain not in stepped:
            yield Remark(
                f"{path}/objectives",
                "The way is clear. What is the smallest first step?",
                "below an objective, add `steps: [{step: Ask one friend, first: true}]`",
            )


def _steps_of(goal: Goal) -> list[Step]:
    return [step for one in goal.objectives for step in one.steps]


def _is_begun(step: Step) -> bool:
    """Whether a step is done, or marked as the first."""
    return step.status is StepStatus.COMPLETED or step.rank is StepRank.FIRST


def low_confidence(case: Context) -> Iterator[Remark]:
    for path, goal in case.goals():
        if goal.confidence is not None and goal.confidence < _CONFIDENT:
            yield Remark(
                f"{path}/confidence",
                f"It helps to know this: confidence is {goal.confidence} of 10. What would make it one point easier?",
                f"ask “What would make it a {goal.confidence + 1}?”; a smaller step, more time or company could",
            )


def obstacle_without_plan(case: Context) -> Iterator[Remark]:
    if case.plan.starting_point.hindrances and not any(
        one.if_then for goal in case.plan.goals for one in goal.objectives
    ):
        yield Remark(
            "starting_point/hindrances",
            "You named what gets in the way, and that is half the work. If that happens, then what?",
            "below an objective, add `if_then: [{if: my heart races at the door, then: I take three slow breaths}]`",
        )


def within_reach(case: Context) -> Iterator[Remark]:
    """One note a goal, at the first aim that is met; not while the plan, or the goal, is about keeping it."""
    if _is_in_follow_up(case):
        return
    for path, goal in case.goals():
        if _is_about_keeping(goal):
            continue
        met = [one for one in goal.objectives if is_met(case.progress[one.id].series)]
        if met:
            more = "" if len(met) == 1 else f" So may {len(met) - 1} more of this goal."
            yield Remark(
                f"{path}/objectives/{met[0].id}/target",
                f"This may be within reach already.{more} Celebrate it, or aim a little further?",
                "`celebrate:` in the next entry, a further `target:`, or `achievement: achieved`",
            )


def _is_in_follow_up(case: Context) -> bool:
    """Whether the phase of today is about keeping what was reached."""
    phases = [phase for phase in case.plan.phases if phase.start <= case.today]
    return bool(phases) and phases[-1].kind is PhaseKind.FOLLOW_UP


def _is_about_keeping(goal: Goal) -> bool:
    """Whether a goal is to keep what is there, or is said to be achieved."""
    return goal.framing is Framing.MAINTENANCE or goal.achievement in (
        Achievement.ACHIEVED,
        Achievement.SUSTAINING,
    )


def is_met(series: tuple[Series, ...]) -> bool:
    """Whether everyone who scores has reached the aim, and holds it."""
    return bool(series) and all(one.signal is Signal.REACHED for one in series)


def has_arrived(series: tuple[Series, ...]) -> bool:
    """Whether the latest score of everyone who scores meets the aim."""
    return bool(series) and all(map(_is_there, series))


def _is_there(series: Series) -> bool:
    if isinstance(series, TotalSeries | BeforeAfterSeries):
        return series.signal is Signal.REACHED
    if series.aim is None or not series.points:
        return False
    return series.aim.is_met(series.points[-1].value)

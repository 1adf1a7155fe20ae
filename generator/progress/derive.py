"""Progress: what a plan's entries say about each objective.

In: a validated Plan. Out: for each objective, in plan order, one series for each person who rates it.
Touches nothing: no files, no clock. Goal progress stays apart, objective by objective; nothing is added up
across objectives.

Terms
    series     the scores of one rater on one objective, oldest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.model.measure import (
    BeforeAfter,
    Count,
    Gas,
    Habit,
    Number,
    Percentage,
    QuestionnaireTotal,
    Rating,
    ScoreValue,
    Steps,
    Total,
)
from generator.model.plan import Entry, Objective, Plan, Skip
from generator.progress.before_after import BeforeAfterSeries, Effect, Pair, before_after_series
from generator.progress.calendar import Calendar, PeriodState
from generator.progress.count import CountSeries, Period, count_series
from generator.progress.gas import GasSeries, gas_series
from generator.progress.habit import (
    HabitDay,
    HabitPeriod,
    HabitSeries,
    Recent,
    Tally,
    habit_series,
    tally,
)
from generator.progress.number import NumberSeries, number_series
from generator.progress.percentage import PercentageSeries, percentage_series
from generator.progress.questionnaire import Noise, QuestionnaireSeries, questionnaire_series
from generator.progress.rating import RatingSeries, rating_series
from generator.progress.series import (
    Aim,
    Gap,
    Reading,
    Scored,
    Side,
    Signal,
    Source,
    Start,
    planned_breaks,
)
from generator.progress.starts import day_of, with_start_of
from generator.progress.steps import ASIDE, StepsProgress, steps
from generator.progress.total import TotalSeries, total_series

__all__ = [
    "ASIDE",
    "Aim",
    "BeforeAfterSeries",
    "Calendar",
    "CountSeries",
    "Effect",
    "Gap",
    "GasSeries",
    "HabitDay",
    "HabitPeriod",
    "HabitSeries",
    "Noise",
    "NumberSeries",
    "Pair",
    "PercentageSeries",
    "Period",
    "PeriodState",
    "Progress",
    "QuestionnaireSeries",
    "RatingSeries",
    "Reading",
    "Recent",
    "Series",
    "Side",
    "Signal",
    "Source",
    "Start",
    "StepsProgress",
    "Tally",
    "TotalSeries",
    "derive",
    "planned_breaks",
    "skips_of",
    "steps",
    "tally",
]

Series = (
    RatingSeries
    | CountSeries
    | TotalSeries
    | HabitSeries
    | GasSeries
    | PercentageSeries
    | NumberSeries
    | BeforeAfterSeries
    | QuestionnaireSeries
)


@dataclass(frozen=True, slots=True)
class Progress:
    """One objective with its series, none for steps, and its steps, maybe none."""

    objective: Objective
    series: tuple[Series, ...]
    steps: StepsProgress


def derive(plan: Plan) -> dict[str, Progress]:
    """The progress of each objective by its id, in plan order."""
    readings = _readings(plan)
    return {
        objective.id: Progress(
            objective,
            tuple(
                _since_its_start(
                    Scored(
                        plan,
                        with_start_of(objective, rater, raters),
                        rater,
                        tuple(readings.get((objective.id, rater), ())),
                        skips_of(plan, objective, rater),
                    )
                )
                for raters in [_raters(plan, objective, readings)]
                for rater in raters
                if not isinstance(objective.measure, Steps)
            ),
            steps(objective.steps),
        )
        for goal in plan.goals
        for objective in goal.objectives
    }


def _raters(
    plan: Plan, objective: Objective, readings: Iterable[tuple[str, str | None]]
) -> tuple[str | None, ...]:
    """Who rates the objective: as the plan says, then whoever has scored it, as the plan names its people.

    One nameless rater if nobody has.
    """
    scored = {rater for id, rater in readings if id == objective.id}
    named = [person.id for person in plan.people if person.id in scored]
    return tuple(dict.fromkeys([*objective.raters, *named, *(scored & {None})])) or (None,)


def _readings(plan: Plan) -> dict[tuple[str, str | None], list[tuple[Entry, ScoreValue]]]:
    found: dict[tuple[str, str | None], list[tuple[Entry, ScoreValue]]] = {}
    for entry in plan.entries:
        for score in entry.scores:
            found.setdefault((score.objective, score.rater), []).append((entry, score.value))
    return found


def skips_of(plan: Plan, objective: Objective, rater: str | None) -> tuple[date, ...]:
    """The days on which an objective was left out on purpose by this rater."""
    return tuple(entry.on for entry in plan.entries if Skip(objective.id, rater) in entry.skips)


def _since_its_start(scored: Scored) -> Series:
    """The series of all scores, with what they say since the day of their start; those before it are no change."""
    series, start = _series(scored), day_of(scored.objective)
    later = tuple(
        (entry, value) for entry, value in scored.scores if start is None or entry.on >= start
    )
    return (
        series
        if later == scored.scores
        else replace(series, signal=_series(replace(scored, scores=later)).signal)
    )


def _series(scored: Scored) -> Series:
    measure = scored.objective.measure
    if isinstance(measure, Rating):
        return rating_series(scored, measure)
    if isinstance(measure, Count):
        return count_series(scored, measure)
    if isinstance(measure, QuestionnaireTotal):
        return questionnaire_series(scored, measure)
    if isinstance(measure, Total):
        return total_series(scored, measure)
    if isinstance(measure, Habit):
        return habit_series(scored, measure)
    if isinstance(measure, Gas):
        return gas_series(scored, measure)
    if isinstance(measure, Percentage):
        return percentage_series(scored, measure)
    if isinstance(measure, Number):
        return number_series(scored, measure)
    if isinstance(measure, BeforeAfter):
        return before_after_series(scored, measure)
    raise AssertionError("steps have no series")

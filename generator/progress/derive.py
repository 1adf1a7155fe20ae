"""Progress: what a plan's entries say about each objective.

In: a validated Plan. Out: for each objective, in plan order, one series for each person who rates it.
Touches nothing: no files, no clock. Goal progress stays apart, objective by objective; nothing is added up
across objectives.

Terms
    series     the scores of one rater on one objective, oldest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, assert_never

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
from generator.progress.before_after import BeforeAfterSeries, before_after_series
from generator.progress.count import CountSeries, count_series
from generator.progress.gas import GasSeries, gas_series
from generator.progress.habit import HabitSeries, habit_series
from generator.progress.number import NumberSeries, number_series
from generator.progress.percentage import PercentageSeries, percentage_series
from generator.progress.questionnaire import QuestionnaireSeries, questionnaire_series
from generator.progress.rating import RatingSeries, rating_series
from generator.progress.scored import Scored
from generator.progress.series import SeriesTraits
from generator.progress.starts import day_of, with_start_of
from generator.progress.steps import StepsProgress, steps
from generator.progress.total import TotalSeries, total_series

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


#: The scores of each rater of each objective, oldest first, by the ids of both.
_Scores = Mapping[tuple[str, str | None], Sequence[tuple[Entry, ScoreValue]]]

if TYPE_CHECKING:

    def _has_all_traits(series: Series) -> SeriesTraits:
        return series


@dataclass(frozen=True, slots=True)
class Progress:
    """One objective with its series, none for steps, and its steps, maybe none."""

    objective: Objective
    series: tuple[Series, ...]
    steps: StepsProgress


def derive(plan: Plan) -> dict[str, Progress]:
    """The progress of each objective by its id, in plan order."""
    scores = _scores(plan)
    return {
        objective.id: Progress(
            objective, _all_series(plan, objective, scores), steps(objective.steps)
        )
        for goal in plan.goals
        for objective in goal.objectives
    }


def _all_series(
    plan: Plan,
    objective: Objective,
    scores: _Scores,
) -> tuple[Series, ...]:
    """One series for each rater."""
    if not objective.measure.is_scored:
        return ()
    raters = _raters(plan, objective, scores)
    found = []
    for rater in raters:
        scored = Scored(
            plan=plan,
            objective=with_start_of(objective, rater, raters),
            rater=rater,
            scores=tuple(scores.get((objective.id, rater), ())),
            skips=skips_of(plan, objective, rater),
        )
        found.append(_since_its_start(scored))
    return tuple(found)


def _raters(
    plan: Plan, objective: Objective, scores: Iterable[tuple[str, str | None]]
) -> tuple[str | None, ...]:
    """Who rates the objective: as the plan says, then whoever has scored it, as the plan names its people.

    One nameless rater if nobody has.
    """
    scored = {rater for id, rater in scores if id == objective.id}
    named = [person.id for person in plan.people if person.id in scored]
    return tuple(
        dict.fromkeys(
            [
                *objective.raters,
                *named,
                *(scored & {None}),
            ]
        )
    ) or (None,)


def _scores(plan: Plan) -> _Scores:
    found: dict[tuple[str, str | None], list[tuple[Entry, ScoreValue]]] = {}
    for entry in plan.entries:
        for score in entry.scores:
            found.setdefault((score.objective, score.rater), []).append((entry, score.value))
    return found


def skips_of(
    plan: Plan,
    objective: Objective,
    rater: str | None,
) -> tuple[date, ...]:
    """The days on which an objective was left out on purpose by this rater."""
    skip = Skip(objective.id, rater)
    return tuple(entry.on for entry in plan.entries if skip in entry.skips)


def _since_its_start(scored: Scored) -> Series:
    """The series of all scores, judged by those since the day of its start alone."""
    series, start = _series(scored), day_of(scored.objective)
    if start is None:
        return series
    later = tuple((entry, value) for entry, value in scored.scores if entry.on >= start)
    if later == scored.scores:
        return series
    return replace(series, signal=_series(replace(scored, scores=later)).signal)


def _series(scored: Scored) -> Series:
    measure = scored.objective.measure
    match measure:
        case Rating():
            return rating_series(scored, measure)
        case Count():
            return count_series(scored, measure)
        case QuestionnaireTotal():
            return questionnaire_series(scored, measure)
        case Total():
            return total_series(scored, measure)
        case Habit():
            return habit_series(scored, measure)
        case Gas():
            return gas_series(scored, measure)
        case Percentage():
            return percentage_series(scored, measure)
        case Number():
            return number_series(scored, measure)
        case BeforeAfter():
            return before_after_series(scored, measure)
        case Steps():
            raise AssertionError("steps have no series")
        case _:
            assert_never(measure)

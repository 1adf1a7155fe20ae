"""Measures: what the page says of each objective's series, and its charts.

In: a Plan with its Progress. Out: words and chart values, no positions yet.
Touches nothing. Each measure has a module of its own; this one finds it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from generator.language import _
from generator.model import BeforeAfter, Count, Gas, Habit, Number, Plan, Rating, Sheet, Total
from generator.progress import (
    BeforeAfterSeries,
    CountSeries,
    GasSeries,
    HabitSeries,
    NumberSeries,
    PercentageSeries,
    Progress,
    QuestionnaireSeries,
    RatingSeries,
    Series,
    TotalSeries,
    skips_of,
)
from generator.view import dates, values
from generator.view.measures import before_after, count, gas, habit, number, percentage, questionnaire, rating, total
from generator.view.measures.frame import SeriesWords, Subject
from generator.view.measures.steps import step_state, steps_chart
from generator.view.sentences import joined

__all__ = ["SeriesWords", "Told", "ToldObjective", "questionnaire", "step_state", "tell", "timeline"]

#: Fewest steps that get a timeline beside their list. Source: DOMAIN.md, charts.
TIMELINE_FROM = 5


@dataclass(frozen=True, slots=True)
class Told:
    """One series with its words; `rater` is the name of whoever rates it, None where only one does."""

    rater: str | None
    series: Series
    words: SeriesWords


@dataclass(frozen=True, slots=True)
class ToldObjective:
    """An objective's progress with the words of each series, in the order of its raters."""

    progress: Progress
    series: tuple[Told, ...]


def tell(plan: Plan, progress: Progress) -> ToldObjective:
    """The words and the charts of an objective."""
    objective = progress.objective
    told = []
    for series in progress.series:
        name = plan.person(series.rater).name if series.rater else None
        rater = name if len(progress.series) > 1 else None
        id = f"c-{objective.id}" + (f"-{series.rater}" if rater else "")
        title = objective.objective + (f", {rater}" if rater else "")
        words = _words(Subject(plan, objective, id, title), series)
        told.append(Told(rater, series, _with_skips(words, plan, skips_of(plan, objective, series.rater))))
    return ToldObjective(progress, tuple(told))


def _with_skips(words: SeriesWords, plan: Plan, skips: tuple[date, ...]) -> SeriesWords:
    """The words with the days that were left out on purpose: a small dash on the chart, a sentence for who listens."""
    if not skips:
        return words
    days = dates.several([dates.long(day, plan.as_of.year) for day in skips])
    chart = words.chart
    skipped = _("Left out on purpose: {days}.", days=days)
    told = replace(chart.words, description=joined(chart.words.description, skipped))
    return replace(words, chart=replace(chart, words=told))


def timeline(plan: Plan, progress: Progress) -> values.StepsChart | None:
    """The timeline of an objective that is measured by its steps; None for few of them."""
    return steps_chart(plan, progress) if len(progress.objective.steps) >= TIMELINE_FROM else None


def _words(subject: Subject, series: Series) -> SeriesWords:
    measure = subject.objective.measure
    if isinstance(series, RatingSeries) and isinstance(measure, Rating):
        return rating.tell(subject, measure, series)
    if isinstance(series, CountSeries) and isinstance(measure, Count):
        return count.tell(subject, measure, series)
    if isinstance(series, QuestionnaireSeries) and isinstance(measure, Sheet):
        return questionnaire.tell(subject, measure, series)
    if isinstance(series, TotalSeries) and isinstance(measure, Total):
        return total.tell(subject, measure, series)
    if isinstance(series, HabitSeries) and isinstance(measure, Habit):
        return habit.tell(subject, measure, series)
    if isinstance(series, GasSeries) and isinstance(measure, Gas):
        return gas.tell(subject, measure, series)
    if isinstance(series, PercentageSeries):
        return percentage.tell(subject, series)
    if isinstance(series, NumberSeries) and isinstance(measure, Number):
        return number.tell(subject, measure, series)
    if isinstance(series, BeforeAfterSeries) and isinstance(measure, BeforeAfter):
        return before_after.tell(subject, measure, series)
    raise AssertionError("a series of another measure")

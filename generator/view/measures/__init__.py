"""Measures: what the page says of each objective's series, and its charts.

In: a Plan with its Progress. Out: words and chart values, no positions yet.
Touches nothing. Each measure has a module of its own; this one finds it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from generator.language import _
from generator.model import BeforeAfter, Count, Gas, Habit, Number, Objective, Plan, Rating, Sheet, Total
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
from generator.view.measures.frame import SeriesWords, Subject, span
from generator.view.measures.steps import step_state, steps_chart
from generator.view.sentences import joined

__all__ = ["SeriesWords", "Told", "ToldObjective", "questionnaire", "step_state", "tell", "timeline"]

#: Fewest steps that get a timeline beside their list. Source: DOMAIN.md, charts.
TIMELINE_FROM = 5
#: Most celebrations numbered on one chart; all of them stand in a list of their own.
FLAGS_LIMIT = 3


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
        rater = name if len(progress.series) > 1 or objective.held_raters else None
        id = f"c-{objective.id}" + (f"-{series.rater}" if rater else "")
        title = objective.objective + (f", {rater}" if rater else "")
        words = _words(Subject(plan, objective, id, title), series)
        words = _with_phases(_with_skips(words, plan, skips_of(plan, objective, series.rater)), plan)
        told.append(Told(rater, series, _with_flags(words, plan, objective, series.rater)))
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


def _with_phases(words: SeriesWords, plan: Plan) -> SeriesWords:
    """The words with the phases that the chart shows as lines, for who does not see them."""
    chart = words.chart
    if isinstance(chart, values.HabitChart | values.StepsChart | values.EventsChart) or not chart.phases:
        return words
    year = plan.as_of.year
    lines = [_("{phase} from {day}", phase=phase.label, day=dates.long(phase.start, year)) for phase in chart.phases]
    told = joined(chart.words.description, _("Phases: {phases}.", phases=", ".join(lines)))
    return replace(words, chart=replace(chart, words=replace(chart.words, description=told)))


def _with_flags(words: SeriesWords, plan: Plan, objective: Objective, rater: str | None) -> SeriesWords:
    """The words with what was celebrated, the latest few; charts without a line of time have none.

    A celebration stands on one chart only: that of the first thing which its entry scores.
    """
    chart = words.chart
    if isinstance(chart, values.HabitChart | values.GasChart):
        return words
    found = [
        (entry.on, entry.celebrate)
        for entry in plan.entries
        if entry.celebrate and [(one.objective, one.rater) for one in entry.scores[:1]] == [(objective.id, rater)]
    ]
    start = span(plan).start
    flags = tuple(values.Flag((on - start).days, celebrated) for on, celebrated in found[-FLAGS_LIMIT:])
    return replace(words, chart=replace(chart, words=replace(chart.words, flags=flags)))


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

"""Measures: what the page says of each objective's series, and its charts.

In: a Plan with its Progress. Out: words and chart values, no positions yet.
Touches nothing. Each measure has a module of its own; this one finds it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from generator.model.measure import (
    BeforeAfter,
    Count,
    Gas,
    Habit,
    Number,
    QuestionnaireTotal,
    Rating,
    Total,
)
from generator.model.plan import Objective, Plan
from generator.progress.before_after import BeforeAfterSeries
from generator.progress.count import CountSeries
from generator.progress.derive import Progress, Series, skips_of
from generator.progress.gas import GasSeries
from generator.progress.habit import HabitSeries
from generator.progress.number import NumberSeries
from generator.progress.percentage import PercentageSeries
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.rating import RatingSeries
from generator.progress.series import Signal
from generator.progress.starts import day_of, with_start_of
from generator.progress.total import TotalSeries
from generator.text.language import _, pgettext
from generator.view import chart_values, dates
from generator.view.measures import (
    before_after,
    count,
    gas,
    habit,
    number,
    percentage,
    questionnaire,
    rating,
    total,
)
from generator.view.measures.common import SeriesWords, Subject, span
from generator.view.measures.steps import step_state, steps_chart
from generator.view.sentences import joined
from generator.view.whose import Whose
from generator.view.whose import of_rater as of_whom

__all__ = [
    "Described",
    "DescribedObjective",
    "SeriesWords",
    "describe",
    "questionnaire",
    "step_state",
    "timeline",
]

#: Fewest steps that get a timeline beside their list.
#: Source: docs/clinical-rules.md#steps-in-time.
TIMELINE_FROM = 5
#: Most celebrations numbered on one chart; all of them stand in a list of their own.
FLAGS_LIMIT = 3


@dataclass(frozen=True, slots=True)
class Described:
    """One series with its words. `rater` is whom it is told of, None where that is plain: `You`, or a name."""

    rater: str | None
    series: Series
    words: SeriesWords
    whose: Whose = Whose.READERS


@dataclass(frozen=True, slots=True)
class DescribedObjective:
    """An objective's progress with the words of each series, in the order of its raters."""

    progress: Progress
    series: tuple[Described, ...]


def describe(plan: Plan, progress: Progress) -> DescribedObjective:
    """The words and the charts of an objective."""
    objective = progress.objective
    told = []
    for series in progress.series:
        whose = of_whom(plan, series.rater)
        rater = _rater(plan, series.rater, whose, len(progress.series) + len(objective.held_raters))
        id = f"c-{objective.id}" + (
            f"-{series.rater}" if len(progress.series) > 1 and series.rater else ""
        )
        began_on = day_of(
            with_start_of(objective, series.rater, [one.rater for one in progress.series])
        )
        words = _words(Subject(plan, objective, id, rater, began_on, whose), series)
        words = _ended(words, plan, objective, series)
        words = _with_phases(
            _with_skips(words, plan, skips_of(plan, objective, series.rater)), plan
        )
        told.append(
            Described(rater, series, _with_flags(words, plan, objective, series.rater), whose)
        )
    return DescribedObjective(progress, tuple(told))


def _rater(plan: Plan, rater: str | None, whose: Whose, count: int) -> str | None:
    """Whom a series is told of: somebody else by name; a reader only beside others, for one may keep count for all."""
    is_client = any(person.id == rater for person in plan.clients)
    if rater is None or (is_client and count == 1):
        return None
    return pgettext("rater", "You") if whose is Whose.READERS else plan.person(rater).name


def _ended(words: SeriesWords, plan: Plan, objective: Objective, series: Series) -> SeriesWords:
    """The words of an objective whose time is over before the plan's, which say so; one that goes on does not."""
    scored = [
        entry.on for entry in plan.entries for one in entry.scores if one.objective == objective.id
    ]
    last = max(scored, default=None)
    due = objective.due
    if due >= min(plan.as_of, plan.timeframe.end) or (last and last > due):
        return words
    ended = _("This ran until {day}.", day=dates.long(due, plan.as_of.year))
    if series.signal is Signal.TOO_EARLY and words.said is None:
        return replace(words, said=ended)
    chart, finding = words.chart, words.chart.words.finding
    told = replace(chart.words, finding=replace(finding, rest=joined(finding.rest, ended)))
    return replace(words, chart=replace(chart, words=told))


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
    if (
        isinstance(
            chart, chart_values.HabitChart | chart_values.StepsChart | chart_values.HardMomentsChart
        )
        or not chart.phases
    ):
        return words
    year = plan.as_of.year
    lines = [
        _("{phase} from {day}", phase=phase.label, day=dates.long(phase.start, year))
        for phase in chart.phases
    ]
    told = joined(chart.words.description, _("Phases: {phases}.", phases=", ".join(lines)))
    return replace(words, chart=replace(chart, words=replace(chart.words, description=told)))


def _with_flags(
    words: SeriesWords, plan: Plan, objective: Objective, rater: str | None
) -> SeriesWords:
    """The words with what was celebrated, the latest few; charts without a line of time have none.

    A celebration stands on one chart only: that of the first thing which its entry scores.
    """
    chart = words.chart
    if isinstance(chart, chart_values.HabitChart | chart_values.GasChart):
        return words
    found = [
        (entry.on, entry.celebrate)
        for entry in plan.entries
        if entry.celebrate
        and [(one.objective, one.rater) for one in entry.scores[:1]] == [(objective.id, rater)]
    ]
    start = span(plan).start
    flags = tuple(
        chart_values.Flag((on - start).days, celebrated) for on, celebrated in found[-FLAGS_LIMIT:]
    )
    return replace(words, chart=replace(chart, words=replace(chart.words, flags=flags)))


def timeline(plan: Plan, progress: Progress) -> chart_values.StepsChart | None:
    """The timeline of an objective that is measured by its steps; None for few of them."""
    return steps_chart(plan, progress) if len(progress.objective.steps) >= TIMELINE_FROM else None


def _words(subject: Subject, series: Series) -> SeriesWords:
    measure = subject.objective.measure
    if isinstance(series, RatingSeries) and isinstance(measure, Rating):
        return rating.describe(subject, measure, series)
    if isinstance(series, CountSeries) and isinstance(measure, Count):
        return count.describe(subject, measure, series)
    if isinstance(series, QuestionnaireSeries) and isinstance(measure, QuestionnaireTotal):
        return questionnaire.describe(subject, measure, series)
    if isinstance(series, TotalSeries) and isinstance(measure, Total):
        return total.describe(subject, measure, series)
    if isinstance(series, HabitSeries) and isinstance(measure, Habit):
        return habit.describe(subject, measure, series)
    if isinstance(series, GasSeries) and isinstance(measure, Gas):
        return gas.describe(subject, measure, series)
    if isinstance(series, PercentageSeries):
        return percentage.describe(subject, series)
    if isinstance(series, NumberSeries) and isinstance(measure, Number):
        return number.describe(subject, measure, series)
    if isinstance(series, BeforeAfterSeries) and isinstance(measure, BeforeAfter):
        return before_after.describe(subject, measure, series)
    raise AssertionError("a series of another measure")

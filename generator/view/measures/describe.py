"""Describe: what the page says of each objective's series, and its charts.

In: a Plan with its Progress. Out: words and chart values, no positions yet.
Touches nothing. Each measure has a module of its own; this one finds it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from generator.model.measure import (
    BeforeAfter,
    Count,
    Gas,
    Habit,
    Measure,
    Number,
    Percentage,
    QuestionnaireTotal,
    Rating,
    Total,
)
from generator.model.plan import Objective, Plan
from generator.progress.before_after import BeforeAfterSeries
from generator.progress.count import CountSeries
from generator.progress.derive import Progress, Series
from generator.progress.gas import GasSeries
from generator.progress.habit import HabitSeries
from generator.progress.number import NumberSeries
from generator.progress.percentage import PercentageSeries
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.rating import RatingSeries
from generator.progress.series import Signal
from generator.progress.starts import day_of, with_start_of
from generator.progress.total import TotalSeries
from generator.text.language import _, isolated, pgettext
from generator.view import dates
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
from generator.view.measures.common import SeriesWords, Subject
from generator.view.sentences import joined, nothing_yet
from generator.view.whose import Whose, of_rater


@dataclass(frozen=True, slots=True)
class Described:
    """One series with its words. `rater` is whom it is told of, None where that is plain:
    `You`, or a name.
    """

    rater: str | None
    series: Series
    words: SeriesWords


@dataclass(frozen=True, slots=True)
class DescribedObjective:
    """An objective's progress with the words of each series, in the order of its raters."""

    progress: Progress
    series: tuple[Described, ...]


def describe(plan: Plan, progress: Progress) -> DescribedObjective:
    """The words and the charts of an objective."""
    described = []
    for series in progress.series:
        subject = _subject(plan, progress, series)
        words = _ended(_words(subject, series), subject, series)
        if len(progress.series) == 1:
            words = _with_verdict(words)
        words = _by_name(words, subject)
        described.append(Described(subject.rater, series, words))
    return DescribedObjective(progress, tuple(described))


def _subject(plan: Plan, progress: Progress, series: Series) -> Subject:
    objective, rater = progress.objective, series.rater
    raters = [one.rater for one in progress.series]
    whose = of_rater(plan, rater)
    id = f"c-{objective.id}"
    if len(raters) > 1 and rater:
        id = f"{id}-{rater}"
    return Subject(
        plan=plan,
        objective=objective,
        id=id,
        rater=_name(plan, rater, whose, len(raters) + len(objective.held_raters)),
        rater_id=rater,
        began_on=day_of(with_start_of(objective, rater, raters)),
        whose=whose,
    )


def _name(plan: Plan, rater: str | None, whose: Whose, raters: int) -> str | None:
    """Whom a series is told of: somebody else by name;
    a reader only beside others, for one may keep count for all.
    """
    if rater is None:
        return None
    is_client = any(person.id == rater for person in plan.clients)
    if is_client and raters == 1:
        return None
    if whose is Whose.READERS:
        return pgettext("rater", "You")
    return plan.person(rater).name


def _ended(words: SeriesWords, subject: Subject, series: Series) -> SeriesWords:
    """The words of an objective whose time is over before the plan's, which say so;
    one that goes on does not.
    """
    if not _is_over(subject.plan, subject.objective):
        return words
    ended = _(
        "This ran until {day}.",
        day=dates.long(subject.objective.due, subject.year),
    )
    if series.signal is Signal.TOO_EARLY:
        return replace(words, in_row=ended, after="")
    finding = words.chart.words.finding
    return words.with_finding(replace(finding, rest=joined(finding.rest, ended)))


def _by_name(words: SeriesWords, subject: Subject) -> SeriesWords:
    """The finding, with and without numbers, behind the name of whom it is told of."""
    if subject.rater is None:
        return words
    shown = words.chart.words
    finding = replace(shown.finding, news=_of(subject.rater, shown.finding.news))
    return words.with_chart_words(
        replace(shown, finding=finding, quiet=_of(subject.rater, shown.quiet))
    )


def _of(rater: str, said: str) -> str:
    """`Dana: 7 of 10 on 4 May.`"""
    return _("{rater}: {words}", rater=isolated(rater), words=said)


def _with_verdict(words: SeriesWords) -> SeriesWords:
    """The words of a series that stands alone: its verdict is part of the finding.

    What several people's lines are worth stands above their charts, once for all of whom it holds.
    """
    finding = words.chart.words.finding
    if finding == nothing_yet():
        return words
    rest = joined(words.after, finding.rest)
    return words.with_finding(replace(finding, verdict=words.in_row, rest=rest))


def _is_over(plan: Plan, objective: Objective) -> bool:
    """Whether the time of the objective is over before the plan's, and nobody scored it since."""
    still_runs = objective.due >= min(plan.as_of, plan.timeframe.end)
    return not still_runs and not _is_scored_after(plan, objective)


def _is_scored_after(plan: Plan, objective: Objective) -> bool:
    """Whether any score of the objective lies after the day on which it is due."""
    return any(
        score.objective == objective.id and entry.on > objective.due
        for entry in plan.entries
        for score in entry.scores
    )


def _words(subject: Subject, series: Series) -> SeriesWords:
    measure = subject.objective.measure
    match series:
        case RatingSeries():
            return rating.describe(subject, _as(Rating, measure), series)
        case CountSeries():
            return count.describe(subject, _as(Count, measure), series)
        case TotalSeries():
            return total.describe(subject, _as(Total, measure), series)
        case HabitSeries():
            return habit.describe(subject, _as(Habit, measure), series)
        case GasSeries():
            return gas.describe(subject, _as(Gas, measure), series)
        case PercentageSeries():
            return percentage.describe(subject, _as(Percentage, measure), series)
        case NumberSeries():
            return number.describe(subject, _as(Number, measure), series)
        case BeforeAfterSeries():
            return before_after.describe(subject, _as(BeforeAfter, measure), series)
        case QuestionnaireSeries():
            return questionnaire.describe(
                subject,
                _as(QuestionnaireTotal, measure),
                series,
            )
        case _:
            assert_never(series)


_Kind = TypeVar("_Kind")


def _as(kind: type[_Kind], measure: Measure) -> _Kind:
    """The measure of a series, which is always of the series's own kind."""
    assert isinstance(measure, kind)
    return measure

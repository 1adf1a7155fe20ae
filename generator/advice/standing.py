"""Standing: where one rater stands with one objective, in the same words for every measure.

In: a Case. Out: a `Position` for each rater of each objective under way whose scores are numbers with a direction.
Touches nothing. Before-and-after pairs and steps have none: they say nothing of how far it is to go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from statistics import median
from typing import Final

from generator.advice.context import Context
from generator.model.measure import (
    AtLeast,
    AtMost,
    BeforeAfter,
    Percentage,
    QuestionnaireTotal,
    Rating,
    Target,
)
from generator.model.plan import Objective
from generator.progress.clinical import clinical_aim_of
from generator.progress.count import CountSeries
from generator.progress.derive import Series
from generator.progress.gas import GasSeries
from generator.progress.habit import HabitSeries
from generator.progress.number import NumberSeries
from generator.progress.percentage import PercentageSeries
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.rating import RatingSeries
from generator.progress.series import LEVEL_OF, Reading, Side, Signal
from generator.progress.total import TotalSeries

#: From half of the time on, less than a quarter of the way is said.
#: Source: docs/clinical-rules.md#half-of-the-time.
_HALF: Final = 0.5
_QUARTER: Final = 0.25


@dataclass(frozen=True, slots=True)
class Position:
    """Values oldest first, each with its day; `now` is the latest level, or the start while nothing is scored.

    `edge` is where the aim begins and `sign` the way to it: 1 upwards, -1 downwards.
    """

    path: str
    objective: Objective
    series: Series
    values: tuple[tuple[date, float], ...]
    start: float
    now: float
    edge: float
    sign: int

    @property
    def share(self) -> float | None:
        """How far from start to aim: 0 at the start, 1 at the aim; None where the two are one."""
        way = self.edge - self.start
        return (self.now - self.start) / way if way * self.sign > 0 else None


class Way(Enum):
    """What is said of a way that is not on track."""

    SLOW = "less than a quarter of it is done"
    AWAY = "it goes the other way"


def raters_off_track(case: Context) -> Iterator[tuple[Position, Way]]:
    """Who is not on track at half of the time or later; what is clearly harder says so itself."""
    start = case.plan.timeframe.start
    for standing in standings(case):
        gone = (case.today - start).days / (standing.objective.due - start).days
        share, what = standing.share, standing.series.signal
        if (
            what in (Signal.TOO_EARLY, Signal.HARDER)
            or not _HALF <= gone <= 1
            or share is None
            or share >= _QUARTER
        ):
            continue
        yield standing, Way.AWAY if share < 0 else Way.SLOW


def standings(case: Context) -> Iterator[Position]:
    """Where each rater stands who has a start and an aim with a direction."""
    for path, _, objective in case.objectives():
        for series in case.progress[objective.id].series:
            values = values_by_day(series)
            start, aim = start_value(series), clinical_aim_of(series)
            if start is None or aim is None or aim.side is Side.WITHIN:
                continue
            sign, edge = (1, aim.low) if aim.side is Side.ABOVE else (-1, aim.high)
            now = _now(series, [value for _, value in values], start)
            yield Position(path, objective, series, values, start, now, edge, sign)


def values_by_day(series: Series) -> tuple[tuple[date, float], ...]:
    """The numbers of a series by day: scores, or what complete periods came to; none for before-and-after pairs."""
    match series:
        case CountSeries():
            return tuple(
                (period.end, period.value) for period in series.complete if period.value is not None
            )
        case HabitSeries():
            return tuple(
                (period.end, period.tally.done) for period in series.periods if period.is_known
            )
        case (
            RatingSeries()
            | PercentageSeries()
            | NumberSeries()
            | QuestionnaireSeries()
            | GasSeries()
            | TotalSeries()
        ):
            return tuple((reading.at.date(), reading.value) for reading in series.readings)
        case _:
            return ()


def start_value(series: Series) -> float | None:
    return series.start.value if series.start else None


def scale_of(objective: Objective) -> tuple[float, float] | None:
    """The lowest and the highest score, where there are such."""
    match objective.measure:
        case Rating(low=low, high=high) | BeforeAfter(low=low, high=high):
            return low, high
        case Percentage():
            return 0.0, 100.0
        case QuestionnaireTotal(questionnaire=questionnaire):
            return questionnaire.low, questionnaire.high
        case _:
            return None


def aimed(target: Target | None, value: float) -> str:
    """The line of a plan that aims at `value`, in the form of `target`."""
    match target:
        case AtLeast():
            return f"`target: {{at_least: {value:g}}}`"
        case AtMost():
            return f"`target: {{at_most: {value:g}}}`"
        case _:
            return f"`target: {value:g}`"


def readings_of(series: Series) -> tuple[Reading, ...]:
    """The single scores of a rating or a questionnaire."""
    return series.readings if isinstance(series, RatingSeries | QuestionnaireSeries) else ()


def _now(series: Series, values: Sequence[float], start: float) -> float:
    if not values:
        return start
    if isinstance(series, QuestionnaireSeries | TotalSeries):
        return values[-1]
    return median(values[-LEVEL_OF:])

"""Clinical: what a plan's measures say to a therapist. Never part of a page.

In: a validated Plan, its progress, and today's date. Out: a `ClinicalSheet`.
Touches nothing: no files, no clock. No number here is a verdict on a person. The methods are those of `outcome`.

Terms
    gain       how far the latest value lies from the first in the direction that is better.
    reliable   the smallest gain that is more than the measure moves by itself: reliable change, or usual variation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from generator.model.measure import Questionnaire
from generator.model.plan import Objective, Phase, Plan
from generator.progress.aims import sign_of
from generator.progress.before_after import BeforeAfterSeries
from generator.progress.concern import Concern, Value, concern_of, is_alliance_low
from generator.progress.derive import Progress, Series
from generator.progress.gas import GasSeries
from generator.progress.outcome import ClinicalCourse, Nap, course_of, nap, t_score
from generator.progress.series import Side, Source
from generator.progress.total import TotalSeries


@dataclass(frozen=True, slots=True)
class PhaseLevel:
    """The median of the values of one phase; `phase` is None before the first."""

    phase: Phase | None
    values: int
    median: float


@dataclass(frozen=True, slots=True)
class Pace:
    """The part of its time that is gone, and of its way that is done; below 0 the other way. Both may be above 1."""

    gone: float
    done: float


@dataclass(frozen=True, slots=True)
class MeasureSummary:
    """One measure of one rater. `sign` is 1 where more is better, -1 where less is, 0 where nobody said.

    `gain` is None where there is nothing to compare, `course` where the measure's own movement is not known. There is
    a NAP between each phase level and the next.
    """

    objective: Objective
    rater: str | None
    sign: int
    first: Value
    best: Value | None
    latest: Value
    gain: float | None
    reliable: float | None
    course: ClinicalCourse | None
    levels: tuple[PhaseLevel, ...]
    naps: tuple[Nap, ...]
    pace: Pace | None
    concern: Concern | None
    is_alliance_low: bool

    @property
    def questionnaire(self) -> Questionnaire | None:
        return self.objective.measure.questionnaire


@dataclass(frozen=True, slots=True)
class GasScore:
    """The T score of one rater's goals: at the start, where each has one, and now."""

    rater: str | None
    goals: int
    start: float | None
    now: float


@dataclass(frozen=True, slots=True)
class ClinicalSheet:
    """A row for each measure and rater with a value, in plan order, and the goals on goal attainment scaling."""

    rows: tuple[MeasureSummary, ...]
    gas: tuple[GasScore, ...]


def clinical_sheet(
    plan: Plan,
    progress: Mapping[str, Progress],
    today: date,
) -> ClinicalSheet:
    """What the measures of `plan` say on the day `today`."""
    rows = []
    for one in progress.values():
        for series in one.series:
            values = _values(series)
            if values:
                rows.append(_row(plan, one.objective, series, values, today))
    return ClinicalSheet(tuple(rows), tuple(_gas_scores(progress)))


# ---- one measure


def _row(
    plan: Plan, objective: Objective, series: Series, values: Sequence[Value], today: date
) -> MeasureSummary:
    sign = _sign(objective, series)
    first, latest = _first(series, values), values[-1]
    gain = _gain(first, values, sign)
    reliable = series.noise or None
    levels = _phase_levels(plan, series, values)
    return MeasureSummary(
        objective=objective,
        rater=series.rater,
        sign=sign,
        first=first,
        best=_best(values, sign),
        latest=latest,
        gain=gain,
        reliable=reliable,
        course=_course(
            objective.measure.questionnaire,
            first,
            latest,
            gain,
            reliable,
        ),
        levels=tuple(
            PhaseLevel(phase, len(numbers), median(numbers)) for phase, numbers in levels.items()
        ),
        naps=_naps(levels, sign),
        pace=_pace(plan, objective, series, values, today),
        concern=concern_of(objective, series),
        is_alliance_low=is_alliance_low(objective, series),
    )


def _sign(objective: Objective, series: Series) -> int:
    """Which way is better: as a questionnaire says, whatever the target; else as the aim does."""
    better = objective.measure.better
    if objective.measure.questionnaire is not None:
        return sign_of(None, better)
    return sign_of(series.aim, better)


def _values(series: Series) -> tuple[Value, ...]:
    """What is known, oldest first: scores, what whole periods came to, or the way from before to after."""
    if isinstance(series, BeforeAfterSeries):
        return tuple(Value(pair.change, pair.at.date()) for pair in series.whole)
    return tuple(Value(point.value, point.at.date()) for point in series.points)


def _first(series: Series, values: Sequence[Value]) -> Value:
    """Where it began: as the plan says beside the scores, else the first of them."""
    if series.start is None or series.start.source is Source.FOUND:
        return values[0]
    return Value(series.start.value, None)


def _gain(first: Value, values: Sequence[Value], sign: int) -> float | None:
    """How much better the latest is; None where there is one value alone, or no direction."""
    is_alone = len(values) == 1 and first == values[0]
    if is_alone or sign == 0:
        return None
    return sign * (values[-1].number - first.number)


def _best(values: Sequence[Value], sign: int) -> Value | None:
    if sign == 0:
        return None
    return max(values, key=lambda value: sign * value.number)


def _course(
    questionnaire: Questionnaire | None,
    first: Value,
    latest: Value,
    gain: float | None,
    reliable: float | None,
) -> ClinicalCourse | None:
    if gain is None or reliable is None:
        return None
    if questionnaire is None:
        return course_of(gain, reliable, was_beyond=False, is_beyond=False)
    return course_of(
        gain,
        reliable,
        was_beyond=questionnaire.is_beyond(first.number),
        is_beyond=questionnaire.is_beyond(latest.number),
    )


def _phase_levels(
    plan: Plan, series: Series, values: Sequence[Value]
) -> dict[Phase | None, list[float]]:
    """The values of each phase; nothing where there is one only, and for a total, which can only grow."""
    parts: dict[Phase | None, list[float]] = {}
    for value in values:
        parts.setdefault(_phase_of(plan, value), []).append(value.number)
    if len(parts) < 2 or isinstance(series, TotalSeries):
        return {}
    return parts


def _phase_of(plan: Plan, value: Value) -> Phase | None:
    """The phase that a value lies in; None before the first."""
    begun = [phase for phase in plan.phases if value.on is not None and phase.start <= value.on]
    return begun[-1] if begun else None


def _naps(
    levels: Mapping[Phase | None, Sequence[float]],
    sign: int,
) -> tuple[Nap, ...]:
    """How clearly each phase differs from the one before."""
    if sign == 0:
        return ()
    return tuple(nap(before, after, sign) for before, after in pairwise(levels.values()))


def _pace(
    plan: Plan, objective: Objective, series: Series, values: Sequence[Value], today: date
) -> Pace | None:
    """None without a start outside an aim with a direction, or before the plan begins."""
    gone = _time_gone(plan.timeframe.start, objective.due, today)
    done = _way_done(series, values)
    if gone is None or done is None:
        return None
    return Pace(gone, done)


def _way_done(series: Series, values: Sequence[Value]) -> float | None:
    """The part of the way that is done; None without a start outside an aim with a direction."""
    aim, start = series.aim, series.start
    if aim is None or start is None or aim.side is Side.WITHIN or aim.is_met(start.value):
        return None
    now = values[-1].number if isinstance(series, GasSeries) else series.now
    if now is None:
        return None
    return (now - start.value) / (aim.edge - start.value)


def _time_gone(began: date, due: date, today: date) -> float | None:
    """The part of the time that is gone; None where there is none, or before it begins."""
    if began >= due or today < began:
        return None
    return (today - began).days / (due - began).days


# ---- goals on goal attainment scaling


def _gas_scores(progress: Mapping[str, Progress]) -> Iterator[GasScore]:
    """A score for each rater, of the goals that he or she has rated."""
    for rater, goals in _rated_goals(progress).items():
        starts = [float(goal.baseline) for goal in goals if goal.baseline is not None]
        now = [goal.readings[-1].value for goal in goals]
        start = t_score(starts) if len(starts) == len(goals) else None
        yield GasScore(rater, len(goals), start, t_score(now))


def _rated_goals(progress: Mapping[str, Progress]) -> dict[str | None, list[GasSeries]]:
    """The goals with a level, by who rated them."""
    rated: dict[str | None, list[GasSeries]] = {}
    for one in progress.values():
        for series in one.series:
            if isinstance(series, GasSeries) and series.readings:
                rated.setdefault(series.rater, []).append(series)
    return rated

"""Clinical: what a plan's measures say to a therapist, by the methods of the field. Never part of a page.

In: a validated Plan, its progress, and today's date. Out: a `ClinicalSheet`.
Touches nothing: no files, no clock. No number here is a verdict on a person.

Terms
    gain       how far a value lies from another in the direction that is better; below 0 the other way.
    reliable   the smallest gain that is more than the measure moves by itself: reliable change, or wobble.
    beyond     on the side of a cut-off where those are who need help.
    NAP        nonoverlap of all pairs: of all pairs of one value in one phase and one in the next, the share in which
               the later is better, ties counting half. 0.5 is chance. Source: Parker and Vannest 2009.
    T score    of goals on goal attainment scaling, 50 where each is as expected. Source: Kiresuk and Sherman 1968.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import Final

from generator.model.measure import (
    BeforeAfter,
    Better,
    Number,
    Percentage,
    Questionnaire,
    QuestionnaireTotal,
    Rating,
)
from generator.model.plan import Objective, Phase, Plan
from generator.progress.before_after import BeforeAfterSeries
from generator.progress.count import CountSeries
from generator.progress.derive import Progress, Series
from generator.progress.gas import GasSeries
from generator.progress.habit import HabitSeries
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.series import LEVEL_OF, Aim, Side, Source, sign_of
from generator.progress.total import TotalSeries

#: How far goals of one person are taken to go together.
#: Source: docs/clinical-rules.md#goal-attainment-scaling.
GAS_CORRELATION: Final = 0.3
#: The questionnaire that asks how the session was, and how far it falls before it is worth a word.
#: Source: docs/clinical-rules.md#how-the-session-was.
_ALLIANCE: Final = "srs"
_ALLIANCE_FALL: Final = 2.0
_ALLIANCE_LOOK_BACK: Final = 3
#: The highest part of a scale without ranges and cut-off that counts as high.
#: Source: docs/clinical-rules.md#high-totals.
_HIGH_PART: Final = 0.75


class ClinicalCourse(Enum):
    """What came of it, by reliable change and cut-off. Source: Jacobson and Truax 1991."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"


class ConcernKind(Enum):
    """Why a sheet deserves a word soon."""

    HIGH = "high"
    RISEN = "risen"


@dataclass(frozen=True, slots=True)
class Value:
    """A number and its day; without one where it is a start that the plan gives."""

    number: float
    on: date | None


@dataclass(frozen=True, slots=True)
class Concern:
    """A sheet that asks about dying is high, or any has got worse than its best by its reliable change."""

    questionnaire: Questionnaire
    kind: ConcernKind
    latest: Value
    best: float

    @property
    def is_urgent(self) -> bool:
        """Whether the sheet asks about dying, so that this goes before all else."""
        return self.questionnaire.risk_item


@dataclass(frozen=True, slots=True)
class PhaseLevel:
    """The median of the values of one phase; `phase` is None before the first."""

    phase: Phase | None
    values: int
    median: float


@dataclass(frozen=True, slots=True)
class Nap:
    """Nonoverlap of all pairs between two phases that follow each other."""

    share: float
    pairs: int


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
        measure = self.objective.measure
        return measure.questionnaire if isinstance(measure, QuestionnaireTotal) else None


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


def clinical_sheet(plan: Plan, progress: Mapping[str, Progress], today: date) -> ClinicalSheet:
    """What the measures of `plan` say on the day `today`."""
    rows = tuple(
        row
        for one in progress.values()
        for series in one.series
        if (row := _row(plan, one.objective, series, today)) is not None
    )
    return ClinicalSheet(rows, tuple(_gas_scores(progress)))


# ---- methods


def course_of(gain: float, reliable: float, *, was_beyond: bool, is_beyond: bool) -> ClinicalCourse:
    """The word for a gain; only who came back over the cut-off by more than wobble has recovered."""
    if gain <= -reliable:
        return ClinicalCourse.WORSE
    if gain < reliable:
        return ClinicalCourse.UNCHANGED
    return ClinicalCourse.RECOVERED if was_beyond and not is_beyond else ClinicalCourse.IMPROVED


def nap(before: Sequence[float], after: Sequence[float], sign: int) -> Nap:
    """How clearly `after` is better than `before`, neither of them empty; `sign` is 1 where more is better, else -1."""
    gains = [sign * (later - earlier) for earlier in before for later in after]
    better = sum(gain > 0 for gain in gains) + sum(gain == 0 for gain in gains) / 2
    return Nap(better / len(gains), len(gains))


def t_score(levels: Sequence[float]) -> float:
    """The T score of goals at these levels from -2 to 2, at least one, each of the same weight."""
    count, r = len(levels), GAS_CORRELATION
    return 50 + 10 * sum(levels) / sqrt((1 - r) * count + r * count**2)


def concern_of(objective: Objective, series: Series) -> Concern | None:
    """What deserves a word soon: a high total of a sheet that asks about dying, or one worse than the best so far.

    The best is the best of the start and all totals before the latest.
    """
    measure = objective.measure
    if (
        not isinstance(measure, QuestionnaireTotal)
        or not isinstance(series, QuestionnaireSeries)
        or not series.readings
    ):
        return None
    questionnaire = measure.questionnaire
    *before, last = series.readings
    latest, sign = Value(last.value, last.at.date()), _sign_of(questionnaire.better)
    known = [reading.value for reading in before] + ([] if series.first is None else [series.first])
    best = max(known, key=lambda value: sign * value, default=last.value)
    if questionnaire.risk_item and is_high(questionnaire, last.value):
        return Concern(questionnaire, ConcernKind.HIGH, latest, best)
    change = questionnaire.reliable_change
    if change is not None and sign * (last.value - best) <= -change:
        return Concern(questionnaire, ConcernKind.RISEN, latest, best)
    return None


def is_high(questionnaire: Questionnaire, value: float) -> bool:
    """Whether a total lies in the worst of several ranges; without them, beyond the cut-off; else near the end."""
    rises, bands = questionnaire.better is Better.LOWER, questionnaire.bands
    if len(bands) > 1:
        edge = bands[-1 if rises else 1].start - questionnaire.edge
        return value >= edge if rises else value < edge
    if questionnaire.cut_off is not None:
        return questionnaire.is_beyond(value)
    part = (value - questionnaire.low) / (questionnaire.high - questionnaire.low)
    return (part if rises else 1 - part) >= _HIGH_PART


def is_alliance_low(objective: Objective, series: Series) -> bool:
    """Whether the last session was rated below the cut-off, or clearly lower than one of the few before."""
    measure = objective.measure
    if (
        not isinstance(measure, QuestionnaireTotal)
        or not isinstance(series, QuestionnaireSeries)
        or not series.readings
    ):
        return False
    if measure.questionnaire.id != _ALLIANCE:
        return False
    *before, latest = [reading.value for reading in series.readings[-_ALLIANCE_LOOK_BACK - 1 :]]
    return measure.questionnaire.is_beyond(latest) or any(
        value - latest >= _ALLIANCE_FALL for value in before
    )


def clinical_aim_of(series: Series) -> Aim | None:
    """The zone aimed for; on goal attainment scaling, level 0 and all above."""
    match series:
        case GasSeries():
            return Aim(Side.ABOVE, 0.0, float("inf"))
        case TotalSeries():
            return None if series.goal is None else Aim(Side.ABOVE, series.goal, float("inf"))
        case _:
            return series.aim


# ---- one measure


def _row(plan: Plan, objective: Objective, series: Series, today: date) -> MeasureSummary | None:
    values = _values(series)
    if not values:
        return None
    sign, start, latest = _direction(objective, series), _start(series), values[-1]
    first = values[0] if start is None else Value(start, None)
    has_two = start is not None or len(values) > 1
    gain = sign * (latest.number - first.number) if has_two and sign else None
    reliable = _reliable(objective, series)
    levels, naps = _phases(plan, series, values, sign)
    sheet = (
        objective.measure.questionnaire
        if isinstance(objective.measure, QuestionnaireTotal)
        else None
    )
    return MeasureSummary(
        objective=objective,
        rater=series.rater,
        sign=sign,
        first=first,
        best=max(values, key=lambda value: sign * value.number) if sign else None,
        latest=latest,
        gain=gain,
        reliable=reliable,
        course=None
        if gain is None or reliable is None
        else _course(sheet, first, latest, gain, reliable),
        levels=levels,
        naps=naps,
        pace=_pace(plan, objective, series, values, today),
        concern=concern_of(objective, series),
        is_alliance_low=is_alliance_low(objective, series),
    )


def _course(
    sheet: Questionnaire | None, first: Value, latest: Value, gain: float, reliable: float
) -> ClinicalCourse:
    was_beyond, is_beyond = (
        sheet is not None and sheet.is_beyond(value.number) for value in (first, latest)
    )
    return course_of(gain, reliable, was_beyond=was_beyond, is_beyond=is_beyond)


def _values(series: Series) -> tuple[Value, ...]:
    """What is known, oldest first: scores, what whole periods came to, or the way from before to after."""
    match series:
        case CountSeries():
            return tuple(
                Value(period.value, period.start)
                for period in series.complete
                if period.value is not None
            )
        case HabitSeries():
            return tuple(
                Value(period.tally.done, period.start)
                for period in series.periods
                if period.is_known
            )
        case BeforeAfterSeries():
            return tuple(
                Value(pair.after - pair.before, pair.at.date())
                for pair in series.whole
                if pair.after is not None and pair.before is not None
            )
        case _:
            return tuple(Value(reading.value, reading.at.date()) for reading in series.readings)


def _start(series: Series) -> float | None:
    """Where it began, where the plan says so beside the scores."""
    if series.start is None or series.start.source is Source.FOUND:
        return None
    return series.start.value


def _sign_of(better: Better) -> int:
    return sign_of(None, better)


def _direction(objective: Objective, series: Series) -> int:
    match objective.measure:
        case QuestionnaireTotal(questionnaire=questionnaire):
            return _sign_of(questionnaire.better)
        case (
            Rating(better=better)
            | BeforeAfter(better=better)
            | Percentage(better=better)
            | Number(better=better)
        ):
            return sign_of(clinical_aim_of(series), better)
        case _:
            return sign_of(clinical_aim_of(series), None)


def _reliable(objective: Objective, series: Series) -> float | None:
    """The smallest change that is more than the measure moves by itself; None where that is not known."""
    if isinstance(objective.measure, QuestionnaireTotal):
        return objective.measure.questionnaire.reliable_change
    if isinstance(series, QuestionnaireSeries | BeforeAfterSeries | TotalSeries):
        return None
    return series.noise or None


def _phases(
    plan: Plan, series: Series, values: Sequence[Value], sign: int
) -> tuple[tuple[PhaseLevel, ...], tuple[Nap, ...]]:
    """The phases with values, and how clearly each differs from the one before; nothing where there is only one."""
    parts: dict[Phase | None, list[float]] = {}
    for value in values:
        begun = [phase for phase in plan.phases if value.on is not None and phase.start <= value.on]
        parts.setdefault(begun[-1] if begun else None, []).append(value.number)
    if len(parts) < 2 or isinstance(series, TotalSeries):
        return (), ()
    levels = tuple(
        PhaseLevel(phase, len(numbers), median(numbers)) for phase, numbers in parts.items()
    )
    naps = (
        tuple(nap(before, after, sign) for before, after in pairwise(parts.values()))
        if sign
        else ()
    )
    return levels, naps


def _pace(
    plan: Plan, objective: Objective, series: Series, values: Sequence[Value], today: date
) -> Pace | None:
    """None without a start outside an aim with a direction, or before the plan begins."""
    aim, began = clinical_aim_of(series), plan.timeframe.start
    start = series.start.value if series.start else None
    if (
        aim is None
        or start is None
        or aim.side is Side.WITHIN
        or aim.is_met(start)
        or not began < objective.due
    ):
        return None
    edge = aim.low if aim.side is Side.ABOVE else aim.high
    numbers = [value.number for value in values]
    is_single = isinstance(series, QuestionnaireSeries | TotalSeries | GasSeries)
    now = numbers[-1] if is_single else median(numbers[-LEVEL_OF:])
    gone = (today - began).days / (objective.due - began).days
    return None if gone < 0 else Pace(gone, (now - start) / (edge - start))


# ---- goals on goal attainment scaling


def _gas_scores(progress: Mapping[str, Progress]) -> Iterator[GasScore]:
    """A score for each rater, of the goals that he or she has rated."""
    rated: dict[str | None, list[GasSeries]] = {}
    for one in progress.values():
        for series in one.series:
            if isinstance(series, GasSeries) and series.readings:
                rated.setdefault(series.rater, []).append(series)
    for rater, all_ in rated.items():
        starts = [float(series.baseline) for series in all_ if series.baseline is not None]
        start = t_score(starts) if len(starts) == len(all_) else None
        yield GasScore(
            rater, len(all_), start, t_score([series.readings[-1].value for series in all_])
        )

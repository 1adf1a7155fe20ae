"""Questionnaire progress: totals over time, and whether the latest differs from the first by more than noise.

In: scores on a questionnaire. Out: a `QuestionnaireSeries`.
Touches nothing. What it says stays apart from the progress of goals.

Terms
    first      the baseline where the plan gives one, else the first total.
    noise      the reliable change: totals that differ by less are as good as the first; None where it is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.measure import Band, QuestionnaireTotal
from generator.progress.aims import aim_of, baseline_of, sign_of, start_of
from generator.progress.course import Course
from generator.progress.levels import runs_of
from generator.progress.noise import NOISE_PART
from generator.progress.scored import Scored
from generator.progress.series import (
    EXPECTED_EVERY,
    Aim,
    Gap,
    OfReadings,
    Reading,
    Signal,
    Source,
    Start,
    latest_now,
)
from generator.progress.signals import judge_totals


@dataclass(frozen=True, slots=True)
class UsualRange:
    """Totals from `low` to `high` are as good as the first; the two ends are the nearest that are not."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class QuestionnaireSeries(OfReadings):
    """`runs` are `readings` broken at phases and gaps; `band` is that of the latest. There are no medians."""

    rater: str | None
    readings: tuple[Reading, ...]
    runs: tuple[tuple[Reading, ...], ...]
    first: float | None
    aim: Aim | None
    band: Band | None
    usual_range: UsualRange | None
    noise: float | None
    gaps: tuple[Gap, ...]
    start: Start | None
    signal: Signal

    @property
    def level(self) -> float | None:
        """The latest total: a single one says enough."""
        return self.now

    @property
    def now(self) -> float | None:
        return latest_now(self.points)


def questionnaire_series(scored: Scored, measure: QuestionnaireTotal) -> QuestionnaireSeries:
    """The series of one rater; empty where nothing is scored yet."""
    questionnaire, readings = measure.questionnaire, scored.readings
    values = [reading.value for reading in readings]
    baseline = baseline_of(measure.baseline, values)
    start = _start(measure, values)
    first = None if start is None else start.value
    aim = aim_of(measure.target, questionnaire.better, first, values)
    gaps = scored.gaps(readings, questionnaire.period or EXPECTED_EVERY)
    course = Course(
        values=values,
        recent=values[-1:],
        level=values[-1] if values else 0.0,
        start=start,
        aim=aim,
        sign=sign_of(None, questionnaire.better),
        noise=questionnaire.reliable_change,
        apart=NOISE_PART * (questionnaire.high - questionnaire.low),
    )
    # Without a baseline the first total is where it began, and cannot have changed.
    later = values[1:] if baseline is None else values
    return QuestionnaireSeries(
        rater=scored.rater,
        readings=readings,
        runs=runs_of(scored.plan, readings, gaps),
        first=first,
        aim=aim,
        band=questionnaire.band(values[-1]) if values else None,
        usual_range=_usual_range(first, questionnaire.reliable_change),
        noise=questionnaire.reliable_change,
        gaps=gaps,
        start=start,
        signal=judge_totals(course, later),
    )


def _start(measure: QuestionnaireTotal, values: Sequence[float]) -> Start | None:
    """Where it began; where nobody said so, the first total alone."""
    start = start_of(measure.baseline, values)
    if start is not None and start.source is Source.FOUND:
        return Start(values[0], Source.FOUND)
    return start


def _usual_range(first: float | None, change: float | None) -> UsualRange | None:
    if first is None or change is None:
        return None
    return UsualRange(first - change, first + change)

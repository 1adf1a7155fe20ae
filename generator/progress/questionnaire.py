"""Questionnaire progress: totals over time, and whether the latest differs from the first by more than wobble.

In: scores on a questionnaire. Out: a `QuestionnaireSeries`.
Touches nothing. What it says stays apart from the progress of goals.

Terms
    first      the baseline where the plan gives one, else the first total.
    wobble     the totals that differ from the first by less than the reliable change; None where that is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Band, Better, Questionnaire, Sheet
from generator.progress.series import (
    DIRECTION_FROM,
    EXPECTED_EVERY,
    REACHED,
    RUN,
    Aim,
    Gap,
    Reading,
    Scored,
    Signal,
    aim_of,
    baseline_of,
    gaps_of,
    runs_of,
)


@dataclass(frozen=True, slots=True)
class Wobble:
    """Totals from `low` to `high` are as good as the first; the two ends are the nearest that are not."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class QuestionnaireSeries:
    """`runs` are `readings` broken at phases and gaps; `band` is that of the latest. There are no medians."""

    rater: str | None
    readings: tuple[Reading, ...]
    runs: tuple[tuple[Reading, ...], ...]
    first: float | None
    aim: Aim | None
    band: Band | None
    wobble: Wobble | None
    gaps: tuple[Gap, ...]
    signal: Signal


def questionnaire_series(scored: Scored, measure: Sheet) -> QuestionnaireSeries:
    """The series of one rater; empty where nothing is scored yet."""
    questionnaire = measure.questionnaire
    readings = tuple(Reading(entry.moment, value) for entry, value in scored.numbers)
    values = [reading.value for reading in readings]
    baseline = baseline_of(measure.baseline, values)
    first = values[0] if baseline is None and values else baseline
    change = questionnaire.reliable_change
    aim = aim_of(measure.target, questionnaire.better, first, values)
    gaps = gaps_of(
        readings,
        scored.objective.expected_every or questionnaire.period or EXPECTED_EVERY,
        scored.breaks,
        scored.skips,
    )
    # Without a baseline the first total is where it began, and cannot have changed.
    later = values if baseline is not None else values[1:]
    return QuestionnaireSeries(
        rater=scored.rater,
        readings=readings,
        runs=runs_of(scored.plan, readings, gaps),
        first=first,
        aim=aim,
        band=questionnaire.band(values[-1]) if values else None,
        wobble=None if first is None or change is None else Wobble(first - change, first + change),
        gaps=gaps,
        signal=_signal(questionnaire, later, first, aim),
    )


def _signal(questionnaire: Questionnaire, later: Sequence[float], first: float | None, aim: Aim | None) -> Signal:
    """The one thing to say of the totals after the first.

    A single one can differ by more than wobble. Where wobble is not known, six in a row on one side tell.
    """
    if first is None or not later:
        return Signal.TOO_EARLY
    change, sign = questionnaire.reliable_change, 1 if questionnaire.better is Better.HIGHER else -1
    gained = sign * (later[-1] - first)
    in_a_row = [sign * (value - first) for value in later[-RUN:]] if change is None else []
    full = len(in_a_row) == RUN
    if (change is not None and gained <= -change) or (full and all(gain < 0 for gain in in_a_row)):
        return Signal.HARDER
    if aim and len(later) >= REACHED and all(aim.is_met(value) for value in later[-REACHED:]):
        return Signal.REACHED
    if (change is not None and gained >= change) or (full and all(gain > 0 for gain in in_a_row)):
        return Signal.BETTER
    return Signal.STEADY if len(later) >= DIRECTION_FROM - 1 else Signal.TOO_EARLY

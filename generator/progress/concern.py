"""Concern: what a questionnaire says that deserves a word soon.

In: an objective and one series of it. Out: a `Concern`, or whether a session was rated low.
Touches nothing. No number here is a verdict on a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from generator.model.measure import Better, Questionnaire
from generator.model.plan import Objective
from generator.progress.aims import sign_of
from generator.progress.series import SeriesTraits

#: The questionnaire that asks how the session was, and how far it falls before it is worth a word.
#: Source: docs/clinical-rules.md#how-the-session-was.
_ALLIANCE: Final = "srs"
_ALLIANCE_FALL: Final = 2.0
_ALLIANCE_LOOK_BACK: Final = 3
#: The highest part of a scale without ranges and cut-off that counts as high.
#: Source: docs/clinical-rules.md#high-totals.
_HIGH_PART: Final = 0.75


class ConcernKind(Enum):
    """Why a questionnaire deserves a word soon."""

    HIGH = "high"
    RISEN = "risen"


@dataclass(frozen=True, slots=True)
class Value:
    """A number and its day; without one where it is a start that the plan gives."""

    number: float
    on: date | None


@dataclass(frozen=True, slots=True)
class Concern:
    """A high total of a questionnaire that asks about dying, or any total that is clearly worse than the best."""

    questionnaire: Questionnaire
    kind: ConcernKind
    latest: Value
    best: float

    @property
    def is_urgent(self) -> bool:
        """Whether the questionnaire asks about dying, so that this goes before all else."""
        return self.questionnaire.risk_item


def concern_of(objective: Objective, series: SeriesTraits) -> Concern | None:
    """What deserves a word soon; None for nothing, and for all but questionnaires.

    The best is the best of the start and all totals before the latest.
    """
    questionnaire = objective.measure.questionnaire
    if questionnaire is None or not series.points:
        return None
    last, best = (
        series.points[-1],
        _best_before(series, sign_of(None, questionnaire.better)),
    )
    latest = Value(last.value, last.end)
    if questionnaire.risk_item and is_high(questionnaire, last.value):
        return Concern(questionnaire, ConcernKind.HIGH, latest, best)
    if _is_clearly_worse(questionnaire, last.value, best):
        return Concern(questionnaire, ConcernKind.RISEN, latest, best)
    return None


def _best_before(series: SeriesTraits, sign: int) -> float:
    """The best of the start and all values before the latest; the latest where it is alone."""
    *before, last = series.points
    known = [point.value for point in before]
    if series.start is not None:
        known.append(series.start.value)
    return max(known, key=lambda value: sign * value, default=last.value)


def _is_clearly_worse(
    questionnaire: Questionnaire,
    value: float,
    best: float,
) -> bool:
    """Whether a total lies at least the reliable change on the worse side of the best."""
    change, sign = (
        questionnaire.reliable_change,
        sign_of(None, questionnaire.better),
    )
    return change is not None and sign * (value - best) <= -change


def is_high(questionnaire: Questionnaire, value: float) -> bool:
    """Whether a total is among the worst: in the worst of several bands, else beyond the cut-off.

    Of a questionnaire without either, the worst quarter of its scale.
    """
    if len(questionnaire.bands) > 1:
        return _is_in_worst_band(questionnaire, value)
    if questionnaire.cut_off is not None:
        return questionnaire.is_beyond(value)
    part = (value - questionnaire.low) / (questionnaire.high - questionnaire.low)
    if questionnaire.better is Better.HIGHER:
        part = 1 - part
    return part >= _HIGH_PART


def _is_in_worst_band(questionnaire: Questionnaire, value: float) -> bool:
    """Whether a total lies in the worst of several bands."""
    bands = questionnaire.bands
    if questionnaire.better is Better.LOWER:
        return value >= bands[-1].start - questionnaire.edge
    return value < bands[1].start - questionnaire.edge


def is_alliance_low(objective: Objective, series: SeriesTraits) -> bool:
    """Whether the last session was rated below the cut-off, or clearly lower than one of the few before."""
    questionnaire = objective.measure.questionnaire
    if questionnaire is None or questionnaire.id != _ALLIANCE or not series.points:
        return False
    *before, latest = [point.value for point in series.points[-_ALLIANCE_LOOK_BACK - 1 :]]
    has_fallen = any(value - latest >= _ALLIANCE_FALL for value in before)
    return has_fallen or questionnaire.is_beyond(latest)

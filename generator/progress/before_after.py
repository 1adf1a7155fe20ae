"""Before-and-after progress: how much better afterwards, pair by pair.

In: scores of before and after. Out: a `BeforeAfterSeries`.
Touches nothing. A pair says what one occasion did, not how things go over the weeks, so no signal of change is made
of it: only too early, reached, or steady.

Terms
    change   how far the number moved toward the better side; below 0 where it moved the other way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from statistics import fmean

from generator.model import AfterAt, BeforeAfter, BeforeAndAfter, Better, ChangeBy
from generator.progress.series import (
    DIRECTION_FROM,
    EXPECTED_EVERY,
    REACHED,
    WOBBLE,
    Aim,
    Gap,
    Reading,
    Scored,
    Side,
    Signal,
    gaps_of,
)


class Effect(Enum):
    """What the mean change says, once there are enough pairs."""

    UNKNOWN = "too few pairs"
    CLEAR = "better beyond wobble"
    SLIGHT = "a little better"
    NONE = "about the same"
    CONTRARY = "a little harder"
    HARDER = "harder beyond wobble"


@dataclass(frozen=True, slots=True)
class Pair:
    """Before and after at one moment; one half may be missing, never both."""

    at: datetime
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class BeforeAfterSeries:
    """`aim` is the zone for after, None for an aim in change; `level` is the mean change of the whole pairs."""

    rater: str | None
    pairs: tuple[Pair, ...]
    aim: Aim | None
    level: float | None
    effect: Effect
    gaps: tuple[Gap, ...]
    signal: Signal

    @property
    def whole(self) -> tuple[Pair, ...]:
        """The pairs with both halves."""
        return tuple(pair for pair in self.pairs if pair.before is not None and pair.after is not None)


def before_after_series(scored: Scored, measure: BeforeAfter) -> BeforeAfterSeries:
    """The series of one rater; empty where nothing is scored yet."""
    pairs = tuple(
        Pair(entry.moment, value.before, value.after)
        for entry, value in scored.scores
        if isinstance(value, BeforeAndAfter)
    )
    sign = 1 if measure.better is Better.HIGHER else -1
    both = [(pair.before, pair.after) for pair in pairs if pair.before is not None and pair.after is not None]
    changes = [sign * (after - before) for before, after in both]
    aim = _aim(measure)
    met = [
        aim.is_met(after) if aim else isinstance(measure.target, ChangeBy) and change >= measure.target.value
        for (_, after), change in zip(both, changes, strict=True)
    ]
    level = fmean(changes) if changes else None
    signal = Signal.TOO_EARLY
    if len(both) >= DIRECTION_FROM:
        signal = Signal.REACHED if all(met[-REACHED:]) else Signal.STEADY
    readings = [Reading(pair.at, 0.0) for pair in pairs]
    return BeforeAfterSeries(
        rater=scored.rater,
        pairs=pairs,
        aim=aim,
        level=level,
        effect=_effect(changes, measure.high - measure.low),
        gaps=gaps_of(readings, scored.objective.expected_every or EXPECTED_EVERY, scored.breaks, scored.skips),
        signal=signal,
    )


def _aim(measure: BeforeAfter) -> Aim | None:
    if not isinstance(measure.target, AfterAt):
        return None
    if measure.better is Better.HIGHER:
        return Aim(Side.ABOVE, measure.target.value, float("inf"))
    return Aim(Side.BELOW, float("-inf"), measure.target.value)


def _effect(changes: list[float], scale: float) -> Effect:
    if len(changes) < DIRECTION_FROM:
        return Effect.UNKNOWN
    mean, wobble = fmean(changes), WOBBLE * scale
    # Less than a tenth of a point is printed as no change.
    if abs(mean) < 0.05:
        return Effect.NONE
    if mean > 0:
        return Effect.CLEAR if mean >= wobble else Effect.SLIGHT
    return Effect.HARDER if mean <= -wobble else Effect.CONTRARY

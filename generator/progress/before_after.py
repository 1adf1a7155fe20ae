"""Before-and-after progress: how much better afterwards, pair by pair.

In: scores of before and after. Out: a `BeforeAfterSeries`.
Touches nothing. A pair says what one occasion did, not how things go over the weeks: what is better afterwards is never
told as clearly better than at the start. What is harder afterwards is told.

Terms
    change   how far the number moved toward the better side; below 0 where it moved the other way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from statistics import median
from typing import ClassVar, Final

from generator.model.measure import AfterAt, BeforeAfter, BeforeAndAfter, Better, ChangeBy
from generator.progress.noise import NOISE_PART
from generator.progress.series import (
    DIRECTION_FROM,
    EXPECTED_EVERY,
    REACHED,
    Aim,
    Gap,
    KnownValue,
    Reading,
    Scored,
    Side,
    Signal,
    gaps_of,
    usual_now,
)


class Effect(Enum):
    """What the median change says, once there are enough pairs."""

    UNKNOWN = "too few pairs"
    CLEAR = "better beyond wobble"
    SLIGHT = "a little better"
    MOSTLY = "better in most pairs, and not in the rest"
    MIXED = "as often better as harder"
    NONE = "about the same"
    CONTRARY = "a little harder"
    MOSTLY_HARDER = "harder in most pairs, and not in the rest"
    HARDER = "harder beyond wobble"


#: How many of the pairs must go the way of the median, so that it is told without a word of the rest.
AGREEING: Final = 0.8

#: What an effect says of the series.
SIGNALS: Final = {
    Effect.CLEAR: Signal.LITTLE_BETTER,
    Effect.SLIGHT: Signal.LITTLE_BETTER,
    Effect.MOSTLY: Signal.LITTLE_BETTER,
    Effect.MIXED: Signal.UP_AND_DOWN,
    Effect.NONE: Signal.STEADY,
    Effect.CONTRARY: Signal.LITTLE_HARDER,
    Effect.MOSTLY_HARDER: Signal.LITTLE_HARDER,
    Effect.HARDER: Signal.HARDER,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Before and after at one moment; one half may be missing, never both."""

    at: datetime
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class BeforeAfterSeries:
    """`aim` is the zone for after, None for an aim in change; `level` is the median change of the whole pairs."""

    rater: str | None
    pairs: tuple[Pair, ...]
    aim: Aim | None
    level: float | None
    effect: Effect
    gaps: tuple[Gap, ...]
    signal: Signal

    noise: ClassVar[None] = None

    @property
    def points(self) -> tuple[KnownValue, ...]:
        """How it was afterwards."""
        return tuple(
            KnownValue.of_moment(pair.at, pair.after)
            for pair in self.pairs
            if pair.after is not None
        )

    @property
    def now(self) -> float | None:
        return usual_now(self.points)

    @property
    def start(self) -> None:
        """Pairs are held against each other, not against a start."""

    @property
    def whole(self) -> tuple[Pair, ...]:
        """The pairs with both halves."""
        return tuple(
            pair for pair in self.pairs if pair.before is not None and pair.after is not None
        )


def before_after_series(scored: Scored, measure: BeforeAfter) -> BeforeAfterSeries:
    """The series of one rater; empty where nothing is scored yet."""
    pairs = tuple(
        Pair(entry.moment, value.before, value.after)
        for entry, value in scored.scores
        if isinstance(value, BeforeAndAfter)
    )
    sign = 1 if measure.better is Better.HIGHER else -1
    both = [
        (pair.before, pair.after)
        for pair in pairs
        if pair.before is not None and pair.after is not None
    ]
    changes = [sign * (after - before) for before, after in both]
    aim = _aim(measure)
    met = [
        aim.is_met(after)
        if aim
        else isinstance(measure.target, ChangeBy) and change >= measure.target.value
        for (_, after), change in zip(both, changes, strict=True)
    ]
    level = median(changes) if changes else None
    effect = _effect(changes, measure.high - measure.low)
    signal = Signal.TOO_EARLY
    if len(both) >= DIRECTION_FROM:
        signal = SIGNALS[effect]
        if all(met[-REACHED:]) and not signal.is_hard:
            signal = Signal.REACHED
    readings = [Reading(pair.at, 0.0) for pair in pairs]
    return BeforeAfterSeries(
        rater=scored.rater,
        pairs=pairs,
        aim=aim,
        level=level,
        effect=effect,
        gaps=gaps_of(
            readings, scored.objective.expected_every or EXPECTED_EVERY, scored.breaks, scored.skips
        ),
        signal=signal,
    )


def _aim(measure: BeforeAfter) -> Aim | None:
    if not isinstance(measure.target, AfterAt):
        return None
    if measure.better is Better.HIGHER:
        return Aim(Side.ABOVE, measure.target.value, float("inf"))
    return Aim(Side.BELOW, float("-inf"), measure.target.value)


def _effect(changes: list[float], scale: float) -> Effect:
    """The median, told as clear or as a little only where all but a few pairs went its way."""
    if len(changes) < DIRECTION_FROM:
        return Effect.UNKNOWN
    middle, noise = median(changes), NOISE_PART * scale
    with_it = sum(change * middle > 0 for change in changes)
    against = sum(change * middle < 0 for change in changes)
    # Less than a tenth of a point is printed as no change.
    if abs(middle) < 0.05:
        return Effect.MIXED if max(changes) - min(changes) >= noise else Effect.NONE
    if with_it < AGREEING * len(changes):
        if with_it <= 2 * against or 2 * with_it <= len(changes):
            return Effect.MIXED
        return Effect.MOSTLY if middle > 0 else Effect.MOSTLY_HARDER
    if middle > 0:
        return Effect.CLEAR if middle >= noise else Effect.SLIGHT
    return Effect.HARDER if middle <= -noise else Effect.CONTRARY

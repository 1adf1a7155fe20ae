"""Before-and-after progress: how much better afterwards, pair by pair.

In: scores of before and after. Out: a `BeforeAfterSeries`.
Touches nothing. A pair says what one occasion did, not how things go over the weeks: what is better afterwards is never
told as clearly better than at the start. What is harder afterwards is told.

Terms
    change   how far the number moved toward the better side; below 0 where it moved the other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from statistics import median
from typing import ClassVar, Final

from generator.model.measure import AfterAt, BeforeAfter, BeforeAndAfter, Better, ChangeBy
from generator.progress.aims import sign_of
from generator.progress.noise import NOISE_PART
from generator.progress.scored import Scored
from generator.progress.series import (
    DIRECTION_FROM,
    REACHED,
    Aim,
    Gap,
    KnownValue,
    Reading,
    Side,
    Signal,
    usual_now,
)


class Effect(Enum):
    """What the median change says, once there are enough pairs."""

    UNKNOWN = "too few pairs"
    CLEAR = "better beyond noise"
    SLIGHT = "a little better"
    MOSTLY = "better in most pairs, and not in the rest"
    MIXED = "as often better as harder"
    NONE = "about the same"
    CONTRARY = "a little harder"
    MOSTLY_HARDER = "harder in most pairs, and not in the rest"
    HARDER = "harder beyond noise"


#: How many of the pairs must go the way of the median, so that it is told without a word of the rest.
AGREEING: Final = 0.8

#: Less than this, a tenth of a point when rounded, is printed as no change.
_PRINTED_AS_NOTHING: Final = 0.05

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
class WholePair:
    """Before and after at one moment."""

    at: datetime
    before: float
    after: float

    @property
    def change(self) -> float:
        """How much higher it is afterwards; below 0 where it is lower."""
        return self.after - self.before


def whole_of(pairs: Sequence[Pair]) -> tuple[WholePair, ...]:
    """The pairs with both halves."""
    return tuple(
        WholePair(pair.at, pair.before, pair.after)
        for pair in pairs
        if pair.before is not None and pair.after is not None
    )


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
    def whole(self) -> tuple[WholePair, ...]:
        """The pairs with both halves."""
        return whole_of(self.pairs)


def before_after_series(scored: Scored, measure: BeforeAfter) -> BeforeAfterSeries:
    """The series of one rater; empty where nothing is scored yet."""
    pairs = _pairs(scored)
    whole = whole_of(pairs)
    sign = sign_of(None, measure.better)
    gains = [sign * pair.change for pair in whole]
    effect = _effect(gains, measure.high - measure.low)
    return BeforeAfterSeries(
        rater=scored.rater,
        pairs=pairs,
        aim=_aim(measure),
        level=median(gains) if gains else None,
        effect=effect,
        gaps=scored.gaps([Reading(pair.at, 0.0) for pair in pairs]),
        signal=_signal(measure, whole, gains, effect),
    )


def _pairs(scored: Scored) -> tuple[Pair, ...]:
    return tuple(
        Pair(entry.moment, value.before, value.after)
        for entry, value in scored.scores
        if isinstance(value, BeforeAndAfter)
    )


def _signal(
    measure: BeforeAfter, whole: Sequence[WholePair], gains: Sequence[float], effect: Effect
) -> Signal:
    """What the effect says; reached where the last pairs all meet the target and nothing is harder."""
    if len(whole) < DIRECTION_FROM:
        return Signal.TOO_EARLY
    signal = SIGNALS[effect]
    last = zip(whole[-REACHED:], gains[-REACHED:], strict=True)
    is_reached = all(_meets(measure, pair.after, gain) for pair, gain in last)
    return Signal.REACHED if is_reached and not signal.is_hard else signal


def _meets(measure: BeforeAfter, after: float, gain: float) -> bool:
    """Whether a pair meets the target; none does where there is no target."""
    if isinstance(measure.target, ChangeBy):
        return gain >= measure.target.value
    aim = _aim(measure)
    return aim is not None and aim.is_met(after)


def _aim(measure: BeforeAfter) -> Aim | None:
    if not isinstance(measure.target, AfterAt):
        return None
    if measure.better is Better.HIGHER:
        return Aim(Side.ABOVE, measure.target.value, float("inf"))
    return Aim(Side.BELOW, float("-inf"), measure.target.value)


def _effect(gains: Sequence[float], scale: float) -> Effect:
    """The median, told as clear or as a little only where all but a few pairs went its way."""
    if len(gains) < DIRECTION_FROM:
        return Effect.UNKNOWN
    middle, noise = median(gains), NOISE_PART * scale
    if abs(middle) < _PRINTED_AS_NOTHING:
        return _effect_of_none(gains, noise)
    with_it = sum(gain * middle > 0 for gain in gains)
    if with_it < AGREEING * len(gains):
        return _effect_of_most(gains, middle, with_it)
    return _effect_of_all(middle, noise)


def _effect_of_none(gains: Sequence[float], noise: float) -> Effect:
    """The effect where the median is printed as no change."""
    is_wide = max(gains) - min(gains) >= noise
    return Effect.MIXED if is_wide else Effect.NONE


def _effect_of_all(middle: float, noise: float) -> Effect:
    """The effect where all but a few pairs went the way of the median."""
    if middle > 0:
        return Effect.CLEAR if middle >= noise else Effect.SLIGHT
    return Effect.HARDER if middle <= -noise else Effect.CONTRARY


def _effect_of_most(gains: Sequence[float], middle: float, with_it: int) -> Effect:
    """The effect where many pairs did not go the way of the median."""
    against = sum(gain * middle < 0 for gain in gains)
    if with_it <= 2 * against or 2 * with_it <= len(gains):
        return Effect.MIXED
    if middle > 0:
        return Effect.MOSTLY
    return Effect.MOSTLY_HARDER

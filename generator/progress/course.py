"""Course: the scores of one rater with all that they are judged by, alike for every measure.

In: values of a series. Out: a `Course`. Touches nothing.

Terms
    gain       how far a value lies beyond the start, to the better side; below 0 where it lies on the other.
    worth      how good a value is; only differences of it mean something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from generator.progress.noise import noise_of_times
from generator.progress.series import LEVEL_OF, REACHED, Aim, Side, Start

#: How much nearer an aim between two values, or farther from it, a way must lead, as a part of the way.
WORTH_OF_WAY: Final = 2 / 3


@dataclass(frozen=True, slots=True)
class Course:
    """The scores of one rater, oldest first, with what they are judged by.

    `recent` are the scores whose middle is the `level`. `sign` is 1 where more is better, -1 where less is, 0 where
    neither is known. `noise` is None where it is unknown. Ends that lie `apart` are never called steady.
    `swing` is how far single scores rise and fall where it goes up and down; None where that is the noise.
    `day` is how far one score falls short of the level on a harder day, None where no score is a day's.
    `at_aim` is what is held against the aim: the latest score, or the level where a single one says little.
    `reached_with` is how many of the last scores, all at the aim, reach it; None where they weigh too little.
    """

    values: Sequence[float]
    recent: Sequence[float]
    level: float
    start: Start | None
    aim: Aim | None
    sign: int
    noise: float | None
    apart: float | None
    swing: float | None = None
    day: float | None = None
    at_aim: float | None = None
    reached_with: int | None = REACHED

    @property
    def has_range_aim(self) -> bool:
        """Whether the aim lies between two values."""
        return self.aim is not None and self.aim.side is Side.WITHIN

    @property
    def is_directed(self) -> bool:
        """Whether it is known what is better."""
        return self.sign != 0 or self.has_range_aim

    def worth(self, value: float) -> float:
        """How good a value is, in the measure's unit; only differences of it mean something."""
        if self.aim is not None and self.aim.side is Side.WITHIN:
            return -max(self.aim.low - value, value - self.aim.high, 0.0)
        return self.sign * value

    def gained(self, value: float) -> float:
        """How far a value lies beyond the start, to the better side."""
        if self.start is None:
            return 0.0
        return self.worth(value) - self.worth(self.start.value)

    @property
    def gain(self) -> float:
        """How far the level lies beyond the start, to the better side."""
        return self.gained(self.level)

    @property
    def drift(self) -> float:
        """How far the level lies beyond the first score, to the better side."""
        return self.worth(self.level) - self.worth(self.values[0])

    def has_moved(self, far: float) -> bool:
        """Whether the level lies so far from the start; of an aim between two values, most of it has to be worth it."""
        if self.start is None:
            return False
        need = WORTH_OF_WAY * far if self.has_range_aim else far
        return abs(self.level - self.start.value) >= far and abs(self.gain) >= need


def course_of_times(
    values: Sequence[float], start: Start | None, aim: Aim | None, sign: int
) -> Course:
    """The course of what is counted in periods: times, or days."""
    recent = values[-LEVEL_OF:]
    noise = noise_of_times((values,), start.value if start else None)
    level = median(recent) if recent else 0.0
    return Course(values, recent, level, start, aim, sign, noise, noise)

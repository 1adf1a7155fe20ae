"""Series: what the scores of any measure have in common: readings, aims, gaps, levels and signals.

In: scores of one rater on one objective. Out: the values that each measure's series is made of.
Touches nothing.

Terms
    aim        the target as a zone of values; a bare number gets its side from `better` or the baseline.
    start      where a series began: as the plan says, else the middle of its first scores.
    level      the median of the last four scores, or of those there are; it begins anew at gaps and phases.
    noise      usual variation: how far one score lies from another without meaning it, in the measure's unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from statistics import median
from typing import Final, Protocol

from generator.model.duration import Duration, DurationUnit

#: Scores in a level, and how many a series, and a run of it, need before levels are drawn: with fewer
#: they are a speck or a slash, and lag behind what the eye sees.
#: Source: NHS England, run charts want about twelve points.
LEVEL_OF: Final = 4
LEVELS_FROM: Final = 12
RUN_LEVELS_FROM: Final = 6
#: Fewest scores since a gap or a phase that have a level of their own.
RECENT_FROM: Final = 3
#: First scores whose middle is the start where the plan says none.
FOUND_OF: Final = 3
#: Scores in a row at the aim that count as reached.
REACHED: Final = 3
#: Fewest scores that can show a direction.
DIRECTION_FROM: Final = 4
#: How often an entry is hoped for where the plan does not say.
EXPECTED_EVERY: Final = Duration(2, DurationUnit.WEEK)


class Side(Enum):
    """Where the aim lies: from `low` upwards, up to `high`, or between both."""

    ABOVE = "above"
    BELOW = "below"
    WITHIN = "within"


class Signal(Enum):
    """The one thing that is known of a series."""

    TOO_EARLY = "too early"
    UNDIRECTED = "nobody said what is better"
    UNSURE = "what is not known could be either"
    HARDER = "harder beyond noise"
    REACHED = "reached"
    KEPT_UP = "kept up"
    FALLEN_BACK = "fallen back from its best"
    UP_AND_DOWN = "up and down"
    LITTLE_HARDER = "a little harder"
    HARDER_DAY = "one harder entry"
    BETTER = "better beyond noise"
    AT_AIM = "at the aim now"
    LITTLE_BETTER = "a little better"
    STEADY = "where it began"

    @property
    def is_good(self) -> bool:
        """Whether it is good news."""
        return self in _GOOD

    @property
    def is_hard(self) -> bool:
        """Whether it is harder than at the start."""
        return self in (Signal.HARDER, Signal.LITTLE_HARDER)


_GOOD: Final = (
    Signal.REACHED,
    Signal.KEPT_UP,
    Signal.BETTER,
    Signal.AT_AIM,
    Signal.LITTLE_BETTER,
)


class Source(Enum):
    """How it is known where a series began."""

    GIVEN = "a baseline in the plan"
    FIRST_ENTRIES = "the mean of the first entries that the plan names"
    FOUND = "no baseline: the median of the first three, else the first"


@dataclass(frozen=True, slots=True)
class Start:
    """Where a series began, how that is known, and how many scores it rests on; a given one counts as one."""

    value: float
    source: Source
    rests_on: int = 1

    @property
    def is_given(self) -> bool:
        """Whether the plan says it as a number."""
        return self.source is Source.GIVEN


@dataclass(frozen=True, slots=True)
class Aim:
    """The zone of values aimed for; `low` is -inf and `high` inf where the side leaves it open."""

    side: Side
    low: float
    high: float

    def is_met(self, value: float) -> bool:
        """Whether `value` lies in the zone, its edges included."""
        return self.low <= value <= self.high

    @property
    def edge(self) -> float:
        """The end of the zone that is met first; the lower one of an aim between two values."""
        return self.high if self.side is Side.BELOW else self.low


@dataclass(frozen=True, slots=True)
class Reading:
    """One score and its moment."""

    at: datetime
    value: float


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value that counts: of one moment, or of a whole period that begins `at` and is over on `end`."""

    at: datetime
    value: float
    end: date

    @classmethod
    def of_moment(cls, at: datetime, value: float) -> KnownValue:
        """A value that was noted at one moment."""
        return cls(at, value, at.date())

    @classmethod
    def of_period(cls, start: date, end: date, value: float) -> KnownValue:
        """What the days from `start` up to, not with, `end` came to."""
        return cls(datetime.combine(start, time.min), value, end)


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without an entry, from `start` up to, not with, `end`."""

    start: date
    end: date


class SeriesTraits(Protocol):
    """What every series answers, whatever its measure."""

    @property
    def rater(self) -> str | None:
        """The id of the person whose scores these are; None in a plan that names nobody."""

    @property
    def points(self) -> tuple[KnownValue, ...]:
        """What is known, oldest first: single scores, or what whole periods came to."""

    @property
    def start(self) -> Start | None:
        """Where it began; None while nobody knows, and where there is no such thing."""

    @property
    def aim(self) -> Aim | None:
        """The zone aimed for."""

    @property
    def level(self) -> float | None:
        """The number that says where it is now; None where a single number cannot."""

    @property
    def now(self) -> float | None:
        """Where it is now by its points, to compare with start and aim; None without any."""

    @property
    def noise(self) -> float | None:
        """The smallest change that is more than usual variation; None where that is not known."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Longer stretches without a note."""

    @property
    def signal(self) -> Signal:
        """The one thing that is known of it."""


class OfReadings:
    """What a series answers whose values are single scores."""

    __slots__ = ()
    readings: tuple[Reading, ...]

    @property
    def points(self) -> tuple[KnownValue, ...]:
        """Each score as a value that counts by itself."""
        return tuple([KnownValue.of_moment(one.at, one.value) for one in self.readings])

    @property
    def now(self) -> float | None:
        """The middle of the last four scores."""
        return usual_now(self.readings)


def usual_now(points: Sequence[KnownValue | Reading]) -> float | None:
    """The middle of the last four points; None without any."""
    if not points:
        return None
    return median(point.value for point in points[-LEVEL_OF:])


def latest_now(points: Sequence[KnownValue]) -> float | None:
    """The last point, where a single one says enough; None without any."""
    if not points:
        return None
    return points[-1].value

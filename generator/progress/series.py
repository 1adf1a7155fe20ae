"""Series: what the scores of any measure have in common: readings, aims, gaps, levels and signals.

In: scores of one rater on one objective. Out: the values that each measure's series is made of.
Touches nothing.

Terms
    aim        the target as a zone of values; a bare number gets its side from `better` or the baseline.
    start      where a series began: as the plan says, else the middle of its first scores.
    level      the median of the last four scores, or of those there are; it begins anew at gaps and phases.
    wobble     how far one score lies from another without meaning it, in the measure's unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import pairwise
from statistics import fmean, median
from typing import Final, Protocol

from generator.model.duration import Duration, DurationUnit
from generator.model.measure import (
    AtLeast,
    AtMost,
    Baseline,
    Better,
    Between,
    FirstEntries,
    KnownBaseline,
    ScoreValue,
    Target,
)
from generator.model.plan import Entry, Objective, PhaseKind, Plan

#: Scores in a level, and how many a series needs before levels are drawn.
LEVEL_OF: Final = 4
LEVELS_FROM: Final = 6
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
    HARDER = "harder beyond wobble"
    REACHED = "reached"
    KEPT_UP = "kept up"
    FALLEN_BACK = "fallen back from its best"
    UP_AND_DOWN = "up and down"
    LITTLE_HARDER = "a little harder"
    HARDER_DAY = "one harder entry"
    BETTER = "better beyond wobble"
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


_GOOD: Final = (Signal.REACHED, Signal.KEPT_UP, Signal.BETTER, Signal.AT_AIM, Signal.LITTLE_BETTER)


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


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one rater on one objective, oldest first, with the plan they belong to."""

    plan: Plan
    objective: Objective
    rater: str | None
    scores: tuple[tuple[Entry, ScoreValue], ...]
    skips: tuple[date, ...] = ()

    @property
    def numbers(self) -> tuple[tuple[Entry, float], ...]:
        """The scores of a measure that takes plain numbers."""
        return tuple((entry, value) for entry, value in self.scores if isinstance(value, float))

    @property
    def breaks(self) -> tuple[Gap, ...]:
        """The planned breaks of the plan."""
        return planned_breaks(self.plan)


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


def points_of(readings: Sequence[Reading]) -> tuple[KnownValue, ...]:
    """Each reading as a value that counts by itself."""
    return tuple(KnownValue.of_moment(reading.at, reading.value) for reading in readings)


def usual_now(points: Sequence[KnownValue]) -> float | None:
    """The middle of the last four points; None without any."""
    if not points:
        return None
    return median(point.value for point in points[-LEVEL_OF:])


def latest_now(points: Sequence[KnownValue]) -> float | None:
    """The last point, where a single one says enough; None without any."""
    return points[-1].value if points else None


def baseline_of(baseline: Baseline | None, values: Sequence[float]) -> float | None:
    if not isinstance(baseline, FirstEntries):
        return baseline.value if isinstance(baseline, KnownBaseline) else None
    return fmean(values[: baseline.count]) if len(values) >= baseline.count else None


def start_of(baseline: Baseline | None, values: Sequence[float]) -> Start | None:
    """Where a series began: the baseline where it is known, else what the first scores show; None without scores."""
    known = baseline_of(baseline, values)
    if known is not None and isinstance(baseline, FirstEntries):
        return Start(known, Source.FIRST_ENTRIES, baseline.count)
    if known is not None:
        return Start(known, Source.GIVEN)
    if len(values) < FOUND_OF:
        return Start(values[0], Source.FOUND) if values else None
    return Start(median(values[:FOUND_OF]), Source.FOUND, FOUND_OF)


def aim_of(
    target: Target | None, better: Better | None, baseline: float | None, values: Sequence[float]
) -> Aim | None:
    """The zone; while no baseline is known, where the first scores lie says its side."""
    start = None if baseline is not None else start_of(None, values)
    baseline = start.value if start else baseline
    if target is None:
        return None
    if isinstance(target, Between):
        return Aim(Side.WITHIN, target.low, target.high)
    falls = better is Better.LOWER or (
        better is None and baseline is not None and target.value < baseline
    )
    if isinstance(target, AtMost) or (falls and not isinstance(target, AtLeast)):
        return Aim(Side.BELOW, float("-inf"), target.value)
    return Aim(Side.ABOVE, target.value, float("inf"))


def gaps_of(
    readings: Sequence[Reading], every: Duration, breaks: Sequence[Gap], skips: Sequence[date] = ()
) -> tuple[Gap, ...]:
    """Stretches between two scores, or skips, longer than twice the time hoped for; planned breaks do not count."""
    found = []
    for first, last in pairwise(sorted([*(reading.at.date() for reading in readings), *skips])):
        parts = without_breaks(Gap(first + timedelta(days=1), last), breaks)
        found += [
            part
            for part in parts
            if part.end > every.after(every.after(part.start - timedelta(days=1)))
        ]
    return tuple(found)


def planned_breaks(plan: Plan) -> tuple[Gap, ...]:
    """The planned breaks: from each phase of kind break to the next phase, or to the plan's end."""
    ends = [phase.start for phase in plan.phases[1:]] + [plan.timeframe.end]
    return tuple(
        Gap(phase.start, end)
        for phase, end in zip(plan.phases, ends, strict=False)
        if phase.kind is PhaseKind.BREAK and phase.start < end
    )


def without_breaks(stretch: Gap, breaks: Sequence[Gap]) -> tuple[Gap, ...]:
    """What is left of a stretch of days without the planned breaks, which ascend; nothing where they cover it."""
    found, start = [], stretch.start
    for away_from in breaks:
        if start < min(away_from.start, stretch.end):
            found.append(Gap(start, min(away_from.start, stretch.end)))
        start = max(start, away_from.end)
    if start < stretch.end:
        found.append(Gap(start, stretch.end))
    return tuple(found)


def runs_of(
    plan: Plan, readings: Sequence[Reading], gaps: Sequence[Gap]
) -> tuple[tuple[Reading, ...], ...]:
    """The readings broken at gaps and where a phase begins, as single-case charts are drawn."""
    cuts = sorted({gap.end for gap in gaps} | {phase.start for phase in plan.phases})
    runs: list[list[Reading]] = []
    for reading in readings:
        day = reading.at.date()
        if not runs or any(runs[-1][-1].at.date() < cut <= day for cut in cuts):
            runs.append([])
        runs[-1].append(reading)
    return tuple(tuple(run) for run in runs)


def levels_of(runs: Sequence[Sequence[Reading]]) -> tuple[tuple[Reading, ...], ...]:
    """The median of the last four at each reading, from the fourth of a run on: none reaches across a gap or a phase.

    Source: single-case charts, whose lines are broken where a phase begins.
    """
    if sum(map(len, runs)) < LEVELS_FROM:
        return ()
    levels = (
        tuple(
            Reading(run[n - 1].at, median(reading.value for reading in run[n - LEVEL_OF : n]))
            for n in range(LEVEL_OF, len(run) + 1)
        )
        for run in runs
    )
    return tuple(level for level in levels if level)


def recent_of(runs: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The scores whose middle is the level: the last four of the last run; of all while that has fewer than three."""
    values = [value for run in runs for value in run]
    last = runs[-1] if runs and len(runs[-1]) >= RECENT_FROM else values
    return tuple(last[-LEVEL_OF:])


def values_of(runs: Sequence[Sequence[Reading]]) -> tuple[tuple[float, ...], ...]:
    """The bare values of each run."""
    return tuple(tuple(reading.value for reading in run) for run in runs)


def level_of(runs: Sequence[Sequence[float]]) -> float | None:
    """The middle of the scores that tell where it is now; None without any."""
    recent = recent_of(runs)
    return median(recent) if recent else None


def sign_of(aim: Aim | None, better: Better | None) -> int:
    """1 where more is better, -1 where less is, 0 where neither is said."""
    if aim is not None and aim.side is not Side.WITHIN:
        return 1 if aim.side is Side.ABOVE else -1
    if better is not None:
        return 1 if better is Better.HIGHER else -1
    return 0

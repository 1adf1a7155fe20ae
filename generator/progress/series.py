"""Series: what the scores of any measure have in common: readings, aims, gaps, levels and signals.

In: scores of one rater on one objective. Out: the values that each measure's series is made of.
Touches nothing.

Terms
    aim        the target as a zone of values; a bare number gets its side from `better` or the baseline.
    level      the median of the last four scores, or of those there are.
    wobble     how far scores move without meaning it: 3 of 10 on a rating. Source: DOMAIN.md, RC of GBO.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from generator.model import (
    AtLeast,
    AtMost,
    Baseline,
    Better,
    Between,
    Duration,
    DurationUnit,
    Entry,
    FirstEntries,
    KnownBaseline,
    Objective,
    PhaseKind,
    Plan,
    ScoreValue,
    Target,
)

#: Scores in a level, and how many a series needs before levels are drawn.
LEVEL_OF: Final = 4
LEVELS_FROM: Final = 6
#: A change on a rating that is more than wobble, as a part of the scale: 3 of 10.
WOBBLE: Final = 0.3
#: One score this far from the level, as a part of the scale, is a harder (or lighter) day.
HARDER_DAY: Final = 0.2
#: Scores in a row on one side of the baseline that count as a change. Source: DOMAIN.md, signal sentences.
RUN: Final = 6
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
    """What a series says, in the words of DOMAIN.md's signal sentences."""

    TOO_EARLY = "too early"
    REACHED = "reached"
    BETTER = "better beyond wobble"
    HARDER_DAY = "one harder entry"
    HARDER = "harder beyond wobble"
    STEADY = "no clear change"


@dataclass(frozen=True, slots=True)
class Aim:
    """The zone of values aimed for; `low` is -inf and `high` inf where the side leaves it open."""

    side: Side
    low: float
    high: float

    def is_met(self, value: float) -> bool:
        """Whether `value` lies in the zone, its edges included."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Reading:
    """One score and its moment."""

    at: datetime
    value: float


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
        return away(self.plan)


def baseline_of(baseline: Baseline | None, values: Sequence[float]) -> float | None:
    if not isinstance(baseline, FirstEntries):
        return baseline.value if isinstance(baseline, KnownBaseline) else None
    return fmean(values[: baseline.count]) if len(values) >= baseline.count else None


def aim_of(target: Target | None, better: Better | None, baseline: float | None, values: Sequence[float]) -> Aim | None:
    """The zone; while a baseline of first entries is not known yet, the entries so far say its side."""
    if baseline is None and values:
        baseline = fmean(values)
    if target is None:
        return None
    if isinstance(target, Between):
        return Aim(Side.WITHIN, target.low, target.high)
    falls = better is Better.LOWER or (better is None and baseline is not None and target.value < baseline)
    if isinstance(target, AtMost) or (falls and not isinstance(target, AtLeast)):
        return Aim(Side.BELOW, float("-inf"), target.value)
    return Aim(Side.ABOVE, target.value, float("inf"))


def gaps_of(
    readings: Sequence[Reading], every: Duration, breaks: Sequence[Gap], skips: Sequence[date] = ()
) -> tuple[Gap, ...]:
    """Stretches between two scores, or skips, longer than twice the time hoped for; planned breaks do not count."""
    found = []
    for first, last in pairwise(sorted([*(reading.at.date() for reading in readings), *skips])):
        parts = outside(Gap(first + timedelta(days=1), last), breaks)
        found += [part for part in parts if part.end > every.after(every.after(part.start - timedelta(days=1)))]
    return tuple(found)


def away(plan: Plan) -> tuple[Gap, ...]:
    """The planned breaks: from each phase of kind break to the next phase, or to the plan's end."""
    ends = [phase.start for phase in plan.phases[1:]] + [plan.timeframe.end]
    return tuple(
        Gap(phase.start, end)
        for phase, end in zip(plan.phases, ends, strict=False)
        if phase.kind is PhaseKind.BREAK and phase.start < end
    )


def outside(stretch: Gap, breaks: Sequence[Gap]) -> tuple[Gap, ...]:
    """What is left of a stretch of days without the planned breaks, which ascend; nothing where they cover it."""
    found, start = [], stretch.start
    for away_from in breaks:
        if start < min(away_from.start, stretch.end):
            found.append(Gap(start, min(away_from.start, stretch.end)))
        start = max(start, away_from.end)
    if start < stretch.end:
        found.append(Gap(start, stretch.end))
    return tuple(found)


def runs_of(plan: Plan, readings: Sequence[Reading], gaps: Sequence[Gap]) -> tuple[tuple[Reading, ...], ...]:
    """The readings broken at gaps and where a phase begins, as single-case charts are drawn."""
    cuts = sorted({gap.end for gap in gaps} | {phase.start for phase in plan.phases})
    runs: list[list[Reading]] = []
    for reading in readings:
        day = reading.at.date()
        if not runs or any(runs[-1][-1].at.date() < cut <= day for cut in cuts):
            runs.append([])
        runs[-1].append(reading)
    return tuple(tuple(run) for run in runs)


def levels_of(runs: Sequence[Sequence[Reading]], values: Sequence[float]) -> tuple[tuple[Reading, ...], ...]:
    if len(values) < LEVELS_FROM:
        return ()
    levels, index = [], 0
    for run in runs:
        level = []
        for reading in run:
            index += 1
            if index >= LEVEL_OF:
                level.append(Reading(reading.at, median(values[index - LEVEL_OF : index])))
        if level:
            levels.append(tuple(level))
    return tuple(levels)


def signal_of(
    values: Sequence[float],
    baseline: float | None,
    aim: Aim | None,
    better: Better | None,
    scale: float,
    *,
    level: float | None = None,
) -> Signal:
    """The one thing to say about these values; `scale` is the measure's range, 0 where it has none.

    `level` stands in for the median of the last four where a measure has a better one.
    """
    if len(values) < DIRECTION_FROM:
        return Signal.TOO_EARLY
    sign = sign_of(aim, better)
    level = median(values[-LEVEL_OF:]) if level is None else level
    gained = sign * (level - baseline) if baseline is not None else 0.0
    above = [sign * (value - baseline) for value in values[-RUN:]] if baseline is not None else []
    all_worse = len(above) == RUN and all(change < 0 for change in above)
    all_better = len(above) == RUN and all(change > 0 for change in above)
    if sign and ((scale and gained <= -WOBBLE * scale) or all_worse):
        return Signal.HARDER
    if aim and all(aim.is_met(value) for value in values[-REACHED:]):
        return Signal.REACHED
    if sign and scale and sign * (values[-1] - level) <= -HARDER_DAY * scale:
        return Signal.HARDER_DAY
    if sign and ((scale and gained >= WOBBLE * scale) or all_better):
        return Signal.BETTER
    return Signal.STEADY


def sign_of(aim: Aim | None, better: Better | None) -> int:
    """1 where more is better, -1 where less is, 0 where neither is said."""
    if aim is not None and aim.side is not Side.WITHIN:
        return 1 if aim.side is Side.ABOVE else -1
    if better is not None:
        return 1 if better is Better.HIGHER else -1
    return 0

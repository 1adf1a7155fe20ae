"""Percentage progress: per cent over time, from plain numbers or from so many of so many.

In: scores on a percentage. Out: a `PercentageSeries`.
Touches nothing.

Terms
    pooled   several parts as one: what was done in all, of all there were. A day of 1 of 2 weighs less than 8 of 10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from statistics import median

from generator.model import FirstEntries, Fraction, Percentage
from generator.progress.series import (
    EXPECTED_EVERY,
    LEVEL_OF,
    Aim,
    Gap,
    Reading,
    Scored,
    Signal,
    aim_of,
    baseline_of,
    gaps_of,
    levels_of,
    runs_of,
    signal_of,
)


@dataclass(frozen=True, slots=True)
class PercentageSeries:
    """`readings` and all values are per cent. `parts` has the part behind each reading, or is empty.

    With parts, `pooled` is the last four as one and `level` the same in per cent, and there are no `levels`;
    without, `level` and `levels` are medians.
    """

    rater: str | None
    readings: tuple[Reading, ...]
    parts: tuple[Fraction, ...]
    runs: tuple[tuple[Reading, ...], ...]
    levels: tuple[tuple[Reading, ...], ...]
    baseline: float | None
    aim: Aim | None
    pooled: Fraction | None
    level: float | None
    gaps: tuple[Gap, ...]
    signal: Signal


def percentage_series(scored: Scored, measure: Percentage) -> PercentageSeries:
    """The series of one rater; empty where nothing is scored yet."""
    parts = tuple(value for _, value in scored.scores if isinstance(value, Fraction))
    readings = tuple(
        Reading(entry.moment, percent(value) if isinstance(value, Fraction) else value)
        for entry, value in scored.scores
        if isinstance(value, Fraction | float)
    )
    values = [reading.value for reading in readings]
    baseline = baseline_of(measure.baseline, values)
    if isinstance(measure.baseline, FirstEntries) and len(parts) >= measure.baseline.count:
        baseline = percent(pool(parts[: measure.baseline.count]))
    pooled = pool(parts[-LEVEL_OF:]) if parts else None
    level = percent(pooled) if pooled else median(values[-LEVEL_OF:]) if values else None
    aim = aim_of(measure.target, measure.better, baseline, values)
    gaps = gaps_of(readings, scored.objective.expected_every or EXPECTED_EVERY, scored.breaks, scored.skips)
    runs = runs_of(scored.plan, readings, gaps)
    return PercentageSeries(
        rater=scored.rater,
        readings=readings,
        parts=parts,
        runs=runs,
        levels=() if parts else levels_of(runs, values),
        baseline=baseline,
        aim=aim,
        pooled=pooled,
        level=level,
        gaps=gaps,
        signal=signal_of(values, baseline, aim, measure.better, 100.0, level=level),
    )


def percent(part: Fraction) -> float:
    """A part of a whole in per cent. Divides first, so that no number is too large."""
    return part.done / part.of * 100


def pool(parts: Sequence[Fraction]) -> Fraction:
    """Several parts as one; there is at least one."""
    return Fraction(fsum(part.done for part in parts), fsum(part.of for part in parts))

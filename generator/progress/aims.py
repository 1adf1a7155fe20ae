"""Aims: where a series began, which zone it aims for, and which way is better.

In: baseline and target as the plan says them, and scores. Out: a `Start`, an `Aim`, a sign.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median
from typing import assert_never

from generator.model.measure import (
    AtLeast,
    AtMost,
    Baseline,
    Better,
    Between,
    FirstEntries,
    KnownBaseline,
    Target,
    Toward,
)
from generator.progress.series import FOUND_OF, Aim, Side, Source, Start


def baseline_of(baseline: Baseline | None, values: Sequence[float]) -> float | None:
    """The number of a baseline; None where nobody gave one, or it rests on scores to come."""
    if isinstance(baseline, KnownBaseline):
        return baseline.value
    if isinstance(baseline, FirstEntries) and len(values) >= baseline.count:
        return fmean(values[: baseline.count])
    return None


def start_of(baseline: Baseline | None, values: Sequence[float]) -> Start | None:
    """Where a series began: the baseline where it is known, else what the first scores show; None without scores."""
    known = baseline_of(baseline, values)
    if known is not None and isinstance(baseline, FirstEntries):
        return Start(known, Source.FIRST_ENTRIES, baseline.count)
    if known is not None:
        return Start(known, Source.GIVEN)
    if not values:
        return None
    if len(values) < FOUND_OF:
        return Start(values[0], Source.FOUND)
    return Start(median(values[:FOUND_OF]), Source.FOUND, FOUND_OF)


def aim_of(
    target: Target | None, better: Better | None, baseline: float | None, values: Sequence[float]
) -> Aim | None:
    """The zone; while no baseline is known, where the first scores lie says its side."""
    match target:
        case None:
            return None
        case Between(low, high):
            return Aim(Side.WITHIN, low, high)
        case AtLeast(value):
            return Aim(Side.ABOVE, value, float("inf"))
        case AtMost(value):
            return Aim(Side.BELOW, float("-inf"), value)
        case Toward(value):
            if _falls_to(value, better, baseline, values):
                return Aim(Side.BELOW, float("-inf"), value)
            return Aim(Side.ABOVE, value, float("inf"))
        case _:
            assert_never(target)


def _falls_to(
    value: float, better: Better | None, baseline: float | None, values: Sequence[float]
) -> bool:
    """Whether a bare number is reached from above: as the plan says, else by where it began."""
    if better is not None:
        return better is Better.LOWER
    if baseline is not None:
        return value < baseline
    found = start_of(None, values)
    return found is not None and value < found.value


def sign_of(aim: Aim | None, better: Better | None) -> int:
    """1 where more is better, -1 where less is, 0 where neither is said."""
    if aim is not None and aim.side is Side.ABOVE:
        return 1
    if aim is not None and aim.side is Side.BELOW:
        return -1
    if better is None:
        return 0
    return 1 if better is Better.HIGHER else -1

"""Noise: how far scores of each kind of measure move by themselves, without a change.

In: scores, or how many trials they rest on. Out: the noise in the measure's unit.
Touches nothing. Each rule with its source and its false alarms stands in docs/statistics.md.

Terms
    noise      usual variation: how far one score lies from another without meaning it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import fmean, median
from typing import Final

#: The noise of a rating, as a part of the scale: 3 of 10.
#: Source: docs/statistics.md#usual-variation.
NOISE_PART: Final = 0.3
#: 95 % of the differences of two scores without a change are smaller than so many standard deviations
#: (1.96 times the root of 2); a mean moving range is so many of them.
#: Source: Bland and Altman 1996; Shewhart's chart.
REPEATABILITY: Final = 2.77
PER_DEVIATION: Final = 1.128
#: Fewest scores that tell their own noise; with fewer, at least a third of the start counts as such.
OWN_FROM: Final = 5
PART_OF_START: Final = 1 / 3
#: The least part of its start by which a number must differ, however still it lies.
LEAST_PART: Final = 0.1
#: The least difference in times or days that means something.
LEAST_TIMES: Final = 2.0


def own_noise(runs: Sequence[Sequence[float]], start: float | None) -> float:
    """The noise that scores without a scale show by themselves: in their first run, else in all of them.

    A steady climb is no noise: the usual step is taken away from each.
    """
    first = runs
    if runs and len(runs[0]) >= OWN_FROM:
        first = runs[:1]
    steps = [after - before for run in first for before, after in pairwise(run)]
    part = LEAST_PART if len(steps) >= OWN_FROM - 1 else PART_OF_START
    return max(REPEATABILITY * _deviation(steps), part * abs(start or 0.0))


def _deviation(steps: Sequence[float]) -> float:
    """The standard deviation by the mean moving range of steps from score to score."""
    if not steps:
        return 0.0
    usual = median(steps)
    return fmean(abs(step - usual) for step in steps) / PER_DEVIATION


def noise_of_times(runs: Sequence[Sequence[float]], start: float | None) -> float:
    """The noise of times and days: at most what chance makes, the root of their mean."""
    chance = REPEATABILITY * sqrt(max(start or 0.0, 1.0))
    return max(LEAST_TIMES, min(own_noise(runs, start), chance))


def noise_of_parts(trials: float) -> float:
    """How far so many trials stray from their share by chance, in points of a hundred, at the most."""
    return swing_of_parts(trials) / sqrt(2)


def swing_of_parts(trials: float) -> float:
    """How far two scores of so many trials each stray from each other by chance, at the most."""
    return 100 * REPEATABILITY * 0.5 / sqrt(trials)

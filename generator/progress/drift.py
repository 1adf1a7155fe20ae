"""Drift: what moves little, but all one way: a run beside the start, or a trend.

In: a `Course`, or its values. Out: 1 for better or up, -1 for harder or down, 0 for neither.
Touches nothing. Each rule with its source and its false alarms stands in docs/statistics.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from statistics import median
from typing import Final

from generator.progress.clear_change import RESTS_ON
from generator.progress.course import Course

#: Scores in a row beyond a start that can be trusted; half of them lie a third of the noise beyond it.
#: Source: run charts of quality improvement, whose middle rests on a stable start.
RUN: Final = 8
RUN_SIZE: Final = 1 / 3
#: A trend by Kendall's S, in standard deviations: one chance in a hundred.
TREND: Final = 2.2


def run_of(course: Course) -> int:
    """1 where the last eight all lie a little beyond a start that rests on three or more; -1 to the harder side."""
    start, gains = course.start, [course.gained(value) for value in course.values[-RUN:]]
    if start is None or start.rests_on < RESTS_ON or len(gains) < RUN:
        return 0
    if min(gains) <= 0 <= max(gains):
        return 0
    if abs(median(gains)) < RUN_SIZE * (course.noise or 0.0):
        return 0
    return 1 if gains[0] > 0 else -1


def trend(values: Sequence[float]) -> int:
    """1 for a rise and -1 for a fall that chance makes once in a hundred times, by Kendall's S with ties; else 0."""
    count, rises = len(values), _kendall_s(values)
    ties = sum(n * (n - 1) * (2 * n + 5) for n in Counter(values).values())
    variance = (count * (count - 1) * (2 * count + 5) - ties) / 18
    if variance <= 0 or (abs(rises) - 1) / sqrt(variance) < TREND:
        return 0
    return 1 if rises > 0 else -1


def _kendall_s(values: Sequence[float]) -> int:
    """Of all pairs of an earlier and a later value, how many rise less how many fall."""
    total = 0
    earlier: list[float] = []
    for value in values:
        below = bisect_left(earlier, value)
        above = len(earlier) - bisect_right(earlier, value)
        total += below - above
        insort(earlier, value)
    return total

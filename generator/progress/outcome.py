"""Outcome: methods of the field that say what came of a therapy, from bare numbers.

In: gains, values of two phases, levels of goals. Out: a course by reliable change, a NAP, a T score.
Touches nothing.

Terms
    gain       how far a value lies from another in the direction that is better; below 0 the other way.
    reliable   the smallest gain that is more than the measure moves by itself.
    beyond     on the side of a cut-off where those are who need help.
    NAP        nonoverlap of all pairs: of all pairs of one value in one phase and one in the next, the share in which
               the later is better, ties counting half. 0.5 is chance. Source: Parker and Vannest 2009.
    T score    of goals on goal attainment scaling, 50 where each is as expected. Source: Kiresuk and Sherman 1968.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import sqrt
from typing import Final

#: How far goals of one person are taken to go together.
#: Source: docs/clinical-rules.md#goal-attainment-scaling.
GAS_CORRELATION: Final = 0.3


class ClinicalCourse(Enum):
    """What came of it, by reliable change and cut-off. Source: Jacobson and Truax 1991."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Nap:
    """Nonoverlap of all pairs between two phases that follow each other."""

    share: float
    pairs: int


def course_of(
    gain: float,
    reliable: float,
    *,
    was_beyond: bool,
    is_beyond: bool,
) -> ClinicalCourse:
    """The word for a gain; only who came back over the cut-off by a reliable change has recovered."""
    if gain <= -reliable:
        return ClinicalCourse.WORSE
    if gain < reliable:
        return ClinicalCourse.UNCHANGED
    if was_beyond and not is_beyond:
        return ClinicalCourse.RECOVERED
    return ClinicalCourse.IMPROVED


def nap(before: Sequence[float], after: Sequence[float], sign: int) -> Nap:
    """How clearly `after` is better than `before`, neither of them empty; `sign` is 1 where more is better, else -1."""
    gains = [sign * (later - earlier) for earlier in before for later in after]
    better = sum(gain > 0 for gain in gains)
    ties = sum(gain == 0 for gain in gains)
    return Nap((better + ties / 2) / len(gains), len(gains))


def t_score(levels: Sequence[float]) -> float:
    """The T score of goals at these levels from -2 to 2, at least one, each of the same weight."""
    count, correlation = len(levels), GAS_CORRELATION
    spread = sqrt((1 - correlation) * count + correlation * count**2)
    return 50 + 10 * sum(levels) / spread

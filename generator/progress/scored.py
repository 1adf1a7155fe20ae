"""Scored: the scores of one rater on one objective, which a series is made from.

In: a plan. Out: `Scored`. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.duration import Duration
from generator.model.measure import ScoreValue
from generator.model.plan import Entry, Objective, Plan
from generator.progress.gaps import gaps_of, planned_breaks
from generator.progress.series import EXPECTED_EVERY, Gap, Reading


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
    def readings(self) -> tuple[Reading, ...]:
        """The same, each with its moment."""
        return tuple(Reading(entry.moment, value) for entry, value in self.numbers)

    @property
    def breaks(self) -> tuple[Gap, ...]:
        """The planned breaks of the plan."""
        return planned_breaks(self.plan)

    def gaps(
        self, readings: Sequence[Reading], usual: Duration = EXPECTED_EVERY
    ) -> tuple[Gap, ...]:
        """The gaps between readings; `usual` is how often one is hoped for where the plan does not say."""
        every = self.objective.expected_every or usual
        return gaps_of(readings, every, self.breaks, self.skips)

"""Steps progress: what is done, what is going, and what is next.

In: the steps of an objective. Out: a `StepsProgress`.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.model.measure import StepRank
from generator.model.plan import Step, StepStatus

#: Steps that were set aside: they count neither as done nor as open.
ASIDE: Final = frozenset(
    {
        StepStatus.CANCELLED,
        StepStatus.STOPPED,
        StepStatus.ON_HOLD,
    }
)


@dataclass(frozen=True, slots=True)
class StepsProgress:
    """Steps of an objective. `going` leaves out what was set aside; `next` is None when all are done."""

    done: tuple[Step, ...]
    going: tuple[Step, ...]
    next: Step | None


def steps(all_steps: Sequence[Step]) -> StepsProgress:
    """What is done, what is going, and which is next: the one marked first, else one under way, else the first open."""
    going = tuple(step for step in all_steps if step.status not in ASIDE)
    done = tuple(step for step in going if step.status is StepStatus.COMPLETED)
    left = [step for step in going if step.status is not StepStatus.COMPLETED]
    left.sort(
        key=lambda step: (
            step.rank is not StepRank.FIRST,
            step.status is not StepStatus.IN_PROGRESS,
        )
    )
    return StepsProgress(done, going, left[0] if left else None)

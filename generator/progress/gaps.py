"""Gaps: stretches without a note, and the breaks that a plan foresees.

In: readings or days, and the time hoped for between them. Out: `Gap`s that ascend.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from generator.model.duration import Duration
from generator.model.plan import PhaseKind, Plan
from generator.progress.series import Gap, Reading

_DAY: Final = timedelta(days=1)


def gaps_of(
    readings: Sequence[Reading], every: Duration, breaks: Sequence[Gap], skips: Sequence[date] = ()
) -> tuple[Gap, ...]:
    """Stretches between two scores, or skips, longer than twice the time hoped for; planned breaks do not count."""
    days = sorted([*[reading.at.date() for reading in readings], *skips])
    stretches = [Gap(first + _DAY, last) for first, last in pairwise(days)]
    if breaks:
        stretches = [part for stretch in stretches for part in without_breaks(stretch, breaks)]
    return tuple([part for part in stretches if _is_long(part, every)])


def _is_long(stretch: Gap, every: Duration) -> bool:
    """Whether a stretch takes longer than twice the time hoped for."""
    before = stretch.start - _DAY
    return stretch.end > every.after(every.after(before))


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
    for planned in breaks:
        end = min(planned.start, stretch.end)
        if start < end:
            found.append(Gap(start, end))
        start = max(start, planned.end)
    if start < stretch.end:
        found.append(Gap(start, stretch.end))
    return tuple(found)

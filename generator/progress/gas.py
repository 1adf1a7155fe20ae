"""Gas progress: which of five levels was reached, over time.

In: scores on goal attainment levels. Out: a `GasSeries`.
Touches nothing. One step is a change in the client's own words, so no wobble is reckoned with.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import AtLeast, Better, Gas
from generator.progress.series import (
    EXPECTED_EVERY,
    Gap,
    Reading,
    Scored,
    Signal,
    aim_of,
    gaps_of,
    runs_of,
    signal_of,
)


@dataclass(frozen=True, slots=True)
class GasSeries:
    """`readings` are levels from -2 to 2; `runs` are those broken at phases and gaps."""

    rater: str | None
    readings: tuple[Reading, ...]
    runs: tuple[tuple[Reading, ...], ...]
    baseline: int | None
    level: float | None
    gaps: tuple[Gap, ...]
    signal: Signal


def gas_series(scored: Scored, measure: Gas) -> GasSeries:
    """The series of one rater; empty where nothing is scored yet. The aim is level 0 or better."""
    plan = scored.plan
    readings = tuple(Reading(entry.moment, value) for entry, value in scored.numbers)
    values = [reading.value for reading in readings]
    baseline = None if measure.baseline is None else float(measure.baseline)
    gaps = gaps_of(readings, scored.objective.expected_every or EXPECTED_EVERY, scored.breaks, scored.skips)
    aim = aim_of(AtLeast(0.0), Better.HIGHER, baseline, values)
    return GasSeries(
        rater=scored.rater,
        readings=readings,
        runs=runs_of(plan, readings, gaps),
        baseline=measure.baseline,
        level=None,
        gaps=gaps,
        signal=signal_of(values, baseline, aim, Better.HIGHER, 0.0),
    )

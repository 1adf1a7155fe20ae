"""Number progress: any number over time.

In: scores on a number. Out: a `NumberSeries`.
Touches nothing. How far such a number moves without meaning it is not known, so that only runs make a signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from generator.model import Number
from generator.progress.series import (
    EXPECTED_EVERY,
    LEVEL_OF,
    REACHED,
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

#: The range of a measure whose wobble is not known.
NO_SCALE = 0.0


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """`runs` are `readings` broken at phases and gaps; `levels` has a run for each, from the fourth score on."""

    rater: str | None
    readings: tuple[Reading, ...]
    runs: tuple[tuple[Reading, ...], ...]
    levels: tuple[tuple[Reading, ...], ...]
    baseline: float | None
    aim: Aim | None
    level: float | None
    gaps: tuple[Gap, ...]
    signal: Signal

    @property
    def is_upkeep(self) -> bool:
        """Whether the start lies in the aim already, so that the aim is to keep it up."""
        return self.aim is not None and self.baseline is not None and self.aim.is_met(self.baseline)

    @property
    def is_kept_up(self) -> bool:
        """Whether the aim is to keep it up, and the last scores do."""
        last = self.readings[-REACHED:]
        aim = self.aim
        return (
            aim is not None and self.is_upkeep and len(last) == REACHED and all(aim.is_met(one.value) for one in last)
        )


def number_series(scored: Scored, measure: Number) -> NumberSeries:
    """The series of one rater; empty where nothing is scored yet."""
    readings = tuple(Reading(entry.moment, value) for entry, value in scored.numbers)
    values = [reading.value for reading in readings]
    baseline = baseline_of(measure.baseline, values)
    aim = aim_of(measure.target, measure.better, baseline, values)
    gaps = gaps_of(readings, scored.objective.expected_every or EXPECTED_EVERY, scored.breaks, scored.skips)
    runs = runs_of(scored.plan, readings, gaps)
    signal = signal_of(values, baseline, aim, measure.better, NO_SCALE)
    if signal is Signal.REACHED and aim and baseline is not None and aim.is_met(baseline):
        signal = Signal.STEADY  # where it began is nothing to have reached
    return NumberSeries(
        rater=scored.rater,
        readings=readings,
        runs=runs,
        levels=levels_of(runs, values),
        baseline=baseline,
        aim=aim,
        level=median(values[-LEVEL_OF:]) if values else None,
        gaps=gaps,
        signal=signal,
    )

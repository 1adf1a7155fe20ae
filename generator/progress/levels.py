"""Levels: readings in runs, and the level of each run, as single-case charts are drawn.

In: readings, gaps and phases. Out: runs, and medians of them.
Touches nothing.

Terms
    run        readings without a gap or the beginning of a phase between them.
    level      the median of the last four scores, or of those there are; it begins anew with each run.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from statistics import median

from generator.model.plan import Plan
from generator.progress.series import (
    LEVEL_OF,
    LEVELS_FROM,
    RECENT_FROM,
    RUN_LEVELS_FROM,
    Gap,
    Reading,
)


def runs_of(
    plan: Plan, readings: Sequence[Reading], gaps: Sequence[Gap]
) -> tuple[tuple[Reading, ...], ...]:
    """The readings broken at gaps and where a phase begins, as single-case charts are drawn."""
    cuts = {gap.end for gap in gaps} | {phase.start for phase in plan.phases}
    runs: list[list[Reading]] = []
    for reading in readings:
        if not runs or _is_cut_between(cuts, runs[-1][-1], reading):
            runs.append([])
        runs[-1].append(reading)
    return tuple(tuple(run) for run in runs)


def _is_cut_between(
    cuts: Collection[date],
    before: Reading,
    reading: Reading,
) -> bool:
    return any(before.at.date() < cut <= reading.at.date() for cut in cuts)


def levels_of(runs: Sequence[Sequence[Reading]]) -> tuple[tuple[Reading, ...], ...]:
    """The median of the last four at each reading, from the fourth of a run on: none reaches across a gap or a phase;
    nothing while there are few readings, or few in a run.

    Source: single-case charts, whose lines are broken where a phase begins.
    """
    if sum(map(len, runs)) < LEVELS_FROM:
        return ()
    return tuple(_levels_of_run(run) for run in runs if len(run) >= RUN_LEVELS_FROM)


def _levels_of_run(run: Sequence[Reading]) -> tuple[Reading, ...]:
    found = []
    for end in range(LEVEL_OF, len(run) + 1):
        last = [reading.value for reading in run[end - LEVEL_OF : end]]
        found.append(Reading(run[end - 1].at, median(last)))
    return tuple(found)


def recent_of(runs: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The scores whose middle is the level: the last four of the last run; of all while that has fewer than three."""
    if runs and len(runs[-1]) >= RECENT_FROM:
        return tuple(runs[-1][-LEVEL_OF:])
    values = [value for run in runs for value in run]
    return tuple(values[-LEVEL_OF:])


def values_of(runs: Sequence[Sequence[Reading]]) -> tuple[tuple[float, ...], ...]:
    """The bare values of each run."""
    return tuple([tuple([reading.value for reading in run]) for run in runs])


def level_of(runs: Sequence[Sequence[float]]) -> float | None:
    """The middle of the scores that tell where it is now; None without any."""
    recent = recent_of(runs)
    if not recent:
        return None
    return median(recent)

"""Progress: what a plan's entries say about each objective.

In: a validated Plan. Out: for each objective, in plan order, one series for each person who rates it.
Touches nothing: no files, no clock. Goal progress stays apart, objective by objective; nothing is added up
across objectives.

Terms
    series     the scores of one rater on one objective, oldest first.
    aim        the target as a zone of values; a bare number gets its side from `better` or the baseline.
    level      the median of the last four scores, or of those there are.
    wobble     how far scores move without meaning it: 3 of 10 on a rating. Source: DOMAIN.md, RC of GBO.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from generator.model import (
    AtLeast,
    AtMost,
    Baseline,
    Better,
    Between,
    Count,
    Duration,
    DurationUnit,
    Entry,
    KnownBaseline,
    Milestones,
    Objective,
    Per,
    PhaseKind,
    Plan,
    Rating,
    Step,
    StepRank,
    StepStatus,
    Target,
)

#: Scores in a level, and how many a series needs before levels are drawn.
LEVEL_OF: Final = 4
LEVELS_FROM: Final = 6
#: A change on a rating that is more than wobble, as a part of the scale: 3 of 10.
WOBBLE: Final = 0.3
#: One score this far from the level, as a part of the scale, is a harder (or lighter) day.
HARDER_DAY: Final = 0.2
#: Scores in a row on one side of the baseline that count as a change. Source: DOMAIN.md, signal sentences.
RUN: Final = 6
#: Scores in a row at the aim that count as reached.
REACHED: Final = 3
#: Fewest scores that can show a direction.
DIRECTION_FROM: Final = 4
#: How often an entry is hoped for where the plan does not say.
EXPECTED_EVERY: Final = Duration(2, DurationUnit.WEEK)


class Side(Enum):
    """Where the aim lies: from `low` upwards, up to `high`, or between both."""

    ABOVE = "above"
    BELOW = "below"
    WITHIN = "within"


class Signal(Enum):
    """What a series says, in the words of DOMAIN.md's signal sentences."""

    TOO_EARLY = "too early"
    REACHED = "reached"
    BETTER = "better beyond wobble"
    HARDER_DAY = "one harder entry"
    HARDER = "harder beyond wobble"
    STEADY = "no clear change"


class PeriodState(Enum):
    COUNTED = "counted"
    OPEN = "open"
    NO_NOTES = "no notes"


@dataclass(frozen=True, slots=True)
class Aim:
    """The zone of values aimed for; `low` is -inf and `high` inf where the side leaves it open."""

    side: Side
    low: float
    high: float

    def is_met(self, value: float) -> bool:
        """Whether `value` lies in the zone, its edges included."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Reading:
    """One score and its moment."""

    at: datetime
    value: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without an entry, from `start` up to, not with, `end`."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class RatingSeries:
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


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to, not with, `end`; `value` is None without notes, which is not zero."""

    start: date
    end: date
    value: float | None
    state: PeriodState


@dataclass(frozen=True, slots=True)
class CountSeries:
    """`periods` run without holes from the first to the latest with a score; the last may still be open."""

    rater: str | None
    periods: tuple[Period, ...]
    baseline: float | None
    aim: Aim | None
    level: float | None
    gaps: tuple[Gap, ...]
    signal: Signal

    @property
    def complete(self) -> tuple[Period, ...]:
        """The periods that are over and counted."""
        return tuple(period for period in self.periods if period.state is PeriodState.COUNTED)


@dataclass(frozen=True, slots=True)
class StepsProgress:
    """Steps of an objective. `going` leaves out what was set aside; `next` is None when all are done."""

    done: tuple[Step, ...]
    going: tuple[Step, ...]
    next: Step | None


Series = RatingSeries | CountSeries


@dataclass(frozen=True, slots=True)
class Progress:
    """One objective with its series, none for steps, and its steps, maybe none."""

    objective: Objective
    series: tuple[Series, ...]
    steps: StepsProgress


#: Steps that were set aside: they count neither as done nor as open.
ASIDE: Final = frozenset({StepStatus.CANCELLED, StepStatus.STOPPED, StepStatus.ON_HOLD})


def derive(plan: Plan) -> dict[str, Progress]:
    """The progress of each objective by its id, in plan order."""
    readings = _readings(plan)
    return {
        objective.id: Progress(
            objective,
            tuple(
                _series(plan, objective, rater, readings.get((objective.id, rater), ()))
                for rater in raters(plan, objective)
                if not isinstance(objective.measure, Milestones)
            ),
            steps(objective.steps),
        )
        for goal in plan.goals
        for objective in goal.objectives
    }


def raters(plan: Plan, objective: Objective) -> tuple[str | None, ...]:
    """Who rates the objective: as the plan says, and whoever has scored it; one nameless rater if nobody has."""
    found: list[str | None] = list(objective.raters)
    for entry in plan.entries:
        for score in entry.scores:
            if score.objective == objective.id and score.rater not in found:
                found.append(score.rater)
    return tuple(found) or (None,)


def steps(all_steps: Sequence[Step]) -> StepsProgress:
    """What is done, what is going, and which is next: the one marked first, else one under way, else the first open."""
    going = tuple(step for step in all_steps if step.status not in ASIDE)
    done = tuple(step for step in going if step.status is StepStatus.COMPLETED)
    left = [step for step in going if step.status is not StepStatus.COMPLETED]
    left.sort(key=lambda step: (step.rank is not StepRank.FIRST, step.status is not StepStatus.IN_PROGRESS))
    return StepsProgress(done, going, left[0] if left else None)


def _readings(plan: Plan) -> dict[tuple[str, str | None], list[tuple[Entry, float]]]:
    found: dict[tuple[str, str | None], list[tuple[Entry, float]]] = {}
    for entry in plan.entries:
        for score in entry.scores:
            found.setdefault((score.objective, score.rater), []).append((entry, score.value))
    return found


def _series(plan: Plan, objective: Objective, rater: str | None, scores: Sequence[tuple[Entry, float]]) -> Series:
    measure = objective.measure
    if isinstance(measure, Rating):
        return _rating(plan, objective, measure, rater, scores)
    if isinstance(measure, Count):
        return _count(plan, measure, rater, scores)
    raise AssertionError("steps have no series")


# ---- ratings


def _rating(
    plan: Plan, objective: Objective, measure: Rating, rater: str | None, scores: Sequence[tuple[Entry, float]]
) -> RatingSeries:
    readings = tuple(Reading(entry.moment, value) for entry, value in scores)
    values = [reading.value for reading in readings]
    baseline = _baseline(measure.baseline, values)
    aim = _aim(measure.target, measure.better, baseline, values)
    gaps = _gaps(readings, objective.expected_every or EXPECTED_EVERY)
    runs = _runs(plan, readings, gaps)
    return RatingSeries(
        rater=rater,
        readings=readings,
        runs=runs,
        levels=_levels(runs, values),
        baseline=baseline,
        aim=aim,
        level=median(values[-LEVEL_OF:]) if values else None,
        gaps=gaps,
        signal=_signal(values, baseline, aim, measure.better, measure.high - measure.low),
    )


def _baseline(baseline: Baseline | None, values: Sequence[float]) -> float | None:
    if baseline is None or isinstance(baseline, KnownBaseline):
        return baseline.value if baseline else None
    return fmean(values[: baseline.count]) if len(values) >= baseline.count else None


def _aim(target: Target | None, better: Better | None, baseline: float | None, values: Sequence[float]) -> Aim | None:
    """The zone; while a baseline of first entries is not known yet, the entries so far say its side."""
    if baseline is None and values:
        baseline = fmean(values)
    if target is None:
        return None
    if isinstance(target, Between):
        return Aim(Side.WITHIN, target.low, target.high)
    falls = better is Better.LOWER or (better is None and baseline is not None and target.value < baseline)
    if isinstance(target, AtMost) or (falls and not isinstance(target, AtLeast)):
        return Aim(Side.BELOW, float("-inf"), target.value)
    return Aim(Side.ABOVE, target.value, float("inf"))


def _gaps(readings: Sequence[Reading], every: Duration) -> tuple[Gap, ...]:
    """Stretches between two scores that are longer than twice the time hoped for."""
    found = []
    for before, after in pairwise(readings):
        first, last = before.at.date(), after.at.date()
        if last > every.after(every.after(first)):
            found.append(Gap(first + timedelta(days=1), last))
    return tuple(found)


def _runs(plan: Plan, readings: Sequence[Reading], gaps: Sequence[Gap]) -> tuple[tuple[Reading, ...], ...]:
    """The readings broken at gaps and where a phase begins, as single-case charts are drawn."""
    cuts = sorted({gap.end for gap in gaps} | {phase.start for phase in plan.phases})
    runs: list[list[Reading]] = []
    for reading in readings:
        day = reading.at.date()
        if not runs or any(runs[-1][-1].at.date() < cut <= day for cut in cuts):
            runs.append([])
        runs[-1].append(reading)
    return tuple(tuple(run) for run in runs)


def _levels(runs: Sequence[Sequence[Reading]], values: Sequence[float]) -> tuple[tuple[Reading, ...], ...]:
    if len(values) < LEVELS_FROM:
        return ()
    levels, index = [], 0
    for run in runs:
        level = []
        for reading in run:
            index += 1
            if index >= LEVEL_OF:
                level.append(Reading(reading.at, median(values[index - LEVEL_OF : index])))
        if level:
            levels.append(tuple(level))
    return tuple(levels)


def _signal(
    values: Sequence[float], baseline: float | None, aim: Aim | None, better: Better | None, scale: float
) -> Signal:
    """The one thing to say about these values; `scale` is the measure's range, 0 where it has none."""
    if len(values) < DIRECTION_FROM:
        return Signal.TOO_EARLY
    sign = _sign(aim, better)
    level = median(values[-LEVEL_OF:])
    gained = sign * (level - baseline) if baseline is not None else 0.0
    above = [sign * (value - baseline) for value in values[-RUN:]] if baseline is not None else []
    all_worse = len(above) == RUN and all(change < 0 for change in above)
    all_better = len(above) == RUN and all(change > 0 for change in above)
    if sign and ((scale and gained <= -WOBBLE * scale) or all_worse):
        return Signal.HARDER
    if aim and all(aim.is_met(value) for value in values[-REACHED:]):
        return Signal.REACHED
    if sign and scale and sign * (values[-1] - level) <= -HARDER_DAY * scale:
        return Signal.HARDER_DAY
    if sign and ((scale and gained >= WOBBLE * scale) or all_better):
        return Signal.BETTER
    return Signal.STEADY


def _sign(aim: Aim | None, better: Better | None) -> int:
    """1 where more is better, -1 where less is, 0 where neither is said."""
    if aim is not None and aim.side is not Side.WITHIN:
        return 1 if aim.side is Side.ABOVE else -1
    if better is not None:
        return 1 if better is Better.HIGHER else -1
    return 0


# ---- counts


def _count(plan: Plan, measure: Count, rater: str | None, scores: Sequence[tuple[Entry, float]]) -> CountSeries:
    periods = _periods(plan, measure.per, scores)
    values = [p.value for p in periods if p.state is PeriodState.COUNTED and p.value is not None]
    baseline = _baseline(measure.baseline, values)
    aim = _aim(measure.target, None, baseline, values)
    return CountSeries(
        rater=rater,
        periods=periods,
        baseline=baseline,
        aim=aim,
        level=median(values[-LEVEL_OF:]) if values else None,
        gaps=_silences(periods),
        signal=_signal(values, baseline, aim, None, 0.0),
    )


def _periods(plan: Plan, per: Per, scores: Sequence[tuple[Entry, float]]) -> tuple[Period, ...]:
    if not scores:
        return ()
    if per is Per.SESSION:
        return _sessions(scores)
    sums: dict[date, float] = {}
    for entry, value in scores:
        start = period_start(per, entry.on, plan.timeframe.start)
        sums[start] = sums.get(start, 0.0) + value
    last_note = plan.entries[-1].on
    periods = []
    start = min(period_start(per, plan.timeframe.start, plan.timeframe.start), *sums)
    while start <= max(sums):
        end = _period_end(per, start)
        state = PeriodState.NO_NOTES
        if start in sums:
            state = PeriodState.COUNTED if last_note >= end else PeriodState.OPEN
        periods.append(Period(start, end, sums.get(start), state))
        start = end
    return tuple(periods)


def _sessions(scores: Sequence[tuple[Entry, float]]) -> tuple[Period, ...]:
    """One period an entry; several entries of one day are one session."""
    sums: dict[date, float] = {}
    for entry, value in scores:
        sums[entry.on] = sums.get(entry.on, 0.0) + value
    days = sorted(sums)
    width = min([7, *((after - before).days for before, after in pairwise(days))])
    return tuple(Period(day, day + timedelta(days=width), sums[day], PeriodState.COUNTED) for day in days)


def period_start(per: Per, day: date, plan_start: date) -> date:
    """The first day of the period that `day` lies in. Weeks start on Monday, fortnights at the plan's start."""
    if per is Per.WEEK:
        return day - timedelta(days=day.weekday())
    if per is Per.FORTNIGHT:
        return day - timedelta(days=(day - plan_start).days % 14)
    return day.replace(day=1) if per is Per.MONTH else day


def _period_end(per: Per, start: date) -> date:
    if per is Per.MONTH:
        return Duration(1, DurationUnit.MONTH).after(start)
    return start + timedelta(days={Per.WEEK: 7, Per.FORTNIGHT: 14}.get(per, 1))


def _silences(periods: Sequence[Period]) -> tuple[Gap, ...]:
    """Stretches of two or more periods in a row without notes, between periods with some."""
    found: list[Gap] = []
    quiet: list[Period] = []
    noted = False
    for period in periods:
        if period.state is PeriodState.NO_NOTES:
            quiet.append(period)
            continue
        if noted and len(quiet) > 1:
            found.append(Gap(quiet[0].start, quiet[-1].end))
        quiet, noted = [], True
    return tuple(found)


def away(plan: Plan) -> tuple[Gap, ...]:
    """The planned breaks: from each phase of kind break to the next phase, or to the plan's end."""
    ends = [phase.start for phase in plan.phases[1:]] + [plan.timeframe.end]
    return tuple(
        Gap(phase.start, end)
        for phase, end in zip(plan.phases, ends, strict=False)
        if phase.kind is PhaseKind.BREAK and phase.start < end
    )

"""Standing: where one rater stands with one objective, in the same words for every measure.

In: a Case. Out: a `Position` for each rater of each objective under way whose scores are numbers with a direction.
Touches nothing. Before-and-after pairs and steps have none: they say nothing of how far it is to go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from generator.advice.context import Context
from generator.model.measure import AnyTarget, AtLeast, AtMost
from generator.model.plan import Objective
from generator.progress.derive import Series
from generator.progress.series import Side, Signal

#: From half of the time on, less than a quarter of the way is said.
#: Source: docs/clinical-rules.md#half-of-the-time.
_HALF: Final = 0.5
_QUARTER: Final = 0.25


@dataclass(frozen=True, slots=True)
class Position:
    """Values oldest first, each with its day; `now` is the latest level, or the start while nothing is scored.

    `edge` is where the aim begins and `sign` the way to it: 1 upwards, -1 downwards.
    """

    path: str
    objective: Objective
    series: Series
    values: tuple[tuple[date, float], ...]
    start: float
    now: float
    edge: float
    sign: int

    @property
    def share(self) -> float | None:
        """How far from start to aim: 0 at the start, 1 at the aim; None where the two are one."""
        way = self.edge - self.start
        return (self.now - self.start) / way if way * self.sign > 0 else None


class Way(Enum):
    """What is said of a way that is not on track."""

    SLOW = "less than a quarter of it is done"
    AWAY = "it goes the other way"


@dataclass(frozen=True, slots=True)
class OffTrack:
    """Where somebody stands who is not on track at half of the time or later."""

    position: Position
    way: Way


def raters_off_track(case: Context) -> Iterator[OffTrack]:
    """Who is not on track at half of the time or later; what is clearly harder says so itself."""
    start = case.plan.timeframe.start
    for standing in standings(case):
        gone = (case.today - start).days / (standing.objective.due - start).days
        share, what = standing.share, standing.series.signal
        if (
            what in (Signal.TOO_EARLY, Signal.HARDER)
            or not _HALF <= gone <= 1
            or share is None
            or share >= _QUARTER
        ):
            continue
        yield OffTrack(standing, Way.AWAY if share < 0 else Way.SLOW)


def standings(case: Context) -> Iterator[Position]:
    """Where each rater stands who has a start and an aim with a direction."""
    for path, _, objective in case.objectives():
        for series in case.progress[objective.id].series:
            position = _position(path, objective, series)
            if position is not None:
                yield position


def _position(path: str, objective: Objective, series: Series) -> Position | None:
    """Where a rater stands; None without a start and an aim with a direction."""
    start, aim = series.start, series.aim
    if start is None or aim is None or aim.side is Side.WITHIN:
        return None
    return Position(
        path=path,
        objective=objective,
        series=series,
        values=tuple((point.end, point.value) for point in series.points),
        start=start.value,
        now=start.value if series.now is None else series.now,
        edge=aim.edge,
        sign=1 if aim.side is Side.ABOVE else -1,
    )


def aimed(target: AnyTarget | None, value: float) -> str:
    """The line of a plan that aims at `value`, in the form of `target`."""
    match target:
        case AtLeast():
            return f"`target: {{at_least: {value:g}}}`"
        case AtMost():
            return f"`target: {{at_most: {value:g}}}`"
        case _:
            return f"`target: {value:g}`"

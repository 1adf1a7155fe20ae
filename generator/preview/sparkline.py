"""Spark: the small line that stands for one measure in a row of plans.

In: a Line of the overview. Out: path data and positions in a frame of 120 by 32.
Touches nothing. A line breaks where the notes do; a note by itself is a line of no length, with round ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.preview.measured import TrendLine
from generator.view.chart_values import Point

#: The frame and what is kept free around the line, so that the dot at its end stays inside.
WIDTH: Final = 120
HEIGHT: Final = 32
_MARGIN: Final = 4


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Path data of the line, of notes by themselves and of the aim, each maybe empty; where the latest note stands."""

    line: str
    alone: str
    aim: str
    x: str
    y: str


def sparkline(line: TrendLine) -> Sparkline:
    """The line as it is drawn, on the full scale."""

    def x(day: float) -> str:
        return _short(_MARGIN + (WIDTH - 2 * _MARGIN) * day / (line.days or 1.0))

    def y(value: float) -> str:
        share = (value - line.low) / ((line.high - line.low) or 1.0)
        return _short(HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * min(max(share, 0.0), 1.0))

    def path(points: Sequence[Point]) -> str:
        return "M" + "L".join(f"{x(point.day)} {y(point.value)}" for point in points)

    last = line.runs[-1][-1]
    return Sparkline(
        line="".join(path(run) for run in line.runs if len(run) > 1),
        alone="".join(f"{path(run)}h0" for run in line.runs if len(run) == 1),
        aim="" if line.aim is None else f"M0 {y(line.aim)}H{WIDTH}",
        x=x(last.day),
        y=y(last.value),
    )


def _short(position: float) -> str:
    return f"{position:.1f}".removesuffix(".0")

"""Sparkline: the small line of one measure in a row of the overview.

In: a `TrendLine`. Out: path data of SVG, in a frame of 120 by 32.
Touches nothing. The line breaks where its runs do; a value by itself is a line of no length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.preview.measured import TrendLine
from generator.view.chart_values import Point

#: The frame, and the margin that keeps the dot at the end of the line inside of it.
WIDTH: Final = 120
HEIGHT: Final = 32
_MARGIN: Final = 4


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Path data of the line, of values by themselves and of the aim, each maybe empty.

    `x` and `y` are the position of the latest value.
    """

    line: str
    alone: str
    aim: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class _LineFrame:
    """Positions in the frame: days from left to right, values from bottom to top."""

    line: TrendLine

    def x(self, day: float) -> str:
        days = self.line.days or 1.0
        return _short(_MARGIN + (WIDTH - 2 * _MARGIN) * day / days)

    def y(self, value: float) -> str:
        line = self.line
        share = (value - line.low) / ((line.high - line.low) or 1.0)
        inside = min(max(share, 0.0), 1.0)
        return _short(HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * inside)

    def path(self, points: Sequence[Point]) -> str:
        return "M" + "L".join(f"{self.x(point.day)} {self.y(point.value)}" for point in points)


def sparkline(line: TrendLine) -> Sparkline:
    """The line as it is drawn, on the full scale."""
    frame = _LineFrame(line)
    runs, alone = "", ""
    for run in line.runs:
        if len(run) > 1:
            runs += frame.path(run)
        else:
            alone += f"{frame.path(run)}h0"
    aim = ""
    if line.aim is not None:
        aim = f"M0 {frame.y(line.aim)}H{WIDTH}"
    last = line.runs[-1][-1]
    return Sparkline(
        line=runs,
        alone=alone,
        aim=aim,
        x=frame.x(last.day),
        y=frame.y(last.value),
    )


def _short(position: float) -> str:
    return f"{position:.1f}".removesuffix(".0")

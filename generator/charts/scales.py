"""Scales: straight lines from data to a drawing's units.

In: two ends of the data and the two places they take. Out: a Scale, to be called with a value.
Touches nothing.

Terms
    unit   one unit of the drawing; a chart is 320 units wide, whatever its width on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value stands: `offset + slope * value`, in units, kept between `least` and `most`."""

    slope: float
    offset: float
    least: float
    most: float

    def __call__(self, value: float) -> float:
        """The place of `value` in units; a value beyond the ends stands at the nearer end."""
        place = self.offset + self.slope * value
        if place < self.least:
            return self.least
        if place > self.most:
            return self.most
        return place


def linear(low: float, high: float, start: float, end: float) -> Scale:
    """The scale on which `low` stands at `start` and `high` at `end`;
    `start` may be the larger, as on a value axis.

    A range of nothing (`low == high`, or too small for a float) puts every value at `start`.
    Works for any finite numbers: the range is halved first, so that it cannot overflow.
    """
    half = high / 2 - low / 2
    slope = (end - start) / 2 / half if half else 0.0
    if not isfinite(slope) or not isfinite(low * slope):
        slope = 0.0
    return Scale(slope, start - low * slope, min(start, end), max(start, end))

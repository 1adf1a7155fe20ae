"""Number: any number over time, drawn as a rating is, on an axis that holds 0, all values, the start and the aim.

In: a NumberChart. Out: its Figure, 320 by 198 units.
Touches nothing.
"""

from __future__ import annotations

from generator.charts.figure import Figure
from generator.charts.rating import HEIGHT, draw_on_axis
from generator.charts.ticks import round_ends
from generator.view.chart_values import AimSide, NumberChart, RatingChart

#: Smaller values than this are drawn as 0.
LEAST_VALUE = 1e-6


def draw_number(chart: NumberChart) -> Figure:
    """The figure of a number. Without points it has the frame, the aim and the words of the empty state."""
    held = [0.0 if abs(value) < LEAST_VALUE else value for value in _held(chart)]
    # A step of parts where all is whole would name values that nobody can have.
    whole = all(value == int(value) for value in held)
    values = round_ends(min(held), max(held), length=HEIGHT, least=1.0 if whole else LEAST_VALUE)
    as_rating = RatingChart(
        words=chart.words,
        span=chart.span,
        low=values[0],
        high=values[-1],
        low_words=None,
        high_words=None,
        runs=chart.runs,
        medians=chart.medians,
        latest=chart.latest,
        aim=chart.aim,
        start=chart.start,
        phases=chart.phases,
        gaps=chart.gaps,
        empty=chart.empty,
    )
    return draw_on_axis(as_rating, values)


def _held(chart: NumberChart) -> list[float]:
    """What the axis must hold; 0 always."""
    held = [0.0, *(point.value for run in chart.runs for point in run)]
    if chart.start:
        held.append(chart.start.value)
    if chart.aim and chart.aim.side is not AimSide.BELOW:
        held.append(chart.aim.low)
    if chart.aim and chart.aim.side is not AimSide.ABOVE:
        held.append(chart.aim.high)
    return held

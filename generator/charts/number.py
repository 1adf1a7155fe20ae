"""Number: any number over time, as a line, on an axis that holds 0 and all that is drawn.

In: a NumberChart. Out: its Figure, 320 by 198 units.
Touches nothing.
"""

from __future__ import annotations

from generator.charts.figure import Figure
from generator.charts.frame import draw_in_frame
from generator.charts.line import HEIGHT, line_marks
from generator.charts.plot import (
    LEAST_VALUE,
    ValueAxis,
    height_of,
    lay_out,
    shared_amounts,
    value_axis,
)
from generator.charts.ticks import round_ends
from generator.view.chart_values import NumberChart


def draw_number(chart: NumberChart) -> Figure:
    """The figure of a number.

    Without points it has the frame, the aim and the words of the empty state.
    """
    plot = lay_out(chart, _axis(chart))
    return draw_in_frame(
        plot,
        line_marks(plot, chart.runs, chart.medians, chart.latest),
    )


def _axis(chart: NumberChart) -> ValueAxis:
    held = [_drawn(value) for value in _held(chart)]
    # A step of parts where all is whole would name values that nobody can have.
    is_whole = all(value == int(value) for value in held)
    least = 1.0 if is_whole else LEAST_VALUE
    height = height_of(chart.frame, HEIGHT)
    values = round_ends(min(held), max(held), length=height, least=least)
    return value_axis(values[0], values[-1], values, height)


def _held(chart: NumberChart) -> list[float]:
    """What the axis must hold; 0 always."""
    return [
        0.0,
        *shared_amounts(chart.frame),
        *(point.value for run in chart.runs for point in run),
        *chart.frame.level_values,
    ]


def _drawn(value: float) -> float:
    """The value as far as a drawing can show it."""
    if abs(value) < LEAST_VALUE:
        return 0.0
    return value

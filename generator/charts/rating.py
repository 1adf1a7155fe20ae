"""Rating: a value on a full scale over time, as a line.

In: a RatingChart. Out: its Figure, 320 by 198 units.
Touches nothing.
"""

from __future__ import annotations

from generator.charts.figure import Figure
from generator.charts.frame import draw_in_frame, end_texts
from generator.charts.line import HEIGHT, line_marks
from generator.charts.plot import full_axis, height_of, lay_out
from generator.view.chart_values import RatingChart


def draw_rating(chart: RatingChart) -> Figure:
    """The figure of a rating.

    Without points it has the frame, the aim and the words of the empty state.
    """
    height = height_of(chart.frame, HEIGHT)
    plot = lay_out(chart, full_axis(chart.low, chart.high, height))
    ends = end_texts(plot, chart.low_words, chart.high_words)
    return draw_in_frame(
        plot,
        line_marks(plot, chart.runs, chart.medians, chart.latest, ends),
    )

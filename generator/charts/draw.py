"""Charts: from values and words to figures.

In: a chart or a rail of the view. Out: its Figure: paths by class and labels that neither touch nor leave the frame.
Touches nothing: the same values give the same figure. Every valid value is drawn; nothing is raised.
"""

from __future__ import annotations

from generator.charts.before_after import draw_before_after
from generator.charts.count import draw_count
from generator.charts.figure import Figure, Label, Path, TextAnchor
from generator.charts.gas import draw_gas
from generator.charts.group import draw_spread
from generator.charts.habit import draw_habit
from generator.charts.hard_moments import draw_events
from generator.charts.number import draw_number
from generator.charts.percentage import draw_parts
from generator.charts.questionnaire import draw_questionnaire
from generator.charts.rating import draw_rating
from generator.charts.steps import draw_steps
from generator.charts.timeline import draw_rail
from generator.charts.total import draw_total
from generator.view.chart_values import (
    BeforeAfterChart,
    Chart,
    CountChart,
    GasChart,
    GroupChart,
    HabitChart,
    HardMomentsChart,
    NumberChart,
    PercentageChart,
    QuestionnaireChart,
    RatingChart,
    TotalChart,
)

__all__ = ["Figure", "Label", "Path", "TextAnchor", "draw", "draw_rail"]


def draw(chart: Chart) -> Figure:
    """The figure of a chart, 320 units wide.

    162 high for a count, 68 for steps, 222 for a questionnaire, 198 for any other but a habit, whose height goes by
    its weeks.
    """
    if isinstance(chart, RatingChart):
        return draw_rating(chart)
    if isinstance(chart, CountChart):
        return draw_count(chart)
    if isinstance(chart, QuestionnaireChart):
        return draw_questionnaire(chart)
    if isinstance(chart, TotalChart):
        return draw_total(chart)
    if isinstance(chart, GasChart):
        return draw_gas(chart)
    if isinstance(chart, HabitChart):
        return draw_habit(chart)
    if isinstance(chart, PercentageChart):
        return draw_parts(chart)
    if isinstance(chart, NumberChart):
        return draw_number(chart)
    if isinstance(chart, GroupChart):
        return draw_spread(chart)
    if isinstance(chart, BeforeAfterChart):
        return draw_before_after(chart)
    if isinstance(chart, HardMomentsChart):
        return draw_events(chart)
    return draw_steps(chart)

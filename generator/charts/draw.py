"""Draw: the figure of any chart.

In: a chart of the view.
Out: its Figure: paths by class and labels that neither touch nor leave the frame.
Touches nothing: the same values give the same figure.
Every valid value is drawn; nothing is raised.
"""

from __future__ import annotations

from typing import assert_never

from generator.charts.before_after import draw_before_after
from generator.charts.count import draw_count
from generator.charts.figure import Figure
from generator.charts.gas import draw_gas
from generator.charts.group import draw_group
from generator.charts.habit import draw_habit
from generator.charts.hard_moments import draw_hard_moments
from generator.charts.number import draw_number
from generator.charts.percentage import draw_percentage
from generator.charts.questionnaire import draw_questionnaire
from generator.charts.rating import draw_rating
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


def draw(chart: Chart) -> Figure:
    """The figure of a chart, 320 units wide.

    162 high for a count, 222 for a questionnaire, 268 for levels,
    198 for most others; the height of a habit and of hard moments goes by what they hold.
    """
    match chart:
        case RatingChart():
            return draw_rating(chart)
        case NumberChart():
            return draw_number(chart)
        case PercentageChart():
            return draw_percentage(chart)
        case BeforeAfterChart():
            return draw_before_after(chart)
        case QuestionnaireChart():
            return draw_questionnaire(chart)
        case CountChart():
            return draw_count(chart)
        case TotalChart():
            return draw_total(chart)
        case GroupChart():
            return draw_group(chart)
        case GasChart():
            return draw_gas(chart)
        case HabitChart():
            return draw_habit(chart)
        case HardMomentsChart():
            return draw_hard_moments(chart)
        case _:
            assert_never(chart)

"""Page figures: every drawing of a page.

In: a page's view. Out: its figures by the ids of their charts.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.charts.beads import draw_beads, draw_flower
from generator.charts.draw import draw
from generator.charts.figure import Figure
from generator.charts.signs import draw_sign
from generator.charts.sparkline import draw_sparkline, draw_step_dots
from generator.view.chart_values import StepDots, TrendLine
from generator.view.page_values import PageView


def figures(view: PageView) -> dict[str, Figure]:
    """Every drawing of the page, by its chart's id; the string of beads, a flower and the sign under their own names,
    the small line of a row as `s-` and its objective's id."""
    drawn = {"beads": draw_beads(view.beads), "flower": draw_flower()}
    if view.sign:
        drawn["sign"] = draw_sign(view.sign)
    for row in view.rows:
        match row.line:
            case TrendLine():
                drawn[f"s-{row.id}"] = draw_sparkline(row.line)
            case StepDots():
                drawn[f"s-{row.id}"] = draw_step_dots(row.line)
    drawn |= _charts(view)
    if view.events:
        drawn[view.events.words.id] = draw(view.events)
    return drawn


def _charts(view: PageView) -> Iterator[tuple[str, Figure]]:
    """The drawing of every chart by its id; the key of a phase stays with the first that has it."""
    named: set[str] = set()
    for goal in view.goals:
        for objective in goal.objectives:
            for shown in objective.charts:
                figure = draw(shown.chart)
                key = tuple(phase for phase in figure.key if phase not in named)
                named.update(key)
                yield shown.chart.words.id, replace(figure, key=key)

"""Panels: the charts of several people as parts of one drawing, on one scale and one axis of time.

In: the charts of an objective that several people rate. Out: the same charts, each with its Panel.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from generator.view.chart_values import (
    CountChart,
    NumberChart,
    Panel,
    PercentageChart,
    QuestionnaireChart,
    RatingChart,
)
from generator.view.page_values import ChartView

#: The kinds whose drawing says as much at half its height.
_HALVED: Final = (RatingChart, NumberChart, PercentageChart, QuestionnaireChart, CountChart)


def in_panels(charts: Sequence[ChartView]) -> tuple[ChartView, ...]:
    """The charts of several people with their panels; as they are where they stand by themselves."""
    if len(charts) < 2 or not all(isinstance(shown.chart, _HALVED) for shown in charts):
        return tuple(charts)
    shared = tuple(value for shown in charts for value in _held(shown))
    return tuple(_in_panel(shown, len(charts), shared) for shown in charts)


def _in_panel(shown: ChartView, of: int, shared: tuple[float, ...]) -> ChartView:
    chart = shown.chart
    assert isinstance(chart, _HALVED)
    panel = Panel(shown.rater or "", shown.place, of, shared)
    return replace(shown, chart=replace(chart, frame=replace(chart.frame, panel=panel)))


def _held(shown: ChartView) -> list[float]:
    """The values that the axis of a chart without a scale of its own must hold."""
    chart = shown.chart
    if isinstance(chart, NumberChart):
        held = [point.value for run in chart.runs for point in run]
        return [*held, *chart.frame.level_values]
    if isinstance(chart, CountChart):
        counted = [slot.value for slot in chart.slots if slot.value is not None]
        started = [chart.start.value] if chart.start else []
        return [*counted, *started, *chart.frame.level_values]
    return []

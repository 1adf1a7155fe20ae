"""Measured: how a plan goes by one of its measures, in words and as a line.

In: a plan with its progress, and today.
Out: a `Measured`; None where nothing is noted and no step planned.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.plan import Plan, Publication, Setting
from generator.progress.derive import Progress, Series
from generator.progress.series import Signal
from generator.text.full_stop import without_full_stop
from generator.text.language import _
from generator.view import dates
from generator.view.chart_values import TrendLine
from generator.view.group import group_in_brief
from generator.view.measures.describe import describe
from generator.view.trend import midnight, trend_line


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: its objective, its value and aim, and its line where one person noted it."""

    name: str
    value: str
    line: TrendLine | None


def measured(
    plan: Plan,
    progress: Mapping[str, Progress],
    today: date,
) -> Measured | None:
    """The measure that says most.

    One that is harder now, else the first with values, questionnaires last; else steps.
    """
    if plan.setting is Setting.GROUP:
        return _of_group(plan, progress)
    scored = [one for one in progress.values() if any(series.points for series in one.series)]
    if not scored:
        return _steps(progress)
    chosen = min(scored, key=_weight)
    series = next(one for one in chosen.series if one.points)
    return Measured(
        _name(chosen),
        _value(plan, chosen),
        _line(plan, chosen, series, today),
    )


def _weight(progress: Progress) -> tuple[bool, bool]:
    """The smallest is chosen."""
    is_harder = any(series.signal is Signal.HARDER for series in progress.series)
    return (not is_harder, progress.objective.measure.questionnaire is not None)


def _of_group(plan: Plan, progress: Mapping[str, Progress]) -> Measured | None:
    """The first measure that a group's own page has words for: they tell of no single person."""
    for one in progress.values():
        if not one.series:
            continue
        words = group_in_brief(plan, one.objective)
        if words:
            value = without_full_stop(words.removeprefix(f"{_name(one)}: "))
            return Measured(_name(one), value, None)
    return None


def _steps(progress: Mapping[str, Progress]) -> Measured | None:
    """The first objective that has steps under way."""
    for one in progress.values():
        if one.steps.going:
            done = dates.number(len(one.steps.done))
            all_ = dates.number(len(one.steps.going))
            return Measured(
                _name(one),
                _("{done} of {all} steps done", done=done, all=all_),
                None,
            )
    return None


def _name(progress: Progress) -> str:
    return without_full_stop(progress.objective.objective)


def _value(plan: Plan, progress: Progress) -> str:
    """The latest value of each rater, the aim, and that it is held back, if it is."""
    all_series = describe(plan, progress).series
    latest = []
    for one in all_series:
        if one.words.latest:
            value = one.words.brief or one.words.latest.value
            if one.rater:
                value = f"{one.rater} {value}"
            latest.append(value)
    words = [", ".join(latest)]
    aim = all_series[0].words.aim
    if aim:
        words.append(_("aim {aim}", aim=aim))
    if progress.objective.publication is Publication.HELD:
        words.append(_("held back for now"))
    return "; ".join(words)


def _line(plan: Plan, progress: Progress, series: Series, today: date) -> TrendLine:
    """From the first value to the last, or to today while the plan's time lasts.

    So that a silence at the end is seen.
    """
    points = series.points
    end = max(points[-1].at, midnight(min(today, plan.timeframe.end)))
    return trend_line(progress.objective.measure, [series], points[0].at, end)

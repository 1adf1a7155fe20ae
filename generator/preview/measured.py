"""Measured: how a plan goes by its measures, in words and as lines.

In: a plan with its progress, and today.
Out: a `Measured` for each of a few; none where nothing is noted and no step planned.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from generator.model.plan import Plan, Publication, Setting
from generator.progress.derive import Progress
from generator.progress.series import Signal
from generator.text.full_stop import without_full_stop
from generator.text.language import _
from generator.view import dates
from generator.view.called import short_name
from generator.view.chart_values import TrendLine
from generator.view.group import group_in_brief
from generator.view.measures.describe import describe
from generator.view.trend import midnight, trend_line

#: Most measures of one plan that are shown among all plans.
MEASURES_LIMIT: Final = 3


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
) -> tuple[Measured, ...]:
    """The measures that say most, at most MEASURES_LIMIT of them.

    What is harder now, then those with values, questionnaires last; else steps.
    """
    if plan.setting is Setting.GROUP:
        return tuple(islice(_of_group(plan, progress), MEASURES_LIMIT))
    scored = [one for one in progress.values() if any(series.points for series in one.series)]
    if not scored:
        return tuple(islice(_steps(progress), MEASURES_LIMIT))
    chosen = sorted(scored, key=_weight)[:MEASURES_LIMIT]
    return tuple(Measured(_name(one), _value(plan, one), _line(plan, one, today)) for one in chosen)


def _weight(progress: Progress) -> tuple[bool, bool]:
    """The smallest comes first."""
    is_harder = any(series.signal is Signal.HARDER for series in progress.series)
    return (not is_harder, progress.objective.measure.questionnaire is not None)


def _of_group(plan: Plan, progress: Mapping[str, Progress]) -> Iterator[Measured]:
    """The measures that a group's own page has words for: they tell of no single person."""
    for one in progress.values():
        words = group_in_brief(plan, one.objective) if one.series else ""
        if words:
            name = without_full_stop(one.objective.objective)
            yield Measured(_name(one), without_full_stop(words.removeprefix(f"{name}: ")), None)


def _steps(progress: Mapping[str, Progress]) -> Iterator[Measured]:
    """The objectives that have steps under way."""
    for one in progress.values():
        if one.steps.going:
            done = dates.number(len(one.steps.done))
            all_ = dates.number(len(one.steps.going))
            words = _("{done} of {all} steps done", done=done, all=all_)
            yield Measured(_name(one), words, None)


def _name(progress: Progress) -> str:
    return short_name(progress.objective)


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


def _line(plan: Plan, progress: Progress, today: date) -> TrendLine:
    """From the first value to the last, or to today while the plan's time lasts.

    So that a silence at the end is seen.
    """
    series = next(one for one in progress.series if one.points)
    points = series.points
    end = max(points[-1].at, midnight(min(today, plan.timeframe.end)))
    return trend_line(progress.objective.measure, [series], points[0].at, end)

"""Measured: how a plan goes by one of its measures, in words and as a line.

In: a plan with its progress, and today.
Out: a `Measured`; None where nothing is noted and no step planned.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from generator.model.plan import Plan, Publication, Setting
from generator.progress.derive import Progress, Series
from generator.progress.series import KnownValue, Signal
from generator.text.full_stop import without_full_stop
from generator.text.language import _
from generator.view import chart_values, dates
from generator.view.group import group_in_brief
from generator.view.measures.describe import describe


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One measure as a line over so many `days`, on its full scale.

    `runs` are points without a long silence between them; there is at least one.
    """

    runs: tuple[tuple[chart_values.Point, ...], ...]
    low: float
    high: float
    days: float
    aim: float | None


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


# ---- as a line


def _line(plan: Plan, progress: Progress, series: Series, today: date) -> TrendLine:
    """From the first value to the last, or to today while the plan's time lasts.

    So that a silence at the end is seen.
    """
    points = series.points
    end = max(points[-1].at, _midnight(min(today, plan.timeframe.end)))
    low, high = _scale(progress, series)
    return TrendLine(
        runs=tuple(_runs(series)),
        low=low,
        high=high,
        days=_days(points[0].at, end),
        aim=_aim(series),
    )


def _aim(series: Series) -> float | None:
    if series.aim is None:
        return None
    return series.aim.edge


def _scale(progress: Progress, series: Series) -> tuple[float, float]:
    """The scale of the measure; of one without a scale, from 0 to the highest value or the aim."""
    scale = progress.objective.measure.scale
    if scale:
        return scale
    values = [point.value for point in series.points]
    return min(0.0, *values), max(0.0, *values, _aim(series) or 0.0)


def _runs(series: Series) -> Iterator[tuple[chart_values.Point, ...]]:
    """The values, with their days since the first, broken at each long silence."""
    first = series.points[0].at
    silence_ends = [_midnight(gap.end) for gap in series.gaps]

    def silences_before(point: KnownValue) -> int:
        return sum(end <= point.at for end in silence_ends)

    for _silences, run in groupby(series.points, key=silences_before):
        yield tuple(chart_values.Point(_days(first, one.at), one.value) for one in run)


def _days(start: datetime, end: datetime) -> float:
    return (end - start) / timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)

"""Measured: one measure of a plan, in words and as a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from generator.model.plan import Plan, Publication, Setting
from generator.progress.derive import Progress, Series
from generator.progress.series import Signal
from generator.text.language import _
from generator.view import chart_values, dates
from generator.view.group import group_in_brief
from generator.view.measures.describe import describe


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One measure as a line: runs of points, at least one, over so many `days`, on a full scale; the aim, if any."""

    runs: tuple[tuple[chart_values.Point, ...], ...]
    low: float
    high: float
    days: float
    aim: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: what it is, where it stands with its aim, and its line where there are notes of one person."""

    name: str
    value: str
    line: TrendLine | None


def measured(plan: Plan, progress: Mapping[str, Progress], today: date) -> Measured | None:
    """One that is harder now, else the first that has notes, question sheets last; steps where nothing is noted."""
    if plan.setting is Setting.GROUP:
        return next((found for one in progress.values() if (found := _spread(plan, one))), None)
    noted = [one for one in progress.values() if any(series.points for series in one.series)]
    if not noted:
        return next((_steps(one) for one in progress.values() if one.steps.going), None)
    chosen = min(noted, key=_weight)
    told = describe(plan, chosen)
    parts = []
    for one in told.series:
        if one.words.latest:
            value = one.words.brief or one.words.latest.value
            parts.append(f"{one.rater} {value}" if one.rater else value)
    said = [", ".join(parts)]
    said += [_("aim {aim}", aim=aim)] if (aim := told.series[0].words.aim) else []
    said += [_("held back for now")] if chosen.objective.publication is Publication.HELD else []
    series = next(one for one in chosen.series if one.points)
    return Measured(_words(chosen), "; ".join(said), _line(plan, chosen, series, today))


def _spread(plan: Plan, progress: Progress) -> Measured | None:
    """What a group's own page says of a measure: nothing of any one person."""
    said = group_in_brief(plan, progress.objective) if progress.series else ""
    return (
        Measured(_words(progress), said.removeprefix(f"{_words(progress)}: ").rstrip("."), None)
        if said
        else None
    )


def _weight(progress: Progress) -> tuple[bool, bool]:
    is_harder = any(series.signal is Signal.HARDER for series in progress.series)
    return (not is_harder, progress.objective.measure.questionnaire is not None)


def _steps(progress: Progress) -> Measured:
    counts = {
        "done": dates.number(len(progress.steps.done)),
        "all": dates.number(len(progress.steps.going)),
    }
    return Measured(_words(progress), _("{done} of {all} steps done", **counts), None)


def _line(plan: Plan, progress: Progress, series: Series, today: date) -> TrendLine:
    """The line from the first note to the last, or to today while the plan's time lasts: a silence is seen."""
    points = series.points
    aim = None if series.aim is None else series.aim.edge
    numbers = [point.value for point in points]
    scale = progress.objective.measure.scale
    low, high = scale or (min(0.0, *numbers), max(0.0, *numbers, aim or 0.0))
    end = max(points[-1].at, _midnight(min(today, plan.timeframe.end)))
    days = (end - points[0].at) / timedelta(days=1)
    return TrendLine(tuple(_runs(series)), low, high, days, aim)


def _runs(series: Series) -> Iterator[tuple[chart_values.Point, ...]]:
    """The notes in days since the first, broken at each long silence."""
    points = series.points
    ends = [_midnight(gap.end) for gap in series.gaps]
    for _silences, run in groupby(points, key=lambda point: sum(end <= point.at for end in ends)):
        yield tuple(
            chart_values.Point((point.at - points[0].at) / timedelta(days=1), point.value)
            for point in run
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _words(progress: Progress) -> str:
    return progress.objective.objective.rstrip(".")

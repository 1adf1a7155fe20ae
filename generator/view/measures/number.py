"""Number words: what the page says of any number with its unit, and its chart.

In: a number with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from generator.model.measure import Number
from generator.progress.number import NumberSeries
from generator.progress.series import Aim, Side
from generator.text.language import _
from generator.view import chart_values, dates, page_values
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    aim_mark_of,
    at_most,
    empty,
    hatched,
    no_rows,
    of_unit,
    or_more,
    phases_of,
    points_of,
    span,
    start_label,
    when,
)
from generator.view.sentences import (
    aim_by,
    began_and_latest,
    entries_over,
    gaps,
    joined,
    no_entries_yet,
    nothing_yet,
    on_day,
    silence,
    thick,
    thin_and_thick,
    way,
)
from generator.view.whose import told

#: Decimals of a number below 1 as somebody wrote it; a mean of such has two digits that count.
_WRITTEN: Final = 4


def describe(subject: Subject, number: Number, series: NumberSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest = None
    if series.readings:
        last = series.readings[-1]
        latest = page_values.Fact(
            dates.long(last.at.date(), subject.year), with_unit(last.value, number.unit)
        )
    return SeriesWords(
        chart=_chart(subject, number, series),
        origin=None if series.baseline is None else subject.began(_value(series, series.baseline)),
        start=None
        if series.baseline is None
        else subject.began(of_unit(_value(series, series.baseline), number.unit)),
        latest=latest,
        aim=_aim(series, number.unit),
        counted=_("{words}.", words=number.unit),
        said=told("You are keeping it up.", subject.whose) if series.is_kept_up else None,
    )


def plain(value: float, *marks: float) -> str:
    """A number as it was written: `0.25`; a mean or a median shorter, on its own side of each mark."""
    short = float(f"{value:.2g}")
    if (
        abs(value) < 1
        and round(value, _WRITTEN) != value
        and all((value > mark) == (short > mark) for mark in marks)
    ):
        return dates.decimal(short, _WRITTEN)
    return dates.number(value, *marks)


def _value(series: NumberSeries, value: float) -> str:
    """A value, never rounded onto the aim."""
    return plain(value, *((series.aim.low, series.aim.high) if series.aim else ()))


def with_unit(value: float, unit: str) -> str:
    """`45 minutes`, `1 kg`; a bare `1` of what ends in s, since only the plan knows its singular."""
    return plain(1) if value == 1 and unit.endswith("s") else _valued(plain(value), unit)


def number_aim(aim: Aim, unit: str) -> str:
    """`60 minutes or more`, `at most 20 cups`, `6 to 8 hours`; without the unit where it is empty."""
    if aim.side is Side.WITHIN:
        return _valued(_("{low} to {high}", low=plain(aim.low), high=plain(aim.high)), unit)
    return (
        or_more(_valued(plain(aim.low), unit))
        if aim.side is Side.ABOVE
        else at_most(_valued(plain(aim.high), unit))
    )


def _valued(value: str, unit: str) -> str:
    return of_unit(value, unit)


def _aim(series: NumberSeries, unit: str) -> str | None:
    """The aim in words, with `keep` where the start meets it already."""
    if series.aim is None:
        return None
    aim = number_aim(series.aim, unit)
    return _("keep {aim}", aim=aim) if series.is_upkeep else aim


def _aim_label(series: NumberSeries, due: date, year: int) -> str:
    if series.aim is None:
        return ""
    aim, day = number_aim(series.aim, ""), dates.short(due, year)
    if series.is_upkeep:
        return _("aim: keep {aim} until {day}", aim=aim, day=day)
    return _("aim: {aim} by {day}", aim=aim, day=day)


def _chart(subject: Subject, number: Number, series: NumberSeries) -> chart_values.NumberChart:
    plan, due, year = subject.plan, subject.objective.due, subject.year
    time_span = span(plan)
    rows = tuple((when(reading.at, year), plain(reading.value)) for reading in series.readings)
    title = _("{objective}, in {unit}", objective=subject.title, unit=number.unit)
    return chart_values.NumberChart(
        words=chart_values.ChartWords(
            id=subject.id,
            title=title,
            description=_description(subject, series, number),
            finding=_finding(subject, series, number),
            table=chart_values.Table(title, (_("Date"), number.unit), rows or no_rows(2)),
        ),
        span=time_span,
        runs=points_of(series.runs, time_span.start),
        medians=points_of(series.levels, time_span.start),
        latest=plain(series.readings[-1].value) if series.readings else None,
        aim=aim_mark_of(series.aim, 0.0, 0.0, _aim_label(series, due, year)),
        start=None
        if series.baseline is None
        else chart_values.LevelMark(series.baseline, start_label(_value(series, series.baseline))),
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, series.gaps, series.rater, time_span),
        empty=empty(),
    )


def _finding(subject: Subject, series: NumberSeries, number: Number) -> chart_values.ChartFinding:
    if not series.readings:
        return nothing_yet()
    last, year = series.readings[-1], subject.year
    aim = _aim(series, "")
    if aim and series.is_upkeep:
        aim = _("to {aim}", aim=aim)
    return chart_values.ChartFinding(
        on_day(with_unit(last.value, number.unit), last.at.date(), year),
        joined(
            way(
                None if series.baseline is None else subject.began(_value(series, series.baseline)),
                aim,
            ),
            thin_and_thick() if series.levels else "",
            gaps(series.gaps, "notes", year),
        ),
    )


def _description(subject: Subject, series: NumberSeries, number: Number) -> str:
    """The chart in words, for those who do not see it."""
    due, year = subject.objective.due, subject.year
    aim = aim_by(_aim(series, number.unit), due, year)
    if series.aim and series.is_upkeep:
        keep, day = _aim(series, number.unit), dates.long(due, year)
        aim = _("The aim is to {aim} until {day}.", aim=keep, day=day)
    if not series.readings:
        return joined(no_entries_yet(), aim)
    first, last = series.readings[0], series.readings[-1]
    began = plain(first.value)
    if series.baseline is not None:
        began = subject.began(_value(series, series.baseline))
    return joined(
        f"{entries_over(series.readings, year)}.",
        began_and_latest(began, with_unit(last.value, number.unit), last.at.date(), year),
        aim,
        silence(series.gaps, "notes", year),
        thick() if series.levels else "",
    )

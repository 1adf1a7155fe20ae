"""Number words: what the page says of any number with its unit, and its chart.

In: a number with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    chart_runs,
    chart_words,
    found,
    frame_of,
    latest_words,
    marks_of,
    no_rows,
    of_unit,
    or_more,
    start_label,
    when,
)
from generator.view.sentences import (
    aim_by,
    began_and_latest,
    both_lines,
    entries_over,
    gaps,
    joined,
    no_entries_yet,
    nothing_yet,
    silence,
    thick,
)
from generator.view.verdicts import after, verdict, without_numbers

#: Decimals of a number below 1 as somebody wrote it; a mean of such has two digits that count.
_WRITTEN: Final = 4


def describe(subject: Subject, number: Number, series: NumberSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    baseline, start = _baseline(series), None
    if baseline is not None:
        start = subject.began(of_unit(baseline, number.unit))
    return SeriesWords(
        chart=_chart(subject, number, series),
        origin=subject.began(_baseline(series)),
        start=start,
        latest=_latest(subject, number, series),
        aim=_aim(series, number.unit),
        counted=_("{words}.", words=number.unit),
        in_row=verdict(series, _row_aim(series, number), subject.whose),
        after=after(series, subject.whose),
    )


def plain(value: float, *marks: float) -> str:
    """A number as it was written: `0.25`; a mean or a median shorter, on its own side of each mark."""
    short = float(f"{value:.2g}")
    is_reckoned = abs(value) < 1 and round(value, _WRITTEN) != value
    if is_reckoned and all((value > mark) == (short > mark) for mark in marks):
        return dates.decimal(short, _WRITTEN)
    return dates.number(value, *marks)


def with_unit(value: float, unit: str) -> str:
    """`45 minutes`, `1 kg`; a bare `1` of what ends in s, since only the plan knows its singular."""
    if value == 1 and unit.endswith("s"):
        return plain(1)
    return of_unit(plain(value), unit)


def number_aim(aim: Aim, unit: str) -> str:
    """`60 minutes or more`, `at most 20 cups`, `6 to 8 hours`; without the unit where it is empty."""
    if aim.side is Side.WITHIN:
        return of_unit(
            _("{low} to {high}", low=plain(aim.low), high=plain(aim.high)),
            unit,
        )
    if aim.side is Side.ABOVE:
        return or_more(of_unit(plain(aim.low), unit))
    return at_most(of_unit(plain(aim.high), unit))


def _baseline(series: NumberSeries) -> str | None:
    """The start as a number, never rounded onto the aim."""
    if series.baseline is None:
        return None
    return plain(series.baseline, *marks_of(series.aim))


def _latest(
    subject: Subject,
    number: Number,
    series: NumberSeries,
) -> page_values.Fact | None:
    if not series.readings:
        return None
    last = series.readings[-1]
    day = dates.long(last.at.date(), subject.year)
    return page_values.Fact(day, with_unit(last.value, number.unit))


def _aim(series: NumberSeries, unit: str) -> str | None:
    """The aim in words, with `keep` where the start meets it already."""
    if series.aim is None:
        return None
    aim = number_aim(series.aim, unit)
    if series.is_upkeep:
        return _("keep {aim}", aim=aim)
    return aim


def _aim_label(subject: Subject, series: NumberSeries) -> str:
    if series.aim is None:
        return ""
    aim = number_aim(series.aim, "")
    day = dates.short(subject.objective.due, subject.year)
    if series.is_upkeep:
        return _("aim: keep {aim} until {day}", aim=aim, day=day)
    return _("aim: {aim} by {day}", aim=aim, day=day)


def _chart_words(
    subject: Subject,
    number: Number,
    series: NumberSeries,
    phases: Sequence[chart_values.PhaseMark],
) -> chart_values.ChartWords:
    title = _("{objective}, in {unit}", objective=subject.title, unit=number.unit)
    rows = tuple(
        (
            when(reading.at, subject.year),
            plain(reading.value),
        )
        for reading in series.readings
    )
    return chart_words(
        subject,
        title=title,
        description=_description(subject, series, number),
        finding=_finding(subject, series, number),
        table=chart_values.Table(
            title,
            (_("Date"), number.unit),
            rows or no_rows(2),
        ),
        phases=phases,
        below=_below(subject, number, series),
        quiet=without_numbers(series, subject.whose),
        drawn=both_lines(series.levels),
    )


def _row_aim(series: NumberSeries, number: Number) -> str | None:
    """The aim without what is to be done with it."""
    return number_aim(series.aim, number.unit) if series.aim else None


def _below(subject: Subject, number: Number, series: NumberSeries) -> str:
    """`In minutes. The aim is 60 or more by 20 June.`"""
    return joined(_("In {unit}.", unit=number.unit), _aim_until(subject, series, ""))


def _start_mark(series: NumberSeries) -> chart_values.LevelMark | None:
    """The line of the baseline, where there is one."""
    baseline = _baseline(series)
    if series.baseline is None or baseline is None:
        return None
    return chart_values.LevelMark(series.baseline, start_label(baseline))


def _chart(
    subject: Subject,
    number: Number,
    series: NumberSeries,
) -> chart_values.NumberChart:
    aim = aim_mark_of(series.aim, 0.0, 0.0, _aim_label(subject, series))
    frame = frame_of(subject, series.gaps, aim=aim, start=_start_mark(series))
    return chart_values.NumberChart(
        words=_chart_words(subject, number, series, frame.phases),
        frame=frame,
        runs=chart_runs(series.runs, frame.span.start),
        medians=chart_runs(series.levels, frame.span.start),
        latest=latest_words(series.readings, plain),
    )


def _finding(
    subject: Subject,
    series: NumberSeries,
    number: Number,
) -> chart_values.ChartFinding:
    if not series.readings:
        return nothing_yet()
    last, year = series.readings[-1], subject.year
    return found(
        subject,
        with_unit(last.value, number.unit),
        last.at.date(),
        _baseline(series),
        gaps(series.gaps, "notes", year),
    )


def _began_and_latest(
    subject: Subject,
    series: NumberSeries,
    number: Number,
) -> str:
    """The start, else the first value, and the latest."""
    first, last = series.readings[0], series.readings[-1]
    began = subject.began(_baseline(series)) or plain(first.value)
    latest = with_unit(last.value, number.unit)
    return began_and_latest(began, latest, last.at.date(), subject.year)


def _aim_until(subject: Subject, series: NumberSeries, unit: str) -> str:
    """The aim and its day: by which it is to be reached, or until which it is to be kept."""
    due, year, aim = subject.objective.due, subject.year, _aim(series, unit)
    if series.aim and series.is_upkeep:
        return _(
            "The aim is to {aim} until {day}.",
            aim=aim,
            day=dates.long(due, year),
        )
    return aim_by(aim, due, year)


def _description(subject: Subject, series: NumberSeries, number: Number) -> str:
    """The chart in words, for those who do not see it."""
    aim, year = _aim_until(subject, series, number.unit), subject.year
    if not series.readings:
        return joined(no_entries_yet(), aim)
    return joined(
        f"{entries_over(series.readings, year)}.",
        _began_and_latest(subject, series, number),
        aim,
        silence(series.gaps, "notes", year),
        thick(series.levels),
    )

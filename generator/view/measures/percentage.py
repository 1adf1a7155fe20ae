"""Percentage words: what the page says of a percentage, and its chart.

In: a percentage with the series of one rater. Out: its `SeriesWords`.
Touches nothing. Where scores are so many of so many, the present level is the last four together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from generator.model.measure import FirstEntries, Fraction, Percentage
from generator.progress.percentage import PercentageSeries, pool
from generator.progress.series import Aim, Reading, Side
from generator.text.language import N_, _
from generator.view import chart_values, dates, page_values, shares
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    aim_mark_of,
    aim_until,
    at_most,
    below,
    chart_day,
    chart_runs,
    chart_words,
    found,
    frame_of,
    latest_words,
    marks_of,
    no_rows,
    or_more,
    start_label,
    when,
)
from generator.view.sentences import (
    aim_by,
    began_and_latest,
    both_lines,
    capital,
    entries_over,
    gaps,
    joined,
    no_entries_yet,
    nothing_yet,
    silence,
    thick,
)
from generator.view.verdicts import after, verdict, without_numbers

#: A share of fewer than this says little by itself: its dot is hollow.
#: Source: docs/clinical-rules.md#shares-of-few.
FEW: Final = 5
#: What the latest scores are called together, by how many there are.
_TOGETHER: Final = {
    2: N_("both together"),
    3: N_("all three together"),
    4: N_("the last four together"),
}


def describe(
    subject: Subject,
    percentage: Percentage,
    series: PercentageSeries,
) -> SeriesWords:
    """The words and the chart of one rater's series."""
    origin = subject.began(_began(percentage, series))
    return SeriesWords(
        chart=_chart(subject, percentage, series),
        origin=origin,
        start=origin,
        latest=_latest(series, subject.year),
        aim=_aim(series),
        counted=_("Per cent, from 0 to 100."),
        in_row=verdict(series, _aim(series), subject.whose),
        after=after(series, subject.whose),
    )


def _began(percentage: Percentage, series: PercentageSeries) -> str | None:
    """Where it began: the first scores together as they were counted,
    or the per cent that the plan gives.
    """
    if series.baseline is None:
        return None
    given = percentage.baseline
    if series.parts and isinstance(given, FirstEntries):
        first = pool(series.parts[: given.count])
        return shares.in_words(first, *marks_of(series.aim))
    return shares.percent(series.baseline)


def _aim(series: PercentageSeries) -> str | None:
    if series.aim is None:
        return None
    return percent_aim(series.aim)


def percent_aim(aim: Aim) -> str:
    """`60 % or more`, `at most 20 %`, `40 to 60 %`."""
    if aim.side is Side.WITHIN:
        return _(
            "{low} to {high}",
            low=dates.number(aim.low),
            high=shares.percent(aim.high),
        )
    if aim.side is Side.ABOVE:
        return or_more(shares.percent(aim.low))
    return at_most(shares.percent(aim.high))


def _unbroken(label: str) -> str:
    """The label with each number tied to its sign, so that no line ends between them."""
    return label.replace(shares.UNIT, "\u00a0%")


def _latest(series: PercentageSeries, year: int) -> page_values.Fact | None:
    if not series.readings:
        return None
    last = series.readings[-1]
    together = _together(series)
    if together and series.pooled is not None:
        return page_values.Fact(
            capital(together), shares.in_words(series.pooled, *marks_of(series.aim))
        )
    return page_values.Fact(dates.long(last.at.date(), year), _last(series))


def _frame(
    subject: Subject, percentage: Percentage, series: PercentageSeries
) -> chart_values.ChartFrame:
    return frame_of(
        subject,
        series.gaps,
        aim=aim_mark_of(series.aim, 0.0, 100.0, _aim_label(subject, series)),
        start=_start_mark(percentage, series),
        unit=shares.UNIT,
    )


def _chart_words(
    subject: Subject,
    percentage: Percentage,
    series: PercentageSeries,
    phases: Sequence[chart_values.PhaseMark],
) -> chart_values.ChartWords:
    return chart_words(
        subject,
        title=_("{objective}, 0 to 100 %", objective=subject.title),
        description=_description(subject, percentage, series),
        finding=_finding(subject, percentage, series),
        table=_table(subject.title, series, subject.year),
        phases=phases,
        below=below(_("Per cent, from 0 to 100."), aim_until(subject, _aim(series))),
        quiet=without_numbers(series, subject.whose),
        drawn=joined(_hollow(series), both_lines(series.levels)),
    )


def _hollow(series: PercentageSeries) -> str:
    """What a hollow dot is, where there is one."""
    if any(part.of < FEW for part in series.parts):
        return _("A hollow dot rests on fewer than five.")
    return ""


def _chart(
    subject: Subject, percentage: Percentage, series: PercentageSeries
) -> chart_values.RatingChart | chart_values.PercentageChart:
    """Dots by what they rest on, where scores are so many of so many; else a line as a rating has."""
    frame = _frame(subject, percentage, series)
    words = _chart_words(subject, percentage, series, frame.phases)
    first_day = frame.span.start
    if series.parts:
        return chart_values.PercentageChart(words, frame, _runs(series, first_day))
    return chart_values.RatingChart(
        words=words,
        frame=frame,
        low=0.0,
        high=100.0,
        low_words=None,
        high_words=None,
        runs=chart_runs(series.runs, first_day),
        medians=chart_runs(series.levels, first_day),
        latest=latest_words(series.readings, shares.percent),
    )


def _aim_label(subject: Subject, series: PercentageSeries) -> str:
    aim = _aim(series)
    if aim is None:
        return ""
    day = dates.short(subject.objective.due, subject.year)
    return _unbroken(_("aim: {aim} by {day}", aim=aim, day=day))


def _start_mark(
    percentage: Percentage,
    series: PercentageSeries,
) -> chart_values.LevelMark | None:
    began = _began(percentage, series)
    if series.baseline is None or began is None:
        return None
    return chart_values.LevelMark(series.baseline, _unbroken(start_label(began)))


def _runs(
    series: PercentageSeries, start: date
) -> tuple[tuple[chart_values.PercentagePoint, ...], ...]:
    """Each score with what it rests on, run by run."""
    parts = iter(series.parts)
    return tuple(
        tuple([_point(reading, next(parts), start) for reading in run]) for run in series.runs
    )


def _point(
    reading: Reading,
    part: Fraction,
    start: date,
) -> chart_values.PercentagePoint:
    return chart_values.PercentagePoint(
        day=chart_day(reading.at, start),
        value=reading.value,
        of=part.of,
        words=shares.counted(part),
        dot=chart_values.Dot.HOLLOW if part.of < FEW else chart_values.Dot.FULL,
    )


def _first(series: PercentageSeries) -> str:
    """The first score as it was written."""
    if series.parts:
        return shares.in_words(series.parts[0], *marks_of(series.aim))
    return shares.percent(series.readings[0].value)


def _last(series: PercentageSeries) -> str:
    """The last score as it was written: `5 of 8`, `62.5 %`;
    of many with its per cent, `16 of 39 (41 %)`.
    """
    if series.parts:
        return shares.in_words(series.parts[-1], *marks_of(series.aim))
    return shares.percent(series.readings[-1].value)


def _together(series: PercentageSeries) -> str:
    """`the last four together`, by how many there are; empty for a single one and without parts."""
    name = _TOGETHER.get(min(len(series.parts), 4))
    return _(name) if name else ""


def _pooled(series: PercentageSeries) -> str:
    """`The last four together: 16 of 39 (41 %).`; nothing without parts, or with a single one."""
    together = _together(series)
    if not together or series.pooled is None:
        return ""
    share = shares.in_words(series.pooled, *marks_of(series.aim))
    return _("{together}: {parts}.", together=capital(together), parts=share)


def _finding(
    subject: Subject, percentage: Percentage, series: PercentageSeries
) -> chart_values.ChartFinding:
    if not series.readings:
        return nothing_yet()
    last, year = series.readings[-1], subject.year
    return found(
        subject,
        _last(series),
        last.at.date(),
        _began(percentage, series),
        _pooled(series),
        gaps(series.gaps, "notes", year),
    )


def _description(
    subject: Subject,
    percentage: Percentage,
    series: PercentageSeries,
) -> str:
    """The chart in words, for those who do not see it."""
    year = subject.year
    aim = aim_by(_aim(series), subject.objective.due, year)
    if not series.readings:
        return joined(no_entries_yet(), aim)
    last = series.readings[-1]
    began = subject.began(_began(percentage, series)) or _first(series)
    return joined(
        f"{entries_over(series.readings, year)}.",
        began_and_latest(began, _last(series), last.at.date(), year),
        _pooled(series),
        aim,
        silence(series.gaps, "notes", year),
        thick(series.levels),
    )


def _table(title: str, series: PercentageSeries, year: int) -> chart_values.Table:
    if series.parts:
        return _table_of_parts(title, series, year)
    rows = tuple(
        (
            when(one.at, year),
            shares.percent(one.value),
        )
        for one in series.readings
    )
    return chart_values.Table(title, (_("Date"), _("Per cent")), rows or no_rows(2))


def _per_cents(series: PercentageSeries) -> list[str]:
    return [shares.whole(part, *marks_of(series.aim)) for part in series.parts]


def _table_of_parts(
    title: str,
    series: PercentageSeries,
    year: int,
) -> chart_values.Table:
    """So many of so many by day, with a column of per cent where any part has them."""
    days = [when(one.at, year) for one in series.readings]
    counted = [shares.counted(part) for part in series.parts]
    whole = _per_cents(series)
    columns = 3 if any(whole) else 2
    heads = (_("Date"), _("Done"), _("Per cent"))[:columns]
    rows = zip(*(days, counted, whole)[:columns], strict=True)
    return chart_values.Table(title, heads, tuple(rows))

"""Total words: what the page says of a count that adds up, and its chart.

In: a total with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from generator.model.measure import Total
from generator.progress.series import Signal
from generator.progress.total import TotalSeries
from generator.text.language import N_, _
from generator.view import chart_values, dates, page_values
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    below,
    chart_runs,
    chart_words,
    finding_of,
    frame_of,
    latest_words,
    no_rows,
    times,
    what_is_counted,
    when,
)
from generator.view.sentences import (
    aim_by,
    capital,
    entries,
    gaps,
    joined,
    no_entries_yet,
    nothing_yet,
    silence,
)
from generator.view.verdicts import after, verdict, without_numbers

#: What the straight way to the goal is called.
#: Source: docs/clinical-rules.md#one-possible-path.
PATH: Final = N_("one possible path")


def describe(subject: Subject, total: Total, series: TotalSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest = None
    if series.readings:
        latest = page_values.Fact(_("So far"), _so_far(total, series))
    return SeriesWords(
        chart=_chart(subject, total, series),
        origin=None,
        start=None,
        latest=latest,
        aim=_aim(total),
        counted=_counted(total),
        in_row=_verdict(subject, total, series),
        after="" if _sentence(series) else after(series, subject.whose),
    )


def _counted(total: Total) -> str:
    """`In talks, added up from the start.`"""
    words = _("{unit}, added up from the start.", unit=what_is_counted(total.unit))
    return capital(words) if total.unit == "times" else words


def _verdict(subject: Subject, total: Total, series: TotalSeries) -> str:
    """The one short sentence that a sum is worth."""
    if total.goal is None:
        return _sentence(series) or verdict(series, None, subject.whose)
    aim = dates.number(total.goal)
    return _sentence(series) or verdict(series, aim, subject.whose)


def _aim(total: Total) -> str | None:
    if total.goal is None:
        return None
    return times(total.goal, total.unit)


def _sentence(series: TotalSeries) -> str | None:
    """What a sum that grows means; a goal that is reached is told as with any measure,
    and so is nothing yet.
    """
    if not series.total or series.signal is Signal.REACHED:
        return None
    if series.goal is None:
        return _("Each one counts.")
    return _("On the way. Each one counts.")


def _chart_words(
    subject: Subject,
    total: Total,
    series: TotalSeries,
    phases: Sequence[chart_values.PhaseMark],
) -> chart_values.ChartWords:
    title = _(
        "{objective}, {unit} added up",
        objective=subject.title,
        unit=what_is_counted(total.unit),
    )
    return chart_words(
        subject,
        title=title,
        description=_description(subject, total, series),
        finding=_finding(subject, total, series),
        table=_table(subject, title, series),
        phases=phases,
        below=below(
            _("In {unit}, added up from the start.", unit=total.unit), _aim_by(subject, total)
        ),
        drawn=_flat(series),
        quiet=_sentence(series) or without_numbers(series, subject.whose),
    )


def _aim_by(subject: Subject, total: Total) -> str | None:
    """`12 by 20 June`."""
    if total.goal is None:
        return None
    day = dates.long(subject.objective.due, subject.year)
    return _("{aim} by {day}", aim=dates.number(total.goal), day=day)


def _chart(
    subject: Subject,
    total: Total,
    series: TotalSeries,
) -> chart_values.TotalChart:
    frame = frame_of(subject, aim=_aim_mark(subject, total))
    first_day = frame.span.start
    [points] = chart_runs([series.readings], first_day)
    last_day = points[-1].day if points else 0.0
    return chart_values.TotalChart(
        words=_chart_words(subject, total, series, frame.phases),
        frame=frame,
        points=points,
        until=max((subject.plan.as_of - first_day).days, last_day),
        latest=latest_words(series.readings, dates.number),
        path=_path(subject, total, frame.span),
    )


def _aim_mark(subject: Subject, total: Total) -> chart_values.AimMark | None:
    if total.goal is None:
        return None
    day = dates.short(subject.objective.due, subject.year)
    label = _("aim: {aim} by {day}", aim=dates.number(total.goal), day=day)
    return chart_values.AimMark(
        chart_values.AimSide.ABOVE,
        total.goal,
        total.goal,
        label,
    )


def _path(
    subject: Subject, total: Total, time_span: chart_values.TimeSpan
) -> chart_values.PossiblePath | None:
    """The straight way from the plan's first day to the goal on the day it is due."""
    if total.goal is None:
        return None
    start = (subject.plan.timeframe.start - time_span.start).days
    end = (subject.objective.due - time_span.start).days
    return chart_values.PossiblePath(start, end, total.goal, _(PATH))


def _table(subject: Subject, title: str, series: TotalSeries) -> chart_values.Table:
    rows = tuple(
        (
            when(reading.at, subject.year),
            dates.number(added),
            dates.number(reading.value),
        )
        for reading, added in zip(series.readings, series.added, strict=True)
    )
    return chart_values.Table(
        title,
        (_("Date"), _("Added"), _("Total")),
        rows or no_rows(3),
    )


def _so_far(total: Total, series: TotalSeries) -> str:
    """`8 of 12 talks`; beyond the goal, or without one, the bare number."""
    if total.goal is None or series.total > total.goal:
        return times(series.total, total.unit)
    return _(
        "{done} of {all}",
        done=dates.number(series.total, total.goal),
        all=times(total.goal, total.unit),
    )


def _finding(
    subject: Subject,
    total: Total,
    series: TotalSeries,
) -> chart_values.ChartFinding:
    if not series.readings:
        return nothing_yet()
    year = subject.year
    day = dates.long(series.readings[-1].at.date(), year)
    so_far = _so_far(total, series)
    if subject.objective.short:
        so_far = _so_far(replace(total, unit=""), series)
    news = _("{so_far} by {day}.", so_far=so_far, day=day)
    return finding_of(subject.named(news), gaps(series.gaps, "entries", year))


def _flat(series: TotalSeries) -> str:
    """What a flat stretch of the line means; an entry of 0 is an entry too."""
    if not series.readings:
        return ""
    if all(series.added):
        return _("A flat stretch means no entry.")
    return _("A flat stretch means that nothing was added.")


def _description(subject: Subject, total: Total, series: TotalSeries) -> str:
    """The chart in words, for those who do not see it."""
    year = subject.year
    aim = aim_by(_aim(total), subject.objective.due, year)
    if not series.readings:
        return joined(no_entries_yet(), aim)
    came = _(
        "It began at 0 and came to {so_far} on {day}, in {entries}.",
        so_far=_so_far(total, series),
        day=dates.long(series.readings[-1].at.date(), year),
        entries=entries(len(series.readings)),
    )
    return joined(came, aim, _flat(series), silence(series.gaps, "entries", year))

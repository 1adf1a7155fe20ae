"""Total words: what the page says of a count that adds up, and its chart.

In: a total with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from generator.model.measure import Total
from generator.progress.series import Signal
from generator.progress.total import TotalSeries
from generator.text.language import N_, _
from generator.view import chart_values, dates, page_values
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    empty,
    hatched,
    no_rows,
    phases_of,
    points_of,
    span,
    times,
    when,
)
from generator.view.sentences import (
    aim_by,
    entries,
    gaps,
    joined,
    no_entries_yet,
    nothing_yet,
    silence,
)

#: What the straight way to the goal is called.
#: Source: docs/clinical-rules.md#one-possible-path.
PATH: Final = N_("one possible path")


def describe(subject: Subject, total: Total, series: TotalSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    return SeriesWords(
        chart=_chart(subject, total, series),
        origin=None,
        start=None,
        latest=page_values.Fact(_("So far"), _so_far(total, series)) if series.readings else None,
        aim=None if total.goal is None else times(total.goal, total.unit),
        said=_said(series),
        counted=_("{unit}, added up from the start.", unit=total.unit),
    )


def _said(series: TotalSeries) -> str | None:
    """What a sum that grows means; a goal that is reached is told as with any measure, and so is nothing yet."""
    if not series.total or series.signal is Signal.REACHED:
        return None
    return _("Each one counts.") if series.goal is None else _("On the way. Each one counts.")


def _chart(subject: Subject, total: Total, series: TotalSeries) -> chart_values.TotalChart:
    plan, due, year = subject.plan, subject.objective.due, subject.year
    time_span = span(plan)
    title = _("{objective}, {unit} added up", objective=subject.title, unit=total.unit)
    rows = tuple(
        (when(reading.at, year), dates.number(added), dates.number(reading.value))
        for reading, added in zip(series.readings, series.added, strict=True)
    )
    [points] = points_of([series.readings], time_span.start)
    aim = path = None
    if total.goal is not None:
        label = _("aim: {aim} by {day}", aim=dates.number(total.goal), day=dates.short(due, year))
        aim = chart_values.AimMark(chart_values.AimSide.ABOVE, total.goal, total.goal, label)
        start, end = ((day - time_span.start).days for day in (plan.timeframe.start, due))
        path = chart_values.PossiblePath(start, end, total.goal, _(PATH))
    until = max((plan.as_of - time_span.start).days, points[-1].day if points else 0.0)
    return chart_values.TotalChart(
        words=chart_values.ChartWords(
            id=subject.id,
            title=title,
            description=_description(total, series, due, year),
            finding=_finding(total, series, due, year),
            table=chart_values.Table(
                title, (_("Date"), _("Added"), _("Total")), rows or no_rows(3)
            ),
        ),
        span=time_span,
        points=points,
        until=until,
        latest=dates.number(series.total) if points else None,
        aim=aim,
        path=path,
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, (), series.rater, time_span),
        empty=empty(),
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


def _finding(total: Total, series: TotalSeries, due: date, year: int) -> chart_values.ChartFinding:
    if not series.readings:
        return nothing_yet()
    day = dates.long(series.readings[-1].at.date(), year)
    if total.goal is None:
        rest = _(" by {day}, from 0 at the start.", day=day)
    else:
        aim, by = dates.number(total.goal), dates.long(due, year)
        rest = _(
            " by {day}, from 0 at the start; the aim is {aim} by {due}.", day=day, aim=aim, due=by
        )
    return chart_values.ChartFinding(
        _so_far(total, series), joined(rest, _flat(series), gaps(series.gaps, "entries", year))
    )


def _flat(series: TotalSeries) -> str:
    """What a flat stretch of the line means; an entry of 0 is an entry too."""
    if all(series.added):
        return _("A flat stretch means no entry.")
    return _("A flat stretch means that nothing was added.")


def _description(total: Total, series: TotalSeries, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    aim = aim_by(None if total.goal is None else times(total.goal, total.unit), due, year)
    if not series.readings:
        return joined(no_entries_yet(), aim)
    came = _(
        "It began at 0 and came to {so_far} on {day}, in {entries}.",
        so_far=_so_far(total, series),
        day=dates.long(series.readings[-1].at.date(), year),
        entries=entries(len(series.readings)),
    )
    return joined(came, aim, _flat(series), silence(series.gaps, "entries", year))

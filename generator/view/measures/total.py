"""Total words: what the page says of a count that adds up, and its chart.

In: a total with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date

from generator.model import Total
from generator.progress import Signal, TotalSeries
from generator.view import dates, values
from generator.view.measures.frame import EMPTY, SeriesWords, Subject, hatched, phases_of, points_of, span, when
from generator.view.sentences import NOTHING_YET, entries, gaps

#: What the straight way to the goal is called. Source: DOMAIN.md, charts.
PATH = "one possible path"


def tell(subject: Subject, total: Total, series: TotalSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    return SeriesWords(
        chart=_chart(subject, total, series),
        origin=None,
        start=None,
        latest=values.Fact("So far", _so_far(total, series)) if series.readings else None,
        aim=None if total.goal is None else _times(total.goal, total),
        rate="",
        said="On the way. Each one counts." if series.signal is Signal.STEADY and series.readings else None,
        counted=f"{total.unit[:1].upper()}{total.unit[1:]}, added up from the start.",
    )


def _chart(subject: Subject, total: Total, series: TotalSeries) -> values.TotalChart:
    plan, due, year = subject.plan, subject.objective.due, subject.year
    time_span = span(plan)
    news, rest = _news(total, series, due, year)
    title = f"{subject.title}, {total.unit} added up"
    rows = tuple(
        (when(reading.at, year), dates.number(added), dates.number(reading.value))
        for reading, added in zip(series.readings, series.added, strict=True)
    )
    [points] = points_of([series.readings], time_span.start)
    aim = path = None
    if total.goal is not None:
        goal = dates.number(total.goal)
        label = f"aim: {goal} by {dates.short(due, year)}"
        aim = values.Aim(values.AimSide.ABOVE, total.goal, total.goal, label)
        start, end = ((day - time_span.start).days for day in (plan.timeframe.start, due))
        path = values.PossiblePath(start, end, total.goal, PATH)
    until = max((plan.as_of - time_span.start).days, points[-1].day if points else 0.0)
    return values.TotalChart(
        words=values.ChartWords(
            id=subject.id,
            title=title,
            description=_description(total, series, due, year),
            finding=values.Finding(news, rest),
            table=values.Table(title, ("Date", "Added", "Total"), rows or (("none yet", "", ""),)),
        ),
        span=time_span,
        points=points,
        until=until,
        latest=dates.number(series.total) if points else None,
        aim=aim,
        path=path,
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, (), series.rater, time_span),
        empty=EMPTY,
    )


def _times(value: float, total: Total) -> str:
    """`12 talks`, `1 time`; a bare `1` of other things, since only the plan knows their singular."""
    if value == 1:
        return "1 time" if total.unit == "times" else "1"
    return f"{dates.number(value)} {total.unit}"


def _so_far(total: Total, series: TotalSeries) -> str:
    """`8 of 12 talks`; beyond the goal, or without one, the bare number."""
    if total.goal is None or series.total > total.goal:
        return _times(series.total, total)
    return f"{dates.number(series.total)} of {_times(total.goal, total)}"


def _news(total: Total, series: TotalSeries, due: date, year: int) -> tuple[str, str]:
    """The news and the rest of the sentence above a total's chart."""
    if not series.readings:
        return NOTHING_YET
    rest = f" by {dates.long(series.readings[-1].at.date(), year)}, from 0 at the start"
    rest += "." if total.goal is None else f"; the aim is {dates.number(total.goal)} by {dates.long(due, year)}."
    return _so_far(total, series), f"{rest} {_flat(series)}{gaps(series.gaps, 'entries', year)}"


def _flat(series: TotalSeries) -> str:
    """What a flat stretch of the line means; an entry of 0 is an entry too."""
    return "A flat stretch means no entry." if all(series.added) else "A flat stretch means that nothing was added."


def _description(total: Total, series: TotalSeries, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    aim = f" The aim is {_times(total.goal, total)} by {dates.long(due, year)}." if total.goal is not None else ""
    if not series.readings:
        return f"No entries yet.{aim}"
    last = dates.long(series.readings[-1].at.date(), year)
    came = f"It began at 0 and came to {_so_far(total, series)} on {last}, in {entries(len(series.readings))}."
    return f"{came}{aim} {_flat(series)}{gaps(series.gaps, 'entries', year)}"

"""Rating words: what the page says of a rating, and its chart.

In: a rating with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date

from generator.model.measure import Rating
from generator.progress.rating import RatingSeries
from generator.progress.series import Aim, Side
from generator.text.language import _
from generator.view import chart_values, dates, page_values
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    aim_mark_of,
    anchor_words,
    empty,
    hatched,
    no_rows,
    phases_of,
    points_of,
    range_words,
    short_anchors,
    span,
    start_mark_of,
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


def describe(subject: Subject, rating: Rating, series: RatingSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest = None
    if series.readings:
        last = series.readings[-1]
        latest = page_values.Fact(
            dates.long(last.at.date(), subject.year), of_scale(last.value, rating)
        )
    return SeriesWords(
        chart=_chart(subject, rating, series),
        origin=None if series.baseline is None else subject.began(_value(series, series.baseline)),
        start=None
        if series.baseline is None
        else subject.began(_on_scale(_value(series, series.baseline), rating)),
        latest=latest,
        aim=_on_scale(rating_aim(series.aim), rating) if series.aim else None,
        counted=_(
            "A rating from {low} to {high}.",
            low=dates.number(rating.low),
            high=dates.number(rating.high),
        ),
    )


def _chart(subject: Subject, rating: Rating, series: RatingSeries) -> chart_values.RatingChart:
    plan, objective, title, year = subject.plan, subject.objective, subject.title, subject.year
    time_span = span(plan)
    rows = tuple(
        (when(reading.at, year), dates.number(reading.value)) for reading in series.readings
    )
    ends = short_anchors(rating.anchors)
    return chart_values.RatingChart(
        words=chart_values.ChartWords(
            id=subject.id,
            title=_(
                "{objective}, {scale}", objective=title, scale=range_words(rating.low, rating.high)
            ),
            description=_description(subject, series),
            finding=_finding(subject, series, rating),
            table=chart_values.Table(
                ", ".join([title, *anchor_words(rating.anchors).values()]),
                (_("Date"), _("Rating")),
                rows or no_rows(2),
            ),
        ),
        span=time_span,
        low=rating.low,
        high=rating.high,
        low_words=ends.get(rating.low),
        high_words=ends.get(rating.high),
        runs=points_of(series.runs, time_span.start),
        medians=points_of(series.levels, time_span.start),
        latest=dates.number(series.readings[-1].value) if series.readings else None,
        aim=aim_mark_of(
            series.aim, rating.low, rating.high, _aim_label(series.aim, objective.due, year)
        ),
        start=start_mark_of(series.baseline),
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, series.gaps, series.rater, time_span),
        empty=empty(),
    )


def _value(series: RatingSeries, value: float) -> str:
    """A value, never rounded onto the aim."""
    return dates.number(value, *((series.aim.low, series.aim.high) if series.aim else ()))


def of_scale(value: float, rating: Rating) -> str:
    """`6 of 10`; on scales that do not begin near zero, the bare number."""
    return _on_scale(dates.number(value), rating)


def rating_aim(aim: Aim) -> str:
    """`6`, or `3 to 5`."""
    if aim.side is Side.WITHIN:
        return range_words(aim.low, aim.high)
    return dates.number(aim.low if aim.side is Side.ABOVE else aim.high)


def _on_scale(words: str, rating: Rating) -> str:
    return (
        _("{value} of {most}", value=words, most=dates.number(rating.high))
        if rating.low in (0.0, 1.0)
        else words
    )


def _finding(subject: Subject, series: RatingSeries, rating: Rating) -> chart_values.ChartFinding:
    if not series.readings:
        return nothing_yet()
    last, year = series.readings[-1], subject.year
    began = None if series.baseline is None else subject.began(_value(series, series.baseline))
    return chart_values.ChartFinding(
        on_day(of_scale(last.value, rating), last.at.date(), year),
        joined(
            way(began, rating_aim(series.aim) if series.aim else None),
            thin_and_thick() if series.levels else "",
            gaps(series.gaps, "ratings", year),
        ),
    )


def _description(subject: Subject, series: RatingSeries) -> str:
    """The chart in words, for those who do not see it."""
    due, year = subject.objective.due, subject.year
    aim = aim_by(rating_aim(series.aim) if series.aim else None, due, year)
    if not series.readings:
        return joined(no_entries_yet(), aim)
    first, last = series.readings[0], series.readings[-1]
    began = dates.number(first.value)
    if series.baseline is not None:
        began = subject.began(_value(series, series.baseline))
    return joined(
        f"{entries_over(series.readings, year)}.",
        began_and_latest(began, dates.number(last.value), last.at.date(), year),
        aim,
        silence(series.gaps, "ratings", year),
        thick() if series.levels else "",
    )


def _aim_label(aim: Aim | None, due: date, year: int) -> str:
    return _("aim: {aim} by {day}", aim=rating_aim(aim), day=dates.short(due, year)) if aim else ""

"""Rating words: what the page says of a rating, and its chart.

In: a rating with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.measure import Rating
from generator.progress.rating import RatingSeries
from generator.progress.series import Aim, Side
from generator.text.language import _
from generator.view import chart_values, dates, page_values
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    aim_mark_of,
    aim_until,
    anchor_words,
    below,
    chart_runs,
    chart_words,
    found,
    frame_of,
    latest_words,
    marks_of,
    no_rows,
    range_words,
    short_anchors,
    start_mark_of,
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


def describe(subject: Subject, rating: Rating, series: RatingSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    baseline, start = _baseline(series), None
    if baseline is not None:
        start = subject.began(_on_scale(baseline, rating))
    aim = _aim(series)
    return SeriesWords(
        chart=_chart(subject, rating, series),
        origin=subject.began(_baseline(series)),
        start=start,
        latest=_latest(subject, rating, series),
        aim=_on_scale(aim, rating) if aim else None,
        counted=_(
            "A rating from {low} to {high}.",
            low=dates.number(rating.low),
            high=dates.number(rating.high),
        ),
        in_row=verdict(series, aim, subject.whose),
        after=after(series, subject.whose),
    )


def of_scale(value: float, rating: Rating) -> str:
    """`6 of 10`; on scales that do not begin near zero, the bare number."""
    return _on_scale(dates.number(value), rating)


def rating_aim(aim: Aim) -> str:
    """`6`, or `3 to 5`."""
    if aim.side is Side.WITHIN:
        return range_words(aim.low, aim.high)
    if aim.side is Side.ABOVE:
        return dates.number(aim.low)
    return dates.number(aim.high)


def _on_scale(value: str, rating: Rating) -> str:
    if rating.low not in (0.0, 1.0):
        return value
    return _("{value} of {most}", value=value, most=dates.number(rating.high))


def _baseline(series: RatingSeries) -> str | None:
    """The start as a number, never rounded onto the aim."""
    if series.baseline is None:
        return None
    return dates.number(series.baseline, *marks_of(series.aim))


def _aim(series: RatingSeries) -> str | None:
    if series.aim is None:
        return None
    return rating_aim(series.aim)


def _latest(
    subject: Subject,
    rating: Rating,
    series: RatingSeries,
) -> page_values.Fact | None:
    if not series.readings:
        return None
    last = series.readings[-1]
    day = dates.long(last.at.date(), subject.year)
    return page_values.Fact(day, of_scale(last.value, rating))


def _frame(
    subject: Subject,
    rating: Rating,
    series: RatingSeries,
) -> chart_values.ChartFrame:
    return frame_of(
        subject,
        series.gaps,
        aim=aim_mark_of(
            series.aim,
            rating.low,
            rating.high,
            _aim_label(subject, series),
        ),
        start=start_mark_of(series.baseline),
    )


def _chart_words(
    subject: Subject,
    rating: Rating,
    series: RatingSeries,
    phases: Sequence[chart_values.PhaseMark],
) -> chart_values.ChartWords:
    scale = range_words(rating.low, rating.high)
    return chart_words(
        subject,
        title=_("{objective}, {scale}", objective=subject.title, scale=scale),
        description=_description(subject, series),
        finding=_finding(subject, series, rating),
        table=_table(subject, rating, series),
        phases=phases,
        below=below(
            capital(_("{scale}.", scale=scale)),
            aim_until(subject, _aim(series)),
        ),
        quiet=without_numbers(series, subject.whose),
        drawn=both_lines(series.levels),
    )


def _chart(
    subject: Subject,
    rating: Rating,
    series: RatingSeries,
) -> chart_values.RatingChart:
    frame = _frame(subject, rating, series)
    ends = short_anchors(rating.anchors)
    return chart_values.RatingChart(
        words=_chart_words(subject, rating, series, frame.phases),
        frame=frame,
        low=rating.low,
        high=rating.high,
        low_words=ends.get(rating.low),
        high_words=ends.get(rating.high),
        runs=chart_runs(series.runs, frame.span.start),
        medians=chart_runs(series.levels, frame.span.start),
        latest=latest_words(series.readings, dates.number),
    )


def _aim_label(subject: Subject, series: RatingSeries) -> str:
    aim = _aim(series)
    if aim is None:
        return ""
    day = dates.short(subject.objective.due, subject.year)
    return _("aim: {aim} by {day}", aim=aim, day=day)


def _table(
    subject: Subject,
    rating: Rating,
    series: RatingSeries,
) -> chart_values.Table:
    caption = ", ".join([subject.title, *anchor_words(rating.anchors).values()])
    rows = tuple(
        (
            when(reading.at, subject.year),
            dates.number(reading.value),
        )
        for reading in series.readings
    )
    return chart_values.Table(caption, (_("Date"), _("Rating")), rows or no_rows(2))


def _finding(
    subject: Subject,
    series: RatingSeries,
    rating: Rating,
) -> chart_values.ChartFinding:
    if not series.readings:
        return nothing_yet()
    last, year = series.readings[-1], subject.year
    return found(
        subject,
        of_scale(last.value, rating),
        last.at.date(),
        _baseline(series),
        gaps(series.gaps, "ratings", year),
    )


def _began_and_latest(subject: Subject, series: RatingSeries) -> str:
    """The start, else the first score, and the latest."""
    first, last = series.readings[0], series.readings[-1]
    began = subject.began(_baseline(series)) or dates.number(first.value)
    return began_and_latest(
        began,
        dates.number(last.value),
        last.at.date(),
        subject.year,
    )


def _description(subject: Subject, series: RatingSeries) -> str:
    """The chart in words, for those who do not see it."""
    year = subject.year
    aim = aim_by(_aim(series), subject.objective.due, year)
    if not series.readings:
        return joined(no_entries_yet(), aim)
    return joined(
        f"{entries_over(series.readings, year)}.",
        _began_and_latest(subject, series),
        aim,
        silence(series.gaps, "ratings", year),
        thick(series.levels),
    )

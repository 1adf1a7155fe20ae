"""Percentage words: what the page says of a percentage, and its chart.

In: a percentage with the series of one rater. Out: its `SeriesWords`.
Touches nothing. Where scores are so many of so many, the present level is the last four together.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from generator.model.measure import FirstEntries, Percentage
from generator.progress.percentage import PercentageSeries, pool
from generator.progress.series import Aim, Reading, Side
from generator.text.language import N_, _
from generator.view import chart_values, dates, page_values, shares
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    aim_mark_of,
    at_most,
    empty,
    hatched,
    no_rows,
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
    capital,
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

#: A share of fewer than this says little by itself: its dot is hollow.
#: Source: docs/clinical-rules.md#shares-of-few.
FEW: Final = 5
#: What the latest scores are called together, by how many there are.
_TOGETHER: Final = {
    2: N_("both together"),
    3: N_("all three together"),
    4: N_("the last four together"),
}


def describe(subject: Subject, series: PercentageSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    began = _began(subject, series)
    origin = subject.began(began) if began else None
    return SeriesWords(
        chart=_chart(subject, series),
        origin=origin,
        start=origin,
        latest=_latest(series, subject.year),
        aim=percent_aim(series.aim) if series.aim else None,
        counted=_("Per cent, from 0 to 100."),
    )


def _began(subject: Subject, series: PercentageSeries) -> str | None:
    """Where it began: the first scores together as they were counted, or the per cent that the plan gives."""
    measure = subject.objective.measure
    given = measure.baseline if isinstance(measure, Percentage) else None
    if series.parts and isinstance(given, FirstEntries) and series.baseline is not None:
        return shares.in_words(pool(series.parts[: given.count]), *_marks(series))
    return None if series.baseline is None else shares.percent(series.baseline)


def percent_aim(aim: Aim) -> str:
    """`60 % or more`, `at most 20 %`, `40 to 60 %`."""
    if aim.side is Side.WITHIN:
        return _("{low} to {high}", low=dates.number(aim.low), high=shares.percent(aim.high))
    return (
        or_more(shares.percent(aim.low))
        if aim.side is Side.ABOVE
        else at_most(shares.percent(aim.high))
    )


def _unbroken(label: str) -> str:
    """The label with each number tied to its sign, so that no line ends between them."""
    return label.replace(shares.UNIT, "\u00a0%")


def _latest(series: PercentageSeries, year: int) -> page_values.Fact | None:
    if not series.readings:
        return None
    last = series.readings[-1]
    together = _together(series)
    if together and series.pooled is not None:
        return page_values.Fact(capital(together), shares.in_words(series.pooled, *_marks(series)))
    return page_values.Fact(dates.long(last.at.date(), year), _last(series))


def _chart(
    subject: Subject, series: PercentageSeries
) -> chart_values.RatingChart | chart_values.PercentageChart:
    plan, due, title, year = subject.plan, subject.objective.due, subject.title, subject.year
    time_span = span(plan)
    words = chart_values.ChartWords(
        id=subject.id,
        title=_("{objective}, 0 to 100 %", objective=title),
        description=_description(subject, series),
        finding=_finding(subject, series),
        table=_table(title, series, year),
    )
    label = ""
    if series.aim:
        label = _unbroken(
            _("aim: {aim} by {day}", aim=percent_aim(series.aim), day=dates.short(due, year))
        )
    aim = aim_mark_of(series.aim, 0.0, 100.0, label)
    start, began = None, _began(subject, series)
    if series.baseline is not None and began:
        start = chart_values.LevelMark(series.baseline, _unbroken(start_label(began)))
    phases, stretches = (
        phases_of(plan, time_span),
        hatched(subject, series.gaps, series.rater, time_span),
    )
    if series.parts:
        runs = _parts(series, time_span.start)
        return chart_values.PercentageChart(
            words, time_span, runs, aim, start, phases, stretches, empty(), shares.UNIT
        )
    return chart_values.RatingChart(
        words=words,
        span=time_span,
        low=0.0,
        high=100.0,
        low_words=None,
        high_words=None,
        runs=points_of(series.runs, time_span.start),
        medians=points_of(series.levels, time_span.start),
        latest=shares.percent(series.readings[-1].value) if series.readings else None,
        aim=aim,
        start=start,
        phases=phases,
        gaps=stretches,
        empty=empty(),
        unit=shares.UNIT,
    )


def _parts(
    series: PercentageSeries, start: date
) -> tuple[tuple[chart_values.PercentagePoint, ...], ...]:
    origin = datetime.combine(start, time.min)
    behind = iter(series.parts)

    def point(reading: Reading) -> chart_values.PercentagePoint:
        part = next(behind)
        dot = chart_values.Dot.HOLLOW if part.of < FEW else chart_values.Dot.FULL
        return chart_values.PercentagePoint(
            (reading.at - origin) / timedelta(days=1),
            reading.value,
            part.of,
            shares.counted(part),
            dot,
        )

    return tuple(tuple([point(reading) for reading in run]) for run in series.runs)


def _last(series: PercentageSeries) -> str:
    """The last score as it was written: `5 of 8`, `62.5 %`; of many with its per cent, `16 of 39 (41 %)`."""
    if series.parts:
        return shares.in_words(series.parts[-1], *_marks(series))
    return shares.percent(series.readings[-1].value)


def _marks(series: PercentageSeries) -> tuple[float, ...]:
    """The ends of the aim, onto which no per cent is rounded."""
    return (series.aim.low, series.aim.high) if series.aim else ()


def _together(series: PercentageSeries) -> str:
    """`the last four together`, by how many there are; empty for a single one and without parts."""
    name = _TOGETHER.get(min(len(series.parts), 4))
    return _(name) if name else ""


def _pooled(series: PercentageSeries) -> str:
    """`The last four together: 16 of 39 (41 %).`; nothing without parts, or with a single one."""
    together = _together(series)
    if not together or series.pooled is None:
        return ""
    share = shares.in_words(series.pooled, *_marks(series))
    return _("{together}: {parts}.", together=capital(together), parts=share)


def _finding(subject: Subject, series: PercentageSeries) -> chart_values.ChartFinding:
    if not series.readings:
        return nothing_yet()
    last, year = series.readings[-1], subject.year
    few = any(part.of < FEW for part in series.parts)
    began = _began(subject, series)
    return chart_values.ChartFinding(
        on_day(_last(series), last.at.date(), year),
        joined(
            way(
                subject.began(began) if began else None,
                percent_aim(series.aim) if series.aim else None,
            ),
            _pooled(series),
            _("A hollow dot rests on fewer than five.") if few else "",
            thin_and_thick() if series.levels else "",
            gaps(series.gaps, "notes", year),
        ),
    )


def _description(subject: Subject, series: PercentageSeries) -> str:
    """The chart in words, for those who do not see it."""
    due, year = subject.objective.due, subject.year
    aim = aim_by(percent_aim(series.aim) if series.aim else None, due, year)
    if not series.readings:
        return joined(no_entries_yet(), aim)
    first, last = series.readings[0], series.readings[-1]
    given = _began(subject, series)
    began = (
        shares.in_words(series.parts[0], *_marks(series))
        if series.parts
        else shares.percent(first.value)
    )
    if given:
        began = subject.began(given)
    return joined(
        f"{entries_over(series.readings, year)}.",
        began_and_latest(began, _last(series), last.at.date(), year),
        _pooled(series),
        aim,
        silence(series.gaps, "notes", year),
        thick() if series.levels else "",
    )


def _table(title: str, series: PercentageSeries, year: int) -> chart_values.Table:
    if not series.parts:
        rows = tuple((when(one.at, year), shares.percent(one.value)) for one in series.readings)
        return chart_values.Table(title, (_("Date"), _("Per cent")), rows or no_rows(2))
    days = [when(one.at, year) for one in series.readings]
    counted = [shares.counted(part) for part in series.parts]
    whole = [shares.whole(part, *_marks(series)) for part in series.parts]
    if not any(whole):
        return chart_values.Table(
            title, (_("Date"), _("Done")), tuple(zip(days, counted, strict=True))
        )
    heads = (_("Date"), _("Done"), _("Per cent"))
    return chart_values.Table(title, heads, tuple(zip(days, counted, whole, strict=True)))

"""Count words: what the page says of a count, and its chart.

In: a count with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from generator.language import N_, _
from generator.model import Count, Per
from generator.progress import Aim, CountSeries, Period, PeriodState, Side
from generator.view import dates, values
from generator.view.measures.frame import (
    SeriesWords,
    Subject,
    aim_of,
    at_most,
    empty,
    hatched,
    no_rows,
    or_more,
    phases_of,
    range_words,
    span,
    start_of,
    times,
)
from generator.view.sentences import aim_by, capital, gaps, joined, no_entries_yet, nothing_yet, silence

_SLOT_STATES: Final = {
    PeriodState.COUNTED: values.SlotState.COUNTED,
    PeriodState.OPEN: values.SlotState.SO_FAR,
    PeriodState.NO_NOTES: values.SlotState.NO_NOTES,
}
_RATES: Final = {
    Per.DAY: N_("{amount} a day"),
    Per.WEEK: N_("{amount} a week"),
    Per.FORTNIGHT: N_("{amount} in two weeks"),
    Per.MONTH: N_("{amount} a month"),
    Per.SESSION: N_("{amount} a session"),
}
_IN_PERIODS: Final = {
    Per.DAY: N_("on {start}"),
    Per.WEEK: N_("in the week of {start}"),
    Per.FORTNIGHT: N_("in the two weeks from {start}"),
    Per.MONTH: N_("in {month}"),
    Per.SESSION: N_("on {start}"),
}
_PERIOD_NAMES: Final = {
    Per.DAY: "{start}",
    Per.WEEK: N_("Week of {start}"),
    Per.FORTNIGHT: N_("Two weeks from {start}"),
    Per.MONTH: "{month}",
    Per.SESSION: "{start}",
}


def tell(subject: Subject, count: Count, series: CountSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest = brief = None
    if series.complete:
        period = series.complete[-1]
        latest = values.Fact(period_name(period.start, count.per, subject.year), dates.number(period.value or 0.0))
        brief = at_rate(latest.value, count.per)
    origin = None if series.baseline is None else dates.number(series.baseline)
    return SeriesWords(
        chart=_chart(subject, count, series),
        origin=origin,
        start=None if origin is None else at_rate(origin, count.per),
        latest=latest,
        aim=at_rate(count_aim(series.aim), count.per) if series.aim else None,
        counted=_("{words}.", words=at_rate(count.unit, count.per)),
        brief=brief,
    )


def _chart(subject: Subject, count: Count, series: CountSeries) -> values.CountChart:
    plan, objective, year = subject.plan, subject.objective, subject.year
    time_span = span(plan)
    title = f"{subject.title}, {at_rate(count.unit, count.per)}"
    slots = tuple(
        values.Slot(
            values.Stretch(max(p.start, time_span.start), min(p.end, time_span.end + timedelta(days=1))),
            p.value,
            _SLOT_STATES[p.state],
        )
        for p in series.periods
    )
    rows = tuple((period_name(p.start, count.per, year), _cell(p)) for p in series.periods)
    complete = series.complete
    return values.CountChart(
        words=values.ChartWords(
            id=subject.id,
            title=title,
            description=_description(series, count, objective.due, year),
            finding=_finding(series, count, year),
            table=values.Table(title, (_("When"), count.unit), rows or no_rows(2)),
        ),
        span=time_span,
        slots=slots,
        latest=dates.number(complete[-1].value or 0.0) if complete else None,
        aim=aim_of(series.aim, 0.0, 0.0, _("aim: {aim}", aim=count_aim(series.aim)) if series.aim else ""),
        start=start_of(series.baseline),
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, series.gaps, series.rater, time_span),
        so_far=_("so far"),
        empty=empty(),
    )


def _cell(period: Period) -> str:
    if period.value is None:
        return _("no notes")
    value = dates.number(period.value)
    return _("{value} so far", value=value) if period.state is PeriodState.OPEN else value


def count_aim(aim: Aim) -> str:
    """`2 or more`, `at most 4`, `3 to 5`."""
    if aim.side is Side.ABOVE:
        return or_more(dates.number(aim.low))
    return at_most(dates.number(aim.high)) if aim.side is Side.BELOW else range_words(aim.low, aim.high)


def at_rate(amount: str, per: Per) -> str:
    """`2 a week`, `walks in two weeks`."""
    return _(_RATES[per], amount=amount)


def in_period(start: date, per: Per, year: int) -> str:
    """`in the week of 20 April`."""
    return _(_IN_PERIODS[per], start=dates.long(start, year), month=dates.month_in(start, year))


def period_name(start: date, per: Per, year: int) -> str:
    """`Week of 20 April`, `Two weeks from 20 April`, `April`."""
    return capital(_(_PERIOD_NAMES[per], start=dates.long(start, year), month=dates.month_in(start, year)))


def _finding(series: CountSeries, count: Count, year: int) -> values.Finding:
    if not series.periods:
        return nothing_yet()
    over = series.complete
    shown = over[-1] if over else series.periods[-1]
    news = f"{times(shown.value or 0.0, count.unit)} {in_period(shown.start, count.per, year)}"
    if not over:
        news = _("{value} so far", value=news)
    aim = count_aim(series.aim) if series.aim else None
    if series.baseline is not None:
        began = dates.number(series.baseline)
        rest = _(", from {began} at the start.", began=began)
        if aim:
            rest = _(", from {began} at the start; the aim is {aim}.", began=began, aim=aim)
    else:
        rest = _("; the aim is {aim}.", aim=aim) if aim else "."
    return values.Finding(news, joined(rest, gaps(series.gaps, "counts", year)))


def _description(series: CountSeries, count: Count, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    aim = aim_by(at_rate(count_aim(series.aim), count.per) if series.aim else None, due, year)
    if not series.periods:
        return joined(no_entries_yet(), aim)
    first, last = series.periods[0], series.periods[-1]
    began = ""
    if series.baseline is not None:
        began = _("It began at {began}.", began=dates.number(series.baseline))
    latest = [
        _(
            "It was {value} {when}.",
            value=dates.number(period.value or 0.0),
            when=in_period(period.start, count.per, year),
        )
        for period in series.complete[-1:]
    ]
    over = _("From {first} to {last}.", first=dates.long(first.start, year), last=dates.long(last.start, year))
    return joined(over, began, *latest, aim, silence(series.gaps, "counts", year))

"""Count words: what the page says of a count, and its chart.

In: a count with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from generator.model.measure import Count, Per
from generator.progress.calendar import PeriodState
from generator.progress.count import CountSeries, Period
from generator.progress.series import Aim, Side
from generator.text.language import N_, _
from generator.view import chart_values, dates, page_values
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    aim_mark_of,
    at_most,
    empty,
    hatched,
    marks_of,
    no_rows,
    or_more,
    phases_of,
    range_words,
    span,
    start_mark_of,
    times,
)
from generator.view.sentences import (
    aim_by,
    capital,
    gaps,
    joined,
    no_entries_yet,
    nothing_yet,
    silence,
    way,
)

#: Most single periods without notes that are told of in words; the table has them all.
GHOSTS: Final = 3

_SLOT_STATES: Final = {
    PeriodState.COUNTED: chart_values.SlotState.COUNTED,
    PeriodState.OPEN: chart_values.SlotState.SO_FAR,
    PeriodState.CUT: chart_values.SlotState.IN_PART,
    PeriodState.PAUSED: chart_values.SlotState.IN_PART,
    PeriodState.PART: chart_values.SlotState.IN_PART,
    PeriodState.SKIPPED: chart_values.SlotState.NO_NOTES,
    PeriodState.AWAY: chart_values.SlotState.NO_NOTES,
    PeriodState.NO_NOTES: chart_values.SlotState.NO_NOTES,
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
#: What the table says of a period without a value.
_NOTHING: Final = {
    PeriodState.NO_NOTES: N_("no notes"),
    PeriodState.SKIPPED: N_("skipped"),
    PeriodState.AWAY: N_("a break"),
}


def describe(subject: Subject, count: Count, series: CountSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest, brief = _latest(series, count, subject.year)
    origin = None if series.baseline is None else dates.number(series.baseline)
    start = None if origin is None else at_rate(origin, count.per)
    return SeriesWords(
        chart=_chart(subject, count, series),
        origin=None if origin is None else subject.began(origin),
        start=None if start is None else subject.began(start),
        latest=latest,
        aim=at_rate(count_aim(series.aim), count.per) if series.aim else None,
        counted=_("{words}.", words=at_rate(count.unit, count.per)),
        brief=brief,
    )


def _latest(
    series: CountSeries, count: Count, year: int
) -> tuple[page_values.Fact | None, str | None]:
    """The latest period as a fact and in a sentence; none before one is over, unless the open one must be told."""
    period = told_period(series)
    if period is None or (period is not series.open and period not in series.complete):
        return None, None
    value, name = _number(period, series.aim), period_name(period.start, count.per, year)
    if period is not series.open:
        rate = at_rate(value, count.per)
        return page_values.Fact(name, rate), rate
    so_far = _("{value} so far", value=value)
    within = in_period(period.start, count.per, year)
    return page_values.Fact(name, so_far), _("{value} {when}", value=so_far, when=within)


def told_period(series: CountSeries) -> Period | None:
    """The period that the headline speaks of: the latest that is over and whole, else the latest with a value.

    One that is open comes before it where it has more already, unless more is what is aimed for: a hard week is not to
    stay unseen until it is over.
    """
    over, open_now = series.complete, series.open
    if not over:
        return next(
            (period for period in reversed(series.periods) if period.value is not None), None
        )
    rises = series.aim is not None and series.aim.side is Side.ABOVE
    if open_now and not rises and (open_now.value or 0.0) > (over[-1].value or 0.0):
        return open_now
    return over[-1]


def _number(period: Period, aim: Aim | None) -> str:
    """What a period came to; a part of a longer count in round."""
    say = dates.about if period.is_shared else dates.number
    return say(period.value or 0.0, *marks_of(aim))


def _chart(subject: Subject, count: Count, series: CountSeries) -> chart_values.CountChart:
    plan, year = subject.plan, subject.year
    time_span = span(plan)
    title = f"{subject.title}, {at_rate(count.unit, count.per)}"
    slots = tuple(
        chart_values.Slot(
            chart_values.Interval(
                max(p.start, time_span.start), min(p.end, time_span.end + timedelta(days=1))
            ),
            p.value,
            _SLOT_STATES[p.state],
        )
        for p in series.periods
    )
    rows = tuple(
        (period_name(p.start, count.per, year), _cell(p, series.aim, year)) for p in series.periods
    )
    latest = next(reversed(series.complete), None)
    return chart_values.CountChart(
        words=chart_values.ChartWords(
            id=subject.id,
            title=title,
            description=_description(subject, series, count),
            finding=_finding(subject, series, count),
            table=chart_values.Table(title, (_("When"), count.unit), rows or no_rows(2)),
        ),
        span=time_span,
        slots=slots,
        latest=_number(latest, series.aim) if latest else None,
        aim=aim_mark_of(
            series.aim, 0.0, 0.0, _("aim: {aim}", aim=count_aim(series.aim)) if series.aim else ""
        ),
        start=start_mark_of(series.baseline),
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, series.gaps, series.rater, time_span),
        so_far=_("so far"),
        empty=empty(),
    )


def _cell(period: Period, aim: Aim | None, year: int) -> str:
    """`3`, `3 so far`, `3 since 30 August`, `3, noted in part`, `1.5, shared out`, or why there is nothing."""
    if period.value is None:
        return _(_NOTHING[period.state])
    value = _number(period, aim)
    match period.state:
        case PeriodState.OPEN:
            value = _("{value} so far", value=value)
        case PeriodState.CUT if period.since:
            value = _("{value} since {day}", value=value, day=dates.long(period.since, year))
        case PeriodState.CUT:
            value = _("{value}, up to the end of the plan", value=value)
        case PeriodState.PAUSED:
            value = _("{value}, with a break", value=value)
        case PeriodState.PART:
            value = _("{value}, noted in part", value=value)
    # Translators: the value is a part of a count that covers more than one week or month.
    return _("{value}, shared out by days", value=value) if period.is_shared else value


def count_aim(aim: Aim) -> str:
    """`2 or more`, `at most 4`, `3 to 5`."""
    if aim.side is Side.ABOVE:
        return or_more(dates.number(aim.low))
    return (
        at_most(dates.number(aim.high))
        if aim.side is Side.BELOW
        else range_words(aim.low, aim.high)
    )


def at_rate(amount: str, per: Per) -> str:
    """`2 a week`, `walks in two weeks`."""
    return _(_RATES[per], amount=amount)


def in_period(start: date, per: Per, year: int) -> str:
    """`in the week of 20 April`."""
    return _(_IN_PERIODS[per], start=dates.long(start, year), month=dates.month_in(start, year))


def period_name(start: date, per: Per, year: int) -> str:
    """`Week of 20 April`, `Two weeks from 20 April`, `April`."""
    return capital(
        _(_PERIOD_NAMES[per], start=dates.long(start, year), month=dates.month_in(start, year))
    )


def _finding(subject: Subject, series: CountSeries, count: Count) -> chart_values.ChartFinding:
    shown, year = told_period(series), subject.year
    if shown is None:
        return nothing_yet()
    how_often = (
        _number(shown, series.aim)
        if shown.is_shared
        else times(shown.value or 0.0, count.unit, series.aim)
    )
    if shown is series.open:
        how_often = _("{value} so far", value=how_often)
    within = in_period(shown.start, count.per, year)
    if shown.since:
        within = _("{when}, counted since {day}", when=within, day=dates.long(shown.since, year))
    news = _("{value} {when}", value=how_often, when=within)
    aim = count_aim(series.aim) if series.aim else None
    if series.baseline is not None:
        began = dates.number(series.baseline)
        rest = _(", from {began} at the start.", began=began)
        if subject.began_on:
            rest = way(subject.began(began), aim)
        elif aim:
            rest = _(", from {began} at the start; the aim is {aim}.", began=began, aim=aim)
    else:
        rest = _("; the aim is {aim}.", aim=aim) if aim else "."
    return chart_values.ChartFinding(news, joined(rest, gaps(series.gaps, "counts", year)))


def _description(subject: Subject, series: CountSeries, count: Count) -> str:
    """The chart in words, for those who do not see it."""
    due, year = subject.objective.due, subject.year
    aim = aim_by(at_rate(count_aim(series.aim), count.per) if series.aim else None, due, year)
    if not series.periods:
        return joined(no_entries_yet(), aim)
    first, last = series.periods[0], series.periods[-1]
    began = ""
    if series.baseline is not None:
        began = _("It began at {began}.", began=subject.began(dates.number(series.baseline)))
    over = next(reversed(series.complete), None)
    latest = [_it_was(period, series, count, year) for period in (over, series.open) if period]
    empty_ones = [in_period(period.start, count.per, year) for period in _ghosts(series)]
    ghosts = _("No counts {when}.", when=dates.several(empty_ones)) if empty_ones else ""
    stretch = _(
        "From {first} to {last}.",
        first=dates.long(first.start, year),
        last=dates.long(last.start, year),
    )
    return joined(stretch, began, *latest, aim, ghosts, silence(series.gaps, "counts", year))


def _it_was(period: Period, series: CountSeries, count: Count, year: int) -> str:
    value, within = _number(period, series.aim), in_period(period.start, count.per, year)
    if period is series.open:
        return _("It is {value} so far {when}.", value=value, when=within)
    return _("It was {value} {when}.", value=value, when=within)


def _ghosts(series: CountSeries) -> tuple[Period, ...]:
    """The periods without notes that no longer silence tells of, from the first note on; the latest few."""
    noted = next((n for n, period in enumerate(series.periods) if period.value is not None), 0)
    quiet = [
        period
        for period in series.periods[noted:]
        if period.state is PeriodState.NO_NOTES
        and not any(gap.start <= period.start < gap.end for gap in series.gaps)
    ]
    return tuple(quiet[-GHOSTS:])

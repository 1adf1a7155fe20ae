"""Count words: what the page says of a count, and its chart.

In: a count with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    below,
    chart_words,
    finding_of,
    frame_of,
    from_start,
    marks_of,
    no_rows,
    or_more,
    range_words,
    start_mark_of,
    times,
    what_is_counted,
)
from generator.view.sentences import (
    aim_by,
    capital,
    gaps,
    joined,
    no_entries_yet,
    nothing_yet,
    silence,
)
from generator.view.verdicts import after, verdict, without_numbers

#: Most single periods without notes that the description names; the table has them all.
UNNOTED_LIMIT: Final = 3

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
    origin = start = None
    if series.baseline is not None:
        baseline = dates.number(series.baseline)
        origin = subject.began(baseline)
        start = subject.began(at_rate(baseline, count.per))
    return SeriesWords(
        chart=_chart(subject, count, series),
        origin=origin,
        start=start,
        latest=latest,
        aim=_aim_rate(series, count),
        counted=_counted(count),
        brief=brief,
        in_row=verdict(series, _aim(series), subject.whose),
        after=after(series, subject.whose),
    )


def _baseline(series: CountSeries) -> str | None:
    if series.baseline is None:
        return None
    return dates.number(series.baseline)


def _counted(count: Count) -> str:
    """`Times a week.`, `walks a week.`: a unit of the plan's own stands as it is written."""
    words = _("{words}.", words=at_rate(what_is_counted(count.unit), count.per))
    return capital(words) if count.unit == "times" else words


def _pale(series: CountSeries) -> str:
    """What a pale bar means, where there is one."""
    valued = [period for period in series.periods if period.value is not None]
    parts = [period for period in valued if period.state is not PeriodState.COUNTED]
    if not parts:
        return ""
    if parts == [series.open]:
        return _("The pale bar is so far.")
    return _("A pale bar is noted in part.")


def _aim(series: CountSeries) -> str | None:
    if series.aim is None:
        return None
    return count_aim(series.aim)


def _aim_rate(series: CountSeries, count: Count) -> str | None:
    """`at most 4 a week`."""
    aim = _aim(series)
    return at_rate(aim, count.per) if aim else None


def _latest(
    series: CountSeries, count: Count, year: int
) -> tuple[page_values.Fact | None, str | None]:
    """The latest period as a fact and in a sentence;
    none before one is over, unless the open one must be told.
    """
    period = _fact_period(series)
    if period is None:
        return None, None
    words = at_rate(_number(period, series.aim), count.per)
    brief = words
    if period is series.open:
        words = _("{value} so far", value=_number(period, series.aim))
        brief = _(
            "{value} {when}",
            value=words,
            when=in_period(period.start, count.per, year),
        )
    return page_values.Fact(
        period_name(period.start, count.per, year),
        words,
    ), brief


def _fact_period(series: CountSeries) -> Period | None:
    """The period of the headline, where it is over or the open one that must be told."""
    period = headline_period(series)
    if period is series.open or period in series.complete:
        return period
    return None


def headline_period(series: CountSeries) -> Period | None:
    """The period that the headline speaks of:
    the latest that is over and whole, else the latest with a value.

    One that is open comes before it where it has more already, unless more is what is aimed for:
    a hard week is not to stay unseen until it is over.
    """
    if not series.complete:
        valued = [period for period in series.periods if period.value is not None]
        return valued[-1] if valued else None
    over, open_now = series.complete[-1], series.open
    more_is_the_aim = series.aim is not None and series.aim.side is Side.ABOVE
    if open_now and not more_is_the_aim and (open_now.value or 0.0) > (over.value or 0.0):
        return open_now
    return over


def _number(period: Period, aim: Aim | None) -> str:
    """What a period came to; a part of a longer count in round."""
    value, marks = period.value or 0.0, marks_of(aim)
    if period.is_shared:
        return dates.about(value, *marks)
    return dates.number(value, *marks)


def _chart_words(
    subject: Subject,
    count: Count,
    series: CountSeries,
    phases: Sequence[chart_values.PhaseMark],
) -> chart_values.ChartWords:
    title = f"{subject.title}, {at_rate(what_is_counted(count.unit), count.per)}"
    return chart_words(
        subject,
        title=title,
        description=_description(subject, series, count),
        finding=_finding(subject, series, count),
        table=_table(title, count, series, subject.year),
        phases=phases,
        below=joined(below(_counted(count), _aim(series)), _pale(series)),
        quiet=without_numbers(series, subject.whose),
    )


def _table(
    title: str,
    count: Count,
    series: CountSeries,
    year: int,
) -> chart_values.Table:
    rows = tuple(
        (
            period_name(period.start, count.per, year),
            _cell(period, series.aim, year),
        )
        for period in series.periods
    )
    return chart_values.Table(title, (_("When"), what_is_counted(count.unit)), rows or no_rows(2))


def _chart(
    subject: Subject,
    count: Count,
    series: CountSeries,
) -> chart_values.CountChart:
    frame = frame_of(subject, series.gaps, aim=_aim_mark(series))
    return chart_values.CountChart(
        words=_chart_words(subject, count, series, frame.phases),
        frame=frame,
        slots=tuple(_slot(period, frame.span) for period in series.periods),
        latest=_number(series.complete[-1], series.aim) if series.complete else None,
        start=start_mark_of(series.baseline),
        so_far=_("so far"),
    )


def _aim_mark(series: CountSeries) -> chart_values.AimMark | None:
    aim = _aim(series)
    if aim is None:
        return None
    return aim_mark_of(series.aim, 0.0, 0.0, _("aim: {aim}", aim=aim))


def _slot(period: Period, time_span: chart_values.TimeSpan) -> chart_values.Slot:
    """A period, as far as it lies in the span."""
    start = max(period.start, time_span.start)
    end = min(period.end, time_span.end + timedelta(days=1))
    return chart_values.Slot(
        chart_values.Interval(start, end), period.value, _SLOT_STATES[period.state]
    )


def _cell(period: Period, aim: Aim | None, year: int) -> str:
    """`3`, `3 so far`, `3 since 30 August`, `3, noted in part`, `1.5, shared out`,
    or why there is nothing.
    """
    if period.value is None:
        return _(_NOTHING[period.state])
    value = _as_far_as_noted(_number(period, aim), period, year)
    # Translators: the value is a part of a count that covers more than one week or month.
    return _("{value}, shared out by days", value=value) if period.is_shared else value


def _as_far_as_noted(value: str, period: Period, year: int) -> str:
    """The value, and what of its period it leaves out."""
    match period.state:
        case PeriodState.OPEN:
            return _("{value} so far", value=value)
        case PeriodState.CUT if period.since:
            return _(
                "{value} since {day}",
                value=value,
                day=dates.long(period.since, year),
            )
        case PeriodState.CUT:
            return _("{value}, up to the end of the plan", value=value)
        case PeriodState.PAUSED:
            return _("{value}, with a break", value=value)
        case PeriodState.PART:
            return _("{value}, noted in part", value=value)
    return value


def count_aim(aim: Aim) -> str:
    """`2 or more`, `at most 4`, `3 to 5`."""
    match aim.side:
        case Side.ABOVE:
            return or_more(dates.number(aim.low))
        case Side.BELOW:
            return at_most(dates.number(aim.high))
        case Side.WITHIN:
            return range_words(aim.low, aim.high)


def at_rate(amount: str, per: Per) -> str:
    """`2 a week`, `walks in two weeks`."""
    return _(_RATES[per], amount=amount)


def in_period(start: date, per: Per, year: int) -> str:
    """`in the week of 20 April`."""
    return _(
        _IN_PERIODS[per],
        start=dates.long(start, year),
        month=dates.month_in(start, year),
    )


def period_name(start: date, per: Per, year: int) -> str:
    """`Week of 20 April`, `Two weeks from 20 April`, `April`."""
    return capital(
        _(
            _PERIOD_NAMES[per],
            start=dates.long(start, year),
            month=dates.month_in(start, year),
        )
    )


def _finding(
    subject: Subject,
    series: CountSeries,
    count: Count,
) -> chart_values.ChartFinding:
    period, year = headline_period(series), subject.year
    if period is None:
        return nothing_yet()
    news = _(
        "{value} {when}{began}.",
        value=_how_often(subject, period, series, count),
        when=_when(period, count, year),
        began=from_start(subject, _baseline(series)),
    )
    return finding_of(subject.named(news), gaps(series.gaps, "counts", year))


def _when(period: Period, count: Count, year: int) -> str:
    """`in the week of 20 April`, `in August, counted since 30 August`."""
    within = in_period(period.start, count.per, year)
    if period.since is None:
        return within
    return _(
        "{when}, counted since {day}",
        when=within,
        day=dates.long(period.since, year),
    )


def _how_often(subject: Subject, period: Period, series: CountSeries, count: Count) -> str:
    """`3 times`, `3 walks so far`; the bare number behind a noun that says what it is."""
    if period.is_shared or subject.objective.short:
        often = _number(period, series.aim)
    else:
        often = times(period.value or 0.0, count.unit, series.aim)
    if period is series.open:
        return _("{value} so far", value=often)
    return often


def _description(subject: Subject, series: CountSeries, count: Count) -> str:
    """The chart in words, for those who do not see it."""
    due, year = subject.objective.due, subject.year
    aim = aim_by(_aim_rate(series, count), due, year)
    if not series.periods:
        return joined(no_entries_yet(), aim)
    return joined(
        _from_to(series.periods, year),
        _began(subject, series),
        *_latest_counts(series, count, year),
        aim,
        _no_counts(series, count, year),
        silence(series.gaps, "counts", year),
    )


def _began(subject: Subject, series: CountSeries) -> str:
    if series.baseline is None:
        return ""
    return _(
        "It began at {began}.",
        began=subject.began(dates.number(series.baseline)),
    )


def _from_to(periods: Sequence[Period], year: int) -> str:
    """`From 6 April to 27 April.`"""
    return _(
        "From {first} to {last}.",
        first=dates.long(periods[0].start, year),
        last=dates.long(periods[-1].start, year),
    )


def _latest_counts(series: CountSeries, count: Count, year: int) -> list[str]:
    """What the last period came to, and the open one so far."""
    periods = [*series.complete[-1:], *filter(None, [series.open])]
    return [_it_was(period, series, count, year) for period in periods]


def _it_was(period: Period, series: CountSeries, count: Count, year: int) -> str:
    value, within = (
        _number(period, series.aim),
        in_period(period.start, count.per, year),
    )
    if period is series.open:
        return _("It is {value} so far {when}.", value=value, when=within)
    return _("It was {value} {when}.", value=value, when=within)


def _no_counts(series: CountSeries, count: Count, year: int) -> str:
    """`No counts in the week of 6 April and in the week of 20 April.`"""
    names = [in_period(period.start, count.per, year) for period in _unnoted(series)]
    if not names:
        return ""
    return _("No counts {when}.", when=dates.several(names))


def _unnoted(series: CountSeries) -> list[Period]:
    """The periods without notes that no longer silence tells of,
    from the first note on; the latest few.
    """
    first = next(
        (n for n, period in enumerate(series.periods) if period.value is not None),
        0,
    )
    unnoted = [
        period
        for period in series.periods[first:]
        if period.state is PeriodState.NO_NOTES
        and not any(gap.start <= period.start < gap.end for gap in series.gaps)
    ]
    return unnoted[-UNNOTED_LIMIT:]

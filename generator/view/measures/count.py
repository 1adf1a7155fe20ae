"""Count words: what the page says of a count, and its chart.

In: a count with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

from generator.model import Count, Per
from generator.progress import Aim, CountSeries, Period, PeriodState, Side
from generator.view import dates, values
from generator.view.measures.frame import EMPTY, SeriesWords, Subject, aim_of, hatched, phases_of, span, start_of
from generator.view.sentences import NOTHING_YET, gaps

_SLOT_STATES = {
    PeriodState.COUNTED: values.SlotState.COUNTED,
    PeriodState.OPEN: values.SlotState.SO_FAR,
    PeriodState.NO_NOTES: values.SlotState.NO_NOTES,
}
_PER_WORDS = {
    Per.DAY: "a day",
    Per.WEEK: "a week",
    Per.FORTNIGHT: "in two weeks",
    Per.MONTH: "a month",
    Per.SESSION: "a session",
}


def tell(subject: Subject, count: Count, series: CountSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    rate = f" {per(count)}"
    latest = None
    if series.complete:
        period = series.complete[-1]
        latest = values.Fact(period_name(period, count, subject.year), dates.number(period.value or 0.0))
    origin = None if series.baseline is None else dates.number(series.baseline)
    return SeriesWords(
        chart=_chart(subject, count, series),
        origin=origin,
        start=None if origin is None else origin + rate,
        latest=latest,
        aim=count_aim(series.aim) + rate if series.aim else None,
        rate=rate,
        counted=f"{count.unit[:1].upper()}{count.unit[1:]}{rate}.",
    )


def _chart(subject: Subject, count: Count, series: CountSeries) -> values.CountChart:
    plan, objective, title, year = subject.plan, subject.objective, subject.title, subject.year
    time_span = span(plan)
    news, rest = _news(series, count, year)
    slots = tuple(
        values.Slot(
            values.Stretch(max(p.start, time_span.start), min(p.end, time_span.end + timedelta(days=1))),
            p.value,
            _SLOT_STATES[p.state],
        )
        for p in series.periods
    )
    rows = tuple(
        (
            period_name(p, count, year),
            "no notes"
            if p.value is None
            else dates.number(p.value) + (" so far" if p.state is PeriodState.OPEN else ""),
        )
        for p in series.periods
    )
    complete = series.complete
    return values.CountChart(
        words=values.ChartWords(
            id=subject.id,
            title=f"{title}, {count.unit} {per(count)}",
            description=_description(series, count, objective.due, year),
            finding=values.Finding(news, rest),
            table=values.Table(
                f"{title}, {count.unit} {per(count)}",
                ("When", count.unit[:1].upper() + count.unit[1:]),
                rows or (("none yet", ""),),
            ),
        ),
        span=time_span,
        slots=slots,
        latest=dates.number(complete[-1].value or 0.0) if complete else None,
        aim=aim_of(series.aim, 0.0, 0.0, f"aim: {count_aim(series.aim)}" if series.aim else ""),
        start=start_of(series.baseline),
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, series.gaps, series.rater, time_span),
        so_far="so far",
        empty=EMPTY,
    )


def count_aim(aim: Aim) -> str:
    """`2 or more`, `at most 4`, `3 to 5`."""
    if aim.side is Side.ABOVE:
        return f"{dates.number(aim.low)} or more"
    return (
        f"at most {dates.number(aim.high)}"
        if aim.side is Side.BELOW
        else f"{dates.number(aim.low)} to {dates.number(aim.high)}"
    )


def per(count: Count) -> str:
    return _PER_WORDS[count.per]


def times(value: float, count: Count) -> str:
    """`3 times`, `3 walks`; a bare `1` of other things, since only the plan knows their singular."""
    if value == 1:
        return "1 time" if count.unit == "times" else "1"
    return f"{dates.number(value)} {count.unit}"


def in_period(period: Period, count: Count, year: int) -> str:
    """`in the week of 20 April`."""
    if count.per is Per.MONTH:
        return f"in {dates.month(period.start)}" + ("" if period.start.year == year else f" {period.start.year}")
    day = dates.long(period.start, year)
    if count.per is Per.WEEK:
        return f"in the week of {day}"
    return f"in the two weeks from {day}" if count.per is Per.FORTNIGHT else f"on {day}"


def period_name(period: Period, count: Count, year: int) -> str:
    """`Week of 20 April`."""
    words = in_period(period, count, year).removeprefix("in the ").removeprefix("in ").removeprefix("on ")
    return words[0].upper() + words[1:]


def _news(series: CountSeries, count: Count, year: int) -> tuple[str, str]:
    """The news and the rest of the sentence above a count chart."""
    if not series.periods:
        return NOTHING_YET
    over = series.complete
    shown = over[-1] if over else series.periods[-1]
    news = f"{times(shown.value or 0.0, count)} {in_period(shown, count, year)}" + ("" if over else " so far")
    rest = f", from {dates.number(series.baseline)} at the start" if series.baseline is not None else ""
    rest += f"; the aim is {count_aim(series.aim)}." if series.aim else "."
    return news, rest + gaps(series.gaps, "counts", year)


def _description(series: CountSeries, count: Count, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    aim = f" The aim is {count_aim(series.aim)} {per(count)} by {dates.long(due, year)}." if series.aim else ""
    if not series.periods:
        return f"No entries yet.{aim}"
    began = f" It began at {dates.number(series.baseline)}." if series.baseline is not None else ""
    latest = "".join(
        f" It was {dates.number(period.value or 0.0)} {in_period(period, count, year)}."
        for period in series.complete[-1:]
    )
    first, last = series.periods[0], series.periods[-1]
    span = f"From {dates.long(first.start, year)} to {dates.long(last.start, year)}."
    return f"{span}{began}{latest}{aim}{gaps(series.gaps, 'counts', year)}"

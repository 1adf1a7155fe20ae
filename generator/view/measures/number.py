"""Number words: what the page says of any number with its unit, and its chart.

In: a number with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date

from generator.model import Number
from generator.progress import Aim, NumberSeries, Side
from generator.view import dates, values
from generator.view.measures.frame import (
    EMPTY,
    SeriesWords,
    Subject,
    aim_of,
    hatched,
    phases_of,
    points_of,
    span,
    when,
)
from generator.view.sentences import NOTHING_YET, entries_over, gaps

#: Decimals of a number as somebody wrote it; means and medians have fewer.
WRITTEN = 4


def tell(subject: Subject, number: Number, series: NumberSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest = None
    if series.readings:
        last = series.readings[-1]
        latest = values.Fact(dates.long(last.at.date(), subject.year), with_unit(last.value, number))
    return SeriesWords(
        chart=_chart(subject, number, series),
        origin=None if series.baseline is None else plain(series.baseline),
        start=None if series.baseline is None else with_unit(series.baseline, number),
        latest=latest,
        aim=_aim(series, f" {number.unit}"),
        rate="",
        counted=f"{number.unit[:1].upper()}{number.unit[1:]}.",
        said="You are keeping it up." if series.is_kept_up else None,
    )


def plain(value: float) -> str:
    """A number as it was written, up to four decimals: `0.25`; a mean or a median shorter: `6.3`, `0.33`."""
    if round(value, WRITTEN) != value:
        return f"{value:.2g}" if abs(value) < 1 else dates.number(value)
    return f"{value:.{WRITTEN}f}".rstrip("0").rstrip(".").replace("-0", "0" if value == 0 else "-0")


def with_unit(value: float, number: Number) -> str:
    """`45 minutes`, `1 kg`; a bare `1` of what ends in s, since only the plan knows its singular."""
    return "1" if value == 1 and number.unit.endswith("s") else f"{plain(value)} {number.unit}"


def number_aim(aim: Aim, unit: str = "") -> str:
    """`60 minutes or more`, `at most 20 cups`, `6 to 8 hours`."""
    if aim.side is Side.WITHIN:
        return f"{plain(aim.low)} to {plain(aim.high)}{unit}"
    return f"{plain(aim.low)}{unit} or more" if aim.side is Side.ABOVE else f"at most {plain(aim.high)}{unit}"


def _aim(series: NumberSeries, unit: str = "") -> str | None:
    """The aim in words, with `keep` where the start meets it already."""
    if series.aim is None:
        return None
    return ("keep " if series.is_upkeep else "") + number_aim(series.aim, unit)


def _chart(subject: Subject, number: Number, series: NumberSeries) -> values.NumberChart:
    plan, due, title, year = subject.plan, subject.objective.due, subject.title, subject.year
    time_span = span(plan)
    rows = tuple((when(reading.at, year), plain(reading.value)) for reading in series.readings)
    label = (
        f"aim: {_aim(series)} {'until' if series.is_upkeep else 'by'} {dates.short(due, year)}" if series.aim else ""
    )
    unit = number.unit[:1].upper() + number.unit[1:]
    return values.NumberChart(
        words=values.ChartWords(
            id=subject.id,
            title=f"{title}, in {number.unit}",
            description=_description(series, number, due, year),
            finding=_finding(series, number, year),
            table=values.Table(f"{title}, in {number.unit}", ("Date", unit), rows or (("none yet", ""),)),
        ),
        span=time_span,
        runs=points_of(series.runs, time_span.start),
        medians=points_of(series.levels, time_span.start),
        latest=plain(series.readings[-1].value) if series.readings else None,
        aim=aim_of(series.aim, 0.0, 0.0, label),
        start=None if series.baseline is None else values.Level(series.baseline, f"start: {plain(series.baseline)}"),
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, series.gaps, series.rater, time_span),
        empty=EMPTY,
    )


def _finding(series: NumberSeries, number: Number, year: int) -> values.Finding:
    if not series.readings:
        return values.Finding(*NOTHING_YET)
    last = series.readings[-1]
    news = f"{with_unit(last.value, number)} on {dates.long(last.at.date(), year)}"
    rest = f", from {plain(series.baseline)}" if series.baseline is not None else ""
    rest += f"; the aim is {'to ' if series.is_upkeep else ''}{_aim(series)}." if series.aim else "."
    if series.levels:
        rest += " Thin line: each note. Thick line: the middle of the last four."
    return values.Finding(news, rest + gaps(series.gaps, "notes", year))


def _description(series: NumberSeries, number: Number, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    aim = ""
    if series.aim:
        to, by = ("to ", "until") if series.is_upkeep else ("", "by")
        aim = f" The aim is {to}{_aim(series, f' {number.unit}')} {by} {dates.long(due, year)}."
    if not series.readings:
        return f"No entries yet.{aim}"
    first, last = series.readings[0], series.readings[-1]
    began = plain(series.baseline if series.baseline is not None else first.value)
    latest = f"It began at {began} and the latest is {with_unit(last.value, number)}"
    thick = " The thick line is the median of the last four entries." if series.levels else ""
    tail = f"{aim}{gaps(series.gaps, 'notes', year)}{thick}"
    return f"{entries_over(series.readings, year)}. {latest} on {dates.long(last.at.date(), year)}.{tail}"

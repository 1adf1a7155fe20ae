"""Gas words: what the page says of five levels in the client's own words, and their chart.

In: goal attainment levels with the series of one rater. Out: its `SeriesWords`.
Touches nothing. No score is reckoned from the levels: the words are what counts.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from generator.model import Gas
from generator.progress import GasSeries
from generator.view import dates, values
from generator.view.measures.frame import EMPTY, SeriesWords, Subject, phases_of, points_of, span, when
from generator.view.sentences import NOTHING_YET, gaps

_MARKS: Final = ("−2", "−1", "0", "+1", "+2")
_PLACES: Final = (
    "two steps before the aim",
    "one step before the aim",
    "the aim",
    "one step past the aim",
    "two steps past the aim",
)


def tell(subject: Subject, gas: Gas, series: GasSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest = None
    if series.readings:
        last = series.readings[-1]
        latest = values.Fact(dates.long(last.at.date(), subject.year), _words(gas, last.value))
    return SeriesWords(
        chart=_chart(subject, gas, series),
        origin=None,
        start=None if series.baseline is None else _words(gas, series.baseline),
        latest=latest,
        aim=_words(gas, 0),
        rate="",
        counted="Five levels in your own words.",
    )


def _chart(subject: Subject, gas: Gas, series: GasSeries) -> values.GasChart:
    plan, due, year = subject.plan, subject.objective.due, subject.year
    time_span = span(plan)
    news, rest = _news(gas, series, year)
    title = f"{subject.title}, five levels in your words"
    levels = "; ".join(f"{mark} {words.rstrip('.;')}" for mark, words in zip(_MARKS, gas.levels, strict=True))
    rows = tuple(
        (when(reading.at, year), _MARKS[int(reading.value) + 2], gas.words(reading.value))
        for reading in series.readings
    )
    day = (plan.timeframe.start - time_span.start).days
    return values.GasChart(
        words=values.ChartWords(
            id=subject.id,
            title=title,
            description=_description(gas, series, due, year),
            finding=values.Finding(news, rest),
            table=values.Table(
                f"{subject.title}: {levels}", ("Date", "Level", "In words"), rows or (("none yet", "", ""),)
            ),
        ),
        span=time_span,
        rows=tuple(
            values.LevelRow(mark, words, "(aim)" if mark == "0" else "")
            for mark, words in reversed(tuple(zip(_MARKS, gas.levels, strict=True)))
        ),
        runs=points_of(series.runs, time_span.start),
        start=None if series.baseline is None else values.Point(day, series.baseline),
        phases=phases_of(plan, time_span),
        empty=EMPTY,
    )


def _words(gas: Gas, level: float) -> str:
    """The level's words to stand in a sentence, without a full stop of their own."""
    return gas.words(level).strip().rstrip(".;")


def _place(level: float) -> str:
    return _PLACES[int(level) + 2]


def _began(gas: Gas, series: GasSeries) -> str:
    return f" It began at: {_words(gas, series.baseline)}." if series.baseline is not None else ""


def _news(gas: Gas, series: GasSeries, year: int) -> tuple[str, str]:
    """The news and the rest of the sentence above the levels."""
    if not series.readings:
        return NOTHING_YET
    last = series.readings[-1]
    rest = f" on {dates.long(last.at.date(), year)}: {_place(last.value)}.{_began(gas, series)}"
    return _words(gas, last.value), rest + gaps(series.gaps, "entries", year)


def _description(gas: Gas, series: GasSeries, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    aim = f" The aim by {dates.long(due, year)} is: {_words(gas, 0)}."
    if not series.readings:
        return f"No entries yet.{_began(gas, series)}{aim}"
    first, last = series.readings[0], series.readings[-1]
    many, days = "1 entry", f"on {dates.long(first.at.date(), year)}"
    if len(series.readings) > 1:
        many = f"{len(series.readings)} entries"
        days = f"from {dates.long(first.at.date(), year)} to {dates.long(last.at.date(), year)}"
    latest = f" The latest is: {_words(gas, last.value)}, {_place(last.value)}."
    return f"{many} {days}.{_began(gas, series)}{latest}{aim}{gaps(series.gaps, 'entries', year)}"

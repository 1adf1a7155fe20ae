"""Gas words: what the page says of five levels in the client's own words, and their chart.

In: goal attainment levels with the series of one rater. Out: its `SeriesWords`.
Touches nothing. No score is reckoned from the levels: the words are what counts.
"""

from __future__ import annotations

from typing import Final

from generator.model.measure import Gas
from generator.progress.gas import GasSeries
from generator.text.language import N_, _, isolated
from generator.view import chart_values, dates, page_values
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    chart_runs,
    chart_words,
    finding_of,
    frame_of,
    no_rows,
    when,
)
from generator.view.sentences import (
    capital,
    entries_over,
    gaps,
    joined,
    no_entries_yet,
    nothing_yet,
    silence,
)
from generator.view.verdicts import after, verdict, without_numbers

_MARKS: Final = ("−2", "−1", "0", "+1", "+2")
_PLACES: Final = (
    N_("two steps before the aim"),
    N_("one step before the aim"),
    N_("at the aim"),
    N_("one step past the aim"),
    N_("two steps past the aim"),
)
#: Where the latest level lies, without saying how far.
_QUIET_PLACES: Final = (
    N_("On the way to the aim."),
    N_("On the way to the aim."),
    N_("At the aim."),
    N_("Past the aim."),
    N_("Past the aim."),
)


def describe(subject: Subject, gas: Gas, series: GasSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest = None
    if series.readings:
        last = series.readings[-1]
        day = dates.long(last.at.date(), subject.year)
        latest = page_values.Fact(day, _words(gas, last.value))
    return SeriesWords(
        chart=_chart(subject, gas, series),
        origin=None,
        start=None if series.baseline is None else _words(gas, series.baseline),
        latest=latest,
        aim=_words(gas, 0),
        counted=_("Five levels in your own words."),
        in_row=verdict(series, None, subject.whose),
        after=after(series, subject.whose),
    )


def _chart(subject: Subject, gas: Gas, series: GasSeries) -> chart_values.GasChart:
    # The drawing has no gaps, no aim line and no start line: its rows say them.
    frame = frame_of(subject)
    return chart_values.GasChart(
        words=chart_words(
            subject,
            title=_(
                "{objective}, five levels in your words",
                objective=subject.title,
            ),
            description=_description(subject, gas, series),
            finding=_finding(subject, gas, series),
            table=_table(subject, gas, series),
            phases=frame.phases,
            below=_("Five levels in your own words."),
            quiet=_quiet(subject, series),
        ),
        frame=frame,
        rows=_rows(gas),
        runs=chart_runs(series.runs, frame.span.start),
        start=_start(subject, series, frame.span),
    )


def _rows(gas: Gas) -> tuple[chart_values.LevelRow, ...]:
    """The levels from the best down; the aim carries a note."""
    rows = []
    for mark, words in zip(_MARKS, gas.levels, strict=True):
        note = _("(aim)") if mark == "0" else ""
        rows.append(chart_values.LevelRow(mark, words, note))
    return tuple(reversed(rows))


def _start(
    subject: Subject, series: GasSeries, time_span: chart_values.TimeSpan
) -> chart_values.Point | None:
    if series.baseline is None:
        return None
    day = (subject.plan.timeframe.start - time_span.start).days
    return chart_values.Point(day, series.baseline)


def _table(subject: Subject, gas: Gas, series: GasSeries) -> chart_values.Table:
    rows = tuple(
        (
            when(reading.at, subject.year),
            _MARKS[int(reading.value) + 2],
            gas.words(reading.value),
        )
        for reading in series.readings
    )
    heads = (_("Date"), _("Level"), _("In words"))
    return chart_values.Table(_caption(subject, gas), heads, rows or no_rows(3))


def _caption(subject: Subject, gas: Gas) -> str:
    """The objective and its five levels: `Go out: −2 not at all; −1 …`."""
    levels = [
        _("{value} {words}", value=mark, words=words.rstrip(".;"))
        for mark, words in zip(_MARKS, gas.levels, strict=True)
    ]
    return _(
        "{objective}: {levels}",
        objective=subject.title,
        levels="; ".join(levels),
    )


def _words(gas: Gas, level: float) -> str:
    """The level's words to stand in a sentence, without a full stop of their own."""
    return isolated(gas.words(level).strip().rstrip(".;"))


def _place(level: float) -> str:
    return _(_PLACES[int(level) + 2])


def _began(gas: Gas, series: GasSeries) -> str:
    if series.baseline is None:
        return ""
    return _("It began at: {words}.", words=_words(gas, series.baseline))


def _finding(subject: Subject, gas: Gas, series: GasSeries) -> chart_values.ChartFinding:
    if not series.readings:
        return nothing_yet()
    last, year = series.readings[-1], subject.year
    news = _(
        "{place} on {day}: {words}.",
        place=capital(_place(last.value)),
        day=dates.long(last.at.date(), year),
        words=_words(gas, last.value),
    )
    return finding_of(news, _began(gas, series), gaps(series.gaps, "entries", year))


def _quiet(subject: Subject, series: GasSeries) -> str:
    """Where it stands by its words, which may not be numbers."""
    if not series.readings:
        return without_numbers(series, subject.whose)
    return _(_QUIET_PLACES[int(series.readings[-1].value) + 2])


def _description(subject: Subject, gas: Gas, series: GasSeries) -> str:
    """The chart in words, for those who do not see it."""
    year = subject.year
    due = dates.long(subject.objective.due, year)
    aim = _("The aim by {day} is: {words}.", day=due, words=_words(gas, 0))
    if not series.readings:
        return joined(no_entries_yet(), _began(gas, series), aim)
    return joined(
        f"{entries_over(series.readings, year)}.",
        _began(gas, series),
        _latest(gas, series.readings[-1].value),
        aim,
        silence(series.gaps, "entries", year),
    )


def _latest(gas: Gas, value: float) -> str:
    """The latest level in its own words, and how far from the aim it lies."""
    return _(
        "The latest is: {words}, {place}.",
        words=_words(gas, value),
        place=_place(value),
    )

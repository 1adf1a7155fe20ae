"""Questionnaire words: what the page says of a questionnaire's totals, and their chart.

In: a questionnaire's total with the series of one rater. Out: its `SeriesWords`.
Touches nothing. A band is the name of a range and never a diagnosis;
a cut-off has no place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from generator.model.measure import Band, Better, Questionnaire, QuestionnaireTotal, Totals
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.series import Aim, Reading, Side
from generator.text.language import N_, _
from generator.view import chart_values, dates, page_values
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    aim_mark_of,
    aim_until,
    below,
    chart_runs,
    chart_words,
    finding_of,
    found,
    frame_of,
    latest_words,
    no_rows,
    or_less,
    or_more,
    range_words,
    start_mark_of,
    when,
)
from generator.view.sentences import (
    aim_by,
    entries_over,
    gaps,
    joined,
    no_entries_yet,
    nothing_yet,
    on_day,
    silence,
)
from generator.view.verdicts import after, verdict, without_numbers

#: Names of ranges that say a number and no more: `zone III`, `level 2`.
_NUMBERED: Final = re.compile(r"(?:\w+ )?(?:[IVX]+|\d+)")
_BETTER: Final = {
    Better.HIGHER: N_("higher is better"),
    Better.LOWER: N_("lower is better"),
}
_BETTER_SENTENCES: Final = {
    Better.HIGHER: N_("Higher is better."),
    Better.LOWER: N_("Lower is better."),
}


def describe(
    subject: Subject, measure: QuestionnaireTotal, series: QuestionnaireSeries
) -> SeriesWords:
    """The words and the chart of one rater's series."""
    questionnaire = measure.questionnaire
    began = _began(series)
    scale = range_words(questionnaire.low, questionnaire.high)
    return SeriesWords(
        chart=_chart(subject, questionnaire, series),
        origin=_origin(subject, series),
        start=None if began is None else subject.began(_of(began, questionnaire)),
        latest=_latest(subject, questionnaire, series),
        aim=_aim(series.aim),
        counted=_("{name}, {scale}.", name=questionnaire.name, scale=scale),
        in_row=verdict(series, _aim(series.aim), subject.whose),
        after=after(series, subject.whose),
    )


def _latest(
    subject: Subject, questionnaire: Questionnaire, series: QuestionnaireSeries
) -> page_values.Fact | None:
    """The latest total under its day."""
    if not series.readings:
        return None
    last = series.readings[-1]
    day = dates.long(last.at.date(), subject.year)
    return page_values.Fact(day, _of(last.value, questionnaire))


def _chart_words(
    subject: Subject,
    questionnaire: Questionnaire,
    series: QuestionnaireSeries,
    phases: Sequence[chart_values.PhaseMark],
) -> chart_values.ChartWords:
    title = _title(subject, questionnaire)
    return chart_words(
        subject,
        title=title,
        description=_description(subject, questionnaire, series),
        finding=_finding(subject, questionnaire, series),
        table=_table(title, questionnaire, series, subject.year),
        phases=phases,
        below=_below(subject, questionnaire, series),
        quiet=without_numbers(series, subject.whose),
    )


def _below(subject: Subject, questionnaire: Questionnaire, series: QuestionnaireSeries) -> str:
    """`PHQ-9, 0 to 27, lower is better. Now in the range called mild. The aim is 9 or less.`"""
    measured = f"{_measured(questionnaire)}."
    if subject.rater is None:
        measured = joined(measured, _range_now(questionnaire, series))
    return below(measured, aim_until(subject, _aim(series.aim)))


def _range_now(questionnaire: Questionnaire, series: QuestionnaireSeries) -> str:
    """`Now in the range called mild.`; of several people it stands with the finding of each."""
    place = _in_range(questionnaire, series.band)
    return _("Now {range}.", range=place) if place else ""


def _chart(
    subject: Subject, questionnaire: Questionnaire, series: QuestionnaireSeries
) -> chart_values.QuestionnaireChart:
    corridor = _corridor(series)
    frame = frame_of(
        subject,
        series.gaps,
        aim=_aim_zone(series.aim, questionnaire),
        # The corridor lies around the start and shows it.
        start=None if corridor else start_mark_of(_began(series)),
    )
    return chart_values.QuestionnaireChart(
        words=_chart_words(subject, questionnaire, series, frame.phases),
        frame=frame,
        low=questionnaire.low,
        high=questionnaire.high,
        bands=_bands(questionnaire, _shown(questionnaire, series)),
        runs=chart_runs(series.runs, frame.span.start),
        first=_first_words(series),
        latest=latest_words(series.readings, dates.number),
        corridor=corridor,
    )


def _first_words(series: QuestionnaireSeries) -> str | None:
    """The first total as the chart prints it, from the second on."""
    if len(series.readings) < 2:
        return None
    return dates.number(series.readings[0].value)


def _title(subject: Subject, questionnaire: Questionnaire) -> str:
    """`PHQ-9, 0 to 27, lower is better`."""
    return subject.by_rater(_measured(questionnaire))


def _measured(questionnaire: Questionnaire) -> str:
    return _(
        "{name}, {scale}, {better}",
        name=questionnaire.name,
        scale=range_words(questionnaire.low, questionnaire.high),
        better=_(_BETTER[questionnaire.better]),
    )


def _corridor(series: QuestionnaireSeries) -> chart_values.Corridor | None:
    """The usual variation around the first total, from the second on, where it is known."""
    usual = series.usual_range
    if usual is None or len(series.readings) < 2:
        return None
    return chart_values.Corridor(usual.low, usual.high, _("usual ups and downs"))


def _shown(
    questionnaire: Questionnaire,
    series: QuestionnaireSeries,
) -> tuple[Band | None, ...]:
    """The bands that the chart names: where it began, and where it is now.

    The table names them all.
    """
    if not series.readings:
        return ()
    if series.first is None:
        return (series.band,)
    return (questionnaire.band(series.first), series.band)


def _bands(
    questionnaire: Questionnaire, shown: Sequence[Band | None]
) -> tuple[chart_values.BandMark, ...]:
    """The bands with their edges half way between two totals; those that are shown have their names."""
    bands, half = questionnaire.bands, questionnaire.edge
    return tuple(
        chart_values.BandMark(
            low=max(band.start - half, questionnaire.low),
            high=questionnaire.high if above is None else above.start - half,
            label=_band_label(questionnaire, band, above) if band in shown else None,
        )
        for band, above in zip_longest(bands, bands[1:])
    )


def _band_label(
    questionnaire: Questionnaire,
    band: Band,
    above: Band | None,
) -> str | None:
    """The band's name; where the ranges above have none, with its end: `low, 50 or less`."""
    if band.name is None or above is None or above.name or questionnaire.totals is not Totals.WHOLE:
        return _name(questionnaire, band)
    return _(
        "{range}, {totals}",
        range=_(band.name),
        totals=or_less(dates.number(above.start - 1)),
    )


def _name(questionnaire: Questionnaire, band: Band | None) -> str | None:
    """The name of a band; its place among all where the name is only a number,
    which tells nobody anything.
    """
    if band is None or band.name is None:
        return None
    if not _NUMBERED.fullmatch(band.name):
        return _(band.name)
    place, all = questionnaire.bands.index(band) + 1, len(questionnaire.bands)
    return _(
        "range {place} of {all}",
        place=dates.number(place),
        all=dates.number(all),
    )


def _in_range(questionnaire: Questionnaire, band: Band | None) -> str | None:
    """`in the range called mild`, `in range 3 of 4`."""
    name = _name(questionnaire, band)
    if band is None or band.name is None or name is None:
        return None
    if _NUMBERED.fullmatch(band.name):
        return _("in {range}", range=name)
    return _("in the range called {band}", band=name)


def _aim_zone(
    aim: Aim | None,
    questionnaire: Questionnaire,
) -> chart_values.AimMark | None:
    """The zone with its edge beside the last total that meets it,
    so that no dot that does lies on the line.
    """
    if aim is None:
        return None
    half = 0.5 if questionnaire.totals is Totals.WHOLE else 0.0
    zone = Aim(aim.side, aim.low - half, aim.high + half)
    return aim_mark_of(
        zone,
        questionnaire.low,
        questionnaire.high,
        _("aim: {aim}", aim=_aim(aim)),
    )


def _aim(aim: Aim | None) -> str | None:
    """`9 or less`, `52 or more`, `3 to 5`."""
    if aim is None:
        return None
    match aim.side:
        case Side.WITHIN:
            return range_words(aim.low, aim.high)
        case Side.ABOVE:
            return or_more(dates.number(aim.low))
        case Side.BELOW:
            return or_less(dates.number(aim.high))


def _began(series: QuestionnaireSeries) -> float | None:
    """Where it began; None while the first total is all there is."""
    if [reading.value for reading in series.readings] == [series.first]:
        return None
    return series.first


def _origin(subject: Subject, series: QuestionnaireSeries) -> str | None:
    """Where it began in words, with its day where the plan says one."""
    began = _began(series)
    if began is None:
        return None
    return subject.began(dates.number(began))


def _of(value: float, questionnaire: Questionnaire) -> str:
    return _(
        "{value} of {most}",
        value=dates.number(value),
        most=dates.number(questionnaire.high),
    )


def _finding(
    subject: Subject, questionnaire: Questionnaire, series: QuestionnaireSeries
) -> chart_values.ChartFinding:
    """The total as it is and where it began, in a sentence."""
    if not series.readings:
        return nothing_yet()
    last, year = series.readings[-1], subject.year
    now, rest = _of(last.value, questionnaire), gaps(series.gaps, "totals", year)
    if subject.rater is not None:
        rest = joined(_range_now(questionnaire, series), rest)
    first, began = series.readings[0], _began(series)
    if began is None or subject.began_on or began != first.value:
        start = None if began is None else dates.number(began)
        return found(subject, now, last.at.date(), start, rest)
    news = _(
        "{now}, from {began}.",
        now=on_day(now, last.at.date(), year),
        began=on_day(dates.number(began), first.at.date(), year),
    )
    return finding_of(subject.named(news), rest)


def _table(
    caption: str, questionnaire: Questionnaire, series: QuestionnaireSeries, year: int
) -> chart_values.Table:
    """The totals by day, with the name of the range of each where the ranges have names."""
    heads = (_("Date"), _("Total"), _("Range"))
    columns = 3 if any(band.name for band in questionnaire.bands) else 2
    rows = tuple(_row(questionnaire, reading, year)[:columns] for reading in series.readings)
    return chart_values.Table(
        _with_ranges(caption, questionnaire),
        heads[:columns],
        rows or no_rows(columns),
    )


def _row(
    questionnaire: Questionnaire,
    reading: Reading,
    year: int,
) -> tuple[str, ...]:
    """The day of a total, the total, and the name of its range."""
    name = _name(questionnaire, questionnaire.band(reading.value))
    return when(reading.at, year), dates.number(reading.value), name or ""


def _with_ranges(caption: str, questionnaire: Questionnaire) -> str:
    """The caption with the names of all ranges, each with its lowest total."""
    ranges = []
    for band in questionnaire.bands:
        name = _name(questionnaire, band)
        if name:
            lowest = dates.number(band.start)
            ranges.append(_("{range} from {total}", range=name, total=lowest))
    if not ranges:
        return caption
    return _(
        "{caption}; ranges: {ranges}",
        caption=caption,
        ranges=dates.several(ranges),
    )


def _description(
    subject: Subject, questionnaire: Questionnaire, series: QuestionnaireSeries
) -> str:
    """The chart in words, for those who do not see it."""
    due, year = subject.objective.due, subject.year
    better = _(_BETTER_SENTENCES[questionnaire.better])
    aim = aim_by(_aim(series.aim), due, year)
    if not series.readings:
        return joined(no_entries_yet(), better, aim)
    over = _(
        "{name}, {entries}.",
        name=questionnaire.name,
        entries=entries_over(series.readings, year),
    )
    return joined(
        over,
        _began_and_latest(subject, questionnaire, series),
        better,
        aim,
        silence(series.gaps, "totals", year),
        _usual_variation(questionnaire),
    )


def _began_and_latest(
    subject: Subject, questionnaire: Questionnaire, series: QuestionnaireSeries
) -> str:
    """The first and the latest total in a sentence,
    with the range of the latest where that has a name.
    """
    last = series.readings[-1]
    first = series.first if series.first is not None else series.readings[0].value
    words = {
        "began": _origin(subject, series) or dates.number(first),
        "latest": dates.number(last.value),
        "day": dates.long(last.at.date(), subject.year),
    }
    place = _in_range(questionnaire, series.band)
    if place is None:
        return _(
            "It began at {began} and the latest is {latest} on {day}.",
            **words,
        )
    return _(
        "It began at {began} and the latest is {latest} on {day}, {range}.", **words, range=place
    )


def _usual_variation(questionnaire: Questionnaire) -> str:
    if questionnaire.reliable_change is None:
        return ""
    return _(
        "A change of less than {change} is within the usual ups and downs of this questionnaire.",
        change=dates.number(questionnaire.reliable_change),
    )

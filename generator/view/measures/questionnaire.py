"""Questionnaire words: what the page says of a questionnaire's totals, and their chart.

In: a questionnaire's total with the series of one rater. Out: its `SeriesWords`.
Touches nothing. A band is the name of a range and never a diagnosis; a cut-off has no place on the page.
"""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from typing import Final

from generator.language import N_, _
from generator.model import Band, Better, Fact, Questionnaire, Sheet, Totals
from generator.progress import Aim, QuestionnaireSeries, Side
from generator.view import dates, values
from generator.view.measures.frame import (
    SeriesWords,
    Subject,
    aim_of,
    empty,
    hatched,
    no_rows,
    or_less,
    or_more,
    phases_of,
    points_of,
    range_words,
    span,
    start_of,
    when,
)
from generator.view.sentences import aim_by, entries_over, gaps, joined, no_entries_yet, nothing_yet

_BETTER: Final = {Better.HIGHER: N_("higher is better"), Better.LOWER: N_("lower is better")}
_BETTER_SENTENCES: Final = {Better.HIGHER: N_("Higher is better."), Better.LOWER: N_("Lower is better.")}


def tell(subject: Subject, measure: Sheet, series: QuestionnaireSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    questionnaire = measure.questionnaire
    latest, began = None, _began(series)
    if series.readings:
        last = series.readings[-1]
        latest = values.Fact(dates.long(last.at.date(), subject.year), _of(last.value, questionnaire))
    return SeriesWords(
        chart=_chart(subject, questionnaire, series),
        origin=None if began is None else dates.number(began),
        start=None if began is None else _of(began, questionnaire),
        latest=latest,
        aim=_aim(series.aim) if series.aim else None,
        counted=f"{questionnaire.name}, {range_words(questionnaire.low, questionnaire.high)}.",
    )


def briefly(measure: Sheet, series: QuestionnaireSeries) -> str:
    """The latest total in a sentence of its own: `PHQ-9 9 of 27, from 17; lower is better.`

    It stands at the top of the page, where the name of a range might come as a surprise; the chart says that.
    """
    if not series.readings:
        return ""
    questionnaire, value = measure.questionnaire, series.readings[-1].value
    return _value_words(questionnaire, value) + _way(questionnaire, series)


def _chart(subject: Subject, questionnaire: Questionnaire, series: QuestionnaireSeries) -> values.QuestionnaireChart:
    plan, due, year = subject.plan, subject.objective.due, subject.year
    time_span = span(plan)
    low, high = questionnaire.low, questionnaire.high
    half = 0.5 if questionnaire.totals is Totals.WHOLE else 0.0
    title = f"{questionnaire.name}, {range_words(low, high)}, {_(_BETTER[questionnaire.better])}"
    whose = subject.title.removeprefix(subject.objective.objective)
    wobble = None
    if series.wobble and len(series.readings) > 1:
        wobble = values.Corridor(series.wobble.low, series.wobble.high, _("usual wobble"))
    return values.QuestionnaireChart(
        words=values.ChartWords(
            id=subject.id,
            title=title + whose,
            description=_description(questionnaire, series, due, year),
            finding=_finding(questionnaire, series, year),
            table=_table(title + whose, questionnaire, series, year),
            note=_note(questionnaire, series),
        ),
        span=time_span,
        low=low,
        high=high,
        bands=_bands(questionnaire),
        runs=points_of(series.runs, time_span.start),
        first=dates.number(series.readings[0].value) if len(series.readings) > 1 else None,
        latest=dates.number(series.readings[-1].value) if series.readings else None,
        wobble=wobble,
        aim=_aim_zone(series.aim, questionnaire, half),
        start=None if wobble else start_of(_began(series)),
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, series.gaps, series.rater, time_span),
        empty=empty(),
    )


def _bands(questionnaire: Questionnaire) -> tuple[values.BandMark, ...]:
    """The bands with their edges half way between two totals, every other one tinted, from the top down."""
    bands, low, high, half = questionnaire.bands, questionnaire.low, questionnaire.high, questionnaire.edge
    marks = []
    for index, (band, above) in enumerate(zip_longest(bands, bands[1:])):
        start = max(band.start - half, low)
        end = high if above is None else above.start - half
        tint = values.Tint.GREY if band.name and (len(bands) - 1 - index) % 2 else values.Tint.NONE
        marks.append(values.BandMark(start, end, tint, _band_label(questionnaire, band, above)))
    return tuple(marks)


def _band_label(questionnaire: Questionnaire, band: Band, above: Band | None) -> str | None:
    """The band's name; where the ranges above have none, with its end: `low, 50 or less`."""
    if band.name is None or above is None or above.name or questionnaire.totals is not Totals.WHOLE:
        return _(band.name) if band.name else None
    return f"{_(band.name)}, {or_less(dates.number(above.start - 1))}"


def _aim_zone(aim: Aim | None, questionnaire: Questionnaire, half: float) -> values.Aim | None:
    """The zone with its edge beside the last total that meets it, so that no dot that does lies on the line."""
    if aim is None:
        return None
    zone = Aim(aim.side, aim.low - half, aim.high + half)
    return aim_of(zone, questionnaire.low, questionnaire.high, _("aim: {aim}", aim=_aim(aim)))


def _aim(aim: Aim) -> str:
    """`9 or less`, `52 or more`, `3 to 5`."""
    if aim.side is Side.WITHIN:
        return range_words(aim.low, aim.high)
    return or_more(dates.number(aim.low)) if aim.side is Side.ABOVE else or_less(dates.number(aim.high))


def _began(series: QuestionnaireSeries) -> float | None:
    """Where it began; None while the first total is all there is."""
    if [reading.value for reading in series.readings] == [series.first]:
        return None
    return series.first


def _way(questionnaire: Questionnaire, series: QuestionnaireSeries) -> str:
    """`, from 17; lower is better.`"""
    began, better = _began(series), _(_BETTER[questionnaire.better])
    if began is None:
        return _("; {better}.", better=better)
    return _(", from {began}; {better}.", began=dates.number(began), better=better)


def _value_words(questionnaire: Questionnaire, value: float) -> str:
    return f"{questionnaire.name} {_of(value, questionnaire)}"


def _of(value: float, questionnaire: Questionnaire) -> str:
    return _("{value} of {most}", value=dates.number(value), most=dates.number(questionnaire.high))


def _finding(questionnaire: Questionnaire, series: QuestionnaireSeries, year: int) -> values.Finding:
    """The sentence above the chart, its news in bold."""
    if not series.readings:
        return nothing_yet()
    news = _value_words(questionnaire, series.readings[-1].value)
    rest = _way(questionnaire, series)
    if series.band and series.band.name:
        began, better = _began(series), _(_BETTER[questionnaire.better])
        band = _(series.band.name)
        rest = _(", in the range called {band}; {better}.", band=band, better=better)
        if began is not None:
            words = dates.number(began)
            rest = _(", from {began}, in the range called {band}; {better}.", began=words, band=band, better=better)
    return values.Finding(news, joined(rest, gaps(series.gaps, "totals", year)))


def _table(caption: str, questionnaire: Questionnaire, series: QuestionnaireSeries, year: int) -> values.Table:
    named = any(band.name for band in questionnaire.bands)
    rows = []
    for reading in series.readings:
        band = questionnaire.band(reading.value)
        cells = (when(reading.at, year), dates.number(reading.value))
        rows.append((*cells, _(band.name) if band and band.name else "") if named else cells)
    heads = (_("Date"), _("Total"), _("Range")) if named else (_("Date"), _("Total"))
    return values.Table(caption, heads, tuple(rows) or no_rows(len(heads)))


def _description(questionnaire: Questionnaire, series: QuestionnaireSeries, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    better = _(_BETTER_SENTENCES[questionnaire.better])
    aim = aim_by(_aim(series.aim) if series.aim else None, due, year)
    if not series.readings:
        return joined(no_entries_yet(), better, aim)
    first, last = series.readings[0], series.readings[-1]
    latest = {
        "began": dates.number(series.first if series.first is not None else first.value),
        "latest": dates.number(last.value),
        "day": dates.long(last.at.date(), year),
    }
    came = _("It began at {began} and the latest is {latest} on {day}.", **latest)
    if series.band and series.band.name:
        band = _(series.band.name)
        came = _(
            "It began at {began} and the latest is {latest} on {day}, in the range called {band}.", **latest, band=band
        )
    wobble = ""
    if questionnaire.reliable_change is not None:
        change = dates.number(questionnaire.reliable_change)
        wobble = _("A change of less than {change} is the usual wobble of this questionnaire.", change=change)
    over = f"{questionnaire.name}, {entries_over(series.readings, year)}."
    return joined(over, came, better, aim, gaps(series.gaps, "totals", year), wobble)


def _note(questionnaire: Questionnaire, series: QuestionnaireSeries) -> str | None:
    """What the chart shows that nobody has checked at its source, said as such; None where all of it is checked."""
    shown = [(Fact.RANGE, _("where the scale ends"))]
    if any(band.name for band in questionnaire.bands):
        shown.append((Fact.BANDS, _("the names of the ranges")))
    if series.wobble and len(series.readings) > 1:
        shown.append((Fact.RELIABLE_CHANGE, _("the usual wobble")))
    unchecked = [words for fact, words in shown if fact in questionnaire.unverified]
    return _("Not checked at the source yet: {facts}.", facts=dates.several(unchecked)) if unchecked else None

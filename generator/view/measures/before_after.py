"""Before-and-after words: what the page says of pairs, and their chart.

In: a before-and-after with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from generator.model.measure import AfterAt, BeforeAfter, Better
from generator.progress.before_after import BeforeAfterSeries, Effect, Pair
from generator.progress.series import Signal
from generator.text.language import N_, _, ngettext
from generator.view import chart_values, dates, page_values
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    aim_mark_of,
    anchor_words,
    empty,
    hatched,
    no_rows,
    or_less,
    or_more,
    phases_of,
    range_words,
    short_anchors,
    span,
    when,
)
from generator.view.sentences import (
    aim_by,
    gaps,
    joined,
    no_entries_yet,
    no_failing,
    nothing_yet,
    on_day,
    silence,
)

_EFFECTS: Final = {
    Effect.CLEAR: N_("Afterwards is better than before by more than the usual ups and downs."),
    Effect.SLIGHT: N_("Afterwards is a little better than before."),
    Effect.MOSTLY: N_("Afterwards is better than before in most pairs, and not in the rest."),
    Effect.MIXED: N_("Afterwards is now better, now harder."),
    Effect.NONE: N_("Before and after are about the same so far."),
    Effect.MOSTLY_HARDER: N_(
        "Afterwards is harder than before in most pairs, and not in the rest. That is worth knowing, not a failing."
    ),
    Effect.CONTRARY: N_(
        "Afterwards is a little harder than before so far. That is worth knowing, not a failing."
    ),
    Effect.HARDER: N_("Afterwards looks harder than before."),
}


def describe(subject: Subject, measure: BeforeAfter, series: BeforeAfterSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest = brief = None
    if series.level is not None:
        latest = page_values.Fact(_("Middle change so far"), change_words(series.level, measure))
        brief = _("{change} in the middle", change=latest.value)
    elif series.pairs:
        last = series.pairs[-1]
        latest = page_values.Fact(dates.long(last.at.date(), subject.year), _pair_words(last))
    effect = None if series.signal is Signal.REACHED else _EFFECTS.get(series.effect)
    return SeriesWords(
        chart=_chart(subject, measure, series),
        origin=None,
        start=None,
        latest=latest,
        aim=aim_words(measure),
        counted=_("A rating before and one after."),
        brief=brief,
        said=joined(_(effect), no_failing(subject.whose) if series.effect is Effect.HARDER else "")
        if effect
        else None,
    )


def change_words(change: float, measure: BeforeAfter) -> str:
    """`3 lower`, `0.5 higher`, `no change`; `change` is toward the better side."""
    far = dates.number(abs(change))
    if far == dates.number(0):
        return _("no change")
    rises = (change > 0) == (measure.better is Better.HIGHER)
    return _("{far} higher", far=far) if rises else _("{far} lower", far=far)


def aim_words(measure: BeforeAfter) -> str | None:
    """`4 or less afterwards`, `at least 2 lower afterwards`."""
    target = measure.target
    if target is None:
        return None
    if isinstance(target, AfterAt):
        value = dates.number(target.value)
        aim = or_more(value) if measure.better is Better.HIGHER else or_less(value)
        return _("{aim} afterwards", aim=aim)
    return _("at least {change} afterwards", change=change_words(target.value, measure))


def _before(pair: Pair) -> str | None:
    return None if pair.before is None else _("{value} before", value=dates.number(pair.before))


def _after(pair: Pair) -> str | None:
    return None if pair.after is None else _("{value} after", value=dates.number(pair.after))


def _pair_words(pair: Pair) -> str:
    """`8 before, 5 after`, or the half there is."""
    return ", ".join(filter(None, (_before(pair), _after(pair))))


def _chart(
    subject: Subject, measure: BeforeAfter, series: BeforeAfterSeries
) -> chart_values.BeforeAfterChart:
    plan, due, year = subject.plan, subject.objective.due, subject.year
    time_span = span(plan)
    origin = datetime.combine(time_span.start, time.min)
    scale = range_words(measure.low, measure.high)
    short = short_anchors(measure.anchors)
    last = series.pairs[-1] if series.pairs else None
    return chart_values.BeforeAfterChart(
        words=chart_values.ChartWords(
            id=subject.id,
            title=_("{objective}, before and after, {scale}", objective=subject.title, scale=scale),
            description=_description(series, measure, due, year),
            finding=_finding(series, measure, year),
            table=_table(
                ", ".join([subject.title, *anchor_words(measure.anchors).values()]), series, year
            ),
        ),
        span=time_span,
        low=measure.low,
        high=measure.high,
        low_words=short.get(measure.low),
        high_words=short.get(measure.high),
        pairs=tuple(
            chart_values.PairPoint((pair.at - origin) / timedelta(days=1), pair.before, pair.after)
            for pair in series.pairs
        ),
        latest_before=_before(last) if last else None,
        latest_after=_after(last) if last else None,
        aim=aim_mark_of(
            series.aim, measure.low, measure.high, _("aim: {aim}", aim=aim_words(measure))
        ),
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, series.gaps, series.rater, time_span),
        empty=empty(),
    )


def _finding(
    series: BeforeAfterSeries, measure: BeforeAfter, year: int
) -> chart_values.ChartFinding:
    if not series.pairs:
        return nothing_yet()
    last = series.pairs[-1]
    rest = "."
    if series.level is not None:
        rest = _("; {change} in the middle.", change=change_words(series.level, measure))
    aim = aim_words(measure)
    return chart_values.ChartFinding(
        on_day(_pair_words(last), last.at.date(), year),
        joined(
            rest,
            _("The aim is {aim}.", aim=aim) if aim else "",
            _("A hollow dot is half a pair.") if len(series.whole) < len(series.pairs) else "",
            gaps(series.gaps, "notes", year),
        ),
    )


def _description(series: BeforeAfterSeries, measure: BeforeAfter, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    aim = aim_by(aim_words(measure), due, year)
    if not series.pairs:
        return joined(no_entries_yet(), aim)
    first, last = series.pairs[0], series.pairs[-1]
    whole, half = len(series.whole), len(series.pairs) - len(series.whole)
    many = dates.several(
        [
            *([ngettext("{count} pair", "{count} pairs", whole)] if whole else []),
            *([ngettext("{count} half pair", "{count} half pairs", half)] if half else []),
        ]
    )
    spoken = _("on {day}", day=dates.long(first.at.date(), year))
    if len(series.pairs) > 1:
        days = (dates.long(pair.at.date(), year) for pair in (first, last))
        spoken = _("from {first} to {last}", first=next(days), last=next(days))
    middle = ""
    if series.level is not None:
        change = change_words(series.level, measure)
        middle = _("The middle change so far is {change}.", change=change)
        if change == _("no change"):
            middle = _("The middle change so far is none.")
    latest = _("The latest is {pair}.", pair=on_day(_pair_words(last), last.at.date(), year))
    return joined(f"{many} {spoken}.", middle, latest, aim, silence(series.gaps, "notes", year))


def _table(caption: str, series: BeforeAfterSeries, year: int) -> chart_values.Table:
    rows = tuple(
        (
            when(pair.at, year),
            *(
                (_("not noted") if half is None else dates.number(half))
                for half in (pair.before, pair.after)
            ),
        )
        for pair in series.pairs
    )
    return chart_values.Table(caption, (_("Date"), _("Before"), _("After")), rows or no_rows(3))

"""Before-and-after words: what the page says of pairs, and their chart.

In: a before-and-after with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
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
    below,
    chart_day,
    chart_words,
    finding_of,
    frame_of,
    no_rows,
    or_less,
    or_more,
    range_words,
    short_anchors,
    when,
)
from generator.view.sentences import (
    aim_by,
    gaps,
    joined,
    no_entries_yet,
    nothing_yet,
    on_day,
    silence,
)
from generator.view.verdicts import after, no_failing, verdict, without_numbers

_EFFECTS: Final = {
    Effect.CLEAR: N_("Better afterwards by more than the usual ups and downs."),
    Effect.SLIGHT: N_("A little better afterwards."),
    Effect.MOSTLY: N_("Better afterwards most of the time."),
    Effect.MIXED: N_("Now better afterwards, now harder."),
    Effect.NONE: N_("About the same before and after so far."),
    Effect.MOSTLY_HARDER: N_("Harder afterwards most of the time."),
    Effect.CONTRARY: N_("A little harder afterwards so far."),
    Effect.HARDER: N_("It looks harder afterwards."),
}


def describe(
    subject: Subject,
    measure: BeforeAfter,
    series: BeforeAfterSeries,
) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest, brief = _latest(subject, measure, series)
    return SeriesWords(
        chart=_chart(subject, measure, series),
        origin=None,
        start=None,
        latest=latest,
        aim=aim_words(measure),
        counted=_("A rating before and one after."),
        brief=brief,
        in_row=_verdict(subject, measure, series),
        after=_after_verdict(subject, series),
    )


def _verdict(subject: Subject, measure: BeforeAfter, series: BeforeAfterSeries) -> str:
    """What the pairs show, in one short sentence."""
    effect = _EFFECTS.get(series.effect)
    if effect is None or series.signal is Signal.REACHED:
        return verdict(series, aim_words(measure), subject.whose)
    return _(effect)


def _quiet(subject: Subject, series: BeforeAfterSeries) -> str:
    """The same without any number."""
    effect = _EFFECTS.get(series.effect)
    if effect is None or series.signal is Signal.REACHED:
        return without_numbers(series, subject.whose)
    return _(effect)


def _latest(
    subject: Subject, measure: BeforeAfter, series: BeforeAfterSeries
) -> tuple[page_values.Fact | None, str | None]:
    """The middle change as a fact and in a sentence; the last pair as a fact before there is one."""
    if series.level is not None:
        change = change_words(series.level, measure)
        fact = page_values.Fact(_("Usual change so far"), change)
        return fact, _("{change} afterwards", change=change)
    if series.pairs:
        last = series.pairs[-1]
        day = dates.long(last.at.date(), subject.year)
        return page_values.Fact(day, _pair_words(last)), None
    return None, None


def _after_verdict(subject: Subject, series: BeforeAfterSeries) -> str:
    """What is said after what the pairs show; an aim that is reached is told as with any measure,
    and so is nothing yet.
    """
    if series.effect not in _EFFECTS or series.signal is Signal.REACHED:
        return after(series, subject.whose)
    if series.effect is Effect.HARDER:
        return no_failing(subject.whose)
    if series.effect in (Effect.CONTRARY, Effect.MOSTLY_HARDER):
        return _("That is worth knowing, not a failing.")
    return ""


def change_words(change: float, measure: BeforeAfter) -> str:
    """`3 lower`, `0.5 higher`, `no change`; `change` is toward the better side."""
    far = dates.number(abs(change))
    if far == dates.number(0):
        return _("no change")
    if (change > 0) == (measure.better is Better.HIGHER):
        return _("{far} higher", far=far)
    return _("{far} lower", far=far)


def aim_words(measure: BeforeAfter) -> str | None:
    """`4 or less afterwards`, `at least 2 lower afterwards`."""
    target = measure.target
    if target is None:
        return None
    if not isinstance(target, AfterAt):
        return _(
            "at least {change} afterwards",
            change=change_words(target.value, measure),
        )
    value = dates.number(target.value)
    if measure.better is Better.HIGHER:
        return _("{aim} afterwards", aim=or_more(value))
    return _("{aim} afterwards", aim=or_less(value))


def _before(pair: Pair | None) -> str | None:
    if pair is None or pair.before is None:
        return None
    return _("{value} before", value=dates.number(pair.before))


def _after(pair: Pair | None) -> str | None:
    if pair is None or pair.after is None:
        return None
    return _("{value} after", value=dates.number(pair.after))


def _pair_words(pair: Pair) -> str:
    """`8 before, 5 after`, or the half there is."""
    return ", ".join(filter(None, (_before(pair), _after(pair))))


def _chart(
    subject: Subject, measure: BeforeAfter, series: BeforeAfterSeries
) -> chart_values.BeforeAfterChart:
    frame = frame_of(subject, series.gaps, aim=_aim_mark(measure, series))
    ends = short_anchors(measure.anchors)
    last = series.pairs[-1] if series.pairs else None
    return chart_values.BeforeAfterChart(
        words=_chart_words(subject, measure, series, frame.phases),
        frame=frame,
        low=measure.low,
        high=measure.high,
        low_words=ends.get(measure.low),
        high_words=ends.get(measure.high),
        pairs=tuple(_points(series, frame.span.start)),
        latest_before=_before(last),
        latest_after=_after(last),
    )


def _chart_words(
    subject: Subject,
    measure: BeforeAfter,
    series: BeforeAfterSeries,
    phases: Sequence[chart_values.PhaseMark],
) -> chart_values.ChartWords:
    scale = range_words(measure.low, measure.high)
    return chart_words(
        subject,
        title=_(
            "{objective}, before and after, {scale}",
            objective=subject.title,
            scale=scale,
        ),
        description=_description(subject, series, measure),
        finding=_finding(subject, series, measure),
        table=_table(subject, measure, series),
        phases=phases,
        below=below(_("A rating before and one after, {scale}.", scale=scale), aim_words(measure)),
        quiet=_quiet(subject, series),
        drawn=_half_pairs(series),
    )


def _aim_mark(
    measure: BeforeAfter,
    series: BeforeAfterSeries,
) -> chart_values.AimMark | None:
    label = _("aim: {aim}", aim=aim_words(measure))
    return aim_mark_of(series.aim, measure.low, measure.high, label)


def _points(series: BeforeAfterSeries, start: date) -> Iterator[chart_values.PairPoint]:
    for pair in series.pairs:
        yield chart_values.PairPoint(
            chart_day(pair.at, start),
            pair.before,
            pair.after,
        )


def _finding(
    subject: Subject, series: BeforeAfterSeries, measure: BeforeAfter
) -> chart_values.ChartFinding:
    if not series.pairs:
        return nothing_yet()
    return finding_of(
        subject.named(_news(series, measure, subject.year)),
        gaps(series.gaps, "notes", subject.year),
    )


def _news(series: BeforeAfterSeries, measure: BeforeAfter, year: int) -> str:
    """`usually 3 lower afterwards; 8 before, 5 after on 18 May.`"""
    last = series.pairs[-1]
    latest = on_day(_pair_words(last), last.at.date(), year)
    if series.level is None:
        return _("{pair}.", pair=latest)
    change = change_words(series.level, measure)
    return _("usually {change} afterwards; {pair}.", change=change, pair=latest)


def _half_pairs(series: BeforeAfterSeries) -> str:
    """What a hollow dot is, where there is one."""
    if not _halves(series):
        return ""
    return _("A hollow dot is half a pair.")


def _halves(series: BeforeAfterSeries) -> int:
    """How many pairs lack one half."""
    return len(series.pairs) - len(series.whole)


def _description(
    subject: Subject,
    series: BeforeAfterSeries,
    measure: BeforeAfter,
) -> str:
    """The chart in words, for those who do not see it."""
    year = subject.year
    aim = aim_by(aim_words(measure), subject.objective.due, year)
    if not series.pairs:
        return joined(no_entries_yet(), aim)
    last = series.pairs[-1]
    latest = _(
        "The latest is {pair}.",
        pair=on_day(_pair_words(last), last.at.date(), year),
    )
    return joined(
        f"{_how_many(series)} {_over(series, year)}.",
        _middle(series, measure),
        latest,
        aim,
        silence(series.gaps, "notes", year),
    )


def _how_many(series: BeforeAfterSeries) -> str:
    """`3 pairs and 1 half pair`."""
    counts = []
    if series.whole:
        counts.append(ngettext("{count} pair", "{count} pairs", len(series.whole)))
    if _halves(series):
        counts.append(
            ngettext(
                "{count} half pair",
                "{count} half pairs",
                _halves(series),
            )
        )
    return dates.several(counts)


def _over(series: BeforeAfterSeries, year: int) -> str:
    """`from 9 March to 15 November`, `on 9 March`."""
    first, last = series.pairs[0], series.pairs[-1]
    first_day = dates.long(first.at.date(), year)
    if len(series.pairs) == 1:
        return _("on {day}", day=first_day)
    return _(
        "from {first} to {last}",
        first=first_day,
        last=dates.long(last.at.date(), year),
    )


def _middle(series: BeforeAfterSeries, measure: BeforeAfter) -> str:
    if series.level is None:
        return ""
    change = change_words(series.level, measure)
    if change == _("no change"):
        return _("The middle change so far is none.")
    return _("The middle change so far is {change}.", change=change)


def _table(
    subject: Subject,
    measure: BeforeAfter,
    series: BeforeAfterSeries,
) -> chart_values.Table:
    caption = ", ".join([subject.title, *anchor_words(measure.anchors).values()])
    rows = tuple(
        (when(pair.at, subject.year), _cell(pair.before), _cell(pair.after))
        for pair in series.pairs
    )
    heads = (_("Date"), _("Before"), _("After"))
    return chart_values.Table(caption, heads, rows or no_rows(3))


def _cell(half: float | None) -> str:
    if half is None:
        return _("not noted")
    return dates.number(half)

"""Before-and-after words: what the page says of pairs, and their chart.

In: a before-and-after with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from generator.model import AfterAt, BeforeAfter, Better
from generator.progress import BeforeAfterSeries, Effect, Pair, Signal
from generator.view import dates, values
from generator.view.measures.frame import EMPTY, SeriesWords, Subject, aim_of, hatched, phases_of, span, when
from generator.view.measures.rating import ANCHOR_LENGTH
from generator.view.sentences import NOTHING_YET, gaps

_EFFECTS = {
    Effect.UNKNOWN: None,
    Effect.CLEAR: "Afterwards is better than before by more than the usual ups and downs.",
    Effect.SLIGHT: "Afterwards is a little better than before.",
    Effect.NONE: "Before and after are about the same so far.",
    Effect.CONTRARY: "Afterwards is a little harder than before so far. That is worth knowing, not a failing.",
    Effect.HARDER: (
        "Afterwards looks harder than before. That is worth knowing, not a failing. "
        "Bring it to your next session, or sooner if you’d like."
    ),
}


def tell(subject: Subject, measure: BeforeAfter, series: BeforeAfterSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest, rate = None, ""
    if series.level is not None:
        latest, rate = values.Fact("Mean change so far", change_words(series.level, measure)), " on average"
    elif series.pairs:
        last = series.pairs[-1]
        latest = values.Fact(dates.long(last.at.date(), subject.year), _pair_words(last))
    return SeriesWords(
        chart=_chart(subject, measure, series),
        origin=None,
        start=None,
        latest=latest,
        aim=aim_words(measure),
        rate=rate,
        counted="A rating before and one after.",
        said=_EFFECTS[series.effect] if series.signal is Signal.STEADY else None,
    )


def change_words(change: float, measure: BeforeAfter) -> str:
    """`3 lower`, `0.5 higher`, `no change`; `change` is toward the better side."""
    far = dates.number(abs(change))
    if far == "0":
        return "no change"
    rises = (change > 0) == (measure.better is Better.HIGHER)
    return f"{far} {'higher' if rises else 'lower'}"


def aim_words(measure: BeforeAfter) -> str | None:
    """`4 or less afterwards`, `at least 2 lower afterwards`."""
    target = measure.target
    if target is None:
        return None
    if isinstance(target, AfterAt):
        side = "more" if measure.better is Better.HIGHER else "less"
        return f"{dates.number(target.value)} or {side} afterwards"
    return f"at least {change_words(target.value, measure)} afterwards"


def _pair_words(pair: Pair) -> str:
    """`8 before, 5 after`, or the half there is."""
    halves = ((pair.before, "before"), (pair.after, "after"))
    return ", ".join(f"{dates.number(value)} {word}" for value, word in halves if value is not None)


def _half(value: float | None, word: str) -> str | None:
    return None if value is None else f"{dates.number(value)} {word}"


def _chart(subject: Subject, measure: BeforeAfter, series: BeforeAfterSeries) -> values.BeforeAfterChart:
    plan, due, year = subject.plan, subject.objective.due, subject.year
    time_span = span(plan)
    origin = datetime.combine(time_span.start, time.min)
    scale = f"{dates.number(measure.low)} to {dates.number(measure.high)}"
    ends = "".join(f", {dates.number(anchor.value)} {anchor.words}" for anchor in measure.anchors)
    words = {anchor.value: f"{dates.number(anchor.value)} {anchor.words}" for anchor in measure.anchors}
    short = {value: text for value, text in words.items() if len(text) <= ANCHOR_LENGTH}
    last = series.pairs[-1] if series.pairs else None
    return values.BeforeAfterChart(
        words=values.ChartWords(
            id=subject.id,
            title=f"{subject.title}, before and after, {scale}",
            description=_description(series, measure, due, year),
            finding=_finding(series, measure, year),
            table=_table(subject.title + ends, series, year),
        ),
        span=time_span,
        low=measure.low,
        high=measure.high,
        low_words=short.get(measure.low),
        high_words=short.get(measure.high),
        pairs=tuple(
            values.PairPoint((pair.at - origin) / timedelta(days=1), pair.before, pair.after) for pair in series.pairs
        ),
        latest_before=_half(last.before, "before") if last else None,
        latest_after=_half(last.after, "after") if last else None,
        aim=aim_of(series.aim, measure.low, measure.high, f"aim: {aim_words(measure)}"),
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, series.gaps, series.rater, time_span),
        empty=EMPTY,
    )


def _finding(series: BeforeAfterSeries, measure: BeforeAfter, year: int) -> values.Finding:
    if not series.pairs:
        return values.Finding(*NOTHING_YET)
    last = series.pairs[-1]
    news = f"{_pair_words(last)} on {dates.long(last.at.date(), year)}"
    rest = f"; {change_words(series.level, measure)} on average." if series.level is not None else "."
    aim = aim_words(measure)
    rest += f" The aim is {aim}." if aim else ""
    rest += " A hollow dot is half a pair." if len(series.whole) < len(series.pairs) else ""
    return values.Finding(news, rest + gaps(series.gaps, "notes", year))


def _description(series: BeforeAfterSeries, measure: BeforeAfter, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    told = aim_words(measure)
    aim = f" The aim is {told} by {dates.long(due, year)}." if told else ""
    if not series.pairs:
        return f"No entries yet.{aim}"
    first, last = series.pairs[0], series.pairs[-1]
    whole, half = len(series.whole), len(series.pairs) - len(series.whole)
    counts = ((whole, "pair", "pairs"), (half, "half pair", "half pairs"))
    many = " and ".join(f"{count} {one if count == 1 else more}" for count, one, more in counts if count)
    spoken = f"on {dates.long(first.at.date(), year)}"
    if len(series.pairs) > 1:
        spoken = f"from {dates.long(first.at.date(), year)} to {dates.long(last.at.date(), year)}"
    mean = f" The mean change so far is {change_words(series.level, measure)}." if series.level is not None else ""
    mean = mean.replace("is no change", "is none")
    latest = f"The latest is {_pair_words(last)} on {dates.long(last.at.date(), year)}."
    return f"{many} {spoken}.{mean} {latest}{aim}{gaps(series.gaps, 'notes', year)}"


def _table(caption: str, series: BeforeAfterSeries, year: int) -> values.Table:
    rows = tuple(
        (
            when(pair.at, year),
            *(("not noted" if half is None else dates.number(half)) for half in (pair.before, pair.after)),
        )
        for pair in series.pairs
    )
    return values.Table(caption, ("Date", "Before", "After"), rows or (("none yet", "", ""),))

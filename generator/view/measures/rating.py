"""Rating words: what the page says of a rating, and its chart.

In: a rating with the series of one rater. Out: its `SeriesWords`.
Touches nothing.
"""

from __future__ import annotations

from datetime import date

from generator.model import Rating
from generator.progress import Aim, RatingSeries, Side
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
    start_of,
    when,
)
from generator.view.sentences import NOTHING_YET, entries_over, gaps

#: Longest words of an anchor on a chart, in characters; longer ones stay in the table's caption.
ANCHOR_LENGTH = 28


def tell(subject: Subject, rating: Rating, series: RatingSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    latest = None
    if series.readings:
        last = series.readings[-1]
        latest = values.Fact(dates.long(last.at.date(), subject.year), of_scale(last.value, rating))
    return SeriesWords(
        chart=_chart(subject, rating, series),
        origin=None if series.baseline is None else dates.number(series.baseline),
        start=None if series.baseline is None else of_scale(series.baseline, rating),
        latest=latest,
        aim=_on_scale(rating_aim(series.aim), rating) if series.aim else None,
        rate="",
        counted=f"A rating from {dates.number(rating.low)} to {dates.number(rating.high)}.",
    )


def _chart(subject: Subject, rating: Rating, series: RatingSeries) -> values.RatingChart:
    plan, objective, title, year = subject.plan, subject.objective, subject.title, subject.year
    time_span = span(plan)
    news, rest = _news(series, rating, year)
    scale = f"{dates.number(rating.low)} to {dates.number(rating.high)}"
    rows = tuple((when(reading.at, year), dates.number(reading.value)) for reading in series.readings)
    ends = "".join(f", {dates.number(anchor.value)} {anchor.words}" for anchor in rating.anchors)
    words = {anchor.value: f"{dates.number(anchor.value)} {anchor.words}" for anchor in rating.anchors}
    return values.RatingChart(
        words=values.ChartWords(
            id=subject.id,
            title=f"{title}, {scale}",
            description=_description(series, objective.due, year),
            finding=values.Finding(news, rest),
            table=values.Table(title + ends, ("Date", "Rating"), rows or (("none yet", ""),)),
        ),
        span=time_span,
        low=rating.low,
        high=rating.high,
        low_words=_if_short(words.get(rating.low)),
        high_words=_if_short(words.get(rating.high)),
        runs=points_of(series.runs, time_span.start),
        medians=points_of(series.levels, time_span.start),
        latest=dates.number(series.readings[-1].value) if series.readings else None,
        aim=aim_of(series.aim, rating.low, rating.high, _rating_aim_label(series.aim, objective.due, year)),
        start=start_of(series.baseline),
        phases=phases_of(plan, time_span),
        gaps=hatched(subject, series.gaps, series.rater, time_span),
        empty=EMPTY,
    )


def of_scale(value: float, rating: Rating) -> str:
    """`6 of 10`; on scales that do not begin near zero, the bare number."""
    return _on_scale(dates.number(value), rating)


def rating_aim(aim: Aim) -> str:
    """`6`, or `3 to 5`."""
    if aim.side is Side.WITHIN:
        return f"{dates.number(aim.low)} to {dates.number(aim.high)}"
    return dates.number(aim.low if aim.side is Side.ABOVE else aim.high)


def _on_scale(words: str, rating: Rating) -> str:
    return f"{words} of {dates.number(rating.high)}" if rating.low in (0.0, 1.0) else words


def _news(series: RatingSeries, rating: Rating, year: int) -> tuple[str, str]:
    """The news and the rest of the sentence above a rating chart."""
    if not series.readings:
        return NOTHING_YET
    last = series.readings[-1]
    news = f"{of_scale(last.value, rating)} on {dates.long(last.at.date(), year)}"
    rest = f", from {dates.number(series.baseline)}" if series.baseline is not None else ""
    rest += f"; the aim is {rating_aim(series.aim)}." if series.aim else "."
    if series.levels:
        rest += " Thin line: each note. Thick line: the middle of the last four."
    return news, rest + gaps(series.gaps, "ratings", year)


def _description(series: RatingSeries, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    aim = f" The aim is {rating_aim(series.aim)} by {dates.long(due, year)}." if series.aim else ""
    if not series.readings:
        return f"No entries yet.{aim}"
    first, last = series.readings[0], series.readings[-1]
    began = dates.number(series.baseline if series.baseline is not None else first.value)
    latest = f"It began at {began} and the latest is {dates.number(last.value)} on {dates.long(last.at.date(), year)}."
    thick = " The thick line is the median of the last four entries." if series.levels else ""
    return f"{entries_over(series.readings, year)}. {latest}{aim}{gaps(series.gaps, 'ratings', year)}{thick}"


def _if_short(words: str | None) -> str | None:
    return words if words and len(words) <= ANCHOR_LENGTH else None


def _rating_aim_label(aim: Aim | None, due: date, year: int) -> str:
    return f"aim: {rating_aim(aim)} by {dates.short(due, year)}" if aim else ""

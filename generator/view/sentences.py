"""Sentences: what a series means, said kindly and truly.

In: series of `progress`, people and days. Out: English sentences, at most grade 6, without exclamation marks.
Touches nothing. The wording follows DOMAIN.md's signal sentences and text alternatives.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.model import Count, Per, Rating
from generator.progress import Aim, CountSeries, Gap, Period, RatingSeries, Series, Side, Signal
from generator.view import dates

_SIGNALS = {
    Signal.TOO_EARLY: "Too early to see a direction.",
    Signal.REACHED: "You reached what you set out to do. Time to enjoy it, keep it going or choose what’s next.",
    Signal.BETTER: "This is larger than the usual ups and downs.",
    Signal.STEADY: "Steady so far. Change often comes in steps; your notes show what you tried.",
}
_HARDER = (
    "These last weeks look harder than when you began. That is worth knowing, not a failing. "
    "Bring it to your next session, or sooner if you’d like."
)

_PER_WORDS = {
    Per.DAY: "a day",
    Per.WEEK: "a week",
    Per.FORTNIGHT: "in two weeks",
    Per.MONTH: "a month",
    Per.SESSION: "a session",
}


def signal(series: Series, helped: Sequence[str]) -> str:
    """One sentence for the series. `helped` names what has helped, the most helpful first; may be empty."""
    if series.signal is Signal.HARDER:
        return _HARDER + (f" What has helped before: {helped[0]}." if helped else "")
    if series.signal is Signal.HARDER_DAY:
        level = dates.number(series.level or 0.0)
        return f"A harder day is part of the picture; the last four together are around {level}."
    return _SIGNALS[series.signal]


def lead(signals: Sequence[Signal], start: date) -> str:
    """The first sentence of how it is going, from the signals of all objectives."""
    if not signals or all(one is Signal.TOO_EARLY for one in signals):
        return "This is the beginning. Each note helps to see the way."
    better = sum(one in (Signal.BETTER, Signal.REACHED) for one in signals)
    if Signal.HARDER in signals:
        return "Some things look harder lately, and some hold." if better else "These weeks look harder."
    if Signal.REACHED in signals:
        return "You have reached something you set out to do."
    if better:
        return f"More is possible than in {dates.month(start)}."
    return "Steady so far. Change often comes in steps."


def state(signals: Sequence[Signal]) -> str:
    """How a goal is going by its notes, or nothing while it is too early or steady."""
    known = [one for one in signals if one is not Signal.TOO_EARLY]
    if known and all(one is Signal.REACHED for one in known):
        return "By your notes: reached."
    if Signal.HARDER in known:
        return "By your notes: harder lately."
    if any(one in (Signal.BETTER, Signal.REACHED) for one in known):
        return "By your notes: getting better."
    return ""


# ---- values


def of_scale(value: float, rating: Rating) -> str:
    """`6 of 10`; on scales that do not begin near zero, the bare number."""
    said = dates.number(value)
    return f"{said} of {dates.number(rating.high)}" if rating.low in (0.0, 1.0) else said


def rating_aim(aim: Aim) -> str:
    """`6`, or `3 to 5`."""
    if aim.side is Side.WITHIN:
        return f"{dates.number(aim.low)} to {dates.number(aim.high)}"
    return dates.number(aim.low if aim.side is Side.ABOVE else aim.high)


def count_aim(aim: Aim) -> str:
    """`2 or more`, `at most 4`, `3 to 5`."""
    if aim.side is Side.ABOVE:
        return f"{dates.number(aim.low)} or more"
    return f"at most {dates.number(aim.high)}" if aim.side is Side.BELOW else rating_aim(aim)


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


# ---- findings and descriptions


def gaps(stretches: Sequence[Gap], what: str, year: int) -> str:
    """` No entries from 3 to 29 March; that is fine.`, the latest stretch only; empty without any."""
    if not stretches:
        return ""
    return f" No {what} {dates.stretch(stretches[-1].start, stretches[-1].end, year)}; that is fine."


def rating_news(series: RatingSeries, rating: Rating, year: int) -> tuple[str, str]:
    """The news and the rest of the sentence above a rating chart."""
    if not series.readings:
        return "Nothing to see yet.", " The first note starts it."
    last = series.readings[-1]
    news = f"{of_scale(last.value, rating)} on {dates.long(last.at.date(), year)}"
    rest = f", from {dates.number(series.baseline)}" if series.baseline is not None else ""
    rest += f"; the aim is {rating_aim(series.aim)}." if series.aim else "."
    if series.levels:
        rest += " Thin line: each note. Thick line: the middle of the last four."
    return news, rest + gaps(series.gaps, "ratings", year)


def rating_description(series: RatingSeries, due: date, year: int) -> str:
    """The chart in words, for those who do not see it."""
    aim = f" The aim is {rating_aim(series.aim)} by {dates.long(due, year)}." if series.aim else ""
    if not series.readings:
        return f"No entries yet.{aim}"
    first, last = series.readings[0], series.readings[-1]
    many = "1 entry" if len(series.readings) == 1 else f"{len(series.readings)} entries"
    when = f"on {dates.long(first.at.date(), year)}"
    if len(series.readings) > 1:
        when = f"from {dates.long(first.at.date(), year)} to {dates.long(last.at.date(), year)}"
    began = dates.number(series.baseline if series.baseline is not None else first.value)
    latest = f"It began at {began} and the latest is {dates.number(last.value)} on {dates.long(last.at.date(), year)}."
    thick = " The thick line is the median of the last four entries." if series.levels else ""
    return f"{many} {when}. {latest}{aim}{gaps(series.gaps, 'ratings', year)}{thick}"


def count_news(series: CountSeries, count: Count, year: int) -> tuple[str, str]:
    """The news and the rest of the sentence above a count chart."""
    if not series.periods:
        return "Nothing to see yet.", " The first note starts it."
    over = series.complete
    shown = over[-1] if over else series.periods[-1]
    news = f"{times(shown.value or 0.0, count)} {in_period(shown, count, year)}" + ("" if over else " so far")
    rest = f", from {dates.number(series.baseline)} at the start" if series.baseline is not None else ""
    rest += f"; the aim is {count_aim(series.aim)}." if series.aim else "."
    return news, rest + gaps(series.gaps, "counts", year)


def count_description(series: CountSeries, count: Count, due: date, year: int) -> str:
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

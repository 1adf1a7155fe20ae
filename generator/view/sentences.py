"""Sentences: what a series means, said kindly and truly.

In: series of `progress`, people and days. Out: English sentences, at most grade 6, without exclamation marks.
Touches nothing. The wording follows DOMAIN.md's signal sentences and text alternatives.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.progress import Gap, QuestionnaireSeries, Reading, Series, Signal
from generator.view import dates

#: The news and the rest above a chart that has no data yet.
NOTHING_YET = ("Nothing to see yet.", " The first note starts it.")

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


def signal(series: Series, helped: Sequence[str]) -> str:
    """One sentence for the series. `helped` names what has helped, the most helpful first; may be empty."""
    if series.signal is Signal.HARDER:
        return _HARDER + (f" What has helped before: {helped[0]}." if helped else "")
    if isinstance(series, QuestionnaireSeries):
        return _total(series)
    if series.signal is Signal.HARDER_DAY:
        level = dates.number(series.level or 0.0)
        return f"A harder day is part of the picture; the last four together are around {level}."
    return _SIGNALS[series.signal]


def _total(series: QuestionnaireSeries) -> str:
    """What a questionnaire says for itself; without a known wobble a change of its totals is left open."""
    if series.signal is Signal.BETTER and series.wobble:
        return "This is more than the usual wobble of this questionnaire."
    if series.signal is Signal.STEADY:
        if series.wobble:
            return "The change so far is within the usual wobble of this questionnaire."
        return "How much this questionnaire wobbles by itself is not known here. Look at its numbers together."
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
    if Signal.HARDER_DAY in signals:  # a day says nothing of the weeks: not harder, and not steady either
        return "A harder day is part of the picture."
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


def entries(count: int) -> str:
    """`1 entry`, `17 entries`."""
    return "1 entry" if count == 1 else f"{count} entries"


def entries_over(readings: Sequence[Reading], year: int) -> str:
    """`17 entries from 9 March to 15 November`, `1 entry on 9 March`; there is at least one reading."""
    first, last = dates.long(readings[0].at.date(), year), dates.long(readings[-1].at.date(), year)
    return f"{entries(len(readings))} " + (f"on {first}" if len(readings) == 1 else f"from {first} to {last}")


def gaps(stretches: Sequence[Gap], what: str, year: int) -> str:
    """` No entries from 3 to 29 March; that is fine.`, the latest stretch only; empty without any."""
    if not stretches:
        return ""
    return f" No {what} {dates.stretch(stretches[-1].start, stretches[-1].end, year)}; that is fine."

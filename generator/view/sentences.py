"""Sentences: what a series means, said kindly and truly.

In: series of `progress`, people and days. Out: sentences, in English at most grade 6, without exclamation marks.
Touches nothing. The wording follows DOMAIN.md's signal sentences and text alternatives.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from generator.language import N_, _, ngettext
from generator.progress import Gap, QuestionnaireSeries, Reading, Series, Signal
from generator.view import dates, values

_SIGNALS: Final = {
    Signal.TOO_EARLY: N_("Too early to see a direction."),
    Signal.REACHED: N_("You reached what you set out to do. Time to enjoy it, keep it going or choose what’s next."),
    Signal.BETTER: N_("This is larger than the usual ups and downs."),
    Signal.STEADY: N_("Steady so far. Change often comes in steps; your notes show what you tried."),
}
_HARDER: Final = N_(
    "These last weeks look harder than when you began. That is worth knowing, not a failing. "
    "Bring it to your next session, or sooner if you’d like."
)
#: What is missing in a stretch without notes, by what a measure calls its notes.
_GAPS: Final = {
    "counts": N_("No counts {when}; that is fine."),
    "entries": N_("No entries {when}; that is fine."),
    "notes": N_("No notes {when}; that is fine."),
    "ratings": N_("No ratings {when}; that is fine."),
    "totals": N_("No totals {when}; that is fine."),
}


def joined(*said: str | None) -> str:
    """Sentences one after the other; those that are empty are left out."""
    return " ".join(filter(None, said))


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def nothing_yet() -> values.Finding:
    """Stands above a chart that has no data yet."""
    return values.Finding(_("Nothing to see yet."), " " + _("The first note starts it."))


def signal(series: Series, helped: Sequence[str]) -> str:
    """One sentence for the series. `helped` names what has helped, the most helpful first; may be empty."""
    if series.signal is Signal.HARDER:
        return joined(_(_HARDER), _("What has helped before: {strategy}.", strategy=helped[0]) if helped else "")
    if isinstance(series, QuestionnaireSeries):
        return _total(series)
    if series.signal is Signal.HARDER_DAY:
        return harder_day(dates.number(series.level or 0.0))
    return _(_SIGNALS[series.signal])


def harder_day(level: str) -> str:
    """What one harder entry means, where the last four together are around `level`."""
    return _("A harder day is part of the picture; the last four together are around {level}.", level=level)


def _total(series: QuestionnaireSeries) -> str:
    """What a questionnaire says for itself; without a known wobble a change of its totals is left open."""
    if series.signal is Signal.BETTER and series.wobble:
        return _("This is more than the usual wobble of this questionnaire.")
    if series.signal is Signal.STEADY:
        if series.wobble:
            return _("The change so far is within the usual wobble of this questionnaire.")
        return _("How much this questionnaire wobbles by itself is not known here. Look at its numbers together.")
    return _(_SIGNALS[series.signal])


def lead(signals: Sequence[Signal], start: date) -> str:
    """The first sentence of how it is going, from the signals of all objectives."""
    if not signals or all(one is Signal.TOO_EARLY for one in signals):
        return _("This is the beginning. Each note helps to see the way.")
    better = sum(one in (Signal.BETTER, Signal.REACHED) for one in signals)
    if Signal.HARDER in signals:
        return _("Some things look harder lately, and some hold.") if better else _("These weeks look harder.")
    if Signal.REACHED in signals:
        return _("You have reached something you set out to do.")
    if better:
        return _("More is possible than in {month}.", month=dates.month(start))
    if Signal.HARDER_DAY in signals:  # a day says nothing of the weeks: not harder, and not steady either
        return _("A harder day is part of the picture.")
    return _("Steady so far. Change often comes in steps.")


def state(signals: Sequence[Signal]) -> str:
    """How a goal is going by its notes, or nothing while it is too early or steady."""
    known = [one for one in signals if one is not Signal.TOO_EARLY]
    if known and all(one is Signal.REACHED for one in known):
        return _("By your notes: reached.")
    if Signal.HARDER in known:
        return _("By your notes: harder lately.")
    if any(one in (Signal.BETTER, Signal.REACHED) for one in known):
        return _("By your notes: getting better.")
    return ""


def entries(count: int) -> str:
    """`1 entry`, `17 entries`."""
    return ngettext("{count} entry", "{count} entries", count)


def days_over(readings: Sequence[Reading], year: int) -> str:
    """`from 9 March to 15 November`, `on 9 March`; there is at least one reading."""
    first = dates.long(readings[0].at.date(), year)
    if len(readings) == 1:
        return _("on {day}", day=first)
    return _("from {first} to {last}", first=first, last=dates.long(readings[-1].at.date(), year))


def entries_over(readings: Sequence[Reading], year: int) -> str:
    """`17 entries from 9 March to 15 November`, `1 entry on 9 March`; there is at least one reading."""
    return _("{entries} {when}", entries=entries(len(readings)), when=days_over(readings, year))


def no_entries_yet() -> str:
    """The chart without data in words."""
    return _("No entries yet.")


def began_and_latest(began: str, latest: str, at: date, year: int) -> str:
    """The first and the latest value in a sentence."""
    day = dates.long(at, year)
    return _("It began at {began} and the latest is {latest} on {day}.", began=began, latest=latest, day=day)


def aim_by(aim: str | None, due: date, year: int) -> str:
    """`The aim is 6 by 6 July.`; empty without an aim."""
    return _("The aim is {aim} by {day}.", aim=aim, day=dates.long(due, year)) if aim else ""


def on_day(value: str, at: date, year: int) -> str:
    """`6 of 10 on 18 May`, the news above a chart."""
    return _("{value} on {day}", value=value, day=dates.long(at, year))


def way(began: str | None, aim: str | None) -> str:
    """How the news goes on: `, from 3; the aim is 6.`, or what of it there is."""
    if began and aim:
        return _(", from {began}; the aim is {aim}.", began=began, aim=aim)
    if began:
        return _(", from {began}.", began=began)
    return _("; the aim is {aim}.", aim=aim) if aim else "."


def thin_and_thick() -> str:
    """What the two lines of a chart are."""
    return _("Thin line: each note. Thick line: the middle of the last four.")


def thick() -> str:
    """The thick line in words."""
    return _("The thick line is the median of the last four entries.")


def gaps(stretches: Sequence[Gap], what: str, year: int) -> str:
    """`No entries from 3 to 29 March; that is fine.`, the latest stretch only; empty without any."""
    if not stretches:
        return ""
    return _(_GAPS[what], when=dates.stretch(stretches[-1].start, stretches[-1].end, year))

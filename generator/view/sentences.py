"""Sentences: what a series means, said kindly and truly.

In: series of `progress`, people and days.
Out: sentences, in English at most grade 6, without exclamation marks.
Touches nothing.
Source: docs/clinical-rules.md#words-for-a-client.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from generator.progress.series import Gap, Reading, Signal
from generator.text.language import N_, _, ngettext
from generator.view import chart_values, course, dates

#: From so many days on a plan is no longer at its beginning.
_NO_BEGINNING: Final = 28
#: What is missing in a stretch without notes, by what a measure calls its notes.
_GAPS: Final = {
    "counts": N_("No counts {when}; that is fine."),
    "entries": N_("No entries {when}; that is fine."),
    "notes": N_("No notes {when}; that is fine."),
    "ratings": N_("No ratings {when}; that is fine."),
    "totals": N_("No totals {when}; that is fine."),
}
#: The same where another chart has said that it is fine.
_SILENCES: Final = {
    "counts": N_("No counts {when}."),
    "entries": N_("No entries {when}."),
    "notes": N_("No notes {when}."),
    "ratings": N_("No ratings {when}."),
    "totals": N_("No totals {when}."),
}


def joined(*sentences: str | None) -> str:
    """Sentences one after the other; those that are empty are left out."""
    return " ".join(filter(None, sentences))


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def nothing_yet() -> chart_values.ChartFinding:
    """Stands above a chart that has no data yet."""
    return chart_values.ChartFinding(
        _("Nothing to see yet."),
        _("The first note starts it."),
    )


def helped_before(helped: Sequence[str]) -> str:
    """What has helped, by the most helpful; empty without any."""
    if not helped:
        return ""
    return _("What has helped before: {strategy}.", strategy=helped[0])


def lead(signals: Sequence[Signal], start: date, as_of: date) -> str:
    """How it is going where no row says it, or before any row where something is harder."""
    known = [one for one in signals if one is not Signal.TOO_EARLY]
    if not known:
        if (as_of - start).days < _NO_BEGINNING:
            return _("This is the beginning. Each note helps to see the way.")
        return _("Too early to see a direction. Each note helps to see the way.")
    return _lead_of_hard(known, start, as_of) or _("Each note helps to see the way.")


def _lead_of_hard(known: Sequence[Signal], start: date, as_of: date) -> str:
    good = any(one.is_good for one in known)
    if Signal.HARDER in known:
        if good:
            return _("Some things look harder lately, and some hold.")
        if (as_of - start).days < course.WEEKS_FROM:
            return _("These days look harder.")
        return _("These weeks look harder.")
    if Signal.LITTLE_HARDER in known:
        if good:
            return _("Some things are a little harder lately, and some hold.")
        return _("Some things are a little harder lately.")
    return ""


def entries(count: int) -> str:
    """`1 entry`, `17 entries`."""
    return ngettext("{count} entry", "{count} entries", count)


def days_over(readings: Sequence[Reading], year: int) -> str:
    """`from 9 March to 15 November`, `on 9 March`; there is at least one reading."""
    first = dates.long(readings[0].at.date(), year)
    if len(readings) == 1:
        return _("on {day}", day=first)
    return _(
        "from {first} to {last}",
        first=first,
        last=dates.long(readings[-1].at.date(), year),
    )


def entries_over(readings: Sequence[Reading], year: int) -> str:
    """`17 entries from 9 March to 15 November`, `1 entry on 9 March`;
    there is at least one reading.
    """
    return _(
        "{entries} {when}",
        entries=entries(len(readings)),
        when=days_over(readings, year),
    )


def no_entries_yet() -> str:
    """The chart without data in words."""
    return _("No entries yet.")


def began_and_latest(began: str, latest: str, at: date, year: int) -> str:
    """The first and the latest value in a sentence."""
    day = dates.long(at, year)
    return _(
        "It began at {began} and the latest is {latest} on {day}.",
        began=began,
        latest=latest,
        day=day,
    )


def aim_by(aim: str | None, due: date, year: int) -> str:
    """`The aim is 6 by 6 July.`; empty without an aim."""
    if not aim:
        return ""
    return _("The aim is {aim} by {day}.", aim=aim, day=dates.long(due, year))


def on_day(value: str, at: date, year: int) -> str:
    """`6 of 10 on 18 May`, the news above a chart."""
    return _("{value} on {day}", value=value, day=dates.long(at, year))


def thin_and_thick() -> str:
    """What the two lines of a chart are."""
    return _("Thin line: each note. Thick line: the middle of the last four.")


def both_lines(levels: Sequence[object]) -> str:
    """What the two lines of a chart are, where it has both."""
    if not levels:
        return ""
    return thin_and_thick()


def thick(levels: Sequence[object]) -> str:
    """The thick line in words, where there is one."""
    if not levels:
        return ""
    return _("The thick line is the median of the last four entries.")


def silence(stretches: Sequence[Gap], what: str, year: int) -> str:
    """`No entries from 3 to 29 March.`, the latest stretch only; empty without any."""
    if not stretches:
        return ""
    return _(
        _SILENCES[what],
        when=dates.stretch(stretches[-1].start, stretches[-1].end, year),
    )


def fine_silences(stretches: Sequence[Gap], year: int) -> tuple[str, ...]:
    """How the latest stretch may be told, by what a measure calls its notes."""
    if not stretches:
        return ()
    return tuple(gaps(stretches, what, year) for what in _GAPS)


def gaps(stretches: Sequence[Gap], what: str, year: int) -> str:
    """`No entries from 3 to 29 March; that is fine.`, the latest stretch only; empty without any."""
    if not stretches:
        return ""
    return _(
        _GAPS[what],
        when=dates.stretch(stretches[-1].start, stretches[-1].end, year),
    )

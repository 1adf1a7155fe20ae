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

from generator.progress.derive import Series
from generator.progress.gas import GasSeries
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.series import Gap, Reading, Signal
from generator.text.language import N_, _, ngettext
from generator.view import chart_values, course, dates
from generator.view.whose import Whose, phrase_for

_SIGNALS: Final = {
    Signal.REACHED: N_(
        "You reached what you set out to do. Time to enjoy it, keep it going or choose what’s next."
    ),
    Signal.KEPT_UP: N_("You are keeping it up."),
    Signal.STEADY: N_(
        "Steady so far. Change often comes in steps; your notes show what you tried."
    ),
    Signal.UNSURE: N_("Days without a note may be either, so no direction shows yet."),
}
_STUCK: Final = N_(
    "This has stayed where it was. What would make it a little easier is a good question for next time."
)
_NO_FAILING: Final = N_(
    "That is worth knowing, not a failing. Bring it to your next session, or sooner if you’d like."
)
_WORD_IN_SESSION: Final = N_("It is worth a word in your next session.")
_MORE_NOTES: Final = N_("A few more notes will show whether it stays.")
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
        " " + _("The first note starts it."),
    )


def signal(
    series: Series,
    helped: Sequence[str],
    whose: Whose = Whose.READERS,
) -> str:
    """What the series says. `helped` names what has helped, the most helpful first; may be empty."""
    if series.signal is Signal.HARDER:
        return joined(_harder(series, whose), _helped_before(helped))
    if series.signal is Signal.FALLEN_BACK:
        return joined(course.fallen_back(series), _helped_before(helped))
    if isinstance(series, QuestionnaireSeries):
        return _of_totals(series, whose)
    return _of_signal(series, whose)


def _harder(series: Series, whose: Whose) -> str:
    """Which stretch looks harder, with its numbers; those of a questionnaire stand above its chart."""
    numbers = course.compared(series)
    if isinstance(series, QuestionnaireSeries):
        numbers = ""
    return joined(course.lately(series), numbers, no_failing(whose))


def _helped_before(helped: Sequence[str]) -> str:
    if not helped:
        return ""
    return _("What has helped before: {strategy}.", strategy=helped[0])


def _of_signal(series: Series, whose: Whose) -> str:
    match series.signal:
        case Signal.TOO_EARLY:
            return course.too_early(series)
        case Signal.BETTER if isinstance(series, GasSeries):
            return joined(course.compared(series), _("It has held more than once."))
        case Signal.BETTER:
            return joined(
                course.compared(series), _("This is larger than the usual ups and downs.")
            )
        case Signal.LITTLE_BETTER:
            return joined(course.a_little(series), _(_MORE_NOTES))
        case Signal.LITTLE_HARDER:
            return joined(
                course.a_little(series),
                _(_MORE_NOTES),
                phrase_for(_WORD_IN_SESSION, whose),
            )
        case Signal.UNDIRECTED:
            return course.numbers(series)
        case Signal.UP_AND_DOWN:
            return course.up_and_down(series)
        case Signal.AT_AIM:
            return course.at_aim(series, whose)
        case Signal.HARDER_DAY:
            return harder_day(course.level_words(series))
        case Signal.STEADY if course.is_stuck(series):
            return _(_STUCK)
        case other:
            return phrase_for(_SIGNALS[other], whose)


def no_failing(whose: Whose) -> str:
    """What is said of all that is clearly harder."""
    return phrase_for(_NO_FAILING, whose)


def harder_day(level: str) -> str:
    """What one harder entry means, where the last four together are around `level`."""
    return _(
        "A harder day is part of the picture; the last four together are around {level}.",
        level=level,
    )


def _of_totals(series: QuestionnaireSeries, whose: Whose) -> str:
    """What a questionnaire says for itself;
    where its usual variation is not known, a change is left open.
    """
    if series.signal is Signal.BETTER:
        return _("This is more than the usual wobble of this questionnaire.")
    if series.signal is Signal.UNSURE:
        return _(
            "How much this questionnaire wobbles by itself is not known here. Look at its numbers together."
        )
    if series.signal in (
        Signal.STEADY,
        Signal.LITTLE_BETTER,
        Signal.LITTLE_HARDER,
        Signal.UP_AND_DOWN,
    ):
        return _("The change so far is within the usual wobble of this questionnaire.")
    return _of_signal(series, whose)


def lead(signals: Sequence[Signal], start: date, as_of: date) -> str:
    """The first sentence of how it is going, from the signals of all objectives,
    by the day that the plan knows.
    """
    known = [one for one in signals if one is not Signal.TOO_EARLY]
    if not known:
        if (as_of - start).days < _NO_BEGINNING:
            return _("This is the beginning. Each note helps to see the way.")
        return _("Too early to see a direction. Each note helps to see the way.")
    hard = _lead_of_hard(known, start, as_of)
    if hard:
        return hard
    if Signal.REACHED in known:
        return _("You have reached something you set out to do.")
    if Signal.BETTER in known:
        return _better(start, as_of)
    for one, words in _LEADS:
        if one in known:
            return _(words)
    return _("Steady so far. Change often comes in steps.")


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


def _better(start: date, as_of: date) -> str:
    """More than in the month of the start is possible from the next month on."""
    if (start.year, start.month) == (as_of.year, as_of.month):
        return _("Something is clearly better than at the start.")
    return _(
        "More is possible than in {month}.",
        month=dates.month_in(start, as_of.year),
    )


#: What leads where nothing is harder, reached or clearly better, the weightiest first.
_LEADS: Final = (
    (Signal.AT_AIM, N_("Something is at its aim now.")),
    (Signal.KEPT_UP, N_("Something that you wanted to keep is kept up.")),
    (Signal.FALLEN_BACK, N_("Some things have been better than they are now.")),
    (Signal.LITTLE_BETTER, N_("Some things look better.")),
    # A day says nothing of the weeks: not harder, and not steady either.
    (Signal.HARDER_DAY, N_("A harder day is part of the picture.")),
    (Signal.UP_AND_DOWN, N_("Some of it goes up and down.")),
    (Signal.UNSURE, N_("Each note helps to see the way.")),
    (Signal.UNDIRECTED, N_("Each note helps to see the way.")),
)


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


def start_and_aim(began: str | None, aim: str | None) -> str:
    """How the news goes on: `, from 3; the aim is 6.`, or what of it there is."""
    if began and aim:
        return _(", from {began}; the aim is {aim}.", began=began, aim=aim)
    if began:
        return _(", from {began}.", began=began)
    if aim:
        return _("; the aim is {aim}.", aim=aim)
    return "."


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


def silences(stretches: Sequence[Gap], year: int) -> tuple[tuple[str, str], ...]:
    """How the latest stretch may be told, by what a measure calls its notes:
    that it is fine, and without.
    """
    return tuple(
        (
            gaps(stretches, what, year),
            silence(stretches, what, year),
        )
        for what in _GAPS
        if stretches
    )


def gaps(stretches: Sequence[Gap], what: str, year: int) -> str:
    """`No entries from 3 to 29 March; that is fine.`, the latest stretch only; empty without any."""
    if not stretches:
        return ""
    return _(
        _GAPS[what],
        when=dates.stretch(stretches[-1].start, stretches[-1].end, year),
    )

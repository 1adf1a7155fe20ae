"""Verdicts: what a series is worth: in one short sentence, without numbers, and what is said after it.

In: a series, its aim in words, and of whom it is told. Out: sentences; the short ones have at most
60 characters.
Touches nothing. One verdict stands in the row at the top of the page and with the chart, so that
the two cannot disagree.
Source: docs/clinical-rules.md#words-for-a-client.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.progress.derive import Series
from generator.progress.gas import GasSeries
from generator.progress.habit import HabitSeries
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.series import Signal
from generator.text.language import N_, _
from generator.view import course, dates
from generator.view.sentences import joined
from generator.view.whose import Whose, phrase_for

_WITH_AIM: Final = {
    Signal.REACHED: N_("Your aim of {aim} is reached."),
    Signal.AT_AIM: N_("At your aim of {aim}."),
}
_QUIET: Final = {
    Signal.REACHED: N_("You reached what you set out to do."),
    Signal.KEPT_UP: N_("You are keeping it up."),
    Signal.AT_AIM: N_("At your aim."),
    Signal.BETTER: N_("Better by more than the usual ups and downs."),
    Signal.LITTLE_BETTER: N_("A little better so far."),
    Signal.STEADY: N_("About where it began."),
    Signal.UP_AND_DOWN: N_("It goes up and down."),
    Signal.HARDER_DAY: N_("A harder day is part of the picture."),
    Signal.FALLEN_BACK: N_("It has been better than it is now."),
    Signal.LITTLE_HARDER: N_("A little harder lately."),
    Signal.HARDER: N_("It looks harder lately."),
    Signal.UNSURE: N_("No direction shows yet."),
    Signal.TOO_EARLY: N_("Too early to see a direction."),
    Signal.UNDIRECTED: N_("The notes so far."),
}
_ASKED_WITHIN: Final = N_("Within the usual ups and downs.")
_LEVELS_HELD: Final = N_("Better than at the start, and it has held.")
_STUCK: Final = N_("This has stayed where it was.")
#: What questionnaires do by themselves is no verdict about a person.
_WITHIN: Final = (
    Signal.STEADY,
    Signal.LITTLE_BETTER,
    Signal.LITTLE_HARDER,
    Signal.UP_AND_DOWN,
)
_CHANGE_IN_STEPS: Final = N_("Change often comes in steps; your notes show what you tried.")
_QUESTION: Final = N_("What would make it a little easier is a good question for next time.")
_NO_FAILING: Final = N_(
    "That is worth knowing, not a failing. Bring it to your next session, or sooner if you’d like."
)
_WORD_IN_SESSION: Final = N_("It is worth a word in your next session.")
_MORE_NOTES: Final = N_("A few more notes will show whether it stays.")
_WHAT_NEXT: Final = N_("Time to enjoy it, keep it going or choose what’s next.")
_UNKNOWN_NOISE: Final = N_(
    "How much this questionnaire goes up and down by itself is not known here. "
    "Look at its numbers together."
)
_EITHER: Final = N_("Days without a note may be either.")


def verdict(series: Series, aim: str | None, whose: Whose) -> str:
    """`At your aim of 2 or more.`, `These last weeks look harder.`;
    empty where nobody said what is better.
    """
    if series.signal is Signal.UNDIRECTED:
        return ""
    if series.signal is Signal.HARDER:
        return course.lately(series)
    if series.signal is Signal.TOO_EARLY:
        return course.too_early(series)
    words = _WITH_AIM.get(series.signal)
    if words is None or aim is None:
        return without_numbers(series, whose)
    return phrase_for(words, whose, aim=aim)


def without_numbers(series: Series, whose: Whose) -> str:
    """The same without any number: `At your aim.`"""
    if isinstance(series, QuestionnaireSeries) and series.signal in _WITHIN:
        return _(_ASKED_WITHIN)
    if isinstance(series, GasSeries) and series.signal is Signal.BETTER:
        return _(_LEVELS_HELD)
    if series.signal is Signal.STEADY and course.is_stuck(series):
        return _(_STUCK)
    return phrase_for(_QUIET[series.signal], whose)


def after(series: Series, whose: Whose) -> str:
    """What is said after the verdict, with the chart; often nothing."""
    if isinstance(series, QuestionnaireSeries) and series.signal in (*_WITHIN, Signal.UNSURE):
        return _after_totals(series)
    match series.signal:
        case Signal.HARDER:
            return joined(course.around(series), no_failing(whose))
        case Signal.LITTLE_HARDER:
            return joined(
                course.a_little(series), _(_MORE_NOTES), phrase_for(_WORD_IN_SESSION, whose)
            )
        case Signal.LITTLE_BETTER:
            return joined(course.a_little(series), _(_MORE_NOTES))
        case Signal.BETTER | Signal.FALLEN_BACK:
            return course.around(series)
        case Signal.HARDER_DAY:
            return course.last_together(series)
        case Signal.UP_AND_DOWN:
            return course.between(series)
        case _:
            return _after_stay(series, whose)


def _after_totals(series: QuestionnaireSeries) -> str:
    if series.signal is Signal.UNSURE:
        return _(_UNKNOWN_NOISE)
    return ""


def _after_stay(series: Series, whose: Whose) -> str:
    """After what has come to rest, or has not begun to move."""
    match series.signal:
        case Signal.REACHED:
            return _(_WHAT_NEXT)
        case Signal.UNSURE if isinstance(series, HabitSeries):
            return _(_EITHER)
        case Signal.STEADY if course.is_stuck(series):
            return _(_QUESTION)
        case Signal.STEADY:
            return phrase_for(_CHANGE_IN_STEPS, whose)
        case _:
            return ""


def no_failing(whose: Whose) -> str:
    """What is said of all that is clearly harder."""
    return phrase_for(_NO_FAILING, whose)


def told_once(told: Iterable[tuple[str, str]]) -> str:
    """What is said of several people by name, each sentence once:
    `Dana and Noa: A little better so far. Yusuf: It goes up and down.`, without names where all agree.
    """
    names: dict[str, list[str]] = {}
    for name, words in told:
        if words:
            names.setdefault(words, []).append(name)
    if len(names) == 1:
        return "".join(names)
    parts = [
        _("{rater}: {words}", rater=dates.several(of), words=words) for words, of in names.items()
    ]
    return joined(*parts)

"""Verdicts: what a series is worth, in one short sentence for a row and for whoever hides the numbers.

In: the signal of a series, and its aim in words. Out: sentences of at most 60 characters.
Touches nothing. `sentences` says the same at more length.
"""

from __future__ import annotations

from typing import Final

from generator.progress.series import Signal
from generator.text.language import N_
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
    Signal.LITTLE_BETTER: N_("A little better than at the start."),
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


def verdict(signal: Signal, aim: str | None, whose: Whose) -> str:
    """`At your aim of 2 or more.`, `A little harder lately.`"""
    words = _WITH_AIM.get(signal)
    if words is None or aim is None:
        return without_numbers(signal, whose)
    return phrase_for(words, whose, aim=aim)


def without_numbers(signal: Signal, whose: Whose) -> str:
    """The same without any number: `At your aim.`"""
    return phrase_for(_QUIET[signal], whose)

"""Verdicts: short, without numbers where they are hidden, and the same in both forms."""

import re

import pytest

from generator.progress.before_after import Effect
from generator.progress.series import Signal
from generator.view.measures import before_after, gas
from generator.view.verdicts import verdict, without_numbers
from generator.view.whose import Whose

#: Longest sentence of a row, in characters.
ROW = 60
NUMBERS = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|twice|once)\b", re.IGNORECASE
)


@pytest.mark.parametrize("whose", Whose)
@pytest.mark.parametrize("signal", Signal)
def test_a_verdict_fits_a_row_and_ends_as_a_sentence(signal, whose):
    for said in (verdict(signal, "at most 10 a month", whose), without_numbers(signal, whose)):
        assert len(said) <= ROW
        assert said.endswith(".")


@pytest.mark.parametrize("whose", Whose)
@pytest.mark.parametrize("signal", Signal)
def test_the_quiet_form_has_no_number_in_it(signal, whose):
    assert not NUMBERS.search(without_numbers(signal, whose))


@pytest.mark.parametrize("signal", set(Signal) - {Signal.REACHED, Signal.AT_AIM})
def test_only_where_the_aim_is_met_do_the_forms_differ(signal):
    assert verdict(signal, "2 or more", Whose.READERS) == without_numbers(signal, Whose.READERS)


@pytest.mark.parametrize("signal", Signal)
def test_of_somebody_else_nobody_is_spoken_to(signal):
    said = verdict(signal, "2 or more", Whose.ANOTHERS)

    assert not re.search(r"\byou(?:r)?\b", said, re.IGNORECASE)


def test_what_pairs_and_levels_say_is_as_short_and_as_quiet():
    said = [*before_after._SHORT_EFFECTS.values(), *gas._QUIET_PLACES]

    assert set(before_after._SHORT_EFFECTS) >= set(Effect) - {Effect.UNKNOWN}
    assert all(len(one) <= ROW and not NUMBERS.search(one) for one in said)

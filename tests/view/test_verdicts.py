"""Verdicts: short, without numbers where they are hidden, and the same in both forms."""

import re
from dataclasses import replace

import pytest

from generator.progress.before_after import Effect
from generator.progress.derive import derive
from generator.progress.series import Signal
from generator.view.measures import before_after, gas
from generator.view.verdicts import verdict, without_numbers
from generator.view.whose import Whose
from tests.support.builders import a_plan, weekly

#: Longest sentence of a row, in characters.
ROW = 60
NUMBERS = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|twice|once)\b", re.IGNORECASE
)


@pytest.fixture(params=Signal, ids=lambda signal: signal.name)
def series(request):
    """A series with one of the signals, and notes enough to tell of."""
    [found] = derive(a_plan(weekly(4, 4, 4, 4, 4), {"measure": "rating"}))["calm"].series
    return replace(found, signal=request.param)


@pytest.mark.parametrize("whose", Whose)
def test_a_verdict_fits_a_row_and_ends_as_a_sentence(series, whose):
    for said in (verdict(series, "at most 10 a month", whose), without_numbers(series, whose)):
        assert len(said) <= ROW
        assert said.endswith(".") or series.signal is Signal.UNDIRECTED


@pytest.mark.parametrize("whose", Whose)
def test_the_quiet_form_has_no_number_in_it(series, whose):
    assert not NUMBERS.search(without_numbers(series, whose))


def test_of_somebody_else_nobody_is_spoken_to(series):
    said = verdict(series, "2 or more", Whose.ANOTHERS)

    assert not re.search(r"\byou(?:r)?\b", said, re.IGNORECASE)


def test_what_pairs_and_levels_say_is_as_short_and_as_quiet():
    said = [*before_after._EFFECTS.values(), *gas._QUIET_PLACES]

    assert set(before_after._EFFECTS) == set(Effect) - {Effect.UNKNOWN}
    assert all(len(one) <= ROW and not NUMBERS.search(one) for one in said)

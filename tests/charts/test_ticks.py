from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.labels import text_width
from generator.charts.ticks import (
    LETTER_GAP,
    VALUE_GAP,
    WORD_GAP,
    round_top,
    time_axis,
    value_ticks,
    value_words,
)
from generator.text.language import language, speaking
from generator.view.chart_values import TimeSpan

RATING, COUNT = 150.0, 114.0


def words(start: date, end: date) -> list[str]:
    return [
        word.text
        for word in sorted(time_axis(TimeSpan(start, end), 33, 310).words, key=lambda word: word.x)
    ]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 10, (0, 2, 4, 6, 8, 10)),
        (1, 7, (1, 2, 3, 4, 5, 6, 7)),
        (-2, 2, (-2, -1, 0, 1, 2)),
        (0, 100, (0, 20, 40, 60, 80, 100)),
        (0, 21, (0, 5, 10, 15, 21)),
        (0, 27, (0, 5, 10, 15, 20, 27)),
        (0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (0, 1.5, (0, 0.5, 1, 1.5)),
    ],
)
def test_a_scale_is_named_at_both_ends_and_at_round_values_between(low, high, expected):
    assert value_ticks(low, high, length=RATING) == expected


def test_a_scale_from_1_does_not_open_with_a_hole():
    assert value_ticks(1, 10, length=RATING) == (1, 5, 10)


def test_three_tenths_stay_three_tenths():
    assert 0.3 in value_ticks(0, 0.6, length=RATING)


def test_a_scale_of_whole_numbers_has_no_halves():
    assert value_ticks(0, 1, length=RATING, least=1) == (0, 1)


def test_a_range_of_nothing_is_one_value():
    assert value_ticks(4, 4, length=RATING) == (4,)


def test_a_scale_upside_down_is_refused():
    with pytest.raises(ValueError, match="above"):
        value_ticks(7, 1, length=RATING)


#: Numbers as a plan can write them: fifteen decimals at the most.
as_written = st.floats(-1e9, 1e9).map(lambda number: round(number, 15))


@given(as_written, as_written)
def test_values_ascend_inside_the_scale_and_keep_clear(one, other):
    low, high = min(one, other), max(one, other)
    values = value_ticks(low, high, length=RATING)

    assert (values[0], values[-1]) == (low, high)
    inner = values[1:-1]
    assert all(low < value < high for value in inner)
    assert (
        all((b - a) / (high - low) * RATING >= VALUE_GAP * 0.999 for a, b in pairwise(values))
        or not inner
    )


@pytest.mark.parametrize(
    ("most", "top"),
    [(0, 1), (1, 2), (3, 4), (4, 5), (5, 6), (7, 8), (8, 10), (10, 15), (34, 40), (100, 150)],
)
def test_a_count_has_a_round_top_with_room_over_the_highest_bar(most, top):
    assert round_top(most, length=COUNT, least=1)[0] == top


def test_a_small_count_is_named_in_whole_numbers():
    assert round_top(3, length=COUNT, least=1)[1] == (0, 1, 2, 3, 4)


@given(st.floats(1e-6, 1e12))
def test_a_round_top_holds_the_highest_value(most):
    top, values = round_top(most, length=COUNT, least=most / 10)

    assert top > most
    assert values[0] == 0
    assert values[-1] == top
    assert COUNT / (len(values) - 1) >= VALUE_GAP


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0, "0"),
        (10, "10"),
        (2.5, "2.5"),
        (0.25, "0.25"),
        (-2, "−2"),
        (-0.0, "0"),
        (5e6, "5,000,000"),
    ],
)
def test_a_value_is_printed_short(value, printed):
    assert value_words(value) == printed


@given(
    st.integers(1, 5),
    st.integers(-6, 10),
    st.integers(1, 30),
    st.sampled_from(["en", "de", "fr", "he"]),
)
def test_an_axis_value_has_no_exponent_and_differs_from_its_neighbour(multiple, power, k, tag):
    step = multiple * 10.0**power
    with speaking(language(tag, {})):
        words = [value_words(value) for value in (k * step, (k + 1) * step)]

    assert not any("e+" in word or "e-" in word for word in words)
    assert words[0] != words[1]


def test_an_axis_value_is_said_in_the_language_of_the_page():
    with speaking(language("de", {})):
        assert [value_words(value) for value in (2.5, 0.25, 2_500_000)] == [
            "2,5",
            "0,25",
            "2.500.000",
        ]


def test_half_a_year_is_named_by_the_letters_of_its_months():
    assert words(date(2026, 1, 12), date(2026, 7, 12)) == list("JFMAMJJ")


def test_a_month_s_letter_stands_in_the_middle_of_its_stretch():
    axis = time_axis(TimeSpan(date(2026, 1, 1), date(2026, 7, 12)), 33, 310)

    march = next(word for word in axis.words if word.text == "M")

    middle = (axis.x(59) + axis.x(59 + 31)) / 2
    assert march.x == pytest.approx(middle)


def test_a_few_days_of_a_month_are_too_narrow_for_its_letter():
    assert words(date(2026, 1, 30), date(2026, 7, 2)) == list("FMAMJ")


def test_months_have_the_letters_of_the_language():
    with speaking(language("ru", {})):
        assert words(date(2026, 1, 1), date(2026, 4, 30)) == ["Я", "Ф", "М", "А"]


def test_every_month_of_half_a_year_has_a_mark():
    axis = time_axis(TimeSpan(date(2026, 1, 12), date(2026, 7, 12)), 33, 310)

    assert len(axis.marks) == 2 + 6


def test_three_weeks_are_named_by_mondays():
    assert words(date(2026, 1, 7), date(2026, 1, 28)) == ["7 Jan", "12 Jan", "19 Jan", "28 Jan"]


def test_a_few_days_are_named_by_days():
    assert words(date(2026, 1, 5), date(2026, 1, 9)) == [
        "5 Jan",
        "6 Jan",
        "7 Jan",
        "8 Jan",
        "9 Jan",
    ]


def test_two_years_are_named_by_quarters_with_the_year_at_january():
    named = words(date(2024, 11, 4), date(2026, 10, 5))

    assert named == ["Nov 2024", "Jul", "Oct", "2026", "Oct 2026"]


def test_ten_years_are_named_by_years():
    inner = words(date(2016, 3, 1), date(2026, 3, 1))[1:-1]

    assert inner
    assert all(word.isdigit() for word in inner)


def test_a_single_day_is_named_once():
    assert words(date(2026, 1, 5), date(2026, 1, 5)) == ["5 Jan"]


def test_time_runs_from_the_first_day_to_the_last():
    axis = time_axis(TimeSpan(date(2026, 1, 5), date(2026, 4, 6)), 33, 310)

    assert (axis.x(0), axis.x(91)) == (33, 310)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_words_on_the_time_axis_never_come_close(start, days):
    axis = time_axis(TimeSpan(start, start + timedelta(days)), 33, 310)
    edges = []
    for word in axis.words:
        width = text_width(word.text)
        left = {"start": word.x, "middle": word.x - width / 2, "end": word.x - width}[
            word.anchor.value
        ]
        edges.append((left, left + width))

    gap = LETTER_GAP if all(len(word.text) == 1 for word in axis.words) else WORD_GAP
    assert all(b[0] - a[1] >= gap - 0.001 for a, b in pairwise(sorted(edges)))
    assert all(left >= 33 and right <= 310.001 for left, right in edges)
    assert list(axis.marks) == sorted(axis.marks)
    assert len(axis.marks) < 45


def test_the_end_of_the_calendar_can_be_drawn():
    assert time_axis(TimeSpan(date(1, 1, 1), date(9999, 12, 31)), 33, 310).words


@pytest.mark.parametrize("length", [110, 160, 300])
@pytest.mark.parametrize(
    ("low", "high"), [(15, 75), (14, 70), (7, 35), (6, 30), (16, 80), (10, 50)]
)
def test_a_scale_of_sums_has_equal_steps_from_end_to_end(low, high, length):
    ticks = value_ticks(low, high, length=length)

    assert (ticks[0], ticks[-1]) == (low, high)
    assert len({after - before for before, after in pairwise(ticks)}) == 1
    assert len(ticks) > 2


@pytest.mark.parametrize("high", [2e9, 2e15, 2.0**900])
def test_a_huge_scale_of_sums_is_cut_at_once(high: float) -> None:
    values = value_ticks(2, high, length=150)

    assert (values[0], values[-1]) == (2, high)
    assert len(values) < 20

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.scales import linear

finite = st.floats(allow_nan=False, allow_infinity=False)


def test_the_ends_of_the_data_stand_at_the_ends_of_the_drawing():
    y = linear(0, 10, 174, 24)

    assert [y(0), y(5), y(10)] == [174, 99, 24]


def test_a_value_beyond_an_end_stands_at_that_end():
    y = linear(0, 10, 174, 24)

    assert [y(-3), y(12)] == [174, 24]


def test_a_range_of_nothing_stands_at_the_start():
    assert linear(5, 5, 174, 24)(5) == 174


@given(finite, finite, finite)
def test_any_finite_number_has_a_place_within_the_drawing(low, high, value):
    place = linear(min(low, high), max(low, high), 174, 24)(value)

    assert math.isfinite(place)
    assert 24 <= place <= 174


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_scale_keeps_order(one, other):
    x = linear(-1e6, 1e6, 33, 310)

    assert x(min(one, other)) <= x(max(one, other))


@pytest.mark.parametrize("value", [0, 2.5, 7])
def test_equal_steps_of_data_are_equal_steps_of_drawing(value):
    x = linear(0, 10, 0, 100)

    assert x(value + 1) - x(value) == pytest.approx(10)

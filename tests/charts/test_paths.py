import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts import paths


@pytest.mark.parametrize(
    ("units", "printed"),
    [(33, "33"), (88.36, "88.4"), (0, "0"), (-0.01, "0"), (-1.25, "-1.2"), (99.96, "100")],
)
def test_a_number_has_one_decimal_at_most_and_no_bare_zero(units, printed):
    assert paths.compact(units) == printed


@given(st.floats(-1e6, 1e6))
def test_every_number_parses_back_to_within_half_a_tenth(units):
    assert re.fullmatch(r"-?\d+(\.[1-9])?", paths.compact(units))
    assert abs(float(paths.compact(units)) - units) <= 0.0501


def test_dots_are_strokes_long_enough_for_every_reader():
    assert paths.dots(["33 129", "54.3 114"]) == "M33 129h.01M54.3 114h.01"


def test_no_dots_draw_nothing():
    assert paths.dots([]) == ""


def test_each_run_is_a_line_of_its_own():
    assert (
        paths.polylines([["33 129", "54 114"], ["90 99", "99 84"]]) == "M33 129 54 114M90 99 99 84"
    )


def test_a_run_of_one_place_is_no_line():
    assert paths.polylines([["33 129"]]) == ""


def test_lines_share_a_path():
    assert paths.across(33, 310, [99, 24]) == "M33 99H310M33 24H310"
    assert paths.upright([33, 115.2], 174, 178) == "M33 174V178M115.2 174V178"


def test_a_box_and_a_circle_are_closed():
    assert paths.box(33, 24, 310, 69) == "M33 24H310V69H33z"
    assert paths.circle(24, 30, 6.5) == "M17.5 30a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0z"

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.draw import draw
from generator.charts.figure import Figure
from generator.view.chart_values import StepState
from tests.support.charts_builders import (
    HALF_YEAR,
    SPAN,
    START,
    classes,
    drawn,
    label,
    steps,
    texts,
)

DONE, NEXT, LATER, ASIDE = StepState.DONE, StepState.NEXT, StepState.LATER, StepState.ASIDE


def circles(figure: Figure, css: str) -> list[float]:
    """The x of each circle's middle."""
    return [float(x) + float(r) for x, r in re.findall(r"M(\S+) 30a(\S+) ", drawn(figure, css))]


def test_each_state_has_its_circle():
    figure = draw(steps((DONE, START), (NEXT, None), (LATER, None), (ASIDE, None)))

    assert [len(circles(figure, css)) for css in ("c-ink", "c-next", "c-open-grey", "c-aside")] == [
        1,
        1,
        1,
        1,
    ]


def test_a_step_stands_at_its_day():
    figure = draw(steps((DONE, date(2026, 2, 16)), (NEXT, date(2026, 3, 23))))

    assert circles(figure, "c-ink") == pytest.approx([10 + 300 * 42 / 91], abs=0.11)
    assert circles(figure, "c-next") == pytest.approx([10 + 300 * 77 / 91], abs=0.11)


def test_steps_without_a_day_are_spread_over_the_time_ahead_in_order():
    figure = draw(steps((NEXT, None), (LATER, None), (LATER, None), as_of=START))

    assert circles(figure, "c-next") + circles(figure, "c-open-grey") == [85, 160, 235]


def test_done_steps_without_a_day_stay_before_now():
    figure = draw(steps((DONE, None), (DONE, None), (NEXT, None)))

    now = 10 + 300 * 42 / 91
    assert all(x < now for x in circles(figure, "c-ink"))
    assert all(x > now for x in circles(figure, "c-next"))


def test_steps_of_one_day_stand_side_by_side():
    first, second = circles(draw(steps((DONE, START), (DONE, START))), "c-ink")

    assert second - first == pytest.approx(19, abs=0.11)


def test_the_past_is_in_ink():
    assert drawn(draw(steps((DONE, START))), "c-ink-line") == "M10 30H148.5"


def test_numbers_stand_above_and_the_next_is_strong():
    figure = draw(steps((DONE, START), (NEXT, None), (LATER, None)))

    assert label(figure, "2").css == "c-strong"
    assert {label(figure, number).y for number in "123"} == {"17"}


def test_without_steps_there_is_the_line_of_time():
    figure = draw(steps())

    assert classes(figure) == ["c-ink-line", "c-phase", "c-axis", "c-tick"]
    assert texts(figure) == list("JFMA")


@given(
    st.lists(
        st.tuples(st.sampled_from(StepState), st.none() | st.dates(SPAN.start, SPAN.end)),
        max_size=60,
    )
)
def test_no_circle_covers_another_and_all_are_in_the_frame(marks):
    figure = draw(steps(*marks))
    xs = sorted(
        x for css in ("c-ink", "c-next", "c-open-grey", "c-aside") for x in circles(figure, css)
    )

    assert len(xs) == len(marks)
    gap = min(19, 300 / max(len(xs) - 1, 1))
    assert all(b - a >= gap - 0.25 for a, b in pairwise(xs))
    assert all(9.8 <= x <= 310.2 for x in xs)


def test_a_day_beyond_the_span_stands_at_its_end():
    figure = draw(steps((DONE, date(2027, 1, 1)), as_of=date(2027, 1, 1), span=HALF_YEAR))

    assert circles(figure, "c-ink") == [310]

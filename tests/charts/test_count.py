import re
from datetime import date

import pytest

from generator.charts.draw import draw
from generator.charts.figure import Figure
from generator.view.chart_values import AimMark, AimSide, LevelMark, SlotState, TimeSpan
from tests.support.charts_builders import (
    HALF_YEAR,
    START,
    a_count,
    baseline,
    classes,
    drawn,
    extent,
    label,
    periods,
    texts,
    weeks,
)


def boxes(d: str) -> list[tuple[float, float, float]]:
    """Left, top and right of each rectangle that stands on the axis."""
    return [tuple(map(float, box)) for box in re.findall(r"M(\S+) 138V([\d.]+)H([\d.]+)V138z", d)]


def test_the_frame_is_320_by_162_units():
    figure = draw(a_count())

    assert (figure.width, figure.height) == (320, 162)


def test_without_periods_there_are_words_and_no_bars():
    figure = draw(a_count(aim=AimMark(AimSide.ABOVE, 2, 2, "aim: 2 or more")))

    assert "no note yet" in texts(figure)
    assert "aim: 2 or more" in texts(figure)
    assert "c-bar" not in classes(figure)


def test_a_bar_takes_73_hundredths_of_its_period_in_the_middle():
    [(left, _, right)] = boxes(drawn(draw(a_count(slots=weeks(2))), "c-bar"))

    slot = 277 / 13
    assert right - left == pytest.approx(0.73 * slot, abs=0.1)
    assert (left + right) / 2 == pytest.approx(33 + slot / 2, abs=0.1)


def test_bars_stand_on_0_and_reach_their_value():
    figure = draw(a_count(slots=weeks(1, 2, 3)))

    assert [top for _, top, _ in boxes(drawn(figure, "c-bar"))] == [109.5, 81, 52.5]


def test_a_recorded_0_is_three_units_high():
    (_, top, _), _ = boxes(drawn(draw(a_count(slots=weeks(0, 2))), "c-bar"))

    assert top == 135


def test_a_period_without_notes_is_empty_and_a_0_is_not():
    unnoted, zero = draw(a_count(slots=weeks(2, None, 3))), draw(a_count(slots=weeks(2, 0, 3)))

    assert len(boxes(drawn(unnoted, "c-bar"))) == 2
    assert len(boxes(drawn(zero, "c-bar"))) == 3


@pytest.mark.parametrize("aim", [0.5, 2, 3, 3.5])
def test_the_last_number_stands_at_its_bar_and_no_line_crosses_it(aim):
    chart = a_count(
        span=HALF_YEAR,
        slots=periods([2, 4, 3], days=15, start=HALF_YEAR.start),
        aim=AimMark(AimSide.ABOVE, aim, aim, "aim"),
        latest="3",
    )
    figure = draw(chart)
    [number] = [label for label in figure.labels if label.css.startswith("c-num")]
    (left, top, right), (_, line) = boxes(drawn(figure, "c-bar"))[2], level(figure, "c-aim")

    assert left < float(number.x) < right
    assert baseline(number) in (pytest.approx(top - 4, abs=0.1), pytest.approx(top + 14, abs=0.1))
    _, high, _, low = extent(number)
    assert not high < line < low


def level(figure: Figure, css: str) -> tuple[float, float]:
    """Where the one level line of a class begins."""
    [(x, y)] = re.findall(r"M(\S+) (\S+)H", drawn(figure, css))
    return float(x), float(y)


def test_the_open_period_is_pale_and_said_to_be_so_far():
    figure = draw(a_count(slots=weeks(2, 1, last=SlotState.SO_FAR), latest="2"))

    assert len(boxes(drawn(figure, "c-now"))) == 1
    assert "so far" in texts(figure)


def test_the_last_number_stands_over_the_last_period_that_is_over():
    figure = draw(
        a_count(
            span=HALF_YEAR,
            slots=weeks(2, 3, 1, last=SlotState.SO_FAR, start=HALF_YEAR.start),
            latest="3",
        )
    )

    [number] = [label for label in figure.labels if label.css.startswith("c-num c-halo")]
    left, _, right = boxes(drawn(figure, "c-bar"))[1]
    assert left < float(number.x) < right


def test_wide_bars_carry_their_numbers():
    figure = draw(a_count(slots=periods([6, 7, None, 4], days=15), latest="4"))

    assert {"6", "7", "4"} <= {label.text for label in figure.labels if "c-halo" in label.css}


def test_at_least_and_at_most_are_a_line():
    at_least = draw(a_count(slots=weeks(3), aim=AimMark(AimSide.ABOVE, 2, 2, "aim: 2 or more")))
    at_most = draw(a_count(slots=weeks(3), aim=AimMark(AimSide.BELOW, 0, 2, "aim: at most 2")))

    assert drawn(at_least, "c-aim") == drawn(at_most, "c-aim") == "M33 81H310"
    assert "c-wash" not in {*classes(at_least), *classes(at_most)}


def test_the_axis_holds_the_aim_and_the_start():
    assert "8" in texts(draw(a_count(slots=weeks(1), start=LevelMark(7, "start: 7"))))
    assert "6" in texts(draw(a_count(slots=weeks(1), aim=AimMark(AimSide.ABOVE, 5, 5, "aim: 5"))))


def test_small_counts_have_whole_ticks_from_0():
    figure = draw(a_count(slots=weeks(1, 3, 2)))

    ticks = [label.text for label in figure.labels if label.x == "26"]
    assert ticks == ["0", "1", "2", "3", "4"]


def test_the_start_is_an_outlined_bar_of_its_own_before_time_begins():
    figure = draw(a_count(slots=weeks(1, 2), start=LevelMark(6, "start: 6")))
    left, top, right = map(float, re.findall(r"[\d.]+", drawn(figure, "c-open-bar"))[:3])

    assert "start: 6" in texts(figure)
    assert right < min(float(x) for x in re.findall(r"M([\d.]+)", drawn(figure, "c-bar")))
    assert right - left == 12
    assert top < 70  # six of six and a little more: near the top of the plot


def test_a_start_of_0_is_a_low_bar_that_shows():
    figure = draw(a_count(slots=weeks(0, 1), start=LevelMark(0, "start: 0")))

    assert re.match(r"M\S+ 135H\S+V138", drawn(figure, "c-open-bar"))
    assert label(figure, "0")


def test_without_a_start_time_begins_at_the_axis():
    figure = draw(a_count(slots=weeks(1)))

    assert "c-open-bar" not in classes(figure)
    assert drawn(figure, "c-tick").startswith("M33 ")


def test_words_do_not_stand_on_bars():
    figure = draw(
        a_count(
            slots=weeks(*[9] * 13), latest="9", aim=AimMark(AimSide.BELOW, 0, 2, "aim: at most 2")
        )
    )

    assert "aim: at most 2" not in texts(figure)


def test_a_year_of_days_is_one_outline_of_modest_size():
    span = TimeSpan(START, date(2027, 1, 4))
    figure = draw(a_count(span=span, slots=periods([day % 4 for day in range(365)], days=1)))

    assert len(drawn(figure, "c-bar")) < 6000


def test_a_bar_on_the_last_day_still_shows():
    span = TimeSpan(START, date(2026, 1, 11))
    figure = draw(a_count(span=span, slots=periods([1] * 7, days=1)))

    assert boxes(drawn(figure, "c-bar"))[-1][2] == 310


def test_nothing_but_zeros_has_an_axis_to_1():
    assert {"0", "1"} <= set(texts(draw(a_count(slots=weeks(0), latest="0"))))

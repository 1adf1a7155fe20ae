from datetime import date

import pytest

from generator.charts.draw import draw
from generator.charts.figure import Figure
from generator.view.chart_values import (
    AimMark,
    AimSide,
    Interval,
    LevelMark,
    PhaseMark,
    Point,
    TimeSpan,
)
from tests.support.charts_builders import (
    HALF_YEAR,
    a_rating,
    a_run,
    baseline,
    classes,
    dots,
    drawn,
    extent,
    label,
    texts,
)

AIM = AimMark(AimSide.ABOVE, 7, 10, "aim: 7")
PHASES = (
    PhaseMark(date(2026, 2, 2), "practice", begun=True),
    PhaseMark(date(2026, 6, 1), "upkeep", begun=False),
)


def test_the_frame_is_320_by_198_units():
    figure = draw(a_rating())

    assert (figure.width, figure.height) == (320, 198)


def test_the_full_scale_is_always_there():
    figure = draw(a_rating(runs=(a_run(4, 5, 5),), latest="5"))

    assert (label(figure, "0").y, label(figure, "10").y) == ("174", "24")


def test_without_entries_there_are_words_and_no_dots():
    figure = draw(a_rating(aim=AIM))

    assert "no note yet" in texts(figure)
    assert "c-aim" in classes(figure)
    assert not {"c-dots", "c-line"} & set(classes(figure))


def test_one_entry_is_a_dot_with_its_number():
    figure = draw(a_rating(runs=(a_run(3),), latest="3"))

    assert dots(figure) == [(33, 129)]
    assert drawn(figure, "c-line") == ""
    assert label(figure, "3").css == "c-num c-halo n m"
    assert "no note yet" not in texts(figure)


def test_each_entry_is_a_dot_at_its_day_and_value():
    figure = draw(a_rating(runs=(a_run(0, 5, 10, every=45.5),), latest="10"))

    assert dots(figure) == [(33, 174), (171.5, 99), (310, 24)]


def test_the_line_breaks_between_runs():
    figure = draw(a_rating(runs=(a_run(3, 4), a_run(5, 6, start=63)), latest="6"))

    assert drawn(figure, "c-line").count("M") == 2


def test_medians_are_thick_over_thin_data():
    figure = draw(
        a_rating(
            runs=(a_run(3, 4, 4, 5, 6, 6),), medians=(a_run(4, 4.5, 5.5, start=21),), latest="6"
        )
    )

    assert {"c-thin", "c-dots-small", "c-thick"} <= set(classes(figure))
    assert not {"c-line", "c-dots"} & set(classes(figure))
    assert classes(figure).index("c-thick") > classes(figure).index("c-dots-small")


@pytest.mark.parametrize(
    ("aim", "wash", "lines"),
    [
        (AIM, "", "M33 69H310"),
        (AimMark(AimSide.BELOW, 0, 4, "aim: 4"), "", "M33 114H310"),
        (
            AimMark(AimSide.WITHIN, 4, 6, "aim: 4 to 6"),
            "M33 84H310V114H33z",
            "M33 84H310M33 114H310",
        ),
    ],
)
def test_the_aim_is_a_line_or_a_wash_between_two(aim, wash, lines):
    figure = draw(a_rating(aim=aim))

    assert drawn(figure, "c-wash") == wash
    assert drawn(figure, "c-aim") == lines
    assert aim.label in texts(figure)


def test_the_aims_words_stand_on_its_line_at_the_right_edge():
    figure = draw(a_rating(aim=AIM))

    _, _, right, bottom = extent(label(figure, "aim: 7"))
    assert right == 310
    assert 66 < bottom <= 69


def test_the_aims_words_are_left_out_where_data_are_in_their_place():
    figure = draw(a_rating(aim=AIM, runs=(a_run(*[6, 8] * 8, every=6),)))

    assert "aim: 7" not in texts(figure)


def test_the_aims_line_replaces_the_grid():
    figure = draw(a_rating(aim=AimMark(AimSide.ABOVE, 6, 10, "aim: 6")))

    assert drawn(figure, "c-grid") == "M33 144H310M33 114H310M33 54H310M33 24H310"


def test_the_start_is_a_dotted_line_with_its_words():
    figure = draw(a_rating(start=LevelMark(3, "start: 3")))

    assert drawn(figure, "c-start") == "M33 129H310"
    assert "start: 3" in texts(figure)


def test_the_words_of_both_ends_stand_at_the_right_edge():
    figure = draw(a_rating(low_words="0 not at all", high_words="10 fully"))

    assert [
        (label(figure, text).x, baseline(label(figure, text)))
        for text in ("10 fully", "0 not at all")
    ] == [("306", 37), ("306", 169)]


def test_the_words_of_an_end_move_left_where_data_are_there():
    figure = draw(
        a_rating(
            low_words="0 not at all",
            high_words="10 fully",
            runs=(a_run(2, 5, 9, 10, 9, every=22),),
            latest="9",
        )
    )

    assert extent(label(figure, "10 fully"))[2] < 120


def test_the_aim_yields_its_side_to_scale_words_in_one_row():
    figure = draw(
        a_rating(
            low=1,
            high=7,
            low_words="1 not at all reached",
            high_words="7 completely reached",
            latest="7",
            runs=(a_run(1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 7),),
            aim=AimMark(AimSide.ABOVE, 6, 7, "aim: 6"),
        )
    )

    assert {"aim: 6", "7 completely reached"} <= set(texts(figure))


def test_the_last_value_stands_beside_its_dot_off_the_aim_line():
    figure = draw(a_rating(runs=(a_run(4, 5, 7),), latest="7", aim=AIM))

    _, top, _, bottom = extent(label(figure, "7"))
    assert not top < 69 < bottom


def test_a_value_at_the_right_edge_keeps_its_number_inside():
    figure = draw(a_rating(runs=(a_run(4, 5, 10, every=45.5),), latest="10"))

    assert extent(next(label for label in figure.labels if label.css.startswith("c-num")))[2] <= 320


def test_a_begun_phase_is_a_line_and_one_ahead_a_tick():
    figure = draw(a_rating(span=HALF_YEAR, phases=PHASES))

    assert drawn(figure, "c-phase") == "M65.1 18V174M247.3 4V24"
    assert {"practice", "upkeep"} <= set(texts(figure))


def test_a_phase_out_of_the_span_is_left_out():
    phases = (PhaseMark(date(2027, 1, 1), "later", begun=False),)

    figure = draw(a_rating(phases=phases))

    assert "later" not in texts(figure)
    assert drawn(figure, "c-phase") == ""


def test_the_phase_a_span_opens_in_has_a_name_without_line():
    phases = (PhaseMark(date(2025, 9, 1), "settling in", begun=True),)

    figure = draw(a_rating(phases=phases))

    assert label(figure, "settling in").x == "33"
    assert drawn(figure, "c-phase") == ""


def test_where_one_name_would_reach_the_next_line_all_phases_have_letters():
    phases = (
        PhaseMark(date(2026, 2, 2), "a long name for a short phase", begun=True, letter="B"),
        PhaseMark(date(2026, 2, 23), "next", begun=True, letter="C"),
    )

    figure = draw(a_rating(phases=phases))

    assert {"B", "C"} <= set(texts(figure))
    assert "next" not in texts(figure)
    assert figure.key == ("B a long name for a short phase", "C next")
    assert drawn(figure, "c-phase").count("M") == 2


def test_phases_that_are_named_need_no_key():
    assert draw(a_rating(span=HALF_YEAR, phases=PHASES)).key == ()


def test_a_last_phase_without_room_is_named_left_of_its_line():
    figure = draw(a_rating(phases=(PhaseMark(date(2026, 3, 30), "follow-up", begun=True),)))

    assert extent(label(figure, "follow-up"))[2] < 290


def test_a_gap_is_empty_with_its_words_in_it():
    figure = draw(a_rating(gaps=(Interval(date(2026, 1, 12), date(2026, 3, 3), words="no notes"),)))

    left, _, right, _ = extent(label(figure, "no notes"))
    assert 33 + 21 < left < right < 33 + 177
    assert classes(figure) == ["c-grid", "c-axis", "c-tick"]


def test_a_narrow_gap_is_empty_without_words():
    figure = draw(
        a_rating(gaps=(Interval(date(2026, 1, 12), date(2026, 1, 20), words="no notes"),))
    )

    assert "no notes" not in texts(figure)


def test_a_good_day_has_a_flower_above_its_dot():
    figure = draw(a_rating(runs=(a_run(3, 4, 5),), good_days=(7.0,)))

    assert drawn(figure, "c-flower").startswith("M54.3 91c")
    assert dots(figure)[1] == (54.3, 114)


def test_many_entries_are_a_stroke_a_week_with_an_inked_median():
    run = tuple(Point(day * 0.5, day % 11) for day in range(1200))
    span = TimeSpan(date(2024, 11, 4), date(2026, 10, 5))
    figure = draw(a_rating(span=span, runs=(run,), medians=(run[3:],), latest="0"))

    assert 70 < drawn(figure, "c-line").count("M") < 100
    assert {"c-thick-halo", "c-thick-ink"} <= set(classes(figure))
    assert len(dots(figure)) == 1


def test_ten_years_of_entries_stay_a_small_drawing():
    run = tuple(Point(day * 3, day % 11) for day in range(1200))

    figure = draw(
        a_rating(span=TimeSpan(date(2016, 3, 1), date(2026, 3, 1)), runs=(run,), medians=(run[3:],))
    )

    assert sum(len(path.d) for path in figure.paths) < 6000


def test_wide_numbers_move_the_plot_not_out_of_the_frame():
    figure: Figure = draw(a_rating(high=12_000, runs=(a_run(3000, 9000),), latest="9000"))

    assert all(extent(label)[0] >= 0 for label in figure.labels)


def test_all_entries_on_one_day_of_a_plan_of_one_day():
    day = date(2026, 1, 5)
    figure = draw(
        a_rating(
            span=TimeSpan(day, day),
            runs=((Point(0.3, 3), Point(0.5, 4), Point(0.8, 6)),),
            latest="6",
        )
    )

    assert len(dots(figure)) == 3
    assert texts(figure).count("5 Jan") == 1


def test_a_long_aim_is_said_in_two_lines():
    words = "aim: 8 by the very end of the long summer holiday"
    figure = draw(a_rating(aim=AimMark(AimSide.ABOVE, 8, 10, words)))

    assert {"aim: 8 by the very end of", "the long summer holiday"} <= set(texts(figure))

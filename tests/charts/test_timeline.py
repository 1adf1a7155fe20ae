from datetime import date, timedelta

from generator.charts.timeline import draw_timeline
from generator.view.chart_values import Interval, StepState, TimelinePhase, TimeSpan
from tests.support.charts_builders import (
    HALF_YEAR,
    a_rail,
    a_review,
    classes,
    drawn,
    extent,
    label,
    texts,
)

PHASES = (
    TimelinePhase(
        Interval(date(2026, 1, 12), date(2026, 2, 2)), "Settling in", "12 Jan", away=False
    ),
    TimelinePhase(Interval(date(2026, 2, 2), date(2026, 3, 10)), "Practice", "2 Feb", away=False),
    TimelinePhase(Interval(date(2026, 3, 10), date(2026, 3, 24)), "Flu", "10 Mar", away=True),
    TimelinePhase(
        Interval(date(2026, 3, 24), date(2026, 7, 12)), "Practice again", "24 Mar", away=False
    ),
)
REVIEWS = (
    a_review(date(2026, 2, 23), StepState.DONE),
    a_review(date(2026, 5, 18), StepState.NEXT),
    a_review(date(2026, 6, 29), StepState.LATER),
)


def test_the_drawings_are_320_by_76_and_944_by_102_units():
    narrow, wide = draw_timeline(a_rail())

    assert (narrow.width, narrow.height, wide.width, wide.height) == (320, 76, 944, 102)


def test_the_narrow_drawing_tells_now_in_words_the_wide_in_place():
    narrow, wide = draw_timeline(a_rail(phases=PHASES, reviews=REVIEWS))

    assert "now: practice again" in texts(narrow)
    assert "now" in texts(wide)
    assert {"Settling in", "Practice", "Flu", "Practice again", "2 Feb"} <= set(texts(wide))


def test_the_narrow_drawing_names_the_next_review_and_the_wide_one_all():
    narrow, wide = draw_timeline(a_rail(reviews=REVIEWS))

    assert [text for text in texts(narrow) if "review" in text] == ["review 18 May"]
    assert {"next review 18 May", "review 23 Feb", "review 29 Jun"} <= set(texts(wide))


def test_each_state_of_a_review_has_its_mark():
    reviews = (*REVIEWS, a_review(date(2026, 4, 1), StepState.ASIDE))
    for figure in draw_timeline(a_rail(reviews=reviews)):
        assert {"r-review", "r-next", "r-later", "r-aside"} <= set(classes(figure))


def test_the_past_ends_where_the_time_ahead_begins():
    _, wide = draw_timeline(a_rail(phases=PHASES))

    now = drawn(wide, "r-today").split("M")[1].split(" ")[0]
    assert f"H{now}V62" in drawn(wide, "r-past")
    assert drawn(wide, "r-ahead").startswith(f"M{now} 54")


def test_a_break_is_hatched_on_paper():
    _, wide = draw_timeline(a_rail(phases=PHASES))

    assert drawn(wide, "r-back") == drawn(wide, "r-gap") != ""


def test_a_rail_without_phases_has_its_ends_in_words():
    for figure in draw_timeline(a_rail()):
        assert {"12 Jan", "12 Jul"} <= set(texts(figure))


def test_a_review_near_the_end_does_not_push_the_end_out():
    narrow, _ = draw_timeline(a_rail(reviews=(a_review(date(2026, 7, 10), StepState.NEXT),)))

    assert {"review 10 Jul", "12 Jul"} <= set(texts(narrow))


def test_words_at_an_end_stay_in_the_frame():
    for day in (HALF_YEAR.start, HALF_YEAR.end):
        for figure in draw_timeline(a_rail(as_of=day)):
            assert all(
                extent(label)[0] >= 0 and extent(label)[2] <= figure.width
                for label in figure.labels
            )
            assert any("now" in text for text in texts(figure))


def test_a_review_or_phase_beyond_the_span_is_left_out():
    beyond = TimelinePhase(
        Interval(date(2027, 1, 1), date(2027, 2, 1)), "Later", "1 Jan", away=False
    )
    _, wide = draw_timeline(
        a_rail(phases=(beyond,), reviews=(a_review(date(2027, 1, 1), StepState.LATER),))
    )

    assert "Later" not in texts(wide)
    assert "r-later" not in classes(wide)


def test_review_words_do_not_stand_on_the_line_of_today():
    _, wide = draw_timeline(
        a_rail(reviews=(a_review(date(2026, 5, 3) + timedelta(2), StepState.NEXT),))
    )

    today = float(drawn(wide, "r-today").split("M")[1].split(" ")[0])
    left, _, right, _ = extent(label(wide, "next review 5 May"))
    assert not left < today < right


def test_a_plan_of_one_day_can_be_drawn():
    day = date(2026, 1, 12)

    assert draw_timeline(a_rail(span=TimeSpan(day, day), as_of=day))

"""Beads: notes, good things and the next time together on a string of time."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from generator.charts.beads import draw_beads
from generator.charts.figure import Figure
from generator.view.chart_values import TimeSpan
from tests.support.charts_builders import HALF_YEAR, a_string, classes, dots, drawn


def flowers(figure: Figure) -> list[float]:
    return [float(x) for x in re.findall(r"M([\d.]+) 2c", drawn(figure, "c-flower"))]


def test_each_note_has_a_bead_and_days_without_one_are_only_string():
    notes = (HALF_YEAR.start, HALF_YEAR.end)
    figure = draw_beads(a_string(notes=notes))

    assert dots(figure, "r-bead") == [(8.0, 10.0), (280.0, 10.0)]
    assert drawn(figure, "r-track") == "M8 10H280"


def test_a_flower_stands_for_the_bead_of_a_good_thing():
    figure = draw_beads(a_string(notes=(HALF_YEAR.start,), good=(HALF_YEAR.start,)))

    assert flowers(figure) == [8.0]
    assert "r-bead" not in classes(figure)


def test_two_good_things_of_one_day_have_two_flowers():
    day = date(2026, 4, 1)
    one, other = flowers(draw_beads(a_string(notes=(day, day), good=(day, day))))

    assert other - one == pytest.approx(15)


def test_the_string_is_bright_up_to_the_latest_note():
    figure = draw_beads(a_string(notes=(date(2026, 4, 12),)))

    assert drawn(figure, "r-track-past") == f"M8 10H{dots(figure, 'r-bead')[0][0]:g}"


def test_a_plan_without_a_note_is_string_and_ring():
    figure = draw_beads(a_string(together=HALF_YEAR.end))

    assert classes(figure) == ["r-track", "r-next"]


def test_the_ring_keeps_clear_of_the_latest_note():
    day = date(2026, 7, 11)
    figure = draw_beads(a_string(notes=(day,), good=(day,), together=HALF_YEAR.end))

    assert flowers(figure) == [265.0]
    assert drawn(figure, "r-next").startswith("M275 10a")


def test_daily_notes_of_a_year_are_close_beads():
    start = date(2026, 1, 1)
    span = TimeSpan(start, start + timedelta(365))
    notes = tuple(start + timedelta(n) for n in range(366))

    assert 60 < len(dots(draw_beads(a_string(span=span, notes=notes)), "r-bead")) < 110


def test_a_plan_of_one_day_can_be_drawn():
    day = date(2026, 1, 12)

    assert draw_beads(a_string(span=TimeSpan(day, day), notes=(day,), together=day))

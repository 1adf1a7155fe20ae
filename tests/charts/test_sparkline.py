"""Sparklines: small, and true to their values."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.charts.figure import Figure
from generator.charts.sparkline import HEIGHT, WIDTH, draw_sparkline, draw_step_dots
from generator.view.chart_values import Point, StepDots, TrendLine

DAYS = 100.0


def pieces(figure: Figure, css: str) -> int:
    """How many pieces the paths of a class have."""
    return sum(path.d.count("M") for path in figure.paths if path.css.split()[0] == css)


@st.composite
def lines(draw: st.DrawFn) -> TrendLine:
    """One to four people with runs of values anywhere, even off the scale."""
    people = []
    for _ in range(draw(st.integers(1, 4))):
        days = sorted(draw(st.sets(st.floats(0, DAYS), min_size=1, max_size=12)))
        points = [Point(day, draw(st.floats(-5, 15))) for day in days]
        cut = draw(st.integers(0, len(points) - 1))
        people.append(tuple(tuple(run) for run in (points[:cut], points[cut:]) if run))
    aims = tuple(draw(st.lists(st.floats(0, 10), max_size=2)))
    return TrendLine(lines=tuple(people), low=0, high=10, days=DAYS, aims=aims)


@given(lines())
def test_every_position_lies_in_the_frame(line: TrendLine) -> None:
    for path in draw_sparkline(line).paths:
        for x, y in re.findall(r"([\d.]+) ([\d.]+)", path.d):
            assert 0 <= float(x) <= WIDTH
            assert 0 <= float(y) <= HEIGHT
        assert not re.search(r"-|nan|inf", path.d)


@given(lines())
def test_a_line_never_runs_across_a_silence_and_no_value_is_lost(line: TrendLine) -> None:
    figure = draw_sparkline(line)
    runs = [run for person in line.lines for run in person]
    long = [run for run in runs if len(run) > 1]

    assert pieces(figure, "sl") + pieces(figure, "st") == len(long)
    dots = sum(pieces(figure, css) for css in ("s0", "s1", "sd"))
    assert dots >= len(runs) - len(long)


@given(lines())
def test_each_person_has_an_end_of_their_own(line: TrendLine) -> None:
    figure = draw_sparkline(line)
    if len(line.lines) == 1:
        assert pieces(figure, "sd") == 1
    else:
        assert pieces(figure, "s0") == len(line.lines)


@given(st.integers(0, 9), st.integers(1, 9))
def test_each_step_has_its_dot(done: int, more: int) -> None:
    figure = draw_step_dots(StepDots(done, done + more))

    assert (pieces(figure, "sd"), pieces(figure, "s0")) == (done, more)

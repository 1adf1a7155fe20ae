"""Whole charts as text, one for each kind and state: read the difference before accepting it (`mv NAME.new NAME`)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator.charts.draw import draw
from generator.charts.figure import Figure
from generator.charts.timeline import draw_timeline
from generator.view.chart_values import Interval, StepState, TimelinePhase
from generator.view.page_values import ChartView
from tests.support.charts_builders import a_rail, a_review, as_text
from tests.support.states import STATES, charts_of, page_of

GOLDEN = Path(__file__).parent / "golden"


def as_read(shown: ChartView) -> str:
    """A chart as somebody reads it: its words, then its drawing, then the phases below it."""
    words, figure = shown.chart.words, draw(shown.chart)
    lines = [shown.rater] if shown.rater else []
    lines += [
        words.title,
        f"{words.finding.news}{words.finding.rest}",
        *filter(None, [words.below]),
        words.description,
        "",
        as_text(figure),
    ]
    lines += figure.key
    return "\n".join(lines)


def held_to(name: str, text: str) -> None:
    golden = GOLDEN / f"{name}.txt"
    if not golden.exists() or golden.read_text("utf-8") != text:
        golden.with_suffix(".txt.new").write_text(text, "utf-8")

    assert golden.exists(), f"read {golden}.new and accept it"
    assert text.splitlines() == golden.read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("kind", "state"), [(kind, state) for kind, states in STATES.items() for state in states]
)
def test_a_chart_is_as_it_was_read_and_accepted(kind: str, state: str) -> None:
    shown = charts_of(page_of(STATES[kind][state]()))

    assert shown
    name = re.sub(r"\W+", "-", f"{kind} {state}".lower()).strip("-")
    held_to(name, "\n".join(map(as_read, shown)))


def test_every_golden_belongs_to_a_state():
    names = {
        re.sub(r"\W+", "-", f"{k} {state}".lower()).strip("-")
        for k, states in STATES.items()
        for state in states
    }

    assert {path.stem for path in GOLDEN.glob("*.txt")} == names | {"wide_rail"}


def wide_rail() -> Figure:
    phases = (
        TimelinePhase(
            Interval(date(2026, 1, 12), date(2026, 3, 10)), "Practice", "12 Jan", away=False
        ),
        TimelinePhase(Interval(date(2026, 3, 10), date(2026, 3, 24)), "Flu", "10 Mar", away=True),
        TimelinePhase(
            Interval(date(2026, 3, 24), date(2026, 7, 12)), "Practice again", "24 Mar", away=False
        ),
    )
    reviews = (
        a_review(date(2026, 2, 23), StepState.DONE),
        a_review(date(2026, 5, 18), StepState.NEXT),
    )
    return draw_timeline(a_rail(phases=phases, reviews=reviews))[1]


def test_the_wide_rail_is_as_it_was_read_and_accepted():
    held_to("wide_rail", as_text(wide_rail()))

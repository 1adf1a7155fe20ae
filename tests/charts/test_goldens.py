"""Whole charts as text, one for each kind and state: read the difference before accepting it (`mv NAME.new NAME`)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator.charts.beads import draw_beads
from generator.charts.draw import draw
from generator.charts.figure import Figure
from generator.view.chart_values import ChartFinding
from generator.view.page_values import ChartView
from tests.support.charts_builders import a_string, as_text
from tests.support.states import STATES, charts_of, page_of

GOLDEN = Path(__file__).parent / "golden"


def as_read(shown: ChartView) -> str:
    """A chart as somebody reads it: its words, then its drawing, then the phases below it."""
    words, figure = shown.chart.words, draw(shown.chart)
    lines = [shown.rater] if shown.rater else []
    lines += [
        words.title,
        findings_told(words.finding),
        *filter(None, [words.below]),
        words.description,
        "",
        as_text(figure),
    ]
    lines += figure.key
    return "\n".join(lines)


def findings_told(finding: ChartFinding) -> str:
    return " ".join(filter(None, (finding.news, finding.verdict, finding.rest)))


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

    assert {path.stem for path in GOLDEN.glob("*.txt")} == names | {"string_of_beads"}


def string_of_beads() -> Figure:
    return draw_beads(
        a_string(
            notes=(date(2026, 1, 12), date(2026, 2, 2), date(2026, 2, 4), date(2026, 5, 3)),
            good=(date(2026, 2, 4),),
            together=date(2026, 5, 18),
        )
    )


def test_the_string_of_beads_is_as_it_was_read_and_accepted():
    held_to("string_of_beads", as_text(string_of_beads()))

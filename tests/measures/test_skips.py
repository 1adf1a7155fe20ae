"""Skips: left out on purpose is neither a score nor a gap."""

from __future__ import annotations

import pytest

from generator.charts.draw import draw
from generator.progress.derive import derive
from generator.view.chart_values import IntervalKind
from generator.view.page import page_view
from generator.view.page_values import PageView
from tests.support.builders import SETTINGS, a_plan, on, weekly
from tests.support.views import findings

MEASURES = {
    "rating": {"measure": "rating"},
    "number": {"measure": "number", "unit": "minutes", "better": "lower"},
    "percentage": {"measure": "percentage", "better": "higher"},
    "count": {"measure": "count", "unit": "times", "per": "week"},
    "total": {"measure": "count", "unit": "times", "per": "total", "target": 12},
    "phq9": {"measure": "phq9"},
}


def view(entries: list[dict[str, object]], objective: dict[str, object]) -> PageView:
    plan = a_plan(entries, objective)
    return page_view(plan, derive(plan), SETTINGS)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_a_skip_changes_no_number_and_is_a_dash_on_the_axis(
    measure: dict[str, object],
) -> None:
    entries = weekly(3, 4, 5)
    with_skip = [*entries, on("2026-01-26", calm="skip")]
    entries = [*entries, on("2026-01-26", {"note": "The same day."})]
    bare, skipped = (
        view(entries, measure).goals[0].objectives[0],
        view(with_skip, measure).goals[0].objectives[0],
    )
    chart = skipped.charts[0].chart

    assert findings(skipped) == findings(bare)
    assert skipped.charts[0].chart.words.finding == bare.charts[0].chart.words.finding
    assert [stretch.kind for stretch in chart.frame.gaps].count(IntervalKind.SKIP) == 1  # type: ignore[union-attr]
    assert [path.css for path in draw(chart).paths].count("c-skip") == 1
    assert chart.words.description.endswith("Left out on purpose: 26 January.")


def test_a_skip_tells_that_the_time_was_no_gap() -> None:
    far = [on("2026-01-05", calm=3), on("2026-03-02", calm=4)]
    near = [*far, on("2026-01-26", calm="skip"), on("2026-02-16", calm="skip")]
    rating = {"measure": "rating", "expected_every": "2 weeks"}

    assert (
        "No ratings from"
        in view(far, rating).goals[0].objectives[0].charts[0].chart.words.description
    )
    assert (
        "No ratings from"
        not in view(near, rating).goals[0].objectives[0].charts[0].chart.words.description
    )


def test_a_skip_is_in_the_journal_with_its_words() -> None:
    page = view([on("2026-01-26", {"note": "Too tired."}, calm="skip")], {"measure": "rating"})

    assert page.journal.latest[0].notes == ("Left out on purpose: Feel calm on the train",)

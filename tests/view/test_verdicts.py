"""Verdicts: one for each series, short enough for a row, and one that holds no number."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.progress.derive import derive
from generator.view.page import page_view
from generator.view.page_values import PageView
from tests.support.builders import SETTINGS, a_plan, on

#: The longest sentence of a row, in characters.
LONGEST = 60
NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|twelve|half|twice)\b", re.IGNORECASE
)
KINDS = {
    "rating": {"measure": "rating", "better": "higher"},
    "at most": {"measure": "rating", "baseline": 7, "target": {"at_most": 2}},
    "undirected": {"measure": "rating"},
    "number": {"measure": "number", "unit": "hours", "baseline": 3, "target": {"at_least": 7}},
    "count": {"measure": "count", "baseline": 2, "target": {"at_least": 4}},
    "sheet": {"measure": "phq9", "target": 5},
    "unknown noise": {"measure": "score15"},
}


def page_of(kind: str, scores: list[int]) -> PageView:
    entries = [
        on(f"2026-{1 + week // 4:02}-{1 + week % 4 * 7:02}", calm=score + 15 * (kind in RAISED))
        for week, score in enumerate(scores)
    ]
    plan = a_plan(entries, KINDS[kind])
    return page_view(plan, derive(plan), SETTINGS)


#: Whose lowest total is above that of the scores here.
RAISED = ("unknown noise",)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.lists(st.integers(0, 10), min_size=1, max_size=14),
)
def test_one_verdict_is_short_in_both_places_and_has_quiet_words(kind, scores):
    page = page_of(kind, scores)
    [objective] = page.goals[0].objectives
    words = objective.charts[0].chart.words
    rows = [row.said for row in page.rows]

    assert len(words.finding.verdict) <= LONGEST
    assert rows in ([], [words.finding.verdict])
    assert words.quiet
    assert not NUMBER.search(words.quiet)

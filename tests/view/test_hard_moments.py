"""Events: hard moments are dots over time, and the words noted most often with them are said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.draw import draw
from generator.progress.alike import alike
from generator.progress.derive import derive
from generator.view.chart_values import ChartFinding, HardMomentsChart, TimeSpan
from generator.view.hard_moments import hard_moments_chart
from generator.view.page import page_view
from tests.support.builders import SETTINGS, a_plan, on
from tests.support.charts_builders import WORDS, dots

SPAN = TimeSpan(date(2026, 1, 1), date(2026, 4, 30))


def moments(*triggers: str, **what: object) -> list[dict[str, object]]:
    return [
        on(f"2026-01-{n + 10}", {"trigger": [trigger], **what})
        for n, trigger in enumerate(triggers)
    ]


def test_two_moments_are_too_few_to_rank():
    assert hard_moments_chart(a_plan(moments("queue", "queue"))) is None


def test_what_came_before_most_often_is_the_finding_and_has_no_number():
    chart = hard_moments_chart(a_plan(moments("queue", "noise", "Noise")))

    assert chart is not None
    assert chart.words.finding == ChartFinding("Most often before: noise.", "")


def test_words_that_are_as_frequent_stand_together():
    chart = hard_moments_chart(a_plan(moments("queue", "noise", "noise", "queue", "tired")))

    assert chart is not None
    assert chart.words.finding.news == "Most often before: queue and noise."


def test_where_no_word_stands_out_none_is_called_the_most_frequent():
    entries = moments("queue", "noise", "tired", helped={"breathing": 3, "counting": 2})
    chart = hard_moments_chart(a_plan(entries))
    one_each = hard_moments_chart(a_plan(moments("queue", "noise", "tired")))

    assert chart is not None
    assert one_each is not None
    assert one_each.words.finding == ChartFinding("Different things came before.", "")
    assert chart.words.finding.rest == "Most often helped: breathing and counting."


def test_what_helped_counts_only_in_hard_moments_and_where_it_helped():
    entries = moments("queue", "queue", "queue", helped={"breathing": 3, "counting": 0})
    entries.append(on("2026-02-01", {"helped": {"a walk": 4}}))

    chart = hard_moments_chart(a_plan(entries))

    assert chart is not None
    assert [row[0] for row in chart.words.table.rows] == ["queue", "breathing"]


def test_a_table_names_word_kind_and_times():
    chart = hard_moments_chart(a_plan(moments("queue", "queue", "queue", helped={"breathing": 2})))

    assert chart is not None
    assert chart.words.table.rows == (("queue", "before", "3"), ("breathing", "helped", "3"))


def test_each_moment_is_a_dot_at_its_day_of_one_weight():
    figure = draw(HardMomentsChart(WORDS, SPAN, (0, 60, 60, 60.5, 119)))

    assert [x for x, _ in dots(figure, "r-hard")] == [10.0, 161.3, 310.0]


# ---- one help, however it is written

#: What a hand, a phone or a word processor makes of the same words.
WAYS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.capitalize,
    lambda words: words.replace(" ", "  "),
    lambda words: words.replace(" ", "\u00a0"),
    lambda words: words.replace("'", "’"),
    lambda words: words.replace('"', "”"),
    lambda words: words.replace("-", "–"),
    lambda words: f"{words}.",
    lambda words: f"\u200b{words}",
)


@given(
    st.text("ab c'\"-é", min_size=1).filter(lambda words: words.strip(" .-")),
    st.lists(st.sampled_from(WAYS)),
)
def test_words_are_the_same_words_in_whatever_way_they_are_written(words, ways):
    written = words
    for way in ways:
        written = way(written)

    assert alike(written) == alike(words)


@pytest.mark.parametrize("way", WAYS)
def test_a_help_is_one_in_hard_moments_and_in_what_helps(way):
    words = 'the "cold-water" of mum\'s'
    other = on("2026-02-01", {"trigger": ["queue"], "helped": {way(words): 3}})
    plan = a_plan([*moments("queue", "queue", helped={words: 3}), other])
    chart = hard_moments_chart(plan)
    page = page_view(plan, derive(plan), SETTINGS)

    assert chart is not None
    assert chart.words.table.rows[1:] == ((words, "helped", "3"),)
    assert [(one.name, one.words) for one in page.helps] == [
        (words[0].upper() + words[1:], "helped a lot, 3 times")
    ]


def test_what_is_counted_are_notes_and_not_what_they_count():
    chart = hard_moments_chart(a_plan(moments("queue", "queue", "queue")))

    assert chart is not None
    assert chart.words.below == ("3 notes on what came before, from 10 January to 12 January.")

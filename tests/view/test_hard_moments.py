"""Events: hard moments are dots over time, and the words noted with them are ranked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.draw import draw
from generator.progress.alike import alike
from generator.progress.derive import derive
from generator.view.chart_values import HardMomentsChart, Ranked, Ranking, TimeSpan
from generator.view.hard_moments import hard_moments_chart
from generator.view.page import page_view
from tests.support.builders import SETTINGS, a_plan, on
from tests.support.charts_builders import WORDS, dots, drawn, extent, texts

SPAN = TimeSpan(date(2026, 1, 1), date(2026, 4, 30))


def moments(*triggers: str, **what: object) -> list[dict[str, object]]:
    return [
        on(f"2026-01-{n + 10}", {"trigger": [trigger], **what})
        for n, trigger in enumerate(triggers)
    ]


def a_chart(*days: float, **rankings: dict[str, int]) -> HardMomentsChart:
    ranked = tuple(
        Ranking(title, tuple(Ranked(words, count) for words, count in rows.items()))
        for title, rows in rankings.items()
    )
    return HardMomentsChart(WORDS, SPAN, days, ranked)


def test_two_moments_are_too_few_to_rank():
    assert hard_moments_chart(a_plan(moments("queue", "queue"))) is None


def test_words_are_ranked_by_how_often_they_were_noted():
    chart = hard_moments_chart(a_plan(moments("queue", "noise", "Noise")))

    assert chart is not None
    assert chart.rankings[0].rows == (Ranked("noise", 2), Ranked("queue", 1))
    assert chart.words.finding.rest == "Most often before: noise, 2."


def test_what_helped_counts_only_in_hard_moments_and_where_it_helped():
    entries = moments("queue", "queue", "queue", helped={"breathing": 3, "counting": 0})
    entries.append(on("2026-02-01", {"helped": {"a walk": 4}}))

    chart = hard_moments_chart(a_plan(entries))

    assert chart is not None
    assert [ranking.rows for ranking in chart.rankings[1:]] == [(Ranked("breathing", 3),)]


def test_the_drawing_has_the_five_most_frequent_and_the_table_all():
    chart = hard_moments_chart(a_plan(moments(*"abcdefg", "a")))

    assert chart is not None
    assert [row.words for row in chart.rankings[0].rows] == list("abcde")
    assert len(chart.words.table.rows) == 7


def test_a_table_names_word_kind_and_times():
    chart = hard_moments_chart(a_plan(moments("queue", "queue", "queue", helped={"breathing": 2})))

    assert chart is not None
    assert chart.words.table.rows == (("queue", "before", "3"), ("breathing", "helped", "3"))


def test_each_moment_is_a_dot_at_its_day():
    figure = draw(a_chart(0, 60, 119))

    assert [x for x, _ in dots(figure)] == [10.0, 161.3, 310.0]


def test_moments_of_one_day_stand_on_each_other():
    (low, high) = dots(draw(a_chart(30, 30)))

    assert low[0] == high[0]
    assert low[1] - high[1] == 8.5


def test_a_bar_is_as_long_as_its_count():
    figure = draw(a_chart(0, 1, 2, Before={"queue": 6, "noise": 3}))

    assert "H276V" in drawn(figure, "c-bar")
    assert "H213V" in drawn(figure, "c-bar")
    assert {"Before", "queue", "6", "noise", "3"} <= set(texts(figure))


def test_long_words_take_two_lines_and_stay_left_of_their_bar():
    figure = draw(a_chart(0, 1, 2, Before={"somebody raises a voice in the room next door": 3}))
    lines = [label for label in figure.labels if label.x == "0" and label.text != "Before"]

    assert len(lines) == 2
    assert all(extent(line)[2] <= 150 for line in lines)


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
    assert [ranking.rows for ranking in chart.rankings[1:]] == [(Ranked(words, 3),)]
    assert [(one.name, one.words) for one in page.helps] == [
        (words[0].upper() + words[1:], "helped a lot, 3 times")
    ]


def test_what_is_counted_are_notes_and_not_what_they_count():
    chart = hard_moments_chart(a_plan(moments("queue", "queue", "queue")))

    assert chart is not None
    assert chart.words.finding.news == "3 notes on what came before."

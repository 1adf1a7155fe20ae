"""Gas: five levels in the client's own words, from the file to the rows on the page."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.charts.draw import draw
from generator.charts.figure import Figure
from generator.model.measure import Gas
from generator.model.plan import Plan
from generator.progress.derive import derive
from generator.progress.gas import GasSeries
from generator.progress.series import Signal
from generator.view.chart_values import GasChart, LevelRow, Point
from generator.view.measures.describe import describe
from tests.charts.test_laws import keeps_the_laws, phases, spans, words
from tests.support.builders import a_plan, a_plan_file, codes, findings_in, on, plan_from
from tests.support.charts_builders import SPAN, WORDS, classes, dots, drawn, framed, label, texts

LEVELS = {
    "-2": "I hide",
    "-1": "I cancel",
    "0": "I stay an hour",
    "1": "I stay to the end",
    "2": "I invite",
}
OUTINGS = {"measure": "gas", "levels": LEVELS, "baseline": -1}


def a_gas(*levels: float, **what: object) -> Plan:
    """An entry a week, from 5 January on."""
    first = date(2026, 1, 5)
    entries = [
        on((first + timedelta(weeks=n)).isoformat(), calm=level) for n, level in enumerate(levels)
    ]
    return a_plan(entries, {**OUTINGS, **what})


def series_of(plan: Plan) -> GasSeries:
    [series] = derive(plan)["calm"].series
    assert isinstance(series, GasSeries)
    return series


def words_of(plan: Plan):
    [told] = describe(plan, derive(plan)["calm"]).series
    return told.words


def said(plan: Plan) -> str:
    """The finding without its verdict, which goes by the signal alone."""
    words = words_of(plan)
    finding = words.chart.words.finding
    return f"{finding.news} {finding.rest.removeprefix(words.after).strip()}".strip()


# ---- the file


def test_five_levels_have_words_and_0_is_the_aim():
    plan = plan_from(a_plan_file([], {**OUTINGS, "target": 0}))

    assert plan.goals[0].objectives[0].measure == Gas(tuple(LEVELS.values()), -1)


def test_a_level_may_be_written_with_its_plus():
    levels = {"-2": "a", "-1": "b", "0": "c", "+1": "d", "+2": "e"}

    assert (
        findings_in(
            a_plan_file([on("2026-01-05", calm="+1")], {"measure": "gas", "levels": levels})
        )
        == ()
    )


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"levels": {"-2": "a", "-1": "b", "0": "c", "1": "d"}}, "levels-incomplete"),
        ({"levels": LEVELS | {"+1": "twice"}}, "levels-incomplete"),
        (
            {"levels": {key: words for key, words in LEVELS.items() if key != "2"} | {"3": "e"}},
            "not-a-whole-number",
        ),
        ({"baseline": 0}, "gas-baseline"),
        ({"baseline": {"first": 3}}, "gas-baseline"),
        ({"target": 1}, "gas-target"),
        ({"target": {"at_most": 0}}, "gas-target"),
        ({"unit": "times"}, "unused-key"),
        ({"planned": 5}, "unused-key"),
    ],
)
def test_what_is_missing_or_out_of_place_is_found_once(what, code):
    assert codes(findings_in(a_plan_file([], {**OUTINGS, **what}))) == [code]


def test_levels_that_are_not_there_are_asked_for():
    assert codes(findings_in(a_plan_file([], {"measure": "gas"}))) == ["no-levels"]


@pytest.mark.parametrize("score", [3, -3, 0.5, "yes", {"done": 1, "of": 2}])
def test_a_score_is_one_of_the_levels(score):
    assert codes(findings_in(a_plan_file([on("2026-01-05", calm=score)], OUTINGS))) == [
        "not-a-level"
    ]


def test_levels_belong_to_this_measure_alone():
    assert codes(findings_in(a_plan_file([], {"levels": LEVELS}))) == ["unused-key"]


# ---- what the entries say


def test_three_entries_at_the_aim_or_past_it_are_reached():
    assert series_of(a_gas(-1, 0, 1, 0)).signal is Signal.REACHED
    assert series_of(a_gas(-1, 0, -1, 0)).signal is Signal.UP_AND_DOWN


def test_few_entries_are_too_early():
    assert series_of(a_gas(0, 0, 0)).signal is Signal.TOO_EARLY


# ---- the words


@pytest.mark.parametrize(
    ("level", "place"),
    [
        (-2, "Two steps before the aim on 5 January: I hide."),
        (-1, "One step before the aim on 5 January: I cancel."),
        (0, "At the aim on 5 January: I stay an hour."),
        (1, "One step past the aim on 5 January: I stay to the end."),
        (2, "Two steps past the aim on 5 January: I invite."),
    ],
)
def test_the_level_reached_is_said_in_words(level, place):
    assert said(a_gas(level)) == f"{place} It began at: I cancel."


def test_the_facts_are_in_words():
    told = words_of(a_gas(-1, 1))

    assert (told.start, told.latest.value, told.aim) == (
        "I cancel",
        "I stay to the end",
        "I stay an hour",
    )


def test_a_full_stop_in_the_words_is_not_doubled():
    assert ".." not in said(a_gas(-1, levels={key: f"{text}." for key, text in LEVELS.items()}))


def test_the_table_has_all_five_levels_whole_and_each_entry_in_words():
    table = words_of(a_gas(-1, 1)).chart.words.table

    assert all(text in table.caption for text in LEVELS.values())
    assert table.rows == (("5 Jan", "−1", "I cancel"), ("12 Jan", "+1", "I stay to the end"))


def test_without_entries_the_chart_says_so():
    assert said(a_gas()) == "Nothing to see yet. The first note starts it."


# ---- the drawing


def a_chart(*runs: tuple[Point, ...], **what) -> GasChart:
    rows = [
        LevelRow(mark, text, "")
        for mark, text in zip(("−2", "−1", "0", "+1", "+2"), LEVELS.values(), strict=True)
    ]
    rows[2] = LevelRow("0", "I stay an hour", "(aim)")
    return framed(GasChart, **({
        "words": WORDS, "span": SPAN, "rows": tuple(reversed(rows)), "runs": runs, "start": None, "phases": (),
        "empty": "no note yet",
    } | what))  # fmt: skip


def test_the_best_level_is_on_top():
    figure = draw(a_chart())

    heights = [float(label(figure, mark).y) for mark in ("+2", "+1", "0", "−1", "−2")]
    assert heights == sorted(heights)


def test_each_entry_is_a_dot_in_the_row_of_its_level():
    figure = draw(a_chart((Point(0, -2), Point(91, 2))))

    assert dots(figure) == [(34, 227), (310, 43)]


def test_the_expected_row_is_tinted_and_its_words_strong():
    figure = draw(a_chart())

    assert drawn(figure, "c-wash") == "M0 102H320V148H0z"
    assert label(figure, "I stay an hour (aim)").css == "c-strong c-halo c-own"


def test_the_start_is_a_hollow_dot():
    assert "c-open" in classes(draw(a_chart(start=Point(0, -1))))
    assert "c-open" not in classes(draw(a_chart()))


def test_long_words_take_a_second_line_and_every_row_grows():
    row = LevelRow("0", "I say yes to the evening and stay for an hour or more", "(aim)")
    figure = draw(a_chart(rows=(row, LevelRow("-1", "I go", ""))))

    first, second = (
        label for label in figure.labels if "c-own" in label.css and "c-strong" in label.css
    )
    assert (
        f"{first.text} {second.text}"
        == "I say yes to the evening and stay for an hour or more (aim)"
    )
    assert figure.height > draw(a_chart(rows=(LevelRow("0", "I go", ""),) * 2)).height


def test_words_of_more_than_two_lines_are_cut_at_a_word():
    words = "I say yes to the whole evening and stay for as long as it takes, " * 2
    row = LevelRow("0", words, "(aim)")

    figure = draw(a_chart(rows=(row,)))
    shown = " ".join(one.text for one in figure.labels if "c-own" in one.css.split())
    assert re.fullmatch(r"I say yes [a-z ,]+[a-z]… \(aim\)", shown)
    assert row.words.startswith(shown.removesuffix("… (aim)") + " ")


def test_without_entries_the_words_say_so():
    assert "no note yet" in texts(draw(a_chart()))


@st.composite
def levels(draw):
    span = draw(spans())
    long = (span.end - span.start).days
    days = sorted(draw(st.lists(st.floats(0, long + 0.99), max_size=60)))
    points = tuple(Point(day, draw(st.integers(-2, 2))) for day in days)
    note = draw(st.sampled_from(["(aim)", ""]))
    return framed(
        GasChart,
        words=WORDS,
        span=span,
        rows=tuple(
            LevelRow(mark, draw(words), note if mark == "0" else "")
            for mark in ("+2", "+1", "0", "−1", "−2")
        ),
        runs=(points,) if points else (),
        start=draw(st.none() | st.builds(Point, st.just(0), st.sampled_from([-1, -2]))),
        phases=draw(phases(span)),
        empty=draw(words),
    )


@settings(deadline=None, max_examples=80)
@given(levels())
def test_no_word_covers_another_and_every_dot_stays_in_the_frame(chart):
    figure: Figure = draw(chart)

    keeps_the_laws(figure)
    for x, y in dots(figure):
        assert 34 <= x <= 310
        assert 0 <= y <= figure.height - 24

"""Habit: days with yes, partly, no or skip, from the file to the grid on the page."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.charts.draw import draw
from generator.charts.figure import Figure
from generator.model.measure import Habit, HabitMark, KnownBaseline, Per, Toward
from generator.model.plan import Plan
from generator.progress.derive import derive
from generator.progress.habit import HabitSeries, tally
from generator.progress.series import Signal
from generator.text.language import language, speaking
from generator.view.chart_values import DayState, HabitChart, HabitRow, KeyWord
from generator.view.measures.describe import describe
from tests.charts.test_laws import keeps_the_laws
from tests.support.builders import (
    a_plan,
    a_plan_file,
    codes,
    findings_in,
    on,
    plan_from,
    the_finding,
)
from tests.support.charts_builders import WORDS, classes, dots, drawn, texts

MONDAY = date(2026, 1, 5)
MARKS = {"y": "yes", "p": "partly", "n": "no", "s": "skip"}


def days(*weeks: str, start: date = MONDAY) -> list[dict[str, object]]:
    """An entry for each letter of yes, partly, no or skip; a dot is a day without a note."""
    return [
        on((start + timedelta(days=n)).isoformat(), calm=MARKS[letter])
        for n, letter in enumerate("".join(weeks))
        if letter != "."
    ]


def a_habit(*weeks: str, **what: object) -> Plan:
    return a_plan(days(*weeks), {"measure": "habit", "planned": 5, **what})


def a_habit_file(score: object = "yes", **what: object) -> str:
    return a_plan_file([on("2026-01-05", calm=score)], {"measure": "habit", **what})


def series_of(plan: Plan) -> HabitSeries:
    [series] = derive(plan)["calm"].series
    assert isinstance(series, HabitSeries)
    return series


def words_of(plan: Plan):
    [told] = describe(plan, derive(plan)["calm"]).series
    return told.words


def chart_of(plan: Plan) -> HabitChart:
    chart = words_of(plan).chart
    assert isinstance(chart, HabitChart)
    return chart


def said(plan: Plan) -> str:
    """The finding without its verdict, which goes by the signal alone."""
    words = words_of(plan)
    finding = words.chart.words.finding
    return f"{finding.news} {finding.rest.removeprefix(words.after).strip()}".strip()


# ---- the file


def test_a_habit_counts_days_a_week_unless_it_says_otherwise():
    plan = plan_from(a_habit_file(baseline=1, target=5))

    assert plan.goals[0].objectives[0].measure == Habit(
        Per.WEEK, None, KnownBaseline(1, None), Toward(5)
    )


@pytest.mark.parametrize("mark", ["yes", "partly", "no", "skip"])
def test_a_score_is_one_of_four_words(mark):
    [score] = plan_from(a_habit_file(mark)).entries[0].scores

    assert score.value is HabitMark(mark)


@pytest.mark.parametrize("score", [1, 0.5, {"done": 1, "of": 2}])
def test_a_number_is_no_score_of_a_habit(score):
    assert the_finding(a_habit_file(score)).code == "not-a-habit-word"


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"target": 8}, "target-outside-days"),
        ({"planned": 5, "target": 6}, "target-outside-days"),
        ({"planned": 5, "target": {"between": [-1, 5]}}, "target-outside-days"),
        ({"baseline": 8}, "baseline-outside-days"),
        ({"planned": 8}, "planned-above-period"),
        ({"planned": 0}, "not-a-whole-number"),
        ({"per": "day"}, "habit-period"),
        ({"per": "session"}, "habit-period"),
        ({"unit": "walks"}, "unused-key"),
        ({"better": "higher"}, "unused-key"),
    ],
)
def test_days_that_a_period_does_not_have_are_a_finding(what, code):
    assert codes(findings_in(a_habit_file(**what))) == [code]


@pytest.mark.parametrize(
    ("what", "most"),
    [({}, 7), ({"per": "fortnight"}, 14), ({"per": "month"}, 31), ({"planned": 3}, 3)],
)
def test_the_aim_may_be_every_planned_day(what, most):
    assert findings_in(a_habit_file(target=most, **what)) == ()


def test_planned_days_belong_to_habits_alone():
    assert the_finding(a_plan_file([], {"planned": 5})).code == "unused-key"


# ---- the days counted


def test_yes_counts_one_and_partly_a_half():
    assert tally([HabitMark.YES, HabitMark.PARTLY, HabitMark.NO], 5).done == 1.5


def test_a_skipped_day_lowers_what_was_planned():
    assert tally([HabitMark.YES, HabitMark.YES, HabitMark.SKIP], 5).planned == 4


def test_a_skipped_day_never_takes_away_a_day_that_was_answered():
    counted = tally([HabitMark.YES] * 5 + [HabitMark.SKIP] * 2, 5)

    assert (counted.done, counted.planned) == (5, 5)


def test_a_day_without_a_note_is_unknown_and_not_a_no():
    with_no, without = series_of(a_habit("yynnn..")), series_of(a_habit("yy....."))

    assert with_no.periods[0].tally.answered == 5
    assert without.periods[0].tally.answered == 2
    assert with_no.periods[0].tally.done == without.periods[0].tally.done


def test_of_two_words_on_one_day_the_later_counts():
    entries = [on("2026-01-05 09:00", calm="no"), on("2026-01-05 20:00", calm="yes")]

    assert [day.mark for day in series_of(a_plan(entries, {"measure": "habit"})).days] == [
        HabitMark.YES
    ]


def test_a_plan_that_begins_in_mid_week_plans_no_day_before():
    plan = a_plan(
        days("yyyy", start=date(2026, 1, 8)),
        {"measure": "habit"},
        timeframe={"start": "2026-01-08", "for": "8 weeks"},
    )

    assert series_of(plan).periods[0].tally.planned == 4


def test_a_bare_target_is_aimed_for_from_below():
    aim = series_of(a_habit("yyy....", target=3)).aim

    assert aim is not None
    assert aim.is_met(4)
    assert not aim.is_met(2)


def test_weeks_of_silence_are_no_setback():
    quiet = series_of(a_habit("yyyyy..", *["y......"] * 7, baseline=4, target=5))

    assert quiet.signal is Signal.UNSURE


def test_weeks_that_say_no_are_harder():
    assert series_of(a_habit(*["ynnnn.."] * 7, baseline=4, target=5)).signal is Signal.HARDER


def test_three_weeks_at_the_aim_are_reached():
    assert (
        series_of(a_habit("ynnnn..", *["yyyyy.."] * 3, ".", "y", baseline=1, target=5)).signal
        is Signal.REACHED
    )


def test_a_week_of_skipped_days_says_nothing_either_way():
    with_break = a_habit(
        "yyyyy..", "yyyyy..", "sssssss", "yyyyy..", "yyyyy..", "y", baseline=1, target=5
    )

    assert series_of(with_break).signal is Signal.REACHED


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(HabitMark), max_size=31), st.integers(1, 31))
def test_no_word_but_skip_lowers_the_plan_and_none_raises_it(marks, planned):
    counted = tally(marks, planned)

    assert 0 <= counted.planned <= planned
    assert counted.done <= counted.answered
    assert counted.answered + counted.skipped == len(marks)
    assert counted.planned == planned or HabitMark.SKIP in marks


@settings(deadline=None, max_examples=40)
@given(st.text("ypns.", min_size=1, max_size=60), st.sampled_from(["week", "fortnight", "month"]))
def test_every_log_of_days_becomes_words_and_a_lawful_drawing(log, per):
    plan = a_plan(days(log), {"measure": "habit", "per": per, "baseline": 1, "target": 5})

    assert "streak" not in said(plan)
    keeps_the_laws(draw(chart_of(plan)))


# ---- the words


def test_the_headline_looks_back_two_weeks():
    assert said(a_habit("nnnnn..", "yyyyn..", "yyyyyn.")).startswith(
        "9 of 10 planned days in the last two weeks."
    )


def test_where_some_days_have_no_note_those_with_one_are_the_whole():
    assert said(a_habit("yyyn...", ".yyn..y")) == ("6 of 8 noted days in the last two weeks.")


def test_the_key_tells_of_no_note_only_where_one_is_drawn():
    assert "no note" not in texts(draw(chart_of(a_habit("yynyyns", "yynyyyn"))))
    assert "no note" in texts(draw(chart_of(a_habit("yynyyns", "yynyy.n"))))


def test_days_done_in_part_are_told_as_such_and_not_as_halves():
    assert said(a_habit("yp")) == "1 day and one partly, of 2 noted in the first 2 days."
    assert "10 days and one partly, of 13 noted" in said(a_habit("yyyyyyy", "yyypnn."))
    assert words_of(a_habit("yp")).latest.value == "1 day and one partly"


def test_the_first_day_speaks_of_that_day_alone():
    assert said(a_habit("y")) == "1 of 1 noted day on the first day."


def test_more_days_than_planned_are_said_as_such():
    assert said(a_habit("yyyyyyy", "yyyyyyy")) == "14 days, 10 planned, in the last two weeks."


def test_only_skipped_days_are_fine():
    assert (
        said(a_habit("sssssss", "sssssss"))
        == "Only skipped days in the last two weeks; that is fine."
    )


def test_where_the_plan_has_gone_on_the_two_weeks_are_dated():
    plan = a_plan(
        [*days("nnnnn..", "yyyyy..", "yyyyy.."), on("2026-02-20", {"note": "Away."})],
        {"measure": "habit"},
    )

    assert "in the two weeks to 23 January" in said(plan)


def test_days_planned_by_the_month_are_told_by_the_month():
    assert said(a_habit("yyyn...", per="month")).startswith("3 of 4 noted days in January.")


def test_a_silence_is_fine():
    assert "No notes from 12 to 31 January; that is fine." in said(
        a_habit("yyyyyyy", "." * 20, "y")
    )


def test_without_notes_the_chart_says_so():
    assert said(a_habit()) == "Nothing to see yet. The first note starts it."


def test_the_facts_are_start_the_last_two_weeks_and_the_aim():
    words = words_of(a_habit("yyyynnn", "yyyyynn", baseline=1, target=5))

    assert words.start == "1 day a week"
    assert words.latest.term == "Last two weeks"
    assert words.latest.value == "9 of 10 days"
    assert words.aim == "5 or more days a week"


def test_the_table_has_every_week_with_its_days():
    table = chart_of(a_habit("yyypn..", "sssss..", ".......", "y......")).words.table

    assert table.rows == (
        ("Week of 5 January", "3 and one partly", "5", "5"),
        ("Week of 12 January", "skipped", "0", "0"),
        ("Week of 19 January", "no notes", "5", "0"),
        ("Week of 26 January", "1 so far", "5", "1"),
    )


# ---- the drawing


def test_each_week_is_a_row_with_its_sum():
    rows = chart_of(a_habit("yyypn..", "yyyyy..")).rows

    assert [(row.label, row.end) for row in rows] == [
        ("5 Jan", "3, 1 partly"),
        ("12 Jan", "5 so far"),
    ]


def test_the_latest_eight_weeks_are_drawn():
    rows = chart_of(a_habit(*["y......"] * 11)).rows

    assert [rows[0].label, rows[-1].label, len(rows)] == ["26 Jan", "16 Mar", 8]


def test_a_week_of_a_longer_plan_says_only_what_was_done():
    assert [row.end for row in chart_of(a_habit("yyy....", "y", per="fortnight")).rows] == [
        "3 noted",
        "1 so far",
    ]


def test_days_before_the_plan_are_bare():
    plan = a_plan([], {"measure": "habit"}, timeframe={"start": "2026-01-08", "for": "8 weeks"})

    assert chart_of(plan).rows[0].days == (None, None, None, *[DayState.NO_NOTE] * 4)


def a_grid(*rows: HabitRow, key: tuple[KeyWord, ...] = (), empty: str | None = None) -> Figure:
    return draw(HabitChart(WORDS, tuple("MTWTFSS"), "done", rows, key, empty))


def a_row(*states: DayState | None, end: str = "4 of 5") -> HabitRow:
    return HabitRow("30 May", states, end)


def test_the_five_states_have_five_shapes():
    shapes = {state: classes(a_grid(a_row(state))) for state in DayState}

    assert shapes == {
        DayState.DONE: ["c-done"],
        DayState.PARTLY: ["c-open", "c-bar"],
        DayState.NOT: ["c-open-grey"],
        DayState.SKIPPED: ["c-ink-line"],
        DayState.NO_NOTE: ["c-speck"],
    }


def test_a_done_day_has_a_tick_cut_out_of_its_square():
    assert drawn(a_grid(a_row(DayState.DONE)), "c-done").count("z") == 2


def test_partly_fills_the_lower_half():
    assert drawn(a_grid(a_row(DayState.PARTLY)), "c-bar") == "M63 34.5H76V41H63z"


def test_the_days_of_a_week_stand_below_their_letters():
    figure = a_grid(a_row(*[DayState.NO_NOTE] * 7))
    letters = [float(label.x) for label in figure.labels if label.text in "MTWFS"]

    assert [x for x, _ in dots(figure, "c-speck")] == letters


def test_the_key_names_the_states_that_occur_and_no_other():
    figure = draw(chart_of(a_habit("yyn....")))

    assert {"done", "not done"} <= set(texts(figure))
    assert not {"partly", "skipped"} & set(texts(figure))


def test_without_notes_the_grid_says_where_the_first_will_stand():
    assert "the first note will stand here" in texts(draw(chart_of(a_habit())))


@pytest.mark.parametrize("tag", ["de", "fr", "pt", "uk", "ar", "he", "ta", "el"])
def test_in_every_language_each_week_has_its_date_and_its_sum(tag):
    with speaking(language(tag, {})):
        chart = chart_of(a_habit("yyyn...", "yyypn..", *["y......"] * 30, "yyyy"))
        figure = draw(chart)

    for row in chart.rows:
        assert " ".join(row.label.split()) in shown_words(figure)
        assert row.end in shown_words(figure)
    assert len(dots(figure, "c-speck")) > 30


def shown_words(figure: Figure) -> str:
    """All words of a figure in their order, those in two lines as one."""
    return " ".join(" ".join(texts(figure)).split())


def test_a_long_date_moves_the_days_a_longer_one_takes_two_lines():
    short, long, longest = (
        a_grid(a_row(*[DayState.NO_NOTE] * 7)),
        a_grid(HabitRow("28 de set.", (DayState.NO_NOTE,) * 7, "4 of 5")),
        a_grid(HabitRow("28 września, pon.", (DayState.NO_NOTE,) * 7, "4 z 5 zapisanych")),
    )

    assert dots(short, "c-speck")[0] == (69.5, 34.5)
    assert dots(long, "c-speck")[0][0] > 69.5
    assert longest.height > short.height
    assert {"28 września,", "pon."} <= set(texts(longest))


cells = st.none() | st.sampled_from(DayState)
free = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" aei"),
    max_size=30,
)


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.builds(HabitRow, free, st.tuples(*[cells] * 7), free), max_size=12),
    st.lists(st.builds(KeyWord, st.sampled_from(DayState), free), max_size=5),
    st.none() | free,
)
def test_no_word_covers_another_and_no_mark_leaves_the_frame(rows, key, empty):
    figure = a_grid(*rows, key=tuple(key), empty=empty)

    keeps_the_laws(figure)
    shown = texts(figure)
    for row in rows:
        for words in (row.label, row.end):
            if words.strip():
                assert any(words.startswith(one.rstrip("…")) for one in shown)
    for path in figure.paths:
        for x, y in re.findall(r"M(\S+?) (\S+?)(?=[ah H])", path.d):
            assert 0 <= float(x) <= figure.width
            assert 0 <= float(y) <= figure.height


# ---- planned breaks

HOLIDAY = [
    {"from": "2026-01-26", "label": "Holiday", "kind": "break"},
    {"from": "2026-02-09", "label": "Practice"},
]
FIVE_DAYS = {"measure": "habit", "planned": 5}


def test_days_of_a_planned_break_are_not_planned_and_said_so():
    plan = a_plan(
        days("yyyyyyy", "yyyyyyy", "yyyyyyy", ".......", ".......", "yy"), FIVE_DAYS, phases=HOLIDAY
    )

    rested = "12 days were a planned break."
    assert said(plan) == f"2 of 2 planned days in the last two weeks. {rested}"
    assert [row[1:] for row in chart_of(plan).words.table.rows[3:5]] == [("a break", "0", "0")] * 2


@pytest.mark.slow
@settings(deadline=None)
@given(
    st.lists(st.sampled_from("ypns."), min_size=20, max_size=60),
    st.integers(0, 40),
    st.integers(1, 30),
)
def test_a_break_never_makes_a_week_look_worse(letters, begin, length):
    start, inside = MONDAY + timedelta(days=begin), range(begin, begin + length)
    entries = days("".join("." if n in inside else letter for n, letter in enumerate(letters)))
    phases = [
        {"from": start.isoformat(), "label": "Holiday", "kind": "break"},
        {"from": (start + timedelta(days=length)).isoformat(), "label": "Practice"},
    ]
    rested, plain = (
        series_of(a_plan(entries, FIVE_DAYS, phases=phases)),
        series_of(a_plan(entries, FIVE_DAYS)),
    )

    for one, other in zip(rested.periods, plain.periods, strict=True):
        free = {one.start + timedelta(days=n) for n in range((one.end - one.start).days)}
        free -= {MONDAY + timedelta(days=n) for n in inside}
        assert one.tally.done == other.tally.done
        assert one.tally.planned <= min(other.tally.planned, max(len(free), one.tally.answered))
    for gap in rested.gaps:
        assert not any(gap.start <= MONDAY + timedelta(days=n) < gap.end for n in inside)

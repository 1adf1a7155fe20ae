"""Periods: which days a count covers, which periods are whole, and what is told of those that are not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editing.csv_import import table_of as table_of_csv
from generator.editing.entries import added
from generator.editing.entry_values import NewEntry
from generator.editing.questions import EntryDays, questions
from generator.model.measure import Noted, Per
from generator.model.plan import Plan
from generator.model.settings import WeekStart
from generator.progress.calendar import Calendar, PeriodState
from generator.progress.count import CountSeries
from generator.progress.derive import derive
from generator.progress.habit import HabitSeries
from generator.text.language import language, speaking
from generator.view.dates import about, number
from generator.view.measures.describe import describe
from generator.view.tracking_sheet import tracking_sheet
from generator.workspace.layout import PlanSource
from tests.support.builders import (
    SETTINGS,
    TODAY,
    a_clear_plan_file,
    a_plan,
    a_plan_file,
    advised,
    codes,
    findings_in,
    on,
    plan_from,
)
from tests.support.states import page_of
from tests.support.views import row_words, worth

START = date(2026, 1, 5)


def a_count(entries: list[dict[str, object]], start: str = "2026-01-05", **what: object) -> Plan:
    return a_plan(
        entries, {"measure": "count", **what}, timeframe={"start": start, "end": "2026-12-28"}
    )


def series_of(plan: Plan) -> CountSeries:
    [series] = derive(plan)["calm"].series
    assert isinstance(series, CountSeries)
    return series


def words_of(plan: Plan):
    [told] = describe(plan, derive(plan)["calm"]).series
    return told.words


def table_of(plan: Plan) -> dict[str, str]:
    return {row[0]: row[1] for row in words_of(plan).chart.words.table.rows}


def said(plan: Plan) -> str:
    """The finding without its verdict, which goes by the signal alone."""
    words = words_of(plan)
    finding = words.chart.words.finding
    return f"{finding.news} {finding.rest.removeprefix(words.after).strip()}".strip()


# ---- periods that are not whole


def test_two_days_of_a_month_are_no_month_and_no_start():
    entries = [on("2026-08-31", calm=1), on("2026-09-10", calm=4), on("2026-09-30", calm=4)]
    plan = a_count(
        entries, start="2026-08-30", per="month", baseline={"first": 1}, target={"at_least": 4}
    )

    assert [period.value for period in series_of(plan).complete] == [8]
    assert series_of(plan).baseline == 8
    assert table_of(plan) == {"August": "1 since 30 August", "September": "8"}


def test_a_late_count_begins_with_its_first_score():
    entries = [on("2026-08-30", calm=1), on("2026-09-02", calm=3), on("2026-09-30", calm=4)]
    plan = a_count(entries, start="2026-06-01", per="month")

    assert [period.value for period in series_of(plan).complete] == [7]
    assert table_of(plan)["August"] == "1 since 30 August"


def test_who_notes_each_months_last_day_counted_from_the_first():
    entries = [on(day, calm=3) for day in ("2026-08-31", "2026-09-30", "2026-10-31")]

    assert len(series_of(a_count(entries, start="2026-06-01", per="month")).complete) == 3


def test_a_period_cut_off_by_the_plans_end_is_not_whole():
    entries = [on("2026-03-16", calm=3), on("2026-03-23", calm=1)]
    plan = a_plan(
        entries, {"measure": "count"}, timeframe={"start": "2026-01-05", "end": "2026-03-23"}
    )

    assert [period.state for period in series_of(plan).periods[-2:]] == [
        PeriodState.COUNTED,
        PeriodState.CUT,
    ]


def test_a_week_is_over_once_its_last_or_a_later_day_speaks():
    monday = [on("2026-01-05", calm=2)]
    review = a_plan(monday, {"measure": "count"}, reviews=[{"date": "2026-01-12", "kept": "all"}])

    assert not series_of(a_count(monday)).complete
    assert series_of(review).complete
    assert series_of(a_count([*monday, on("2026-01-11", {"note": "A walk."})])).complete


def test_a_period_noted_in_part_is_shown_and_concludes_nothing():
    entries = [on(f"2026-01-{day:02}", calm=3) for day in (11, 18, 25)]
    entries += [on("2026-02-01", {"part": True}, calm=9), on("2026-02-08", calm=3)]
    plan = a_count(entries, baseline={"first": 4}, target={"at_least": 4})

    assert [period.value for period in series_of(plan).complete] == [3, 3, 3, 3]
    assert table_of(plan)["Week of 26 January"] == "9, noted in part"


def test_a_week_touching_a_break_concludes_nothing_one_within_says_so():
    phases = [
        {"from": "2026-01-14", "label": "Away", "kind": "break"},
        {"from": "2026-01-26", "label": "Practice"},
    ]
    entries = [on("2026-01-11", calm=3), on("2026-01-13", calm=1), on("2026-02-01", calm=3)]
    plan = a_plan(entries, {"measure": "count"}, phases=phases)

    assert [period.value for period in series_of(plan).complete] == [3, 3]
    assert list(table_of(plan).values()) == ["3", "1, with a break", "a break", "3"]


def test_a_week_left_out_on_purpose_is_no_silence():
    entries = [
        on("2026-01-11", calm=3),
        on("2026-01-14", calm="skip"),
        on("2026-01-21", calm="skip"),
    ]
    plan = a_count([*entries, on("2026-02-01", calm=2)])

    assert series_of(plan).gaps == ()
    assert list(table_of(plan).values()) == ["3", "skipped", "skipped", "2"]


# ---- a period that is open


def test_a_hard_week_is_told_before_it_is_over():
    entries = [on("2026-01-11", calm=0), on("2026-01-18", calm=0), on("2026-01-21", calm=5)]
    plan = a_count(entries, baseline=3, target={"at_most": 0}, unit="times I hurt myself")

    assert said(plan).startswith(
        "5 times I hurt myself so far in the week of 19 January, from 3 at the start."
    )
    assert words_of(plan).latest.value == "5 so far"
    assert "3 → 5 so far in the week of 19 January." in row_words(page_of(plan).rows[0])
    assert "It is 5 so far in the week of 19 January." in words_of(plan).chart.words.description


def test_a_week_already_worse_than_the_aim_is_never_told_reached():
    entries = [on(f"2026-01-{day:02}", calm=0) for day in (11, 18, 25)]
    objective = {"measure": "count", "baseline": 3, "target": {"at_most": 0}}
    held = page_of(a_plan([*entries, on("2026-02-01", calm=0)], objective)).goals[0].objectives[0]
    broken = page_of(
        a_plan([*entries, on("2026-02-01", calm=0), on("2026-02-04", calm=5)], objective)
    )

    told = worth(broken.goals[0].objectives[0])
    assert "is reached" in worth(held)
    assert "reach" not in f"{told} {broken.rows[0].said}"
    assert "aim" not in told


def test_an_open_week_with_less_or_more_waits_until_its_end():
    entries = [on("2026-01-11", calm=4), on("2026-01-14", calm=1)]

    assert said(a_count(entries, target={"at_most": 5})).startswith(
        "4 times in the week of 5 January"
    )
    more = [on("2026-01-11", calm=1), on("2026-01-14", calm=4)]
    assert said(a_count(more, target={"at_least": 5})).startswith("1 time in the week of 5 January")


def test_a_count_has_its_unit_wherever_it_stands():
    words = words_of(
        a_count(
            [on("2026-01-31", calm=2)],
            start="2026-01-01",
            per="month",
            baseline=0,
            target={"at_least": 2},
        )
    )

    assert (words.start, words.latest.value, words.aim) == (
        "0 a month",
        "2 a month",
        "2 or more a month",
    )


def test_a_month_without_notes_is_told_to_who_cannot_see():
    entries = [
        on("2026-01-20", calm=5),
        on("2026-02-10", calm=0),
        on("2026-04-10", calm=2),
        on("2026-05-04", calm=1),
    ]
    words = words_of(a_count(entries, start="2026-01-01", per="month"))

    assert "No counts in March." in words.chart.words.description


# ---- what an entry covers


@pytest.mark.parametrize(
    ("day", "over", "weeks"),
    [
        ("2026-01-25", "2026-01-05", {5: 2, 12: 2, 19: 2}),
        ("2026-01-25", "3 weeks", {5: 2, 12: 2, 19: 2}),
        ("2026-01-26", "2026-01-05", {5: 2, 12: 2, 19: 2}),
        ("2026-01-26", "3 weeks", {5: 2, 12: 2, 19: 2}),
        ("2026-01-26", "last week", {19: 6}),
        ("2026-01-29", "last week", {19: 6}),
        ("2026-01-24", "6 days", {19: 6}),
        ("2026-01-20", "6 days", {12: 4, 19: 2}),
    ],
)
def test_a_count_is_shared_out_over_the_weeks_that_it_covers(day, over, weeks):
    series = series_of(a_count([on(day, {"over": over}, calm=6)]))

    assert {p.start.day: round(p.value, 9) for p in series.periods if p.value is not None} == weeks


def test_saturdays_noted_on_the_monday_after_count_in_their_weeks():
    entries = [
        on("2026-03-30", {"over": "last week"}, calm=1),
        on("2026-04-13", {"over": "2026-03-30"}, calm=2),
    ]
    plan = a_count(entries, start="2026-03-02")

    assert [(p.start.isoformat(), p.value) for p in series_of(plan).complete] == [
        ("2026-03-23", 1),
        ("2026-03-30", 1),
        ("2026-04-06", 1),
    ]
    assert table_of(plan)["Week of 6 April"] == "1, shared out by days"


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ("2026-01-20", "over-ahead"),
        ("2016-01-01", "over-too-long"),
        ("since Tuesday", "not-a-span"),
        ("9.1.2026", "not-a-span"),
        ("0 weeks", "not-a-duration"),
    ],
)
def test_what_cannot_be_covered_is_a_finding(over, code):
    text = a_plan_file([on("2026-01-19", {"over": over}, calm=2)], {"measure": "count"})

    assert codes(findings_in(text)) == [code]


def test_a_stretch_without_a_count_is_a_note_and_stops_nothing():
    plan = a_plan([on("2026-01-19", {"over": "last week"}, calm=2)])

    assert codes(plan.notes) == ["over-without-count"]


PERS = st.sampled_from(["day", "week", "fortnight", "month"])
FIRSTS = st.sampled_from(list(WeekStart))
SCORED = st.lists(
    st.tuples(st.integers(0, 120), st.integers(0, 40), st.integers(0, 9)), min_size=1, max_size=8
)


def a_spread_plan(
    per: str, first: WeekStart, scored: list[tuple[int, int, int]], offset: int
) -> Plan:
    start = START + timedelta(days=offset)
    entries = [
        on(
            (start + timedelta(days=day)).isoformat(),
            {"over": (start + timedelta(days=day - back)).isoformat()} if back else {},
            calm=value,
        )
        for day, back, value in scored
    ]
    text = a_plan_file(
        entries,
        {"measure": "count", "per": per},
        timeframe={"start": start.isoformat(), "end": "2026-12-28"},
    )
    return plan_from(text, settings=replace(SETTINGS, week_starts=first))


@settings(max_examples=60, deadline=None)
@given(PERS, FIRSTS, SCORED, st.integers(0, 6))
def test_what_is_shared_out_comes_to_what_was_written(per, first, scored, offset):
    series = series_of(a_spread_plan(per, first, scored, offset))

    assert isclose(
        sum(p.value or 0 for p in series.periods),
        sum(value for _, _, value in scored),
        abs_tol=1e-9,
    )


@settings(max_examples=60, deadline=None)
@given(PERS, FIRSTS, SCORED, st.integers(0, 6))
def test_no_period_that_is_cut_open_or_noted_in_part_is_complete(per, first, scored, offset):
    plan = a_spread_plan(per, first, scored, offset)
    begun = min(plan.timeframe.start, *(entry.since for entry in plan.entries))

    for period in series_of(plan).complete:
        assert period.start >= begun
        assert period.end - timedelta(days=1) <= plan.as_of


@settings(max_examples=80, deadline=None)
@given(PERS, FIRSTS, st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(0, 6))
def test_each_day_lies_in_exactly_one_period(per, first, day, offset):
    calendar = Calendar(a_spread_plan(per, first, [(1, 0, 1)], offset), Per(per))
    start = calendar.start(day)

    assert start <= day < calendar.end(start)
    assert calendar.start(calendar.end(start) - timedelta(days=1)) == start
    assert calendar.start(calendar.end(start)) == calendar.end(start)
    assert per != "week" or start.weekday() == first.weekday


# ---- the first day of a week


def test_a_sunday_belongs_to_its_week_where_weeks_begin_on_it():
    entries = [on("2026-01-11", calm=2), on("2026-01-13", calm=1), on("2026-01-18", calm=1)]
    plan = plan_from(a_plan_file(entries, {"measure": "count"}, language="en-US"))

    assert plan.week_starts is WeekStart.SUNDAY
    assert [(p.start.isoformat(), p.value) for p in series_of(plan).periods][1] == ("2026-01-11", 3)


def test_settings_say_a_weeks_first_day_before_the_language_does():
    saturday = replace(SETTINGS, week_starts=WeekStart.SATURDAY)
    text = a_plan_file([on("2026-01-10", calm="yes")], {"measure": "habit"}, language="en-US")
    plan = plan_from(text, settings=saturday)
    [row] = words_of(plan).chart.rows[-1:]

    assert plan.week_starts is WeekStart.SATURDAY
    assert words_of(plan).chart.weekdays == tuple("SSMTWTF")
    assert row.days[0] == "done"


# ---- habits: words that agree with the marks

LETTERS = {"y": "yes", "p": "partly", "n": "no", "s": "skip"}


def a_habit(log: str, **what: object) -> Plan:
    entries = [
        on((START + timedelta(days=n)).isoformat(), calm=LETTERS[letter])
        for n, letter in enumerate(log)
        if letter != "."
    ]
    return a_plan(entries, {"measure": "habit", **what})


@settings(max_examples=80, deadline=None)
@given(st.text("ypns.", min_size=1, max_size=50), st.none() | st.integers(1, 7))
def test_the_end_of_each_row_agrees_with_its_marks(log, planned):
    plan = a_habit(log, **({"planned": planned} if planned else {}))

    for row in words_of(plan).chart.rows:
        done, partly = row.days.count("done"), row.days.count("partly")
        noted = done + partly + row.days.count("not")
        numbers = [int(word) for word in re.findall(r"\d+", row.end)]
        if not done and not partly:
            assert row.end in ("", "skipped")
        elif partly:
            assert numbers == ([done, partly] if done else [partly])
        else:
            assert numbers[0] == done
            assert numbers[1:] in ([], [noted], [min(planned or 7, 7)]) or row.days.count("skipped")
        if " of " in row.end and not row.end.endswith("noted"):
            assert noted >= numbers[1]


@settings(max_examples=60, deadline=None)
@given(st.text("yps.", min_size=1, max_size=40))
def test_a_day_without_a_note_is_never_counted_as_missed(log):
    """Without a single no, whatever is told as done is all that is told as noted."""
    plan = a_habit(log)
    words = words_of(plan)

    for text in [said(plan), *(row.end for row in words.chart.rows)]:
        for done, of in re.findall(r"(\d+) of (\d+)", text):
            assert done == of


def test_a_dry_spell_is_told_without_a_nought():
    plan = a_habit("n" * 28, planned=5)

    assert [row.end for row in words_of(plan).chart.rows] == ["", "", "", ""]
    assert (
        said(plan)
        == "No day in the last two weeks. The plan may be too big for now; that is worth a word."
    )
    assert not re.search(r"\b0\b", said(plan) + str(words_of(plan).latest))


def test_a_week_cut_by_the_plans_start_tells_no_habit():
    entries = [
        on("2026-01-09", calm="yes"),
        on("2026-01-10", calm="yes"),
        on("2026-01-11", calm="yes"),
    ]
    plan = a_plan(
        entries, {"measure": "habit"}, timeframe={"start": "2026-01-09", "end": "2026-12-28"}
    )
    [series] = derive(plan)["calm"].series

    assert isinstance(series, HabitSeries)
    assert [period.state for period in series.periods] == [PeriodState.CUT]
    assert not any(period.is_known for period in series.periods)


# ---- numbers on the side of the aim that they are judged on


def read_back(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


@settings(max_examples=200, deadline=None)
@given(
    st.integers(-(10**9), 10**9).map(lambda v: v / 7000)
    | st.integers(-(10**9), 10**9).map(lambda v: v / 7e9),
    st.integers(-(10**6), 10**6).map(lambda v: v / 1000),
)
def test_a_number_is_told_on_its_side_of_aim_and_nought(value, aim):
    for say in (number, about):
        told = read_back(say(value, aim))
        assert (told > aim) - (told < aim) == (value > aim) - (value < aim)
        assert (told == 0) == (value == 0)


@pytest.mark.parametrize(
    ("value", "aim", "told"),
    [(2.245, 2.25, "2.245"), (0.04, 0, "0.04"), (2.9999, 3, "2.9999"), (20 / 7, 3, "2.9")],
)
def test_no_number_is_rounded_onto_an_aim(value, aim, told):
    assert number(value, aim) == told


def test_a_sum_just_short_of_its_aim_is_not_told_as_there():
    litres = {"measure": "count", "per": "total", "unit": "litres", "target": 2.25}
    words = words_of(a_plan([on("2026-01-05", calm=2.245)], litres))
    done = words_of(
        a_plan([on("2026-01-05", calm=0.1)] * 22 + [on("2026-01-06", calm=0.05)], litres)
    )

    assert words.latest.value == "2.245 of 2.25 litres"
    assert words.in_row == "On the way. Each one counts."
    assert done.latest.value == "2.25 of 2.25 litres"
    assert done.in_row == "Your aim of 2.25 is reached."


# ---- days that have passed


def test_nothing_on_the_string_of_beads_counts_days_or_is_called_now():
    frame = {"start": "2026-01-05", "end": "2026-10-18"}
    beads = page_of(a_plan([on("2026-02-02", calm=4)], timeframe=frame)).beads

    said = f"{beads.title} {beads.description} {beads.start_label} {beads.end_label}".lower()
    assert not {"now", "week", "day"} & set(said.split())


def test_the_day_of_a_step_that_has_passed_is_not_said():
    steps = [
        {"step": "Ask Vera to join once", "due": "2026-08-01"},
        {"step": "Ride one stop", "due": "2026-09-01"},
    ]
    view = page_of(a_plan([on("2026-08-15", calm=4)], {"steps": steps}))

    assert view.next_step.by is None
    assert [step.word for step in view.goals[0].objectives[0].steps] == ["", "by 1 Sept"]


def test_only_an_objective_whose_time_is_over_says_so():
    entries = [on("2026-01-12", calm="yes"), on("2026-03-02", {"note": "On to other things."})]
    habit = {"measure": "habit", "for": "3 weeks"}
    going_on = [*entries, on("2026-03-03", calm="yes")]

    over = page_of(a_plan(entries, habit)).goals[0].objectives[0]
    assert "This ran until 25 January." in worth(over)
    assert "This ran" not in str(page_of(a_plan(going_on, habit)).goals[0].objectives[0])


# ---- what a check asks


def asked_about(*entries: dict[str, object], **what: object) -> list[tuple[int, str]]:
    text = a_clear_plan_file(list(entries), {"measure": "count", "scale": None, **what})
    return [(one.place.line, one.hint) for one in advised(text).findings if one.code == "L8"]


def test_a_lone_count_on_its_weeks_first_day_is_asked_about():
    entries = [on("2026-01-05", calm=1), on("2026-01-12", calm=2), on("2026-01-19", calm=3)]

    [(line, hint)] = asked_about(*entries)
    assert "add `over: last week`" in hint
    assert asked_about(*entries[:2])[0][0] < line
    assert asked_about(on("2026-02-01", calm=2), per="month")[0][1].startswith(
        "if so, add `over: 1 month`"
    )


@pytest.mark.parametrize(
    "entries",
    [
        [on("2026-01-05", calm=1)],
        [on("2026-01-12", {"over": "last week"}, calm=2)],
        [on("2026-01-12", calm=2), on("2026-01-14", calm=1)],
        [on("2026-01-13", calm=2)],
    ],
)
def test_a_count_is_not_asked_about_where_its_days_are_plain(entries):
    assert asked_about(*entries) == []


# ---- writing it down


@pytest.mark.parametrize(
    ("typed", "written"),
    [("last week", "last week"), ("Last  Week", "last week"), ("5.1.2026", "2026-01-05")],
)
def test_what_an_entry_covers_is_written_as_it_is_read(typed, written):
    source = PlanSource("plans/sam.yml", a_plan_file([], {"measure": "count"}).encode())
    data = added(
        source,
        [NewEntry("2026-01-14", scores=(("calm", "2"),), over=typed, part="true")],
        SETTINGS,
        TODAY,
    )
    [entry] = plan_from(data.decode()).entries

    assert f"over: {written}" in data.decode()
    assert (entry.since, entry.noted) == (date(2026, 1, 5), Noted.PART)


def test_a_table_may_say_what_its_counts_cover():
    [row] = table_of_csv(
        b"date,over,part,calm\n2026-01-14,last week,,2\n2026-01-15,3 weeks,,\n", ["calm"]
    ).rows

    assert (row.entry.over, row.entry.part, row.entry.scores) == ("last week", "", (("calm", "2"),))


@pytest.mark.parametrize(
    ("per", "scale"),
    [
        (
            "week",
            "times this week (Monday to today); for more than that: 6 over last week, 6 over 3 weeks",
        ),
        ("month", "times this month (the 1st to today); for more than that: 6 over 2 months"),
        ("day", "times today"),
    ],
)
def test_a_count_is_asked_over_the_days_it_stands_for(per, scale):
    on_day = date(2026, 1, 15)
    [question] = questions(
        a_plan([], {"measure": "count", "per": per}), "", EntryDays(on_day, on_day)
    )

    assert question.scale == scale


def test_what_was_counted_this_week_is_not_asked_for_again():
    plan = a_plan([on("2026-01-13", calm=2)], {"measure": "count"})
    [question] = questions(plan, "", EntryDays(date(2026, 1, 15), date(2026, 1, 15)))

    assert question.scale.startswith("times since the last count, on 2026-01-13")


def test_uncounted_days_before_this_week_are_offered_with_what_to_type():
    plan = a_plan([on("2026-01-07", calm=2)], {"measure": "count"})
    [question] = questions(plan, "", EntryDays(date(2026, 1, 15), date(2026, 1, 15)))

    assert (
        question.scale
        == "times this week (Monday to today); for all since the last count: 6 over 2026-01-08"
    )


def test_the_sheet_begins_its_week_where_the_plan_does():
    sheet = tracking_sheet(plan_from(a_plan_file(language="en-US")))

    assert sheet is not None
    assert sheet.weekdays == ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


# ---- the unit of a plan that names none


def test_times_are_said_in_the_language_of_the_page():
    catalogue = 'msgctxt "so often"\nmsgid "times"\nmsgstr "Mal"\n'
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    german = language("de", {"locale/de.po": header + catalogue})

    with speaking(german):
        words = words_of(a_count([on("2026-01-05", calm=2)])).chart.words

    assert "Mal" in words.below
    assert words.table.heads[1] == "Mal"

"""View: what the page says is true of the plan, in the words that were meant."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.plan import Plan
from generator.progress.derive import derive
from generator.text.contact import ContactPart
from generator.view import dates
from generator.view.chart_values import RatingChart, StepState
from generator.view.journal import wins
from generator.view.page import page_view
from generator.view.page_values import ObjectiveView, OwnWords, PageView, RowValue
from tests.support.builders import SETTINGS, SMALL, a_plan, on, plan_from, weekly
from tests.support.views import row_words, worth

HIGHER = {"baseline": 3, "target": 7}
PEOPLE = {
    "kim": {"name": "Kim", "role": "partner"},
    "alex": {"name": "Alex", "role": "partner"},
    "okafor": {"name": "Dr. Okafor", "role": "therapist"},
}


def view(entries=(), objective=None, **keys) -> PageView:
    return page_of(a_plan(entries, objective, **keys))


def page_of(plan: Plan) -> PageView:
    return page_view(plan, derive(plan), SETTINGS)


def calm(entries=(), objective=None, **keys) -> ObjectiveView:
    return view(entries, objective, **keys).goals[0].objectives[0]


def finding(objective: ObjectiveView) -> str:
    """The sentence above the first chart, and what is not said of its course."""
    said = objective.charts[0].chart.words.finding
    return f"{said.news} {said.rest}".strip()


def below(objective: ObjectiveView) -> str:
    return objective.charts[0].chart.words.below


def words_in(value: object) -> list[str]:
    """Every text that a view holds, at any depth."""
    if isinstance(value, str):
        return [str(value)]
    if isinstance(value, tuple):
        return [text for item in value for text in words_in(item)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in words_in(getattr(value, field.name))]
    return []


# ---- start, latest and aim


def test_a_rating_is_titled_by_latest_and_start_above_its_aim():
    rated = calm(weekly(4, 6), HIGHER)

    assert finding(rated) == "6 of 10 on 12 January, from 3 at the start."
    assert below(rated) == "0 to 10. The aim is 7 by 28 December."


def test_a_finding_begins_with_the_noun_that_the_plan_has():
    rated = calm(weekly(4, 6), {**HIGHER, "short": "Ease"})

    assert finding(rated) == "Ease: 6 of 10 on 12 January, from 3 at the start."


def test_without_start_and_aim_the_sentence_says_only_the_latest():
    assert finding(calm(weekly(6))) == "6 of 10 on 5 January."


@pytest.mark.parametrize(
    ("target", "said"),
    [({"at_least": 7}, "7"), ({"at_most": 2}, "2"), ({"between": [3, 5]}, "3 to 5")],
)
def test_a_ratings_aim_is_said_as_a_number_or_stretch(target, said):
    assert f"The aim is {said} by " in below(calm(weekly(6), {"target": target}))


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        ({}, "6 of 10"),
        ({"scale": {"min": 1, "max": 7}}, "6 of 7"),
        ({"scale": {"min": -10, "max": 10}}, "6"),
    ],
)
def test_of_is_said_only_of_scales_that_begin_near_zero(scale, said):
    assert finding(calm(weekly(6), scale)).startswith(f"{said} on")


def test_the_lines_of_a_chart_are_explained_once_there_are_two():
    twelve = (1, 2, 3, 4, 5, 6, 5, 4, 5, 6, 7, 6)

    assert calm(weekly(*twelve[:11])).charts[0].chart.words.drawn == ""
    assert calm(weekly(*twelve)).charts[0].chart.words.drawn == (
        "Thin line: each note. Thick line: the middle of the last four."
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=10), st.integers(0, 10), st.integers(0, 10)
)
def test_start_latest_and_aim_are_the_plans_wherever_they_are_said(scores, baseline, target):
    objective = calm(weekly(*scores), {"baseline": baseline, "target": target})
    last = date(2026, 1, 5) + timedelta(weeks=len(scores) - 1)
    day = f"{last.day} {dates.month(last)}"
    chart = objective.charts[0].chart

    assert finding(objective).startswith(
        f"{scores[-1]} of 10 on {day}, from {baseline} at the start."
    )
    assert f"The aim is {target} by " in below(objective)
    assert (
        f"It began at {baseline} and the latest is {scores[-1]} on {day}."
        in chart.words.description
    )
    assert chart.latest == str(scores[-1])
    assert [row[1] for row in chart.words.table.rows] == [str(score) for score in scores]


def test_a_count_is_said_by_its_latest_period_that_is_over():
    entries = [on("2026-01-05", calm=1), on("2026-01-12", calm=3), on("2026-01-19", calm=9)]
    objective = calm(entries, {"measure": "count", "baseline": 0, "target": {"at_least": 2}})

    assert finding(objective) == "3 times in the week of 12 January, from 0 at the start."


def test_a_count_without_a_finished_period_is_said_so_far():
    assert (
        finding(calm(weekly(2), {"measure": "count"})) == "2 times so far in the week of 5 January."
    )


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(1, "times", "1 time so far"), (2, "times", "2 times so far"), (0, "walks", "0 walks so far")],
)
def test_one_time_is_not_one_times(value, unit, said):
    assert finding(calm(weekly(value), {"measure": "count", "unit": unit})).startswith(said)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({"at_least": 2}, "2 or more"),
        ({"at_most": 2}, "at most 2"),
        ({"between": [2, 3]}, "2 to 3"),
    ],
)
def test_the_aim_of_a_count_says_its_side(target, said):
    [shown] = calm(weekly(2, 2), {"measure": "count", "target": target}).charts

    assert f"The aim is {said}." in shown.chart.words.below


def test_in_a_couple_each_has_start_latest_and_own_chart():
    entries = [on("2026-01-12", {"by": "kim"}, calm=4), on("2026-01-12", {"by": "alex"}, calm=8)]
    objective = calm(entries, {**HIGHER, "rated_by": ["kim", "alex"]}, people=PEOPLE)

    assert [shown.chart.words.finding.news for shown in objective.charts] == [
        "Kim: 4 of 10 on 12 January.",
        "Alex: 8 of 10 on 12 January.",
    ]
    assert objective.said == "Too early to see a direction."
    assert [shown.rater for shown in objective.charts] == ["Kim", "Alex"]
    assert len({shown.chart.words.id for shown in objective.charts}) == 2


# ---- gaps


def test_a_silence_is_told_with_its_days_and_without_blame():
    objective = calm([on("2026-01-05", calm=4), on("2026-03-02", calm=5)])

    assert finding(objective).endswith("from 6 January to 1 March; that is fine.")


def test_no_chart_says_there_were_no_entries_where_the_journal_shows_one():
    """The gap is one of scores: a note without a score may stand in the middle of it."""
    entries = [
        on("2026-01-05", calm=4),
        on("2026-02-02", {"note": "A hard month."}),
        on("2026-03-02", calm=5),
    ]
    for measure in ("rating", "count"):
        page = view(entries, {"measure": measure})

        assert page.journal.latest
        assert "No entries" not in finding(page.goals[0].objectives[0])
        assert "No notes" not in finding(page.goals[0].objectives[0])


# ---- how it is going


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ((), "This is the beginning. Each note helps to see the way."),
        ((1, 0, 0, 0), "These weeks look harder."),
    ],
)
def test_a_sentence_stands_where_nothing_is_noted_and_where_it_is_harder(scores, said):
    assert view(weekly(*scores), HIGHER).going[0] == said


@pytest.mark.parametrize(
    "scores", [(3, 4, 3), (3, 4, 3, 4), (3, 6, 6, 6), (3, 6, 6, 6, 6), (3, 7, 7, 7)]
)
def test_rows_speak_for_themselves(scores):
    page = view(weekly(*scores), HIGHER)

    assert page.going == ()
    assert row_words(page.rows[0]).startswith(f"Feel calm on the train: 3 → {scores[-1]} of 10. ")


def test_harder_and_better_at_once_are_both_said():
    objective = {"objective": "x", "measure": "rating", **HIGHER}
    entries = [on(f"2026-01-{day:02}", calm=0, ease=7) for day in (5, 12, 19, 26)]

    assert view(entries, objectives={"calm": objective, "ease": objective}).going[0] == (
        "Some things look harder lately, and some hold."
    )


def test_at_most_three_objectives_have_a_row_each_by_its_noun():
    objective = {"objective": "Ease.", "measure": "rating", **HIGHER}
    objectives = {**dict.fromkeys("abd", objective), "c": {**objective, "short": "Calm"}}
    rows = view([on("2026-01-05", a=1, b=2, c=3, d=4)], objectives=objectives).rows

    assert [(row.name, row.values) for row in rows] == [
        ("Ease", (RowValue(None, "3", "1", " of 10"),)),
        ("Ease", (RowValue(None, "3", "2", " of 10"),)),
        ("Ease", (RowValue(None, "3", "4", " of 10"),)),
    ]


def test_how_a_goal_goes_is_said_by_its_rows_alone():
    assert view(weekly(3, 7, 7, 7), HIGHER).goals[0].state == ""
    assert view(weekly(1, 0, 0, 0), HIGHER).goals[0].state == ""


def test_a_setback_is_said_kindly_with_what_has_helped():
    entries = weekly(1, 0, 0, 0, helped={"slow breaths": 3})
    said = worth(calm(entries, HIGHER))

    assert "worth knowing, not a failing" in said
    assert said.endswith("What has helped before: Slow breaths.")


def test_one_harder_day_is_said_beside_the_level_of_the_last_four():
    assert worth(calm(weekly(6, 6, 6, 3), HIGHER)) == (
        "A harder day is part of the picture. The last four together are around 6."
    )


# ---- agreement and rulers


def agreement(*agreed: dict[str, str], **keys: object) -> tuple[str, str]:
    """The line below the goal, and what is folded away."""
    goal = view(agreed=list(agreed), **keys).goals[0]
    return goal.state, goal.more


def test_a_client_who_agreed_has_chosen_it_and_once_is_enough():
    yes = {"who": "client", "status": "agree", "on": "2026-01-12"}

    assert agreement(yes, client="Sam") == ("You chose this in January.", "")
    assert agreement({"who": "client", "status": "agree"}, client="Sam") == ("You chose this.", "")


def test_what_a_client_chose_and_how_much_it_matters_is_one_sentence():
    yes = {"who": "client", "status": "agree", "on": "2026-01-12"}

    assert agreement(yes, client="Sam", importance=9, confidence=6) == (
        "You chose this in January; it matters 9 of 10 to you.",
        "You are 6 of 10 sure you can.",
    )


def test_client_and_therapist_who_agreed_are_both():
    yes = {"status": "agree", "on": "2026-01-12"}

    assert agreement(
        {"who": "client", **yes}, {"who": "therapist", **yes}, client="Sam", therapist="Dr. Okafor"
    ) == ("You chose this in January.", "You both agreed on 12 January.")


def test_what_only_a_therapist_agreed_to_nobody_chose():
    yes = {"who": "therapist", "status": "agree"}

    assert agreement(yes, client="Sam", therapist="Dr. Okafor") == ("", "Dr. Okafor agreed.")


def test_one_person_who_agreed_twice_is_not_both():
    first = {"who": "client", "status": "agree", "on": "2026-01-12"}
    again = {"who": "client", "status": "agree", "on": "2026-06-08"}

    assert "both" not in " ".join(agreement(first, again, client="Sam"))


def test_a_couple_that_agreed_is_named_with_the_later_day():
    kim = {"who": "kim", "status": "agree", "on": "2026-01-12"}
    alex = {"who": "alex", "status": "agree", "on": "2026-01-19"}

    assert agreement(kim, alex, people=PEOPLE) == (
        "Kim and Alex chose this in January.",
        "Kim and Alex agreed on 19 January.",
    )


def test_who_did_not_agree_is_not_said_to_have_agreed():
    kim = {"who": "kim", "status": "agree"}
    alex = {"who": "alex", "status": "pending"}

    assert agreement(kim, alex, people=PEOPLE) == (
        "Kim chose this. Alex is still thinking about it.",
        "Kim agreed.",
    )
    alex = {"who": "alex", "status": "disagree"}
    assert agreement(kim, alex, people=PEOPLE)[0] == "Kim chose this. Alex sees it differently."


@pytest.mark.parametrize(
    ("rulers", "line", "more"),
    [
        ({"importance": 9}, "It matters 9 of 10 to you.", ""),
        ({"confidence": 0}, "", "You are 0 of 10 sure you can."),
        (
            {"importance": 9, "achievement": "improving"},
            "Getting better.",
            "It matters 9 of 10 to you.",
        ),
        ({}, "", ""),
    ],
)
def test_the_rulers_are_said_as_they_are_given(rulers, line, more):
    goal = view(**rulers).goals[0]

    assert (goal.state, goal.more) == (line, more)


# ---- the next step


def next_step(*steps: object, **keys: object) -> str | None:
    found = view(objective={"steps": list(steps)}, **keys).next_step
    return found.step if found else None


def test_the_next_step_is_first_marked_else_first_open():
    open_, first = {"step": "open"}, {"step": "first", "first": True}

    assert next_step(open_, first) == "first"
    assert next_step({"step": "done", "done": "2026-01-12"}, open_, "later") == "open"


def test_a_step_under_way_is_next_although_another_objective_comes_before():
    objectives = {
        "a": {"objective": "A", "measure": "rating", "steps": ["later"]},
        "b": {
            "objective": "B",
            "measure": "rating",
            "steps": [{"step": "going", "status": "in-progress"}],
        },
    }

    assert view(objectives=objectives).next_step.step == "going"


@pytest.mark.parametrize(
    ("status", "title"),
    [("on-hold", "This plan is on hold"), ("completed", "This plan is complete")],
)
def test_a_plan_that_rests_says_so_in_place_of_a_next_step(status, title):
    assert view(status=status, objective={"steps": ["open"]}).next_step.title == title


def test_a_plan_that_is_complete_asks_for_nothing_more():
    told = view(
        status="completed",
        timeframe={"start": "2026-01-05", "end": "2026-12-28", "review": {"every": "4 weeks"}},
    )

    assert (told.going_title, told.going) == (
        "How it went",
        ("No numbers were written down. The words below tell how it was.",),
    )
    assert told.sheet is None
    assert told.beads.review == ""


def test_without_an_open_step_there_is_no_next_one():
    assert next_step() is None
    assert (
        next_step({"step": "a", "done": "2026-01-12"}, {"step": "b", "status": "cancelled"}) is None
    )


def test_the_next_step_brings_its_day():
    found = view(objective={"steps": [{"step": "Ask", "due": "2026-01-12"}]}).next_step

    assert found.by == "By Monday, 12 January"


def test_each_step_of_a_list_says_its_state():
    steps = [
        {"step": "a", "done": "2026-01-12"},
        {"step": "b", "status": "in-progress", "due": "2026-02-02"},
        {"step": "c", "status": "cancelled"},
        "d",
    ]
    shown = calm(objective={"steps": steps}).steps

    assert [(step.state, step.word) for step in shown] == [
        (StepState.DONE, "done 12 Jan"),
        (StepState.NEXT, "under way, by 2 Feb"),
        (StepState.ASIDE, "set aside for now"),
        (StepState.LATER, ""),
    ]


# ---- review


def test_the_review_to_come_is_said_with_its_weekday():
    frame = {"start": "2026-01-05", "end": "2026-12-28", "review": {"due": "2026-04-06"}}

    assert view(timeframe=frame).beads.review == "You look at it together on Monday, 6 April."


def test_a_review_rhythm_counts_from_the_start_then_the_latest_review():
    frame = {"start": "2026-01-05", "end": "2026-12-28", "review": {"every": "6 weeks"}}

    assert view(timeframe=frame).beads.review.endswith("Monday, 16 February.")
    assert view(timeframe=frame, reviews=[{"date": "2026-02-18"}]).beads.review.endswith(
        "Wednesday, 1 April."
    )


def test_a_review_whose_day_has_passed_is_not_announced():
    frame = {"start": "2026-01-05", "end": "2026-12-28", "review": {"due": "2026-01-19"}}

    assert view(weekly(1, 2, 3, 4), timeframe=frame).beads.together is None


def test_no_review_is_announced_after_the_end_of_the_plan():
    frame = {"start": "2026-01-05", "end": "2026-02-02", "review": {"every": "6 weeks"}}

    assert view(timeframe=frame).beads.together is None


def test_reviews_come_latest_first_with_what_was_kept_and_changed():
    reviews = [
        {"date": "2026-02-02", "kept": "all."},
        {"date": "2026-03-02", "changed": "the target", "next": "rest"},
    ]

    assert [(one.day, one.words) for one in view(reviews=reviews).decisions] == [
        ("2 March", "Changed: the target. Next: rest."),
        ("2 February", "Kept: all."),
        ("5 January", "The plan began."),
    ]


def test_what_changed_on_the_day_of_a_review_stands_with_it_once():
    decided = view(
        reviews=[{"date": "2026-03-02", "changed": "the target"}],
        goal=None,
        objectives=None,
        goals=[
            {"goal": "Ride"},
            {"goal": "Sleep", "lifecycle": "completed", "status_date": "2026-03-02"},
        ],
    ).decisions

    assert [(one.day, one.words) for one in decided] == [
        ("2 March", "Changed: the target. “Sleep” is complete."),
        ("5 January", "The plan began."),
    ]


def test_a_review_on_the_last_day_is_said_only_at_the_end():
    frame = {"start": "2026-01-05", "end": "2026-12-28", "review": {"due": "2026-12-28"}}
    beads = view(timeframe=frame).beads

    assert (beads.end_label, beads.review) == ("look together, 28 Dec", "")


# ---- the string of beads


def test_a_bead_is_a_note_and_a_flower_a_good_thing():
    entries = [on("2026-01-12", {"note": "Rain."}), on("2026-02-02", {"celebrate": "two"})]
    frame = {"start": "2026-01-05", "end": "2026-04-06"}
    page = view(entries, timeframe=frame)

    assert page.beads.notes == (date(2026, 1, 12), date(2026, 2, 2))
    assert page.beads.good == (date(2026, 2, 2),)
    assert page.beads.description == (
        "From 5 January to 6 April. Beads stand for notes, flowers for good things."
        " Latest note: 2 February."
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 400), st.lists(st.integers(-500, 500), max_size=5))
def test_every_bead_lies_in_the_time_of_the_plan(length, days):
    start = date(2025, 6, 2)
    frame = {"start": start.isoformat(), "end": (start + timedelta(days=length)).isoformat()}
    entries = [on((start + timedelta(days=day)).isoformat(), calm=1) for day in sorted(days)]
    beads = view(entries, timeframe=frame).beads

    assert len(beads.notes) == len(days)
    assert all(beads.span.start <= day <= beads.span.end for day in beads.notes)


# ---- wins, what helps and the journal


def test_wins_come_latest_first():
    entries = [on("2026-01-12", {"celebrate": "one"}), on("2026-02-02", {"celebrate": "two"})]

    assert [(win.day, win.text) for win in wins(a_plan(entries))] == [
        ("2 February", "two"),
        ("12 January", "one"),
    ]


def test_the_latest_good_thing_stands_at_the_top_and_all_others_below():
    entries = [on(f"2026-02-0{n}", {"celebrate": words}) for n, words in enumerate("abc", 1)]
    page = view(entries, what_matters="The sea.")

    assert page.own_words == OwnWords("c", "your latest good thing, 3 February")
    assert [win.text for win in page.wins] == ["b", "a"]
    assert page.what_matters == OwnWords("The sea.", "what matters to you")


def test_one_good_thing_stands_among_the_good_things_below_what_matters():
    page = view([on("2026-02-02", {"celebrate": "one"})], what_matters="The sea.")

    assert page.own_words == OwnWords("The sea.", "what matters to you")
    assert [win.text for win in page.wins] == ["one"]
    assert page.what_matters is None


def test_no_note_is_picked_for_the_top_of_the_page():
    assert view([on("2026-02-02", {"note": "I wept."})]).own_words is None


def test_what_helps_comes_by_its_help_and_what_did_not_never():
    entries = [
        on("2026-01-12", {"helped": {"walks": 2, "breathing": 4, "television": 0}}),
        on("2026-01-19", {"helped": {"walks": 2}}),
    ]

    assert [(help.name, help.words) for help in view(entries).helps] == [
        ("Breathing", "helped a lot, once"),
        ("Walks", "helped somewhat, twice"),
    ]


def test_the_journal_shows_the_latest_month_and_folds_older_notes_away():
    entries = [
        on("2026-01-12", {"note": "a"}),
        on("2026-02-02", {"note": "b"}),
        on("2026-02-16", {"note": "c"}),
    ]
    journal = view(entries).journal

    assert [entry.day for entry in journal.latest] == ["16 February", "2 February"]
    assert [entry.day for entry in journal.earlier] == ["12 January"]
    assert journal.count == "1 earlier note"


def test_a_month_of_another_year_is_another_month():
    entries = [on("2025-01-13", {"note": "a"}), on("2026-01-12", {"note": "b"})]

    assert [entry.day for entry in view(entries).journal.earlier] == ["13 January 2025"]


def test_an_entry_of_scores_alone_is_charted_and_not_journaled():
    assert view(weekly(1, 2, 3)).journal.latest == ()


def test_an_entry_tells_what_came_before_what_was_done_and_what_helped():
    what = {"trigger": ["a full train"], "response": ["breathing", "music"], "helped": {"music": 3}}
    (entry,) = view([on("2026-01-12 08:15", what)]).journal.latest

    assert entry.day == "12 January, 08:15"
    assert entry.notes == (
        "Before it: a full train",
        "What I did: breathing, music",
        "What helped: music",
    )


def test_in_a_couple_each_entry_and_win_says_whose_it_is():
    entries = [
        on("2026-01-12", {"by": "kim", "note": "a", "celebrate": "one"}),
        on("2026-01-12", {"by": "alex", "note": "b"}),
    ]
    page = view(entries, people=PEOPLE)

    assert [entry.by for entry in page.journal.latest] == ["Alex", "Kim"]
    assert page.wins[0].day == "12 January, Kim"


def test_beside_entries_an_only_client_is_unnamed_others_are_named():
    entries = [
        on("2026-01-12", {"by": "client", "note": "a"}),
        on("2026-01-19", {"by": "therapist", "note": "b"}),
    ]
    journal = view(entries, client="Sam", therapist="Dr. Okafor").journal

    assert [entry.by for entry in journal.latest] == ["Dr. Okafor", None]


# ---- what is held, and what is not there yet


def test_a_held_objective_has_no_chart_and_no_numbers():
    page = view(weekly(1, 0, 0, 0), {**HIGHER, "hold": True})
    objective = page.goals[0].objectives[0]

    assert objective.held == "We look at this one together first. Then it will stand here."
    assert (objective.charts, objective.said) == ((), "")
    assert page.going == ("This is the beginning. Each note helps to see the way.",)
    assert page.goals[0].state == ""
    assert not any("of 10" in words for words in words_in(page))


def test_an_objective_that_is_not_held_stands_beside_one_that_is():
    held = {"objective": "Held", "measure": "rating", "hold": True}
    shown = {"objective": "Shown", "measure": "rating"}
    page = view([on("2026-01-05", a=1, b=2)], objectives={"a": held, "b": shown})

    assert [row.name for row in page.rows] == ["Shown"]


def test_a_plan_without_entries_says_so_in_kind_words():
    page = view(objective=HIGHER)
    objective = page.goals[0].objectives[0]
    chart = objective.charts[0].chart

    assert isinstance(chart, RatingChart)
    assert page.going == ("This is the beginning. Each note helps to see the way.",)
    assert objective.said == ""
    assert finding(objective) == "Nothing to see yet. The first note starts it."
    assert chart.words.description == "No entries yet. The aim is 7 by 28 December."
    assert chart.words.table.rows == (("none yet", ""),)
    assert chart.frame.empty == "the first note will stand here"
    assert (page.wins, page.helps, page.journal.latest, page.decisions, page.next_step) == (
        (),
        (),
        (),
        (),
        None,
    )
    assert page.as_of == "5 January 2026"


# ---- around it


def test_the_tab_says_nothing_of_the_plan_unless_the_client_chose_so():
    assert view().tab_title == "My plan"
    assert view(tab_title="Our plan").tab_title == "Our plan"


@pytest.mark.parametrize(
    ("keys", "who"),
    [
        ({"client": "Sam", "therapist": "Dr. Okafor"}, "Sam, with Dr. Okafor."),
        ({"client": "Sam"}, "Sam."),
        ({"therapist": "Dr. Okafor"}, "With Dr. Okafor."),
        ({"people": PEOPLE}, "Kim and Alex, with Dr. Okafor."),
        ({}, ""),
    ],
)
def test_the_page_says_for_whom_it_is(keys, who):
    assert "".join(view(**keys).who) == who


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("555 0100", "tel:5550100"),
        ("+44 (0)116 496-0100", "tel:+441164960100"),
        ("https://help.example/chat", "https://help.example/chat"),
        ("http://help.example", None),
        ("javascript:alert(1)", None),
        ("text HELLO to 555", None),
        ("help@example.org", "mailto:help@example.org"),
    ],
)
def test_a_contact_that_is_number_or_web_address_can_be_tapped(contact, href):
    (line,) = view(support=[{"name": "Night line", "contact": contact}]).help

    assert line.contact == (ContactPart(contact, href),)


def test_each_number_of_a_contact_can_be_tapped_by_itself():
    (line,) = view(support=[{"name": "Night line", "contact": "116 123 / 0800 555 0199"}]).help

    assert line.contact == (
        ContactPart("116 123", "tel:116123"),
        ContactPart(" / "),
        ContactPart("0800 555 0199", "tel:08005550199"),
    )


def test_one_goal_needs_no_number_and_two_do():
    assert view().goals[0].label == ""

    goals = [{"goal": "A"}, {"goal": "B"}]
    assert [goal.label for goal in view(goal=None, objectives=None, goals=goals).goals] == [
        "First goal",
        "Second goal",
    ]


def test_objectives_measured_by_steps_say_how_many_are_done():
    objective = calm(
        objective={"measure": "steps", "steps": [{"step": "a", "done": "2026-01-12"}, "b"]}
    )

    assert objective.said == "1 of 2 steps done."
    assert objective.charts == ()


def test_steps_are_a_list_and_no_drawing():
    objective = calm(objective={"measure": "steps", "steps": list("abcde")})

    assert [step.step for step in objective.steps] == list("abcde")
    assert objective.charts == ()


def test_every_chart_shows_the_plans_time_and_holds_every_entry():
    objective = {"objective": "x", "measure": "rating"}
    entries = [on("2025-12-29", a=1), on("2026-03-02", b=2)]
    page = view(entries, objectives={"a": objective, "b": {**objective, "measure": "count"}})
    spans = {objective.charts[0].chart.frame.span for objective in page.goals[0].objectives}

    assert len(spans) == 1
    assert spans.pop().start == date(2025, 12, 29)


def test_the_page_does_not_depend_on_the_day_it_is_built():
    assert page_of(plan_from(SMALL, date(2026, 1, 12))) == page_of(
        plan_from(SMALL, date(2031, 1, 1))
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [(6.0, "6"), (2.25, "2.25"), (2.3, "2.3"), (7 / 3, "2.3"), (-0.04, "−0.04"), (0.0, "0"), (-10.0, "−10"),
     (1000.0, "1000"), (0.1 + 0.2, "0.3"), (1 / 300, "0.003")],
)  # fmt: skip
def test_numbers_are_said_as_written_and_means_short(value, said):
    assert dates.number(value) == said


def test_our_own_words_hold_no_exclamation_mark():
    for scores in ((), (3,), (3, 4, 3, 4), (3, 6, 6, 6), (3, 7, 7, 7), (1, 0, 0, 0), (6, 6, 6, 3)):
        assert not any("!" in words for words in words_in(view(weekly(*scores), HIGHER)))


def test_one_harder_day_does_not_call_a_large_gain_steady():
    plan = a_plan(weekly(2, 2, 6, 7, 7, 8, 3), {"baseline": 2, "target": 9})

    page = page_view(plan, derive(plan), SETTINGS)

    assert page.rows[0].said.startswith("A harder day is part of the picture")

"""Overview: what a therapist is told of each plan, and where it stands among the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.charts.sparkline import HEIGHT, WIDTH, draw_sparkline
from generator.errors import Finding, Place
from generator.preview.overview import (
    OverviewRow,
    PlanGroup,
    overview_row,
    overview_view,
    unread_row,
    with_errors,
)
from generator.progress.derive import derive
from tests.support.builders import a_plan, on, weekly

TODAY = date(2026, 3, 2)
HALF_A_YEAR = {"start": "2026-01-05", "end": "2026-07-06"}
CALM = {"baseline": 3, "target": 7}


def a_row(
    *entries: dict[str, object],
    today: date = TODAY,
    objective: dict[str, object] | None = None,
    **keys: object,
) -> OverviewRow:
    plan = a_plan(entries, objective or CALM, **{"timeframe": HALF_A_YEAR, "client": "Sam"} | keys)
    return overview_row("plans/sam.yml", plan, derive(plan), today)


def news(one: OverviewRow) -> list[str]:
    return [reason.news for reason in one.reasons]


def test_a_plan_with_fresh_notes_goes_along() -> None:
    one = a_row(*weekly(3, 4, 4, 5, start="2026-02-02"))

    assert (one.group, one.reasons) == (PlanGroup.ALONG, ())
    assert (one.who, one.title) == ("Sam", "Feel at ease in a crowd")
    assert one.last is not None
    assert one.last.words == "23 February"


def test_its_measure_says_value_and_aim() -> None:
    one = a_row(*weekly(3, 4, 4, 5, start="2026-02-02"))

    assert [(measure.name, measure.value) for measure in one.measures] == [
        ("Feel calm on the train", "5 of 10; aim 7 of 10")
    ]


def test_a_plan_with_many_measures_shows_three_questionnaires_last() -> None:
    rating = {"measure": "rating", "baseline": 3, "target": 7}
    objectives = {
        "mood": {"objective": "PHQ-9 each month", "short": "Low mood", "measure": "phq9"},
        "calm": {"objective": "Feel calm on the train", "short": "Calm", **rating},
        "talk": {"objective": "Talk at lunch", "short": "Talk", **rating},
        "rest": {"objective": "Rest on Sundays", "short": "Rest", **rating},
    }
    one = a_row(on("2026-02-23", mood=9, calm=4, talk=5, rest=3), objectives=objectives)

    assert [measure.name for measure in one.measures] == ["Calm", "Talk", "Rest"]
    assert all(measure.line for measure in one.measures)


def test_steps_stand_in_where_nothing_is_noted() -> None:
    one = a_row(
        objective={"measure": "steps", "steps": ["Ask", {"step": "Look", "done": "2026-02-23"}]}
    )

    assert [(measure.value, measure.line) for measure in one.measures] == [
        ("1 of 2 steps done", None)
    ]


def test_a_plan_that_got_harder_says_so_with_what_helped() -> None:
    helped = on("2026-01-05", {"helped": {"slow breaths": 4}})
    one = a_row(
        helped, *weekly(6, 3, 2, 2, 2, start="2026-02-02"), objective={"baseline": 7, "target": 9}
    )

    assert one.group is PlanGroup.LOOK
    assert news(one)[0] == "Feel calm on the train: harder than at the start."
    assert one.reasons[0].rest == "What helped before: slow breaths."


def test_a_review_that_has_passed_is_overdue() -> None:
    rhythm = {**HALF_A_YEAR, "review": {"due": "2026-02-23"}}
    one = a_row(*weekly(3, 4, start="2026-02-16"), timeframe=rhythm)

    assert one.is_overdue
    assert news(one) == ["Review was due 23 February."]


def test_a_review_that_was_held_is_due_again_by_its_rhythm() -> None:
    rhythm = {**HALF_A_YEAR, "review": {"every": "4 weeks", "due": "2026-02-23"}}
    one = a_row(
        *weekly(3, 4, start="2026-02-16"),
        timeframe=rhythm,
        reviews=[{"date": "2026-02-23", "next": "go on"}],
    )

    assert not one.is_overdue
    assert one.review is not None
    assert one.review.iso == "2026-03-23"


def test_a_plan_without_notes_for_long_is_quiet() -> None:
    one = a_row(*weekly(3, 4, start="2026-01-05"), objective={**CALM, "expected_every": "1 week"})

    assert news(one) == ["No notes since 12 January."]


def test_a_plan_may_be_quiet_as_long_as_it_says() -> None:
    assert a_row(*weekly(3, 4), objective={**CALM, "expected_every": "6 weeks"}).reasons == ()


def test_a_plan_whose_time_is_over_says_that_not_quiet() -> None:
    assert news(a_row(*weekly(3, 4), today=date(2026, 9, 1))) == ["Its time ended on 6 July."]


def test_little_way_at_half_of_the_time_is_told() -> None:
    entries = weekly(*([3] * 14), start="2026-01-05")
    one = a_row(*entries, today=date(2026, 4, 8))

    assert news(one) == [
        "Feel calm on the train: half of its time, less than a quarter of the way."
    ]


def test_a_high_phq_9_is_told_at_once() -> None:
    one = a_row(
        on("2026-02-16", calm=14),
        on("2026-03-01", calm=21),
        objective={"measure": "phq9", "baseline": 14, "target": 9},
    )

    assert news(one) == ["PHQ-9 is 21, and was 14 at its best."]


def test_who_has_not_agreed_is_named() -> None:
    agreed = [{"who": "client", "status": "pending", "on": "2026-01-05"}]

    assert news(a_row(*weekly(3, 4, start="2026-02-16"), agreed=agreed)) == [
        "Sam has not agreed to all of it yet."
    ]


def test_a_phq_9_that_rose_again_is_told_though_begun_high() -> None:
    one = a_row(
        on("2026-02-09", calm=12),
        on("2026-02-16", calm=4),
        on("2026-03-01", calm=11),
        objective={"measure": "phq9", "target": 4},
    )

    assert news(one) == ["PHQ-9 is 11, and was 4 at its best."]


def test_the_shortest_rhythm_that_is_hoped_for_says_what_is_quiet() -> None:
    quarterly = {"objective": "See the sea", "measure": "rating", "expected_every": "3 months"}
    one = a_row(
        *weekly(3, 4, start="2026-01-19"),
        objectives={
            "calm": {"objective": "Feel calm", "measure": "rating", "expected_every": "1 week"},
            "sea": quarterly,
        },
    )

    assert news(one) == ["No notes since 26 January."]


def test_nothing_is_quiet_inside_a_planned_break() -> None:
    away = [{"from": "2026-01-19", "label": "Away", "kind": "break"}]
    entries = weekly(3, 4, start="2026-01-05")
    quiet = {**CALM, "expected_every": "1 week"}

    assert a_row(*entries, objective=quiet, phases=away).reasons == ()
    assert news(a_row(*entries, objective=quiet)) == ["No notes since 12 January."]


def test_a_later_yes_closes_an_agreement() -> None:
    agreed = [
        {"who": "client", "status": "pending", "on": "2026-01-05"},
        {"who": "client", "status": "agree", "on": "2026-01-12"},
    ]

    assert a_row(*weekly(3, 4, start="2026-02-16"), agreed=agreed).reasons == ()


def test_a_review_held_shortly_before_its_day_was_that_review() -> None:
    rhythm = {**HALF_A_YEAR, "review": {"every": "6 weeks", "due": "2026-02-27"}}
    one = a_row(
        *weekly(3, 4, start="2026-02-16"),
        timeframe=rhythm,
        reviews=[{"date": "2026-02-20", "next": "go on"}],
    )

    assert one.review is not None
    assert (one.review.iso, one.reasons) == ("2026-04-10", ())


def test_a_draft_rests_and_is_never_overdue() -> None:
    rhythm = {**HALF_A_YEAR, "review": {"due": "2026-02-23"}}
    one = a_row(status="draft", timeframe=rhythm)

    assert one.group is PlanGroup.RESTING
    assert not one.is_overdue
    assert news(one) == ["Draft: nobody can open it yet."]


def test_a_group_is_told_without_a_line_or_a_name() -> None:
    people = {
        name: {"name": name.title(), "role": "group-member"}
        for name in ("ash", "elm", "fir", "oak", "yew")
    }
    agreed = [{"who": name, "status": "agree", "on": "2026-01-05"} for name in people]
    entries = [
        on("2026-02-23", {"by": name}, calm=score)
        for name, score in zip(people, (1, 2, 3, 4, 9), strict=True)
    ]
    one = a_row(*entries, setting="group", people=people, agreed=agreed, client=None)

    assert one.title == "A group of 5 people"
    assert [measure.line for measure in one.measures] == [None]
    assert "Ash" not in repr(one)


def test_what_is_to_be_mended_goes_before_all_else() -> None:
    finding = Finding(Place("plans/sam.yml", 3), "unknown key", "unknown-key", "leave it out")
    one = with_errors(a_row(status="draft"), [finding, finding])

    assert one.group is PlanGroup.MEND
    assert news(one)[0] == "2 things to mend."


def test_plans_stand_in_their_groups_by_name() -> None:
    rows = [
        replace(unread_row("plans/x.yml"), who=who, group=standing)
        for who, standing in zip(
            ("Zoe", "ada", "Bo", "Cy"),
            (PlanGroup.ALONG, PlanGroup.ALONG, PlanGroup.LOOK, PlanGroup.MEND),
            strict=True,
        )
    ]

    groups = overview_view(rows, (), TODAY).groups

    assert [(group.title, [one.who for one in group.rows]) for group in groups] == [
        ("To mend", ["Cy"]),
        ("Worth a look", ["Bo"]),
        ("Going along", ["ada", "Zoe"]),
    ]


# ---- the line


def test_a_line_uses_the_whole_scale_and_ends_where_notes_end() -> None:
    one = a_row(*weekly(0, 10, start="2026-02-23"))
    line = one.measures[0].line
    assert line is not None

    drawn = {path.css: path.d for path in draw_sparkline(line).paths}

    assert drawn["sl"] == "M5 29L99 5"
    assert drawn["sd"] == "M99 5h.01"
    assert drawn["sa"] == f"M0 12.2H{WIDTH}"
    assert HEIGHT == 34


def test_a_line_breaks_at_silence_and_a_lone_note_is_a_dot() -> None:
    one = a_row(
        *weekly(3, 4),
        *weekly(5, start="2026-03-02"),
        objective={**CALM, "expected_every": "1 week"},
    )
    line = one.measures[0].line
    assert line is not None

    drawn = {path.css: path.d for path in draw_sparkline(line).paths}

    assert drawn["sl"].count("M") == 1
    assert drawn["sd"] == "M99 17h.01"

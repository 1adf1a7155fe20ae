"""Group plans: shared words and spreads from five people up; no name, no note, nobody's own score."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.builder.page import PageContext, make
from generator.builder.results import FinishedPage
from generator.charts.draw import draw
from generator.progress.derive import derive
from generator.progress.group import helped, spreads
from generator.view.chart_values import GroupChart
from generator.view.page import page_view
from generator.view.page_values import PageView
from generator.workspace.layout import PlanSource
from generator.workspace.theme import load_theme
from tests.support.builders import LINKS, SETTINGS, TODAY, codes, findings_in, plan_from
from tests.support.views import row_words

PRESS = PageContext(SETTINGS, LINKS, load_theme(Path("nowhere")), TODAY)
MEMBERS = ("ash", "birch", "cedar", "elm", "fir", "hazel")
MANY = (*MEMBERS, "oak", "yew")


def on(day: str, member: str, **what: object) -> dict[str, object]:
    return {"date": day, "by": member, **what}


def a_group(
    entries: list[dict[str, object]], members: tuple[str, ...] = MEMBERS, **keys: object
) -> str:
    people = {member: {"name": f"Zq{member}name", "role": "group-member"} for member in members}
    plan = {
        "setting": "group",
        "share": {"access": "public"},
        "people": people | {"tess": {"name": "Zqguidename", "role": "therapist"}},
        "timeframe": {"start": "2026-01-05", "end": "2026-06-28"},
        "goal": "We carry this together",
        "agreed": [{"who": member, "status": "agree", "on": "2026-01-05"} for member in members],
        "objectives": {
            "bond": {
                "objective": "How connected I felt",
                "measure": "rating",
                "rated_by": list(members),
            }
        },
        "progress": entries,
    }
    return json.dumps(plan | keys)


def evening(day: str, *values: float, people: tuple[str, ...] = MEMBERS) -> list[dict[str, object]]:
    return [
        on(day, member, scores={"bond": value})
        for member, value in zip(people, values, strict=False)
    ]


def view_of(text: str) -> PageView:
    plan = plan_from(text)
    return page_view(plan, derive(plan), SETTINGS)


def page_of(text: str) -> str:
    made = make(PlanSource("plans/group.yml", text.encode()), PRESS)
    assert isinstance(made, FinishedPage), made
    return made.file.content.decode()


def test_a_day_with_five_people_shows_its_middle_and_how_many() -> None:
    plan = plan_from(
        a_group([*evening("2026-01-12", 3, 5, 4, 8, 6), *evening("2026-01-19", 4, 4, 9, 9)])
    )
    (one,) = spreads(plan, plan.goals[0].objectives[0])

    assert (one.middle, one.half, one.count) == (5, None, 5)


def test_a_day_with_eight_people_shows_the_half_around_its_middle_too() -> None:
    plan = plan_from(a_group(evening("2026-01-12", 1, 3, 4, 5, 6, 7, 8, 10, people=MANY), MANY))
    (one,) = spreads(plan, plan.goals[0].objectives[0])

    assert (one.middle, one.half, one.count) == (5.5, (3.5, 7.5), 8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=5, max_size=12))
def test_whoever_stands_lowest_or_highest_leaves_no_trace(scores: list[int]) -> None:
    people = tuple(f"p{n}" for n in range(len(scores)))
    further = [min(scores) - 100, *sorted(scores)[1:-1], max(scores) + 100]
    objective = {
        "objective": "How far we walked",
        "measure": "number",
        "unit": "steps",
        "rated_by": list(people),
    }

    def drawn(values: list[int]) -> object:
        plan = plan_from(
            a_group(
                evening("2026-01-12", *values, people=people),
                people,
                objectives={"bond": objective},
            )
        )
        return spreads(plan, plan.goals[0].objectives[0])

    assert drawn(further) == drawn(scores)


@pytest.mark.parametrize(("said", "shown"), [("yes", False), ("no", False), ("partly", True)])
def test_a_share_of_all_or_of_nobody_is_everyones_and_stays_hidden(said: str, shown: bool) -> None:
    entries = [on("2026-01-12", member, scores={"one": said}) for member in MEMBERS]
    habit = {
        "objective": "Something we share",
        "rated_by": list(MEMBERS),
        "measure": "habit",
        "per": "week",
    }
    objective = view_of(a_group(entries, objectives={"one": habit})).goals[0].objectives[0]

    assert bool(objective.charts) is shown
    assert shown or "not all the same" in (objective.held or "")


def test_two_words_of_one_person_on_a_day_count_once() -> None:
    again = on("2026-01-12", "ash", scores={"bond": 10})
    plan = plan_from(a_group([*evening("2026-01-12", 3, 5, 4, 8), again]))

    assert spreads(plan, plan.goals[0].objectives[0]) == ()


def test_fewer_than_five_people_get_a_kind_sentence_not_a_chart() -> None:
    view = view_of(a_group(evening("2026-01-12", 3, 5, 4, 8)))
    (objective,) = view.goals[0].objectives

    assert objective.charts == ()
    assert "five people" in (objective.held or "")


def test_the_chart_says_the_middle_and_a_number_of_people() -> None:
    view = view_of(
        a_group([*evening("2026-01-12", 3, 5, 4, 8, 6), *evening("2026-01-19", 4, 4, 9, 9, 5, 7)])
    )
    chart = view.goals[0].objectives[0].charts[0].chart

    assert isinstance(chart, GroupChart)
    assert (chart.low, chart.high) == (0, 10)
    assert chart.words.finding.news == "6 in the middle on 19 January, 6 people."
    assert chart.words.finding.rest == "Nobody is named."
    assert chart.words.table.rows[0] == ("12 Jan", "5", "5")
    assert {"5", "6"} <= {label.text for label in draw(chart).labels}


def test_of_many_people_the_chart_says_the_half_around_the_middle_too() -> None:
    view = view_of(a_group(evening("2026-01-12", 1, 3, 4, 5, 7, 7, 8, 10, people=MANY), MANY))
    chart = view.goals[0].objectives[0].charts[0].chart

    assert isinstance(chart, GroupChart)
    assert chart.words.finding.news.endswith(", the half around it 3.5 to 7.5, 8 people.")
    assert chart.words.table.rows[0] == ("12 Jan", "6", "3.5 to 7.5", "8")
    assert (
        row_words(view.rows[0]) == "How connected I felt: 6 in the middle. 8 people on 12 January."
    )


def test_nothing_of_any_one_person_is_on_the_page() -> None:
    entries = [
        on(
            "2026-01-12", member, scores={"bond": 1.25 + n}, note=f"Zq{member}note", trigger=[f"Zq{member}tag"],
            response=[f"Zq{member}did"], helped={f"Zq{member}help": 3, "sitting quietly": 3},
            celebrate=f"Zq{member}win",
            private="Zqprivate",
        )
        for n, member in enumerate(MEMBERS)
    ]  # fmt: skip
    steps = [{"step": "Bring a photograph", "by": "ash", "done": "2026-01-12"}]
    bond = {
        "objective": "How connected I felt",
        "measure": "rating",
        "rated_by": list(MEMBERS),
        "steps": steps,
    }
    html = page_of(a_group(entries, objectives={"bond": bond}, expressed_by="elm"))

    assert "Zq" not in html
    assert not any(re.search(rf"\b{member}\b", html) for member in (*MEMBERS, "tess"))
    assert not any(f">{1.25 + n}<" in html for n in range(1, len(MEMBERS) - 1))
    assert "Bring a photograph" in html
    assert "Sitting quietly" in html
    assert "No note is on this page" in html


def test_what_helped_needs_five_people() -> None:
    entries = [on("2026-01-12", member, helped={"a walk": 3}) for member in MEMBERS[:4]]

    assert helped(plan_from(a_group(entries))) == ()
    assert helped(
        plan_from(a_group([*entries, on("2026-01-13", "fir", helped={"a walk": 2})]))
    ) == ("a walk",)
    again = [on("2026-01-13", "ash", helped={"a walk": 2})]
    assert helped(plan_from(a_group([*entries, *again]))) == ()


@pytest.mark.parametrize(
    ("measure", "scores", "said"),
    [
        ({"measure": "habit", "per": "week"}, ["yes", "no", "partly", "yes", "yes"], "70 % on"),
        ({"measure": "habit", "per": "week"}, ["yes", "no", "skip", "yes", "yes"], None),
        (
            {"measure": "count", "unit": "evenings", "per": "total", "target": 10},
            [1, 2, 1, 0, 1],
            "1 in the middle on",
        ),
        (
            {"measure": "percentage", "better": "higher"},
            [{"done": 1, "of": 4}] * 4 + [{"done": 3, "of": 4}],
            "25 % in the middle",
        ),
        (
            {"measure": "gas", "levels": {str(n): f"level {n}" for n in range(-2, 3)}},
            [-1, 0, 0, 1, 2],
            "0 in the middle",
        ),
        (
            {"measure": "before-after", "better": "lower"},
            [{"before": 8, "after": n} for n in (3, 4, 5, 6, 7)],
            "5 in the middle",
        ),
    ],
)
def test_every_measure_has_its_spread(
    measure: dict[str, object], scores: list[object], said: str | None
) -> None:
    entries = [
        on("2026-01-12", member, scores={"one": score})
        for member, score in zip(MEMBERS, scores, strict=False)
    ]
    one = {"objective": "Something we share", "rated_by": list(MEMBERS), **measure}
    objective = view_of(a_group(entries, objectives={"one": one})).goals[0].objectives[0]

    if said is None:
        assert objective.charts == ()
    else:
        assert said in objective.charts[0].chart.words.finding.news


def test_a_group_goes_out_when_all_its_members_agree() -> None:
    text = a_group([], agreed=[{"who": "ash", "status": "agree"}])

    assert codes(findings_in(text)) == ["agreement-open"]

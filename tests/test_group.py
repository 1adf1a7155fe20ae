"""Group plans: shared words and spreads from five people up; no name, no note, nobody's own score."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.charts import draw
from generator.outcome import Page
from generator.page import Press, make
from generator.progress import derive
from generator.progress.group import helped, spreads
from generator.theme import load
from generator.view import page_view
from generator.view.values import PageView, SpreadChart
from generator.workspace import PlanSource
from tests.builders import LINKS, SETTINGS, TODAY, codes, findings_in, plan_from

PRESS = Press(SETTINGS, LINKS, load(Path("nowhere")), TODAY)
MEMBERS = ("ash", "birch", "cedar", "elm", "fir", "hazel")


def on(day: str, member: str, **what: object) -> dict[str, object]:
    return {"date": day, "by": member, **what}


def a_group(entries: list[dict[str, object]], members: tuple[str, ...] = MEMBERS, **keys: object) -> str:
    people = {member: {"name": f"Zq{member}name", "role": "group-member"} for member in members}
    plan = {
        "setting": "group",
        "share": {"access": "public"},
        "people": people | {"tess": {"name": "Zqguidename", "role": "therapist"}},
        "timeframe": {"start": "2026-01-05", "end": "2026-06-28"},
        "goal": "We carry this together",
        "agreed": [{"who": member, "status": "agree", "on": "2026-01-05"} for member in members],
        "objectives": {"bond": {"objective": "How connected I felt", "measure": "rating", "rated_by": list(members)}},
        "progress": entries,
    }
    return json.dumps(plan | keys)


def evening(day: str, *values: float) -> list[dict[str, object]]:
    return [on(day, member, scores={"bond": value}) for member, value in zip(MEMBERS, values, strict=False)]


def view_of(text: str) -> PageView:
    plan = plan_from(text)
    return page_view(plan, derive(plan), SETTINGS)


def page_of(text: str) -> str:
    made = make(PlanSource("plans/group.yml", text.encode()), PRESS)
    assert isinstance(made, Page), made
    return made.file.content.decode()


def test_a_day_with_five_people_shows_its_lowest_and_highest_and_how_many() -> None:
    plan = plan_from(a_group([*evening("2026-01-12", 3, 5, 4, 8, 6), *evening("2026-01-19", 4, 4, 9, 9)]))
    (one,) = spreads(plan, plan.goals[0].objectives[0])

    assert (one.low, one.high, one.count) == (3, 8, 5)


def test_two_words_of_one_person_on_a_day_count_once() -> None:
    again = on("2026-01-12", "ash", scores={"bond": 10})
    plan = plan_from(a_group([*evening("2026-01-12", 3, 5, 4, 8), again]))

    assert spreads(plan, plan.goals[0].objectives[0]) == ()


def test_fewer_than_five_people_get_a_kind_sentence_in_place_of_a_chart() -> None:
    view = view_of(a_group(evening("2026-01-12", 3, 5, 4, 8)))
    (objective,) = view.goals[0].objectives

    assert objective.charts == ()
    assert "five people" in (objective.held or "")


def test_the_chart_says_a_range_and_a_number_of_people() -> None:
    view = view_of(a_group([*evening("2026-01-12", 3, 5, 4, 8, 6), *evening("2026-01-19", 4, 4, 9, 9, 5, 7)]))
    chart = view.goals[0].objectives[0].charts[0].chart

    assert isinstance(chart, SpreadChart)
    assert (chart.low, chart.high) == (0, 10)
    assert chart.words.finding.news == "4 to 9 on 19 January"
    assert "6 people" in chart.words.finding.rest
    assert chart.words.table.rows[0] == ("12 Jan", "3", "8", "5")
    assert {"5", "6", "4 to 9"} <= {label.text for label in draw(chart).labels}
    assert view.goals[0].objectives[0].facts == ()


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
    bond = {"objective": "How connected I felt", "measure": "rating", "rated_by": list(MEMBERS), "steps": steps}
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
    assert helped(plan_from(a_group([*entries, on("2026-01-13", "fir", helped={"a walk": 2})]))) == ("a walk",)
    again = [on("2026-01-13", "ash", helped={"a walk": 2})]
    assert helped(plan_from(a_group([*entries, *again]))) == ()


@pytest.mark.parametrize(
    ("measure", "scores", "said"),
    [
        ({"measure": "habit", "per": "week"}, ["yes", "no", "partly", "yes", "yes"], "70 % on"),
        ({"measure": "habit", "per": "week"}, ["yes", "no", "skip", "yes", "yes"], None),
        ({"measure": "count", "unit": "evenings", "per": "total", "target": 10}, [1, 2, 1, 0, 1], "0 to 2 on"),
        (
            {"measure": "percentage", "better": "higher"},
            [{"done": 1, "of": 4}] * 4 + [{"done": 3, "of": 4}],
            "25 % to 75 %",
        ),
        ({"measure": "gas", "levels": {str(n): f"level {n}" for n in range(-2, 3)}}, [-1, 0, 0, 1, 2], "−1 to 2"),
        (
            {"measure": "before-after", "better": "lower"},
            [{"before": 8, "after": n} for n in (3, 4, 5, 6, 7)],
            "3 to 7",
        ),
    ],
)
def test_every_measure_has_its_spread(measure: dict[str, object], scores: list[object], said: str | None) -> None:
    entries = [on("2026-01-12", member, scores={"one": score}) for member, score in zip(MEMBERS, scores, strict=False)]
    one = {"objective": "Something we share", "rated_by": list(MEMBERS), **measure}
    objective = view_of(a_group(entries, objectives={"one": one})).goals[0].objectives[0]

    if said is None:
        assert objective.charts == ()
    else:
        assert said in objective.charts[0].chart.words.finding.news


def test_a_group_goes_out_when_all_its_members_agree() -> None:
    text = a_group([], agreed=[{"who": "ash", "status": "agree"}])

    assert codes(findings_in(text)) == ["agreement-open"]

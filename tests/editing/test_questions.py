"""Questions: each objective is asked about in its own words, on its own scale, of whoever rates it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.editing.questions import Question, questions, raters, strategies
from tests.support.builders import a_plan, on, plan_from

SAMPLES = Path(__file__).resolve().parents[2] / "plans"


@pytest.mark.parametrize(
    ("objective", "score", "scale", "latest"),
    [
        ({"scale": {"max": 5, "anchors": {"0": "calm"}}}, 4, "0 to 5 (0 calm)", "4"),
        (
            {"measure": "count", "unit": "walks", "per": "session"},
            2,
            "walks since the last count, on 2026-01-12",
            "2",
        ),
        (
            {"measure": "count", "unit": "talks", "per": "total"},
            2,
            "talks since the last entry",
            "2",
        ),
        (
            {"measure": "habit"},
            "partly",
            "yes, partly, no or skip; the first letter will do",
            "partly",
        ),
        (
            {"measure": "percentage"},
            {"done": 6, "of": 8},
            "per cent, or how many of how many, such as 6/8",
            "6/8",
        ),
        (
            {"measure": "before-after", "better": "lower"},
            {"before": 8},
            "before/after, each 0 to 10, such as 10/0",
            "8/",
        ),
        ({"measure": "number", "unit": "minutes"}, 12.5, "minutes", "12.5"),
        ({"measure": "phq9"}, 12, "total of PHQ-9, 0 to 27", "12"),
    ],
)
def test_a_question_shows_scale_and_last_score_as_they_are_typed(
    objective: dict[str, object], score: object, scale: str, latest: str
) -> None:
    plan = a_plan([on("2026-01-12", calm=score)], objective)

    assert questions(plan, "") == (
        Question("calm", "Feel calm on the train", scale, f"{latest} on 2026-01-12"),
    )


def test_a_rater_is_asked_what_they_rate_beside_their_last_score() -> None:
    plan = plan_from((SAMPLES / "kim-and-alex.yml").read_text("utf-8"))
    alex = {question.id: question.latest for question in questions(plan, "alex")}

    assert raters(plan)[:2] == ("kim", "alex")
    assert alex["understood"] == "7 on 2026-11-15"
    assert questions(plan, "kim") != questions(plan, "alex")
    assert "row-rules" not in alex, "steps have their dates in the plan"
    assert "the pause word" in strategies(plan)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yml")), ids=lambda path: path.stem)
def test_every_sample_can_be_asked_about(path: Path) -> None:
    asked = questions(plan_from(path.read_text("utf-8")), "")

    assert asked
    assert all(question.scale for question in asked)

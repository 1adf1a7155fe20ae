"""Reviews: the day of the next one, and of those that follow it."""

from __future__ import annotations

from datetime import date

import pytest

from generator.progress.reviews import COMING_LIMIT, coming_reviews, next_review
from tests.support.builders import a_plan

FIRST_DAY = date(2026, 1, 5)


def held(day: str) -> list[dict[str, object]]:
    return [{"date": day, "kept": "The train."}]


@pytest.mark.parametrize(
    ("rhythm", "reviews", "day"),
    [
        ({"due": "2026-03-02"}, [], date(2026, 3, 2)),
        ({"due": "2026-03-02"}, held("2026-03-02"), None),
        ({"every": "8 weeks"}, [], date(2026, 3, 2)),
        ({"every": "8 weeks"}, held("2026-02-16"), date(2026, 4, 13)),
        ({"every": "8 weeks", "due": "2026-03-02"}, held("2026-02-20"), date(2026, 4, 27)),
    ],
    ids=["due", "due and held", "first of a rhythm", "after one held", "held a little early"],
)
def test_the_next_review_is_the_first_that_no_review_has_answered(rhythm, reviews, day):
    frame = {"start": "2026-01-05", "end": "2026-12-28", "review": rhythm}

    assert next_review(a_plan(timeframe=frame, reviews=reviews)) == day


def test_a_review_that_was_held_a_little_early_does_not_come_again():
    rhythm = {"every": "8 weeks", "due": "2026-03-02"}
    frame = {"start": "2026-01-05", "end": "2026-12-28", "review": rhythm}
    plan = a_plan(timeframe=frame, reviews=held("2026-02-20"))

    assert coming_reviews(plan, plan.as_of)[:2] == (date(2026, 4, 27), date(2026, 6, 22))


def test_reviews_come_while_the_plan_lasts():
    frame = {"start": "2026-01-05", "end": "2026-05-04", "review": {"every": "8 weeks"}}

    assert coming_reviews(a_plan(timeframe=frame), FIRST_DAY) == (
        date(2026, 3, 2),
        date(2026, 4, 27),
    )


def test_a_daily_look_is_told_a_few_times_only():
    frame = {"start": "2026-01-05", "end": "2026-12-28", "review": {"every": "1 day"}}

    assert len(coming_reviews(a_plan(timeframe=frame), FIRST_DAY)) == COMING_LIMIT


def test_a_complete_plan_has_no_review_to_come():
    frame = {"start": "2026-01-05", "end": "2026-12-28", "review": {"every": "8 weeks"}}

    assert coming_reviews(a_plan(timeframe=frame, status="completed"), FIRST_DAY) == ()

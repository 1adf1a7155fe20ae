"""Reviews: when a plan is looked at together again.

In: a Plan. Out: days. Touches nothing; whether a day has passed is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from itertools import islice
from typing import Final

from generator.model.duration import Duration
from generator.model.plan import Plan
from generator.model.share import Status

#: A review held this long before its day was that review; half of the rhythm where that is shorter.
_EARLY: Final = timedelta(weeks=2)
#: Most reviews to come that are shown; a plan that is looked at daily needs no dot for each day.
COMING_LIMIT: Final = 12
#: How far ahead a review is soon.
_SOON: Final = timedelta(days=7)


class ReviewTime(Enum):
    """How near the day of a review is."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "within a week"
    LATER = "later"


def review_time(day: date, today: date) -> ReviewTime:
    """How near a day is that `next_review` gave."""
    if day < today:
        return ReviewTime.OVERDUE
    if day == today:
        return ReviewTime.TODAY
    if day <= today + _SOON:
        return ReviewTime.SOON
    return ReviewTime.LATER


def next_review(plan: Plan) -> date | None:
    """The first day of the rhythm that no review has answered, maybe past; None where none is to come."""
    if plan.status in (Status.COMPLETED, Status.REVOKED):
        return None
    rhythm = plan.timeframe.review
    held = plan.reviews[-1].on if plan.reviews else None
    if rhythm.every is None:
        is_answered = rhythm.due is not None and held is not None and rhythm.due <= held
        return None if is_answered else rhythm.due
    if rhythm.due is None:
        return rhythm.every.after(held or plan.timeframe.start)
    return _first_after(held, rhythm.due, rhythm.every)


def coming_reviews(plan: Plan, after: date) -> tuple[date, ...]:
    """The days within the plan's time on which it is looked at after this day, at most COMING_LIMIT."""
    to_come = (day for day in _unanswered(plan) if day > after)
    return tuple(islice(to_come, COMING_LIMIT))


def next_together(plan: Plan) -> date | None:
    """The first of these days that the plan has not come to, which a page may name."""
    return next(iter(coming_reviews(plan, plan.as_of)), None)


def _unanswered(plan: Plan) -> Iterator[date]:
    """The next review, and those that the rhythm adds to it while the plan lasts."""
    every, day = plan.timeframe.review.every, next_review(plan)
    while day is not None and day <= plan.timeframe.end:
        yield day
        day = every.after(day) if every is not None else None


def _first_after(held: date | None, due: date, every: Duration) -> date:
    """The first day of a rhythm from `due` on that the last review does not answer."""
    early = min(_EARLY, (every.after(due) - due) / 2)
    day = due
    while held is not None and day <= held + early:
        day = every.after(day)
    return day

"""Time-bound: rules that ask when you look back, and when you look at the plan together.

In: a Case. Out: what to say. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from generator.advice.achievable import has_arrived
from generator.advice.context import Context
from generator.advice.remark import Remark
from generator.model.plan import Goal, Horizon, StepStatus, Timeframe
from generator.progress.reviews import next_review
from generator.progress.steps import StepsProgress

#: From here on a stop on the way helps. Source: docs/clinical-rules.md#a-stop-on-the-way.
_SHORT_TERM: Final = timedelta(weeks=26)
_LONG: Final = timedelta(weeks=52)
#: A day that could come next, for a hint: of one thing, and of a whole plan.
_SOON: Final = timedelta(weeks=4)
_LATER: Final = timedelta(weeks=8)


def no_day_of_its_own(case: Context) -> Iterator[Remark]:
    """An objective that takes the plan's last day, where that is more than a year away."""
    frame = case.plan.timeframe
    for path, _, objective in case.objectives():
        if (
            objective.due == frame.end
            and frame.end - frame.start > _LONG
            and not objective.smart.time_bound
        ):
            yield Remark(
                path,
                "There is time for this. By when would you like to look back on it?",
                "add `for: 12 weeks`, or `due:` with a day of its own",
            )


def day_has_come(case: Context) -> Iterator[Remark]:
    """The plan's last day; before it, the day of an objective that has not arrived at its aim."""
    message = "The date has come. Reached, extend, change or set aside? All are fine."
    if case.is_over:
        later = case.today + _LATER
        hint = f"move the end of `timeframe:` to a later day, such as {later}, or write `status: completed`"
        yield Remark("timeframe/end", message, hint)
        return
    for path, _, objective in case.objectives():
        progress = case.progress[objective.id]
        if objective.due < case.today and not (
            has_arrived(progress.series) or _all_done(progress.steps)
        ):
            hint = f"write `due: {case.today + _SOON}` or a nearer `target:`, or bring it to the review"
            yield Remark(f"{path}/due", message, hint)


def _all_done(steps: StepsProgress) -> bool:
    return bool(steps.done) and steps.next is None


def no_review(case: Context) -> Iterator[Remark]:
    """No day for the next review, or it has passed without one. A plan that is over is for another rule."""
    if case.is_over:
        return
    coming = next_review(case.plan)
    if coming is None or coming < case.today:
        yield Remark(
            "timeframe/review" if coming else "timeframe",
            "The plan is on its way. When will you both look at it again?",
            "add `review: {every: 6 weeks}` to `timeframe:`"
            if coming is None
            else f"write what came of it below `reviews:`, and the next day as `due: {case.today + _SOON}`",
        )


def after_the_end(case: Context) -> Iterator[Remark]:
    """A day for something that lies after the last day of the plan. A plan that is over is for another rule."""
    end = case.plan.timeframe.end
    if case.is_over:
        return
    for path, day in _days_ahead(case):
        if day > end:
            yield Remark(
                path,
                f"It is good to look ahead. {day} lies after the plan’s last day, {end}; which of the two is right?",
                f"bring this day to {end} or earlier, or move the end of `timeframe:` to {day} or later",
            )


def _days_ahead(case: Context) -> Iterator[tuple[str, date]]:
    review = case.plan.timeframe.review.due
    if review:
        yield "timeframe/review/due", review
    for path, _, objective in case.objectives():
        yield f"{path}/due", objective.due
        for index, step in enumerate(objective.steps):
            if step.due and not step.done and step.status is not StepStatus.CANCELLED:
                yield f"{path}/steps/{index}/due", step.due


def no_stop_on_the_way(case: Context) -> Iterator[Remark]:
    """A long way without any steps: a short-term goal, or an objective of more than a year."""
    start = case.plan.timeframe.start
    for path, goal in case.goals():
        if any(one.steps for one in goal.objectives):
            continue
        last = max((one.due for one in goal.objectives if one.is_own_measure), default=start)
        at = _long_way(goal, last, case.plan.timeframe)
        if at is None:
            continue
        yield Remark(
            f"{path}/{at}",
            "It is good to think this far. A stop on the way would help to see progress.",
            f"add `steps:` with a day for each, such as `{{step: Ride one stop, due: {start + (last - start) / 2}}}`",
        )


def _long_way(goal: Goal, last: date, frame: Timeframe) -> str | None:
    """Where a goal, whose last day is given, says that the way is long; None where it is not."""
    if goal.horizon is Horizon.SHORT_TERM and last - frame.start > _SHORT_TERM:
        return "horizon"
    for one in goal.objectives:
        if one.is_own_measure and one.due - frame.start > _LONG and one.due != frame.end:
            return f"objectives/{one.id}/due"
    return None

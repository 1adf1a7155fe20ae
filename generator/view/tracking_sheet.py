"""Tracking sheet: a page of paper to note the coming weeks on by hand.

In: a Plan. Out: what can be noted each day, and how; None where nothing is.
Touches nothing. It names no date: a sheet may be printed at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from generator.model.measure import (
    BeforeAfter,
    Count,
    Gas,
    Habit,
    Measure,
    Number,
    Percentage,
    QuestionnaireTotal,
    Rating,
    Steps,
    Total,
)
from generator.model.plan import Plan, Publication
from generator.text.language import _
from generator.view import dates, page_values
from generator.view.changes import shown_goals
from generator.view.measures.common import range_words


def tracking_sheet(plan: Plan) -> page_values.TrackingSheet | None:
    """The sheet of a plan: an objective a row, in the plan's order.

    Steps and questionnaires are noted elsewhere.
    """
    rows = tuple(_rows(plan))
    if not rows:
        return None
    return page_values.TrackingSheet(dates.short_weekdays(plan.week_starts), rows)


def _rows(plan: Plan) -> Iterator[page_values.SheetRow]:
    for goal in shown_goals(plan):
        for objective in goal.objectives:
            how = _how(objective.measure)
            if how and objective.publication is Publication.SHOWN:
                yield page_values.SheetRow(objective.objective, how)


def _how(measure: Measure) -> str | None:
    """What to write into a box: `0 to 10`, `times`, a tick."""
    match measure:
        case Rating(low=low, high=high):
            return range_words(low, high)
        case BeforeAfter(low=low, high=high):
            return _("before and after, {range}", range=range_words(low, high))
        case Count(unit=unit) | Total(unit=unit) | Number(unit=unit):
            return unit
        case Habit():
            return _("a tick where it was done")
        case Percentage():
            return _("so many of so many")
        case Gas(scale=(low, high)):
            return range_words(low, high)
        case QuestionnaireTotal() | Steps():
            return None
        case _:
            assert_never(measure)

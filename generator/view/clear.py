"""Clear: what makes an objective clear, letter by letter.

In: an objective, with its progress in words. Out: facts.
Touches nothing. The client's own words come first, else what the plan says anyway.
"""

from __future__ import annotations

from typing import Final

from generator.model.duration import Duration, DurationUnit
from generator.model.plan import Objective, Plan
from generator.text.language import N_, _, ngettext
from generator.view import dates, page_values, sentences
from generator.view.measures.describe import DescribedObjective

#: The letter of SMART that is told from the numbers.
COUNTED: Final = N_("Counted")


def clear(
    plan: Plan,
    described: DescribedObjective,
) -> tuple[page_values.Fact, ...]:
    """What makes an objective clear; a letter without words is left out."""
    objective = described.progress.objective
    smart = objective.smart
    rows = (
        (_("Clear"), smart.specific),
        (_(COUNTED), smart.measurable or _counted(described)),
        (_("Within reach"), smart.achievable),
        (_("Mine"), smart.relevant),
        (_("By when"), smart.time_bound or _by_when(plan, objective)),
    )
    return tuple(page_values.Fact(term, words) for term, words in rows if words)


def _counted(described: DescribedObjective) -> str:
    if not described.series:
        return _("Step by step.")
    words = described.series[0].words
    if not words.origin or len(described.series) > 1:
        return words.counted
    return sentences.joined(
        words.counted,
        _("It began at {began}.", began=words.origin),
    )


def _by_when(plan: Plan, objective: Objective) -> str:
    every = plan.timeframe.review.every
    due = f"{dates.full(objective.due)}."
    return sentences.joined(due, _looked_at(every)) if every else due


def _looked_at(every: Duration) -> str:
    match every.unit:
        case DurationUnit.DAY:
            return ngettext(
                "We look at it every day.", "We look at it every {count} days.", every.count
            )
        case DurationUnit.WEEK:
            return ngettext(
                "We look at it every week.", "We look at it every {count} weeks.", every.count
            )
        case DurationUnit.MONTH:
            return ngettext(
                "We look at it every month.", "We look at it every {count} months.", every.count
            )

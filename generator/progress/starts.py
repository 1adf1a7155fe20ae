"""Starts: where each rater of an objective began.

In: an objective, one of its raters, and all of them. Out: the objective as that rater began it, and the day of it.
Touches nothing. A start that one number gives for all is nobody's where several people rate: each of them began with
their own first scores. Which side the aim lies on was said for all, and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from generator.model.measure import (
    AtLeast,
    AtMost,
    Baseline,
    EachBaseline,
    Gas,
    KnownBaseline,
    Started,
    Target,
    Toward,
)
from generator.model.plan import Objective


def with_start_of(
    objective: Objective, rater: str | None, raters: Sequence[str | None]
) -> Objective:
    """The objective with the start of this rater alone; without one where none is known."""
    measure = objective.measure
    is_shared = _is_shared(objective, raters)
    if isinstance(measure, Gas) and is_shared:
        return replace(objective, measure=replace(measure, baseline=None))
    if not isinstance(measure, Started):
        return objective
    own = _of_each(measure.baseline, rater)
    if is_shared and isinstance(own, KnownBaseline) and own == measure.baseline:
        own = None
    if own == measure.baseline:
        return objective
    return replace(objective, measure=_begun_at(measure, own))


def _is_shared(objective: Objective, raters: Sequence[str | None]) -> bool:
    """Whether several people rate it; whoever's scores are held back does too."""
    return len({*raters, *objective.held_raters}) > 1


def _begun_at(measure: Started, own: Baseline | None) -> Started:
    """The measure with a start of its own, and the side of the aim that the start for all gave."""
    if isinstance(measure.baseline, KnownBaseline):
        target = _sided(measure, measure.baseline)
        return replace(measure, baseline=own, target=target)
    return replace(measure, baseline=own)


def day_of(objective: Objective) -> date | None:
    """The day of the start, where the plan says it; scores before it are no change since."""
    baseline = objective.measure.baseline
    if isinstance(baseline, KnownBaseline):
        return baseline.on
    return None


def _of_each(baseline: Baseline | None, rater: str | None) -> Baseline | None:
    """The start of a rater where the plan gives one for each; any other as it is."""
    if not isinstance(baseline, EachBaseline):
        return baseline
    given = dict(baseline.values).get(rater or "")
    if given is None:
        return None
    return KnownBaseline(given, None)


def _sided(measure: Started, shared: KnownBaseline) -> Target | None:
    """The target with the side that the start for all gave it."""
    target = measure.target
    if measure.better is not None or not isinstance(target, Toward):
        return target
    if target.value < shared.value:
        return AtMost(target.value)
    return AtLeast(target.value)

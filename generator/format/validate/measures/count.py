"""Count: how often something happens in each period.

In: the fields of an objective. Out: a `Count`.
Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.record import Fields
from generator.format.keys.objective import ObjectiveKeys
from generator.format.validate.measures.common import check_side, read_baseline, target_of
from generator.model.measure import Count, Per


def count_of(fields: Fields) -> Count:
    """The count of an objective; times a week where nothing else is said."""
    baseline, target = read_baseline(fields), target_of(fields)
    check_side(
        fields,
        baseline,
        target,
        None,
        "write `target: {at_least: 2}` or `{at_most: 2}`",
    )
    return Count(
        fields.get(ObjectiveKeys.unit, "times"),
        fields.get(ObjectiveKeys.per, Per.WEEK),
        baseline,
        target,
    )

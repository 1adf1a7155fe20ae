"""Rating: a number on a scale.

In: the fields of an objective. Out: a `Rating`.
Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.record import Fields
from generator.format.keys.objective import ObjectiveKeys
from generator.format.validate.measures.common import (
    check_anchors,
    check_on_scale,
    check_side,
    read_baseline,
    scale_of,
    start_values,
    target_of,
    target_values,
)
from generator.model.measure import Rating


def rating_of(fields: Fields) -> Rating:
    """The rating of an objective. Raises InvalidField where its scale cannot be read."""
    baseline, target = read_baseline(fields), target_of(fields)
    scale = scale_of(fields)
    measure = Rating(
        low=scale.low,
        high=scale.high,
        anchors=scale.anchors,
        better=fields.get(ObjectiveKeys.better),
        baseline=baseline,
        target=target,
    )
    _check_start_and_aim(fields, measure)
    check_anchors(fields, measure, measure.anchors)
    hint = "add `better: higher` or `better: lower` beside it, or a baseline"
    check_side(fields, baseline, target, measure.better, hint)
    return measure


def _check_start_and_aim(fields: Fields, measure: Rating) -> None:
    """Note a baseline or a target that lies off the scale."""
    report = fields.report
    for value in start_values(measure.baseline):
        check_on_scale(
            report,
            fields.spot(ObjectiveKeys.baseline),
            "baseline",
            value,
            measure,
        )
    for value in target_values(measure.target):
        check_on_scale(
            report,
            fields.spot(ObjectiveKeys.target),
            "target",
            value,
            measure,
        )

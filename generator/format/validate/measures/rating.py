"""Rating: a number on a scale.

In: the fields of an objective. Out: a `Rating`.
Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField
from generator.format.keys.objective import ObjectiveKeys, ScaleKeys
from generator.format.validate.measures.common import (
    check_side,
    is_read,
    read_baseline,
    report_off_scale,
    start_values,
    target_of,
    target_values,
)
from generator.model.measure import Anchor, Rating


def rating_of(fields: Fields) -> Rating:
    """The rating of an objective. Raises Broken where its scale cannot be read."""
    baseline, target = read_baseline(fields), target_of(fields)
    scale = fields.get(ObjectiveKeys.scale)
    low = scale.get(ScaleKeys.min) if scale else None
    high = scale.get(ScaleKeys.max) if scale else None
    anchors = scale.get(ScaleKeys.anchors) if scale else None
    if fields.has(ObjectiveKeys.scale) and not (
        scale and is_read(scale, ScaleKeys.min, ScaleKeys.max)
    ):
        raise InvalidField  # found already; against a guessed scale, every score would be a finding more
    better = fields.get(ObjectiveKeys.better)
    measure = Rating(
        low=0.0 if low is None else low,
        high=10.0 if high is None else high,
        anchors=tuple(
            sorted((Anchor(v, w) for v, w in anchors or ()), key=lambda anchor: anchor.value)
        ),
        better=better,
        baseline=baseline,
        target=target,
    )
    report = fields.report
    if measure.low >= measure.high and scale:
        hint = "`min` is the lowest number of the scale and `max` the highest"
        raise report.broken(
            fields.spot(ObjectiveKeys.scale), "this scale ends below its start", "scale-order", hint
        )
    for value in start_values(baseline):
        if not measure.low <= value <= measure.high:
            report_off_scale(
                report, fields.spot(ObjectiveKeys.baseline), "baseline", value, measure
            )
    for value in target_values(target):
        if not measure.low <= value <= measure.high:
            report_off_scale(report, fields.spot(ObjectiveKeys.target), "target", value, measure)
    for anchor in measure.anchors:
        if scale and not measure.low <= anchor.value <= measure.high:
            report_off_scale(report, scale.spot(ScaleKeys.anchors), "anchor", anchor.value, measure)
    check_side(fields, baseline, target, better, "add `better: higher` or `better: lower`")
    return measure

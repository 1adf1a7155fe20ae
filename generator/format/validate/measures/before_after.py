"""Before and after: a number on a scale before something and after it.

In: the fields of an objective, and its scores. Out: a `BeforeAfter`; findings where scale, aim and side do not fit.
Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.keys.objective import ObjectiveKeys, ScaleKeys, TargetKeys
from generator.format.validate.measures.common import is_read, report_off_scale
from generator.model.measure import (
    AfterAt,
    Anchor,
    BeforeAfter,
    BeforeAndAfter,
    Better,
    ChangeBy,
    ScoreValue,
)


def before_after_of(fields: Fields) -> BeforeAfter:
    """The pairs of an objective. Raises Broken where scale, aim or side cannot be told."""
    report = fields.report
    scale = fields.get(ObjectiveKeys.scale)
    if fields.has(ObjectiveKeys.scale) and not (
        scale and is_read(scale, ScaleKeys.min, ScaleKeys.max)
    ):
        raise InvalidField  # found already; against a guessed scale, every score would be a finding more
    low = scale.get(ScaleKeys.min) if scale else None
    high = scale.get(ScaleKeys.max) if scale else None
    low, high = 0.0 if low is None else low, 10.0 if high is None else high
    if low >= high:
        hint = "`min` is the lowest number of the scale and `max` the highest"
        raise report.broken(
            fields.spot(ObjectiveKeys.scale), "this scale ends below its start", "scale-order", hint
        )
    target = _target_of(fields)
    anchors = (scale.get(ScaleKeys.anchors) if scale else None) or ()
    measure = BeforeAfter(
        low=low,
        high=high,
        anchors=tuple(sorted((Anchor(v, w) for v, w in anchors), key=lambda anchor: anchor.value)),
        better=_better_of(fields, target, low, high),
        target=target,
    )
    if isinstance(target, AfterAt) and not low <= target.value <= high:
        report_off_scale(report, fields.spot(ObjectiveKeys.target), "target", target.value, measure)
    if isinstance(target, ChangeBy) and not 0 < target.value <= high - low:
        if target.value > 0:
            sentence = f"a change of {target.value:g} is more than the scale from {low:g} to {high:g} has room for"
        else:
            sentence = "a change is how far, and above 0; `better` says which way"
        report.add(
            fields.spot(ObjectiveKeys.target),
            sentence,
            "change-off-scale",
            "write it such as `{change: 2}`",
        )
    for anchor in measure.anchors:
        if scale and not low <= anchor.value <= high:
            report_off_scale(report, scale.spot(ScaleKeys.anchors), "anchor", anchor.value, measure)
    return measure


def check_pair(report: Report, spot: Location, measure: BeforeAfter, value: ScoreValue) -> None:
    """Note a score that is no pair, or that lies off the scale."""
    if not isinstance(value, BeforeAndAfter):
        hint = "write `{before: 8, after: 5}`; one of the two is fine while the other is not known"
        report.add(spot, "a number before and a number after are expected here", "not-a-pair", hint)
        return
    for half in (value.before, value.after):
        if half is not None and not measure.low <= half <= measure.high:
            report_off_scale(report, spot, "score", half, measure)


def _target_of(fields: Fields) -> ChangeBy | AfterAt | None:
    given = fields.get(ObjectiveKeys.target)
    if given is None:
        return None
    if isinstance(given, float):
        hint = f"write `{{change: {given:g}}}` or `{{after: {given:g}}}`"
        sentence = "is this the change hoped for, or the number afterwards?"
        raise fields.report.broken(
            fields.spot(ObjectiveKeys.target), sentence, "change-or-after", hint, Show.VALUE
        )
    change, after = given.get(TargetKeys.change), given.get(TargetKeys.after)
    others = [key for key in (TargetKeys.at_least, TargetKeys.at_most) if given.has(key)]
    if (
        given.has(TargetKeys.change) == given.has(TargetKeys.after)
        or others
        or given.has(TargetKeys.between)
    ):
        hint = "write `{change: 2}` or `{after: 6}`"
        sentence = "the aim of before and after is one of two forms"
        raise fields.report.broken(given.here, sentence, "target-form", hint)
    if change is not None:
        return ChangeBy(change)
    if after is None:
        raise InvalidField
    return AfterAt(after)


def _better_of(
    fields: Fields, target: ChangeBy | AfterAt | None, low: float, high: float
) -> Better:
    """The side that is better: as said, else the end of the scale that the aim stands at."""
    better = fields.get(ObjectiveKeys.better)
    if better is not None:
        return better
    if fields.has(ObjectiveKeys.better):
        raise InvalidField
    if isinstance(target, AfterAt) and target.value in (low, high):
        return Better.LOWER if target.value == low else Better.HIGHER
    spot = fields.spot(ObjectiveKeys.target) if fields.has(ObjectiveKeys.target) else fields.here
    hint = "add `better: higher` or `better: lower`; only an aim at an end of the scale says it by itself"
    raise fields.report.broken(
        spot, "is a higher number better here, or a lower one?", "direction-unclear", hint
    )

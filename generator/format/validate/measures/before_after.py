"""Before and after: a number on a scale before something and after it.

In: the fields of an objective, and its scores. Out: a `BeforeAfter`; findings where scale, aim and
side do not fit. Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.keys.log import ScoreKeys
from generator.format.keys.objective import ObjectiveKeys, TargetKeys
from generator.format.parse import Mapping
from generator.format.validate.measures.common import (
    PossibleScores,
    check_anchors,
    check_on_scale,
    scale_of,
)
from generator.model.measure import (
    AfterAt,
    BeforeAfter,
    BeforeAndAfter,
    Better,
    ChangeBy,
    ScoreValue,
)


def before_after_of(fields: Fields) -> BeforeAfter:
    """The pairs of an objective. Raises InvalidField where scale, aim or side cannot be told."""
    scale = scale_of(fields)
    target = _target_of(fields)
    measure = BeforeAfter(
        low=scale.low,
        high=scale.high,
        anchors=scale.anchors,
        better=_better_of(fields, target, scale),
        target=target,
    )
    spot = fields.spot(ObjectiveKeys.target)
    if isinstance(target, AfterAt):
        check_on_scale(fields.report, spot, "target", target.value, measure)
    if isinstance(target, ChangeBy):
        _check_change(fields.report, spot, target.value, measure)
    check_anchors(fields, measure, measure.anchors)
    return measure


def _check_change(
    report: Report,
    spot: Location,
    change: float,
    measure: BeforeAfter,
) -> None:
    """Note a change that is none, or more than the scale has room for."""
    low, high = measure.low, measure.high
    if 0 < change <= high - low:
        return
    sentence = (
        f"a change of {change:g} is more than the scale from {low:g} to {high:g} has room for"
    )
    if change <= 0:
        sentence = "a change is how far, and above 0; `better` says which way"
    most = high - low
    near = f"{{change: {min(abs(change), most) or most:g}}}"
    hint = f"write `{near}`, or how far it is meant to go"
    report.add(spot, sentence, "change-off-scale", hint)


def check_pair(
    report: Report,
    spot: Location,
    measure: BeforeAfter,
    value: ScoreValue,
) -> None:
    """Note a score that is no pair, or that lies off the scale."""
    if not isinstance(value, BeforeAndAfter):
        hint = "write `{before: 8, after: 5}`; one of the two is fine while the other is not known"
        report.add(
            spot,
            "a number before and a number after are expected here",
            "not-a-pair",
            hint,
        )
        return
    for key, half in ((ScoreKeys.before, value.before), (ScoreKeys.after, value.after)):
        if half is not None:
            check_on_scale(report, _half_of(spot, key.name), "score", half, measure)


def _half_of(spot: Location, name: str) -> Location:
    """Where one of the two numbers of a pair stands."""
    if isinstance(spot.node, Mapping):
        pair = spot.node.pair(name)
        if pair is not None:
            return Location(pair[1], pair[0])
    return spot


def _target_of(fields: Fields) -> ChangeBy | AfterAt | None:
    """The aim, if there is one: how far, or where to be afterwards."""
    given = fields.get(ObjectiveKeys.target)
    if given is None:
        return None
    if isinstance(given, float):
        raise _change_or_after(fields, given)
    return _described_aim(given)


def _described_aim(given: Fields) -> ChangeBy | AfterAt:
    """The aim of a record. Raises InvalidField where it holds neither of the two forms, or more."""
    forms = [key.name for key in TargetKeys.keys.values() if given.has(key)]
    if forms == [TargetKeys.change.name]:
        return ChangeBy(given.must(TargetKeys.change))
    if forms == [TargetKeys.after.name]:
        return AfterAt(given.must(TargetKeys.after))
    sentence = "the aim of before and after is one of two forms"
    hint = "write `{change: 2}` or `{after: 6}`"
    raise given.report.broken(given.here, sentence, "target-form", hint)


def _change_or_after(fields: Fields, given: float) -> InvalidField:
    """Ask which of the two a number alone is."""
    spot = fields.spot(ObjectiveKeys.target)
    sentence = "is this the change hoped for, or the number afterwards?"
    hint = f"write `{{change: {given:g}}}` or `{{after: {given:g}}}`"
    return fields.report.broken(spot, sentence, "change-or-after", hint, Show.VALUE)


def _better_of(
    fields: Fields,
    target: ChangeBy | AfterAt | None,
    scale: PossibleScores,
) -> Better:
    """The side that is better: as said, else the end of the scale that the aim stands at."""
    if fields.has(ObjectiveKeys.better):
        return fields.must(ObjectiveKeys.better)
    if isinstance(target, AfterAt) and target.value == scale.low:
        return Better.LOWER
    if isinstance(target, AfterAt) and target.value == scale.high:
        return Better.HIGHER
    spot = fields.spot(ObjectiveKeys.target)
    sentence = "is a higher number better here, or a lower one?"
    hint = (
        "add `better: higher` or `better: lower` beside it; "
        "only an aim at an end of the scale says it by itself"
    )
    raise fields.report.broken(spot, sentence, "direction-unclear", hint)

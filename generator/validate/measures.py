"""Measures: what an objective is measured by, with its baseline and its target.

In: the fields of an objective. Out: a `Measure`; findings where number, scale and direction do not fit together.
Touches nothing.
"""

from __future__ import annotations

from typing import Final

from generator import plan_format as form
from generator.model import (
    Anchor,
    AtLeast,
    AtMost,
    Baseline,
    Better,
    Between,
    Count,
    FirstEntries,
    KnownBaseline,
    Measure,
    Milestones,
    Per,
    Rating,
    Target,
    Toward,
)
from generator.parse import Sequence
from generator.shapes import Broken, Fields, Key, Report, Show, Spot, near_miss

#: Measures of format 1 that this version draws, and those that it knows by name only.
MEASURES: Final = ("rating", "count", "steps")
LATER_MEASURES: Final = ("percentage", "habit", "number", "before-after", "gas", "phq9", "gad7", "who5", "core10")
#: Which keys of an objective a measure has no use for.
_UNUSED: Final[dict[str, tuple[Key[object], ...]]] = {
    "rating": (form.UNIT, form.PER),
    "count": (form.SCALE, form.BETTER),
    "steps": (form.SCALE, form.BETTER, form.UNIT, form.PER, form.BASELINE, form.TARGET),
}


def measure_of(fields: Fields) -> Measure:
    """What the objective is measured by. Raises Broken for a measure that cannot be read."""
    name = fields.must(form.MEASURE)
    if name not in MEASURES:
        known = ", ".join(MEASURES)
        near = near_miss(name, MEASURES)
        sentence = f'unknown measure "{name}"' + (f'; did you mean "{near}"?' if near else "")
        if name in LATER_MEASURES:
            sentence = f'this version does not draw "{name}" yet'
        spot = fields.spot(form.MEASURE)
        raise fields.report.broken(spot, sentence, "unknown-measure", f"choose one of: {known}", Show.VALUE)
    for key in _UNUSED[name]:
        if fields.has(key):
            sentence = f'"{key.name}" has no meaning with measure {name}'
            fields.report.add(fields.spot(key), sentence, "unused-key", "delete it, or choose another measure")
    if name == "steps":
        node = fields.spot(form.STEPS).node
        if not fields.has(form.STEPS) or (isinstance(node, Sequence) and not node.items):
            fields.report.add(fields.here, "there are no steps to count", "no-steps", f"add `{form.STEPS.example}`")
        return Milestones()
    baseline = _baseline(fields)
    target = _target(fields)
    if name == "count":
        per = fields.get(form.PER) or Per.WEEK
        _check_side(fields, baseline, target, None, "write `target: {at_least: 2}` or `{at_most: 2}`")
        return Count(fields.get(form.UNIT) or "times", per, baseline, target)
    return _rating(fields, baseline, target)


def _rating(fields: Fields, baseline: Baseline | None, target: Target | None) -> Rating:
    scale = fields.get(form.SCALE)
    low = scale.get(form.SCALE_MIN) if scale else None
    high = scale.get(form.SCALE_MAX) if scale else None
    anchors = scale.get(form.ANCHORS) if scale else None
    if fields.has(form.SCALE) and not (scale and _is_read(scale, form.SCALE_MIN, form.SCALE_MAX)):
        raise Broken  # found already; against a guessed scale, every score would be a finding more
    better = fields.get(form.BETTER)
    measure = Rating(
        low=0.0 if low is None else low,
        high=10.0 if high is None else high,
        anchors=tuple(sorted((Anchor(v, w) for v, w in anchors or ()), key=lambda anchor: anchor.value)),
        better=better,
        baseline=baseline,
        target=target,
    )
    report = fields.report
    if measure.low >= measure.high and scale:
        hint = "`min` is the lowest number of the scale and `max` the highest"
        raise report.broken(fields.spot(form.SCALE), "this scale ends below its start", "scale-order", hint)
    if isinstance(baseline, KnownBaseline) and not measure.low <= baseline.value <= measure.high:
        outside(report, fields.spot(form.BASELINE), "baseline", baseline.value, measure)
    for value in _target_values(target):
        if not measure.low <= value <= measure.high:
            outside(report, fields.spot(form.TARGET), "target", value, measure)
    for anchor in measure.anchors:
        if scale and not measure.low <= anchor.value <= measure.high:
            outside(report, scale.spot(form.ANCHORS), "anchor", anchor.value, measure)
    _check_side(fields, baseline, target, better, "add `better: higher` or `better: lower`")
    return measure


def _is_read(fields: Fields, *keys: Key[float]) -> bool:
    """Whether none of these keys stands there unreadable."""
    return not any(fields.has(key) and fields.get(key) is None for key in keys)


def outside(report: Report, spot: Spot, what: str, value: float, measure: Rating) -> None:
    """Note that a score, target, baseline or anchor lies off the scale."""
    high, low = f"{measure.high:g}", f"{measure.low:g}"
    if value > measure.high:
        sentence, end = f"{what} {value:g} is above the scale's {high}", "max"
    else:
        sentence, end = f"{what} {value:g} is below the scale's {low}", "min"
    hint = f"change scale.{end}, or choose a {what} from {low} to {high}"
    report.add(spot, sentence, f"{what}-outside-scale", hint, Show.VALUE)


def _check_side(
    fields: Fields, baseline: Baseline | None, target: Target | None, better: Better | None, hint: str
) -> None:
    if isinstance(target, Toward) and baseline is None and better is None and not fields.has(form.BASELINE):
        sentence = "is more better here, or less? Without a baseline the target alone cannot tell"
        fields.report.add(fields.spot(form.TARGET), sentence, "direction-unclear", f"{hint}, or a baseline", Show.VALUE)


def _baseline(fields: Fields) -> Baseline | None:
    given = fields.get(form.BASELINE)
    if given is None:
        return None
    if isinstance(given, float):
        return KnownBaseline(given, None)
    value, first = given.get(form.BASELINE_VALUE), given.get(form.BASELINE_FIRST)
    if (value is None) == (first is None):
        hint = "write a number, `{value: 3, date: 2026-01-12}` or `{first: 3}`"
        raise fields.report.broken(given.here, "a baseline is one of three forms", "baseline-form", hint)
    return FirstEntries(first) if first is not None else KnownBaseline(value or 0.0, given.get(form.BASELINE_DATE))


def _target(fields: Fields) -> Target | None:
    given = fields.get(form.TARGET)
    if given is None:
        return None
    if isinstance(given, float):
        return Toward(given)
    at_least, at_most, between = given.get(form.AT_LEAST), given.get(form.AT_MOST), given.get(form.BETWEEN)
    if sum(given.has(key) for key in (form.AT_LEAST, form.AT_MOST, form.BETWEEN)) != 1:
        hint = "write a number, `{at_least: 2}`, `{at_most: 4}` or `{between: [3, 5]}`"
        raise fields.report.broken(given.here, "a target is one of four forms", "target-form", hint)
    if at_least is not None:
        return AtLeast(at_least)
    if at_most is not None:
        return AtMost(at_most)
    if between is None:
        raise Broken
    return Between(*between)


def _target_values(target: Target | None) -> tuple[float, ...]:
    if target is None:
        return ()
    return (target.low, target.high) if isinstance(target, Between) else (target.value,)

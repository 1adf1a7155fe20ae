"""Number: any number with its unit.

In: the fields of an objective, and its scores. Out: a `Number`; findings for a missing unit and an
unclear side. Touches nothing.
"""

from __future__ import annotations

from typing import Final

from generator.format.fields.record import Fields
from generator.format.fields.report import Location, Report, Show
from generator.format.keys.objective import ObjectiveKeys
from generator.format.validate.measures.common import (
    check_side,
    read_baseline,
    start_values,
    target_of,
    target_values,
)
from generator.model.measure import Number, Target, Toward

#: Larger numbers are slips of a finger, and would not fit beside an axis.
LARGEST: Final = 1_000_000_000.0

_HINT = "add `better: higher` or `better: lower` beside it"


def number_of(fields: Fields) -> Number:
    """The number of an objective."""
    report = fields.report
    baseline, target = read_baseline(fields), target_of(fields)
    better = fields.get(ObjectiveKeys.better)
    unit = _unit_of(fields)
    for value in start_values(baseline):
        check_number(report, fields.spot(ObjectiveKeys.baseline), "baseline", value)
        _check_kept_up(fields, value, target)
    for value in target_values(target):
        check_number(report, fields.spot(ObjectiveKeys.target), "target", value)
    check_side(fields, baseline, target, better, _HINT)
    return Number(unit, better, baseline, target)


def _unit_of(fields: Fields) -> str:
    """The unit; none, with a finding, where none is written."""
    if not fields.has(ObjectiveKeys.unit):
        hint = "add `unit: minutes`, or what else is counted"
        fields.report.add(fields.here, "a number of what?", "unit-missing", hint)
    return fields.get(ObjectiveKeys.unit) or ""


def _check_kept_up(fields: Fields, start: float, target: Target | None) -> None:
    """Note a target that is where somebody starts, and nothing says which side is better."""
    is_kept_up = isinstance(target, Toward) and target.value == start
    if is_kept_up and not fields.has(ObjectiveKeys.better):
        spot = fields.spot(ObjectiveKeys.target)
        sentence = "start and aim are the same, to keep it up; is more better here, or less?"
        fields.report.add(spot, sentence, "direction-unclear", _HINT, Show.VALUE)


def check_number(report: Report, spot: Location, what: str, value: float) -> None:
    """Note a number too large to mean anything."""
    if abs(value) > LARGEST:
        hint = "choose a larger unit, or take a digit away"
        report.add(
            spot, f"this {what} is beyond a thousand million", f"{what}-too-large", hint, Show.VALUE
        )

"""Common: baselines, targets and scales, which several measures share.

In: the fields of an objective. Out: `Baseline` and `Target`; findings for numbers off a scale and unclear sides.
Touches nothing.
"""

from __future__ import annotations

from typing import Protocol

from generator.format.fields.record import FieldKey, Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.keys.objective import BaselineKeys, ObjectiveKeys, TargetKeys
from generator.model.measure import (
    AtLeast,
    AtMost,
    Baseline,
    Better,
    Between,
    EachBaseline,
    FirstEntries,
    KnownBaseline,
    Target,
    Toward,
)


class Bounded(Protocol):
    """Anything with a lowest and a highest value."""

    @property
    def low(self) -> float: ...

    @property
    def high(self) -> float: ...


def is_read(fields: Fields, *keys: FieldKey[float]) -> bool:
    """Whether none of these keys stands there unreadable."""
    return not any(fields.has(key) and fields.get(key) is None for key in keys)


def report_off_scale(
    report: Report, spot: Location, what: str, value: float, measure: Bounded
) -> None:
    """Note that a score, target, baseline or anchor lies off the scale."""
    high, low = f"{measure.high:g}", f"{measure.low:g}"
    if value > measure.high:
        sentence, end = f"{what} {value:g} is above the scale's {high}", "max"
    else:
        sentence, end = f"{what} {value:g} is below the scale's {low}", "min"
    hint = f"change scale.{end}, or choose a {what} from {low} to {high}"
    report.add(spot, sentence, f"{what}-outside-scale", hint, Show.VALUE)


def check_side(
    fields: Fields,
    baseline: Baseline | None,
    target: Target | None,
    better: Better | None,
    hint: str,
) -> None:
    if (
        isinstance(target, Toward)
        and baseline is None
        and better is None
        and not fields.has(ObjectiveKeys.baseline)
    ):
        sentence = "is more better here, or less? Without a baseline the target alone cannot tell"
        fields.report.add(
            fields.spot(ObjectiveKeys.target),
            sentence,
            "direction-unclear",
            f"{hint}, or a baseline",
            Show.VALUE,
        )


def read_baseline(fields: Fields) -> Baseline | None:
    given = fields.get(ObjectiveKeys.baseline)
    if given is None:
        return None
    if isinstance(given, float):
        return KnownBaseline(given, None)
    if isinstance(given, tuple):
        return EachBaseline(tuple((id.text, value) for id, value in given))
    value, first = given.get(BaselineKeys.value), given.get(BaselineKeys.first)
    if (value is None) == (first is None):
        hint = "write a number, `{value: 3, date: 2026-01-12}`, `{first: 3}` or `{sam: 3, vera: 5}`"
        raise fields.report.broken(
            given.here, "a baseline is one of four forms", "baseline-form", hint
        )
    return (
        FirstEntries(first)
        if first is not None
        else KnownBaseline(value or 0.0, given.get(BaselineKeys.date))
    )


def start_values(baseline: Baseline | None) -> tuple[float, ...]:
    """The scores that are given as a start."""
    if isinstance(baseline, EachBaseline):
        return tuple(value for _id, value in baseline.values)
    return (baseline.value,) if isinstance(baseline, KnownBaseline) else ()


def target_of(fields: Fields) -> Target | None:
    given = fields.get(ObjectiveKeys.target)
    if given is None:
        return None
    if isinstance(given, float):
        return Toward(given)
    at_least, at_most, between = (
        given.get(TargetKeys.at_least),
        given.get(TargetKeys.at_most),
        given.get(TargetKeys.between),
    )
    keys = (
        TargetKeys.at_least,
        TargetKeys.at_most,
        TargetKeys.between,
        TargetKeys.change,
        TargetKeys.after,
    )
    if (
        sum(given.has(key) for key in keys) != 1
        or given.has(TargetKeys.change)
        or given.has(TargetKeys.after)
    ):
        hint = "write a number, `{at_least: 2}`, `{at_most: 4}` or `{between: [3, 5]}`"
        raise fields.report.broken(given.here, "a target is one of four forms", "target-form", hint)
    if at_least is not None:
        return AtLeast(at_least)
    if at_most is not None:
        return AtMost(at_most)
    if between is None:
        raise InvalidField
    return Between(*between)


def target_values(target: Target | None) -> tuple[float, ...]:
    if target is None:
        return ()
    return (target.low, target.high) if isinstance(target, Between) else (target.value,)

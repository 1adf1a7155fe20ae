"""Common: baselines, targets and scales, which several measures share.

In: the fields of an objective. Out: `Baseline` and `Target`; findings for numbers off a scale and
unclear sides. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple, Protocol

from generator.format.fields.record import FieldKey, Fields
from generator.format.fields.report import Location, Report, Show
from generator.format.keys.objective import BaselineKeys, ObjectiveKeys, ScaleKeys, TargetKeys
from generator.model.measure import (
    Anchor,
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


class PossibleScores(NamedTuple):
    """The scores that are possible, and what some of them mean."""

    low: float
    high: float
    anchors: tuple[Anchor, ...]


#: The scale where an objective names none, or only one of its ends.
_LOWEST: Final = 0.0
_HIGHEST: Final = 10.0


def scale_of(fields: Fields) -> PossibleScores:
    """The scale of an objective. Raises InvalidField for one that cannot be read or ends below its
    start.

    Against a guessed scale, every score would be a finding more.
    """
    if not fields.has(ObjectiveKeys.scale):
        return PossibleScores(_LOWEST, _HIGHEST, ())
    scale = fields.must(ObjectiveKeys.scale)
    low = _end_of(scale, ScaleKeys.min, _LOWEST)
    high = _end_of(scale, ScaleKeys.max, _HIGHEST)
    if low >= high:
        spot = fields.spot(ObjectiveKeys.scale)
        hint = f"write `scale: {{min: {high:g}, max: {low:g}}}`, the lowest number first"
        raise fields.report.broken(
            spot,
            "this scale ends below its start",
            "scale-order",
            hint,
        )
    return PossibleScores(low, high, _anchors_of(scale))


def _anchors_of(scale: Fields) -> tuple[Anchor, ...]:
    """The anchors of a scale, from the lowest on."""
    anchors = [Anchor(value, words) for value, words in scale.get(ScaleKeys.anchors) or ()]
    return tuple(sorted(anchors, key=lambda anchor: anchor.value))


def _end_of(scale: Fields, key: FieldKey[float], otherwise: float) -> float:
    if scale.has(key):
        return scale.must(key)
    return otherwise


def check_anchors(
    fields: Fields,
    measure: Bounded,
    anchors: Iterable[Anchor],
) -> None:
    """Note anchors that lie off the scale."""
    scale = fields.get(ObjectiveKeys.scale)
    if scale is None:
        return
    spot = scale.spot(ScaleKeys.anchors)
    for anchor in anchors:
        check_on_scale(fields.report, spot, "anchor", anchor.value, measure)


def check_on_scale(
    report: Report, spot: Location, what: str, value: float, measure: Bounded
) -> None:
    """Note a score, target, baseline or anchor that lies off the scale."""
    if not measure.low <= value <= measure.high:
        report_off_scale(report, spot, what, value, measure)


def report_off_scale(
    report: Report, spot: Location, what: str, value: float, measure: Bounded
) -> None:
    """Note that a score, target, baseline or anchor lies off the scale."""
    high, low = f"{measure.high:g}", f"{measure.low:g}"
    if value > measure.high:
        sentence = f"{what} {value:g} is above the scale's {high}"
        wider = f"give the objective `scale: {{min: {low}, max: {value:g}}}`"
    else:
        sentence = f"{what} {value:g} is below the scale's {low}"
        wider = f"give the objective `scale: {{min: {value:g}, max: {high}}}`"
    hint = f"choose a {what} from {low} to {high}; if the scale goes further, {wider}"
    report.add(spot, sentence, f"{what}-outside-scale", hint, Show.VALUE)


def check_side(
    fields: Fields,
    baseline: Baseline | None,
    target: Target | None,
    better: Better | None,
    hint: str,
) -> None:
    """Note a target of one number where nothing says whether more is better."""
    if not isinstance(target, Toward) or better is not None:
        return
    if baseline is None and not fields.has(ObjectiveKeys.baseline):
        spot = fields.spot(ObjectiveKeys.target)
        sentence = "is more better here, or less? Without a baseline the target alone cannot tell"
        fields.report.add(
            spot,
            sentence,
            "direction-unclear",
            hint,
            Show.VALUE,
        )


def read_baseline(fields: Fields) -> Baseline | None:
    """The baseline of an objective, if it has one. Raises InvalidField for one of no form that is
    known."""
    given = fields.get(ObjectiveKeys.baseline)
    if given is None:
        return None
    if isinstance(given, float):
        return KnownBaseline(given, None)
    if isinstance(given, tuple):
        return EachBaseline(tuple((id.text, value) for id, value in given))
    return _described_baseline(given)


def _described_baseline(given: Fields) -> KnownBaseline | FirstEntries:
    """The baseline of a record: a number with its day, or the first entries."""
    value, first = given.get(BaselineKeys.value), given.get(BaselineKeys.first)
    if (value is None) == (first is None):
        sentence = "a baseline is one of four forms"
        hint = "write a number, `{value: 3, date: 2026-01-12}`, `{first: 3}` or `{sam: 3, vera: 5}`"
        raise given.report.broken(given.here, sentence, "baseline-form", hint)
    if first is not None:
        return FirstEntries(first)
    return KnownBaseline(value or 0.0, given.get(BaselineKeys.date))


def start_values(baseline: Baseline | None) -> tuple[float, ...]:
    """The scores that are given as a start."""
    if isinstance(baseline, EachBaseline):
        return tuple(value for _id, value in baseline.values)
    if isinstance(baseline, KnownBaseline):
        return (baseline.value,)
    return ()


#: Forms of a target that only before and after has a use for.
_OF_A_PAIR: Final = (TargetKeys.change.name, TargetKeys.after.name)


def target_of(fields: Fields) -> Target | None:
    """The target of an objective, if it has one. Raises InvalidField for one of no form that is
    known."""
    given = fields.get(ObjectiveKeys.target)
    if given is None:
        return None
    if isinstance(given, float):
        return Toward(given)
    return _described_target(given)


def _described_target(given: Fields) -> Target:
    """The target of a record, which holds one of the forms."""
    forms = [key.name for key in TargetKeys.keys.values() if given.has(key)]
    if len(forms) != 1 or forms[0] in _OF_A_PAIR:
        sentence = "a target is one of four forms"
        hint = "write a number, `{at_least: 2}`, `{at_most: 4}` or `{between: [3, 5]}`"
        raise given.report.broken(given.here, sentence, "target-form", hint)
    at_least, at_most = given.get(TargetKeys.at_least), given.get(TargetKeys.at_most)
    if at_least is not None:
        return AtLeast(at_least)
    if at_most is not None:
        return AtMost(at_most)
    return Between(*given.must(TargetKeys.between))


def target_values(target: Target | None) -> tuple[float, ...]:
    if target is None:
        return ()
    return (target.low, target.high) if isinstance(target, Between) else (target.value,)

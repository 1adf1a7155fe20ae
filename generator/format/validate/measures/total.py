"""Total: a count that adds up from the start.

In: the fields of an objective whose count is `per: total`. Out: a `Total`; findings where it cannot
be. Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.record import Fields
from generator.format.fields.report import Show
from generator.format.keys.objective import ObjectiveKeys
from generator.format.validate.measures.common import read_baseline, target_of
from generator.model.measure import AtLeast, Baseline, KnownBaseline, Target, Total, Toward


def total_of(fields: Fields) -> Total:
    """The total of an objective; of times where nothing else is said."""
    baseline, target = read_baseline(fields), target_of(fields)
    _check_baseline(fields, baseline)
    aim = _aim_of(fields, target)
    return Total(fields.get(ObjectiveKeys.unit, "times"), aim)


def _check_baseline(fields: Fields, baseline: Baseline | None) -> None:
    """Note a start that is not 0."""
    if baseline is None or (isinstance(baseline, KnownBaseline) and baseline.value == 0):
        return
    spot, sentence = fields.spot(ObjectiveKeys.baseline), "a total starts at 0"
    hint = "delete `baseline:`; what came before the plan is not counted"
    fields.report.add(spot, sentence, "total-baseline", hint, Show.VALUE)


def _aim_of(fields: Fields, target: Target | None) -> float | None:
    """The number to reach; None, with a finding, for a target that is none."""
    if target is None:
        return None
    if isinstance(target, Toward | AtLeast) and target.value > 0:
        return target.value
    hint = f"write the number to reach, such as `{ObjectiveKeys.target.line}`; for at most so many, count per week"
    sentence = "a total only grows, so its target is a number above 0"
    fields.report.add(
        fields.spot(ObjectiveKeys.target),
        sentence,
        "total-target",
        hint,
        Show.VALUE,
    )
    return None

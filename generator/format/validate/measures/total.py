"""Total: a count that adds up from the start.

In: the fields of an objective whose count is `per: total`. Out: a `Total`; findings where it cannot be.
Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.record import Fields
from generator.format.fields.report import Show
from generator.format.keys.objective import ObjectiveKeys
from generator.format.validate.measures.common import read_baseline, target_of
from generator.model.measure import AtLeast, KnownBaseline, Total, Toward


def total_of(fields: Fields) -> Total:
    """The total of an objective; of times where nothing else is said."""
    baseline, target = read_baseline(fields), target_of(fields)
    report = fields.report
    if baseline is not None and not (isinstance(baseline, KnownBaseline) and baseline.value == 0):
        hint = "delete `baseline`; what came before the plan is not counted"
        report.add(
            fields.spot(ObjectiveKeys.baseline),
            "a total starts at 0",
            "total-baseline",
            hint,
            Show.VALUE,
        )
    if target is not None and not (isinstance(target, Toward | AtLeast) and target.value > 0):
        hint = f"write the number to reach, such as `{ObjectiveKeys.target.line}`; for at most so many, count per week"
        sentence = "a total only grows, so its target is a number above 0"
        report.add(fields.spot(ObjectiveKeys.target), sentence, "total-target", hint, Show.VALUE)
        target = None
    return Total(
        fields.get(ObjectiveKeys.unit, "times"),
        target.value if isinstance(target, Toward | AtLeast) else None,
    )

"""Percentage: per cent, or so many done of so many.

In: the fields of an objective, and its scores. Out: a `Percentage`; findings for what is no share
of a whole. Touches nothing.
"""

from __future__ import annotations

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
from generator.model.measure import Fraction, Percentage, ScoreValue

#: The whole, in per cent.
WHOLE = 100.0


def percentage_of(fields: Fields) -> Percentage:
    """The percentage of an objective."""
    baseline, target, better = (
        read_baseline(fields),
        target_of(fields),
        fields.get(ObjectiveKeys.better),
    )
    for value in start_values(baseline):
        _check_percent(
            fields.report,
            fields.spot(ObjectiveKeys.baseline),
            "baseline",
            value,
        )
    for value in target_values(target):
        _check_percent(
            fields.report,
            fields.spot(ObjectiveKeys.target),
            "target",
            value,
        )
    check_side(
        fields,
        baseline,
        target,
        better,
        "add `better: higher` or `better: lower` beside it, or a baseline",
    )
    return Percentage(better, baseline, target)


def check_percentage(report: Report, spot: Location, value: ScoreValue) -> None:
    """Note a score that is neither per cent nor a part of a whole."""
    if isinstance(value, float):
        _check_percent(report, spot, "score", value)
    elif not isinstance(value, Fraction):
        hint = "write a number from 0 to 100, or `{done: 6, of: 8}`"
        report.add(
            spot, "per cent, or so many of so many, is expected here", "not-a-percentage", hint
        )
    elif not value.of:
        hint = "delete this score; a day with nothing to count is not 0 per cent"
        report.add(spot, "a share of 0 cannot be told", "of-nothing", hint)
    elif value.done > value.of:
        turned = f"{{done: {value.of:g}, of: {value.done:g}}}"
        hint = f"write `{turned}` if they changed places; `of` is how many there were in all"
        report.add(
            spot,
            f"{value.done:g} done is more than the {value.of:g} there were",
            "more-than-all",
            hint,
        )


def _check_percent(report: Report, spot: Location, what: str, value: float) -> None:
    if not 0 <= value <= WHOLE:
        side = "above 100" if value > WHOLE else "below 0"
        hint = f"choose a {what} from 0 to 100"
        report.add(
            spot, f"{what} {value:g} is {side} per cent", f"{what}-not-per-cent", hint, Show.VALUE
        )

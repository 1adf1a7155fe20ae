"""Gas: five levels in the client's own words.

In: the fields of an objective, or a score. Out: a `Gas`; findings where a level is missing or is none.
Touches nothing.
"""

from __future__ import annotations

from typing import Final

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.keys.objective import ObjectiveKeys
from generator.format.parse import Mapping
from generator.format.validate.measures.common import read_baseline, target_of
from generator.model.measure import AtLeast, Gas, KnownBaseline, ScoreValue, Toward

#: The levels; 0 is what is expected. Source: docs/clinical-rules.md#goal-attainment-scaling.
LEVELS: Final = (-2, -1, 0, 1, 2)


def gas_of(fields: Fields) -> Gas:
    """The levels of an objective. Raises Broken where one is missing."""
    report, baseline, target = fields.report, read_baseline(fields), target_of(fields)
    if not fields.has(ObjectiveKeys.levels):
        raise report.broken(
            fields.here,
            "the five levels are missing",
            "no-levels",
            f"add `{ObjectiveKeys.levels.line}`",
        )
    given = fields.get(ObjectiveKeys.levels)
    if given is None:
        raise InvalidField
    words, node = dict(given), fields.spot(ObjectiveKeys.levels).node
    missing = [str(level) for level in LEVELS if level not in words]
    if len(given) > len(words) or (
        missing and isinstance(node, Mapping) and len(node.pairs) == len(given)
    ):
        sentence = (
            "a level stands here twice"
            if len(given) > len(words)
            else f"no words for {', '.join(missing)}"
        )
        hint = "give each of -2, -1, 0, 1 and 2 its words"
        raise report.broken(fields.spot(ObjectiveKeys.levels), sentence, "levels-incomplete", hint)
    if missing:
        raise InvalidField  # found already, at the level that cannot be read
    start = (
        int(baseline.value)
        if isinstance(baseline, KnownBaseline) and baseline.value in (-2, -1)
        else None
    )
    if baseline is not None and start is None:
        hint = "write -1, or -2 where nothing worse is possible"
        report.add(
            fields.spot(ObjectiveKeys.baseline),
            "the start is one of the levels below 0",
            "gas-baseline",
            hint,
            Show.VALUE,
        )
    if target is not None and not (isinstance(target, Toward | AtLeast) and target.value == 0):
        hint = "delete `target`; level 0 holds the words for what you hope for"
        report.add(
            fields.spot(ObjectiveKeys.target),
            "the aim of five levels is level 0",
            "gas-target",
            hint,
            Show.VALUE,
        )
    return Gas(tuple(words[level] for level in LEVELS), start)


def check_level(report: Report, spot: Location, value: ScoreValue) -> None:
    """Note a score that is none of the levels."""
    if value not in LEVELS:
        report.add(
            spot,
            "this is none of the five levels",
            "not-a-level",
            "write -2, -1, 0, 1 or 2",
            Show.VALUE,
        )

"""Gas: five levels in the client's own words.

In: the fields of an objective, or a score. Out: a `Gas`; findings where a level is missing or is
none. Touches nothing.
"""

from __future__ import annotations

from typing import Final

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.keys.objective import ObjectiveKeys
from generator.format.parse import Mapping
from generator.format.validate.measures.common import read_baseline, target_of
from generator.model.measure import AtLeast, Baseline, Gas, KnownBaseline, ScoreValue, Toward

#: The levels; 0 is what is expected. Source: docs/clinical-rules.md#goal-attainment-scaling.
LEVELS: Final = (-2, -1, 0, 1, 2)
#: Where somebody can start.
_BELOW_AIM: Final = (-2, -1)


def gas_of(fields: Fields) -> Gas:
    """The levels of an objective. Raises InvalidField where one is missing."""
    baseline, target = read_baseline(fields), target_of(fields)
    words = _words_of(fields)
    start = _start_of(fields, baseline)
    if target is not None and not (isinstance(target, Toward | AtLeast) and target.value == 0):
        spot = fields.spot(ObjectiveKeys.target)
        hint = "delete `target:`; level 0 holds the words for what you hope for"
        sentence = "the aim of five levels is level 0"
        fields.report.add(spot, sentence, "gas-target", hint, Show.VALUE)
    return Gas(tuple(words[level] for level in LEVELS), start)


def _words_of(fields: Fields) -> dict[int, str]:
    """The words for each of the five levels. Raises InvalidField where one has none, or two."""
    if not fields.has(ObjectiveKeys.levels):
        raise _no_levels(fields)
    given = fields.must(ObjectiveKeys.levels)
    words = dict(given)
    if len(given) > len(words):
        hint = "give each of -2, -1, 0, 1 and 2 its words, once"
        raise _levels_incomplete(fields, "a level stands here twice", hint)
    missing = [str(level) for level in LEVELS if level not in words]
    if missing:
        raise _levels_missing(fields, missing, len(given))
    return words


def _levels_missing(fields: Fields, missing: list[str], read: int) -> InvalidField:
    """Say which levels have no words; nothing more where one of them could not be read."""
    node = fields.spot(ObjectiveKeys.levels).node
    if isinstance(node, Mapping) and len(node.pairs) == read:
        hint = f"add {' and '.join(f'`{level}: …`' for level in missing)} in the person's own words"
        return _levels_incomplete(fields, f"no words for {', '.join(missing)}", hint)
    # Found already, at the level that cannot be read.
    return InvalidField()


def _no_levels(fields: Fields) -> InvalidField:
    hint = f"add `{ObjectiveKeys.levels.line}`"
    return fields.report.broken(
        fields.here,
        "the five levels are missing",
        "no-levels",
        hint,
    )


def _levels_incomplete(fields: Fields, sentence: str, hint: str) -> InvalidField:
    spot = fields.spot(ObjectiveKeys.levels)
    return fields.report.broken(spot, sentence, "levels-incomplete", hint)


def _start_of(fields: Fields, baseline: Baseline | None) -> int | None:
    """The level at the start, if it is given."""
    if baseline is None:
        return None
    if isinstance(baseline, KnownBaseline) and baseline.value in _BELOW_AIM:
        return int(baseline.value)
    spot = fields.spot(ObjectiveKeys.baseline)
    sentence = "the start is one of the levels below 0"
    hint = "write `-1`, or `-2` where nothing worse is possible"
    fields.report.add(spot, sentence, "gas-baseline", hint, Show.VALUE)
    return None


def check_level(report: Report, spot: Location, value: ScoreValue) -> None:
    """Note a score that is none of the levels."""
    if value not in LEVELS:
        hint = "write one of: -2, -1, 0, 1, 2"
        report.add(
            spot,
            "this is none of the five levels",
            "not-a-level",
            hint,
            Show.VALUE,
        )

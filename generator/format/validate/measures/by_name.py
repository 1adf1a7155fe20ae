"""Measures: what an objective is measured by, with its baseline and its target.

In: the fields of an objective. Out: a `Measure`; findings where number, scale and direction do not
fit together. Touches nothing. Each measure has a module of its own; this one finds it, and knows
which scores it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from typing import Final, NamedTuple, assert_never

from generator.format.fields.record import FieldKey, Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.fields.slips import guess
from generator.format.keys.objective import ObjectiveKeys
from generator.format.parse import Sequence
from generator.format.validate.measures.before_after import before_after_of, check_pair
from generator.format.validate.measures.common import check_on_scale
from generator.format.validate.measures.count import count_of
from generator.format.validate.measures.gas import check_level, gas_of
from generator.format.validate.measures.habit import check_habit_score, habit_of
from generator.format.validate.measures.number import check_number, number_of
from generator.format.validate.measures.percentage import check_percentage, percentage_of
from generator.format.validate.measures.questionnaire import check_total, sheet_of
from generator.format.validate.measures.rating import rating_of
from generator.format.validate.measures.total import total_of
from generator.format.validate.questionnaires import Questionnaires
from generator.model.measure import (
    BeforeAfter,
    Count,
    EachBaseline,
    Gas,
    Habit,
    Measure,
    Number,
    Per,
    Percentage,
    QuestionnaireTotal,
    Rating,
    ScoreValue,
    Steps,
    Total,
)


class _MeasureKind(NamedTuple):
    """How a measure is read, and which keys about numbers it has a use for."""

    read: Callable[[Fields], Measure]
    uses: tuple[FieldKey[object], ...]


def measure_of(fields: Fields, questionnaires: Questionnaires) -> Measure:
    """What the objective is measured by. Raises InvalidField for a measure that cannot be read."""
    name = fields.must(ObjectiveKeys.measure)
    if name in MEASURES:
        kind = MEASURES[name]
        _report_unused(fields, name, kind.uses)
        return kind.read(fields)
    questionnaire = questionnaires.find(name)
    if questionnaire is not None:
        return sheet_of(fields, questionnaire)
    raise _unknown_measure(fields, name, questionnaires)


def _report_unused(
    fields: Fields,
    name: str,
    used: tuple[FieldKey[object], ...],
) -> None:
    for key in _ABOUT_NUMBERS:
        if fields.has(key) and key not in used:
            sentence = f'"{key.name}" has no meaning with measure {name}'
            hint = "delete it, or choose another measure"
            fields.report.add(fields.spot(key), sentence, "unused-key", hint)


def _unknown_measure(
    fields: Fields,
    name: str,
    questionnaires: Questionnaires,
) -> InvalidField:
    spot = fields.spot(ObjectiveKeys.measure)
    bare = name.partition("(")[0].strip(" ,;:.")
    meant = guess(bare, (*MEASURES, *questionnaires.ids))
    if meant.near is None:
        built_in, others = ", ".join(MEASURES), ", ".join(questionnaires.ids)
        hint = f"choose one of: {built_in}; or a questionnaire: {others}"
        return fields.report.broken(
            spot,
            "unknown measure",
            "unknown-measure",
            hint,
        )
    sentence = f"unknown measure{meant.typed}{meant.question}"
    if bare != name:
        sentence = f"unknown measure{meant.question}"
    hint = f"write `measure: {meant.near}`"
    return fields.report.broken(spot, sentence, "unknown-measure", hint, meant.show)


def starters_of(measure: Measure) -> tuple[str, ...]:
    """The ids of the people whose starts the measure gives, one by one."""
    if isinstance(measure.baseline, EachBaseline):
        return tuple(id for id, _value in measure.baseline.values)
    return ()


def check_score(
    report: Report, spot: Location, id: str, measure: Measure, value: ScoreValue
) -> None:
    """Note a score that the measure has no use for, or that lies outside it."""
    match measure:
        case Steps():
            _report_score_for_steps(report, spot, id)
        case Habit():
            check_habit_score(report, spot, value)
        case Gas():
            check_level(report, spot, value)
        case BeforeAfter():
            check_pair(report, spot, measure, value)
        case Percentage():
            check_percentage(report, spot, value)
        case Rating() | Number() | QuestionnaireTotal() | Count() | Total():
            _check_number(report, spot, measure, value)
        case _:
            assert_never(measure)


def _report_score_for_steps(report: Report, spot: Location, id: str) -> None:
    sentence = f'"{id}" is measured by its steps'
    hint = "write `done: 2026-01-26` beside the step instead"
    report.add(spot, sentence, "score-for-steps", hint, Show.VALUE)


def _check_number(
    report: Report,
    spot: Location,
    measure: Rating | Number | QuestionnaireTotal | Count | Total,
    value: ScoreValue,
) -> None:
    """Note what is no number, or lies outside a measure that is scored by one."""
    if not isinstance(value, float):
        hint = "write a number such as `4` or `2.5`"
        report.add(spot, "a number is expected here", "not-a-number", hint)
        return
    match measure:
        case Rating():
            check_on_scale(report, spot, "score", value, measure)
        case Number():
            check_number(report, spot, "score", value)
        case QuestionnaireTotal():
            check_total(report, spot, measure, value)
        case Count() | Total():
            _check_not_below_zero(report, spot, value)
        case _:
            assert_never(measure)


def _check_not_below_zero(report: Report, spot: Location, value: float) -> None:
    if value < 0:
        sentence = "a count is never below 0"
        report.add(
            spot,
            sentence,
            "count-below-zero",
            "write `0` or more",
            Show.VALUE,
        )


def _count(fields: Fields) -> Count | Total:
    if fields.get(ObjectiveKeys.per) is Per.TOTAL:
        return total_of(fields)
    return count_of(fields)


def _steps(fields: Fields) -> Steps:
    node = fields.spot(ObjectiveKeys.steps).node
    is_empty_list = isinstance(node, Sequence) and not node.items
    if is_empty_list or not fields.has(ObjectiveKeys.steps):
        hint = f"add `{ObjectiveKeys.steps.line}`"
        fields.report.add(
            fields.here,
            "there are no steps to count",
            "no-steps",
            hint,
        )
    return Steps()


_SCALE: Final = ObjectiveKeys.scale
_BETTER: Final = ObjectiveKeys.better
_UNIT: Final = ObjectiveKeys.unit
_PER: Final = ObjectiveKeys.per
_BASELINE: Final = ObjectiveKeys.baseline
_TARGET: Final = ObjectiveKeys.target

#: Keys of an objective that say how its numbers are meant; no measure has a use for all of them.
_ABOUT_NUMBERS: Final[tuple[FieldKey[object], ...]] = (
    ObjectiveKeys.form,
    ObjectiveKeys.prorated,
    ObjectiveKeys.planned,
    ObjectiveKeys.levels,
    _SCALE,
    _BETTER,
    _UNIT,
    _PER,
    _BASELINE,
    _TARGET,
)
#: The measures that need no questionnaire, by the name that a plan has for them.
MEASURES: Final[MappingOf[str, _MeasureKind]] = {
    "rating": _MeasureKind(rating_of, (_SCALE, _BETTER, _BASELINE, _TARGET)),
    "count": _MeasureKind(_count, (_UNIT, _PER, _BASELINE, _TARGET)),
    "habit": _MeasureKind(
        habit_of,
        (_PER, ObjectiveKeys.planned, _BASELINE, _TARGET),
    ),
    "gas": _MeasureKind(gas_of, (ObjectiveKeys.levels, _BASELINE, _TARGET)),
    "number": _MeasureKind(number_of, (_BETTER, _UNIT, _BASELINE, _TARGET)),
    "percentage": _MeasureKind(percentage_of, (_BETTER, _BASELINE, _TARGET)),
    "before-after": _MeasureKind(before_after_of, (_SCALE, _BETTER, _TARGET)),
    "steps": _MeasureKind(_steps, ()),
}
#: Ids that no questionnaire of a plan may have.
RESERVED: Final = tuple(MEASURES)

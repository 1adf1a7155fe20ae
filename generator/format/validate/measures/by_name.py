"""Measures: what an objective is measured by, with its baseline and its target.

In: the fields of an objective. Out: a `Measure`; findings where number, scale and direction do not fit together.
Touches nothing. Each measure has a module of its own; this one finds it, and knows which scores it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generator.format.fields.record import FieldKey, Fields
from generator.format.fields.report import Location, Report, Show
from generator.format.fields.slips import echoed, near_miss
from generator.format.keys.objective import ObjectiveKeys
from generator.format.parse import Sequence
from generator.format.validate.measures.before_after import before_after_of, check_pair
from generator.format.validate.measures.common import report_off_scale
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


def measure_of(fields: Fields, questionnaires: Questionnaires) -> Measure:
    """What the objective is measured by. Raises Broken for a measure that cannot be read."""
    name = fields.must(ObjectiveKeys.measure)
    if name not in MEASURES:
        questionnaire = questionnaires.find(name)
        if questionnaire is not None:
            return sheet_of(fields, questionnaire)
        known = f"{', '.join(MEASURES)}; or a questionnaire: {', '.join(questionnaires.ids)}"
        near = near_miss(name, (*MEASURES, *questionnaires.ids))
        word = echoed(name, near)
        sentence = f"unknown measure{word}" + (f'; did you mean "{near}"?' if near else "")
        spot = fields.spot(ObjectiveKeys.measure)
        hint = f"write `measure: {near}`" if near else f"choose one of: {known}"
        raise fields.report.broken(
            spot, sentence, "unknown-measure", hint, Show.VALUE if word else Show.KEY
        )
    read, unused = MEASURES[name]
    for key in (
        *unused,
        ObjectiveKeys.form,
        ObjectiveKeys.prorated,
        *(key for key, owner in OWN_KEYS if owner != name),
    ):
        if fields.has(key):
            sentence = f'"{key.name}" has no meaning with measure {name}'
            fields.report.add(
                fields.spot(key), sentence, "unused-key", "delete it, or choose another measure"
            )
    return read(fields)


def starters_of(measure: Measure) -> tuple[str, ...]:
    """The ids of the people whose starts the measure gives, one by one."""
    if isinstance(measure, Steps | BeforeAfter | Gas | Total) or not isinstance(
        measure.baseline, EachBaseline
    ):
        return ()
    return tuple(id for id, _value in measure.baseline.values)


def check_score(
    report: Report, spot: Location, id: str, measure: Measure, value: ScoreValue
) -> None:
    """Note a score that the measure has no use for, or that lies outside it."""
    if isinstance(measure, Steps):
        hint = "write `done: 2026-01-26` beside the step instead"
        report.add(spot, f'"{id}" is measured by its steps', "score-for-steps", hint, Show.VALUE)
    elif isinstance(measure, Habit):
        check_habit_score(report, spot, value)
    elif isinstance(measure, Gas):
        check_level(report, spot, value)
    elif isinstance(measure, BeforeAfter):
        check_pair(report, spot, measure, value)
    elif isinstance(measure, Percentage):
        check_percentage(report, spot, value)
    elif not isinstance(value, float):
        report.add(
            spot, "a number is expected here", "not-a-number", "write a number such as 4 or 2.5"
        )
    elif isinstance(measure, QuestionnaireTotal):
        check_total(report, spot, measure, value)
    elif isinstance(measure, Rating) and not measure.low <= value <= measure.high:
        report_off_scale(report, spot, "score", value, measure)
    elif isinstance(measure, Number):
        check_number(report, spot, "score", value)
    elif isinstance(measure, Count | Total) and value < 0:
        report.add(
            spot, "a count is never below 0", "count-below-zero", "write 0 or more", Show.VALUE
        )


def _count(fields: Fields) -> Count | Total:
    return total_of(fields) if fields.get(ObjectiveKeys.per) is Per.TOTAL else count_of(fields)


def _steps(fields: Fields) -> Steps:
    node = fields.spot(ObjectiveKeys.steps).node
    if not fields.has(ObjectiveKeys.steps) or (isinstance(node, Sequence) and not node.items):
        fields.report.add(
            fields.here,
            "there are no steps to count",
            "no-steps",
            f"add `{ObjectiveKeys.steps.line}`",
        )
    return Steps()


#: The measures that this version draws: how each is read, and which keys of an objective it has no use for.
MEASURES: Final[dict[str, tuple[Callable[[Fields], Measure], tuple[FieldKey[object], ...]]]] = {
    "rating": (rating_of, (ObjectiveKeys.unit, ObjectiveKeys.per)),
    "count": (_count, (ObjectiveKeys.scale, ObjectiveKeys.better)),
    "habit": (habit_of, (ObjectiveKeys.scale, ObjectiveKeys.better, ObjectiveKeys.unit)),
    "gas": (
        gas_of,
        (ObjectiveKeys.scale, ObjectiveKeys.better, ObjectiveKeys.unit, ObjectiveKeys.per),
    ),
    "number": (number_of, (ObjectiveKeys.scale, ObjectiveKeys.per)),
    "percentage": (percentage_of, (ObjectiveKeys.scale, ObjectiveKeys.unit, ObjectiveKeys.per)),
    "before-after": (
        before_after_of,
        (ObjectiveKeys.unit, ObjectiveKeys.per, ObjectiveKeys.baseline),
    ),
    "steps": (
        _steps,
        (
            ObjectiveKeys.scale,
            ObjectiveKeys.better,
            ObjectiveKeys.unit,
            ObjectiveKeys.per,
            ObjectiveKeys.baseline,
            ObjectiveKeys.target,
        ),
    ),
}
#: Keys that one measure alone has a use for.
OWN_KEYS: Final[tuple[tuple[FieldKey[object], str], ...]] = (
    (ObjectiveKeys.planned, "habit"),
    (ObjectiveKeys.levels, "gas"),
)
#: Ids that no questionnaire of a plan may have.
RESERVED: Final = tuple(MEASURES)

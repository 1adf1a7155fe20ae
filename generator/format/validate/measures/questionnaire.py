"""Questionnaire: the total of a questionnaire, by its id.

In: the fields of an objective and the questionnaire that it names. Out: a `QuestionnaireTotal`.
Touches nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.keys.objective import ObjectiveKeys, TargetKeys
from generator.format.validate.measures.common import (
    read_baseline,
    start_values,
    target_of,
    target_values,
)
from generator.format.validate.questionnaires import DIRECTION, as_other, as_raw
from generator.model.measure import (
    AtLeast,
    AtMost,
    Better,
    Questionnaire,
    QuestionnaireTotal,
    TotalForm,
    Totals,
)


def sheet_of(fields: Fields, questionnaire: Questionnaire) -> QuestionnaireTotal:
    """The total of an objective. Raises InvalidField where nobody can tell which form its numbers
    have."""
    report = fields.report
    _report_said_already(fields, questionnaire)
    written = _as_prorated(fields, _in_its_form(fields, questionnaire))
    measure = QuestionnaireTotal(written, read_baseline(fields), target_of(fields))
    for value in start_values(measure.baseline):
        _check_range(
            report,
            fields.spot(ObjectiveKeys.baseline),
            "baseline",
            value,
            written,
        )
    for value in target_values(measure.target):
        _check_range(
            report,
            fields.spot(ObjectiveKeys.target),
            "target",
            value,
            written,
        )
    _check_direction(fields, measure)
    return measure


def _report_said_already(fields: Fields, questionnaire: Questionnaire) -> None:
    """Note the keys of an objective that its questionnaire says already."""
    for key in (
        ObjectiveKeys.scale,
        ObjectiveKeys.better,
        ObjectiveKeys.unit,
        ObjectiveKeys.per,
    ):
        if fields.has(key):
            sentence = f'"{key.name}" has no meaning with measure {questionnaire.id}'
            hint = "delete it; the questionnaire says it"
            fields.report.add(fields.spot(key), sentence, "unused-key", hint)


def _check_direction(fields: Fields, measure: QuestionnaireTotal) -> None:
    """Note a target for more of what is better low, or for less of what is better high."""
    turned = _turned_round(measure)
    if turned is None:
        return
    id = measure.questionnaire.id
    sentence = f"{DIRECTION[measure.better]} with {id}, and this target asks for the opposite"
    hint = f"write `target: {{{turned}}}`"
    spot = fields.spot(ObjectiveKeys.target)
    fields.report.add(spot, sentence, "target-against-better", hint)


def _turned_round(measure: QuestionnaireTotal) -> str | None:
    """`at_most: 5` for a target of at least 5 where lower is better, and the other way round; None
    for a target on the better side."""
    target, better = measure.target, measure.better
    if better is Better.LOWER and isinstance(target, AtLeast):
        return f"{TargetKeys.at_most.name}: {target.value:g}"
    if better is Better.HIGHER and isinstance(target, AtMost):
        return f"{TargetKeys.at_least.name}: {target.value:g}"
    return None


def check_total(
    report: Report,
    spot: Location,
    measure: QuestionnaireTotal,
    value: float,
) -> None:
    """Note a score that cannot be a total of this questionnaire."""
    questionnaire = measure.questionnaire
    _check_range(report, spot, "score", value, questionnaire)
    if questionnaire.totals is not Totals.WHOLE:
        return
    if value != int(value):
        hint = (
            f"add up the answers again: write `{math.floor(value)}` or `{math.ceil(value)}`; a total "
            "worked out for an answer left out needs `prorated: true` in its objective"
        )
        sentence = f"a total of {questionnaire.id} is a whole number"
        report.add(spot, sentence, "not-a-whole-number", hint, Show.VALUE)
    elif value % questionnaire.step:
        step = questionnaire.step
        hint = "add up the answers again, or write `form: raw` and give every number of this objective as the plain sum"
        sentence = f"{value:g} cannot be: this total is the sum times {step}, so it goes in steps of {step}"
        report.add(spot, sentence, "not-a-total", hint, Show.VALUE)


def _in_its_form(fields: Fields, questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire in the form that the objective names. Raises InvalidField where there are
    two, and none is named."""
    spot, report, forms = fields.spot(ObjectiveKeys.form), fields.report, _forms(questionnaire)
    if not forms:
        _report_only_form(fields, questionnaire)
        return questionnaire
    chosen = fields.get(ObjectiveKeys.form)
    if chosen is None and fields.has(ObjectiveKeys.form):
        raise InvalidField
    if chosen is None:
        spot = fields.spot(ObjectiveKeys.measure)
    if chosen is None or chosen not in forms:
        raise _which_form(report, spot, questionnaire)
    return forms[chosen]


def _report_only_form(fields: Fields, questionnaire: Questionnaire) -> None:
    """Note a form that is named where there is only one."""
    if fields.has(ObjectiveKeys.form):
        sentence = f'"form" has no meaning with measure {questionnaire.id}'
        hint = "delete it; there is only one form"
        fields.report.add(
            fields.spot(ObjectiveKeys.form),
            sentence,
            "unused-key",
            hint,
        )


def _which_form(
    report: Report,
    spot: Location,
    questionnaire: Questionnaire,
) -> InvalidField:
    """Ask which of the two forms the totals have."""
    ranges, hints = [], []
    for word, form in _forms(questionnaire).items():
        range_ = f"{form.low:g}–{form.high:g}"
        ranges.append(range_)
        total = _SUM[word].format(times=questionnaire.raw_times)
        hints.append(f"`form: {word}` for {range_}, {total}")
    sentence = f"is this the {' or the '.join(ranges)} form?"
    hint = f"add beside it {' or '.join(hints)}"
    return report.broken(spot, sentence, "which-form", hint, Show.VALUE)


#: How the total of each form comes about.
_SUM: Final = {
    TotalForm.RAW: "the plain sum,",
    TotalForm.INDEX: "the sum times {times}",
    TotalForm.FROM_0: "each answer scored from 0,",
    TotalForm.FROM_1: "each answer scored from 1",
}


def _forms(questionnaire: Questionnaire) -> Mapping[TotalForm, Questionnaire]:
    """The two forms of a questionnaire, the smaller totals first; none where there is only one."""
    if questionnaire.raw_times is not None:
        return {
            TotalForm.RAW: as_raw(questionnaire),
            TotalForm.INDEX: questionnaire,
        }
    if questionnaire.other_low is None:
        return {}
    from_0, from_1 = sorted(
        (questionnaire, as_other(questionnaire)),
        key=lambda one: one.low,
    )
    return {TotalForm.FROM_0: from_0, TotalForm.FROM_1: from_1}


def _as_prorated(fields: Fields, questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire whose totals may have been worked out for an answer left out, where the
    objective says so."""
    if questionnaire.totals is Totals.DECIMAL and fields.has(ObjectiveKeys.prorated):
        sentence = f'"prorated" has no meaning with measure {questionnaire.id}'
        fields.report.add(
            fields.spot(ObjectiveKeys.prorated),
            sentence,
            "unused-key",
            "delete it; its totals may have decimals",
        )
        return questionnaire
    return replace(
        questionnaire,
        totals=fields.get(ObjectiveKeys.prorated) or questionnaire.totals,
    )


def _check_range(
    report: Report, spot: Location, what: str, value: float, questionnaire: Questionnaire
) -> None:
    low, high = questionnaire.low, questionnaire.high
    if low <= value <= high:
        return
    end = f"above the {high:g}"
    if value < low:
        end = f"below the {low:g}"
    sentence = f"{what} {value:g} is {end} of {questionnaire.id}"
    hint = f"choose a {what} from {low:g} to {high:g}{_or_another_form(questionnaire)}"
    report.add(spot, sentence, f"{what}-outside-scale", hint, Show.VALUE)


def _or_another_form(questionnaire: Questionnaire) -> str:
    """The end of a hint that asks which form is meant; nothing where there is only one."""
    if not questionnaire.raw_times and questionnaire.other_low is None:
        return ""
    return f"; `form:` says which totals are meant, {' or '.join(_forms(questionnaire))}"

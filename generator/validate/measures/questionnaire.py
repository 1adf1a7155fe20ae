"""Questionnaire: the total of a questionnaire, by its id.

In: the fields of an objective and the questionnaire that it names. Out: a `Sheet`.
Touches nothing.
"""

from __future__ import annotations

from generator import plan_format as form
from generator.model import AtLeast, AtMost, Better, Form, Questionnaire, Sheet, Totals
from generator.shapes import Broken, Fields, Report, Show, Spot
from generator.validate.measures.common import baseline_of, start_values, target_of, target_values
from generator.validate.questionnaires import DIRECTION, as_raw


def sheet_of(fields: Fields, questionnaire: Questionnaire) -> Sheet:
    """The total of an objective. Raises Broken where nobody can tell which form its numbers have."""
    report, id = fields.report, questionnaire.id
    for key in (form.SCALE, form.BETTER, form.UNIT, form.PER):
        if fields.has(key):
            sentence = f'"{key.name}" has no meaning with measure {id}'
            report.add(fields.spot(key), sentence, "unused-key", "delete it; the questionnaire says it")
    written = _in_its_form(fields, questionnaire)
    measure = Sheet(written, baseline_of(fields), target_of(fields))
    for value in start_values(measure.baseline):
        _check_range(report, fields.spot(form.BASELINE), "baseline", value, written)
    for value in target_values(measure.target):
        _check_range(report, fields.spot(form.TARGET), "target", value, written)
    against = AtLeast if written.better is Better.LOWER else AtMost
    if isinstance(measure.target, against):
        words = DIRECTION[written.better]
        turned = "at_most" if against is AtLeast else "at_least"
        hint = f"write `target: {{{turned}: {measure.target.value:g}}}`"
        report.add(
            fields.spot(form.TARGET),
            f"{words} with {id}, and this target asks for the opposite",
            "target-against-better",
            hint,
        )
    return measure


def check_total(report: Report, spot: Spot, measure: Sheet, value: float) -> None:
    """Note a score that cannot be a total of this questionnaire."""
    questionnaire = measure.questionnaire
    _check_range(report, spot, "score", value, questionnaire)
    if questionnaire.totals is not Totals.WHOLE:
        return
    if value != int(value):
        hint = "add up the answers again; an average of several totals belongs in `baseline:`"
        report.add(spot, f"a total of {questionnaire.id} is a whole number", "not-a-whole-number", hint, Show.VALUE)
    elif value % questionnaire.step:
        step = questionnaire.step
        hint = "add up the answers again, or write `form: raw` and give every number of this objective as the plain sum"
        sentence = f"{value:g} cannot be: this total is the sum times {step}, so it goes in steps of {step}"
        report.add(spot, sentence, "not-a-total", hint, Show.VALUE)


def _in_its_form(fields: Fields, questionnaire: Questionnaire) -> Questionnaire:
    times, spot, report = questionnaire.raw_times, fields.spot(form.FORM), fields.report
    if times is None:
        if fields.has(form.FORM):
            sentence = f'"form" has no meaning with measure {questionnaire.id}'
            report.add(spot, sentence, "unused-key", "delete it; there is only one form")
        return questionnaire
    chosen = fields.get(form.FORM)
    if chosen is None:
        if fields.has(form.FORM):
            raise Broken
        low, high = questionnaire.low, questionnaire.high
        raw, index = f"{low / times:g}–{high / times:g}", f"{low:g}–{high:g}"
        sentence = f"is this the {raw} or the {index} form?"
        hint = f"add `form: raw` for {raw}, the plain sum, or `form: index` for {index}, the sum times {times}"
        raise report.broken(fields.spot(form.MEASURE), sentence, "which-form", hint, Show.VALUE)
    return as_raw(questionnaire) if chosen is Form.RAW else questionnaire


def _check_range(report: Report, spot: Spot, what: str, value: float, questionnaire: Questionnaire) -> None:
    low, high, id = questionnaire.low, questionnaire.high, questionnaire.id
    if low <= value <= high:
        return
    sentence = f"{what} {value:g} is above the {high:g} of {id}"
    if value < low:
        sentence = f"{what} {value:g} is below the {low:g} of {id}"
    hint = f"choose a {what} from {low:g} to {high:g}"
    if questionnaire.raw_times:
        hint += "; `form:` says whether raw totals or the index are meant"
    report.add(spot, sentence, f"{what}-outside-scale", hint, Show.VALUE)

"""Check-in: whether the page has a form for the client, and which totals it asks for.

In: the key of a plan or of the settings. Out: a `CheckIn`, or None where there is no form.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.format.fields.record import Fields
from generator.format.fields.slips import guess
from generator.format.keys.plan import PlanKeys
from generator.format.validate.references import Known, spot_of
from generator.model.plan import Objective
from generator.model.settings import USUAL_CHECK_IN, CheckIn, Offer


def check_in_of(fields: Fields, unsaid: CheckIn | None) -> CheckIn | None:
    """What `check_in` says here; `unsaid` where it is left out."""
    match fields.get(PlanKeys.check_in):
        case None:
            return unsaid
        case Offer.NO:
            return None
        case Offer.YES:
            return unsaid or USUAL_CHECK_IN
        case totals:
            return CheckIn(totals)


def check_totals(fields: Fields, known: Known, objectives: Mapping[str, Objective]) -> None:
    """Note each total that is asked for and that nothing in the plan is measured by."""
    asked = fields.get(PlanKeys.check_in)
    if not isinstance(asked, tuple) or set(known.objective_ids or ()) != set(objectives):
        return
    measured = [
        objective.measure.questionnaire.id
        for objective in objectives.values()
        if objective.measure.questionnaire is not None
    ]
    for id in asked:
        if id not in measured:
            _report_unmeasured(fields, id, measured)


def _report_unmeasured(fields: Fields, id: str, measured: Collection[str]) -> None:
    meant = guess(id, measured)
    sentence = (
        f"nothing in this plan is measured by{meant.typed or ' this questionnaire'}{meant.question}"
    )
    hint = "take it out, or give an objective this `measure:`"
    if measured:
        hint = f"write one of: {', '.join(dict.fromkeys(measured))}"
    spot = spot_of(id, fields.spot(PlanKeys.check_in))
    fields.report.add(spot, sentence, "unmeasured-total", hint, meant.show)

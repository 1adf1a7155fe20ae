"""Questionnaires: the plan's own `measures:`, and the catalogue, which has the same form.

In: the fields of one questionnaire. Out: a `Questionnaire`; findings where its numbers do not fit
together. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from math import ceil
from typing import Final

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.keys.objective import ObjectiveKeys
from generator.format.keys.questionnaire import CatalogueKeys, QuestionnaireKeys
from generator.format.parse import Scalar, Sequence
from generator.format.validate.references import ids_below, if_good
from generator.model.measure import (
    Band,
    Better,
    Questionnaire,
    QuestionnaireFact,
    RiskItem,
    Totals,
    Verification,
)

#: Gives the questionnaires that every plan may use, by id; asked only where a plan names one.
Catalogue = Callable[[], Mapping[str, Questionnaire]]


def no_catalogue() -> Mapping[str, Questionnaire]:
    """A catalogue without entries."""
    return {}


@dataclass(frozen=True, slots=True)
class Questionnaires:
    """What a plan's objectives may be measured by: its own questionnaires, those it tried to name,
    and all others."""

    own: Mapping[str, Questionnaire]
    own_ids: tuple[str, ...]
    catalogue: Catalogue

    def find(self, id: str) -> Questionnaire | None:
        """The questionnaire of this id, or None. Raises InvalidField for one of the plan's own that
        could not be read."""
        if id in self.own_ids and id not in self.own:
            raise InvalidField
        return self.own.get(id) or self.catalogue().get(id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The plan's own first, then the catalogue's."""
        return tuple(dict.fromkeys((*self.own_ids, *self.catalogue())))


def questionnaires_of(
    plan: Fields, reserved: tuple[str, ...], catalogue: Catalogue
) -> Questionnaires:
    """The questionnaires of a plan; an id that is built in already is a finding."""
    own = {}
    for key, fields in plan.get(CatalogueKeys.measures, ()):
        if key.text in reserved or key.text in catalogue():
            _report_built_in(fields.report, key)
        for questionnaire in if_good(fields, partial(questionnaire_of, key.text)):
            own[key.text] = questionnaire
    return Questionnaires(own, ids_below(plan, CatalogueKeys.measures), catalogue)


def _report_built_in(report: Report, key: Scalar) -> None:
    sentence = f'"{key.text}" is built in already'
    hint = f"delete these lines, or choose an id of its own, such as `{key.text}-2`"
    report.add(Location(key, None), sentence, "measure-built-in", hint, Show.VALUE)


def questionnaire_of(id: str, fields: Fields) -> Questionnaire:
    """The questionnaire in `fields`. Raises InvalidField where its range or its bands cannot be
    read."""
    low, high, report = (
        fields.must(QuestionnaireKeys.min),
        fields.must(QuestionnaireKeys.max),
        fields.report,
    )
    if low >= high:
        hint = f"write `max: {low + 10:g}` or more; `min` is the lowest total and `max` the highest"
        spot, sentence = fields.spot(QuestionnaireKeys.max), "this range ends below its start"
        raise report.broken(spot, sentence, "scale-order", hint, Show.VALUE)
    questionnaire = Questionnaire(
        id=id,
        name=fields.must(QuestionnaireKeys.name),
        low=low,
        high=high,
        better=fields.must(QuestionnaireKeys.better),
        totals=_totals(fields),
        bands=_bands(fields, low, high),
        cut_off=fields.get(QuestionnaireKeys.cut_off),
        reliable_change=fields.get(QuestionnaireKeys.reliable_change) or None,
        raw_times=fields.get(QuestionnaireKeys.raw_times),
        step=fields.get(QuestionnaireKeys.raw_times, 1),
        period=fields.get(QuestionnaireKeys.period),
        licence=fields.get(QuestionnaireKeys.licence),
        source=fields.get(QuestionnaireKeys.source),
        unverified=_unverified(fields),
        risk_item=fields.get(QuestionnaireKeys.risk_item) is RiskItem.ASKED,
        relevant_change=fields.get(QuestionnaireKeys.relevant_change) or None,
        other_low=fields.get(QuestionnaireKeys.other_min),
    )
    cut_off = questionnaire.cut_off
    if cut_off is not None and not low <= cut_off <= high:
        hint = f"choose a cut-off from {low:g} to {high:g}"
        spot = fields.spot(QuestionnaireKeys.cut_off)
        report.add(
            spot,
            f"{cut_off:g} lies outside the range",
            "cut-off-outside",
            hint,
            Show.VALUE,
        )
    return questionnaire


def _unverified(fields: Fields) -> frozenset[QuestionnaireFact]:
    """The facts that have not been checked at their source."""
    if fields.get(QuestionnaireKeys.verified) is Verification.UNCHECKED:
        return frozenset(QuestionnaireFact)
    return frozenset(fields.get(QuestionnaireKeys.unverified, ()))


def _totals(fields: Fields) -> Totals:
    if fields.get(QuestionnaireKeys.decimals) is Totals.DECIMAL:
        return Totals.DECIMAL
    return fields.get(ObjectiveKeys.prorated, Totals.WHOLE)


def _bands(fields: Fields, low: float, high: float) -> tuple[Band, ...]:
    if not fields.has(QuestionnaireKeys.bands):
        return ()
    bands = tuple(Band(start, name) for start, name in fields.must(QuestionnaireKeys.bands))
    _check_order(fields, bands)
    for band in bands:
        if not low <= band.start <= high:
            raise _band_outside(fields, band, low, high)
    return bands


def _check_order(fields: Fields, bands: tuple[Band, ...]) -> None:
    """Raise InvalidField where a band begins no higher than the one before."""
    if any(before.start >= after.start for before, after in pairwise(bands)):
        spot, sentence = (
            fields.spot(QuestionnaireKeys.bands),
            "each band begins above the one before",
        )
        hint = "begin with the lowest, as in `[[0, minimal], [14, mild]]`"
        raise fields.report.broken(spot, sentence, "bands-order", hint)


def _band_outside(
    fields: Fields,
    band: Band,
    low: float,
    high: float,
) -> InvalidField:
    sentence = f"a band begins at {band.start:g}, outside the range"
    hint = f"choose a start from {low:g} to {high:g}"
    spot = fields.spot(QuestionnaireKeys.bands)
    if isinstance(spot.node, Sequence):
        spot = _start_of(band.start, spot.node) or spot
    return fields.report.broken(spot, sentence, "band-outside", hint, Show.VALUE)


def _start_of(start: float, bands: Sequence) -> Location | None:
    """Where the number stands at which a band begins."""
    for band in bands.items:
        if isinstance(band, Sequence):
            first = band.items[0]
            if isinstance(first, Scalar) and float(first.text) == start:
                return Location(first, None)
    return None


def as_raw(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire in raw totals; one that has no raw form stays as it is. Bands begin at
    whole totals."""
    times = questionnaire.raw_times
    if times is None:
        return questionnaire
    cut_off = questionnaire.cut_off
    if cut_off is not None:
        cut_off /= times
    bands = [Band(float(ceil(band.start / times)), band.name) for band in questionnaire.bands]
    return replace(
        questionnaire,
        low=questionnaire.low / times,
        high=questionnaire.high / times,
        step=1,
        bands=tuple(bands),
        cut_off=cut_off,
        reliable_change=_whole_part(questionnaire.reliable_change, times),
        relevant_change=_whole_part(questionnaire.relevant_change, times),
    )


def _whole_part(change: float | None, times: int) -> float | None:
    """The smallest change of whole raw totals that is `change` or more of the index."""
    if change is None:
        return None
    return float(ceil(change / times))


def as_other(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire where each answer is scored from the other number; one without such a form
    stays as it is."""
    if questionnaire.other_low is None:
        return questionnaire
    shift = questionnaire.other_low - questionnaire.low
    cut_off = questionnaire.cut_off
    if cut_off is not None:
        cut_off += shift
    return replace(
        questionnaire,
        low=questionnaire.other_low,
        high=questionnaire.high + shift,
        other_low=questionnaire.low,
        bands=tuple(Band(band.start + shift, band.name) for band in questionnaire.bands),
        cut_off=cut_off,
    )


#: The words for a direction in a hint.
DIRECTION: Final = {
    Better.HIGHER: "higher is better",
    Better.LOWER: "lower is better",
}

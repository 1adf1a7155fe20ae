"""Keys of a questionnaire: one of a plan's own, or one of the catalogue.

In: nothing. Out: records as classes, whose attributes are the keys. Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.choices import BoolField, ChoiceField
from generator.format.fields.dates import SpanField
from generator.format.fields.lists import ListField
from generator.format.fields.maps import MapField
from generator.format.fields.numbers import BandsField, NumberField, WholeField
from generator.format.fields.record import FieldKey, Fields, Need, RecordOf
from generator.format.fields.text import TextField
from generator.format.keys.objective import ObjectiveKeys
from generator.model.measure import Better, QuestionnaireFact, RiskItem, Totals, Verification


class QuestionnaireKeys(RecordOf[Fields]):
    """A questionnaire: one of a plan’s own, or one of the catalogue."""

    name = FieldKey(
        TextField(),
        example="BDI-II",
        need=Need.REQUIRED,
        meaning="What the questionnaire is called.",
    )
    min = FieldKey(
        NumberField(),
        example="0",
        need=Need.REQUIRED,
        meaning="Its lowest total.",
    )
    max = FieldKey(
        NumberField(),
        example="63",
        need=Need.REQUIRED,
        meaning="Its highest total.",
    )
    better = FieldKey(
        ChoiceField(Better),
        example="lower",
        need=Need.REQUIRED,
        meaning="Whether higher or lower totals are better.",
    )
    decimals = FieldKey(
        BoolField(Totals.DECIMAL, Totals.WHOLE),
        example="true",
        meaning="Whether totals may have decimals.",
    )
    bands = FieldKey(
        ListField(BandsField()),
        example="[[0, minimal], [14, mild]]",
        meaning="Where each named range begins, from low to high.",
    )
    cut_off = FieldKey(
        NumberField(),
        example="14",
        meaning="The total that therapists look at; never shown on a page.",
    )
    prorated = ObjectiveKeys.prorated
    reliable_change = FieldKey(
        NumberField(0),
        example="9",
        meaning="The smallest change that is more than usual ups and downs.",
    )
    relevant_change = FieldKey(
        NumberField(0),
        example="5",
        meaning="The smallest change that people notice in their lives; never shown on a page.",
    )
    raw_times = FieldKey(
        WholeField(2, 100),
        example="4",
        meaning="How many times the raw total is the index, where there are two forms.",
    )
    other_min = FieldKey(
        NumberField(),
        example="10",
        meaning="The lowest total where some score each answer from 0 and some from 1.",
    )
    risk_item = FieldKey(
        BoolField(RiskItem.ASKED, RiskItem.NOT_ASKED),
        example="true",
        meaning="Whether one of its questions asks about dying or about harm to oneself.",
    )
    period = FieldKey(
        SpanField(),
        example="2 weeks",
        meaning="How long a time the questions look back on.",
    )
    licence = FieldKey(
        TextField(),
        example="…",
        meaning="On what terms it may be used.",
    )
    source = FieldKey(
        TextField(),
        example="…",
        meaning="Where its facts come from.",
    )
    verified = FieldKey(
        BoolField(Verification.CHECKED, Verification.UNCHECKED),
        example="true",
        meaning="Whether its facts have been checked at their source.",
    )
    unverified = FieldKey(
        ListField(ChoiceField(QuestionnaireFact)),
        example="[reliable-change]",
        meaning="Which of its facts have not been checked.",
    )


class CatalogueKeys(RecordOf[Fields]):
    """The top of `measures.yml`."""

    measures = FieldKey(
        MapField(QuestionnaireKeys),
        example="{bdi2: {name: BDI-II, min: 0, max: 63, better: lower}}",
        meaning="The plan’s own questionnaires, by id.",
    )

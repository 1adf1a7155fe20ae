"""Keys of the time of a plan: from when to when it runs, its reviews, and its phases.

In: nothing. Out: records as classes, whose attributes are the keys. Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.choices import ChoiceField
from generator.format.fields.dates import DateField, SpanField
from generator.format.fields.record import FieldKey, Fields, Need, RecordOf
from generator.format.fields.text import TextField
from generator.model.plan import Phase, PhaseKind, ReviewRhythm


class ReviewRhythmKeys(RecordOf[ReviewRhythm]):
    """When the plan is looked at together."""

    every = FieldKey(
        SpanField(),
        example="6 weeks",
        meaning="How often you look at the plan together.",
    )
    due = FieldKey(
        DateField(),
        example="2026-04-06",
        meaning="The day of the next review.",
    )


class TimeframeKeys(RecordOf[Fields]):
    """From when to when a plan runs; it has `end` or `for`."""

    start = FieldKey(
        DateField(),
        example="2026-01-12",
        need=Need.REQUIRED,
        meaning="The first day of the plan.",
    )
    end = FieldKey(
        DateField(),
        example="2026-07-06",
        meaning="The last day of the plan.",
    )
    for_ = FieldKey(
        SpanField(),
        example="26 weeks",
        meaning="How long it lasts, in place of a last day.",
    )
    review = FieldKey(
        ReviewRhythmKeys,
        example="{every: 6 weeks}",
        meaning="When you look at the plan together.",
    )


class PhaseKeys(RecordOf[Phase]):
    """A part of the plan in time."""

    start = FieldKey(
        DateField(),
        name="from",
        example="2026-02-02",
        need=Need.REQUIRED,
        meaning="The day on which the phase begins; it lasts until the next one.",
    )
    label = FieldKey(
        TextField(),
        example="Practice",
        need=Need.REQUIRED,
        meaning="What the page calls the phase.",
    )
    kind = FieldKey(
        ChoiceField(PhaseKind),
        example="therapy",
        meaning="What sort of phase it is; a break is a planned pause.",
    )

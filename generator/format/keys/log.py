"""Keys of the log: its entries with their scores, and the reviews of a plan.

In: nothing. Out: records as classes, whose attributes are the keys. Touches nothing.
"""

from __future__ import annotations

import re

from generator.format.fields.choices import BoolField
from generator.format.fields.dates import DateField, MomentField, SinceField
from generator.format.fields.lists import TextListField
from generator.format.fields.maps import EachOrOneField, MapField, WordsMapField
from generator.format.fields.numbers import NumberField, NumberOrField, WholeField
from generator.format.fields.record import FieldKey, Fields, Need, RecordOf
from generator.format.fields.shorthand import ShorthandField
from generator.format.fields.text import NamedField, PatternField, TextField
from generator.format.keys.objective import ObjectiveKeys
from generator.model.measure import HabitMark, Noted
from generator.model.plan import Publication


class ScoreKeys(RecordOf[Fields]):
    """A score that is more than one number: a part of a whole, or before and after."""

    done = FieldKey(
        NumberField(0),
        example="6",
        meaning="How many times it worked.",
    )
    of = FieldKey(
        NumberField(0),
        example="8",
        meaning="How many times it was tried.",
    )
    before = FieldKey(
        NumberField(),
        example="8",
        meaning="The score before.",
    )
    after = FieldKey(
        NumberField(),
        example="5",
        meaning="The score after.",
    )


class EntryKeys(RecordOf[Fields]):
    """One entry of the log."""

    date = FieldKey(
        MomentField(),
        example="2026-01-19",
        need=Need.REQUIRED,
        meaning="The day, with a time if you like: 2026-01-19 14:30.",
    )
    by = FieldKey(
        NamedField(),
        example="sam",
        meaning="The id of the person whose scores these are.",
    )
    situation = FieldKey(
        TextField(),
        example="at work",
        meaning="Where or when it was.",
    )
    over = FieldKey(
        SinceField(),
        example="last week",
        meaning="Since when its counts count, if not since the week or month began; shared out by days.",
    )
    part = FieldKey(
        BoolField(Noted.PART, Noted.WHOLE),
        example="true",
        meaning="Whether this week or month was noted in part only, so that nothing follows from it.",
    )
    scores = FieldKey(
        MapField(ShorthandField(NumberOrField(HabitMark), ScoreKeys)),
        ids_of="objectives",
        example="{calm: 4}",
        meaning="The scores of this day, each beside the id of its objective.",
    )
    note = FieldKey(
        TextField(),
        example="…",
        meaning="What happened, in a few words; the client reads it.",
    )
    trigger = FieldKey(
        TextListField(),
        example="[tired]",
        meaning="What set it off.",
    )
    strength = FieldKey(
        WholeField(0, 10),
        example="7",
        meaning="How strong a hard moment was, from 0 to 10.",
    )
    response = FieldKey(
        TextListField(),
        example="[slow breaths]",
        meaning="What the person did then.",
    )
    helped = FieldKey(
        WordsMapField(TextField(), WholeField(0, 4)),
        example="{slow breaths: 3}",
        meaning="What was tried, and how much it helped, from 0 to 4.",
    )
    cost = FieldKey(
        WordsMapField(TextField(), WholeField(0, 4)),
        example="{long calls: 3}",
        meaning="What cost mood or strength, and how much, from 0 to 4.",
    )
    closeness = FieldKey(
        EachOrOneField(WholeField(0, 10)),
        example="{speak: 6}",
        meaning="How close each goal feels, from 0 to 10, beside its id; one number where there is one goal.",
    )
    celebrate = FieldKey(
        TextField(),
        example="…",
        meaning="Something to be glad about.",
    )
    hold = FieldKey(
        BoolField(Publication.HELD, Publication.SHOWN),
        example="true",
        meaning="Whether to keep all of this entry off the page: its words, its scores and its day.",
    )
    talked_about = ObjectiveKeys.talked_about
    reply = FieldKey(
        PatternField(
            re.compile(r"[0-9a-f]{32}"),
            "a reply is known by 32 digits and letters from a to f",
            "delete it; `handrail receive` writes it where an entry came in a reply",
        ),
        example='"…"',
        meaning="The reply of the client that this came in; `handrail receive` writes it.",
    )


class ReviewKeys(RecordOf[Fields]):
    """What was decided when the plan was looked at together."""

    date = FieldKey(
        DateField(),
        example="2026-04-06",
        need=Need.REQUIRED,
        meaning="The day of the review.",
    )
    kept = FieldKey(
        TextField(),
        example="the weekly question",
        meaning="What stays as it is.",
    )
    changed = FieldKey(
        TextField(),
        example="target to 2",
        meaning="What is different from now on.",
    )
    could_be_better = FieldKey(
        TextField(),
        example="more time to practise",
        meaning="What could be better from here.",
    )
    next = FieldKey(
        TextField(),
        example="bring one disagreement",
        meaning="What comes next.",
    )
    closeness = EntryKeys.closeness
    talked_about = ObjectiveKeys.talked_about

"""Keys of a goal: what it is, who agreed to it, and where it stands.

In: nothing. Out: records as classes, whose attributes are the keys. Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.choices import ChoiceField
from generator.format.fields.dates import DateField
from generator.format.fields.lists import ListField, TextListField
from generator.format.fields.maps import MapField, WordsMapField
from generator.format.fields.numbers import WholeField
from generator.format.fields.record import FieldKey, Fields, Need, RecordOf
from generator.format.fields.text import IdField, NamedField, TextField
from generator.format.keys.objective import ObjectiveKeys
from generator.model.plan import (
    Acceptance,
    Achievement,
    CallIt,
    Framing,
    Horizon,
    Lifecycle,
    Priority,
)


class AgreementKeys(RecordOf[Fields]):
    """What somebody says to a goal."""

    who = FieldKey(
        NamedField(),
        example="sam",
        need=Need.REQUIRED,
        meaning="The id of the person who says so.",
    )
    status = FieldKey(
        ChoiceField(Acceptance),
        example="agree",
        need=Need.REQUIRED,
        meaning="What the person says to the goal.",
    )
    on = FieldKey(
        DateField(),
        example="2026-01-12",
        meaning="The day on which they said it.",
    )


class OwnRatingKeys(RecordOf[Fields]):
    """How the rating of a goal itself is meant."""

    anchors = FieldKey(
        WordsMapField(WholeField(0, 10), TextField()),
        example="{0: far away, 10: it is mine}",
        meaning="What some of the numbers mean, in the person’s own words.",
    )
    aim = FieldKey(
        WholeField(1, 10),
        example="8",
        meaning="From where on the goal counts as reached; 10 when left out.",
    )


class GoalKeys(RecordOf[Fields]):
    """What the person wants. A plan with one goal writes these keys at its top."""

    goal = FieldKey(
        TextField(),
        example="Feel at ease in a crowd",
        meaning="What the person wants, in their own words.",
    )
    id = FieldKey(
        IdField(),
        example="speak",
        meaning="A short name for the goal, where another goal refers to it.",
    )
    call_it = FieldKey(
        ChoiceField(CallIt),
        example="hope",
        meaning="The word that the page has for a goal; above the goals it holds for all of them.",
    )
    addresses = FieldKey(
        TextListField(),
        example="[Panic on the train]",
        meaning="What brought the person here: the problems that this goal answers.",
    )
    why = FieldKey(
        TextField(),
        example="…",
        meaning="Why it matters.",
    )
    domain = FieldKey(
        TextField(),
        example="anxiety",
        meaning="What the goal is about, such as anxiety or connection.",
    )
    framing = FieldKey(
        ChoiceField(Framing),
        example="approach",
        meaning="Whether the goal moves towards something, leaves something behind, or keeps something going.",
    )
    horizon = FieldKey(
        ChoiceField(Horizon),
        example="short-term",
        meaning="Whether it is for the coming weeks or the long run.",
    )
    priority = FieldKey(
        ChoiceField(Priority),
        example="high",
        meaning="How soon it comes.",
    )
    importance = FieldKey(
        WholeField(0, 10),
        example="9",
        meaning="How much it matters to the person, from 0 to 10.",
    )
    confidence = FieldKey(
        WholeField(0, 10),
        example="6",
        meaning="How sure the person is to get there, from 0 to 10.",
    )
    closeness = FieldKey(
        OwnRatingKeys,
        example="{anchors: {0: far away, 10: it is mine}, aim: 8}",
        meaning="How close the goal feels to the person, from 0 to 10; reviews and entries have the numbers.",
    )
    expressed_by = FieldKey(
        NamedField(),
        example="sam",
        meaning="The id of the person whose wish it is.",
    )
    agreed = FieldKey(
        ListField(AgreementKeys),
        ids_of="people",
        example="[{who: sam, status: agree}]",
        meaning="Who has said yes to the goal.",
    )
    lifecycle = FieldKey(
        ChoiceField(Lifecycle),
        example="active",
        meaning="Where the goal stands: under way, waiting, on hold, complete or set aside.",
    )
    achievement = FieldKey(
        ChoiceField(Achievement),
        example="improving",
        meaning="How far it has come, as the two of you see it; left out, the notes tell.",
    )
    status_date = FieldKey(
        DateField(),
        example="2026-04-06",
        meaning="Since when the goal stands there.",
    )
    status_reason = FieldKey(
        TextField(),
        example="…",
        meaning="Why the goal stands there.",
    )
    replaces = FieldKey(
        IdField(),
        example="speak",
        meaning="The id of the earlier goal that this one came out of.",
    )
    objectives = FieldKey(
        MapField(ObjectiveKeys),
        example="{calm: {objective: …, measure: rating}}",
        meaning="What to work on and look at, each below an id of its own.",
    )


class ListedGoalKeys(GoalKeys):
    """A goal of a plan with several."""

    talked_about = ObjectiveKeys.talked_about

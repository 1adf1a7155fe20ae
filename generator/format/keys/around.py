"""Keys around the goals: whom to call, a safety plan, who helps, questions, patterns, how therapy
goes.

In: nothing. Out: records as classes, whose attributes are the keys. Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.dates import DateField
from generator.format.fields.lists import ListField, TextListField, TextsOrField
from generator.format.fields.record import FieldKey, Fields, Need, RecordOf
from generator.format.fields.shorthand import BriefField
from generator.format.fields.text import ContactField, TextField
from generator.model.plan import SafetyPlan, StartingPoint, Supporter
from generator.model.settings import SupportLine


class SupportLineKeys(RecordOf[SupportLine]):
    """Somebody to call."""

    name = FieldKey(
        TextField(),
        example="Night line",
        need=Need.REQUIRED,
        meaning="Who answers.",
    )
    contact = FieldKey(
        ContactField(),
        example="555 0100",
        need=Need.REQUIRED,
        meaning="The phone number, or another way to reach them.",
    )
    when = FieldKey(
        TextField(),
        example="day and night",
        meaning="When they can be reached.",
    )


class SafetyPlanKeys(RecordOf[SafetyPlan]):
    """The headings of a safety plan, in their order."""

    warning_signs = FieldKey(
        TextListField(),
        example="[I stop answering]",
        meaning="How the person notices that it is getting hard.",
    )
    on_my_own = FieldKey(
        TextListField(),
        example="[Five minutes in the garden]",
        meaning="What the person can do alone to feel safer.",
    )
    people_and_places = FieldKey(
        TextListField(),
        example="[The café by the pond]",
        meaning="People and places that take the mind off it.",
    )
    people_to_ask = FieldKey(
        TextsOrField(SupportLineKeys),
        example='["Nora, any time, also at night"]',
        meaning="People to ask for help, as in `support` or in words; quote words with a comma.",
    )
    professionals = FieldKey(
        TextsOrField(SupportLineKeys),
        example="[{name: Night line, contact: 555 0100}]",
        meaning="Professionals and crisis lines to turn to, as words or as in `support`.",
    )
    surroundings = FieldKey(
        TextListField(),
        example="[Nora keeps my spare tablets]",
        meaning="What makes the home safer.",
    )
    worth_living_for = FieldKey(
        TextListField(),
        example="[The garden in May]",
        meaning="What is worth living for.",
    )


class SupporterKeys(RecordOf[Supporter]):
    """Somebody at the person’s side; a name alone will do."""

    who = FieldKey(
        TextField(),
        example="Vera",
        need=Need.REQUIRED,
        meaning="A first name, or the id of somebody below `people`.",
    )
    is_ = FieldKey(
        TextField(),
        example="my sister",
        meaning="What they are to the person.",
    )
    for_ = FieldKey(
        TextField(),
        example="a walk on hard evenings",
        meaning="What they are there for.",
    )


class AskedKeys(RecordOf[Fields]):
    """A question to think about; its words alone will do."""

    question = FieldKey(
        TextField(),
        example="When do I feel most like myself?",
        need=Need.REQUIRED,
        meaning="A question to think about.",
    )
    answer = FieldKey(
        TextField(),
        example="…",
        meaning="The person’s own answer; left out, the question is still open.",
    )
    date = FieldKey(
        DateField(),
        example="2026-01-19",
        meaning="The day of the answer.",
    )


class FitNoteKeys(RecordOf[Fields]):
    """How therapy goes, as somebody said it; a text alone is `how`."""

    date = FieldKey(
        DateField(),
        example="2026-02-02",
        meaning="The day on which they said it.",
    )
    how = FieldKey(
        TextField(),
        example="I can say what I think here",
        need=Need.REQUIRED,
        meaning="How it goes, in their words.",
    )


class FitKeys(RecordOf[Fields]):
    """How therapy itself goes."""

    notes = FieldKey(
        ListField(BriefField(FitNoteKeys)),
        example="[{date: 2026-02-02, how: I can say what I think here}]",
        meaning="How therapy itself goes, a line for each time you talked about it.",
    )
    if_it_does_not_fit = FieldKey(
        TextField(),
        example="We say so, and look for another way together",
        meaning="What you do if the two of you, or the way of working, do not fit.",
    )


class PatternKeys(RecordOf[Fields]):
    """Something that returns; its words alone will do."""

    pattern = FieldKey(
        TextField(),
        example="I say yes and mean no",
        need=Need.REQUIRED,
        meaning="Something that returns, as the two of you noticed it.",
    )
    date = FieldKey(
        DateField(),
        example="2026-03-02",
        meaning="The day on which you noticed it.",
    )


class StartingPointKeys(RecordOf[StartingPoint]):
    """Where things stood at the start."""

    expectations = FieldKey(
        TextField(),
        example="…",
        meaning="What the person hopes for.",
    )
    hindrances = FieldKey(
        TextField(),
        example="…",
        meaning="What has been in the way so far.",
    )
    success_feels_like = FieldKey(
        TextField(),
        example="…",
        meaning="How it will feel when it works.",
    )
    motivation = FieldKey(TextField(), example="…", meaning="Why now.")

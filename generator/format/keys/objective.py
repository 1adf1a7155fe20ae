"""Keys of an objective: its measure with scale, baseline and target, and the steps on the way.

In: nothing. Out: records as classes, whose attributes are the keys. Touches nothing.
"""

from __future__ import annotations

from generator.format.fields.choices import BoolField, ChoiceField
from generator.format.fields.dates import DateField, SpanField
from generator.format.fields.lists import BoolOrField, ListField, PairField
from generator.format.fields.maps import ShorthandOrEachField, WordsMapField
from generator.format.fields.numbers import NumberField, WholeField
from generator.format.fields.record import FieldKey, Fields, Need, RecordOf
from generator.format.fields.shorthand import AimField, BriefField
from generator.format.fields.text import NamedField, TextField
from generator.format.keys.timeframe import TimeframeKeys
from generator.model.measure import Better, Per, StepRank, TotalForm, Totals
from generator.model.plan import IfThen, Publication, Smart, StepStatus, Strategy, StrategyKind


class ScaleKeys(RecordOf[Fields]):
    """The scores that a rating can have."""

    min = FieldKey(
        NumberField(),
        example="0",
        meaning="The lowest score.",
    )
    max = FieldKey(
        NumberField(),
        example="10",
        meaning="The highest score.",
    )
    anchors = FieldKey(
        WordsMapField(NumberField(), TextField()),
        example="{0: not at all, 10: fully}",
        meaning="What some of the scores mean, in words.",
    )


class BaselineKeys(RecordOf[Fields]):
    """Where somebody started, where a number alone does not say it."""

    value = FieldKey(
        NumberField(),
        example="3",
        meaning="The score at the start.",
    )
    date = FieldKey(
        DateField(),
        example="2026-01-12",
        meaning="The day of that score.",
    )
    first = FieldKey(
        WholeField(1, 100),
        example="3",
        meaning="Use the mean of this many first scores.",
    )


class TargetKeys(RecordOf[Fields]):
    """What to get to, where a number alone does not say it; one of them at a time."""

    at_least = FieldKey(
        NumberField(),
        example="2",
        meaning="This much or more.",
    )
    at_most = FieldKey(
        NumberField(),
        example="4",
        meaning="This much or less.",
    )
    between = FieldKey(
        PairField(),
        example="[3, 5]",
        meaning="From the first number to the second.",
    )
    change = FieldKey(
        NumberField(),
        example="2",
        meaning="Better by this much from before to after.",
    )
    after = FieldKey(
        NumberField(),
        example="6",
        meaning="Where it is afterwards.",
    )


class StepKeys(RecordOf[Fields]):
    """One small thing to do; its words alone will do."""

    step = FieldKey(
        TextField(),
        example="Ask one friend",
        need=Need.REQUIRED,
        meaning="One small thing to do.",
    )
    status = FieldKey(
        ChoiceField(StepStatus),
        example="in-progress",
        meaning="How far this step is.",
    )
    done = FieldKey(
        DateField(),
        example="2026-01-26",
        meaning="The day on which it was done.",
    )
    due = FieldKey(
        DateField(),
        example="2026-02-02",
        meaning="The day by which it should be done.",
    )
    by = FieldKey(
        NamedField(),
        example="sam",
        meaning="The id of the person who does it.",
    )
    first = FieldKey(
        BoolField(StepRank.FIRST, StepRank.IN_ORDER),
        example="true",
        meaning="Whether this is the step to begin with.",
    )


class StrategyKeys(RecordOf[Strategy]):
    """Something that may help; its words alone will do."""

    strategy = FieldKey(
        TextField(),
        example="Three slow breaths",
        need=Need.REQUIRED,
        meaning="Something that may help; use the same words under `helped`.",
    )
    kind = FieldKey(
        ChoiceField(StrategyKind),
        example="skill",
        meaning="What sort of help it is.",
    )


class IfThenKeys(RecordOf[IfThen]):
    """A plan for a hard moment."""

    if_ = FieldKey(
        TextField(),
        example="my mind goes blank",
        need=Need.REQUIRED,
        meaning="A moment that may come.",
    )
    then = FieldKey(
        TextField(),
        example="I read my note",
        need=Need.REQUIRED,
        meaning="What I do when it comes.",
    )


class SmartKeys(RecordOf[Smart]):
    """The person’s own words for the letters of SMART."""

    specific = FieldKey(
        TextField(),
        example="On the train at eight, standing",
        meaning="What is done, where and with whom.",
    )
    measurable = FieldKey(
        TextField(),
        example="A rating after each ride",
        meaning="How it is counted.",
    )
    achievable = FieldKey(
        TextField(),
        example="Two stops are enough to begin with",
        meaning="Why it is within reach.",
    )
    relevant = FieldKey(
        TextField(),
        example="It is my way to work",
        meaning="Why it matters to the person.",
    )
    time_bound = FieldKey(
        TextField(),
        example="By the summer holidays",
        meaning="By when.",
    )


class ObjectiveKeys(RecordOf[Fields]):
    """What to work on and how it is measured."""

    objective = FieldKey(
        TextField(),
        example="Rate how calm I feel on the train",
        need=Need.REQUIRED,
        meaning="What the person does or notices, so that it can be scored.",
    )
    short = FieldKey(
        TextField(),
        example="Calm on the train",
        meaning="A noun for it, of one to four words, where the page has little room.",
    )
    measure = FieldKey(
        NamedField(),
        example="rating",
        need=Need.REQUIRED,
        meaning="How it is measured, such as by rating or count.",
    )
    form = FieldKey(
        ChoiceField(TotalForm),
        example="index",
        meaning="Which total of a questionnaire with two forms is written down.",
    )
    prorated = FieldKey(
        BoolField(Totals.PRORATED, Totals.WHOLE),
        example="true",
        meaning="Whether totals may have been worked out for an answer left out.",
    )
    scale = FieldKey(
        ScaleKeys,
        example="{min: 0, max: 10}",
        meaning="The scores that a rating can have; 0 to 10 when left out.",
    )
    better = FieldKey(
        ChoiceField(Better),
        example="higher",
        meaning="Whether higher or lower scores are better; left out, the target tells.",
    )
    unit = FieldKey(
        TextField(),
        example="times",
        meaning="What is counted, such as times or pages.",
    )
    per = FieldKey(
        ChoiceField(Per),
        example="week",
        meaning="The stretch of time that counts add up in.",
    )
    planned = FieldKey(
        WholeField(1, 31),
        example="5",
        meaning="On how many days of each stretch the habit is meant.",
    )
    levels = FieldKey(
        WordsMapField(WholeField(-2, 2), TextField()),
        example="{-2: …, -1: …, 0: …, 1: …, 2: …}",
        meaning="The person’s own words for the five levels, from -2 to 2; 0 is the aim.",
    )
    baseline = FieldKey(
        ShorthandOrEachField(NumberField(), BaselineKeys),
        example="3",
        meaning="Where the person started; where several people score, the start of each.",
    )
    target = FieldKey(
        AimField(NumberField(), TargetKeys),
        example="7",
        meaning="Where the person wants to get to.",
    )
    due = FieldKey(
        DateField(),
        example="2026-04-06",
        meaning="The day by which to get there; the plan’s last day when left out.",
    )
    for_ = TimeframeKeys.for_
    expected_every = FieldKey(
        SpanField(),
        example="1 week",
        meaning="How often a score is hoped for; a longer silence is a gap in the chart.",
    )
    hold = FieldKey(
        BoolOrField(
            BoolField(Publication.HELD, Publication.SHOWN),
            ListField(NamedField()),
        ),
        example="true",
        meaning="Whether to leave the chart out, or the scores of some people, until you have talked.",
    )
    talked_about = FieldKey(
        DateField(),
        example="2026-04-13",
        meaning="The day on which you talked about what `check` asks of these words; never shown on a page.",
    )
    smart = FieldKey(
        SmartKeys,
        example="{relevant: …}",
        meaning="The person’s own words for what makes this clear; what is left out is told from the numbers.",
    )
    rated_by = FieldKey(
        ListField(NamedField()),
        ids_of="people",
        example="[sam]",
        meaning="The ids of the people who give the scores.",
    )
    steps = FieldKey(
        ListField(BriefField(StepKeys)),
        example="[Ask one friend]",
        meaning="Small steps on the way, in order.",
    )
    strategies = FieldKey(
        ListField(BriefField(StrategyKeys)),
        example="[Three slow breaths]",
        meaning="What may help on the way.",
    )
    if_then = FieldKey(
        ListField(IfThenKeys),
        example="[{if: my mind goes blank, then: I read my note}]",
        meaning="Plans for hard moments: if this happens, then I do that.",
    )

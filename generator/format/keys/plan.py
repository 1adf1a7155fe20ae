"""Keys of a plan file: its people, how it is shared, and what stands at its top.

In: nothing. Out: records as classes, whose attributes are the keys. Touches nothing.
"""

from __future__ import annotations

import re
from typing import Final

from generator.format.fields.choices import BoolField, ChoiceField, RuleIdField
from generator.format.fields.dates import DateField
from generator.format.fields.lists import BoolOrField, ListField, TextListField
from generator.format.fields.maps import MapField, WordsMapField
from generator.format.fields.numbers import VersionField, WholeField
from generator.format.fields.record import FieldKey, Fields, Need, RecordOf
from generator.format.fields.shorthand import BriefField
from generator.format.fields.text import PRIVATE, IdField, PatternField, TextField, WordField
from generator.format.keys.around import (
    AskedKeys,
    FitKeys,
    PatternKeys,
    SafetyPlanKeys,
    StartingPointKeys,
    SupporterKeys,
    SupportLineKeys,
)
from generator.format.keys.goal import GoalKeys, ListedGoalKeys
from generator.format.keys.log import EntryKeys, ReviewKeys
from generator.format.keys.objective import ObjectiveKeys
from generator.format.keys.questionnaire import CatalogueKeys
from generator.format.keys.timeframe import PhaseKeys, TimeframeKeys
from generator.model.look import Accent, PageSign
from generator.model.parts import Numbers, PagePart, PartShape
from generator.model.plan import Role, Setting
from generator.model.rule import NEVER_SILENT, STOPPING_RULES, Personal, Rule
from generator.model.settings import Offer
from generator.model.share import Access, Status


class PersonKeys(RecordOf[Fields]):
    """Somebody in the plan."""

    name = FieldKey(
        TextField(),
        example="Sam",
        need=Need.REQUIRED,
        meaning="What the page calls this person.",
    )
    role = FieldKey(
        ChoiceField(Role),
        example="client",
        need=Need.REQUIRED,
        meaning="Who this person is in the plan.",
    )


class ShareKeys(RecordOf[Fields]):
    """How the page is reached."""

    access = FieldKey(
        ChoiceField(Access),
        example="public",
        meaning="Who can open the page.",
    )
    generation = FieldKey(
        WholeField(1, 2**32 - 1),
        example="1",
        meaning="Raise it by one to make a new private link; the old one stops.",
    )
    key = FieldKey(
        IdField(),
        example="practice-2026",
        meaning="The name of the key that seals the page.",
    )
    until = FieldKey(
        DateField(),
        example="2027-01-31",
        meaning="The last day on which the page can be read.",
    )


class LookKeys(RecordOf[Fields]):
    """What the client chose for the looks of their page."""

    accent = FieldKey(
        ChoiceField(Accent),
        example="fern",
        meaning="The colour of the next step, of links and of good things.",
    )
    sign = FieldKey(
        ChoiceField(PageSign),
        example="garden",
        meaning="A small drawing beside the title.",
    )


class PlanHeadKeys(RecordOf[Fields]):
    """What a plan says before its goals."""

    handrail = FieldKey(
        VersionField(1, 1),
        example="1",
        meaning="The version of this format.",
    )
    uid = FieldKey(
        PatternField(
            re.compile(r"[0-9a-f]{32}"),
            "a uid is 32 digits and letters from a to f",
            'put it in quotes as it was made: uid: "5f0c…"',
        ),
        example='"…"',
        meaning="A random number in 32 signs that no other plan has; never change it.",
    )
    title = FieldKey(
        TextField(),
        example="Speaking up at work",
        meaning="What the page says on top; the first goal when left out.",
    )
    tab_title = FieldKey(
        TextField(),
        example="My plan",
        meaning="What the browser’s tab says; keep it neutral.",
    )
    status = FieldKey(
        ChoiceField(Status),
        cautious="draft",
        example="active",
        meaning="Where the plan stands; a draft has no page.",
    )
    setting = FieldKey(
        ChoiceField(Setting),
        example="individual",
        meaning="Whether the plan is for one person, a couple, a family or a group.",
    )
    language = FieldKey(
        WordField(),
        example="en",
        meaning="The language of the page.",
    )
    people = FieldKey(
        MapField(PersonKeys),
        example="{sam: {name: Sam, role: client}}",
        meaning="Everyone in the plan, each below an id of their own.",
    )
    client = FieldKey(
        TextField(),
        example="Sam",
        meaning="The name of the person whose plan it is; short for `people`.",
    )
    therapist = FieldKey(
        TextField(),
        example="Dr. Okafor",
        meaning="The name of the therapist; short for `people`.",
    )
    timeframe = FieldKey(
        TimeframeKeys,
        example="{start: 2026-01-12, for: 26 weeks}",
        need=Need.REQUIRED,
        meaning="From when to when the plan runs.",
    )
    share = FieldKey(
        ShareKeys,
        cautious="{access: none}",
        example="{access: public}",
        meaning="Who can see the page, and for how long.",
    )
    approach = FieldKey(
        TextListField(),
        example="[CBT]",
        meaning="The way of working, such as CBT.",
    )
    theme = FieldKey(
        TextField(),
        example="Living with loss",
        meaning="What brings the people of a group together.",
    )
    other_care = FieldKey(
        TextListField(),
        example="[My doctor looks after the pills]",
        meaning="What is looked after elsewhere, such as medication.",
    )
    what_matters = FieldKey(
        TextField(),
        example="…",
        meaning="What matters most to the person.",
    )
    starting_point = FieldKey(
        StartingPointKeys,
        example="{hindrances: …}",
        meaning="Where things stood at the start, in the person’s own words.",
    )
    with_me = FieldKey(
        ListField(BriefField(SupporterKeys)),
        example="[{who: Vera, is: my sister, for: a walk on hard evenings}]",
        meaning="Who is on the person’s side, and for what; their steps and what they rate stand beside them.",
    )
    asked = FieldKey(
        ListField(BriefField(AskedKeys)),
        example="[{question: When do I feel most like myself?, answer: …}]",
        meaning="Questions to think about, with the person’s own answers; the starters have ready sets.",
    )
    patterns = FieldKey(
        ListField(BriefField(PatternKeys)),
        example="[I say yes and mean no]",
        meaning="What returns again and again; a pattern may become a goal.",
    )
    fit = FieldKey(
        FitKeys,
        example="{notes: [{date: 2026-02-02, how: I can say what I think here}]}",
        meaning="How therapy itself is going, and what you do if it does not fit.",
    )
    support = FieldKey(
        ListField(SupportLineKeys),
        example="[{name: Night line, contact: 555 0100, when: day and night}]",
        meaning="Whom to call when things get hard; without it, the lines in handrail.yml.",
    )
    kind_line = FieldKey(
        TextField(),
        example="You have come through days like this",
        meaning="One kind line from the therapist for hard days; it stands beside whom to call.",
    )
    look = FieldKey(
        LookKeys,
        example="{accent: fern, sign: garden}",
        meaning="A colour and a small drawing for the page; let the client choose.",
    )
    safety_plan = FieldKey(
        SafetyPlanKeys,
        example="{warning_signs: [I stop answering]}",
        meaning="What to do when things get hard, in the person’s own words; each heading may be left out.",
    )
    phases = FieldKey(
        ListField(PhaseKeys),
        example="[{from: 2026-02-02, label: Practice}]",
        meaning="The parts of the plan in time, such as finding out, practice and a break.",
    )


class PlanKeys(PlanHeadKeys, GoalKeys):
    """A plan file."""

    goals = FieldKey(
        ListField(ListedGoalKeys),
        example="[{goal: …}]",
        meaning="The goals, when there are several; with one, its keys stand at the top. None yet is fine.",
    )
    talked_about = ObjectiveKeys.talked_about
    progress = FieldKey(
        ListField(EntryKeys),
        example="[{date: 2026-01-19, scores: {calm: 4}}]",
        meaning="The log: one entry for each time, oldest first.",
    )
    reviews = FieldKey(
        ListField(ReviewKeys),
        example="[{date: 2026-04-06, kept: …}]",
        meaning="What you decided when you looked at the plan together.",
    )
    measures = CatalogueKeys.measures
    numbers = FieldKey(
        ChoiceField(Numbers),
        example="quiet",
        meaning="Whether the page opens with its numbers or without; one tap brings them.",
    )
    sections = FieldKey(
        WordsMapField(
            ChoiceField(PagePart),
            ChoiceField(PartShape),
            (
                "each part has its word here",
                "write the two together, such as `sections: {journal: fold}`",
            ),
            (
                "the word beside this part is still to be written",
                "write show, fold or leave-out",
            ),
        ),
        example="{journal: fold, sheet: leave-out}",
        meaning="Parts to show, fold or leave out; whom to call, the next step and goals stay.",
    )
    check_in = FieldKey(
        BoolOrField(BoolField(Offer.YES, Offer.NO), ListField(IdField())),
        example="false",
        meaning="Whether the client can write on a private page; `[phq9]` asks for that total too.",
    )
    silence = FieldKey(
        WordsMapField(
            RuleIdField(Rule, STOPPING_RULES, NEVER_SILENT),
            TextField(),
            (
                "each rule has its reason here",
                'write the two together, such as `silence: {A6: "we talked about it"}`',
            ),
            (
                "the reason is still to be written",
                'write it beside the rule, such as `A6: "we talked about it"`',
            ),
        ),
        example="{A6: agreed with Sam}",
        meaning="Advice that is not wanted in this plan, each with its reason; it never reaches the page.",
    )
    publish_anyway = FieldKey(
        WordsMapField(
            ChoiceField(Personal),
            TextField(),
            (
                "what goes out all the same has its reason here",
                'write both, such as `publish_anyway: {phone: "these are scores"}`',
            ),
            (
                "the reason is still to be written",
                'write it beside the word, such as `phone: "these are scores"`',
            ),
        ),
        example="{phone: these are scores}",
        meaning="What looks like personal data and is none, with the reason; it never reaches the page.",
    )


#: The names of keys whose values are no words for anybody: what is set, counted, or never read.
WORDLESS: Final = frozenset(
    {
        PRIVATE,
        PlanKeys.silence.name,
        PlanKeys.publish_anyway.name,
        PlanKeys.uid.name,
        PlanKeys.numbers.name,
        PlanKeys.sections.name,
        PlanKeys.share.name,
        PlanKeys.look.name,
        PlanKeys.check_in.name,
        EntryKeys.scores.name,
        EntryKeys.reply.name,
        ObjectiveKeys.baseline.name,
        ObjectiveKeys.target.name,
    }
)

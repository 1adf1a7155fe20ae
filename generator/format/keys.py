"""Plan format: every key of a plan file, format 1, and of `handrail.yml`, with its shape.

In: nothing. Out: the records `PLAN` and `SETTINGS` and the keys they are made of.
Touches nothing. What a key means together with other keys is decided in `validate`.
"""

from __future__ import annotations

import re

from generator.format.fields import (
    BandsField,
    BoolField,
    BoolOrField,
    ChoiceField,
    DateField,
    EachOrOneField,
    FieldKey,
    IdField,
    ListField,
    MapField,
    MomentField,
    Need,
    NumberField,
    NumberOrField,
    PairField,
    PatternField,
    Record,
    RuleIdField,
    ShorthandField,
    ShorthandOrEachField,
    SinceField,
    SpanField,
    TextField,
    TextListField,
    TextsOrField,
    WholeField,
    WordField,
    WordsMapField,
)
from generator.model.measure import (
    Better,
    HabitMark,
    Noted,
    Per,
    QuestionnaireFact,
    RiskItem,
    StepRank,
    TotalForm,
    Totals,
    Verification,
)
from generator.model.plan import (
    Acceptance,
    Achievement,
    CallIt,
    Framing,
    Horizon,
    Lifecycle,
    PhaseKind,
    Priority,
    Publication,
    Role,
    Setting,
    StepStatus,
    StrategyKind,
)
from generator.model.rule import NEVER_SILENT, STOPPING_RULES, Personal, Rule
from generator.model.settings import OnLock, WeekStart
from generator.model.share import Access, Status

# ---- small records

TALKED_ABOUT = FieldKey(
    "talked_about",
    DateField(),
    "talked_about: 2026-04-13",
    meaning="The day on which you talked about what `check` asks of these words; never shown on a page.",
)

PERSON_NAME = FieldKey(
    "name", TextField(), "name: Sam", Need.REQUIRED, meaning="What the page calls this person."
)
PERSON_ROLE = FieldKey(
    "role",
    ChoiceField(Role),
    "role: client",
    Need.REQUIRED,
    meaning="Who this person is in the plan.",
)
PERSON = Record(PERSON_NAME, PERSON_ROLE)

REVIEW_EVERY = FieldKey(
    "every", SpanField(), "every: 6 weeks", meaning="How often you look at the plan together."
)
REVIEW_DUE = FieldKey("due", DateField(), "due: 2026-04-06", meaning="The day of the next review.")
START = FieldKey(
    "start", DateField(), "start: 2026-01-12", Need.REQUIRED, meaning="The first day of the plan."
)
END = FieldKey("end", DateField(), "end: 2026-07-06", meaning="The last day of the plan.")
FOR = FieldKey(
    "for", SpanField(), "for: 26 weeks", meaning="How long it lasts, in place of a last day."
)
RHYTHM = FieldKey(
    "review",
    Record(REVIEW_EVERY, REVIEW_DUE),
    "review: {every: 6 weeks}",
    meaning="When you look at the plan together.",
)
TIMEFRAME_RECORD = Record(START, END, FOR, RHYTHM)

ACCESS = FieldKey("access", ChoiceField(Access), "access: public", meaning="Who can open the page.")
GENERATION = FieldKey(
    "generation",
    WholeField(1, 2**32 - 1),
    "generation: 1",
    meaning="Raise it by one to make a new private link; the old one stops.",
)
SHARE_KEY = FieldKey(
    "key", IdField(), "key: practice-2026", meaning="The name of the key that seals the page."
)
UNTIL = FieldKey(
    "until", DateField(), "until: 2027-01-31", meaning="The last day on which the page can be read."
)
SHARE_RECORD = Record(ACCESS, GENERATION, SHARE_KEY, UNTIL)

LINE_NAME = FieldKey("name", TextField(), "name: Night line", Need.REQUIRED, meaning="Who answers.")
LINE_CONTACT = FieldKey(
    "contact",
    TextField(),
    "contact: 555 0100",
    Need.REQUIRED,
    meaning="The phone number, or another way to reach them.",
)
LINE_WHEN = FieldKey(
    "when", TextField(), "when: day and night", meaning="When they can be reached."
)
LINE = Record(LINE_NAME, LINE_CONTACT, LINE_WHEN)
SUPPORT = FieldKey(
    "support",
    ListField(LINE),
    "support: [{name: Night line, contact: 555 0100, when: day and night}]",
    meaning="Whom to call when things get hard; without it, the lines in handrail.yml.",
)

PHASE_FROM = FieldKey(
    "from",
    DateField(),
    "from: 2026-02-02",
    Need.REQUIRED,
    meaning="The day on which the phase begins; it lasts until the next one.",
)
PHASE_LABEL = FieldKey(
    "label", TextField(), "label: Practice", Need.REQUIRED, meaning="What the page calls the phase."
)
PHASE_KIND = FieldKey(
    "kind",
    ChoiceField(PhaseKind),
    "kind: therapy",
    meaning="What sort of phase it is; a break is a planned pause.",
)
PHASES = FieldKey(
    "phases",
    ListField(Record(PHASE_FROM, PHASE_LABEL, PHASE_KIND)),
    "phases: [{from: 2026-02-02, label: Practice}]",
    meaning="The parts of the plan in time, such as finding out, practice and a break.",
)

WARNING_SIGNS = FieldKey(
    "warning_signs",
    TextListField(),
    "warning_signs: [I stop answering]",
    meaning="How the person notices that it is getting hard.",
)
ON_MY_OWN = FieldKey(
    "on_my_own",
    TextListField(),
    "on_my_own: [Five minutes in the garden]",
    meaning="What the person can do alone to feel safer.",
)
PEOPLE_AND_PLACES = FieldKey(
    "people_and_places",
    TextListField(),
    "people_and_places: [The café by the pond]",
    meaning="People and places that take the mind off it.",
)
PEOPLE_TO_ASK = FieldKey(
    "people_to_ask",
    TextsOrField(LINE),
    'people_to_ask: ["Nora, any time, also at night"]',
    meaning="People to ask for help, as in `support` or in words; quote words with a comma.",
)
PROFESSIONALS = FieldKey(
    "professionals",
    TextsOrField(LINE),
    "professionals: [{name: Night line, contact: 555 0100}]",
    meaning="Professionals and crisis lines to turn to, as words or as in `support`.",
)
SURROUNDINGS = FieldKey(
    "surroundings",
    TextListField(),
    "surroundings: [Nora keeps my spare tablets]",
    meaning="What makes the home safer.",
)
WORTH_LIVING_FOR = FieldKey(
    "worth_living_for",
    TextListField(),
    "worth_living_for: [The garden in May]",
    meaning="What is worth living for.",
)
SAFETY_PLAN = FieldKey(
    "safety_plan",
    Record(
        WARNING_SIGNS,
        ON_MY_OWN,
        PEOPLE_AND_PLACES,
        PEOPLE_TO_ASK,
        PROFESSIONALS,
        SURROUNDINGS,
        WORTH_LIVING_FOR,
    ),
    "safety_plan: {warning_signs: [I stop answering]}",
    meaning="What to do when things get hard, in the person’s own words; each heading may be left out.",
)

SUPPORTER_WHO = FieldKey(
    "who",
    TextField(),
    "who: Vera",
    Need.REQUIRED,
    meaning="A first name, or the id of somebody below `people`.",
)
SUPPORTER_IS = FieldKey("is", TextField(), "is: my sister", meaning="What they are to the person.")
SUPPORTER_FOR = FieldKey(
    "for", TextField(), "for: a walk on hard evenings", meaning="What they are there for."
)
WITH_ME = FieldKey(
    "with_me",
    ListField(ShorthandField(TextField(), Record(SUPPORTER_WHO, SUPPORTER_IS, SUPPORTER_FOR))),
    "with_me: [{who: Vera, is: my sister, for: a walk on hard evenings}]",
    meaning="Who is on the person’s side, and for what; their steps and what they rate stand beside them.",
)

QUESTION = FieldKey(
    "question",
    TextField(),
    "question: When do I feel most like myself?",
    Need.REQUIRED,
    meaning="A question to think about.",
)
ANSWER = FieldKey(
    "answer",
    TextField(),
    "answer: …",
    meaning="The person’s own answer; left out, the question is still open.",
)
ANSWERED_ON = FieldKey("date", DateField(), "date: 2026-01-19", meaning="The day of the answer.")
ASKED = FieldKey(
    "asked",
    ListField(ShorthandField(TextField(), Record(QUESTION, ANSWER, ANSWERED_ON))),
    "asked: [{question: When do I feel most like myself?, answer: …}]",
    meaning="Questions to think about, with the person’s own answers; the starters have ready sets.",
)

FIT_HOW = FieldKey(
    "how",
    TextField(),
    "how: I can say what I think here",
    Need.REQUIRED,
    meaning="How it goes, in their words.",
)
FIT_DATE = FieldKey(
    "date", DateField(), "date: 2026-02-02", meaning="The day on which they said it."
)
FIT_NOTES = FieldKey(
    "notes",
    ListField(ShorthandField(TextField(), Record(FIT_DATE, FIT_HOW))),
    "notes: [{date: 2026-02-02, how: I can say what I think here}]",
    meaning="How therapy itself goes, a line for each time you talked about it.",
)
FIT_IF_NOT = FieldKey(
    "if_it_does_not_fit",
    TextField(),
    "if_it_does_not_fit: We say so, and look for another way together",
    meaning="What you do if the two of you, or the way of working, do not fit.",
)
FIT = FieldKey(
    "fit",
    Record(FIT_NOTES, FIT_IF_NOT),
    "fit: {notes: [{date: 2026-02-02, how: I can say what I think here}]}",
    meaning="How therapy itself is going, and what you do if it does not fit.",
)

PATTERN = FieldKey(
    "pattern",
    TextField(),
    "pattern: I say yes and mean no",
    Need.REQUIRED,
    meaning="Something that returns, as the two of you noticed it.",
)
PATTERN_DATE = FieldKey(
    "date", DateField(), "date: 2026-03-02", meaning="The day on which you noticed it."
)
PATTERNS = FieldKey(
    "patterns",
    ListField(ShorthandField(TextField(), Record(PATTERN, PATTERN_DATE))),
    "patterns: [I say yes and mean no]",
    meaning="What returns again and again; a pattern may become a goal.",
)

EXPECTATIONS = FieldKey(
    "expectations", TextField(), "expectations: …", meaning="What the person hopes for."
)
HINDRANCES = FieldKey(
    "hindrances", TextField(), "hindrances: …", meaning="What has been in the way so far."
)
SUCCESS = FieldKey(
    "success_feels_like",
    TextField(),
    "success_feels_like: …",
    meaning="How it will feel when it works.",
)
MOTIVATION = FieldKey("motivation", TextField(), "motivation: …", meaning="Why now.")
STARTING_POINT = FieldKey(
    "starting_point",
    Record(EXPECTATIONS, HINDRANCES, SUCCESS, MOTIVATION),
    "starting_point: {hindrances: …}",
    meaning="Where things stood at the start, in the person’s own words.",
)

# ---- objectives

SCALE_MIN = FieldKey("min", NumberField(), "min: 0", meaning="The lowest score.")
SCALE_MAX = FieldKey("max", NumberField(), "max: 10", meaning="The highest score.")
ANCHORS = FieldKey(
    "anchors",
    WordsMapField(NumberField(), TextField()),
    "anchors: {0: not at all, 10: fully}",
    meaning="What some of the scores mean, in words.",
)
SCALE = FieldKey(
    "scale",
    Record(SCALE_MIN, SCALE_MAX, ANCHORS),
    "scale: {min: 0, max: 10}",
    meaning="The scores that a rating can have; 0 to 10 when left out.",
)

BASELINE_VALUE = FieldKey("value", NumberField(), "value: 3", meaning="The score at the start.")
BASELINE_DATE = FieldKey("date", DateField(), "date: 2026-01-12", meaning="The day of that score.")
BASELINE_FIRST = FieldKey(
    "first", WholeField(1, 100), "first: 3", meaning="Use the mean of this many first scores."
)
BASELINE = FieldKey(
    "baseline",
    ShorthandOrEachField(NumberField(), Record(BASELINE_VALUE, BASELINE_DATE, BASELINE_FIRST)),
    "baseline: 3",
    meaning="Where the person started; where several people score, the start of each.",
)

AT_LEAST = FieldKey("at_least", NumberField(), "at_least: 2", meaning="This much or more.")
AT_MOST = FieldKey("at_most", NumberField(), "at_most: 4", meaning="This much or less.")
BETWEEN = FieldKey(
    "between", PairField(), "between: [3, 5]", meaning="From the first number to the second."
)
CHANGE = FieldKey(
    "change", NumberField(), "change: 2", meaning="Better by this much from before to after."
)
AFTER = FieldKey("after", NumberField(), "after: 6", meaning="Where it is afterwards.")
TARGET = FieldKey(
    "target",
    ShorthandField(NumberField(), Record(AT_LEAST, AT_MOST, BETWEEN, CHANGE, AFTER)),
    "target: 7",
    meaning="Where the person wants to get to.",
)

STEP = FieldKey(
    "step", TextField(), "step: Ask one friend", Need.REQUIRED, meaning="One small thing to do."
)
STEP_STATUS = FieldKey(
    "status", ChoiceField(StepStatus), "status: in-progress", meaning="How far this step is."
)
STEP_DONE = FieldKey(
    "done", DateField(), "done: 2026-01-26", meaning="The day on which it was done."
)
STEP_DUE = FieldKey(
    "due", DateField(), "due: 2026-02-02", meaning="The day by which it should be done."
)
STEP_BY = FieldKey("by", IdField(), "by: sam", meaning="The id of the person who does it.")
STEP_FIRST = FieldKey(
    "first",
    BoolField(StepRank.FIRST, StepRank.IN_ORDER),
    "first: true",
    meaning="Whether this is the step to begin with.",
)
STEPS = FieldKey(
    "steps",
    ListField(
        ShorthandField(
            TextField(), Record(STEP, STEP_STATUS, STEP_DONE, STEP_DUE, STEP_BY, STEP_FIRST)
        )
    ),
    "steps: [Ask one friend]",
    meaning="Small steps on the way, in order.",
)

STRATEGY = FieldKey(
    "strategy",
    TextField(),
    "strategy: Three slow breaths",
    Need.REQUIRED,
    meaning="Something that may help; use the same words under `helped`.",
)
STRATEGY_KIND = FieldKey(
    "kind", ChoiceField(StrategyKind), "kind: skill", meaning="What sort of help it is."
)
STRATEGIES = FieldKey(
    "strategies",
    ListField(ShorthandField(TextField(), Record(STRATEGY, STRATEGY_KIND))),
    "strategies: [Three slow breaths]",
    meaning="What may help on the way.",
)

IF = FieldKey(
    "if", TextField(), "if: my mind goes blank", Need.REQUIRED, meaning="A moment that may come."
)
THEN = FieldKey(
    "then", TextField(), "then: I read my note", Need.REQUIRED, meaning="What I do when it comes."
)
IF_THEN = FieldKey(
    "if_then",
    ListField(Record(IF, THEN)),
    "if_then: [{if: my mind goes blank, then: I read my note}]",
    meaning="Plans for hard moments: if this happens, then I do that.",
)

SPECIFIC = FieldKey(
    "specific",
    TextField(),
    "specific: On the train at eight, standing",
    meaning="What is done, where and with whom.",
)
MEASURABLE = FieldKey(
    "measurable", TextField(), "measurable: A rating after each ride", meaning="How it is counted."
)
ACHIEVABLE = FieldKey(
    "achievable",
    TextField(),
    "achievable: Two stops are enough to begin with",
    meaning="Why it is within reach.",
)
RELEVANT = FieldKey(
    "relevant",
    TextField(),
    "relevant: It is my way to work",
    meaning="Why it matters to the person.",
)
TIME_BOUND = FieldKey(
    "time_bound", TextField(), "time_bound: By the summer holidays", meaning="By when."
)
SMART = FieldKey(
    "smart",
    Record(SPECIFIC, MEASURABLE, ACHIEVABLE, RELEVANT, TIME_BOUND),
    "smart: {relevant: …}",
    meaning="The person’s own words for what makes this clear; what is left out is told from the numbers.",
)

OBJECTIVE = FieldKey(
    "objective",
    TextField(),
    "objective: Rate how calm I feel on the train",
    Need.REQUIRED,
    meaning="What the person does or notices, so that it can be scored.",
)
MEASURE = FieldKey(
    "measure",
    IdField(),
    "measure: rating",
    Need.REQUIRED,
    meaning="How it is measured, such as by rating or count.",
)
BETTER = FieldKey(
    "better",
    ChoiceField(Better),
    "better: higher",
    meaning="Whether higher or lower scores are better; left out, the target tells.",
)
FORM = FieldKey(
    "form",
    ChoiceField(TotalForm),
    "form: index",
    meaning="Which total of a questionnaire with two forms is written down.",
)
PRORATED = FieldKey(
    "prorated",
    BoolField(Totals.PRORATED, Totals.WHOLE),
    "prorated: true",
    meaning="Whether totals may have been worked out for an answer left out.",
)
UNIT = FieldKey(
    "unit", TextField(), "unit: times", meaning="What is counted, such as times or pages."
)
PER = FieldKey(
    "per", ChoiceField(Per), "per: week", meaning="The stretch of time that counts add up in."
)
PLANNED = FieldKey(
    "planned",
    WholeField(1, 31),
    "planned: 5",
    meaning="On how many days of each stretch the habit is meant.",
)
LEVELS = FieldKey(
    "levels",
    WordsMapField(WholeField(-2, 2), TextField()),
    "levels: {-2: …, -1: …, 0: …, 1: …, 2: …}",
    meaning="The person’s own words for the five levels, from -2 to 2; 0 is the aim.",
)
DUE = FieldKey(
    "due",
    DateField(),
    "due: 2026-04-06",
    meaning="The day by which to get there; the plan’s last day when left out.",
)
EXPECTED_EVERY = FieldKey(
    "expected_every",
    SpanField(),
    "expected_every: 1 week",
    meaning="How often a score is hoped for; a longer silence is a gap in the chart.",
)
HOLD = FieldKey(
    "hold",
    BoolOrField(BoolField(Publication.HELD, Publication.SHOWN), ListField(IdField())),
    "hold: true",
    meaning="Whether to leave the chart out, or the scores of some people, until you have talked.",
)
RATED_BY = FieldKey(
    "rated_by",
    ListField(IdField()),
    "rated_by: [sam]",
    meaning="The ids of the people who give the scores.",
)
OBJECTIVES = FieldKey(
    "objectives",
    MapField(
        Record(
            OBJECTIVE,
            MEASURE,
            FORM,
            PRORATED,
            SCALE,
            BETTER,
            UNIT,
            PER,
            PLANNED,
            LEVELS,
            BASELINE,
            TARGET,
            DUE,
            FOR,
            EXPECTED_EVERY,
            HOLD,
            TALKED_ABOUT,
            SMART,
            RATED_BY,
            STEPS,
            STRATEGIES,
            IF_THEN,
        )
    ),
    "objectives: {calm: {objective: …, measure: rating}}",
    meaning="What to work on and look at, each below an id of its own.",
)

# ---- questionnaires: the plan's own under `measures:`, and the catalogue's

NAME = FieldKey(
    "name", TextField(), "name: BDI-II", Need.REQUIRED, meaning="What the questionnaire is called."
)
MIN = FieldKey("min", NumberField(), "min: 0", Need.REQUIRED, meaning="Its lowest total.")
MAX = FieldKey("max", NumberField(), "max: 63", Need.REQUIRED, meaning="Its highest total.")
QUESTIONNAIRE_BETTER = FieldKey(
    "better",
    ChoiceField(Better),
    "better: lower",
    Need.REQUIRED,
    meaning="Whether higher or lower totals are better.",
)
DECIMALS = FieldKey(
    "decimals",
    BoolField(Totals.DECIMAL, Totals.WHOLE),
    "decimals: true",
    meaning="Whether totals may have decimals.",
)
BANDS = FieldKey(
    "bands",
    ListField(BandsField()),
    "bands: [[0, minimal], [14, mild]]",
    meaning="Where each named range begins, from low to high.",
)
CUT_OFF = FieldKey(
    "cut_off",
    NumberField(),
    "cut_off: 14",
    meaning="The total that therapists look at; never shown on a page.",
)
RELIABLE_CHANGE = FieldKey(
    "reliable_change",
    NumberField(0),
    "reliable_change: 9",
    meaning="The smallest change that is more than usual ups and downs.",
)
RELEVANT_CHANGE = FieldKey(
    "relevant_change",
    NumberField(0),
    "relevant_change: 5",
    meaning="The smallest change that people notice in their lives; never shown on a page.",
)
RAW_TIMES = FieldKey(
    "raw_times",
    WholeField(2, 100),
    "raw_times: 4",
    meaning="How many times the raw total is the index, where there are two forms.",
)
OTHER_MIN = FieldKey(
    "other_min",
    NumberField(),
    "other_min: 10",
    meaning="The lowest total where some score each answer from 0 and some from 1.",
)
RISK_ITEM = FieldKey(
    "risk_item",
    BoolField(RiskItem.ASKED, RiskItem.NOT_ASKED),
    "risk_item: true",
    meaning="Whether one of its questions asks about dying or about harm to oneself.",
)
PERIOD = FieldKey(
    "period", SpanField(), "period: 2 weeks", meaning="How long a time the questions look back on."
)
LICENCE = FieldKey("licence", TextField(), "licence: …", meaning="On what terms it may be used.")
SOURCE = FieldKey("source", TextField(), "source: …", meaning="Where its facts come from.")
VERIFIED = FieldKey(
    "verified",
    BoolField(Verification.CHECKED, Verification.UNCHECKED),
    "verified: true",
    meaning="Whether its facts have been checked at their source.",
)
UNVERIFIED = FieldKey(
    "unverified",
    ListField(ChoiceField(QuestionnaireFact)),
    "unverified: [reliable-change]",
    meaning="Which of its facts have not been checked.",
)
MEASURES = FieldKey(
    "measures",
    MapField(
        Record(
            NAME,
            MIN,
            MAX,
            QUESTIONNAIRE_BETTER,
            DECIMALS,
            BANDS,
            CUT_OFF,
            PRORATED,
            RELIABLE_CHANGE,
            RELEVANT_CHANGE,
            RAW_TIMES,
            OTHER_MIN,
            RISK_ITEM,
            PERIOD,
            LICENCE,
            SOURCE,
            VERIFIED,
            UNVERIFIED,
        )
    ),
    "measures: {bdi2: {name: BDI-II, min: 0, max: 63, better: lower}}",
    meaning="The plan’s own questionnaires, by id.",
)
CATALOGUE = Record(MEASURES)

# ---- goals; a plan with one goal writes these keys at its top

WHO = FieldKey(
    "who", IdField(), "who: sam", Need.REQUIRED, meaning="The id of the person who says so."
)
AGREEMENT_STATUS = FieldKey(
    "status",
    ChoiceField(Acceptance),
    "status: agree",
    Need.REQUIRED,
    meaning="What the person says to the goal.",
)
AGREEMENT_ON = FieldKey(
    "on", DateField(), "on: 2026-01-12", meaning="The day on which they said it."
)
AGREED = FieldKey(
    "agreed",
    ListField(Record(WHO, AGREEMENT_STATUS, AGREEMENT_ON)),
    "agreed: [{who: sam, status: agree}]",
    meaning="Who has said yes to the goal.",
)

GOAL = FieldKey(
    "goal",
    TextField(),
    "goal: Feel at ease in a crowd",
    meaning="What the person wants, in their own words.",
)
WHY = FieldKey("why", TextField(), "why: …", meaning="Why it matters.")
ADDRESSES = FieldKey(
    "addresses",
    TextListField(),
    "addresses: [Panic on the train]",
    meaning="What brought the person here: the problems that this goal answers.",
)
CALL_IT = FieldKey(
    "call_it",
    ChoiceField(CallIt),
    "call_it: hope",
    meaning="The word that the page has for a goal; above the goals it holds for all of them.",
)
CLOSENESS_ANCHORS = FieldKey(
    "anchors",
    WordsMapField(WholeField(0, 10), TextField()),
    "anchors: {0: far away, 10: it is mine}",
    meaning="What some of the numbers mean, in the person’s own words.",
)
CLOSENESS_AIM = FieldKey(
    "aim",
    WholeField(1, 10),
    "aim: 8",
    meaning="From where on the goal counts as reached; 10 when left out.",
)
OWN_RATING = FieldKey(
    "closeness",
    Record(CLOSENESS_ANCHORS, CLOSENESS_AIM),
    "closeness: {anchors: {0: far away, 10: it is mine}, aim: 8}",
    meaning="How close the goal feels to the person, from 0 to 10; reviews and entries have the numbers.",
)
IMPORTANCE = FieldKey(
    "importance",
    WholeField(0, 10),
    "importance: 9",
    meaning="How much it matters to the person, from 0 to 10.",
)
CONFIDENCE = FieldKey(
    "confidence",
    WholeField(0, 10),
    "confidence: 6",
    meaning="How sure the person is to get there, from 0 to 10.",
)
GOAL_ID = FieldKey(
    "id",
    IdField(),
    "id: speak",
    meaning="A short name for the goal, where another goal refers to it.",
)
REPLACES = FieldKey(
    "replaces",
    IdField(),
    "replaces: speak",
    meaning="The id of the earlier goal that this one came out of.",
)
DOMAIN = FieldKey(
    "domain",
    TextField(),
    "domain: anxiety",
    meaning="What the goal is about, such as anxiety or connection.",
)
FRAMING = FieldKey(
    "framing",
    ChoiceField(Framing),
    "framing: approach",
    meaning="Whether the goal moves towards something, leaves something behind, or keeps something going.",
)
HORIZON = FieldKey(
    "horizon",
    ChoiceField(Horizon),
    "horizon: short-term",
    meaning="Whether it is for the coming weeks or the long run.",
)
PRIORITY = FieldKey(
    "priority", ChoiceField(Priority), "priority: high", meaning="How soon it comes."
)
LIFECYCLE = FieldKey(
    "lifecycle",
    ChoiceField(Lifecycle),
    "lifecycle: active",
    meaning="Where the goal stands: under way, waiting, on hold, complete or set aside.",
)
ACHIEVEMENT = FieldKey(
    "achievement",
    ChoiceField(Achievement),
    "achievement: improving",
    meaning="How far it has come, as the two of you see it; left out, the notes tell.",
)
STATUS_DATE = FieldKey(
    "status_date",
    DateField(),
    "status_date: 2026-04-06",
    meaning="Since when the goal stands there.",
)
STATUS_REASON = FieldKey(
    "status_reason", TextField(), "status_reason: …", meaning="Why the goal stands there."
)
EXPRESSED_BY = FieldKey(
    "expressed_by", IdField(), "expressed_by: sam", meaning="The id of the person whose wish it is."
)
GOAL_KEYS = (
    GOAL,
    GOAL_ID,
    CALL_IT,
    ADDRESSES,
    WHY,
    DOMAIN,
    FRAMING,
    HORIZON,
    PRIORITY,
    IMPORTANCE,
    CONFIDENCE,
    OWN_RATING,
    EXPRESSED_BY,
    AGREED,
    LIFECYCLE,
    ACHIEVEMENT,
    STATUS_DATE,
    STATUS_REASON,
    REPLACES,
    OBJECTIVES,
)
GOALS = FieldKey(
    "goals",
    ListField(Record(*GOAL_KEYS, TALKED_ABOUT)),
    "goals: [{goal: …}]",
    meaning="The goals, when there are several; with one, its keys stand at the top. None yet is fine.",
)

# ---- entries and reviews

ENTRY_DATE = FieldKey(
    "date",
    MomentField(),
    "date: 2026-01-19",
    Need.REQUIRED,
    meaning="The day, with a time if you like: 2026-01-19 14:30.",
)
ENTRY_BY = FieldKey(
    "by", IdField(), "by: sam", meaning="The id of the person whose scores these are."
)
SCORE_DONE = FieldKey("done", NumberField(0), "done: 6", meaning="How many times it worked.")
SCORE_OF = FieldKey("of", NumberField(0), "of: 8", meaning="How many times it was tried.")
SCORE_BEFORE = FieldKey("before", NumberField(), "before: 8", meaning="The score before.")
SCORE_AFTER = FieldKey("after", NumberField(), "after: 5", meaning="The score after.")
SCORES = FieldKey(
    "scores",
    MapField(
        ShorthandField(
            NumberOrField(HabitMark), Record(SCORE_DONE, SCORE_OF, SCORE_BEFORE, SCORE_AFTER)
        )
    ),
    "scores: {calm: 4}",
    meaning="The scores of this day, each beside the id of its objective.",
)
NOTE = FieldKey(
    "note", TextField(), "note: …", meaning="What happened, in a few words; the client reads it."
)
TRIGGER = FieldKey("trigger", TextListField(), "trigger: [tired]", meaning="What set it off.")
RESPONSE = FieldKey(
    "response", TextListField(), "response: [slow breaths]", meaning="What the person did then."
)
HELPED = FieldKey(
    "helped",
    WordsMapField(TextField(), WholeField(0, 4)),
    "helped: {slow breaths: 3}",
    meaning="What was tried, and how much it helped, from 0 to 4.",
)
CELEBRATE = FieldKey(
    "celebrate", TextField(), "celebrate: …", meaning="Something to be glad about."
)
SITUATION = FieldKey(
    "situation", TextField(), "situation: at work", meaning="Where or when it was."
)
STRENGTH = FieldKey(
    "strength",
    WholeField(0, 10),
    "strength: 7",
    meaning="How strong a hard moment was, from 0 to 10.",
)
COST = FieldKey(
    "cost",
    WordsMapField(TextField(), WholeField(0, 4)),
    "cost: {long calls: 3}",
    meaning="What cost mood or strength, and how much, from 0 to 4.",
)
CLOSENESS = FieldKey(
    "closeness",
    EachOrOneField(WholeField(0, 10)),
    "closeness: {speak: 6}",
    meaning="How close each goal feels, from 0 to 10, beside its id; one number where there is one goal.",
)
OVER = FieldKey(
    "over",
    SinceField(),
    "over: last week",
    meaning="Since when its counts count, if not since the week or month began; shared out by days.",
)
PART = FieldKey(
    "part",
    BoolField(Noted.PART, Noted.WHOLE),
    "part: true",
    meaning="Whether this week or month was noted in part only, so that nothing follows from it.",
)
HOLD_ENTRY = FieldKey(
    "hold",
    BoolField(Publication.HELD, Publication.SHOWN),
    "hold: true",
    meaning="Whether to keep all of this entry off the page: its words, its scores and its day.",
)
PROGRESS = FieldKey(
    "progress",
    ListField(
        Record(
            ENTRY_DATE,
            ENTRY_BY,
            SITUATION,
            OVER,
            PART,
            SCORES,
            NOTE,
            TRIGGER,
            STRENGTH,
            RESPONSE,
            HELPED,
            COST,
            CLOSENESS,
            CELEBRATE,
            HOLD_ENTRY,
            TALKED_ABOUT,
        )
    ),
    "progress: [{date: 2026-01-19, scores: {calm: 4}}]",
    meaning="The log: one entry for each time, oldest first.",
)

REVIEW_DATE = FieldKey(
    "date", DateField(), "date: 2026-04-06", Need.REQUIRED, meaning="The day of the review."
)
KEPT = FieldKey("kept", TextField(), "kept: the weekly question", meaning="What stays as it is.")
CHANGED = FieldKey(
    "changed", TextField(), "changed: target to 2", meaning="What is different from now on."
)
COULD_BE_BETTER = FieldKey(
    "could_be_better",
    TextField(),
    "could_be_better: more time to practise",
    meaning="What could be better from here.",
)
NEXT = FieldKey("next", TextField(), "next: bring one disagreement", meaning="What comes next.")
REVIEWS = FieldKey(
    "reviews",
    ListField(Record(REVIEW_DATE, KEPT, CHANGED, COULD_BE_BETTER, NEXT, CLOSENESS, TALKED_ABOUT)),
    "reviews: [{date: 2026-04-06, kept: …}]",
    meaning="What you decided when you looked at the plan together.",
)

# ---- the two files

FORMAT = FieldKey(
    "handrail", WholeField(1, 1), "handrail: 1", meaning="The version of this format."
)
UID = FieldKey(
    "uid",
    PatternField(
        re.compile(r"[0-9a-f]{32}"),
        "a uid is 32 digits and letters from a to f",
        'put it in quotes as it was made: uid: "5f0c…"',
    ),
    'uid: "…"',
    meaning="A random number in 32 signs that no other plan has; never change it.",
)
TITLE = FieldKey(
    "title",
    TextField(),
    "title: Speaking up at work",
    meaning="What the page says on top; the first goal when left out.",
)
TAB_TITLE = FieldKey(
    "tab_title",
    TextField(),
    "tab_title: My plan",
    meaning="What the browser’s tab says; keep it neutral.",
)
STATUS = FieldKey(
    "status",
    ChoiceField(Status),
    "status: active",
    meaning="Where the plan stands; a draft has no page.",
)
SETTING = FieldKey(
    "setting",
    ChoiceField(Setting),
    "setting: individual",
    meaning="Whether the plan is for one person, a couple, a family or a group.",
)
LANGUAGE = FieldKey("language", WordField(), "language: en", meaning="The language of the page.")
PEOPLE = FieldKey(
    "people",
    MapField(PERSON),
    "people: {sam: {name: Sam, role: client}}",
    meaning="Everyone in the plan, each below an id of their own.",
)
CLIENT = FieldKey(
    "client",
    TextField(),
    "client: Sam",
    meaning="The name of the person whose plan it is; short for `people`.",
)
THERAPIST = FieldKey(
    "therapist",
    TextField(),
    "therapist: Dr. Okafor",
    meaning="The name of the therapist; short for `people`.",
)
TIMEFRAME = FieldKey(
    "timeframe",
    TIMEFRAME_RECORD,
    "timeframe: {start: 2026-01-12, for: 26 weeks}",
    Need.REQUIRED,
    meaning="From when to when the plan runs.",
)
SHARE = FieldKey(
    "share",
    SHARE_RECORD,
    "share: {access: public}",
    meaning="Who can see the page, and for how long.",
)
APPROACH = FieldKey(
    "approach", TextListField(), "approach: [CBT]", meaning="The way of working, such as CBT."
)
THEME = FieldKey(
    "theme",
    TextField(),
    "theme: Living with loss",
    meaning="What brings the people of a group together.",
)
OTHER_CARE = FieldKey(
    "other_care",
    TextListField(),
    "other_care: [My doctor looks after the pills]",
    meaning="What is looked after elsewhere, such as medication.",
)
KIND_LINE = FieldKey(
    "kind_line",
    TextField(),
    "kind_line: You have come through days like this",
    meaning="One kind line from the therapist for hard days; it stands beside whom to call.",
)
WHAT_MATTERS = FieldKey(
    "what_matters", TextField(), "what_matters: …", meaning="What matters most to the person."
)

SILENCE = FieldKey(
    "silence",
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
    "silence: {A6: agreed with Sam}",
    meaning="Advice that is not wanted in this plan, each with its reason; it never reaches the page.",
)

PUBLISH_ANYWAY = FieldKey(
    "publish_anyway",
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
    "publish_anyway: {phone: these are scores}",
    meaning="What looks like personal data and is none, with the reason; it never reaches the page.",
)

PLAN = Record(
    FORMAT,
    UID,
    TITLE,
    TAB_TITLE,
    STATUS,
    SETTING,
    LANGUAGE,
    PEOPLE,
    CLIENT,
    THERAPIST,
    TIMEFRAME,
    SHARE,
    APPROACH,
    THEME,
    OTHER_CARE,
    WHAT_MATTERS,
    STARTING_POINT,
    WITH_ME,
    ASKED,
    PATTERNS,
    FIT,
    SUPPORT,
    KIND_LINE,
    SAFETY_PLAN,
    PHASES,
    *GOAL_KEYS,
    GOALS,
    TALKED_ABOUT,
    PROGRESS,
    REVIEWS,
    MEASURES,
    SILENCE,
    PUBLISH_ANYWAY,
)

PRACTICE = FieldKey(
    "practice", TextField(), "practice: Harbour Therapy", meaning="The name of your practice."
)
LEAVE_TO = FieldKey(
    "leave_to",
    PatternField(
        re.compile(r"https://[^\s\"'<>]+"),
        "this is not a web address",
        "write a whole address: https://…",
    ),
    "leave_to: https://www.wikipedia.org/",
    meaning="Where “Leave this page” goes.",
)
KEY = FieldKey(
    "key",
    IdField(),
    "key: practice-2026",
    meaning="The key that seals the page of a plan that names none.",
)
FINGERPRINTS = FieldKey(
    "fingerprints",
    MapField(
        PatternField(
            re.compile(r"[0-9a-f]{16}"),
            "a fingerprint is 16 digits and letters from a to f",
            "put it in quotes as `handrail key show` prints it",
        )
    ),
    'fingerprints: {practice-2026: "0fa8…"}',
    meaning="What each key is known by, so that a wrong one is noticed.",
)
BASE_URL = FieldKey(
    "base_url",
    PatternField(
        re.compile(
            r"https://[^\s\"'<>#?]+|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/[^\s\"'<>#?]*)?"
        ),
        "this is not the address of a site",
        "write the whole address that your site has: https://…",
    ),
    "base_url: https://plans.example.org",
    meaning="The web address under which `site/` can be reached; links begin with it.",
)
SUPPORT_ON_LOCK = FieldKey(
    "support_on_lock",
    BoolField(OnLock.SUPPORT, OnLock.NOTHING),
    "support_on_lock: true",
    meaning="Whether a locked page shows whom to call; it then tells whoever holds the phone what it is about.",
)
NEVER_PUBLISH = FieldKey(
    "never_publish",
    TextListField(),
    "never_publish: [Sam Okafor]",
    meaning="Names that may stand in no page, such as full names.",
)
PUBLISH_FOLDER = FieldKey(
    "folder",
    TextField(),
    "folder: ../web",
    meaning="A folder that `handrail publish` copies the site to.",
)
PUBLISH_COMMAND = FieldKey(
    "command",
    TextListField(),
    'command: [rsync, -a, --delete, site/, "me@host:plans/"]',
    meaning="What `handrail publish` runs in this folder, a word an item; no shell reads it.",
)
PUBLISH = FieldKey(
    "publish",
    Record(PUBLISH_FOLDER, PUBLISH_COMMAND),
    "publish: {folder: ../web}",
    meaning="Where `handrail publish` puts the site: one of the two.",
)
WEEK_STARTS = FieldKey(
    "week_starts",
    ChoiceField(WeekStart),
    "week_starts: sunday",
    meaning="The first day of a week: monday, sunday or saturday; left out, the language of a plan tells.",
)
SETTINGS = Record(
    PRACTICE,
    LANGUAGE,
    WEEK_STARTS,
    SUPPORT,
    LEAVE_TO,
    BASE_URL,
    KEY,
    FINGERPRINTS,
    SUPPORT_ON_LOCK,
    NEVER_PUBLISH,
    PUBLISH,
)

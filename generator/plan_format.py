"""Plan format: every key of a plan file, format 1, and of `handrail.yml`, with its shape.

In: nothing. Out: the records `PLAN` and `SETTINGS` and the keys they are made of.
Touches nothing. What a key means together with other keys is decided in `validate`.
"""

from __future__ import annotations

import re

from generator.model import (
    Acceptance,
    Access,
    Achievement,
    Better,
    Fact,
    Form,
    Framing,
    HabitMark,
    Horizon,
    Lifecycle,
    Per,
    PhaseKind,
    Priority,
    Publication,
    Role,
    Setting,
    Status,
    StepRank,
    StepStatus,
    StrategyKind,
    Totals,
    Verification,
)
from generator.shapes import (
    Choice,
    Day,
    Id,
    Key,
    ListOf,
    MapOf,
    Moment,
    NamedFrom,
    Need,
    Number,
    NumberOr,
    Pair,
    Pattern,
    Record,
    Short,
    Span,
    Text,
    TextList,
    Whole,
    WordsMap,
    YesNo,
)

# ---- small records

PERSON_NAME = Key("name", Text(), "name: Sam", Need.REQUIRED)
PERSON_ROLE = Key("role", Choice(Role), "role: client", Need.REQUIRED)
PERSON = Record(PERSON_NAME, PERSON_ROLE)

REVIEW_EVERY = Key("every", Span(), "every: 6 weeks")
REVIEW_DUE = Key("due", Day(), "due: 2026-04-06")
START = Key("start", Day(), "start: 2026-01-12", Need.REQUIRED)
END = Key("end", Day(), "end: 2026-07-06")
FOR = Key("for", Span(), "for: 26 weeks")
RHYTHM = Key("review", Record(REVIEW_EVERY, REVIEW_DUE), "review: {every: 6 weeks}")
TIMEFRAME_RECORD = Record(START, END, FOR, RHYTHM)

ACCESS = Key("access", Choice(Access), "access: public")
GENERATION = Key("generation", Whole(1, 2**32 - 1), "generation: 1")
SHARE_KEY = Key("key", Id(), "key: practice-2026")
UNTIL = Key("until", Day(), "until: 2027-01-31")
SHARE_RECORD = Record(ACCESS, GENERATION, SHARE_KEY, UNTIL)

LINE_NAME = Key("name", Text(), "name: Night line", Need.REQUIRED)
LINE_CONTACT = Key("contact", Text(), "contact: 555 0100", Need.REQUIRED)
LINE_WHEN = Key("when", Text(), "when: day and night")
SUPPORT = Key(
    "support",
    ListOf(Record(LINE_NAME, LINE_CONTACT, LINE_WHEN)),
    "support: [{name: Night line, contact: 555 0100, when: day and night}]",
)

PHASE_FROM = Key("from", Day(), "from: 2026-02-02", Need.REQUIRED)
PHASE_LABEL = Key("label", Text(), "label: Practice", Need.REQUIRED)
PHASE_KIND = Key("kind", Choice(PhaseKind), "kind: therapy")
PHASES = Key(
    "phases", ListOf(Record(PHASE_FROM, PHASE_LABEL, PHASE_KIND)), "phases: [{from: 2026-02-02, label: Practice}]"
)

WARNING_SIGNS = Key("warning_signs", TextList(), "warning_signs: [I stop answering]")
ON_MY_OWN = Key("on_my_own", TextList(), "on_my_own: [Five minutes in the garden]")
PEOPLE_AND_PLACES = Key("people_and_places", TextList(), "people_and_places: [The café by the pond]")
PEOPLE_TO_ASK = Key("people_to_ask", TextList(), "people_to_ask: [Nora]")
PROFESSIONALS = Key("professionals", TextList(), "professionals: [The night line]")
SURROUNDINGS = Key("surroundings", TextList(), "surroundings: [Nora keeps my spare tablets]")
WORTH_LIVING_FOR = Key("worth_living_for", TextList(), "worth_living_for: [The garden in May]")
SAFETY_PLAN = Key(
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
)

EXPECTATIONS = Key("expectations", Text(), "expectations: …")
HINDRANCES = Key("hindrances", Text(), "hindrances: …")
SUCCESS = Key("success_feels_like", Text(), "success_feels_like: …")
MOTIVATION = Key("motivation", Text(), "motivation: …")
STARTING_POINT = Key(
    "starting_point", Record(EXPECTATIONS, HINDRANCES, SUCCESS, MOTIVATION), "starting_point: {hindrances: …}"
)

# ---- objectives

SCALE_MIN = Key("min", Number(), "min: 0")
SCALE_MAX = Key("max", Number(), "max: 10")
ANCHORS = Key("anchors", WordsMap(Number(), Text()), "anchors: {0: not at all, 10: fully}")
SCALE = Key("scale", Record(SCALE_MIN, SCALE_MAX, ANCHORS), "scale: {min: 0, max: 10}")

BASELINE_VALUE = Key("value", Number(), "value: 3")
BASELINE_DATE = Key("date", Day(), "date: 2026-01-12")
BASELINE_FIRST = Key("first", Whole(1, 100), "first: 3")
BASELINE = Key("baseline", Short(Number(), Record(BASELINE_VALUE, BASELINE_DATE, BASELINE_FIRST)), "baseline: 3")

AT_LEAST = Key("at_least", Number(), "at_least: 2")
AT_MOST = Key("at_most", Number(), "at_most: 4")
BETWEEN = Key("between", Pair(), "between: [3, 5]")
CHANGE = Key("change", Number(), "change: 2")
AFTER = Key("after", Number(), "after: 6")
TARGET = Key("target", Short(Number(), Record(AT_LEAST, AT_MOST, BETWEEN, CHANGE, AFTER)), "target: 7")

STEP = Key("step", Text(), "step: Ask one friend", Need.REQUIRED)
STEP_STATUS = Key("status", Choice(StepStatus), "status: in-progress")
STEP_DONE = Key("done", Day(), "done: 2026-01-26")
STEP_DUE = Key("due", Day(), "due: 2026-02-02")
STEP_BY = Key("by", Id(), "by: sam")
STEP_FIRST = Key("first", YesNo(StepRank.FIRST, StepRank.IN_ORDER), "first: true")
STEPS = Key(
    "steps",
    ListOf(Short(Text(), Record(STEP, STEP_STATUS, STEP_DONE, STEP_DUE, STEP_BY, STEP_FIRST))),
    "steps: [Ask one friend]",
)

STRATEGY = Key("strategy", Text(), "strategy: Three slow breaths", Need.REQUIRED)
STRATEGY_KIND = Key("kind", Choice(StrategyKind), "kind: skill")
STRATEGIES = Key(
    "strategies", ListOf(Short(Text(), Record(STRATEGY, STRATEGY_KIND))), "strategies: [Three slow breaths]"
)

IF = Key("if", Text(), "if: my mind goes blank", Need.REQUIRED)
THEN = Key("then", Text(), "then: I read my note", Need.REQUIRED)
IF_THEN = Key("if_then", ListOf(Record(IF, THEN)), "if_then: [{if: my mind goes blank, then: I read my note}]")

SPECIFIC = Key("specific", Text(), "specific: On the train at eight, standing")
MEASURABLE = Key("measurable", Text(), "measurable: A rating after each ride")
ACHIEVABLE = Key("achievable", Text(), "achievable: Two stops are enough to begin with")
RELEVANT = Key("relevant", Text(), "relevant: It is my way to work")
TIME_BOUND = Key("time_bound", Text(), "time_bound: By the summer holidays")
SMART = Key("smart", Record(SPECIFIC, MEASURABLE, ACHIEVABLE, RELEVANT, TIME_BOUND), "smart: {relevant: …}")

OBJECTIVE = Key("objective", Text(), "objective: Rate how calm I feel on the train", Need.REQUIRED)
MEASURE = Key("measure", Id(), "measure: rating", Need.REQUIRED)
BETTER = Key("better", Choice(Better), "better: higher")
FORM = Key("form", Choice(Form), "form: index")
UNIT = Key("unit", Text(), "unit: times")
PER = Key("per", Choice(Per), "per: week")
PLANNED = Key("planned", Whole(1, 31), "planned: 5")
LEVELS = Key("levels", WordsMap(Whole(-2, 2), Text()), "levels: {-2: …, -1: …, 0: …, 1: …, 2: …}")
DUE = Key("due", Day(), "due: 2026-04-06")
EXPECTED_EVERY = Key("expected_every", Span(), "expected_every: 1 week")
HOLD = Key("hold", YesNo(Publication.HELD, Publication.SHOWN), "hold: true")
RATED_BY = Key("rated_by", ListOf(Id()), "rated_by: [sam]")
OBJECTIVES = Key(
    "objectives",
    MapOf(
        Record(
            OBJECTIVE,
            MEASURE,
            FORM,
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
            SMART,
            RATED_BY,
            STEPS,
            STRATEGIES,
            IF_THEN,
        )
    ),
    "objectives: {calm: {objective: …, measure: rating}}",
)

# ---- questionnaires: the plan's own under `measures:`, and the catalogue's

NAME = Key("name", Text(), "name: BDI-II", Need.REQUIRED)
MIN = Key("min", Number(), "min: 0", Need.REQUIRED)
MAX = Key("max", Number(), "max: 63", Need.REQUIRED)
QUESTIONNAIRE_BETTER = Key("better", Choice(Better), "better: lower", Need.REQUIRED)
DECIMALS = Key("decimals", YesNo(Totals.DECIMAL, Totals.WHOLE), "decimals: true")
BANDS = Key("bands", ListOf(NamedFrom()), "bands: [[0, minimal], [14, mild]]")
CUT_OFF = Key("cut_off", Number(), "cut_off: 14")
RELIABLE_CHANGE = Key("reliable_change", Number(0), "reliable_change: 9")
RAW_TIMES = Key("raw_times", Whole(2, 100), "raw_times: 4")
PERIOD = Key("period", Span(), "period: 2 weeks")
LICENCE = Key("licence", Text(), "licence: …")
SOURCE = Key("source", Text(), "source: …")
VERIFIED = Key("verified", YesNo(Verification.CHECKED, Verification.UNCHECKED), "verified: true")
UNVERIFIED = Key("unverified", ListOf(Choice(Fact)), "unverified: [reliable-change]")
MEASURES = Key(
    "measures",
    MapOf(
        Record(
            NAME,
            MIN,
            MAX,
            QUESTIONNAIRE_BETTER,
            DECIMALS,
            BANDS,
            CUT_OFF,
            RELIABLE_CHANGE,
            RAW_TIMES,
            PERIOD,
            LICENCE,
            SOURCE,
            VERIFIED,
            UNVERIFIED,
        )
    ),
    "measures: {bdi2: {name: BDI-II, min: 0, max: 63, better: lower}}",
)
CATALOGUE = Record(MEASURES)

# ---- goals; a plan with one goal writes these keys at its top

WHO = Key("who", Id(), "who: sam", Need.REQUIRED)
AGREEMENT_STATUS = Key("status", Choice(Acceptance), "status: agree", Need.REQUIRED)
AGREEMENT_ON = Key("on", Day(), "on: 2026-01-12")
AGREED = Key("agreed", ListOf(Record(WHO, AGREEMENT_STATUS, AGREEMENT_ON)), "agreed: [{who: sam, status: agree}]")

GOAL = Key("goal", Text(), "goal: Feel at ease in a crowd")
WHY = Key("why", Text(), "why: …")
IMPORTANCE = Key("importance", Whole(0, 10), "importance: 9")
CONFIDENCE = Key("confidence", Whole(0, 10), "confidence: 6")
GOAL_ID = Key("id", Id(), "id: speak")
REPLACES = Key("replaces", Id(), "replaces: speak")
DOMAIN = Key("domain", Text(), "domain: anxiety")
FRAMING = Key("framing", Choice(Framing), "framing: approach")
HORIZON = Key("horizon", Choice(Horizon), "horizon: short-term")
PRIORITY = Key("priority", Choice(Priority), "priority: high")
LIFECYCLE = Key("lifecycle", Choice(Lifecycle), "lifecycle: active")
ACHIEVEMENT = Key("achievement", Choice(Achievement), "achievement: improving")
STATUS_DATE = Key("status_date", Day(), "status_date: 2026-04-06")
STATUS_REASON = Key("status_reason", Text(), "status_reason: …")
EXPRESSED_BY = Key("expressed_by", Id(), "expressed_by: sam")
GOAL_KEYS = (
    GOAL,
    GOAL_ID,
    WHY,
    DOMAIN,
    FRAMING,
    HORIZON,
    PRIORITY,
    IMPORTANCE,
    CONFIDENCE,
    EXPRESSED_BY,
    AGREED,
    LIFECYCLE,
    ACHIEVEMENT,
    STATUS_DATE,
    STATUS_REASON,
    REPLACES,
    OBJECTIVES,
)
GOALS = Key("goals", ListOf(Record(*GOAL_KEYS)), "goals: [{goal: …}]")

# ---- entries and reviews

ENTRY_DATE = Key("date", Moment(), "date: 2026-01-19", Need.REQUIRED)
ENTRY_BY = Key("by", Id(), "by: sam")
SCORE_DONE = Key("done", Number(0), "done: 6")
SCORE_OF = Key("of", Number(0), "of: 8")
SCORE_BEFORE = Key("before", Number(), "before: 8")
SCORE_AFTER = Key("after", Number(), "after: 5")
SCORES = Key(
    "scores",
    MapOf(Short(NumberOr(HabitMark), Record(SCORE_DONE, SCORE_OF, SCORE_BEFORE, SCORE_AFTER))),
    "scores: {calm: 4}",
)
NOTE = Key("note", Text(), "note: …")
TRIGGER = Key("trigger", TextList(), "trigger: [tired]")
RESPONSE = Key("response", TextList(), "response: [slow breaths]")
HELPED = Key("helped", WordsMap(Text(), Whole(0, 4)), "helped: {slow breaths: 3}")
CELEBRATE = Key("celebrate", Text(), "celebrate: …")
PROGRESS = Key(
    "progress",
    ListOf(Record(ENTRY_DATE, ENTRY_BY, SCORES, NOTE, TRIGGER, RESPONSE, HELPED, CELEBRATE)),
    "progress: [{date: 2026-01-19, scores: {calm: 4}}]",
)

REVIEW_DATE = Key("date", Day(), "date: 2026-04-06", Need.REQUIRED)
KEPT = Key("kept", Text(), "kept: the weekly question")
CHANGED = Key("changed", Text(), "changed: target to 2")
NEXT = Key("next", Text(), "next: bring one disagreement")
REVIEWS = Key("reviews", ListOf(Record(REVIEW_DATE, KEPT, CHANGED, NEXT)), "reviews: [{date: 2026-04-06, kept: …}]")

# ---- the two files

FORMAT = Key("handrail", Whole(1, 1), "handrail: 1")
UID = Key(
    "uid",
    Pattern(
        re.compile(r"[0-9a-f]{32}"),
        "a uid is 32 digits and letters from a to f",
        'put it in quotes as it was made: uid: "5f0c…"',
    ),
    'uid: "…"',
)
TITLE = Key("title", Text(), "title: Speaking up at work")
TAB_TITLE = Key("tab_title", Text(), "tab_title: My plan")
STATUS = Key("status", Choice(Status), "status: active")
SETTING = Key("setting", Choice(Setting), "setting: individual")
LANGUAGE = Key("language", Text(), "language: en")
PEOPLE = Key("people", MapOf(PERSON), "people: {sam: {name: Sam, role: client}}")
CLIENT = Key("client", Text(), "client: Sam")
THERAPIST = Key("therapist", Text(), "therapist: Dr. Okafor")
TIMEFRAME = Key("timeframe", TIMEFRAME_RECORD, "timeframe: {start: 2026-01-12, for: 26 weeks}", Need.REQUIRED)
SHARE = Key("share", SHARE_RECORD, "share: {access: public}")
APPROACH = Key("approach", TextList(), "approach: [CBT]")
WHAT_MATTERS = Key("what_matters", Text(), "what_matters: …")

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
    WHAT_MATTERS,
    STARTING_POINT,
    SUPPORT,
    SAFETY_PLAN,
    PHASES,
    *GOAL_KEYS,
    GOALS,
    PROGRESS,
    REVIEWS,
    MEASURES,
)

PRACTICE = Key("practice", Text(), "practice: Harbour Therapy")
LEAVE_TO = Key(
    "leave_to",
    Pattern(re.compile(r"https://[^\s\"'<>]+"), "this is not a web address", "write a whole address: https://…"),
    "leave_to: https://www.wikipedia.org/",
)
SETTINGS = Record(PRACTICE, LANGUAGE, SUPPORT, LEAVE_TO)

"""Model: a plan and its parts, as frozen values in the words of the field.

In: nothing. Out: the types that `validate` fills and every later stage reads.
Touches nothing. After validation a `Plan` cannot be wrong, so no later stage looks again.
There is no field for `private:` anywhere here: what has no place cannot travel.

Terms
    period     the calendar stretch that counts add up in: a day, a week, …
    rater      the person whose score it is; None in a plan that names nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum
from typing import Final

from generator.errors import Finding


class Access(StrEnum):
    LINK = "link"
    WORDS = "words"
    PUBLIC = "public"
    NONE = "none"

    @property
    def is_private(self) -> bool:
        """Whether there is a page that only its link opens."""
        return self in (Access.LINK, Access.WORDS)


class Status(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    REVOKED = "revoked"


class Withheld(Enum):
    """Why a plan has no page."""

    DRAFT = "draft"
    REVOKED = "revoked"
    NOT_SHARED = "not shared"
    PAST = "past its last day"


class CallIt(StrEnum):
    """The page's word for what a person wants; not everyone likes the word goal."""

    GOAL = "goal"
    AIM = "aim"
    HOPE = "hope"
    WISH = "wish"


class Setting(StrEnum):
    INDIVIDUAL = "individual"
    COUPLE = "couple"
    FAMILY = "family"
    GROUP = "group"


class Role(StrEnum):
    CLIENT = "client"
    PARTNER = "partner"
    PARENT = "parent"
    CHILD = "child"
    FAMILY_MEMBER = "family-member"
    GROUP_MEMBER = "group-member"
    THERAPIST = "therapist"
    SUPPORTER = "supporter"


#: Roles that accompany a plan; it belongs to the others.
ACCOMPANYING = frozenset({Role.THERAPIST, Role.SUPPORTER})


class Lifecycle(StrEnum):
    """Where a goal stands as a goal. Source: FHIR Goal.lifecycleStatus."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REJECTED = "rejected"


class Achievement(StrEnum):
    """How far a goal has come, as the two of them see it. Source: FHIR Goal.achievementStatus."""

    IN_PROGRESS = "in-progress"
    IMPROVING = "improving"
    NO_CHANGE = "no-change"
    WORSENING = "worsening"
    ACHIEVED = "achieved"
    SUSTAINING = "sustaining"
    NOT_ACHIEVED = "not-achieved"
    NO_PROGRESS = "no-progress"
    NOT_ATTAINABLE = "not-attainable"


class Framing(StrEnum):
    APPROACH = "approach"
    AVOIDANCE = "avoidance"
    MAINTENANCE = "maintenance"


class Horizon(StrEnum):
    LONG_TERM = "long-term"
    SHORT_TERM = "short-term"


class Priority(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Acceptance(StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"
    PENDING = "pending"


class StepStatus(StrEnum):
    NOT_STARTED = "not-started"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in-progress"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    STOPPED = "stopped"


class StrategyKind(StrEnum):
    SKILL = "skill"
    CONNECTION = "connection"
    ENVIRONMENT = "environment"
    PRACTICE = "practice"
    SUPPORT = "support"


class PhaseKind(StrEnum):
    BASELINE = "baseline"
    THERAPY = "therapy"
    BREAK = "break"
    CHANGE = "change"
    FOLLOW_UP = "follow-up"


class Per(StrEnum):
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    SESSION = "session"
    TOTAL = "total"


class WeekStart(StrEnum):
    """The first day of a week."""

    MONDAY = "monday"
    SUNDAY = "sunday"
    SATURDAY = "saturday"

    @property
    def weekday(self) -> int:
        """As `date.weekday` counts, from 0 for Monday."""
        return {WeekStart.MONDAY: 0, WeekStart.SATURDAY: 5, WeekStart.SUNDAY: 6}[self]

    def before(self, day: date) -> date:
        """The first day of the week that `day` lies in."""
        return day - timedelta(days=(day.weekday() - self.weekday) % 7)


class Noted(StrEnum):
    """Whether the period that an entry lies in is written down as a whole, or only a part of it."""

    WHOLE = "whole"
    PART = "part"


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


class StepRank(StrEnum):
    """Whether the plan singles this step out as the first one."""

    FIRST = "first"
    IN_ORDER = "in-order"


class Publication(StrEnum):
    """Whether an objective's chart or an entry goes out, or is held until it has been talked about."""

    SHOWN = "shown"
    HELD = "held"


#: The years that a day of a plan may lie in: sums with days of these stay within the calendar.
YEARS: Final = range(1900, 2200)


class DurationUnit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Duration:
    """A stretch of the calendar such as `6 weeks`; `count` is at least 1."""

    count: int
    unit: DurationUnit

    def after(self, day: date) -> date:
        """The day this long after `day`; a month ends on the month's last day at the latest."""
        if self.unit is not DurationUnit.MONTH:
            return day + timedelta(days=self.count * (7 if self.unit is DurationUnit.WEEK else 1))
        years, month0 = divmod(day.month - 1 + self.count, 12)
        first = date(day.year + years, month0 + 1, 1)
        next_month = (first + timedelta(days=31)).replace(day=1)
        return first.replace(day=min(day.day, (next_month - timedelta(days=1)).day))

    def last_day(self, first: date) -> date:
        """The last day of a stretch this long that begins on `first`: a week from Monday ends on Sunday."""
        end = self.after(first)
        is_short_month = self.unit is DurationUnit.MONTH and end.day < first.day
        return end if is_short_month else end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class ReviewRhythm:
    """How often the plan is looked at together, and the day of the next time."""

    every: Duration | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Timeframe:
    """First and last day of the plan; `start` is before `end`."""

    start: date
    end: date
    review: ReviewRhythm


@dataclass(frozen=True, slots=True)
class Share:
    access: Access
    generation: int
    key: str | None
    until: date | None

    @property
    def door(self) -> str:
        """How the page is reached, in a form that changes whenever its address does."""
        return self.access if self.access is Access.PUBLIC else f"{self.access} {self.generation} {self.key or ''}"


#: How a page is shared where a plan says nothing of it.
UNSAID_SHARE: Final = Share(Access.LINK, 1, None, None)


def withheld(status: Status, share: Share, today: date) -> Withheld | None:
    """Why a plan with this status and share has no page on the day `today`; None where it has one.

    The last day of `until` still has one.
    """
    if status is Status.DRAFT:
        return Withheld.DRAFT
    if status is Status.REVOKED:
        return Withheld.REVOKED
    if share.access is Access.NONE:
        return Withheld.NOT_SHARED
    return Withheld.PAST if share.until is not None and today > share.until else None


@dataclass(frozen=True, slots=True)
class SupportLine:
    """Somebody to call: a name, how to reach them, and when."""

    name: str
    contact: str
    when: str | None


@dataclass(frozen=True, slots=True)
class StartingPoint:
    expectations: str | None
    hindrances: str | None
    success_feels_like: str | None
    motivation: str | None


@dataclass(frozen=True, slots=True)
class Phase:
    start: date
    label: str
    kind: PhaseKind


@dataclass(frozen=True, slots=True)
class Agreement:
    who: str
    status: Acceptance
    on: date | None


@dataclass(frozen=True, slots=True)
class KnownBaseline:
    value: float
    on: date | None


@dataclass(frozen=True, slots=True)
class FirstEntries:
    """The baseline is the mean of the first `count` scores (counts: complete periods)."""

    count: int


@dataclass(frozen=True, slots=True)
class EachBaseline:
    """Where each rater started, by the id of the person; whoever is not named here began with the first scores."""

    values: tuple[tuple[str, float], ...]


Baseline = KnownBaseline | FirstEntries | EachBaseline


@dataclass(frozen=True, slots=True)
class Toward:
    """A bare number: reached from the side where the baseline lies."""

    value: float


@dataclass(frozen=True, slots=True)
class AtLeast:
    value: float


@dataclass(frozen=True, slots=True)
class AtMost:
    value: float


@dataclass(frozen=True, slots=True)
class Between:
    low: float
    high: float


Target = Toward | AtLeast | AtMost | Between


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a value of the scale means in the client's own words."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A number on a scale from `low` to `high`; anchors ascend by value."""

    low: float
    high: float
    anchors: tuple[Anchor, ...]
    better: Better | None
    baseline: Baseline | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happens in each period; `unit` is a plural word such as `times`."""

    unit: str
    per: Per
    baseline: Baseline | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class Total:
    """A count that adds up from 0 at the plan's start to `goal`, which is above 0; `unit` is a plural word."""

    unit: str
    goal: float | None


@dataclass(frozen=True, slots=True)
class Habit:
    """Days on which something is done: `planned` of the days in each `per`, all of them where that is None.

    `per` is a week, a fortnight or a month; baseline and target are days in each `per`.
    """

    per: Per
    planned: int | None
    baseline: Baseline | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class Gas:
    """Goal attainment scaling: `levels` are the client's own words for -2 to 2, ascending; 0 is the aim.

    `baseline` is -2, -1 or None.
    """

    levels: tuple[str, ...]
    baseline: int | None

    def words(self, level: float) -> str:
        """What a level from -2 to 2 means."""
        return self.levels[int(level) + 2]


@dataclass(frozen=True, slots=True)
class Milestones:
    """The measure `steps`: the steps themselves are what counts."""


class Totals(StrEnum):
    """Whether the totals of a questionnaire are whole numbers.

    A prorated total is one: what the answers there are would add up to, had none been left out. It may have decimals.
    """

    WHOLE = "whole"
    DECIMAL = "decimal"
    PRORATED = "prorated"


class Form(StrEnum):
    """Which of its two totals a questionnaire is written down in: the sum, its multiple, or by where answers begin."""

    RAW = "raw"
    INDEX = "index"
    FROM_0 = "from-0"
    FROM_1 = "from-1"


class RiskItem(StrEnum):
    """Whether one question of a questionnaire asks about dying or about harm to oneself."""

    ASKED = "asked"
    NOT_ASKED = "not-asked"


class Verification(StrEnum):
    """Whether the facts of a questionnaire have been checked at their source."""

    CHECKED = "checked"
    UNCHECKED = "unchecked"


class Fact(StrEnum):
    """What is known of a questionnaire, one by one, since some of it may not be checked at its source."""

    RANGE = "range"
    BANDS = "bands"
    CUT_OFF = "cut-off"
    RELIABLE_CHANGE = "reliable-change"
    PERIOD = "period"
    LICENCE = "licence"


@dataclass(frozen=True, slots=True)
class Band:
    """Totals from `start` up to the next band; without a name where nobody has named them."""

    start: float
    name: str | None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire by its totals: range, direction, bands that ascend, and what is known of it. No item text.

    `reliable_change` is the smallest change that is more than its usual wobble, and `relevant_change` the smallest one
    that people notice in their lives, which may be smaller. That and `cut_off` are for therapists and never drawn.
    Where `raw_times` is given, the raw total times that is the index, and all numbers here are the index. Where
    `other_low` is given, some score each answer from another number, and their totals begin there. Whole totals lie
    `step` apart. With a `risk_item`, one question asks about dying or about harm to oneself; a total does not tell its
    answer, so a high one is a reason to ask for it.
    """

    id: str
    name: str
    low: float
    high: float
    better: Better
    totals: Totals
    bands: tuple[Band, ...]
    cut_off: float | None
    reliable_change: float | None
    raw_times: int | None
    step: int
    period: Duration | None
    licence: str | None
    source: str | None
    unverified: frozenset[Fact]
    risk_item: bool = False
    relevant_change: float | None = None
    other_low: float | None = None

    @property
    def edge(self) -> float:
        """How far below its first total a band begins: half way to the total before, where totals are whole."""
        return 0.0 if self.totals is Totals.DECIMAL else 0.5

    def band(self, value: float) -> Band | None:
        """The band that `value` lies in; None below the first and where there is none."""
        return next((band for band in reversed(self.bands) if band.start - self.edge <= value), None)

    def is_beyond(self, value: float) -> bool:
        """Whether `value` lies where those are who need help, the cut-off included; never where there is no cut-off."""
        if self.cut_off is None:
            return False
        return value < self.cut_off if self.better is Better.HIGHER else value >= self.cut_off


@dataclass(frozen=True, slots=True)
class Sheet:
    """The total of a questionnaire, whose numbers are in the form that this objective is written down in."""

    questionnaire: Questionnaire
    baseline: Baseline | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class Percentage:
    """Per cent, 0 to 100: as such, or as so many done of so many; one form in all scores of an objective."""

    better: Better | None
    baseline: Baseline | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class Number:
    """Any number with its unit, such as `minutes`. Start equal to aim means keep it up; `better` is known then."""

    unit: str
    better: Better | None
    baseline: Baseline | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class ChangeBy:
    """Better afterwards by so much; above 0."""

    value: float


@dataclass(frozen=True, slots=True)
class AfterAt:
    """Afterwards at this value or better."""

    value: float


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A number on a scale before something and after it; anchors ascend by value."""

    low: float
    high: float
    anchors: tuple[Anchor, ...]
    better: Better
    target: ChangeBy | AfterAt | None


Measure = Rating | Count | Total | Habit | Gas | Percentage | Number | BeforeAfter | Sheet | Milestones


@dataclass(frozen=True, slots=True)
class Step:
    step: str
    status: StepStatus
    done: date | None
    due: date | None
    by: str | None
    rank: StepRank


@dataclass(frozen=True, slots=True)
class Strategy:
    strategy: str
    kind: StrategyKind | None


@dataclass(frozen=True, slots=True)
class IfThen:
    if_: str
    then: str


@dataclass(frozen=True, slots=True)
class Smart:
    """The client's own words for a letter of SMART; None where the page derives them."""

    specific: str | None
    measurable: str | None
    achievable: str | None
    relevant: str | None
    time_bound: str | None


@dataclass(frozen=True, slots=True)
class Objective:
    """`raters` are the people who score it, in the plan's order; empty in a plan that names nobody.

    What `held_raters` score is held back. `talked_about` is the last day on which it was, for the therapist alone.
    """

    id: str
    objective: str
    measure: Measure
    due: date
    expected_every: Duration | None
    publication: Publication
    smart: Smart
    raters: tuple[str, ...]
    steps: tuple[Step, ...]
    strategies: tuple[Strategy, ...]
    if_then: tuple[IfThen, ...]
    held_raters: tuple[str, ...] = ()
    talked_about: date | None = None


@dataclass(frozen=True, slots=True)
class OwnRating:
    """How close a goal feels, from 0 to 10, by the person whose goal it is; at `aim` it counts as reached."""

    anchors: tuple[Anchor, ...]
    aim: int


@dataclass(frozen=True, slots=True)
class Goal:
    """`replaces` is the id of an earlier goal of the plan that this one came out of.

    `addresses` is what brought the person here: the problems that the goal answers. `call_it` is the page's word for
    this goal; None where it is that of the plan. `closeness` says how its own rating is meant; None where nobody has.
    """

    id: str | None
    goal: str
    why: str | None
    domain: str | None
    framing: Framing | None
    horizon: Horizon | None
    priority: Priority | None
    lifecycle: Lifecycle
    achievement: Achievement | None
    status_date: date | None
    status_reason: str | None
    expressed_by: str | None
    replaces: str | None
    importance: int | None
    confidence: int | None
    agreed: tuple[Agreement, ...]
    objectives: tuple[Objective, ...]
    addresses: tuple[str, ...] = ()
    call_it: CallIt | None = None
    closeness: OwnRating | None = None
    talked_about: date | None = None


class HabitMark(StrEnum):
    """How a day went with a habit; `skip` takes the day out of what was planned."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Fraction:
    """`done` of `of`; `of` is above 0 and `done` from 0 to `of`."""

    done: float
    of: float


@dataclass(frozen=True, slots=True)
class BeforeAndAfter:
    """A feeling before and after something; one half may be missing, never both."""

    before: float | None
    after: float | None


ScoreValue = float | Fraction | BeforeAndAfter | HabitMark


@dataclass(frozen=True, slots=True)
class Score:
    """`value` has the form that the objective's measure takes; `validate` has seen to it."""

    objective: str
    value: ScoreValue
    rater: str | None


@dataclass(frozen=True, slots=True)
class Skip:
    """An objective left out on purpose this time: neither a score nor a gap. A habit has a word of its own for it."""

    objective: str
    rater: str | None


@dataclass(frozen=True, slots=True)
class Helped:
    """How much something helped, 0 (not at all) to 4 (very much)."""

    strategy: str
    much: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What cost mood or strength, and how much: 0 (nothing) to 4 (very much)."""

    what: str
    much: int


@dataclass(frozen=True, slots=True)
class Close:
    """How close a goal feels, from 0 to 10; `goal` is its id, None for the only goal of a plan."""

    goal: str | None
    value: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both of them included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Entry:
    """`strength` is how strong a hard moment was, from 0 to 10; `situation` where or when it all was.

    `over` are the days that its counts cover where that is more than the time since the last one.
    """

    on: date
    at: time | None
    by: str | None
    scores: tuple[Score, ...]
    note: str | None
    trigger: tuple[str, ...]
    response: tuple[str, ...]
    helped: tuple[Helped, ...]
    celebrate: str | None
    skips: tuple[Skip, ...] = ()
    situation: str | None = None
    strength: int | None = None
    cost: tuple[Cost, ...] = ()
    closeness: tuple[Close, ...] = ()
    over: Stretch | None = None
    noted: Noted = Noted.WHOLE
    publication: Publication = Publication.SHOWN
    talked_about: date | None = None

    @property
    def since(self) -> date:
        """The first day that its counts cover; its own where nothing is said."""
        return self.over.first if self.over else self.on

    @property
    def moment(self) -> datetime:
        """Date and time; an entry without a time stands at the day's start."""
        return datetime.combine(self.on, self.at or time.min)


@dataclass(frozen=True, slots=True)
class Review:
    on: date
    kept: str | None
    changed: str | None
    next: str | None
    could_be_better: str | None = None
    closeness: tuple[Close, ...] = ()


@dataclass(frozen=True, slots=True)
class Supporter:
    """Somebody at the client's side: an id of the plan or a plain name, what they are to the client, and for what."""

    who: str
    is_: str | None
    for_: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to think about; the answer may still be open."""

    question: str
    answer: str | None
    on: date | None


@dataclass(frozen=True, slots=True)
class FitNote:
    """How therapy itself goes, as somebody said it on a day."""

    how: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Fit:
    """How therapy itself goes, in the order of the file, and what we do if it does not fit."""

    notes: tuple[FitNote, ...]
    if_not: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something that returns, as the two of them noticed it; it may become a goal."""

    pattern: str
    on: date | None


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    """The six steps in their order, each in the client's own words, and what is worth living for.

    Whom to turn to is words, or a name with how to reach them.
    The steps are those of the Stanley-Brown safety plan; the headings on the page are our own.
    Source: docs/clinical-rules.md#a-safety-plan.
    """

    warning_signs: tuple[str, ...]
    on_my_own: tuple[str, ...]
    people_and_places: tuple[str, ...]
    people_to_ask: tuple[str | SupportLine, ...]
    professionals: tuple[str | SupportLine, ...]
    surroundings: tuple[str, ...]
    worth_living_for: tuple[str, ...]


class Rule(StrEnum):
    """Advice that a plan may do without, by the id that a check prints.

    Source: docs/clinical-rules.md#advice.
    Source of D1 to D5: docs/clinical-rules.md#signals-for-the-therapist.
    """

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"
    M1 = "M1"
    M2 = "M2"
    M4 = "M4"
    M5 = "M5"
    M6 = "M6"
    M7 = "M7"
    M8 = "M8"
    M10 = "M10"
    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    A4 = "A4"
    A5 = "A5"
    A6 = "A6"
    A7 = "A7"
    A8 = "A8"
    A9 = "A9"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R5 = "R5"
    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T6 = "T6"
    F1 = "F1"
    F2 = "F2"
    F3 = "F3"
    F4 = "F4"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4 = "L4"
    L5 = "L5"
    L6 = "L6"
    L7 = "L7"
    L8 = "L8"
    P3 = "P3"
    C2 = "C2"
    C3 = "C3"
    W1 = "W1"
    D1 = "D1"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"
    D5 = "D5"


#: Advice that nobody can switch off: a person reads it each time. Each with what can be done in its place.
NEVER_SILENT: Final = {Rule.C3: "`talked_about: 2026-04-13` beside a text says that you have talked about it"}


class Personal(StrEnum):
    """What a text for a client holds no one of, unless a plan lets it through, with a reason."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"


#: Rules that stop a build and so cannot be silenced.
#: Source: docs/clinical-rules.md#what-stops-a-page.
STOPPING_RULES: Final = ("M3", "M9", "R4", "T5", "P1", "P2", "C1", "G1")


@dataclass(frozen=True, slots=True)
class Silence:
    """Advice that is not wanted in this plan, and why; for the therapist alone."""

    rule: Rule
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan: one file, one page, one audience. Entries ascend by date, time and place in the file.

    A plan may have no goal yet. `title` is empty where neither the file nor a goal gives one. `other_care` is what is
    looked after elsewhere, such as medication; `kind_line` is a word from the therapist for hard days.

    `as_of` is the latest day the plan itself speaks of: entries, reviews, steps done, agreements, changes of a goal;
    its start when it speaks of none. A page says this day; no page knows the clock. `notes` are what was found in the
    file and keeps no page from being made.
    """

    uid: str | None
    title: str
    tab_title: str | None
    status: Status
    setting: Setting
    language: str
    people: tuple[Person, ...]
    timeframe: Timeframe
    share: Share
    approach: tuple[str, ...]
    what_matters: str | None
    starting_point: StartingPoint
    support: tuple[SupportLine, ...]
    safety_plan: SafetyPlan
    phases: tuple[Phase, ...]
    goals: tuple[Goal, ...]
    entries: tuple[Entry, ...]
    reviews: tuple[Review, ...]
    silence: tuple[Silence, ...] = ()
    call_it: CallIt = CallIt.GOAL
    theme: str | None = None
    other_care: tuple[str, ...] = ()
    with_me: tuple[Supporter, ...] = ()
    asked: tuple[Asked, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    fit: Fit = Fit((), None)
    kind_line: str | None = None
    notes: tuple[Finding, ...] = field(default=(), compare=False, repr=False)
    week_starts: WeekStart = WeekStart.MONDAY
    as_of: date = field(init=False, compare=False, repr=False)

    def person(self, id: str) -> Person:
        """The person with this id. Raises KeyError when the plan has no such person."""
        for person in self.people:
            if person.id == id:
                return person
        raise KeyError(id)

    @property
    def clients(self) -> tuple[Person, ...]:
        """The people whose plan it is: everyone but therapists and supporters."""
        return tuple(person for person in self.people if person.role not in ACCOMPANYING)

    @property
    def therapists(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.role is Role.THERAPIST)

    def published(self) -> Plan:
        """The plan as its page knows it: without entries that are held, and without what held raters score.

        Nothing of them is left to be told from: no day, no count, no place in a chart.
        """
        held = {(one.id, rater) for goal in self.goals for one in goal.objectives for rater in one.held_raters}
        shown = (entry for entry in self.entries if entry.publication is Publication.SHOWN)
        entries = tuple(entry for entry in (_shown_of(entry, held) for entry in shown) if entry is not None)
        scored = {score.objective for entry in entries for score in entry.scores}
        goals = tuple(
            replace(goal, objectives=tuple(_shown_to_all(one, scored) for one in goal.objectives))
            for goal in self.goals
        )
        return replace(self, goals=goals, entries=entries)

    def is_published(self, today: date) -> bool:
        """Whether the plan has a page on the day `today`."""
        return self.withheld(today) is None

    def withheld(self, today: date) -> Withheld | None:
        """Why the plan has no page on the day `today`; None where it has one."""
        return withheld(self.status, self.share, today)

    def __post_init__(self) -> None:
        # Looked for once: nearly every sentence of a page asks for its year.
        object.__setattr__(self, "as_of", self._latest_day())

    def _latest_day(self) -> date:
        days = [entry.on for entry in self.entries]
        days += [review.on for review in self.reviews]
        said = (
            *(one.on for one in self.asked),
            *(one.on for one in self.fit.notes),
            *(one.on for one in self.patterns),
        )
        days += [on for on in said if on]
        for goal in self.goals:
            days += [agreement.on for agreement in goal.agreed if agreement.on]
            days += [goal.status_date] if goal.status_date else []
            days += [step.done for o in goal.objectives for step in o.steps if step.done]
        return max(days, default=self.timeframe.start)


def _shown_of(entry: Entry, held: Collection[tuple[str, str | None]]) -> Entry | None:
    """The entry without scores that are held; None where it held nothing else."""
    scores = tuple(score for score in entry.scores if (score.objective, score.rater) not in held)
    skips = tuple(skip for skip in entry.skips if (skip.objective, skip.rater) not in held)
    if (scores, skips) == (entry.scores, entry.skips):
        return entry
    has_words = entry.note or entry.trigger or entry.response or entry.helped or entry.celebrate
    return replace(entry, scores=scores, skips=skips) if scores or skips or has_words else None


def _shown_to_all(objective: Objective, scored: Collection[str]) -> Objective:
    """The objective for a page: where nobody is left who scores it, its chart is held."""
    raters = tuple(rater for rater in objective.raters if rater not in objective.held_raters)
    is_bare = bool(objective.held_raters) and not raters and objective.id not in scored
    return replace(objective, raters=raters, publication=Publication.HELD if is_bare else objective.publication)


#: The name of the key that anyone can derive.
DEMONSTRATION_NAME: Final = "demonstration"


class OnLock(StrEnum):
    """What a locked page shows besides how to open it: whom to call, or nothing that tells what it is about."""

    SUPPORT = "support"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ToFolder:
    """Publishing by copying; the folder is relative to the workspace."""

    folder: str


@dataclass(frozen=True, slots=True)
class ByCommand:
    """Publishing by a command of one's own, word by word; it runs in the workspace."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """`handrail.yml`: what holds for every plan of a practice; `languages` are those a page can be written in.

    `notes` are what was found in the file and stops nothing. Without `week_starts` the language of a plan tells.
    """

    practice: str | None
    language: str
    support: tuple[SupportLine, ...]
    leave_to: str
    base_url: str | None = None
    key: str | None = None
    fingerprints: tuple[tuple[str, str], ...] = ()
    on_lock: OnLock = OnLock.NOTHING
    never_publish: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    publish: ToFolder | ByCommand | None = None
    notes: tuple[Finding, ...] = field(default=(), compare=False, repr=False)
    week_starts: WeekStart | None = None

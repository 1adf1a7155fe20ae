"""Model: a plan and its parts, as frozen values in the words of the field.

In: nothing. Out: the types that `validate` fills and every later stage reads.
Touches nothing. After validation a `Plan` cannot be wrong, so no later stage looks again.
There is no field for `private:` anywhere here: what has no place cannot travel.

Terms
    period     the calendar stretch that counts add up in: a day, a week from Monday, …
    rater      the person whose score it is; None in a plan that names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class Access(StrEnum):
    LINK = "link"
    WORDS = "words"
    PUBLIC = "public"
    NONE = "none"


class Status(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    REVOKED = "revoked"


class Setting(StrEnum):
    INDIVIDUAL = "individual"
    COUPLE = "couple"
    FAMILY = "family"


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


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


class StepRank(StrEnum):
    """Whether the plan singles this step out as the first one."""

    FIRST = "first"
    IN_ORDER = "in-order"


class Publication(StrEnum):
    """Whether an objective's chart goes out, or is held until it has been talked about."""

    SHOWN = "shown"
    HELD = "held"


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


def is_published(status: Status, share: Share, today: date) -> bool:
    """Whether a plan with this status and share has a page on the day `today`; the last day of `until` included."""
    withdrawn = status in (Status.DRAFT, Status.REVOKED) or share.access is Access.NONE
    return not withdrawn and (share.until is None or today <= share.until)


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


Baseline = KnownBaseline | FirstEntries


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
class Milestones:
    """The measure `steps`: the steps themselves are what counts."""


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


Measure = Rating | Count | Milestones | Percentage | Number | BeforeAfter


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
class Objective:
    """`raters` are the people who score it, in the plan's order; empty in a plan that names nobody."""

    id: str
    objective: str
    measure: Measure
    due: date
    expected_every: Duration | None
    publication: Publication
    raters: tuple[str, ...]
    steps: tuple[Step, ...]
    strategies: tuple[Strategy, ...]
    if_then: tuple[IfThen, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    goal: str
    why: str | None
    importance: int | None
    confidence: int | None
    agreed: tuple[Agreement, ...]
    objectives: tuple[Objective, ...]


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
class Helped:
    """How much something helped, 0 (not at all) to 4 (very much)."""

    strategy: str
    much: int


@dataclass(frozen=True, slots=True)
class Entry:
    on: date
    at: time | None
    by: str | None
    scores: tuple[Score, ...]
    note: str | None
    trigger: tuple[str, ...]
    response: tuple[str, ...]
    helped: tuple[Helped, ...]
    celebrate: str | None

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


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan: one file, one page, one audience. Entries ascend by date, time and place in the file."""

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
    phases: tuple[Phase, ...]
    goals: tuple[Goal, ...]
    entries: tuple[Entry, ...]
    reviews: tuple[Review, ...]

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

    def is_published(self, today: date) -> bool:
        """Whether the plan has a page on the day `today`."""
        return is_published(self.status, self.share, today)

    @property
    def as_of(self) -> date:
        """The latest day the plan itself speaks of: entries, reviews, steps done, agreements.

        The plan's start when it speaks of none. A page says this day; no page knows the clock.
        """
        days = [entry.on for entry in self.entries]
        days += [review.on for review in self.reviews]
        for goal in self.goals:
            days += [agreement.on for agreement in goal.agreed if agreement.on]
            days += [step.done for o in goal.objectives for step in o.steps if step.done]
        return max(days, default=self.timeframe.start)


@dataclass(frozen=True, slots=True)
class Settings:
    """`handrail.yml`: what holds for every plan of a practice."""

    practice: str | None
    language: str
    support: tuple[SupportLine, ...]
    leave_to: str

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
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from generator.errors import Finding
from generator.model.duration import Duration
from generator.model.look import UNSAID_LOOK, Look
from generator.model.measure import Anchor, Measure, Noted, ScoreValue, StepRank
from generator.model.parts import Numbers, PagePart, PartShape
from generator.model.rule import Silence
from generator.model.settings import USUAL_CHECK_IN, CheckIn, SupportLine, WeekStart
from generator.model.share import PageShare, Share, Status, Withheld, withheld


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


#: Goals that are worked on now.
UNDER_WAY: Final = frozenset({Lifecycle.ACTIVE, Lifecycle.ACCEPTED})


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


class Publication(StrEnum):
    """Whether an objective's chart or an entry goes out, or is held until it has been talked about."""

    SHOWN = "shown"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class ReviewRhythm:
    """How often the plan is looked at together, and the day of the next time."""

    every: Duration | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Timeframe:
    """First and last day of the plan; `start` is before `end`."""

    start: date
    end: date
    review: ReviewRhythm


@dataclass(frozen=True, slots=True)
class StartingPoint:
    expectations: str | None = None
    hindrances: str | None = None
    success_feels_like: str | None = None
    motivation: str | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    start: date
    label: str
    kind: PhaseKind = PhaseKind.THERAPY


@dataclass(frozen=True, slots=True)
class Agreement:
    who: str
    status: Acceptance
    on: date | None


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
    kind: StrategyKind | None = None


@dataclass(frozen=True, slots=True)
class IfThen:
    if_: str
    then: str


@dataclass(frozen=True, slots=True)
class Smart:
    """The client's own words for a letter of SMART; None where the page derives them."""

    specific: str | None = None
    measurable: str | None = None
    achievable: str | None = None
    relevant: str | None = None
    time_bound: str | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """`raters` are the people who score it, in the plan's order; empty in a plan that names nobody.

    What `held_raters` score is held back. `talked_about` is the last day on which it was, for the therapist alone.
    `short` is a noun for it, such as `Small joys`; None where nobody gave one.
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
    short: str | None = None

    @property
    def is_own_measure(self) -> bool:
        """Whether it is scored in the plan's own words: by no questionnaire, and not by its steps."""
        return self.measure.is_scored and self.measure.questionnaire is None


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

    @property
    def is_under_way(self) -> bool:
        """Whether it is worked on now: what entries are asked for, and advice looks at."""
        return self.lifecycle in UNDER_WAY

    @property
    def past_days(self) -> tuple[date | None, ...]:
        """The days on which something happened to it, where they are known."""
        agreed = [agreement.on for agreement in self.agreed]
        steps = [step.done for objective in self.objectives for step in objective.steps]
        return (*agreed, self.status_date, *steps)


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
class DateSpan:
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
    over: DateSpan | None = None
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
    is_: str | None = None
    for_: str | None = None


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

    warning_signs: tuple[str, ...] = ()
    on_my_own: tuple[str, ...] = ()
    people_and_places: tuple[str, ...] = ()
    people_to_ask: tuple[str | SupportLine, ...] = ()
    professionals: tuple[str | SupportLine, ...] = ()
    surroundings: tuple[str, ...] = ()
    worth_living_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan: one file, one page, one audience. Entries ascend by date, time and place in the file.

    A plan may have no goal yet. `title` is empty where neither the file nor a goal gives one. `other_care` is what is
    looked after elsewhere, such as medication; `kind_line` is a word from the therapist for hard days.

    `as_of` is the latest day the plan itself speaks of: entries, reviews, steps done, agreements, changes of a goal;
    its start when it speaks of none. A page says this day; no page knows the clock. `notes` are what was found in the
    file and keeps no page from being made. `check_in` is None where the page is to have no form.
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
    look: Look = UNSAID_LOOK
    notes: tuple[Finding, ...] = field(default=(), compare=False, repr=False)
    week_starts: WeekStart = WeekStart.MONDAY
    numbers: Numbers = Numbers.SHOWN
    sections: tuple[tuple[PagePart, PartShape], ...] = ()
    check_in: CheckIn | None = USUAL_CHECK_IN
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

    @property
    def is_private(self) -> bool:
        """Whether its page opens by its link alone."""
        return self.share.access.is_private

    @property
    def takes_replies(self) -> bool:
        """Whether its page has a form for the client, whose answers come back sealed.

        A group's page has none: it names nobody, so nobody could say who it is that writes.
        """
        is_open = self.status is Status.ACTIVE and self.setting is not Setting.GROUP
        return is_open and self.is_private and self.check_in is not None

    def published(self) -> Plan:
        """The plan as its page knows it: without entries that are held, and without what held raters score.

        Nothing of them is left to be told from: no day, no count, no place in a chart.
        """
        held: set[tuple[str, str | None]] = set()
        for goal in self.goals:
            for objective in goal.objectives:
                held |= {(objective.id, rater) for rater in objective.held_raters}
        if not held and all(entry.publication is Publication.SHOWN for entry in self.entries):
            return self
        entries = []
        for entry in self.entries:
            shown = _shown_of(entry, held)
            if shown is not None:
                entries.append(shown)
        scored = {score.objective for entry in entries for score in entry.scores}
        goals = tuple(_goal_for_all(goal, scored) for goal in self.goals)
        return replace(self, goals=goals, entries=tuple(entries))

    def is_published(self, today: date) -> bool:
        """Whether the plan has a page on the day `today`."""
        return self.withheld(today) is None

    def withheld(self, today: date) -> Withheld | None:
        """Why the plan has no page on the day `today`; None where it has one."""
        page = self.page_share(today)
        return page if isinstance(page, Withheld) else None

    def page_share(self, today: date) -> PageShare | Withheld:
        """How the plan's page is reached on the day `today`, or why it has none.

        A private page hangs on a uid; validation asks for one.
        """
        why = withheld(self.status, self.share, today)
        return why or self.share.page(self.uid) or Withheld.NOT_SHARED

    def __post_init__(self) -> None:
        # Looked for once: nearly every sentence of a page asks for its year.
        object.__setattr__(self, "as_of", self._latest_day())

    def _latest_day(self) -> date:
        days: list[date | None] = [entry.on for entry in self.entries]
        days += [review.on for review in self.reviews]
        days += [question.on for question in self.asked]
        days += [note.on for note in self.fit.notes]
        days += [pattern.on for pattern in self.patterns]
        for goal in self.goals:
            days += goal.past_days
        return max((day for day in days if day), default=self.timeframe.start)


def _shown_of(
    entry: Entry,
    held: Collection[tuple[str, str | None]],
) -> Entry | None:
    """The entry without scores that are held; None where all of it is."""
    if entry.publication is not Publication.SHOWN:
        return None
    scores = tuple(score for score in entry.scores if (score.objective, score.rater) not in held)
    skips = tuple(skip for skip in entry.skips if (skip.objective, skip.rater) not in held)
    if (scores, skips) == (entry.scores, entry.skips):
        return entry
    has_words = entry.note or entry.trigger or entry.response or entry.helped or entry.celebrate
    if not (scores or skips or has_words):
        return None
    return replace(entry, scores=scores, skips=skips)


def _goal_for_all(goal: Goal, scored: Collection[str]) -> Goal:
    objectives = (_shown_to_all(objective, scored) for objective in goal.objectives)
    return replace(goal, objectives=tuple(objectives))


def _shown_to_all(objective: Objective, scored: Collection[str]) -> Objective:
    """The objective for a page: where nobody is left who scores it, its chart is held."""
    raters = tuple(rater for rater in objective.raters if rater not in objective.held_raters)
    is_bare = bool(objective.held_raters) and not raters and objective.id not in scored
    publication = Publication.HELD if is_bare else objective.publication
    return replace(objective, raters=raters, publication=publication)

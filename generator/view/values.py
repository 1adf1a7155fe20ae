"""Values: what the page says, ready to be laid out; every word final, no position yet.

In: nothing. Out: the types that `view` fills, that `charts` turns into figures and that templates print.
Touches nothing. Text is plain and escaped by the template; `Markup` comes from `prose` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from markupsafe import Markup


class SlotState(StrEnum):
    """A count's period: over and counted, still open, or without any note."""

    COUNTED = "counted"
    SO_FAR = "so-far"
    NO_NOTES = "no-notes"


class Dot(StrEnum):
    """A full dot, or a hollow one for what rests on little."""

    FULL = "full"
    HOLLOW = "hollow"


class StepState(StrEnum):
    """The rail's one code: done is filled, next is ringed, later is hollow, aside is dashed."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"
    ASIDE = "aside"


class AimSide(StrEnum):
    """On which side of the line the aim lies: above it, below it, or between two."""

    ABOVE = "above"
    BELOW = "below"
    WITHIN = "within"


# ---- charts: data and words; `charts` computes the positions


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The time that every chart of a plan shows, first to last day."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class PhaseMark:
    """A phase from `start` on; `begun` phases have a full line, those ahead only a tick at the name."""

    start: date
    label: str
    begun: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` up to, not with, `end`."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a day; `day` is days since the span's start and may have a fraction for the time of day."""

    day: float
    value: float


@dataclass(frozen=True, slots=True)
class Aim:
    """The aim on the value axis: `low` and `high` limit the zone (WITHIN uses both), and its label."""

    side: AimSide
    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True)
class Level:
    """A level with its words, such as the start: `start: 2.3`."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The sentence above a chart: the news in bold, then the rest."""

    news: str
    rest: str


@dataclass(frozen=True, slots=True)
class Table:
    """The chart's numbers. Each row is as long as `heads`; its first cell heads the row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What stands around any chart. `id` is unique on the page and safe in an attribute."""

    id: str
    title: str
    description: str
    finding: Finding
    table: Table


@dataclass(frozen=True, slots=True)
class RatingChart:
    """A rating over time: `runs` are the points in order, broken at phases and gaps; `medians` likewise or empty.

    `unit` follows each value of the axis, such as ` %`.
    """

    words: ChartWords
    span: TimeSpan
    low: float
    high: float
    low_words: str | None
    high_words: str | None
    runs: tuple[tuple[Point, ...], ...]
    medians: tuple[tuple[Point, ...], ...]
    latest: str | None
    aim: Aim | None
    start: Level | None
    phases: tuple[PhaseMark, ...]
    gaps: tuple[Stretch, ...]
    empty: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PartPoint:
    """A part of a whole at a day, in per cent; `of` is the whole, which sizes the dot, `words` say it: `6 of 8`."""

    day: float
    value: float
    of: float
    words: str
    dot: Dot


@dataclass(frozen=True, slots=True)
class PartsChart:
    """Parts of wholes over time, from 0 to 100 per cent; `runs` in order, broken at phases and gaps."""

    words: ChartWords
    span: TimeSpan
    runs: tuple[tuple[PartPoint, ...], ...]
    aim: Aim | None
    start: Level | None
    phases: tuple[PhaseMark, ...]
    gaps: tuple[Stretch, ...]
    empty: str
    unit: str


@dataclass(frozen=True, slots=True)
class NumberChart:
    """Any number over time, on an axis that `charts` chooses; `runs` and `medians` as in a rating."""

    words: ChartWords
    span: TimeSpan
    runs: tuple[tuple[Point, ...], ...]
    medians: tuple[tuple[Point, ...], ...]
    latest: str | None
    aim: Aim | None
    start: Level | None
    phases: tuple[PhaseMark, ...]
    gaps: tuple[Stretch, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class PairPoint:
    """Before and after at a day; one half may be missing."""

    day: float
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class BeforeAfterChart:
    """Pairs on a full scale, in order; the latest halves carry words such as `8 before`. The aim is for after."""

    words: ChartWords
    span: TimeSpan
    low: float
    high: float
    low_words: str | None
    high_words: str | None
    pairs: tuple[PairPoint, ...]
    latest_before: str | None
    latest_after: str | None
    aim: Aim | None
    phases: tuple[PhaseMark, ...]
    gaps: tuple[Stretch, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of a count: its days, what was counted (None without notes) and its state."""

    stretch: Stretch
    value: float | None
    state: SlotState


@dataclass(frozen=True, slots=True)
class CountChart:
    """A count in each period. `slots` ascend and run from the first to the latest period with notes."""

    words: ChartWords
    span: TimeSpan
    slots: tuple[Slot, ...]
    latest: str | None
    aim: Aim | None
    start: Level | None
    phases: tuple[PhaseMark, ...]
    gaps: tuple[Stretch, ...]
    so_far: str
    empty: str


@dataclass(frozen=True, slots=True)
class StepMark:
    """A step on the timeline: its number in the list, its state, and its day (None: place it by order)."""

    number: int
    state: StepState
    day: date | None


@dataclass(frozen=True, slots=True)
class StepsChart:
    """Steps on a timeline; the list beside it names them."""

    words: ChartWords
    span: TimeSpan
    as_of: date
    marks: tuple[StepMark, ...]


Chart = RatingChart | CountChart | StepsChart | PartsChart | NumberChart | BeforeAfterChart


@dataclass(frozen=True, slots=True)
class ReviewMark:
    """A review on the rail; `label` for the wide drawing, such as `next review 18 May`."""

    day: date
    state: StepState
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class RailPhase:
    """A stretch of the rail; `away` is a planned break."""

    stretch: Stretch
    label: str
    day: str
    away: bool


@dataclass(frozen=True, slots=True)
class Rail:
    """The time of the plan as one line. `now` says the phase we are in, or just `now`."""

    title: str
    description: str
    line: str
    review: str | None
    span: TimeSpan
    as_of: date
    now: str
    now_short: str
    start_label: str
    end_label: str
    phases: tuple[RailPhase, ...]
    reviews: tuple[ReviewMark, ...]
    table: Table


# ---- the page


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody to call. `href` is `tel:…` or `https://…` where the contact is one, else None."""

    name: str
    contact: str
    when: str | None
    href: str | None


@dataclass(frozen=True, slots=True)
class IfThenView:
    if_: str
    then: str


@dataclass(frozen=True, slots=True)
class NextStep:
    step: str
    by: str | None
    if_then: IfThenView | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step in the list; `word` says its state, such as `done 26 Jan`, or is empty."""

    step: str
    state: StepState
    word: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One term with its value: `Start`, `0 a week`."""

    term: str
    value: str


@dataclass(frozen=True, slots=True)
class ProseFact:
    """One term with text that may hold paragraphs and emphasis."""

    term: str
    words: Markup


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart on the page; `rater` names whose it is where several people rate."""

    rater: str | None
    chart: Chart


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """`facts` are start, latest and aim; `said` one kind sentence; `held` replaces the charts where they wait."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    said: str | None
    held: str | None
    charts: tuple[ChartView, ...]
    steps: tuple[StepView, ...]
    strategies: tuple[str, ...]
    if_then: tuple[IfThenView, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """`label` is `First goal` and so on, empty when there is only one."""

    id: str
    label: str
    title: str
    state: str
    pairs: tuple[ProseFact, ...]
    objectives: tuple[ObjectiveView, ...]


@dataclass(frozen=True, slots=True)
class Win:
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class HelpsView:
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One journal entry; `notes` are small lines such as `What helped: …`."""

    iso: str
    day: str
    by: str | None
    words: Markup | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    title: str
    count: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything the plan page says, in the page's order."""

    language: str
    direction: str
    tab_title: str
    title: str
    who: str
    approach: str | None
    what_matters: str | None
    leave_to: str
    next_step: NextStep | None
    going: tuple[str, ...]
    rail: Rail
    help: tuple[HelpLine, ...]
    starting_point: tuple[ProseFact, ...]
    goals: tuple[GoalView, ...]
    wins: tuple[Win, ...]
    helps: tuple[HelpsView, ...]
    journal: tuple[MonthView, ...]
    reviews: tuple[ReviewView, ...]
    as_of: str

"""Chart values: what each chart says and shows, as words and numbers; no position yet.

In: nothing. Out: the types that `view` fills and `charts` turns into figures.
Touches nothing. Text is plain and escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a day; `day` is days since the span's start
    and may have a fraction for the time of day.
    """

    day: float
    value: float


#: Points in order, parted at each long silence.
Runs = tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One measure as small lines over so many `days`, on its full scale: the `lines` of each person.

    There is at least one point; `aims` are the ends of what is aimed for.
    """

    lines: tuple[Runs, ...]
    low: float
    high: float
    days: float
    aims: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class StepDots:
    """So many steps done of all that are going, as a row of dots."""

    done: int
    all: int


class SlotState(StrEnum):
    """A count's period: over and counted, still open, counted in part only, or without any note."""

    COUNTED = "counted"
    SO_FAR = "so-far"
    IN_PART = "in-part"
    NO_NOTES = "no-notes"


class Dot(StrEnum):
    """A full dot, or a hollow one for what rests on little."""

    FULL = "full"
    HOLLOW = "hollow"


class StepState(StrEnum):
    """The one code of steps: done is filled, next is ringed, later is hollow, aside is dashed."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"
    ASIDE = "aside"


class AimSide(StrEnum):
    """On which side of the line the aim lies: above it, below it, or between two."""

    ABOVE = "above"
    BELOW = "below"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The time that every chart of a plan shows, first to last day."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class PhaseMark:
    """A phase from `start` on; `begun` phases have a full line,
    those ahead only a tick at the name. `letter` is the same on all charts of a plan.
    """

    start: date
    label: str
    begun: bool
    letter: str = ""


class IntervalKind(StrEnum):
    """What a stretch without scores was: a time without notes or a break,
    or a day left out on purpose.
    """

    GAP = "gap"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` up to, not with, `end`; `words` say what they were: `a break`."""

    start: date
    end: date
    kind: IntervalKind = IntervalKind.GAP
    words: str = ""


@dataclass(frozen=True, slots=True)
class AimMark:
    """The aim on the value axis: `low` and `high` limit the zone (WITHIN uses both), and its label."""

    side: AimSide
    low: float
    high: float
    label: str

    @property
    def limits(self) -> tuple[float, ...]:
        """The values that limit the zone, ascending: one, or two for an aim between."""
        match self.side:
            case AimSide.ABOVE:
                return (self.low,)
            case AimSide.BELOW:
                return (self.high,)
            case AimSide.WITHIN:
                return (self.low, self.high)


@dataclass(frozen=True, slots=True)
class LevelMark:
    """A level with its words, such as the start: `start: 2.3`."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several people's charts, which stand one below the other on one axis of time.

    `place` counts them from 1; `shared` are values of all of them that each value axis holds.
    """

    name: str
    place: int
    of: int
    shared: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """What a chart over time stands in: its days, what is aimed for, where it began,
    phases and gaps.

    `start` is a dotted line. `empty` stands in the middle of a chart without data;
    `unit` follows each value of the axis, such as ` %`. `good_days` are the days, as in a Point,
    of good things that stand as a flower on the data.
    """

    span: TimeSpan
    aim: AimMark | None = None
    start: LevelMark | None = None
    phases: tuple[PhaseMark, ...] = ()
    gaps: tuple[Interval, ...] = ()
    empty: str = ""
    unit: str = ""
    good_days: tuple[float, ...] = ()
    panel: Panel | None = None

    @property
    def level_values(self) -> tuple[float, ...]:
        """The values of the lines of the aim and of the start."""
        values = self.aim.limits if self.aim else ()
        if self.start is None:
            return values
        return (*values, self.start.value)


@dataclass(frozen=True, slots=True)
class ChartFinding:
    """What a chart shows, as its title: the `news` in numbers and the `verdict`, what it is worth.

    `rest` are the sentences after it; both may be empty.
    """

    news: str
    rest: str
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The chart's numbers. Each row is as long as `heads`; its first cell heads the row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What stands around any chart. `id` is unique on the page and safe in an attribute.

    `below` says what is drawn, such as `PHQ-9, 0 to 27, lower is better.`; `quiet` is the finding
    without any number, for whoever would rather not read them; `drawn` explains what is drawn,
    beside the table.
    """

    id: str
    title: str
    description: str
    finding: ChartFinding
    table: Table
    below: str = ""
    quiet: str = ""
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class RatingChart:
    """A rating over time: `runs` are the points in order, broken at phases and gaps;
    `medians` likewise or empty.
    """

    words: ChartWords
    frame: ChartFrame
    low: float
    high: float
    low_words: str | None
    high_words: str | None
    runs: tuple[tuple[Point, ...], ...]
    medians: tuple[tuple[Point, ...], ...]
    latest: str | None


@dataclass(frozen=True, slots=True)
class PercentagePoint:
    """A part of a whole at a day, in per cent;
    `of` is the whole, which sizes the dot, `words` say it: `6 of 8`.
    """

    day: float
    value: float
    of: float
    words: str
    dot: Dot


@dataclass(frozen=True, slots=True)
class PercentageChart:
    """Parts of wholes over time, from 0 to 100 per cent;
    `runs` in order, broken at phases and gaps.
    """

    words: ChartWords
    frame: ChartFrame
    runs: tuple[tuple[PercentagePoint, ...], ...]


@dataclass(frozen=True, slots=True)
class NumberChart:
    """Any number over time, on an axis that `charts` chooses; `runs` and `medians` as in a rating."""

    words: ChartWords
    frame: ChartFrame
    runs: tuple[tuple[Point, ...], ...]
    medians: tuple[tuple[Point, ...], ...]
    latest: str | None


@dataclass(frozen=True, slots=True)
class GroupPoint:
    """The middle of a group's values at a day, the ends of the half around it,
    and how many people there are.
    """

    day: float
    middle: float
    half: tuple[float, float] | None
    count: int


@dataclass(frozen=True, slots=True)
class GroupChart:
    """A group's values over time: the middle of each day and, of many people,
    the half around it; nobody's own.
    """

    words: ChartWords
    frame: ChartFrame
    low: float
    high: float
    low_words: str | None
    high_words: str | None
    points: tuple[GroupPoint, ...]
    latest: str | None


@dataclass(frozen=True, slots=True)
class PairPoint:
    """Before and after at a day; one half may be missing."""

    day: float
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class BeforeAfterChart:
    """Pairs on a full scale, in order; the latest halves carry words such as `8 before`.

    The aim is for after.
    """

    words: ChartWords
    frame: ChartFrame
    low: float
    high: float
    low_words: str | None
    high_words: str | None
    pairs: tuple[PairPoint, ...]
    latest_before: str | None
    latest_after: str | None


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of a count: its days, what was counted (None without notes) and its state."""

    stretch: Interval
    value: float | None
    state: SlotState


@dataclass(frozen=True, slots=True)
class CountChart:
    """A count in each period. `slots` ascend
    and run from the first to the latest period with notes.

    `start` is a bar of its own, before time begins.
    """

    words: ChartWords
    frame: ChartFrame
    slots: tuple[Slot, ...]
    latest: str | None
    start: LevelMark | None
    so_far: str


@dataclass(frozen=True, slots=True)
class BandMark:
    """A named range of totals from `low` to `high`; without a label where it has no name."""

    low: float
    high: float
    label: str | None


@dataclass(frozen=True, slots=True)
class Corridor:
    """Totals that differ from the first one by no more than the usual variation;
    an end may lie off the scale.
    """

    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True)
class QuestionnaireChart:
    """A questionnaire over time: `runs` are the totals in order,
    broken at phases and gaps, never smoothed.

    `first` and `latest` are printed at their dots.
    """

    words: ChartWords
    frame: ChartFrame
    low: float
    high: float
    bands: tuple[BandMark, ...]
    runs: tuple[tuple[Point, ...], ...]
    first: str | None
    latest: str | None
    corridor: Corridor | None


@dataclass(frozen=True, slots=True)
class PossiblePath:
    """A straight way from 0 on day `start` to `value` on day `end`, and its label;
    one of many, no more.
    """

    start: float
    end: float
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class TotalChart:
    """A count that adds up: `points` are the totals in order; the last one holds up to day `until`."""

    words: ChartWords
    frame: ChartFrame
    points: tuple[Point, ...]
    until: float
    latest: str | None
    path: PossiblePath | None


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One of five levels: its mark (`+1`), its words, and `note` for the expected one, else empty."""

    mark: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class GasChart:
    """Levels in the client's own words, `rows` from 2 down to -2,
    and the days on which each was reached.
    """

    words: ChartWords
    frame: ChartFrame
    rows: tuple[LevelRow, ...]
    runs: tuple[tuple[Point, ...], ...]
    start: Point | None


class DayState(StrEnum):
    """How a day went with a habit. A day without a note is not a day without the habit."""

    DONE = "done"
    PARTLY = "partly"
    NOT = "not"
    SKIPPED = "skipped"
    NO_NOTE = "no-note"


@dataclass(frozen=True, slots=True)
class HabitRow:
    """A week from Monday to Sunday; a day outside the plan is None. `end` sums it up: `4 of 5`."""

    label: str
    days: tuple[DayState | None, ...]
    end: str


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A state with its word, for the line below the drawing."""

    state: DayState
    word: str


@dataclass(frozen=True, slots=True)
class HabitChart:
    """Weeks by days, the earliest on top. `weekdays` are seven letters,
    `done` heads the ends of the rows.
    """

    words: ChartWords
    weekdays: tuple[str, ...]
    done: str
    rows: tuple[HabitRow, ...]
    key: tuple[KeyWord, ...]
    empty: str | None


@dataclass(frozen=True, slots=True)
class HardMomentsChart:
    """Hard moments: the day of each."""

    words: ChartWords
    span: TimeSpan
    days: tuple[float, ...]


Chart = (
    RatingChart
    | CountChart
    | TotalChart
    | HabitChart
    | GasChart
    | PercentageChart
    | NumberChart
    | BeforeAfterChart
    | QuestionnaireChart
    | GroupChart
    | HardMomentsChart
)


@dataclass(frozen=True, slots=True)
class Beads:
    """The time of a plan as a string: the days of its notes and of its good things, in order,
    and the next day on which it is looked at together.

    `end_label` says that too where that day is the last; else `review` is a sentence.
    """

    title: str
    description: str
    span: TimeSpan
    notes: tuple[date, ...]
    good: tuple[date, ...]
    together: date | None
    start_label: str
    end_label: str
    review: str

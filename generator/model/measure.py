"""Measure: what an objective is measured by, and what a score of it is.

In: nothing. Out: the ten kinds of `Measure`, their traits, and `ScoreValue`. Touches nothing.
To add a measure, write its class with all its `MeasureTraits` and put it into the union `Measure`:
`mypy` then names each place that has to know it.

Terms
    period     the calendar stretch that counts add up in: a day, a week, …
    trait      a question that every measure answers, such as where its scale ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Protocol

from generator.model.duration import Duration

#: The lowest and the highest value that a score can have.
ScaleEnds = tuple[float, float]


class Per(StrEnum):
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    SESSION = "session"
    TOTAL = "total"


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

    unit: ClassVar[None] = None
    questionnaire: ClassVar[None] = None
    is_scored: ClassVar[bool] = True
    adds_up: ClassVar[bool] = False

    @property
    def scale(self) -> ScaleEnds:
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happens in each period; `unit` is a plural word such as `times`."""

    unit: str
    per: Per
    baseline: Baseline | None
    target: Target | None

    better: ClassVar[None] = None
    scale: ClassVar[None] = None
    questionnaire: ClassVar[None] = None
    is_scored: ClassVar[bool] = True
    adds_up: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Total:
    """A count that adds up from 0 at the plan's start to `goal`, which is above 0; `unit` is a plural word."""

    unit: str
    goal: float | None

    better: ClassVar[None] = None
    baseline: ClassVar[None] = None
    target: ClassVar[None] = None
    scale: ClassVar[None] = None
    questionnaire: ClassVar[None] = None
    is_scored: ClassVar[bool] = True
    adds_up: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Habit:
    """Days on which something is done: `planned` of the days in each `per`, all of them where that is None.

    `per` is a week, a fortnight or a month; baseline and target are days in each `per`.
    """

    per: Per
    planned: int | None
    baseline: Baseline | None
    target: Target | None

    better: ClassVar[None] = None
    scale: ClassVar[None] = None
    unit: ClassVar[None] = None
    questionnaire: ClassVar[None] = None
    is_scored: ClassVar[bool] = True
    adds_up: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Gas:
    """Goal attainment scaling: `levels` are the client's own words for -2 to 2, ascending; 0 is the aim.

    `baseline` is -2, -1 or None.
    """

    levels: tuple[str, ...]
    baseline: int | None

    better: ClassVar[Better] = Better.HIGHER
    target: ClassVar[None] = None
    scale: ClassVar[ScaleEnds] = (-2.0, 2.0)
    unit: ClassVar[None] = None
    questionnaire: ClassVar[None] = None
    is_scored: ClassVar[bool] = True
    adds_up: ClassVar[bool] = False

    def words(self, level: float) -> str:
        """What a level from -2 to 2 means."""
        return self.levels[int(level) + 2]


@dataclass(frozen=True, slots=True)
class Steps:
    """The measure `steps`: the steps themselves are what counts."""

    better: ClassVar[None] = None
    baseline: ClassVar[None] = None
    target: ClassVar[None] = None
    scale: ClassVar[None] = None
    unit: ClassVar[None] = None
    questionnaire: ClassVar[None] = None
    is_scored: ClassVar[bool] = False
    adds_up: ClassVar[bool] = False


class Totals(StrEnum):
    """Whether the totals of a questionnaire are whole numbers.

    A prorated total is one: what the answers there are would add up to, had none been left out. It may have decimals.
    """

    WHOLE = "whole"
    DECIMAL = "decimal"
    PRORATED = "prorated"


class TotalForm(StrEnum):
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


class QuestionnaireFact(StrEnum):
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

    `reliable_change` is the smallest change that is more than usual variation, and `relevant_change` the smallest one
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
    unverified: frozenset[QuestionnaireFact]
    risk_item: bool = False
    relevant_change: float | None = None
    other_low: float | None = None

    @property
    def edge(self) -> float:
        """How far below its first total a band begins: half way to the total before, where totals are whole."""
        if self.totals is Totals.DECIMAL:
            return 0.0
        return 0.5

    def band(self, value: float) -> Band | None:
        """The band that `value` lies in; None below the first and where there is none."""
        for band in reversed(self.bands):
            if band.start - self.edge <= value:
                return band
        return None

    def is_beyond(self, value: float) -> bool:
        """Whether `value` lies where those are who need help, the cut-off included; never where there is no cut-off."""
        if self.cut_off is None:
            return False
        if self.better is Better.HIGHER:
            return value < self.cut_off
        return value >= self.cut_off


@dataclass(frozen=True, slots=True)
class QuestionnaireTotal:
    """The total of a questionnaire, whose numbers are in the form that this objective is written down in."""

    questionnaire: Questionnaire
    baseline: Baseline | None
    target: Target | None

    unit: ClassVar[None] = None
    is_scored: ClassVar[bool] = True
    adds_up: ClassVar[bool] = False

    @property
    def better(self) -> Better:
        return self.questionnaire.better

    @property
    def scale(self) -> ScaleEnds:
        return self.questionnaire.low, self.questionnaire.high


@dataclass(frozen=True, slots=True)
class Percentage:
    """Per cent, 0 to 100: as such, or as so many done of so many; one form in all scores of an objective."""

    better: Better | None
    baseline: Baseline | None
    target: Target | None

    scale: ClassVar[ScaleEnds] = (0.0, 100.0)
    unit: ClassVar[None] = None
    questionnaire: ClassVar[None] = None
    is_scored: ClassVar[bool] = True
    adds_up: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Number:
    """Any number with its unit, such as `minutes`. Start equal to aim means keep it up; `better` is known then."""

    unit: str
    better: Better | None
    baseline: Baseline | None
    target: Target | None

    scale: ClassVar[None] = None
    questionnaire: ClassVar[None] = None
    is_scored: ClassVar[bool] = True
    adds_up: ClassVar[bool] = False


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

    baseline: ClassVar[None] = None
    unit: ClassVar[None] = None
    questionnaire: ClassVar[None] = None
    is_scored: ClassVar[bool] = True
    adds_up: ClassVar[bool] = False

    @property
    def scale(self) -> ScaleEnds:
        return self.low, self.high


#: What a plan can say as the target of one measure or another.
AnyTarget = Target | ChangeBy | AfterAt

#: The measures whose start a plan may give as a `Baseline`.
Started = Rating | Count | Habit | QuestionnaireTotal | Percentage | Number

Measure = Started | Total | Gas | BeforeAfter | Steps


class MeasureTraits(Protocol):
    """What every measure answers, so that nobody has to ask which one it is."""

    @property
    def scale(self) -> ScaleEnds | None:
        """The lowest and the highest value; None where values have no end."""

    @property
    def better(self) -> Better | None:
        """Which way is better; None where the plan does not say, or the target alone does."""

    @property
    def baseline(self) -> Baseline | int | None:
        """Where it began, as the plan says: a level on goal attainment scaling, else a `Baseline`."""

    @property
    def target(self) -> AnyTarget | None:
        """The target as the plan says it; None where the measure itself has its aim."""

    @property
    def unit(self) -> str | None:
        """The plural word that values are counted in; None where they have a scale or marks."""

    @property
    def questionnaire(self) -> Questionnaire | None:
        """The questionnaire whose totals these are; None for what is in the plan's own words."""

    @property
    def is_scored(self) -> bool:
        """Whether entries score it; steps are marked as done instead."""

    @property
    def adds_up(self) -> bool:
        """Whether the scores of one day add up, so that two of them do not disagree."""


if TYPE_CHECKING:

    def _has_all_traits(measure: Measure) -> MeasureTraits:
        return measure


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

"""Page values: what the page says, ready to be laid out; every word final, no position yet.

In: nothing. Out: the types that `view` fills and that templates print.
Touches nothing. Text is plain and escaped by the template; `Markup` comes from `prose` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from generator.model.look import PageSign
from generator.text.contact import ContactPart, parts_of
from generator.view.chart_values import (
    Beads,
    Chart,
    HardMomentsChart,
    StepDots,
    StepState,
    TrendLine,
)


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody to call; of the parts of the contact, those that can be tapped have an address."""

    name: str
    contact: tuple[ContactPart, ...]
    when: str | None


@dataclass(frozen=True, slots=True)
class StrategyView:
    """Something worth a try, and what kind of thing it is, such as `with others`;
    None where nobody said.
    """

    words: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class IfThenView:
    if_: str
    then: str


@dataclass(frozen=True, slots=True)
class NextStep:
    step: str
    by: str | None


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words of the client's own near the top of the page, and what they are:
    `your latest good thing, 5 September`.
    """

    words: str
    what: str


@dataclass(frozen=True, slots=True)
class RowValue:
    """Where a measure began and where it is: `17`, then `8` and ` of 27`; `now` is empty where
    a value does not begin with a number. `rater` names whose it is where several people rate.
    """

    rater: str | None
    start: str | None
    now: str
    rest: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure near the top of the page; `id` is its objective's, `said` one sentence, and `quiet`
    the same without a number where they differ.
    """

    id: str
    name: str
    values: tuple[RowValue, ...]
    said: str
    line: TrendLine | StepDots | None
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """What stands in place of a next step while a plan is on hold, and once it is complete."""

    title: str
    words: str


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
    """A chart on the page; `place` counts those of several people from 1, `rater` is whose it is."""

    chart: Chart
    place: int = 1
    rater: str | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """`said` is what no chart says by itself; `held` replaces the charts where they wait.

    `clear` says letter by letter what makes the objective clear.
    """

    id: str
    title: str
    said: str
    held: str | None
    charts: tuple[ChartView, ...]
    steps: tuple[StepView, ...]
    strategies: tuple[StrategyView, ...]
    if_then: tuple[IfThenView, ...]
    clear: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """`label` is `First goal` and so on, empty when there is only one.

    `state` is one sentence, and `quiet` the same without a number; what is `behind` the goal, and `more` of it, is folded away.
    """

    id: str
    label: str
    title: str
    state: str
    quiet: str
    pairs: tuple[ProseFact, ...]
    behind: tuple[ProseFact, ...]
    more: str
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

    day: str
    by: str | None
    words: Markup | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """The notes of the latest month, and those before it, with how many these are."""

    latest: tuple[EntryView, ...] = ()
    earlier: tuple[EntryView, ...] = ()
    count: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one day, and what became of goals then."""

    day: str
    words: str


@dataclass(frozen=True, slots=True)
class SafetyStep:
    """One step of the safety plan with the client's own words; `is_own` is what they do by themselves."""

    title: str
    words: tuple[str, ...]
    is_own: bool = False

    @property
    def lines(self) -> tuple[tuple[ContactPart, ...], ...]:
        """The words with their numbers to call."""
        return tuple(map(parts_of, self.words))


@dataclass(frozen=True, slots=True)
class SectionPair:
    """A small heading with the person's words, and small lines below them; either may be missing."""

    term: str
    words: Markup | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page that only some plans have:
    pairs, or lines with their day, which may be empty.
    """

    id: str
    title: str
    lead: str | None
    pairs: tuple[SectionPair, ...]
    lines: tuple[Win, ...] = ()


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the page that has something to say: its id there, its heading, and whether it is folded."""

    id: str
    title: str
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the page by its id, and what it is called."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class KindLine:
    """A word from the therapist for hard days: `From Ines:`, and the words."""

    lead: str
    words: str


@dataclass(frozen=True, slots=True)
class NoGoal:
    """What stands where a plan has no goal yet."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An objective to note by hand, and what to write."""

    title: str
    how: str


@dataclass(frozen=True, slots=True)
class TrackingSheet:
    """A sheet of weeks to fill in on paper; `weekdays` head its columns."""

    weekdays: tuple[str, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """An answer to choose: what an entry says then, and its words on the page."""

    value: str | int
    words: str


@dataclass(frozen=True, slots=True)
class AskField:
    """How something is answered: by one of `choices`, else by a number, where there is one for each of `parts`.

    A whole number that `is_tapped` is chosen from all between `low` and `high`; any other is typed.
    """

    low: float | None = None
    high: float | None = None
    step: int | None = None
    hint: str = ""
    choices: tuple[Offered, ...] = ()
    parts: tuple[Offered, ...] = ()
    is_tapped: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """An objective that the client can answer; `raters` are those who may, empty where all do."""

    id: str
    field: AskField
    raters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckInForm:
    """What the client can write down on the open page; `people` are those who may be writing, where it is not clear."""

    asks: tuple[Ask, ...]
    steps: tuple[Offered, ...]
    helps: tuple[str, ...]
    people: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything the plan page says, in the page's order.

    `who` says whose it is and up to when there are notes; `going` are sentences that stand in place
    of `rows`, or before them while something is harder; `after_head` are small lines before the goals.
    """

    language: str
    direction: str
    tab_title: str
    title: str
    who: tuple[str, ...]
    approach: str | None
    own_words: OwnWords | None
    what_matters: OwnWords | None
    leave_to: str
    next_step: NextStep | Rest | None
    going_title: str
    going: tuple[str, ...]
    rows: tuple[MeasureRow, ...]
    beads: Beads
    help: tuple[HelpLine, ...]
    starting_point: tuple[ProseFact, ...]
    goals: tuple[GoalView, ...]
    later: tuple[str, ...]
    wins: tuple[Win, ...]
    helps: tuple[HelpsView, ...]
    journal: Journal
    decisions: tuple[Decision, ...]
    safety: tuple[SafetyStep, ...]
    as_of: str
    events: HardMomentsChart | None = None
    sheet: TrackingSheet | None = None
    is_sample: bool = False
    reply_key: str | None = None
    reply_token: str | None = None
    check_in: CheckInForm | None = None
    journal_says: str | None = None
    after_head: tuple[str, ...] = ()
    kind_line: KindLine | None = None
    before_goals: tuple[Section, ...] = ()
    no_goal: NoGoal | None = None
    costs: tuple[HelpsView, ...] = ()
    after_goals: tuple[Section, ...] = ()
    help_first: bool = False
    hides_numbers: bool = False
    parts: tuple[PartView, ...] = ()
    contents: tuple[Link, ...] = ()
    calendar: str | None = None
    accent: str | None = None
    sign: PageSign | None = None


@dataclass(frozen=True, slots=True)
class ShellView:
    """What a locked page says: nothing of any plan.
    `support` is empty unless the practice wants it on the lock.
    """

    language: str
    direction: str
    leave_to: str
    support: tuple[HelpLine, ...]
    is_sample: bool


class CardSize(StrEnum):
    """How large a card is printed: one on half a page, or two that fold into a wallet."""

    HALF_PAGE = "half"
    WALLET = "wallet"


@dataclass(frozen=True, slots=True)
class CardView:
    """A card to print: a title, what to do, a code for a camera, lines to read, what to know,
    and whom to call.
    """

    title: str
    lead: str
    code: Markup | None
    lines: tuple[str, ...]
    remarks: tuple[str, ...]
    support: tuple[HelpLine, ...] = ()

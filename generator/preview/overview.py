"""Overview: all plans at a glance, for the therapist alone.

In: plans with their progress, and today. Out: one `OverviewRow` for each plan, words final; the line of a measure as values.
Touches nothing. This is the one view that knows what day it is, and so it is never published.

Every reason to look is a fact and, where there is something to do, what that could be; never a grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final

from generator.advice.context import Context
from generator.advice.standing import Way, raters_off_track
from generator.errors import Finding
from generator.model.duration import Duration, DurationUnit
from generator.model.measure import BeforeAfter, QuestionnaireTotal, Rating
from generator.model.plan import Acceptance, Lifecycle, Plan, Publication, Setting
from generator.model.share import Access, Status
from generator.preview.views import FindingView, finding_views
from generator.progress.before_after import BeforeAfterSeries
from generator.progress.calendar import PeriodState
from generator.progress.clinical import Concern, concern_of
from generator.progress.count import CountSeries
from generator.progress.derive import Progress, Series
from generator.progress.gas import GasSeries
from generator.progress.habit import HabitSeries
from generator.progress.percentage import PercentageSeries
from generator.progress.series import Side, Signal
from generator.progress.total import TotalSeries
from generator.text.language import N_, _, ngettext
from generator.view import chart_values, dates
from generator.view.group import group_in_brief
from generator.view.measures.describe import describe
from generator.view.sentences import capital


class PlanGroup(StrEnum):
    """The group that a plan is shown in."""

    MEND = "mend"
    LOOK = "look"
    ALONG = "along"
    RESTING = "resting"


#: How long a plan may be quiet where it does not say how often a note is hoped for.
#: Source: docs/clinical-rules.md#a-quiet-log.
QUIET_AFTER: Final = Duration(4, DurationUnit.WEEK)

_HARD: Final = {
    Signal.HARDER: N_("{who}{objective}: harder than at the start."),
    Signal.FALLEN_BACK: N_("{who}{objective}: not as good as it has been."),
}
_WAYS: Final = {
    Way.SLOW: N_("{objective}: half of its time, less than a quarter of the way."),
    Way.AWAY: N_("{objective}: half of its time, and it goes the other way."),
}
_GROUPS: Final = {
    PlanGroup.MEND: N_("To mend"),
    PlanGroup.LOOK: N_("Worth a look"),
    PlanGroup.ALONG: N_("Going along"),
    PlanGroup.RESTING: N_("Resting or new"),
}
_STATUSES: Final = {
    Status.DRAFT: N_("Draft: nobody can open it yet."),
    Status.ON_HOLD: N_("On hold."),
    Status.COMPLETED: N_("Completed."),
    Status.REVOKED: N_("Closed: its page is gone."),
}


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One measure as a line: runs of points, at least one, over so many `days`, on a full scale; the aim, if any."""

    runs: tuple[tuple[chart_values.Point, ...], ...]
    low: float
    high: float
    days: float
    aim: float | None


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day to sort by and to read."""

    iso: str
    words: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to look: the news, and what goes with it, which may be empty; whether it asks about a person."""

    news: str
    rest: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: what it is, where it stands with its aim, and its line where there are notes of one person."""

    name: str
    value: str
    line: TrendLine | None


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A plan: its file, whose it is, how it goes by one measure, its days, and why to look at it."""

    plan: str
    standing: PlanGroup
    who: str
    title: str
    measure: Measured | None
    last: ShownDay | None
    review: ShownDay | None
    is_overdue: bool
    looks: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Plans that stand alike, with the words over them."""

    standing: PlanGroup
    title: str
    rows: tuple[OverviewRow, ...]


@dataclass(frozen=True, slots=True)
class OverviewView:
    """All plans, and what is wrong outside of them."""

    lead: str
    groups: tuple[GroupView, ...]
    findings: tuple[FindingView, ...]


def overview_view(
    rows: Iterable[OverviewRow], findings: Sequence[Finding], today: date
) -> OverviewView:
    """The plans in their groups, each in the order of who they belong to; a group without any is left out."""
    alike: dict[PlanGroup, list[OverviewRow]] = {standing: [] for standing in PlanGroup}
    for one in sorted(rows, key=lambda one: (one.who.casefold(), one.plan)):
        alike[one.standing].append(one)
    return OverviewView(
        lead=_(
            "Preview on this computer only. This page is never published. As of {day}.",
            day=dates.full(today),
        ),
        groups=tuple(
            GroupView(one, _(_GROUPS[one]), tuple(found)) for one, found in alike.items() if found
        ),
        findings=finding_views(findings),
    )


def mending(row: OverviewRow, findings: Sequence[Finding]) -> OverviewRow:
    """The plan with what is to be mended in its file, which goes before everything else."""
    if not findings:
        return row
    news = ngettext("{count} thing to mend.", "{count} things to mend.", len(findings))
    mend = Reason(news, capital(f"{findings[0].sentence}."))
    first = tuple(look for look in row.looks if look.asks)
    rest = tuple(look for look in row.looks if not look.asks)
    return replace(row, standing=PlanGroup.MEND, looks=(*first, mend, *rest))


def asking(row: OverviewRow, questions: Sequence[Finding]) -> OverviewRow:
    """The plan with what asks about a person, which goes before all other reasons to look."""
    if not questions:
        return row
    kept = tuple(look for look in row.looks if not look.asks)
    looks = dict.fromkeys(Reason(capital(one.sentence), asks=True) for one in questions)
    standing = row.standing if row.standing is PlanGroup.MEND else PlanGroup.LOOK
    return replace(row, standing=standing, looks=(*looks, *kept))


def row(name: str, plan: Plan, progress: Mapping[str, Progress], today: date) -> OverviewRow:
    """The plan that lies in the file `name`, as it stands on the day `today`."""
    review = _review(plan)
    is_resting = plan.status is not Status.ACTIVE
    looks = _resting(plan, today) if is_resting else tuple(_looks(plan, progress, review, today))
    standing = PlanGroup.LOOK if looks else PlanGroup.ALONG
    who, title = dates.several([person.name for person in plan.clients]) or _stem(name), plan.title
    if plan.setting is Setting.GROUP:
        who, title = (
            title,
            ngettext("A group of {count} person", "A group of {count} people", len(plan.clients)),
        )
    return OverviewRow(
        plan=name,
        standing=PlanGroup.RESTING if is_resting else standing,
        who=who,
        title=title,
        measure=_measure(plan, progress, today),
        last=_day(plan.entries[-1].on, today) if plan.entries else None,
        review=_day(review, today) if review else None,
        is_overdue=not is_resting and review is not None and review < today,
        looks=looks,
    )


def unread(name: str) -> OverviewRow:
    """A plan that could not be read since the preview began: only its file has a name."""
    return OverviewRow(
        name, PlanGroup.MEND, _stem(name), "", None, None, None, is_overdue=False, looks=()
    )


def _stem(name: str) -> str:
    """`sam` of `plans/sam.yml`."""
    return name.rpartition("/")[2].rpartition(".")[0]


def _day(day: date, today: date) -> ShownDay:
    return ShownDay(day.isoformat(), dates.long(day, today.year))


def _review(plan: Plan) -> date | None:
    """The next day to look at the plan together, by its own word or its rhythm; it may have passed."""
    if plan.status in (Status.COMPLETED, Status.REVOKED):
        return None
    rhythm, held = plan.timeframe.review, plan.reviews[-1].on if plan.reviews else None
    day = rhythm.due
    if day is None and rhythm.every:
        day = rhythm.every.after(held or plan.timeframe.start)
    while day and held and day <= held:
        day = rhythm.every.after(day) if rhythm.every else None
    return day


# ---- why to look


def _resting(plan: Plan, today: date) -> tuple[Reason, ...]:
    reasons = [
        goal for goal in plan.goals if goal.lifecycle is Lifecycle.ON_HOLD and goal.status_reason
    ]
    rest = reasons[0].status_reason or "" if plan.status is Status.ON_HOLD and reasons else ""
    return (Reason(_(_STATUSES[plan.status]), rest), *_withdrawn(plan, today))


def _looks(
    plan: Plan, progress: Mapping[str, Progress], review: date | None, today: date
) -> Iterator[Reason]:
    """The reasons, the weightiest first."""
    is_group = plan.setting is Setting.GROUP
    if not is_group:
        yield from _harder(plan, progress)
    if review and review < today:
        yield Reason(_("Review was due {day}.", day=dates.long(review, today.year)))
    if plan.timeframe.end < today:
        day = dates.long(plan.timeframe.end, today.year)
        yield Reason(
            _("Its time ended on {day}.", day=day),
            _("Reached, go on, change or set aside: all are fine."),
        )
    yield from _open_agreements(plan)
    yield from _quiet(plan, progress, today)
    if not is_group:
        yield from _slow(Context(plan, progress, today))
    yield from _withdrawn(plan, today)


def _harder(plan: Plan, progress: Mapping[str, Progress]) -> Iterator[Reason]:
    for one in progress.values():
        for series in one.series:
            who = (
                f"{plan.person(series.rater).name}: "
                if series.rater and len(one.series) > 1
                else ""
            )
            concern = concern_of(one.objective, series)
            if concern and (concern.is_urgent or series.signal not in _HARD):
                yield _high(concern, who)
                continue
            news = _HARD.get(series.signal)
            if news:
                helped = [
                    helped.strategy
                    for entry in plan.entries
                    for helped in entry.helped
                    if helped.much >= 3
                ]
                rest = (
                    _("What helped before: {what}.", what=helped[-1].rstrip(".")) if helped else ""
                )
                words = _words(one)
                yield Reason(_(news, who=who, objective=words), rest)


def _high(concern: Concern, who: str) -> Reason:
    """A question sheet that deserves a word soon, by the rule that a check has."""
    said = {
        "who": who,
        "sheet": concern.questionnaire.name,
        "last": dates.number(concern.latest.number),
    }
    news = _("{who}{sheet} is {last}.", **said)
    if concern.best != concern.latest.number:
        news = _(
            "{who}{sheet} is {last}, and was {best} at its best.",
            **said,
            best=dates.number(concern.best),
        )
    return Reason(news, _("That is worth a word soon."))


def _open_agreements(plan: Plan) -> Iterator[Reason]:
    waiting = [
        plan.person(line.who).name
        for goal in plan.goals
        if goal.lifecycle
        in (Lifecycle.ACTIVE, Lifecycle.PROPOSED, Lifecycle.PLANNED, Lifecycle.ACCEPTED)
        for line in goal.agreed
        if line.status is not Acceptance.AGREE
    ]
    if waiting:
        names = list(dict.fromkeys(waiting))
        yield Reason(
            ngettext(
                "{names} has not agreed to all of it yet.",
                "{names} have not agreed to all of it yet.",
                len(names),
                names=dates.several(names),
            )
        )


def _quiet(plan: Plan, progress: Mapping[str, Progress], today: date) -> Iterator[Reason]:
    """Silence for twice the time in which a note is hoped for, while the plan's time lasts."""
    hoped = [one.objective.expected_every for one in progress.values()]
    last = plan.entries[-1].on if plan.entries else plan.timeframe.start
    limit = max(
        (every.after(every.after(last)) for every in hoped if every),
        default=QUIET_AFTER.after(last),
    )
    if limit < today <= plan.timeframe.end:
        day = dates.long(last, today.year)
        news = _("No notes since {day}.", day=day) if plan.entries else _("No notes yet.")
        yield Reason(news, _("Pause it, make it easier, or pick it up again."))


def _slow(case: Context) -> Iterator[Reason]:
    """What is not on track, once for each objective."""
    told: set[str] = set()
    for standing, way in raters_off_track(case):
        if standing.path not in told:
            told.add(standing.path)
            yield Reason(_(_WAYS[way], objective=standing.objective.objective.rstrip(".")))


def _withdrawn(plan: Plan, today: date) -> Iterator[Reason]:
    if plan.share.access is Access.NONE:
        yield Reason(_("No page goes out: it is not shared."))
    elif plan.share.until and plan.share.until < today:
        yield Reason(_("Its page ended on {day}.", day=dates.long(plan.share.until, today.year)))


# ---- one measure


def _words(progress: Progress) -> str:
    return progress.objective.objective.rstrip(".")


def _measure(plan: Plan, progress: Mapping[str, Progress], today: date) -> Measured | None:
    """One that is harder now, else the first that has notes, question sheets last; steps where nothing is noted."""
    if plan.setting is Setting.GROUP:
        return next((found for one in progress.values() if (found := _spread(plan, one))), None)
    noted = [one for one in progress.values() if any(map(_notes, one.series))]
    if not noted:
        return next((_steps(one) for one in progress.values() if one.steps.going), None)
    chosen = min(noted, key=_weight)
    told = describe(plan, chosen)
    parts = []
    for one in told.series:
        if one.words.latest:
            value = one.words.brief or one.words.latest.value
            parts.append(f"{one.rater} {value}" if one.rater else value)
    said = [", ".join(parts)]
    said += [_("aim {aim}", aim=aim)] if (aim := told.series[0].words.aim) else []
    said += [_("held back for now")] if chosen.objective.publication is Publication.HELD else []
    series = next(one for one in chosen.series if _notes(one))
    return Measured(_words(chosen), "; ".join(said), _line(plan, chosen, series, today))


def _spread(plan: Plan, progress: Progress) -> Measured | None:
    """What a group's own page says of a measure: nothing of any one person."""
    said = group_in_brief(plan, progress.objective) if progress.series else ""
    return (
        Measured(_words(progress), said.removeprefix(f"{_words(progress)}: ").rstrip("."), None)
        if said
        else None
    )


def _weight(progress: Progress) -> tuple[bool, bool]:
    is_harder = any(series.signal is Signal.HARDER for series in progress.series)
    return (not is_harder, isinstance(progress.objective.measure, QuestionnaireTotal))


def _steps(progress: Progress) -> Measured:
    counts = {
        "done": dates.number(len(progress.steps.done)),
        "all": dates.number(len(progress.steps.going)),
    }
    return Measured(_words(progress), _("{done} of {all} steps done", **counts), None)


def _line(plan: Plan, progress: Progress, series: Series, today: date) -> TrendLine:
    """The line from the first note to the last, or to today while the plan's time lasts: a silence is seen."""
    notes, aim = _notes(series), _aim(series)
    numbers = [value for _at, value in notes]
    low, high = _scale(progress, series) or (min(0.0, *numbers), max(0.0, *numbers, aim or 0.0))
    end = max(notes[-1][0], _midnight(min(today, plan.timeframe.end)))
    return TrendLine(tuple(_runs(series)), low, high, (end - notes[0][0]) / timedelta(days=1), aim)


def _notes(series: Series) -> tuple[tuple[datetime, float], ...]:
    """What the series knows, as moments and values; a period that is still open is not known yet."""
    if isinstance(series, CountSeries):
        known = [one for one in series.periods if one.state is PeriodState.COUNTED]
        return tuple((_midnight(one.start), one.value) for one in known if one.value is not None)
    if isinstance(series, HabitSeries):
        return tuple(
            (_midnight(one.start), one.tally.done) for one in series.periods if one.is_known
        )
    if isinstance(series, BeforeAfterSeries):
        return tuple((pair.at, pair.after) for pair in series.pairs if pair.after is not None)
    return tuple((one.at, one.value) for one in series.readings)


def _runs(series: Series) -> Iterator[tuple[chart_values.Point, ...]]:
    """The notes in days since the first, broken at each long silence."""
    notes = _notes(series)
    ends = [_midnight(gap.end) for gap in series.gaps]
    for _silences, run in groupby(notes, key=lambda note: sum(end <= note[0] for end in ends)):
        yield tuple(
            chart_values.Point((at - notes[0][0]) / timedelta(days=1), value) for at, value in run
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _aim(series: Series) -> float | None:
    if isinstance(series, TotalSeries):
        return series.goal
    if isinstance(series, GasSeries):
        return 0.0
    return _edge(series.aim.side, series.aim.low, series.aim.high) if series.aim else None


def _edge(side: Side, low: float, high: float) -> float:
    """The edge of an aim that is met first."""
    return high if side is Side.BELOW else low


def _scale(progress: Progress, series: Series) -> tuple[float, float] | None:
    """The whole scale of a measure that has one."""
    measure = progress.objective.measure
    if isinstance(measure, Rating | BeforeAfter):
        return measure.low, measure.high
    if isinstance(measure, QuestionnaireTotal):
        return measure.questionnaire.low, measure.questionnaire.high
    if isinstance(series, GasSeries):
        return -2.0, 2.0
    return (0.0, 100.0) if isinstance(series, PercentageSeries) else None

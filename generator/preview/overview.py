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
from typing import Final, assert_never

from generator.advice.attention import (
    NewsKind,
    OpenAgreement,
    QuietLog,
    ReasonToLook,
    ReviewDue,
    SeriesNews,
    TimeOver,
    next_review,
    reasons_to_look,
)
from generator.advice.context import Context
from generator.advice.standing import OffTrack, Way
from generator.errors import Finding
from generator.model.plan import Lifecycle, Plan, Publication, Setting
from generator.model.share import Access, Status
from generator.preview.views import FindingView, finding_views
from generator.progress.concern import Concern
from generator.progress.derive import Progress, Series
from generator.progress.series import Signal
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


#: From here on something helped much.
_HELPED_MUCH: Final = 3

_HARD: Final = {
    NewsKind.HARDER: N_("{who}{objective}: harder than at the start."),
    NewsKind.FALLEN_BACK: N_("{who}{objective}: not as good as it has been."),
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
    review = next_review(plan)
    is_resting = plan.status is not Status.ACTIVE
    looks = _resting(plan, today) if is_resting else tuple(_looks(plan, progress, today))
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


# ---- why to look


def _resting(plan: Plan, today: date) -> tuple[Reason, ...]:
    reasons = [
        goal for goal in plan.goals if goal.lifecycle is Lifecycle.ON_HOLD and goal.status_reason
    ]
    rest = reasons[0].status_reason or "" if plan.status is Status.ON_HOLD and reasons else ""
    return (Reason(_(_STATUSES[plan.status]), rest), *_withdrawn(plan, today))


def _looks(plan: Plan, progress: Mapping[str, Progress], today: date) -> Iterator[Reason]:
    """The reasons, the weightiest first."""
    for reason in reasons_to_look(Context(plan, progress, today)):
        yield from _worded(reason, plan, progress, today)
    yield from _withdrawn(plan, today)


def _worded(
    reason: ReasonToLook, plan: Plan, progress: Mapping[str, Progress], today: date
) -> Iterator[Reason]:
    match reason:
        case SeriesNews():
            yield from _news(reason, plan, progress[reason.objective.id])
        case ReviewDue(day):
            yield Reason(_("Review was due {day}.", day=dates.long(day, today.year)))
        case TimeOver(day):
            yield Reason(
                _("Its time ended on {day}.", day=dates.long(day, today.year)),
                _("Reached, go on, change or set aside: all are fine."),
            )
        case OpenAgreement(people):
            yield _open_agreement([plan.person(id).name for id in people])
        case QuietLog(since):
            news = _("No notes yet.")
            if plan.entries:
                news = _("No notes since {day}.", day=dates.long(since, today.year))
            yield Reason(news, _("Pause it, make it easier, or pick it up again."))
        case OffTrack(position, way):
            yield Reason(_(_WAYS[way], objective=position.objective.objective.rstrip(".")))
        case _:
            assert_never(reason)


def _news(news: SeriesNews, plan: Plan, progress: Progress) -> Iterator[Reason]:
    who = ""
    if news.series.rater and len(progress.series) > 1:
        who = f"{plan.person(news.series.rater).name}: "
    if news.kind in _HARD:
        words = _(_HARD[news.kind], who=who, objective=_words(progress))
        yield Reason(words, _what_helped(plan))
    elif news.concern is not None:
        yield _high(news.concern, who)


def _what_helped(plan: Plan) -> str:
    """The last thing that helped much."""
    for entry in reversed(plan.entries):
        for helped in reversed(entry.helped):
            if helped.much >= _HELPED_MUCH:
                return _("What helped before: {what}.", what=helped.strategy.rstrip("."))
    return ""


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


def _open_agreement(names: Sequence[str]) -> Reason:
    return Reason(
        ngettext(
            "{names} has not agreed to all of it yet.",
            "{names} have not agreed to all of it yet.",
            len(names),
            names=dates.several(names),
        )
    )


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
    noted = [one for one in progress.values() if any(series.points for series in one.series)]
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
    series = next(one for one in chosen.series if one.points)
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
    return (not is_harder, progress.objective.measure.questionnaire is not None)


def _steps(progress: Progress) -> Measured:
    counts = {
        "done": dates.number(len(progress.steps.done)),
        "all": dates.number(len(progress.steps.going)),
    }
    return Measured(_words(progress), _("{done} of {all} steps done", **counts), None)


def _line(plan: Plan, progress: Progress, series: Series, today: date) -> TrendLine:
    """The line from the first note to the last, or to today while the plan's time lasts: a silence is seen."""
    points = series.points
    aim = None if series.aim is None else series.aim.edge
    numbers = [point.value for point in points]
    scale = progress.objective.measure.scale
    low, high = scale or (min(0.0, *numbers), max(0.0, *numbers, aim or 0.0))
    end = max(points[-1].at, _midnight(min(today, plan.timeframe.end)))
    days = (end - points[0].at) / timedelta(days=1)
    return TrendLine(tuple(_runs(series)), low, high, days, aim)


def _runs(series: Series) -> Iterator[tuple[chart_values.Point, ...]]:
    """The notes in days since the first, broken at each long silence."""
    points = series.points
    ends = [_midnight(gap.end) for gap in series.gaps]
    for _silences, run in groupby(points, key=lambda point: sum(end <= point.at for end in ends)):
        yield tuple(
            chart_values.Point((point.at - points[0].at) / timedelta(days=1), point.value)
            for point in run
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)

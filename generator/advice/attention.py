"""Attention: why a therapist may want to look at a plan today, decided once for all who say it.

In: a `Context`. Out: facts as values. Touches nothing.
The rules of advice word them for `check` and `publish`, `preview/reasons` for the list of plans.
`check` speaks of goals under way; the overview of every goal, since entries may go on after one ends.

Terms
    hoped for  how soon an objective under way waits for its next entry: as the plan says, else 2 weeks.
    quiet      no entry for more than twice the shortest time hoped for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from generator.advice.context import Context
from generator.advice.standing import OffTrack, raters_off_track
from generator.model.duration import Duration, DurationUnit
from generator.model.plan import Acceptance, Goal, Lifecycle, Objective, Person, Role, Setting
from generator.progress.concern import Concern, concern_of
from generator.progress.derive import Series
from generator.progress.reviews import next_review
from generator.progress.series import Signal

#: How often an entry is hoped for where no objective says; twice as long is quiet.
#: Source: docs/clinical-rules.md#a-quiet-log.
_EXPECTED_EVERY: Final = Duration(2, DurationUnit.WEEK)
_QUIET: Final = 2
#: A silence of so many times, and of so many days, is a signal for the therapist.
#: Source: docs/clinical-rules.md#a-quiet-log.
_LONG_QUIET: Final = 4
_LONG_QUIET_DAYS: Final = 56
#: Goals that somebody may still be asked to agree to.
_MEANT: Final = frozenset(
    {Lifecycle.ACTIVE, Lifecycle.ACCEPTED, Lifecycle.PROPOSED, Lifecycle.PLANNED}
)


class NewsKind(Enum):
    """What of a series deserves a talk. Source: docs/clinical-rules.md#harder."""

    URGENT = "a questionnaire that asks about dying is high, or worse than its best"
    HARDER = "harder than at the start"
    FALLEN_BACK = "it has been clearly better"
    RISEN = "another questionnaire is worse than its best by its reliable change"
    MOVED = "it has moved, and nobody said which way is better"


@dataclass(frozen=True, slots=True)
class SeriesNews:
    """One series that deserves a talk; `concern` is what its questionnaire says, if that is it."""

    path: str
    goal: Goal
    objective: Objective
    series: Series
    kind: NewsKind
    concern: Concern | None


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """The day of a review that has passed without one."""

    day: date


@dataclass(frozen=True, slots=True)
class TimeOver:
    """The last day of a plan that has passed."""

    day: date


@dataclass(frozen=True, slots=True)
class OpenAgreement:
    """The ids of people who have said no or not yet to a goal that is still meant."""

    people: tuple[str, ...]


class QuietLength(Enum):
    """How long it has been quiet, by the time hoped for."""

    QUIET = "more than twice as long"
    LONG = "more than four times as long, and more than eight weeks"


@dataclass(frozen=True, slots=True)
class QuietLog:
    """A log without entries `since` a day: that of the last one, else the first of the plan."""

    since: date
    length: QuietLength


ReasonToLook = SeriesNews | ReviewDue | TimeOver | OpenAgreement | QuietLog | OffTrack


def reasons_to_look(case: Context) -> tuple[ReasonToLook, ...]:
    """Why to look at a plan that is running, the weightiest first; in a group nothing of one person."""
    is_group = case.plan.setting is Setting.GROUP
    reasons: list[ReasonToLook] = []
    if not is_group:
        reasons += series_news(case)
    reasons += _of_whole_plan(case)
    if not is_group:
        reasons += _off_track(case)
    return tuple(reasons)


def _of_whole_plan(case: Context) -> Iterator[ReasonToLook]:
    """What is not about any one measure: reviews, time, agreements, the log."""
    plan, review = case.plan, next_review(case.plan)
    if review is not None and review < case.today:
        yield ReviewDue(review)
    if case.is_over:
        yield TimeOver(plan.timeframe.end)
    undecided = [
        who for goal in plan.goals if goal.lifecycle in _MEANT for who in undecided_of(goal)
    ]
    if undecided:
        yield OpenAgreement(tuple(dict.fromkeys(undecided)))
    quiet = quiet_log(case)
    if quiet is not None:
        yield quiet


def _off_track(case: Context) -> Iterator[OffTrack]:
    """What is not on track, once for each objective."""
    said: set[str] = set()
    for found in raters_off_track(case):
        if found.position.path not in said:
            said.add(found.position.path)
            yield found


# ---- what series say


def series_news(case: Context) -> Iterator[SeriesNews]:
    """Each series that deserves a talk, with the weightiest that is to be said of it."""
    for index, goal in enumerate(case.plan.goals):
        for objective in goal.objectives:
            path = f"goals/{index}/objectives/{objective.id}"
            for series in case.progress[objective.id].series:
                concern = concern_of(objective, series)
                kind = _kind_of(series, concern)
                if kind is not None:
                    yield SeriesNews(path, goal, objective, series, kind, concern)


def _kind_of(series: Series, concern: Concern | None) -> NewsKind | None:
    if concern is not None and concern.is_urgent:
        return NewsKind.URGENT
    if series.signal is Signal.HARDER:
        return NewsKind.HARDER
    if series.signal is Signal.FALLEN_BACK:
        return NewsKind.FALLEN_BACK
    if concern is not None:
        return NewsKind.RISEN
    if series.signal is Signal.UNDIRECTED and _has_moved(series):
        return NewsKind.MOVED
    return None


def _has_moved(series: Series) -> bool:
    if series.start is None or series.level is None or not series.noise:
        return False
    return abs(series.level - series.start.value) >= series.noise


# ---- entries


def quiet_log(case: Context) -> QuietLog | None:
    """How quiet the log is; None where an entry is not late, or none is hoped for on this day."""
    if case.is_over or case.is_away or not any(case.objectives()):
        return None
    entries = case.plan.entries
    since = entries[-1].on if entries else case.plan.timeframe.start
    is_long = _is_silent(case, since, _LONG_QUIET) and (case.today - since).days > _LONG_QUIET_DAYS
    if is_long:
        return QuietLog(since, QuietLength.LONG)
    if _is_silent(case, since, _QUIET):
        return QuietLog(since, QuietLength.QUIET)
    return None


def _is_silent(case: Context, since: date, times: int) -> bool:
    """Whether more than so many times the shortest time hoped for has gone."""
    stated = [one.expected_every for _, _, one in case.objectives() if one.expected_every]
    every = min(stated, key=lambda one: one.after(since), default=_EXPECTED_EVERY)
    day = since
    for _ in range(times):
        day = every.after(day)
    return case.today > day


# ---- agreements


def undecided_of(goal: Goal) -> list[str]:
    """The ids of those whose last word on a goal is not a yes."""
    last = {agreement.who: agreement.status for agreement in goal.agreed}
    return [who for who, status in last.items() if status is not Acceptance.AGREE]


def silent_of(goal: Goal, clients: tuple[Person, ...]) -> list[str]:
    """The ids of clients who have said nothing to a goal; children are not asked in writing."""
    asked = [person.id for person in clients if person.role is not Role.CHILD]
    return [id for id in asked if all(one.who != id for one in goal.agreed)]

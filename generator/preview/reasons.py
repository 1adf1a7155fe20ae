"""Reasons: why to look at a plan, in words.

In: a plan with its progress, and today.
Out: a `Reason` for each fact that `advice/attention` finds, and for what keeps the page from its
client.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from generator.advice.attention import (
    NewsKind,
    OpenAgreement,
    QuietLog,
    ReasonToLook,
    ReviewDue,
    SeriesNews,
    TimeOver,
    reasons_to_look,
)
from generator.advice.context import Context
from generator.advice.standing import OffTrack, Way
from generator.model.plan import Lifecycle, Plan
from generator.model.share import Access, Status
from generator.progress.concern import Concern
from generator.progress.derive import Progress
from generator.text.full_stop import without_full_stop
from generator.text.language import N_, _, ngettext
from generator.view import dates

#: What helped at least so much is worth trying again.
_HELPED_MUCH: Final = 3
_HARD: Final = {
    NewsKind.HARDER: N_("{who}{objective}: harder than at the start."),
    NewsKind.FALLEN_BACK: N_("{who}{objective}: not as good as it has been."),
}
_WAYS: Final = {
    Way.SLOW: N_("{objective}: half of its time, less than a quarter of the way."),
    Way.AWAY: N_("{objective}: half of its time, and it goes the other way."),
}
_STATUSES: Final = {
    Status.DRAFT: N_("Draft: nobody can open it yet."),
    Status.ON_HOLD: N_("On hold."),
    Status.COMPLETED: N_("Completed."),
    Status.REVOKED: N_("Closed: its page is gone."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to look: the news, and what goes with it; whether it asks about a person."""

    news: str
    rest: str = ""
    asks: bool = False


def reasons_of(
    plan: Plan,
    progress: Mapping[str, Progress],
    today: date,
) -> tuple[Reason, ...]:
    """The reasons, the weightiest first; of a plan that is not active, first that it is not."""
    reasons = []
    if plan.status is not Status.ACTIVE:
        reasons.append(_inactive(plan))
    else:
        for found in reasons_to_look(Context(plan, progress, today)):
            reasons += reason_in_words(found, plan, progress, today)
    return (*reasons, *_page_withheld(plan, today))


def _inactive(plan: Plan) -> Reason:
    """The status of a plan, and of one on hold the first reason that a goal gives."""
    news = _(_STATUSES[plan.status])
    if plan.status is Status.ON_HOLD:
        for goal in plan.goals:
            if goal.lifecycle is Lifecycle.ON_HOLD and goal.status_reason:
                return Reason(news, goal.status_reason)
    return Reason(news)


def _page_withheld(plan: Plan, today: date) -> Iterator[Reason]:
    if plan.share.access is Access.NONE:
        yield Reason(_("No page goes out: it is not shared."))
    elif plan.share.until and plan.share.until < today:
        yield Reason(
            _(
                "Its page ended on {day}.",
                day=dates.long(plan.share.until, today.year),
            )
        )


def reason_in_words(
    found: ReasonToLook, plan: Plan, progress: Mapping[str, Progress], today: date
) -> Iterator[Reason]:
    """A fact in words; in none where it is not said here."""
    match found:
        case SeriesNews():
            yield from _series_news(found, plan, progress[found.objective.id])
        case ReviewDue(day):
            yield Reason(
                _(
                    "Review was due {day}.",
                    day=dates.long(day, today.year),
                )
            )
        case TimeOver(day):
            yield Reason(_("Its time ended on {day}.", day=dates.long(day, today.year)))
        case OpenAgreement(people):
            yield _open_agreement([plan.person(id).name for id in people])
        case QuietLog(since):
            news = _("No notes yet.")
            if plan.entries:
                news = _("No notes since {day}.", day=dates.long(since, today.year))
            yield Reason(news)
        case OffTrack(position, way):
            yield Reason(
                _(
                    _WAYS[way],
                    objective=without_full_stop(position.objective.objective),
                )
            )
        case _:
            assert_never(found)


def _series_news(
    news: SeriesNews,
    plan: Plan,
    progress: Progress,
) -> Iterator[Reason]:
    who = ""
    if news.series.rater and len(progress.series) > 1:
        who = f"{plan.person(news.series.rater).name}: "
    if news.kind in _HARD:
        objective = without_full_stop(news.objective.objective)
        yield Reason(
            _(_HARD[news.kind], who=who, objective=objective),
            _what_helped(plan),
        )
    elif news.concern is not None:
        yield _questionnaire_concern(news.concern, who)


def _what_helped(plan: Plan) -> str:
    """The last thing that helped much."""
    for entry in reversed(plan.entries):
        for helped in reversed(entry.helped):
            if helped.much >= _HELPED_MUCH:
                return _(
                    "What helped before: {what}.",
                    what=without_full_stop(helped.strategy),
                )
    return ""


def _questionnaire_concern(concern: Concern, who: str) -> Reason:
    """A questionnaire that deserves a word soon."""
    words = {
        "who": who,
        "sheet": concern.questionnaire.name,
        "last": dates.number(concern.latest.number),
    }
    news = _("{who}{sheet} is {last}.", **words)
    if concern.best != concern.latest.number:
        news = _(
            "{who}{sheet} is {last}, and was {best} at its best.",
            **words,
            best=dates.number(concern.best),
        )
    return Reason(news, _("That is worth a word soon."))


def _open_agreement(names: Sequence[str]) -> Reason:
    news = ngettext(
        "{names} has not agreed to all of it yet.",
        "{names} have not agreed to all of it yet.",
        len(names),
        names=dates.several(names),
    )
    return Reason(news)

"""Agenda: what deserves a therapist's day, of all plans together, for the therapist alone.

In: plans as they were read, and today. Out: an `Agenda`: reviews, drafts, and plans to look at.
Touches nothing. It knows what day it is, and so it is never published.

A plan is named by its file, and why to look at it in the words of the overview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from generator.advice.advise import questions_about_a_person
from generator.advice.attention import (
    NewsKind,
    OpenAgreement,
    QuietLength,
    QuietLog,
    ReviewDue,
    SeriesNews,
    TimeOver,
    reasons_to_look,
)
from generator.advice.context import Context
from generator.advice.standing import OffTrack
from generator.format.load import Rejected
from generator.model.plan import Plan
from generator.model.share import Status
from generator.preview.reasons import reason_in_words
from generator.progress.derive import derive
from generator.progress.reviews import ReviewTime, next_review, review_time
from generator.text.phrases import Lists
from generator.view.sentences import capital
from generator.workspace.layout import PlanSource


def _kind_of_news(kind: NewsKind) -> str:
    return kind.name.lower().replace("_", "-")


#: What asks about a person; it comes before all else.
ASKS: Final = "asks"
#: The kinds of reasons, the weightiest first.
KINDS: Final = (
    ASKS,
    *map(_kind_of_news, NewsKind),
    "time-over",
    "open-agreement",
    "long-quiet",
    "quiet",
    "off-track",
)


@dataclass(frozen=True, slots=True)
class ReviewOnAgenda:
    """A plan whose next review is near or has passed."""

    plan: str
    day: date
    time: ReviewTime


@dataclass(frozen=True, slots=True)
class WhyToLook:
    """One reason to look at a plan: its kind, one of a few fixed words, and a sentence."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class PlanToLookAt:
    """A plan and why to look at it, the weightiest reason first."""

    plan: str
    why: tuple[WhyToLook, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """Reviews by their day, drafts by their name, and plans to look at, the weightiest first."""

    reviews: tuple[ReviewOnAgenda, ...]
    drafts: tuple[str, ...]
    to_look_at: tuple[PlanToLookAt, ...]

    def reviews_at(self, time: ReviewTime) -> tuple[ReviewOnAgenda, ...]:
        """The reviews that are so near."""
        return tuple(review for review in self.reviews if review.time is time)

    @property
    def asks(self) -> bool:
        """Whether something asks about a person."""
        return any(why.kind == ASKS for one in self.to_look_at for why in one.why)


def agenda(
    plans: Iterable[tuple[PlanSource, Plan | Rejected]], today: date, lists: Lists
) -> Agenda:
    """What is on the agenda of this day."""
    reviews: list[ReviewOnAgenda] = []
    drafts: list[str] = []
    to_look_at: list[PlanToLookAt] = []
    for source, read in plans:
        why = [*_asks(source, read, today, lists)]
        if isinstance(read, Plan):
            reviews += _reviews(source.name, read, today)
            why += _reasons(read, today)
            if read.status is Status.DRAFT:
                drafts.append(source.name)
        if why:
            to_look_at.append(PlanToLookAt(source.name, tuple(sorted(why, key=_weight))))
    return Agenda(
        tuple(sorted(reviews, key=lambda review: (review.day, review.plan))),
        tuple(sorted(drafts)),
        tuple(sorted(to_look_at, key=lambda one: (_weight(one.why[0]), one.plan))),
    )


def _weight(why: WhyToLook) -> int:
    return KINDS.index(why.kind)


def _asks(
    source: PlanSource, read: Plan | Rejected, today: date, lists: Lists
) -> Iterator[WhyToLook]:
    found = questions_about_a_person(source, read, today, lists)
    for sentence in dict.fromkeys(one.sentence for one in found):
        yield WhyToLook(ASKS, capital(sentence))


def _reviews(name: str, plan: Plan, today: date) -> Iterator[ReviewOnAgenda]:
    day = next_review(plan)
    if day is None or plan.status is not Status.ACTIVE:
        return
    time = review_time(day, today)
    if time is not ReviewTime.LATER:
        yield ReviewOnAgenda(name, day, time)


def _reasons(plan: Plan, today: date) -> Iterator[WhyToLook]:
    """Why to look at a plan that is running; its reviews stand by themselves."""
    if plan.status is not Status.ACTIVE:
        return
    progress = derive(plan)
    for found in reasons_to_look(Context(plan, progress, today)):
        if isinstance(found, ReviewDue):
            continue
        for reason in reason_in_words(found, plan, progress, today):
            yield WhyToLook(_kind(found), reason.news)


def _kind(found: SeriesNews | TimeOver | OpenAgreement | QuietLog | OffTrack) -> str:
    match found:
        case SeriesNews(kind=kind):
            return _kind_of_news(kind)
        case TimeOver():
            return "time-over"
        case OpenAgreement():
            return "open-agreement"
        case QuietLog(length=QuietLength.LONG):
            return "long-quiet"
        case QuietLog():
            return "quiet"
        case OffTrack():
            return "off-track"
        case _:
            assert_never(found)

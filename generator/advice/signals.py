"""Signals: what a therapist may want to know before a page goes out. Said in a check only, never on a page.

In: a Case. Out: what to say. Touches nothing.
Source: docs/clinical-rules.md#signals-for-the-therapist.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from generator.advice.attention import (
    NewsKind,
    QuietLength,
    SeriesNews,
    quiet_log,
    series_news,
)
from generator.advice.context import Context
from generator.advice.log import last_entry_path
from generator.advice.remark import Remark
from generator.advice.standing import Way, raters_off_track
from generator.model.measure import Rating
from generator.model.plan import Objective, Publication
from generator.progress.aims import sign_of
from generator.progress.concern import Concern, is_high
from generator.progress.derive import Series
from generator.progress.noise import NOISE_PART


def harder(case: Context) -> Iterator[Remark]:
    for news in _news(case):
        by = _by(news.series, news.objective)
        match news.kind:
            case NewsKind.HARDER:
                yield Remark(
                    news.path,
                    f"Good that it is measured{by}: this looks harder than at the start, by more than the usual ups and"
                    " downs. Worth a talk before the page tells it.",
                    _hold(news.objective),
                )
            case NewsKind.FALLEN_BACK:
                yield Remark(
                    news.path,
                    f"It has been clearly better{by} than it is now, by more than the usual ups and downs. What helped"
                    " then? Worth a talk before the page tells it.",
                    _hold(news.objective),
                )
            case NewsKind.MOVED:
                yield Remark(
                    news.path,
                    f"These numbers have moved{by} by more than the usual ups and downs, and nobody has said whether"
                    " more or less is better.",
                    "add `better: higher` or `better: lower` to the objective, or a `target:`",
                )
            case NewsKind.URGENT | NewsKind.RISEN:
                pass  # for `sheets`
            case _:
                assert_never(news.kind)


def drop(case: Context) -> Iterator[Remark]:
    for path, _, objective in case.objectives():
        measure = objective.measure
        if not isinstance(measure, Rating):
            continue
        for series in case.progress[objective.id].series:
            far = _last_drop(series, measure)
            if far is None:
                continue
            yield Remark(
                path,
                f"The last score{_by(series, objective)} is {far:g} harder than the one before. "
                "One day can do that; it could be good to ask how it was.",
                _hold(objective),
            )


def _last_drop(series: Series, measure: Rating) -> float | None:
    """How much harder the last score is than the one before; None where noise can do that."""
    sign = sign_of(series.aim, measure.better)
    last = [point.value for point in series.points[-2:]]
    if len(last) < 2 or sign * (last[1] - last[0]) > -NOISE_PART * (measure.high - measure.low):
        return None
    return abs(last[1] - last[0])


def off_track(case: Context) -> Iterator[Remark]:
    """Less than a quarter of the way at half of the time or later, or a way that leads from the aim."""
    for found in raters_off_track(case):
        position = found.position
        by = _by(position.series, position.objective)
        news = f"Half of the time is over, and most of the way is still to go{by}."
        if found.way is Way.AWAY:
            news = (
                f"Half of the time is over, and it has gone the other way{by}, away from the aim."
            )
        yield Remark(
            position.path,
            f"{news} What could make it easier, or is another aim nearer to the heart?",
            f"a nearer `target:`, a later `due:` or a smaller step could do. {_hold(position.objective)}",
        )


def sheets(case: Context) -> Iterator[Remark]:
    """Questionnaires that deserve a word soon, where `harder` has not said it."""
    for news in _news(case):
        if news.concern is None:
            continue
        if news.kind is NewsKind.URGENT:
            yield _urgent(news, news.concern)
        elif news.kind is NewsKind.RISEN:
            yield _risen(news, news.concern)


def _urgent(news: SeriesNews, concern: Concern) -> Remark:
    sheet, by = concern.questionnaire, _by(news.series, news.objective)
    # In its highest range C3 asks for that answer already.
    item = " One of its questions is about dying or harm to oneself: look at that answer too."
    if is_high(sheet, concern.latest.number):
        item = ""
    return Remark(
        news.path,
        f"The {sheet.name} of {concern.latest.on}{by} is very high, or clearly harder than before. "
        f"That is worth a call soon, if there has been none.{item}",
        f"look at the safety plan together. {_hold(news.objective)}",
    )


def _risen(news: SeriesNews, concern: Concern) -> Remark:
    sheet, by = concern.questionnaire, _by(news.series, news.objective)
    return Remark(
        news.path,
        f"The {sheet.name} of {concern.latest.on}{by} is harder than its best, {concern.best:g}, "
        "by more than its usual ups and downs. The page looks at the start and may not tell it. "
        "What has changed?",
        _hold(news.objective),
    )


def long_quiet(case: Context) -> Iterator[Remark]:
    quiet = quiet_log(case)
    if quiet is not None and quiet.length is QuietLength.LONG:
        yield Remark(
            last_entry_path(case.plan),
            f"It has been quiet since {quiet.since}. A short call could tell whether the plan still fits.",
            "`status: on-hold` pauses it, and `status: completed` ends it well",
        )


def _news(case: Context) -> Iterator[SeriesNews]:
    """What the series of goals under way say."""
    for news in series_news(case):
        if news.goal.is_under_way:
            yield news


def _by(series: Series, objective: Objective) -> str:
    """Whose scores these are, by id, where several people score."""
    return f" by {series.rater}" if len(objective.raters) > 1 and series.rater else ""


def _hold(objective: Objective) -> str:
    if objective.publication is Publication.HELD:
        return "`hold: true` keeps the chart back; take it out once you have talked about it"
    return "`hold: true` leaves the chart out of the page until you have talked about it"

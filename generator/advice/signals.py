"""Signals: what a therapist may want to know before a page goes out. Said in a check only, never on a page.

In: a Case. Out: what to say. Touches nothing.
Source: docs/clinical-rules.md#signals-for-the-therapist.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.advice.context import Context, Remark
from generator.advice.log import is_stale, last_word
from generator.advice.standing import Way
from generator.advice.standing import raters_off_track as not_on_track
from generator.model.measure import Rating
from generator.model.plan import Objective, Publication
from generator.progress.concern import concern_of, is_high
from generator.progress.derive import Series
from generator.progress.series import Signal, sign_of
from generator.progress.signals import WOBBLE

#: What D1 tells of a series, a question sheet among them.
#: Source: docs/clinical-rules.md#harder.
_TOLD_AS_HARDER: Final = frozenset({Signal.HARDER, Signal.FALLEN_BACK})


def harder(case: Context) -> Iterator[Remark]:
    for path, objective, series in _series(case):
        by = _by(series, objective)
        if series.signal is Signal.HARDER and not is_told_by_its_sheet(objective, series):
            yield Remark(
                path,
                f"Good that it is measured{by}: this looks harder than at the start, by more than the usual ups and"
                " downs. Worth a talk before the page tells it.",
                _hold(objective),
            )
        elif series.signal is Signal.FALLEN_BACK and not is_told_by_its_sheet(objective, series):
            yield Remark(
                path,
                f"It has been clearly better{by} than it is now, by more than the usual ups and downs. What helped"
                " then? Worth a talk before the page tells it.",
                _hold(objective),
            )
        elif series.signal is Signal.UNDIRECTED and _has_moved(series):
            yield Remark(
                path,
                f"These numbers have moved{by} by more than the usual ups and downs, and nobody has said whether more"
                " or less is better.",
                "add `better: higher` or `better: lower` to the objective, or a `target:`",
            )


def _has_moved(series: Series) -> bool:
    if series.start is None or series.level is None or not series.noise:
        return False
    return abs(series.level - series.start.value) >= series.noise


def drop(case: Context) -> Iterator[Remark]:
    for path, objective, series in _series(case):
        measure = objective.measure
        if not isinstance(measure, Rating):
            continue
        sign = sign_of(series.aim, measure.better)
        last = [point.value for point in series.points[-2:]]
        far = WOBBLE * (measure.high - measure.low)
        if len(last) == 2 and sign * (last[1] - last[0]) <= -far:
            yield Remark(
                path,
                f"The last score{_by(series, objective)} is {abs(last[1] - last[0]):g} harder than the one before. One"
                " day can do that; it could be good to ask how it was.",
                _hold(objective),
            )


def off_track(case: Context) -> Iterator[Remark]:
    """Less than a quarter of the way at half of the time or later, or a way that leads from the aim."""
    for standing, way in not_on_track(case):
        by = _by(standing.series, standing.objective)
        news = f"Half of the time is over, and most of the way is still to go{by}."
        if way is Way.AWAY:
            news = (
                f"Half of the time is over, and it has gone the other way{by}, away from the aim."
            )
        yield Remark(
            standing.path,
            f"{news} What could make it easier, or is another aim nearer to the heart?",
            f"a nearer `target:`, a later `due:` or a smaller step could do. {_hold(standing.objective)}",
        )


def sheets(case: Context) -> Iterator[Remark]:
    """Question sheets that deserve a word soon; what `harder` tells of one that does not ask about dying is enough."""
    for path, objective, series in _series(case):
        concern = concern_of(objective, series)
        if concern is None or (series.signal in _TOLD_AS_HARDER and not concern.is_urgent):
            continue
        sheet, day = concern.questionnaire, concern.latest.on
        if concern.is_urgent:
            # In its highest range C3 asks for that answer already.
            item = (
                " One of its questions is about dying or harm to oneself: look at that answer too."
            )
            if is_high(sheet, concern.latest.number):
                item = ""
            yield Remark(
                path,
                f"The {sheet.name} of {day}{_by(series, objective)} is very high, or clearly harder than before. That"
                f" is worth a call soon, if there has been none.{item}",
                f"look at the safety plan together. {_hold(objective)}",
            )
        else:
            yield Remark(
                path,
                f"The {sheet.name} of {day}{_by(series, objective)} is harder than its best, {concern.best:g}, by more"
                " than its usual ups and downs. The page looks at the start and may not tell it. What has changed?",
                _hold(objective),
            )


def is_told_by_its_sheet(objective: Objective, series: Series) -> bool:
    """Whether this is a question sheet about dying that deserves a word: `sheets` then says all there is."""
    concern = concern_of(objective, series)
    return concern is not None and concern.is_urgent


def stale(case: Context) -> Iterator[Remark]:
    if is_stale(case):
        where = (
            f"progress/{len(case.plan.entries) - 1}/date"
            if case.plan.entries
            else "timeframe/start"
        )
        yield Remark(
            where,
            f"It has been quiet since {last_word(case)}. A short call could tell whether the plan still fits.",
            "`status: on-hold` pauses it, and `status: completed` ends it well",
        )


def _series(case: Context) -> Iterator[tuple[str, Objective, Series]]:
    for path, _, objective in case.objectives():
        for series in case.progress[objective.id].series:
            yield path, objective, series


def _by(series: Series, objective: Objective) -> str:
    """Whose scores these are, by id, where several people score."""
    return f" by {series.rater}" if len(objective.raters) > 1 and series.rater else ""


def _hold(objective: Objective) -> str:
    if objective.publication is Publication.HELD:
        return "`hold: true` keeps the chart back; take it out once you have talked about it"
    return "`hold: true` leaves the chart out of the page until you have talked about it"

"""Signals: what a therapist may want to know before a page goes out. Said in a check only, never on a page.

In: a Case. Out: what to say. Touches nothing.
Source: DOMAIN.md, therapist-only signals.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.advice.case import Case, Said
from generator.advice.log import is_stale, last_word
from generator.advice.standing import Way
from generator.advice.standing import off_track as not_on_track
from generator.model import Objective, Publication, Rating, Sheet
from generator.progress import BeforeAfterSeries, QuestionnaireSeries, RatingSeries, Series, Signal, TotalSeries
from generator.progress.series import sign_of
from generator.progress.signals import WOBBLE

_PHQ9: Final = "phq9"
_PHQ9_HIGH: Final = 20
_PHQ9_RISE: Final = 6


def harder(case: Case) -> Iterator[Said]:
    for path, objective, series in _series(case):
        by = _by(series, objective)
        if series.signal is Signal.HARDER and not _phq9_is_up(series, objective):
            yield Said(
                path,
                f"Good that it is measured{by}: this looks harder than at the start, by more than the usual ups and"
                " downs. Worth a talk before the page tells it.",
                _hold(objective),
            )
        elif series.signal is Signal.FALLEN_BACK and not _phq9_is_up(series, objective):
            yield Said(
                path,
                f"It has been clearly better{by} than it is now, by more than the usual ups and downs. What helped"
                " then? Worth a talk before the page tells it.",
                _hold(objective),
            )
        elif series.signal is Signal.UNDIRECTED and _has_moved(series):
            yield Said(
                path,
                f"These numbers have moved{by} by more than the usual ups and downs, and nobody has said whether more"
                " or less is better.",
                "add `better: higher` or `better: lower` to the objective, or a `target:`",
            )


def _has_moved(series: Series) -> bool:
    if isinstance(series, QuestionnaireSeries | BeforeAfterSeries | TotalSeries):
        return False
    start, level, wobble = series.start, series.level, series.wobble
    return start is not None and level is not None and bool(wobble) and abs(level - start.value) >= (wobble or 0.0)


def drop(case: Case) -> Iterator[Said]:
    for path, objective, series in _series(case):
        if not isinstance(series, RatingSeries) or not isinstance(objective.measure, Rating):
            continue
        sign = sign_of(series.aim, objective.measure.better)
        last = [reading.value for reading in series.readings[-2:]]
        if len(last) == 2 and sign * (last[1] - last[0]) <= -WOBBLE * (objective.measure.high - objective.measure.low):
            yield Said(
                path,
                f"The last score{_by(series, objective)} is {abs(last[1] - last[0]):g} harder than the one before. One"
                " day can do that; it could be good to ask how it was.",
                _hold(objective),
            )


def off_track(case: Case) -> Iterator[Said]:
    """Less than a quarter of the way at half of the time or later, or a way that leads from the aim."""
    for standing, way in not_on_track(case):
        by = _by(standing.series, standing.objective)
        news = f"Half of the time is over, and most of the way is still to go{by}."
        if way is Way.AWAY:
            news = f"Half of the time is over, and it has gone the other way{by}, away from the aim."
        yield Said(
            standing.path,
            f"{news} What could make it easier, or is another aim nearer to the heart?",
            f"a nearer `target:`, a later `due:` or a smaller step could do. {_hold(standing.objective)}",
        )


def phq9(case: Case) -> Iterator[Said]:
    for path, objective, series in _series(case):
        if isinstance(series, QuestionnaireSeries) and _phq9_is_up(series, objective):
            yield Said(
                path,
                f"The PHQ-9 of {series.readings[-1].at.date()} is very high, or clearly higher than before. That is"
                " worth a call soon, if there has been none.",
                f"look at the safety plan together. {_hold(objective)}",
            )


def _phq9_is_up(series: Series, objective: Objective) -> bool:
    """Whether the latest PHQ-9 is very high, or up by more than wobble from the first or from the one before."""
    measure = objective.measure
    if not isinstance(series, QuestionnaireSeries) or not isinstance(measure, Sheet) or not series.readings:
        return False
    *before, latest = [reading.value for reading in series.readings[-2:]]
    lowest = min([*before, latest if series.first is None else series.first])
    return measure.questionnaire.id == _PHQ9 and (latest >= _PHQ9_HIGH or latest - lowest >= _PHQ9_RISE)


def stale(case: Case) -> Iterator[Said]:
    if is_stale(case):
        where = f"progress/{len(case.plan.entries) - 1}/date" if case.plan.entries else "timeframe/start"
        yield Said(
            where,
            f"It has been quiet since {last_word(case)}. A short call could tell whether the plan still fits.",
            "`status: on-hold` pauses it, and `status: completed` ends it well",
        )


def _series(case: Case) -> Iterator[tuple[str, Objective, Series]]:
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

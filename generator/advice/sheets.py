"""Sheets: rules about the questionnaires of a plan: what is known of them, and how often they are filled in.

In: a Case. Out: what to say. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from generator.advice.context import Context
from generator.advice.remark import Remark
from generator.model.duration import Duration
from generator.model.measure import Questionnaire, QuestionnaireFact

#: How often a questionnaire may be filled in within the time that it looks back on. A sheet about two weeks is filled
#: in at each weekly session in much of the field, so only more than that is spoken of.
_OFTEN: Final = 2

_FACTS: Final = {
    QuestionnaireFact.RANGE: "where its scale ends",
    QuestionnaireFact.BANDS: "the names of its ranges",
    QuestionnaireFact.CUT_OFF: "its cut-off",
    QuestionnaireFact.RELIABLE_CHANGE: "its reliable change",
    QuestionnaireFact.PERIOD: "how far it looks back",
    QuestionnaireFact.LICENCE: "its licence",
}


def not_checked(case: Context) -> Iterator[Remark]:
    """Once for each questionnaire: which of its facts nobody has read at their source."""
    first: dict[str, tuple[str, Questionnaire]] = {}
    for path, _, objective in case.objectives():
        sheet = objective.measure.questionnaire
        if sheet is not None:
            first.setdefault(sheet.id, (f"{path}/measure", sheet))
    for path, sheet in first.values():
        if facts := unchecked(sheet):
            yield Remark(
                path,
                f"A known sheet is a good choice. Of {sheet.name} this has not been checked at its source yet:"
                f" {', '.join(facts)}.",
                "look it up before you lean on it; for a built-in one, docs/measures.md says where its facts come from",
            )


def unchecked(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The facts of a questionnaire that are said and not checked, in words."""
    said = {
        QuestionnaireFact.RANGE: True,
        QuestionnaireFact.BANDS: any(band.name for band in questionnaire.bands),
        QuestionnaireFact.CUT_OFF: questionnaire.cut_off is not None,
        QuestionnaireFact.RELIABLE_CHANGE: questionnaire.reliable_change is not None,
        QuestionnaireFact.PERIOD: questionnaire.period is not None,
        QuestionnaireFact.LICENCE: True,
    }
    return tuple(
        words for fact, words in _FACTS.items() if fact in questionnaire.unverified and said[fact]
    )


def asked_often(case: Context) -> Iterator[Remark]:
    """A questionnaire that is hoped for much more often than the time that it looks back on goes by."""
    for path, _, objective in case.objectives():
        every, sheet = objective.expected_every, objective.measure.questionnaire
        if every is None or sheet is None or sheet.period is None:
            continue
        period = sheet.period
        if _comes_often(every, period, case.plan.timeframe.start):
            looks_back = f"{period.count} {period.unit}{'s' if period.count > 1 else ''}"
            yield Remark(
                f"{path}/expected_every",
                f"Asking again keeps it alive. {sheet.name} looks back over {looks_back}, so a sheet"
                " before that is over asks about the same days again, and changes little.",
                f"`expected_every: {looks_back}` would ask about new days only",
            )


def _comes_often(every: Duration, period: Duration, start: date) -> bool:
    """Whether more sheets than are usual fall into the time that one looks back on."""
    day = start
    for _again in range(_OFTEN):
        day = every.after(day)
    return day < period.after(start)

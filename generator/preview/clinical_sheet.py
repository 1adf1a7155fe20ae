"""Clinical words: the clinical sheet of a plan as a therapist reads it in the preview. Never part of a page.

In: a plan, its `ClinicalSheet`, and today. Out: a `ClinicalView`, words final; None where there is nothing to tell.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.model.measure import BeforeAfter, Percentage, Total
from generator.model.plan import Plan
from generator.progress.clinical import ClinicalSheet, GasScore, MeasureSummary, Pace, PhaseLevel
from generator.progress.concern import Value
from generator.progress.outcome import ClinicalCourse
from generator.text.language import N_, _, ngettext
from generator.view import dates

_COURSES: Final = {
    ClinicalCourse.RECOVERED: N_("Recovered"),
    ClinicalCourse.IMPROVED: N_("Improved"),
    ClinicalCourse.UNCHANGED: N_("Unchanged"),
    ClinicalCourse.WORSE: N_("Worse"),
    None: N_("Not known"),
}


@dataclass(frozen=True, slots=True)
class ClinicalRow:
    """One measure of one rater: its name, the word for its course, which may be empty, and what it rests on."""

    name: str
    course: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClinicalView:
    """What it is, from which day it is seen, what deserves a word first, then a row for each measure."""

    title: str
    lead: str
    alerts: tuple[str, ...]
    rows: tuple[ClinicalRow, ...]


def clinical_view(plan: Plan, sheet: ClinicalSheet, today: date) -> ClinicalView | None:
    """The sheet in words."""
    if not sheet.rows:
        return None
    alerts = [alert for row in sheet.rows for alert in _alerts(plan, row)]
    rows = [_row(plan, row, today.year) for row in sheet.rows] + [
        _gas(plan, score) for score in sheet.gas
    ]
    lead = _("As of {day}. Nothing of this is on the page.", day=dates.full(today))
    return ClinicalView(_title(len(alerts)), lead, tuple(alerts), tuple(rows))


def _title(alerts: int) -> str:
    title = _("What the measures say, for you alone")
    if not alerts:
        return title
    return ngettext(
        "{title}: {count} deserves a word soon",
        "{title}: {count} deserve a word soon",
        alerts,
        title=title,
    )


def _name(plan: Plan, row: MeasureSummary) -> str:
    words = row.objective.objective.rstrip(".")
    return (
        f"{words} ({plan.person(row.rater).name})"
        if row.rater and len(row.objective.raters) > 1
        else words
    )


def _alerts(plan: Plan, row: MeasureSummary) -> Iterator[str]:
    questionnaire = row.questionnaire
    if questionnaire is None:
        return
    said = {"name": _name(plan, row), "value": _number(row, row.latest.number)}
    if row.concern and row.concern.is_urgent:
        yield _(
            "{name}: {value}, at its best {best}. One of its questions is about dying or harm to oneself; look at that"
            " answer, and talk soon.",
            **said,
            best=_number(row, row.concern.best),
        )
    elif row.concern:
        yield _(
            "{name}: {value}, at its best {best}. It got worse by more than it moves by itself.",
            **said,
            best=_number(row, row.concern.best),
        )
    if row.is_alliance_low and questionnaire.cut_off is not None:
        yield _(
            "{name}: {value}. Below {cut_off}, or lower than in the sessions before, it is time to ask how therapy"
            " itself is going.",
            **said,
            cut_off=_number(row, questionnaire.cut_off),
        )


def _row(plan: Plan, row: MeasureSummary, year: int) -> ClinicalRow:
    pace = _pace(row.pace) if row.pace else ""
    if isinstance(row.objective.measure, Total):
        so_far = _("{count} so far.", count=_number(row, row.latest.number))
        return ClinicalRow(_name(plan, row), "", (so_far, pace) if pace else (so_far,))
    lines = (_course(row, year), _change(row), _relevant(row), _cut_off(row), *_phases(row), pace)
    return ClinicalRow(
        _name(plan, row), _(_COURSES[row.course]), tuple(line for line in lines if line)
    )


def _number(row: MeasureSummary, value: float) -> str:
    """As it was written: a total that was worked out may have more than one decimal."""
    said = dates.decimal(value, 2)
    return _("{number} %", number=said) if isinstance(row.objective.measure, Percentage) else said


def _on(row: MeasureSummary, value: Value, year: int) -> str:
    number = _number(row, value.number)
    if value.on is None:
        return number
    return _("{value} on {day}", value=number, day=dates.long(value.on, year))


def _course(row: MeasureSummary, year: int) -> str:
    """First, best and latest."""
    said = {"first": _on(row, row.first, year), "latest": _on(row, row.latest, year)}
    if row.best is None:
        came = _("First {first}, latest {latest}.", **said)
    else:
        came = _(
            "First {first}, best {best}, latest {latest}.", **said, best=_on(row, row.best, year)
        )
    if isinstance(row.objective.measure, BeforeAfter):
        return _("Afterwards less before:") + " " + came
    return came


def _change(row: MeasureSummary) -> str:
    """How far it has come, and from what size on that counts."""
    if not row.sign:
        return _(
            "Whether more or less is better is not said. In the plan, better: says it, or a target."
        )
    if row.gain is None:
        return _("One value so far, so there is nothing to compare.")
    change = _number(row, abs(row.gain))
    if row.gain > 0:
        came = _("Better by {change}.", change=change)
    else:
        came = _("Worse by {change}.", change=change) if row.gain < 0 else _("No change.")
    if row.reliable is None:
        return came + " " + _("From what size on a change counts is not known here.")
    return came + " " + _("A change counts from {size} on.", size=_number(row, row.reliable))


def _relevant(row: MeasureSummary) -> str:
    questionnaire = row.questionnaire
    if questionnaire is None or questionnaire.relevant_change is None:
        return ""
    return _(
        "People notice a change from {size} on.", size=_number(row, questionnaire.relevant_change)
    )


def _cut_off(row: MeasureSummary) -> str:
    """On which side of the cut-off it was at first, and is now."""
    questionnaire = row.questionnaire
    if questionnaire is None or questionnaire.cut_off is None:
        return ""
    cut_off = _number(row, questionnaire.cut_off)
    first, latest = (_side(questionnaire.cut_off, value) for value in (row.first, row.latest))
    if row.gain is None:
        return _("Cut-off {cut_off}: now {latest}.", cut_off=cut_off, latest=latest)
    if first == latest:
        return _("Cut-off {cut_off}: {latest}, at first and now.", cut_off=cut_off, latest=latest)
    return _(
        "Cut-off {cut_off}: at first {first}, now {latest}.",
        cut_off=cut_off,
        first=first,
        latest=latest,
    )


def _side(cut_off: float, value: Value) -> str:
    return _("at or above it") if value.number >= cut_off else _("below it")


def _phases(row: MeasureSummary) -> tuple[str, ...]:
    """The medians of the phases, and how clearly each differs from the one before."""
    said = [_level(row, level) for level in row.levels]
    for index, one in enumerate(row.naps, 1):
        against = ngettext(
            "NAP with the phase before: {share}, from {count} pair; 0.5 is chance.",
            "NAP with the phase before: {share}, from {count} pairs; 0.5 is chance.",
            one.pairs,
            share=dates.decimal(one.share, 2),
        )
        said[index] += f" {against}"
    return tuple(said)


def _level(row: MeasureSummary, level: PhaseLevel) -> str:
    return ngettext(
        "{phase}: {median}, {count} value.",
        "{phase}: median {median} of {count} values.",
        level.values,
        phase=level.phase.label if level.phase else _("Before the first phase"),
        median=_number(row, level.median),
    )


def _pace(pace: Pace) -> str:
    """Time gone against way done."""
    gone = _("All of the time is gone")
    if pace.gone < 1:
        gone = _("{share} % of the time is gone", share=dates.decimal(100 * pace.gone, 0))
    share = dates.decimal(100 * abs(pace.done), 0)
    if pace.done >= 1:
        return _("{gone}, all of the way is done.", gone=gone)
    if pace.done < 0:
        return _(
            "{gone}, and it went {share} % of the way in the other direction.",
            gone=gone,
            share=share,
        )
    return _("{gone}, {share} % of the way is done.", gone=gone, share=share)


def _gas(plan: Plan, score: GasScore) -> ClinicalRow:
    name = _("Goal attainment scaling")
    if score.rater and len(plan.clients) > 1:
        name = f"{name} ({plan.person(score.rater).name})"
    now = dates.number(score.now)
    if score.start is None:
        line = ngettext(
            "T score {now} of {count} goal.",
            "T score {now} of {count} goals.",
            score.goals,
            now=now,
        )
    else:
        line = ngettext(
            "T score {now} of {count} goal, from {start}.",
            "T score {now} of {count} goals, from {start}.",
            score.goals,
            now=now,
            start=dates.number(score.start),
        )
    return ClinicalRow(name, "", (line + " " + _("50 is where each is as expected."),))

"""Clinical sheet: what a plan's measures say to the therapist, in words. Never part of a page.

In: a plan, its `ClinicalSheet`, and today.
Out: a `ClinicalView`, words final; None where no measure has values.
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
from generator.progress.concern import Concern, Value
from generator.progress.outcome import ClinicalCourse
from generator.text.full_stop import without_full_stop
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
    """One measure of one rater: its name, a word for its course, maybe empty, and its reasons."""

    name: str
    course: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClinicalView:
    """A title, the day it is true on, what deserves a word soon, and a row for each measure."""

    title: str
    lead: str
    alerts: tuple[str, ...]
    rows: tuple[ClinicalRow, ...]


def clinical_view(
    plan: Plan,
    sheet: ClinicalSheet,
    today: date,
) -> ClinicalView | None:
    """The sheet in words."""
    if not sheet.rows:
        return None
    alerts: list[str] = []
    for row in sheet.rows:
        alerts += _alerts(plan, row)
    rows = [_row(plan, row, today.year) for row in sheet.rows]
    rows += [_gas(plan, score) for score in sheet.gas]
    return ClinicalView(
        title=_title(len(alerts)),
        lead=_(
            "As of {day}. Nothing of this is on the page.",
            day=dates.full(today),
        ),
        alerts=tuple(alerts),
        rows=tuple(rows),
    )


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
    """The objective, with its rater where there is more than one."""
    words = without_full_stop(row.objective.objective)
    if row.rater and len(row.objective.raters) > 1:
        return f"{words} ({plan.person(row.rater).name})"
    return words


def _alerts(plan: Plan, row: MeasureSummary) -> Iterator[str]:
    """What in a questionnaire deserves a word soon."""
    if row.concern:
        yield _concern(plan, row, row.concern)
    questionnaire = row.questionnaire
    if questionnaire and row.is_alliance_low and questionnaire.cut_off is not None:
        yield _(
            "{name}: {value}. Below {cut_off}, or lower than in the sessions before,"
            " it is time to ask how therapy itself is going.",
            name=_name(plan, row),
            value=_number(row, row.latest.number),
            cut_off=_number(row, questionnaire.cut_off),
        )


def _concern(plan: Plan, row: MeasureSummary, concern: Concern) -> str:
    words = {
        "name": _name(plan, row),
        "value": _number(row, row.latest.number),
        "best": _number(row, concern.best),
    }
    if concern.is_urgent:
        return _(
            "{name}: {value}, at its best {best}. One of its questions is about dying or harm"
            " to oneself; look at that answer, and talk soon.",
            **words,
        )
    return _(
        "{name}: {value}, at its best {best}. It got worse by more than it moves by itself.",
        **words,
    )


def _row(plan: Plan, row: MeasureSummary, year: int) -> ClinicalRow:
    name = _name(plan, row)
    if isinstance(row.objective.measure, Total):
        so_far = _("{count} so far.", count=_number(row, row.latest.number))
        return ClinicalRow(name, "", (so_far, *_pace(row.pace)))
    lines = (
        _course(row, year),
        *_change(row),
        *_relevant_change(row),
        *_cut_off(row),
        *_phases(row),
        *_pace(row.pace),
    )
    return ClinicalRow(name, _(_COURSES[row.course]), lines)


def _number(row: MeasureSummary, value: float) -> str:
    """As it was written; a calculated total may have more than one decimal."""
    number = dates.decimal(value, 2)
    if isinstance(row.objective.measure, Percentage):
        return _("{number} %", number=number)
    return number


def _on(row: MeasureSummary, value: Value, year: int) -> str:
    number = _number(row, value.number)
    if value.on is None:
        return number
    return _("{value} on {day}", value=number, day=dates.long(value.on, year))


def _course(row: MeasureSummary, year: int) -> str:
    """First, best and latest."""
    words = {
        "first": _on(row, row.first, year),
        "latest": _on(row, row.latest, year),
    }
    course = _("First {first}, latest {latest}.", **words)
    if row.best is not None:
        best = _on(row, row.best, year)
        course = _(
            "First {first}, best {best}, latest {latest}.",
            **words,
            best=best,
        )
    if isinstance(row.objective.measure, BeforeAfter):
        return _("Afterwards less before:") + " " + course
    return course


def _change(row: MeasureSummary) -> Iterator[str]:
    """How far it has come, and from what size on that counts."""
    if not row.sign:
        yield _(
            "Whether more or less is better is not said. In the plan, better: says it, or a target."
        )
    elif row.gain is None:
        yield _("One value so far, so there is nothing to compare.")
    else:
        yield _gain(row, row.gain) + " " + _reliable_change(row)


def _gain(row: MeasureSummary, gain: float) -> str:
    change = _number(row, abs(gain))
    if gain > 0:
        return _("Better by {change}.", change=change)
    if gain < 0:
        return _("Worse by {change}.", change=change)
    return _("No change.")


def _reliable_change(row: MeasureSummary) -> str:
    if row.reliable is None:
        return _("From what size on a change counts is not known here.")
    return _("A change counts from {size} on.", size=_number(row, row.reliable))


def _relevant_change(row: MeasureSummary) -> Iterator[str]:
    questionnaire = row.questionnaire
    if questionnaire and questionnaire.relevant_change is not None:
        size = _number(row, questionnaire.relevant_change)
        yield _("People notice a change from {size} on.", size=size)


def _cut_off(row: MeasureSummary) -> Iterator[str]:
    """On which side of the cut-off it was at first, and is now."""
    questionnaire = row.questionnaire
    if questionnaire is None or questionnaire.cut_off is None:
        return
    cut_off = _number(row, questionnaire.cut_off)
    first = _side(questionnaire.cut_off, row.first)
    latest = _side(questionnaire.cut_off, row.latest)
    if row.gain is None:
        yield _("Cut-off {cut_off}: now {latest}.", cut_off=cut_off, latest=latest)
    elif first == latest:
        yield _(
            "Cut-off {cut_off}: {latest}, at first and now.",
            cut_off=cut_off,
            latest=latest,
        )
    else:
        yield _(
            "Cut-off {cut_off}: at first {first}, now {latest}.",
            cut_off=cut_off,
            first=first,
            latest=latest,
        )


def _side(cut_off: float, value: Value) -> str:
    if value.number >= cut_off:
        return _("at or above it")
    return _("below it")


def _phases(row: MeasureSummary) -> list[str]:
    """The median of each phase, and how clearly it differs from the one before."""
    lines = [_level(row, level) for level in row.levels]
    for index, nap in enumerate(row.naps, 1):
        words = ngettext(
            "NAP with the phase before: {share}, from {count} pair; 0.5 is chance.",
            "NAP with the phase before: {share}, from {count} pairs; 0.5 is chance.",
            nap.pairs,
            share=dates.decimal(nap.share, 2),
        )
        lines[index] += f" {words}"
    return lines


def _level(row: MeasureSummary, level: PhaseLevel) -> str:
    phase = _("Before the first phase")
    if level.phase:
        phase = level.phase.label
    return ngettext(
        "{phase}: {median}, {count} value.",
        "{phase}: median {median} of {count} values.",
        level.values,
        phase=phase,
        median=_number(row, level.median),
    )


def _pace(pace: Pace | None) -> Iterator[str]:
    """Time gone against way done."""
    if pace is None:
        return
    gone = _("All of the time is gone")
    if pace.gone < 1:
        gone = _(
            "{share} % of the time is gone",
            share=dates.decimal(100 * pace.gone, 0),
        )
    share = dates.decimal(100 * abs(pace.done), 0)
    if pace.done >= 1:
        yield _("{gone}, all of the way is done.", gone=gone)
    elif pace.done < 0:
        yield _(
            "{gone}, and it went {share} % of the way in the other direction.",
            gone=gone,
            share=share,
        )
    else:
        yield _("{gone}, {share} % of the way is done.", gone=gone, share=share)


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
    return ClinicalRow(
        name,
        "",
        (line + " " + _("50 is where each is as expected."),),
    )

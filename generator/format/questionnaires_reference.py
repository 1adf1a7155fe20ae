"""Measures: every built-in questionnaire with its facts, its sources and what is not checked, as a
page to read.

In: nothing. Out: `docs/measures.md`, the same text every time. Made from the catalogue; a test
keeps the two in step. Touches nothing but, as a program, its output: `python -m
generator.format.questionnaires_reference > docs/measures.md`.
"""

from __future__ import annotations

import sys
from typing import Final

from generator.format import catalogue
from generator.format.validate.questionnaires import as_other, as_raw
from generator.model.duration import Duration
from generator.model.measure import Band, Better, Questionnaire, QuestionnaireFact, Totals

_INTRODUCTION: Final = """\
# The built-in questionnaires

<!-- Made by `make docs`. Please change generator/measures.yml, then run it again. -->

An objective names one by its id, `measure: phq9`, and its scores are totals. The questions are not here: have them from
their publisher, on the terms below. One that is missing can stand in a plan's own `measures:`.

- **Range** is from the lowest to the highest total. Where two are in use, `form:` says which one is written down.
- **Named ranges** are drawn on the page, each from its first total on. They are names of totals and no diagnosis.
- **Cut-off** is for you alone. From it on, or below it where higher is better, lie the totals of those who need help.
- **Reliable change** is the smallest change that is more than the usual ups and downs. Where none is
  known, the page leaves open what a change means.
- **Noticed** is the smallest change that people notice in their lives. It is for you alone.
- **Looks back** is how long a time the answers are about.
- **Asks about dying**: one question is about dying or about harm to oneself. The total does not tell its answer.
- **Not checked** has not been read at its source by us. `handrail check` says it once for each plan.

A total that was worked out for an answer left out is taken with `prorated: true` below its `measure`.

| id | name | range | better | named ranges | cut-off | reliable change | noticed | looks back | asks about dying |
|---|---|---|---|---|---|---|---|---|---|
"""

_SOURCES: Final = """
## Sources and terms

| id | source | terms | not checked |
|---|---|---|---|
"""

_SHEET: Final = """
## What the preview says to you alone

`handrail preview` shows for each measure and each person who rates it the first, the best and the latest value. Nothing
of it goes into `site/`. It describes numbers; what they mean is for the two of you.

- **Recovered**: better by the reliable change or more, and back over the cut-off. **Improved**: better by as much, with
  no cut-off crossed. **Worse**: the same the other way. **Unchanged**: less than that. **Not known**: nobody knows how
  far this measure moves by itself. Source: Jacobson and Truax 1991. A rating of your own moves by 3 of 10, a level of
  goal attainment by one; a count or a number by what its first phase shows.
- **NAP** is the share of all pairs, one value from a phase and one from the next, in which the later one is better.
  Ties count half, and 0.5 is chance. With few pairs it says little. Source: Parker and Vannest 2009.
- **T score**: the goals on goal attainment scaling as one number. 50 is where each is as expected, 10 is the spread.
  All weigh the same, and are taken to go together by 0.3. Source: Kiresuk and Sherman 1968.
- **A word soon**: a sheet that asks about dying is in its worst range; a sheet is worse than its best by its reliable
  change; or SRS is below 36, or 2 lower than in one of the three sessions before.
- **Time and way**: how much of the time to the due day is gone, and how much of the way to the aim is done.
"""

_BETTER: Final = {Better.HIGHER: "higher", Better.LOWER: "lower"}
_FACTS: Final = {
    QuestionnaireFact.RANGE: "range",
    QuestionnaireFact.BANDS: "named ranges",
    QuestionnaireFact.CUT_OFF: "cut-off",
    QuestionnaireFact.RELIABLE_CHANGE: "reliable change",
    QuestionnaireFact.PERIOD: "how far it looks back",
    QuestionnaireFact.LICENCE: "terms",
}


def questionnaires_as_markdown() -> str:
    """The page as Markdown, with a line break at its end."""
    all_ = catalogue.load_catalogue().values()
    return (
        _INTRODUCTION
        + "".join(map(_facts, all_))
        + _SOURCES
        + "".join(map(_sources, all_))
        + _SHEET
    )


def _facts(one: Questionnaire) -> str:
    return _line(
        f"`{one.id}`",
        one.name,
        _ranges(one),
        _BETTER[one.better],
        ", ".join(map(_band, one.bands)),
        _number(one.cut_off),
        _number(one.reliable_change),
        _number(one.relevant_change),
        _period(one.period),
        "yes" if one.risk_item else "",
    )


def _band(band: Band) -> str:
    if band.name:
        return f"{band.start:g} {band.name}"
    return f"{band.start:g} on: no name"


def _period(period: Duration | None) -> str:
    if period is None:
        return ""
    plural = "s" if period.count > 1 else ""
    return f"{period.count} {period.unit}{plural}"


def _sources(one: Questionnaire) -> str:
    unchecked = ", ".join(words for fact, words in _FACTS.items() if fact in one.unverified)
    return _line(f"`{one.id}`", one.source or "", one.licence or "", unchecked)


def _ranges(one: Questionnaire) -> str:
    """`0 to 27`; with both where there are two forms, and whether totals have decimals."""
    words = _range_of_each_form(one)
    if one.totals is Totals.DECIMAL:
        words += ", with decimals"
    return words


def _range_of_each_form(one: Questionnaire) -> str:
    if one.raw_times is not None:
        return f"`index` {_range(one)} in steps of {one.step}, `raw` {_range(as_raw(one))}"
    if one.other_low is not None:
        forms = sorted((one, as_other(one)), key=lambda form: (form.low, form.high))
        return ", ".join(f"`from-{n}` {_range(form)}" for n, form in enumerate(forms))
    return _range(one)


def _range(one: Questionnaire) -> str:
    return f"{one.low:g} to {one.high:g}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:g}"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    sys.stdout.write(questionnaires_as_markdown())

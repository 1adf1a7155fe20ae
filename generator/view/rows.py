"""Rows: how it is going, near the top of the page: up to three measures, each in a row.

In: a Plan and its objectives in words. Out: rows, or sentences where there are none to show.
Touches nothing. While something is harder, one sentence and what has helped come first;
numbers stay further down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from generator.model.plan import Plan, Publication
from generator.model.share import Status
from generator.progress.habit import HabitSeries
from generator.progress.series import Signal
from generator.progress.steps import StepsProgress
from generator.text.language import _
from generator.view import chart_values, dates, page_values, sentences
from generator.view.called import short_name
from generator.view.measures.common import marks_of, span
from generator.view.measures.describe import Described, DescribedObjective
from generator.view.trend import midnight, trend_line
from generator.view.verdicts import told_once, without_numbers
from generator.view.whose import of_rater

#: Most objectives that have a row.
ROWS_LIMIT: Final = 3
#: Most strategies named at the top while something is harder.
_HELPED_LIMIT: Final = 2
#: Most steps that have a dot each.
_DOTS_LIMIT: Final = 9
#: The number that a value begins with: `8` of `8 of 27`.
_LEADING: Final = re.compile(r"[-−+]?\d(?:[\d.,\u00a0\u202f]*\d)?")


def going_title(plan: Plan) -> str:
    """The heading over the rows."""
    if plan.status is Status.COMPLETED:
        return _("How it went")
    return _("How it is going")


def rows(plan: Plan, described: Iterable[DescribedObjective]) -> tuple[page_values.MeasureRow, ...]:
    """The first objectives that have something to show: own measures, then questionnaires, then steps."""
    shown = sorted(_shown(described), key=_weight)
    made = (_row(plan, one) for one in shown)
    return tuple(row for row in made if row.values)[:ROWS_LIMIT]


def without_rows(plan: Plan, described: Iterable[DescribedObjective]) -> tuple[str, ...]:
    """What stands in place of rows where there is none."""
    if plan.status is Status.COMPLETED:
        return (_("No numbers were written down. The words below tell how it was."),)
    return (_lead(plan, list(_weighty(_shown(described)))),)


def while_harder(
    plan: Plan,
    described: Iterable[DescribedObjective],
    helps: Sequence[page_values.HelpsView],
) -> tuple[str, ...]:
    """How it is going while something is harder: one sentence, and what helped before;
    numbers stay further down.

    Empty where nothing is, and in a plan that is complete.
    """
    signals = list(_weighty(_shown(described)))
    if plan.status is Status.COMPLETED or not any(one.is_hard for one in signals):
        return ()
    names = [view.name for view in helps[:_HELPED_LIMIT]]
    if not names:
        return (_lead(plan, signals),)
    helped = _("What has helped before: {strategy}.", strategy=dates.several(names))
    return (_lead(plan, signals), helped)


def _shown(described: Iterable[DescribedObjective]) -> list[DescribedObjective]:
    """Those that nobody holds back."""
    return [one for one in described if one.progress.objective.publication is Publication.SHOWN]


def _weight(described: DescribedObjective) -> int:
    """The smallest comes first."""
    if not described.series:
        return 2
    return int(_is_asked(described))


def _lead(plan: Plan, signals: Sequence[Signal]) -> str:
    return sentences.lead(signals, plan.timeframe.start, plan.as_of)


def _weighty(objectives: Iterable[DescribedObjective]) -> Iterator[Signal]:
    """What is known of all series; a little is within what questionnaires do by themselves."""
    for objective in objectives:
        is_asked = _is_asked(objective)
        for one in objective.series:
            if not is_asked or one.series.signal is Signal.HARDER:
                yield one.series.signal


def _is_asked(described: DescribedObjective) -> bool:
    return described.progress.objective.measure.questionnaire is not None


# ---- one row


def _row(plan: Plan, described: DescribedObjective) -> page_values.MeasureRow:
    """The row of an objective, without values where nothing is known yet."""
    objective = described.progress.objective
    if not described.series:
        return steps_row(described)
    told = [one for one in described.series if one.words.latest]
    said = told_once([(one.rater or "", one.words.in_row) for one in told])
    quiet = told_once([(one.rater or "", _quiet(plan, one)) for one in told])
    return page_values.MeasureRow(
        id=objective.id,
        name=short_name(objective),
        values=_with_unit_once([_value(one) for one in told]),
        said=said,
        quiet=quiet if quiet != said else "",
        line=_line(plan, described),
    )


def steps_row(described: DescribedObjective) -> page_values.MeasureRow:
    """The row of an objective that has steps alone: `3 of 5 steps done`."""
    objective, steps = described.progress.objective, described.progress.steps
    row = page_values.MeasureRow(objective.id, short_name(objective), (), "", None)
    if not steps.going:
        return row
    dots = chart_values.StepDots(len(steps.done), len(steps.going))
    return replace(
        row,
        values=(row_value(_steps_in_brief(steps)),),
        line=dots if dots.all <= _DOTS_LIMIT else None,
    )


def _steps_in_brief(steps: StepsProgress) -> str:
    done, all_steps = dates.number(len(steps.done)), dates.number(len(steps.going))
    return _("{done} of {all} steps done", done=done, all=all_steps)


def row_value(
    words: str, rater: str | None = None, start: str | None = None
) -> page_values.RowValue:
    """A value with the number that it begins with apart, which stands out."""
    found = _LEADING.match(words)
    now = found[0] if found else ""
    return page_values.RowValue(rater, start, now, words.removeprefix(now))


def _value(one: Described) -> page_values.RowValue:
    words = one.words
    assert words.latest
    return row_value(words.brief or words.latest.value, one.rater, _start(one))


def _start(one: Described) -> str | None:
    """Where it began, as a bare number where it is one; its day stands with the chart.

    A habit began at so many days a week, and is told by its last two weeks: no way from one to the other.
    """
    origin, start = one.words.origin, one.series.start
    if isinstance(one.series, HabitSeries):
        return None
    if origin is None or start is None:
        return origin
    bare = dates.number(start.value, *marks_of(one.series.aim))
    return bare if origin.startswith(f"{bare} ") else origin


def _with_unit_once(values: Sequence[page_values.RowValue]) -> tuple[page_values.RowValue, ...]:
    """The values of several people; what follows the number in all of them stands after the last."""
    if len({value.rest for value in values}) != 1:
        return tuple(values)
    return (*(replace(value, rest="") for value in values[:-1]), values[-1])


def _quiet(plan: Plan, one: Described) -> str:
    """What a person's line is worth, without numbers."""
    if any(sign.isdigit() for sign in one.words.in_row):
        return without_numbers(one.series, of_rater(plan, one.series.rater))
    return one.words.in_row


def _line(plan: Plan, described: DescribedObjective) -> chart_values.TrendLine | None:
    """Every row of a plan shows the same time: from its first day to the last that it speaks of."""
    series = [one.series for one in described.series]
    if not any(one.points for one in series):
        return None
    start, end = span(plan).start, plan.as_of + timedelta(days=1)
    return trend_line(described.progress.objective.measure, series, midnight(start), midnight(end))

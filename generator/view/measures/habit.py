"""Habit words: what the page says of a habit, and its grid of weeks by days.

In: a habit with the series of one rater. Out: its `SeriesWords`.
Touches nothing. It never speaks of days in a row, and a day without a note is only that.
Source: docs/clinical-rules.md#no-streaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from generator.model.measure import Habit, HabitMark, Per
from generator.progress.calendar import Calendar, PeriodState
from generator.progress.habit import HabitPeriod, HabitSeries, Recent, Tally, tally
from generator.text.language import N_, _, ngettext
from generator.view import chart_values, dates, page_values
from generator.view.measures.common import (
    SeriesWords,
    Subject,
    below,
    chart_words,
    empty,
    finding_of,
    no_rows,
)
from generator.view.measures.count import at_rate, count_aim, period_name
from generator.view.sentences import aim_by, capital, gaps, joined, no_entries_yet, nothing_yet
from generator.view.verdicts import verdict, without_numbers

#: Most weeks in the drawing, the latest ones; the table has them all.
WEEKS: Final = 8

#: Days with a note, none of them done, from which it is asked whether the plan is too big.
DRY_FROM: Final = 5

_STATES: Final = {
    HabitMark.YES: chart_values.DayState.DONE,
    HabitMark.PARTLY: chart_values.DayState.PARTLY,
    HabitMark.NO: chart_values.DayState.NOT,
    HabitMark.SKIP: chart_values.DayState.SKIPPED,
}
_STATE_WORDS: Final = {
    chart_values.DayState.DONE: N_("done"),
    chart_values.DayState.PARTLY: N_("partly"),
    chart_values.DayState.NOT: N_("not done"),
    chart_values.DayState.SKIPPED: N_("skipped"),
    chart_values.DayState.NO_NOTE: N_("no note"),
}


def describe(subject: Subject, habit: Habit, series: HabitSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    recent = series.recent
    start = _start(subject, habit, series)
    latest = brief = None
    if recent is not None:
        stretch = _stretch(recent, habit, subject)
        latest = page_values.Fact(capital(stretch.name), _sum(recent))
        brief = f"{latest.value} {stretch.within}"
    return SeriesWords(
        chart=_chart(subject, habit, series),
        origin=start,
        start=start,
        latest=latest,
        aim=_aim(series, habit),
        counted=_("Days on which it was done."),
        brief=brief,
        in_row=verdict(series, _aim_days(series), subject.whose),
        after=_after(subject, series),
    )


def _start(subject: Subject, habit: Habit, series: HabitSeries) -> str | None:
    """`2 days a week`, with its day where the plan says one."""
    if series.baseline is None:
        return None
    return subject.began(at_rate(_days(series.baseline), habit.per))


def _chart_words(subject: Subject, habit: Habit, series: HabitSeries) -> chart_values.ChartWords:
    """What stands around the chart."""
    finding = _finding(subject, habit, series)
    title = _("{objective}, day by day", objective=subject.title)
    heads = (_("When"), _("Done"), _("Planned"), _("With a note"))
    return chart_words(
        subject,
        title=title,
        description=_description(subject, habit, series, finding),
        finding=finding,
        table=chart_values.Table(title, heads, _table(habit, series, subject.year)),
        below=below(_("Days on which it was done."), _aim(series, habit)),
        quiet=without_numbers(series, subject.whose),
    )


def _chart(
    subject: Subject,
    habit: Habit,
    series: HabitSeries,
) -> chart_values.HabitChart:
    rows = _rows(habit, series, Calendar(subject.plan, Per.WEEK))
    shown = {state for row in rows for state in row.days}
    return chart_values.HabitChart(
        words=_chart_words(subject, habit, series),
        weekdays=dates.weekdays(subject.plan.week_starts),
        done=_("done"),
        rows=rows,
        key=tuple(
            chart_values.KeyWord(state, _(word))
            for state, word in _STATE_WORDS.items()
            if state in shown
        ),
        empty=None if series.days else empty(),
    )


def _description(
    subject: Subject, habit: Habit, series: HabitSeries, finding: chart_values.ChartFinding
) -> str:
    """The chart in words, for those who do not see it."""
    start = _start(subject, habit, series)
    return joined(
        joined(finding.news, finding.rest) if series.days else no_entries_yet(),
        _("It began at {began}.", began=start) if start else "",
        aim_by(_aim(series, habit), subject.objective.due, subject.year),
    )


def _aim(series: HabitSeries, habit: Habit) -> str | None:
    """`5 or more days a week`."""
    days = _aim_days(series)
    if days is None:
        return None
    return at_rate(days, habit.per)


def _aim_days(series: HabitSeries) -> str | None:
    """`5 or more days`."""
    if series.aim is None:
        return None
    return _("{count} days", count=count_aim(series.aim))


def _days(value: float) -> str:
    """`1 day`, `4.5 days`."""
    # Half a day takes the form of many, as in English; languages that differ choose it for 2.
    many = int(value) if value == int(value) else 2
    return ngettext(
        "{number} day",
        "{number} days",
        many,
        number=dates.number(value),
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of days by its `name` (`last two weeks`),
    and as it stands in a sentence (`in the last two weeks`).
    """

    name: str
    within: str


def _stretch(recent: Recent, habit: Habit, subject: Subject) -> _Stretch:
    """The last two weeks, the two weeks to 20 April where the plan has gone on since,
    the first 5 days, or April.
    """
    last = recent.end - timedelta(days=1)
    if habit.per is Per.MONTH:
        return _month_of(recent, subject.year)
    if not recent.is_whole:
        return _first_days((recent.end - recent.start).days)
    if last == subject.plan.as_of:
        return _Stretch(_("last two weeks"), _("in the last two weeks"))
    day = dates.long(last, subject.year)
    return _Stretch(
        _("two weeks to {day}", day=day),
        _("in the two weeks to {day}", day=day),
    )


def _month_of(recent: Recent, year: int) -> _Stretch:
    """April, or April 2025 where that year is over."""
    month = dates.month(recent.start)
    if (recent.end - timedelta(days=1)).year != year:
        month = dates.month_and_year(recent.start)
    return _Stretch(month, _("in {month}", month=month))


def _first_days(days: int) -> _Stretch:
    return _Stretch(
        ngettext("first day", "first {count} days", days),
        ngettext("on the first day", "in the first {count} days", days),
    )


def _sum(recent: Recent) -> str:
    """`9 of 10 days`, `3 days`, `10 days and one partly`, `no day`."""
    counted = recent.tally
    if not counted.full and not counted.partly:
        return _("no day")
    of_all = _of(counted, recent)
    if counted.partly or of_all is None:
        return _done(counted)
    return _("{done} of {all}", done=dates.number(counted.full), all=_days(of_all))


def _of(counted: Tally, recent: Recent) -> int | None:
    """Of how many days it was done: of those planned where none is unknown,
    else of those with a note.

    None where more was done than planned, or where every day with a note is a day on which it was
    done.
    """
    if not recent.is_whole or not counted.is_noted:
        return counted.answered
    if counted.full + counted.partly > counted.planned:
        return None
    return counted.planned


def _done(counted: Tally) -> str:
    """`10 days and one partly`, `2 days`, `one partly`."""
    partly = ngettext("one partly", "{count} partly", counted.partly)
    if not counted.full:
        return partly
    full = _days(counted.full)
    return (
        _(
            "{days} and {partly}",
            days=full,
            partly=partly,
        )
        if counted.partly
        else full
    )


def _finding(
    subject: Subject,
    habit: Habit,
    series: HabitSeries,
) -> chart_values.ChartFinding:
    recent = series.recent
    if recent is None:
        return nothing_yet()
    news = _("{days} {when}", days=_news(recent), when=_stretch(recent, habit, subject).within)
    return finding_of(
        subject.named(f"{news}{_after_news(subject, habit, series)}."),
        _too_big(recent.tally),
        _rested(recent),
        gaps(series.gaps, "notes", subject.year),
    )


def _news(recent: Recent) -> str:
    """What was done, of how many days."""
    counted = recent.tally
    if not counted.answered:
        return _("only skipped days")
    if not counted.full and not counted.partly:
        return _none_done(recent)
    if _is_more_than_planned(recent):
        return _(
            "{days}, {count} planned,", days=_done(counted), count=dates.number(counted.planned)
        )
    return _of_days(counted, recent)


def _is_more_than_planned(recent: Recent) -> bool:
    counted = recent.tally
    return recent.is_whole and counted.full + counted.partly > counted.planned


def _after_news(subject: Subject, habit: Habit, series: HabitSeries) -> str:
    """From where it began; that skipped days are fine."""
    if series.recent is not None and not series.recent.tally.answered:
        return _("; that is fine")
    start = _start(subject, habit, series)
    if start is None:
        return ""
    return _(", from {began}", began=start)


def _none_done(recent: Recent) -> str:
    if recent.end - recent.start == timedelta(days=1):
        return _("not done")
    return _("no day")


def _too_big(counted: Tally) -> str:
    """The question that many days with a note and none of them done raise."""
    if counted.full or counted.partly or counted.answered < DRY_FROM:
        return ""
    return _("The plan may be too big for now; that is worth a word.")


def _of_days(counted: Tally, recent: Recent) -> str:
    """`9 of 10 planned days`; `6 of 8 noted days`,
    since a day without a note is not one without the habit.
    """
    is_noted = recent.is_whole and counted.is_noted
    if counted.partly:
        done = _done(counted)
        if is_noted:
            return _(
                "{days}, of {count} planned",
                days=done,
                count=dates.number(counted.planned),
            )
        return _(
            "{days}, of {count} noted",
            days=done,
            count=dates.number(counted.answered),
        )
    done = dates.number(counted.full)
    if is_noted:
        return ngettext(
            "{done} of {count} planned day",
            "{done} of {count} planned days",
            counted.planned,
            done=done,
        )
    return ngettext(
        "{done} of {count} noted day", "{done} of {count} noted days", counted.answered, done=done
    )


def _rested(recent: Recent) -> str:
    """What is said of a planned break among the days that the headline speaks of."""
    if not recent.away:
        return ""
    return ngettext(
        "{count} day was a planned break.", "{count} days were a planned break.", recent.away
    )


def _rows(
    habit: Habit,
    series: HabitSeries,
    weeks: Calendar,
) -> tuple[chart_values.HabitRow, ...]:
    """The latest weeks, the earliest on top; the plan's first week while there is no note."""
    marks = {day.on: day.mark for day in series.days}
    last = max(marks, default=series.first_day)
    first = max(series.first_day, weeks.start(last) - timedelta(weeks=WEEKS - 1))
    tallies = {}
    if habit.per is Per.WEEK:
        tallies = {period.start: period.tally for period in series.periods}
    rows = []
    for start in weeks.starts(first, last):
        days = [start + timedelta(days=n) for n in range(7)]
        noted = tally([marks[day] for day in days if day in marks], 0)
        row = chart_values.HabitRow(
            label=dates.short(start, start.year),
            days=tuple(_state(marks.get(day), day, series.first_day) for day in days),
            end=_end(tallies.get(start, noted), weeks, start),
        )
        rows.append(row)
    return tuple(rows)


def _end(counted: Tally, weeks: Calendar, start: date) -> str:
    """The end of a row, what was done: `4 of 5`, `3 of 4 noted` where days are unknown,
    `1 so far`, `4, 1 partly`.

    Nothing where nothing was done: the marks say enough.
    """
    if not counted.answered:
        return _("skipped") if counted.skipped else ""
    if not counted.full and not counted.partly:
        return ""
    done = dates.number(counted.full)
    if counted.partly:
        partly = _("{count} partly", count=dates.number(counted.partly))
        return _("{done}, {partly}", done=done, partly=partly) if counted.full else partly
    if not weeks.is_over(start):
        return _("{value} so far", value=done)
    return _row_sum(counted, done)


def _row_sum(counted: Tally, done: str) -> str:
    if counted.planned and counted.is_noted:
        if counted.full > counted.planned:
            return done
        return _("{done} of {all}", done=done, all=dates.number(counted.planned))
    if counted.full == counted.answered:
        return _("{done} noted", done=done)
    return _("{done} of {all} noted", done=done, all=dates.number(counted.answered))


def _state(
    mark: HabitMark | None,
    day: date,
    start: date,
) -> chart_values.DayState | None:
    if mark is not None:
        return _STATES[mark]
    if day < start:
        return None
    return chart_values.DayState.NO_NOTE


def _table(habit: Habit, series: HabitSeries, year: int) -> tuple[tuple[str, ...], ...]:
    rows = tuple(
        (
            period_name(period.start, habit.per, year),
            *_cells(period),
        )
        for period in series.periods
    )
    return rows or no_rows(4)


def _cells(period: HabitPeriod) -> tuple[str, str, str]:
    counted = period.tally
    planned, answered = dates.number(counted.planned), dates.number(counted.answered)
    return _done_cell(period), planned, answered


def _done_cell(period: HabitPeriod) -> str:
    """`3`, `3 so far`, or why there is nothing."""
    if period.state is PeriodState.NO_NOTES:
        return _("no notes") if period.tally.planned else _("a break")
    done = _in_table(period.tally)
    if period.state is PeriodState.OPEN:
        return _("{value} so far", value=done)
    return done


def _in_table(counted: Tally) -> str:
    """`3`, `3 and one partly`, `skipped`."""
    if not counted.answered:
        return _("skipped")
    done = dates.number(counted.full)
    if not counted.partly:
        return done
    partly = ngettext("one partly", "{count} partly", counted.partly)
    return (
        _(
            "{done} and {partly}",
            done=done,
            partly=partly,
        )
        if counted.full
        else partly
    )

"""Habit words: what the page says of a habit, and its grid of weeks by days.

In: a habit with the series of one rater. Out: its `SeriesWords`.
Touches nothing. It never speaks of days in a row, and a day without a note is only that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from generator.language import N_, _, ngettext
from generator.model import Habit, HabitMark, Per
from generator.progress import HabitPeriod, HabitSeries, PeriodState, Recent, Tally, tally
from generator.view import dates, values
from generator.view.measures.count import at_rate, count_aim, period_name
from generator.view.measures.frame import SeriesWords, Subject, empty, no_rows
from generator.view.sentences import aim_by, capital, gaps, joined, no_entries_yet, nothing_yet

#: Most weeks in the drawing, the latest ones; the table has them all.
WEEKS: Final = 8

_STATES: Final = {
    HabitMark.YES: values.DayState.DONE,
    HabitMark.PARTLY: values.DayState.PARTLY,
    HabitMark.NO: values.DayState.NOT,
    HabitMark.SKIP: values.DayState.SKIPPED,
}
_STATE_WORDS: Final = {
    values.DayState.DONE: N_("done"),
    values.DayState.PARTLY: N_("partly"),
    values.DayState.NOT: N_("not done"),
    values.DayState.SKIPPED: N_("skipped"),
}


def tell(subject: Subject, habit: Habit, series: HabitSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    recent = series.recent
    start = None if series.baseline is None else at_rate(_days(series.baseline), habit.per)
    latest = brief = None
    if recent is not None:
        stretch = _stretch(recent, habit, subject)
        latest = values.Fact(capital(stretch.name), _sum(recent))
        brief = f"{latest.value} {stretch.within}"
    return SeriesWords(
        chart=_chart(subject, habit, series),
        origin=start,
        start=start,
        latest=latest,
        aim=_aim(series, habit),
        counted=_("Days on which it was done."),
        brief=brief,
    )


def _chart(subject: Subject, habit: Habit, series: HabitSeries) -> values.HabitChart:
    objective, year = subject.objective, subject.year
    rows, shown = _rows(habit, series), set[values.DayState | None]()
    for row in rows:
        shown.update(row.days)
    finding = _finding(subject, habit, series)
    began = ""
    if series.baseline is not None:
        began = _("It began at {began}.", began=at_rate(_days(series.baseline), habit.per))
    told = f"{finding.news}{finding.rest}" if series.days else no_entries_yet()
    title = _("{objective}, day by day", objective=subject.title)
    heads = (_("When"), _("Done"), _("Planned"), _("With a note"))
    return values.HabitChart(
        words=values.ChartWords(
            id=subject.id,
            title=title,
            description=joined(told, began, aim_by(_aim(series, habit), objective.due, year)),
            finding=replace(finding, rest=joined(finding.rest, _dots(shown))),
            table=values.Table(title, heads, _table(habit, series, year)),
        ),
        weekdays=dates.weekdays(),
        done=_("done"),
        rows=rows,
        key=tuple(values.KeyWord(state, _(word)) for state, word in _STATE_WORDS.items() if state in shown),
        empty=None if series.days else empty(),
    )


def _aim(series: HabitSeries, habit: Habit) -> str | None:
    """`5 or more days a week`."""
    return at_rate(_("{count} days", count=count_aim(series.aim)), habit.per) if series.aim else None


def _days(value: float) -> str:
    """`1 day`, `4.5 days`."""
    # Half a day takes the form of many, as in English; languages that differ choose it for 2.
    many = int(value) if value == int(value) else 2
    return ngettext("{number} day", "{number} days", many, number=dates.number(value))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of days by its `name` (`last two weeks`), and as it stands in a sentence (`in the last two weeks`)."""

    name: str
    within: str


def _stretch(recent: Recent, habit: Habit, subject: Subject) -> _Stretch:
    """The last two weeks, the two weeks to 20 April where the plan has gone on since, the first 5 days, or April."""
    last = recent.end - timedelta(days=1)
    if habit.per is Per.MONTH:
        month = dates.month(recent.start) if last.year == subject.year else dates.month_and_year(recent.start)
        return _Stretch(month, _("in {month}", month=month))
    if not recent.is_whole:
        days = (recent.end - recent.start).days
        return _Stretch(
            ngettext("first day", "first {count} days", days),
            ngettext("on the first day", "in the first {count} days", days),
        )
    if last == subject.plan.as_of:
        return _Stretch(_("last two weeks"), _("in the last two weeks"))
    day = dates.long(last, subject.year)
    return _Stretch(_("two weeks to {day}", day=day), _("in the two weeks to {day}", day=day))


def _sum(recent: Recent) -> str:
    """`9 of 10 days`; of the days with a note, where nobody can say how many were planned."""
    counted = recent.tally
    most = counted.planned if recent.is_whole else counted.answered
    if counted.done > most or not most:
        return _days(counted.done)
    return _("{done} of {all}", done=dates.number(counted.done), all=_days(most))


def _finding(subject: Subject, habit: Habit, series: HabitSeries) -> values.Finding:
    recent = series.recent
    if recent is None:
        return nothing_yet()
    counted, when = recent.tally, " " + _stretch(recent, habit, subject).within
    quiet = gaps(series.gaps, "notes", subject.year)
    if not counted.answered:
        return values.Finding(_("Only skipped days"), joined(_("{when}; that is fine.", when=when), quiet))
    done, planned = dates.number(counted.done), dates.number(counted.planned)
    half = _("Partly counts as half a day.") if counted.done != int(counted.done) else ""
    rest = f"{when}."
    if not recent.is_whole:
        news = _("{done} of {days} with a note", done=done, days=_days(counted.answered))
    elif counted.done > counted.planned:
        news, rest = _days(counted.done), _("{when}; {count} were planned.", when=when, count=planned)
    else:
        news = _("{done} of {count} planned days", done=done, count=planned)
        if counted.answered < counted.planned:
            noted = ngettext("{count} day has a note", "{count} days have a note", counted.answered)
            rest = f"{when}; {noted}."
    return values.Finding(news, joined(rest, half, _rested(recent), quiet))


def _rested(recent: Recent) -> str:
    """What is said of a planned break among the days that the headline speaks of."""
    if not recent.away:
        return ""
    return ngettext("{count} day was a planned break.", "{count} days were a planned break.", recent.away)


def _dots(shown: set[values.DayState | None]) -> str:
    return _("A dot means no note.") if values.DayState.NO_NOTE in shown else ""


def _rows(habit: Habit, series: HabitSeries) -> tuple[values.HabitRow, ...]:
    """The latest weeks, the earliest on top; the plan's first week while there is no note."""
    marks = {day.on: day.mark for day in series.days}
    last = max(marks, default=series.first_day)
    first = max(_monday(series.first_day), _monday(last) - timedelta(weeks=WEEKS - 1))
    weeks = [first + timedelta(weeks=n) for n in range((_monday(last) - first).days // 7 + 1)]
    periods = {period.start: period for period in series.periods} if habit.per is Per.WEEK else {}
    return tuple(
        values.HabitRow(
            label=dates.short(monday, monday.year),
            days=tuple(_state(marks.get(day), day, series.first_day) for day in _week(monday)),
            end=_end(
                periods[monday].tally
                if monday in periods
                else tally([marks[day] for day in _week(monday) if day in marks], 0)
            ),
        )
        for monday in weeks
    )


def _end(counted: Tally) -> str:
    """The end of a row: `4 of 5`, `4` where a week has no plan of its own."""
    if not counted.answered:
        return _("skipped") if counted.skipped else ""
    done = dates.number(counted.done)
    return _("{done} of {all}", done=done, all=dates.number(counted.planned)) if counted.planned else done


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(monday: date) -> tuple[date, ...]:
    return tuple(monday + timedelta(days=n) for n in range(7))


def _state(mark: HabitMark | None, day: date, start: date) -> values.DayState | None:
    if mark is not None:
        return _STATES[mark]
    return values.DayState.NO_NOTE if day >= start else None


def _table(habit: Habit, series: HabitSeries, year: int) -> tuple[tuple[str, ...], ...]:
    rows = tuple((period_name(period.start, habit.per, year), *_cells(period)) for period in series.periods)
    return rows or no_rows(4)


def _cells(period: HabitPeriod) -> tuple[str, str, str]:
    counted = period.tally
    planned, answered = dates.number(counted.planned), dates.number(counted.answered)
    if period.state is PeriodState.NO_NOTES:
        return _("no notes") if counted.planned else _("a break"), planned, answered
    done = dates.number(counted.done) if counted.answered else _("skipped")
    return _("{value} so far", value=done) if period.state is PeriodState.OPEN else done, planned, answered

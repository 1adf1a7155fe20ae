"""Habit words: what the page says of a habit, and its grid of weeks by days.

In: a habit with the series of one rater. Out: its `SeriesWords`.
Touches nothing. It never speaks of days in a row, and a day without a note is only that.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from generator.model import Habit, HabitMark, Per
from generator.progress import HabitPeriod, HabitSeries, PeriodState, Recent, Tally, tally
from generator.view import dates, values
from generator.view.measures.count import count_aim
from generator.view.measures.frame import EMPTY, SeriesWords, Subject
from generator.view.sentences import NOTHING_YET, gaps

#: Most weeks in the drawing, the latest ones; the table has them all.
WEEKS: Final = 8

_STATES: Final = {
    HabitMark.YES: values.DayState.DONE,
    HabitMark.PARTLY: values.DayState.PARTLY,
    HabitMark.NO: values.DayState.NOT,
    HabitMark.SKIP: values.DayState.SKIPPED,
}
_STATE_WORDS: Final = {
    values.DayState.DONE: "done",
    values.DayState.PARTLY: "partly",
    values.DayState.NOT: "not done",
    values.DayState.SKIPPED: "skipped",
}
_PER_WORDS: Final = {Per.WEEK: "a week", Per.FORTNIGHT: "in two weeks", Per.MONTH: "a month"}


def tell(subject: Subject, habit: Habit, series: HabitSeries) -> SeriesWords:
    """The words and the chart of one rater's series."""
    per, recent = _PER_WORDS[habit.per], series.recent
    start = None if series.baseline is None else f"{_days(series.baseline)} {per}"
    latest, rate = None, ""
    if recent is not None:
        when = _when(recent, habit, subject)
        latest, rate = values.Fact(when[0].upper() + when[1:], _sum(recent)), _in(when)
    return SeriesWords(
        chart=_chart(subject, habit, series),
        origin=start,
        start=start,
        latest=latest,
        aim=_aim(series, habit),
        rate=rate,
        counted="Days on which it was done.",
    )


def _chart(subject: Subject, habit: Habit, series: HabitSeries) -> values.HabitChart:
    objective, year = subject.objective, subject.year
    rows, shown = _rows(habit, series), set[values.DayState | None]()
    for row in rows:
        shown.update(row.days)
    news, rest = _news(subject, habit, series)
    aim = _aim(series, habit)
    aim = f" The aim is {aim} by {dates.long(objective.due, year)}." if aim else ""
    began = f" It began at {_days(series.baseline)} {_PER_WORDS[habit.per]}." if series.baseline is not None else ""
    told = f"{news}{rest}" if series.days else "No entries yet."
    title = f"{subject.title}, day by day"
    return values.HabitChart(
        words=values.ChartWords(
            id=subject.id,
            title=title,
            description=f"{told}{began}{aim}",
            finding=values.Finding(news, rest + _dots(shown)),
            table=values.Table(title, ("When", "Done", "Planned", "With a note"), _table(habit, series, year)),
        ),
        weekdays=tuple(name[0] for name in dates.WEEKDAYS),
        done="done",
        rows=rows,
        key=tuple(values.KeyWord(state, word) for state, word in _STATE_WORDS.items() if state in shown),
        empty=None if series.days else EMPTY,
    )


def _aim(series: HabitSeries, habit: Habit) -> str | None:
    """`5 or more days a week`."""
    return f"{count_aim(series.aim)} days {_PER_WORDS[habit.per]}" if series.aim else None


def _days(value: float) -> str:
    return f"{dates.number(value)} {'day' if value == 1 else 'days'}"


def _in(when: str) -> str:
    """` in the last two weeks`, ` on the first day`, ` in April`."""
    return f" in {when}" if when[0].isupper() else f" {'on' if when == 'first day' else 'in'} the {when}"


def _when(recent: Recent, habit: Habit, subject: Subject) -> str:
    """`last two weeks`, `two weeks to 20 April` where the plan has gone on since, `first 5 days` or `April`."""
    last = recent.end - timedelta(days=1)
    if habit.per is Per.MONTH:
        return dates.month(recent.start) + ("" if last.year == subject.year else f" {last.year}")
    if not recent.is_whole:
        days = (recent.end - recent.start).days
        return "first day" if days == 1 else f"first {days} days"
    if last == subject.plan.as_of:
        return "last two weeks"
    return f"two weeks to {dates.long(last, subject.year)}"


def _sum(recent: Recent) -> str:
    """`9 of 10 days`; of the days with a note, where nobody can say how many were planned."""
    counted = recent.tally
    most = counted.planned if recent.is_whole else counted.answered
    if counted.done > most or not most:
        return _days(counted.done)
    return f"{dates.number(counted.done)} of {_days(most)}"


def _news(subject: Subject, habit: Habit, series: HabitSeries) -> tuple[str, str]:
    """The news and the rest of the sentence above a habit's grid."""
    recent = series.recent
    if recent is None:
        return NOTHING_YET
    counted, when = recent.tally, _in(_when(recent, habit, subject))
    quiet = gaps(series.gaps, "notes", subject.year)
    if not counted.answered:
        return "Only skipped days", f"{when}; that is fine.{quiet}"
    done = dates.number(counted.done)
    noted = f"{_days(counted.answered)} {'has' if counted.answered == 1 else 'have'} a note"
    half = " Partly counts as half a day." if counted.done != int(counted.done) else ""
    if not recent.is_whole:
        news, rest = f"{done} of {_days(counted.answered)} with a note", f"{when}."
    elif counted.done > counted.planned:
        news, rest = _days(counted.done), f"{when}; {counted.planned} were planned."
    elif counted.answered < counted.planned:
        news, rest = f"{done} of {counted.planned} planned days", f"{when}; {noted}."
    else:
        news, rest = f"{done} of {counted.planned} planned days", f"{when}."
    return news, f"{rest}{half}{quiet}"


def _dots(shown: set[values.DayState | None]) -> str:
    return " A dot means no note." if values.DayState.NO_NOTE in shown else ""


def _rows(habit: Habit, series: HabitSeries) -> tuple[values.HabitRow, ...]:
    """The latest weeks, the earliest on top; the plan's first week while there is no note."""
    marks = {day.on: day.mark for day in series.days}
    last = max(marks, default=series.start)
    first = max(_monday(series.start), _monday(last) - timedelta(weeks=WEEKS - 1))
    weeks = [first + timedelta(weeks=n) for n in range((_monday(last) - first).days // 7 + 1)]
    periods = {period.start: period for period in series.periods} if habit.per is Per.WEEK else {}
    return tuple(
        values.HabitRow(
            label=f"{monday.day} {dates.short_month(monday)}",
            days=tuple(_state(marks.get(day), day, series.start) for day in _week(monday)),
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
        return "skipped" if counted.skipped else ""
    done = dates.number(counted.done)
    return f"{done} of {counted.planned}" if counted.planned else done


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(monday: date) -> tuple[date, ...]:
    return tuple(monday + timedelta(days=n) for n in range(7))


def _state(mark: HabitMark | None, day: date, start: date) -> values.DayState | None:
    if mark is not None:
        return _STATES[mark]
    return values.DayState.NO_NOTE if day >= start else None


def _table(habit: Habit, series: HabitSeries, year: int) -> tuple[tuple[str, ...], ...]:
    rows = tuple((_period_name(period, habit, year), *_cells(period)) for period in series.periods)
    return rows or (("none yet", "", "", ""),)


def _cells(period: HabitPeriod) -> tuple[str, str, str]:
    counted = period.tally
    if period.state is PeriodState.NO_NOTES:
        return "no notes", str(counted.planned), "0"
    so_far = " so far" if period.state is PeriodState.OPEN else ""
    if not counted.answered:
        return f"skipped{so_far}", str(counted.planned), "0"
    return f"{dates.number(counted.done)}{so_far}", str(counted.planned), str(counted.answered)


def _period_name(period: HabitPeriod, habit: Habit, year: int) -> str:
    """`Week of 20 April`, `Two weeks from 20 April`, `April`."""
    if habit.per is Per.MONTH:
        return dates.month(period.start) + ("" if period.start.year == year else f" {period.start.year}")
    day = dates.long(period.start, year)
    return f"Week of {day}" if habit.per is Per.WEEK else f"Two weeks from {day}"

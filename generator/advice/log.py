"""Log: rules that look at the entries: silence, doubles, and words that differ from numbers.

In: a Case. Out: what to say. Touches nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from typing import Final

from generator.advice.attention import QuietLength, quiet_log
from generator.advice.context import Context
from generator.advice.measurable import counts_down
from generator.advice.remark import Remark
from generator.model.duration import Duration, DurationUnit
from generator.model.measure import Count, Per, ScoreValue
from generator.model.plan import Achievement, Entry, Goal, Lifecycle, Objective, Plan, Score
from generator.progress.calendar import Calendar
from generator.progress.series import Signal

#: Hard moments that were counted before it is asked what came before them.
_EVENTS_FROM: Final = 3
_DAY: Final = Duration(1, DurationUnit.DAY)

_WELL: Final = frozenset(
    {
        Achievement.IMPROVING,
        Achievement.ACHIEVED,
        Achievement.SUSTAINING,
    }
)
_HARD: Final = frozenset(
    {
        Achievement.NO_CHANGE,
        Achievement.WORSENING,
        Achievement.NOT_ACHIEVED,
        Achievement.NO_PROGRESS,
        Achievement.NOT_ATTAINABLE,
    }
)

#: What a goal that is said not to move cannot have.
_CLEARLY_WELL: Final = frozenset({Signal.REACHED, Signal.BETTER})


def quiet(case: Context) -> Iterator[Remark]:
    """Silence for more than twice the time hoped for; a longer one is for the therapist's signal."""
    found = quiet_log(case)
    if found is None or found.length is QuietLength.LONG:
        return
    since = f"No entries since {found.since}" if case.plan.entries else "No entries yet"
    yield Remark(
        last_entry_path(case.plan),
        f"{since}; that is fine. Pause it, make it easier, or just pick it up again.",
        "one number is an entry; `status: on-hold` pauses the plan",
    )


def last_entry_path(plan: Plan) -> str:
    """Where the day of the last entry stands, or that of the plan's beginning."""
    return f"progress/{len(plan.entries) - 1}/date" if plan.entries else "timeframe/start"


def two_values(case: Context) -> Iterator[Remark]:
    """One measure, one rater, one day and two values, without times that tell them apart. Counts add up."""
    seen: dict[tuple[str, str | None, date], ScoreValue] = {}
    for path, on, score in _scores_without_time(case.plan):
        first = seen.setdefault((score.objective, score.rater, on), score.value)
        if first != score.value:
            yield Remark(
                path,
                f"Two values on {on}; which one counts, or was it two moments?",
                f"keep one of them, or give each a time: `date: {on} 14:30`",
            )


def _scores_without_time(plan: Plan) -> Iterator[tuple[str, date, Score]]:
    """Each score of a day alone, with its path and that day; none of what adds up."""
    adding = {one.id for goal in plan.goals for one in goal.objectives if one.measure.adds_up}
    for index, entry in enumerate(plan.entries):
        if entry.at is None:
            for score in entry.scores:
                if score.objective not in adding:
                    yield f"progress/{index}/scores/{score.objective}", entry.on, score


def words_and_numbers(case: Context) -> Iterator[Remark]:
    """An `achievement` that the scores of the goal do not bear out. Questionnaires are another matter."""
    for index, goal in enumerate(case.plan.goals):
        if goal.lifecycle in (Lifecycle.CANCELLED, Lifecycle.REJECTED) or goal.achievement is None:
            continue
        signals = _signals(case, goal)
        if _is_said_too_well(goal.achievement, signals) or _is_said_too_hard(
            goal.achievement, signals
        ):
            yield Remark(
                f"goals/{index}/achievement",
                "Notes and numbers tell different stories; both can be true, and it is worth a word in the review.",
                "ask which of the two fits better, and change `achievement:` or note why it stays",
            )


def _is_said_too_well(achievement: Achievement, signals: Set[Signal]) -> bool:
    """Whether it is said to go well, and the scores do not hold the aim, or look harder alone."""
    if achievement not in _WELL or not signals:
        return False
    holds_aim = bool(signals & {Signal.REACHED, Signal.KEPT_UP})
    if achievement is not Achievement.IMPROVING and not holds_aim:
        return True
    is_hard = any(one.is_hard or one is Signal.FALLEN_BACK for one in signals)
    return is_hard and not any(one.is_good for one in signals)


def _is_said_too_hard(achievement: Achievement, signals: Set[Signal]) -> bool:
    """Whether it is said not to move, and all scores are clearly better."""
    return achievement in _HARD and bool(signals) and signals <= _CLEARLY_WELL


def _signals(case: Context, goal: Goal) -> set[Signal]:
    return {
        series.signal
        for one in goal.objectives
        if one.measure.questionnaire is None
        for series in case.progress[one.id].series
        if series.signal is not Signal.TOO_EARLY
    }


def events_alone(case: Context) -> Iterator[Remark]:
    """Hard moments that are counted, none of them with a word on what came before or what helped."""
    for path, _, objective in case.objectives():
        if not counts_down(objective):
            continue
        events = [entry for entry in case.plan.entries if _counts_some(entry, objective)]
        has_words = any(one.trigger or one.response or one.helped for one in events)
        if len(events) >= _EVENTS_FROM and not has_words:
            yield Remark(
                path,
                "You keep count, and that is a lot. What came before it, what helped? Only if you like.",
                "in an entry, add `trigger: [tired]` or `helped: {slow breaths: 3}`",
            )


def _counts_some(entry: Entry, objective: Objective) -> bool:
    """Whether an entry counts the objective, and more than none."""
    return any(one.objective == objective.id and one.value != 0 for one in entry.scores)


#: How to say that a count is of the period before.
_BEFORE: Final = {Per.WEEK: "last week", Per.MONTH: "1 month"}
#: Periods that rest on one note each before it is asked whether the note tells of them as a whole.
_ALONE_FROM: Final = 3


def unsure_days(case: Context) -> Iterator[Remark]:
    """Counts that leave open which days they cover: the latest of each objective."""
    for _, _, objective in case.objectives():
        measure = objective.measure
        if isinstance(measure, Count) and measure.per in _BEFORE:
            counted = [
                (n, entry) for n, entry in enumerate(case.plan.entries) if _counts(entry, objective)
            ]
            calendar = Calendar(case.plan, measure.per)
            yield from _on_a_first_day(calendar, counted)
            if counts_down(objective):
                yield from _one_note_each(calendar, counted, case.today)


def _counts(entry: Entry, objective: Objective) -> bool:
    return any(score.objective == objective.id for score in entry.scores)


def _on_a_first_day(
    calendar: Calendar,
    counted: Sequence[tuple[int, Entry]],
) -> Iterator[Remark]:
    """The only count of a period, dated on its first day: it may be of the one before."""
    notes, per = Counter(calendar.start(entry.on) for _, entry in counted), calendar.per
    for n, entry in reversed(counted):
        if _is_on_first_day(calendar, entry) and notes[entry.on] == 1:
            yield Remark(
                f"progress/{n}/date",
                f"{entry.on} is the first day of a {per}. Is this count for the {per} before?",
                f"if so, add `over: {_BEFORE[per]}`, or date it on the day it happened",
            )
            return


def _is_on_first_day(calendar: Calendar, entry: Entry) -> bool:
    """Whether an entry that says not what it covers comes on the first day of a later period."""
    is_first = entry.on == calendar.start(entry.on) > calendar.plan.timeframe.start
    return is_first and entry.over is None


def _one_note_each(
    calendar: Calendar, counted: Sequence[tuple[int, Entry]], today: date
) -> Iterator[Remark]:
    """Periods with one note each and silence after it, where less is hoped for: less written is not less happened."""
    lately = _notes_of_past(calendar, counted, today)[-_ALONE_FROM:]
    if len(lately) < _ALONE_FROM or not all(_is_alone(calendar, found) for found in lately):
        return
    n, entry = lately[-1][0]
    per = calendar.per
    if entry.on != calendar.start(entry.on):
        yield Remark(
            f"progress/{n}/date",
            f"Each {per} of this count rests on one note before its end. Does it hold for the whole {per}?",
            f"note it on the last day of the {per}, or add `part: true` where some days are not in it",
        )


def _notes_of_past(
    calendar: Calendar, counted: Sequence[tuple[int, Entry]], today: date
) -> list[list[tuple[int, Entry]]]:
    """The notes of each period that is over and has some, oldest first."""
    notes: dict[date, list[tuple[int, Entry]]] = {}
    for n, entry in counted:
        notes.setdefault(calendar.start(entry.on), []).append((n, entry))
    return [notes[start] for start in sorted(notes) if calendar.end(start) <= today]


def _is_alone(calendar: Calendar, notes: Sequence[tuple[int, Entry]]) -> bool:
    """Whether these are one note, and it says nothing of the days after it."""
    return len(notes) == 1 and not _is_whole(calendar, notes[0][1])


def _is_whole(calendar: Calendar, entry: Entry) -> bool:
    """Whether an entry says what it covers, or comes on the last day of its period."""
    last = calendar.end(calendar.start(entry.on)) - timedelta(days=1)
    return entry.over is not None or entry.on == last

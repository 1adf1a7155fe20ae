"""Habit: on which days something is done.

In: the fields of an objective, or a score. Out: a `Habit`; findings for days that a period does not
have. Touches nothing.
"""

from __future__ import annotations

from typing import Final

from generator.format.fields.record import FieldKey, Fields
from generator.format.fields.report import Location, Report, Show
from generator.format.keys.objective import ObjectiveKeys
from generator.format.validate.measures.common import (
    read_baseline,
    start_values,
    target_of,
    target_values,
)
from generator.model.measure import Habit, HabitMark, Per, ScoreValue

#: Days that each period can have at most, with its name in a sentence.
_PERIODS: Final = {
    Per.WEEK: (7, "a week"),
    Per.FORTNIGHT: (14, "two weeks"),
    Per.MONTH: (31, "a month"),
}
_WORDS: Final = ", ".join(HabitMark)


def habit_of(fields: Fields) -> Habit:
    """The habit of an objective; days a week where nothing else is said. Raises InvalidField for
    days of another period."""
    baseline, target = read_baseline(fields), target_of(fields)
    per = fields.get(ObjectiveKeys.per, Per.WEEK)
    if per not in _PERIODS:
        spot = fields.spot(ObjectiveKeys.per)
        hint = "choose one of: " + ", ".join(_PERIODS)
        raise fields.report.broken(
            spot,
            "a habit counts days",
            "habit-period",
            hint,
            Show.VALUE,
        )
    habit = Habit(per, _planned(fields, per), baseline, target)
    _check_start_and_aim(fields, habit)
    return habit


def _planned(fields: Fields, per: Per) -> int | None:
    """The days that are planned, if any are named. Raises InvalidField for more than there are."""
    if not fields.has(ObjectiveKeys.planned):
        return None
    # Against a guess, an aim could be a finding more.
    planned = fields.must(ObjectiveKeys.planned)
    days, words = _PERIODS[per]
    if planned > days:
        spot = fields.spot(ObjectiveKeys.planned)
        sentence, hint = f"{planned} days are more than {words} has", f"choose 1 to {days}"
        raise fields.report.broken(
            spot,
            sentence,
            "planned-above-period",
            hint,
            Show.VALUE,
        )
    return planned


def _check_start_and_aim(fields: Fields, habit: Habit) -> None:
    """Note a baseline or a target that lies outside the days that are planned."""
    days, _words = _PERIODS[habit.per]
    most = habit.planned or days
    for value in start_values(habit.baseline):
        _check_days(fields, ObjectiveKeys.baseline, "baseline", value, most)
    for value in target_values(habit.target):
        _check_days(fields, ObjectiveKeys.target, "target", value, most)


def check_habit_score(report: Report, spot: Location, value: ScoreValue) -> None:
    """Note a score that is no word of a habit."""
    if not isinstance(value, HabitMark):
        hint = f"write one of: {_WORDS}"
        report.add(
            spot,
            "a habit takes a word, not a number",
            "not-a-habit-word",
            hint,
            Show.VALUE,
        )


def _check_days(
    fields: Fields,
    key: FieldKey[object],
    what: str,
    value: float,
    most: int,
) -> None:
    """Note a baseline or target that lies outside the days that are planned."""
    if 0 <= value <= most:
        return
    sentence = f"{what} {value:g} is more than the {most} days that are planned"
    if value < 0:
        sentence = f"{what} {value:g} is below 0"
    spot, hint = fields.spot(key), f"choose 0 to {most}"
    fields.report.add(spot, sentence, f"{what}-outside-days", hint, Show.VALUE)

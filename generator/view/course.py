"""Course: where a series stands and how it came there, true for its days and its direction.

In: series of `progress`. Out: sentences.
Touches nothing. Which of them is said of a series is for `sentences`.

Terms
    now    where a series is: around the middle of its last notes, or its latest total.
    then   where it began.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import isfinite
from typing import Final, assert_never

from generator.progress.before_after import BeforeAfterSeries
from generator.progress.clear_change import RESTS_ON
from generator.progress.count import CountSeries, Period
from generator.progress.derive import Series
from generator.progress.drift import RUN
from generator.progress.gas import GasSeries
from generator.progress.habit import HabitPeriod, HabitSeries
from generator.progress.number import NumberSeries
from generator.progress.percentage import PercentageSeries
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.rating import RatingSeries
from generator.progress.series import LEVEL_OF, Aim, Reading, Start
from generator.progress.signals import LATELY
from generator.progress.total import TotalSeries
from generator.text.language import N_, _, ngettext
from generator.view import dates, shares

#: Notes that lie within so many days are told in days.
WEEKS_FROM: Final = 14
#: Periods from so many days on are months.
_MONTH_FROM: Final = 28
_WEEK: Final = 7
#: From so many notes on a level that stays may be asked about.
_STUCK_FROM: Final = 6


class _ToldIn(Enum):
    """In what the values of a series are told."""

    NUMBERS = "around a number"
    TOTALS = "single totals, each for itself"
    SHARES = "so many of so many, or per cent"
    DAYS = "days, which may be unknown"
    LEVELS = "levels in the client's own words"


@dataclass(frozen=True, slots=True)
class _Notes:
    """The values of a series, the days of all its notes, and how both are told.

    `period_days` is how long its periods are, 0 where each note stands for itself.
    """

    values: tuple[float, ...]
    days: tuple[date, ...]
    told_in: _ToldIn = _ToldIn.NUMBERS
    period_days: int = 0


def _notes(series: Series) -> _Notes:
    match series:
        case RatingSeries() | NumberSeries() | TotalSeries():
            return _of_readings(series.readings, _ToldIn.NUMBERS)
        case QuestionnaireSeries():
            return _of_readings(series.readings, _ToldIn.TOTALS)
        case PercentageSeries():
            return _of_readings(series.readings, _ToldIn.SHARES)
        case GasSeries():
            return _of_readings(series.readings, _ToldIn.LEVELS)
        case CountSeries():
            return _of_counts(series)
        case HabitSeries():
            return _of_habit(series)
        case BeforeAfterSeries():
            return _of_pairs(series)
        case _:
            assert_never(series)


def _of_counts(series: CountSeries) -> _Notes:
    counts = [period.value for period in series.known if period.value is not None]
    return _of_periods(series.periods, counts, _ToldIn.NUMBERS)


def _of_habit(series: HabitSeries) -> _Notes:
    done = [period.tally.done for period in series.periods if period.is_known]
    return _of_periods(series.periods, done, _ToldIn.DAYS)


def _of_pairs(series: BeforeAfterSeries) -> _Notes:
    """Pairs have their own sentences, and no value of which one could say where it is."""
    return _Notes((), tuple(pair.at.date() for pair in series.pairs))


def _of_readings(readings: Sequence[Reading], told_in: _ToldIn) -> _Notes:
    values = tuple([reading.value for reading in readings])
    return _Notes(values, tuple([reading.at.date() for reading in readings]), told_in)


def _of_periods(
    periods: Sequence[Period | HabitPeriod], values: Sequence[float], told_in: _ToldIn
) -> _Notes:
    days = tuple(period.start for period in periods)
    length = (periods[0].end - periods[0].start).days if periods else 0
    return _Notes(tuple(values), days, told_in, length)


def around(series: Series) -> str:
    """`Around 6 lately.`, where the middle of the last notes is not what the latest says."""
    notes, level = _notes(series), series.level
    is_single = notes.told_in in (_ToldIn.TOTALS, _ToldIn.DAYS, _ToldIn.LEVELS)
    if level is None or is_single or not notes.values or _is_pooled(series):
        return ""
    now = _amount(series, level)
    if now == _amount(series, notes.values[-1]):
        return ""
    return _("Around {level} lately.", level=now)


def _is_pooled(series: Series) -> bool:
    """Whether the last scores are told together as they were counted."""
    return isinstance(series, PercentageSeries) and series.pooled is not None


def last_together(series: Series) -> str:
    """Where the last notes are, around one that was harder."""
    if series.level is None:
        return ""
    return _("The last four together are around {level}.", level=_now(series, series.level))


def a_little(series: Series) -> str:
    """What shows a little of a change: a difference from the start, a run beside it,
    or a difference from the first note of all.
    """
    values, start, level = _notes(series).values, series.start, series.level
    if start is None or level is None:
        return ""
    if abs(level - start.value) >= _noise(series) / 2:
        return around(series)
    run = _run_beside(start, values)
    if run:
        return run
    return _(
        "The first note was {first}, and it is around {now} now.",
        first=_score(series, values[0]),
        now=_now(series, level),
    )


def _run_beside(start: Start, values: Sequence[float]) -> str:
    """On which side of the start all of the last eight notes lie; nothing where they do not."""
    if start.rests_on < RESTS_ON or len(values) < RUN:
        return ""
    last = values[-RUN:]
    if min(last) > start.value:
        return _("The last eight notes are all a little above the start.")
    if max(last) < start.value:
        return _("The last eight notes are all a little below the start.")
    return ""


def between(series: Series) -> str:
    """Between which values it goes: lately where the last show it, else in all."""
    notes = _notes(series)
    if not notes.values or notes.told_in is _ToldIn.LEVELS:
        return ""
    words, stretch = N_("Between {low} and {high} so far."), notes.values
    last = notes.values[-LATELY:]
    if max(last) - min(last) >= _noise(series):
        words, stretch = N_("Between {low} and {high} lately."), last
    return _(
        words,
        low=_score(series, min(stretch)),
        high=_score(series, max(stretch)),
    )


def too_early(series: Series) -> str:
    """What it takes to see a direction, where that is more than four notes."""
    days = _notes(series).period_days
    if days >= _MONTH_FROM:
        return _("Too early to see a direction; that takes four full months.")
    if days == _WEEK:
        return _("Too early to see a direction; that takes four full weeks.")
    return _("Too early to see a direction.")


def lately(series: Series) -> str:
    """Which stretch looks harder: days only where the notes lie in days, weeks only where they do."""
    notes = _notes(series)
    if notes.period_days >= _MONTH_FROM:
        return _("These last months look harder.")
    if notes.period_days > 1:
        return _("These last weeks look harder.")
    days = notes.days[-LEVEL_OF:]
    span = (days[-1] - days[0]).days + 1 if days else 1
    if span >= WEEKS_FROM:
        return _("These last weeks look harder.")
    if span == 1:
        return _("The last notes look harder.")
    return ngettext(
        "This last {count} day looks harder.", "These last {count} days look harder.", span
    )


def is_stuck(series: Series) -> bool:
    """Whether it has stayed on one level for long, away from the aim or without ever moving."""
    notes = _notes(series)
    values, last = notes.values, notes.values[-_STUCK_FROM:]
    # Levels in words are not counted as steps from the aim.
    aim = None if notes.told_in is _ToldIn.LEVELS else series.aim
    if len(last) < _STUCK_FROM or (aim is not None and any(map(aim.is_met, last))):
        return False
    if max(values) == min(values):
        return series.start is not None and values[0] == series.start.value
    return aim is not None and _is_away(aim, last, _noise(series))


def _is_away(aim: Aim, values: Sequence[float], noise: float) -> bool:
    """Whether all values lie off the aim by more than usual variation, where that is known."""
    return noise > 0 and all(_distance(aim, value) >= noise for value in values)


def _distance(aim: Aim, value: float) -> float:
    """How far a value lies from the aim that it does not meet."""
    return max(aim.low - value, value - aim.high)


# ---- numbers in words


def _marks(series: Series) -> tuple[float, ...]:
    """The ends of the aim, onto which nothing is rounded."""
    if series.aim is None:
        return ()
    return (series.aim.low, series.aim.high)


def _noise(series: Series) -> float:
    """The smallest change that is more than usual variation; 0 where that is not known."""
    return series.noise or 0.0


def _now(series: Series, level: float) -> str:
    """Where it is now; so many of so many as they were counted."""
    if isinstance(series, PercentageSeries) and series.pooled is not None:
        return shares.in_words(series.pooled, *_marks(series))
    return _amount(series, level)


def _score(series: Series, value: float) -> str:
    """A score that somebody gave; so many of so many as they were counted."""
    if isinstance(series, PercentageSeries):
        for reading, part in zip(
            reversed(series.readings),
            reversed(series.parts),
            strict=False,
        ):
            if reading.value == value:
                return shares.counted(part)
    return _amount(series, value)


def _amount(series: Series, value: float) -> str:
    if _notes(series).told_in is _ToldIn.SHARES:
        return shares.percent(value)
    return dates.number(value, *filter(isfinite, _marks(series)))

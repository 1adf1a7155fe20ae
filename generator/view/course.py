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
from generator.progress.percentage import PercentageSeries, pool
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.rating import RatingSeries
from generator.progress.series import LEVEL_OF, Aim, Reading, Side, Source, Start
from generator.progress.signals import LATELY
from generator.progress.total import TotalSeries
from generator.text.language import N_, _, ngettext
from generator.view import dates, shares
from generator.view.whose import Whose, phrase_for

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
    values = tuple(reading.value for reading in readings)
    return _Notes(values, tuple(reading.at.date() for reading in readings), told_in)


def _of_periods(
    periods: Sequence[Period | HabitPeriod], values: Sequence[float], told_in: _ToldIn
) -> _Notes:
    days = tuple(period.start for period in periods)
    length = (periods[0].end - periods[0].start).days if periods else 0
    return _Notes(tuple(values), days, told_in, length)


def compared(series: Series) -> str:
    """Where it is now, and where it began: `Higher than at the start: around 6 now, 3 then.`"""
    level, start = series.level, series.start
    if start is None:
        return ""
    if level is None:
        return _without_numbers(series)
    now, then = _now(series, level), _then(series, start)
    if _is_aim_between(series):
        return _(_toward_aim(series), now=now, then=then)
    if level > start.value:
        return _(_higher(series, start), now=now, then=then)
    return _(_lower(series, start), now=now, then=then)


def _is_aim_between(series: Series) -> bool:
    """Whether it came nearer to an aim between two values, or went away from it."""
    has_moved = series.signal.is_good or series.signal.is_hard
    return has_moved and series.aim is not None and series.aim.side is Side.WITHIN


def _toward_aim(series: Series) -> str:
    if series.signal.is_good:
        return N_("Nearer to the aim than at the start: around {now} now, {then} then.")
    return N_("Farther from the aim than at the start: around {now} now, {then} then.")


def _higher(series: Series, start: Start) -> str:
    if _notes(series).told_in is _ToldIn.TOTALS:
        return N_("Higher than at the start: {now} now, {then} then.")
    if start.source is Source.FOUND:
        return N_("Higher than in the first notes: around {now} now, {then} then.")
    return N_("Higher than at the start: around {now} now, {then} then.")


def _lower(series: Series, start: Start) -> str:
    if _notes(series).told_in is _ToldIn.TOTALS:
        return N_("Lower than at the start: {now} now, {then} then.")
    if start.source is Source.FOUND:
        return N_("Lower than in the first notes: around {now} now, {then} then.")
    return N_("Lower than at the start: around {now} now, {then} then.")


def a_little(series: Series) -> str:
    """What is not clear yet: a run beside the start, a difference from it,
    or one from the first note of all.
    """
    values, start, level = _notes(series).values, series.start, series.level
    if start is None or level is None:
        return _without_numbers(series)
    if abs(level - start.value) >= _noise(series) / 2:
        return compared(series)
    run = _run_beside(start, values)
    if run:
        return run
    now, first = _now(series, level), _score(series, values[0])
    return _(
        "The first note was {first}, and it is around {now} now.",
        first=first,
        now=now,
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


def fallen_back(series: Series) -> str:
    """What was better once than it is now."""
    level, start = series.level, series.start
    if level is None or start is None:
        return _("It has been better than it is now.")
    now, then = _now(series, level), _then(series, start)
    notes = _notes(series)
    best = _best(series, notes.values)
    if notes.told_in is _ToldIn.TOTALS:
        return _(
            "It was {best} at its best, and is {now} now.",
            best=_amount(series, best),
            now=now,
        )
    return _(_short_of_best(start, level, best), now=now, then=then)


def _short_of_best(start: Start, level: float, best: float) -> str:
    """A level between the start and the best, or one that is back at the start or past it."""
    if start.value < level < best:
        return N_(
            "Higher than at the start, lower than at its best: around {now} now, {then} then."
        )
    if start.value > level > best:
        return N_(
            "Lower than at the start, higher than at its best: around {now} now, {then} then."
        )
    return N_("It was better for a while. Now it is around {now} again, and the start was {then}.")


def numbers(series: Series) -> str:
    """The numbers alone, where nobody said what is better."""
    level, start = series.level, series.start
    if level is None or start is None:
        return ""
    now, then = _now(series, level), _then(series, start)
    if start.source is Source.FOUND:
        return _("Around {now} now, {then} in the first notes.", now=now, then=then)
    return _("Around {now} now, {then} at the start.", now=now, then=then)


def up_and_down(series: Series) -> str:
    """Between which values it goes: lately where the last show it, else in all."""
    notes = _notes(series)
    if not notes.values or notes.told_in is _ToldIn.LEVELS:
        return _("It goes up and down.")
    words, stretch = N_("It goes up and down: between {low} and {high} so far."), notes.values
    last = notes.values[-LATELY:]
    if max(last) - min(last) >= _noise(series):
        words, stretch = N_("It goes up and down: between {low} and {high} lately."), last
    return _(
        words,
        low=_score(series, min(stretch)),
        high=_score(series, max(stretch)),
    )


def at_aim(series: Series, whose: Whose) -> str:
    """`7 now, and 7 is your aim.`"""
    notes, aim = _notes(series), series.aim
    if aim is None or not notes.values or notes.told_in in (_ToldIn.DAYS, _ToldIn.LEVELS):
        return phrase_for("The latest is at your aim.", whose)
    return _beside_aim(series, aim, _at_aim_now(series, notes.values[-1]), whose)


def _beside_aim(series: Series, aim: Aim, now: str, whose: Whose) -> str:
    """Where it is now, and what the aim is."""
    if aim.side is Side.WITHIN:
        low, high = _amount(series, aim.low), _amount(series, aim.high)
        return phrase_for(
            "{now} now, and {low} to {high} is your aim.", whose, now=now, low=low, high=high
        )
    edge = _amount(series, aim.edge)
    if now == edge:
        return phrase_for(
            "{now} now, and {aim} is your aim.",
            whose,
            now=now,
            aim=edge,
        )
    if aim.side is Side.ABOVE:
        return phrase_for(
            "{now} now, and your aim is {aim} or more.",
            whose,
            now=now,
            aim=edge,
        )
    return phrase_for(
        "{now} now, and your aim is {aim} or less.",
        whose,
        now=now,
        aim=edge,
    )


def _at_aim_now(series: Series, latest: float) -> str:
    """The latest score; so many of so many as the last four together."""
    if isinstance(series, PercentageSeries) and series.pooled and series.level is not None:
        return _(
            "{share} together",
            share=shares.in_words(series.pooled, *_marks(series)),
        )
    return _score(series, latest)


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


def level_words(series: Series) -> str:
    """`6`, `62.5 %`: where it is now."""
    return _now(series, series.level or 0.0)


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


def _then(series: Series, start: Start) -> str:
    """Where it began; the first parts together as they were counted."""
    if isinstance(series, PercentageSeries) and series.parts and not start.is_given:
        first = pool(series.parts[: start.rests_on])
        return shares.in_words(first, *_marks(series))
    return _amount(series, start.value)


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


def _without_numbers(series: Series) -> str:
    """The same where days without a note may be either, and for levels in the client's own words."""
    notes = _notes(series)
    if not notes.values or series.start is None:
        return ""
    is_good = series.signal.is_good
    if notes.told_in is not _ToldIn.DAYS:
        if is_good:
            return _("Higher than at the start, on its five levels.")
        return _("Lower than at the start, on its five levels.")
    fewer_is_better = series.aim is not None and series.aim.side is Side.BELOW
    if is_good != fewer_is_better:
        return _("More days than at the start.")
    return _("Fewer days than at the start.")


def _best(series: Series, values: Sequence[float]) -> float:
    """The best value of a series that has fallen back from it:
    on the side of the aim, else the one farther away.
    """
    start, aim = series.start, series.aim
    if aim is not None and aim.side is Side.ABOVE:
        return max(values)
    if aim is not None and aim.side is Side.BELOW:
        return min(values)
    began = start.value if start else values[0]
    return max(values, key=lambda value: abs(value - began))

"""Course: where a series stands and how it came there, in words that are true for its days and its direction.

In: series of `progress`. Out: sentences.
Touches nothing. Which of them is said of a series is for `sentences`.
"""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import Final

from generator.progress.before_after import BeforeAfterSeries
from generator.progress.clear_change import RESTS_ON
from generator.progress.count import CountSeries
from generator.progress.derive import Series
from generator.progress.drift import RUN
from generator.progress.gas import GasSeries
from generator.progress.habit import HabitSeries
from generator.progress.percentage import PercentageSeries, pool
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.series import LEVEL_OF, Aim, Side, Source, Start
from generator.progress.signals import LATELY
from generator.progress.total import TotalSeries
from generator.text.language import N_, _, ngettext
from generator.view import dates, shares
from generator.view.whose import Whose, told

#: Notes that lie within so many days are told in days.
WEEKS_FROM: Final = 14
#: Periods from so many days on are months.
_MONTH_FROM: Final = 28
_WEEK: Final = 7
#: From so many notes on a level that stays may be asked about.
_STUCK_FROM: Final = 6


def compared(series: Series) -> str:
    """Where it is now, and where it began: `Higher than at the start: around 6 now, 3 then.`"""
    level, start = _level(series), series.start
    if start is None:
        return ""
    nearer = _toward(series)
    if level is None:
        return _without_numbers(series)
    now, then = _now(series, level), _then(series, start)
    if nearer is not None:
        if nearer:
            return _(
                "Nearer to the aim than at the start: around {now} now, {then} then.",
                now=now,
                then=then,
            )
        return _(
            "Farther from the aim than at the start: around {now} now, {then} then.",
            now=now,
            then=then,
        )
    if isinstance(series, QuestionnaireSeries):
        higher = N_("Higher than at the start: {now} now, {then} then.")
        lower = N_("Lower than at the start: {now} now, {then} then.")
        return _(higher if level > start.value else lower, now=now, then=then)
    if level > start.value:
        higher = N_("Higher than at the start: around {now} now, {then} then.")
        first = N_("Higher than in the first notes: around {now} now, {then} then.")
    else:
        higher = N_("Lower than at the start: around {now} now, {then} then.")
        first = N_("Lower than in the first notes: around {now} now, {then} then.")
    return _(first if start.source is Source.FOUND else higher, now=now, then=then)


def a_little(series: Series) -> str:
    """What is not clear yet: a run beside the start, a difference from it, or one from the first note of all."""
    values, start, level = _values(series), series.start, _level(series)
    if start is None or level is None:
        return _without_numbers(series)
    noise = _wobble(series)
    if abs(level - start.value) >= noise / 2:
        return compared(series)
    last = values[-RUN:] if start.rests_on >= RESTS_ON and len(values) >= RUN else ()
    if last and min(last) > start.value:
        return _("The last eight notes are all a little above the start.")
    if last and max(last) < start.value:
        return _("The last eight notes are all a little below the start.")
    now, first = _now(series, level), _score(series, values[0])
    return _("The first note was {first}, and it is around {now} now.", first=first, now=now)


def fallen_back(series: Series) -> str:
    """What was better once than it is now."""
    level, start = _level(series), series.start
    if level is None or start is None:
        return _("It has been better than it is now.")
    now, then = _now(series, level), _then(series, start)
    best = _best(series)
    if isinstance(series, QuestionnaireSeries):
        return _(
            "It was {best} at its best, and is {now} now.", best=_amount(series, best), now=now
        )
    if start.value < level < best:
        return _(
            "Higher than at the start, lower than at its best: around {now} now, {then} then.",
            now=now,
            then=then,
        )
    if start.value > level > best:
        return _(
            "Lower than at the start, higher than at its best: around {now} now, {then} then.",
            now=now,
            then=then,
        )
    return _(
        "It was better for a while. Now it is around {now} again, and the start was {then}.",
        now=now,
        then=then,
    )


def numbers(series: Series) -> str:
    """The numbers alone, where nobody said what is better."""
    level, start = _level(series), series.start
    if level is None or start is None:
        return ""
    now, then = _now(series, level), _then(series, start)
    if start.source is Source.FOUND:
        return _("Around {now} now, {then} in the first notes.", now=now, then=then)
    return _("Around {now} now, {then} at the start.", now=now, then=then)


def up_and_down(series: Series) -> str:
    """Between which values it goes: lately where the last show it, else in all."""
    values = _values(series)
    if not values or isinstance(series, GasSeries):
        return _("It goes up and down.")
    last = values[-LATELY:]
    if max(last) - min(last) >= _wobble(series):
        low, high = _score(series, min(last)), _score(series, max(last))
        return _("It goes up and down: between {low} and {high} lately.", low=low, high=high)
    low, high = _score(series, min(values)), _score(series, max(values))
    return _("It goes up and down: between {low} and {high} so far.", low=low, high=high)


def at_aim(series: Series, whose: Whose) -> str:
    """`7 now, and 7 is your aim.`"""
    values, aim = _values(series), _aim(series)
    if aim is None or not values or isinstance(series, HabitSeries | GasSeries):
        return told("The latest is at your aim.", whose)
    now = _score(series, values[-1])
    if (
        isinstance(series, PercentageSeries)
        and series.pooled is not None
        and series.level is not None
    ):
        now = _("{share} together", share=shares.in_words(series.pooled, *_ends(series)))
    if aim.side is Side.WITHIN:
        low, high = _amount(series, aim.low), _amount(series, aim.high)
        return told(
            "{now} now, and {low} to {high} is your aim.", whose, now=now, low=low, high=high
        )
    edge = _amount(series, aim.low if aim.side is Side.ABOVE else aim.high)
    if now == edge:
        return told("{now} now, and {aim} is your aim.", whose, now=now, aim=edge)
    if aim.side is Side.ABOVE:
        return told("{now} now, and your aim is {aim} or more.", whose, now=now, aim=edge)
    return told("{now} now, and your aim is {aim} or less.", whose, now=now, aim=edge)


def too_early(series: Series) -> str:
    """What it takes to see a direction, where that is more than four notes."""
    if not isinstance(series, CountSeries | HabitSeries) or not series.periods:
        return _("Too early to see a direction.")
    days = _period_days(series)
    if days >= _MONTH_FROM:
        return _("Too early to see a direction; that takes four full months.")
    if days == _WEEK:
        return _("Too early to see a direction; that takes four full weeks.")
    return _("Too early to see a direction.")


def lately(series: Series) -> str:
    """Which stretch looks harder: days only where the notes lie in days, weeks only where they do."""
    if (
        isinstance(series, CountSeries | HabitSeries)
        and series.periods
        and _period_days(series) > 1
    ):
        if _period_days(series) >= _MONTH_FROM:
            return _("These last months look harder.")
        return _("These last weeks look harder.")
    days = _days(series)[-LEVEL_OF:]
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
    values, aim = _values(series), _aim(series)
    last = values[-_STUCK_FROM:]
    if len(values) < _STUCK_FROM or (aim is not None and any(map(aim.is_met, last))):
        return False
    if max(values) == min(values):
        return series.start is not None and values[0] == series.start.value
    far = _wobble(series)
    return (
        aim is not None
        and far > 0
        and all(max(aim.low - value, value - aim.high) >= far for value in last)
    )


def level_words(series: Series) -> str:
    """`6`, `62.5 %`: where it is now."""
    return _now(series, _level(series) or 0.0)


# ---- what all series have


def _values(series: Series) -> tuple[float, ...]:
    if isinstance(series, CountSeries):
        return tuple(period.value for period in series.known if period.value is not None)
    if isinstance(series, HabitSeries):
        return tuple(period.tally.done for period in series.periods if period.is_known)
    if isinstance(series, BeforeAfterSeries):
        return ()
    return tuple(reading.value for reading in series.readings)


def _days(series: Series) -> tuple[date, ...]:
    if isinstance(series, CountSeries | HabitSeries):
        return tuple(period.start for period in series.periods)
    if isinstance(series, BeforeAfterSeries):
        return tuple(pair.at.date() for pair in series.pairs)
    return tuple(reading.at.date() for reading in series.readings)


def _level(series: Series) -> float | None:
    """Where it is now; None where a number does not say it."""
    if isinstance(series, QuestionnaireSeries):
        return series.readings[-1].value if series.readings else None
    if isinstance(series, BeforeAfterSeries | TotalSeries):
        return None
    return series.level


def _aim(series: Series) -> Aim | None:
    return None if isinstance(series, GasSeries | TotalSeries) else series.aim


def _ends(series: Series) -> tuple[float, ...]:
    """The ends of the aim, onto which nothing is rounded."""
    aim = _aim(series)
    return (aim.low, aim.high) if aim else ()


def _wobble(series: Series) -> float:
    if isinstance(series, QuestionnaireSeries | BeforeAfterSeries | TotalSeries):
        return 0.0
    return series.noise or 0.0


def _now(series: Series, level: float) -> str:
    """Where it is now; so many of so many as they were counted."""
    if isinstance(series, PercentageSeries) and series.pooled is not None:
        return shares.in_words(series.pooled, *_ends(series))
    return _amount(series, level)


def _then(series: Series, start: Start) -> str:
    """Where it began; the first parts together as they were counted."""
    if isinstance(series, PercentageSeries) and series.parts and not start.is_given:
        return shares.in_words(pool(series.parts[: start.rests_on]), *_ends(series))
    return _amount(series, start.value)


def _score(series: Series, value: float) -> str:
    """A score that somebody gave; so many of so many as they were counted."""
    if isinstance(series, PercentageSeries):
        parts = zip(series.readings, series.parts, strict=False)
        counted = [shares.counted(part) for reading, part in parts if reading.value == value]
        return counted[-1] if counted else shares.percent(value)
    return _amount(series, value)


def _amount(series: Series, value: float) -> str:
    if isinstance(series, PercentageSeries):
        return shares.percent(value)
    return dates.number(value, *(end for end in _ends(series) if isfinite(end)))


def _toward(series: Series) -> bool | None:
    """Whether it came nearer to an aim between two values, or went away from it; None for other aims."""
    aim = _aim(series)
    if (
        aim is None
        or aim.side is not Side.WITHIN
        or not series.signal.is_good | series.signal.is_hard
    ):
        return None
    return series.signal.is_good


def _without_numbers(series: Series) -> str:
    """The same where days without a note may be either, and for levels in the client's own words."""
    values, start = _values(series), series.start
    if not values or start is None:
        return ""
    rises = series.signal.is_good
    if isinstance(series, HabitSeries):
        rises = rises != (series.aim is not None and series.aim.side is Side.BELOW)
        return _("More days than at the start.") if rises else _("Fewer days than at the start.")
    if rises:
        return _("Higher than at the start, on its five levels.")
    return _("Lower than at the start, on its five levels.")


def _best(series: Series) -> float:
    """The best value of a series that has fallen back from it: on the side of the aim, else the one farther away."""
    values, start, aim = _values(series), series.start, _aim(series)
    if aim is not None and aim.side is not Side.WITHIN:
        return max(values) if aim.side is Side.ABOVE else min(values)
    began = start.value if start else values[0]
    return max(values, key=lambda value: abs(value - began))


def _period_days(series: CountSeries | HabitSeries) -> int:
    first = series.periods[0]
    return (first.end - first.start).days

"""Signals: the one thing that is known of a series, by one rule for each kind of measure.

In: the scores of one rater, where they began, the aim, and how far such scores move by themselves. Out: a `Signal`.
Touches nothing. Pages, `check`, the overview and `publish` all ask the signal that is judged here. Each rule with its
source and its false alarms stands in docs/statistics.md; bench/signals.py reckons the latter.

Terms
    wobble     how far one score lies from another without meaning it.
    gain       how far the level lies beyond the start, to the better side; below 0 where it lies on the other.
    clear      1 for clearly better, -1 for clearly harder, 0 for neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb, fsum, sqrt
from statistics import fmean, median
from typing import Final

from generator.progress.series import DIRECTION_FROM, LEVEL_OF, REACHED, Aim, Side, Signal, Start

#: A change on a rating that is more than wobble, as a part of the scale: 3 of 10.
#: Source: docs/statistics.md#usual-variation.
WOBBLE: Final = 0.3
#: One score this far from the level, as a part of the scale, is a harder day.
HARDER_DAY: Final = 0.2
#: Scores in a row beyond a start that rests on so many; half of them lie a third of a wobble beyond it.
#: Source: run charts of quality improvement, whose middle rests on a stable start.
RUN: Final = 8
RESTS_ON: Final = 3
RUN_SIZE: Final = 1 / 3
#: A start of one score is trusted alone up to so many scores. Later the first three have to bear a change out by so
#: much of the wobble, unless it is so many wobbles large, or the scores lie so still. Source: bench/signals.py.
ALONE_UP_TO: Final = 4
BORNE_OUT: Final = 0.8
LARGE: Final = 1.5
STILL: Final = 0.7
#: How much nearer an aim between two values, or farther from it, a way must lead, as a part of the way.
WORTH_OF_WAY: Final = 2 / 3
#: Scores whose spread says that it goes up and down.
LATELY: Final = 6
#: 95 % of the differences of two scores without a change are smaller than so many standard deviations (1.96 times
#: the root of 2); a mean moving range is so many of them. Source: Bland and Altman 1996; Shewhart's chart.
REPEATABILITY: Final = 2.77
PER_DEVIATION: Final = 1.128
#: Fewest scores that tell their own wobble; with fewer, at least a third of the start counts as such.
OWN_FROM: Final = 5
PART_OF_START: Final = 1 / 3
#: The least part of its start by which a number must differ, however still it lies.
LEAST_PART: Final = 0.1
#: The least difference in times or days that means something.
LEAST_TIMES: Final = 2.0
#: A trend by Kendall's S, in standard deviations: one chance in a hundred.
TREND: Final = 2.2
#: What chance may do to either side: 5 % in all. Source: the exact binomial test.
CHANCE: Final = 0.025
#: Fewest trials in the last four with which an aim in per cent is reached.
TRIALS: Final = 10


@dataclass(frozen=True, slots=True)
class Course:
    """The scores of one rater, oldest first, with what they are judged by.

    `recent` are the scores whose middle is the `level`. `sign` is 1 where more is better, -1 where less is, 0 where
    neither is known. `noise` is None where it is unknown. Ends that lie `apart` are never called steady.
    `swing` is how far single scores rise and fall where it goes up and down; None where that is a wobble.
    `day` is how far one score falls short of the level on a harder day, None where no score is a day's.
    `at_aim` is what is held against the aim: the latest score, or the level where a single one says little.
    `reached_with` is how many of the last scores, all at the aim, reach it; None where they weigh too little.
    """

    values: Sequence[float]
    recent: Sequence[float]
    level: float
    start: Start | None
    aim: Aim | None
    sign: int
    noise: float | None
    apart: float | None
    swing: float | None = None
    day: float | None = None
    at_aim: float | None = None
    reached_with: int | None = REACHED

    def worth(self, value: float) -> float:
        """How good a value is, in the measure's unit; only differences of it mean something."""
        if self.aim is not None and self.aim.side is Side.WITHIN:
            return -max(self.aim.low - value, value - self.aim.high, 0.0)
        return self.sign * value

    def gained(self, value: float) -> float:
        """How far a value lies beyond the start, to the better side."""
        return 0.0 if self.start is None else self.worth(value) - self.worth(self.start.value)

    @property
    def gain(self) -> float:
        return self.gained(self.level)

    @property
    def is_directed(self) -> bool:
        """Whether it is known what is better."""
        return self.sign != 0 or (self.aim is not None and self.aim.side is Side.WITHIN)


def judge(course: Course, clear: int) -> Signal:
    """The one thing to say of a course whose change is as clear as `clear` says."""
    if len(course.values) < DIRECTION_FROM or course.start is None:
        return Signal.TOO_EARLY
    if not course.is_directed:
        return Signal.UNDIRECTED
    if clear < 0:
        return Signal.HARDER
    held = _held(course)
    if held is not None:
        return held
    if _has_fallen_back(course):
        return Signal.FALLEN_BACK
    if clear > 0:
        return Signal.BETTER
    return _less_than_clear(course)


def _less_than_clear(course: Course) -> Signal:
    if _swings(course, course.values[:-1]):
        return Signal.UP_AND_DOWN
    leaning = _leaning(course)
    if leaning < 0:
        return Signal.LITTLE_HARDER
    if (
        course.day is not None
        and course.worth(course.values[-1]) <= course.worth(course.level) - course.day
    ):
        return Signal.HARDER_DAY
    if _swings(course, course.values):
        return Signal.UP_AND_DOWN
    if course.aim is not None and course.aim.is_met(
        course.values[-1] if course.at_aim is None else course.at_aim
    ):
        return Signal.AT_AIM
    return Signal.LITTLE_BETTER if leaning > 0 else _unsettled(course)


def of_times(values: Sequence[float], start: Start | None, aim: Aim | None, sign: int) -> Course:
    """The course of what is counted in periods: times, or days."""
    recent = values[-LEVEL_OF:]
    noise = noise_of_times((values,), start.value if start else None)
    level = median(recent) if recent else 0.0
    return Course(values, recent, level, start, aim, sign, noise, noise)


# ---- what makes a change clear


def by_size(course: Course) -> int:
    """Whether the level lies a wobble beyond the start, all it is made of half of one, and the start can be trusted."""
    noise, start, gain = course.noise, course.start, course.gain
    if noise is None or start is None or gain == 0 or not _has_moved(course, noise):
        return 0
    way = 1 if gain > 0 else -1
    recent = course.recent[-min(LEVEL_OF, len(course.values) - 1) :]
    if any(way * course.gained(value) < noise / 2 for value in recent):
        return 0
    return way if start.rests_on >= RESTS_ON or _is_borne_out(course, noise) else 0


def _is_borne_out(course: Course, noise: float) -> bool:
    """Whether a start of one score can be trusted: early, or with a large change, still scores, or the first three."""
    values = course.values
    if (
        len(values) <= ALONE_UP_TO
        or abs(course.gain) >= LARGE * noise
        or own_noise((values,), None) < STILL * noise
    ):
        return True
    since = course.worth(course.level) - course.worth(median(values[:RESTS_ON]))
    return since * course.gain > 0 and abs(since) >= BORNE_OUT * noise


def by_levels(course: Course) -> int:
    """Whether a level beyond the start is held twice; more often where the start was found, or others came between."""
    start, values = course.start, course.values
    if start is None or len(values) < DIRECTION_FROM:
        return 0
    way = 1 if course.gained(values[-1]) > 0 else -1
    beyond = [way * course.gained(value) > 0 for value in values]
    held = next((n for n, is_beyond in enumerate(reversed(beyond)) if not is_beyond), len(beyond))
    between = sum(course.gained(value) != 0 for value in values[: len(values) - held])
    need = 2 + min(2, between) + (0 if start.is_given else 1)
    return way if held >= 2 and sum(beyond[-LEVEL_OF:]) >= min(LEVEL_OF, need) else 0


def by_chance(done: float, of: float, share: float) -> int:
    """1 where so many of so many are more than chance makes of a share from 0 to 1, -1 where they are fewer."""
    count, trials = round(done), round(of)
    if _at_least(count, trials, share) <= CHANCE:
        return 1
    return -1 if _at_least(trials - count, trials, 1 - share) <= CHANCE else 0


def by_two_samples(now: tuple[float, float], then: tuple[float, float]) -> int:
    """The same for so many of so many now and then. Source: Fisher's exact test."""
    (done, of), (began, of_began) = ((round(a), round(b)) for a, b in (now, then))
    if _drawn(done, of, began, of_began) <= CHANCE:
        return 1
    return -1 if _drawn(of - done, of, of_began - began, of_began) <= CHANCE else 0


def _at_least(count: int, trials: int, share: float) -> float:
    return fsum(
        comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(count, trials + 1)
    )


def _drawn(done: int, of: int, began: int, of_began: int) -> float:
    all_done = done + began
    ways = sum(
        comb(of, k) * comb(of_began, all_done - k) for k in range(done, min(of, all_done) + 1)
    )
    return ways / comb(of + of_began, all_done)


def own_noise(runs: Sequence[Sequence[float]], start: float | None) -> float:
    """The wobble that scores without a scale show by themselves: in their first run, else in all of them.

    A steady climb is no wobble: the usual step is taken away from each.
    """
    first = runs[:1] if runs and len(runs[0]) >= OWN_FROM else runs
    steps = [after - before for run in first for before, after in pairwise(run)]
    usual = median(steps) if steps else 0.0
    deviation = fmean(abs(step - usual) for step in steps) / PER_DEVIATION if steps else 0.0
    part = LEAST_PART if len(steps) >= OWN_FROM - 1 else PART_OF_START
    return max(REPEATABILITY * deviation, part * abs(start or 0.0))


def noise_of_times(runs: Sequence[Sequence[float]], start: float | None) -> float:
    """The same for times and days. Chance alone makes them vary by the root of their mean, and no more is asked for."""
    chance = REPEATABILITY * sqrt(max(start or 0.0, 1.0))
    return max(LEAST_TIMES, min(own_noise(runs, start), chance))


def noise_of_parts(trials: float) -> float:
    """How far so many trials stray from their share by chance, in points of a hundred, at the most."""
    return swing_of_parts(trials) / sqrt(2)


def swing_of_parts(trials: float) -> float:
    """How far two scores of so many trials each stray from each other by chance, at the most."""
    return 100 * REPEATABILITY * 0.5 / sqrt(trials)


# ---- a questionnaire


def of_totals(course: Course, later: Sequence[float]) -> Signal:
    """The one thing to say of the totals after the first. A single one can differ by more than wobble."""
    if course.start is None or not later:
        return Signal.TOO_EARLY
    noise, gained = course.noise, course.gained(later[-1])
    if noise is not None and gained <= -noise:
        return Signal.HARDER
    held = _held(course) if len(later) >= REACHED else None
    if held is not None:
        return held
    best = max(course.gained(value) for value in later)
    if noise is not None and best >= noise and best - gained >= noise:
        return Signal.FALLEN_BACK
    if noise is not None and gained >= noise:
        return Signal.BETTER
    if len(later) < DIRECTION_FROM - 1:
        return Signal.TOO_EARLY
    if course.aim is not None and course.aim.is_met(later[-1]):
        return Signal.AT_AIM
    return Signal.UNSURE if noise is None else _within_wobble(course, gained)


def _within_wobble(course: Course, gained: float) -> Signal:
    if course.apart is None or not gained or abs(gained) < course.apart:
        return _unsettled(course)
    return Signal.LITTLE_BETTER if gained > 0 else Signal.LITTLE_HARDER


# ---- what else is known


def _has_moved(course: Course, far: float) -> bool:
    """Whether the level lies so far from the start; of an aim between two values, most of it has to be worth it."""
    if course.start is None:
        return False
    need = WORTH_OF_WAY * far if course.aim is not None and course.aim.side is Side.WITHIN else far
    return abs(course.level - course.start.value) >= far and abs(course.gain) >= need


def _held(course: Course) -> Signal | None:
    """Reached or kept up, where the last scores all lie at the aim."""
    if course.aim is None or course.start is None or course.reached_with is None:
        return None
    if not all(map(course.aim.is_met, course.values[-course.reached_with :])):
        return None
    return Signal.KEPT_UP if course.aim.is_met(course.start.value) else Signal.REACHED


def _has_fallen_back(course: Course) -> bool:
    """Whether it was clearly better once, and the level now falls short of that best by a wobble or more."""
    noise, values = course.noise, course.values
    if noise is None:
        return False
    best = max(
        course.gained(median(values[n - LEVEL_OF : n])) for n in range(LEVEL_OF, len(values) + 1)
    )
    return best > course.gain and best >= noise and best - course.gain >= noise


def _swings(course: Course, values: Sequence[float]) -> bool:
    """Whether the last of these scores rise and fall, both by a wobble."""
    last, far = values[-LATELY:], course.noise if course.swing is None else course.swing
    ways = [later - earlier for n, earlier in enumerate(last) for later in last[n + 1 :]]
    return far is not None and far > 0 and max(ways) >= far and min(ways) <= -far


def _leaning(course: Course) -> int:
    """1 for a little better than at the start, -1 for a little harder, 0 for neither."""
    if course.noise is not None and course.gain != 0 and _has_moved(course, course.noise / 2):
        return 1 if course.gain > 0 else -1
    return run_of(course)


def run_of(course: Course) -> int:
    """1 where the last eight all lie a little beyond a start that rests on three or more; -1 to the harder side."""
    start, gains = course.start, [course.gained(value) for value in course.values[-RUN:]]
    if (
        start is None
        or start.rests_on < RESTS_ON
        or len(gains) < RUN
        or min(gains) <= 0 <= max(gains)
    ):
        return 0
    if abs(median(gains)) < RUN_SIZE * (course.noise or 0.0):
        return 0
    return 1 if gains[0] > 0 else -1


def _unsettled(course: Course) -> Signal:
    """Steady where nothing speaks against it; else the way it leans by its trend or its first score, or up and down."""
    apart, values = course.apart, course.values
    drift = course.worth(course.level) - course.worth(values[0])
    lean = trend([course.worth(value) for value in values])
    if apart is not None and drift != 0 and abs(drift) >= apart:
        lean = 1 if drift > 0 else -1
    # A trend that has not led past the first score yet is none to tell.
    if lean * drift > 0:
        return Signal.LITTLE_BETTER if lean > 0 else Signal.LITTLE_HARDER
    seen = [*values[-LATELY:], values[0], *([course.start.value] if course.start else [])]
    spread = max(seen) - min(seen)
    return (
        Signal.UP_AND_DOWN
        if apart is not None and spread > 0 and spread >= apart
        else Signal.STEADY
    )


def trend(values: Sequence[float]) -> int:
    """1 for a rise and -1 for a fall that chance makes once in a hundred times, by Kendall's S with ties; else 0."""
    count = len(values)
    rises = sum(
        (later > earlier) - (later < earlier)
        for n, earlier in enumerate(values)
        for later in values[n + 1 :]
    )
    ties = sum(n * (n - 1) * (2 * n + 5) for n in Counter(values).values())
    variance = (count * (count - 1) * (2 * count + 5) - ties) / 18
    if variance <= 0 or (abs(rises) - 1) / sqrt(variance) < TREND:
        return 0
    return 1 if rises > 0 else -1

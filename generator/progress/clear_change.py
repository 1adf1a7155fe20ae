"""Clear change: whether a course is clearly better or clearly harder than at its start.

In: a `Course`, or how many of how many. Out: 1 for clearly better, -1 for clearly harder, 0 for neither.
Touches nothing. Each rule with its source and its false alarms stands in docs/statistics.md;
bench/signals.py reckons the latter.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, fsum
from statistics import median
from typing import Final

from generator.progress.course import Course
from generator.progress.noise import own_noise
from generator.progress.series import DIRECTION_FROM, LEVEL_OF, Start

#: A start that rests on so many scores can be trusted.
RESTS_ON: Final = 3
#: A start of one score is trusted alone up to so many scores. Later the first three have to bear a change out by so
#: much of the noise, unless it is so many times the noise, or the scores lie so still. Source: bench/signals.py.
ALONE_UP_TO: Final = 4
BORNE_OUT: Final = 0.8
LARGE: Final = 1.5
STILL: Final = 0.7
#: What chance may do to either side: 5 % in all. Source: the exact binomial test.
CHANCE: Final = 0.025


def by_size(course: Course) -> int:
    """Whether the level lies beyond the start by the noise, all it is made of by half of it, and the start is trusted."""
    noise, start, gain = course.noise, course.start, course.gain
    if noise is None or start is None or gain == 0 or not course.has_moved(noise):
        return 0
    way = 1 if gain > 0 else -1
    if not _has_moved_in_all(course, way, noise / 2):
        return 0
    if start.rests_on < RESTS_ON and not _is_borne_out(course, noise):
        return 0
    return way


def _has_moved_in_all(course: Course, way: int, least: float) -> bool:
    """Whether all values that the level is made of lie at least so far from the start, that way."""
    recent = course.recent[-min(LEVEL_OF, len(course.values) - 1) :]
    return not any(way * course.gained(value) < least for value in recent)


def _is_borne_out(course: Course, noise: float) -> bool:
    """Whether a start of one score can be trusted: early, or with a large change, still scores, or the first three."""
    values = course.values
    if len(values) <= ALONE_UP_TO or abs(course.gain) >= LARGE * noise:
        return True
    if own_noise((values,), None) < STILL * noise:
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
    held = _length_of_end(beyond)
    need = _times_needed(course, start, held)
    if held < 2 or sum(beyond[-LEVEL_OF:]) < min(LEVEL_OF, need):
        return 0
    return way


def _times_needed(course: Course, start: Start, held: int) -> int:
    """How often a level is needed until it is a change, where it was held so often at the end."""
    earlier = course.values[: len(course.values) - held]
    between = sum(course.gained(value) != 0 for value in earlier)
    need = 2 + min(2, between)
    if not start.is_given:
        need += 1
    return need


def _length_of_end(marks: Sequence[bool]) -> int:
    """How many at the end are true without a break."""
    length = 0
    for mark in reversed(marks):
        if not mark:
            break
        length += 1
    return length


def by_chance(done: float, of: float, share: float) -> int:
    """1 where so many of so many are more than chance makes of a share from 0 to 1, -1 where they are fewer."""
    count, trials = round(done), round(of)
    if _at_least(count, trials, share) <= CHANCE:
        return 1
    if _at_least(trials - count, trials, 1 - share) <= CHANCE:
        return -1
    return 0


def by_two_samples(now: tuple[float, float], then: tuple[float, float]) -> int:
    """The same for so many of so many now and then. Source: Fisher's exact test."""
    done, of = map(round, now)
    began, of_began = map(round, then)
    if _drawn(done, of, began, of_began) <= CHANCE:
        return 1
    if _drawn(of - done, of, of_began - began, of_began) <= CHANCE:
        return -1
    return 0


def _at_least(count: int, trials: int, share: float) -> float:
    """The chance of so many or more, by the binomial distribution."""
    return fsum(
        comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(count, trials + 1)
    )


def _drawn(done: int, of: int, began: int, of_began: int) -> float:
    """The chance of so many or more among `of`, where all who did it are drawn by lot."""
    all_done = done + began
    ways = sum(
        comb(of, k) * comb(of_began, all_done - k) for k in range(done, min(of, all_done) + 1)
    )
    return ways / comb(of + of_began, all_done)

"""Signals: the one thing that is known of a series, by one rule for each kind of measure.

In: the `Course` of one rater's scores, and how clear its change is. Out: a `Signal`.
Touches nothing. Pages, `check`, the overview and `publish` all ask the signal that is judged here. Each rule with its
source and its false alarms stands in docs/statistics.md; bench/signals.py reckons the latter.

Terms
    noise      usual variation: how far one score lies from another without meaning it.
    gain       how far the level lies beyond the start, to the better side; below 0 where it lies on the other.
    clear      1 for clearly better, -1 for clearly harder, 0 for neither.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, NamedTuple

from generator.progress.course import Course
from generator.progress.drift import run_of, trend
from generator.progress.series import DIRECTION_FROM, LEVEL_OF, REACHED, Signal

#: One score this far from the level, as a part of the scale, is a harder day.
HARDER_DAY: Final = 0.2
#: Scores whose spread says that it goes up and down.
LATELY: Final = 6
#: Fewest trials in the last four with which an aim in per cent is reached.
TRIALS: Final = 10


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a signal is judged by: a course, and how clear its change is.

    `later` are the totals of a questionnaire that can differ from its start; nothing else has them.
    """

    course: Course
    clear: int
    later: Sequence[float] = ()


class SignalRule(NamedTuple):
    """A signal, when it holds, and why it stands where it does among the others."""

    signal: Signal
    holds: Callable[[Evidence], bool]
    reason: str


def judge(course: Course, clear: int) -> Signal:
    """The one thing to say of a course whose change is as clear as `clear` says."""
    return _first_of(RULES, Evidence(course, clear))


def judge_totals(course: Course, later: Sequence[float]) -> Signal:
    """The one thing to say of a questionnaire, whose single totals can differ by more than noise."""
    return _first_of(
        RULES_OF_TOTALS,
        Evidence(course, _clear_by_latest(course), later),
    )


def _first_of(rules: Sequence[SignalRule], evidence: Evidence) -> Signal:
    return next(rule.signal for rule in rules if rule.holds(evidence))


# ---- too little is known


def _has_too_few_scores(evidence: Evidence) -> bool:
    return len(evidence.course.values) < DIRECTION_FROM or evidence.course.start is None


def _has_nothing_to_compare(evidence: Evidence) -> bool:
    return not evidence.later or evidence.course.start is None


def _has_too_few_totals(evidence: Evidence) -> bool:
    return len(evidence.later) < DIRECTION_FROM - 1


def _is_undirected(evidence: Evidence) -> bool:
    return not evidence.course.is_directed


def _has_unknown_noise(evidence: Evidence) -> bool:
    return evidence.course.noise is None


# ---- clearly better or harder


def _is_clearly_harder(evidence: Evidence) -> bool:
    return evidence.clear < 0


def _is_clearly_better(evidence: Evidence) -> bool:
    return evidence.clear > 0


def _clear_by_latest(course: Course) -> int:
    """Whether a single score lies beyond the start by the noise."""
    if course.noise is None or abs(course.gain) < course.noise:
        return 0
    return 1 if course.gain > 0 else -1


def _has_fallen_back(evidence: Evidence) -> bool:
    """Whether a level was clearly better once, and the level now falls short of that best by the noise."""
    course, values = evidence.course, evidence.course.values
    ends = range(LEVEL_OF, len(values) + 1)
    best = max(course.gained(median(values[end - LEVEL_OF : end])) for end in ends)
    return best > course.gain and _falls_short_of(best, course)


def _has_fallen_back_from_total(evidence: Evidence) -> bool:
    best = max(evidence.course.gained(value) for value in evidence.later)
    return _falls_short_of(best, evidence.course)


def _falls_short_of(best: float, course: Course) -> bool:
    """Whether the best gain is clear, and the gain now is less by the noise."""
    if course.noise is None:
        return False
    return best >= course.noise and best - course.gain >= course.noise


# ---- the aim


def _holds_aim(evidence: Evidence) -> bool:
    """Whether the last scores all lie at the aim."""
    course = evidence.course
    if course.aim is None or course.start is None or course.reached_with is None:
        return False
    return all(map(course.aim.is_met, course.values[-course.reached_with :]))


def _keeps_up(evidence: Evidence) -> bool:
    """Whether the last scores all lie at the aim, and the start did."""
    aim, start = evidence.course.aim, evidence.course.start
    began_there = aim is not None and start is not None and aim.is_met(start.value)
    return began_there and _holds_aim(evidence)


def _holds_aim_by_totals(evidence: Evidence) -> bool:
    return len(evidence.later) >= REACHED and _holds_aim(evidence)


def _keeps_up_by_totals(evidence: Evidence) -> bool:
    return len(evidence.later) >= REACHED and _keeps_up(evidence)


def _is_at_aim(evidence: Evidence) -> bool:
    course = evidence.course
    if course.aim is None:
        return False
    latest = course.values[-1] if course.at_aim is None else course.at_aim
    return course.aim.is_met(latest)


# ---- up and down


def _swung_before(evidence: Evidence) -> bool:
    return _swings(evidence.course, evidence.course.values[:-1])


def _swings_now(evidence: Evidence) -> bool:
    return _swings(evidence.course, evidence.course.values)


def _swings(course: Course, values: Sequence[float]) -> bool:
    """Whether the last of these scores rise and fall, both by the noise."""
    last, far = values[-LATELY:], course.swing
    if far is None:
        far = course.noise
    if far is None or far <= 0:
        return False
    ways = [later - earlier for n, earlier in enumerate(last) for later in last[n + 1 :]]
    return max(ways) >= far and min(ways) <= -far


def _lies_apart(evidence: Evidence) -> bool:
    """Whether the last scores, the first one and the start lie too far apart to be steady."""
    course = evidence.course
    seen = [*course.values[-LATELY:], course.values[0]]
    if course.start is not None:
        seen.append(course.start.value)
    spread = max(seen) - min(seen)
    return course.apart is not None and spread > 0 and spread >= course.apart


# ---- a little


def _leans_better(evidence: Evidence) -> bool:
    return _leaning(evidence.course) > 0


def _leans_harder(evidence: Evidence) -> bool:
    return _leaning(evidence.course) < 0


def _leaning(course: Course) -> int:
    """1 for a little better than at the start, -1 for a little harder, 0 for neither."""
    if course.noise is not None and course.gain != 0 and course.has_moved(course.noise / 2):
        return 1 if course.gain > 0 else -1
    return run_of(course)


def _is_harder_day(evidence: Evidence) -> bool:
    course = evidence.course
    if course.day is None:
        return False
    return course.worth(course.values[-1]) <= course.worth(course.level) - course.day


def _drifts_better(evidence: Evidence) -> bool:
    return _drifting(evidence.course) > 0


def _drifts_harder(evidence: Evidence) -> bool:
    return _drifting(evidence.course) < 0


def _drifting(course: Course) -> int:
    """Which way it has come since the first score: by ends that lie apart, or by a trend."""
    apart, drift = course.apart, course.drift
    if apart is not None and drift != 0 and abs(drift) >= apart:
        return 1 if drift > 0 else -1
    lean = trend([course.worth(value) for value in course.values])
    # A trend that has not led past the first score yet is none to tell.
    return lean if lean * drift > 0 else 0


def _total_is_better(evidence: Evidence) -> bool:
    return _total_lies_apart(evidence.course) and evidence.course.gain > 0


def _total_is_harder(evidence: Evidence) -> bool:
    return _total_lies_apart(evidence.course) and evidence.course.gain < 0


def _total_lies_apart(course: Course) -> bool:
    """Whether the latest total lies too far from the start to be steady, though within the noise."""
    return course.apart is not None and abs(course.gain) >= course.apart


def _is_anything(_evidence: Evidence) -> bool:
    return True


# ---- the rules in order of weight: the first that holds is said

_UNSETTLED: Final = (
    SignalRule(
        Signal.LITTLE_BETTER,
        _drifts_better,
        "a trend is told before it has led far",
    ),
    SignalRule(Signal.LITTLE_HARDER, _drifts_harder, "the same, to the other side"),
    SignalRule(
        Signal.UP_AND_DOWN,
        _lies_apart,
        "ends that lie far apart are never called steady",
    ),
    SignalRule(Signal.STEADY, _is_anything, "nothing speaks against it"),
)

RULES: Final = (
    SignalRule(
        Signal.TOO_EARLY,
        _has_too_few_scores,
        "fewer than four scores show no direction",
    ),
    SignalRule(
        Signal.UNDIRECTED,
        _is_undirected,
        "all that follows has to know what is better",
    ),
    SignalRule(
        Signal.HARDER,
        _is_clearly_harder,
        "who is clearly worse is not told of an aim",
    ),
    SignalRule(
        Signal.KEPT_UP,
        _keeps_up,
        "an aim that is held goes before the way to it",
    ),
    SignalRule(
        Signal.REACHED,
        _holds_aim,
        "the same, where the start lay outside the aim",
    ),
    SignalRule(
        Signal.FALLEN_BACK, _has_fallen_back, "what was lost goes before what is left of it"
    ),
    SignalRule(
        Signal.BETTER,
        _is_clearly_better,
        "a clear change goes before single scores",
    ),
    SignalRule(
        Signal.UP_AND_DOWN,
        _swung_before,
        "what swings without its latest leans nowhere",
    ),
    SignalRule(
        Signal.LITTLE_HARDER,
        _leans_harder,
        "a lean may come before the harder day in it",
    ),
    SignalRule(
        Signal.HARDER_DAY,
        _is_harder_day,
        "one score is told as a day, not as a swing",
    ),
    SignalRule(
        Signal.UP_AND_DOWN,
        _swings_now,
        "the latest is no harder day, so it may swing",
    ),
    SignalRule(
        Signal.AT_AIM,
        _is_at_aim,
        "being there goes before being a little nearer",
    ),
    SignalRule(
        Signal.LITTLE_BETTER,
        _leans_better,
        "a difference that noise could still make",
    ),
    *_UNSETTLED,
)

RULES_OF_TOTALS: Final = (
    SignalRule(
        Signal.TOO_EARLY,
        _has_nothing_to_compare,
        "the first total is the start itself",
    ),
    SignalRule(
        Signal.HARDER,
        _is_clearly_harder,
        "who is clearly worse is not told of an aim",
    ),
    SignalRule(
        Signal.KEPT_UP, _keeps_up_by_totals, "an aim that is held goes before the way to it"
    ),
    SignalRule(
        Signal.REACHED,
        _holds_aim_by_totals,
        "the same, where the start lay outside it",
    ),
    SignalRule(
        Signal.FALLEN_BACK, _has_fallen_back_from_total, "what was lost goes before the rest"
    ),
    SignalRule(
        Signal.BETTER,
        _is_clearly_better,
        "a reliable change needs no more totals",
    ),
    SignalRule(
        Signal.TOO_EARLY,
        _has_too_few_totals,
        "fewer than three show no small difference",
    ),
    SignalRule(
        Signal.AT_AIM,
        _is_at_aim,
        "being there goes before being a little nearer",
    ),
    SignalRule(
        Signal.UNSURE,
        _has_unknown_noise,
        "nobody has measured what is usual",
    ),
    SignalRule(
        Signal.LITTLE_BETTER,
        _total_is_better,
        "far from the start, though within noise",
    ),
    SignalRule(
        Signal.LITTLE_HARDER,
        _total_is_harder,
        "the same, to the other side",
    ),
    *_UNSETTLED,
)

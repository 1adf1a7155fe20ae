"""Noise: weeks in which nothing changes, and weeks in which something does, as the product itself judges them.

Each model makes the scores of twenty weeks at a level that stays. What is told of them at a look is a false alarm; with
a shift of the level, what is not told is a miss. Deterministic for a seed.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.model.measure import Fraction, HabitMark, ScoreValue
from generator.model.plan import Plan, Score
from generator.progress.derive import derive
from generator.progress.series import Signal
from tests.support.builders import a_plan, on

#: The weeks at which somebody looks.
LOOKS = (5, 10, 15, 20)
WEEKS = 20
#: Entries after a change.
AFTER = 8
TOLD = (Signal.BETTER, Signal.REACHED)
FIRST = date(2026, 1, 5)
LEVELS = {"-2": "a", "-1": "b", "0": "c", "1": "d", "2": "e"}

Draw = Callable[[random.Random, Sequence[float]], list[object]]


@dataclass(frozen=True)
class Model:
    """A measure with scores drawn round a level for each week.

    `rest` is the level that stays; a change of `two_wobbles` starts from `low`, where the scale leaves room for it.
    """

    name: str
    objective: dict[str, object]
    draw: Draw
    rest: float
    two_wobbles: float
    low: float | None = None


def lagged(chance: random.Random, deviation: float, lag: float, count: int) -> list[float]:
    """Normal noise in which a part of each week goes over into the next."""
    found = [chance.gauss(0, deviation)]
    for _ in range(count - 1):
        found.append(lag * found[-1] + chance.gauss(0, deviation * math.sqrt(1 - lag * lag)))
    return found


def rated(deviation: float, lag: float) -> Draw:
    def draw(chance: random.Random, levels: Sequence[float]) -> list[object]:
        noise = lagged(chance, deviation, lag, len(levels))
        return [
            float(min(10, max(0, round(level + one))))
            for level, one in zip(levels, noise, strict=True)
        ]

    return draw


def measured(deviation: float, lag: float) -> Draw:
    def draw(chance: random.Random, levels: Sequence[float]) -> list[object]:
        noise = lagged(chance, deviation, lag, len(levels))
        return [round(max(0.0, level + one), 1) for level, one in zip(levels, noise, strict=True)]

    return draw


def counted(chance: random.Random, levels: Sequence[float]) -> list[object]:
    """Times a week, by Knuth's way to Poisson numbers."""
    found: list[object] = []
    for level in levels:
        left, times = chance.random(), 0
        while left > math.exp(-level):
            left *= chance.random()
            times += 1
        found.append(float(times))
    return found


def done_of(trials: int) -> Draw:
    def draw(chance: random.Random, levels: Sequence[float]) -> list[object]:
        return [(sum(chance.random() < level for _ in range(trials)), trials) for level in levels]

    return draw


def graded(chance: random.Random, levels: Sequence[float]) -> list[object]:
    """One note in five is a level off, to either side."""
    return [float(min(2, max(-2, level + chance.choice([-1, 1, *[0] * 8])))) for level in levels]


HIGHER = {"better": "higher"}
TIMES = {"measure": "count", "unit": "times", "per": "week", "target": {"at_least": 99}}
HOURS = {"measure": "number", "unit": "minutes", **HIGHER}
SHARE = {"measure": "percentage", **HIGHER}

MODELS = (
    Model("rating, SD 1", {"measure": "rating", **HIGHER}, rated(1, 0), 5, 6, 2),
    Model("rating, SD 1.5", {"measure": "rating", **HIGHER}, rated(1.5, 0), 5, 6, 2),
    Model("rating, SD 1.5, lag 0.4", {"measure": "rating", **HIGHER}, rated(1.5, 0.4), 5, 6, 2),
    Model("number, SD 10 of 50", HOURS, measured(10, 0), 50, 55.4),
    Model("number, SD 10 of 50, lag 0.4", HOURS, measured(10, 0.4), 50, 55.4),
    Model("count, 1 a week", TIMES, counted, 1, 5.5),
    Model("count, 3 a week", TIMES, counted, 3, 9.6),
    Model("count, 8 a week", TIMES, counted, 8, 15.7),
    Model("habit, 3 days in 10", {"measure": "habit"}, done_of(7), 0.3, 0.9, 0.05),
    Model("habit, half of the days", {"measure": "habit"}, done_of(7), 0.5, 0.9, 0.05),
    Model(
        "per cent, SD 15",
        SHARE,
        lambda chance, levels: [v * 10 for v in rated(1.5, 0)(chance, levels)],
        5,
        6,
        2,
    ),
    Model("per cent, 5 trials each", SHARE, done_of(5), 0.5, 0.7, 0.1),
    Model("per cent, 10 trials each", SHARE, done_of(10), 0.5, 0.7, 0.1),
    Model("levels", {"measure": "gas", "levels": LEVELS}, graded, -1, 2),
)

#: How a start is given: one first score, the mean of three, none, or the level itself.
STARTS = ("first score", "first three", "not said", "known")


def starts_of(model: Model) -> tuple[str, ...]:
    """The starts that make sense: levels are agreed on, and so is a known share."""
    if model.objective["measure"] == "gas":
        return ("known", "not said")
    return STARTS if "trials" in model.name else STARTS[:3]


def _template(model: Model, start: str, level: float) -> Plan:
    objective = dict(model.objective)
    if start in ("first score", "first three"):
        objective["baseline"] = {"first": 1 if start == "first score" else 3}
    elif start == "known":
        objective["baseline"] = level * 100 if "trials" in model.name else int(level)
    return a_plan([on("2026-01-05", {"note": "Here we start."})], objective)


@dataclass(frozen=True)
class Judge:
    """What the product says of scores of one model with one kind of start."""

    model: Model
    plan: Plan

    def signal(self, values: Sequence[object]) -> Signal:
        (blank,) = self.plan.entries
        entries = [
            replace(
                blank,
                on=FIRST + timedelta(weeks=week, days=day),
                note=None,
                scores=(Score("calm", mark, None),),
            )
            for week, value in enumerate(values)
            for day, mark in enumerate(self._marks(value))
        ]
        later = replace(blank, on=FIRST + timedelta(weeks=len(values)))
        (series,) = derive(replace(self.plan, entries=(*entries, later)))["calm"].series
        return series.signal

    def _marks(self, value: object) -> list[ScoreValue]:
        if not isinstance(value, tuple):
            assert isinstance(value, float)
            return [value]
        done, of = value
        if self.model.objective["measure"] == "habit":
            return [HabitMark.YES if n < done else HabitMark.NO for n in range(of)]
        return [Fraction(float(done), float(of))]


def judge_of(model: Model, start: str, level: float) -> Judge:
    """A judge of scores that begin at `level`."""
    return Judge(model, _template(model, start, level))


@dataclass(frozen=True)
class Alarms:
    """Parts of the runs, 0 to 1: at the worst single look, and at any of the four."""

    one_look: float
    any_look: float


def false_alarms(model: Model, start: str, runs: int, seed: int = 1) -> dict[Signal, Alarms]:
    """How often weeks without a change are told as harder, and as better."""
    judge, chance = judge_of(model, start, model.rest), random.Random(seed)
    seen = [
        [judge.signal(values[:look]) for look in LOOKS]
        for values in (model.draw(chance, [model.rest] * WEEKS) for _ in range(runs))
    ]
    return {
        what: Alarms(
            max(sum(signals[n] is what for signals in seen) for n in range(len(LOOKS))) / runs,
            sum(what in signals for signals in seen) / runs,
        )
        for what in (Signal.HARDER, Signal.BETTER)
    }


def told(model: Model, start: str, runs: int, before: int = 4, seed: int = 2) -> float:
    """How often two wobbles more are told within eight entries, after so many before."""
    low = model.rest if model.low is None else model.low
    judge, chance = judge_of(model, start, low), random.Random(seed)
    levels = [low] * before + [low + model.two_wobbles] * AFTER
    found = 0
    for _ in range(runs):
        values = model.draw(chance, levels)
        found += any(judge.signal(values[: before + n]) in TOLD for n in range(AFTER, 0, -1))
    return found / runs

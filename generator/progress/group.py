"""Group progress: what the scores of a group say without saying whose they are.

In: a group's plan and one of its objectives. Out: a `Spread` for each day on which enough people noted something.
Touches nothing. No name, no order and no single score of fewer than five people comes out of here.

Terms
    spread     the lowest and the highest value of a day, and how many people stand behind them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.model import BeforeAndAfter, Fraction, HabitMark, Objective, Plan, ScoreValue, Total
from generator.progress.alike import alike
from generator.progress.habit import WORTH

#: Fewest people behind anything that is shown of a group. Source: DESIGN.md, rules of the plan file.
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class Spread:
    """Values of one day from `low` to `high`, of `count` people, who are five or more."""

    on: date
    low: float
    high: float
    count: int


def spreads(plan: Plan, objective: Objective) -> tuple[Spread, ...]:
    """The spreads of an objective, by day. Each person counts once a day, with the last word of that day.

    A count that adds up stands with what each person has so far; a habit with the share of those who did it.
    """
    latest: dict[str | None, float] = {}
    days: dict[date, dict[str | None, ScoreValue]] = {}
    for entry in plan.entries:
        for score in entry.scores:
            if score.objective == objective.id:
                days.setdefault(entry.on, {})[score.rater] = score.value
    found = []
    for on, scores in sorted(days.items()):
        values = {rater: number for rater, value in scores.items() if (number := _number(value)) is not None}
        if isinstance(objective.measure, Total):
            latest |= {rater: latest.get(rater, 0.0) + value for rater, value in values.items()}
            values = latest
        if len(values) < FEWEST:
            continue
        numbers = list(values.values())
        if any(isinstance(value, HabitMark) for value in scores.values()):
            numbers = [100 * sum(numbers) / len(numbers)]
        found.append(Spread(on, min(numbers), max(numbers), len(values)))
    return tuple(found)


def helped(plan: Plan) -> tuple[str, ...]:
    """What five people or more have found helpful, the most named first."""
    people: dict[str, set[str | None]] = {}
    spelt: dict[str, str] = {}
    for entry in plan.entries:
        for one in entry.helped:
            if one.much >= 1:
                spelt.setdefault(alike(one.strategy), one.strategy)
                people.setdefault(alike(one.strategy), set()).add(entry.by)
    named = [(spelt[folded], len(by)) for folded, by in people.items() if len(by) >= FEWEST]
    return tuple(strategy for strategy, _ in sorted(named, key=lambda pair: (-pair[1], pair[0])))


def _number(value: ScoreValue) -> float | None:
    if isinstance(value, HabitMark):
        return WORTH.get(value)
    if isinstance(value, Fraction):
        return 100 * value.done / value.of
    if isinstance(value, BeforeAndAfter):
        return value.after
    return value

"""Random plans: every measure, one person or several, with all that makes a series hard to tell truly.

Each series follows one of a few stories (flat, a way up or down, a step, ups and downs, a rise that falls back), with
noise, gaps, phases, a start that is given, counted from the first entries or left out, and an aim of every kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from tests.support.builders import a_plan_file

FIRST_DAY: Final = date(2026, 1, 5)
LAST_DAY: Final = date(2026, 11, 15)
MEASURES: Final = (
    "rating",
    "count",
    "total",
    "habit",
    "gas",
    "percentage",
    "parts",
    "number",
    "pairs",
    "phq9",
    "who5",
)
STORIES: Final = (
    "flat",
    "up",
    "down",
    "step up",
    "step down",
    "ups and downs",
    "up and back",
    "down and back",
)

LEVELS: Final = {
    -2: "I stay at home",
    -1: "I go to the gate",
    0: "I ride one stop",
    1: "I ride two",
    2: "I ride far",
}
COUPLE: Final = {
    "setting": "couple",
    "people": {
        "kim": {"name": "Kim", "role": "client"},
        "alex": {"name": "Alex", "role": "partner"},
    },
}


@dataclass(frozen=True, slots=True)
class Series:
    """What one person scored on one objective: `values` as the file holds them, by day."""

    objective: str
    kind: str
    keys: Mapping[str, object]
    rater: str | None
    days: tuple[date, ...]
    values: tuple[object, ...]

    @property
    def numbers(self) -> tuple[float, ...]:
        """Each value as a number on the scale of its measure."""
        return tuple(map(number_of, self.values))


@dataclass(frozen=True, slots=True)
class RandomPlan:
    text: str
    series: tuple[Series, ...]

    def of(self, objective: str) -> tuple[Series, ...]:
        return tuple(one for one in self.series if one.objective == objective)


def number_of(value: object) -> float:
    if isinstance(value, Mapping):
        if "of" in value:
            return 100 * value["done"] / value["of"]
        return float(value.get("after", value.get("before", 0)))
    if isinstance(value, str):
        return {"yes": 1.0, "partly": 0.5}.get(value, 0.0)
    return float(value)  # type: ignore[arg-type]


def random_plan(seed: int) -> RandomPlan:
    """One to three objectives of random measures, scored by one person or two."""
    chance = Random(seed)
    raters: tuple[str | None, ...] = (None,)
    if chance.random() < 0.25:
        raters = ("kim", "alex")
    series = [
        one
        for id in ("calm", "walks", "talks")[: chance.randint(1, 3)]
        for one in _objective(chance, id, raters)
    ]
    entries: dict[tuple[date, str | None], dict[str, object]] = {}
    for one in series:
        for day, value in zip(one.days, one.values, strict=True):
            entry = entries.setdefault((day, one.rater), {"date": day.isoformat(), "scores": {}})
            entry["scores"][one.objective] = value  # type: ignore[index]
            if one.rater:
                entry["by"] = one.rater
    for entry in entries.values():
        if chance.random() < 0.1:
            entry["helped"] = {
                chance.choice(["Cold water", "cold water", "A walk"]): chance.randint(0, 4)
            }
        if chance.random() < 0.05:
            entry["celebrate"] = "Said hello"
    keys: dict[str, object] = {
        "timeframe": {"start": FIRST_DAY.isoformat(), "end": "2026-12-28"},
        "objectives": {one.objective: one.keys for one in series},
    }
    if raters != (None,):
        keys |= COUPLE
        keys["agreed"] = [{"who": one, "status": "agree"} for one in raters]
    if chance.random() < 0.2:
        keys["phases"] = [
            {
                "from": (FIRST_DAY + timedelta(weeks=chance.randint(2, 20))).isoformat(),
                "label": "Therapy",
                "kind": "therapy",
            }
        ]
    text = a_plan_file(sorted(entries.values(), key=lambda entry: str(entry["date"])), None, **keys)
    return RandomPlan(text, tuple(series))


def _objective(chance: Random, id: str, raters: Iterable[str | None]) -> Iterator[Series]:
    kind = chance.choice(MEASURES)
    keys = _keys(chance, kind)
    everyone = [one for one in raters if one]
    if everyone:
        keys["rated_by"] = everyone
    for rater in raters:
        days = _days(chance, kind)
        yield Series(id, kind, keys, rater, days, _values(chance, kind, len(days)))


def _keys(chance: Random, kind: str) -> dict[str, object]:
    keys: dict[str, object] = {"objective": f"Do the thing called {kind}"}
    match kind:
        case "rating":
            keys |= {"measure": "rating", "scale": {"min": 0, "max": 10}}
            keys |= _start(chance, 0, 10) | _aim(chance, 0, 10)
        case "number":
            keys |= {"measure": "number", "unit": "minutes"}
            keys |= _start(chance, 10, 60) | _aim(chance, 10, 60)
        case "count":
            keys |= {
                "measure": "count",
                "unit": "times",
                "per": chance.choice(["week", "month", "fortnight"]),
            }
            keys |= _start(chance, 0, 8) | _aim(chance, 0, 8, sides=("at_least", "at_most"))
        case "total":
            keys |= {"measure": "count", "unit": "talks", "per": "total", "target": 12}
        case "habit":
            keys |= {"measure": "habit", "per": "week"}
            keys |= _start(chance, 0, 7) | {"target": {"at_least": chance.randint(2, 6)}}
        case "gas":
            keys |= {"measure": "gas", "levels": LEVELS}
            if chance.random() < 0.7:
                keys["baseline"] = chance.choice([-2, -1])
        case "percentage" | "parts":
            keys |= {"measure": "percentage"} | _start(chance, 0, 100) | _aim(chance, 5, 95)
        case "pairs":
            keys |= {"measure": "before-after", "scale": {"min": 0, "max": 10}}
            keys |= {"better": chance.choice(["higher", "lower"])}
            keys["target"] = chance.choice([{"change": 2}, {"after": 5}])
        case "phq9":
            keys |= {"measure": "phq9"} | _start(chance, 5, 25) | {"target": {"at_most": 9}}
        case "who5":
            keys |= {"measure": "who5", "form": "index", "target": {"at_least": 52}}
    return keys


def _start(chance: Random, low: int, high: int) -> dict[str, object]:
    kind = chance.choice(["given", "given", "first", "none"])
    if kind == "given":
        return {"baseline": chance.randint(low, high)}
    return {"baseline": {"first": chance.randint(1, 4)}} if kind == "first" else {}


def _aim(
    chance: Random, low: int, high: int, sides: tuple[str, ...] = ("at_least", "at_most", "better")
) -> dict[str, object]:
    side, value = chance.choice(sides), chance.randint(low + 1, high - 1)
    if side == "better":
        return {"better": chance.choice(["higher", "lower"])}
    return {"target": {side: value}}


def _days(chance: Random, kind: str) -> tuple[date, ...]:
    every = [1] if kind == "habit" else [1, 3, 7, 7, 7, 9, 14, 40]
    day, found = FIRST_DAY + timedelta(days=chance.randint(0, 20)), []
    usual = chance.choice(every[:-1] or every)
    for _ in range(chance.choice([0, 1, 2, 3, 4, 5, 6, 8, 9, 12, 16, 24, 40])):
        if day <= LAST_DAY:
            found.append(day)
        day += timedelta(days=usual if chance.random() < 0.8 else chance.choice(every))
    return tuple(found)


def _values(chance: Random, kind: str, count: int) -> tuple[object, ...]:
    story, noise = chance.choice(STORIES), chance.choice([0.0, 0.05, 0.1, 0.2])
    shape = [
        min(1.0, max(0.0, part + chance.gauss(0, noise))) for part in _shape(chance, story, count)
    ]
    return tuple(_value(chance, kind, part) for part in shape)


def _shape(chance: Random, story: str, count: int) -> list[float]:
    """The story as parts of the scale, from 0 to 1."""
    low, high = sorted((chance.random(), chance.random()))
    turn = max(count // 2, 1)
    way = [(n / max(count - 1, 1)) for n in range(count)]
    match story:
        case "up":
            return [low + (high - low) * part for part in way]
        case "down":
            return [high - (high - low) * part for part in way]
        case "step up":
            return [low if n < turn else high for n in range(count)]
        case "step down":
            return [high if n < turn else low for n in range(count)]
        case "ups and downs":
            return [chance.choice([low, high]) for _ in range(count)]
        case "up and back":
            return [low + (high - low) * (1 - abs(2 * part - 1)) for part in way]
        case "down and back":
            return [high - (high - low) * (1 - abs(2 * part - 1)) for part in way]
    return [low] * count


def _value(chance: Random, kind: str, part: float) -> object:
    match kind:
        case "rating":
            return round(10 * part)
        case "number":
            return round(10 + 50 * part, chance.choice([0, 0, 1]))
        case "count" | "total":
            return round(6 * part)
        case "habit":
            return chance.choices(["yes", "partly", "no", "skip"], [part, 0.1, 1.05 - part, 0.05])[
                0
            ]
        case "gas":
            return round(-2 + 4 * part)
        case "percentage":
            return round(100 * part)
        case "parts":
            of = chance.choice([1, 2, 3, 5, 7, 10, 25])
            return {"done": round(of * part), "of": of}
        case "pairs":
            return {"before": chance.randint(3, 7), "after": round(10 * part)}
        case "phq9":
            return round(27 * part)
    return 4 * round(25 * part)

"""Truth: what a page says of a series is so, whatever the series: counted again here, from the plan alone."""

from __future__ import annotations

import os
import random
import re
from datetime import date, timedelta
from statistics import fmean, median

import pytest

from generator.view.chart_values import ChartWords
from generator.view.page_values import ObjectiveView
from tests.support.builders import a_plan, on
from tests.support.states import page_of
from tests.support.views import worth

#: How many series of each measure; more on request: `SERIES=2000 pytest tests/promises/test_truth.py`.
SERIES = int(os.environ.get("SERIES", "60"))
START = date(2026, 1, 5)

BETTER = "Better by more than the usual ups and downs."
HARDER = " look harder."
REACHED = " is reached."
EARLY = "Too early to see a direction."
HARDER_DAY = "A harder day is part of the picture. The last four together are around "


def days(chance: random.Random, count: int) -> list[date]:
    """Days in one year, ascending, with gaps now and then."""
    found, day = [], START
    for _ in range(count):
        found.append(day)
        day += timedelta(days=chance.choice([1, 3, 7, 7, 7, 9, 30]))
    return [day for day in found if day < date(2026, 11, 20)]


def walk(chance: random.Random, count: int, low: int, high: int) -> list[int]:
    """Values that wander, so that they rise and fall for a while."""
    value, drift, found = chance.randint(low, high), chance.choice([-1, 0, 1]), []
    for _ in range(count):
        value = min(max(value + drift + chance.randint(-2, 2), low), high)
        found.append(value)
    return found


def told(
    objective: dict[str, object], entries: list[dict[str, object]]
) -> tuple[ObjectiveView, ChartWords]:
    view = page_of(
        a_plan(entries, objective, timeframe={"start": "2026-01-05", "end": "2026-12-31"})
    )
    [shown] = view.goals[0].objectives
    return shown, shown.charts[0].chart.words


def spoken_day(words: str) -> date:
    return next(
        day
        for n in range(365)
        if f"{(day := date(2026, 1, 1) + timedelta(days=n)).day} {day:%B}" == words
    )


def check_frame(words: ChartWords, scored: list[tuple[date, float]]) -> None:
    """How many entries, from when to when, and that a stretch told as quiet has none."""
    many = re.match(
        r"(?:[\w-]+, )?(\d+) entr(?:y|ies) (?:on|from) (\d+ \w+)(?: to (\d+ \w+))?\.",
        words.description,
    )
    assert many is not None
    assert int(many[1]) == len(scored)
    assert spoken_day(many[2]) == scored[0][0]
    assert spoken_day(many[3] or many[2]) == scored[-1][0]
    for first, last in re.findall(r"No \w+ from (\d+(?: \w+)?) to (\d+ \w+)\.", words.description):
        month = last.split()[1]
        start, end = spoken_day(first if " " in first else f"{first} {month}"), spoken_day(last)
        assert not [day for day, _ in scored if start <= day <= end]


def check_signal(said: str, values: list[float], began: float, rises: bool, meets: object) -> None:
    """The sentence below the facts, against the last four and the start."""
    sign = 1 if rises else -1
    lately = median(values[-4:])
    if EARLY in said:
        assert len(values) < 4
    if BETTER in said:
        assert sign * (lately - began) > 0
    if HARDER in said:
        assert sign * (lately - began) < 0
    if REACHED in said:
        assert all(map(meets, values[-3:]))
        assert len(values) >= 3
    if HARDER_DAY in said:
        level = float(said.split(HARDER_DAY)[1].split()[0].rstrip(".%"))
        assert level == pytest.approx(round(lately, 1), abs=0.051) or level == pytest.approx(
            fmean(values[-4:]), abs=0.051
        )
        assert sign * (values[-1] - lately) < 0


@pytest.mark.parametrize("seed", range(SERIES))
def test_a_rating_is_told_as_it_is(seed: int) -> None:
    chance = random.Random(seed)
    on_days = days(chance, chance.randint(1, 30))
    values = walk(chance, len(on_days), 0, 10)
    began, target = chance.sample(range(11), 2)
    shown, words = told(
        {"measure": "rating", "baseline": began, "target": target},
        [on(day.isoformat(), calm=value) for day, value in zip(on_days, values, strict=True)],
    )
    rises = target > began

    check_frame(words, list(zip(on_days, values, strict=True)))
    assert words.finding.news == (
        f"{values[-1]} of 10 on {on_days[-1].day} {on_days[-1]:%B}, from {began} at the start."
    )
    assert words.below.startswith(f"0 to 10. The aim is {target}")
    check_signal(
        worth(shown), values, began, rises, lambda v: v >= target if rises else v <= target
    )


@pytest.mark.parametrize("seed", range(SERIES))
def test_a_number_is_told_as_it_is(seed: int) -> None:
    chance = random.Random(1000 + seed)
    on_days = days(chance, chance.randint(1, 30))
    values = walk(chance, len(on_days), 5, 60)
    began, target = chance.sample(range(5, 61), 2)
    shown, words = told(
        {"measure": "number", "unit": "minutes", "baseline": began, "target": target},
        [on(day.isoformat(), calm=value) for day, value in zip(on_days, values, strict=True)],
    )
    rises = target > began

    check_frame(words, list(zip(on_days, values, strict=True)))
    assert words.finding.news == (
        f"{values[-1]} minutes on {on_days[-1].day} {on_days[-1]:%B}, from {began} at the start."
    )
    check_signal(
        worth(shown), values, began, rises, lambda v: v >= target if rises else v <= target
    )


@pytest.mark.parametrize("seed", range(SERIES))
def test_a_count_is_told_as_it_is(seed: int) -> None:
    chance = random.Random(2000 + seed)
    on_days = days(chance, chance.randint(1, 30))
    values = [chance.randint(0, 5) for _ in on_days]
    _shown, words = told(
        {"measure": "count", "per": "week", "baseline": 1, "target": {"at_least": 3}},
        [on(day.isoformat(), calm=value) for day, value in zip(on_days, values, strict=True)],
    )
    weeks: dict[date, int] = {}
    for day, value in zip(on_days, values, strict=True):
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + value
    complete = [monday for monday in sorted(weeks) if monday + timedelta(days=6) <= on_days[-1]]

    if complete:
        monday = complete[-1]
        times = "1 time" if weeks[monday] == 1 else f"{weeks[monday]} times"
        assert words.finding.news.startswith(f"{times} in the week of {monday.day} {monday:%B}")
    else:
        assert " so far in the week of " in words.finding.news
    assert words.finding.news.endswith(", from 1 at the start.")
    assert words.below.startswith("Times a week. The aim is 3 or more.")


@pytest.mark.parametrize("seed", range(SERIES))
def test_a_total_is_told_as_it_is(seed: int) -> None:
    chance = random.Random(3000 + seed)
    on_days = days(chance, chance.randint(1, 20))
    values = [chance.randint(0, 3) for _ in on_days]
    _shown, words = told(
        {"measure": "count", "unit": "talks", "per": "total", "target": 12},
        [on(day.isoformat(), calm=value) for day, value in zip(on_days, values, strict=True)],
    )

    done = sum(values)
    so_far = f"{done} of 12 talks" if done <= 12 else f"{done} talks"
    assert words.finding.news.startswith(f"{so_far} by ")
    assert ("A flat stretch means no entry." in words.drawn) == all(values)


@pytest.mark.parametrize("seed", range(SERIES))
def test_a_share_is_told_as_it_is(seed: int) -> None:
    chance = random.Random(4000 + seed)
    on_days = days(chance, chance.randint(1, 20))
    parts = [
        (done, done + chance.randint(0 if done else 1, 9))
        for done in (chance.randint(0, 9) for _ in on_days)
    ]
    _shown, words = told(
        {"measure": "percentage", "baseline": 20, "target": {"at_least": 60}},
        [
            on(day.isoformat(), calm={"done": done, "of": of})
            for day, (done, of) in zip(on_days, parts, strict=True)
        ],
    )
    last = parts[-4:]

    check_frame(words, [(day, 0.0) for day in on_days])
    assert words.finding.news.startswith(f"{parts[-1][0]} of {parts[-1][1]} ")
    if len(parts) >= 4:
        done, of = sum(d for d, _ in last), sum(o for _, o in last)
        told_of = re.search(
            rf"The last four together: {done} of {of}(?: \((\d+) %\))?\.", words.finding.rest
        )
        assert told_of is not None
        assert (told_of[1] is not None) == (of >= 20)
        assert told_of[1] is None or abs(float(told_of[1]) - 100 * done / of) <= 0.5
    assert ("A hollow dot rests on fewer than five." in words.drawn) == any(
        of < 5 for _, of in parts
    )


@pytest.mark.parametrize("seed", range(SERIES))
def test_a_questionnaire_is_told_as_it_is(seed: int) -> None:
    chance = random.Random(5000 + seed)
    on_days = days(chance, chance.randint(1, 12))
    values = walk(chance, len(on_days), 0, 27)
    shown, words = told(
        {"measure": "phq9", "target": {"at_most": 9}},
        [on(day.isoformat(), calm=value) for day, value in zip(on_days, values, strict=True)],
    )
    ranges = [
        (20, "severe"),
        (15, "moderately severe"),
        (10, "moderate"),
        (5, "mild"),
        (0, "minimal"),
    ]
    band = next(name for start, name in ranges if values[-1] >= start)

    check_frame(words, list(zip(on_days, values, strict=True)))
    assert words.finding.news.startswith(f"{values[-1]} of 27 on ")
    assert words.below.startswith(
        f"PHQ-9, 0 to 27, lower is better. Now in the range called {band}."
    )
    if "Better by more than the usual ups and downs" in (worth(shown)):
        assert values[0] - values[-1] >= 6
    if "Within the usual ups and downs" in (worth(shown)):
        assert abs(values[0] - values[-1]) < 6
    if HARDER in (worth(shown)):
        assert values[-1] - values[0] >= 6


@pytest.mark.parametrize("seed", range(SERIES))
def test_pairs_are_told_as_they_are(seed: int) -> None:
    chance = random.Random(6000 + seed)
    on_days = days(chance, chance.randint(1, 20))
    pairs = [(chance.randint(0, 10), chance.randint(0, 10)) for _ in on_days]
    shown, words = told(
        {"measure": "before-after", "better": "lower", "target": {"change": 2}},
        [
            on(day.isoformat(), calm={"before": before, "after": after})
            for day, (before, after) in zip(on_days, pairs, strict=True)
        ],
    )
    change = median(before - after for before, after in pairs)

    assert f"{pairs[-1][0]} before, {pairs[-1][1]} after on " in words.finding.news
    far = re.search(
        r"^Usually (?:no change|([\d.]+) (lower|higher)) afterwards;", words.finding.news
    )
    if far and far[1]:
        assert float(far[1]) == pytest.approx(abs(change), abs=0.051)
        assert (far[2] == "lower") == (change > 0)
    if re.match(r"(A little b|B)etter afterwards", worth(shown)):
        assert change > 0
    if re.search(r"(A little h|H)arder afterwards", worth(shown)):
        assert change < 0

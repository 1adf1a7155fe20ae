"""Published data as plans: what somebody noted in real life, in the plan format.

In: short series of plain numbers, as published with the studies named below. Out: plans as text.
The people are numbered there and nameless here; which day it was is invented, the distances between days are not.

Sources, by the name of the data set in the R package that carries it
    BtheB            HSAUR. Depression scores before and 2, 4, 6, 8 months after an online course.
                     Proudfoot et al. 2003, Psychological Medicine 33.
    epil             MASS. Seizures in eight weeks before, then in each of four fortnights.
                     Thall and Vail 1990, Biometrics 46.
    KosteckiDillon   carData. A headache diary, day by day, around the start of a treatment on day 0.
                     Kostecki-Dillon, Monette and Wong 1999, Transplantation Proceedings 31.
    sleepstudy       lme4. Mean reaction time on ten days, most of them after three hours of sleep.
                     Belenky et al. 2003, Journal of Sleep Research 12.
    arthritis        multgee. Self-rated state from 1, very poor, to 5, very good: at the start, after 1, 3, 5 months.
                     Lipsitz, Kim and Zhao 1994, Statistics in Medicine 13.
    anorexia         MASS. Weight in pounds before and after family therapy, a pair for each person.
                     Hand et al. 1994, A Handbook of Small Data Sets.
    Blackmore        carData. Hours of exercise a week at ages from 8 to 16, in years.
                     Davis et al. 2005, Journal of Psychiatric Research 39.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from tests.support.builders import a_plan_file, on

START: Final = date(2026, 1, 5)

DEPRESSION: Final = {
    2: (32, 16, 24, 17, 20), 4: (21, 17, 16, 10, 9), 6: (7, 0, 0, 0, 0), 29: (36, 6, 0, 0, 2),
    32: (18, 10, 10, 6, 8), 50: (36, 42, 49, 47, 40), 53: (31, 48, 38, 38, 37),
}  # fmt: skip
SEIZURES: Final = {
    4: (8, (4, 4, 1, 4)), 8: (52, (40, 20, 21, 12)), 17: (18, (0, 0, 3, 3)), 25: (55, (18, 24, 76, 25)),
    38: (67, (3, 7, 7, 7)), 49: (151, (102, 65, 72, 63)),
}  # fmt: skip
#: The first day, then a letter for each: yes or no headache, a dot where nothing is noted.
HEADACHES: Final = {
    3: (1, "ynynnnnynnnnnnynnnnnnnnynnnnnnynnynnnnnnnnnnnnnnnnnnnnnynynnnnnnnnnnnn"),
    10: (-29, "ynyyyyyyyyyyyyyyyyyyyyyynnyynnnnnyyyyyyyyyyyynnyyyyyyynn..yyyyyyyyyyyyyyyyyyyyyyyy"),
    55: (
        -21,
        (
            "yynyyyyyynynyynyyynyyyyyyyyyyyyyyyyyyyyyynyyyyyyyyyyyyyyyynnyyynynnyyy"
            "yyyyynyynynynnnnnnnnnnnnnnnnnnnnyynynnyynnnnnnnyyyy"
        ),
    ),
    58: (-29, "nnyyyy.......................nyyyyyyyynnnyyynnyynyynynnnyyyynyyyyynynynyyy"),
}
REACTION_MS: Final = {
    308: (249.6, 258.7, 250.8, 321.4, 356.9, 414.7, 382.2, 290.1, 430.6, 466.4),
    309: (222.7, 205.3, 203.0, 204.7, 207.7, 216.0, 213.6, 217.7, 224.3, 237.3),
    332: (234.9, 242.8, 273.0, 309.8, 317.5, 310.0, 454.2, 346.8, 330.3, 253.9),
    335: (241.6, 273.9, 254.5, 270.8, 251.5, 254.6, 245.5, 235.3, 235.8, 237.2),
}
SELF_RATED: Final = {
    1: (2, 4, 5, 5),
    7: (4, 3, 2, 3),
    22: (4, 3, 1, 2),
    31: (3, 2, 3, 5),
    36: (3, 1, 3, 4),
}
WEIGHTS: Final = (
    (83.8, 95.2), (83.3, 94.3), (86.0, 91.5), (82.5, 91.9), (86.7, 100.3), (79.6, 76.7), (76.9, 76.8), (94.2, 101.6),
    (73.4, 94.9), (80.5, 75.2), (81.6, 77.8), (82.1, 95.5), (77.6, 90.7), (83.5, 92.5), (89.9, 93.8), (86.0, 91.7),
    (87.3, 98.0),
)  # fmt: skip
EXERCISE: Final = {
    100: ((8.0, 2.71), (10.0, 1.94), (12.0, 2.36), (14.0, 1.54), (15.92, 8.63)),
    108: ((8.0, 1.25), (10.0, 2.22), (12.0, 2.71), (14.0, 19.0), (16.33, 4.53)),
    112: ((8.0, 0.06), (10.0, 0.0), (12.0, 0.0), (14.0, 0.38), (16.75, 1.06)),
}
BDI: Final = {
    "name": "BDI-II", "min": 0, "max": 63, "better": "lower", "reliable_change": 9,
    "bands": [[0, "minimal"], [14, "mild"], [20, "moderate"], [29, "severe"]],
}  # fmt: skip


def depression(person: int) -> str:
    """Totals of the plan's own questionnaire, every second month."""
    entries = [
        on(f"2026-{1 + 2 * n:02}-05", calm=total) for n, total in enumerate(DEPRESSION[person])
    ]
    objective = {"measure": "bdi", "target": {"at_most": 13}, "expected_every": "2 months"}
    return _plan(
        "How low the last two weeks were", entries, objective, months=9, measures={"bdi": BDI}
    )


def seizures(person: int) -> str:
    """A count each fortnight; the eight weeks before are the start, a quarter of them to a fortnight."""
    before, counted = SEIZURES[person]
    entries = [_on(14 * n + 13, score) for n, score in enumerate(counted)]
    entries.append({"date": "2026-03-02", "note": "The last fortnight is over."})
    objective = {"measure": "count", "per": "fortnight", "unit": "seizures", "baseline": before / 4}
    return _plan(
        "Fewer seizures", entries, {**objective, "target": {"at_most": before // 8}}, months=3
    )


def headache_days(person: int) -> str:
    """Each day as a yes or no to a habit: a day without headache."""
    words = {"y": "no", "n": "yes"}
    entries = [_on(day, words[letter]) for day, letter in _diary(person)]
    return _diary_plan(person, entries, {"measure": "habit", "target": {"at_least": 4}})


def headache_weeks(person: int) -> str:
    """Each week as a part: days without headache of the days with a note."""
    entries = [_on(day, {"done": done, "of": of}) for day, done, of in headache_parts(person)]
    return _diary_plan(
        person,
        entries,
        {"measure": "percentage", "baseline": {"first": 2}, "target": {"at_least": 60}},
    )


def headache_total(person: int) -> str:
    """Days without headache, added up."""
    entries = [_on(day, done) for day, done, _ in headache_parts(person)]
    return _diary_plan(
        person, entries, {"measure": "count", "per": "total", "unit": "days", "target": 40}
    )


def headache_parts(person: int) -> list[tuple[int, int, int]]:
    """For each week with a note its last such day, the days without headache and the days with a note."""
    weeks: dict[int, list[tuple[int, str]]] = {}
    for day, letter in _diary(person):
        weeks.setdefault(day // 7, []).append((day, letter))
    return [
        (week[-1][0], sum(letter == "n" for _, letter in week), len(week))
        for week in weeks.values()
    ]


def reaction(person: int) -> str:
    """A number each day, whose first is the start; lower is better."""
    first, *_ = values = REACTION_MS[person]
    entries = [_on(day, value) for day, value in enumerate(values)]
    objective = {
        "measure": "number",
        "unit": "ms",
        "better": "lower",
        "baseline": first,
        "target": {"at_most": 250},
    }
    return _plan("React fast", entries, {**objective, "expected_every": "1 day"}, months=1)


def self_rated(person: int) -> str:
    """A rating from 1 to 5, at most four times."""
    first, *later = SELF_RATED[person]
    entries = [
        on(f"2026-{month:02}-05", calm=value) for month, value in zip((2, 4, 6), later, strict=True)
    ]
    scale = {"min": 1, "max": 5, "anchors": {"1": "very poor", "5": "very good"}}
    objective = {
        "measure": "rating",
        "scale": scale,
        "baseline": first,
        "target": 5,
        "expected_every": "2 months",
    }
    return _plan("Feel well in my joints", entries, objective, months=6)


def weights() -> str:
    """Before and after, a pair a week."""
    entries = [
        _on(7 * n, {"before": before, "after": after}) for n, (before, after) in enumerate(WEIGHTS)
    ]
    objective = {"measure": "before-after", "scale": {"min": 60, "max": 120}, "better": "higher"}
    return _plan("Gain weight", entries, {**objective, "target": {"change": 5}}, months=6)


def exercise(person: int) -> str:
    """Five numbers over nine years."""
    ages = EXERCISE[person]
    start = date(2017, 1, 2)
    entries = [
        on((start + timedelta(days=round(365.25 * (age - 8)))).isoformat(), calm=hours)
        for age, hours in ages
    ]
    objective = {
        "measure": "number",
        "unit": "hours",
        "baseline": ages[0][1],
        "target": {"at_most": 5},
    }
    objective |= {"better": "lower", "expected_every": "24 months"}
    return _plan("Move as much as is good for me", entries, objective, months=110, start=start)


def every_plan() -> dict[str, str]:
    """All of them by name."""
    kinds = (
        (depression, DEPRESSION), (seizures, SEIZURES), (headache_days, HEADACHES), (headache_weeks, HEADACHES),
        (headache_total, HEADACHES), (reaction, REACTION_MS), (self_rated, SELF_RATED), (exercise, EXERCISE),
    )  # fmt: skip
    plans = {
        f"{plan.__name__}-{person}": plan(person) for plan, people in kinds for person in people
    }
    return plans | {"weights": weights()}


def _diary(person: int) -> list[tuple[int, str]]:
    """Days from the first note on, each with its letter."""
    return [(day, letter) for day, letter in enumerate(HEADACHES[person][1]) if letter != "."]


def _diary_plan(
    person: int, entries: Sequence[Mapping[str, object]], objective: Mapping[str, object]
) -> str:
    first = HEADACHES[person][0]
    phases = (
        [{"from": START.isoformat(), "label": "Before", "kind": "baseline"}] if first < 0 else []
    )
    treated = START + timedelta(days=max(0, -first))
    phases.append({"from": treated.isoformat(), "label": "Treatment", "kind": "therapy"})
    return _plan("Days without headache", entries, objective, months=5, phases=phases)


def _on(day: int, score: object) -> dict[str, object]:
    return on((START + timedelta(days=day)).isoformat(), calm=score)


def _plan(
    wish: str,
    entries: Iterable[Mapping[str, object]],
    objective: Mapping[str, object],
    *,
    months: int,
    start: date = START,
    **keys: object,
) -> str:
    frame = {"start": start.isoformat(), "for": f"{months} months"}
    return a_plan_file(
        list(entries), {"objective": wish, **objective}, goal=wish, timeframe=frame, **keys
    )

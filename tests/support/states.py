"""States: every kind of chart in the states that a plan can bring it into. Goldens hold them, the gallery shows them.

Each state is a small invented plan, so that words, table and drawing come about as on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import cycle, islice

from generator.model.plan import Plan
from generator.progress.derive import derive
from generator.view.page import page_view
from generator.view.page_values import ChartView, PageView
from tests.support.builders import SETTINGS, a_plan, on

FRAME = {"start": "2026-01-05", "end": "2026-04-06"}
ANCHORS = {"min": 0, "max": 10, "anchors": {0: "not at all", 10: "fully"}}
LONG = {
    "min": 0,
    "max": 10,
    "anchors": {0: "I turn back at the gate each time", 10: "I go in and do not think of it"},
}
LEVELS = {
    -2: "I leave the message unread",
    -1: "I say yes and cancel",
    0: "I say yes and stay an hour",
    1: "I say yes and stay to the end",
    2: "I plan an outing and invite others",
}
COUPLE = {
    "setting": "couple",
    "people": {
        "kim": {"name": "Kim", "role": "client"},
        "alex": {"name": "Alex", "role": "partner"},
    },
    "agreed": [{"who": "kim", "status": "agree"}, {"who": "alex", "status": "agree"}],
}


def _plan(objective: Mapping[str, object], *entries: Mapping[str, object], **keys: object) -> Plan:
    return a_plan(
        list(entries),
        {"objective": "Feel at ease with people", **objective},
        **{"timeframe": FRAME} | keys,
    )


def _every(
    days: int, *values: object, start: date = date(2026, 1, 5), **what: object
) -> list[dict[str, object]]:
    """An entry every so many days; None leaves one out."""
    dates = (start + timedelta(days=days * n) for n in range(len(values)))
    return [
        on(day.isoformat(), what, calm=value)
        for day, value in zip(dates, values, strict=True)
        if value is not None
    ]


def _rating(*entries: Mapping[str, object], **keys: object) -> Plan:
    return _plan(
        {"measure": "rating", "scale": ANCHORS, "baseline": {"first": 3}, "target": 7},
        *entries,
        **keys,
    )


def _long_series() -> Plan:
    values = islice(cycle([3, 4, 4, 5, 3, 6, 5, 6, 7, 5, 6, 4, 6, 7, 8, 6, 5]), 300)
    return _rating(
        *_every(2, *values, start=date(2025, 1, 6)),
        timeframe={"start": "2025-01-06", "end": "2026-10-05"},
    )


def _celebrated() -> Plan:
    entries = _every(7, 3, 4, 3, 5, 5, 6)
    entries[1]["celebrate"] = "Said hello in the music room"
    entries[4]["celebrate"] = "Stayed for the whole lunch"
    return _rating(*entries)


def _pairs() -> Plan:
    halves = [(8, 5), (7, 5), (8, None), (6, 4), (7, 3), (7, 3)]
    scores = [
        {key: value for key, value in (("before", b), ("after", a)) if value is not None}
        for b, a in halves
    ]
    return _plan(
        {"measure": "before-after", "better": "lower", "target": {"after": 4}}, *_every(9, *scores)
    )


def _two_people() -> Plan:
    rated = {
        "measure": "rating",
        "scale": ANCHORS,
        "better": "higher",
        "target": 7,
        "rated_by": ["kim", "alex"],
    }
    kim = _every(14, 3, 4, 4, 5, 6, 6, by="kim")
    alex = _every(14, 5, 5, 4, 5, None, 5, by="alex")
    return _plan(rated, *sorted(kim + alex, key=lambda entry: str(entry["date"])), **COUPLE)


def _habit_days(*marks: str) -> list[dict[str, object]]:
    words = {"y": "yes", "p": "partly", "n": "no", "s": "skip", ".": None}
    return _every(1, *(words[mark] for mark in "".join(marks)))


def _events() -> Plan:
    found = [
        ("called on in class", "counting five things"),
        ("called on in class", "counting five things"),
        ("crowded hall", "stepping outside"),
        ("called on in class", "counting five things"),
        ("slept badly", "text to Ana"),
        ("crowded hall", "counting five things"),
        ("called on in class", "stepping outside"),
    ]
    days = [6, 8, 19, 20, 44, 60, 61]
    entries = [
        on(
            (date(2026, 1, 5) + timedelta(days=day)).isoformat(),
            {"trigger": [before], "helped": {helped: 3}},
        )
        for day, (before, helped) in zip(days, found, strict=True)
    ]
    return _rating(*entries)


def _group() -> Plan:
    members = {f"m{n}": {"name": name, "role": "group-member"} for n, name in enumerate("Abcde")}
    entries = [
        on(day, {"by": member}, calm=value)
        for day, values in (("2026-01-12", (3, 4, 5, 2, 6)), ("2026-02-02", (4, 5, 6, 4, 7)))
        for member, value in zip(members, values, strict=True)
    ]
    agreed = [{"who": member, "status": "agree"} for member in members]
    return _plan({"measure": "rating"}, *entries, setting="group", people=members, agreed=agreed)


_COUNT = {"measure": "count", "per": "week"}
_PHQ9 = {"measure": "phq9", "target": {"at_most": 9}}

STATES: Mapping[str, Mapping[str, Callable[[], Plan]]] = {
    "Rating": {
        "No entry yet": _rating,
        "One entry": lambda: _rating(*_every(7, 3)),
        "A gap and a day left out": lambda: _rating(
            *_every(7, 3, 4, 3, "skip", 4, None, None, None, None, 5, 6, 7)
        ),
        "Phases and a planned break": lambda: _rating(
            *_every(7, 4, 3, 4, 5, None, None, 6, 6, 7),
            phases=[
                {"from": "2026-01-05", "label": "Getting to know it", "kind": "baseline"},
                {"from": "2026-01-23", "label": "Steps", "kind": "therapy"},
                {"from": "2026-02-02", "label": "Away", "kind": "break"},
                {"from": "2026-02-14", "label": "Steps again", "kind": "therapy"},
            ],
        ),
        "300 entries in 21 months": _long_series,
        "Harder weeks, long words": lambda: _plan(
            {"measure": "rating", "scale": LONG, "baseline": 5, "target": 7},
            *_every(7, 6, 6, 5, 4, 4, 3, 2),
        ),
        "Celebrations": _celebrated,
    },
    "Before and after": {"Pairs, one of them half": _pairs},
    "Count in each period": {
        "At least": lambda: _plan(
            _COUNT | {"baseline": 1, "target": {"at_least": 3}},
            *_every(7, 1, 0, 2, None, 3, 2, 4, 1),
        ),
        "At most": lambda: _plan(
            {"measure": "count", "per": "month", "baseline": 7, "target": {"at_most": 2}},
            *_every(28, 6, 5, 3, 1),
            timeframe={"start": "2026-01-05", "end": "2026-07-06"},
        ),
    },
    "A count that adds up": {
        "On the way": lambda: _plan(
            {"measure": "count", "unit": "talks", "per": "total", "target": 12},
            *_every(7, 1, 0, 1, 2, None, 1, 2, 1),
        )
    },
    "Share": {
        "With numbers under it": lambda: _plan(
            {"measure": "percentage", "baseline": 20, "target": {"at_least": 60}},
            *_every(
                14,
                *(
                    {"done": done, "of": of}
                    for done, of in [(1, 5), (2, 8), (1, 3), (4, 9), (6, 10), (5, 8)]
                ),
            ),
        ),
        "Bare per cent": lambda: _plan(
            {"measure": "percentage", "baseline": 40, "target": {"at_least": 80}},
            *_every(7, 40, 55, 50, 60, 70, 65),
        ),
    },
    "Number": {
        "Minutes": lambda: _plan(
            {"measure": "number", "unit": "minutes", "baseline": 45, "target": 15},
            *_every(7, 45, 40, 42, 30, 25, 20),
        )
    },
    "Habit": {
        "All five states": lambda: _plan(
            {"measure": "habit", "planned": 5, "target": {"at_least": 4}},
            *_habit_days("yypyn..", "sssss..", "y.y.y.p", "yny.yy."),
        ),
        "First day": lambda: _plan(
            {"measure": "habit", "target": {"at_least": 5}}, *_habit_days("y")
        ),
    },
    "Five levels in your own words": {
        "One past the aim": lambda: _plan(
            {"measure": "gas", "levels": LEVELS, "baseline": -1}, *_every(14, -1, 0, 0, -1, 1)
        )
    },
    "Events": {"Ranked": _events},
    "Questionnaire": {
        "First weeks": lambda: _plan(
            {"measure": "gad7", "target": {"at_most": 7}}, *_every(14, 13, 14, 12)
        ),
        "Lower is better": lambda: _plan(_PHQ9, *_every(14, 17, 18, 15, 12, 9, 7)),
        "Higher is better": lambda: _plan(
            {"measure": "who5", "form": "index", "target": {"at_least": 52}},
            *_every(14, 28, 36, 32, 48, 56),
        ),
    },
    "Several people": {"Two, each with the same scale": _two_people},
    "A group": {"The middle": _group},
}


def page_of(plan: Plan) -> PageView:
    return page_view(plan, derive(plan), SETTINGS)


def charts_of(view: PageView) -> tuple[ChartView, ...]:
    """The charts of a state's page: those of its objective, or that of its events."""
    if view.events:
        return (ChartView(view.events),)
    return tuple(
        shown for goal in view.goals for objective in goal.objectives for shown in objective.charts
    )

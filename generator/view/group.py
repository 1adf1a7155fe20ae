"""Group: what the page of a group says: shared words and spreads, never who said what.

In: a group's plan. Out: the plan without anything that belongs to one person, and the charts of its objectives.
Touches nothing. What is stripped here has no way onto the page: everything after works on what is left.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from generator.model.measure import (
    BeforeAfter,
    Count,
    Gas,
    Habit,
    Number,
    Percentage,
    QuestionnaireTotal,
    Rating,
    Total,
)
from generator.model.plan import Entry, Fit, Goal, Objective, Plan
from generator.progress.group import GroupSpread, spreads
from generator.text.language import N_, _, isolated, ngettext
from generator.view import chart_values, dates
from generator.view.measures.common import anchor_words, empty, phases_of, span
from generator.view.sentences import on_day

#: Said in place of the chart until enough people have noted something.
TOO_FEW = N_(
    "A chart stands here once five people have noted something on the same day, and not all the same. "
    "It never says who."
)
#: Longest words at the end of a scale, in characters.
END_LENGTH = 40
#: Said in place of the journal.
NO_JOURNAL = N_("What people say in the group stays in the group. No note is on this page.")


def without_people(plan: Plan) -> Plan:
    """The plan with its shared words only: no person, no note, no tag, no name beside a step or an agreement."""
    return replace(
        plan,
        people=(),
        with_me=(),
        asked=(),
        patterns=(),
        fit=Fit((), plan.fit.if_not),
        entries=tuple(_bare(entry) for entry in plan.entries),
        goals=tuple(_shared(goal) for goal in plan.goals),
    )


def _bare(entry: Entry) -> Entry:
    return Entry(
        on=entry.on,
        at=None,
        by=None,
        scores=(),
        note=None,
        trigger=(),
        response=(),
        helped=(),
        celebrate=None,
    )


def _shared(goal: Goal) -> Goal:
    objectives = tuple(
        replace(one, raters=(), steps=tuple(replace(step, by=None) for step in one.steps))
        for one in goal.objectives
    )
    return replace(goal, expressed_by=None, agreed=(), objectives=objectives)


def group_chart(plan: Plan, objective: Objective) -> chart_values.GroupChart | None:
    """The chart of an objective; None while no day has five people behind it."""
    found = spreads(plan, objective)
    if not found:
        return None
    low, high = _scale(objective, found)
    unit = _unit(objective)
    time_span, year = span(plan), plan.as_of.year
    last = found[-1]
    ends = _ends(objective)
    named = (
        _("{objective}, how many did it")
        if _is_share(objective)
        else _("{objective}, the middle of the group")
    )
    return chart_values.GroupChart(
        words=chart_values.ChartWords(
            id=f"c-{objective.id}",
            title=named.format(objective=isolated(objective.objective)),
            description=_description(objective, found, year),
            finding=chart_values.ChartFinding(
                on_day(_value(objective, last), last.on, year), _rest(objective, last)
            ),
            table=_table(objective, found, year),
        ),
        frame=chart_values.ChartFrame(
            span=time_span, phases=phases_of(plan, time_span), empty=empty(), unit=unit
        ),
        low=low,
        high=high,
        low_words=ends.get(low),
        high_words=ends.get(high),
        points=tuple(
            chart_values.GroupPoint(_day(one.on, time_span.start), one.middle, one.half, one.count)
            for one in found
        ),
        latest=_value(objective, last),
    )


def group_in_brief(plan: Plan, objective: Objective) -> str:
    """One objective in a few words: `Connection: 6 in the middle on 12 May.`; empty while nothing can be shown."""
    found = spreads(plan, objective)
    if not found:
        return ""
    last = found[-1]
    said = on_day(_value(objective, last), last.on, plan.as_of.year)
    return _("{objective}: {said}.", objective=objective.objective.rstrip("."), said=said)


def _ends(objective: Objective) -> dict[float, str]:
    """What the values of a scale mean, in the group's words, where they are short enough to stand on a chart."""
    measure = objective.measure
    words: dict[float, str] = {}
    if isinstance(measure, Rating | BeforeAfter):
        words = anchor_words(measure.anchors)
    elif isinstance(measure, Gas):
        words = {level: measure.words(level) for level in (-2.0, -1.0, 0.0, 1.0, 2.0)}
    return {value: text for value, text in words.items() if len(text) <= END_LENGTH}


def _plain(value: float, unit: str) -> str:
    return dates.decimal(value, 0) + unit if unit else dates.number(value)


def _is_share(objective: Objective) -> bool:
    return isinstance(objective.measure, Habit)


def _unit(objective: Objective) -> str:
    return " %" if isinstance(objective.measure, Habit | Percentage) else ""


def _value(objective: Objective, one: GroupSpread) -> str:
    """`6 in the middle`; for a habit the share of those who did it, `70 %`."""
    value = _plain(one.middle, _unit(objective))
    return value if _is_share(objective) else _("{value} in the middle", value=value)


def _half(one: GroupSpread, unit: str) -> str:
    """The half around the middle: `4 to 8`; empty where it is not shown."""
    if one.half is None:
        return ""
    low, high = (_plain(end, unit) for end in one.half)
    return low if low == high else _("{low} to {high}", low=low, high=high)


def _rest(objective: Objective, one: GroupSpread) -> str:
    people = ngettext("{count} person", "{count} people", one.count)
    if _is_share(objective):
        return _(", {people}. So many of them did it. Nobody is named.", people=people)
    half = _half(one, _unit(objective))
    if half:
        return _(
            ", the half around it {half}, {people}. Nobody is named.", half=half, people=people
        )
    return _(", {people}. Nobody is named.", people=people)


def _table(objective: Objective, found: tuple[GroupSpread, ...], year: int) -> chart_values.Table:
    """A row for each day; the half around the middle has its column once there is one."""
    unit = _unit(objective)
    middle = _("So many did it") if _is_share(objective) else _("In the middle")
    heads = [_("Date"), middle, _("The half around it"), _("People")]
    rows = [
        [
            dates.short(one.on, year),
            _plain(one.middle, unit),
            _half(one, unit),
            dates.number(one.count),
        ]
        for one in found
    ]
    if not any(one.half for one in found):
        heads, rows = [*heads[:2], heads[3]], [[*row[:2], row[3]] for row in rows]
    return chart_values.Table(objective.objective, tuple(heads), tuple(map(tuple, rows)))


def _description(objective: Objective, found: tuple[GroupSpread, ...], year: int) -> str:
    first, last = found[0], found[-1]
    last_people = ngettext("{count} person", "{count} people", last.count)
    if len(found) == 1:
        words = {
            "day": dates.long(first.on, year),
            "value": _value(objective, first),
            "people": last_people,
        }
        return _("One day, {day}: {value}, {people}.", **words)
    over = _(
        "{count} days from {first} to {last}.",
        count=dates.number(len(found)),
        first=dates.long(first.on, year),
        last=dates.long(last.on, year),
    )
    came = _(
        "It began with {first} and the latest is {latest}, {people}.",
        first=_value(objective, first),
        latest=_value(objective, last),
        people=last_people,
    )
    return f"{over} {came}"


def _scale(objective: Objective, found: tuple[GroupSpread, ...]) -> tuple[float, float]:
    match objective.measure:
        case Rating(low=low, high=high) | BeforeAfter(low=low, high=high):
            return low, high
        case QuestionnaireTotal(questionnaire=questionnaire):
            return questionnaire.low, questionnaire.high
        case Gas():
            return -2.0, 2.0
        case Habit() | Percentage():
            return 0.0, 100.0
        case Total(goal=goal):
            return 0.0, max(goal or 1.0, *_drawn(found))
        case Count() | Number() | _:
            return min(0.0, *_drawn(found)), max(1.0, *_drawn(found))


def _drawn(found: tuple[GroupSpread, ...]) -> tuple[float, ...]:
    """Every value that the chart has to hold."""
    return tuple(value for one in found for value in (one.middle, *(one.half or ())))


def _day(on: date, start: date) -> float:
    return (datetime.combine(on, time.min) - datetime.combine(start, time.min)) / timedelta(days=1)

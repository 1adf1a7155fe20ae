"""Group: what the page of a group says: shared words and spreads, never who said what.

In: a group's plan.
Out: the plan without anything that belongs to one person, and the charts of its objectives.
Touches nothing. What is stripped here has no way onto the page:
everything after works on what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.model.measure import (
    BeforeAfter,
    Gas,
    Habit,
    Measure,
    Percentage,
    Rating,
    Total,
)
from generator.model.plan import Entry, Fit, Goal, Objective, Plan
from generator.progress.group import GroupSpread, spreads
from generator.text.full_stop import without_full_stop
from generator.text.language import N_, _, isolated, ngettext
from generator.view import chart_values, dates, page_values, shares
from generator.view.called import short_name
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
    """The plan with its shared words only: no person, no note, no tag,
    no name beside a step or an agreement.
    """
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
        replace(
            one,
            raters=(),
            steps=tuple(replace(step, by=None) for step in one.steps),
        )
        for one in goal.objectives
    )
    return replace(goal, expressed_by=None, agreed=(), objectives=objectives)


def group_chart(plan: Plan, objective: Objective) -> chart_values.GroupChart | None:
    """The chart of an objective; None while no day has five people behind it."""
    found = spreads(plan, objective)
    if not found:
        return None
    measure = objective.measure
    low, high = _ends(measure, found)
    words = _end_words(measure)
    frame = _frame(plan, measure)
    return chart_values.GroupChart(
        words=_chart_words(objective, found, plan.as_of.year),
        frame=frame,
        low=low,
        high=high,
        low_words=words.get(low),
        high_words=words.get(high),
        points=tuple(_points(found, frame.span.start)),
        latest=_value(measure, found[-1]),
    )


def _chart_words(
    objective: Objective, found: Sequence[GroupSpread], year: int
) -> chart_values.ChartWords:
    measure, last = objective.measure, found[-1]
    return chart_values.ChartWords(
        id=f"c-{objective.id}",
        title=_title(objective),
        description=_description(measure, found, year),
        finding=chart_values.ChartFinding(_news(measure, last, year), _rest(measure)),
        table=_table(objective, found, year),
    )


def _points(found: Sequence[GroupSpread], start: date) -> Iterator[chart_values.GroupPoint]:
    for one in found:
        yield chart_values.GroupPoint(
            (one.on - start).days,
            one.middle,
            one.half,
            one.count,
        )


def _frame(plan: Plan, measure: Measure) -> chart_values.ChartFrame:
    time_span = span(plan)
    return chart_values.ChartFrame(
        span=time_span,
        phases=phases_of(plan, time_span),
        empty=empty(),
        unit=_unit(measure),
    )


def _title(objective: Objective) -> str:
    title = _("{objective}, the middle of the group")
    if _is_share(objective.measure):
        title = _("{objective}, how many did it")
    return title.format(objective=isolated(objective.objective))


def group_in_brief(plan: Plan, objective: Objective) -> str:
    """One objective in a few words: `Connection: 6 in the middle on 12 May.`;
    empty while nothing can be shown.
    """
    found = spreads(plan, objective)
    if not found:
        return ""
    last = found[-1]
    value = on_day(_value(objective.measure, last), last.on, plan.as_of.year)
    return _(
        "{objective}: {said}.",
        objective=without_full_stop(objective.objective),
        said=value,
    )


def group_row(plan: Plan, objective: Objective) -> page_values.MeasureRow | None:
    """The middle of all in a row at the top of the page; None while nothing can be shown."""
    found = spreads(plan, objective)
    if not found:
        return None
    measure, last = objective.measure, found[-1]
    start = span(plan).start
    low, high = _ends(measure, found)
    first = _plain(found[0].middle, _unit(measure)) if len(found) > 1 else None
    now, day = _plain(last.middle, _unit(measure)), dates.long(last.on, plan.as_of.year)
    rest = _value(measure, last).removeprefix(now)
    said = _("{people} on {day}.", people=_people(last), day=day)
    if _is_share(measure):
        rest, said = _(" of {people}", people=_people(last)), _("On {day}.", day=day)
    points = tuple(chart_values.Point((one.on - start).days, one.middle) for one in found)
    return page_values.MeasureRow(
        id=objective.id,
        name=short_name(objective),
        values=(page_values.RowValue(None, first, now, rest),),
        said=said,
        line=chart_values.TrendLine(
            lines=((points,),), low=low, high=high, days=(plan.as_of - start).days + 1
        ),
    )


def _ends(measure: Measure, found: Sequence[GroupSpread]) -> tuple[float, float]:
    """The lowest and the highest value of the axis: the whole scale, or what it has to hold."""
    if measure.scale is not None:
        return measure.scale
    drawn = list(_drawn(found))
    match measure:
        case Habit():
            return 0.0, 100.0
        case Total(goal=goal):
            return 0.0, max(goal or 1.0, *drawn)
        case _:
            return min(0.0, *drawn), max(1.0, *drawn)


def _drawn(found: Iterable[GroupSpread]) -> Iterator[float]:
    """Every value that the chart has to hold."""
    for one in found:
        yield one.middle
        yield from one.half or ()


def _end_words(measure: Measure) -> dict[float, str]:
    """What the values of a scale mean, in the group's words,
    where they are short enough to stand on a chart.
    """
    match measure:
        case Rating() | BeforeAfter():
            words = anchor_words(measure.anchors)
        case Gas():
            words = {level: measure.words(level) for level in measure.scale}
        case _:
            words = {}
    return {value: text for value, text in words.items() if len(text) <= END_LENGTH}


def _plain(value: float, unit: str) -> str:
    if unit:
        return dates.decimal(value, 0) + unit
    return dates.number(value)


def _is_share(measure: Measure) -> bool:
    """Whether the chart shows how many people did it."""
    return isinstance(measure, Habit)


def _unit(measure: Measure) -> str:
    return shares.UNIT if isinstance(measure, Habit | Percentage) else ""


def _value(measure: Measure, one: GroupSpread) -> str:
    """`6 in the middle`; for a habit the share of those who did it, `70 %`."""
    value = _plain(one.middle, _unit(measure))
    if _is_share(measure):
        return value
    return _("{value} in the middle", value=value)


def _half(one: GroupSpread, unit: str) -> str:
    """The half around the middle: `4 to 8`; empty where it is not shown."""
    if one.half is None:
        return ""
    low, high = (_plain(end, unit) for end in one.half)
    if low == high:
        return low
    return _("{low} to {high}", low=low, high=high)


def _people(one: GroupSpread) -> str:
    return ngettext("{count} person", "{count} people", one.count)


def _news(measure: Measure, one: GroupSpread, year: int) -> str:
    """`6 in the middle on 12 May, 6 people.`, the sentence above the chart."""
    value, people = on_day(_value(measure, one), one.on, year), _people(one)
    half = _half(one, _unit(measure))
    if half and not _is_share(measure):
        return _(
            "{value}, the half around it {half}, {people}.", value=value, half=half, people=people
        )
    return _("{value}, {people}.", value=value, people=people)


def _rest(measure: Measure) -> str:
    """What is said after it."""
    if _is_share(measure):
        return _("So many of them did it. Nobody is named.")
    return _("Nobody is named.")


def _table(
    objective: Objective,
    found: Sequence[GroupSpread],
    year: int,
) -> chart_values.Table:
    """A row for each day; the half around the middle has its column once there is one."""
    measure = objective.measure
    has_halves = any(one.half for one in found)
    heads = [
        _("Date"),
        _("So many did it") if _is_share(measure) else _("In the middle"),
    ]
    if has_halves:
        heads.append(_("The half around it"))
    heads.append(_("People"))
    rows = []
    for one in found:
        row = [dates.short(one.on, year), _plain(one.middle, _unit(measure))]
        if has_halves:
            row.append(_half(one, _unit(measure)))
        rows.append((*row, dates.number(one.count)))
    return chart_values.Table(objective.objective, tuple(heads), tuple(rows))


def _description(measure: Measure, found: Sequence[GroupSpread], year: int) -> str:
    """The chart in words, for those who do not see it."""
    first, last = found[0], found[-1]
    if len(found) == 1:
        return _(
            "One day, {day}: {value}, {people}.",
            day=dates.long(first.on, year),
            value=_value(measure, first),
            people=_people(last),
        )
    came = _(
        "It began with {first} and the latest is {latest}, {people}.",
        first=_value(measure, first),
        latest=_value(measure, last),
        people=_people(last),
    )
    return f"{_over_days(found, year)} {came}"


def _over_days(found: Sequence[GroupSpread], year: int) -> str:
    """`4 days from 9 March to 15 November.`"""
    return _(
        "{count} days from {first} to {last}.",
        count=dates.number(len(found)),
        first=dates.long(found[0].on, year),
        last=dates.long(found[-1].on, year),
    )

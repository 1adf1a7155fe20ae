"""Rail: the time of a plan as one line, with its phases, its reviews and where we are.

In: a Plan. Out: a Rail value with all its words.
Touches nothing: "now" is the latest day that the plan itself speaks of.
"""

from __future__ import annotations

from datetime import date, timedelta

from generator.language import _
from generator.model import PhaseKind, Plan, Status
from generator.view import dates, values
from generator.view.sentences import joined

#: Shorter timeframes than this many weeks are told in days.
WEEKS_FROM = 3
#: Most reviews to come that are shown; a plan that is looked at daily needs no dot for each day.
COMING_LIMIT = 12


def rail(plan: Plan) -> values.Rail:
    """The rail of the plan, from the first to the last day of its timeframe."""
    frame, year = plan.timeframe, plan.as_of.year
    as_of = min(max(plan.as_of, frame.start), frame.end)
    phases = _phases(plan)
    reviews = _reviews(plan)
    following = next((mark.day for mark in reviews if mark.state is values.StepState.NEXT), None)
    current = [phase.label for phase in phases if phase.stretch.start <= as_of and phase.label]
    title = _position(frame.start, frame.end, as_of)
    return values.Rail(
        title=title,
        description=_description(plan, phases, reviews),
        line=_ends(frame.start, frame.end),
        review=_("You look at the plan together again on {day}.", day=dates.with_weekday(following, year))
        if following
        else None,
        span=values.TimeSpan(frame.start, frame.end),
        as_of=as_of,
        now=_("now: {phase}", phase=_mid_sentence(current[-1])) if current else _("now"),
        now_short=_("now"),
        start_label=dates.short(frame.start, year),
        end_label=dates.short(frame.end, year),
        phases=phases,
        reviews=reviews,
        table=_table(plan, phases, reviews),
    )


def _mid_sentence(label: str) -> str:
    """`practice` for `Practice`; `EMDR` stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _position(start: date, end: date, as_of: date) -> str:
    """`Week 16 of 26`; a last day within a week counts as a whole one."""
    days = (end - start).days
    weeks = -(-days // 7)
    if weeks < WEEKS_FROM:
        return _("Day {count} of {all}", count=(as_of - start).days + 1, all=days + 1)
    return _("Week {count} of {all}", count=min((as_of - start).days // 7 + 1, weeks), all=weeks)


def _ends(start: date, end: date) -> str:
    first = dates.full(start) if start.year != end.year else dates.long(start, start.year)
    return _("From {first} to {last}.", first=first, last=dates.full(end))


def _phases(plan: Plan) -> tuple[values.RailPhase, ...]:
    """The phases inside the timeframe; a nameless stretch leads where the first begins later."""
    frame, year = plan.timeframe, plan.as_of.year
    starts = [phase.start for phase in plan.phases]
    ends = [*starts[1:], frame.end] if starts else []
    found = []
    if starts and starts[0] > frame.start:
        stretch = values.Stretch(frame.start, min(starts[0], frame.end))
        found.append(values.RailPhase(stretch, "", dates.short(frame.start, year), away=False))
    for phase, end in zip(plan.phases, ends, strict=True):
        stretch = values.Stretch(max(phase.start, frame.start), min(end, frame.end))
        if stretch.start < stretch.end:
            day = dates.short(stretch.start, year)
            found.append(values.RailPhase(stretch, phase.label, day, away=phase.kind is PhaseKind.BREAK))
    if not found:
        stretch = values.Stretch(frame.start, frame.end)
        found.append(values.RailPhase(stretch, "", dates.short(frame.start, year), away=False))
    return tuple(found)


def _reviews(plan: Plan) -> tuple[values.ReviewMark, ...]:
    frame, year = plan.timeframe, plan.as_of.year
    marks = []
    for review in plan.reviews:
        if frame.start <= review.on <= frame.end:
            label = _("review {day}", day=dates.short(review.on, year))
            marks.append(values.ReviewMark(review.on, values.StepState.DONE, label, label))
    for index, day in enumerate(_coming(plan)):
        state = values.StepState.LATER if index else values.StepState.NEXT
        short = dates.short(day, year)
        label = _("review {day}", day=short)
        marks.append(values.ReviewMark(day, state, label if index else _("next review {day}", day=short), label))
    return tuple(marks)


def _coming(plan: Plan) -> list[date]:
    """The days of the reviews to come: the one that is due, and those that the rhythm adds."""
    if plan.status is Status.COMPLETED:
        return []
    frame, rhythm = plan.timeframe, plan.timeframe.review
    held = plan.reviews[-1].on if plan.reviews else None
    passed = max(plan.as_of, held or plan.as_of)
    if rhythm.due is not None:
        day = rhythm.due
    elif rhythm.every is not None:
        day = rhythm.every.after(held or frame.start)
    else:
        return []
    days: list[date] = []
    while day <= frame.end and len(days) < COMING_LIMIT:
        if day > passed:
            days.append(day)
        if rhythm.every is None:
            break
        day = rhythm.every.after(day)
    return days


def _description(plan: Plan, phases: tuple[values.RailPhase, ...], reviews: tuple[values.ReviewMark, ...]) -> str:
    year = plan.as_of.year
    parts = [
        _("{phase} from {day}", phase=phase.label, day=dates.long(phase.stretch.start, year))
        for phase in phases
        if phase.label
    ]
    done = [dates.long(mark.day, year) for mark in reviews if mark.state is values.StepState.DONE]
    coming = [dates.long(mark.day, year) for mark in reviews if mark.state is values.StepState.NEXT]
    said = joined(
        f"{', '.join(parts)}." if parts else "",
        _("Looked at together on {days}.", days=dates.several(done)) if done else "",
        _("The next review is on {day}.", day=coming[0]) if coming else "",
    )
    return said or _ends(plan.timeframe.start, plan.timeframe.end)


def _table(plan: Plan, phases: tuple[values.RailPhase, ...], reviews: tuple[values.ReviewMark, ...]) -> values.Table:
    year = plan.as_of.year
    rows = [(_("Start"), dates.short(plan.timeframe.start, year))]
    for phase in phases:
        if phase.label:
            last = phase.stretch.end - timedelta(days=phase.stretch.end < plan.timeframe.end)
            rows.append((phase.label, _("{first} to {last}", first=phase.day, last=dates.short(last, year))))
    rows += [(_("Review"), dates.short(mark.day, year)) for mark in reviews]
    rows.append((_("End"), dates.short(plan.timeframe.end, year)))
    return values.Table(_("The time of this plan"), (_("What"), _("When")), tuple(rows))

"""Rail: the time of a plan as one line, with its phases, its reviews and where we are.

In: a Plan. Out: a Rail value with all its words.
Touches nothing. No page knows the day on which it is read: the mark on the line is the latest day that the plan itself
speaks of, and is named by that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from generator.model.plan import PhaseKind, Plan
from generator.model.share import Status
from generator.text.language import _
from generator.view import chart_values, dates
from generator.view.sentences import joined

#: Shorter timeframes than this many weeks are told in days.
WEEKS_FROM = 3
#: Most reviews to come that are shown; a plan that is looked at daily needs no dot for each day.
COMING_LIMIT = 12


def timeline_view(plan: Plan) -> chart_values.Timeline:
    """The rail of the plan, from the first to the last day of its timeframe."""
    frame, year = plan.timeframe, plan.as_of.year
    as_of = min(max(plan.as_of, frame.start), frame.end)
    phases = _phases(plan)
    reviews = _reviews(plan)
    following = next(
        (mark.day for mark in reviews if mark.state is chart_values.StepState.NEXT), None
    )
    day = dates.short(plan.as_of, year)
    is_note = any(entry.on == plan.as_of for entry in plan.entries[-1:])
    mark = _("last note {day}", day=day) if is_note else _("up to {day}", day=day)
    current = [phase.label for phase in phases if phase.stretch.start <= as_of and phase.label]
    return chart_values.Timeline(
        title=_title(plan),
        description=_description(plan, phases, reviews),
        line=joined(_ends(frame.start, frame.end), _up_to(plan)),
        review=_(
            "The next look at it together is planned for {day}.",
            day=dates.with_weekday(following, year),
        )
        if following
        else None,
        span=chart_values.TimeSpan(frame.start, frame.end),
        as_of=as_of,
        now=_named(mark, current, plan),
        now_short=mark,
        start_label=dates.short(frame.start, year),
        end_label=dates.short(frame.end, year),
        phases=phases,
        reviews=reviews,
        table=_table(plan, phases, reviews),
    )


def _named(mark: str, begun: Sequence[str], plan: Plan) -> str:
    """The mark with the phase that it lies in; a plan that is over is in none."""
    if not begun or is_over(plan):
        return mark
    return _("{mark}: {phase}", mark=mark, phase=_mid_sentence(begun[-1]))


def _mid_sentence(label: str) -> str:
    """`practice` for `Practice`; `EMDR` stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def is_over(plan: Plan) -> bool:
    """Whether the plan has come to its end, as far as it tells itself."""
    return plan.status is Status.COMPLETED or plan.as_of >= plan.timeframe.end


def _title(plan: Plan) -> str:
    """`Week 16 of 26`, `Day 10 of 10`; `Your plan, April to October` once it is over, for nobody is behind.

    A page may be read long after its last note, so the last week is told as the whole plan too.
    """
    frame, year = plan.timeframe, plan.as_of.year
    as_of, days = max(plan.as_of, frame.start), (frame.end - frame.start).days
    weeks, week = -(-days // 7), (as_of - frame.start).days // 7 + 1
    if plan.status is not Status.COMPLETED and as_of <= frame.end:
        if weeks < WEEKS_FROM:
            return _("Day {count} of {all}", count=(as_of - frame.start).days + 1, all=days + 1)
        if week < weeks:
            return _("Week {count} of {all}", count=week, all=weeks)
    first, last = dates.month_in(frame.start, year), dates.month_in(frame.end, year)
    if first == last:
        return _("Your plan, {month}", month=last)
    return _("Your plan, {first} to {last}", first=first, last=last)


def _up_to(plan: Plan) -> str:
    """The day that the page speaks from; nothing before the first note."""
    return (
        _("Notes up to {day}.", day=dates.long(plan.entries[-1].on, plan.as_of.year))
        if plan.entries
        else ""
    )


def _ends(start: date, end: date) -> str:
    first = dates.full(start) if start.year != end.year else dates.long(start, start.year)
    return _("From {first} to {last}.", first=first, last=dates.full(end))


def _phases(plan: Plan) -> tuple[chart_values.TimelinePhase, ...]:
    """The phases inside the timeframe; a nameless stretch leads where the first begins later."""
    frame, year = plan.timeframe, plan.as_of.year
    starts = [phase.start for phase in plan.phases]
    ends = [*starts[1:], frame.end] if starts else []
    found = []
    if starts and starts[0] > frame.start:
        stretch = chart_values.Interval(frame.start, min(starts[0], frame.end))
        found.append(
            chart_values.TimelinePhase(stretch, "", dates.short(frame.start, year), away=False)
        )
    for phase, end in zip(plan.phases, ends, strict=True):
        stretch = chart_values.Interval(max(phase.start, frame.start), min(end, frame.end))
        if stretch.start < stretch.end:
            day = dates.short(stretch.start, year)
            found.append(
                chart_values.TimelinePhase(
                    stretch, phase.label, day, away=phase.kind is PhaseKind.BREAK
                )
            )
    if not found:
        stretch = chart_values.Interval(frame.start, frame.end)
        found.append(
            chart_values.TimelinePhase(stretch, "", dates.short(frame.start, year), away=False)
        )
    return tuple(found)


def _reviews(plan: Plan) -> tuple[chart_values.ReviewMark, ...]:
    frame, year = plan.timeframe, plan.as_of.year
    marks = []
    for review in plan.reviews:
        if frame.start <= review.on <= frame.end:
            label = _("review {day}", day=dates.short(review.on, year))
            marks.append(
                chart_values.ReviewMark(review.on, chart_values.StepState.DONE, label, label)
            )
    for index, day in enumerate(_coming(plan)):
        state = chart_values.StepState.LATER if index else chart_values.StepState.NEXT
        short = dates.short(day, year)
        label = _("review {day}", day=short)
        marks.append(
            chart_values.ReviewMark(
                day, state, label if index else _("next review {day}", day=short), label
            )
        )
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


def _description(
    plan: Plan,
    phases: tuple[chart_values.TimelinePhase, ...],
    reviews: tuple[chart_values.ReviewMark, ...],
) -> str:
    year = plan.as_of.year
    parts = [
        _("{phase} from {day}", phase=phase.label, day=dates.long(phase.stretch.start, year))
        for phase in phases
        if phase.label
    ]
    done = [
        dates.long(mark.day, year) for mark in reviews if mark.state is chart_values.StepState.DONE
    ]
    coming = [
        dates.long(mark.day, year) for mark in reviews if mark.state is chart_values.StepState.NEXT
    ]
    said = joined(
        f"{', '.join(parts)}." if parts else "",
        _("Looked at together on {days}.", days=dates.several(done)) if done else "",
        _("The next review is planned for {day}.", day=coming[0]) if coming else "",
    )
    return said or _ends(plan.timeframe.start, plan.timeframe.end)


def _table(
    plan: Plan,
    phases: tuple[chart_values.TimelinePhase, ...],
    reviews: tuple[chart_values.ReviewMark, ...],
) -> chart_values.Table:
    year = plan.as_of.year
    rows = [(_("Start"), dates.short(plan.timeframe.start, year))]
    for phase in phases:
        if phase.label:
            last = phase.stretch.end - timedelta(days=phase.stretch.end < plan.timeframe.end)
            rows.append(
                (phase.label, _("{first} to {last}", first=phase.day, last=dates.short(last, year)))
            )
    rows += [(_("Review"), dates.short(mark.day, year)) for mark in reviews]
    rows.append((_("End"), dates.short(plan.timeframe.end, year)))
    return chart_values.Table(_("The time of this plan"), (_("What"), _("When")), tuple(rows))

"""Timeline: the time of a plan as one line, with its phases, its reviews and where we are.

In: a Plan. Out: a Timeline with all its words.
Touches nothing. No page knows the day on which it is read:
the mark on the line is the latest day that the plan itself speaks of, and is named by that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.model.plan import PhaseKind, Plan, Timeframe
from generator.model.share import Status
from generator.progress.reviews import coming_reviews
from generator.text.language import _
from generator.view import chart_values, dates
from generator.view.sentences import joined

#: Shorter timeframes than this many weeks are told in days.
WEEKS_FROM = 3


def timeline_view(plan: Plan) -> chart_values.Timeline:
    """The time of the plan, from the first to the last day of its timeframe."""
    frame, year = plan.timeframe, plan.as_of.year
    as_of = min(max(plan.as_of, frame.start), frame.end)
    phases, reviews = _phases(plan), _reviews(plan)
    mark = _mark(plan)
    begun = [phase.label for phase in phases if phase.stretch.start <= as_of and phase.label]
    return chart_values.Timeline(
        title=_title(plan),
        description=_description(plan, phases, reviews),
        line=joined(_ends(frame.start, frame.end), _up_to(plan)),
        review=_next_review(reviews, year),
        span=chart_values.TimeSpan(frame.start, frame.end),
        as_of=as_of,
        now=_named(mark, begun, plan),
        now_short=mark,
        start_label=dates.short(frame.start, year),
        end_label=dates.short(frame.end, year),
        phases=phases,
        reviews=reviews,
        table=_table(plan, phases, reviews),
    )


def _mark(plan: Plan) -> str:
    """`last note 3 May`; `up to 3 May` where the latest day is not that of a note."""
    day = dates.short(plan.as_of, plan.as_of.year)
    if plan.entries and plan.entries[-1].on == plan.as_of:
        return _("last note {day}", day=day)
    return _("up to {day}", day=day)


def _next_review(
    reviews: Iterable[chart_values.ReviewMark],
    year: int,
) -> str | None:
    """`The next look at it together is planned for Monday, 18 May.`"""
    for review in reviews:
        if review.state is chart_values.StepState.NEXT:
            day = dates.with_weekday(review.day, year)
            return _("The next look at it together is planned for {day}.", day=day)
    return None


def _named(mark: str, begun: Sequence[str], plan: Plan) -> str:
    """The mark with the phase that it lies in; a plan that is over is in none."""
    if not begun or is_over(plan):
        return mark
    return _("{mark}: {phase}", mark=mark, phase=_mid_sentence(begun[-1]))


def _mid_sentence(label: str) -> str:
    """`practice` for `Practice`; `EMDR` stays."""
    if not label[1:2].islower():
        return label
    return label[:1].lower() + label[1:]


def is_over(plan: Plan) -> bool:
    """Whether the plan has come to its end, as far as it tells itself."""
    return plan.status is Status.COMPLETED or plan.as_of >= plan.timeframe.end


def _title(plan: Plan) -> str:
    """`Week 16 of 26`, `Day 10 of 10`; `Your plan, April to October` once it is over,
    for nobody is behind.

    A page may be read long after its last note, so the last week is told as the whole plan too.
    """
    frame, year = plan.timeframe, plan.as_of.year
    as_of = max(plan.as_of, frame.start)
    if plan.status is not Status.COMPLETED and as_of <= frame.end:
        reached = _week_or_day(frame, as_of)
        if reached:
            return reached
    first, last = dates.month_in(frame.start, year), dates.month_in(frame.end, year)
    if first == last:
        return _("Your plan, {month}", month=last)
    return _("Your plan, {first} to {last}", first=first, last=last)


def _up_to(plan: Plan) -> str:
    """The day that the page speaks from; nothing before the first note."""
    if not plan.entries:
        return ""
    return _(
        "Notes up to {day}.",
        day=dates.long(plan.entries[-1].on, plan.as_of.year),
    )


def _ends(start: date, end: date) -> str:
    first = dates.long(start, start.year)
    if start.year != end.year:
        first = dates.full(start)
    return _("From {first} to {last}.", first=first, last=dates.full(end))


def _phases(plan: Plan) -> tuple[chart_values.TimelinePhase, ...]:
    """The phases inside the timeframe; a nameless stretch leads where the first begins later,
    or stands for none.
    """
    frame = plan.timeframe
    found = [*_before_phases(plan), *_named_phases(plan)]
    if not found:
        return (_phase(plan, frame.start, frame.end),)
    return tuple(found)


def _before_phases(plan: Plan) -> Iterator[chart_values.TimelinePhase]:
    """The days before the first phase."""
    frame = plan.timeframe
    if plan.phases and plan.phases[0].start > frame.start:
        yield _phase(plan, frame.start, min(plan.phases[0].start, frame.end))


def _named_phases(plan: Plan) -> Iterator[chart_values.TimelinePhase]:
    frame = plan.timeframe
    ends = [*(phase.start for phase in plan.phases[1:]), frame.end]
    for phase, next_start in zip(plan.phases, ends, strict=False):
        start, end = max(phase.start, frame.start), min(next_start, frame.end)
        if start < end:
            is_break = phase.kind is PhaseKind.BREAK
            yield replace(
                _phase(plan, start, end),
                label=phase.label,
                away=is_break,
            )


def _phase(plan: Plan, start: date, end: date) -> chart_values.TimelinePhase:
    """A nameless stretch of the plan's time."""
    stretch = chart_values.Interval(start, end)
    return chart_values.TimelinePhase(
        stretch,
        "",
        dates.short(start, plan.as_of.year),
        away=False,
    )


def _week_or_day(frame: Timeframe, as_of: date) -> str:
    """`Week 16 of 26`, `Day 10 of 10`; nothing in the last week."""
    days, passed = (frame.end - frame.start).days, (as_of - frame.start).days
    weeks, week = -(-days // 7), passed // 7 + 1
    if weeks < WEEKS_FROM:
        return _("Day {count} of {all}", count=passed + 1, all=days + 1)
    if week < weeks:
        return _("Week {count} of {all}", count=week, all=weeks)
    return ""


def _reviews(plan: Plan) -> tuple[chart_values.ReviewMark, ...]:
    """The reviews that were held, then those to come."""
    return (*_reviews_held(plan), *_reviews_to_come(plan))


def _reviews_held(plan: Plan) -> Iterator[chart_values.ReviewMark]:
    frame, done = plan.timeframe, chart_values.StepState.DONE
    for review in plan.reviews:
        if frame.start <= review.on <= frame.end:
            label = _("review {day}", day=dates.short(review.on, plan.as_of.year))
            yield chart_values.ReviewMark(review.on, done, label, label)


def _reviews_to_come(plan: Plan) -> Iterator[chart_values.ReviewMark]:
    """The next one is named as such; the others are later."""
    for index, day in enumerate(_coming(plan)):
        short = dates.short(day, plan.as_of.year)
        state, label = chart_values.StepState.LATER, _("review {day}", day=short)
        full_label = label
        if index == 0:
            state, full_label = (
                chart_values.StepState.NEXT,
                _("next review {day}", day=short),
            )
        yield chart_values.ReviewMark(day, state, full_label, label)


def _coming(plan: Plan) -> tuple[date, ...]:
    """The days of the reviews to come."""
    held = plan.reviews[-1].on if plan.reviews else plan.as_of
    return coming_reviews(plan, max(plan.as_of, held))


def _description(
    plan: Plan,
    phases: Iterable[chart_values.TimelinePhase],
    reviews: Iterable[chart_values.ReviewMark],
) -> str:
    """The line in words, for those who do not see it."""
    year = plan.as_of.year
    sentences = [*_phase_sentence(phases, year), *_review_sentences(reviews, year)]
    if not sentences:
        return _ends(plan.timeframe.start, plan.timeframe.end)
    return joined(*sentences)


def _phase_sentence(
    phases: Iterable[chart_values.TimelinePhase],
    year: int,
) -> Iterator[str]:
    """When each phase that has a name begins, if any has one."""
    begins = [
        _(
            "{phase} from {day}",
            phase=phase.label,
            day=dates.long(phase.stretch.start, year),
        )
        for phase in phases
        if phase.label
    ]
    if begins:
        yield f"{', '.join(begins)}."


def _review_sentences(
    reviews: Iterable[chart_values.ReviewMark],
    year: int,
) -> Iterator[str]:
    """The days of the reviews that were held, and of the next one."""
    days: dict[chart_values.StepState, list[str]] = {}
    for review in reviews:
        days.setdefault(review.state, []).append(dates.long(review.day, year))
    if done := days.get(chart_values.StepState.DONE):
        yield _("Looked at together on {days}.", days=dates.several(done))
    if coming := days.get(chart_values.StepState.NEXT):
        yield _("The next review is planned for {day}.", day=coming[0])


def _table(
    plan: Plan,
    phases: tuple[chart_values.TimelinePhase, ...],
    reviews: tuple[chart_values.ReviewMark, ...],
) -> chart_values.Table:
    year = plan.as_of.year
    rows = (
        (_("Start"), dates.short(plan.timeframe.start, year)),
        *_phase_rows(plan, phases),
        *[(_("Review"), dates.short(mark.day, year)) for mark in reviews],
        (_("End"), dates.short(plan.timeframe.end, year)),
    )
    return chart_values.Table(
        _("The time of this plan"),
        (_("What"), _("When")),
        rows,
    )


def _phase_rows(
    plan: Plan, phases: Iterable[chart_values.TimelinePhase]
) -> Iterator[tuple[str, str]]:
    """The phases that have a name, each with its first and its last day."""
    for phase in phases:
        if phase.label:
            # A phase ends the day before the next begins, and the last one with the plan.
            last = phase.stretch.end
            if last < plan.timeframe.end:
                last -= timedelta(days=1)
            last_day = dates.short(last, plan.as_of.year)
            yield (
                phase.label,
                _(
                    "{first} to {last}",
                    first=phase.day,
                    last=last_day,
                ),
            )

"""Chart views: each objective's series as what a chart shows and says.

In: a Plan with its Progress. Out: chart values with all their words, no positions yet.
Touches nothing. Every chart of a plan shares one span of time, so that charts can be read side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator.model import Count, Objective, Plan, Rating, Step, StepStatus
from generator.progress import (
    ASIDE,
    Aim,
    CountSeries,
    Gap,
    PeriodState,
    Progress,
    RatingSeries,
    Reading,
    Side,
    StepsProgress,
    away,
)
from generator.view import dates, sentences, values

#: Fewest steps that get a timeline beside their list. Source: DOMAIN.md, charts.
TIMELINE_FROM = 5
#: Longest words of an anchor on a chart, in characters; longer ones stay in the table's caption.
ANCHOR_LENGTH = 28

_SIDES = {Side.ABOVE: values.AimSide.ABOVE, Side.BELOW: values.AimSide.BELOW, Side.WITHIN: values.AimSide.WITHIN}
_SLOT_STATES = {
    PeriodState.COUNTED: values.SlotState.COUNTED,
    PeriodState.OPEN: values.SlotState.SO_FAR,
    PeriodState.NO_NOTES: values.SlotState.NO_NOTES,
}


def span(plan: Plan) -> values.TimeSpan:
    """The plan's time, widened to hold every entry."""
    days = [entry.on for entry in plan.entries]
    return values.TimeSpan(min([plan.timeframe.start, *days]), max([plan.timeframe.end, *days]))


def charts(plan: Plan, progress: Progress) -> tuple[values.ChartView, ...]:
    """The charts of one objective: one for each rater, a timeline for five steps and more, else none."""
    objective = progress.objective
    measure = objective.measure
    views = []
    for series in progress.series:
        name = plan.person(series.rater).name if series.rater else None
        rater = name if len(progress.series) > 1 else None
        id = f"c-{objective.id}" + (f"-{series.rater}" if rater else "")
        title = objective.objective + (f", {rater}" if rater else "")
        if isinstance(series, RatingSeries) and isinstance(measure, Rating):
            views.append(values.ChartView(rater, _rating(_Subject(plan, objective, id, title), measure, series)))
        elif isinstance(series, CountSeries) and isinstance(measure, Count):
            views.append(values.ChartView(rater, _count(_Subject(plan, objective, id, title), measure, series)))
    if not progress.series and len(objective.steps) >= TIMELINE_FROM:
        views.append(values.ChartView(None, _steps(plan, progress)))
    return tuple(views)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a chart is about: `id` names it on the page, `title` names it for a person."""

    plan: Plan
    objective: Objective
    id: str
    title: str


def _rating(subject: _Subject, rating: Rating, series: RatingSeries) -> values.RatingChart:
    plan, objective, title = subject.plan, subject.objective, subject.title
    year = plan.as_of.year
    time_span = span(plan)
    news, rest = sentences.rating_news(series, rating, year)
    scale = f"{dates.number(rating.low)} to {dates.number(rating.high)}"
    rows = tuple((_when(reading.at, year), dates.number(reading.value)) for reading in series.readings)
    ends = "".join(f", {dates.number(anchor.value)} {anchor.words}" for anchor in rating.anchors)
    words = {anchor.value: f"{dates.number(anchor.value)} {anchor.words}" for anchor in rating.anchors}
    return values.RatingChart(
        words=values.ChartWords(
            id=subject.id,
            title=f"{title}, {scale}",
            description=sentences.rating_description(series, objective.due, year),
            finding=values.Finding(news, rest),
            table=values.Table(title + ends, ("Date", "Rating"), rows or (("none yet", ""),)),
        ),
        span=time_span,
        low=rating.low,
        high=rating.high,
        low_words=_if_short(words.get(rating.low)),
        high_words=_if_short(words.get(rating.high)),
        runs=_points(series.runs, time_span.start),
        medians=_points(series.levels, time_span.start),
        latest=dates.number(series.readings[-1].value) if series.readings else None,
        aim=_aim(series.aim, rating.low, rating.high, _rating_aim_label(series.aim, objective.due, year)),
        start=_start(series.baseline),
        phases=_phases(plan, time_span),
        gaps=_hatched(plan, series.gaps, time_span),
        empty="the first note will stand here",
    )


def _count(subject: _Subject, count: Count, series: CountSeries) -> values.CountChart:
    plan, objective, title = subject.plan, subject.objective, subject.title
    year = plan.as_of.year
    time_span = span(plan)
    news, rest = sentences.count_news(series, count, year)
    slots = tuple(
        values.Slot(
            values.Stretch(max(p.start, time_span.start), min(p.end, time_span.end + timedelta(days=1))),
            p.value,
            _SLOT_STATES[p.state],
        )
        for p in series.periods
    )
    rows = tuple(
        (
            sentences.period_name(p, count, year),
            "no notes"
            if p.value is None
            else dates.number(p.value) + (" so far" if p.state is PeriodState.OPEN else ""),
        )
        for p in series.periods
    )
    complete = series.complete
    return values.CountChart(
        words=values.ChartWords(
            id=subject.id,
            title=f"{title}, {count.unit} {sentences.per(count)}",
            description=sentences.count_description(series, count, objective.due, year),
            finding=values.Finding(news, rest),
            table=values.Table(
                f"{title}, {count.unit} {sentences.per(count)}",
                ("When", count.unit[:1].upper() + count.unit[1:]),
                rows or (("none yet", ""),),
            ),
        ),
        span=time_span,
        slots=slots,
        latest=dates.number(complete[-1].value or 0.0) if complete else None,
        aim=_aim(series.aim, 0.0, 0.0, f"aim: {sentences.count_aim(series.aim)}" if series.aim else ""),
        start=_start(series.baseline),
        phases=_phases(plan, time_span),
        gaps=_hatched(plan, series.gaps, time_span),
        so_far="so far",
        empty="the first note will stand here",
    )


def step_state(step: Step, steps: StepsProgress) -> values.StepState:
    """Where the step stands among the steps of its objective."""
    if step.status is StepStatus.COMPLETED:
        return values.StepState.DONE
    if step.status in ASIDE:
        return values.StepState.ASIDE
    return values.StepState.NEXT if step is steps.next else values.StepState.LATER


def _steps(plan: Plan, progress: Progress) -> values.StepsChart:
    objective, steps = progress.objective, progress.steps
    year = plan.as_of.year
    marks = tuple(
        values.StepMark(number, step_state(step, steps), step.done or step.due)
        for number, step in enumerate(objective.steps, 1)
    )
    words = {
        values.StepState.DONE: "done",
        values.StepState.NEXT: "next",
        values.StepState.LATER: "later",
        values.StepState.ASIDE: "set aside",
    }
    rows = tuple(
        (str(mark.number), step.step, words[mark.state], dates.short(mark.day, year) if mark.day else "")
        for mark, step in zip(marks, objective.steps, strict=True)
    )
    done = f"{len(steps.done)} of {len(steps.going)} done"
    following = f" Next: {steps.next.step}." if steps.next else ""
    return values.StepsChart(
        words=values.ChartWords(
            id=f"c-{objective.id}",
            title=f"{objective.objective}, step by step",
            description=f"{len(steps.done)} of {len(steps.going)} steps are done.{following}",
            finding=values.Finding(done, f".{following}"),
            table=values.Table(objective.objective, ("Number", "Step", "State", "When"), rows),
        ),
        span=span(plan),
        as_of=plan.as_of,
        marks=marks,
    )


def _when(at: datetime, year: int) -> str:
    day = dates.short(at.date(), year)
    return day if at.time() == time.min else f"{day}, {at:%H:%M}"


def _if_short(words: str | None) -> str | None:
    return words if words and len(words) <= ANCHOR_LENGTH else None


def _points(runs: Iterable[Iterable[Reading]], start: date) -> tuple[tuple[values.Point, ...], ...]:
    origin = datetime.combine(start, time.min)
    return tuple(
        tuple(values.Point((reading.at - origin) / timedelta(days=1), reading.value) for reading in run) for run in runs
    )


def _rating_aim_label(aim: Aim | None, due: date, year: int) -> str:
    return f"aim: {sentences.rating_aim(aim)} by {dates.short(due, year)}" if aim else ""


def _aim(aim: Aim | None, lowest: float, highest: float, label: str) -> values.Aim | None:
    """The aim with its open end at the end of the scale; counts have no upper end, so theirs is the aim itself."""
    if aim is None:
        return None
    low = lowest if aim.side is Side.BELOW else aim.low
    high = max(highest, aim.low) if aim.side is Side.ABOVE else aim.high
    return values.Aim(_SIDES[aim.side], low, high, label)


def _start(baseline: float | None) -> values.Level | None:
    return None if baseline is None else values.Level(baseline, f"start: {dates.number(baseline)}")


def _phases(plan: Plan, time_span: values.TimeSpan) -> tuple[values.PhaseMark, ...]:
    return tuple(
        values.PhaseMark(phase.start, phase.label, phase.start <= plan.as_of)
        for phase in plan.phases
        if time_span.start < phase.start <= time_span.end
    )


def _hatched(plan: Plan, gaps: Iterable[Gap], time_span: values.TimeSpan) -> tuple[values.Stretch, ...]:
    """Gaps and planned breaks inside the span, joined where they touch."""
    last = time_span.end + timedelta(days=1)
    joined: list[tuple[date, date]] = []
    for gap in sorted([*gaps, *away(plan)], key=lambda gap: gap.start):
        start, end = max(gap.start, time_span.start), min(gap.end, last)
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(values.Stretch(start, end) for start, end in joined)

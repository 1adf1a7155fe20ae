"""Steps words: where each step stands, and the timeline of many.

In: an objective's steps. Out: step states and a `StepsChart`.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.model.plan import Objective, Plan, Step, StepStatus
from generator.progress.derive import Progress
from generator.progress.steps import ASIDE, StepsProgress
from generator.text.language import N_, _
from generator.view import chart_values, dates
from generator.view.measures.common import span
from generator.view.sentences import joined

#: Fewest steps that get a line of time beside their list.
#: Source: docs/clinical-rules.md#steps-in-time.
TIMELINE_FROM: Final = 5

_STATE_WORDS: Final = {
    chart_values.StepState.DONE: N_("done"),
    chart_values.StepState.NEXT: N_("next"),
    chart_values.StepState.LATER: N_("later"),
    chart_values.StepState.ASIDE: N_("set aside"),
}


def step_state(step: Step, steps: StepsProgress) -> chart_values.StepState:
    """Where the step stands among the steps of its objective."""
    if step.status is StepStatus.COMPLETED:
        return chart_values.StepState.DONE
    if step.status in ASIDE:
        return chart_values.StepState.ASIDE
    if step is steps.next:
        return chart_values.StepState.NEXT
    return chart_values.StepState.LATER


def steps_chart(plan: Plan, progress: Progress) -> chart_values.StepsChart | None:
    """The steps on a line of time; None for few of them, whose list says enough."""
    if len(progress.objective.steps) < TIMELINE_FROM:
        return None
    objective, steps = progress.objective, progress.steps
    marks = tuple(
        chart_values.StepMark(
            number,
            step_state(step, steps),
            step.done or step.due,
        )
        for number, step in enumerate(objective.steps, 1)
    )
    return chart_values.StepsChart(
        words=_chart_words(objective, steps, _table(plan, objective, marks)),
        span=span(plan),
        as_of=plan.as_of,
        marks=marks,
    )


def _chart_words(
    objective: Objective, steps: StepsProgress, table: chart_values.Table
) -> chart_values.ChartWords:
    done, all_steps = dates.number(len(steps.done)), dates.number(len(steps.going))
    following = ""
    if steps.next:
        following = _("Next: {step}.", step=steps.next.step)
    are_done = _("{done} of {all} steps are done.", done=done, all=all_steps)
    news = _("{done} of {all} done", done=done, all=all_steps)
    return chart_values.ChartWords(
        id=f"c-{objective.id}",
        title=_("{objective}, step by step", objective=objective.objective),
        description=joined(are_done, following),
        finding=chart_values.ChartFinding(news, joined(".", following)),
        table=table,
    )


def _table(
    plan: Plan, objective: Objective, marks: Iterable[chart_values.StepMark]
) -> chart_values.Table:
    rows = []
    for mark, step in zip(marks, objective.steps, strict=True):
        day = dates.short(mark.day, plan.as_of.year) if mark.day else ""
        state = _(_STATE_WORDS[mark.state])
        rows.append((dates.number(mark.number), step.step, state, day))
    heads = (_("Number"), _("Step"), _("State"), _("When"))
    return chart_values.Table(objective.objective, heads, tuple(rows))

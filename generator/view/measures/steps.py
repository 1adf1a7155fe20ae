"""Steps words: where each step stands, and the timeline of many.

In: an objective's steps. Out: step states and a `StepsChart`.
Touches nothing.
"""

from __future__ import annotations

from typing import Final

from generator.model.plan import Plan, Step, StepStatus
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
    year = plan.as_of.year
    marks = tuple(
        chart_values.StepMark(number, step_state(step, steps), step.done or step.due)
        for number, step in enumerate(objective.steps, 1)
    )
    rows = tuple(
        (
            dates.number(mark.number),
            step.step,
            _(_STATE_WORDS[mark.state]),
            dates.short(mark.day, year) if mark.day else "",
        )
        for mark, step in zip(marks, objective.steps, strict=True)
    )
    counts = {"done": dates.number(len(steps.done)), "all": dates.number(len(steps.going))}
    following = _("Next: {step}.", step=steps.next.step) if steps.next else ""
    return chart_values.StepsChart(
        words=chart_values.ChartWords(
            id=f"c-{objective.id}",
            title=_("{objective}, step by step", objective=objective.objective),
            description=joined(_("{done} of {all} steps are done.", **counts), following),
            finding=chart_values.ChartFinding(
                _("{done} of {all} done", **counts), joined(".", following)
            ),
            table=chart_values.Table(
                objective.objective, (_("Number"), _("Step"), _("State"), _("When")), rows
            ),
        ),
        span=span(plan),
        as_of=plan.as_of,
        marks=marks,
    )

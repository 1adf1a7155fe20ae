"""Steps words: where each step stands, and the timeline of many.

In: an objective's steps. Out: step states and a `StepsChart`.
Touches nothing.
"""

from __future__ import annotations

from generator.model import Plan, Step, StepStatus
from generator.progress import ASIDE, Progress, StepsProgress
from generator.view import dates, values
from generator.view.measures.frame import span


def step_state(step: Step, steps: StepsProgress) -> values.StepState:
    """Where the step stands among the steps of its objective."""
    if step.status is StepStatus.COMPLETED:
        return values.StepState.DONE
    if step.status in ASIDE:
        return values.StepState.ASIDE
    return values.StepState.NEXT if step is steps.next else values.StepState.LATER


def steps_chart(plan: Plan, progress: Progress) -> values.StepsChart:
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

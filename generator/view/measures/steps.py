"""Steps words: where each step stands among the steps of its objective.

In: a step and the progress of its objective. Out: its state.
Touches nothing. The list of steps says it all, with the day of each: a drawing would say it twice.
"""

from __future__ import annotations

from generator.model.plan import Step, StepStatus
from generator.progress.steps import ASIDE, StepsProgress
from generator.view import chart_values


def step_state(step: Step, steps: StepsProgress) -> chart_values.StepState:
    """Where the step stands among the steps of its objective."""
    if step.status is StepStatus.COMPLETED:
        return chart_values.StepState.DONE
    if step.status in ASIDE:
        return chart_values.StepState.ASIDE
    if step is steps.next:
        return chart_values.StepState.NEXT
    return chart_values.StepState.LATER

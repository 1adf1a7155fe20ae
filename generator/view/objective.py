"""Objective: an objective on the page: its charts, and what helps with it.

In: an objective with its series in words. Out: an ObjectiveView.
Touches nothing. What is held back until it is looked at together has no number and no chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from generator.model.plan import Objective, Plan, Publication, Step, StepStatus
from generator.progress.derive import Progress
from generator.progress.series import Signal
from generator.progress.steps import ASIDE, StepsProgress
from generator.text.language import _, isolated
from generator.view import around, dates, page_values, sentences
from generator.view.clear import clear
from generator.view.journal import STRATEGY_KINDS
from generator.view.measures.describe import Described, DescribedObjective
from generator.view.measures.steps import step_state
from generator.view.next_step import if_then_view, still_ahead
from generator.view.panels import in_panels
from generator.view.verdicts import told_once

#: What asks for something that has helped before.
_NEEDS_HELP: Final = (Signal.HARDER, Signal.FALLEN_BACK)


def objective_view(
    plan: Plan, described: DescribedObjective, helps: Sequence[page_values.HelpsView]
) -> page_values.ObjectiveView:
    """An objective as it stands on the page; `helps` are the strategies that have helped."""
    held = _while_held(plan, described)
    if described.progress.objective.publication is Publication.HELD:
        return held
    return replace(
        held,
        said=_said(described, [view.name for view in helps]),
        held=None,
        charts=in_panels(tuple(_charts(described))),
    )


def _said(described: DescribedObjective, helped: Sequence[str]) -> str:
    """What stands beside the charts: what the lines of several people are worth,
    how far the steps are where they are all there is, and what has helped where something is harder.
    """
    if not described.series:
        return steps_done(described.progress.steps)
    needs_help = any(one.series.signal in _NEEDS_HELP for one in described.series)
    return sentences.joined(
        _several_verdicts(described.series),
        sentences.helped_before(helped) if needs_help else "",
    )


def _several_verdicts(series: Sequence[Described]) -> str:
    if len(series) < 2:
        return ""
    words = [(one.rater or "", one.words) for one in series]
    return told_once([(name, sentences.joined(one.in_row, one.after)) for name, one in words])


def _while_held(plan: Plan, described: DescribedObjective) -> page_values.ObjectiveView:
    """An objective without its numbers and charts, until it is looked at together."""
    objective = described.progress.objective
    return page_values.ObjectiveView(
        id=objective.id,
        title=objective.objective,
        said="",
        held=_("We look at this one together first. Then it will stand here."),
        charts=(),
        steps=tuple(_step_views(plan, described.progress)),
        strategies=tuple(_strategies(objective)),
        if_then=tuple(map(if_then_view, objective.if_then)),
        clear=clear(plan, described),
    )


def _step_views(plan: Plan, progress: Progress) -> Iterator[page_values.StepView]:
    for step in progress.objective.steps:
        state = step_state(step, progress.steps)
        yield page_values.StepView(step.step, state, _step_word(plan, step))


def _strategies(objective: Objective) -> Iterator[page_values.StrategyView]:
    for one in objective.strategies:
        kind = _(STRATEGY_KINDS[one.kind]) if one.kind else None
        yield page_values.StrategyView(one.strategy, kind)


def _charts(described: DescribedObjective) -> Iterator[page_values.ChartView]:
    for place, one in enumerate(described.series, 1):
        yield page_values.ChartView(one.words.chart, place, one.rater)


def steps_done(steps: StepsProgress) -> str:
    """`2 of 5 steps done.`

    Source: docs/clinical-rules.md#steps-in-time.
    """
    done, all_steps = dates.number(len(steps.done)), dates.number(len(steps.going))
    return _("{done} of {all} steps done.", done=done, all=all_steps)


def _step_word(plan: Plan, step: Step) -> str:
    """`done 26 Jan`, `Alex, under way, by 3 Mar`;
    a name only where it is not plain whose step it is.
    """
    if step.status in ASIDE:
        return _("set aside for now")
    who = _doer(plan, step)
    if step.status is StepStatus.COMPLETED:
        return ", ".join(filter(None, (who, _done(plan, step))))
    going = _("under way") if step.status is StepStatus.IN_PROGRESS else ""
    return ", ".join(filter(None, (who, going, _by_day(plan, step))))


def _by_day(plan: Plan, step: Step) -> str:
    """`by 3 Mar`; nothing once the day is over."""
    due = still_ahead(plan, step.due)
    return _("by {day}", day=dates.short(due, plan.as_of.year)) if due else ""


def _doer(plan: Plan, step: Step) -> str:
    """The name of who does the step; nothing where it is plain."""
    if step.by and (len(plan.clients) > 1 or around.is_anothers(plan, step)):
        return isolated(plan.person(step.by).name)
    return ""


def _done(plan: Plan, step: Step) -> str:
    if step.done is None:
        return _("done")
    return _("done {day}", day=dates.short(step.done, plan.as_of.year))

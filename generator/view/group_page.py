"""Group page: the page of a group, which says nothing of any one person.

In: a group's plan, and the page of what is left of it without its people.
Out: the page of the group.
Touches nothing. Each objective has one chart of all people together in place of the charts of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.model.plan import Objective, Plan, Publication
from generator.progress.derive import Progress
from generator.progress.group import helped
from generator.progress.steps import steps
from generator.text.language import _
from generator.view import group, page_values, ranked, sentences
from generator.view.clear import COUNTED
from generator.view.measures.describe import DescribedObjective
from generator.view.rows import ROWS_LIMIT, steps_row, without_rows


def of_group(
    view: page_values.PageView,
    plan: Plan,
    bare: Plan,
) -> page_values.PageView:
    """The page of a group, made from `view`, the page of its `bare` plan without people."""
    objectives = {one.id: one for goal in bare.goals for one in goal.objectives}
    told = tuple(_rows(plan, objectives.values()))[:ROWS_LIMIT]
    return replace(
        view,
        going=() if told else without_rows(bare, ()),
        rows=told,
        helps=tuple(_helps(plan))[: ranked.LIMIT],
        journal_says=_(group.NO_JOURNAL),
        goals=tuple(_goal(plan, objectives, goal) for goal in view.goals),
    )


def _goal(
    plan: Plan, objectives: Mapping[str, Objective], view: page_values.GoalView
) -> page_values.GoalView:
    own = tuple(_objective(plan, objectives[one.id], one) for one in view.objectives)
    return replace(view, objectives=own)


def _rows(plan: Plan, objectives: Iterable[Objective]) -> Iterator[page_values.MeasureRow]:
    """A row for each objective that has something to show of all together."""
    for objective in objectives:
        if objective.publication is Publication.HELD:
            continue
        if objective.measure.is_scored:
            row = group.group_row(plan, objective)
        else:
            progress = Progress(objective, (), steps(objective.steps))
            row = steps_row(DescribedObjective(progress, ()))
        if row and row.values:
            yield row


def _helps(plan: Plan) -> Iterator[page_values.HelpsView]:
    for name in helped(plan):
        yield page_values.HelpsView(
            sentences.capital(name),
            _("named by five people or more"),
        )


def _objective(
    plan: Plan, objective: Objective, view: page_values.ObjectiveView
) -> page_values.ObjectiveView:
    if not objective.measure.is_scored or objective.publication is Publication.HELD:
        return view
    chart = group.group_chart(plan, objective)
    clear = view.clear
    if not objective.smart.measurable:
        clear = tuple(fact for fact in clear if fact.term != _(COUNTED))
    return replace(
        view,
        said="",
        held=None if chart else _(group.TOO_FEW),
        charts=(page_values.ChartView(chart),) if chart else (),
        clear=clear,
    )

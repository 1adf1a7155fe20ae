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
from generator.view.going import GOING_LIMIT, in_brief
from generator.view.measures.describe import DescribedObjective


def of_group(
    view: page_values.PageView,
    plan: Plan,
    bare: Plan,
) -> page_values.PageView:
    """The page of a group, made from `view`, the page of its `bare` plan without people."""
    objectives = {one.id: one for goal in bare.goals for one in goal.objectives}
    return replace(
        view,
        who=_("For everyone in the group"),
        going=tuple(_going(plan, objectives.values()))[:GOING_LIMIT],
        helps=tuple(_helps(plan))[: ranked.LIMIT],
        journal_says=_(group.NO_JOURNAL),
        goals=tuple(_goal(plan, objectives, goal) for goal in view.goals),
    )


def _goal(
    plan: Plan, objectives: Mapping[str, Objective], view: page_values.GoalView
) -> page_values.GoalView:
    own = tuple(_objective(plan, objectives[one.id], one) for one in view.objectives)
    return replace(view, objectives=own)


def _going(plan: Plan, objectives: Iterable[Objective]) -> Iterator[str]:
    """A sentence for each objective that has something to show."""
    for objective in objectives:
        if objective.measure.is_scored:
            words = group.group_in_brief(plan, objective)
        else:
            progress = Progress(objective, (), steps(objective.steps))
            words = in_brief(DescribedObjective(progress, ()))
        if words:
            yield words


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
        facts=(),
        said=None,
        held=None if chart else _(group.TOO_FEW),
        charts=(page_values.ChartView(None, chart),) if chart else (),
        clear=clear,
    )

"""Objective: an objective on the page: its facts, its charts, and what helps with it.

In: an objective with its series in words. Out: an ObjectiveView.
Touches nothing. What is held back until it is looked at together has no number and no chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model.plan import Goal, Objective, Plan, Publication, Step, StepStatus
from generator.progress.derive import Progress
from generator.progress.steps import ASIDE, StepsProgress
from generator.text.language import _, isolated
from generator.view import around, dates, page_values, sentences
from generator.view.clear import clear
from generator.view.journal import STRATEGY_KINDS
from generator.view.measures.common import SeriesWords
from generator.view.measures.describe import Described, DescribedObjective
from generator.view.measures.steps import step_state
from generator.view.next_step import if_then_view, still_ahead
from generator.view.whose import Whose


def objective_view(
    plan: Plan, goal: Goal, described: DescribedObjective, helps: Sequence[page_values.HelpsView]
) -> page_values.ObjectiveView:
    """An objective as it stands on the page; `helps` are the strategies that have helped."""
    held = _while_held(plan, goal, described)
    if described.progress.objective.publication is Publication.HELD:
        return held
    names = [view.name for view in helps]
    return replace(
        held,
        facts=tuple(_facts(plan, described)),
        said=" ".join(_verdict(one, names) for one in described.series) or None,
        held=None,
        charts=tuple(_charts(described)),
    )


def _while_held(
    plan: Plan,
    goal: Goal,
    described: DescribedObjective,
) -> page_values.ObjectiveView:
    """An objective without its numbers and charts, until it is looked at together."""
    objective = described.progress.objective
    return page_values.ObjectiveView(
        id=objective.id,
        title=objective.objective,
        facts=(),
        said=None,
        held=_("We look at this one together first. Then it will stand here."),
        charts=(),
        steps=tuple(_step_views(plan, described.progress)),
        strategies=tuple(_strategies(objective)),
        if_then=tuple(map(if_then_view, objective.if_then)),
        clear=clear(plan, goal, described),
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
        yield page_values.ChartView(one.rater, one.words.chart, place)


def _verdict(described: Described, helped: Sequence[str]) -> str:
    """The one sentence that a series is worth, with the name of the person that it is about."""
    words = described.words.said or sentences.signal(described.series, helped, described.whose)
    if described.rater and described.whose is Whose.ANOTHERS:
        return _("{rater}: {words}", rater=described.rater, words=words)
    return words


def _facts(plan: Plan, described: DescribedObjective) -> Iterator[page_values.Fact]:
    """Start, latest and aim; where several people rate, the way of each instead:
    `6 of 10 (18 May), from 3`.
    """
    by = _aim_by(plan, described.progress.objective)
    if not described.series:
        yield page_values.Fact(_("Done"), steps_done(described.progress.steps))
        yield page_values.Fact(by, _("all of them"))
        return
    for one in described.series:
        yield from _way_so_far(one)
    aim = described.series[0].words.aim
    if aim:
        yield page_values.Fact(by, aim)


def _way_so_far(described: Described) -> Iterator[page_values.Fact]:
    """Where a series began and where it is, in one fact under the rater's name if it has one."""
    words = described.words
    if described.rater is None:
        yield from _start_and_latest(words)
    elif words.latest:
        yield page_values.Fact(
            described.rater,
            _value_and_start(words, words.latest),
        )


def _aim_by(plan: Plan, objective: Objective) -> str:
    """`Aim by 20 June`; a day that is over is not named."""
    due = still_ahead(plan, objective.due)
    if not due:
        return _("Aim")
    return _("Aim by {day}", day=dates.long(due, plan.as_of.year))


def steps_done(steps: StepsProgress) -> str:
    """`2 of 5 steps`."""
    done, all_steps = dates.number(len(steps.done)), dates.number(len(steps.going))
    return _("{done} of {all} steps", done=done, all=all_steps)


def _start_and_latest(words: SeriesWords) -> Iterator[page_values.Fact]:
    if words.start:
        yield page_values.Fact(_("Start"), words.start)
    if words.latest:
        yield words.latest


def _value_and_start(words: SeriesWords, latest: page_values.Fact) -> str:
    """`6 of 10 (18 May), from 3`."""
    value = _("{value} ({when})", value=latest.value, when=latest.term)
    if not words.origin:
        return value
    return _("{value}, from {origin}", value=value, origin=words.origin)


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

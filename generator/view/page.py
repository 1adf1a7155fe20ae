"""View: a plan and its progress as everything the page says.

In: a validated Plan, its Progress and the practice's Settings. Out: one `PageView`, words final.
Touches nothing. Goals and objectives keep the plan's order; wins, months and reviews come latest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from markupsafe import Markup

from generator.model.measure import QuestionnaireTotal, StepRank, Steps
from generator.model.plan import (
    Goal,
    IfThen,
    Objective,
    Plan,
    Publication,
    Review,
    Setting,
    Step,
    StepStatus,
)
from generator.model.settings import DEMONSTRATION_NAME, OnLock, Settings, SupportLine
from generator.model.share import Status
from generator.progress.derive import Progress, derive
from generator.progress.group import helped as group_helped
from generator.progress.questionnaire import QuestionnaireSeries
from generator.progress.series import Signal
from generator.progress.steps import ASIDE, steps
from generator.text.contact import parts_of
from generator.text.language import N_, _, isolated, spoken
from generator.text.prose import convert
from generator.view import around, called, chart_values, closeness, dates, group, ranked, sentences
from generator.view import goal as goal_words
from generator.view import page_values as values
from generator.view.changes import shown_goals, story, waiting_goals
from generator.view.hard_moments import hard_moments_chart
from generator.view.journal import STRATEGY_KINDS, has_text, joined_words, journal, wins
from generator.view.measures import questionnaire
from generator.view.measures.describe import Described, DescribedObjective, describe
from generator.view.measures.steps import step_state, steps_chart
from generator.view.once import explained
from generator.view.timeline import timeline_view
from generator.view.tracking_sheet import tracking_sheet
from generator.view.whose import Whose

#: What the browser tab and a bookmark say unless the client chooses otherwise; anyone may see them.
NEUTRAL_TITLE: Final = N_("My plan")
#: Most objectives told of under "How it is going".
GOING_LIMIT: Final = 3
#: Most strategies named at the top while something is harder.
_HELPED_LIMIT: Final = 2

#: What a plan says that asks for nothing now.
_RESTS: Final = {
    Status.ON_HOLD: (
        N_("This plan is on hold"),
        N_("Nothing needs doing now. You pick it up again together, when it suits you."),
    ),
    Status.COMPLETED: (
        N_("This plan is complete"),
        N_("What you found out is yours to keep, and this page is here to look back on."),
    ),
}


def shell_view(settings: Settings) -> values.ShellView:
    """What every locked page of a practice says."""
    return values.ShellView(
        language=spoken().tag,
        direction=spoken().direction,
        leave_to=settings.leave_to,
        support=tuple(_help_line(line) for line in settings.support)
        if settings.on_lock is OnLock.SUPPORT
        else (),
        is_sample=settings.key == DEMONSTRATION_NAME,
    )


def page_view(plan: Plan, progress: Mapping[str, Progress], settings: Settings) -> values.PageView:
    """Everything the page of `plan` says; a group's page says nothing of any one person."""
    return (
        _group_view(plan, settings)
        if plan.setting is Setting.GROUP
        else _view(plan, progress, settings)
    )


def _group_view(plan: Plan, settings: Settings) -> values.PageView:
    bare = group.without_people(plan)
    view = _view(bare, derive(bare), settings)
    objectives = {one.id: one for goal in bare.goals for one in goal.objectives}
    charts = {id: group.spread_chart(plan, one) for id, one in objectives.items()}
    said = [
        group.group_in_brief(plan, one) if _is_scored(one) else _step_words(one)
        for one in objectives.values()
    ]
    helps = tuple(
        values.HelpsView(sentences.capital(name), _("named by five people or more"))
        for name in group_helped(plan)
    )
    return replace(
        view,
        who=_("For everyone in the group"),
        going=tuple(filter(None, said))[:GOING_LIMIT],
        helps=helps[: ranked.LIMIT],
        journal_says=_(group.NO_JOURNAL),
        goals=tuple(
            replace(
                goal,
                objectives=tuple(
                    _group_objective(view, objectives, charts) for view in goal.objectives
                ),
            )
            for goal in view.goals
        ),
    )


def _is_scored(objective: Objective) -> bool:
    return not isinstance(objective.measure, Steps)


def _step_words(objective: Objective) -> str:
    return _briefly(DescribedObjective(Progress(objective, (), steps(objective.steps)), ()))


def _group_objective(
    view: values.ObjectiveView,
    objectives: Mapping[str, Objective],
    charts: Mapping[str, chart_values.GroupChart | None],
) -> values.ObjectiveView:
    objective = objectives[view.id]
    if not _is_scored(objective) or objective.publication is Publication.HELD:
        return view
    chart = charts[view.id]
    shown = (values.ChartView(None, chart),) if chart else ()
    clear = tuple(
        fact
        for fact in view.clear
        if fact.term != _(goal_words.COUNTED) or objective.smart.measurable
    )
    return replace(
        view,
        facts=(),
        said=None,
        held=None if chart else _(group.TOO_FEW),
        charts=shown,
        clear=clear,
    )


def _view(plan: Plan, progress: Mapping[str, Progress], settings: Settings) -> values.PageView:
    prose = convert(_markdown_texts(plan))
    helps = ranked.helps(plan)
    shown = {objective.id for goal in shown_goals(plan) for objective in goal.objectives}
    told = explained(
        {id: describe(plan, one) for id, one in progress.items() if id in shown}, plan.as_of.year
    )
    harder = _harder(plan, told, helps)
    return values.PageView(
        language=spoken().tag,
        direction=spoken().direction,
        tab_title=plan.tab_title or _(NEUTRAL_TITLE),
        title=plan.title or _(NEUTRAL_TITLE),
        who=_who(plan),
        approach=joined_words(plan.approach) or None,
        what_matters=plan.what_matters,
        leave_to=settings.leave_to,
        next_step=_rest(plan) or _next_step(plan, told),
        going_title=_("How it went") if plan.status is Status.COMPLETED else _("How it is going"),
        going=harder or _going(plan, told),
        rail=timeline_view(plan),
        help=tuple(_help_line(line) for line in plan.support),
        starting_point=_starting_point(plan, prose),
        goals=tuple(_goal(plan, goal, told, prose, helps) for goal in shown_goals(plan)),
        later=waiting_goals(plan),
        wins=wins(plan),
        helps=helps,
        journal=journal(plan, prose),
        journal_says=None
        if any(map(has_text, plan.entries))
        else _("The first note will stand here."),
        reviews=tuple(_review(plan, review) for review in reversed(plan.reviews)),
        story=story(plan),
        safety=_safety(plan),
        as_of=dates.full(plan.as_of),
        events=hard_moments_chart(plan),
        sheet=None if plan.status is Status.COMPLETED else tracking_sheet(plan),
        after_head=_after_head(plan),
        kind_line=around.kind_line(plan),
        before_goals=around.before_goals(plan, prose),
        no_goal=_no_goal(plan),
        costs=ranked.costs(plan),
        after_goals=around.after_goals(plan, prose),
        help_first=bool(harder),
    )


def _markdown_texts(plan: Plan) -> Iterator[str]:
    """Every text of the plan that may hold Markdown."""
    point = plan.starting_point
    yield from filter(
        None, (point.expectations, point.hindrances, point.success_feels_like, point.motivation)
    )
    yield from (goal.why for goal in plan.goals if goal.why)
    yield from (entry.note for entry in plan.entries if entry.note)
    yield from around.markdown_texts(plan)
    yield from filter(None, (closeness.closeness_words(plan, goal) for goal in plan.goals))


# ---- top of the page


def _who(plan: Plan) -> str:
    clients = [person.name for person in plan.clients]
    therapists = [person.name for person in plan.therapists]
    names, therapist_names = dates.several(clients), dates.several(therapists)
    if not therapists:
        return _("For {names}", names=names) if clients else ""
    if not clients:
        return _("Made with {therapists}", therapists=therapist_names)
    return _("For {names}, made with {therapists}", names=names, therapists=therapist_names)


def _no_goal(plan: Plan) -> values.NoGoal | None:
    """What stands in place of goals; nothing beside those that wait, which would contradict it."""
    is_open = not shown_goals(plan) and not waiting_goals(plan)
    return values.NoGoal(called.yours(plan), called.none_yet(plan)) if is_open else None


def _after_head(plan: Plan) -> tuple[str, ...]:
    """What the group is about, and what is looked after elsewhere: a line each."""
    theme = [_("What brings us together: {theme}", theme=plan.theme)] if plan.theme else []
    elsewhere = (
        [_("Looked after elsewhere: {what}", what="; ".join(map(isolated, plan.other_care)))]
        if plan.other_care
        else []
    )
    return (*theme, *elsewhere)


def _help_line(line: SupportLine) -> values.HelpLine:
    return values.HelpLine(line.name, parts_of(line.contact), line.when)


def _next_step(plan: Plan, told: Mapping[str, DescribedObjective]) -> values.NextStep | None:
    """The step marked first, else one under way, else the first open one of the plan; never somebody else's."""
    objectives = [one.progress.objective for one in told.values()]
    own = [(steps(_own_steps(plan, objective)).next, objective) for objective in objectives]
    offered = [(step, objective) for step, objective in own if step]
    if not offered:
        return None
    step, objective = min(
        offered,
        key=lambda pair: (
            pair[0].rank is not StepRank.FIRST,
            pair[0].status is not StepStatus.IN_PROGRESS,
        ),
    )
    due = _ahead(plan, step.due)
    by = _("By {day}", day=dates.with_weekday(due, plan.as_of.year)) if due else None
    return values.NextStep(
        step.step, by, _if_then(objective.if_then[0]) if objective.if_then else None
    )


def _ahead(plan: Plan, day: date | None) -> date | None:
    """The day, while it lies ahead of what the plan knows; one that has passed would only reproach."""
    return None if day is None or day < plan.as_of else day


def _own_steps(plan: Plan, objective: Objective) -> tuple[Step, ...]:
    return tuple(step for step in objective.steps if not around.is_anothers(plan, step))


def _rest(plan: Plan) -> values.Rest | None:
    if plan.status not in _RESTS:
        return None
    title, words = _RESTS[plan.status]
    return values.Rest(_(title), _(words))


def _if_then(pair: IfThen) -> values.IfThenView:
    """The pair as one sentence with its full stop."""
    then = pair.then if pair.then.endswith((".", "!", "?", "…")) else f"{pair.then}."
    return values.IfThenView(pair.if_.rstrip(",."), then)


def _going(plan: Plan, told: Mapping[str, DescribedObjective]) -> tuple[str, ...]:
    """How it is going: one sentence for the whole, then one for each of the first objectives.

    Questionnaires come after them, in sentences of their own, and have no part in the whole.
    """
    shown = [
        one for one in told.values() if one.progress.objective.publication is Publication.SHOWN
    ]
    sheets = [
        one for one in shown if isinstance(one.progress.objective.measure, QuestionnaireTotal)
    ]
    goals = [one for one in shown if one not in sheets]
    signals = [one.series.signal for objective in goals for one in objective.series]
    said = [words for words in map(_briefly, goals) if words][:GOING_LIMIT]
    asked = [words for words in map(_asked, sheets) if words][:GOING_LIMIT]
    is_over = plan.status is Status.COMPLETED
    lead = (
        ()
        if is_over or (asked and not goals)
        else (sentences.lead(signals, plan.timeframe.start, plan.as_of),)
    )
    if is_over and not said and not asked:
        return (_("No numbers were written down. The words below tell how it was."),)
    return (*lead, *said, *asked)


def _harder(
    plan: Plan, told: Mapping[str, DescribedObjective], helps: Sequence[values.HelpsView]
) -> tuple[str, ...]:
    """How it is going while something is harder: one sentence, and what helped before; numbers stay further down.

    Empty where nothing is, and in a plan that is complete.
    """
    shown = [
        one for one in told.values() if one.progress.objective.publication is Publication.SHOWN
    ]
    series = [one.series for objective in shown for one in objective.series]
    # A little is within what question sheets do by themselves.
    signals = [
        one.signal
        for one in series
        if not isinstance(one, QuestionnaireSeries) or one.signal is Signal.HARDER
    ]
    if plan.status is Status.COMPLETED or not any(one.is_hard for one in signals):
        return ()
    names = [view.name for view in helps[:_HELPED_LIMIT]]
    helped = (
        _("What has helped before: {strategy}.", strategy=dates.several(names)) if names else ""
    )
    return tuple(filter(None, (sentences.lead(signals, plan.timeframe.start, plan.as_of), helped)))


def _asked(told: DescribedObjective) -> str:
    """A questionnaire in a sentence of its own, one for each rater: `PHQ-9 9 of 27, from 17; lower is better.`"""
    measure, parts = told.progress.objective.measure, []
    for one in told.series:
        if isinstance(measure, QuestionnaireTotal) and isinstance(one.series, QuestionnaireSeries):
            words = questionnaire.total_in_brief(measure, one.series, one.words.origin)
            parts.append(
                _("{rater}: {words}", rater=one.rater, words=words)
                if one.rater and words
                else words
            )
    return " ".join(filter(None, parts))


def _briefly(told: DescribedObjective) -> str:
    """One objective in a few words: `Ease on the train: 6 of 10, from 3.`"""
    parts = []
    for one in told.series:
        words = one.words
        if words.latest is not None:
            value = words.brief or words.latest.value
            if words.origin:
                value = _("{value}, from {origin}", value=value, origin=words.origin)
            parts.append(_("{rater} {value}", rater=one.rater, value=value) if one.rater else value)
    steps = told.progress.steps
    if not told.series:
        counts = {"done": dates.number(len(steps.done)), "all": dates.number(len(steps.going))}
        parts.append(_("{done} of {all} steps done", **counts))
    title = told.progress.objective.objective.rstrip(".")
    return _("{objective}: {said}.", objective=title, said="; ".join(parts)) if parts else ""


# ---- goals


def _starting_point(plan: Plan, prose: Mapping[str, Markup]) -> tuple[values.ProseFact, ...]:
    point = plan.starting_point
    we = len(plan.clients) > 1 or plan.setting is Setting.GROUP
    terms = (
        (_("What we hope for") if we else _("What I hope for"), point.expectations),
        (_("What gets in the way"), point.hindrances),
        (_("How we will know") if we else _("How I will know"), point.success_feels_like),
        (_("What keeps us going") if we else _("What keeps me going"), point.motivation),
    )
    return tuple(values.ProseFact(term, prose[text]) for term, text in terms if text)


def _goal(
    plan: Plan,
    goal: Goal,
    told: Mapping[str, DescribedObjective],
    prose: Mapping[str, Markup],
    helps: Sequence[values.HelpsView],
) -> values.GoalView:
    shown = shown_goals(plan)
    index = shown.index(goal)
    label = called.numbered(plan, goal, index) if len(shown) > 1 else ""
    close = closeness.closeness_words(plan, goal)
    pairs = (
        (_("What brought you here"), "\n\n".join(goal.addresses)),
        (_("Why it matters"), goal.why),
        (_("How close it feels"), close),
    )
    signals = [
        one.series.signal
        for objective in goal.objectives
        if objective.publication is Publication.SHOWN
        for one in told[objective.id].series
        if not isinstance(one.series, QuestionnaireSeries)
    ]
    return values.GoalView(
        id=f"g{index + 1}",
        label=label,
        title=goal.goal,
        state=goal_words.goal_facts(plan, goal, signals),
        pairs=tuple(values.ProseFact(term, prose[text]) for term, text in pairs if text),
        objectives=tuple(
            _objective(plan, goal, told[objective.id], helps) for objective in goal.objectives
        ),
    )


def _objective(
    plan: Plan, goal: Goal, told: DescribedObjective, helps: Sequence[values.HelpsView]
) -> values.ObjectiveView:
    objective, steps = told.progress.objective, told.progress.steps
    view = values.ObjectiveView(
        id=objective.id,
        title=objective.objective,
        facts=(),
        said=None,
        held=_("We look at this one together first. Then it will stand here."),
        charts=(),
        steps=tuple(
            values.StepView(step.step, step_state(step, steps), _step_word(plan, step))
            for step in objective.steps
        ),
        strategies=tuple(
            values.StrategyView(one.strategy, _(STRATEGY_KINDS[one.kind]) if one.kind else None)
            for one in objective.strategies
        ),
        if_then=tuple(_if_then(pair) for pair in objective.if_then),
        clear=goal_words.clear(plan, goal, told),
    )
    if objective.publication is Publication.HELD:
        return view
    of_steps = None if told.series else steps_chart(plan, told.progress)
    charts = [
        values.ChartView(one.rater, one.words.chart, n) for n, one in enumerate(told.series, 1)
    ]
    charts += [values.ChartView(None, of_steps)] if of_steps else []
    return replace(
        view,
        facts=_facts(plan, told),
        said=_said(told.series, helps),
        held=None,
        charts=tuple(charts),
    )


def _said(told: Sequence[Described], helps: Sequence[values.HelpsView]) -> str | None:
    names = [view.name for view in helps]
    return " ".join(_verdict(one, names) for one in told) or None


def _verdict(told: Described, helped: Sequence[str]) -> str:
    """The one sentence that a series is worth, with the name of the person that it is about."""
    words = told.words.said or sentences.signal(told.series, helped, told.whose)
    return (
        _("{rater}: {words}", rater=told.rater, words=words)
        if told.rater and told.whose is Whose.ANOTHERS
        else words
    )


def _facts(plan: Plan, told: DescribedObjective) -> tuple[values.Fact, ...]:
    """Start, latest and aim; where several people rate, the way of each instead: `6 of 10 (18 May), from 3`."""
    due = _ahead(plan, told.progress.objective.due)
    by = _("Aim by {day}", day=dates.long(due, plan.as_of.year)) if due else _("Aim")
    if not told.series:
        steps = told.progress.steps
        counts = {"done": dates.number(len(steps.done)), "all": dates.number(len(steps.going))}
        return (
            values.Fact(_("Done"), _("{done} of {all} steps", **counts)),
            values.Fact(by, _("all of them")),
        )
    facts = []
    for one in told.series:
        words = one.words
        if one.rater and words.latest:
            way = _("{value} ({when})", value=words.latest.value, when=words.latest.term)
            if words.origin:
                way = _("{value}, from {origin}", value=way, origin=words.origin)
            facts.append(values.Fact(one.rater, way))
        elif not one.rater:
            facts += [values.Fact(_("Start"), words.start)] if words.start else []
            facts += [words.latest] if words.latest else []
    aim = told.series[0].words.aim
    return (*facts, values.Fact(by, aim)) if aim else tuple(facts)


def _step_word(plan: Plan, step: Step) -> str:
    year = plan.as_of.year
    named = len(plan.clients) > 1 or around.is_anothers(plan, step)
    who = isolated(plan.person(step.by).name) if step.by and named else ""
    if step.status in ASIDE:
        return _("set aside for now")
    if step.status is StepStatus.COMPLETED:
        done = _("done {day}", day=dates.short(step.done, year)) if step.done else _("done")
        return ", ".join(filter(None, (who, done)))
    due = _ahead(plan, step.due)
    when = _("by {day}", day=dates.short(due, year)) if due else ""
    going = _("under way") if step.status is StepStatus.IN_PROGRESS else ""
    return ", ".join(filter(None, (who, going, when)))


def _safety(plan: Plan) -> tuple[values.SafetyStep, ...]:
    """The steps of the safety plan that are filled in, in their order."""
    own = plan.safety_plan
    steps = (
        (_("My warning signs"), own.warning_signs),
        (_("What I can do by myself"), own.on_my_own),
        (_("People and places that take my mind off it"), own.people_and_places),
        (_("People I can ask for help"), own.people_to_ask),
        (_("Professionals and crisis lines"), own.professionals),
        (_("Making my surroundings safer"), own.surroundings),
        (_("Worth living for"), own.worth_living_for),
    )
    return tuple(
        values.SafetyStep(title, tuple(map(_to_turn_to, words))) for title, words in steps if words
    )


def _to_turn_to(words: str | SupportLine) -> str:
    """What stands in a safety plan: `Nora, 555 0100, in the evening`."""
    return (
        words
        if isinstance(words, str)
        else ", ".join(filter(None, (words.name, words.contact, words.when)))
    )


def _review(plan: Plan, review: Review) -> values.ReviewView:
    parts = (
        (N_("Kept: {what}."), review.kept),
        (N_("Changed: {what}."), review.changed),
        (N_("What could be better: {what}."), review.could_be_better),
        (N_("Next: {what}."), review.next),
    )
    words = sentences.joined(
        *(_(message, what=text.rstrip(".")) for message, text in parts if text)
    )
    return values.ReviewView(dates.long(review.on, plan.as_of.year), words)

"""View: a plan and its progress as everything the page says.

In: a validated Plan, its Progress and the practice's Settings. Out: one `PageView`, words final.
Touches nothing. Goals and objectives keep the plan's order; wins, months and reviews come latest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import fmean
from typing import Final

from markupsafe import Markup

from generator.model import (
    DEMONSTRATION_NAME,
    Entry,
    Goal,
    IfThen,
    Milestones,
    Objective,
    OnLock,
    Plan,
    Publication,
    Review,
    Setting,
    Settings,
    Sheet,
    Step,
    StepRank,
    StepStatus,
    StrategyKind,
    SupportLine,
)
from generator.progress import ASIDE, Progress, QuestionnaireSeries, derive, steps
from generator.progress.group import helped as group_helped
from generator.prose import convert
from generator.view import dates, group, sentences, values
from generator.view import goal as goal_words
from generator.view.measures import Told, ToldObjective, questionnaire, step_state, tell, timeline
from generator.view.rail import rail
from generator.view.story import shown_goals, story, waiting_goals

#: What the browser tab and a bookmark say unless the client chooses otherwise; anyone may see them.
NEUTRAL_TITLE: Final = "My plan"
#: Most objectives told of under "How it is going".
GOING_LIMIT: Final = 3
#: Most strategies listed under "What helps".
HELPS_LIMIT: Final = 8

_KINDS: Final = {
    StrategyKind.SKILL: "a skill",
    StrategyKind.CONNECTION: "with others",
    StrategyKind.ENVIRONMENT: "around me",
    StrategyKind.PRACTICE: "to practise",
    StrategyKind.SUPPORT: "asking for help",
}

_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
_PHONE = re.compile(r"\+?[\d ()/.-]{2,24}")
_ADDRESS = re.compile(r"https://[^\s\"'<>]+")


def shell_view(settings: Settings) -> values.ShellView:
    """What every locked page of a practice says."""
    return values.ShellView(
        language=settings.language,
        direction="ltr",
        leave_to=settings.leave_to,
        support=tuple(_help_line(line) for line in settings.support) if settings.on_lock is OnLock.SUPPORT else (),
        is_sample=settings.key == DEMONSTRATION_NAME,
    )


def page_view(plan: Plan, progress: Mapping[str, Progress], settings: Settings) -> values.PageView:
    """Everything the page of `plan` says; a group's page says nothing of any one person."""
    return _group_view(plan, settings) if plan.setting is Setting.GROUP else _view(plan, progress, settings)


def _group_view(plan: Plan, settings: Settings) -> values.PageView:
    bare = group.without_people(plan)
    view = _view(bare, derive(bare), settings)
    objectives = {one.id: one for goal in bare.goals for one in goal.objectives}
    charts = {id: group.spread_chart(plan, one) for id, one in objectives.items()}
    said = [group.briefly(plan, one) if _is_scored(one) else _step_words(one) for one in objectives.values()]
    helps = tuple(
        values.HelpsView(name[:1].upper() + name[1:], "named by five people or more") for name in group_helped(plan)
    )
    return replace(
        view,
        who="For everyone in the group",
        going=tuple(filter(None, said))[:GOING_LIMIT],
        helps=helps[:HELPS_LIMIT],
        journal_says=group.NO_JOURNAL,
        goals=tuple(
            replace(goal, objectives=tuple(_group_objective(view, objectives, charts) for view in goal.objectives))
            for goal in view.goals
        ),
    )


def _is_scored(objective: Objective) -> bool:
    return not isinstance(objective.measure, Milestones)


def _step_words(objective: Objective) -> str:
    return _briefly(ToldObjective(Progress(objective, (), steps(objective.steps)), ()))


def _group_objective(
    view: values.ObjectiveView,
    objectives: Mapping[str, Objective],
    charts: Mapping[str, values.SpreadChart | None],
) -> values.ObjectiveView:
    objective = objectives[view.id]
    if not _is_scored(objective) or objective.publication is Publication.HELD:
        return view
    chart = charts[view.id]
    shown = (values.ChartView(None, chart),) if chart else ()
    clear = tuple(fact for fact in view.clear if fact.term != goal_words.COUNTED or objective.smart.measurable)
    return replace(view, facts=(), said=None, held=None if chart else group.TOO_FEW, charts=shown, clear=clear)


def _view(plan: Plan, progress: Mapping[str, Progress], settings: Settings) -> values.PageView:
    prose = convert(_markdown_texts(plan))
    helps = _helps(plan)
    shown = {objective.id for goal in shown_goals(plan) for objective in goal.objectives}
    told = {id: tell(plan, one) for id, one in progress.items() if id in shown}
    return values.PageView(
        language=plan.language,
        direction="ltr",
        tab_title=plan.tab_title or NEUTRAL_TITLE,
        title=plan.title,
        who=_who(plan),
        approach=", ".join(plan.approach) or None,
        what_matters=plan.what_matters,
        leave_to=settings.leave_to,
        next_step=_next_step(plan, told),
        going=_going(plan, told),
        rail=rail(plan),
        help=tuple(_help_line(line) for line in plan.support),
        starting_point=_starting_point(plan, prose),
        goals=tuple(_goal(plan, goal, told, prose, helps) for goal in shown_goals(plan)),
        later=waiting_goals(plan),
        wins=_wins(plan),
        helps=helps,
        journal=_journal(plan, prose),
        journal_says=None if any(map(_has_words, plan.entries)) else "The first note will stand here.",
        reviews=tuple(_review(plan, review) for review in reversed(plan.reviews)),
        story=story(plan),
        safety=_safety(plan),
        as_of=dates.full(plan.as_of),
    )


def _markdown_texts(plan: Plan) -> Iterator[str]:
    """Every text of the plan that may hold Markdown."""
    point = plan.starting_point
    yield from filter(None, (point.expectations, point.hindrances, point.success_feels_like, point.motivation))
    yield from (goal.why for goal in plan.goals if goal.why)
    yield from (entry.note for entry in plan.entries if entry.note)


# ---- top of the page


def _who(plan: Plan) -> str:
    clients = [person.name for person in plan.clients]
    therapists = [person.name for person in plan.therapists]
    if not clients:
        return f"Made with {dates.several(therapists)}" if therapists else ""
    with_whom = f", made with {dates.several(therapists)}" if therapists else ""
    return f"For {dates.several(clients)}{with_whom}"


def _help_line(line: SupportLine) -> values.HelpLine:
    contact = line.contact.strip()
    href = None
    if _PHONE.fullmatch(contact):
        href = "tel:" + re.sub(r"[^\d+]", "", contact)
    elif _ADDRESS.fullmatch(contact):
        href = contact
    return values.HelpLine(line.name, contact, line.when, href)


def _next_step(plan: Plan, told: Mapping[str, ToldObjective]) -> values.NextStep | None:
    """The step marked first, else one under way, else the first open one of the plan."""
    all_progress = [one.progress for one in told.values()]
    offered = [(one.steps.next, one.objective) for one in all_progress if one.steps.next]
    if not offered:
        return None
    step, objective = min(
        offered, key=lambda pair: (pair[0].rank is not StepRank.FIRST, pair[0].status is not StepStatus.IN_PROGRESS)
    )
    by = f"By {dates.with_weekday(step.due, plan.as_of.year)}" if step.due else None
    return values.NextStep(step.step, by, _if_then(objective.if_then[0]) if objective.if_then else None)


def _if_then(pair: IfThen) -> values.IfThenView:
    """The pair as one sentence with its full stop."""
    then = pair.then if pair.then.endswith((".", "!", "?", "…")) else f"{pair.then}."
    return values.IfThenView(pair.if_.rstrip(",."), then)


def _going(plan: Plan, told: Mapping[str, ToldObjective]) -> tuple[str, ...]:
    """How it is going: one sentence for the whole, then one for each of the first objectives.

    Questionnaires come after them, in sentences of their own, and have no part in the whole.
    """
    shown = [one for one in told.values() if one.progress.objective.publication is Publication.SHOWN]
    sheets = [one for one in shown if isinstance(one.progress.objective.measure, Sheet)]
    goals = [one for one in shown if one not in sheets]
    signals = [one.series.signal for objective in goals for one in objective.series]
    said = [words for words in map(_briefly, goals) if words][:GOING_LIMIT]
    asked = [words for words in map(_asked, sheets) if words][:GOING_LIMIT]
    lead = () if asked and not goals else (sentences.lead(signals, plan.timeframe.start),)
    return (*lead, *said, *asked)


def _asked(told: ToldObjective) -> str:
    """A questionnaire in a sentence of its own, one for each rater: `PHQ-9 9 of 27, from 17; lower is better.`"""
    measure, parts = told.progress.objective.measure, []
    for one in told.series:
        if isinstance(measure, Sheet) and isinstance(one.series, QuestionnaireSeries):
            words = questionnaire.briefly(measure, one.series)
            parts.append(f"{one.rater}: {words}" if one.rater and words else words)
    return " ".join(filter(None, parts))


def _briefly(told: ToldObjective) -> str:
    """One objective in a few words: `Ease on the train: 6 of 10, from 3.`"""
    parts = []
    for one in told.series:
        words = one.words
        if words.latest is not None:
            who = f"{one.rater} " if one.rater else ""
            origin = f", from {words.origin}" if words.origin else ""
            parts.append(f"{who}{words.latest.value}{words.rate}{origin}")
    steps = told.progress.steps
    if not told.series:
        parts.append(f"{len(steps.done)} of {len(steps.going)} steps done")
    return f"{told.progress.objective.objective.rstrip('.')}: {'; '.join(parts)}." if parts else ""


# ---- goals


def _starting_point(plan: Plan, prose: Mapping[str, Markup]) -> tuple[values.ProseFact, ...]:
    point = plan.starting_point
    we = len(plan.clients) > 1 or plan.setting is Setting.GROUP
    terms = (
        ("What we hope for" if we else "What I hope for", point.expectations),
        ("What gets in the way", point.hindrances),
        ("How we will know" if we else "How I will know", point.success_feels_like),
        ("What keeps us going" if we else "What keeps me going", point.motivation),
    )
    return tuple(values.ProseFact(term, prose[text]) for term, text in terms if text)


def _goal(
    plan: Plan,
    goal: Goal,
    told: Mapping[str, ToldObjective],
    prose: Mapping[str, Markup],
    helps: Sequence[values.HelpsView],
) -> values.GoalView:
    shown = shown_goals(plan)
    index = shown.index(goal)
    label = ""
    if len(shown) > 1:
        label = f"{_ORDINALS[index]} goal" if index < len(_ORDINALS) else f"Goal {index + 1}"
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
        state=goal_words.state(plan, goal, signals),
        pairs=(values.ProseFact("Why it matters", prose[goal.why]),) if goal.why else (),
        objectives=tuple(_objective(plan, goal, told[objective.id], helps) for objective in goal.objectives),
    )


def _objective(plan: Plan, goal: Goal, told: ToldObjective, helps: Sequence[values.HelpsView]) -> values.ObjectiveView:
    objective, steps = told.progress.objective, told.progress.steps
    view = values.ObjectiveView(
        id=objective.id,
        title=objective.objective,
        facts=(),
        said=None,
        held="We look at this one together first. Then it will stand here.",
        charts=(),
        steps=tuple(
            values.StepView(step.step, step_state(step, steps), _step_word(plan, step)) for step in objective.steps
        ),
        strategies=tuple(
            values.StrategyView(one.strategy, _KINDS[one.kind] if one.kind else None) for one in objective.strategies
        ),
        if_then=tuple(_if_then(pair) for pair in objective.if_then),
        clear=goal_words.clear(plan, goal, told),
    )
    if objective.publication is Publication.HELD:
        return view
    steps_chart = None if told.series else timeline(plan, told.progress)
    charts = [values.ChartView(one.rater, one.words.chart) for one in told.series]
    charts += [values.ChartView(None, steps_chart)] if steps_chart else []
    return replace(view, facts=_facts(plan, told), said=_said(told.series, helps), held=None, charts=tuple(charts))


def _said(told: Sequence[Told], helps: Sequence[values.HelpsView]) -> str | None:
    names = [view.name for view in helps]
    return (
        " ".join(
            (f"{one.rater}: " if one.rater else "") + (one.words.said or sentences.signal(one.series, names))
            for one in told
        )
        or None
    )


def _facts(plan: Plan, told: ToldObjective) -> tuple[values.Fact, ...]:
    """Start, latest and aim; where several people rate, the way of each instead: `3, now 6 of 10`."""
    by = f"Aim by {dates.long(told.progress.objective.due, plan.as_of.year)}"
    if not told.series:
        steps = told.progress.steps
        return (values.Fact("Done", f"{len(steps.done)} of {len(steps.going)} steps"), values.Fact(by, "all of them"))
    facts = []
    for one in told.series:
        words = one.words
        if one.rater and words.latest:
            facts.append(values.Fact(one.rater, (f"{words.origin}, now " if words.origin else "") + words.latest.value))
        elif not one.rater:
            facts += [values.Fact("Start", words.start)] if words.start else []
            facts += [words.latest] if words.latest else []
    aim = told.series[0].words.aim
    return (*facts, values.Fact(by, aim)) if aim else tuple(facts)


def _step_word(plan: Plan, step: Step) -> str:
    year = plan.as_of.year
    who = f"{plan.person(step.by).name}, " if step.by and len(plan.clients) > 1 else ""
    if step.status is StepStatus.COMPLETED:
        return f"{who}done {dates.short(step.done, year)}" if step.done else f"{who}done"
    if step.status in ASIDE:
        return "set aside for now"
    when = f"by {dates.short(step.due, year)}" if step.due else ""
    going = "under way" if step.status is StepStatus.IN_PROGRESS else ""
    return who.rstrip(", ") if who and not (when or going) else who + ", ".join(filter(None, (going, when)))


# ---- what the entries tell


def _wins(plan: Plan) -> tuple[values.Win, ...]:
    return tuple(
        values.Win(_by(plan, entry, dates.long(entry.on, plan.as_of.year)), entry.celebrate)
        for entry in reversed(plan.entries)
        if entry.celebrate
    )


def _helps(plan: Plan) -> tuple[values.HelpsView, ...]:
    """What helped, the most helpful first; what helped less than a little is left out."""
    found: dict[str, list[int]] = {}
    for entry in plan.entries:
        for helped in entry.helped:
            found.setdefault(helped.strategy, []).append(helped.much)
    ranked = sorted(found.items(), key=lambda item: (-fmean(item[1]), -len(item[1]), item[0]))
    return tuple(
        values.HelpsView(name[:1].upper() + name[1:], f"helped {_much(fmean(marks))}, {_times(len(marks))}")
        for name, marks in ranked
        if fmean(marks) >= 1
    )[:HELPS_LIMIT]


def _much(mean: float) -> str:
    return "a lot" if mean >= 2.5 else "somewhat" if mean >= 1.5 else "a little"


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def _journal(plan: Plan, prose: Mapping[str, Markup]) -> tuple[values.MonthView, ...]:
    told = [entry for entry in reversed(plan.entries) if _has_words(entry)]
    years = {entry.on.year for entry in told}
    months = []
    for first, of_month in groupby(told, key=lambda entry: entry.on.replace(day=1)):
        entries = tuple(_entry(plan, entry, prose) for entry in of_month)
        title = dates.month(first) if len(years) == 1 else f"{dates.month(first)} {first.year}"
        count = "1 note" if len(entries) == 1 else f"{len(entries)} notes"
        months.append(values.MonthView(title, count, entries))
    return tuple(months)


def _has_words(entry: Entry) -> bool:
    return bool(entry.note or entry.trigger or entry.response or entry.helped or entry.skips)


def _entry(plan: Plan, entry: Entry, prose: Mapping[str, Markup]) -> values.EntryView:
    year = plan.as_of.year
    notes = []
    if entry.trigger:
        notes.append(f"Before it: {', '.join(entry.trigger)}")
    if entry.response:
        notes.append(f"What I did: {', '.join(entry.response)}")
    if entry.helped:
        notes.append(f"What helped: {', '.join(helped.strategy for helped in entry.helped)}")
    if entry.skips:
        words = {objective.id: objective.objective for goal in plan.goals for objective in goal.objectives}
        notes.append(f"Left out on purpose: {', '.join(words[skip.objective] for skip in entry.skips)}")
    iso = entry.on.isoformat() + (f"T{entry.at:%H:%M}" if entry.at else "")
    day = dates.long(entry.on, year) + (f", {entry.at:%H:%M}" if entry.at else "")
    by = _name(plan, entry)
    return values.EntryView(iso, day, by, prose[entry.note] if entry.note else None, tuple(notes))


def _name(plan: Plan, entry: Entry) -> str | None:
    """Whose entry it is, where that is not plain: several clients, or somebody else."""
    if entry.by is None or [entry.by] == [person.id for person in plan.clients]:
        return None
    return plan.person(entry.by).name


def _by(plan: Plan, entry: Entry, day: str) -> str:
    name = _name(plan, entry)
    return f"{day}, {name}" if name else day


def _safety(plan: Plan) -> tuple[values.SafetyStep, ...]:
    """The steps of the safety plan that are filled in, in their order."""
    own = plan.safety_plan
    steps = (
        ("My warning signs", own.warning_signs),
        ("What I can do by myself", own.on_my_own),
        ("People and places that take my mind off it", own.people_and_places),
        ("People I can ask for help", own.people_to_ask),
        ("Professionals and crisis lines", own.professionals),
        ("Making my surroundings safer", own.surroundings),
        ("Worth living for", own.worth_living_for),
    )
    return tuple(values.SafetyStep(title, words) for title, words in steps if words)


def _review(plan: Plan, review: Review) -> values.ReviewView:
    parts = (("Kept", review.kept), ("Changed", review.changed), ("Next", review.next))
    words = " ".join(f"{term}: {text.rstrip('.')}." for term, text in parts if text)
    return values.ReviewView(dates.long(review.on, plan.as_of.year), words)

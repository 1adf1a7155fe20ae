"""Page: a plan and its progress as everything the page says.

In: a validated Plan, its Progress and the practice's Settings. Out: one `PageView`, words final.
Touches nothing. Goals and objectives keep the plan's order;
wins, notes and decisions come latest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from markupsafe import Markup

from generator.model.plan import Plan, Setting
from generator.model.settings import DEMONSTRATION_NAME, OnLock, Settings
from generator.model.share import Status
from generator.progress.derive import Progress, derive
from generator.text.language import N_, _, isolated, spoken
from generator.text.prose import convert
from generator.view import around, called, closeness, dates, group, page_values, ranked
from generator.view.appointment import calendar_href
from generator.view.beads import beads_of
from generator.view.changes import decisions, shown_goals, waiting_goals
from generator.view.check_in import check_in
from generator.view.goal import goal_view
from generator.view.group_page import of_group
from generator.view.hard_moments import hard_moments_chart
from generator.view.head import further_wins, quoted_words, what_matters_below, who
from generator.view.journal import has_text, joined_words, journal
from generator.view.measures.describe import DescribedObjective, describe
from generator.view.next_step import next_step, rest
from generator.view.once import explained
from generator.view.parts import with_parts
from generator.view.rows import going_title, rows, while_harder, without_rows
from generator.view.safety import help_line, safety_steps
from generator.view.tracking_sheet import tracking_sheet

#: What the browser tab and a bookmark say unless the client chooses otherwise; anyone may see them.
NEUTRAL_TITLE: Final = N_("My plan")

#: What a plan started from, in the words of one client, and of several.
_STARTING_POINT: Final = (
    N_("What I hope for"),
    N_("What gets in the way"),
    N_("How I will know"),
    N_("What keeps me going"),
)
_SHARED_STARTING_POINT: Final = (
    N_("What we hope for"),
    N_("What gets in the way"),
    N_("How we will know"),
    N_("What keeps us going"),
)


def shell_view(settings: Settings) -> page_values.ShellView:
    """What every locked page of a practice says."""
    support = settings.support if settings.on_lock is OnLock.SUPPORT else ()
    return page_values.ShellView(
        language=spoken().tag,
        direction=spoken().direction,
        leave_to=settings.leave_to,
        support=tuple(map(help_line, support)),
        is_sample=settings.key == DEMONSTRATION_NAME,
    )


def page_view(
    plan: Plan, progress: Mapping[str, Progress], settings: Settings
) -> page_values.PageView:
    """Everything the page of `plan` says; a group's page says nothing of any one person."""
    if plan.setting is not Setting.GROUP:
        return with_parts(_view(plan, progress, settings), plan)
    bare = group.without_people(plan)
    return with_parts(of_group(_view(bare, derive(bare), settings), plan, bare), plan)


def _view(
    plan: Plan,
    progress: Mapping[str, Progress],
    settings: Settings,
) -> page_values.PageView:
    prose = convert(_markdown_texts(plan))
    helps = ranked.helps(plan)
    described = _described(plan, progress)
    is_harder = while_harder(plan, described.values(), helps)
    told = rows(plan, described.values())
    objectives = [one.progress.objective for one in described.values()]
    return page_values.PageView(
        language=spoken().tag,
        direction=spoken().direction,
        tab_title=plan.tab_title or _(NEUTRAL_TITLE),
        title=plan.title or _(NEUTRAL_TITLE),
        who=who(plan),
        approach=joined_words(plan.approach) or None,
        own_words=quoted_words(plan),
        what_matters=what_matters_below(plan),
        leave_to=settings.leave_to,
        next_step=rest(plan) or next_step(plan, objectives),
        going_title=going_title(plan),
        going=is_harder or (() if told else without_rows(plan, described.values())),
        rows=told,
        beads=beads_of(plan),
        help=tuple(map(help_line, plan.support)),
        starting_point=_starting_point(plan, prose),
        goals=tuple(goal_view(plan, goal, described, prose, helps) for goal in shown_goals(plan)),
        later=waiting_goals(plan),
        wins=further_wins(plan),
        helps=helps,
        journal=journal(plan, prose),
        journal_says=_no_journal_yet(plan),
        decisions=decisions(plan),
        safety=safety_steps(plan),
        as_of=dates.full(plan.as_of),
        events=hard_moments_chart(plan),
        sheet=None if plan.status is Status.COMPLETED else tracking_sheet(plan),
        after_head=tuple(_after_head(plan)),
        kind_line=around.kind_line(plan),
        before_goals=around.before_goals(plan, prose),
        no_goal=_no_goal(plan),
        costs=ranked.costs(plan),
        after_goals=around.after_goals(plan, prose),
        help_first=bool(is_harder),
        calendar=calendar_href(plan),
        accent=plan.look.accent,
        sign=plan.look.sign,
        check_in=check_in(plan),
    )


def _described(plan: Plan, progress: Mapping[str, Progress]) -> dict[str, DescribedObjective]:
    """The objectives of all goals on the page, by their id, in words that explain each thing once."""
    shown = {objective.id for goal in shown_goals(plan) for objective in goal.objectives}
    described = {id: describe(plan, one) for id, one in progress.items() if id in shown}
    return explained(described, plan.as_of.year)


def _markdown_texts(plan: Plan) -> Iterator[str]:
    """Every text of the plan that may hold Markdown."""
    point = plan.starting_point
    yield from filter(
        None,
        (
            point.expectations,
            point.hindrances,
            point.success_feels_like,
            point.motivation,
        ),
    )
    yield from (goal.why for goal in plan.goals if goal.why)
    yield from (entry.note for entry in plan.entries if entry.note)
    yield from around.markdown_texts(plan)
    yield from filter(
        None,
        (closeness.closeness_words(plan, goal) for goal in plan.goals),
    )


def _after_head(plan: Plan) -> Iterator[str]:
    """What the group is about, and what is looked after elsewhere: a line each."""
    if plan.theme:
        yield _("What brings us together: {theme}", theme=plan.theme)
    if plan.other_care:
        what = "; ".join(map(isolated, plan.other_care))
        yield _("Looked after elsewhere: {what}", what=what)


def _no_journal_yet(plan: Plan) -> str | None:
    if any(map(has_text, plan.entries)):
        return None
    return _("The first note will stand here.")


def _no_goal(plan: Plan) -> page_values.NoGoal | None:
    """What stands in place of goals; nothing beside those that wait, which would contradict it."""
    if shown_goals(plan) or waiting_goals(plan):
        return None
    return page_values.NoGoal(called.yours(plan), called.none_yet(plan))


def _starting_point(plan: Plan, prose: Mapping[str, Markup]) -> tuple[page_values.ProseFact, ...]:
    point = plan.starting_point
    terms = _STARTING_POINT
    if len(plan.clients) > 1 or plan.setting is Setting.GROUP:
        terms = _SHARED_STARTING_POINT
    texts = (
        point.expectations,
        point.hindrances,
        point.success_feels_like,
        point.motivation,
    )
    return tuple(
        page_values.ProseFact(_(term), prose[text])
        for term, text in zip(terms, texts, strict=True)
        if text
    )

"""Agreement: in a plan of several people, who has still to say yes to a goal.

In: the goals that could be read, and what the plan knows. Out: findings. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.format.fields.record import Fields
from generator.format.keys.goal import GoalKeys
from generator.format.keys.plan import PersonKeys, PlanKeys
from generator.format.validate.references import Known
from generator.model.plan import Acceptance, Goal, Role, Setting


def check_agreement(
    plan: Fields, goals: Iterable[tuple[Fields, Goal]], known: Known, today: date
) -> None:
    """Note what a plan for more than one person lacks: the people, and their yes to each goal under
    way."""
    setting = plan.get(PlanKeys.setting, Setting.INDIVIDUAL)
    if setting is Setting.INDIVIDUAL:
        return
    if len(known.clients) < 2 and not known.are_people_unread:
        sentence = f"a {setting} plan names at least two people"
        hint = f"add them below `people:`, such as `{PersonKeys.name.line}`"
        plan.report.add(
            plan.spot(PlanKeys.setting),
            sentence,
            "too-few-people",
            hint,
        )
    for fields, goal in goals:
        if goal.is_under_way:
            _check_goal(fields, goal, known, today)


def _check_goal(fields: Fields, goal: Goal, known: Known, today: date) -> None:
    is_unread = fields.has(GoalKeys.agreed) and fields.get(GoalKeys.agreed) is None
    still_open = _still_open(goal, known)
    if not still_open or is_unread:
        return
    yes = ", ".join(f"{{who: {id}, status: agree, on: {today}}}" for id in still_open)
    spot = fields.spot(GoalKeys.goal)
    hint = f"once they agree, add `agreed: [{yes}]` beside it"
    if fields.has(GoalKeys.agreed):
        spot = fields.spot(GoalKeys.agreed)
        hint = f"once they agree, write it down as `{yes}` in the list of `agreed:`"
    sentence = f"agreement from {' and '.join(still_open)} is still open"
    fields.report.add(spot, sentence, "agreement-open", hint)


def _still_open(goal: Goal, known: Known) -> list[str]:
    """Who is asked, and has not said yes to the goal; children are not asked."""
    agreed = {one.who for one in goal.agreed if one.status is Acceptance.AGREE}
    asked = [person.id for person in known.clients if person.role is not Role.CHILD]
    return [id for id in asked if id not in agreed]

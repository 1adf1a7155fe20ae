"""Goals: goals with their agreement, and their objectives with steps, strategies and if-then plans.

In: the fields of a goal and what the plan knows. Out: a `Goal`.
Touches nothing.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from generator.format.fields.record import Fields
from generator.format.fields.report import InvalidField, Location, Show
from generator.format.fields.slips import echoed, near_miss
from generator.format.keys.goal import AgreementKeys, GoalKeys
from generator.format.keys.objective import ObjectiveKeys, StepKeys
from generator.format.validate.around import own_rating_of
from generator.format.validate.measures.by_name import measure_of, starters_of
from generator.format.validate.questionnaires import Questionnaires
from generator.format.validate.references import Known, not_ahead, person_id, unknown_person
from generator.model.measure import StepRank
from generator.model.plan import (
    Agreement,
    Goal,
    Lifecycle,
    Objective,
    Publication,
    Smart,
    Step,
    StepStatus,
)


def goal_of(
    fields: Fields, known: Known, questionnaires: Questionnaires, seen: dict[str, int]
) -> Goal:
    """The goal in `fields`. `seen` holds the ids of objectives so far with their lines, and grows.

    Raises Broken for a goal without words.
    """
    report = fields.report
    if not fields.has(GoalKeys.goal):
        hint = f"add `{GoalKeys.goal.line}`, in the client's own words"
        report.add(fields.here, '"goal" is missing here', "missing-key", hint)
    objectives: list[Objective] = []
    for key, below in fields.get(GoalKeys.objectives) or ():
        if key.text in seen:
            sentence = f'the id "{key.text}" is taken; it stands on line {seen[key.text]} too'
            report.add(
                Location(key, None),
                sentence,
                "id-twice",
                "give each objective an id of its own",
                Show.VALUE,
            )
        seen[key.text] = key.line
        with suppress(InvalidField):
            objectives.append(_objective(key.text, below, known, questionnaires))
    replaces = fields.get(GoalKeys.replaces)
    if replaces is not None and replaces not in known.goal_ids:
        _unknown_goal(fields, replaces, known)
    return Goal(
        id=fields.get(GoalKeys.id),
        goal=fields.must(GoalKeys.goal),
        why=fields.get(GoalKeys.why),
        domain=fields.get(GoalKeys.domain),
        framing=fields.get(GoalKeys.framing),
        horizon=fields.get(GoalKeys.horizon),
        priority=fields.get(GoalKeys.priority),
        lifecycle=fields.get(GoalKeys.lifecycle) or Lifecycle.ACTIVE,
        achievement=fields.get(GoalKeys.achievement),
        status_date=not_ahead(fields, GoalKeys.status_date, known),
        status_reason=fields.get(GoalKeys.status_reason),
        expressed_by=person_id(fields, GoalKeys.expressed_by, known),
        replaces=replaces,
        importance=fields.get(GoalKeys.importance),
        confidence=fields.get(GoalKeys.confidence),
        agreed=_agreed(fields, known),
        objectives=tuple(objectives),
        addresses=fields.get(GoalKeys.addresses) or (),
        call_it=fields.get(GoalKeys.call_it),
        closeness=own_rating_of(fields),
        talked_about=not_ahead(fields, ObjectiveKeys.talked_about, known),
    )


def _unknown_goal(fields: Fields, id: str, known: Known) -> None:
    near = near_miss(id, known.goal_ids)
    more = f'; did you mean "{near}"?' if near else ""
    ids = (
        f"goals with an id here: {', '.join(known.goal_ids)}"
        if known.goal_ids
        else "give the earlier goal an `id:`"
    )
    word = echoed(id, near)
    show = Show.VALUE if word else Show.KEY
    fields.report.add(
        fields.spot(GoalKeys.replaces), f"cannot find the goal{word}{more}", "unknown-id", ids, show
    )


def _agreed(fields: Fields, known: Known) -> tuple[Agreement, ...]:
    agreed = []
    for line in fields.get(GoalKeys.agreed) or ():
        who, status = person_id(line, AgreementKeys.who, known), line.get(AgreementKeys.status)
        if who and status:
            agreed.append(Agreement(who, status, not_ahead(line, AgreementKeys.on, known)))
    return tuple(agreed)


def _objective(id: str, fields: Fields, known: Known, questionnaires: Questionnaires) -> Objective:
    measure = measure_of(fields, questionnaires)
    due = fields.get(ObjectiveKeys.due)
    length = fields.get(ObjectiveKeys.for_)
    if fields.has(ObjectiveKeys.due) and fields.has(ObjectiveKeys.for_):
        report = fields.report
        report.add(
            fields.spot(ObjectiveKeys.for_),
            "`due` and `for` say the same thing twice",
            "due-twice",
            "keep one of the two",
        )
    if due is None:
        due = length.last_day(known.timeframe.start) if length else known.timeframe.end
    if due <= known.timeframe.start:
        hint = f"the plan starts on {known.timeframe.start}"
        fields.report.add(
            fields.spot(ObjectiveKeys.due),
            "this is not due after the plan has started",
            "due-before-start",
            hint,
            Show.VALUE,
        )
    raters = fields.get(ObjectiveKeys.rated_by) or ()
    hold = fields.get(ObjectiveKeys.hold) or Publication.SHOWN
    held_raters = () if isinstance(hold, Publication) else hold
    for key, people in (
        (ObjectiveKeys.rated_by, raters),
        (ObjectiveKeys.hold, held_raters),
        (ObjectiveKeys.baseline, starters_of(measure)),
    ):
        for person in people:
            if person not in known.person_ids:
                unknown_person(fields.report, fields.spot(key), person, known)
    return Objective(
        id=id,
        objective=fields.must(ObjectiveKeys.objective),
        measure=measure,
        due=due,
        expected_every=fields.get(ObjectiveKeys.expected_every),
        publication=hold if isinstance(hold, Publication) else Publication.SHOWN,
        smart=fields.get(ObjectiveKeys.smart) or Smart(),
        raters=raters,
        steps=_steps(fields, known),
        strategies=fields.get(ObjectiveKeys.strategies) or (),
        if_then=fields.get(ObjectiveKeys.if_then) or (),
        held_raters=held_raters,
        talked_about=not_ahead(fields, ObjectiveKeys.talked_about, known),
    )


def _steps(fields: Fields, known: Known) -> tuple[Step, ...]:
    """The steps that have words, in the order of the file."""
    steps = []
    for item in fields.get(ObjectiveKeys.steps) or ():
        words = item.get(StepKeys.step)
        if words is None:
            continue
        done = not_ahead(item, StepKeys.done, known)
        steps.append(
            Step(
                step=words,
                status=item.get(StepKeys.status) or _status(done),
                done=done,
                due=item.get(StepKeys.due),
                by=person_id(item, StepKeys.by, known),
                rank=item.get(StepKeys.first) or StepRank.IN_ORDER,
            )
        )
    return tuple(steps)


def _status(done: date | None) -> StepStatus:
    """How far a step is that does not say it."""
    if done:
        return StepStatus.COMPLETED
    return StepStatus.NOT_STARTED

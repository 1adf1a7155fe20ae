"""Goals: goals with their agreement, and their objectives with steps, strategies and if-then plans.

In: the fields of a goal and what the plan knows. Out: a `Goal`.
Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from generator.format.fields.record import FieldKey, Fields
from generator.format.fields.report import InvalidField, Location, Report, Show
from generator.format.fields.slips import guess
from generator.format.keys.goal import AgreementKeys, GoalKeys, ListedGoalKeys
from generator.format.keys.objective import ObjectiveKeys, StepKeys
from generator.format.parse import Scalar
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
    Timeframe,
)


def goal_of(
    fields: Fields, known: Known, questionnaires: Questionnaires, lines_by_id: dict[str, int]
) -> Goal:
    """The goal in `fields`. `lines_by_id` holds the lines of the objectives so far, and grows.

    Raises InvalidField for a goal without words.
    """
    if not fields.has(GoalKeys.goal):
        hint = f"add `{GoalKeys.goal.line}`, in the client's own words"
        fields.report.add(
            fields.here,
            '"goal" is missing here',
            "missing-key",
            hint,
        )
    objectives = _objectives(fields, known, questionnaires, lines_by_id)
    replaces = fields.get(GoalKeys.replaces)
    if replaces is not None and replaces not in known.goal_ids:
        _report_unknown_goal(fields, replaces, known)
    return Goal(
        id=fields.get(GoalKeys.id),
        goal=fields.must(GoalKeys.goal),
        why=fields.get(GoalKeys.why),
        domain=fields.get(GoalKeys.domain),
        framing=fields.get(GoalKeys.framing),
        horizon=fields.get(GoalKeys.horizon),
        priority=fields.get(GoalKeys.priority),
        lifecycle=fields.get(GoalKeys.lifecycle, Lifecycle.ACTIVE),
        achievement=fields.get(GoalKeys.achievement),
        status_date=not_ahead(fields, GoalKeys.status_date, known),
        status_reason=fields.get(GoalKeys.status_reason),
        expressed_by=person_id(fields, GoalKeys.expressed_by, known),
        replaces=replaces,
        importance=fields.get(GoalKeys.importance),
        confidence=fields.get(GoalKeys.confidence),
        agreed=_agreed(fields, known),
        objectives=objectives,
        addresses=fields.get(GoalKeys.addresses, ()),
        call_it=fields.get(GoalKeys.call_it),
        closeness=own_rating_of(fields),
        talked_about=not_ahead(fields, ListedGoalKeys.talked_about, known),
    )


def _report_unknown_goal(fields: Fields, id: str, known: Known) -> None:
    """Note that the goal that this one replaces is none of the plan's."""
    meant = guess(id, known.goal_ids)
    sentence = f"cannot find the goal{meant.typed}{meant.question}"
    hint = "give the earlier goal an `id:`"
    if known.goal_ids:
        hint = f"write one of: {', '.join(known.goal_ids)}"
    fields.report.add(
        fields.spot(GoalKeys.replaces),
        sentence,
        "unknown-id",
        hint,
        meant.show,
    )


def _agreed(fields: Fields, known: Known) -> tuple[Agreement, ...]:
    agreed = []
    for line in fields.get(GoalKeys.agreed, ()):
        who, status = (
            person_id(line, AgreementKeys.who, known),
            line.get(AgreementKeys.status),
        )
        if who and status:
            agreed.append(
                Agreement(
                    who,
                    status,
                    not_ahead(line, AgreementKeys.on, known),
                )
            )
    return tuple(agreed)


def _objectives(
    fields: Fields, known: Known, questionnaires: Questionnaires, lines_by_id: dict[str, int]
) -> tuple[Objective, ...]:
    """The objectives that could be read, in the order of the file."""
    objectives: list[Objective] = []
    for key, below in fields.get(GoalKeys.objectives, ()):
        if key.text in lines_by_id:
            _report_id_twice(fields.report, key, lines_by_id[key.text])
        lines_by_id[key.text] = key.line
        with suppress(InvalidField):
            objectives.append(_objective(key.text, below, known, questionnaires))
    return tuple(objectives)


def _report_id_twice(report: Report, key: Scalar, line: int) -> None:
    sentence = f'the id "{key.text}" is taken; it stands on line {line} too'
    hint = "give each objective an id of its own"
    report.add(Location(key, None), sentence, "id-twice", hint, Show.VALUE)


def _objective(
    id: str,
    fields: Fields,
    known: Known,
    questionnaires: Questionnaires,
) -> Objective:
    measure = measure_of(fields, questionnaires)
    due = _due(fields, known.timeframe)
    raters = fields.get(ObjectiveKeys.rated_by, ())
    publication, held_raters = _held(fields)
    _check_people(fields, ObjectiveKeys.rated_by, raters, known)
    _check_people(fields, ObjectiveKeys.hold, held_raters, known)
    _check_people(fields, ObjectiveKeys.baseline, starters_of(measure), known)
    return Objective(
        id=id,
        objective=fields.must(ObjectiveKeys.objective),
        measure=measure,
        due=due,
        expected_every=fields.get(ObjectiveKeys.expected_every),
        publication=publication,
        smart=fields.get(ObjectiveKeys.smart, Smart()),
        raters=raters,
        steps=_steps(fields, known),
        strategies=fields.get(ObjectiveKeys.strategies, ()),
        if_then=fields.get(ObjectiveKeys.if_then, ()),
        held_raters=held_raters,
        talked_about=not_ahead(fields, ObjectiveKeys.talked_about, known),
        short=fields.get(ObjectiveKeys.short),
    )


def _due(fields: Fields, timeframe: Timeframe) -> date:
    """The day by which to get there: as said, else the last day of the plan."""
    if fields.has(ObjectiveKeys.due) and fields.has(ObjectiveKeys.for_):
        spot = fields.spot(ObjectiveKeys.for_)
        sentence = "`due` and `for` say the same thing twice"
        fields.report.add(spot, sentence, "due-twice", "delete `for:` or `due:`")
    due = _last_day(fields, timeframe)
    if due <= timeframe.start:
        spot = fields.spot(ObjectiveKeys.due)
        sentence = "this is not due after the plan has started"
        hint = f"choose a day after `{timeframe.start}`, on which the plan starts"
        fields.report.add(spot, sentence, "due-before-start", hint, Show.VALUE)
    return due


def _last_day(fields: Fields, timeframe: Timeframe) -> date:
    due, length = fields.get(ObjectiveKeys.due), fields.get(ObjectiveKeys.for_)
    if due is not None:
        return due
    if length is not None:
        return length.last_day(timeframe.start)
    return timeframe.end


def _held(fields: Fields) -> tuple[Publication, tuple[str, ...]]:
    """Whether the chart is held back, and whose scores are."""
    hold = fields.get(ObjectiveKeys.hold, Publication.SHOWN)
    if isinstance(hold, Publication):
        return hold, ()
    return Publication.SHOWN, hold


def _check_people(
    fields: Fields,
    key: FieldKey[object],
    ids: Iterable[str],
    known: Known,
) -> None:
    """Note the ids below `key` that nobody in the plan has."""
    for id in ids:
        if id not in known.person_ids:
            unknown_person(fields.report, fields.spot(key), id, known)


def _steps(fields: Fields, known: Known) -> tuple[Step, ...]:
    """The steps that have words, in the order of the file."""
    steps = []
    for item in fields.get(ObjectiveKeys.steps, ()):
        words = item.get(StepKeys.step)
        if words is None:
            continue
        done = not_ahead(item, StepKeys.done, known)
        steps.append(
            Step(
                step=words,
                status=item.get(StepKeys.status, _status(done)),
                done=done,
                due=item.get(StepKeys.due),
                by=person_id(item, StepKeys.by, known),
                rank=item.get(StepKeys.first, StepRank.IN_ORDER),
            )
        )
    return tuple(steps)


def _status(done: date | None) -> StepStatus:
    """How far a step is that does not say it."""
    if done:
        return StepStatus.COMPLETED
    return StepStatus.NOT_STARTED

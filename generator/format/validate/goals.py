"""Goals: goals with their agreement, and their objectives with steps, strategies and if-then plans.

In: the fields of a goal and what the plan knows. Out: a `Goal`.
Touches nothing.
"""

from __future__ import annotations

from contextlib import suppress

from generator.format import keys as form
from generator.format.fields import Fields, InvalidField, Location, Show, echoed, near_miss
from generator.format.validate.around import own_rating_of
from generator.format.validate.measures.by_name import measure_of, starters_of
from generator.format.validate.questionnaires import Questionnaires
from generator.format.validate.references import Known, not_ahead, person_id, unknown_person
from generator.model.measure import StepRank
from generator.model.plan import (
    Agreement,
    Goal,
    IfThen,
    Lifecycle,
    Objective,
    Publication,
    Smart,
    Step,
    StepStatus,
    Strategy,
)


def goal_of(
    fields: Fields, known: Known, questionnaires: Questionnaires, seen: dict[str, int]
) -> Goal:
    """The goal in `fields`. `seen` holds the ids of objectives so far with their lines, and grows.

    Raises Broken for a goal without words.
    """
    report = fields.report
    if not fields.has(form.GOAL):
        hint = f"add `{form.GOAL.example}`, in the client's own words"
        report.add(fields.here, '"goal" is missing here', "missing-key", hint)
    objectives: list[Objective] = []
    for key, below in fields.get(form.OBJECTIVES) or ():
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
    replaces = fields.get(form.REPLACES)
    if replaces is not None and replaces not in known.goal_ids:
        _unknown_goal(fields, replaces, known)
    return Goal(
        id=fields.get(form.GOAL_ID),
        goal=fields.must(form.GOAL),
        why=fields.get(form.WHY),
        domain=fields.get(form.DOMAIN),
        framing=fields.get(form.FRAMING),
        horizon=fields.get(form.HORIZON),
        priority=fields.get(form.PRIORITY),
        lifecycle=fields.get(form.LIFECYCLE) or Lifecycle.ACTIVE,
        achievement=fields.get(form.ACHIEVEMENT),
        status_date=not_ahead(fields, form.STATUS_DATE, known),
        status_reason=fields.get(form.STATUS_REASON),
        expressed_by=person_id(fields, form.EXPRESSED_BY, known),
        replaces=replaces,
        importance=fields.get(form.IMPORTANCE),
        confidence=fields.get(form.CONFIDENCE),
        agreed=_agreed(fields, known),
        objectives=tuple(objectives),
        addresses=fields.get(form.ADDRESSES) or (),
        call_it=fields.get(form.CALL_IT),
        closeness=own_rating_of(fields),
        talked_about=not_ahead(fields, form.TALKED_ABOUT, known),
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
        fields.spot(form.REPLACES), f"cannot find the goal{word}{more}", "unknown-id", ids, show
    )


def _agreed(fields: Fields, known: Known) -> tuple[Agreement, ...]:
    agreed = []
    for line in fields.get(form.AGREED) or ():
        who, status = person_id(line, form.WHO, known), line.get(form.AGREEMENT_STATUS)
        if who and status:
            agreed.append(Agreement(who, status, not_ahead(line, form.AGREEMENT_ON, known)))
    return tuple(agreed)


def _objective(id: str, fields: Fields, known: Known, questionnaires: Questionnaires) -> Objective:
    measure = measure_of(fields, questionnaires)
    due = fields.get(form.DUE)
    length = fields.get(form.FOR)
    if fields.has(form.DUE) and fields.has(form.FOR):
        report = fields.report
        report.add(
            fields.spot(form.FOR),
            "`due` and `for` say the same thing twice",
            "due-twice",
            "keep one of the two",
        )
    if due is None:
        due = length.last_day(known.timeframe.start) if length else known.timeframe.end
    if due <= known.timeframe.start:
        hint = f"the plan starts on {known.timeframe.start}"
        fields.report.add(
            fields.spot(form.DUE),
            "this is not due after the plan has started",
            "due-before-start",
            hint,
            Show.VALUE,
        )
    raters = fields.get(form.RATED_BY) or ()
    hold = fields.get(form.HOLD) or Publication.SHOWN
    held_raters = () if isinstance(hold, Publication) else hold
    for key, people in (
        (form.RATED_BY, raters),
        (form.HOLD, held_raters),
        (form.BASELINE, starters_of(measure)),
    ):
        for person in people:
            if person not in known.person_ids:
                unknown_person(fields.report, fields.spot(key), person, known)
    return Objective(
        id=id,
        objective=fields.must(form.OBJECTIVE),
        measure=measure,
        due=due,
        expected_every=fields.get(form.EXPECTED_EVERY),
        publication=hold if isinstance(hold, Publication) else Publication.SHOWN,
        smart=_smart(fields),
        raters=raters,
        steps=tuple(step for item in fields.get(form.STEPS) or () for step in _step(item, known)),
        strategies=tuple(
            Strategy(item, None)
            if isinstance(item, str)
            else Strategy(item.get(form.STRATEGY) or "", item.get(form.STRATEGY_KIND))
            for item in fields.get(form.STRATEGIES) or ()
        ),
        if_then=tuple(
            IfThen(if_, then)
            for pair in fields.get(form.IF_THEN) or ()
            if (if_ := pair.get(form.IF)) and (then := pair.get(form.THEN))
        ),
        held_raters=held_raters,
        talked_about=not_ahead(fields, form.TALKED_ABOUT, known),
    )


def _smart(fields: Fields) -> Smart:
    smart = fields.get(form.SMART)
    keys = (form.SPECIFIC, form.MEASURABLE, form.ACHIEVABLE, form.RELEVANT, form.TIME_BOUND)
    return Smart(*(smart.get(key) if smart else None for key in keys))


def _step(item: str | Fields, known: Known) -> tuple[Step, ...]:
    if isinstance(item, str):
        return (Step(item, StepStatus.NOT_STARTED, None, None, None, StepRank.IN_ORDER),)
    words = item.get(form.STEP)
    if words is None:
        return ()
    done = not_ahead(item, form.STEP_DONE, known)
    status = item.get(form.STEP_STATUS) or (
        StepStatus.COMPLETED if done else StepStatus.NOT_STARTED
    )
    by = person_id(item, form.STEP_BY, known)
    rank = item.get(form.STEP_FIRST) or StepRank.IN_ORDER
    return (Step(words, status, done, item.get(form.STEP_DUE), by, rank),)

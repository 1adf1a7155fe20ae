"""Around: what stands around the goals of a plan: who helps, questions, patterns, and how therapy
itself goes.

In: the fields of a plan and what it knows. Out: values in the order of the file.
Touches nothing. What was said or noticed is not dated in the future.
"""

from __future__ import annotations

from generator.format.fields.record import Fields
from generator.format.fields.report import Location
from generator.format.fields.slips import guess
from generator.format.keys.around import AskedKeys, FitKeys, FitNoteKeys, PatternKeys
from generator.format.keys.goal import GoalKeys, OwnRatingKeys
from generator.format.keys.log import EntryKeys
from generator.format.keys.plan import PlanKeys
from generator.format.validate.references import Known, not_ahead
from generator.model.measure import Anchor
from generator.model.plan import Asked, Close, Fit, FitNote, OwnRating, Pattern

#: Where a goal counts as reached when nobody has said: at the end of its ruler.
_WHOLE_WAY = 10


def asked_of(plan: Fields, known: Known) -> tuple[Asked, ...]:
    """Questions with their answers, in the order of the file."""
    found = []
    for item in plan.get(PlanKeys.asked, ()):
        question = item.get(AskedKeys.question)
        if question:
            on = not_ahead(item, AskedKeys.date, known)
            found.append(Asked(question, item.get(AskedKeys.answer), on))
    return tuple(found)


def patterns_of(plan: Fields, known: Known) -> tuple[Pattern, ...]:
    """What returns, in the order of the file."""
    found = []
    for item in plan.get(PlanKeys.patterns, ()):
        pattern = item.get(PatternKeys.pattern)
        if pattern:
            found.append(Pattern(pattern, not_ahead(item, PatternKeys.date, known)))
    return tuple(found)


def fit_of(plan: Fields, known: Known) -> Fit:
    """How therapy itself goes, in the order of the file, and what to do if it does not fit."""
    fit = plan.get(PlanKeys.fit)
    if fit is None:
        return Fit((), None)
    notes = []
    for item in fit.get(FitKeys.notes, ()):
        how = item.get(FitNoteKeys.how)
        if how:
            notes.append(FitNote(how, not_ahead(item, FitNoteKeys.date, known)))
    return Fit(tuple(notes), fit.get(FitKeys.if_it_does_not_fit))


def own_rating_of(goal: Fields) -> OwnRating | None:
    """How the rating of a goal itself is meant; None where the goal does not say."""
    own = goal.get(GoalKeys.closeness)
    if own is None:
        return None
    anchors = tuple(
        Anchor(float(value), words) for value, words in own.get(OwnRatingKeys.anchors, ())
    )
    aim = own.get(OwnRatingKeys.aim, _WHOLE_WAY)
    return OwnRating(tuple(sorted(anchors, key=lambda anchor: anchor.value)), aim)


def closeness_of(fields: Fields, known: Known) -> tuple[Close, ...]:
    """How close each goal felt, in an entry or a review; a number alone is that of the plan's only
    goal."""
    given = fields.get(EntryKeys.closeness)
    if given is None:
        return ()
    spot = fields.spot(EntryKeys.closeness)
    if isinstance(given, int):
        if known.goals != 1:
            _which_goal(fields, spot, given, known)
        return (Close(None, given),)
    for key, _ in given:
        if key.text not in known.goal_ids:
            values = [value for _key, value in given]
            _unknown_goal(fields, Location(key, None), key.text, values, known)
    return tuple(Close(key.text, value) for key, value in given)


def _which_goal(fields: Fields, spot: Location, given: int, known: Known) -> None:
    sentence = "several goals are in this plan; which one is this?"
    example = [*known.goal_ids, "speak"][0]
    hint = f"write `closeness: {{{example}: {given}}}` with the `id:` of the goal"
    if not known.goals:
        sentence = "there is no goal yet that this could be of"
        hint = f"add `{GoalKeys.goal.line}`, or take this out"
    fields.report.add(spot, sentence, "which-goal", hint)


def _unknown_goal(fields: Fields, spot: Location, id: str, given: list[int], known: Known) -> None:
    meant = guess(id, known.goal_ids)
    sentence = f"cannot find the goal{meant.typed}{meant.question}"
    hint = "give the goal this id: add `id: …` beside its words"
    if known.goal_ids:
        hint = f"write the id of a goal: {', '.join(f'`{one}:`' for one in known.goal_ids)}"
    if known.goals == 1 and len(given) == 1:
        spot = fields.spot(EntryKeys.closeness)
        hint = f"write `closeness: {given[0]}`, since the plan has one goal"
    fields.report.add(spot, sentence, "unknown-id", hint, meant.show)

"""Around: what stands around the goals of a plan: who helps, questions, patterns, and how therapy itself goes.

In: the fields of a plan and what it knows. Out: values in the order of the file.
Touches nothing. What was said or noticed is not dated in the future.
"""

from __future__ import annotations

from datetime import date

from generator.format import keys as form
from generator.format.fields import FieldKey, Fields, Location, Show, echoed, near_miss
from generator.format.validate.references import Known, not_ahead
from generator.model.measure import Anchor
from generator.model.plan import Asked, Close, Fit, FitNote, OwnRating, Pattern, Supporter

#: Where a goal counts as reached when nobody has said: at the end of its ruler.
_WHOLE_WAY = 10


def with_me_of(plan: Fields) -> tuple[Supporter, ...]:
    """Who is on the client's side."""
    found = []
    for item in plan.get(form.WITH_ME) or ():
        if isinstance(item, str):
            found.append(Supporter(item, None, None))
        elif who := item.get(form.SUPPORTER_WHO):
            found.append(Supporter(who, item.get(form.SUPPORTER_IS), item.get(form.SUPPORTER_FOR)))
    return tuple(found)


def asked_of(plan: Fields, known: Known) -> tuple[Asked, ...]:
    """Questions with their answers, in the order of the file."""
    found = []
    for item in plan.get(form.ASKED) or ():
        if isinstance(item, str):
            found.append(Asked(item, None, None))
        elif question := item.get(form.QUESTION):
            found.append(
                Asked(question, item.get(form.ANSWER), not_ahead(item, form.ANSWERED_ON, known))
            )
    return tuple(found)


def patterns_of(plan: Fields, known: Known) -> tuple[Pattern, ...]:
    """What returns, in the order of the file."""
    dated = _dated(plan.get(form.PATTERNS) or (), form.PATTERN, form.PATTERN_DATE, known)
    return tuple(Pattern(words, on) for words, on in dated)


def fit_of(plan: Fields, known: Known) -> Fit:
    """How therapy itself goes, in the order of the file, and what to do if it does not fit."""
    fit = plan.get(form.FIT)
    if fit is None:
        return Fit((), None)
    dated = _dated(fit.get(form.FIT_NOTES) or (), form.FIT_HOW, form.FIT_DATE, known)
    return Fit(tuple(FitNote(words, on) for words, on in dated), fit.get(form.FIT_IF_NOT))


def _dated(
    items: tuple[str | Fields, ...], words: FieldKey[str], day: FieldKey[date], known: Known
) -> list[tuple[str, date | None]]:
    found: list[tuple[str, date | None]] = []
    for item in items:
        if isinstance(item, str):
            found.append((item, None))
        elif said := item.get(words):
            found.append((said, not_ahead(item, day, known)))
    return found


def own_rating_of(goal: Fields) -> OwnRating | None:
    """How the rating of a goal itself is meant; None where the goal does not say."""
    own = goal.get(form.OWN_RATING)
    if own is None:
        return None
    anchors = tuple(
        Anchor(float(value), words) for value, words in own.get(form.CLOSENESS_ANCHORS) or ()
    )
    aim = own.get(form.CLOSENESS_AIM) or _WHOLE_WAY
    return OwnRating(tuple(sorted(anchors, key=lambda anchor: anchor.value)), aim)


def closeness_of(fields: Fields, known: Known) -> tuple[Close, ...]:
    """How close each goal felt, in an entry or a review; a number alone is that of the plan's only goal."""
    given = fields.get(form.CLOSENESS)
    if given is None:
        return ()
    spot = fields.spot(form.CLOSENESS)
    if isinstance(given, int):
        if known.goals != 1:
            _which_goal(fields, spot, known)
        return (Close(None, given),)
    for key, _ in given:
        if key.text not in known.goal_ids:
            _unknown_goal(fields, Location(key, None), key.text, known)
    return tuple(Close(key.text, value) for key, value in given)


def _which_goal(fields: Fields, spot: Location, known: Known) -> None:
    if not known.goals:
        sentence, hint = (
            "there is no goal yet that this could be of",
            f"add `{form.GOAL.example}`, or take this out",
        )
    else:
        id = known.goal_ids[0] if known.goal_ids else "speak"
        sentence = "several goals are in this plan; which one is this?"
        hint = f"write `closeness: {{{id}: 6}}` with the `id:` of the goal"
    fields.report.add(spot, sentence, "which-goal", hint)


def _unknown_goal(fields: Fields, spot: Location, id: str, known: Known) -> None:
    near = near_miss(id, known.goal_ids)
    word = echoed(id, near)
    more = f'; did you mean "{near}"?' if near else ""
    hint = "give the goal an `id:`, or write one number where the plan has one goal, such as `closeness: 6`"
    if known.goal_ids:
        hint = f"goals with an id here: {', '.join(known.goal_ids)}"
    show = Show.VALUE if word else Show.KEY
    fields.report.add(spot, f"cannot find the goal{word}{more}", "unknown-id", hint, show)

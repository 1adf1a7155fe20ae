"""Measurable: rules that ask where it starts, where it goes, and whether a chart could show it.

In: a Case. Out: what to say. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import Final, assert_never

from generator.advice.context import Context
from generator.advice.remark import Remark
from generator.advice.risk import is_about_harm
from generator.advice.standing import aimed
from generator.model.measure import (
    AtLeast,
    AtMost,
    BeforeAfter,
    Better,
    Count,
    Fraction,
    Gas,
    Habit,
    KnownBaseline,
    Measure,
    Number,
    Percentage,
    Rating,
    Started,
    Toward,
)
from generator.model.plan import Framing, Objective

#: A change on a rating below this part of its scale is usual ups and downs: 2 of 10.
#: Source: docs/clinical-rules.md#a-change-that-shows.
_SMALL_CHANGE: Final = 0.2


def no_measure(case: Context) -> Iterator[Remark]:
    for path, goal in case.goals():
        if not goal.objectives:
            yield Remark(
                f"{path}/goal",
                "The goal is here. Nothing to count yet; a rating from 0 to 10 or a count per week is enough.",
                "add `objectives: {calm: {objective: Rate how calm I feel at work, measure: rating}}`",
            )


def no_start(case: Context) -> Iterator[Remark]:
    """Not for what begins at nothing, as a habit does, nor where the first score can be the start."""
    for path, _, objective in case.objectives():
        measure = objective.measure
        if not isinstance(measure, Started | Gas):
            continue
        if isinstance(measure.baseline, KnownBaseline):
            yield from _one_start_for_all(case, path, objective, measure.baseline)
        if isinstance(measure, Habit) or measure.baseline is not None:
            continue
        if not _is_scored(case, objective):
            yield Remark(
                path,
                "It is clear what to look at. Where does it start? One score today will do.",
                "add `baseline: 3` with the number of today, or `baseline: {first: 3}` for the first three scores",
            )


def _one_start_for_all(
    case: Context, path: str, objective: Objective, baseline: KnownBaseline
) -> Iterator[Remark]:
    """One number as the start of several people."""
    raters = [series.rater for series in case.progress[objective.id].series if series.rater]
    if len(raters) > 1:
        each = ", ".join(f"{rater}: {baseline.value:g}" for rater in raters)
        yield Remark(
            f"{path}/baseline",
            "Several people rate this, and one number cannot be where each of them began. Until it "
            "says more, each begins with their own first scores.",
            f"write one for each, such as `baseline: {{{each}}}`",
        )


def _is_scored(case: Context, objective: Objective) -> bool:
    return any(
        score.objective == objective.id for entry in case.plan.entries for score in entry.scores
    )


def wrong_way(case: Context) -> Iterator[Remark]:
    for path, goal, objective in case.objectives():
        measure = objective.measure
        start, target = measure.baseline, measure.target
        if not isinstance(start, KnownBaseline) or not isinstance(
            target, Toward | AtLeast | AtMost
        ):
            continue
        better = measure.better or _better_by(target)
        keeps = goal.framing is Framing.MAINTENANCE or isinstance(measure, Number)
        if target.value == start.value and not keeps:
            yield Remark(
                f"{path}/target",
                f"Start and aim are both here, and both are {target.value:g}. Is it to stay so, or to move?",
                "to keep it up, write `framing: maintenance`; else choose a further `target:`",
            )
        elif better is not None and _leads_away(start.value, target, better):
            yield Remark(
                f"{path}/target",
                f"Start and aim are both here. The aim ({target.value:g}) and the start ({start.value:g}) point in"
                " different directions.",
                _turned(objective, target, start.value, better),
            )


def _better_by(target: Toward | AtLeast | AtMost) -> Better | None:
    """What a target says is better; a bare number does not say it."""
    match target:
        case AtLeast():
            return Better.HIGHER
        case AtMost():
            return Better.LOWER
        case Toward():
            return None
        case _:
            assert_never(target)


def _leads_away(
    start: float,
    target: Toward | AtLeast | AtMost,
    better: Better,
) -> bool:
    """Whether an aim lies on the harder side of the start, or is bounded on the better side."""
    if better is Better.HIGHER:
        return target.value < start or isinstance(target, AtMost)
    return target.value > start or isinstance(target, AtLeast)


def _turned(
    objective: Objective, target: Toward | AtLeast | AtMost, start: float, better: Better
) -> str:
    """Ways to make start and aim point the same way."""
    further = f"choose an aim below {start:g}"
    if better is Better.HIGHER:
        further = f"choose an aim above {start:g}"
    if objective.measure.questionnaire is not None:
        return further
    rises = target.value > start
    if isinstance(target, Toward):
        fits = f"`better: {Better.HIGHER if rises else Better.LOWER}`"
    else:
        fits = aimed(AtLeast(0) if rises else AtMost(0), target.value)
    return f"{fits} fits these two numbers; or {further}"


def small_change(case: Context) -> Iterator[Remark]:
    for path, _, objective in case.objectives():
        noise, target = _least_change(objective.measure), objective.measure.target
        if noise is None or not isinstance(target, Toward | AtLeast | AtMost):
            continue
        starts = _starts(case, objective)
        if not starts:
            continue
        if 0 < max(abs(target.value - start) for start in starts) < noise:
            yield Remark(
                f"{path}/target",
                "A near aim is a kind one. This change is about as big as the usual ups and downs; a little more would"
                " show up clearly.",
                _clear_aim(objective, target, starts, noise),
            )


def _starts(case: Context, objective: Objective) -> list[float]:
    """Where its raters began, as far as that is known."""
    all_series = case.progress[objective.id].series
    return [series.start.value for series in all_series if series.start is not None]


def _least_change(measure: Measure) -> float | None:
    """A change that is less than this is usual; None where that is not known."""
    if measure.questionnaire is not None:
        return measure.questionnaire.reliable_change
    if isinstance(measure, Rating):
        return _SMALL_CHANGE * (measure.high - measure.low)
    return None


def _clear_aim(
    objective: Objective, target: Toward | AtLeast | AtMost, starts: list[float], noise: float
) -> str:
    """The nearest whole aim that is further from every start than chance would be, where the scale has room for it."""
    rises = target.value > starts[0]
    value = ceil(max(starts) + noise) if rises else floor(min(starts) - noise)
    scale = objective.measure.scale
    if scale is None or not scale[0] <= value <= scale[1]:
        return f"an aim at least {noise:g} away from the start can be told from chance"
    return f"{aimed(target, value)} can be told from chance"


def no_words_for_the_ends(case: Context) -> Iterator[Remark]:
    for path, _, objective in case.objectives():
        measure = objective.measure
        if isinstance(measure, Rating | BeforeAfter):
            named = {anchor.value for anchor in measure.anchors}
            if not {measure.low, measure.high} <= named:
                low, high = f"{measure.low:g}", f"{measure.high:g}"
                yield Remark(
                    f"{path}/scale",
                    f"A scale is a good start. What would {low} and {high} look like, in your own words?",
                    f"add `scale: {{min: {low}, max: {high}, anchors: {{{low}: not at all, {high}: fully}}}}`",
                )


def only_hard_moments(case: Context) -> Iterator[Remark]:
    own = [
        (path, objective) for path, _, objective in case.objectives() if objective.is_own_measure
    ]
    if any(is_about_harm(goal, case.lists) for _, goal in case.goals()):
        return  # what is counted there is for a talk, not for a tip
    if own and all(counts_down(objective) for _, objective in own):
        yield Remark(
            f"{own[0][0]}",
            "You are counting the hard moments, and that takes courage. Would you like to count one thing you want more"
            " of as well?",
            "for example: `{objective: Evenings with the guitar, measure: count, per: week, target: {at_least: 2}}`",
        )


def counts_down(objective: Objective) -> bool:
    """Whether an objective counts what there is to be less of."""
    measure = objective.measure
    if not isinstance(measure, Count):
        return False
    target, start = measure.target, measure.baseline
    if isinstance(target, Toward):
        return isinstance(start, KnownBaseline) and target.value < start.value
    return isinstance(target, AtMost)


def share_of_what(case: Context) -> Iterator[Remark]:
    for path, _, objective in case.objectives():
        if not isinstance(objective.measure, Percentage):
            continue
        values = [
            s.value
            for entry in case.plan.entries
            for s in entry.scores
            if s.objective == objective.id
        ]
        if values and not any(isinstance(value, Fraction) for value in values):
            yield Remark(
                path,
                "A share shows progress well. It needs to know out of how many.",
                "write scores as `{done: 6, of: 8}`, so that one good day of one does not weigh like eight of ten",
            )

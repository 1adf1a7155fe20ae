"""Specific: rules that ask whether one could see an objective being done, and what it moves towards.

In: a Case. Out: what to say. Touches nothing. All of them read English.
Source: docs/clinical-rules.md#towards-and-away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.advice import english
from generator.advice.context import Context
from generator.advice.remark import Remark
from generator.advice.risk import is_about_harm
from generator.model.measure import Habit
from generator.model.plan import Framing, Goal, Objective

#: Fewest words of an objective that can say what, where or with whom; fewer do where the measure counts the thing.
_FEWEST_WORDS: Final = 4
_FEWEST_WORDS_COUNTED: Final = 3
#: Most words of an objective that can be taken in at once.
#: Source: docs/clinical-rules.md#easy-to-read.
MOST_WORDS: Final = 25


def too_short(case: Context) -> Iterator[Remark]:
    for path, objective in _own(case):
        counted = objective.measure.unit is not None or isinstance(objective.measure, Habit)
        count = len(english.words_in(objective.objective))
        if objective.smart.specific is not None or english.vague_phrase(objective.objective):
            continue
        fewest = _FEWEST_WORDS_COUNTED if counted else _FEWEST_WORDS
        if count < fewest or (not counted and english.only_names(objective.objective)):
            yield Remark(
                f"{path}/objective",
                "This points the right way. Could you add what you would be doing, where or with whom?",
                "for example: `objective: Walk to the park with a friend on Saturdays`",
            )


def vague(case: Context) -> Iterator[Remark]:
    for path, goal in case.goals():
        concrete = any(not english.vague_phrase(one.objective) for one in goal.objectives)
        if not concrete and (phrase := english.vague_phrase(goal.goal)):
            yield _vague(f"{path}/goal", phrase)
    for path, objective in _own(case):
        if phrase := english.vague_phrase(objective.objective):
            yield _vague(f"{path}/objective", phrase)


def _vague(path: str, phrase: str) -> Remark:
    return Remark(
        path,
        f"“{phrase}” says where to go. How would you notice it in an ordinary week?",
        "write down what a friend could see you do, such as `Laugh with Jo at lunch twice a week`",
    )


def two_in_one(case: Context) -> Iterator[Remark]:
    for path, objective in _own(case):
        text = objective.objective
        if len(english.words_in(text)) > MOST_WORDS or english.joined_verbs(text):
            yield Remark(
                f"{path}/objective",
                "There may be two good objectives in here. Each could have a line and a chart of its own.",
                "give the second one an id below `objectives:`, or keep the one that matters most now",
            )


def up_to_others(case: Context) -> Iterator[Remark]:
    for path, text in _sayings(case):
        if other := english.other_person(text):
            yield Remark(
                path,
                f"Part of this is up to {other}. What would be your part?",
                "begin with “I”, for example: `I say what I need before supper`",
            )


def away(case: Context) -> Iterator[Remark]:
    """Words that move away from something; not where that is meant, or where a twin says what it moves towards."""
    goals = list(case.goals())
    for path, goal in goals:
        if goal.framing is Framing.AVOIDANCE or is_about_harm(goal, case.lists):
            continue
        has_twin = any(_is_twin(other, goal) for _, other in goals)
        if not has_twin and english.away_word(goal.goal):
            yield _away(f"{path}/goal", goal.goal)
        yield from _objectives_away(path, goal)


def _objectives_away(path: str, goal: Goal) -> Iterator[Remark]:
    """The objectives of a goal, where all in own words move away from something."""
    own = [one for one in goal.objectives if one.measure.questionnaire is None]
    if all(english.away_word(one.objective) for one in own):
        for one in own:
            yield _away(f"{path}/objectives/{one.id}/objective", one.objective)


def _is_twin(other: Goal, goal: Goal) -> bool:
    """Whether another goal of the same domain says what it moves towards."""
    if other is goal or not goal.domain or other.domain != goal.domain:
        return False
    return not is_avoidance(other)


def is_avoidance(goal: Goal) -> bool:
    """Whether a goal moves away from something, by its own word or by its first words."""
    if goal.framing is not None:
        return goal.framing is Framing.AVOIDANCE
    return english.away_word(goal.goal) is not None


def _away(path: str, text: str) -> Remark:
    return Remark(
        path,
        "This says what you want to move away from. What would you be moving towards?",
        f"for example: “{english.toward(text)}”; or write `framing: avoidance` if it is meant just so",
    )


def all_away(case: Context) -> Iterator[Remark]:
    """All goals move away from something; a single one that does so by chance is asked about itself."""
    goals = list(case.goals())
    meant = len(goals) > 1 or any(goal.framing is Framing.AVOIDANCE for _, goal in goals)
    if any(is_about_harm(goal, case.lists) for _, goal in goals):
        return
    if meant and all(is_avoidance(goal) for _, goal in goals):
        yield Remark(
            f"{goals[0][0]}/goal",
            "It is clear what you want less of. One goal that moves towards something could help beside it.",
            "add what there will be more room for, for example: `- goal: I want slow mornings with time for coffee`",
        )


def pressing(case: Context) -> Iterator[Remark]:
    steps = (
        (f"{path}/steps/{index}/step", step.step)
        for path, _, objective in case.objectives()
        for index, step in enumerate(objective.steps)
    )
    for path, text in (*_sayings(case), *steps):
        if word := english.pressing_word(text):
            yield Remark(
                path,
                f"You know what matters here. Would “want to” or “choose to” fit in place of “{word}”?",
                "for example: `I choose to call on Sundays`",
            )


def _own(case: Context) -> Iterator[tuple[str, Objective]]:
    """The objectives in somebody's own words; a questionnaire says by itself what is asked."""
    for path, _, objective in case.objectives():
        if objective.measure.questionnaire is None:
            yield path, objective


def _sayings(case: Context) -> Iterator[tuple[str, str]]:
    for path, goal in case.goals():
        yield f"{path}/goal", goal.goal
    for path, objective in _own(case):
        yield f"{path}/objective", objective.objective

"""Care: rules about the words that a client reads, and about safety.

In: a Case. Out: what to say. Touches nothing. Words are read in English only, codes in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.advice import english
from generator.advice.case import Case, Said
from generator.advice.specific import MOST_WORDS
from generator.advice.standing import readings_of
from generator.advice.texts import all_texts, written_texts
from generator.model import KnownBaseline, Objective, SafetyPlan, Sheet

#: The highest grade that is easy on a tired day, and how many words a text needs before its grade can be told.
_HIGHEST_GRADE: Final = 8
_GRADE_FROM_WORDS: Final = 20
#: Domains, and the PHQ-9 total, from which a safety plan is worth a thought.
_AT_RISK: Final = re.compile(
    r"\b(mood|depress|substance|alcohol|drink|drugs?\b|addict|trauma|ptsd|self[- ]?harm|suicid)", re.IGNORECASE
)
_PHQ9: Final = "phq9"
_SEVERE: Final = 15
_NO_SAFETY_PLAN: Final = SafetyPlan((), (), (), (), (), (), ())


def judging(case: Case) -> Iterator[Said]:
    for path, text in all_texts(case.plan):
        if found := english.judging_phrase(text):
            phrase, better = found
            yield Said(
                path,
                f"This will be read by the client. In place of “{phrase}”, “{better}” says the same.",
                "write what happened, in words that the person would use",
            )


def too_much(case: Case) -> Iterator[Said]:
    """The code of a diagnosis, or the answer to one question of a questionnaire."""
    told = [path for path, text in all_texts(case.plan) if english.tells_a_code(text) or english.tells_an_item(text)]
    single = [path for path, _, objective in case.objectives() if _is_one_question(objective)]
    for path in told + single:
        yield Said(
            path,
            "Good that this was noted. On the page, plain words or the total are enough here.",
            "move the code or the single answer to `private:`",
        )


def _is_one_question(objective: Objective) -> bool:
    """Whether the questionnaire of an objective is one question out of another."""
    measure = objective.measure
    return (
        isinstance(measure, Sheet) and "item" in f"{measure.questionnaire.id} {measure.questionnaire.name}".casefold()
    )


def no_safety_plan(case: Case) -> Iterator[Said]:
    if case.plan.safety_plan != _NO_SAFETY_PLAN:
        return
    at_risk = [f"{path}/domain" for path, goal in case.goals() if _AT_RISK.search(goal.domain or "")]
    high = [path for path, _, objective in case.objectives() if _is_high(case, objective.id)]
    for path in (at_risk + high)[:1]:
        yield Said(
            path,
            "Whom to call is on the page already. Would a short safety plan be useful for this one?",
            "add `safety_plan: {warning_signs: [I stop answering], people_to_ask: [my sister]}`, made together",
        )


def _is_high(case: Case, id: str) -> bool:
    progress = case.progress[id]
    measure = progress.objective.measure
    if not isinstance(measure, Sheet) or measure.questionnaire.id != _PHQ9:
        return False
    start = [measure.baseline.value] if isinstance(measure.baseline, KnownBaseline) else []
    latest = [readings[-1].value for series in progress.series if (readings := readings_of(series))]
    return any(value >= _SEVERE for value in latest or start)


def hard_to_read(case: Case) -> Iterator[Said]:
    """A long sentence, or a text of a high grade; not in the log, which is in the client's own voice."""
    for path, text in written_texts(case.plan):
        lengths = [len(english.words(sentence)) for sentence in english.sentences(text)]
        long = any(length > MOST_WORDS for length in lengths)
        if long or (sum(lengths) >= _GRADE_FROM_WORDS and english.grade(text) > _HIGHEST_GRADE):
            yield Said(
                path,
                "There is much in here. A shorter sentence may be easier on a tired day.",
                "cut it in two at the first “and” or “which”, and use the words you would say aloud",
            )

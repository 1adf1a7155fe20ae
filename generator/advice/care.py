"""Care: rules about the words that a client reads.

In: a Case. Out: what to say. Touches nothing. Words are read in English only, codes in any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.advice import english
from generator.advice.context import Context
from generator.advice.remark import Remark
from generator.advice.specific import MOST_WORDS
from generator.advice.texts import all_texts, written_texts
from generator.model.plan import Objective

#: The highest grade that is easy on a tired day, and how many words a text needs before its grade can be told.
#: Source: docs/clinical-rules.md#easy-to-read.
_HIGHEST_GRADE: Final = 8
_GRADE_FROM_WORDS: Final = 20


def judging(case: Context) -> Iterator[Remark]:
    for path, text in all_texts(case.plan):
        if found := english.judging_phrase(text):
            phrase, better = found
            yield Remark(
                path,
                f"This will be read by the client. In place of “{phrase}”, “{better}” says the same.",
                "write what happened, in words that the person would use",
            )


def too_much(case: Context) -> Iterator[Remark]:
    """The code of a diagnosis, or the answer to one question of a questionnaire."""
    told = [
        path
        for path, text in all_texts(case.plan)
        if english.tells_a_code(text) or english.tells_an_item(text)
    ]
    single = [path for path, _, objective in case.objectives() if _is_one_question(objective)]
    for path in told + single:
        yield Remark(
            path,
            "Good that this was noted. On the page, plain words or the total are enough here.",
            "move the code or the single answer to `private:`",
        )


def _is_one_question(objective: Objective) -> bool:
    """Whether the questionnaire of an objective is one question out of another."""
    questionnaire = objective.measure.questionnaire
    if questionnaire is None:
        return False
    return "item" in f"{questionnaire.id} {questionnaire.name}".casefold()


def hard_to_read(case: Context) -> Iterator[Remark]:
    """A long sentence, or a text of a high grade; not in the log, which is in the client's own voice."""
    for path, text in written_texts(case.plan):
        lengths = [len(english.words_in(sentence)) for sentence in english.sentences(text)]
        long = any(length > MOST_WORDS for length in lengths)
        if long or (sum(lengths) >= _GRADE_FROM_WORDS and english.grade(text) > _HIGHEST_GRADE):
            yield Remark(
                path,
                "There is much in here. A shorter sentence may be easier on a tired day.",
                "cut it in two at the first “and” or “which”, and use the words you would say aloud",
            )

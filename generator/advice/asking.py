"""Asking: what is asked where words or numbers speak of danger, and what a plan about it lacks.

In: a Case, or what was spoken of. Out: what to say. Touches nothing.
It asks, and never scores: whoever reads the question knows the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import pairwise
from typing import Final

from generator.advice.context import Context
from generator.advice.remark import Remark
from generator.advice.risk import Spoken, counts_harm, risk_languages
from generator.model.measure import Better, KnownBaseline, Questionnaire
from generator.model.plan import Objective, SafetyPlan
from generator.model.share import Status
from generator.progress.concern import is_high
from generator.text.language import language
from generator.text.locales import base_of
from generator.text.phrases import PhraseKind

_QUESTION: Final = "Have you talked about it, and is this page the place for it?"
_SPEAKS: Final = {
    PhraseKind.DYING: f"This speaks of dying or of hurting oneself. {_QUESTION}",
    PhraseKind.VIOLENCE: f"This speaks of somebody being hurt at home. {_QUESTION}",
}
_WHOM: Final = {
    PhraseKind.DYING: "`safety_plan:` and `support:` say whom to call",
    PhraseKind.VIOLENCE: "Who else may read this page? `support:` can name a line to call",
}
#: Where words stand, by the beginning of their path, and what keeps them off the page.
_OFF_THE_PAGE: Final = {
    "progress/": "`hold: true` in this entry keeps all of it off the page",
    "": "`private:` is the place for words that are for you alone",
}
_PLANNED: Final = frozenset({Status.DRAFT, Status.ACTIVE, Status.ON_HOLD})
_NO_SAFETY_PLAN: Final = SafetyPlan((), (), (), (), (), (), ())
#: Domains from which a safety plan is worth a thought.
#: Source: docs/clinical-rules.md#a-safety-plan.
_AT_RISK: Final = re.compile(
    r"\b(safety|mood|depress|substance|alcohol|drink|drugs?\b|addict|trauma|ptsd|self[- ]?harm|suicid)",
    re.IGNORECASE,
)


def speaks(case: Context) -> Iterator[Remark]:
    """Words of dying, of hurting oneself, of being hurt at home; and high totals of a sheet that asks about it."""
    yield from said_of(case.spoken, case.today)
    for path, _, objective in case.objectives():
        sheet = objective.measure.questionnaire
        if sheet is not None and (which := _extreme(case, objective, sheet)):
            yield Remark(
                path,
                f"{sheet.name} is in its {which} range. It asks about risk: have you looked"
                " at that answer?",
                f"once you have, and have talked about it, write `talked_about: {case.today}` in this objective",
            )


def said_of(spoken: Iterable[Spoken], today: date) -> Iterator[Remark]:
    """The question for each text that speaks of something."""
    for one in spoken:
        off = next(words for start, words in _OFF_THE_PAGE.items() if one.path.startswith(start))
        talked = f"Once you have talked, write the day beside it: `talked_about: {today}`"
        yield Remark(
            one.path,
            _SPEAKS[one.kind],
            f"{off}. {_WHOM[one.kind]}. {talked}",
        )


def risk_notes(case: Context) -> Iterator[tuple[Remark, str]]:
    """What is said more gently, each with its code: that nobody reads the words for risk, and of aims that may harm."""
    if case.plan.status is not Status.REVOKED:
        yield from ((said, "no-risk-list") for said in _no_list(case))
    if case.plan.status in _PLANNED:
        yield from ((said, "comma-in-a-text") for said in _cut_by_commas(case.plan.safety_plan))
    if case.is_english and case.plan.status in _PLANNED:
        yield from ((said, "may-harm") for said in _dangerous(case))


def _no_list(case: Context) -> Iterator[Remark]:
    """Said once of a plan in a language that nobody has made a list for."""
    tag = case.plan.language
    if base_of(tag) not in {base_of(one) for one in risk_languages(case.lists)}:
        name = language(tag, {}).locale.english_name
        yield Remark(
            "language",
            f"No list of risk words for {name}: nobody but you reads these texts for risk.",
            f"docs/risk.md says how to make one: `templates/locale/{base_of(tag)}.risk.txt`",
        )


def no_safety_plan(case: Context) -> Iterator[Remark]:
    if case.plan.safety_plan != _NO_SAFETY_PLAN:
        return
    places = [f"{path}/domain" for path, goal in case.goals() if _AT_RISK.search(goal.domain or "")]
    places += [path for path, _, objective in case.objectives() if _is_at_risk(case, objective)]
    places += [said.path for said in speaks(case)]
    for path in places[:1]:
        yield Remark(
            path,
            "Whom to call is on the page already. Would a short safety plan be useful for this one?",
            "add `safety_plan: {warning_signs: [I stop answering], people_to_ask: [my sister]}`, made together",
        )


def _is_at_risk(case: Context, objective: Objective) -> bool:
    sheet = objective.measure.questionnaire
    if sheet is None:
        return counts_harm(objective, case.lists)
    return _extreme(case, objective, sheet) is not None or _is_severe(case, objective, sheet)


#: The PHQ-9 total from which a safety plan is worth a thought.
#: Source: docs/clinical-rules.md#a-safety-plan.
_SEVERE: Final = 15


def _is_severe(case: Context, objective: Objective, sheet: Questionnaire) -> bool:
    return sheet.id == "phq9" and any(value >= _SEVERE for value in _latest(case, objective))


def _latest(case: Context, objective: Objective) -> list[float]:
    """The latest total of each person; where there is none, the one it began at."""
    series = case.progress[objective.id].series
    latest = [one.points[-1].value for one in series if one.points]
    start = objective.measure.baseline
    if not latest and isinstance(start, KnownBaseline):
        return [start.value]
    return latest


def _extreme(
    case: Context,
    objective: Objective,
    sheet: Questionnaire,
) -> str | None:
    """`highest` or `lowest`, where that is the range that is hardest, somebody's latest total lies in it, and nobody
    has talked about it since; None otherwise, and for a sheet without a question about risk.
    """
    if not sheet.risk_item:
        return None
    for one in case.progress[objective.id].series:
        if not one.points or not is_high(sheet, one.points[-1].value):
            continue
        if not _was_talked_about(case, objective, one.points[-1].end):
            return "highest" if sheet.better is Better.LOWER else "lowest"
    return None


def _was_talked_about(case: Context, objective: Objective, day: date) -> bool:
    """Whether somebody talked about what was scored on `day`, on that day or later."""
    talks = [entry.talked_about for entry in case.plan.entries if entry.on == day]
    talks.append(objective.talked_about)
    return any(talk is not None and talk >= day for talk in talks)


def _cut_by_commas(plan: SafetyPlan) -> Iterator[Remark]:
    """Entries that begin small behind one that begins with a capital: the rest of it, behind a comma, most often."""
    for field in fields(plan):
        lines = [line if isinstance(line, str) else line.name for line in getattr(plan, field.name)]
        for place, (before, line) in enumerate(pairwise(lines), 1):
            if before[:1].isupper() and line[:1].islower():
                yield Remark(
                    f"safety_plan/{field.name}/{place}",
                    "This may be the rest of the entry before it, which a comma cut in two.",
                    'put quotes around the whole entry: ["Nora, any time, also at night"]. If it is one by itself,'
                    " begin it with a capital",
                )


#: Aims that can harm whoever reaches them: much weight lost, fasting, medicine or drink given up at one stroke.
_DANGEROUS: Final = re.compile(
    r"\b(?:(?:lose|drop|shed|burn off) (?:[1-9]\d+|ten|fifteen|twenty|thirty|forty|fifty) ?(?:kilos?|kg|kilograms?)\b"
    r"|(?:lose|drop|shed) (?:[2-9]\d|[1-9]\d\d|twenty|thirty|forty|fifty) ?(?:pounds?|lbs?)\b"
    r"|(?:lose|drop|shed) (?:[2-9]|two|three|four|five) stone\b"
    r"|(?:fast|eat nothing|no food|stop eating|not eat)\b(?=.{0,20}\b(?:days?|week|month)\b)"
    r"|(?:stop|quit|come off|get off|drop|without) (?:taking )?(?:all )?(?:of )?(?:my |the )?"
    r"(?:meds|medication|medicines?|tablets|pills|antidepressants?|lithium|insulin|methadone|benzos)\b"
    r"|(?:cold turkey|(?:stop|quit) (?:drinking|alcohol) (?:overnight|at once|from one day to the next)))",
    re.IGNORECASE,
)


def _dangerous(case: Context) -> Iterator[Remark]:
    sayings = [
        (f"{path}/goal", goal.goal) for path, goal in case.goals() if goal.talked_about is None
    ]
    sayings += [
        (f"{path}/objective", objective.objective)
        for path, _, objective in case.objectives()
        if objective.talked_about is None
    ]
    for path, text in sayings:
        if _DANGEROUS.search(text):
            yield Remark(
                path,
                "It is clear what you want. Could the way there be hard on the body, and has a doctor looked at it"
                " with you?",
                f"a small aim on the way can do as much. Once you have talked, write `talked_about: {case.today}`",
            )

"""Advice: what could make a plan clearer or kinder, and what a therapist may want to know; it never stops a build.

In: a validated Plan, the Document that it was read from, today's date, and the lists of words that ask a person to
look. Out: `Advised`.
Touches nothing. Says nothing in a plan that is revoked, and little in one that is completed. What a plan silences, each
with a reason, is not said; what was noted while the plan was read is. Rules stand in `table`, each a small function of
a `Context`. What asks about a person stands before all else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.advice.asking import risk_notes, said_of
from generator.advice.context import Context
from generator.advice.locate import Places
from generator.advice.remark import Remark
from generator.advice.risk import find_risk, line_of
from generator.advice.rules import TABLE, AppliesTo, LanguageScope, Letter, Row
from generator.advice.smart import Clarity, GoalLetters, letters_of
from generator.errors import Finding, Level, PlanError
from generator.format.load import Rejected
from generator.format.parse import Document, parse
from generator.model.plan import Plan
from generator.model.rule import Rule
from generator.progress.derive import derive
from generator.text.phrases import Lists
from generator.workspace.layout import PlanSource

__all__ = [
    "TABLE",
    "Advised",
    "Clarity",
    "GoalLetters",
    "Letter",
    "Row",
    "advise",
    "asks",
    "first",
    "needing",
    "needs_a_person",
    "questions_about_a_person",
    "risk_findings",
]

#: Advice over which nobody is told that all is well.
_NEEDS_A_PERSON: Final = frozenset({Rule.C3, Rule.D1, Rule.D4})


@dataclass(frozen=True, slots=True)
class Advised:
    """Advice, first what asks about a person, then by place; and the letters of each goal under way while planned."""

    findings: tuple[Finding, ...]
    goals: tuple[GoalLetters, ...]


def advise(plan: Plan, document: Document, today: date, lists: Lists) -> Advised:
    """Everything that the rules say of `plan` on the day `today`."""
    places = Places(document)
    case = Context(plan, derive(plan), today, find_risk(places, lists), lists)
    told = [(row, said) for row in TABLE if _is_asked(row, case) for said in row.look(case)]
    findings = _findings(case, places, told)
    letters = letters_of(case, places, told) if plan.status in AppliesTo.PLANNED.value else ()
    return Advised(first(findings), letters)


def _findings(
    case: Context,
    places: Places,
    told: Sequence[tuple[Row, Remark]],
) -> set[Finding]:
    """What the rules said, what was noted while the plan was read, and what its words ask."""
    findings = {places.finding(said, row.rule, row.level) for row, said in told}
    notes = {places.note(said, code) for said, code in risk_notes(case)}
    return findings | set(case.plan.notes) | notes


def risk_findings(
    document: Document,
    today: date,
    lists: Lists,
) -> tuple[Finding, ...]:
    """What the words of a file ask about, also where it has mistakes and is no plan."""
    places = Places(document)
    questions = said_of(find_risk(places, lists), today)
    return tuple(sorted({places.finding(said, Rule.C3, Level.ADVICE) for said in questions}))


def lines_that_ask(
    document: Document, lines: Sequence[str], today: date, lists: Lists
) -> Iterator[tuple[int, Finding]]:
    """What the words of a file ask about, each with the place of the line, among those of its page, that shows them."""
    places = Places(document)
    for one in find_risk(places, lists):
        place = line_of(one, lines, lists)
        if place is not None:
            for said in said_of((one,), today):
                yield place, places.finding(said, Rule.C3, Level.ADVICE)


def needing(
    plan: Plan,
    document: Document,
    today: date,
    lists: Lists,
) -> tuple[Finding, ...]:
    """Of the advice on a plan only what needs a person first."""
    places = Places(document)
    case = Context(plan, derive(plan), today, find_risk(places, lists), lists)
    rows = [row for row in TABLE if row.rule in _NEEDS_A_PERSON and _is_asked(row, case)]
    return first(
        places.finding(said, row.rule, row.level) for row in rows for said in row.look(case)
    )


def questions_about_a_person(
    source: PlanSource, read: Plan | Rejected, today: date, lists: Lists
) -> tuple[Finding, ...]:
    """What asks about a person in a plan, whether or not the plan has mistakes."""
    try:
        document = parse(source.data, source.name)
    except PlanError:
        return ()
    if isinstance(read, Rejected):
        return risk_findings(document, today, lists)
    return tuple(finding for finding in needing(read, document, today, lists) if asks(finding))


def first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by place, those that ask about a person before all others."""
    return tuple(
        sorted(
            {*findings},
            key=lambda finding: (not asks(finding), finding),
        )
    )


def asks(finding: Finding) -> bool:
    """Whether this asks about a person, rather than about a plan."""
    return finding.code == Rule.C3 and finding.level is Level.ADVICE


def needs_a_person(findings: Iterable[Finding]) -> bool:
    """Whether something stands here that a person looks at before anything is called well."""
    return any(
        finding.level is Level.ADVICE and finding.code in _NEEDS_A_PERSON for finding in findings
    )


def _is_asked(row: Row, case: Context) -> bool:
    plan = case.plan
    if plan.status not in row.season.value or (
        row.language is LanguageScope.ENGLISH and not case.is_english
    ):
        return False
    return all(silence.rule is not row.rule for silence in plan.silence)

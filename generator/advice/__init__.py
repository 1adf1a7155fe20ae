"""Advice: what could make a plan clearer or kinder, and what a therapist may want to know; it never stops a build.

In: a validated Plan, the Document that it was read from, and today's date. Out: `Advised`.
Touches nothing. Says nothing in a plan that is revoked, and little in one that is completed. What a plan silences, each
with a reason, is not said; what was noted while the plan was read is. Rules stand in `table`, each a small function of
a `Case`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.advice.case import Case
from generator.advice.letters import Clarity, GoalLetters, letters_of
from generator.advice.places import Places
from generator.advice.table import TABLE, Language, Letter, Row, Season
from generator.errors import Finding
from generator.model import Plan
from generator.parse import Document
from generator.progress import derive

__all__ = ["TABLE", "Advised", "Clarity", "GoalLetters", "Letter", "Row", "advise"]


@dataclass(frozen=True, slots=True)
class Advised:
    """Advice sorted by place, and the letters of each goal under way while somebody plans."""

    findings: tuple[Finding, ...]
    goals: tuple[GoalLetters, ...]


def advise(plan: Plan, document: Document, today: date) -> Advised:
    """Everything that the rules say of `plan` on the day `today`."""
    case = Case(plan, derive(plan), today)
    told = [(row, said) for row in TABLE if _is_asked(row, case) for said in row.look(case)]
    places = Places(document)
    findings = {places.finding(said, row.rule, row.level) for row, said in told} | set(plan.notes)
    letters = letters_of(case, places, told) if plan.status in Season.PLANNED.value else ()
    return Advised(tuple(sorted(findings)), letters)


def _is_asked(row: Row, case: Case) -> bool:
    plan = case.plan
    if plan.status not in row.season.value or (row.language is Language.ENGLISH and not case.is_english):
        return False
    return all(silence.rule is not row.rule for silence in plan.silence)

"""Reading: one plan file as a plan, or its findings with what becomes of the page that stands.

In: the bytes of a plan file, the settings and today's date. Out: a `Plan`, or `Refused`.
What a build and a check have in common; reads the catalogue of questionnaires only for a plan that names one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator import catalogue
from generator.errors import PlanError
from generator.model import Plan, Settings
from generator.outcome import OldPage, Refused
from generator.parse import Document, parse
from generator.validate import doubles_a_guard, validate, withdraws
from generator.workspace import PlanSource


def read_plan(source: PlanSource, settings: Settings, today: date) -> Plan | Refused:
    """The plan, or every finding in its file."""
    document = _document(source)
    if isinstance(document, Refused):
        return document
    try:
        return validate(document, settings, today, catalogue.load)
    except PlanError as error:
        return Refused(error.findings, _old_page(document, today))


def withdrawal(source: PlanSource, today: date) -> Refused:
    """No plan for want of settings; only whether it takes its old page away is still looked at."""
    document = _document(source)
    return replace(document, findings=()) if isinstance(document, Refused) else Refused((), _old_page(document, today))


def _document(source: PlanSource) -> Document | Refused:
    try:
        return parse(source.data, source.name)
    except PlanError as error:
        return Refused(error.findings, OldPage.GOES if doubles_a_guard(error.findings, source.data) else OldPage.STAYS)


def _old_page(document: Document, today: date) -> OldPage:
    return OldPage.GOES if withdraws(document, today) else OldPage.STAYS

"""Reading: one plan file as a plan, or its findings with what becomes of the page that stands.

In: the bytes of a plan file, the settings and today's date. Out: a `Plan`, or `Refused`.
What a build and a check have in common; reads the catalogue of questionnaires only for a plan that names one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator import catalogue
from generator.errors import PlanError
from generator.links import Links
from generator.model import Plan, Settings, withheld
from generator.outcome import OldPage, Refused
from generator.parse import Document, parse
from generator.validate import NO_SETTINGS, doubles_a_guard, guards_of, read_settings, validate
from generator.validate.plan import REVOKED_LINK
from generator.workspace import SETTINGS_NAME, PlanSource, Workspace


def settings_of(space: Workspace) -> Settings:
    """The settings of a workspace, or what holds without any. Raises PlanError with all findings."""
    if space.settings is None:
        return replace(NO_SETTINGS, languages=space.languages)
    return read_settings(parse(space.settings, SETTINGS_NAME), space.languages)


def read_plan(source: PlanSource, settings: Settings, today: date, links: Links | None) -> Plan | Refused:
    """The plan, or every finding in its file. Without `links`, nothing is asked of keys and links."""
    document = _document(source)
    if isinstance(document, Refused):
        return document
    try:
        return validate(document, settings, today, catalogue.load, links)
    except PlanError as error:
        refused = _refused(document, today)
        is_revoked = any(finding.code == REVOKED_LINK for finding in error.findings)
        return replace(refused, findings=error.findings, old_page=OldPage.GOES if is_revoked else refused.old_page)


def withdrawal(source: PlanSource, today: date) -> Refused:
    """No plan for want of settings or keys; only whether it takes its old page away is still looked at."""
    document = _document(source)
    return replace(document, findings=()) if isinstance(document, Refused) else _refused(document, today)


def _document(source: PlanSource) -> Document | Refused:
    try:
        return parse(source.data, source.name)
    except PlanError as error:
        old_page = OldPage.GOES if doubles_a_guard(error.findings, source.data) else OldPage.STAYS
        return Refused(error.findings, old_page, None)


def _refused(document: Document, today: date) -> Refused:
    """What becomes of the old page of a file that parses: it goes where `status` or `share` say so or are wrong."""
    guards = guards_of(document)
    if guards is None or withheld(*guards, today):
        return Refused((), OldPage.GOES, None)
    return Refused((), OldPage.STAYS, guards[1].door)

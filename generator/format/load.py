"""Reading: one plan file as a plan, or its findings with what becomes of the page that stands.

In: the bytes of a plan file, the settings and today's date. Out: a `Plan`, or `Rejected`. What a
build and a check have in common; reads the catalogue of questionnaires only for a plan that names
one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from generator.errors import Finding, PlanError
from generator.format import catalogue, guards
from generator.format.guards import OldPage
from generator.format.parse import Document, parse
from generator.format.validate.guarding import guards_of
from generator.format.validate.plan import validate
from generator.format.validate.settings import NO_SETTINGS, read_settings
from generator.format.validate.share import REVOKED_LINK
from generator.model.plan import Plan
from generator.model.settings import Settings
from generator.model.share import Share, Status
from generator.privacy.links import Links
from generator.workspace.layout import SETTINGS_NAME, PlanSource, Workspace


def settings_of(space: Workspace) -> Settings:
    """The settings of a workspace, or what holds without any.

    Raises PlanError with all findings, also where the list of revoked links cannot be read: no page
    is made without it.
    """
    if space.blocked:
        raise PlanError(space.blocked)
    if space.settings is None:
        return replace(NO_SETTINGS, languages=space.languages)
    return read_settings(parse(space.settings, SETTINGS_NAME), space.languages)


def load_plan(
    source: PlanSource, settings: Settings, today: date, links: Links | None
) -> Plan | Rejected:
    """The plan, or every finding in its file. Without `links`, nothing is asked of keys and
    links."""
    try:
        document = parse(source.data, source.name)
    except PlanError as error:
        return _refused(
            guards.of_bytes(source.data, source.name, today),
            error.findings,
        )
    return _plan_in(document, settings, today, links)


def _plan_in(
    document: Document, settings: Settings, today: date, links: Links | None
) -> Plan | Rejected:
    """The plan in a file that parses, or every finding in it."""
    hidden = guards.hidden_guards(document)
    try:
        plan = validate(document, settings, today, catalogue.load_catalogue, links)
    except PlanError as error:
        verdict = guards.of_document(document, today)
        if REVOKED_LINK in error.codes:
            verdict = replace(verdict, old_page=OldPage.GOES)
        return _refused(verdict, (*hidden, *error.findings))
    if hidden:
        return _refused(guards.of_document(document, today), hidden)
    return plan


def guards_in(source: PlanSource) -> tuple[Status, Share] | None:
    """What guards the page of a plan, whatever else is wrong in the file; None where it does not
    tell."""
    try:
        return guards_of(parse(source.data, source.name))
    except PlanError:
        return None


def _refused(verdict: guards.Verdict, findings: tuple[Finding, ...]) -> Rejected:
    all_ = tuple(sorted((*findings, *verdict.findings)))
    return Rejected(all_, verdict.old_page, verdict.address_key, verdict.uid)


@dataclass(frozen=True, slots=True)
class Rejected:
    """The plan has findings. `address_key` is how its page would be reached, `uid` the plan's; None
    where it does not tell."""

    findings: tuple[Finding, ...]
    old_page: OldPage
    address_key: str | None
    uid: str | None = None

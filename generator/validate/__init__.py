"""Validate: a parsed file as a `Plan` that cannot be wrong, or every finding at once.

In: a Document, the practice's Settings and today's date. Out: a frozen `Plan`, or PlanError.
Touches nothing. `private:` ends here: `shapes` passes it over unread and no type has a place for it.
Today's date is used for one thing only: what is told as past may not be dated after tomorrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from generator import plan_format as form
from generator.errors import Finding, Level, PlanError, has_error
from generator.links import Links
from generator.model import Access, ByCommand, OnLock, Plan, Settings, Share, Status, ToFolder
from generator.parse import Document, Mapping
from generator.shapes import Broken, Fields, Report, Spot, near_miss
from generator.theme import ENGLISH
from generator.validate.personal import report_address, report_listed, report_personal
from generator.validate.plan import PlanReader, language_of, share_of, support_of
from generator.validate.questionnaires import Catalogue, no_catalogue

#: Where "leave this page" goes when the settings say nothing: a page that anyone might have open.
LEAVE_TO: Final = "https://www.wikipedia.org/"


def validate(
    document: Document, settings: Settings, today: date, catalogue: Catalogue = no_catalogue, links: Links | None = None
) -> Plan:
    """The plan in `document`; `catalogue` is asked only where it names a questionnaire that is not its own.

    `links` are the keys and what has been revoked; without them nothing is asked of a private page's key.

    Raises PlanError with all findings, sorted by place.
    """
    report = Report(document)
    fields = form.PLAN.read(Spot(document.root, None), report)
    plan = None
    with suppress(Broken):
        plan = PlanReader(fields, settings, today, links, catalogue).plan()
    let_through = frozenset(kind for kind, _ in fields.get(form.PUBLISH_ANYWAY) or ())
    report_personal(document.root, settings.never_publish, report, let_through)
    if share_of(fields).access is Access.PUBLIC:
        report_address(settings.never_publish, fields.spot(form.SHARE), report, let_through)
    if has_error(report.findings) or plan is None:
        raise PlanError(_errors(report))
    return replace(plan, notes=tuple(sorted(report.findings)))


def _errors(report: Report) -> list[Finding]:
    """What keeps a page from being made; notes are for a plan in order."""
    return [finding for finding in report.findings if finding.level is Level.ERROR]


def read_settings(document: Document, languages: frozenset[str]) -> Settings:
    """The settings in `document`; `languages` are those that have words. Raises PlanError with all findings."""
    report = Report(document)
    fields = form.SETTINGS.read(Spot(document.root, None), report)
    settings = Settings(
        practice=fields.get(form.PRACTICE),
        language=language_of(fields, languages) or ENGLISH,
        support=support_of(fields),
        leave_to=fields.get(form.LEAVE_TO) or LEAVE_TO,
        base_url=(fields.get(form.BASE_URL) or "").rstrip("/") or None,
        key=fields.get(form.KEY),
        fingerprints=tuple((key.text, text) for key, text in fields.get(form.FINGERPRINTS) or ()),
        on_lock=fields.get(form.SUPPORT_ON_LOCK) or OnLock.NOTHING,
        never_publish=fields.get(form.NEVER_PUBLISH) or (),
        languages=languages,
        publish=_publish(fields),
    )
    report_listed(document.root, settings.never_publish, report)
    if has_error(report.findings):
        raise PlanError(_errors(report))
    return replace(settings, notes=tuple(sorted(report.findings)))


def _publish(fields: Fields) -> ToFolder | ByCommand | None:
    how = fields.get(form.PUBLISH)
    if how is None:
        return None
    folder, words = how.get(form.PUBLISH_FOLDER), how.get(form.PUBLISH_COMMAND)
    if bool(folder) == bool(words):
        hint = "write `publish: {folder: ../web}`, or a `command:`, not both"
        fields.report.add(fields.spot(form.PUBLISH), "this says no way to publish, or two", "publish-one-way", hint)
        return None
    return ToFolder(folder) if folder else ByCommand(words or ())


#: What holds in a workspace without `handrail.yml`.
NO_SETTINGS: Final = Settings(practice=None, language=ENGLISH, support=(), leave_to=LEAVE_TO)


def guards_of(document: Document) -> tuple[Status, Share] | None:
    """The two that guard a page, of a file that may be wrong elsewhere; None where either is itself wrong.

    A slip in the very line that guards a page must never leave it standing.
    """
    report = Report(document)
    pairs = tuple((key, node) for key, node in document.root.pairs if _is_guard(key.text))
    fields = form.PLAN.read(Spot(Mapping(pairs, document.root.line, document.root.column), None), report)
    if any(finding.code != "missing-key" for finding in report.findings):
        return None
    return fields.get(form.STATUS) or Status.ACTIVE, share_of(fields)


def doubles_a_guard(findings: Sequence[Finding], data: bytes) -> bool:
    """Whether a file that is refused gives `status` or `share` at its top twice: nobody knows then which one holds."""
    lines = data.splitlines()
    doubled = [f.place for f in findings if f.code == "duplicate-key" and f.place.column == 1]
    return any(lines[place.line - 1].startswith((b"status", b"share")) for place in doubled)


def _is_guard(key: str) -> bool:
    """Whether this key is, or was probably meant to be, one of the two that guard a page."""
    guards = (form.STATUS.name, form.SHARE.name)
    return key in guards or (key not in form.PLAN.keys and near_miss(key, form.PLAN.keys) in guards)

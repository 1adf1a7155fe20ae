"""Validate: a parsed file as a `Plan` that cannot be wrong, or every finding at once.

In: a Document, the practice's Settings and today's date. Out: a frozen `Plan`, or PlanError.
Touches nothing. `private:` ends here: `shapes` passes it over unread and no type has a place for it.
Today's date is used for one thing only: what is told as past may not be dated after tomorrow.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

from generator.format import keys as form
from generator.format.fields import InvalidField, Location, Report
from generator.format.parse import Document
from generator.format.validate.personal_data import report_address, report_personal
from generator.format.validate.plan import PlanReader, share_of
from generator.format.validate.questionnaires import Catalogue, no_catalogue
from generator.model.plan import Plan
from generator.model.settings import Settings
from generator.model.share import Access
from generator.privacy.links import Links


def validate(
    document: Document,
    settings: Settings,
    today: date,
    catalogue: Catalogue = no_catalogue,
    links: Links | None = None,
) -> Plan:
    """The plan in `document`; `catalogue` is asked only where it names a questionnaire that is not its own.

    `links` are the keys and what has been revoked; without them nothing is asked of a private page's key.

    Raises PlanError with all findings, sorted by place.
    """
    report = Report(document)
    fields = form.PLAN.read(Location(document.root, None), report)
    plan = None
    with suppress(InvalidField):
        plan = PlanReader(fields, settings, today, links, catalogue).plan()
    let_through = frozenset(kind for kind, _ in fields.get(form.PUBLISH_ANYWAY) or ())
    report_personal(document.root, settings.never_publish, report, let_through)
    if share_of(fields).access is Access.PUBLIC:
        report_address(settings.never_publish, fields.spot(form.SHARE), report, let_through)
    if report.has_error or plan is None:
        raise report.error()
    return replace(plan, notes=report.notes)

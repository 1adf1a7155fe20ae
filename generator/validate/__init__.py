"""Validate: a parsed file as a `Plan` that cannot be wrong, or every finding at once.

In: a Document, the practice's Settings and today's date. Out: a frozen `Plan`, or PlanError.
Touches nothing. `private:` ends here: `shapes` passes it over unread and no type has a place for it.
Today's date is used for one thing only: what is told as past may not be dated after tomorrow.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from generator import plan_format as form
from generator.links import Links
from generator.model import Access, ByCommand, OnLock, Plan, Settings, Share, Status, ToFolder
from generator.parse import Document, Mapping, Node, Scalar
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
    if report.has_error or plan is None:
        raise report.error()
    return replace(plan, notes=report.notes)


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
        week_starts=fields.get(form.WEEK_STARTS),
    )
    report_listed(document.root, settings.never_publish, report)
    if report.has_error:
        raise report.error()
    return replace(settings, notes=report.notes)


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
    fields = form.PLAN.read(
        Spot(Mapping(_guarding(document.root), document.root.line, document.root.column), None), report
    )
    if any(finding.code != "missing-key" for finding in report.findings):
        return None
    return fields.get(form.STATUS) or Status.ACTIVE, share_of(fields)


#: The two keys that guard a page.
GUARDS: Final = frozenset({form.STATUS.name, form.SHARE.name})
#: What stands below `share`; at the top of a file it has lost its place.
_BELOW_SHARE: Final = frozenset(form.SHARE_RECORD.keys)
#: Longest key, in characters, that may be a guard with something stuck to it; a longer one is a sentence.
_LONGEST_SLIP: Final = 40
#: Most unknown keys that are compared with the known ones; a file with more of them was not typed.
_COMPARED: Final = 200


def _guarding(root: Mapping) -> tuple[tuple[Scalar, Node], ...]:
    """The pairs that guard the page, or were probably meant to."""
    unknown = [key.text for key, _ in root.pairs if key.text not in form.PLAN.keys]
    near = {text for text in unknown[:_COMPARED] if is_near_a_guard(text)}
    near |= {text for text in unknown[_COMPARED:] if _has_a_guard(text)}
    return tuple((key, node) for key, node in root.pairs if key.text in GUARDS or key.text in near)


def is_near_a_guard(key: str) -> bool:
    """Whether a key that is not known was probably meant to be a guard, or holds a part of one."""
    return _has_a_guard(key) or near_miss(key, (*form.PLAN.keys, *_BELOW_SHARE)) in GUARDS | _BELOW_SHARE


def _has_a_guard(key: str) -> bool:
    folded = key.casefold()
    return folded in _BELOW_SHARE or (len(key) <= _LONGEST_SLIP and any(guard in folded for guard in GUARDS))

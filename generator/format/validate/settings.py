"""Settings: `handrail.yml` as a `Settings`.

In: the parsed document. Out: `Settings`, or every finding. Touches nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.format import keys as form
from generator.format.fields import Fields, Location, Report
from generator.format.parse import Document
from generator.format.validate.personal_data import report_listed
from generator.format.validate.plan import language_of, support_of
from generator.model.settings import ByCommand, OnLock, Settings, ToFolder
from generator.text.locales import ENGLISH

#: Where "leave this page" goes when the settings say nothing: a page that anyone might have open.
LEAVE_TO: Final = "https://www.wikipedia.org/"


def read_settings(document: Document, languages: frozenset[str]) -> Settings:
    """The settings in `document`; `languages` are those that have words. Raises PlanError with all findings."""
    report = Report(document)
    fields = form.SETTINGS.read(Location(document.root, None), report)
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
        fields.report.add(
            fields.spot(form.PUBLISH),
            "this says no way to publish, or two",
            "publish-one-way",
            hint,
        )
        return None
    return ToFolder(folder) if folder else ByCommand(words or ())


#: What holds in a workspace without `handrail.yml`.
NO_SETTINGS: Final = Settings(practice=None, language=ENGLISH, support=(), leave_to=LEAVE_TO)

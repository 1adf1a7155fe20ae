"""Settings: `handrail.yml` as a `Settings`.

In: the parsed document. Out: `Settings`, or every finding. Touches nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.format.fields.record import Fields
from generator.format.fields.report import Location, Report
from generator.format.keys.settings import PublishKeys, SettingsKeys
from generator.format.parse import Document
from generator.format.validate.check_in import check_in_of
from generator.format.validate.personal_data import report_listed
from generator.model.settings import USUAL_CHECK_IN, ByCommand, OnLock, Settings, ToFolder
from generator.text.locales import ENGLISH, has_words

#: Where "leave this page" goes when the settings say nothing: a page that anyone might have open.
LEAVE_TO: Final = "https://www.wikipedia.org/"


def read_settings(document: Document, languages: frozenset[str]) -> Settings:
    """The settings in `document`; `languages` are those that have words. Raises PlanError with all
    findings."""
    report = Report(document)
    fields = SettingsKeys.read(Location(document.root, None), report)
    settings = Settings(
        practice=fields.get(SettingsKeys.practice),
        language=language_of(fields, languages) or ENGLISH,
        support=fields.get(SettingsKeys.support, ()),
        leave_to=fields.get(SettingsKeys.leave_to, LEAVE_TO),
        base_url=(fields.get(SettingsKeys.base_url) or "").rstrip("/") or None,
        key=fields.get(SettingsKeys.key),
        fingerprints=tuple(
            (key.text, text) for key, text in fields.get(SettingsKeys.fingerprints, ())
        ),
        on_lock=fields.get(SettingsKeys.support_on_lock, OnLock.NOTHING),
        never_publish=fields.get(SettingsKeys.never_publish, ()),
        languages=languages,
        publish=_publish(fields),
        week_starts=fields.get(SettingsKeys.week_starts),
        check_in=check_in_of(fields, USUAL_CHECK_IN),
    )
    report_listed(document.root, settings.never_publish, report)
    if report.has_error:
        raise report.error()
    return replace(settings, notes=report.notes)


def language_of(fields: Fields, languages: frozenset[str]) -> str | None:
    """The language that a plan or the settings name; a finding for one that has no words yet."""
    tag = fields.get(SettingsKeys.language)
    if tag is not None and not has_words(tag, languages):
        known = " or ".join(f"`language: {one}`" for one in sorted(languages | {ENGLISH}))
        hint = f"write {known}; docs/translating.md says how to add the words of another language"
        spot = fields.spot(SettingsKeys.language)
        sentence = "Handrail has no words in this language yet"
        fields.report.add(spot, sentence, "unknown-language", hint)
    return tag


def _publish(fields: Fields) -> ToFolder | ByCommand | None:
    how = fields.get(SettingsKeys.publish)
    if how is None:
        return None
    folder, words = how.get(PublishKeys.folder), how.get(PublishKeys.command)
    if bool(folder) == bool(words):
        hint = "write `publish: {folder: ../web}`, or a `command:`, not both"
        spot = fields.spot(SettingsKeys.publish)
        sentence = "this says no way to publish, or two"
        fields.report.add(spot, sentence, "publish-one-way", hint)
        return None
    if folder:
        return ToFolder(folder)
    return ByCommand(words or ())


#: What holds in a workspace without `handrail.yml`.
NO_SETTINGS: Final = Settings(
    practice=None,
    language=ENGLISH,
    support=(),
    leave_to=LEAVE_TO,
    is_written=False,
)

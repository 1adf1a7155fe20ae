"""Keys of `handrail.yml`, the settings of a workspace.

In: nothing. Out: records as classes, whose attributes are the keys. Touches nothing.
"""

from __future__ import annotations

import re

from generator.format.fields.choices import BoolField, ChoiceField
from generator.format.fields.lists import NamesField, TextListField
from generator.format.fields.maps import MapField
from generator.format.fields.record import FieldKey, Fields, RecordOf
from generator.format.fields.text import IdField, PatternField, TextField
from generator.format.keys.plan import PlanKeys
from generator.model.settings import OnLock, WeekStart


class PublishKeys(RecordOf[Fields]):
    """Where the site goes; one of the two."""

    folder = FieldKey(
        TextField(),
        example="../web",
        meaning="A folder that `handrail publish` copies the site to.",
    )
    command = FieldKey(
        TextListField(),
        example='[rsync, -a, --delete, site/, "me@host:plans/"]',
        meaning="What `handrail publish` runs in this folder, a word an item; no shell reads it.",
    )


class SettingsKeys(RecordOf[Fields]):
    """`handrail.yml`."""

    practice = FieldKey(
        TextField(),
        example="Harbour Therapy",
        meaning="The name of your practice.",
    )
    language = PlanKeys.language
    week_starts = FieldKey(
        ChoiceField(WeekStart),
        example="sunday",
        meaning="The first day of a week: monday, sunday or saturday; left out, the language of a plan tells.",
    )
    support = PlanKeys.support
    leave_to = FieldKey(
        PatternField(
            re.compile(r"https://[^\s\"'<>/]+\.[^\s\"'<>]+"),
            "this is not a web address",
            "write a whole address, such as `https://www.wikipedia.org/`",
        ),
        example="https://www.wikipedia.org/",
        meaning="Where “Leave this page” goes.",
    )
    check_in = PlanKeys.check_in
    base_url = FieldKey(
        PatternField(
            re.compile(
                r"https://[^\s\"'<>#?]+|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/[^\s\"'<>#?]*)?"
            ),
            "this is not the address of a site",
            "write the whole address that your site has: https://…",
        ),
        example="https://plans.example.org",
        meaning="The web address under which `site/` can be reached; links begin with it.",
    )
    key = FieldKey(
        IdField(),
        example="practice-2026",
        meaning="The key that seals the page of a plan that names none.",
    )
    fingerprints = FieldKey(
        MapField(
            PatternField(
                re.compile(r"[0-9a-f]{16}"),
                "a fingerprint is 16 digits and letters from a to f",
                "put it in quotes as `handrail key show` prints it",
            )
        ),
        example='{practice-2026: "0fa8…"}',
        meaning="What each key is known by, so that a wrong one is noticed.",
    )
    support_on_lock = FieldKey(
        BoolField(OnLock.SUPPORT, OnLock.NOTHING),
        example="true",
        meaning="Whether a locked page shows whom to call; it then tells whoever holds the phone what it is about.",
    )
    never_publish = FieldKey(
        NamesField(),
        example="[Sam Okafor]",
        meaning="Names that may stand in no page, such as full names.",
    )
    publish = FieldKey(
        PublishKeys,
        example="{folder: ../web}",
        meaning="Where `handrail publish` puts the site: one of the two.",
    )

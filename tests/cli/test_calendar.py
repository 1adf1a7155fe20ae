"""Calendar: the reviews to come, for a therapist's own calendar."""

from __future__ import annotations

from pathlib import Path

import icalendar

from tests.privacy.test_keyfile import PRIVATE, Practice, practice
from tests.support.builders import SMALL

__all__ = ["practice"]
TODAY = ("--today", "2026-02-02")
RHYTHM = "end: 2026-04-06, review: {every: 4 weeks}}"


def a_rhythm(plan: str) -> str:
    return plan.replace("end: 2026-04-06}", RHYTHM)


def a_practice_with_reviews(practice: Practice) -> Practice:
    plans = practice.root / "plans"
    (plans / "sam.yml").write_text(a_rhythm(PRIVATE), "utf-8")
    (plans / "lou.yml").write_text(a_rhythm(SMALL.partition("\n")[2]), "utf-8")
    return practice


def days_in(file: str) -> list[tuple[str, str]]:
    events = icalendar.Calendar.from_ical(file).walk("VEVENT")
    return [(str(event["dtstart"].dt), str(event["summary"])) for event in events]


def test_the_reviews_to_come_are_days_that_name_the_plan_file_alone(practice: Practice) -> None:
    said = a_practice_with_reviews(practice).run("calendar", *TODAY)

    assert days_in(said) == [
        ("2026-02-02", "Review: lou"),
        ("2026-02-02", "Review: sam"),
        ("2026-03-02", "Review: lou"),
        ("2026-03-02", "Review: sam"),
        ("2026-03-30", "Review: lou"),
        ("2026-03-30", "Review: sam"),
    ]
    assert "crowd" not in said


def test_no_key_is_needed(practice: Practice) -> None:
    a_practice_with_reviews(practice)

    assert practice.run("calendar", *TODAY).startswith("BEGIN:VCALENDAR")


def test_a_calendar_is_replaced_and_nothing_else_is(practice: Practice, tmp_path: Path) -> None:
    a_practice_with_reviews(practice)
    file, other = tmp_path / "reviews.ics", tmp_path / "notes.txt"
    other.write_text("mine", "utf-8")

    practice.run("calendar", "--today", "2026-03-16", "--output", str(file))
    assert practice.run("calendar", *TODAY, "-o", str(file)) == f"Wrote 6 reviews to {file}.\n"
    refused = practice.run("calendar", *TODAY, "-o", str(other))

    assert len(days_in(file.read_text("utf-8"))) == 6
    assert practice.code == 2
    assert "is no calendar" in refused
    assert other.read_text("utf-8") == "mine"


def test_plans_with_mistakes_are_told_and_the_others_come_all_the_same(practice: Practice) -> None:
    a_practice_with_reviews(practice)
    (practice.root / "plans/lou.yml").write_text("goal: 3\n", "utf-8")

    said = practice.run("calendar", *TODAY)

    assert practice.code == 1
    assert "Review: sam" in said
    assert "plans/lou.yml" in said

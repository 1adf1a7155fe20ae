"""Personal data: what a client reads holds no address, no number to call and no name that is kept back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.errors import Finding
from tests.builders import SETTINGS, a_plan_file, findings_in, on


def found(note: str, *never: str, **keys: object) -> tuple[Finding, ...]:
    text = a_plan_file([on("2026-01-12", {"note": note}, calm=4)], **keys)
    return findings_in(text, settings=replace(SETTINGS, never_publish=never))


@pytest.mark.parametrize(
    "note",
    [
        "Write to sam.okafor+river@mail.example.org, she said.",
        "call 555 01 42 99",
        "Call +44 20 7946 0958.",
        "(020) 7946-0958",
        "Ring 079460958 tonight",
        "2026-01-12: 555 014 2999",
        "ring 06 12 34 56 78",
        "ring 01 02 03 04 05",
        "ring 555-0100",
        "ring 12 34 56 78",
        "ring 555 555 555",
        "ring 612.345.678",
        "ring 48 501 234 567",
    ],
)
def test_an_address_or_a_number_to_call_is_found(note: str) -> None:
    (finding,) = found(note)

    assert finding.code == "personal-data"
    assert finding.place.line > 1
    assert not any(
        part in f"{finding.sentence}{finding.hint}{finding.excerpt}" for part in note.split() if len(part) > 4
    )


@pytest.mark.parametrize(
    "note",
    [
        "From 2026-01-12 to 2026-02-20, at 14:30, I slept 7 hours.",
        "Room 1042, 10 000 steps, 1 000 000 thoughts, 12.5 of 20.",
        "School from 2019-2024, on 12.01.2026 and 3/4/2026.",
        "Breathe, and count 10 9 8 7 6 5 4 3 2 1 with me.",
        "Back by sevens: 100 93 86 79 72.",
        "Bus 100/101/102, the scores were 12/27 15/27 20/27, and 8000-10000 steps.",
        "Page 12 - 14, 7 8 9, 50-60 people @ noon",
        "555 014",
    ],
)
def test_dates_times_and_counts_are_no_phone_numbers(note: str) -> None:
    assert found(note) == ()


@pytest.mark.parametrize("note", ["Dr. Okafor said so.", "dr.  OKAFOR", "“Dr. Okafor”"])
def test_a_name_that_is_kept_back_is_found_however_it_is_written(note: str) -> None:
    (finding,) = found(note, "Dr. Okafor")

    assert "never_publish" in finding.sentence
    assert "kafor" not in f"{finding.sentence}{finding.hint}{finding.excerpt}".lower()


def test_a_name_inside_another_word_is_none() -> None:
    assert found("A sample of samba.", "Sam") == ()


def test_every_text_is_looked_at_and_what_cannot_reach_a_page_is_not() -> None:
    address = "sam@mail.example.org"

    assert len(found("fine", title=address, what_matters=address)) == 2
    assert found("fine", private=address) == ()
    assert found("fine", support=[{"name": "Night line", "contact": "555 014 2999"}]) == ()
    assert found("fine", safety_plan={"people_to_ask": ["Nora, 555 014 2999"]}) == ()

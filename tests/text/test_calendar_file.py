"""Calendar file: what a calendar reads in it is what was put there."""

from __future__ import annotations

from datetime import date

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from generator.text.calendar_file import Appointment, calendar_file

#: Titles as a plan may have them: one line.
TITLES = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=90
)


def an_appointment(day: str = "2026-12-07", title: str = "Our walk"):
    return Appointment(date.fromisoformat(day), title, date(2026, 11, 15))


def test_a_file_holds_whole_days_and_no_hour():
    assert calendar_file([an_appointment()]).splitlines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Handrail//EN",
        "BEGIN:VEVENT",
        "SUMMARY:Our walk",
        "DTSTART;VALUE=DATE:20261207",
        "DTSTAMP:20261115T000000Z",
        "UID:e662a8dc",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


@given(TITLES)
def test_every_title_comes_back_as_it_was(title):
    read = icalendar.Calendar.from_ical(calendar_file([an_appointment(title=title)]))

    assert str(read.walk("VEVENT")[0]["summary"]) == title


@given(TITLES)
def test_no_line_is_longer_than_calendars_take(title):
    lines = calendar_file([an_appointment(title=title)]).encode().split(b"\r\n")

    assert max(map(len, lines)) <= 75


def test_other_days_and_titles_differ_and_the_same_are_the_same():
    one, again = an_appointment(), an_appointment()
    other_day, other_title = an_appointment(day="2026-12-14"), an_appointment(title="A walk")

    read = icalendar.Calendar.from_ical(calendar_file([one, again, other_day, other_title]))
    uids = [str(event["uid"]) for event in read.walk("VEVENT")]

    assert uids[0] == uids[1]
    assert len(set(uids)) == 3

"""Appointment: the next look at the plan together, for the client's own calendar."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from generator.text import allowlist
from generator.view.appointment import calendar_href
from tests.support.builders import a_plan, on

FRAME = {"start": "2026-01-05", "end": "2026-06-29", "review": {"every": "8 weeks"}}


def test_the_next_review_is_a_file_in_a_link():
    link = calendar_href(a_plan([on("2026-01-12", calm=4)], timeframe=FRAME))

    assert link is not None
    assert "DTSTART;VALUE=DATE:20260302\r\n" in unquote(link)


@pytest.mark.parametrize(
    ("keys", "title"), [({}, "Appointment"), ({"tab_title": "Walk; née #1"}, "Walk\\; née #1")]
)
def test_its_title_is_neutral_or_the_one_that_the_client_chose(keys, title):
    link = calendar_href(a_plan(timeframe=FRAME, title="Fear of the train", **keys))

    assert link is not None
    assert f"SUMMARY:{title}\r\n" in unquote(link)
    assert "train" not in unquote(link)


def test_the_link_may_stand_in_a_sealed_page():
    link = calendar_href(a_plan(timeframe=FRAME, tab_title="“<b>” & 'so'"))

    assert link is not None
    assert link.isascii()
    assert not set(link) & set("\"'<>& #")
    article = f'<article><a href="{link}" download="appointment.ics">…</a></article>'
    assert allowlist.first_violation(article) is None


@pytest.mark.parametrize("href", ["data:text/html,<b>", "data:text/calendarx", "javascript:a"])
def test_no_other_data_may(href):
    assert allowlist.first_violation(f'<a href="{href}">…</a>') == "this href= in <a>"


def test_a_plan_without_a_review_to_come_has_no_link():
    assert calendar_href(a_plan(timeframe=FRAME, status="completed")) is None

"""Uids: one rule for what a text tells of a link, whoever asks, in every coding and in a file that does not parse."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editing.csv_import import table_of
from generator.editing.text import with_value
from generator.errors import Place
from generator.format.guards import of_bytes
from generator.format.uids import generations_in, like_uids_in, uid_in, uid_place
from generator.publish.revoke import link_facts
from generator.workspace.layout import PlanSource
from tests.support.builders import TODAY

UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
OTHER = "0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6"
CODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
#: Ways in which a line gives the uid, though some of them are no YAML.
GIVEN = (
    "uid: X",
    'uid: "X"',
    "uid : 'X'",
    "uid = X",
    "uid X",
    '"uid": "X"',
    '  uid: "X"',
    "{uid: X, goal: Swim}",
)
#: What keeps a file from being parsed, wherever it stands.
BROKEN = ('title: "never closed', "goals: [a, b", "\tindented: by a tab", "<<<<<<< HEAD", "a: b: c")


@settings(deadline=None, max_examples=80)
@given(
    st.sampled_from(GIVEN),
    st.sampled_from([UID, UID.upper()]),
    st.sampled_from(BROKEN),
    st.sampled_from(CODINGS),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_whoever_asks_finds_one_uid_in_an_unparsed_file(
    line: str, written: str, broken: str, coding: str, end: str
) -> None:
    data = end.join(
        ["goal: Swim", line.replace("X", written), broken, "share: {access: link, generation: 7}"]
    )
    data_ = data.encode(coding)
    of_it = link_facts(PlanSource("plans/sam.yml", data_))

    assert uid_in(data) == UID
    assert like_uids_in(data) == {UID}
    assert generations_in(data) == (7,)
    assert of_bytes(data_, "plans/sam.yml", TODAY).uid == UID
    assert of_it is not None
    assert (of_it.uid, of_it.generation) == (UID, 7)


@pytest.mark.parametrize("before", ["# uid: ", "note: 'uid: ", "  uid: "])
def test_the_uid_at_the_start_of_a_line_goes_before_all_others(before: str) -> None:
    text = f"{before}{OTHER}\nuid: {UID}\ngoals: ["

    assert uid_in(text) == UID
    assert like_uids_in(text) == {UID, OTHER}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"goal: Swim\nuid: {UID}\n", (2, 1)),
        (f'{{goal: Swim, "uid": "{UID}"}}', (1, 15)),
        ("goal: Swim\nuid: none yet\n", (2, 1)),
        ("goal: Swim\n", (None, None)),
    ],
)
def test_a_finding_points_at_the_key(text: str, place: tuple[int | None, int | None]) -> None:
    found = uid_place("plans/sam.yml", text)

    assert (found.line, found.column) == (place if place[0] else (Place("").line, Place("").column))


@pytest.mark.parametrize("coding", CODINGS)
def test_settings_of_remarks_alone_take_a_first_key_in_every_coding(coding: str) -> None:
    made = with_value("# mine\r\n".encode(coding), "handrail.yml", "key", "practice-2026")

    assert made.decode("utf-8-sig") == "# mine\r\nkey: practice-2026\r\n"


@pytest.mark.parametrize("coding", CODINGS)
def test_a_table_is_read_in_every_coding_that_says_which_it_is(coding: str) -> None:
    rows = table_of(f"date\tcalm\n{date(2026, 1, 12)}\t4\n".encode(coding), {"calm": "rating"}).rows

    assert [(row.entry.date, row.entry.scores) for row in rows] == [
        ("2026-01-12", (("calm", "4"),))
    ]

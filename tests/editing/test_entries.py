"""Logbook: whatever is logged, undone or brought in, in whatever order, all that a person wrote stays as it was."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.sequences import Desk, run
from generator.editing.entries import added
from generator.editing.entry_problems import EntryError
from generator.editing.entry_values import NewEntry
from generator.editing.logged import LoggedEntry, logged_entries, lookalikes, missing
from generator.format.fields.dates import moment
from generator.format.parse import parse
from generator.model.measure import BeforeAndAfter, Fraction, HabitMark
from generator.workspace.layout import PlanSource
from tests.support.builders import SETTINGS, SMALL, TODAY, plan_from

FILE = "plans/sam.yml"
#: Sequences that every test run looks at; `python -m bench.sequences` looks at 10,000.
SEQUENCES = 300


def a_source(text: str = SMALL) -> PlanSource:
    return PlanSource(FILE, text.encode())


def logged(*entries: NewEntry, text: str = SMALL) -> str:
    return added(a_source(text), entries, SETTINGS, TODAY).decode()


def amiss(*entries: NewEntry, text: str = SMALL) -> list[tuple[str, str, str]]:
    with pytest.raises(EntryError) as caught:
        logged(*entries, text=text)
    return [
        (one.finding.code, one.part.key, one.part.word) for one in caught.value.problems if one.part
    ]


# ---- one entry


def test_an_entry_says_in_the_file_what_was_typed() -> None:
    text = logged(
        NewEntry(
            "2026-01-19 14:30",
            scores=(("crowds", "5.5"),),
            note="Asked: once",
            trigger=("a full, loud room", "no"),
            helped=(("slow: breaths", "3"),),
            celebrate="First # of many",
            private="null",
        )
    )
    entry = plan_from(text).entries[-1]

    assert text.removeprefix(SMALL).splitlines() == [
        "  - date: 2026-01-19 14:30",
        "    scores: {crowds: 5.5}",
        '    note: "Asked: once"',
        '    trigger: ["a full, loud room", no]',
        '    helped: {"slow: breaths": 3}',
        '    celebrate: "First # of many"',
        '    private: "null"',
    ]
    assert (str(entry.at), entry.note, entry.trigger[0]) == (
        "14:30:00",
        "Asked: once",
        "a full, loud room",
    )
    assert (entry.helped[0].strategy, entry.celebrate) == ("slow: breaths", "First # of many")


@pytest.mark.parametrize(
    "note", ["One\n\n  two\n- three: 3", "# not a comment\nreally", "long " * 40 + "end", "a\r\nb"]
)
def test_a_long_note_stands_below_its_key_as_it_was_typed(note: str) -> None:
    text = logged(NewEntry("2026-01-19", note=note))

    assert "    note: |\n" in text
    assert plan_from(text).entries[-1].note == note.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("measure", "typed", "value"),
    [
        ("percentage", "6/8", Fraction(6, 8)),
        ("percentage", "4 of 5", Fraction(4, 5)),
        ("percentage", "4 von 5", Fraction(4, 5)),
        ("percentage", "75", 75.0),
        ("before-after\n    better: lower", "8>5", BeforeAndAfter(8, 5)),
        ("before-after\n    better: lower", "8/5", BeforeAndAfter(8, 5)),
        ("before-after\n    better: lower", "8/", BeforeAndAfter(8, None)),
        ("habit", "partly", HabitMark.PARTLY),
        ("habit", "y", HabitMark.YES),
    ],
)
def test_a_score_is_typed_short_and_written_as_its_measure_takes_it(
    measure: str, typed: str, value: object
) -> None:
    head = SMALL.partition("progress:")[0].replace(
        "rating\n    baseline: 3\n    target: 7", measure
    )
    text = logged(NewEntry("2026-01-19", scores=(("crowds", typed),)), text=head)

    assert [score.value for score in plan_from(text).entries[-1].scores] == [value]


def test_all_that_does_not_fit_is_found_where_it_was_typed() -> None:
    first = NewEntry(
        "2027-01-19",
        "mo",
        (("crowd", "5"), ("crowds", "50")),
        "a@example.org",
        helped=(("tea", "9"),),
    )

    assert amiss(first, NewEntry("19/1/2026"), NewEntry("", scores=(("crowds", "5"),))) == [
        ("in-the-future", "date", ""),
        ("unknown-person", "by", ""),
        ("unknown-id", "scores", "crowd"),
        ("score-outside-scale", "scores", "crowds"),
        ("personal-data", "note", ""),
        ("not-a-whole-number", "helped", "tea"),
        ("not-a-date", "date", ""),
        ("missing-key", "date", ""),
    ]


def test_a_sign_no_page_can_show_is_found_none_slips_in() -> None:
    assert amiss(NewEntry("2026-01-19", note="bell \x07")) == [("control-character", "note", "")]
    assert logged(NewEntry("2026-01-19", note="a\u2028b")) == logged(
        NewEntry("2026-01-19", note="a\nb")
    )


def test_what_was_wrong_before_keeps_nobody_from_writing_today_s_numbers() -> None:
    text = SMALL.replace("target: 7", "target: 70")

    assert logged(NewEntry("2026-01-19", scores=(("crowds", "5"),)), text=text).startswith(text)
    assert amiss(NewEntry("2026-01-19", scores=(("crowds", "50"),)), text=text) == [
        ("score-outside-scale", "scores", "crowds")
    ]


def test_bare_scores_stand_in_braces_as_above_and_words_on_lines() -> None:
    text = SMALL.partition("  - date")[0] + "  - {date: 2026-01-12, scores: {crowds: 4}}\n"
    five = (("crowds", "5"),)

    assert logged(NewEntry("2026-01-19", scores=five), text=text).endswith(
        "  - {date: 2026-01-19, scores: {crowds: 5}}\n"
    )
    assert logged(NewEntry("2026-01-19", scores=five, note="Fine"), text=text).endswith(
        "\n    note: Fine\n"
    )


def test_an_early_day_is_added_last_where_the_log_has_no_order() -> None:
    mixed = f"{SMALL}  - date: 2026-01-05\n"
    text = logged(NewEntry("2026-01-06", scores=(("crowds", "2"),)), text=mixed)

    assert text.startswith(mixed)
    assert [str(entry.on) for entry in plan_from(text).entries] == [
        "2026-01-05",
        "2026-01-06",
        "2026-01-12",
    ]


def test_of_an_entry_only_its_date_and_scores_are_told() -> None:
    text = logged(NewEntry("2026-01-19", scores=(("crowds", "5"),), note="secret"))

    assert logged_entries(parse(text.encode(), FILE))[1:] == (
        LoggedEntry("2026-01-19", (("crowds", "5"),)),
    )
    assert len(logged_entries(parse(text.encode(), FILE))) == 2
    assert logged_entries(parse(SMALL.partition("progress:")[0].encode(), FILE)) == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{done: 6, of: 8}", "6/8"),
        ("{before: 8}", "8/"),
        ("partly", "partly"),
        ("skip", "skip"),
        ("a name", ""),
    ],
)
def test_a_score_is_told_as_typed_and_other_words_are_not(written: str, told: str) -> None:
    text = SMALL.replace("{crowds: 4}", f"{{crowds: {written}}}")

    assert logged_entries(parse(text.encode(), FILE))[0].scores == (("crowds", told),)


def test_days_and_numbers_may_be_typed_as_a_german_spreadsheet_writes_them() -> None:
    assert logged(NewEntry("9.2.2026 14:30", scores=(("crowds", "5,5"),))) == logged(
        NewEntry("2026-02-09 14:30", scores=(("crowds", "5.5"),))
    )
    assert amiss(NewEntry("2/9/2026", scores=(("crowds", "1,000,5"),))) == [
        ("not-a-date", "date", ""),
        ("not-a-number", "scores", "crowds"),
    ]


def test_an_entry_is_known_again_by_all_that_it_says() -> None:
    document = parse(
        logged(NewEntry("2026-01-19", note="Rain", trigger=("a crowd",))).encode(), FILE
    )
    there = [
        NewEntry("12.1.2026", scores=(("crowds", "4.0"),)),
        NewEntry("2026-01-19 00:00", note="Rain", trigger=("a crowd",)),
    ]
    new = [
        NewEntry("2026-01-12", scores=(("crowds", "4"),), note="other words"),
        NewEntry("2026-01-12", scores=(("crowds", "5"),)),
        NewEntry("2026-01-12 14:30", scores=(("crowds", "4"),)),
        NewEntry("2026-01-19", note="Rain"),
    ]

    assert missing(document, [*there, *new]) == tuple(new)
    assert lookalikes(document, new) == (new[0],)


def test_what_happened_twice_is_there_twice() -> None:
    twice = [NewEntry("2026-01-12", scores=(("crowds", "4"),))] * 2
    document = parse(SMALL.encode(), FILE)

    assert missing(document, twice) == (twice[0],), "the log has one of them"
    assert missing(parse(logged(*missing(document, twice)).encode(), FILE), twice) == ()


rows = st.builds(
    NewEntry,
    st.sampled_from(
        ["2026-01-05", "5.1.2026", "2026-01-05 00:00", "2026-01-05T00:00:00", "2026-01-06 9:30"]
    ),
    scores=st.sampled_from([(), (("crowds", "4"),), (("crowds", "4.0"),), (("crowds", "5"),)]),
    note=st.sampled_from(["", "at noon", "at night"]),
    trigger=st.sampled_from([(), ("a crowd",)]),
).filter(lambda row: bool(row.scores or row.note))
tables = st.lists(rows, max_size=6)


def brought_in(text: str, table: list[NewEntry]) -> str:
    return logged(*missing(parse(text.encode(), FILE), table), text=text)


def held(text: str) -> Counter[str]:
    return Counter(str(entry) for entry in plan_from(text).entries)


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(tables, tables, st.sampled_from(["", "  # oldest first"]), st.randoms(use_true_random=False))
def test_a_table_is_brought_in_once_however_often_and_in_whatever_order(
    one: list[NewEntry], other: list[NewEntry], order: str, random: Random
) -> None:
    bare = SMALL.replace("progress:", f"progress:{order}")
    text = brought_in(bare, one)

    assert brought_in(text, one) == text, "a second time adds nothing"
    mixed = random.sample(one, len(one))
    assert held(brought_in(bare, mixed)) == held(text)
    assert held(text) == held(bare) | held(logged(*one, text=bare)) - held(bare) | held(bare)
    assert held(brought_in(text, other)) == held(brought_in(brought_in(bare, other), one))
    moments = [entry.date for entry in logged_entries(parse(text.encode(), FILE))]
    assert moments == sorted(moments)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-01-12",
        "2026-01-12 00:00",
        "2026-01-12T00:00",
        "2026-01-12T00:00:00.000",
        "12.1.2026",
        "12. 1. 2026",
    ],
)
def test_the_same_day_in_another_form_is_the_same_day(typed: str) -> None:
    assert missing(parse(SMALL.encode(), FILE), [NewEntry(typed, scores=(("crowds", "4"),))]) == ()
    assert moment(typed) == "2026-01-12"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-11-28 9:30", "2026-11-28 09:30"),
        ("2026-11-28T09:30:15", "2026-11-28 09:30"),
        ("28.11.2026, 9:30", "2026-11-28 09:30"),
        ("2026-1-9", "2026-01-09"),
        ("2026-11-28 9", "2026-11-28 9"),
        ("28.11.26", "28.11.26"),
        ("11/28/2026", "11/28/2026"),
        ("2026-11-28T09:30Z", "2026-11-28T09:30Z"),
        ("soon", "soon"),
    ],
)
def test_a_day_and_time_are_taken_as_people_or_programs_write(typed: str, read: str) -> None:
    assert moment(typed) == read


def test_what_is_no_score_is_told_in_the_words_of_its_measure() -> None:
    habit = SMALL.replace(
        "measure: rating\n    baseline: 3\n    target: 7", "measure: habit"
    ).partition("progress:")[0]
    for text, hint in (
        (SMALL, "write a number from 0 to 10, such as `0`"),
        (habit, "write one of: yes, partly, no, skip"),
    ):
        with pytest.raises(EntryError) as caught:
            logged(NewEntry("2026-01-19", scores=(("crowds", "eleven"),)), text=text)
        assert [one.finding.hint for one in caught.value.problems] == [hint]


@pytest.mark.parametrize("head", ["progress:  # oldest first\n", "progress:\n"])
def test_an_early_day_goes_where_it_belongs_in_an_oldest_first_log(head: str) -> None:
    text = SMALL.replace("progress:\n", head) + "\n  # the second\n  - date: 2026-02-02\n"
    made = logged(
        NewEntry("2026-01-19 9:30"),
        NewEntry("2026-01-06"),
        NewEntry("2026-02-02", note="Rain"),
        text=text,
    )

    assert (
        made
        == text.replace(head, f"{head}  - date: 2026-01-06\n").replace(
            "scores: {crowds: 4}\n", "scores: {crowds: 4}\n  - date: 2026-01-19 09:30\n"
        )
        + "  - date: 2026-02-02\n    note: Rain\n"
    )
    mixed = text.replace("2026-02-02", "2026-01-02")
    assert logged(NewEntry("2026-01-06"), text=mixed) == mixed + "  - date: 2026-01-06\n", (
        "it says what it is not"
    )


def test_findings_in_rows_put_between_others_are_told_beside_their_row() -> None:
    text = SMALL.replace("progress:", "progress:  # oldest first") + "  - date: 2026-02-02\n"

    assert amiss(
        NewEntry("2026-03-01"), NewEntry("2026-01-19", scores=(("crowds", "11"),)), text=text
    ) == [("score-outside-scale", "scores", "crowds")]


# ---- any plan, any order of commands, and a crash in the middle


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    if not hasattr(os, "fork"):
        pytest.skip("Windows has no second process that begins as this one")
    return Desk(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SEQUENCES, 50))
def test_every_comment_and_untouched_byte_stays_through_any_sequence_of_commands(
    first: int,
) -> None:
    for seed in range(first, first + 50):
        run(seed)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_crash_in_any_command_loses_nothing_and_the_next_works(
    desk: Desk,
) -> None:
    seen = sum((run(seed, desk) for seed in range(SEQUENCES, SEQUENCES + 40)), Counter[str]())

    assert seen["cut, old file"] > seen["cut, new file"] > 0


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_cut_at_each_moment_a_file_is_old_then_once_new(desk: Desk) -> None:
    found = [desk.cut(b"old", b"new", moment) for moment in range(1, desk.moments + 1)]

    assert found == sorted(found, reverse=True)
    assert set(found) == {b"old", b"new"}


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # a lock that could not be closed
def test_whatever_the_disk_refuses_is_told_and_files_old_or_new(desk: Desk) -> None:
    found = {desk.refuse(b"old", b"new", moment) for moment in range(1, desk.moments + 1)}

    assert found == {b"old", b"new"}

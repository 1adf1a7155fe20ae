"""Numerals: a number from any country is read as it was meant, or both of its readings are named."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editing.csv_import import table_of
from generator.editing.entries import added
from generator.editing.entry_problems import EntryError
from generator.editing.entry_values import NewEntry
from generator.editing.logged import logged_entries, measures_of
from generator.format.parse import parse
from generator.text.numerals import TwoReadings, decimal_in, read_number
from generator.workspace.layout import PlanSource
from tests.support.builders import SETTINGS, SMALL, TODAY

FILE = "plans/sam.yml"
#: The sign before decimals, and the one between thousands, in one country or another.
LOCALES = [
    (".", ","),
    (",", "."),
    (",", " "),
    (",", "\u00a0"),
    (",", "\u202f"),
    (".", "'"),
    (".", "’"),
    (".", ""),
    (",", ""),
]
WALKED = SMALL.replace(
    "measure: rating\n    baseline: 3\n    target: 7",
    "measure: number\n    unit: steps\n    target: 9000",
).partition("progress:")[0]
SHARE = SMALL.replace(
    "measure: rating\n    baseline: 3\n    target: 7", "measure: percentage\n    target: 80"
).partition("progress:")[0]

numbers = (
    st.decimals(0, 2_000_000, places=3)
    | st.integers(0, 2_000_000).map(Decimal)
    | st.integers(0, 40_000).map(Decimal)
)
places = st.integers(0, 4)


def written(number: Decimal, decimal: str, thousands: str, shown: int) -> str:
    """The number as somebody writes it there, with that many decimals where it has that many or fewer."""
    kept = max(-int(number.normalize().as_tuple().exponent), shown, 0)
    whole, _, part = f"{number:.{kept}f}".partition(".")
    groups = f"{int(whole):,}".replace(",", thousands)
    return groups + (decimal + part if part else "")


@pytest.mark.slow
@settings(deadline=None, max_examples=500)
@given(numbers, st.sampled_from(LOCALES), places, st.sampled_from(["", "-"]))
def test_a_number_is_read_as_meant_or_both_readings_are_named(
    number: Decimal, locale: tuple[str, str], shown: int, sign: str
) -> None:
    typed = sign + written(number, *locale, shown)
    meant = -number if sign else number
    found = read_number(typed)

    if isinstance(found, TwoReadings):
        assert meant in (Decimal(found.whole), Decimal(found.decimals))
        assert [read_number(one) for one in (found.whole, found.decimals)] == [
            found.whole,
            found.decimals,
        ], "each is sure"
        assert Decimal(str(read_number(typed, locale[0]))) == meant
    else:
        assert Decimal(found) == meant
        assert decimal_in(typed) in ("", locale[0])


@pytest.mark.parametrize(
    "typed", ["six", "1,25,0", "1.2.3", "12,34.5", "1 2", "", "-", "1,2,3", "6,250 steps", "1e3"]
)
def test_what_is_no_number_stays_as_it_was_typed(typed: str) -> None:
    assert read_number(typed) == typed


@pytest.mark.parametrize(
    "typed", ["6,250", "1.250", "12,500", "10,040", "999.000", "-6,250", "+1.125", "012,500"]
)
def test_three_digits_after_the_only_sign_can_be_two_numbers(typed: str) -> None:
    assert isinstance(read_number(typed), TwoReadings)
    assert not decimal_in(typed)


# ---- in a plan


def scored(text: str, *typed: str) -> list[str]:
    """The scores as the file has them."""
    entries = [NewEntry("2026-01-19", scores=(("crowds", one),)) for one in typed]
    data = added(PlanSource(FILE, text.encode()), entries, SETTINGS, TODAY)
    return [entry.scores[0][1] for entry in logged_entries(parse(data, FILE))[-len(typed) :]]


def refused(text: str, *typed: str) -> list[tuple[str, str, str]]:
    with pytest.raises(EntryError) as caught:
        scored(text, *typed)
    return [
        (one.finding.code, one.finding.sentence, one.finding.hint) for one in caught.value.problems
    ]


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(numbers, places), min_size=1, max_size=4),
    st.sampled_from(LOCALES),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["", "sep\n"]),
)
def test_no_table_number_is_a_thousand_times_off_without_a_word(
    rows: list[tuple[Decimal, int]], locale: tuple[str, str], delimiter: str, head: str
) -> None:
    file = StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["date", "crowds"])
    writer.writerows(["2026-01-19", written(number, *locale, shown)] for number, shown in rows)
    data = (head.replace("sep", f"sep={delimiter}") + file.getvalue()).encode()
    table = table_of(data, measures_of(parse(WALKED.encode(), FILE)))
    entries = [row.entry for row in table.rows]
    try:
        made = added(PlanSource(FILE, WALKED.encode()), entries, SETTINGS, TODAY)
    except EntryError as error:
        codes = {one.finding.code for one in error.problems}
    else:
        codes = set()
        values = [entry.scores[0][1] for entry in logged_entries(parse(made, FILE))[-len(rows) :]]
        assert [Decimal(value) for value in values] == [number for number, _ in rows]
    assert codes <= {"two-readings"}
    assert not table.problems


def test_both_readings_are_named_with_how_to_write_each() -> None:
    assert refused(WALKED, "6,250") == [
        ("two-readings", "6,250 can mean 6250 or 6.25", "write 6250, or 6.25")
    ]
    assert refused(WALKED, "72.125")[0][2] == "write 72125, or 72.1250"
    assert scored(WALKED, "6250", "6.25", "72.1250") == ["6250", "6.25", "72.1250"]
    assert refused(SHARE, "1.250/8.000") == [
        ("two-readings", "1.250 can mean 1250 or 1.25", "write 1250, or 1.25"),
        ("two-readings", "8.000 can mean 8000 or 8.0", "write 8000, or 8.0"),
    ]


def test_a_share_below_one_is_per_cent_or_a_part() -> None:
    assert refused(SHARE, "0.6") == [
        ("two-readings", "0.6 can mean 60 or 0.6%", "write 60, or 0.6%")
    ]
    assert [sentence for _, sentence, _ in refused(SHARE, "0,6", "1")] == [
        "0,6 can mean 60 or 0.6%",
        "1 can mean 100 or 1%",
    ]
    assert scored(SHARE, "60", "0.6%", "60 %", "1", "0", "100%") == [
        "60",
        "0.6",
        "60",
        "1",
        "0",
        "100",
    ]
    assert scored(WALKED, "0.6") == ["0.6"]


def test_how_many_of_how_many_is_written_as_pages_say() -> None:
    assert scored(SHARE, "4 of 5", "4 von 5", "4/5") == ["4/5"] * 3


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["6,250", "6,25"], ["6.250", "6.25"]),
        (["1.250", "1.250,5"], ["1250", "1250.5"]),
        (["1.250", "1.250.000"], ["1250", "1250000"]),
        (["6,250", "0.5"], ["6250", "0.5"]),
        (["1,250", "1 250,5"], ["1.250", "1250.5"]),
    ],
)
def test_another_number_of_the_table_tells_ones_meaning_and_is_said(
    cells: list[str], values: list[str]
) -> None:
    text = "date;crowds\n" + "".join(f"2026-01-1{n};{cell}\n" for n, cell in enumerate(cells))
    table = table_of(text.encode(), {"crowds": "number"})
    made = added(
        PlanSource(FILE, WALKED.encode()), [row.entry for row in table.rows], SETTINGS, TODAY
    )

    assert [entry.scores[0][1] for entry in logged_entries(parse(made, FILE))[-2:]] == values
    assert table.remarks == (
        f"{cells[0]} in row 2 is read as {values[0]}, since row 3 has {cells[1]}.",
    )


def test_numbers_of_a_table_that_prove_different_signs_prove_nothing() -> None:
    table = table_of(
        b"date;crowds\n2026-01-19;6,250\n2026-01-20;5.5\n2026-01-21;5,5\n", {"crowds": "number"}
    )

    assert table.remarks == ()
    with pytest.raises(EntryError):
        added(PlanSource(FILE, WALKED.encode()), [row.entry for row in table.rows], SETTINGS, TODAY)

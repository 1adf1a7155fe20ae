"""Paper: a key on paper comes back, and a slip of the pen is seen on its line."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.privacy import paper_key
from generator.privacy.paper_key import (
    LineCheck,
    PaperError,
    backup_in,
    checks,
    decode,
    encode,
    read_backup,
)
from generator.privacy.seal import Key
from generator.publish import cards
from generator.render import html
from generator.workspace import theme

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
keys = st.binary(min_size=32, max_size=32).map(Key)
few = [Key(hashlib.sha256(bytes([n])).digest()) for n in range(3)] + [
    Key(bytes(32)),
    Key(b"\xff" * 32),
]


def bare(line: str) -> str:
    return line[3:].replace(" ", "").replace("-", "")


def older(key: Key) -> list[str]:
    """The lines as they were printed with the check by SHA-256."""
    found = []
    for number, line in enumerate(encode(key)):
        part = key.master[8 * number : 8 * number + 8]
        digest = hashlib.sha256(b"handrail/v1/paper" + bytes([number]) + part).digest()
        check = int.from_bytes(digest[:2], "big") >> 6
        found.append(line[:-2] + SIGNS[check >> 5] + SIGNS[check & 31])
    return found


@given(keys)
@settings(deadline=None, max_examples=50)
def test_a_key_comes_back_as_it_was_however_it_is_typed(key: Key) -> None:
    lines = list(encode(key))

    assert decode(lines) == key
    assert (
        decode(
            [line.partition("  ")[2].lower().replace("0", "o").replace("1", "l") for line in lines]
        )
        == key
    )


@pytest.mark.parametrize("key", few)
def test_every_single_slip_and_every_exchange_of_neighbours_is_told(key: Key) -> None:
    for number, line in enumerate(map(bare, encode(key))):
        assert LineCheck.REMAINDER in checks(number, line)
        slips = [
            line[:at] + sign + line[at + 1 :]
            for at in range(15)
            for sign in SIGNS
            if sign != line[at]
        ]
        turned = [
            line[:at] + b + a + line[at + 2 :] for at, (a, b) in enumerate(pairwise(line)) if a != b
        ]
        assert len(slips) == 15 * 31
        assert not [one for one in (*slips, *turned) if LineCheck.REMAINDER in checks(number, one)]


def line_of(number: int, value: int) -> str:
    """The signs of a line that holds this number."""
    parts = [bytes(8)] * 4
    parts[number] = value.to_bytes(8, "big")
    return bare(encode(Key(b"".join(parts)))[number])


def agrees(number: int, line: str) -> bool:
    return LineCheck.REMAINDER in checks(number, line)


# A remainder adds up: what a slip does to it hangs on the signs that are exchanged and on their places alone, not on the
# other signs of the line. So the lines below, with zeros in all other places, stand for every line there is.


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("place", range(13))
def test_no_sign_can_be_taken_for_another_at_any_place(number: int, place: int) -> None:
    shift = 5 * (12 - place)
    values = [sign << shift for sign in range(32) if sign << shift < 1 << 64]
    assert len(values) == (16 if place == 0 else 32)
    for line in [line_of(number, value) for value in values]:
        slips = [line[:place] + sign + line[place + 1 :] for sign in SIGNS]
        assert [one for one in slips if agrees(number, one)] == [line]


@pytest.mark.parametrize("place", range(12))
def test_no_two_neighbours_can_change_places(place: int) -> None:
    for left in range(16 if place == 0 else 32):
        for right in range(32):
            value = (left << 5 | right) << (5 * (11 - place))
            line = line_of(0, value)
            turned = line[:place] + line[place + 1] + line[place] + line[place + 2 :]
            assert agrees(0, turned) == (left == right)


@pytest.mark.slow
def test_no_neighbours_in_or_beside_the_check_can_change_places() -> None:
    """Every last sign of a number beside every check there is."""
    seen = set()
    for value in range(32 * 1021):
        line = line_of(0, value)
        seen.add((line[12], line[13:]))
        for place in (12, 13):
            turned = line[:place] + line[place + 1] + line[place] + line[place + 2 :]
            assert agrees(0, turned) == (turned == line)
    assert len(seen) == 32 * 1021


@given(st.integers(0, 1020), st.integers(0, 3))
@settings(deadline=None, max_examples=10)
def test_a_check_agrees_with_no_other_check(remainder: int, number: int) -> None:
    line = line_of(number, remainder)
    others = [line[:13] + a + b for a in SIGNS for b in SIGNS]

    assert [one for one in others if agrees(number, one)] == [line]


@given(keys, st.integers(0, 3), st.integers(0, 14), st.sampled_from(SIGNS))
@settings(deadline=None, max_examples=200)
def test_a_slip_is_told_by_its_line_and_shows_nothing(
    key: Key, number: int, at: int, sign: str
) -> None:
    lines = list(map(bare, encode(key)))
    slipped = lines[number][:at] + sign + lines[number][at + 1 :]
    if slipped == lines[number]:
        return
    lines[number] = slipped

    with pytest.raises(PaperError) as refused:
        decode(lines)

    assert str(refused.value).startswith(f"line {number + 1} ")
    assert slipped[:4] not in str(refused.value)


@given(keys)
@settings(deadline=None, max_examples=50)
def test_lines_in_another_order_or_number_are_refused(key: Key) -> None:
    lines = list(encode(key))
    for wrong in (lines[:3], [*lines, lines[0]], [lines[1], lines[0], *lines[2:]]):
        with pytest.raises(PaperError):
            decode(wrong)


@given(keys)
@settings(deadline=None, max_examples=50)
def test_older_paper_is_read_and_says_that_it_is_older(key: Key) -> None:
    assert read_backup(older(key)) == (key, LineCheck.DIGEST)
    assert read_backup(encode(key)) == (key, LineCheck.REMAINDER)


def test_lines_of_both_kinds_are_no_paper() -> None:
    with pytest.raises(PaperError, match="line 1 has a slip"):
        read_backup([older(few[0])[0], *encode(few[0])[1:]])


# ---- as systems and people write it

fronts = st.sampled_from(
    ["", "1", "1.", "1)", "1 ", "1. ", "> ", "> 1. ", "* ", "- 1) ", "\u2022 "]
)
blanks = st.sampled_from(["", " ", "  ", "\u00a0", "\u202f", "\t", "\u2009", "\u200b", "\u00ad"])
dashes = st.sampled_from(["", "-", "\u2013", "\u2010", "\u2011", " - "])
ends = st.sampled_from(["\n", "\r\n", "\n\n", "\r"])
codings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
letters = st.sampled_from(
    [
        str,
        str.lower,
        lambda words: words.replace("0", "O").replace("1", "l"),
        lambda words: words.replace("1", "I").replace("0", "o"),
    ]
)
around = st.sampled_from(
    ["", "Key practice-2026\n", "From: me\nSubject: what we said\n\n", "Key a, fingerprint {}\n\n"]
)


@given(
    keys,
    st.lists(st.tuples(fronts, blanks, dashes, letters), min_size=4, max_size=4),
    ends,
    codings,
    around,
)
@settings(deadline=None, max_examples=200)
def test_lines_are_read_as_systems_and_people_write_them(key, ways, end, coding, words) -> None:
    lines = []
    for number, (line, (front, blank, dash, letter)) in enumerate(
        zip(encode(key), ways, strict=True), 1
    ):
        groups, _, check = line[3:].partition("-")
        lines.append(
            front.replace("1", str(number)) + letter(groups.replace(" ", blank) + dash + check)
        )
    backup = backup_in((words.format(key.fingerprint) + end.join(lines) + end).encode(coding))

    assert read_backup(backup.lines) == (key, LineCheck.REMAINDER)
    assert backup.fingerprint in (None, key.fingerprint)


def test_the_printed_backup_is_read_as_a_page_and_as_its_text() -> None:
    import re

    key = few[0]
    environment = html.environment(theme.load_theme(theme.built_in_folder()))
    page = html.card(environment, cards.key_card("practice-2026", key))
    text = re.sub(r"<style.*?</style>|<[^>]+>", "", page, flags=re.DOTALL)
    for form in (page, text):
        backup = backup_in(form.encode())
        assert (decode(backup.lines), backup.name, backup.fingerprint) == (
            key,
            "practice-2026",
            key.fingerprint,
        )


@pytest.mark.parametrize(
    "data", [bytes(range(256)), b"\x89PNG\r\n\x1a\n" + bytes(40), b"\xff\xfe\x00", b"", b"hello"]
)
def test_what_holds_no_key_is_said_to_hold_none(data: bytes) -> None:
    with pytest.raises(PaperError):
        backup_in(data)


def test_a_slip_in_a_file_is_told_by_its_line() -> None:
    lines = list(encode(few[1]))
    lines[2] = lines[2][:3] + ("0" if lines[2][3] != "0" else "2") + lines[2][4:]

    with pytest.raises(PaperError, match="line 3 has a slip"):
        read_backup(backup_in("\n".join(["Key practice-2026", "", *lines]).encode()).lines)


def test_as_many_lines_as_a_key_has() -> None:
    assert len(encode(few[0])) == paper_key.LINES

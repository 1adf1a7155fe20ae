"""Paper: a key on paper comes back, and a slip of the pen is seen on its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.paper import PaperError, key_of, lines_of
from generator.seal import Key

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
keys = st.binary(min_size=32, max_size=32).map(Key)


@given(keys)
def test_a_key_comes_back_as_it_was_however_it_is_typed(key: Key) -> None:
    lines = list(lines_of(key))

    assert key_of(lines) == key
    assert key_of([line.partition("  ")[2].lower().replace("0", "o").replace("1", "l") for line in lines]) == key


@given(keys, st.integers(0, 3), st.integers(3, 19), st.sampled_from(SIGNS))
def test_a_slip_is_told_by_its_line_and_shows_nothing(key: Key, number: int, at: int, sign: str) -> None:
    lines = list(lines_of(key))
    slipped = lines[number][:at] + sign + lines[number][at + 1 :]
    if slipped == lines[number] or lines[number][at] in " -":
        return
    lines[number] = slipped

    with pytest.raises(PaperError) as refused:
        key_of(lines)

    assert str(refused.value).startswith(f"line {number + 1} ")
    assert slipped[3:7] not in str(refused.value)


@given(keys)
def test_lines_in_another_order_or_number_are_refused(key: Key) -> None:
    lines = list(lines_of(key))
    for wrong in (lines[:3], [*lines, lines[0]]):
        with pytest.raises(PaperError):
            key_of(wrong)
    if key.master[:8] != key.master[8:16]:
        with pytest.raises(PaperError):
            key_of([lines[1], lines[0], *lines[2:]])

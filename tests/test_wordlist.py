"""Wordlist: words that a person can tell apart on paper and by ear of mind, and write down without doubt."""

from __future__ import annotations

import re
from itertools import combinations

from generator.wordlist import WORDS


def distance_is_one(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) < 2
    short, long = sorted((a, b), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def test_there_are_1024_short_plain_words_in_order() -> None:
    assert len(set(WORDS)) == len(WORDS) == 1024
    assert list(WORDS) == sorted(WORDS)
    assert all(re.fullmatch("[a-z]{3,7}", word) for word in WORDS)


def test_no_two_words_are_a_letter_apart() -> None:
    assert [pair for pair in combinations(WORDS, 2) if distance_is_one(*pair)] == []

"""Wordlist: words that cannot be taken for one another."""

from __future__ import annotations

import hashlib
import itertools
import re

from generator.privacy.wordlist import WORDS

#: What a plural, a form or a relative of a word may end with.
ENDINGS = ("s", "es", "d", "ed", "r", "er", "ers", "est", "ing", "ly", "y", "ies", "ful", "ness")


def test_six_words_have_sixty_bits() -> None:
    assert len(WORDS) == 2**10
    assert len(set(WORDS)) == 2**10


def test_words_are_short_and_plain() -> None:
    assert all(re.fullmatch("[a-z]{3,7}", word) for word in WORDS)


def test_words_stand_in_order() -> None:
    assert list(WORDS) == sorted(WORDS)


def test_no_word_is_one_slip_from_another() -> None:
    known = set(WORDS)

    assert not [(word, slip) for word in WORDS for slip in one_slip_from(word) & known]


def test_no_word_is_another_with_an_ending() -> None:
    known = set(WORDS)
    for word in WORDS:
        stems = (word, word[:-1], word + word[-1])
        longer = {stem + ending for stem, ending in itertools.product(stems, ENDINGS)} - {word}
        # `chef` is no form of `cheer`: only whole words and those that lose an e or a y count.
        longer = {other for other in longer if other.startswith(word) or word[-1] in "ey"}
        assert not longer & known, word


def test_the_list_stays_as_it_is() -> None:
    """What people wrote down opens pages for years."""
    assert (
        hashlib.sha256("\n".join(WORDS).encode()).hexdigest()
        == "e69b1c9199cf0b1c0aafebe64f714eca3d6adfdedf38dba16ba6624d67dd1ecc"
    )


def one_slip_from(word: str) -> set[str]:
    """All that one letter more, less or other, or two neighbours exchanged, make of a word."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {front + back[1:] for front, back in halves if back}
    other = {front + letter + back[1:] for front, back in halves if back for letter in letters}
    more = {front + letter + back for front, back in halves for letter in letters}
    exchanged = {front + back[1] + back[0] + back[2:] for front, back in halves if len(back) > 1}
    return (less | other | more | exchanged) - {word}

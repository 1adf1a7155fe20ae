"""English: each list of phrases finds what its examples say, and leaves what they leave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.advice import english

LISTS = english.english_lists()

#: How each list of phrases is asked; a code and an answer are told without the phrase.
ASKED: dict[str, Callable[[str], str | bool | None]] = {
    "vague": english.vague_phrase,
    "away": english.away_word,
    "pressing": english.pressing_word,
    "absolute": english.absolute_phrase,
    "item": english.tells_an_item,
    "code": english.tells_a_code,
}


def test_each_list_of_phrases_is_asked():
    assert set(ASKED) == set(LISTS.phrases)


@pytest.mark.parametrize(
    ("name", "text", "phrase"),
    [
        (name, text, phrase)
        for name, one in LISTS.phrases.items()
        for text, phrase in one.found.items()
    ],
)
def test_a_phrase_is_found_in_its_examples(name: str, text: str, phrase: str):
    assert ASKED[name](text) in (phrase, True)


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, one in LISTS.phrases.items() for text in one.left]
)
def test_what_a_list_leaves_is_not_found(name: str, text: str):
    assert not ASKED[name](text)


@pytest.mark.parametrize("one", LISTS.better["judging"], ids=lambda one: one.form)
def test_what_judges_is_found_with_what_says_the_same(one: english.Replacement):
    found = english.judging_phrase(one.example)

    assert found is not None
    assert found[1] == one.better


@pytest.mark.parametrize("one", LISTS.better["room"], ids=lambda one: one.form)
def test_what_leaves_no_room_has_something_in_its_place(one: english.Replacement):
    assert english.with_room(one.example) == one.better


@pytest.mark.parametrize("one", LISTS.better["toward"], ids=lambda one: one.form)
def test_an_aim_away_has_one_to_move_towards(one: english.Replacement):
    assert english.toward(one.example) == one.better

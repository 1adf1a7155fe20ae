"""Vectors: everything in tests/vectors is derived, opened or refused as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.privacy.seal import (
    Key,
    Mode,
    SealCheck,
    SealError,
    bucket,
    link_of,
    normalised,
    unseal,
)
from tests import vectors

PAGES = vectors.pages()
GOOD = [page for page in PAGES if "article" in page]
BAD = [page for page in PAGES if "refused" in page]
LINKS = vectors.links()
DOCUMENT = (Path(__file__).parents[2] / "docs" / "FORMAT.md").read_text("utf-8")


def opened(page: dict[str, Any]) -> str:
    return unseal(vectors.file_of(page), link_of(page["code"]), page["words"])


@pytest.mark.parametrize("key", vectors.derivation()["keys"], ids=lambda key: key["fingerprint"])
def test_what_a_key_gives_is_that_of_the_vectors(key: dict[str, Any]) -> None:
    held = Key(bytes.fromhex(key["master"]))

    assert held.fingerprint == key["fingerprint"]
    for page in key["pages"]:
        made = held.secrets(page["uid"], Mode(page["mode"]), page["generation"])
        assert {
            "uid": page["uid"],
            "mode": made.mode,
            "generation": page["generation"],
            "token": made.token,
            "link": made.link.hex(),
            "code": made.code,
            "salt": made.salt.hex(),
            "words": made.words,
            "siv_key": made.siv_key.hex(),
        } == page


@pytest.mark.parametrize(
    "words", vectors.derivation()["words"], ids=lambda words: ascii(words["typed"])
)
def test_words_become_the_bytes_of_the_vectors(words: dict[str, str]) -> None:
    assert normalised(words["typed"]).hex() == words["bytes"]


def test_buckets_are_those_of_the_vectors() -> None:
    pairs = vectors.derivation()["buckets"]

    assert [[length, bucket(length)] for length, _ in pairs] == pairs


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link["about"])
def test_a_typed_link_is_read_or_refused_as_its_vector_says(link: dict[str, Any]) -> None:
    if link["link"] is not None:
        assert link_of(link["typed"]).hex() == link["link"]
        return

    with pytest.raises(SealError) as refused:
        link_of(link["typed"])

    assert (refused.value.check, str(refused.value)) == (SealCheck.LINK, link["says"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_a_recipe_gives_the_file_of_its_vector(page: dict[str, Any]) -> None:
    assert len(vectors.file_of(page)) == page["length"]


@pytest.mark.parametrize("page", GOOD, ids=lambda page: page["name"])
def test_a_good_page_opens_to_its_article(page: dict[str, Any]) -> None:
    assert opened(page) == vectors.article_of(page)


@pytest.mark.parametrize("page", BAD, ids=lambda page: page["name"])
def test_a_bad_page_is_refused_at_its_step_with_its_sentence(page: dict[str, Any]) -> None:
    with pytest.raises(SealError) as refused:
        opened(page)

    assert {"step": refused.value.check, "says": str(refused.value)} == page["refused"]


def test_every_step_refuses_some_vector() -> None:
    assert {page["refused"]["step"] for page in BAD} == set(SealCheck)


def test_no_two_steps_say_the_same() -> None:
    said = {(page["refused"]["step"], page["refused"]["says"]) for page in BAD}

    assert len({says for _, says in said}) == len(said)


def test_the_document_has_each_sentence_and_step() -> None:
    said = [(page["refused"]["step"], page["refused"]["says"]) for page in BAD]

    assert not [
        (step, says) for step, says in said if f"`{step}`" not in DOCUMENT or says not in DOCUMENT
    ]


@pytest.mark.parametrize("name", ["link", "words"])
def test_the_tables_of_the_document_are_those_of_the_vectors(name: str) -> None:
    page = next(page for page in PAGES if page["name"] == name)
    file = vectors.file_of(page)
    derived = Key(bytes(range(32))).secrets(bytes(range(32, 48)).hex(), Mode[name.upper()], 1)
    cells = [
        derived.token,
        derived.link.hex(),
        derived.code,
        file[24:56].hex(),
        file[56:88].hex(),
        page["sha256"],
    ]

    assert page["code"] == derived.code
    assert not [cell for cell in cells if f"| {cell} |" not in DOCUMENT]


def test_names_of_vectors_are_their_own() -> None:
    assert len({page["name"] for page in PAGES}) == len(PAGES)

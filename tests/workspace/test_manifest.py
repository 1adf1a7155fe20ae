"""Manifest: what the last build made, trusted only when every byte of it is as we wrote it."""

from __future__ import annotations

import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.workspace.files import Stamp
from generator.workspace.manifest import (
    NOTHING,
    Digests,
    Made,
    Manifest,
    SiteFile,
    digests,
    load_manifest,
    save,
)

DIGESTS = Digests(b"s" * 32)
PAGE = Made(
    "sam/index.html",
    "0" * 32,
    "1" * 32,
    ("3" * 32,),
    "link 1 ",
    date(2026, 12, 24),
    Stamp(7, 1_700_000_000_123_456_789),
)
PLANNED = Made("ada/index.html", "2" * 32, None, (), "public", None, None)
MANIFEST = Manifest(
    {"a" * 32: PAGE, "b" * 32: PLANNED}, {"index.html": SiteFile("4" * 32, Stamp(5, 6))}
)


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    save(MANIFEST, tmp_path, DIGESTS)

    assert load_manifest(tmp_path, DIGESTS) == MANIFEST


@pytest.mark.slow
@given(
    st.dictionaries(
        st.text("0123456789abcdef", min_size=32, max_size=32),
        st.builds(
            Made,
            st.text(max_size=40),
            st.text(max_size=40),
            st.none() | st.text(max_size=40),
            st.lists(st.text("0123456789abcdef", min_size=32, max_size=32), max_size=3).map(tuple),
            st.text(max_size=40),
            st.none() | st.dates(),
            st.none() | st.builds(Stamp, st.integers(0, 2**63), st.integers(-(2**63), 2**63)),
        ),
        max_size=5,
    )
)
def test_any_manifest_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, pages: dict[str, Made]
) -> None:
    scratch = tmp_path_factory.mktemp("scratch")
    save(Manifest(pages, {}), scratch, DIGESTS)

    assert load_manifest(scratch, DIGESTS).pages == pages


def test_the_same_pages_give_the_same_file_in_any_order(tmp_path: Path) -> None:
    save(MANIFEST, tmp_path, DIGESTS)
    first = (tmp_path / "manifest.json").read_bytes()
    save(Manifest(dict(reversed(MANIFEST.pages.items())), MANIFEST.frame), tmp_path, DIGESTS)

    assert (tmp_path / "manifest.json").read_bytes() == first


def test_without_a_file_it_is_empty(tmp_path: Path) -> None:
    assert load_manifest(tmp_path, DIGESTS) == NOTHING
    assert load_manifest(tmp_path / "nowhere", DIGESTS) == NOTHING


@pytest.mark.slow
def test_damage_at_any_byte_makes_it_empty(tmp_path: Path) -> None:
    save(MANIFEST, tmp_path, DIGESTS)
    path = tmp_path / "manifest.json"
    good = path.read_bytes()
    for at in range(len(good)):
        for bad in (
            good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :],
            good[:at],
            good[:at] + good[at + 1 :],
        ):
            path.write_bytes(bad)
            assert load_manifest(tmp_path, DIGESTS) == NOTHING, at
    path.write_bytes(good + b"\n")
    assert load_manifest(tmp_path, DIGESTS) == NOTHING
    path.write_bytes(good)
    assert load_manifest(tmp_path, DIGESTS) == MANIFEST


def test_another_salt_makes_it_empty(tmp_path: Path) -> None:
    save(MANIFEST, tmp_path, DIGESTS)

    assert load_manifest(tmp_path, Digests(b"t" * 32)) == NOTHING


@pytest.mark.parametrize(
    "body", [b"[]", b"null", b"1", b'{"a": []}', b'{"a": {}}', b'{"a": null}', b"\xff", b""]
)
def test_a_well_signed_file_of_another_form_is_no_trouble_either(
    tmp_path: Path, body: bytes
) -> None:
    """As an older or newer version may have left it."""
    (tmp_path / "manifest.json").write_bytes(DIGESTS.of(body).encode() + b"\n" + body)

    assert load_manifest(tmp_path, DIGESTS) == NOTHING


def test_the_salt_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    first = digests(tmp_path).of(b"x")
    salt = tmp_path / "salt"

    assert len(salt.read_bytes()) == 32
    assert digests(tmp_path).of(b"x") == first
    if sys.platform != "win32":
        assert stat.S_IMODE(salt.stat().st_mode) == 0o600


@pytest.mark.parametrize("left", [b"", b"short", b"x" * 33])
def test_a_salt_that_is_not_whole_is_made_anew(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "salt").write_bytes(left)

    made = digests(tmp_path).of(b"x")

    assert len((tmp_path / "salt").read_bytes()) == 32
    assert digests(tmp_path).of(b"x") == made


def test_two_workspaces_give_one_name_two_digests(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    assert digests(tmp_path / "a").of(b"plans/sam.yml") != digests(tmp_path / "b").of(
        b"plans/sam.yml"
    )


@given(st.lists(st.binary(max_size=5), max_size=4), st.lists(st.binary(max_size=5), max_size=4))
def test_a_digest_knows_where_one_part_ends_and_the_next_begins(
    one: list[bytes], other: list[bytes]
) -> None:
    assert (DIGESTS.of(*one) == DIGESTS.of(*other)) == (one == other)


def test_a_digest_is_32_hex_digits() -> None:
    assert len(DIGESTS.of()) == 32
    assert set(DIGESTS.of(b"x")) <= set("0123456789abcdef")


def test_no_plan_s_name_stands_in_the_file(tmp_path: Path) -> None:
    save(Manifest({DIGESTS.of(b"plans/family/sam.yml"): PAGE}, {}), tmp_path, DIGESTS)

    assert b"family" not in (tmp_path / "manifest.json").read_bytes()
    assert b"yml" not in (tmp_path / "manifest.json").read_bytes()

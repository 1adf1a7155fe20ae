"""Seal: the format's own vectors, and laws that any page keeps."""

from __future__ import annotations

import hashlib
import traceback
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.privacy.seal import (
    Key,
    Mode,
    SealCheck,
    SealError,
    Secrets,
    bucket,
    encrypt,
    link_of,
    normalised,
    pad,
    seal,
    unseal,
)

KEY = Key(bytes(range(32)))
UID = bytes(range(32, 48)).hex()
PACKED = bytes.fromhex("b3c930b40bc849ccb3d1073200")
WORDS = "one two three four five six"


def secrets(mode: Mode) -> Secrets:
    derived = KEY.secrets(UID, mode, 1)
    return replace(derived, words=WORDS) if mode is Mode.WORDS else derived


def test_the_fingerprint_is_that_of_the_vectors() -> None:
    assert KEY.fingerprint == "0fa8a9b089b28b9c"


@pytest.mark.parametrize(
    ("mode", "token", "link", "code"),
    [
        (
            Mode.LINK,
            "ac8db0416eccbf7b5c08cd68cfba1923",
            "c60ce69fa0f5e59c1d2f47fc050358f8",
            "RR6ED7X0YQJSR79F8ZY0A0TRZ3QJ",
        ),
        (
            Mode.WORDS,
            "4af58ffc54a9a2a3ef590f8dfa0b3d77",
            "b54eef7b8a7ed77cafc94d900b8048be",
            "PN7EYYWAFVBQSBY99P80Q028QVSK",
        ),
    ],
)
def test_what_is_derived_is_that_of_the_vectors(
    mode: Mode, token: str, link: str, code: str
) -> None:
    derived = secrets(mode)

    assert (derived.token, derived.link.hex(), derived.code) == (token, link, code)


@pytest.mark.parametrize(
    ("mode", "digest"),
    [
        (Mode.LINK, "cf85916ea85c7014628136d4bcb178ffcbc69b236b8183d6269e9344f1260f02"),
        (Mode.WORDS, "ea61427b626b5e80f385299065132c4c18636972d889161a73312ab79ad48f50"),
    ],
)
def test_the_file_is_that_of_the_vectors(mode: Mode, digest: str) -> None:
    file = encrypt(pad(PACKED), secrets(mode))

    assert len(file) == 16_472
    assert hashlib.sha256(file).hexdigest() == digest
    assert unseal(file, secrets(mode).link, WORDS) == "<h1>Plan</h1>"


@given(st.text(max_size=300))
@settings(max_examples=100)
def test_unseal_inverts_seal(article: str) -> None:
    article = article.encode(errors="replace").decode()
    file = seal(article, secrets(Mode.LINK))

    assert unseal(file, secrets(Mode.LINK).link, None) == article


@given(st.integers(0, 16_471), st.integers(1, 255))
@settings(max_examples=200)
def test_one_changed_byte_is_refused(at: int, by: int) -> None:
    file = bytearray(seal("<article>calm</article>", secrets(Mode.LINK)))
    file[at] ^= by

    with pytest.raises(SealError):
        unseal(bytes(file), secrets(Mode.LINK).link, None)


@pytest.mark.parametrize(
    ("packed", "size"), [(16_364, 16_384), (16_365, 32_768), (32_748, 32_768), (32_749, 65_536)]
)
def test_a_page_that_just_fits_stays_in_its_bucket(packed: int, size: int) -> None:
    assert len(pad(bytes(packed))) + 16 == size


@given(st.integers(1, 20_000_000))
def test_a_bucket_holds_what_it_is_for_and_wastes_little(length: int) -> None:
    size = bucket(length)

    assert length <= size <= max(16_384, 2 * length)
    assert bucket(size) == size
    assert length <= 262_144 or size <= length * 1.12


@given(st.binary(min_size=16, max_size=16))
def test_a_code_survives_a_pen(link: bytes) -> None:
    code = replace(secrets(Mode.LINK), link=link).code
    typed = (
        "-".join(code[n : n + 4] for n in range(0, 28, 4))
        .lower()
        .replace("1", "l")
        .replace("0", "o")
    )

    assert link_of(f" {typed}. ") == link


@given(st.integers(0, 27), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_slip_in_a_code_is_seen(at: int, sign: str) -> None:
    code = secrets(Mode.LINK).code
    slipped = code[:at] + sign + code[at + 1 :]
    if slipped == code:
        return

    with pytest.raises(SealError) as refused:
        link_of(slipped)

    assert refused.value.check is SealCheck.LINK


def test_words_are_read_as_people_type_them() -> None:
    file = seal("<article>calm</article>", secrets(Mode.WORDS))

    assert (
        unseal(file, secrets(Mode.WORDS).link, "  ONE two\tThree four  ﬁve six ")
        == "<article>calm</article>"
    )


def test_other_words_do_not_open() -> None:
    file = seal("<article>calm</article>", secrets(Mode.WORDS))

    with pytest.raises(SealError) as refused:
        unseal(file, secrets(Mode.WORDS).link, "one two three four five seven")

    assert refused.value.check is SealCheck.COMMITMENT


def test_secrets_hide_in_their_own_repr() -> None:
    shown = repr(secrets(Mode.WORDS)) + repr(KEY)

    assert secrets(Mode.WORDS).token in shown
    assert all(
        part not in shown for part in (WORDS, str(secrets(Mode.WORDS).link), str(KEY.master))
    )


def test_words_that_are_no_whole_characters_are_refused_like_any_others() -> None:
    file = seal("<article>calm</article>", secrets(Mode.WORDS))

    with pytest.raises(SealError) as refused:
        unseal(file, secrets(Mode.WORDS).link, "one two \udcff")

    assert refused.value.check is SealCheck.COMMITMENT


@pytest.mark.parametrize("sign", "\x1c\x1f\ufeff\u200b\u180e")
def test_what_unicode_does_not_call_white_space_is_part_of_a_word(sign: str) -> None:
    assert normalised(f"one{sign}two") != normalised("one two")


def test_a_page_in_words_mode_never_opens_without_words() -> None:
    """A builder who left the words out of the key cannot make a page that opens here and nowhere else."""
    careless = replace(secrets(Mode.WORDS), words=None)
    file = encrypt(pad(PACKED), careless)

    with pytest.raises(SealError) as refused:
        unseal(file, careless.link, None)

    assert refused.value.check is SealCheck.COMMITMENT


def test_a_refusal_does_not_carry_what_it_decrypted() -> None:
    file = encrypt(pad(deflated(b"my private \xff note")), secrets(Mode.LINK))

    with pytest.raises(SealError) as refused:
        unseal(file, secrets(Mode.LINK).link, None)

    assert refused.value.check is SealCheck.INFLATE
    assert "private" not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    "code", ["RR6ED7X0YQJSR79F8ZY0A0TRZ3QJ. )", "RR6ED7X0YQJS R79F8ZY0A0TR\u2011Z3QJ\u2019\u00bb"]
)
def test_a_code_may_have_what_mail_and_pens_put_around_it(code: str) -> None:
    assert link_of(code) == secrets(Mode.LINK).link


@pytest.mark.parametrize(
    "uid", ["", "20" * 15, "20" * 17, "2A" * 16, " ".join(["2a"] * 16), "20" * 16 + "\n"]
)
def test_only_32_lower_case_hex_digits_are_a_uid(uid: str) -> None:
    with pytest.raises(ValueError, match="uid"):
        KEY.secrets(uid, Mode.LINK, 1)


@pytest.mark.parametrize("generation", [-1, 0, 2**32])
def test_generations_begin_at_one(generation: int) -> None:
    with pytest.raises(ValueError, match="generation"):
        KEY.secrets(UID, Mode.LINK, generation)


def deflated(inner: bytes) -> bytes:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(inner) + squeezer.flush()

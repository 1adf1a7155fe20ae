"""The parts that seal stands on, with the known answers of the documents that define them."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from generator.privacy import seal

#: RFC 5869, A.1 to A.3: key material, salt, info, PRK, OKM.
HKDF_SHA256 = {
    "A.1": (
        "0b" * 22,
        bytes(range(0x0D)).hex(),
        bytes(range(0xF0, 0xFA)).hex(),
        "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    ),
    "A.2": (
        bytes(range(0x50)).hex(),
        bytes(range(0x60, 0xB0)).hex(),
        bytes(range(0xB0, 0x100)).hex(),
        "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
        (
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
            "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
        ),
    ),
    "A.3": (
        "0b" * 22,
        "",
        "",
        "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    ),
}

#: RFC 7914, section 11: password, salt, rounds, 64 bytes.
PBKDF2_SHA256 = [
    (
        b"passwd",
        b"salt",
        1,
        (
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
            "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
        ),
    ),
    (
        b"Password",
        b"NaCl",
        80_000,
        (
            "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
            "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
        ),
    ),
]

#: The Galois/Counter Mode of Operation, as submitted to NIST, test cases 13 to 16: key, nonce, text, aad, result, tag.
_KEY = "feffe9928665731c6d6a8f9467308308" * 2
_TEXT = (
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
)
_RESULT = (
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
)
AES_256_GCM = {
    "13": ("00" * 32, "00" * 12, "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
    "14": (
        "00" * 32,
        "00" * 12,
        "00" * 16,
        "",
        "cea7403d4d606b6e074ec5d3baf39d18",
        "d0d1c8a799996bf0265b98b5d48ab919",
    ),
    "15": (
        _KEY,
        "cafebabefacedbaddecaf888",
        _TEXT,
        "",
        _RESULT,
        "b094dac5d93471bdec1a502270e3cc6c",
    ),
    "16": (
        _KEY,
        "cafebabefacedbaddecaf888",
        _TEXT[:120],
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        _RESULT[:120],
        "76fc6ece0f4e1768cddf8853bb2d551b",
    ),
}


@pytest.mark.parametrize("case", HKDF_SHA256)
def test_keys_are_derived_as_in_rfc_5869(case: str) -> None:
    material, salt, info, root, derived = map(bytes.fromhex, HKDF_SHA256[case])

    assert HKDF.extract(SHA256(), salt=salt, key_material=material) == root
    assert seal.expand(root, info, len(derived)) == derived


@pytest.mark.parametrize(("password", "salt", "rounds", "derived"), PBKDF2_SHA256)
def test_words_are_stretched_as_in_rfc_7914(
    password: bytes, salt: bytes, rounds: int, derived: str
) -> None:
    assert PBKDF2HMAC(SHA256(), 64, salt, rounds).derive(password).hex() == derived


@pytest.mark.parametrize("case", AES_256_GCM)
def test_the_cipher_is_aes_gcm_as_submitted_to_nist(case: str) -> None:
    key, nonce, text, aad, result, tag = map(bytes.fromhex, AES_256_GCM[case])

    assert AESGCM(key).encrypt(nonce, text, aad) == result + tag
    assert AESGCM(key).decrypt(nonce, result + tag, aad) == text
    with pytest.raises(InvalidTag):
        AESGCM(key).decrypt(nonce, result + tag[:-1] + bytes([tag[-1] ^ 1]), aad)

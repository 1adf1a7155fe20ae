"""Vectors: every file that is right opens, and every one that is wrong is refused at its step, by two readers.

The second reader is written in another language from docs/FORMAT.md alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from generator.build import build
from generator.seal import Check, SealError, link_of, unseal
from generator.sharing import read_sharing
from tests.builders import NEUTRAL
from tests.vectors.make import bad_file, bad_vectors, file_of, good_vectors

HERE = Path(__file__).parent / "vectors"
CHECKOUT = Path(__file__).resolve().parent.parent
GOOD: list[dict[str, Any]] = json.loads((HERE / "good.json").read_text("utf-8"))
BAD: list[dict[str, Any]] = json.loads((HERE / "bad.json").read_text("utf-8"))
FILES = {vector["name"]: file_of(vector) for vector in GOOD}
NAMED = {"ids": lambda vector: vector["name"]}


def article_of(vector: dict[str, Any]) -> str:
    return "".join(text * times for text, times in vector["article"])


# ---- known answers of the parts


@pytest.mark.parametrize(
    ("ikm", "salt", "info", "length", "prk", "okm"),
    [
        (
            "0b" * 22,
            "000102030405060708090a0b0c",
            "f0f1f2f3f4f5f6f7f8f9",
            42,
            "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            bytes(range(80)).hex(),
            bytes(range(96, 176)).hex(),
            bytes(range(176, 256)).hex(),
            82,
            "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
            (
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
            ),
        ),
        (
            "0b" * 22,
            "",
            "",
            42,
            "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ],
)
def test_hkdf_gives_the_answers_of_rfc_5869(ikm: str, salt: str, info: str, length: int, prk: str, okm: str) -> None:
    extracted = HKDF.extract(SHA256(), salt=bytes.fromhex(salt), key_material=bytes.fromhex(ikm))

    assert extracted.hex() == prk
    assert HKDFExpand(SHA256(), length, bytes.fromhex(info)).derive(extracted).hex() == okm


@pytest.mark.parametrize(
    ("password", "salt", "rounds", "key"),
    [
        (
            "passwd",
            "salt",
            1,
            (
                "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
            ),
        ),
        (
            "Password",
            "NaCl",
            80_000,
            (
                "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
            ),
        ),
    ],
)
def test_pbkdf2_gives_the_answers_of_rfc_7914(password: str, salt: str, rounds: int, key: str) -> None:
    assert PBKDF2HMAC(SHA256(), 64, salt.encode(), rounds).derive(password.encode()).hex() == key


def test_gcm_gives_the_answer_of_the_gcm_specification() -> None:
    """Test case 16 of McGrew and Viega, The Galois/Counter Mode of Operation."""
    key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
    text = (
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    sealed = (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    aad = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    made = AESGCM(bytes.fromhex(key)).encrypt(bytes.fromhex("cafebabefacedbaddecaf888"), bytes.fromhex(text), aad)

    assert made.hex() == sealed


# ---- the vectors, read by the project's own reader


def test_the_vectors_are_those_that_the_script_makes() -> None:
    assert good_vectors() == GOOD
    assert bad_vectors() == BAD


@pytest.mark.parametrize("vector", GOOD, **NAMED)  # type: ignore[arg-type]
def test_a_good_vector_opens(vector: dict[str, Any]) -> None:
    file = FILES[vector["name"]]

    assert hashlib.sha256(file).hexdigest() == vector["sha256"]
    assert len(file) == vector["length"]
    assert unseal(file, link_of(vector["code"]), vector["words"]) == article_of(vector)


@pytest.mark.parametrize("vector", BAD, **NAMED)  # type: ignore[arg-type]
def test_a_bad_vector_is_refused_at_its_step(vector: dict[str, Any]) -> None:
    with pytest.raises(SealError) as refused:
        unseal(bad_file(vector, FILES), link_of(vector["code"]), vector["words"])

    assert refused.value.check == vector["check"]
    assert vector["code"] == "" or vector["code"] not in str(refused.value)


def test_every_check_has_a_vector_that_it_refuses() -> None:
    assert {vector["check"] for vector in BAD} == {str(check) for check in Check}


# ---- and by another


def read_by_node(asked: list[dict[str, Any]]) -> list[dict[str, str]]:
    node = shutil.which("node")
    assert node, "this test needs Node.js 18 or newer: apt install nodejs"
    ran = subprocess.run(
        [node, str(HERE / "reader.mjs")], input=json.dumps(asked).encode(), capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    answers: list[dict[str, str]] = json.loads(ran.stdout)
    return answers


def asked(vector: dict[str, Any], file: bytes) -> dict[str, Any]:
    return {"file": base64.b64encode(file).decode(), "code": vector["code"], "words": vector["words"]}


def test_another_reader_opens_every_good_vector_and_refuses_every_bad_one_at_its_step() -> None:
    good = read_by_node([asked(vector, FILES[vector["name"]]) for vector in GOOD])
    bad = read_by_node([asked(vector, bad_file(vector, FILES)) for vector in BAD])

    assert good == [{"article": article_of(vector)} for vector in GOOD]
    assert bad == [{"check": vector["check"]} for vector in BAD]


def test_another_reader_opens_every_sealed_page_of_the_samples(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "plans", tmp_path / "plans")
    shutil.copy(CHECKOUT / "handrail.yml", tmp_path)
    assert build(tmp_path, date(2026, 11, 23), lambda _done, _of: None).findings == ()
    shared = [one for one in read_sharing(tmp_path, date(2026, 11, 23)).shared if one.access != "public"]
    pages = [(tmp_path / "site" / one.path).read_text("utf-8") for one in shared]
    answers = read_by_node(
        [
            {"page": page, "code": one.url.partition("#k=")[2], "words": one.words}
            for page, one in zip(pages, shared, strict=True)
        ]
    )

    assert len(answers) == len(list((tmp_path / "site/p").iterdir()))
    assert all(answer.get("article", "").startswith("<article") for answer in answers)
    assert {path.name for path in (tmp_path / "site").iterdir()} >= NEUTRAL

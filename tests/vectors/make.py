"""Make the vectors of format HR1: `python -m tests.vectors.make`. Run by hand; the same files each time.

good.json, a list of
    name, master, uid (hex), mode, generation, words (as typed; null in link mode), code (as typed),
    z           the compressed article in runs of [hex, times]
    article     in runs of [text, times]
    token, siv, commit (hex), sha256 and length of the file

bad.json, a list of
    name, check (who must refuse), said (the title that the person reads), code, words, and the file:
    of          the name of a good vector; its file is changed by
    put         a list of [offset, hex], offsets from the end where negative
    keep        how many bytes are left, null for all
    add         hex at the end
    or, in place of `of`,
    file        base64
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.seal import Key, Mode, Secrets, encrypt, pad

HERE = Path(__file__).parent
MASTER = bytes(range(32))
UID = bytes(range(32, 48))
WORDS = "one two three four five six"
PLAN = "b3c930b40bc849ccb3d1073200"
#: A stored block of deflate that holds nothing.
NOTHING = "000000ffff"

Runs = list[list[Any]]


def secrets_of(vector: Mapping[str, Any]) -> Secrets:
    """What a good vector is sealed with."""
    key = Key(bytes.fromhex(vector["master"]))
    derived = key.secrets(vector["uid"], Mode(vector["mode"]), vector["generation"])
    return replace(derived, words=vector["words"]) if vector["mode"] == Mode.WORDS else derived


def joined(runs: Runs) -> bytes:
    """The bytes of runs of hex."""
    return b"".join(bytes.fromhex(part) * times for part, times in runs)


def file_of(vector: Mapping[str, Any]) -> bytes:
    """The file of a good vector."""
    return encrypt(pad(joined(vector["z"])), secrets_of(vector))


def bad_file(vector: Mapping[str, Any], good: Mapping[str, bytes]) -> bytes:
    """The file of a bad vector."""
    if "file" in vector:
        return base64.b64decode(vector["file"])
    file = bytearray(good[vector["of"]])
    for offset, hexed in vector["put"]:
        put, at = bytes.fromhex(hexed), offset % len(file)
        file[at : at + len(put)] = put
    return bytes(file[: vector["keep"]]) + bytes.fromhex(vector["add"])


def good_vectors() -> list[dict[str, Any]]:
    def vector(name: str, z: Runs, article: Runs, **given: Any) -> dict[str, Any]:
        made = {"name": name, "master": MASTER.hex(), "uid": UID.hex(), "mode": 1, "generation": 1, "words": None}
        made |= {"z": z, "article": article, **given}
        secrets = secrets_of(made)
        file = file_of(made)
        made["code"] = given.get("code", secrets.code)
        told = {"token": secrets.token, "siv": file[24:56].hex(), "commit": file[56:88].hex()}
        return {**made, **told, "sha256": hashlib.sha256(file).hexdigest(), "length": len(file)}

    def sized(length: int) -> dict[str, Any]:
        """An article whose compressed form has exactly this many bytes: empty blocks, then a stored one."""
        times, left = divmod(length - 5 - 15, 5)
        text = "<p>calm</p>" + "s" * (4 + left)
        stored = b"\x01" + len(text).to_bytes(2, "little") + (len(text) ^ 0xFFFF).to_bytes(2, "little") + text.encode()
        return vector(f"z of {length} bytes", [[NOTHING, times], [stored.hex(), 1]], [[text, 1]])

    plan: tuple[Runs, Runs] = ([[PLAN, 1]], [["<h1>Plan</h1>", 1]])
    code = "RR6ED7X0YQJSR79F8ZY0A0TRZ3QJ"
    typed = "\u00a0rr6e-d7xo-yqjs r79f\u20118zyo-aotr-z3qj.\u201d"
    text = '<article lang="ar" dir="rtl">\u0633\u0644\u0627\u0645 \U0001f331 caf\u00e9</article>'
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = squeezer.compress(text.encode()) + squeezer.flush()
    return [
        vector("link", *plan),
        vector("words", *plan, mode=2, words=WORDS),
        vector("words as people type them", *plan, mode=2, words="  ONE two\tThree\u00a0four  \ufb01ve six "),
        vector("code as people copy it", *plan, code=typed),
        vector("code with the signs that are read as others", *plan, code=code.replace("0", "O")),
        vector("generation 2", *plan, generation=2),
        vector("the last generation", *plan, generation=2**32 - 1),
        vector("another uid", *plan, uid="ff" * 16),
        vector("empty article", [["0300", 1]], [["", 1]]),
        vector("other scripts", [[packed.hex(), 1]], [[text, 1]]),
        *(sized(length) for length in (16_364, 16_365, 32_748, 32_749, 262_124, 262_125, 300_000)),
    ]


def bad_vectors() -> list[dict[str, Any]]:
    link = Key(MASTER).secrets(UID.hex(), Mode.LINK, 1)

    def changed(name: str, check: str, said: str, **given: Any) -> dict[str, Any]:
        made: dict[str, Any] = {"name": name, "check": check, "said": said, "of": "link", "put": [], "keep": None}
        return made | {"add": "", "code": link.code, "words": None, **given}

    def sealed(name: str, check: str, body: bytes) -> dict[str, Any]:
        file = base64.b64encode(encrypt(body, link)).decode()
        return {"name": name, "check": check, "said": DAMAGED, "file": file, "code": link.code, "words": None}

    def packed(z: bytes) -> bytes:
        return pad(z)

    by_words = {"of": "words", "words": WORDS, "code": WORDS_CODE}
    plan = bytes.fromhex(PLAN)
    padded = bytearray(pad(plan))
    padded[-1] = 1
    too_long = b"\x00\x00\x40\x00" + pad(plan)[4:]
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = squeezer.compress(bytes(8 * 1024 * 1024 + 1)) + squeezer.flush()
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    latin = squeezer.compress("caf\u00e9".encode("latin-1")) + squeezer.flush()
    return [
        changed("code too short", "link", INCOMPLETE, code=link.code[:-1]),
        changed("code too long", "link", INCOMPLETE, code=link.code + "0"),
        changed("code with a slip", "link", INCOMPLETE, code="S" + link.code[1:]),
        changed("code with a sign that is none", "link", INCOMPLETE, code="U" + link.code[1:]),
        changed("no code", "link", INCOMPLETE, code=""),
        changed("other magic", "magic", NEWER, put=[[0, "50"]]),
        changed("other version", "magic", NEWER, put=[[2, "32"]]),
        changed("nothing at all", "magic", NEWER, keep=0),
        changed("mode 0", "mode", NEWER, put=[[3, "00"]]),
        changed("mode 3", "mode", NEWER, put=[[3, "03"]]),
        changed("rounds in link mode", "rounds", DAMAGED, put=[[4, "000927c0"]]),
        changed("fewer rounds in words mode", "rounds", DAMAGED, **by_words, put=[[4, "00000001"]]),
        changed("more rounds in words mode", "rounds", DAMAGED, **by_words, put=[[4, "ffffffff"]]),
        changed("words mode called link mode", "rounds", DAMAGED, of="words", put=[[3, "01"]], code=WORDS_CODE),
        changed("header only", "length", DAMAGED, keep=24),
        changed("cut in the middle", "length", DAMAGED, keep=8_000),
        changed("one byte short", "length", DAMAGED, keep=16_471),
        changed("one byte more", "length", DAMAGED, add="00"),
        changed("other salt", "commitment", OTHER, put=[[8, "01"]]),
        changed("other siv", "commitment", OTHER, put=[[24, "00"]]),
        changed("other commitment", "commitment", OTHER, put=[[56, "00"]]),
        changed("other link", "commitment", OTHER, code=WORDS_CODE),
        changed("other words", "commitment", WRONG, **by_words | {"words": "one two three four five seven"}),
        changed("words in another order", "commitment", WRONG, **by_words | {"words": "two one three four five six"}),
        changed("no words", "commitment", WRONG, **by_words | {"words": " "}),
        changed("first byte of the text", "cipher", DAMAGED, put=[[88, "00"]]),
        changed("last byte of the tag", "cipher", DAMAGED, put=[[-1, "00"]]),
        sealed("length beyond the body", "length-field", too_long),
        sealed("padding that is not zero", "padding", bytes(padded)),
        sealed("stream that ends too soon", "inflate", packed(plan[:-1])),
        sealed("bytes after the stream", "inflate", packed(plan + b"\x00")),
        sealed("stream that is none", "inflate", packed(b"\xff\xff\xff\xff")),
        sealed("no stream", "inflate", packed(b"")),
        sealed("text that is not UTF-8", "inflate", packed(latin)),
        sealed("more than 8 MiB", "inflate", packed(bomb)),
    ]  # fmt: skip


WORDS_CODE = "PN7EYYWAFVBQSBY99P80Q028QVSK"
INCOMPLETE = "The link is not complete"
NEWER = "This page is of a newer kind"
DAMAGED = "The page is damaged"
OTHER = "This link does not open this page"
WRONG = "These words do not open this page. Check them one by one and try again."


def main() -> None:
    for name, vectors in (("good", good_vectors()), ("bad", bad_vectors())):
        lines = ",\n".join(json.dumps(vector) for vector in vectors)
        (HERE / f"{name}.json").write_text(f"[\n{lines}\n]\n", "utf-8")


if __name__ == "__main__":
    main()

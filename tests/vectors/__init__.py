"""Vectors of formats HR1 and HR2 (docs/FORMAT.md), and how to make bytes of them.

`make.py` and `make_replies.py` say what each field is.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FOLDER = Path(__file__).parent

Vector = dict[str, Any]


def derivation() -> Vector:
    return json.loads((FOLDER / "derivation.json").read_text("utf-8"))


def links() -> list[Vector]:
    return json.loads((FOLDER / "links.json").read_text("utf-8"))["links"]


@cache
def pages() -> list[Vector]:
    return json.loads((FOLDER / "pages.json").read_text("utf-8"))["pages"]


@cache
def replies() -> Vector:
    return json.loads((FOLDER / "replies.json").read_text("utf-8"))


def file_of(page: Vector) -> bytes:
    """The sealed file of a vector in pages.json."""
    file = made(page["file"], {other["name"]: other["file"] for other in pages()})
    if hashlib.sha256(file).hexdigest() != page["sha256"]:
        raise ValueError(f"{page['name']}: the recipe does not give the file")
    return file


def article_of(page: Vector) -> str:
    """The article that a good page opens to."""
    return "".join(text * times for text, times in page["article"])


def made(recipe: Vector, of: Mapping[str, Vector]) -> bytes:
    """The file of a recipe; `of` has the recipes that it may name."""
    if "base64" in recipe:
        return base64.b64decode(recipe["base64"], validate=True)
    if "edits" in recipe:
        file = made(of[recipe["of"]], of)
        for edit in recipe["edits"]:
            at = edit["at"]
            file = file[:at] + _joined(edit["insert"]) + file[at + edit["remove"] :]
        return file
    front = bytes.fromhex(recipe["front"])
    cipher = AESGCM(bytes.fromhex(recipe["key"]))
    return front + cipher.encrypt(
        bytes.fromhex(recipe["nonce"]), _joined(recipe["body"]), front[:24]
    )


def _joined(parts: list[tuple[str, int]]) -> bytes:
    return b"".join(bytes.fromhex(part) * times for part, times in parts)

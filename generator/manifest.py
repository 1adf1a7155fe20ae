"""Manifest: what the last build made from what, so that the next one does only what changed.

In: the scratch folder. Out: a `Manifest` value, and the same written back in one step.
Touches the scratch folder. Every digest is keyed with a salt of this workspace and no plan's name stands in it:
who reads the file learns which pages are published, and nothing about the plans.

Terms
    source     a plan file, known by the keyed digest of its name.
    inputs     a keyed digest of everything a page depends on.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from generator.write import Stamp, replace

_NAME: Final = "manifest.json"
_SALT: Final = "salt"
_SALT_BYTES: Final = 32
_DIGEST_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Made:
    """One page: its path below `site/`, its inputs, its plan's uid as a digest, and the file as we left it.

    `stamp` is None for a page that was about to be written; `until` is the last day it may stand.
    """

    path: str
    inputs: str
    uid: str | None
    until: date | None
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The pages by the digest of their source."""

    pages: Mapping[str, Made]


class Digests:
    """Keyed digests of this workspace; the salt never leaves the scratch folder."""

    def __init__(self, salt: bytes) -> None:
        self._salt = salt

    def of(self, *parts: bytes) -> str:
        """32 hex digits over the parts and their lengths."""
        digest = hashlib.blake2b(key=self._salt, digest_size=_DIGEST_BYTES)
        for part in parts:
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.hexdigest()


def digests(scratch: Path) -> Digests:
    """The digests of this workspace; makes the salt when there is none, or none that is whole."""
    path = scratch / _SALT
    salt = _salt(path)
    if len(salt) != _SALT_BYTES:
        salt = os.urandom(_SALT_BYTES)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(salt)
    return Digests(salt)


def passing_digests(scratch: Path) -> Digests:
    """The digests of this workspace for who only looks; with a passing salt where none is kept."""
    salt = _salt(scratch / _SALT)
    return Digests(salt if len(salt) == _SALT_BYTES else os.urandom(_SALT_BYTES))


def _salt(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def load(scratch: Path, digest: Digests) -> Manifest:
    """The manifest of the last build; an empty one where it is absent or damaged in any way."""
    try:
        check, _, body = (scratch / _NAME).read_bytes().partition(b"\n")
        if not hmac.compare_digest(check, digest.of(body).encode()):
            return Manifest({})
        return Manifest({source: _made(fields) for source, fields in json.loads(body).items()})
    except (FileNotFoundError, AttributeError, KeyError, TypeError, ValueError):
        return Manifest({})


def save(manifest: Manifest, scratch: Path, digest: Digests) -> None:
    """Write the manifest in one step, its checksum on the first line."""
    pages = {source: _fields(made) for source, made in sorted(manifest.pages.items())}
    body = json.dumps(pages).encode()
    replace(scratch / _NAME, digest.of(body).encode() + b"\n" + body, scratch)


def _made(fields: dict[str, str | int | None]) -> Made:
    size, mtime_ns, until, uid = fields["size"], fields["mtime_ns"], fields["until"], fields["uid"]
    return Made(
        path=str(fields["path"]),
        inputs=str(fields["inputs"]),
        uid=None if uid is None else str(uid),
        until=None if until is None else date.fromisoformat(str(until)),
        stamp=None if size is None or mtime_ns is None else Stamp(int(size), int(mtime_ns)),
    )


def _fields(made: Made) -> dict[str, str | int | None]:
    return {
        "path": made.path,
        "inputs": made.inputs,
        "uid": made.uid,
        "until": made.until.isoformat() if made.until else None,
        "size": made.stamp.size if made.stamp else None,
        "mtime_ns": made.stamp.mtime_ns if made.stamp else None,
    }

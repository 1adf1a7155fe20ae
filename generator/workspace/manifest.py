"""Manifest: what the last build made from what, so that the next one does only what changed.

In: the scratch folder. Out: a `Manifest` value, and the same written back in one step.
Touches the scratch folder. Every digest is keyed with a salt of this workspace and no plan's name
stands in it:
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
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from generator.workspace.files import Stamp, replace

MANIFEST_NAME: Final = "manifest.json"
_SALT: Final = "salt"
_SALT_BYTES: Final = 32
_DIGEST_BYTES: Final = 16
_LOST: Final = "lost"


@dataclass(frozen=True, slots=True)
class Made:
    """One page: its path below `site/`, its inputs, its plan's uid and clients as digests, and the
    file as we left it.

    `stamp` is None for a page that was about to be written; `until` is the last day it may stand.
    `is_lost` marks a page whose plan went out of sight with all others, and which stays until
    somebody says that it goes. `made_on` is the day on which it was found to be right.
    """

    path: str
    inputs: str
    uid: str | None
    clients: tuple[str, ...]
    address_key: str
    until: date | None
    stamp: Stamp | None
    is_lost: bool = False
    made_on: date | None = None

    def is_from_after(self, today: date) -> bool:
        """Whether the page was made on a later day, with what lies in the future on this one."""
        return self.made_on is not None and self.made_on > today

    def is_over(self, today: date) -> bool:
        """Whether the last day of the page has passed."""
        return self.until is not None and today > self.until


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file that belongs to the site and to no plan: its inputs, and the file as we left it."""

    inputs: str
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The pages by the digest of their source, and the neutral files around them by their path."""

    pages: Mapping[str, Made]
    frame: Mapping[str, SiteFile]


#: What is known before the first build.
NOTHING: Final = Manifest({}, {})


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

    def of_source(self, name: str) -> str:
        """What stands for the plan file of this name."""
        return self.of(os.fsencode(name))


def digests(scratch: Path) -> Digests:
    """The digests of this workspace; makes the salt when there is none, or none that is whole."""
    path = scratch / _SALT
    salt = _salt(path)
    if len(salt) != _SALT_BYTES:
        salt = os.urandom(_SALT_BYTES)
        with suppress(OSError):  # a full disk: it serves for this build, and what is to go goes
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


def load_manifest(scratch: Path, digest: Digests) -> Manifest:
    """The manifest of the last build; an empty one where it is absent or damaged in any way."""
    try:
        check, _, body = (scratch / MANIFEST_NAME).read_bytes().partition(b"\n")
        if not hmac.compare_digest(check, digest.of(body).encode()):
            return NOTHING
        known = json.loads(body)
        pages = {source: _made(fields) for source, fields in known["pages"].items()}
        frame = {path: _site_file(fields) for path, fields in known["frame"].items()}
        return Manifest(pages, frame)
    except (FileNotFoundError, AttributeError, KeyError, TypeError, ValueError):
        return NOTHING


def save(manifest: Manifest, scratch: Path, digest: Digests) -> None:
    """Write the manifest in one step, its checksum on the first line."""
    pages = {source: _fields(made) for source, made in sorted(manifest.pages.items())}
    frame = {
        path: {"inputs": f.inputs, **_stamp_fields(f.stamp)}
        for path, f in sorted(manifest.frame.items())
    }
    body = json.dumps({"pages": pages, "frame": frame}).encode()
    replace(
        scratch / MANIFEST_NAME,
        digest.of(body).encode() + b"\n" + body,
        scratch,
    )


_Fields = dict[str, str | int | None]


def _site_file(fields: _Fields) -> SiteFile:
    return SiteFile(str(fields["inputs"]), _stamp(fields))


def _made(fields: _Fields) -> Made:
    uid = fields["uid"]
    return Made(
        path=str(fields["path"]),
        inputs=str(fields["inputs"]),
        uid=None if uid is None else str(uid),
        clients=tuple(str(fields["clients"]).split()),
        address_key=str(fields["door"]),
        until=_day(fields["until"]),
        stamp=_stamp(fields),
        is_lost=fields.get("sight") == _LOST,
        made_on=_day(fields.get("made_on")),
    )


def _day(written: str | int | None) -> date | None:
    if written is None:
        return None
    return date.fromisoformat(str(written))


def _fields(made: Made) -> _Fields:
    return {
        "path": made.path,
        "inputs": made.inputs,
        "uid": made.uid,
        "clients": " ".join(made.clients),
        "door": made.address_key,
        "until": made.until.isoformat() if made.until else None,
        "made_on": made.made_on.isoformat() if made.made_on else None,
        **_stamp_fields(made.stamp),
        **({"sight": _LOST} if made.is_lost else {}),
    }


def _stamp(fields: _Fields) -> Stamp | None:
    size, mtime_ns = fields["size"], fields["mtime_ns"]
    return None if size is None or mtime_ns is None else Stamp(int(size), int(mtime_ns))


def _stamp_fields(stamp: Stamp | None) -> _Fields:
    return {
        "size": stamp.size if stamp else None,
        "mtime_ns": stamp.mtime_ns if stamp else None,
    }

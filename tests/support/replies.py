"""Replies as a page writes them, for tests of what is made of them."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping

from generator.privacy.reply import _hint, _info, pad_reply, reply_key, reply_text
from generator.privacy.seal import Key, Mode, Secrets
from tests.vectors import hpke

UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
ID = "00112233445566778899aabbccddeeff"

Entry = Mapping[str, object]


def a_reply(*entries: Entry, id: str = ID) -> str:
    """The JSON of a reply with these entries."""
    dated = [{"date": "2026-01-19", **entry} for entry in entries]
    return json.dumps({"v": 1, "id": id, "made": "2026-01-20", "entries": dated})


def sealed_text(reply: str, secrets: Secrets) -> str:
    """The text that carries this JSON to whoever has the key of the page; the same each time, as tests need it."""
    inner = reply.encode("utf-8", "surrogatepass")
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = pad_reply(squeezer.compress(inner) + squeezer.flush())
    ephemeral = int.from_bytes(hashlib.sha256(inner).digest()[1:], "big")
    public = base64.urlsafe_b64decode(reply_key(secrets) + "=")
    sealed = hpke.sealed(body, public, ephemeral, _info(secrets))
    return reply_text(b"HR2" + _hint(secrets.token, sealed[:65]) + sealed)


def sent(
    key: Key, *entries: Entry, id: str = ID, mode: Mode = Mode.LINK, generation: int = 1
) -> str:
    """A reply as it is sent from the page of the plan that tests use."""
    return sealed_text(a_reply(*entries, id=id), key.secrets(UID, mode, generation))

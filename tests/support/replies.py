"""Replies as a page writes them, for tests of what is made of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping

from generator.privacy.reply import pad_reply, seal_reply
from generator.privacy.seal import Key, Mode, Secrets

UID = "5f0c6e1b2d8a4c7f9e3b1a6d4c2f8e70"
ID = "00112233445566778899aabbccddeeff"

Entry = Mapping[str, object]


def a_reply(*entries: Entry, id: str = ID) -> str:
    """The JSON of a reply with these entries."""
    dated = [{"date": "2026-01-19", **entry} for entry in entries]
    return json.dumps({"v": 1, "id": id, "made": "2026-01-20", "entries": dated})


def sealed_text(reply: str, secrets: Secrets) -> str:
    """The text that carries this JSON to whoever has the key of the page."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = squeezer.compress(reply.encode("utf-8", "surrogatepass")) + squeezer.flush()
    return seal_reply(pad_reply(packed), secrets)


def sent(
    key: Key, *entries: Entry, id: str = ID, mode: Mode = Mode.LINK, generation: int = 1
) -> str:
    """A reply as it is sent from the page of the plan that tests use."""
    return sealed_text(a_reply(*entries, id=id), key.secrets(UID, mode, generation))

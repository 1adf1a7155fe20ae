"""Reply: what a client wrote on the open page, sealed for the therapist alone, and opened again. Format HR2; section
names refer to docs/FORMAT.md.

In: a text that somebody was sent, and the `Secrets` of a page. Out: each reply in the text, which page it belongs to,
and the JSON in it; or why not. For the page: the public key that it seals to.
Touches nothing. What comes out is a stranger's text until `editing` has looked at it.

Terms
    wire    a reply as bytes; as text it is `HR2.`, these bytes in base32, and four signs that check them.
    hint    tells the tool which plan a wire belongs to, and nobody else.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from generator.errors import HandrailError
from generator.privacy.crockford import AS_READ, base32, from_base32
from generator.privacy.seal import Secrets, V, expand, inflated, lp

#: Most bytes of a reply.
REPLY_LIMIT_BYTES: Final = 65_536

_MAGIC: Final = b"HR2"
_HINT_BYTES: Final = 4
_ENC_BYTES: Final = 65
_LENGTH_BYTES: Final = 4
_PAD_BYTES: Final = 256
_PSK_BYTES: Final = 32
_CHECK_SIGNS: Final = 4
#: Most bytes of a wire: what its check can count.
_WIRE_LIMIT_BYTES: Final = 65_535
#: The order of P-256. Source: FIPS 186-5, 3.2.1.3 of SP 800-186.
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_SUITE: Final = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

_ENTITY: Final = re.compile("&#?[0-9A-Za-z]{1,8};")
#: What is taken out of a text before replies are looked for: all that no reply has.
_BETWEEN: Final = re.compile(r"[^0-9A-Za-z.]+")
#: How the text of each reply begins: what is always in front, and the first signs of the bytes `HR2`.
_START: Final = re.compile(r"HR2\.(?=9[1IL]93[45])", re.IGNORECASE)
_REST: Final = re.compile(rf"([0-9A-Za-z]+)\.([0-9A-Za-z]{{{_CHECK_SIGNS}}})")


class ReplyCheck(StrEnum):
    """The checks of a reader, in their order; `ENDED` is the tool's own."""

    WHOLE = "whole"
    PLAN = "plan"
    ENDED = "ended"
    OPEN = "open"
    LENGTH = "length"
    PADDING = "padding"
    INFLATE = "inflate"


#: What the person is told.
_SAYS: Final = {
    ReplyCheck.WHOLE: "this reply is not complete; please copy all of it",
    ReplyCheck.PLAN: "this reply belongs to none of your plans",
    ReplyCheck.ENDED: "this reply was written with a link that you have ended",
    ReplyCheck.OPEN: "this reply was changed, or written with another link",
    ReplyCheck.LENGTH: "this reply is damaged: its length is wrong",
    ReplyCheck.PADDING: "this reply is damaged: its padding is wrong",
    ReplyCheck.INFLATE: "this reply is damaged: its text cannot be unpacked",
}


class ReplyError(HandrailError):
    """A reply that a reader refuses; `check` says at which step."""

    def __init__(self, check: ReplyCheck) -> None:
        super().__init__(_SAYS[check])
        self.check = check


@dataclass(frozen=True, slots=True)
class Wire:
    """A whole reply that nobody has opened yet."""

    hint: bytes
    sealed: bytes

    def fits(self, token: str) -> bool:
        """Whether it was written on the page with this token. Message."""
        return hmac.compare_digest(self.hint, _hint(token, self.sealed[:_ENC_BYTES]))


# ---- the keys


def reply_key(secrets: Secrets) -> str:
    """What a page seals its replies to, as it stands in the article. Keys of a reply."""
    public = _private_key(secrets).public_key()
    point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


def _private_key(secrets: Secrets) -> ec.EllipticCurvePrivateKey:
    scalar = int.from_bytes(secrets.reply_seed, "big") % (_ORDER - 1) + 1
    return ec.derive_private_key(scalar, ec.SECP256R1())


def _info(secrets: Secrets) -> bytes:
    """What binds a reply to its format and to those who have the link. Keys of a reply."""
    return lp(V, b"reply") + expand(secrets.content_root(), lp(V, b"reply-psk"), _PSK_BYTES)


# ---- from a text to a wire


def replies_in(text: str) -> Iterator[Wire | ReplyError]:
    """Every reply in a text, in its order, whatever messengers and mailers left in it. Text of a reply.

    For one that is not there whole, the error that says so.
    """
    plain = unicodedata.normalize("NFKC", _ENTITY.sub(" ", text))
    signs = _BETWEEN.sub("", plain)
    end = 0
    for start in _START.finditer(signs):
        if start.start() < end:
            continue
        rest = _REST.match(signs, start.end())
        wire = _wire_in(rest)
        if rest is None or wire is None:
            yield ReplyError(ReplyCheck.WHOLE)
            continue
        end = rest.end()
        yield wire


def _wire_in(rest: re.Match[str] | None) -> Wire | None:
    """The wire in what follows `HR2.`; None where its check does not fit."""
    if rest is None:
        return None
    wire = from_base32(rest[1].translate(AS_READ))
    if (
        wire is None
        or len(wire) > _WIRE_LIMIT_BYTES
        or _check_signs(wire) != rest[2].translate(AS_READ)
    ):
        return None
    front = len(_MAGIC) + _HINT_BYTES
    return Wire(wire[len(_MAGIC) : front], wire[front:])


def reply_text(wire: bytes) -> str:
    """The text that carries a wire. Text of a reply."""
    return f"{_MAGIC.decode()}.{base32(wire)}.{_check_signs(wire)}"


def _check_signs(wire: bytes) -> str:
    return base32(hashlib.sha256(lp(V, b"reply-check", wire)).digest())[:_CHECK_SIGNS]


def _hint(token: str, enc: bytes) -> bytes:
    digest = hashlib.sha256(lp(V, b"reply-hint", bytes.fromhex(token), enc)).digest()
    return digest[:_HINT_BYTES]


# ---- from a wire to its text, and back


def opened(wire: Wire, secrets: Secrets) -> str:
    """The JSON in a reply to the page with these secrets. Raises ReplyError, naming the check that refuses. Reader."""
    body = _decrypted(wire, secrets)
    (length,) = struct.unpack_from(">I", body.ljust(_LENGTH_BYTES, b"\0"))
    room = len(body) - _LENGTH_BYTES
    if len(body) % _PAD_BYTES or not room - _PAD_BYTES < length <= room:
        raise ReplyError(ReplyCheck.LENGTH)
    packed, padding = body[_LENGTH_BYTES : _LENGTH_BYTES + length], body[_LENGTH_BYTES + length :]
    if padding.strip(b"\0"):
        raise ReplyError(ReplyCheck.PADDING)
    reply = inflated(packed, REPLY_LIMIT_BYTES)
    if reply is None:
        raise ReplyError(ReplyCheck.INFLATE)
    return reply


def _decrypted(wire: Wire, secrets: Secrets) -> bytes:
    try:
        return _SUITE.decrypt(wire.sealed, _private_key(secrets), info=_info(secrets))
    except (InvalidTag, ValueError) as error:
        raise ReplyError(ReplyCheck.OPEN) from error


def pad_reply(packed: bytes) -> bytes:
    """The body of a reply: length, compressed text and zeros up to the next step. Message."""
    body = struct.pack(">I", len(packed)) + packed
    return body.ljust(-(-len(body) // _PAD_BYTES) * _PAD_BYTES, b"\0")


def seal_reply(body: bytes, secrets: Secrets) -> str:
    """The text that carries this body to whoever has the key; another each time. Message."""
    public = _private_key(secrets).public_key()
    sealed = _SUITE.encrypt(body, public, info=_info(secrets))
    return reply_text(_MAGIC + _hint(secrets.token, sealed[:_ENC_BYTES]) + sealed)

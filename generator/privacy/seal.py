"""Seal: an article as bytes that only its link opens, and back. Format HR1; section names refer to
docs/FORMAT.md.

In: a key with a page's uid, mode and generation; the article's HTML. Out: its `Secrets`, the sealed
bytes, the article.
Touches nothing: no files, no clock, no chance. With `reply`, the only module that uses `cryptography`.

Terms
    key       32 random bytes; everything else is derived from it.
    token     names the page's folder; public.
    link      the secret in the link's fragment.
    code      the link secret as 28 characters that a person can type, with a check against slips.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import re
import struct
import unicodedata
import zlib
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from generator.errors import HandrailError
from generator.privacy.crockford import AS_READ, SIGNS
from generator.privacy.wordlist import WORDS

KEY_BYTES: Final = 32
UID_BYTES: Final = 16
LINK_BYTES: Final = 16
#: From so many bytes the key for replies is taken. Source: FIPS 186-5, A.2.1.
REPLY_SEED_BYTES: Final = 48
LAST_GENERATION: Final = 2**32 - 1
#: Most bytes that an article may inflate to.
INFLATED_LIMIT_BYTES: Final = 8 * 1024 * 1024

#: The name of the format, in front of all that is derived. Notation.
V: Final = b"handrail/v1"
_MAGIC: Final = b"HR1"
_HEADER: Final = struct.Struct(">3sBI16s")
_TAG_BYTES: Final = 16
_LENGTH_BYTES: Final = 4
#: Header, siv and commitment: what stands before the encrypted part.
_FRONT_BYTES: Final = _HEADER.size + 32 + 32
#: zlib's `memLevel`: shorter blocks than with its usual 8, each with codes of its own, since
#: styles, words, paths and tables stand behind one another. Saves 100 bytes of a full page.
_MEMORY: Final = 6
_LEAST_BUCKET: Final = 16_384
_LAST_DOUBLED_BUCKET: Final = 262_144

#: Unicode's White_Space. Not `str.split`, which takes U+001C to U+001F as well, nor the `\s` of
#: JavaScript, which takes U+FEFF and leaves U+0085.
_WHITE: Final = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WHITE_RUN: Final = re.compile(f"[{_WHITE}]+")
_ESCAPED: Final = re.compile("(?:%[0-9A-Fa-f]{2})+")
_ENTITY: Final = re.compile("&#?[0-9A-Za-z]{1,8};")
#: A run of signs that a code may have; whatever stands between two of them is passed over.
_PIECE: Final = re.compile("[0-9A-Za-z]+")
#: How often a link may have been escaped on its way.
_ESCAPES: Final = 3
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CODE_LENGTH: Final = 28
_CHECK_BITS: Final = 12
_WORD_COUNT: Final = 6
_WORD_BITS: Final = 10


class Mode(IntEnum):
    """What opens the page: its link, or its link and six words."""

    LINK = 1
    WORDS = 2


#: Rounds of PBKDF2 by mode; a reader refuses any other number.
_ROUNDS: Final = {Mode.LINK: 0, Mode.WORDS: 600_000}


class SealCheck(StrEnum):
    """The checks of a reader, in their order."""

    LINK = "link"
    MAGIC = "magic"
    MODE = "mode"
    ROUNDS = "rounds"
    LENGTH = "length"
    COMMITMENT = "commitment"
    CIPHER = "cipher"
    LENGTH_FIELD = "length-field"
    PADDING = "padding"
    INFLATE = "inflate"


class SealError(HandrailError):
    """Bytes or a link that a reader refuses; `check` says at which step."""

    def __init__(self, check: SealCheck, sentence: str) -> None:
        super().__init__(sentence)
        self.check = check


#: What the person is told where the step itself does not depend on the mode.
_SAYS: Final = {
    SealCheck.LINK: "this link is incomplete",
    SealCheck.MAGIC: "this is not a sealed page of a kind that is known here",
    SealCheck.MODE: "this page opens in a way that is not known here",
    SealCheck.ROUNDS: "this page asks for a setting that is not safe",
    SealCheck.LENGTH: "this page has not arrived whole",
    SealCheck.CIPHER: "the page is damaged",
    SealCheck.LENGTH_FIELD: "the page is damaged: its length is wrong",
    SealCheck.PADDING: "the page is damaged: its padding is wrong",
    SealCheck.INFLATE: "the page is damaged: its text cannot be unpacked",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key made by the tool. Raises ValueError for any other length than 32 bytes."""

    master: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.master) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes")

    @property
    def fingerprint(self) -> str:
        """16 hex digits that name the key; may be public."""
        return expand(self._root(), lp(V, b"fingerprint"), 8).hex()

    def mark(self, uid: str) -> str:
        """32 hex digits that stand for a uid where the uid itself should not be read."""
        return expand(
            self._root(),
            lp(V, b"mark") + lp(bytes.fromhex(uid)),
            16,
        ).hex()

    def _root(self) -> bytes:
        return HKDF.extract(
            SHA256(),
            salt=V + b"/master",
            key_material=self.master,
        )

    def secrets(self, uid: str, mode: Mode, generation: int) -> Secrets:
        """What is derived for the page of the plan with this uid, 32 hex digits. Derivation.

        Raises ValueError for another uid, or a generation outside 1 to `LAST_GENERATION`.
        """
        if not re.fullmatch(f"[0-9a-f]{{{2 * UID_BYTES}}}", uid):
            raise ValueError(f"a uid has {2 * UID_BYTES} lower-case hex digits")
        if not 1 <= generation <= LAST_GENERATION:
            raise ValueError(f"a generation is a number from 1 to {LAST_GENERATION}")
        root = self._root()
        page = lp(bytes.fromhex(uid)) + struct.pack(">BI", mode, generation)

        def derived(label: bytes, length: int) -> bytes:
            return expand(root, lp(V, label) + page, length)

        words, salt = None, bytes(16)
        if mode is Mode.WORDS:
            words, salt = _words(derived(b"words", 8)), derived(b"pw-salt", 16)
        return Secrets(
            mode,
            derived(b"token", 16).hex(),
            derived(b"link", 16),
            words,
            salt,
            derived(b"siv", 32),
            derived(b"reply", REPLY_SEED_BYTES),
        )


@dataclass(frozen=True, slots=True)
class Secrets:
    """Of one page: `token` is public, `words` are None in link mode; `siv_key` and `reply_seed` never leave the
    tool.
    """

    mode: Mode
    token: str
    link: bytes = field(repr=False)
    words: str | None = field(repr=False)
    salt: bytes = field(repr=False)
    siv_key: bytes = field(repr=False)
    reply_seed: bytes = field(repr=False)

    @property
    def code(self) -> str:
        """The link secret as it stands in the link."""
        return code_of(self.link)

    def content_root(self) -> bytes:
        """What both sides derive from link and words: PRK2 of the format. Takes long in words mode. Message."""
        return _content_root(self.mode, self.salt, self.link, self.words)


#: The key of the samples, which anyone can derive.
DEMONSTRATION: Final = Key(hashlib.sha256(b"handrail demonstration key, never for people").digest())


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys at hand, each with its name."""

    keys: tuple[tuple[str, Key], ...]

    def find(self, name: str) -> Key | None:
        """The key with this name, or None."""
        return next((key for known, key in self.keys if known == name), None)


def seal(article: str, secrets: Secrets) -> bytes:
    """The article as a sealed file; the same bytes for the same article and zlib.

    Raises SealError for an article that is longer than a reader may inflate. Message.
    """
    inner = article.encode()
    if len(inner) > INFLATED_LIMIT_BYTES:
        raise SealError(SealCheck.INFLATE, "this page is longer than 8 MiB")
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, _MEMORY)
    packed = squeezer.compress(inner) + squeezer.flush()
    return encrypt(pad(packed), secrets)


def pad(packed: bytes) -> bytes:
    """The body: length, compressed article and zeros, so that its size tells no more than a bucket
    does.
    """
    length = bucket(_LENGTH_BYTES + len(packed) + _TAG_BYTES) - _TAG_BYTES
    return (struct.pack(">I", len(packed)) + packed).ljust(length, b"\0")


def encrypt(body: bytes, secrets: Secrets) -> bytes:
    """A body as a sealed file. Message."""
    header = _HEADER.pack(_MAGIC, secrets.mode, _ROUNDS[secrets.mode], secrets.salt)
    siv = hmac.digest(secrets.siv_key, lp(header) + body, "sha256")
    key, nonce, commitment = _message_keys(header, siv, secrets.link, secrets.words)
    return header + siv + commitment + AESGCM(key).encrypt(nonce, body, header)


def unseal(file: bytes, link: bytes, words: str | None) -> str:
    """The article in a sealed file. Raises SealError, naming the check that refuses. Reader."""
    body = decrypt(file, link, words)
    (length,) = struct.unpack_from(">I", body)
    if length > len(body) - _LENGTH_BYTES:
        raise _refusal(SealCheck.LENGTH_FIELD)
    packed, padding = body[_LENGTH_BYTES : _LENGTH_BYTES + length], body[_LENGTH_BYTES + length :]
    if padding.strip(b"\0"):
        raise _refusal(SealCheck.PADDING)
    article = inflated(packed, INFLATED_LIMIT_BYTES)
    if article is None:
        raise _refusal(SealCheck.INFLATE)
    return article


def decrypt(file: bytes, link: bytes, words: str | None) -> bytes:
    """The body of a sealed file, after every check up to the cipher. Raises SealError. Reader."""
    header, siv = file[:24], file[24:56]
    commitment, sealed = file[56:_FRONT_BYTES], file[_FRONT_BYTES:]
    mode = _mode_in(header)
    if len(sealed) < _LEAST_BUCKET or bucket(len(sealed)) != len(sealed):
        raise _refusal(SealCheck.LENGTH)
    typed = None
    refused = "this link does not open this page"
    if mode is Mode.WORDS:
        typed = words or ""
        refused = "this link, or these words, do not open this page"
    key, nonce, expected = _message_keys(header, siv, link, typed)
    if not hmac.compare_digest(expected, commitment):
        raise SealError(SealCheck.COMMITMENT, refused)
    try:
        return AESGCM(key).decrypt(nonce, sealed, header)
    except InvalidTag as error:
        raise _refusal(SealCheck.CIPHER) from error


def _mode_in(header: bytes) -> Mode:
    """The mode of a sealed file. Raises SealError where its header is none that is known."""
    if header[:3] != _MAGIC:
        raise _refusal(SealCheck.MAGIC)
    if len(header) < _HEADER.size:
        raise _refusal(SealCheck.LENGTH)
    _, mode, rounds, _ = _HEADER.unpack(header)
    if mode not in (Mode.LINK, Mode.WORDS):
        raise _refusal(SealCheck.MODE)
    if rounds != _ROUNDS[Mode(mode)]:
        raise _refusal(SealCheck.ROUNDS)
    return Mode(mode)


def bucket(length: int) -> int:
    """The size in bytes that a length is rounded up to. Source: Padmé, from PURBs (PETS 2019),
    above 256 KiB.
    """
    size = _LEAST_BUCKET
    while size < min(length, _LAST_DOUBLED_BUCKET):
        size *= 2
    if length <= size:
        return size
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask


def code_of(link: bytes) -> str:
    """A link secret as 28 characters of Crockford's base32: 128 bits and a check of 12."""
    number = int.from_bytes(link, "big") << _CHECK_BITS | _check_bits(link)
    return "".join(SIGNS[number >> shift & 31] for shift in range(5 * (_CODE_LENGTH - 1), -1, -5))


def link_of(text: str) -> bytes:
    """The link secret in what follows the # of a link, whatever came along: the one code that is
    there whole. Link.

    Raises SealError where there is none, and where two fit equally well.
    """
    for _ in range(_ESCAPES):
        text = _ESCAPED.sub(_decoded, text)
    pieces = _PIECE.findall(unicodedata.normalize("NFKC", _ENTITY.sub(" ", text)))
    ends = {0, *itertools.accumulate(map(len, pieces))}
    signs = "".join(pieces).translate(AS_READ)
    links: dict[int, set[bytes]] = {2: set(), 1: set(), 0: set()}
    for start in range(len(signs) - _CODE_LENGTH + 1):
        end = start + _CODE_LENGTH
        link = _checked(signs[start:end])
        if link is not None:
            links[(start in ends) + (end in ends)].add(link)
    # What begins and ends where a piece does goes before what does so at one end, and that before
    # all else.
    best = links[2] or links[1] or links[0]
    if len(best) != 1:
        raise _refusal(SealCheck.LINK)
    return best.pop()


def _decoded(escaped: re.Match[str]) -> str:
    try:
        return bytes.fromhex(escaped[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return " "


def _checked(code: str) -> bytes | None:
    """The link secret in 28 signs, or None where they are no code or their check does not fit."""
    if any(sign not in SIGNS for sign in code):
        return None
    number = 0
    for sign in code:
        number = number << 5 | SIGNS.index(sign)
    link = (number >> _CHECK_BITS).to_bytes(LINK_BYTES, "big")
    return link if _check_bits(link) == number & ((1 << _CHECK_BITS) - 1) else None


def normalised(words: str) -> bytes:
    """Words as typed, in the form that opens a page. Words."""
    # Half a character, which an encoder would refuse with the words in its error, opens nothing.
    whole = _SURROGATE.sub("\ufffd", words)
    return (
        _WHITE_RUN.sub(
            " ",
            unicodedata.normalize("NFKC", whole).casefold(),
        )
        .strip(" ")
        .encode()
    )


def _refusal(check: SealCheck) -> SealError:
    return SealError(check, _SAYS[check])


def _check_bits(link: bytes) -> int:
    digest = hashlib.sha256(lp(V, b"link-check", link)).digest()
    return int.from_bytes(digest[:2], "big") >> (16 - _CHECK_BITS)


def _words(bits: bytes) -> str:
    number = int.from_bytes(bits, "big") >> (64 - _WORD_COUNT * _WORD_BITS)
    shifts = range(_WORD_BITS * (_WORD_COUNT - 1), -1, -_WORD_BITS)
    return " ".join(WORDS[number >> shift & ((1 << _WORD_BITS) - 1)] for shift in shifts)


def _message_keys(
    header: bytes, siv: bytes, link: bytes, words: str | None
) -> tuple[bytes, bytes, bytes]:
    """Key, nonce and commitment of one message; `siv` fixes them, so a key is used once."""
    _, mode, _, salt = _HEADER.unpack(header)
    root = _content_root(Mode(mode), salt, link, words)
    keys = expand(root, lp(V, b"message", header, siv), 76)
    return keys[:32], keys[32:44], keys[44:]


def _content_root(mode: Mode, salt: bytes, link: bytes, words: str | None) -> bytes:
    """PRK2: what opens a message is its link, and its words where it has some, stretched as its mode says."""
    material = lp(link)
    if words is not None:
        stretched = PBKDF2HMAC(SHA256(), 32, salt, _ROUNDS[mode]).derive(normalised(words))
        material = lp(link, stretched)
    return HKDF.extract(SHA256(), salt=V + b"/content", key_material=material)


def inflated(packed: bytes, limit_bytes: int) -> str | None:
    """The text that was packed; None unless it is one, of at most so many bytes, and the packing ends with it."""
    stretcher = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        inner = stretcher.decompress(packed, limit_bytes + 1)
        if not stretcher.eof or stretcher.unused_data or len(inner) > limit_bytes:
            return None
        return inner.decode()
    except (zlib.error, UnicodeDecodeError):
        return None


def expand(root: bytes, info: bytes, length: int) -> bytes:
    """HKDF-Expand of the format. Notation."""
    return HKDFExpand(SHA256(), length, info).derive(root)


def lp(*items: bytes) -> bytes:
    """Each item after its length as u16, so that no two lists of items give the same bytes."""
    return b"".join(len(item).to_bytes(2, "big") + item for item in items)

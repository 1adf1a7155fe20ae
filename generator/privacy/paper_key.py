"""Paper: a key as lines that a person can write down and read back.

In: a key. Out: four lines, each with a check of its own, and the key again from whatever somebody
typed or saved.
Touches nothing.

A line holds 8 bytes of the key as a number in 13 signs, and behind it the check in two: the
remainder of that number by the prime 1021, shifted by the line's own number. 32 to any power and 31
times it are no multiples of 1021, so any one wrong sign is told, and any two neighbours in the
wrong order; two lines in each other's place are told as well.

Paper from before has a check by SHA-256 instead, which lets a slip in a thousand pass. It is still
read, where all four lines agree with it; what comes of it is to be compared with the fingerprint.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Final

from generator.errors import HandrailError
from generator.privacy.crockford import SIGNS
from generator.privacy.seal import KEY_BYTES, Key
from generator.text.encoding import as_written, has_bom

#: How many lines a key has.
LINES: Final = 4

_AS_READ: Final = str.maketrans("ILO", "110")
_LINE_BYTES: Final = KEY_BYTES // LINES
#: 64 bits in 13 signs of 5, and a check of two signs.
_DATA_SIGNS: Final = 13
_CHECK_SIGNS: Final = 2
_ALL_SIGNS: Final = _DATA_SIGNS + _CHECK_SIGNS
_CHECK_BITS: Final = 5 * _CHECK_SIGNS
#: The largest prime that fits into the check, and how far apart two lines with the same bytes are
#: kept.
_PRIME: Final = 1021
_SHIFT: Final = 255

#: Kinds of signs that may stand between the signs of a line beside blanks: dashes, and what nobody
#: sees.
_BETWEEN: Final = frozenset({"Pd", "Cf", "Cc"})

#: What a page, a table or a mail puts in front of a line: quoting, bullets, the line's number.
_QUOTED: Final = re.compile(r"^[\s>|*•·#+-]+")
_NUMBERED: Final = re.compile(r"^([1-4])(?:\s*[.):\]-]\s*|\s+)")
_MARKUP: Final = re.compile(
    r"<(style|script)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_IS_MARKUP: Final = re.compile(
    r"<!doctype|<html|<body|<li\b|<p\b|<br\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"^\W*Key\s+([a-z][a-z0-9-]{0,63})\b(?!\s+backup)",
    re.MULTILINE,
)
_FINGERPRINT: Final = re.compile(r"\bfingerprint\W+([0-9a-f]{16})\b", re.IGNORECASE)


class PaperError(HandrailError):
    """Lines that are no key; the text says which one has a slip."""


class LineCheck(Enum):
    """How a line of a paper is checked: as it is printed today, or as it was before."""

    REMAINDER = "remainder"
    DIGEST = "digest"


BOTH: Final = frozenset(LineCheck)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a saved or pasted backup says: its lines, and the key's name and fingerprint where they
    stand there.
    """

    lines: tuple[str, ...]
    name: str | None
    fingerprint: str | None


def encode(key: Key) -> tuple[str, ...]:
    """Four lines of 15 signs in groups, numbered: `1  7ZWQ 4M2K 0RTY X-B4`."""
    lines = []
    for number in range(LINES):
        first = number * _LINE_BYTES
        value = int.from_bytes(key.master[first : first + _LINE_BYTES], "big")
        signs = _signs(value, _DATA_SIGNS)
        groups = " ".join(signs[at : at + 4] for at in range(0, _DATA_SIGNS, 4))
        check = _signs(_remainder(number, value), _CHECK_SIGNS)
        lines.append(f"{number + 1}  {groups}-{check}")
    return tuple(lines)


def decode(lines: tuple[str, ...] | list[str]) -> Key:
    """The key in its four lines, as somebody typed them; numbers in front may be left out.

    Raises PaperError, which names the line that has a slip, never what stands in it.
    """
    return read_backup(lines)[0]


def read_backup(lines: tuple[str, ...] | list[str]) -> tuple[Key, LineCheck]:
    """The key in its four lines, and how they are checked: by a digest, its fingerprint is still to
    be compared.

    Raises PaperError as `decode` does.
    """
    if len(lines) != LINES:
        raise PaperError(f"a key has {LINES} lines; these are {len(lines)}")
    passed = [checks(number, line) for number, line in enumerate(lines)]
    parts = [_bytes_of(line, number) or b"" for number, line in enumerate(lines)]
    for check in LineCheck:
        if all(check in agreeing for agreeing in passed):
            return Key(b"".join(parts)), check
    # The check that most lines agree with is the one they were printed with.
    printed = max(
        LineCheck,
        key=lambda check: sum(check in agreeing for agreeing in passed),
    )
    wrong = [number for number, agreeing in enumerate(passed) if printed not in agreeing]
    raise slip(wrong[0])


def checks(number: int, line: str) -> frozenset[LineCheck]:
    """The checks that a line, counted from 0, agrees with; none where it has a slip."""
    part, signs = _bytes_of(line, number), _folded(line, number)
    if part is None:
        return frozenset()
    check = _value(signs[_DATA_SIGNS:])
    found = {
        LineCheck.REMAINDER: _remainder(number, int.from_bytes(part, "big")),
        LineCheck.DIGEST: _digest(number, part),
    }
    return frozenset(way for way, right in found.items() if right == check)


def slip(number: int) -> PaperError:
    """The words for a line, counted from 0, that agrees with no check."""
    return PaperError(f"line {number + 1} has a slip; compare it with the paper, sign by sign")


def backup_in(data: bytes) -> Backup:
    """What a file, a page or a pasted text holds of a key, in whatever way a system wrote it.

    Raises PaperError where it is no text, or holds no line that could be a key's.
    """
    text = _text_of(data)
    if _IS_MARKUP.search(text):
        text = html.unescape(_MARKUP.sub("\n", text))
    text = unicodedata.normalize("NFKC", text)
    lines = _key_lines([line for line in text.splitlines() if line.strip()])
    name, fingerprint = _first_group(_NAMED, text), _first_group(_FINGERPRINT, text)
    if fingerprint is not None:
        fingerprint = fingerprint.lower()
    return Backup(lines, name, fingerprint)


def _first_group(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[1] if found else None


def _key_lines(lines: list[str]) -> tuple[str, ...]:
    """The lines that are a key's among others, or that were meant to be."""
    right = [_right(number, lines) for number in range(LINES)]
    sure = [line for line in right if line is not None]
    shaped = [line for line in lines if _is_shaped_as_any(line)]
    likely = [line for line in lines if not _NAMED.match(line) and not _FINGERPRINT.search(line)]
    for found in (sure, shaped, likely):
        if len(found) == LINES:
            return tuple(found)
    raise PaperError(f"a key has {LINES} lines; here are {len(shaped)} that could be some of them")


def _right(number: int, lines: list[str]) -> str | None:
    """The line that agrees with its check as this one of the four; none where none or several do."""
    found = {_folded(line, number): line for line in lines if checks(number, line)}
    if len(found) != 1:
        return None
    return next(iter(found.values()))


def _text_of(data: bytes) -> str:
    """The text in a file, by whichever coding gives one that can be read."""
    decoders: list[Callable[[bytes], str]] = [as_written]
    if b"\0" in data and not has_bom(data):
        decoders += [_decoder("utf-16-le"), _decoder("utf-16-be")]
    elif not has_bom(data):
        decoders.append(_decoder("cp1252"))
    for decode_text in decoders:
        with suppress(UnicodeDecodeError):
            text = decode_text(data)
            if all(map(_is_readable, text)):
                return text
    raise PaperError(
        "this file is no text; name the page that `handrail key backup` wrote, or a text with the lines"
    )


def _decoder(coding: str) -> Callable[[bytes], str]:
    return lambda data: data.decode(coding)


def _is_readable(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cn", "Co")


def _folded(line: str, number: int) -> str:
    """The signs of a line as they are meant, without its number and whatever stands between and
    before them.

    None of them where the number in front is another line's.
    """
    words = unicodedata.normalize("NFKC", line)
    words = _NUMBERED.sub(r"\1 ", _QUOTED.sub("", words))
    first, _, rest = words.partition(" ")
    if rest and len(first) == 1 and first in "1234":
        if first != str(number + 1):
            return ""
        words = rest
    kept = "".join(sign for sign in words if not _is_between(sign))
    signs = kept.rstrip(".,;").upper().translate(_AS_READ)
    if len(signs) == _ALL_SIGNS + 1 and signs[0] == str(number + 1):
        return signs[1:]
    return signs


def _is_between(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in _BETWEEN


def _is_shaped_as_any(line: str) -> bool:
    return any(_is_shaped(_folded(line, number)) for number in range(LINES))


def _is_shaped(signs: str) -> bool:
    return len(signs) == _ALL_SIGNS and all(sign in SIGNS for sign in signs)


def _bytes_of(line: str, number: int) -> bytes | None:
    """What a line holds, right or wrong; None where it cannot be a line of a key."""
    signs = _folded(line, number)
    if not _is_shaped(signs):
        return None
    value = _value(signs[:_DATA_SIGNS])
    if value >= 1 << (8 * _LINE_BYTES):
        return None
    return value.to_bytes(_LINE_BYTES, "big")


def _remainder(number: int, value: int) -> int:
    return (value + _SHIFT * number) % _PRIME


def _digest(number: int, part: bytes) -> int:
    digest = hashlib.sha256(b"handrail/v1/paper" + bytes([number]) + part).digest()
    return int.from_bytes(digest[:2], "big") >> (16 - _CHECK_BITS)


def _signs(value: int, count: int) -> str:
    return "".join(SIGNS[value >> shift & 31] for shift in range(5 * (count - 1), -1, -5))


def _value(signs: str) -> int:
    value = 0
    for sign in signs:
        value = value << 5 | SIGNS.index(sign)
    return value

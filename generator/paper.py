"""Paper: a key as lines that a person can write down and read back.

In: a key. Out: four lines, each with a check of its own, and the key again.
Touches nothing.
"""

from __future__ import annotations

import hashlib
from typing import Final

from generator.errors import HandrailError
from generator.seal import KEY_BYTES, Key

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_AS_READ: Final = str.maketrans("ILO", "110", " -\t")
_LINES: Final = 4
_LINE_BYTES: Final = KEY_BYTES // _LINES
#: 64 bits in 13 signs of 5, and a check of two signs.
_DATA_SIGNS: Final = 13
_CHECK_SIGNS: Final = 2
_CHECK_BITS: Final = 5 * _CHECK_SIGNS


class PaperError(HandrailError):
    """Lines that are no key; the text says which one has a slip."""


def lines_of(key: Key) -> tuple[str, ...]:
    """Four lines of 15 signs in groups, numbered: `1  7ZWQ 4M2K 0RTY X-B4`."""
    found = []
    for number in range(_LINES):
        part = key.master[number * _LINE_BYTES : (number + 1) * _LINE_BYTES]
        signs = _signs(int.from_bytes(part, "big"), _DATA_SIGNS)
        groups = " ".join(signs[at : at + 4] for at in range(0, _DATA_SIGNS, 4))
        found.append(f"{number + 1}  {groups}-{_signs(_check(number, part), _CHECK_SIGNS)}")
    return tuple(found)


def key_of(lines: list[str]) -> Key:
    """The key in its four lines, as somebody typed them; numbers in front may be left out.

    Raises PaperError, which names the line that has a slip, never what stands in it.
    """
    if len(lines) != _LINES:
        raise PaperError(f"a key has {_LINES} lines; these are {len(lines)}")
    return Key(b"".join(_part(number, line) for number, line in enumerate(lines)))


def _part(number: int, line: str) -> bytes:
    signs = line.strip().upper().translate(_AS_READ)
    if len(signs) == _DATA_SIGNS + _CHECK_SIGNS + 1 and signs[0] == str(number + 1):
        signs = signs[1:]
    if len(signs) == _DATA_SIGNS + _CHECK_SIGNS and all(sign in _SIGNS for sign in signs):
        value, check = _value(signs[:_DATA_SIGNS]), _value(signs[_DATA_SIGNS:])
        if value < 1 << (8 * _LINE_BYTES):
            part = value.to_bytes(_LINE_BYTES, "big")
            if _check(number, part) == check:
                return part
    raise PaperError(f"line {number + 1} has a slip; compare it with the paper, sign by sign")


def _check(number: int, part: bytes) -> int:
    digest = hashlib.sha256(b"handrail/v1/paper" + bytes([number]) + part).digest()
    return int.from_bytes(digest[:2], "big") >> (16 - _CHECK_BITS)


def _signs(value: int, count: int) -> str:
    return "".join(_SIGNS[value >> shift & 31] for shift in range(5 * (count - 1), -1, -5))


def _value(signs: str) -> int:
    value = 0
    for sign in signs:
        value = value << 5 | _SIGNS.index(sign)
    return value

"""Crockford: bytes as letters and digits that survive a pen, a messenger and a capital letter, and back.

In: bytes, or signs that somebody typed. Out: the signs, most significant bit first, the last one filled up with
zero bits; or the bytes. Touches nothing. Crockford's base32 without its own check.
"""

from __future__ import annotations

from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: How a sign that somebody typed is read.
AS_READ: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzILO",
    "ABCDEFGH1JK1MN0PQRSTUVWXYZ110",
)
SIGN_BITS: Final = 5


def base32(data: bytes) -> str:
    """The bytes as signs."""
    count = -(-8 * len(data) // SIGN_BITS)
    bits = f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}".ljust(count * SIGN_BITS, "0")
    return "".join(
        SIGNS[int(bits[at : at + SIGN_BITS], 2)] for at in range(0, len(bits), SIGN_BITS)
    )


def from_base32(signs: str) -> bytes | None:
    """The bytes in signs as `AS_READ` gives them; None where `base32` makes no such signs."""
    if not signs or any(sign not in SIGNS for sign in signs):
        return None
    bits = "".join(f"{SIGNS.index(sign):0{SIGN_BITS}b}" for sign in signs)
    length, left = divmod(len(bits), 8)
    if left >= SIGN_BITS or "1" in bits[len(bits) - left :]:
        return None
    return int(bits[: 8 * length], 2).to_bytes(length, "big")
